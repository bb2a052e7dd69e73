package rbac

import (
	"slices"
	"strings"
)

// packed is a reduced set of expanded scopes: at most one grant a filter, and nothing filtered that is held
// unfiltered. It does not change. Counterpart: what jupyterhub.scopes.parse_scopes returns.
type packed struct {
	all    scopeSet // held without a filter
	grants []grant  // the filtered rest
	at     map[Filter]int
	// JupyterHub 2 keeps "users!" as written, which is as good as "users" but another text. These are held in that
	// form, and those of them that are held in no other.
	marked, markedOnly scopeSet
}

// marked is the filter of a scope with nothing behind its "!": none, but told apart.
var marked = Filter{bare: true}

// reduce drops filtered scopes that are held unfiltered, too, but in JupyterHub 2, where they stay. The Hub fails on a filter without a value, unless
// it meets each of its scopes unfiltered before, which hangs on the order of a Python set: hardly ever, and
// here never. Counterpart: jupyterhub.scopes.reduce_scopes.
func (d *Definitions) reduce(grants []grant) (*packed, *HubError) {
	p := &packed{}
	if err := d.pack(p, [][]grant{grants}); err != nil {
		return nil, err
	}
	return p, nil
}

// pack is reduce for what several lists hold together. It fills in p.
func (d *Definitions) pack(p *packed, lists [][]grant) *HubError {
	for _, grants := range lists {
		for i := range grants {
			switch g := &grants[i]; {
			case g.filter == marked:
				p.marked.union(g.set)
			case g.filter.Kind == NoFilter:
				p.all.union(g.set)
			}
		}
	}
	if !p.marked.empty() {
		p.markedOnly = p.marked.without(p.all)
		p.all.union(p.markedOnly)
	}
	n := 0
	for _, grants := range lists {
		for i := range grants {
			if g := &grants[i]; g.filter.Kind != NoFilter {
				if !d.features.emptyFilters && g.filter.valueless() {
					return &HubError{Type: "ValueError", ID: "filter-empty", Args: Args{Filter: g.filter.String()}}
				}
				n++
			}
		}
	}
	if n > fewGrants {
		p.packMany(d, lists)
	} else {
		p.packFew(d, lists)
	}
	return nil
}

// packFew adds what is held with filters, of which there are few: the scratch stays off the heap.
func (p *packed) packFew(d *Definitions, lists [][]grant) {
	var room [fewGrants]grant
	rest := room[:0]
	for _, grants := range lists {
		for i := range grants {
			set, ok := p.left(d, &grants[i])
			if !ok {
				continue
			}
			if at := findGrant(rest, grants[i].filter); at >= 0 {
				rest[at].set.union(set)
			} else {
				rest = append(rest, grant{set.clone(), grants[i].filter})
			}
		}
	}
	p.grants = slices.Clone(rest)
}

// packMany does the same for any number.
func (p *packed) packMany(d *Definitions, lists [][]grant) {
	var rest packer
	for _, grants := range lists {
		for i := range grants {
			if set, ok := p.left(d, &grants[i]); ok {
				rest.add(set, grants[i].filter)
			}
		}
	}
	p.grants, p.at = slices.Clip(rest.grants), rest.at
}

// left is what of a filtered grant is not held without a filter.
func (p *packed) left(d *Definitions, g *grant) (scopeSet, bool) {
	if g.filter.Kind == NoFilter {
		return scopeSet{}, false
	}
	set := g.set
	if !d.features.unreduced {
		set = set.without(p.all)
	}
	return set, !set.empty()
}

func (f Filter) valueless() bool {
	if f.Kind == otherFilter {
		_, value, _ := strings.Cut(f.Value, "=")
		return value == ""
	}
	return f.Kind != NoFilter && f.Value == ""
}

// under returns what is held under exactly this filter.
func (p *packed) under(f Filter) scopeSet {
	if f.Kind == NoFilter {
		return p.all
	}
	if p.at != nil {
		if i, ok := p.at[f]; ok {
			return p.grants[i].set
		}
		return scopeSet{}
	}
	if i := findGrant(p.grants, f); i >= 0 {
		return p.grants[i].set
	}
	return scopeSet{}
}

// holds reports whether a scope is held with any filter or none.
func (p *packed) holds(id int) bool {
	if p.all.has(id) {
		return true
	}
	for i := range p.grants {
		if p.grants[i].set.has(id) {
			return true
		}
	}
	return false
}

// without returns what p has and o, under the same filters, has not.
func (p *packed) without(o *packed) []grant {
	var out []grant
	if set := p.all.without(p.markedOnly).without(o.all); !set.empty() {
		out = append(out, grant{set, Filter{}})
	}
	if set := p.marked.without(o.marked); !set.empty() {
		out = append(out, grant{set, marked})
	}
	for _, g := range p.grants {
		if set := g.set.without(o.under(g.filter)); !set.empty() {
			out = append(out, grant{set, g.filter})
		}
	}
	return out
}

// list returns all grants, the unfiltered one among them.
func (p *packed) list() []grant {
	if p.all.empty() {
		return p.grants
	}
	if p.marked.empty() {
		return append([]grant{{p.all, Filter{}}}, p.grants...)
	}
	return append([]grant{{p.all.without(p.markedOnly), Filter{}}, {p.marked, marked}}, p.grants...)
}

// intersect returns what two owners hold both. For every scope the narrower side of a pair stays: a server of a
// held user or group, a user of a held group. Counterpart: jupyterhub.scopes._intersect_expanded_scopes with a
// database.
func (x *index) intersect(a, b *packed) (*packed, *HubError) {
	if x.defs.features.frozenFilters && (x.frozen(a, b) || x.frozen(b, a)) {
		return nil, &HubError{Type: "AttributeError", ID: "intersection-frozen"}
	}
	var out packer
	if both := a.all.and(b.all); !both.empty() {
		out.add(both, Filter{})
	}
	x.narrow(&out, a, b)
	x.narrow(&out, b, a)
	p, _ := x.defs.reduce(out.grants)
	return p, nil
}

// frozen reports whether JupyterHub 3 fails to intersect: where both sides name servers of a scope, or users, what they
// have in common is a set that can't be changed, and a server or user of a that b holds by a user or group is to be
// added to it.
func (x *index) frozen(a, b *packed) bool {
	var named [otherFilter]scopeSet // what b holds by this kind of filter
	for _, g := range b.grants {
		if g.filter.Kind == ServerFilter || g.filter.Kind == UserFilter {
			named[g.filter.Kind].union(g.set)
		}
	}
	for _, g := range a.grants {
		if g.filter.Kind != ServerFilter && g.filter.Kind != UserFilter {
			continue
		}
		set := g.set.without(a.all).without(b.all).and(named[g.filter.Kind]).without(b.under(g.filter))
		if set.empty() {
			continue
		}
		user := g.filter.Value
		if g.filter.Kind == ServerFilter {
			user, _, _ = strings.Cut(user, "/")
			if !set.and(b.under(Filter{Kind: UserFilter, Value: user})).empty() {
				return true
			}
		}
		for _, m := range x.groupsOf(user) {
			if !set.and(b.under(Filter{Kind: GroupFilter, Value: x.db.groups.rows[m.row].name})).empty() {
				return true
			}
		}
	}
	return false
}

// narrow adds the filtered scopes of a that b holds, too, in the same or a wider form.
func (x *index) narrow(out *packer, a, b *packed) {
	add := func(set scopeSet, f Filter) {
		if !set.empty() {
			if f.Kind == otherFilter && !strings.Contains(f.Value, "=") {
				f.Value += "=" // as it comes out of a dict of values by key
			}
			out.add(set, f)
		}
	}
	for _, g := range a.grants {
		g.set = g.set.without(a.all) // JupyterHub 2 may have both
		add(g.set.and(b.all), g.filter)
		add(g.set.and(b.under(g.filter)), g.filter)
		user := ""
		switch g.filter.Kind {
		case ServerFilter:
			user, _, _ = strings.Cut(g.filter.Value, "/")
			add(g.set.and(b.under(Filter{Kind: UserFilter, Value: user})), g.filter)
		case UserFilter:
			user = g.filter.Value
		default:
			continue
		}
		for _, m := range x.groupsOf(user) {
			add(g.set.and(b.under(Filter{Kind: GroupFilter, Value: x.db.groups.rows[m.row].name})), g.filter)
		}
	}
}
