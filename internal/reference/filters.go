package reference

import (
	"slices"

	"rolecall.example/rbac"
)

// A FilterUse says what comes of a scope with a filter of one kind. JupyterHub accepts every kind on every scope.
type FilterUse struct {
	Kind   rbac.FilterKind
	Effect Effect
	// Drops are scopes that are included without the filter and not with it.
	Drops []string
	// ReadsName: the filter itself opens the model of the server's user, as in JupyterHub 2; but not where the scope
	// includes one that is asked for first, and misses.
	ReadsName bool
}

// Effect of a filter.
type Effect uint8

const (
	Useless Effect = iota // accepted, and the scope alone then opens nothing
	Ignored               // accepted, and the scope opens what it opens without the filter
	Narrows               // the scope holds for what the filter covers
)

// Kinds are the kinds of filter in the order of the page.
var Kinds = []rbac.FilterKind{rbac.UserFilter, rbac.GroupFilter, rbac.ServerFilter, rbac.ServiceFilter}

func (v *Version) filters(s *Scope) []FilterUse {
	var out []FilterUse
	for _, kind := range Kinds {
		use := FilterUse{Kind: kind}
		if s.Kind == Plain {
			use.Effect, use.Drops = v.effect(s, kind), v.drops(s, kind)
			use.ReadsName = kind == rbac.ServerFilter && v.ServerFilterReadsName && !v.asksFirst(s)
		}
		out = append(out, use)
	}
	return out
}

func (v *Version) effect(s *Scope, kind rbac.FilterKind) Effect {
	effect := Useless
	for _, o := range s.Opens {
		if o.Always != 0 || len(o.Lacks) > 0 || !slices.Contains(o.Filters, kind) {
			continue
		}
		if o.Narrows {
			return Narrows
		}
		effect = Ignored
	}
	held := v.defs.IncludesUnder(s.Name, kind)
	for i := range v.Models {
		m := &v.Models[i]
		if slices.Contains(held, m.Scope) && slices.Contains(m.Target().Filters(), kind) {
			return Narrows
		}
	}
	return effect
}

// asksFirst reports whether a user's model is asked for by a scope of s before it is by read:users:name.
func (v *Version) asksFirst(s *Scope) bool {
	const name = "read:users:name"
	held := v.held(s)
	for _, r := range v.Requests {
		if r.Target.Filters() == nil || !slices.Contains(r.Needs[0], name) {
			continue
		}
		before := r.Needs[0][:slices.Index(r.Needs[0], name)]
		return r.FirstDecides && slices.ContainsFunc(before, func(b string) bool { return slices.Contains(held, b) })
	}
	return false
}

func (v *Version) drops(s *Scope, kind rbac.FilterKind) []string {
	kept := v.defs.IncludesUnder(s.Name, kind)
	return slices.DeleteFunc(v.defs.Includes(s.Name), func(name string) bool { return slices.Contains(kept, name) })
}

// Filter finds the use of one kind.
func (s *Scope) Filter(kind rbac.FilterKind) FilterUse {
	for _, f := range s.Filters {
		if f.Kind == kind {
			return f
		}
	}
	return FilterUse{Kind: kind}
}
