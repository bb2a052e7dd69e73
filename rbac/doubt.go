package rbac

import (
	"slices"
	"strings"
)

// This file thinks about what was not read. A no is Unknown when an unread part could give what was asked for; a
// yes is Unknown when every path to it could be taken away. That the Hub may not start because of what was not
// read is not said here: answers are about the Hub that starts.

// doubt turns an answer into Unknown where an unread part could change it.
func (h *Hub) doubt(q *question, r Result) Result {
	var unread []Unread
	if r.Outcome == Allowed {
		if len(r.Paths) == 0 {
			unread = h.config.Unread // more raw scopes than were looked at
		}
		for _, path := range r.Paths {
			threats := q.threats(path)
			if len(threats) == 0 {
				return r
			}
			unread = append(unread, threats...)
		}
	} else {
		unread = q.gains()
	}
	if len(unread) > 0 {
		r.Outcome, r.Unread = Unknown, h.ordered(unread)
	}
	return r
}

// ordered lists unread parts in the config's order, each once.
func (h *Hub) ordered(list []Unread) []Unread {
	has := make(map[Unread]bool, len(list))
	for _, u := range list {
		has[u] = true
	}
	var out []Unread
	for _, u := range h.config.Unread {
		if has[u] {
			out = append(out, u)
			delete(has, u)
		}
	}
	return out
}

// unaskable answers a question about a scope that is not defined, or has an impossible filter.
func (h *Hub) unaskable(want Scope, err *HubError) Result {
	if err.ID == "scope-not-found" && validCustomScope(want.Base) {
		if u := h.unread(func(u Unread) bool { return u.Kind == UnreadCustomScopes }); len(u) > 0 {
			return Result{Outcome: Unknown, Unread: u}
		}
	}
	return Result{Outcome: Failed, Error: err}
}

// unresolved answers a question about a subject that the Hub does not have, or cannot resolve.
func (h *Hub) unresolved(s Subject, err *HubError) Result {
	if err.ID == "subject-not-found" {
		if u := h.unread(func(u Unread) bool { return creates(u, s.Kind) }); len(u) > 0 {
			return Result{Outcome: Unknown, Unread: u}
		}
	}
	return Result{Outcome: Failed, Error: err}
}

// creates reports whether an unread part could be what defines a subject.
func creates(u Unread, kind SubjectKind) bool {
	switch kind {
	case User:
		switch u.Kind {
		case UnreadRoles, UnreadRoleUsers, UnreadGroups, UnreadGroupUsers, UnreadAdminUsers, UnreadAllowedUsers:
			return true
		case UnreadOther:
			return renames(u) || strings.HasSuffix(u.In, "api_tokens")
		}
	case Group, AnyMember:
		return u.Kind == UnreadRoles || u.Kind == UnreadRoleGroups || u.Kind == UnreadGroups
	case Service:
		return u.Kind == UnreadServices || u.Kind == UnreadOther && (u.In == "" || strings.HasSuffix(u.In, "service_tokens"))
	}
	return false
}

// renames reports whether an unread part could make other names of the names that the config has.
func renames(u Unread) bool {
	return u.Kind == UnreadOther && (u.In == "" || strings.HasSuffix(u.In, "username_map") || strings.HasSuffix(u.In, "pam_normalize_username"))
}

func (h *Hub) unread(which func(Unread) bool) []Unread {
	var out []Unread
	for _, u := range h.config.Unread {
		if which(u) {
			out = append(out, u)
		}
	}
	return out
}

// Uncertain lists what was not read and could change the subject's permissions: give more, or take some away.
func (h *Hub) Uncertain(s Subject) []Unread {
	if len(h.config.Unread) == 0 {
		return nil
	}
	p, err := h.permissions(s)
	if err != nil {
		return h.unresolved(s, err).Unread
	}
	owner := s
	if s.Kind == Bearer {
		owner = s.Token.Owner
	}
	q := &question{h: h, s: owner, p: &p, id: -1}
	list := q.gains()
	h.eachHolding(owner, func(hold holding) {
		path := Path{Role: h.db.roles.rows[hold.role].name, Given: hold.by.given, Holding: Direct}
		if hold.group >= 0 {
			path.Holding = ByGroup
		}
		list = append(list, q.threats(path)...)
	})
	return h.ordered(list)
}

// MayTake reports whether an unread part could take permissions away; all of them could give some.
func (u Unread) MayTake() bool {
	switch u.Kind {
	case UnreadRoles, UnreadGroups, UnreadServices, UnreadBlockedUsers, UnreadOther:
		return true
	}
	return false
}

// threats lists the unread parts that could take a path away. Further entries, members and scopes only add; what
// takes away is an entry for a default role that replaces it, a block, and a renaming.
func (q *question) threats(path Path) []Unread {
	if path.Holding == ByToken {
		var all []Unread
		for _, own := range path.Owner {
			owner := &question{h: q.h, s: q.s.Token.Owner, p: q.p, id: q.id, want: q.want}
			t := owner.threats(own)
			if len(t) == 0 {
				all = nil
				break
			}
			all = append(all, t...)
		}
		return append(all, q.matchThreats(path.Match)...)
	}
	out := q.matchThreats(path.Match)
	for _, u := range q.h.config.Unread {
		switch u.Kind {
		case UnreadBlockedUsers:
			if q.s.Kind == User {
				out = append(out, u)
			}
		case UnreadRoles:
			if q.replaceable(path) || q.h.replaced(u) && !(path.Role == roleAdmin && path.Holding == Direct && q.s.Kind == AnyAdmin) {
				out = append(out, u)
			}
		case UnreadGroups:
			if q.h.replaced(u) && (path.Holding == ByGroup || path.Match.Kind == MemberOf && path.Match.Member != AnyName) {
				out = append(out, u)
			}
		case UnreadServices:
			if q.h.replaced(u) && q.s.Kind == Service {
				out = append(out, u)
			}
		case UnreadOther:
			if q.s.Kind == User && renames(u) || resets(u) && q.shaken(path) {
				out = append(out, u)
			}
		}
	}
	return out
}

// replaced reports whether an unread part is something that may have set any trait anew.
func (h *Hub) replaced(u Unread) bool {
	return slices.Contains(h.config.Unread, Unread{Kind: UnreadOther, Ref: u.Ref})
}

// replaceable reports whether an entry of load_roles that was not read could take the role, its scopes or the
// holding away: there is no entry for it among those that were read, and two of one name stop the Hub.
func (q *question) replaceable(path Path) bool {
	r, ok := q.h.db.roles.find(path.Role)
	if !ok || q.h.db.roles.rows[r].fromConfig {
		return false
	}
	if path.Role != roleAdmin {
		return true
	}
	// The scopes of admin cannot be changed, and admin_users are admins whatever an entry for it says.
	return q.s.Kind == Service || path.Holding == ByGroup || q.s.Kind == User && !q.h.isAdminUser(q.s.Name)
}

func (h *Hub) isAdminUser(name string) bool {
	return slices.ContainsFunc(h.config.AdminUsers, func(n Name) bool { return h.config.normalize(n.Value) == name })
}

// matchThreats lists what could take the membership away that a match hangs on.
func (q *question) matchThreats(m Match) []Unread {
	if m.Kind != MemberOf || m.Member == AnyName {
		return nil
	}
	return q.h.unread(func(u Unread) bool { return u.Kind == UnreadBlockedUsers || renames(u) })
}

// gains lists the unread parts that could give the subject what it does not have. With id -1 it is anything.
func (q *question) gains() []Unread {
	if q.s.Kind == Bearer {
		return q.tokenGains()
	}
	var out []Unread
	for _, u := range q.h.config.Unread {
		if q.gives(u) {
			out = append(out, u)
		}
	}
	return out
}

// tokenGains are the owner's, where the token carries what was asked for.
func (q *question) tokenGains() []Unread {
	t := q.s.Token
	owner := &question{h: q.h, s: t.Owner, id: q.id, want: q.want}
	p, err := q.h.ownerPermissions(t.Owner)
	if err != nil {
		return nil
	}
	owner.p = &p
	if q.id >= 0 && !q.h.inherits(t) {
		asked, err := q.h.asked(t)
		if err != nil {
			return nil
		}
		carried := Permissions{hub: q.h, base: asked, member: p.member}
		if !carried.covers(q.id, q.want.Filter) {
			return nil
		}
	}
	return owner.gains()
}

func (q *question) gives(u Unread) bool {
	named := q.s.Kind == User || q.s.Kind == Service || q.s.Kind == Group || q.s.Kind == AnyMember
	switch u.Kind {
	case UnreadRoles:
		// A new role can name every subject that has a name; `user` can only be replaced where no entry is read.
		return named || q.replaceable(Path{Role: roleUser, Holding: Direct})
	case UnreadRoleScopes:
		return q.holds(u.In)
	case UnreadRoleUsers:
		return q.s.Kind == User && q.would(u.In)
	case UnreadRoleGroups:
		return q.inSomeGroup() && q.would(u.In)
	case UnreadRoleServices:
		return q.s.Kind == Service && q.would(u.In)
	case UnreadGroups:
		return q.s.Kind == User && q.groupsWould("") || q.membershipWould("")
	case UnreadGroupUsers:
		return q.s.Kind == User && q.groupsWould(u.In) || q.membershipWould(u.In)
	case UnreadServices:
		return q.s.Kind == Service && q.h.replaced(u) && q.would(roleAdmin)
	case UnreadAdminUsers:
		return q.s.Kind == User && q.would(roleAdmin)
	case UnreadAllowedUsers:
		return q.s.Kind == User && !q.holds(roleUser) && q.would(roleUser)
	case UnreadCustomScopes:
		return q.assumed()
	case UnreadExtraUserScopes:
		return q.h.x.defs.features.extraUserScopes && q.holds(roleUser) && !q.scopesGiven(roleUser)
	case UnreadOther:
		if q.s.Kind == Service {
			return u.In == "service "+q.s.Name && q.would(roleAdmin) // its key `admin`
		}
		return q.s.Kind == User && renames(u)
	}
	return false
}

// holds reports whether the subject holds a role.
func (q *question) holds(role string) bool {
	found := false
	q.h.eachHolding(q.s, func(hold holding) { found = found || q.h.db.roles.rows[hold.role].name == role })
	return found
}

func (q *question) scopesGiven(role string) bool {
	r, ok := q.h.db.roles.find(role)
	return ok && q.h.db.roles.rows[r].scopesGiven
}

// would reports whether holding a role would give what was asked for. A role with unread scopes would.
func (q *question) would(role string) bool {
	r, ok := q.h.db.roles.find(role)
	if !ok || len(q.h.unread(func(u Unread) bool { return u.Kind == UnreadRoleScopes && u.In == role })) > 0 {
		return true
	}
	return q.wouldGive(q.h.x.roleExpansion(r))
}

// wouldGive reports whether an expansion, were it the subject's, would cover what was asked for.
func (q *question) wouldGive(e *expansion) bool {
	if q.id < 0 {
		return len(e.fixed.grants) > 0 || e.self || !e.user.empty() || !e.service.empty()
	}
	for i := range e.fixed.grants {
		if g := &e.fixed.grants[i]; g.set.has(q.id) && q.p.matchOne(g.filter, q.want.Filter).Kind != 0 {
			return true
		}
	}
	_, names, _ := q.h.owner(q.s)
	own := func(has bool, f Filter) bool {
		return has && f.Value != "" && q.p.matchOne(f, q.want.Filter).Kind != 0
	}
	return own(e.user.has(q.id) || e.self && q.h.x.defs.self.has(q.id), Filter{Kind: UserFilter, Value: names.user}) ||
		own(e.service.has(q.id), Filter{Kind: ServiceFilter, Value: names.service})
}

// inSomeGroup reports whether the subject is, or may be, a member of a group.
func (q *question) inSomeGroup() bool {
	switch q.s.Kind {
	case Group, AnyMember:
		return true
	case User:
		return len(q.h.x.groupsOf(q.s.Name)) > 0 ||
			len(q.h.unread(func(u Unread) bool { return u.Kind == UnreadGroups || u.Kind == UnreadGroupUsers })) > 0
	}
	return false
}

// groupsWould reports whether membership of a group (empty: of some group) would give what was asked for.
func (q *question) groupsWould(group string) bool {
	would := func(g int32) bool {
		if _, in := q.p.memberOf(q.h.db.groups.rows[g].name, q.s.Name); in {
			return false
		}
		return slices.ContainsFunc(q.h.x.groupRoles.of(g), func(r bearer) bool { return q.would(q.h.db.roles.rows[r.row].name) })
	}
	if group != "" {
		g, ok := q.h.db.groups.find(group)
		return ok && would(g)
	}
	for g := range q.h.db.groups.rows {
		if !q.h.db.groups.rows[g].gone && would(int32(g)) {
			return true
		}
	}
	return false
}

// membershipWould reports whether what was asked for is held for a group (empty: some group), so that it hangs on
// the asked user's membership there, which the answer has not seen.
func (q *question) membershipWould(group string) bool {
	asksUser := q.id < 0
	switch q.want.Filter.Kind {
	case UserFilter:
		asksUser = q.want.Filter.Value != AnyName
	case ServerFilter:
		user, _ := q.want.Filter.server()
		asksUser = user != AnyName
	}
	if !asksUser {
		return false
	}
	found := false
	look := func(f Filter) { found = found || f.Kind == GroupFilter && (group == "" || f.Value == group) }
	if q.id >= 0 {
		q.p.each(q.id, look)
	} else {
		for _, g := range q.p.base.grants {
			look(g.filter)
		}
	}
	return found
}

// assumed reports whether the subject holds a custom scope that is only assumed to be defined, and that could
// include the one asked for.
func (q *question) assumed() bool {
	d := q.h.x.defs
	if q.id >= 0 && q.id < d.builtin {
		return false
	}
	defined := make(map[string]bool, len(q.h.config.CustomScopes))
	for _, c := range q.h.config.CustomScopes {
		defined[c.Name.Value] = true
	}
	for id := d.builtin; id < len(d.names); id++ {
		if id != q.id && !defined[d.names[id]] && q.p.held(id) {
			return true
		}
	}
	return false
}
