package rbac

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// nothing answers where scopes alone decide.
func (c *call) nothing() { c.ok(200, nil) }

// rootVersion mirrors RootAPIHandler.get.
func (c *call) rootVersion() { c.ok(200, map[string]any{"version": c.hub.x.defs.version}) }

// info mirrors InfoAPIHandler.get.
func (c *call) info() {
	c.ok(200, map[string]any{"version": c.hub.x.defs.version, "python": nil, "sys_executable": nil, "spawner": nil, "authenticator": nil})
}

// shutdown mirrors ShutdownAPIHandler.post.
func (c *call) shutdown() {
	v, ok := c.json()
	if !ok {
		return
	}
	data, _ := v.(*object)
	for _, key := range []string{"proxy", "servers"} {
		if !data.has(key) {
			continue
		}
		switch v := data.get(key).(type) {
		case bool:
			continue
		case number: // 0 and 1 are False and True
			if v.text == "0" || v.text == "1" || v.text == "0.0" || v.text == "1.0" {
				continue
			}
		case []any, *object:
			c.broken("TypeError", "body-wrong-type", Args{Key: key, Suggestion: "bool"})
			return
		}
		c.fail(400, "body-wrong-type", Args{Key: key, Suggestion: "bool"})
		return
	}
	c.ok(202, map[string]any{"message": nil})
}

// routes mirrors ProxyAPIHandler.get. The routes themselves are the proxy's.
func (c *call) routes() {
	offset, limit, ok := c.page()
	if !ok {
		return
	}
	if c.Pagination {
		c.ok(200, paginated(map[string]any{}, offset, limit, 0))
		return
	}
	c.ok(200, map[string]any{})
}

// moveProxy mirrors ProxyAPIHandler.patch.
func (c *call) moveProxy() {
	v, ok := c.json()
	if !ok {
		return
	}
	if _, ok := v.(*object); !ok {
		c.fail(400, "body-not-object", Args{})
		return
	}
	c.ok(200, nil)
}

// metrics mirrors jupyterhub.utils.metrics_authentication: read:metrics with any filter will do.
func (c *call) metrics() {
	switch c.hub.config.Web.OpenMetrics {
	case On:
		c.ok(200, nil)
		return
	case Unclear:
		c.unknown("metrics-unread")
		return
	}
	n := Need{Scopes: []string{"read:metrics"}, PostFilter: true}
	id, ok := c.hub.x.defs.ids["read:metrics"]
	if ok && c.p.held(id) {
		n.Passed, n.Held = "read:metrics", true
	}
	c.a.Needs = append(c.a.Needs, n)
	if len(c.hub.config.Unread) > 0 && c.who.kind != 0 {
		if unread := c.unread(n); len(unread) > 0 {
			c.a.Outcome, c.a.Unread = Unknown, unread
			return
		}
	}
	if n.Passed == "" {
		c.deny(403, "scope-missing")
		return
	}
	c.ok(200, nil)
}

// authorize mirrors the part of OAuthAuthorizeHandler.get that permissions decide: whether a person reaches what an
// OAuth client belongs to. The Hub then asks the person, but for the own server, and hands out a code.
func (c *call) authorize() {
	id := c.query["client_id"]
	spec, owner := c.hub.clientByID(id)
	if spec == "" {
		c.fail(400, "client-not-found", Args{Key: id})
		return
	}
	if c.query["response_type"] != "code" {
		c.fail(400, "response-type-unknown", Args{Key: c.query["response_type"]})
		return
	}
	client, _ := c.hub.client(spec)
	access := client.access()[0]
	n := Need{Scopes: []string{access.Base}, Target: access.Filter}
	if c.p.Covers(access.Base, access.Filter) {
		n.Passed = access.Base
	}
	c.a.Needs = append(c.a.Needs, n)
	switch {
	case n.Passed == "":
		c.deny(403, "scope-missing")
	case owner == c.who.name:
		c.redirect(302, "")
	default:
		c.ok(200, nil)
	}
}

// clientByID finds an OAuth client by its identifier: "service:NAME" or "server:USER/NAME", and the server's user.
func (h *Hub) clientByID(id string) (spec, user string) {
	for _, name := range h.Services() {
		if c, ok := h.client("service:" + name); ok && c.id == id {
			return "service:" + name, ""
		}
	}
	rest, ok := strings.CutPrefix(id, "jupyterhub-user-")
	if !ok {
		return "", ""
	}
	for _, name := range h.Users() {
		tail, ok := strings.CutPrefix(rest, escapePath(name))
		if !ok {
			continue
		}
		for _, server := range h.ServersOf(name) {
			if server == "" && tail == "" || server != "" && tail == "-"+escapePath(server) {
				return "server:" + name + "/" + server, name
			}
		}
	}
	return "", ""
}

// safeSlug mirrors jupyterhub.slugs.is_valid_safe_slug: the names that new servers may have.
func safeSlug(name string) bool {
	if name == "" || len(name) > 30 || !isLower(name[0]) || strings.Contains(name, "--") {
		return false
	}
	return all(name, "-") && name[len(name)-1] != '-'
}

// validDisplayName mirrors jupyterhub.slugs.is_valid_display_name.
func validDisplayName(name string) bool {
	n := utf8.RuneCountInString(name)
	if n < 1 || n > 255 || strings.Contains(name, "  ") || strings.Trim(name, " ") != name {
		return false
	}
	return strings.IndexFunc(name, func(r rune) bool { return !unicode.IsPrint(r) }) < 0
}

// orElse is Python's "a or b".
func orElse(a, b string) string {
	if a == "" {
		return b
	}
	return a
}
