package rbac

import (
	"cmp"
	"slices"
	"sort"
	"strings"
)

// Hub is a JupyterHub after start-up: its users, groups, services, roles. It does not change.
type Hub struct {
	running bool
	config  *Config
	db      *database
	x       *index
}

// Running reports whether start-up got through.
func (h *Hub) Running() bool { return h.running }

// Definitions are the version's, with the config's custom scopes.
func (h *Hub) Definitions() *Definitions { return h.x.defs }

// Config is what the Hub was started with.
func (h *Hub) Config() *Config { return h.config }

// change returns a Hub whose database edit has changed.
func (h *Hub) change(edit func(db *database)) *Hub {
	out := *h
	out.db = h.db.clone()
	edit(out.db)
	out.x = newIndex(h.x.defs, out.db)
	return &out
}

// WithUsers adds users as by a first login: each gets the role `user`. Known names stay as they are.
func (h *Hub) WithUsers(names ...string) *Hub {
	return h.change(func(db *database) {
		for _, n := range names {
			if _, known := db.users.find(n); !known {
				db.grantDefaults(db.addUser(Name{Value: n}))
			}
		}
	})
}

// WithServers adds servers (stopped) of known users, with their OAuth clients.
func (h *Hub) WithServers(servers map[string][]string) *Hub {
	users := make([]string, 0, len(servers))
	for u := range servers {
		users = append(users, u)
	}
	slices.Sort(users)
	return h.change(func(db *database) {
		for _, name := range users {
			u, known := db.users.find(name)
			if !known {
				continue
			}
			row := &db.users.rows[u]
			row.servers = slices.Clip(row.servers) // the rows of other Hubs share the array
			for _, server := range servers[name] {
				if _, has := row.server(server); !has {
					row.servers = append(row.servers, serverRow{name: server, serial: db.next(), allowed: h.clientScopes(name, server)})
				}
			}
		}
	})
}

// clientScopes are what the OAuth client of a server may be given: c.Spawner.oauth_client_allowed_scopes and
// access to the server.
func (h *Hub) clientScopes(user, server string) []string {
	out := values(h.config.ServerClientAllowedScopes)
	out = append(out, "access:servers!server="+user+"/"+server)
	slices.Sort(out)
	return slices.Compact(out)
}

func values(names []Name) []string {
	out := make([]string, 0, len(names)+1)
	for _, n := range names {
		out = append(out, n.Value)
	}
	return out
}

func (u *userRow) server(name string) (*serverRow, bool) {
	for i := range u.servers {
		if u.servers[i].name == name {
			return &u.servers[i], true
		}
	}
	return nil, false
}

// Users, Groups, Services and Roles list names, sorted.
func (h *Hub) Users() []string    { return h.db.users.names() }
func (h *Hub) Groups() []string   { return h.db.groups.names() }
func (h *Hub) Services() []string { return h.db.services.names() }
func (h *Hub) Roles() []string    { return h.db.roles.names() }

// HasUser, HasGroup, HasService and HasRole look a name up.
func (h *Hub) HasUser(name string) bool    { return contains(h.db.users.at, name) }
func (h *Hub) HasGroup(name string) bool   { return contains(h.db.groups.at, name) }
func (h *Hub) HasService(name string) bool { return contains(h.db.services.at, name) }
func (h *Hub) HasRole(name string) bool    { return contains(h.db.roles.at, name) }

// HasServer reports whether the user has a server of that name; the default server's is empty.
func (h *Hub) HasServer(user, server string) bool {
	u, ok := h.db.users.find(user)
	if ok {
		_, ok = h.db.users.rows[u].server(server)
	}
	return ok
}

// IsAdmin is the admin flag of a User or Service.
func (h *Hub) IsAdmin(s Subject) bool {
	switch s.Kind {
	case User:
		u, ok := h.db.users.find(s.Name)
		return ok && h.db.users.rows[u].admin
	case Service:
		i, ok := h.db.services.find(s.Name)
		return ok && h.db.services.rows[i].admin
	case AnyAdmin:
		return true
	}
	return false
}

// GroupsOf lists a user's groups, sorted; MembersOf a group's members, sorted; ServersOf a user's servers.
func (h *Hub) GroupsOf(user string) []string {
	list := h.x.groupsOf(user)
	out := make([]string, 0, len(list))
	for _, g := range list {
		out = append(out, h.db.groups.rows[g.row].name)
	}
	slices.Sort(out)
	return out
}

func (h *Hub) MembersOf(group string) []string {
	g, ok := h.db.groups.find(group)
	if !ok {
		return nil
	}
	out := make([]string, 0, len(h.db.groups.rows[g].members))
	for _, m := range h.db.groups.rows[g].members {
		out = append(out, h.db.users.rows[m.row].name)
	}
	slices.Sort(out)
	return out
}

func (h *Hub) ServersOf(user string) []string {
	u, ok := h.db.users.find(user)
	if !ok {
		return nil
	}
	out := make([]string, 0, len(h.db.users.rows[u].servers))
	for _, s := range h.db.users.rows[u].servers {
		out = append(out, s.name)
	}
	slices.Sort(out)
	return out
}

// RoleHeld is one way in which a subject holds a role.
type RoleHeld struct {
	Role    string
	Holding Holding // Direct or ByGroup
	Group   string  // ByGroup; a group's name may be empty
	Given   bool    // by the Hub itself
	Ref     Ref     // where the config names the bearer
}

// RolesOf lists the roles that a subject holds, direct ones and those of its groups, sorted by role.
func (h *Hub) RolesOf(s Subject) []RoleHeld {
	var out []RoleHeld
	h.eachHolding(s, func(hold holding) {
		r := RoleHeld{Role: h.db.roles.rows[hold.role].name, Holding: Direct, Given: hold.by.given, Ref: hold.by.ref}
		if hold.group >= 0 {
			r.Holding, r.Group = ByGroup, h.db.groups.rows[hold.group].name
		}
		out = append(out, r)
	})
	sort.SliceStable(out, func(i, j int) bool {
		return cmp.Or(strings.Compare(out[i].Role, out[j].Role), strings.Compare(out[i].Group, out[j].Group)) < 0
	})
	return out
}

// holding is one way in which a subject holds a role.
type holding struct {
	role   int32
	by     bearer // how the subject, or the group, holds it
	group  int32  // the group that holds it; -1: the subject does
	member bearer // how the subject is in the group
}

// eachHolding yields all ways in which a user, service, group or imagined person holds roles: the direct ones
// first, each list by role number.
func (h *Hub) eachHolding(s Subject, yield func(holding)) {
	direct := func(list []bearer) {
		for _, b := range list {
			yield(holding{role: b.row, by: b, group: -1})
		}
	}
	group := func(g int32, member bearer) {
		for _, b := range h.x.groupRoles.of(g) {
			yield(holding{role: b.row, by: b, group: g, member: member})
		}
	}
	given := func(role string) {
		if r, ok := h.db.roles.find(role); ok {
			yield(holding{role: r, by: bearer{row: r, given: true}, group: -1})
		}
	}
	switch s.Kind {
	case User:
		if u, ok := h.db.users.find(s.Name); ok {
			direct(h.x.userRoles.of(u))
			for _, g := range h.x.userGroups.of(u) {
				group(g.row, g)
			}
		}
	case Service:
		if i, ok := h.db.services.find(s.Name); ok {
			direct(h.x.serviceRoles.of(i))
		}
	case Group:
		if g, ok := h.db.groups.find(s.Name); ok {
			direct(h.x.groupRoles.of(g))
		}
	case AnyUser, AnyMember, AnyAdmin:
		given(roleUser)
		if s.Kind == AnyAdmin {
			given(roleAdmin)
		}
		if s.Kind == AnyMember {
			if g, ok := h.db.groups.find(s.Name); ok {
				group(g, bearer{row: g, given: true})
			}
		}
	}
}

// RoleScopes lists the scopes stored for a role, as written.
func (h *Hub) RoleScopes(role string) []Name {
	r, ok := h.db.roles.find(role)
	if !ok {
		return nil
	}
	return slices.Clone(h.db.roles.rows[r].scopes)
}

// RoleScopesNone reports whether what is stored for a role is None and not a list, so that resolving its holders fails.
func (h *Hub) RoleScopesNone(role string) bool {
	r, ok := h.db.roles.find(role)
	return ok && h.db.roles.rows[r].scopesNone && h.x.defs.features.noneFails
}

// RoleBearers lists who holds a role directly, each list sorted.
func (h *Hub) RoleBearers(role string) (users, groups, services []string) {
	r, ok := h.db.roles.find(role)
	if !ok {
		return nil, nil, nil
	}
	row := &h.db.roles.rows[r]
	for _, b := range row.users {
		users = append(users, h.db.users.rows[b.row].name)
	}
	for _, b := range row.groups {
		groups = append(groups, h.db.groups.rows[b.row].name)
	}
	for _, b := range row.services {
		services = append(services, h.db.services.rows[b.row].name)
	}
	slices.Sort(users)
	slices.Sort(groups)
	slices.Sort(services)
	return users, groups, services
}

// RawScopes lists the scopes of all roles that a subject holds, as written, sorted, each once.
// Counterpart: jupyterhub.roles.roles_to_scopes.
func (h *Hub) RawScopes(s Subject) []string {
	seen := map[int32]bool{}
	var out []string
	h.eachHolding(s, func(hold holding) {
		if seen[hold.role] {
			return
		}
		seen[hold.role] = true
		for _, n := range h.db.roles.rows[hold.role].scopes {
			out = append(out, n.Value)
		}
	})
	slices.Sort(out)
	return slices.Compact(out)
}

// OAuthScopes lists what the OAuth client of a service ("service:NAME") or server ("server:USER/NAME") may be
// given; false when it has no client, or one that is given roles (JupyterHub 2).
func (h *Hub) OAuthScopes(client string) ([]string, bool) {
	c, ok := h.client(client)
	ok = ok && !h.x.defs.features.roleTokens
	return slices.Clone(c.allowed), ok
}

// client is an OAuth client by its owner.
type client struct {
	id      string // as in the database: "service-x", "jupyterhub-user-a-lab"
	serial  int32
	service string // its service, or …
	server  string // … its server "user/name"
	allowed []string
}

func (h *Hub) client(spec string) (client, bool) {
	kind, name, _ := strings.Cut(spec, ":")
	switch kind {
	case "service":
		if i, ok := h.db.services.find(name); ok {
			if c := h.db.services.rows[i].client; c != nil {
				return client{id: c.id, serial: c.serial, service: name, allowed: c.allowed}, true
			}
		}
	case "server":
		user, server, _ := strings.Cut(name, "/")
		if u, ok := h.db.users.find(user); ok {
			if s, ok := h.db.users.rows[u].server(server); ok {
				id := "jupyterhub-user-" + user
				if server != "" {
					id += "-" + server
				}
				return client{id: id, serial: s.serial, server: user + "/" + server, allowed: s.allowed}, true
			}
		}
	}
	return client{}, false
}
