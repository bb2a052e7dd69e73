package rbac

import "slices"

// This file drops what earlier logins brought, where c.Authenticator.reset_managed_roles_on_startup says so. The roles that an
// authenticator of its own loads at a start, which may keep some of it, are code: then it is UnreadOther, and everything stays in doubt.

// resetsRoles names the setting as UnreadOther does.
const resetsRoles = "Authenticator.reset_managed_roles_on_startup"

// resetRoles drops the roles that logins made, with their bearers, be they in load_roles by now: then they are made anew.
func (s *starter) resetRoles() {
	for i := range s.db.roles.rows {
		r := &s.db.roles.rows[i]
		switch {
		case r.gone || !r.managed:
		case s.c.ResetManagedRoles:
			s.note("managed-role-dropped", Args{Role: r.name})
			s.db.dropRole(int32(i))
		case s.resetUnread():
			for _, list := range [][]bearer{r.users, r.services, r.groups} {
				for j := range list {
					list[j].shaky = true
				}
			}
		}
	}
}

// resetAssignments takes roles from those who got them by a login. An entry of load_roles that names such a user does not help: the
// Hub keeps the assignment that is there, as one of a login, and then drops it.
func (s *starter) resetAssignments() {
	if !s.c.ResetManagedRoles && !s.resetUnread() {
		return // and so no list of bearers is walked at most starts
	}
	held := s.inMemory()
	for i := range s.db.roles.rows {
		list := s.db.roles.rows[i].users
		managed := slices.ContainsFunc(list, func(b bearer) bool { return b.managed })
		switch {
		case !managed:
		case s.c.ResetManagedRoles:
			s.remember(s.db.roles.rows[i].name, list, held)
			s.note("managed-assignments-dropped", Args{Role: s.db.roles.rows[i].name})
			s.db.setUsers(int32(i), slices.DeleteFunc(slices.Clone(list), func(b bearer) bool { return b.managed }))
		default:
			for j := range list {
				list[j].shaky = list[j].shaky || list[j].managed
			}
		}
	}
}

// inMemory are the users whom entries of load_roles name: the Hub holds them, with the roles of before, while it drops assignments, unless
// Python's collector comes by in between.
func (s *starter) inMemory() map[int32]bool {
	users := map[int32]bool{}
	for i := range s.specs {
		if r, ok := s.db.roles.find(s.specs[i].Name.Value); ok && s.specs[i].HasUsers {
			for _, b := range s.db.roles.rows[r].users {
				users[b.row] = true
			}
		}
	}
	return users
}

// remember notes who loses the role `user` or `admin` while in memory: the Hub believes that it is there, and does not give it again at this
// start, as it would to others whom it allows, or who have the flag.
func (s *starter) remember(role string, list []bearer, inMemory map[int32]bool) {
	for _, b := range list {
		if b.managed && inMemory[b.row] && (role == roleUser || role == roleAdmin) {
			if s.remembered == nil {
				s.remembered = map[string]map[int32]bool{roleUser: {}, roleAdmin: {}}
			}
			s.remembered[role][b.row] = true
		}
	}
}

func (s *starter) resetUnread() bool { return slices.ContainsFunc(s.c.Unread, resets) }

// resets reports whether an unread part could drop what earlier logins brought.
func resets(u Unread) bool {
	return u.Kind == UnreadOther && (u.In == "" || u.In == resetsRoles)
}

// sameAssignments keeps the marks of assignments that were there already.
func sameAssignments(list, before []bearer) []bearer {
	for _, old := range before {
		if !old.managed && !old.shaky {
			continue
		}
		if i := slices.IndexFunc(list, func(b bearer) bool { return b.row == old.row }); i >= 0 {
			list[i].managed, list[i].shaky = old.managed, old.shaky
		}
	}
	return list
}

// shaken reports whether a start of which too little was read may have taken a path's assignment away.
func (q *question) shaken(path Path) bool {
	found := false
	q.h.eachHolding(q.s, func(hold holding) {
		same := q.h.db.roles.rows[hold.role].name == path.Role && (hold.group >= 0) == (path.Holding == ByGroup)
		found = found || same && hold.by.shaky
	})
	return found
}
