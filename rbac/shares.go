package rbac

import (
	"slices"
	"strings"
)

// Share gives a user or group scopes on a server and returns the Hub that has the share, with its scopes as
// stored. A further share of the same server with the same subject adds to the first. Without scopes it is
// access to the server. Counterpart: jupyterhub.orm.Share.grant.
func (h *Hub) Share(owner, server string, with Subject, scopes []string, hasScopes bool) (*Hub, []string, *HubError) {
	missing := &HubError{Type: "NoSuchSubject", ID: "subject-not-found", Args: Args{User: with.Name, Key: owner + "/" + server}}
	u, ok := h.db.users.find(owner)
	if !ok {
		return h, nil, missing
	}
	row, ok := h.db.users.rows[u].server(server)
	if !ok || !(with.Kind == User && h.HasUser(with.Name) || with.Kind == Group && h.HasGroup(with.Name)) {
		return h, nil, missing
	}
	own := "server=" + owner + "/" + server
	if !hasScopes {
		scopes = []string{"access:servers"}
	}
	if len(scopes) == 0 {
		return h, nil, &HubError{Type: "ValueError", ID: "share-without-scopes", Args: Args{Key: owner + "/" + server}}
	}
	var list []string
	for _, s := range scopes {
		base, filter, _ := strings.Cut(s, "!")
		if filter != "" && filter != own {
			return h, nil, &HubError{Type: "ValueError", ID: "share-filter", Args: Args{Scope: s, Filter: filter, Key: owner + "/" + server}}
		}
		list = append(list, base+"!"+own)
	}
	for _, s := range list {
		if err := h.x.defs.CheckScope(s); err != nil {
			return h, nil, err
		}
	}
	added := share{owner: owner, server: server, serial: row.serial, scopes: slices.Compact(sorted(list))}
	var stored []string
	out := h.change(func(db *database) {
		to := db.shares(with)
		*to, stored = join(*to, added)
	})
	return out, stored, nil
}

// shares are those made with a user or group.
func (db *database) shares(with Subject) *[]share {
	if with.Kind == Group {
		g, _ := db.groups.find(with.Name)
		return &db.groups.rows[g].shares
	}
	u, _ := db.users.find(with.Name)
	return &db.users.rows[u].shares
}

// join adds a share to a list that other Hubs may have, too.
func join(list []share, s share) ([]share, []string) {
	list = slices.Clone(list)
	for i, o := range list {
		if o.owner == s.owner && o.server == s.server {
			s.scopes = slices.Compact(sorted(slices.Concat(o.scopes, s.scopes)))
			list[i] = s
			return list, s.scopes
		}
	}
	return append(list, s), s.scopes
}

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
