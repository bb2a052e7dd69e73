package rbac

import "strings"

func (c *call) addSlash() { c.redirect(301, "/hub/") }

// root mirrors RootHandler.get: home for those who are known, the login page for others.
func (c *call) root() {
	if c.who.kind == 0 {
		c.redirect(302, "/hub/login?next="+escapePath(c.Path))
		return
	}
	c.redirect(302, "/user/"+escapePath(c.who.name)+"/")
}

func (c *call) loginPage() {
	if c.who.kind == 0 {
		c.ok(200, nil)
		return
	}
	c.redirect(302, "/user/"+escapePath(c.who.name)+"/")
}

func (c *call) logout() { c.redirect(302, "/hub/login") }

// errorPage mirrors ProxyErrorHandler.get.
func (c *call) errorPage() {
	if !all(c.arg(0), "") || strings.Trim(c.arg(0), "0123456789") != "" {
		c.fail(404, "address-not-found", Args{Key: c.Path})
		return
	}
	c.ok(200, nil)
}

// acceptShare mirrors AcceptShareHandler: whoever has a code may take the share. No code is known here.
func (c *call) acceptShare() {
	switch {
	case c.query["code"] == "":
		c.fail(400, "share-code-missing", Args{})
	case c.hub.ShareCodes() > 0:
		c.unknown("share-code-unknown")
	case c.Method == "GET":
		c.fail(404, "share-code-not-found", Args{})
	default:
		c.fail(400, "share-code-not-found", Args{})
	}
}

// pageUser is the user whose server a page is about; false when the answer is given. It may be the requester, who
// may be an imagined person without a row.
func (c *call) pageUser() (user, server string, ok bool) {
	user, server = c.arg(0), c.arg(1)
	if len(c.args) == 0 {
		user = c.who.name
	}
	if user != c.who.name && !c.now.HasUser(user) {
		c.fail(404, "user-not-found", Args{User: user})
		return "", "", false
	}
	return user, server, true
}

func serverURL(user, server string) string {
	url := "/user/" + escapePath(user) + "/"
	if server != "" {
		url += escapePath(server) + "/"
	}
	return url
}

// spawnPage mirrors SpawnHandler._get: without a form to fill in, looking at the page starts the server.
// c.Spawner.options_form is taken for empty, which it is by default.
func (c *call) spawnPage() {
	user, server, ok := c.pageUser()
	if !ok {
		return
	}
	if server != "" && !c.checkNamed(user, server, orElse(c.query["display_name"], server)) {
		return
	}
	if c.now.Active(user, server) {
		c.redirect(302, serverURL(user, server))
		return
	}
	if c.spawn(user, server) {
		c.redirect(302, "/hub/spawn-pending"+strings.TrimPrefix(strings.TrimSuffix(serverURL(user, server), "/"), "/user"))
	}
}

// spawnForm mirrors SpawnHandler._post.
func (c *call) spawnForm() {
	user, server, ok := c.pageUser()
	if !ok {
		return
	}
	if server != "" && !c.checkNamed(user, server, server) {
		return
	}
	if c.now.Active(user, server) {
		c.fail(400, "server-running", Args{User: user, Key: server})
		return
	}
	if c.spawn(user, server) {
		c.redirect(302, "/hub/spawn-pending"+strings.TrimPrefix(strings.TrimSuffix(serverURL(user, server), "/"), "/user"))
	}
}

// pendingPage mirrors SpawnPendingHandler.get: to the server if it runs, else the page that it does not.
func (c *call) pendingPage() {
	user, server, ok := c.pageUser()
	switch {
	case !ok:
	case c.now.Active(user, server):
		c.redirect(302, serverURL(user, server))
	case server != "":
		c.fail(404, "server-not-running", Args{User: user, Key: server})
	default:
		c.ok(200, nil)
	}
}

// userURL mirrors UserUrlHandler.get: where the proxy sends those who ask for a server that does not run. Access is
// asked for the default server, and for a server named like the address's first part.
func (c *call) userURL() {
	user, rest := c.arg(0), c.arg(1)
	if rest == "" {
		rest = "/"
	}
	if c.features().urlByServer {
		servers := []string{""}
		if parts := strings.SplitN(rest, "/", 3); len(parts) == 3 {
			servers = append(servers, parts[1])
		}
		if !c.access(user, servers) {
			return
		}
	} else if !c.need([]string{"access:servers"}, Filter{Kind: UserFilter, Value: user}, false) {
		return
	}
	if user != c.who.name && !c.now.HasUser(user) {
		c.fail(404, "user-not-found", Args{User: user})
		return
	}
	server, _, _ := strings.Cut(strings.TrimLeft(rest, "/"), "/")
	if !c.now.HasServer(user, server) || c.hub.config.Web.NamedServers == Off {
		server = ""
	}
	if !c.now.Active(user, server) {
		c.fail(424, "server-not-running", Args{User: user, Key: server})
		return
	}
	c.redirect(302, strings.TrimPrefix(c.Path, "/hub")+"?redirects=1")
}

// userURLMethod answers methods other than GET: without credentials the check against forged requests comes first,
// in versions that have it.
func (c *call) userURLMethod() bool {
	switch c.Method {
	case "GET", "HEAD", "OPTIONS":
	default:
		if c.who.kind == 0 && c.features().forgeryChecked {
			c.deny(403, "credentials-missing")
			return false
		}
	}
	if c.Method == "PUT" || c.Method == "HEAD" || c.Method == "OPTIONS" {
		c.fail(405, "method-not-allowed", Args{Key: c.Method})
		return false
	}
	return true
}

// access asks for access to one of a user's servers; false when it has answered.
func (c *call) access(user string, servers []string) bool {
	var unread []Unread
	held := false
	for _, server := range servers {
		if c.has("access:servers!" + serverFilter(user, server).String()) {
			return true
		}
		n := c.a.Needs[len(c.a.Needs)-1]
		held = held || n.Held
		if len(c.hub.config.Unread) > 0 {
			unread = append(unread, c.unread(n)...)
		}
	}
	if len(unread) > 0 {
		c.a.Outcome, c.a.Unread = Unknown, unread
		return false
	}
	c.deny(404, "scope-missing")
	c.a.Held = held
	return false
}

// notRunning mirrors UserUrlHandler.non_get: what a server that does not run is asked for fails, whoever asks.
func (c *call) notRunning() { c.fail(424, "server-not-running", Args{User: c.arg(0)}) }

// userRedirect mirrors UserRedirectHandler.get: to the same address on one's own server.
func (c *call) userRedirect() { c.redirect(302, "/hub/spawn/"+escapePath(c.who.name)) }
