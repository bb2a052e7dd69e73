package reference

import (
	"slices"

	"rolecall.example/rbac"
)

// A Change is what became different of a scope between two versions that follow each other here. Of each pair of lists
// the first came and the second went.
type Change struct {
	From, To string
	Appeared bool // To defines it, From does not
	Gone     bool

	Includes, Excludes     []string
	Opens, Closes          []string // calls that the scope opens by itself alone
	Helps, Stays           []string // calls that it opens together with other scopes
	Reveals, Hides         []string // fields, "user: name"
	RolesGain, RolesLose   []string
	FilterFrom, FilterTo   []FilterUse // kinds whose effect differs, in the same order
	Unfiltered, Filterable []string    // calls that no longer, or newly, open with some kind of filter
}

// Any reports whether something is different.
func (c *Change) Any() bool {
	lists := [][]string{c.Includes, c.Excludes, c.Opens, c.Closes, c.Helps, c.Stays, c.Reveals, c.Hides, c.RolesGain, c.RolesLose, c.Unfiltered, c.Filterable}
	return c.Appeared || c.Gone || len(c.FilterFrom) > 0 || slices.ContainsFunc(lists, func(l []string) bool { return len(l) > 0 })
}

// history goes through the versions from the oldest on.
func (r *Reference) history(name string) (in []string, changes []Change) {
	var before *Version
	for _, v := range slices.Backward(r.Versions) {
		now := v.Scope(name)
		if now != nil {
			in = append(in, v.Name)
		}
		if before != nil {
			if c := compare(before, v, before.Scope(name), now); c.Any() {
				changes = append(changes, c)
			}
		}
		before = v
	}
	return in, changes
}

func compare(a, b *Version, old, now *Scope) Change {
	c := Change{From: a.Name, To: b.Name, Appeared: old == nil && now != nil, Gone: old != nil && now == nil}
	if old == nil || now == nil {
		return c
	}
	both := func(list func(*Version, *Scope) []string) (came, went []string) {
		x, y := list(a, old), list(b, now)
		return without(y, x), without(x, y)
	}
	c.Includes, c.Excludes = both(func(v *Version, s *Scope) []string { return v.held(s) })
	c.Opens, c.Closes = both(func(_ *Version, s *Scope) []string { return s.calls(func(o Opening) bool { return len(o.Lacks) == 0 }) })
	c.Helps, c.Stays = both(func(_ *Version, s *Scope) []string { return s.calls(func(o Opening) bool { return len(o.Lacks) > 0 }) })
	c.Reveals, c.Hides = both(func(_ *Version, s *Scope) []string { return s.fields() })
	c.RolesGain, c.RolesLose = both(func(_ *Version, s *Scope) []string { return s.roleNames() })
	filterable := func(s, other *Scope) []string {
		return s.calls(func(o Opening) bool {
			return len(o.Filters) > 0 && o.Always == 0 && slices.ContainsFunc(other.Opens, func(p Opening) bool { return p.Call() == o.Call() })
		})
	}
	x, y := filterable(old, now), filterable(now, old)
	c.Filterable, c.Unfiltered = without(y, x), without(x, y)
	for i, f := range old.Filters {
		if f.Effect != now.Filters[i].Effect {
			c.FilterFrom, c.FilterTo = append(c.FilterFrom, f), append(c.FilterTo, now.Filters[i])
		}
	}
	return c
}

// without keeps what list has and other lacks.
func without(list, other []string) []string {
	var out []string
	for _, s := range list {
		if !slices.Contains(other, s) && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

func (s *Scope) calls(keep func(Opening) bool) []string {
	var out []string
	for _, o := range s.Opens {
		if keep(o) {
			out = append(out, o.Call())
		}
	}
	return out
}

func (s *Scope) fields() []string {
	var out []string
	for _, r := range s.Reveals {
		for _, f := range r.Fields {
			out = append(out, r.Model+": "+f.Name)
		}
	}
	return out
}

func (s *Scope) roleNames() []string {
	var out []string
	for _, r := range s.Roles {
		if !slices.Contains(out, r.Role) {
			out = append(out, r.Role)
		}
	}
	return out
}

// A Near scope has a name that is easily taken for another's.
type Near struct {
	Name     string
	Relation Relation
}

// Relation of a near scope to the one at hand.
type Relation uint8

const (
	Apart  Relation = iota // neither includes the other
	Within                 // the one at hand includes it
	Around                 // it includes the one at hand
)

// near lists scopes that speak of the same thing by another verb, or add a part to the name or leave one out.
func near(d *rbac.Definitions, name string) []Near {
	var out []Near
	for _, other := range d.Scopes() {
		if other == name || kindOf(other) != Plain || kindOf(name) != Plain || !alike(name, other) {
			continue
		}
		n := Near{Name: other}
		switch {
		case slices.Contains(d.Includes(name), other):
			n.Relation = Within
		case slices.Contains(d.Includes(other), name):
			n.Relation = Around
		}
		out = append(out, n)
	}
	return out
}
