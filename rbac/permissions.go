package rbac

import (
	"slices"
	"strings"
)

// AnyName stands for the name of the imagined person of AnyUser, AnyMember and AnyAdmin, in filters such as
// "user="+AnyName. No config can name anybody so: it is not valid UTF-8.
const AnyName = "\xffany"

// Permissions is what a subject may do: expanded scopes, packed. Counterpart: jupyterhub.scopes.get_scopes_for.
type Permissions struct {
	hub    *Hub
	base   *packed // by roles
	own    grant   // by roles, under the subject's own name
	shared []grant // by shares; not reduced, as in JupyterHub
	member string  // AnyMember: the group that AnyName is in
}

// Permissions resolves a subject. The error is what the Hub raises (an empty filter, for example).
func (h *Hub) Permissions(s Subject) (*Permissions, *HubError) {
	p, err := h.permissions(s)
	if err != nil {
		return nil, err
	}
	return &p, nil
}

func (h *Hub) permissions(s Subject) (Permissions, *HubError) {
	p := Permissions{hub: h, base: &h.x.nothing}
	switch s.Kind {
	case User:
		u, ok := h.db.users.find(s.Name)
		if !ok {
			return p, noSubject(s)
		}
		err := p.byProfile(h.x.userProfile(u), s.Name)
		if err == nil {
			p.shared, err = h.sharedWith(u)
		}
		return p, err
	case Service:
		i, ok := h.db.services.find(s.Name)
		if !ok {
			return p, noSubject(s)
		}
		var err *HubError
		p.base, err = h.x.serviceExpansion(i).resolve(h.x.defs, h.x.defs.serviceTargets(s.Name))
		return p, err
	case Group:
		g, ok := h.db.groups.find(s.Name)
		if !ok {
			return p, noSubject(s)
		}
		var err *HubError
		if p.base, err = h.x.groupExpansion(g).resolve(h.x.defs, h.x.defs.groupTargets(s.Name)); err == nil {
			p.shared, err = h.expandShares(h.db.groups.rows[g].shares, nil)
		}
		return p, err
	case Bearer:
		return h.tokenPermissions(s.Token)
	case AnyUser, AnyMember, AnyAdmin:
		prof, ok := h.anyProfile(s)
		if !ok {
			return p, noSubject(s)
		}
		if s.Kind == AnyMember {
			p.member = s.Name
		}
		err := p.byProfile(prof, AnyName)
		if err == nil && s.Kind == AnyMember {
			g, _ := h.db.groups.find(s.Name)
			p.shared, err = h.expandShares(h.db.groups.rows[g].shares, nil)
		}
		return p, err
	}
	return p, noSubject(s)
}

func noSubject(s Subject) *HubError {
	return &HubError{Type: "NoSuchSubject", ID: "subject-not-found", Args: Args{User: s.Name}}
}

func (p *Permissions) byProfile(prof *profile, name string) *HubError {
	prof.resolve(p.hub.x)
	if prof.failed != nil {
		return prof.failed
	}
	p.base = &prof.base
	// A user whose name is empty is no target of `self` and "!user", but in JupyterHub 2.
	if name != "" || p.hub.x.defs.features.anyOwnerIsUser {
		p.own = grant{prof.own, Filter{Kind: UserFilter, Value: name}}
	}
	return nil
}

// anyProfile is the profile of an imagined person.
func (h *Hub) anyProfile(s Subject) (*profile, bool) {
	var direct, groups []int32
	add := func(role string) {
		if r, ok := h.db.roles.find(role); ok {
			direct = append(direct, r)
		}
	}
	add(roleUser)
	switch s.Kind {
	case AnyAdmin:
		add(roleAdmin)
		slices.Sort(direct)
	case AnyMember:
		g, ok := h.db.groups.find(s.Name)
		if !ok {
			return nil, false
		}
		if len(h.x.groupRoles.of(g)) > 0 {
			groups = append(groups, g)
		}
	}
	h.x.mu.Lock()
	defer h.x.mu.Unlock()
	return h.x.profileOf(direct, groups), true
}

// Strings lists the expanded scopes as JupyterHub prints them, sorted.
func (p *Permissions) Strings() []string {
	return p.hub.x.defs.spell(p.base.list(), []grant{p.own}, p.shared)
}

// Reduced lists what Strings lists without the filtered scopes that are held unfiltered, too. It differs from
// Strings by shares only. Counterpart: jupyterhub.scopes.reduce_scopes.
func (p *Permissions) Reduced() []string {
	r, _ := p.hub.x.defs.reduce(slices.Concat(p.base.list(), []grant{p.own}, p.shared))
	return p.hub.x.defs.spell(r.list())
}

// Reach of base: everyone, or the filters it is held with ("user=a", "group=g", "server=a/lab"), sorted.
func (p *Permissions) Reach(base string) (everyone bool, filters []string) {
	id, ok := p.hub.x.defs.ids[base]
	if !ok {
		return false, nil
	}
	if p.base.all.has(id) {
		return true, nil
	}
	p.each(id, func(f Filter) { filters = append(filters, f.String()) })
	slices.Sort(filters)
	return false, slices.Compact(filters)
}

// each yields the filters that a scope is held with; nothing for a scope held unfiltered.
func (p *Permissions) each(id int, yield func(Filter)) {
	for i := range p.base.grants {
		if g := &p.base.grants[i]; g.set.has(id) {
			yield(g.filter)
		}
	}
	if p.own.set.has(id) {
		yield(p.own.filter)
	}
	for i := range p.shared {
		if g := &p.shared[i]; g.set.has(id) {
			yield(g.filter)
		}
	}
}

// held reports whether a scope is held at all.
func (p *Permissions) held(id int) bool {
	if p.own.set.has(id) || p.base.holds(id) {
		return true
	}
	for i := range p.shared {
		if p.shared[i].set.has(id) {
			return true
		}
	}
	return false
}

// under reports whether a scope is held under exactly this filter.
func (p *Permissions) under(id int, f Filter) bool {
	if p.base.under(f).has(id) || p.own.filter == f && p.own.set.has(id) {
		return true
	}
	for i := range p.shared {
		if p.shared[i].filter == f && p.shared[i].set.has(id) {
			return true
		}
	}
	return false
}

// match says how a held scope covers a target, or returns the zero Match. Counterpart: the filter part of
// jupyterhub.scopes.has_scope.
func (p *Permissions) match(id int, want Filter) Match {
	if p.base.all.has(id) {
		return Match{Kind: Unfiltered}
	}
	if want.Kind == NoFilter {
		return Match{}
	}
	if p.under(id, want) {
		return Match{Kind: SameFilter, Filter: want.String()}
	}
	user := want.Value
	switch want.Kind {
	case ServerFilter:
		user, _, _ = strings.Cut(user, "/")
		if f := (Filter{Kind: UserFilter, Value: user}); p.under(id, f) {
			return Match{Kind: OwnServer, Filter: f.String()}
		}
	case UserFilter:
	default:
		return Match{}
	}
	if user == AnyName && p.member != "" {
		if f := (Filter{Kind: GroupFilter, Value: p.member}); p.under(id, f) {
			return Match{Kind: MemberOf, Filter: f.String(), Group: p.member, Member: user}
		}
		return Match{}
	}
	for _, m := range p.hub.x.groupsOf(user) {
		if f := (Filter{Kind: GroupFilter, Value: p.hub.db.groups.rows[m.row].name}); p.under(id, f) {
			return Match{Kind: MemberOf, Filter: f.String(), Group: f.Value, Member: user, Ref: m.ref}
		}
	}
	return Match{}
}

// covers is match as a yes or no, without making anything.
func (p *Permissions) covers(id int, want Filter) bool {
	if p.base.all.has(id) {
		return true
	}
	if want.Kind == NoFilter {
		return false
	}
	if p.under(id, want) {
		return true
	}
	user := want.Value
	switch want.Kind {
	case ServerFilter:
		user, _, _ = strings.Cut(user, "/")
		if p.under(id, Filter{Kind: UserFilter, Value: user}) {
			return true
		}
	case UserFilter:
	default:
		return false
	}
	return p.inHeldGroup(id, user)
}

// inHeldGroup reports whether a scope is held for a group that the user is in.
func (p *Permissions) inHeldGroup(id int, user string) bool {
	if user == AnyName && p.member != "" {
		return p.under(id, Filter{Kind: GroupFilter, Value: p.member})
	}
	for _, m := range p.hub.x.groupsOf(user) {
		if p.under(id, Filter{Kind: GroupFilter, Value: p.hub.db.groups.rows[m.row].name}) {
			return true
		}
	}
	return false
}
