package rbac

import "slices"

// NewToken issues a token, or says why the Hub refuses. The Hub itself does not change.
// Counterpart: jupyterhub.orm.APIToken.new.
func (h *Hub) NewToken(r TokenRequest) (*Token, *HubError) {
	serial, t, ok := h.owner(r.Owner)
	if !ok {
		return nil, &HubError{Type: "NoSuchOwner", ID: "owner-not-found", Args: ownerArgs(r.Owner)}
	}
	c := client{}
	if r.Client != "" {
		if c, ok = h.client(r.Client); !ok {
			return nil, &HubError{Type: "NoSuchClient", ID: "client-not-found", Args: Args{Key: r.Client}}
		}
	}
	if h.x.defs.features.roleTokens {
		return h.newRoleToken(r, serial, t, c)
	}
	if r.HasScopes && r.HasRoles {
		return nil, &HubError{Type: "ValueError", ID: "token-scopes-and-roles", Args: ownerArgs(r.Owner)}
	}
	scopes := slices.Clone(r.Scopes) // kept as asked for, repeats included
	if !r.HasScopes {
		roles := r.Roles
		if !r.HasRoles {
			roles = []string{roleToken}
		}
		var err *HubError
		if scopes, err = h.db.scopesOf(roles); err != nil {
			return nil, err
		}
		scopes = slices.Compact(sorted(scopes))
	}
	slices.Sort(scopes)
	t.withClient(c)
	err := h.x.checkScopes(scopes, t, func() (*packed, *HubError) {
		p, err := h.permissions(r.Owner)
		if err != nil {
			return nil, err
		}
		return p.hub.x.defs.reduce(slices.Concat(p.base.list(), []grant{p.own}, p.shared))
	})
	if err != nil {
		if err.ID == "token-scopes-not-held" {
			err.Args.User, err.Args.Service = ownerArgs(r.Owner).User, ownerArgs(r.Owner).Service
		}
		return nil, err
	}
	return &Token{Owner: r.Owner, Client: r.Client, Scopes: scopes, owner: serial, client: c.serial}, nil
}

func ownerArgs(s Subject) Args {
	if s.Kind == Service {
		return Args{Service: s.Name}
	}
	return Args{User: s.Name}
}

// owner finds the row of a token's owner, and what bare filters stand for in its tokens.
func (h *Hub) owner(s Subject) (serial int32, t targets, ok bool) {
	switch s.Kind {
	case User:
		if u, known := h.db.users.find(s.Name); known {
			return h.db.users.rows[u].serial, targets{user: s.Name}, true
		}
	case Service:
		if i, known := h.db.services.find(s.Name); known {
			return h.db.services.rows[i].serial, h.x.defs.serviceTargets(s.Name), true
		}
	case AnyUser, AnyAdmin:
		return 0, targets{user: AnyName}, true
	case AnyMember:
		return 0, targets{user: AnyName}, h.HasGroup(s.Name)
	}
	return 0, targets{}, false
}

func (t *targets) withClient(c client) {
	if c.service != "" {
		t.service = c.service
	}
	if c.server != "" {
		t.server = c.server
	}
}

// scopesOf joins the scopes of roles. Counterpart: jupyterhub.roles.roles_to_scopes.
func (db *database) scopesOf(roles []string) ([]string, *HubError) {
	var out []string
	for _, name := range roles {
		r, ok := db.roles.find(name)
		if !ok {
			return nil, &HubError{Type: "ValueError", ID: "role-not-found", Args: Args{Role: name, Suggestion: nearest(name, db.roles.names())}}
		}
		out = append(out, values(db.roles.rows[r].scopes)...)
	}
	return out, nil
}

// checkScopes says why an owner may not have a token with these scopes, nil when it may. `inherit` asks for
// nothing beyond what the owner has. Counterpart: jupyterhub.scopes._check_token_scopes.
func (x *index) checkScopes(scopes []string, t targets, owner func() (*packed, *HubError)) *HubError {
	rest := &expansion{}
	plain := true
	for _, s := range scopes {
		if err := x.defs.CheckScope(s); err != nil {
			return err
		}
		if s != "inherit" {
			plain = false
			rest.add(x.defs, s)
		}
	}
	if plain {
		return nil
	}
	want, err := rest.resolve(x.defs, t)
	if err != nil {
		return err
	}
	if len(want.list()) == 0 {
		return nil // before the owner's scopes are looked at, which may fail
	}
	have, err := owner()
	if err != nil {
		return err
	}
	both, err := x.intersect(want, have)
	if err != nil {
		return err
	}
	if excess := want.without(both); len(excess) > 0 {
		return &HubError{Type: "ValueError", ID: "token-scopes-not-held", Args: Args{Names: x.defs.spell(excess)}}
	}
	return nil
}

// HasToken reports whether an issued token is still there: its owner, and the OAuth client that it came through.
func (h *Hub) HasToken(t *Token) bool {
	serial, _, ok := h.owner(t.Owner)
	if !ok || t.owner != serial || h.outgrown(t) {
		return false
	}
	if t.Client == "" {
		return true
	}
	c, ok := h.client(t.Client)
	return ok && c.serial == t.client
}

// ClientID is the identifier of the OAuth client that a token came through, "jupyterhub" for the Hub's own.
func (h *Hub) ClientID(t *Token) string {
	if c, ok := h.client(t.Client); ok {
		return c.id
	}
	return "jupyterhub"
}

// tokenPermissions is the token's part of jupyterhub.scopes.get_scopes_for: what the token asks for and its
// owner has by roles, or by shares made with the owner itself.
func (h *Hub) tokenPermissions(t *Token) (Permissions, *HubError) {
	p := Permissions{hub: h, base: &h.x.nothing}
	if t == nil || !h.HasToken(t) {
		return p, &HubError{Type: "NoSuchSubject", ID: "token-gone"}
	}
	if h.x.defs.features.roleTokens {
		return h.roleTokenPermissions(t)
	}
	owner, err := h.ownerPermissions(t.Owner)
	if err != nil || slices.Contains(t.Scopes, "inherit") {
		return owner, err
	}
	asked, err := h.asked(t)
	if err != nil {
		return p, err
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

// ownerPermissions are the scopes that a token of this owner can have: those by roles, and the scopes of shares
// with the owner itself as they were written, without their subscopes.
func (h *Hub) ownerPermissions(s Subject) (Permissions, *HubError) {
	if s.Kind != User {
		p, err := h.permissions(s)
		p.shared = nil
		return p, err
	}
	p := Permissions{hub: h, base: &h.x.nothing}
	u, ok := h.db.users.find(s.Name)
	if !ok {
		return p, noSubject(s)
	}
	if err := p.byProfile(h.x.userProfile(u), s.Name); err != nil {
		return p, err
	}
	for _, shared := range h.db.users.rows[u].shares {
		for _, text := range shared.scopes {
			scope := ParseScope(text)
			if id, ok := h.x.defs.ids[scope.Base]; ok {
				g := grant{filter: scope.Filter}
				g.set.add(id)
				p.shared = append(p.shared, g)
			}
		}
	}
	return p, nil
}

func (p *Permissions) pack() (*packed, *HubError) {
	if p.own.set.empty() && len(p.shared) == 0 {
		return p.base, nil
	}
	return p.hub.x.defs.reduce(slices.Concat(p.base.list(), []grant{p.own}, p.shared))
}

// asked is what a token stores, expanded for its owner, with the scopes that every token has where its owner
// has them: who the owner is, and access to what issued the token.
func (h *Hub) asked(t *Token) (*packed, *HubError) {
	to, c := h.tokenTargets(t)
	first, err := h.expansionOfToken(t).resolve(h.x.defs, to)
	if err != nil {
		return nil, err
	}
	all := slices.Clone(first.list())
	for _, s := range h.addedScopes(t, c, to) {
		g := grant{filter: s.Filter}
		g.set.add(h.x.defs.ids[s.Base])
		all = append(all, g)
	}
	return h.x.defs.reduce(all)
}

// expansionOfToken expands what a token asks for: its scopes, or those of its roles.
func (h *Hub) expansionOfToken(t *Token) *expansion {
	if !h.x.defs.features.roleTokens {
		return h.x.defs.expandStrings(t.Scopes)
	}
	var m merger
	for _, r := range h.liveRoles(t) {
		m.add(h.x.roleExpansion(r))
	}
	return m.result()
}

// addedScopes are those that every token of a client asks for, whatever it stores. Tokens tell whose they are
// since JupyterHub 3.
func (h *Hub) addedScopes(t *Token, c client, to targets) []Scope {
	if h.x.defs.features.roleTokens {
		return c.access()
	}
	return slices.Concat(c.access(), identify(t.Owner, to))
}

// access is the scope that reaches what the client belongs to. Counterpart: jupyterhub.scopes.access_scopes.
func (c client) access() []Scope {
	switch {
	case c.server != "":
		return []Scope{{"access:servers", Filter{Kind: ServerFilter, Value: c.server}}}
	case c.service != "":
		return []Scope{{"access:services", Filter{Kind: ServiceFilter, Value: c.service}}}
	}
	return nil
}

// identify are the scopes that tell whose a token is. Counterpart: jupyterhub.scopes.identify_scopes.
func identify(owner Subject, t targets) []Scope {
	if owner.Kind == Service {
		return []Scope{{"read:services:name", Filter{Kind: ServiceFilter, Value: owner.Name}}}
	}
	f := Filter{Kind: UserFilter, Value: t.user}
	return []Scope{{"read:users:name", f}, {"read:users:groups", f}}
}

// DroppedOf lists the scopes that an issued token stores and does not have now: as written where a bare filter
// or `self` has no target, expanded where the owner lacks them.
func (h *Hub) DroppedOf(t *Token) []Dropped {
	if !h.HasToken(t) || h.inherits(t) {
		return nil
	}
	var out []Dropped
	to, _ := h.tokenTargets(t)
	for _, raw := range h.carried(t) {
		if !h.x.defs.literal(raw) && to.drops(ParseScope(raw)) {
			out = append(out, Dropped{raw, DroppedBare})
		}
	}
	asked, err := h.expansionOfToken(t).resolve(h.x.defs, to)
	if err != nil {
		return out
	}
	owner, err := h.ownerPermissions(t.Owner)
	if err != nil {
		return out
	}
	have, err := owner.pack()
	if err != nil {
		return out
	}
	both, err := h.x.intersect(asked, have)
	if err != nil {
		return out
	}
	for _, s := range h.x.defs.spell(asked.without(both)) {
		out = append(out, Dropped{s, NotOfOwner})
	}
	return out
}

// drops reports whether a raw scope has no target and is removed.
func (t targets) drops(s Scope) bool {
	if s.Base == "self" && s.Filter.Kind == NoFilter {
		return t.user == "" || t.named
	}
	if !s.Filter.bare {
		return false
	}
	switch s.Filter.Kind {
	case UserFilter:
		return t.user == "" && !t.named
	case ServiceFilter:
		return t.service == ""
	case ServerFilter:
		return t.server == ""
	}
	return false
}
