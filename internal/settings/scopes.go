package settings

import (
	"rolecall.example/internal/diag"
	"rolecall.example/rbac"
)

// customScopes reads c.JupyterHub.custom_scopes: a dict of dicts.
func (r *reader) customScopes() {
	if !r.has("JupyterHub.custom_scopes") {
		return
	}
	v, a, ok := r.setting(hub, "custom_scopes", dictShape)
	if !ok {
		return
	}
	if unknown(v) {
		r.unread(rbac.UnreadCustomScopes, "", v)
		return
	}
	v, ok = r.accept(v, a, dictShape)
	if !ok {
		return
	}
	for _, p := range v.Pairs {
		r.customScope(p)
	}
	if v.Partial {
		r.unread(rbac.UnreadCustomScopes, "", v)
	}
}

func (r *reader) customScope(p Pair) {
	switch {
	case unknown(p.Key):
		r.unread(rbac.UnreadCustomScopes, "", p.Key)
		return
	case unknown(p.Value):
		r.unread(rbac.UnreadCustomScopes, "", p.Value)
		return
	case p.Key.Kind != Str:
		r.add(diag.Error, p.Key.Span, "trait-error", "the name of a custom scope must be a string, not "+kindName(p.Key)+" (TraitError)", "")
		return
	case p.Value.Kind != Dict:
		r.add(diag.Error, p.Value.Span, "trait-error", "a custom scope must be a dict, not "+kindName(p.Value)+" (TraitError)",
			"write {\"description\": …}")
		return
	}
	s := rbac.CustomScope{Name: rbac.Name{Value: p.Key.Text, Ref: r.refs.mark(p.Key.Span)}}
	if d, ok := p.Value.lookup("description"); ok || p.Value.Partial {
		s.Description, s.HasDescription = d.Text, true
	}
	if sub, ok := p.Value.lookup("subscopes"); ok {
		switch {
		case unknown(sub):
			r.unread(rbac.UnreadCustomScopes, "", sub)
		case sub.Kind != List:
			s.BadSubscopes = true
		default:
			for _, item := range sub.Items {
				if unknown(item) {
					r.unread(rbac.UnreadCustomScopes, "", item)
				} else if item.Kind != Str {
					s.BadSubscopes = true
				} else {
					s.Subscopes = append(s.Subscopes, rbac.Name{Value: item.Text, Ref: r.refs.mark(item.Span)})
				}
			}
			if sub.Partial {
				r.unread(rbac.UnreadCustomScopes, "", sub)
			}
		}
	}
	for _, key := range p.Value.stringKeys() {
		if key.Text != "description" && key.Text != "subscopes" {
			s.UnknownKeys = append(s.UnknownKeys, rbac.Name{Value: key.Text, Ref: r.refs.mark(key.Span)})
		}
	}
	r.config.CustomScopes = append(r.config.CustomScopes, s)
}

// extraUserScopes reads c.JupyterHub.extra_user_scopes, which JupyterHub 6 brings. Before, unknownTraits says
// that the Hub does not know it.
func (r *reader) extraUserScopes() {
	if !r.has("JupyterHub.extra_user_scopes") {
		return
	}
	v, a, ok := r.setting(hub, "extra_user_scopes", setShape)
	if !ok {
		return
	}
	if unknown(v) {
		r.unread(rbac.UnreadExtraUserScopes, "", v)
		return
	}
	if v, ok = r.accept(v, a, setShape); ok {
		r.config.ExtraUserScopes = r.names(v, "extra_user_scopes", rbac.UnreadExtraUserScopes, "")
	}
}

// serverTokens reads c.Spawner.server_token_scopes and oauth_client_allowed_scopes: lists, or functions that
// the Hub asks for each server.
func (r *reader) serverTokens() {
	for _, one := range []struct {
		trait   string
		out     *[]rbac.Name
		strings bool
	}{
		{"server_token_scopes", &r.config.ServerTokenScopes, true},
		{"oauth_client_allowed_scopes", &r.config.ServerClientAllowedScopes, false},
	} {
		v, _, ok := r.setting(r.spawner.sections, one.trait, listShape)
		if !ok {
			continue
		}
		in := "Spawner." + one.trait
		switch {
		case unknown(v):
			r.unread(rbac.UnreadOther, in, v)
		case v.Kind == Object:
			v.Question = &diag.Diagnostic{Span: v.Span, ID: "scopes-by-function", Severity: diag.Question,
				Message: "c." + in + " is a function, and what it gives for a server is not known", Hint: "write a list to have it read"}
			r.unread(rbac.UnreadOther, in, v)
		case v.Kind != List && v.Kind != Tuple:
			r.add(diag.Error, v.Span, "trait-error", "c."+in+" must be a list or a function, not "+kindName(v)+" (TraitError)", "write a list: [ ]")
		default:
			*one.out = r.names(v, one.trait, rbac.UnreadOther, in)
		}
	}
}
