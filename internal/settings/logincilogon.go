package settings

import (
	"slices"

	"rolecall.example/login"
)

// cilogon reads the identity providers, and settings whose meaning moved into them: each of these stops the Hub.
func (r *signIn) cilogon() {
	for _, trait := range []string{"idps", "allowed_idps"} {
		pairs, a, v, ok := r.dict(trait)
		if !ok || trait == "allowed_idps" && r.has("idps") && len(pairs) == 0 && len(r.c.IDPs.List) == 0 && !v.Partial {
			continue // the old name only counts where it says something else
		}
		out := login.IDPs{Set: true, Partial: v.Partial, Ref: r.ref(v, a), Renamed: trait == "allowed_idps" && r.has("idps")}
		for _, p := range pairs {
			if p.Key.Kind != Str {
				out.Partial = out.Partial || unknown(p.Key)
				continue
			}
			out.List = append(out.List, r.idp(p, a))
		}
		at, _ := r.loaded(trait)
		for i := range r.tree.Assignments {
			other := r.tree.Assignments[i].Trait
			if n, ok := r.loaded(other); ok && n < at && !slices.Contains(out.After, other) {
				out.After = append(out.After, other)
			}
		}
		r.c.IDPs = out
	}
	removed := []string{"idp_whitelist", "idp", "strip_idp_domain"}
	if r.has("allowed_scopes") { // since OAuthenticator 16
		removed = append(removed, "shown_idps", "additional_username_claims", "username_claim")
	} else {
		r.c.AdditionalClaims = r.names("additional_username_claims", listShape, false)
	}
	for _, trait := range removed {
		if v, a, ok := r.find(trait, listShape); ok && truthy(v) {
			r.c.Removed = append(r.c.Removed, login.Name{Value: trait, Ref: r.ref(v, a)})
		}
	}
}

// loaded is a trait's place in the order in which traitlets loads settings: section by section, from the base class on.
func (r *signIn) loaded(trait string) (place int, ok bool) {
	for n, section := range r.authenticator.sections {
		for i := range r.tree.Assignments {
			if a := &r.tree.Assignments[i]; a.Trait == trait && a.Class == section {
				return n*len(r.tree.Assignments) + i, true
			}
		}
	}
	return 0, false
}

// truthy is Python's truth of a value, as far as it is known.
func truthy(v Value) bool {
	switch v.Kind {
	case Bool:
		return v.Bool
	case Str:
		return v.Text != ""
	case List, Tuple, Set:
		return len(v.Items) > 0
	case Dict:
		return len(v.Pairs) > 0
	}
	return false
}

// idp reads one entry, as the class's schema has it.
func (r *signIn) idp(p Pair, a *Assignment) login.IDP {
	one := login.IDP{EntityID: r.nameOf(p.Key)}
	if p.Value.Kind != Dict {
		if !unknown(p.Value) {
			one.WrongTypes = append(one.WrongTypes, r.nameOf(p.Key))
		}
		return one
	}
	for _, entry := range p.Value.Pairs {
		key, v := entry.Key.Text, entry.Value
		wrong := false
		switch {
		case entry.Key.Kind != Str:
			wrong = true
		case key == "allow_all":
			one.AllowAll = login.Flag{Set: true, On: v.Kind == Bool && v.Bool, Unknown: unknown(v), Ref: r.refs.mark(v.Span)}
			wrong = v.Kind != Bool && !unknown(v)
		case key == "default":
			wrong = v.Kind != Bool && !unknown(v)
		case key == "allowed_domains_claim":
			one.DomainsClaim, wrong = r.schemaText(v)
		case key == "allowed_domains":
			if v.Kind != List && !unknown(v) {
				wrong = true
				break
			}
			one.AllowedDomains = r.namesOf(v, a, listShape, false)
			wrong = len(one.AllowedDomains.Others) > 0
		case key == "username_derivation":
			one.HasDerivation = true
			if wrong = v.Kind != Dict && !unknown(v); v.Kind == Dict {
				r.derivation(&one, v)
			}
		default:
			one.BadKeys = append(one.BadKeys, r.nameOf(entry.Key))
		}
		if wrong {
			one.WrongTypes = append(one.WrongTypes, r.nameOf(entry.Key))
		}
	}
	return one
}

// derivation reads username_derivation of an entry.
func (r *signIn) derivation(one *login.IDP, v Value) {
	texts := map[string]*login.Text{"username_claim": &one.UsernameClaim, "action": &one.Action, "domain": &one.Domain, "prefix": &one.Prefix}
	for _, entry := range v.Pairs {
		to, ok := texts[entry.Key.Text]
		if !ok || entry.Key.Kind != Str {
			one.BadKeys = append(one.BadKeys, r.nameOf(entry.Key))
			continue
		}
		var wrong bool
		if *to, wrong = r.schemaText(entry.Value); wrong {
			one.WrongTypes = append(one.WrongTypes, r.nameOf(entry.Key))
		}
	}
	one.BadKeys = slices.Clip(one.BadKeys)
}

func (r *signIn) schemaText(v Value) (t login.Text, wrong bool) {
	t = login.Text{Set: true, Value: v.Text, Unknown: unknown(v), Ref: r.refs.mark(v.Span)}
	if v.Kind != Str {
		t.Value = ""
	}
	return t, v.Kind != Str && !unknown(v)
}
