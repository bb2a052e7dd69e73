package rbac

// sharedWith expands the shares that a user has by itself and by its groups.
func (h *Hub) sharedWith(user int32) ([]grant, *HubError) {
	out, err := h.expandShares(h.db.users.rows[user].shares, nil)
	for _, g := range h.x.userGroups.of(user) {
		if err == nil {
			out, err = h.expandShares(h.db.groups.rows[g.row].shares, out)
		}
	}
	return out, err
}

// expandShares appends what shares give. Each scope carries its server's filter already.
func (h *Hub) expandShares(shares []share, out []grant) ([]grant, *HubError) {
	for _, s := range shares {
		p, err := h.x.defs.expandStrings(s.scopes).resolve(h.x.defs, targets{})
		if err != nil {
			return nil, err
		}
		out = append(out, p.list()...)
	}
	return out, nil
}
