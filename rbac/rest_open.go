package rbac

import "strings"

// Open answers what comes of an address in a browser, from the server's root, with the proxy in front of the Hub:
// requests for a server that runs reach that server, requests for a service that has a URL reach the service, and
// all others the Hub. A server asks the Hub who is there and lets those in who have access:servers for it
// (jupyterhub.services.auth.HubOAuth); what a service does with access:services is its own affair, and it is taken
// to ask, too. A token that is sent along is looked at without its owner's groups, as the server cannot know them.
func (h *Hub) Open(r Call) Answer {
	path, _, _ := strings.Cut(r.Path, "?")
	parts := strings.SplitN(strings.TrimPrefix(path, "/"), "/", 4)
	if !strings.HasPrefix(path, "/") || len(parts) < 3 || parts[0] != "user" && parts[0] != "services" {
		return h.Call(r)
	}
	name, _ := unescape(parts[1], false)
	var access Scope
	if parts[0] == "services" {
		i, ok := h.db.services.find(name)
		if !ok || !h.hasURL(i) {
			return h.Call(r)
		}
		access = Scope{"access:services", Filter{Kind: ServiceFilter, Value: name}}
	} else {
		server, _ := unescape(parts[2], false)
		if len(parts) < 4 || server == "" || !h.Active(name, server) {
			server = ""
		}
		if !h.Active(name, server) {
			if strings.Contains(r.Path, "..") {
				return h.Call(r)
			}
			r.Path = "/hub" + r.Path
			return h.Call(r)
		}
		access = Scope{"access:servers", serverFilter(name, server)}
	}
	c := &call{Call: r, hub: h, now: h, at: &Endpoint{Method: r.Method, Path: path, Handler: "HubOAuth"}}
	c.a.After, c.a.Endpoint = h, c.at
	c.reach(access)
	if r.Why {
		c.explain()
	}
	return c.a
}

// HasPage reports whether there is a service of that name to which the proxy has a route. known is false where that hangs on
// a url that could not be read.
func (h *Hub) HasPage(service string) (has, known bool) {
	i, ok := h.db.services.find(service)
	if !ok || h.hasURL(i) {
		return ok, true
	}
	for j := range h.config.Services {
		if s := &h.config.Services[j]; s.Name.Value == service {
			return false, !s.HasURL
		}
	}
	return false, true
}

// hasURL reports whether the proxy has a route to a service.
func (h *Hub) hasURL(service int32) bool {
	name := h.db.services.rows[service].name
	for i := range h.config.Services {
		if s := &h.config.Services[i]; s.Name.Value == name {
			return s.HasURL && s.URL != ""
		}
	}
	return false
}

// reach lets the requester in, or not.
func (c *call) reach(access Scope) {
	if err := c.identifyRequester(); err != nil {
		c.broken(err.Type, err.ID, err.Args)
		return
	}
	if c.who.kind == 0 {
		c.loginFirst()
		return
	}
	n := Need{Scopes: []string{access.Base}, Target: access.Filter}
	id, ok := c.hub.x.defs.ids[access.Base]
	switch {
	case !ok:
	case c.who.token:
		user, _ := access.Filter.server()
		if c.p.base.all.has(id) || c.p.under(id, access.Filter) || access.Filter.Kind == ServerFilter && c.p.under(id, Filter{Kind: UserFilter, Value: user}) {
			n.Passed = access.Base
		}
	case c.p.Covers(access.Base, access.Filter):
		n.Passed = access.Base
	}
	n.Held = ok && c.p.held(id)
	c.a.Needs = append(c.a.Needs, n)
	if len(c.hub.config.Unread) > 0 {
		if unread := c.unread(n); len(unread) > 0 {
			c.a.Outcome, c.a.Unread = Unknown, unread
			return
		}
	}
	if n.Passed == "" {
		c.deny(403, "scope-missing")
		c.a.Held = n.Held
		return
	}
	c.ok(200, nil)
}
