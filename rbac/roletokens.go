package rbac

import "slices"

// In JupyterHub 2 tokens carry roles. What a token may do follows its roles for as long as they are there.

// newRoleToken is NewToken for tokens that carry roles. The role `token`, which nobody asks for by name, is not
// compared with what the owner has. Counterpart: jupyterhub.roles.update_roles and assign_default_roles.
func (h *Hub) newRoleToken(r TokenRequest, serial int32, t targets, c client) (*Token, *HubError) {
	if r.HasScopes {
		return nil, &HubError{Type: "TypeError", ID: "token-with-scopes", Args: ownerArgs(r.Owner)}
	}
	out := &Token{Owner: r.Owner, Client: r.Client, owner: serial, client: c.serial, born: h.db.serial}
	if !r.HasRoles {
		if i, ok := h.db.roles.find(roleToken); ok {
			out.roles = append(out.roles, i)
		}
	}
	for _, name := range r.Roles {
		i, ok := h.db.roles.find(name)
		if !ok {
			return nil, &HubError{Type: "KeyError", ID: "role-not-found", Args: Args{Role: name, Suggestion: nearest(name, h.db.roles.names())}}
		}
		if err := h.mayCarry(r.Owner, i, t); err != nil {
			return nil, err
		}
		out.roles = append(out.roles, i)
	}
	slices.Sort(out.roles)
	out.roles = slices.Compact(out.roles)
	return out, nil
}

// mayCarry says why an owner may not give a role to its tokens: the role has more than the owner. Scopes that are
// filtered beside an unfiltered twin count as more, since the comparison takes the twin alone for held.
// Counterpart: jupyterhub.roles._token_allowed_role.
func (h *Hub) mayCarry(owner Subject, role int32, t targets) *HubError {
	direct := false
	h.eachHolding(owner, func(hold holding) { direct = direct || hold.role == role && hold.group < 0 })
	if direct {
		return nil
	}
	want, err := h.x.roleExpansion(role).resolve(h.x.defs, t)
	if err != nil {
		return err
	}
	p, err := h.permissions(owner)
	if err != nil {
		return err
	}
	have, err := p.pack()
	if err != nil {
		return err
	}
	explicit := want.lessInherit(h.x.defs)
	both, err := h.x.intersect(explicit, have)
	if err != nil {
		return err
	}
	if excess := explicit.without(both); len(excess) > 0 {
		args := ownerArgs(owner)
		args.Role, args.Names = h.db.roles.rows[role].name, h.x.defs.spell(excess)
		return &HubError{Type: "ValueError", ID: "token-role-not-held", Args: args}
	}
	return nil
}

// lessInherit is p without the unfiltered `inherit`.
func (p *packed) lessInherit(d *Definitions) *packed {
	out := *p
	var inherit scopeSet
	inherit.add(d.inherit)
	if p.marked.has(d.inherit) {
		out.markedOnly = p.markedOnly.clone()
		out.markedOnly.add(d.inherit)
	} else {
		out.all = p.all.without(inherit)
	}
	return &out
}

// liveRoles are the roles of a token that have not been deleted.
func (h *Hub) liveRoles(t *Token) []int32 {
	var out []int32
	for _, r := range t.roles {
		if int(r) < len(h.db.roles.rows) && !h.db.roles.rows[r].gone {
			out = append(out, r)
		}
	}
	return out
}

// TokenRoles lists the roles that a token carries in JupyterHub 2, sorted. Later tokens carry scopes.
func (h *Hub) TokenRoles(t *Token) []string {
	var out []string
	for _, r := range h.liveRoles(t) {
		out = append(out, h.db.roles.rows[r].name)
	}
	slices.Sort(out)
	return out
}

// outgrown reports whether a token of an OAuth client was deleted because one of its roles was given more.
func (h *Hub) outgrown(t *Token) bool {
	return t.Client != "" && slices.ContainsFunc(h.liveRoles(t), func(r int32) bool { return h.db.roles.rows[r].extended > t.born })
}

// carried are the raw scopes that a token asks for: its own, or those of its roles.
func (h *Hub) carried(t *Token) []string {
	if !h.x.defs.features.roleTokens {
		return t.Scopes
	}
	var out []string
	for _, r := range h.liveRoles(t) {
		out = append(out, values(h.db.roles.rows[r].scopes)...)
	}
	return slices.Compact(sorted(out))
}

// inherits reports whether a token asks for all that its owner has.
func (h *Hub) inherits(t *Token) bool { return slices.Contains(h.carried(t), "inherit") }

// tokenTargets is what bare filters stand for in a token. In a role that a token carries `self` is nobody's.
func (h *Hub) tokenTargets(t *Token) (targets, client) {
	_, to, _ := h.owner(t.Owner)
	c, _ := h.client(t.Client)
	to.withClient(c)
	to.named = to.named || h.x.defs.features.roleTokens
	return to, c
}

// roleTokenPermissions is the token's part of jupyterhub.scopes.get_scopes_for in JupyterHub 2: `inherit` beside
// other scopes joins them with the owner's, and only alone stands for exactly these.
func (h *Hub) roleTokenPermissions(t *Token) (Permissions, *HubError) {
	p := Permissions{hub: h, base: &h.x.nothing}
	asked, err := h.asked(t)
	if err != nil {
		return p, err
	}
	owner, err := h.ownerPermissions(t.Owner)
	if err != nil {
		return p, err
	}
	if asked.all.has(h.x.defs.inherit) && !asked.markedOnly.has(h.x.defs.inherit) {
		asked = asked.lessInherit(h.x.defs)
		if asked.none() {
			return owner, nil
		}
		have, err := owner.pack()
		if err != nil {
			return p, err
		}
		if asked, err = h.x.defs.reduce(slices.Concat(asked.list(), have.list())); err != nil {
			return p, err
		}
	}
	have, err := owner.pack()
	if err != nil {
		return p, err
	}
	both, err := h.x.intersect(asked, have)
	if err != nil {
		return p, err
	}
	p.base, p.member = both, owner.member
	return p, nil
}
