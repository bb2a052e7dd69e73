package rbac

import (
	"slices"
	"strings"
)

// target user and server of a request to a server; false when the answer is given.
func (c *call) server() (user, server string, ok bool) {
	user, server = c.arg(0), c.arg(1)
	if !c.now.HasUser(user) {
		c.fail(404, "user-not-found", Args{User: user})
		return "", "", false
	}
	return user, server, true
}

// hasServer reports whether there is a record of the server. Looking at a user makes that of the default server.
func (c *call) hasServer(user, server string) bool {
	return server == "" || c.now.HasServer(user, server)
}

// serverBody mirrors UserServerAPIHandler.get_server_json_body, for versions with display names.
func (c *call) serverBody() (displayName string, ok bool) {
	v, ok := c.json()
	if !ok || !truthy(v) {
		return "", ok
	}
	body, ok := v.(*object)
	if !ok {
		c.fail(400, "body-not-object", Args{})
		return "", false
	}
	displayName, isText := body.get("display_name").(string)
	if body.has("display_name") && !isText {
		c.fail(400, "body-wrong-type", Args{Key: "display_name", Suggestion: "str"})
		return "", false
	}
	if o := body.get("user_options"); o != nil && pythonType(o) != "dict" {
		c.fail(400, "body-wrong-type", Args{Key: "user_options", Suggestion: "dict"})
		return "", false
	}
	return displayName, true
}

// checkNamed mirrors BaseHandler._check_named_server_request; false when it has answered.
func (c *call) checkNamed(user, server, displayName string) bool {
	if !c.namedServers(server) {
		return false
	}
	if !c.features().displayNames || c.now.HasServer(user, server) {
		return true
	}
	if !safeSlug(server) {
		c.fail(400, "server-name-invalid", Args{User: user, Key: server})
		return false
	}
	if !validDisplayName(displayName) {
		c.fail(400, "display-name-invalid", Args{User: user, Key: displayName})
		return false
	}
	return true
}

// getServer mirrors UserServerAPIHandler.get.
func (c *call) getServer() {
	user, server, ok := c.server()
	if !ok {
		return
	}
	if !c.hasServer(user, server) {
		c.fail(404, "server-not-found", Args{User: user, Key: server})
		return
	}
	c.model(200, c.serverModel(user, server))
}

// putServer mirrors UserServerAPIHandler.put: make a server and leave it stopped.
func (c *call) putServer() {
	user, server, ok := c.server()
	if !ok {
		return
	}
	if c.hasServer(user, server) {
		c.fail(409, "server-exists", Args{User: user, Key: server})
		return
	}
	name, ok := c.serverBody()
	if !ok || !c.checkNamed(user, server, orElse(name, server)) {
		return
	}
	c.become(c.now.WithServers(map[string][]string{user: {server}}))
	c.model(201, c.serverModel(user, server))
}

// startServer mirrors UserServerAPIHandler.post: make the server if need be, and start it.
func (c *call) startServer() {
	user, server, ok := c.server()
	if !ok {
		return
	}
	if c.features().displayNames {
		name, ok := c.serverBody()
		if !ok || server != "" && !c.checkNamed(user, server, orElse(name, server)) {
			return
		}
	}
	if !c.features().displayNames && !c.namedServers(server) {
		return
	}
	if c.now.Active(user, server) {
		c.fail(400, "server-running", Args{User: user, Key: server})
		return
	}
	options, ok := c.json()
	if !ok || !c.spawn(user, server) {
		return
	}
	if _, isObject := options.(*object); truthy(options) && !isObject && c.features().fullURLs {
		c.partial = true // what the options are is looked at once the server has its token
		c.broken("AttributeError", "body-not-object", Args{User: user, Key: server})
		return
	}
	c.ok(201, nil)
}

// spawn mirrors BaseHandler.spawn_single_user; false when it has answered.
func (c *call) spawn(user, server string) bool {
	if strings.Contains(server, "/") {
		c.fail(400, "server-name-invalid", Args{User: user, Key: server})
		return false
	}
	h, err := c.now.WithRunning(user, server)
	if err != nil {
		c.broken(err.Type, err.ID, err.Args)
		return false
	}
	c.become(h)
	return true
}

// changeServer mirrors UserServerAPIHandler.patch: rename a stopped server, or change what it says of itself.
func (c *call) changeServer() {
	user, server, ok := c.server()
	if !ok {
		return
	}
	v, ok := c.json()
	if !ok {
		return
	}
	body, isObject := v.(*object)
	switch {
	case !truthy(v):
		c.fail(400, "body-empty", Args{})
		return
	case !isObject:
		c.broken("AttributeError", "body-not-object", Args{})
		return
	}
	for _, key := range body.keys {
		if key != "name" && key != "display_name" && key != "user_options" {
			c.broken("AttributeError", "body-unknown-key", Args{Key: key}) // the handler trips over its own message
			return
		}
	}
	to, rename := body.get("name"), body.get("name") != nil
	name, isText := to.(string)
	display := to
	if body.has("display_name") {
		display = body.get("display_name")
	}
	displayName, _ := display.(string)
	if rename {
		if !isText {
			c.broken("TypeError", "body-wrong-type", Args{Key: "name", Suggestion: "str"})
			return
		}
		if !c.checkNamed(user, name, displayName) {
			return
		}
	} else if truthy(display) && !c.checkNamed(user, server, displayName) {
		return
	}
	if !c.hasServer(user, server) {
		c.fail(404, "server-not-found", Args{User: user, Key: server})
		return
	}
	if c.now.Active(user, server) {
		c.fail(400, "server-running", Args{User: user, Key: server})
		return
	}
	if rename && c.hasServer(user, name) {
		c.fail(409, "server-exists", Args{User: user, Key: name})
		return
	}
	if rename {
		c.become(c.now.withRenamedServer(user, server, name))
		server = name
	}
	if o := body.get("user_options"); body.has("user_options") && pythonType(o) != "dict" {
		c.partial = true
		c.fail(400, "body-wrong-type", Args{Key: "user_options", Suggestion: "dict"})
		return
	}
	c.model(200, c.serverModel(user, server))
}

// withRenamedServer gives a server another name.
func (h *Hub) withRenamedServer(user, from, to string) *Hub {
	u, _ := h.db.users.find(user)
	return h.change(func(db *database) {
		row := &db.users.rows[u]
		row.servers = slices.Clone(row.servers)
		found := false
		for i := range row.servers {
			if row.servers[i].name == from {
				row.servers[i].name, found = to, true
			}
		}
		if !found { // the default server's record, made by looking at the user
			row.servers = append(row.servers, serverRow{name: to, serial: db.next(), allowed: h.clientScopes(user, to)})
		}
	})
}

// stopServer mirrors UserServerAPIHandler.delete: stop a server, and forget it where the body says remove.
func (c *call) stopServer() {
	if !c.now.HasUser(c.arg(0)) && !c.features().stopUnknown {
		c.broken("AttributeError", "user-not-found", Args{User: c.arg(0)})
		return
	}
	user, server, ok := c.server()
	if !ok {
		return
	}
	v, ok := c.json()
	if !ok {
		return
	}
	options, isObject := v.(*object)
	if truthy(v) && !isObject {
		c.broken("AttributeError", "body-not-object", Args{})
		return
	}
	remove := truthy(options.get("remove"))
	if !c.namedServers(server) {
		return
	}
	switch {
	case !c.hasServer(user, server):
		c.fail(404, "server-not-found", Args{User: user, Key: server})
		return
	case server == "" && remove:
		c.fail(400, "server-default", Args{User: user})
		return
	}
	c.become(c.now.stopped(user, server))
	if remove {
		c.become(c.now.removed(user, server))
	}
	c.ok(204, nil)
}

// progress mirrors SpawnProgressAPIHandler.get. Servers start at once here: none is ever on its way.
func (c *call) progress() {
	user, server, ok := c.server()
	if !ok {
		return
	}
	if !c.now.Active(user, server) {
		c.fail(404, "server-not-running", Args{User: user, Key: server})
		return
	}
	c.ok(200, nil)
}

// activity mirrors ActivityAPIHandler.post.
func (c *call) activity() {
	user := c.arg(0)
	if !c.now.HasUser(user) {
		c.fail(404, "user-not-found", Args{User: user})
		return
	}
	v, ok := c.json()
	if !ok {
		return
	}
	body, ok := v.(*object)
	if !ok {
		c.fail(400, "body-not-object", Args{})
		return
	}
	stamp, servers := body.get("last_activity"), body.get("servers")
	if !truthy(stamp) && !truthy(servers) {
		c.fail(400, "activity-missing", Args{})
		return
	}
	if truthy(servers) {
		list, ok := servers.(*object)
		if !ok {
			c.fail(400, "body-wrong-type", Args{Key: "servers", Suggestion: "dict"})
			return
		}
		for _, name := range list.keys {
			about, ok := list.values[name].(*object)
			switch {
			case !c.hasServer(user, name):
				c.fail(400, "server-not-found", Args{User: user, Key: name})
				return
			case !ok || !about.has("last_activity"):
				c.fail(400, "activity-missing", Args{User: user, Key: name})
				return
			case !timestamp(about.get("last_activity")):
				c.fail(400, "timestamp-invalid", Args{User: user, Key: name})
				return
			}
		}
	}
	if truthy(stamp) && !timestamp(stamp) {
		c.fail(400, "timestamp-invalid", Args{User: user})
		return
	}
	c.ok(200, nil)
}

// timestamp reports whether a value is a text with digits in it. The Hub takes every form of date and time that
// dateutil knows, and refuses those in the future, which takes a clock to tell.
func timestamp(v any) bool {
	s, ok := v.(string)
	return ok && strings.ContainsAny(s, "0123456789")
}

// adminAccess mirrors UserAdminAccessAPIHandler.post, an address from before OAuth. c.JupyterHub.admin_access, long
// deprecated, is taken for off.
func (c *call) adminAccess() { c.deny(403, "admin-access-off") }
