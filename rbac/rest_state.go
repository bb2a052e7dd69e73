package rbac

import (
	"maps"
	"slices"
	"strings"
)

// web is what requests see and change in the Hub besides permissions.
type web struct {
	tokens     []issuedToken    // while the Hub runs, in order; those of the config stand in database.tokens
	active     map[int32]*Token // running servers by their serial, with the token that each was given
	properties map[int32]any    // of groups by their serial, as encoding/json has them
	codes      []shareCode      // share codes that were made
	runtime    map[int32]bool   // services made by the REST API, by their serial
}

// issuedToken is a token with its number in the Hub's database.
type issuedToken struct {
	*Token
	id int
}

// issue keeps a token under the next number. Tokens of the config, and those that the Hub makes for the services
// that it starts, come before.
func (db *database) issue(c *Config, t *Token) {
	id := db.configTokens(c)
	for _, o := range db.web.tokens {
		id = max(id, o.id)
	}
	db.web.tokens = append(db.web.tokens, issuedToken{t, id + 1})
}

func (db *database) configTokens(c *Config) int {
	n := len(db.tokens)
	for i := range c.Services {
		if c.Services[i].Managed && !c.Services[i].APIToken {
			n++
		}
	}
	return n
}

// shareCode is a share that nobody has taken yet.
type shareCode struct {
	owner, server string
	serial        int32 // of the server
	scopes        []string
}

func (w *web) clone() web {
	return web{tokens: slices.Clip(w.tokens), active: maps.Clone(w.active), properties: maps.Clone(w.properties), codes: slices.Clip(w.codes), runtime: maps.Clone(w.runtime)}
}

// WithToken notes that a token was issued: listings of tokens show it from then on.
func (h *Hub) WithToken(t *Token) *Hub {
	if t == nil || !h.HasToken(t) {
		return h
	}
	return h.change(func(db *database) { db.issue(h.config, t) })
}

// WithProperties sets a group's properties, as encoding/json has them.
func (h *Hub) WithProperties(group string, properties any) *Hub {
	g, known := h.db.groups.find(group)
	if !known {
		return h
	}
	return h.change(func(db *database) { db.web.set(db.groups.rows[g].serial, properties) })
}

func (w *web) set(group int32, properties any) {
	if w.properties == nil {
		w.properties = map[int32]any{}
	}
	w.properties[group] = properties
}

// Properties of a group, as encoding/json has them; an empty object where none were given.
func (h *Hub) Properties(group string) any {
	if g, known := h.db.groups.find(group); known {
		if p, ok := h.db.web.properties[h.db.groups.rows[g].serial]; ok {
			return p
		}
	}
	return map[string]any{}
}

// WithRunning starts servers of known users, making those that are not there, as spawning them does: each gets a
// token. The error is what issuing the token raises, and the server does not run then.
func (h *Hub) WithRunning(user, server string) (*Hub, *HubError) {
	u, known := h.db.users.find(user)
	if !known || h.Active(user, server) {
		return h, nil
	}
	h = h.WithServers(map[string][]string{user: {server}})
	t, _, err := h.ServerToken(user, server)
	if err != nil {
		return h, err
	}
	return h.change(func(db *database) {
		row, _ := db.users.rows[u].server(server)
		if db.web.active == nil {
			db.web.active = map[int32]*Token{}
		}
		db.web.active[row.serial] = t
		db.issue(h.config, t)
	}), nil
}

// stopped stops a server: its token goes, and its OAuth client with the tokens that came through it.
// Counterpart: jupyterhub.user.User.stop.
func (h *Hub) stopped(user, server string) *Hub {
	u, known := h.db.users.find(user)
	if !known || !h.Active(user, server) {
		return h
	}
	client := "server:" + user + "/" + server
	return h.change(func(db *database) {
		row, _ := db.users.rows[u].server(server)
		own := db.web.active[row.serial]
		delete(db.web.active, row.serial)
		db.web.tokens = slices.DeleteFunc(slices.Clone(db.web.tokens), func(t issuedToken) bool { return t.Token == own || t.Client == client })
	})
}

// removed deletes the record of a server that does not run, with what was shared of it.
func (h *Hub) removed(user, server string) *Hub {
	u, known := h.db.users.find(user)
	if !known {
		return h
	}
	return h.change(func(db *database) {
		row := &db.users.rows[u]
		row.servers = slices.DeleteFunc(slices.Clone(row.servers), func(s serverRow) bool { return s.name == server })
		db.unshare(user, server)
		db.web.codes = slices.DeleteFunc(slices.Clone(db.web.codes), func(s shareCode) bool { return s.owner == user && s.server == server })
	})
}

// unshare takes back all shares of a server.
func (db *database) unshare(owner, server string) {
	of := func(s share) bool { return s.owner == owner && s.server == server }
	for i := range db.users.rows {
		if row := &db.users.rows[i]; slices.ContainsFunc(row.shares, of) {
			row.shares = slices.DeleteFunc(slices.Clone(row.shares), of)
		}
	}
	for i := range db.groups.rows {
		if row := &db.groups.rows[i]; slices.ContainsFunc(row.shares, of) {
			row.shares = slices.DeleteFunc(slices.Clone(row.shares), of)
		}
	}
}

// Active reports whether a server runs.
func (h *Hub) Active(user, server string) bool {
	u, known := h.db.users.find(user)
	if !known {
		return false
	}
	row, ok := h.db.users.rows[u].server(server)
	return ok && contains(h.db.web.active, row.serial)
}

// running lists a user's servers that run, the default server first.
func (h *Hub) runningOf(user string) []string {
	return slices.DeleteFunc(h.ServersOf(user), func(s string) bool { return !h.Active(user, s) })
}

// TokensOf lists the tokens of a user or service, those of the config first.
func (h *Hub) TokensOf(owner Subject) []*Token {
	serial, _, ok := h.owner(owner)
	if !ok {
		return nil
	}
	var keys []string
	for key, of := range h.db.tokens {
		if of == serial {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	var out []*Token
	for range keys {
		if h.x.defs.features.roleTokens {
			if t, err := h.NewToken(TokenRequest{Owner: owner}); err == nil {
				out = append(out, t)
			}
			continue
		}
		scopes, _ := h.db.scopesOf([]string{roleToken})
		out = append(out, &Token{Owner: owner, Scopes: slices.Compact(sorted(scopes)), owner: serial})
	}
	for _, t := range h.db.web.tokens {
		if t.Owner.Kind == owner.Kind && t.Owner.Name == owner.Name && h.HasToken(t.Token) {
			out = append(out, t.Token)
		}
	}
	return out
}

// Shared is a server that was shared.
type Shared struct {
	Owner, Server string
	With          Subject
	Scopes        []string
}

// Shares lists all shares, by owner, server and whom they were made with.
func (h *Hub) Shares() []Shared {
	var out []Shared
	take := func(with Subject, list []share) {
		for _, s := range list {
			if serial, ok := h.serverSerial(s.owner, s.server); ok && serial == s.serial {
				out = append(out, Shared{s.owner, s.server, with, s.scopes})
			}
		}
	}
	for _, name := range h.Users() {
		u, _ := h.db.users.find(name)
		take(Subject{Kind: User, Name: name}, h.db.users.rows[u].shares)
	}
	for _, name := range h.Groups() {
		g, _ := h.db.groups.find(name)
		take(Subject{Kind: Group, Name: name}, h.db.groups.rows[g].shares)
	}
	slices.SortStableFunc(out, func(a, b Shared) int {
		if c := strings.Compare(a.Owner, b.Owner); c != 0 {
			return c
		}
		return strings.Compare(a.Server, b.Server)
	})
	return out
}

// HasProperties reports whether groups of this version have properties.
func (h *Hub) HasProperties() bool { return restFeaturesOf(h.x.defs.version).properties }

// ShareCodes counts the share codes that were made.
func (h *Hub) ShareCodes() int { return len(h.db.web.codes) }

func (h *Hub) serverSerial(user, server string) (int32, bool) {
	if u, ok := h.db.users.find(user); ok {
		if row, ok := h.db.users.rows[u].server(server); ok {
			return row.serial, true
		}
	}
	return 0, false
}
