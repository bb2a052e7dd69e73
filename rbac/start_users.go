package rbac

import (
	"slices"
	"unicode/utf8"
)

// createUsers mirrors the part of jupyterhub.app.JupyterHub.init_users that permissions depend on.
func (s *starter) createUsers() bool {
	if p := s.c.UsernamePattern; p != "" {
		var ok bool
		if s.pattern, ok = compilePattern(p); !ok {
			s.note("username-pattern-unread", Args{Key: p})
		}
	}
	if !s.d.features.loginFirst {
		s.suspectLetters(s.c.AllowedUsers)
	}
	admins, ok := s.usernames(s.c.AdminUsers)
	if !ok {
		return false
	}
	for _, n := range admins {
		u, known := s.db.users.find(n.Value)
		if !known {
			u = s.db.addUser(n)
			s.note("user-created", Args{User: n.Value, Ref: n.Ref})
		}
		row := &s.db.users.rows[u]
		row.admin, row.adminRef = true, n.Ref
		if !known {
			s.db.grantDefaults(u)
			if !s.commit() {
				return false
			}
		}
	}
	if normal := s.normalized(s.c.AllowedUsers); !sameNames(normal, s.c.AllowedUsers) {
		s.suspectLetters(normal)
	}
	allowed, ok := s.usernames(s.c.AllowedUsers)
	if !ok {
		return false
	}
	for _, n := range allowed {
		if _, known := s.db.users.find(n.Value); !known {
			s.db.addUser(n)
			s.note("user-created", Args{User: n.Value, Ref: n.Ref})
		}
	}
	if len(allowed) > 0 {
		allowed = append(allowed, admins...) // admins may log in, too
	}
	for _, n := range allowed {
		s.allow(n)
	}
	s.greetUsers()
	return s.commit()
}

// suspectLetters warns of allowed users whose names are single letters, as a set made of a string has them. The
// Hub looks whenever the set changes. Counterpart: jupyterhub.auth.Authenticator._check_allowed_users.
func (s *starter) suspectLetters(allowed []Name) {
	const most = 8 // are named
	var letters []string
	var ref Ref
	for _, n := range allowed {
		if utf8.RuneCountInString(n.Value) <= 1 {
			letters = append(letters, n.Value)
			ref = either(ref, n.Ref)
		}
	}
	if len(letters) > 0 {
		letters = slices.Compact(sorted(letters))
		s.warn("allowed-users-single-characters", Args{Names: letters[:min(len(letters), most)], Ref: ref})
	}
}

func (s *starter) normalized(list []Name) []Name {
	out := make([]Name, len(list))
	for i, n := range list {
		out[i] = Name{s.c.normalize(n.Value), n.Ref}
	}
	return out
}

// sameNames reports whether two lists are the same set.
func sameNames(a, b []Name) bool { return subset(a, b) && subset(b, a) }

// greetUsers tells the authenticator of everybody who has a row: the Hub goes on where a name is not valid any
// more, and lets the others in where c.Authenticator.allow_existing_users says so.
// Counterpart: jupyterhub.auth.Authenticator.add_user.
func (s *starter) greetUsers() {
	existing := s.c.AllowExisting || s.d.features.allowedAlone && len(s.allowed) > 0
	blocked := make(map[string]bool, len(s.c.BlockedUsers))
	for _, n := range s.c.BlockedUsers {
		blocked[n.Value] = true
	}
	for i := range s.db.users.rows {
		switch u := &s.db.users.rows[i]; {
		case u.gone || blocked[u.name] && !s.d.features.blockedKeep:
		case !s.validUsername(u.name):
			s.warn("existing-user-invalid", Args{User: u.name, Ref: u.ref})
		case existing:
			s.allow(Name{u.name, u.ref})
		}
	}
}

// allow adds a user to c.Authenticator.allowed_users.
func (s *starter) allow(n Name) {
	if s.allowed == nil {
		s.allowed = map[string]bool{}
	}
	if !s.allowed[n.Value] {
		s.allowed[n.Value] = true
		s.allowedInOrder = append(s.allowedInOrder, n)
	}
}

// usernames normalises a set of names.
func (s *starter) usernames(list []Name) ([]Name, bool) {
	out := make([]Name, 0, len(list))
	seen := make(map[string]bool, len(list))
	for _, n := range list {
		if _, ok := s.username(n); !ok {
			return nil, false
		}
	}
	for _, n := range list {
		name := s.c.normalize(n.Value)
		if !s.validUsername(name) {
			return nil, s.fatal("ValueError", "username-invalid", Args{User: name, Ref: n.Ref})
		}
		if !seen[name] {
			seen[name] = true
			out = append(out, Name{name, n.Ref})
		}
	}
	return out, true
}

// getOrCreateUser mirrors jupyterhub.app.JupyterHub._get_or_create_user. The name is normalised.
func (s *starter) getOrCreateUser(n Name) (int32, bool) {
	name, ok := s.username(n)
	if !ok {
		return 0, false
	}
	if s.d.features.allowedAlone && len(s.allowed) > 0 && !s.allowed[name] {
		return 0, s.fatal("ValueError", "user-not-allowed", Args{User: name, Ref: n.Ref})
	}
	if u, known := s.db.users.find(name); known {
		return u, true
	}
	if !s.validUsername(name) {
		return 0, s.fatal("ValueError", "username-invalid", Args{User: name, Ref: n.Ref})
	}
	u := s.db.addUser(Name{name, n.Ref})
	s.db.grantDefaults(u)
	s.note("user-created", Args{User: name, Ref: n.Ref})
	if s.c.AllowExisting {
		s.allow(Name{name, n.Ref})
	}
	return u, s.commit()
}

// createGroups mirrors jupyterhub.app.JupyterHub.init_groups: members are added, never removed.
func (s *starter) createGroups() bool {
	if s.c.ManageGroups && len(s.c.LoadGroups) > 0 {
		return s.fatal("ValueError", "groups-managed", Args{Ref: either(s.c.ManageGroupsRef, s.c.LoadGroups[0].Name.Ref)})
	}
	stamp := make([]int32, len(s.db.users.rows), cap(s.db.users.rows)) // by user: the last group that was seen to have it, plus one
	for _, spec := range s.c.LoadGroups {
		g, known := s.db.groups.find(spec.Name.Value)
		if !known {
			g = s.db.addGroup(spec.Name)
			s.note("group-created", Args{Group: spec.Name.Value, Ref: spec.Name.Ref})
		}
		if spec.ListForm && s.d.features.groupDicts {
			s.warn("group-list-deprecated", Args{Group: spec.Name.Value, Ref: spec.Name.Ref})
		}
		members := &s.db.groups.rows[g].members
		for _, m := range *members {
			stamp[m.row] = g + 1
		}
		*members = slices.Grow(*members, len(spec.Users))
		for _, n := range spec.Users {
			u, ok := s.getOrCreateUser(n)
			if !ok {
				return false
			}
			for int(u) >= len(stamp) {
				stamp = append(stamp, 0)
			}
			if stamp[u] != g+1 {
				stamp[u] = g + 1
				*members = append(*members, bearer{row: u, ref: n.Ref})
			}
		}
	}
	return s.commit()
}

// blockUsers mirrors jupyterhub.app.JupyterHub.init_blocked_users: whoever is blocked loses everything.
func (s *starter) blockUsers() bool {
	if s.d.features.blockedKeep {
		return true
	}
	blocked := map[int32]bool{}
	for _, n := range s.c.BlockedUsers {
		u, known := s.db.users.find(n.Value)
		if !known || blocked[u] {
			continue
		}
		blocked[u] = true
		row := &s.db.users.rows[u]
		if row.admin {
			row.admin = false
			s.warn("blocked-user-admin", Args{User: row.name, Ref: n.Ref})
		}
	}
	if len(blocked) == 0 {
		return true
	}
	s.unassign(blocked)
	return s.commit()
}

// unassign takes users out of all roles and groups.
func (s *starter) unassign(users map[int32]bool) {
	roles, groups := map[int32][]string{}, map[int32][]string{}
	for i := range s.db.roles.rows {
		r := &s.db.roles.rows[i]
		r.users = without(r.users, users, func(u int32) { roles[u] = append(roles[u], r.name) })
	}
	for i := range s.db.groups.rows {
		g := &s.db.groups.rows[i]
		g.members = without(g.members, users, func(u int32) { groups[u] = append(groups[u], g.name) })
	}
	for _, n := range s.c.BlockedUsers {
		u, known := s.db.users.find(n.Value)
		if !known {
			continue
		}
		row := &s.db.users.rows[u]
		row.userRole, row.adminRole = false, false
		if list := roles[u]; len(list) > 0 {
			s.warn("blocked-user-roles", Args{User: row.name, Names: sorted(list), Ref: n.Ref})
		}
		if list := groups[u]; len(list) > 0 {
			s.warn("blocked-user-groups", Args{User: row.name, Names: sorted(list), Ref: n.Ref})
		}
		delete(roles, u)
		delete(groups, u)
	}
}
