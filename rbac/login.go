package rbac

import "slices"

// WithLogin is the Hub after a login that brings no groups and no roles: the user has a row and the roles that the Hub
// gives by default, and the admin flag as the login says; nil leaves it as it is.
// Counterpart: jupyterhub.handlers.base.BaseHandler.auth_to_user.
func (h *Hub) WithLogin(user string, admin *bool) *Hub {
	return h.change(func(db *database) {
		u, known := db.users.find(user)
		if !known {
			u = db.addUser(Name{Value: user})
		}
		if admin != nil {
			db.users.rows[u].admin = *admin
		}
		db.grantDefaults(u)
	})
}

// WithRoles makes the roles that a user holds directly exactly those that a login brings; `user` and `admin`, left out, go as
// well. A role that is not there is made, and managed from then on. One that is there keeps the scopes, description
// and bearers of which its entry says nothing. A managed role that is taken from its last bearer is deleted. The error is that of an entry which the Hub
// refuses: the login fails. Counterpart: jupyterhub.user.User.sync_roles, since JupyterHub 5.
func (h *Hub) WithRoles(user string, roles []RoleSpec) (*Hub, *HubError) {
	u, known := h.db.users.find(user)
	if !known {
		return h, nil
	}
	s := &starter{d: h.x.defs, c: h.config, db: h.db.clone()}
	db := s.db
	held := map[string]bool{}
	for i := range db.roles.rows {
		held[db.roles.rows[i].name] = db.roles.rows[i].heldBy(u)
	}
	brings := map[string]bool{}
	for i, spec := range roles {
		name := spec.Name.Value
		brings[name] = true
		if slices.ContainsFunc(roles[i+1:], func(o RoleSpec) bool { return o.Name.Value == name }) {
			continue // the last one counts
		}
		if !s.syncRole(spec) {
			e := s.events[len(s.events)-1]
			return h, &HubError{Type: e.Type, ID: e.ID, Args: e.Args}
		}
	}
	for i := range db.roles.rows {
		r := &db.roles.rows[i]
		switch {
		case r.gone:
		case brings[r.name]:
			at := slices.IndexFunc(r.users, func(b bearer) bool { return b.row == u })
			switch {
			case at >= 0:
				r.users[at].shaky = false // had it been taken, this login would give it again
			case !held[r.name]:
				db.setUsers(int32(i), append(r.users, bearer{row: u, managed: true}))
			}
		case held[r.name]:
			db.setUsers(int32(i), slices.DeleteFunc(slices.Clone(r.users), func(b bearer) bool { return b.row == u }))
			if r.managed && len(r.users)+len(r.groups)+len(r.services) == 0 && !h.loads(r.name) {
				db.dropRole(int32(i))
			}
		}
	}
	out := *h
	out.db, out.x = db, newIndex(h.x.defs, db)
	return &out, nil
}

// syncRole makes or changes one role of a login.
func (s *starter) syncRole(spec RoleSpec) bool {
	name := spec.Name.Value
	i, known := s.db.roles.find(name)
	old := roleRow{managed: true}
	if known {
		old = s.db.roles.rows[i]
		if !spec.HasScopes || len(spec.Scopes) == 0 && name != roleAdmin {
			spec.Scopes, spec.HasScopes = old.scopes, !old.scopesNone
		}
		if spec.Description == nil {
			spec.Description = old.description
		}
	}
	if !s.createRole(spec, true) {
		return false
	}
	i, _ = s.db.roles.find(name)
	row := &s.db.roles.rows[i]
	row.managed, row.fromConfig, row.scopesGiven = old.managed, old.fromConfig, old.scopesGiven
	if spec.HasUsers {
		s.db.setUsers(i, sameAssignments(found(&s.db.users, spec.Users), row.users))
	}
	if spec.HasGroups {
		row.groups = found(&s.db.groups, spec.Groups)
	}
	if spec.HasServices {
		row.services = found(&s.db.services, spec.Services)
	}
	return true
}

// found are the rows of those names that there are; the Hub warns of the others.
func found[R any](t *table[R], names []Name) (out []bearer) {
	for _, n := range names {
		i, ok := t.find(n.Value)
		if ok && !slices.ContainsFunc(out, func(b bearer) bool { return b.row == i }) {
			out = append(out, bearer{row: i, ref: n.Ref})
		}
	}
	return out
}

func (r *roleRow) heldBy(user int32) bool {
	return slices.ContainsFunc(r.users, func(b bearer) bool { return b.row == user })
}

// loads reports whether load_roles has a role.
func (h *Hub) loads(role string) bool {
	return slices.ContainsFunc(h.config.LoadRoles, func(r RoleSpec) bool { return r.Name.Value == role })
}
