package lint

import "rolecall.example/rbac"

// ownUser is the filter that `self` comes with.
var ownUser = rbac.ParseFilter("user")

// expand lists what a scope includes, under its filter; `self` is what it stands for.
func (l *linter) expand(s rbac.Scope) []rbac.Scope {
	if out, ok := l.grown[s]; ok {
		return out
	}
	var out []rbac.Scope
	switch {
	case s.Base == "self" && s.Filter.Kind == rbac.NoFilter:
		for _, base := range l.defs.SelfScopes() {
			out = append(out, rbac.Scope{Base: base, Filter: ownUser})
		}
	default:
		for _, base := range l.defs.IncludesUnder(s.Base, s.Filter.Kind) {
			out = append(out, rbac.Scope{Base: base, Filter: s.Filter})
		}
	}
	if len(out) == 0 {
		out = []rbac.Scope{s}
	}
	l.grown[s] = out
	return out
}

// holdings counts by how many of some scopes each scope is held.
type holdings map[rbac.Scope]int

func (l *linter) holdings(names []rbac.Name) holdings {
	h := holdings{}
	for _, n := range names {
		h.add(l.expand(rbac.ParseScope(n.Value)), 1)
	}
	return h
}

func (h holdings) add(list []rbac.Scope, n int) {
	for _, s := range list {
		h[s] += n
	}
}

// covers reports whether each scope of a list is held: so filtered or unfiltered, and by more than except of them.
func (h holdings) covers(list []rbac.Scope, except int) bool {
	for _, s := range list {
		n := h[s] - except
		if s.Filter.Kind != rbac.NoFilter {
			n += h[rbac.Scope{Base: s.Base}]
		}
		if n <= 0 {
			return false
		}
	}
	return true
}
