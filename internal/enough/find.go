package enough

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"

	"rolecall.example/rbac"
)

// The bounds of a search: choices that are looked at, users who are counted one by one, groups of a target that may be a
// filter.
const (
	maxChoices = 50_000
	maxCounted = 300
	maxGroups  = 5
)

// Answer is what is enough.
type Answer struct {
	Scopes []string // sorted; none where nothing is lacking
	Excess int      // what they grant besides
	Exact  bool     // no other scopes have less excess, or as little and are fewer; else these are the best found
}

// Find finds scopes that meet all demands.
func Find(h *rbac.Hub, s rbac.Subject, demands []Demand) Answer {
	x := newSpace(h, s, demands)
	f := &finder{space: x, left: maxChoices, best: Answer{Excess: -1}}
	for _, d := range demands {
		f.atoms = append(f.atoms, x.atomsFor(d))
	}
	f.choose(0, nil, x.none())
	best := f.best
	best.Exact = f.left > 0
	slices.Sort(best.Scopes)
	return best
}

// finder goes through the sets of scopes that hit every demand. What is granted only grows with a further scope, so
// whatever is already worse than the best is left.
type finder struct {
	*space
	atoms [][]*atom // by demand, the least excess first; of equal ones the first is kept
	left  int
	best  Answer
}

func (f *finder) choose(at int, chosen []*atom, granted set) {
	for at < len(f.atoms) && slices.ContainsFunc(chosen, func(a *atom) bool { return slices.Contains(f.atoms[at], a) }) {
		at++
	}
	excess := granted.count()
	if f.best.Excess >= 0 && (excess > f.best.Excess || excess == f.best.Excess && (len(chosen) > len(f.best.Scopes) ||
		at < len(f.atoms) && len(chosen)+1 > len(f.best.Scopes))) {
		return
	}
	if at == len(f.atoms) {
		scopes := make([]string, len(chosen))
		for i, a := range chosen {
			scopes[i] = a.scope
		}
		if f.best.Excess < 0 || excess < f.best.Excess || len(scopes) < len(f.best.Scopes) {
			f.best = Answer{Scopes: scopes, Excess: excess}
		}
		return
	}
	for _, a := range f.atoms[at] {
		if f.left--; f.left <= 0 && f.best.Excess >= 0 {
			return
		}
		f.choose(at+1, append(slices.Clip(chosen), a), granted.with(a.grants))
	}
}

// atom is a scope that could be granted, with what it grants besides what is held and wished for.
type atom struct {
	scope  string
	grants set
	whole  int // how much it grants at all
	common int // how many scopes include it: of equal ones the least is part of the most
}

// space is all that scopes can grant: for each base those whom it may cover.
type space struct {
	h       *rbac.Hub
	d       *rbac.Definitions
	bases   []string
	covered []covered
	free    set // what is held already, or wished for
	atoms   map[string]*atom
}

// covered is somebody whom a scope may cover; the zero covered stands for those to come.
type covered struct{ kind, name string }

func newSpace(h *rbac.Hub, s rbac.Subject, demands []Demand) *space {
	x := &space{h: h, d: h.Definitions(), bases: h.Definitions().Scopes(), atoms: map[string]*atom{}}
	x.covered = append(x.covered, covered{})
	add := func(c covered) {
		if !slices.Contains(x.covered, c) {
			x.covered = append(x.covered, c)
		}
	}
	for _, d := range demands {
		if kind, name, ok := strings.Cut(d.Target.String(), "="); ok {
			add(covered{kind, name})
		}
	}
	users := h.Users()
	for _, u := range users[:min(len(users), maxCounted)] {
		x.covered = append(x.covered, covered{"user", u})
	}
	for _, g := range h.Groups() {
		add(covered{"group", g})
	}
	for _, one := range h.Services() {
		add(covered{"service", one})
	}
	x.free = x.none()
	if p, err := h.Permissions(s); err == nil {
		for i, base := range x.bases {
			everyone, filters := p.Reach(base)
			if everyone {
				filters = []string{""}
			}
			for _, f := range filters {
				x.mark(x.free, i, f)
			}
		}
	}
	for _, d := range demands {
		for _, base := range d.Bases {
			x.grant(x.free, base, d.Target.String())
		}
	}
	return x
}

// grant marks all that a scope grants.
func (x *space) grant(into set, base, filter string) {
	kind, _, _ := strings.Cut(filter, "=")
	for _, b := range x.d.IncludesUnder(base, filterKinds[kind]) {
		if i := slices.Index(x.bases, b); i >= 0 {
			x.mark(into, i, filter)
		}
	}
}

var filterKinds = map[string]rbac.FilterKind{"": rbac.NoFilter, "user": rbac.UserFilter, "server": rbac.ServerFilter, "group": rbac.GroupFilter, "service": rbac.ServiceFilter}

// mark marks those whom a base covers under a filter.
func (x *space) mark(into set, base int, filter string) {
	for i, c := range x.covered {
		if c.about(x.bases[base]) && x.covers(filter, c) {
			into.add(base*len(x.covered) + i)
		}
	}
}

// about reports whether a base can be about somebody of the kind.
func (c covered) about(base string) bool {
	verb, rest, ok := strings.Cut(base, ":")
	noun := verb
	if ok && slices.Contains([]string{"admin", "read", "list", "delete", "access", "start", "custom"}, verb) {
		noun, rest, _ = strings.Cut(rest, ":")
	}
	if noun == "roles" {
		noun, _, _ = strings.Cut(rest, ":")
	}
	switch noun {
	case "users", "tokens", "auth_state":
		return c.kind == "" || c.kind == "user"
	case "servers", "shares", "server_state":
		return c.kind == "" || c.kind == "user" || c.kind == "server"
	case "groups":
		return c.kind == "" || c.kind == "group"
	case "services":
		return c.kind == "" || c.kind == "service"
	}
	return c.kind == "" || verb == "custom"
}

// covers reports whether a filter covers somebody.
func (x *space) covers(filter string, c covered) bool {
	kind, name, _ := strings.Cut(filter, "=")
	user, _, _ := strings.Cut(c.name, "/")
	switch {
	case filter == "":
		return true
	case c.kind == kind && c.name == name:
		return true
	case c.kind == "server" && kind == "user":
		return name == user
	case (c.kind == "server" || c.kind == "user") && kind == "group":
		return slices.Contains(x.h.GroupsOf(user), name)
	}
	return false
}

// atomsFor are the scopes that meet a demand.
func (x *space) atomsFor(d Demand) []*atom {
	var out []*atom
	target := covered{}
	target.kind, target.name, _ = strings.Cut(d.Target.String(), "=")
	filters := []string{""}
	if target.kind != "" {
		filters = append(filters, d.Target.String())
		if user, _, _ := strings.Cut(target.name, "/"); target.kind == "server" || target.kind == "user" {
			if target.kind == "server" {
				filters = append(filters, "user="+user)
			}
			groups := x.h.GroupsOf(user)
			for _, g := range groups[:min(len(groups), maxGroups)] {
				filters = append(filters, "group="+g)
			}
		}
	}
	for _, base := range x.bases {
		if base == "self" || base == "inherit" || base == "(no_scope)" {
			continue
		}
		for _, f := range filters {
			if x.meets(base, f, d.Bases) {
				out = append(out, x.atom(base, f))
			}
		}
	}
	slices.SortStableFunc(out, func(a, b *atom) int {
		return cmp.Or(cmp.Compare(a.grants.count(), b.grants.count()), cmp.Compare(a.whole, b.whole), cmp.Compare(b.common, a.common), strings.Compare(a.scope, b.scope))
	})
	return out
}

func (x *space) meets(base, filter string, wanted []string) bool {
	kind, _, _ := strings.Cut(filter, "=")
	under := x.d.IncludesUnder(base, filterKinds[kind])
	for _, w := range wanted {
		if slices.Contains(under, w) {
			return true
		}
	}
	return false
}

func (x *space) atom(base, filter string) *atom {
	scope := base
	if filter != "" {
		scope += "!" + filter
	}
	if a, ok := x.atoms[scope]; ok {
		return a
	}
	a := &atom{scope: scope, grants: x.none()}
	x.grant(a.grants, base, filter)
	a.whole = a.grants.count()
	for _, other := range x.bases {
		if slices.Contains(x.d.Includes(other), base) {
			a.common++
		}
	}
	a.grants.without(x.free)
	x.atoms[scope] = a
	return a
}

// set is a set of pairs of a base and somebody whom it covers.
type set []uint64

func (x *space) none() set { return make(set, (len(x.bases)*len(x.covered)+63)/64) }

func (s set) add(i int) { s[i/64] |= 1 << (i % 64) }

func (s set) with(o set) set {
	out := slices.Clone(s)
	for i, w := range o {
		out[i] |= w
	}
	return out
}

func (s set) without(o set) {
	for i, w := range o {
		s[i] &^= w
	}
}

func (s set) count() int {
	n := 0
	for _, w := range s {
		n += bits.OnesCount64(w)
	}
	return n
}
