package rbac

import (
	"slices"
	"strings"
)

// getSelf mirrors SelfAPIHandler.get: who one is. Everybody who has a token may ask; the scopes that this takes are
// added for the answer and not listed in it.
func (c *call) getSelf() {
	if c.who.kind == 0 {
		c.deny(403, "credentials-missing")
		return
	}
	scopes := c.p.Strings()
	var m map[string]any
	if c.who.kind == Service {
		c.identify = identify(Subject{Kind: Service, Name: c.who.name}, targets{})
		m = c.serviceModel(c.who.name)
	} else {
		c.identify = identify(Subject{Kind: User, Name: c.who.name}, targets{user: c.who.name})
		m = c.userModel(c.who.name)
	}
	if c.features().tokenIDs {
		m["token_id"] = nil
	}
	m["session_id"] = nil
	m["scopes"] = anys(scopes)
	c.model(200, m)
}

// listUsers mirrors UserListAPIHandler.get. A filtered list:users lists the users of its user and group filters;
// with any other filter in it the Hub refuses.
func (c *call) listUsers() {
	sort := "id"
	if v, ok := c.query["sort"]; ok && c.features().userSort {
		sort = strings.TrimPrefix(v, "-")
		if sort != "id" && sort != "name" && sort != "last_activity" {
			c.offsetFirst("sort-unknown", v)
			return
		}
	}
	offset, limit, ok := c.page()
	if !ok {
		return
	}
	state := c.query["state"]
	if state != "" && state != "active" && state != "ready" && state != "inactive" {
		c.fail(400, "state-unknown", Args{Key: state})
		return
	}
	everyone, filters := c.p.Reach("list:users")
	shown := map[string]bool{}
	for _, text := range filters {
		switch f := ParseFilter(text); f.Kind {
		case UserFilter:
			shown[f.Value] = true
		case GroupFilter:
			for _, m := range c.now.MembersOf(f.Value) {
				shown[m] = true
			}
		default:
			c.deny(403, "list-filter-invalid")
			return
		}
	}
	var names []string
	for i := range c.now.db.users.rows {
		row := &c.now.db.users.rows[i]
		if row.gone || !everyone && !shown[row.name] {
			continue
		}
		if state != "" && (len(c.now.runningOf(row.name)) > 0) == (state == "inactive") {
			continue
		}
		if f := c.query["name_filter"]; f != "" && !like(row.name, "%"+f+"%") {
			continue
		}
		names = append(names, row.name)
	}
	if sort == "name" {
		slices.Sort(names)
	}
	if strings.HasPrefix(c.query["sort"], "-") && c.features().userSort {
		slices.Reverse(names)
	}
	models := []any{}
	for _, name := range cut(names, offset, limit) {
		if m := c.userModel(name); len(m) > 0 {
			models = append(models, m)
		}
	}
	c.listing(models, offset, limit, len(names), !everyone)
}

// offsetFirst answers 400 for an argument that the Hub looks at after the numbers of pages.
func (c *call) offsetFirst(id, value string) {
	if _, _, ok := c.page(); ok {
		c.fail(400, id, Args{Key: value})
	}
}

// like is SQL's LIKE, without regard to ASCII case.
func like(name, pattern string) bool {
	fold := func(s string) []rune {
		return []rune(strings.Map(func(r rune) rune {
			if r >= 'A' && r <= 'Z' {
				return r + 'a' - 'A'
			}
			return r
		}, s))
	}
	s, p := fold(name), fold(pattern)
	i, j, star, from := 0, 0, -1, 0
	for i < len(s) {
		switch {
		case j < len(p) && p[j] == '%':
			star, from = j, i
			j++
		case j < len(p) && (p[j] == '_' || p[j] == s[i]):
			i, j = i+1, j+1
		case star >= 0:
			from++
			i, j = from, star+1
		default:
			return false
		}
	}
	for j < len(p) && p[j] == '%' {
		j++
	}
	return j == len(p)
}

// valid mirrors Authenticator.validate_username of a running Hub.
func (c *call) valid(name string) bool {
	s := &starter{d: c.hub.x.defs, c: c.hub.config}
	if s.c.UsernamePattern != "" {
		s.pattern, _ = compilePattern(s.c.UsernamePattern)
	}
	return s.validUsername(name)
}

// createUsers mirrors UserListAPIHandler.post. Making admins takes the admin flag, not a scope.
func (c *call) createUsers() {
	v, ok := c.json()
	if !ok {
		return
	}
	data, ok := v.(*object)
	if !ok || !truthy(data.get("usernames")) {
		c.fail(400, "users-missing", Args{Key: "usernames"})
		return
	}
	usernames := data.values["usernames"]
	rest := &object{values: data.values}
	for _, k := range data.keys {
		if k != "usernames" {
			rest.keys = append(rest.keys, k)
		}
	}
	if _, ok := c.checkModel(rest, userTypes); !ok {
		return
	}
	admin := truthy(rest.get("admin"))
	if admin && !c.who.admin && c.features().adminFlag {
		c.denyAdmin()
		return
	}
	names, ok := pythonNames(usernames)
	if !ok {
		c.broken("AttributeError", "usernames-not-strings", Args{})
		return
	}
	var create []string
	for _, n := range names {
		name := c.hub.config.normalize(n)
		if !c.valid(name) {
			c.fail(400, "username-invalid", Args{User: name})
			return
		}
		if !c.now.HasUser(name) {
			create = append(create, name)
		}
	}
	if len(create) == 0 {
		c.fail(409, "users-exist", Args{Names: sorted(names)})
		return
	}
	models := []any{}
	for _, name := range create {
		c.become(c.now.withNewUser(name, admin))
	}
	for _, name := range create {
		models = append(models, c.userModel(name))
	}
	c.ok(201, models)
}

// pythonNames are the items of a list, or the characters of a string: Python runs over both.
func pythonNames(v any) ([]string, bool) {
	if s, ok := v.(string); ok {
		var out []string
		for _, r := range s {
			out = append(out, string(r))
		}
		return out, true
	}
	if o, ok := v.(*object); ok {
		return o.keys, true
	}
	return texts(v)
}

// denyAdmin refuses what takes the requester's admin flag.
func (c *call) denyAdmin() { c.deny(403, "admin-missing") }

// withNewUser adds a user with its default roles.
func (h *Hub) withNewUser(name string, admin bool) *Hub {
	return h.change(func(db *database) {
		u, known := db.users.find(name)
		if !known {
			u = db.addUser(Name{Value: name})
		}
		if admin {
			db.users.rows[u].admin = true
		}
		db.grantDefaults(u)
	})
}

// getUser mirrors UserAPIHandler.get.
func (c *call) getUser() {
	if !c.now.HasUser(c.arg(0)) {
		c.fail(404, "user-not-found", Args{User: c.arg(0)})
		return
	}
	c.model(200, c.userModel(c.arg(0)))
}

// createUser mirrors UserAPIHandler.post.
func (c *call) createUser() {
	name := c.arg(0)
	v, ok := c.json()
	if !ok {
		return
	}
	if c.now.HasUser(name) {
		c.fail(409, "user-exists", Args{User: name})
		return
	}
	admin := false
	if truthy(v) {
		data, ok := c.checkModel(v, userTypes)
		if !ok {
			return
		}
		if admin = truthy(data.get("admin")); admin && !c.who.admin && c.features().adminFlag {
			c.denyAdmin()
			return
		}
	}
	if !c.valid(name) {
		c.fail(400, "username-invalid", Args{User: name})
		return
	}
	c.become(c.now.withNewUser(name, admin))
	c.model(201, c.userModel(name))
}

// changeUser mirrors UserAPIHandler.patch: rename, set or take the admin flag.
func (c *call) changeUser() {
	name := c.arg(0)
	if !c.now.HasUser(name) {
		c.fail(404, "user-not-found", Args{User: name})
		return
	}
	v, ok := c.json()
	if !ok {
		return
	}
	data, ok := c.checkModel(v, userTypes)
	if !ok {
		return
	}
	if to, ok := data.get("name").(string); ok && to != name && c.now.HasUser(to) {
		c.fail(400, "user-exists", Args{User: to})
		return
	}
	if !c.who.admin && c.features().adminFlag && c.now.IsAdmin(Subject{Kind: User, Name: name}) {
		c.denyAdmin()
		return
	}
	if !c.who.admin && c.features().adminFlag && truthy(data.get("admin")) {
		c.denyAdmin()
		return
	}
	for _, key := range data.keys {
		switch v := data.values[key].(type) {
		case *object: // auth_state, which takes keys that the Hub encrypts it with: there are none by default
			c.broken("EncryptionUnavailable", "auth-state-keys-missing", Args{Key: key})
			return
		case string: // name
			c.become(c.now.renamed(name, v))
			name = v
		case bool: // admin
			c.become(c.now.WithAdmin(name, v))
		case []any:
			if len(v) > 0 {
				c.broken("AttributeError", "names-for-records", Args{Key: key})
				return
			}
			if key == "groups" {
				for _, g := range c.now.GroupsOf(name) {
					c.become(c.now.WithoutMember(g, name))
				}
			} else {
				c.become(c.now.withoutRoles(name))
			}
		}
	}
	m := c.userModel(name)
	m["auth_state"] = nil
	c.model(200, m)
}

// withoutRoles takes all direct roles from a user.
func (h *Hub) withoutRoles(user string) *Hub {
	u, _ := h.db.users.find(user)
	return h.change(func(db *database) {
		for i := range db.roles.rows {
			db.roles.rows[i].users = slices.DeleteFunc(db.roles.rows[i].users, func(b bearer) bool { return b.row == u })
		}
		db.users.rows[u].userRole, db.users.rows[u].adminRole = false, false
	})
}

// renamed gives a user another name. Scopes that name the user stay as they are written, in shares, too.
func (h *Hub) renamed(from, to string) *Hub {
	u, known := h.db.users.find(from)
	if !known || from == to {
		return h
	}
	return h.change(func(db *database) {
		row := &db.users.rows[u]
		delete(db.users.at, from)
		db.users.at[to] = u
		row.name = to
		rename := func(list []share) []share {
			list = slices.Clone(list)
			for i := range list {
				if list[i].owner == from {
					list[i].owner = to
				}
			}
			return list
		}
		for i := range db.users.rows {
			db.users.rows[i].shares = rename(db.users.rows[i].shares)
		}
		for i := range db.groups.rows {
			db.groups.rows[i].shares = rename(db.groups.rows[i].shares)
		}
		db.web.codes = slices.Clone(db.web.codes)
		for i := range db.web.codes {
			if db.web.codes[i].owner == from {
				db.web.codes[i].owner = to
			}
		}
		db.web.renameTokens(from, to)
	})
}

// renameTokens follows a user's name in tokens of the user and of the user's servers.
func (w *web) renameTokens(from, to string) {
	fresh := map[*Token]*Token{}
	old, server := "server:"+from+"/", "server:"+to+"/"
	w.tokens = slices.Clone(w.tokens)
	for i, t := range w.tokens {
		rest, ofServer := strings.CutPrefix(t.Client, old)
		if ofServer || t.Owner.Kind == User && t.Owner.Name == from {
			n := *t.Token
			if ofServer {
				n.Client = server + rest
			}
			if n.Owner.Kind == User && n.Owner.Name == from {
				n.Owner.Name = to
			}
			fresh[t.Token], w.tokens[i].Token = &n, &n
		}
	}
	for serial, t := range w.active {
		if n := fresh[t]; n != nil {
			w.active[serial] = n
		}
	}
}

// deleteUser mirrors UserAPIHandler.delete. Only the default server is stopped first: a named one that runs makes
// the Hub fail, with the default server stopped.
func (c *call) deleteUser() {
	name := c.arg(0)
	if !c.now.HasUser(name) {
		c.fail(404, "user-not-found", Args{User: name})
		return
	}
	if name == c.who.name {
		c.fail(400, "user-is-oneself", Args{User: name})
		return
	}
	c.become(c.now.stopped(name, ""))
	if running := c.now.runningOf(name); len(running) > 0 {
		c.partial = true
		c.broken("RuntimeError", "server-running", Args{User: name, Key: running[0]})
		return
	}
	c.become(c.now.WithoutUser(name))
	c.ok(204, nil)
}
