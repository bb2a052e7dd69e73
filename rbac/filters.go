package rbac

// Filters lists what the filters of all roles' scopes name, each once, in the order of the roles. Bare filters name
// nobody.
func (h *Hub) Filters() []Filter {
	var out []Filter
	seen := map[Filter]bool{}
	for i := range h.db.roles.rows {
		if h.x.same[i] != int32(i) {
			continue // the scopes of another role
		}
		for _, n := range h.db.roles.rows[i].scopes {
			f := ParseScope(n.Value).Filter
			if f.Kind == NoFilter || f.bare || seen[f] {
				continue
			}
			seen[f] = true
			out = append(out, f)
		}
	}
	return out
}
