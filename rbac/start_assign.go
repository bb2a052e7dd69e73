package rbac

import "slices"

// assignRoles mirrors jupyterhub.app.JupyterHub.init_role_assignment.
func (s *starter) assignRoles() bool {
	admins, _ := s.usernames(s.c.AdminUsers)
	if len(admins) > 0 {
		for i := range s.specs {
			if spec := &s.specs[i]; spec.Name.Value == roleAdmin {
				s.warn("admin-users-and-role", Args{Role: roleAdmin, Ref: spec.Ref})
				spec.Users, spec.HasUsers = union(spec.Users, admins), true
			}
		}
	}
	adminUsers, adminServices := false, false
	for i := range s.specs {
		spec := &s.specs[i]
		if spec.Name.Value == roleAdmin {
			adminUsers, adminServices = spec.HasUsers, spec.HasServices
		}
		if !s.assignRole(spec) {
			return false
		}
	}
	s.resetAssignments()
	if !s.commit() {
		return false
	}
	s.allowedUsers()
	s.syncAdmins(adminUsers, adminServices)
	if !s.commit() {
		return false
	}
	if s.upgrade {
		s.warn("upgrade", Args{})
		s.upgradeUsers()
		return s.commit()
	}
	return true
}

// union is what Python's set of both lists holds.
func union(a, b []Name) []Name {
	out := make([]Name, 0, len(a)+len(b))
	seen := make(map[string]bool, len(a)+len(b))
	for _, n := range slices.Concat(a, b) {
		if !seen[n.Value] {
			seen[n.Value] = true
			out = append(out, n)
		}
	}
	return out
}

// assignRole makes the bearers of a role exactly those of its entry. A kind that the entry leaves out is
// cleared, but for the users of the role `user`.
func (s *starter) assignRole(spec *RoleSpec) bool {
	name := spec.Name.Value
	r, ok := s.db.roles.find(name)
	if !ok {
		return true
	}
	if spec.HasUsers || name != roleUser {
		users, ok := s.bearers(spec.Users, func(n Name) (int32, bool) { return s.getOrCreateUser(n) })
		if !ok {
			return false
		}
		if name == roleAdmin {
			for _, b := range users {
				row := &s.db.users.rows[b.row]
				row.admin, row.adminRef = true, b.ref
			}
		}
		users, twice := once(users, s.db.roles.rows[r].users)
		if twice != nil {
			return s.fatal("IntegrityError", "bearer-twice", Args{Role: name, User: s.db.users.rows[twice.row].name, Ref: twice.ref})
		}
		s.db.setUsers(r, sameAssignments(users, s.db.roles.rows[r].users))
	}
	services, ok := s.bearers(spec.Services, func(n Name) (int32, bool) { return s.roleService(name, n) })
	if !ok {
		return false
	}
	if name == roleAdmin {
		for _, b := range services {
			row := &s.db.services.rows[b.row]
			row.admin, row.adminRef = true, b.ref
		}
	}
	services, twice := once(services, s.db.roles.rows[r].services)
	if twice != nil {
		return s.fatal("IntegrityError", "bearer-twice", Args{Role: name, Service: s.db.services.rows[twice.row].name, Ref: twice.ref})
	}
	s.db.roles.rows[r].services = services
	groups, ok := s.bearers(spec.Groups, func(n Name) (int32, bool) { return s.roleGroup(name, n) })
	if !ok {
		return false
	}
	before := s.db.roles.rows[r].groups
	if s.d.features.groupsRepeat {
		before = groups
	}
	groups, twice = once(groups, before)
	if twice != nil {
		return s.fatal("IntegrityError", "bearer-twice", Args{Role: name, Group: s.db.groups.rows[twice.row].name, Ref: twice.ref})
	}
	s.db.roles.rows[r].groups = groups
	return true
}

func (s *starter) bearers(list []Name, find func(Name) (int32, bool)) ([]bearer, bool) {
	out := make([]bearer, 0, len(list))
	for _, n := range list {
		i, ok := find(n)
		if !ok {
			return nil, false
		}
		out = append(out, bearer{row: i, ref: n.Ref})
	}
	return out, true
}

// once drops repeats. The Hub writes a row for each entry that the role did not have before, so that a repeat
// of a new one breaks the table's key.
func once(list, before []bearer) ([]bearer, *bearer) {
	seen := make(map[int32]bool, len(list))
	var had map[int32]bool
	out := make([]bearer, 0, len(list))
	for i, b := range list {
		if !seen[b.row] {
			seen[b.row] = true
			out = append(out, b)
			continue
		}
		if had == nil {
			had = make(map[int32]bool, len(before))
			for _, o := range before {
				had[o.row] = true
			}
		}
		if !had[b.row] {
			return nil, &list[i]
		}
	}
	return out, nil
}

func (s *starter) roleService(role string, n Name) (int32, bool) {
	i, ok := s.db.services.find(n.Value)
	if ok {
		return i, true
	}
	if s.unread(UnreadServices) {
		s.note("service-assumed", Args{Service: n.Value, Role: role, Ref: n.Ref})
		return s.addService(n), true
	}
	return 0, s.fatal("ValueError", "service-not-found", Args{Service: n.Value, Role: role, Ref: n.Ref, Suggestion: nearest(n.Value, s.db.services.names())})
}

func (s *starter) roleGroup(role string, n Name) (int32, bool) {
	g, ok := s.db.groups.find(n.Value)
	if ok {
		return g, true
	}
	g = s.db.addGroup(n)
	if !s.commit() {
		return 0, false
	}
	if role == roleAdmin {
		if s.unread(UnreadGroups) {
			s.note("group-assumed", Args{Group: n.Value, Role: role, Ref: n.Ref})
			return g, true
		}
		return 0, s.fatal("AttributeError", "admin-role-new-group", Args{Group: n.Value, Role: role, Ref: n.Ref})
	}
	s.note("group-created", Args{Group: n.Value, Role: role, Ref: n.Ref})
	return g, true
}

// allowedUsers gives the role `user` to c.Authenticator.allowed_users, whatever load_roles says.
func (s *starter) allowedUsers() {
	for _, n := range s.allowedInOrder {
		if u, known := s.db.users.find(n.Value); known && !s.remembered[roleUser][u] {
			s.db.grant(roleUser, u, bearer{given: true, ref: n.Ref})
		}
	}
}

// syncAdmins makes the admin flag and the role admin agree. Where load_roles lists the bearers of admin, the
// list counts; else the flag.
func (s *starter) syncAdmins(usersListed, servicesListed bool) {
	for i := range s.db.users.rows {
		row := &s.db.users.rows[i]
		switch {
		case row.gone || row.admin == row.adminRole:
		case row.adminRole && !s.d.features.flagFollowsRole:
		case row.adminRole:
			row.admin = true // who has the role from an earlier start is an admin again
		case usersListed:
			row.admin = false
			s.adminRemoved(Args{User: row.name, Ref: row.adminRef})
		case s.remembered[roleAdmin][int32(i)]:
		default:
			s.db.grant(roleAdmin, int32(i), bearer{given: true, ref: row.adminRef})
		}
	}
	r, ok := s.db.roles.find(roleAdmin)
	if !ok {
		return
	}
	listed := map[int32]bool{}
	for _, b := range s.db.roles.rows[r].services {
		listed[b.row] = true
	}
	for i := range s.db.services.rows {
		row := &s.db.services.rows[i]
		switch {
		case row.gone || listed[int32(i)]:
			// A service that has the role from an earlier start is an admin again, whatever its entry says.
			row.admin = row.admin || listed[int32(i)] && !row.gone && s.d.features.flagFollowsRole
		case !row.admin:
		case servicesListed:
			row.admin = false
			s.adminRemoved(Args{Service: row.name, Ref: row.adminRef})
		default:
			s.db.grantService(int32(i), bearer{given: true, ref: row.adminRef})
		}
	}
}

func (s *starter) adminRemoved(args Args) {
	if s.d.features.adminRemovalSaid {
		s.warn("admin-removed", args)
	}
}

// upgradeUsers gives users from before JupyterHub 2 the roles that new users get.
func (s *starter) upgradeUsers() {
	holds := make([]bool, len(s.db.users.rows))
	for i := range s.db.roles.rows {
		for _, b := range s.db.roles.rows[i].users {
			holds[b.row] = true
		}
	}
	for i, has := range holds {
		if !has && !s.db.users.rows[i].gone {
			s.db.grantDefaults(int32(i))
		}
	}
}

// without filters a list in place.
func without(list []bearer, users map[int32]bool, gone func(user int32)) []bearer {
	return slices.DeleteFunc(list, func(b bearer) bool {
		if users[b.row] {
			gone(b.row)
		}
		return users[b.row]
	})
}
