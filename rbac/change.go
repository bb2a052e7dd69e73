package rbac

import "slices"

// WithMember makes a user a member of a group, as by PUT /groups/:name/users. Unknown names change nothing.
func (h *Hub) WithMember(group, user string) *Hub {
	g, known := h.db.groups.find(group)
	u, ok := h.db.users.find(user)
	if !known || !ok || slices.ContainsFunc(h.db.groups.rows[g].members, func(b bearer) bool { return b.row == u }) {
		return h
	}
	return h.change(func(db *database) {
		row := &db.groups.rows[g]
		row.members = append(row.members, bearer{row: u})
	})
}

// WithGroup adds a group, as by a login that brings one which is not there. A known one stays as it is.
func (h *Hub) WithGroup(group string) *Hub {
	if h.HasGroup(group) {
		return h
	}
	return h.withNewGroup(group, nil)
}

// WithoutMember takes a user out of a group.
func (h *Hub) WithoutMember(group, user string) *Hub {
	g, known := h.db.groups.find(group)
	u, ok := h.db.users.find(user)
	if !known || !ok {
		return h
	}
	return h.change(func(db *database) {
		row := &db.groups.rows[g]
		row.members = slices.DeleteFunc(row.members, func(b bearer) bool { return b.row == u })
	})
}

// WithoutGroup deletes a group, with its roles and what was shared with it.
func (h *Hub) WithoutGroup(group string) *Hub {
	g, known := h.db.groups.find(group)
	if !known {
		return h
	}
	return h.change(func(db *database) {
		row := &db.groups.rows[g]
		delete(db.groups.at, group)
		row.gone, row.members, row.shares = true, nil, nil
		for i := range db.roles.rows {
			r := &db.roles.rows[i]
			r.groups = slices.DeleteFunc(r.groups, func(b bearer) bool { return b.row == g })
		}
	})
}

// WithoutUser deletes a user, with its servers, tokens, memberships and shares.
func (h *Hub) WithoutUser(user string) *Hub {
	u, known := h.db.users.find(user)
	if !known {
		return h
	}
	return h.change(func(db *database) {
		row := &db.users.rows[u]
		delete(db.users.at, user)
		for token, owner := range db.tokens {
			if owner == row.serial {
				delete(db.tokens, token)
			}
		}
		row.gone, row.servers, row.shares = true, nil, nil
		of := func(b bearer) bool { return b.row == u }
		for i := range db.roles.rows {
			r := &db.roles.rows[i]
			r.users = slices.DeleteFunc(r.users, of)
		}
		by := func(s share) bool { return s.owner == user }
		for i := range db.groups.rows {
			g := &db.groups.rows[i]
			g.members = slices.DeleteFunc(g.members, of)
			g.shares = slices.DeleteFunc(slices.Clone(g.shares), by)
		}
		for i := range db.users.rows {
			o := &db.users.rows[i]
			o.shares = slices.DeleteFunc(slices.Clone(o.shares), by)
		}
	})
}

// WithAdmin sets a user's admin flag, and with it the role admin, as by PATCH /users/:name.
func (h *Hub) WithAdmin(user string, admin bool) *Hub {
	u, known := h.db.users.find(user)
	if !known {
		return h
	}
	return h.change(func(db *database) {
		db.users.rows[u].admin = admin
		db.grantDefaults(u)
	})
}
