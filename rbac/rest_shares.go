package rbac

import (
	"slices"
	"strconv"
	"strings"
)

// shareModel mirrors _ShareAPIHandler.share_model.
func (c *call) shareModel(s Shared) map[string]any {
	m := map[string]any{"server": c.sharedServer(s.Owner, s.Server), "scopes": anys(s.Scopes), "user": nil, "group": nil, "kind": "user", "created_at": nil}
	who := map[string]any{"name": s.With.Name}
	if s.With.Kind == Group {
		m["group"], m["kind"] = who, "group"
	} else {
		m["user"] = who
	}
	return m
}

// sharedServer mirrors _ShareAPIHandler.server_model.
func (c *call) sharedServer(owner, server string) map[string]any {
	full := c.serverModel(owner, server)
	return map[string]any{"user": map[string]any{"name": owner}, "name": server, "url": full["url"], "full_url": nil, "ready": full["ready"]}
}

// shareList answers with shares, always in pages.
func (c *call) shareList(keep func(Shared) bool) {
	offset, limit, ok := c.page()
	if !ok {
		return
	}
	models := []any{}
	for _, s := range c.now.Shares() {
		if keep(s) {
			models = append(models, c.shareModel(s))
		}
	}
	c.ok(200, paginated(cut(models, offset, limit), offset, limit, len(models)))
}

// record looks a server's record up; false when it has answered. Asking for a default server makes its record.
func (c *call) record(owner, server string) bool {
	if !c.now.HasUser(owner) || !c.hasServer(owner, server) {
		c.fail(404, "server-not-found", Args{User: owner, Key: server})
		return false
	}
	return true
}

// listShares mirrors ServerShareAPIHandler.get.
func (c *call) listShares() {
	owner := c.arg(0)
	if len(c.args) == 1 {
		if !c.now.HasUser(owner) {
			c.fail(404, "user-not-found", Args{User: owner})
			return
		}
		c.shareList(func(s Shared) bool { return s.Owner == owner })
		return
	}
	if c.record(owner, c.arg(1)) {
		c.shareList(func(s Shared) bool { return s.Owner == owner && s.Server == c.arg(1) })
	}
}

// sharedWithUser mirrors UserShareListAPIHandler.get: what a user was given, alone and by groups.
func (c *call) sharedWithUser() {
	user := c.arg(0)
	if !c.now.HasUser(user) {
		c.fail(404, "user-not-found", Args{User: user})
		return
	}
	groups := c.now.GroupsOf(user)
	c.shareList(func(s Shared) bool {
		return s.With.Kind == User && s.With.Name == user || s.With.Kind == Group && slices.Contains(groups, s.With.Name)
	})
}

// sharedWithGroup mirrors GroupShareListAPIHandler.get.
func (c *call) sharedWithGroup() {
	if name, ok := c.group(); ok {
		c.shareList(func(s Shared) bool { return s.With.Kind == Group && s.With.Name == name })
	}
}

// oneShare mirrors UserShareAPIHandler and GroupShareAPIHandler: see a share that one was given, or give it back.
func (c *call) oneShare() {
	with := Subject{Kind: User, Name: c.arg(0)}
	if c.at.Handler == "GroupShareAPIHandler" {
		with.Kind = Group
		if _, ok := c.group(); !ok {
			return
		}
	}
	for _, s := range c.now.Shares() {
		if s.With == with && s.Owner == c.arg(1) && s.Server == c.arg(2) {
			if c.Method == "GET" {
				c.model(200, c.shareModel(s))
				return
			}
			c.become(c.now.withoutShare(s, nil))
			c.ok(204, nil)
			return
		}
	}
	c.fail(404, "share-not-found", Args{User: c.arg(1), Key: c.arg(2)})
}

// withoutShare takes scopes from a share, or, with nil, all of it.
func (h *Hub) withoutShare(s Shared, scopes []string) *Hub {
	left := slices.DeleteFunc(slices.Clone(s.Scopes), func(o string) bool { return scopes == nil || slices.Contains(scopes, o) })
	return h.change(func(db *database) {
		list := db.shares(s.With)
		*list = slices.Clone(*list)
		at := slices.IndexFunc(*list, func(o share) bool { return o.owner == s.Owner && o.server == s.Server })
		if len(left) == 0 {
			*list = slices.Delete(*list, at, at+1)
		} else {
			(*list)[at].scopes = left
		}
	})
}

// shareRequest is the body of a request to share, checked. Counterpart: the pydantic models of
// jupyterhub.apihandlers.shares.
type shareRequest struct {
	user, group *string
	scopes      []string
}

// readShare reads the body; false when it has answered. code takes a share code's keys.
func (c *call) readShare(code bool) (r shareRequest, ok bool) {
	v, ok := c.json()
	if !ok {
		return r, false
	}
	body, isObject := v.(*object)
	if truthy(v) && !isObject {
		c.broken("TypeError", "body-not-object", Args{})
		return r, false
	}
	if body == nil {
		body = &object{}
	}
	invalid := func(key, want string) (shareRequest, bool) {
		c.fail(400, "body-wrong-type", Args{Key: key, Suggestion: want})
		return r, false
	}
	for _, key := range body.keys {
		v := body.values[key]
		switch text, isText := v.(string); {
		case key == "scopes":
			if r.scopes, ok = texts(v); !ok && v != nil {
				return invalid(key, "list")
			}
		case (key == "user" || key == "group") && !code:
			if !isText && v != nil {
				return invalid(key, "str")
			}
			if isText && key == "user" {
				r.user = &text
			} else if isText {
				r.group = &text
			}
		case key == "expires_in" && code:
			if !codeLifetime(v) {
				return invalid(key, "int")
			}
		default:
			c.fail(400, "body-unknown-key", Args{Key: key})
			return r, false
		}
	}
	for _, s := range r.scopes {
		if err := c.hub.x.defs.CheckScope(s); err != nil {
			c.broken(err.Type, err.ID, err.Args)
			return r, false
		}
	}
	if !code && (r.user == nil && r.group == nil || r.user != nil && *r.user != "" && r.group != nil && *r.group != "") {
		c.fail(400, "share-with-one", Args{})
		return r, false
	}
	return r, true
}

// codeLifetime reports whether a value is a number of seconds from a minute to a year.
func codeLifetime(v any) bool {
	text, ok := v.(string)
	if n, isNumber := v.(number); isNumber {
		text, ok = strings.TrimSuffix(n.text, ".0"), true
	}
	n, err := strconv.Atoi(text)
	return ok && err == nil && n >= 60 && n <= 525600*60
}

// shareScopes gives every scope the server's filter; false when it has answered. Counterpart:
// jupyterhub.orm.Share._apply_filter.
func (c *call) shareScopes(scopes []string) ([]string, bool) {
	own := serverFilter(c.arg(0), c.arg(1)).String()
	if len(scopes) == 0 {
		scopes = []string{"access:servers"}
	}
	out := make([]string, 0, len(scopes))
	for _, s := range scopes {
		base, filter, _ := strings.Cut(s, "!")
		if filter != "" && filter != own {
			c.fail(400, "share-filter", Args{Scope: s, Filter: filter, Key: c.arg(0) + "/" + c.arg(1)})
			return nil, false
		}
		out = append(out, base+"!"+own)
	}
	return slices.Compact(sorted(out)), true
}

// mayShare wants the requester to hold all that is shared; false when it has answered.
func (c *call) mayShare(scopes []string) bool {
	for _, s := range scopes {
		if !c.has(s) {
			c.deny(403, "share-scope-missing")
			return false
		}
	}
	return true
}

// named refuses the addresses of a user's shares for all but lists; false when it has answered.
func (c *call) named() bool {
	if len(c.args) == 1 {
		c.fail(405, "server-missing", Args{User: c.arg(0)})
		return false
	}
	return true
}

// grantShare mirrors ServerShareAPIHandler.post: give others scopes on a server. One must hold them oneself, and be
// able to read the name of whom they go to.
func (c *call) grantShare() {
	owner, server := c.arg(0), c.arg(1)
	if !c.named() {
		return
	}
	r, ok := c.readShare(false)
	if !ok {
		return
	}
	scopes, ok := c.shareScopes(r.scopes)
	if !ok || !c.record(owner, server) || !c.mayShare(scopes) {
		return
	}
	var with Subject
	switch {
	case r.user != nil && *r.user != "":
		with = Subject{Kind: User, Name: *r.user}
		if !c.has("read:users:name!user=" + with.Name) {
			c.deny(403, "share-name-unreadable")
			return
		}
		if !c.now.HasUser(with.Name) {
			c.fail(400, "user-not-found", Args{User: with.Name})
			return
		}
	case r.group != nil && *r.group != "":
		with = Subject{Kind: Group, Name: *r.group}
		if !c.has("read:groups:name!group=" + with.Name) {
			c.deny(403, "share-name-unreadable")
			return
		}
		if !c.now.HasGroup(with.Name) {
			c.fail(400, "group-not-found", Args{Group: with.Name})
			return
		}
	default:
		c.broken("UnboundLocalError", "share-with-nobody", Args{})
		return
	}
	h, stored, err := c.now.WithServers(map[string][]string{owner: {server}}).Share(owner, server, with, scopes, true)
	if err != nil {
		c.broken(err.Type, err.ID, err.Args)
		return
	}
	c.become(h)
	c.model(200, c.shareModel(Shared{owner, server, with, stored}))
}

// revokeShare mirrors ServerShareAPIHandler.patch: take scopes back from one user or group.
func (c *call) revokeShare() {
	owner, server := c.arg(0), c.arg(1)
	if !c.named() {
		return
	}
	r, ok := c.readShare(false)
	if !ok || !c.record(owner, server) {
		return
	}
	with := Subject{Kind: User}
	if r.user != nil && *r.user != "" {
		with.Name = *r.user
	} else if r.group != nil && *r.group != "" {
		with = Subject{Kind: Group, Name: *r.group}
	} else {
		c.broken("UnboundLocalError", "share-with-nobody", Args{})
		return
	}
	for _, s := range c.now.Shares() {
		if s.With != with || s.Owner != owner || s.Server != server {
			continue
		}
		if len(r.scopes) == 0 {
			r.scopes = nil
		}
		c.become(c.now.withoutShare(s, r.scopes))
		for _, left := range c.now.Shares() {
			if left.With == with && left.Owner == owner && left.Server == server {
				c.model(200, c.shareModel(left))
				return
			}
		}
	}
	c.ok(200, map[string]any{})
}

// deleteShares mirrors ServerShareAPIHandler.delete: take everything back from everybody.
func (c *call) deleteShares() {
	if !c.named() || !c.record(c.arg(0), c.arg(1)) {
		return
	}
	c.become(c.now.change(func(db *database) { db.unshare(c.arg(0), c.arg(1)) }))
	c.ok(204, nil)
}

// codesOf lists the share codes of an owner's servers, or of one server.
func (c *call) codesOf(owner string, server *string) []any {
	out := []any{}
	for _, s := range c.now.db.web.codes {
		if s.owner == owner && (server == nil || *server == s.server) {
			out = append(out, c.codeModel(s))
		}
	}
	return out
}

func (c *call) codeModel(s shareCode) map[string]any {
	return map[string]any{"server": c.sharedServer(s.owner, s.server), "scopes": anys(s.scopes), "id": nil, "created_at": nil, "expires_at": nil, "exchange_count": 0.0, "last_exchanged_at": nil}
}

// listCodes mirrors ServerShareCodeAPIHandler.get.
func (c *call) listCodes() {
	var server *string
	if len(c.args) > 1 {
		server = &c.args[1]
		if !c.record(c.arg(0), *server) {
			return
		}
	} else if !c.now.HasUser(c.arg(0)) {
		c.fail(404, "user-not-found", Args{User: c.arg(0)})
		return
	}
	offset, limit, ok := c.page()
	if !ok {
		return
	}
	models := c.codesOf(c.arg(0), server)
	c.ok(200, paginated(cut(models, offset, limit), offset, limit, len(models)))
}

// createCode mirrors ServerShareCodeAPIHandler.post: share with whoever has the code.
func (c *call) createCode() {
	owner, server := c.arg(0), c.arg(1)
	if !c.named() {
		return
	}
	r, ok := c.readShare(true)
	if !ok {
		return
	}
	scopes, ok := c.shareScopes(r.scopes)
	if !ok || !c.mayShare(scopes) || !c.record(owner, server) {
		return
	}
	h := c.now.WithServers(map[string][]string{owner: {server}})
	serial, _ := h.serverSerial(owner, server)
	code := shareCode{owner: owner, server: server, serial: serial, scopes: scopes}
	c.become(h.change(func(db *database) { db.web.codes = append(db.web.codes, code) }))
	m := c.codeModel(code)
	m["code"], m["accept_url"], m["full_accept_url"] = nil, nil, nil
	c.model(200, m)
}

// deleteCodes mirrors ServerShareCodeAPIHandler.delete. Codes and their ids are made up by the Hub: a call that names
// one finds none here.
func (c *call) deleteCodes() {
	owner, server := c.arg(0), c.arg(1)
	if !c.named() || !c.record(owner, server) {
		return
	}
	if c.query["code"] != "" || c.query["id"] != "" {
		if len(c.codesOf(owner, &server)) > 0 {
			c.unknown("share-code-unknown")
			return
		}
		c.fail(404, "share-code-not-found", Args{User: owner, Key: server})
		return
	}
	c.become(c.now.change(func(db *database) {
		db.web.codes = slices.DeleteFunc(slices.Clone(db.web.codes), func(s shareCode) bool { return s.owner == owner && s.server == server })
	}))
	c.ok(204, nil)
}
