package rbac

import (
	"slices"
	"strings"
)

// The most paths, and near misses of one reason, that a Result carries, and the most raw scopes that are looked at
// for them. Whoever holds a scope in more ways has the first ones. The outcome does not hang on these bounds.
const (
	maxPaths   = 500
	maxNear    = 50
	maxWeighed = 200_000
)

// Explain is Check with its reasons: every independent path of a yes, what comes near of a no.
func (h *Hub) Explain(s Subject, scope string) Result {
	want := ParseScope(scope)
	id, err := h.question(want, scope)
	if err != nil {
		return h.unaskable(want, err)
	}
	p, err := h.permissions(s)
	if err != nil {
		return h.unresolved(s, err)
	}
	r := p.answer(id, want.Filter)
	q := &question{h: h, s: s, p: &p, id: id, want: want}
	if s.Kind == Bearer {
		q.token(s.Token, r.Outcome == Allowed)
	} else {
		q.roles(s, r.Outcome == Allowed)
		q.shares(s, r.Outcome == Allowed)
	}
	if r.Outcome == Allowed {
		r.Paths = q.paths
	} else {
		r.Near = q.nearest()
	}
	if len(h.config.Unread) > 0 {
		r = h.doubt(q, r)
	}
	return r
}

// question is one Explain under way.
type question struct {
	h     *Hub
	s     Subject // the subject; for a token's owner, the owner
	p     *Permissions
	id    int // of the wanted scope
	want  Scope
	paths []Path
	near  []NearMiss

	weighed int
	missed  [NotOfToken + 1]int // misses by reason
}

// weigh looks at one raw scope: it opens a path, comes near, or has nothing to do with the question. The path from has
// all but Raw, Scope, Chain and Match.
func (q *question) weigh(from *Path, raw Name, written writtenScope, names *targets, yes bool) {
	if q.weighed++; q.weighed > maxWeighed || written.base < 0 {
		return
	}
	d := q.h.x.defs
	s, base, literal := written.Scope, int(written.base), written.literal
	meta := base == d.selfID && s.Filter.Kind == NoFilter && !literal
	path := func() Path {
		out := *from
		out.Raw, out.RawRef = raw.Value, raw.Ref
		return out
	}
	if also, ok := d.userOfServer(s.Filter); ok && d.names[q.id] == readUsersName {
		of := path()
		of.Scope, of.Chain = Scope{readUsersName, also}.String(), []string{s.Base, readUsersName}
		if of.Match = q.p.matchOne(also, q.want.Filter); of.Match.Kind != 0 {
			q.found(of)
			return
		}
		if !yes {
			q.miss(of, OtherFilter)
		}
	}
	includes := d.expansionOf(base, s.Filter)
	held := s.Filter
	if meta {
		includes, held = d.self, Filter{Kind: UserFilter, Value: names.user}
	} else if held.bare {
		held = names.fill(held)
	}
	switch {
	case !literal && names.drops(s):
		if !yes && includes.has(q.id) {
			out := path()
			out.Scope = q.want.Base + "!" + s.Filter.String()
			if meta {
				out.Scope = "self"
			}
			q.miss(out, DroppedBare)
		}
	case includes.has(q.id):
		match := q.p.matchOne(held, q.want.Filter)
		if match.Kind == 0 && yes {
			return
		}
		out := path()
		out.Scope = Scope{q.want.Base, held}.String()
		out.Chain = d.chain(base, q.id, meta)
		if out.Match = match; match.Kind != 0 {
			q.found(out)
		} else {
			q.miss(out, OtherFilter)
		}
	case !yes && q.related(base, meta) && q.p.matchOne(held, q.want.Filter).Kind != 0:
		out := path()
		out.Scope = Scope{s.Base, held}.String()
		q.miss(out, NotIncluded)
	}
}

func (q *question) found(path Path) {
	if len(q.paths) < maxPaths {
		q.paths = append(q.paths, path)
	}
}

func (q *question) miss(path Path, reason Missed) {
	path.Match = Match{}
	if q.missed[reason]++; q.missed[reason] <= maxNear {
		if q.near == nil {
			const usual = 8
			q.near = make([]NearMiss, 0, usual)
		}
		q.near = append(q.near, NearMiss{path, reason})
	}
}

// nearest puts the misses that say most first: the scope itself, held for others or dropped, before related ones.
func (q *question) nearest() []NearMiss {
	slices.SortStableFunc(q.near, func(a, b NearMiss) int { return rank(a.Reason) - rank(b.Reason) })
	return q.near
}

// rank is how much a miss says; the lowest says most.
func rank(r Missed) int {
	switch r {
	case NotOfOwner, NotOfToken:
		return 0
	case OtherFilter:
		return 1
	case DroppedBare:
		return 2
	}
	return 3
}

// fill puts the owner in place of a bare filter.
func (t targets) fill(f Filter) Filter {
	switch f.Kind {
	case UserFilter:
		return Filter{Kind: UserFilter, Value: t.user}
	case ServiceFilter:
		return Filter{Kind: ServiceFilter, Value: t.service}
	case ServerFilter:
		return Filter{Kind: ServerFilter, Value: t.server}
	}
	return f
}

// chain is the way by subscopes; one that `self` opens begins with it.
func (d *Definitions) chain(from, to int, meta bool) []string {
	if meta {
		return []string{"self", d.names[to]}
	}
	return d.Chain(d.names[from], d.names[to])
}

// related reports whether a scope that does not include the wanted one speaks of the same thing: it is a part of
// the wanted scope, or another verb on the same sort of resource. Names alone, which many scopes include, are not.
func (q *question) related(base int, meta bool) bool {
	d := q.h.x.defs
	noun := d.nouns[q.id]
	switch {
	case meta:
		found := false
		d.self.each(func(id int) { found = found || d.nouns[id] == noun })
		return found
	case d.nouns[base] == noun:
		return true
	}
	return d.closure[q.id].has(base) && !strings.HasSuffix(d.names[base], ":name")
}

// resource is what a scope speaks of: "servers" in "delete:servers" and "servers", "users" in "users:activity".
func resource(scope string) string {
	if scope == "self" || scope == "inherit" {
		return ""
	}
	if rest, ok := strings.CutPrefix(scope, "custom:"); ok {
		first, _, _ := strings.Cut(rest, ":")
		return "custom:" + first
	}
	verb, rest, ok := strings.Cut(scope, ":")
	switch verb {
	case "admin", "read", "list", "delete", "access", "start":
		if ok {
			noun, _, _ := strings.Cut(rest, ":")
			return noun
		}
	}
	return verb
}

// roles weighs what a subject holds by roles.
func (q *question) roles(s Subject, yes bool) {
	_, names, _ := q.h.owner(s)
	if s.Kind == Group {
		names = q.h.x.defs.groupTargets(s.Name)
	}
	q.h.eachHolding(s, func(hold holding) {
		role := &q.h.db.roles.rows[hold.role]
		path := Path{Holding: Direct, Role: role.name, RoleRef: role.ref, Given: hold.by.given, HeldRef: hold.by.ref}
		if hold.group >= 0 {
			path.Holding, path.Group, path.GroupRef = ByGroup, q.h.db.groups.rows[hold.group].name, hold.member.ref
		}
		for i, scope := range q.h.x.writtenScopes(hold.role) {
			if q.weighed > maxWeighed {
				return
			}
			if !scope.again { // written twice: one path
				q.weigh(&path, role.scopes[i], scope, &names, yes)
			}
		}
	})
}

// text weighs a raw scope that the config has no place for.
func (q *question) text(from *Path, raw string, names *targets, yes bool) {
	q.weigh(from, Name{Value: raw}, q.h.x.defs.written(raw), names, yes)
}

// shares weighs what a subject holds by shares of servers.
func (q *question) shares(s Subject, yes bool) {
	of := func(shares []share, path Path) {
		for _, share := range shares {
			for _, text := range share.scopes {
				q.text(&path, text, &targets{}, yes)
			}
		}
	}
	group := func(row, member bearer) {
		g := &q.h.db.groups.rows[row.row]
		of(g.shares, Path{Holding: ByShare, Group: g.name, GroupRef: member.ref})
	}
	switch s.Kind {
	case User:
		if u, ok := q.h.db.users.find(s.Name); ok {
			of(q.h.db.users.rows[u].shares, Path{Holding: ByShare})
			for _, g := range q.h.x.userGroups.of(u) {
				group(g, g)
			}
		}
	case Group, AnyMember:
		if g, ok := q.h.db.groups.find(s.Name); ok {
			group(bearer{row: g}, bearer{})
		}
	}
}

// matchOne says how one filter covers a target, or returns the zero Match.
func (p *Permissions) matchOne(held, want Filter) Match {
	if held.Kind == NoFilter {
		return Match{Kind: Unfiltered}
	}
	if want.Kind == NoFilter {
		return Match{}
	}
	if held == want {
		return Match{Kind: SameFilter, Filter: held.String()}
	}
	user := want.Value
	switch want.Kind {
	case ServerFilter:
		user, _ = want.server()
	case UserFilter:
	default:
		return Match{}
	}
	switch held.Kind {
	case UserFilter:
		if held.Value == user {
			return Match{Kind: OwnServer, Filter: held.String()}
		}
	case GroupFilter:
		if ref, ok := p.memberOf(held.Value, user); ok {
			return Match{Kind: MemberOf, Filter: held.String(), Group: held.Value, Member: user, Ref: ref}
		}
	}
	return Match{}
}

// memberOf looks a user up in a group, and tells where the config says so.
func (p *Permissions) memberOf(group, user string) (Ref, bool) {
	if user == AnyName {
		return 0, p.member == group && group != ""
	}
	g, ok := p.hub.db.groups.find(group)
	if !ok {
		return 0, false
	}
	for _, m := range p.hub.x.groupsOf(user) {
		if m.row == g {
			return m.ref, true
		}
	}
	return 0, false
}

// token weighs what a token carries, and what its owner has of it.
func (q *question) token(t *Token, yes bool) {
	owner := &question{h: q.h, s: t.Owner, id: q.id, want: q.want}
	p, err := q.h.ownerPermissions(t.Owner)
	if err != nil {
		return
	}
	owner.p = &p
	has := p.covers(q.id, q.want.Filter)
	owner.roles(t.Owner, has)
	owner.directShares(t.Owner, has)
	q.p.member = p.member

	names, c := q.h.tokenTargets(t)
	base := Path{Holding: ByToken}
	if has {
		base.Owner = owner.paths
	}
	if q.h.inherits(t) {
		if base.Raw, base.Scope = "inherit", q.want.String(); has {
			base.Chain = []string{"inherit", q.want.Base}
			q.paths = append(q.paths, base)
		} else {
			q.near = owner.near
		}
		return
	}
	for _, raw := range q.h.carried(t) {
		q.text(&base, raw, &names, yes)
	}
	for _, s := range q.h.addedScopes(t, c, names) {
		q.text(&base, s.String(), &names, yes)
	}
	if yes {
		return
	}
	// The token asks for it and its owner lacks it, or the other way round.
	for _, path := range q.paths {
		q.miss(path, NotOfOwner)
	}
	if len(q.paths) > 0 {
		q.near = append(q.near, owner.near...)
	} else if has {
		for _, path := range owner.paths {
			q.miss(path, NotOfToken)
		}
	}
	q.paths = nil
}

// directShares weighs the shares made with the owner of a token itself, whose scopes count as written.
func (q *question) directShares(s Subject, yes bool) {
	if s.Kind != User {
		return
	}
	u, ok := q.h.db.users.find(s.Name)
	if !ok {
		return
	}
	for _, share := range q.h.db.users.rows[u].shares {
		for _, text := range share.scopes {
			held := ParseScope(text)
			if held.Base != q.want.Base {
				continue
			}
			path := Path{Holding: ByShare, Raw: text, Scope: text, Chain: []string{held.Base}}
			if path.Match = q.p.matchOne(held.Filter, q.want.Filter); path.Match.Kind == 0 {
				if !yes {
					q.miss(path, OtherFilter)
				}
			} else {
				q.found(path)
			}
		}
	}
}
