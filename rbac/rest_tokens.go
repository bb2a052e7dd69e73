package rbac

import (
	"slices"
	"strings"
)

// listTokens mirrors UserTokenListAPIHandler.get.
func (c *call) listTokens() {
	user := c.arg(0)
	if !c.now.HasUser(user) {
		c.fail(404, "user-not-found", Args{User: user})
		return
	}
	models := []any{}
	for _, t := range c.now.TokensOf(Subject{Kind: User, Name: user}) {
		m, err := c.tokenModel(t)
		if err != nil {
			c.broken(err.Type, err.ID, err.Args)
			return
		}
		models = append(models, m)
	}
	c.ok(200, map[string]any{"api_tokens": models})
}

// createToken mirrors UserTokenListAPIHandler.post. The scope `tokens` has to cover the user by a filter of the
// requester's own kind: a service that holds tokens!user=bob may list bob's tokens and not make one. The token may
// hold what its owner holds, whatever the requester does.
func (c *call) createToken() {
	user := c.arg(0)
	v, ok := c.json()
	if !ok {
		return
	}
	body, ok := v.(*object)
	if truthy(v) && !ok {
		c.fail(400, "body-not-object", Args{})
		return
	}
	if c.who.kind == 0 {
		if truthy(body.get("auth")) {
			c.unknown("login-unknown") // the authenticator decides who that is
			return
		}
		c.deny(403, "credentials-missing")
		return
	}
	kind := UserFilter
	if c.who.kind == Service {
		kind = ServiceFilter
	}
	if !c.mayIssue(Filter{Kind: kind, Value: user}) {
		return
	}
	for _, key := range []string{"roles", "scopes"} {
		if !c.features().tokenTypes {
			break
		}
		if _, ok := texts(body.get(key)); !ok && body.get(key) != nil {
			c.fail(400, "body-wrong-type", Args{Key: key, Suggestion: "list"})
			return
		}
	}
	if e := body.get("expires_in"); e != nil && pythonType(e) != "int" && pythonType(e) != "bool" {
		c.fail(400, "body-wrong-type", Args{Key: "expires_in", Suggestion: "int"})
		return
	}
	req := TokenRequest{Owner: Subject{Kind: User, Name: user}}
	req.Scopes, req.HasScopes = texts(body.get("scopes"))
	req.Roles, req.HasRoles = texts(body.get("roles"))
	t, err := c.now.NewToken(req)
	if err != nil {
		c.refuseToken(err)
		return
	}
	c.become(c.now.WithToken(t))
	m, err := c.tokenModel(t)
	if err != nil {
		c.partial = true
		c.broken(err.Type, err.ID, err.Args)
		return
	}
	m["token"] = nil
	c.model(201, m)
}

// refuseToken answers for a token that is not given. Older versions do not expect a KeyError, and the first ones
// took roles for scopes.
func (c *call) refuseToken(err *HubError) {
	switch unknown := err.Type == "ScopeNotFound" || err.Type == "KeyError"; {
	case !c.features().tokenScopes && unknown:
		c.fail(404, err.ID, err.Args)
	case !c.features().tokenScopes:
		c.fail(403, err.ID, err.Args)
	case unknown && !c.features().tokenTypes:
		c.broken(err.Type, err.ID, err.Args)
		return
	default:
		c.fail(400, err.ID, err.Args)
	}
	c.a.Outcome = Refused
}

// mayIssue asks for the scope `tokens`; false when it has answered. Unknown users get the same answer.
func (c *call) mayIssue(resource Filter) bool {
	n := Need{Scopes: []string{"tokens"}, Target: resource}
	yes := c.now.HasUser(resource.Value) && c.p.Covers("tokens", resource)
	if id, ok := c.hub.x.defs.ids["tokens"]; ok {
		n.Held = c.p.held(id)
	}
	if yes {
		n.Passed = "tokens"
	}
	c.a.Needs = append(c.a.Needs, n)
	if len(c.hub.config.Unread) > 0 {
		if unread := c.unread(n); len(unread) > 0 {
			c.a.Outcome, c.a.Unread = Unknown, unread
			return false
		}
	}
	if !yes {
		c.deny(403, "scope-missing")
		c.a.Held = n.Held
	}
	return yes
}

// getToken mirrors UserTokenAPIHandler.get.
func (c *call) getToken() {
	t := c.findToken()
	if t == nil {
		return
	}
	m, err := c.tokenModel(t.Token)
	if err != nil {
		c.broken(err.Type, err.ID, err.Args)
		return
	}
	c.model(200, m)
}

// deleteToken mirrors UserTokenAPIHandler.delete: of the tokens of an OAuth client all go with one.
func (c *call) deleteToken() {
	t := c.findToken()
	if t == nil {
		return
	}
	c.become(c.now.change(func(db *database) {
		db.web.tokens = slices.DeleteFunc(slices.Clone(db.web.tokens), func(o issuedToken) bool {
			return o.id == t.id || t.Client != "" && o.Client == t.Client && o.Owner == t.Owner
		})
	}))
	c.ok(204, nil)
}

// findToken mirrors UserTokenAPIHandler.find_token_by_id; nil when it has answered. Tokens of the config have the
// first numbers, in an order that is not known here.
func (c *call) findToken() *issuedToken {
	owner := Subject{Kind: User, Name: c.arg(0)}
	if !c.now.HasUser(owner.Name) {
		c.fail(404, "user-not-found", Args{User: owner.Name})
		return nil
	}
	if text, ok := strings.CutPrefix(c.arg(1), "a"); ok && !strings.HasPrefix(strings.TrimFunc(text, pythonSpace), "-") {
		id, ok := pythonInt(text)
		for _, t := range c.now.db.web.tokens {
			if ok && t.id == id && t.Owner.Kind == User && t.Owner.Name == owner.Name && c.now.HasToken(t.Token) {
				return &t
			}
		}
		serial, _, _ := c.now.owner(owner)
		for _, of := range c.now.db.tokens {
			if ok && of == serial && id > 0 && id <= c.now.db.configTokens(c.now.config) {
				c.unknown("token-id-unknown")
				return nil
			}
		}
	}
	c.fail(404, "token-not-found", Args{User: owner.Name, Key: c.arg(1)})
	return nil
}

// whoseToken mirrors TokenAPIHandler.get, an address from before JupyterHub 2: whose a token is.
func (c *call) whoseToken() {
	switch {
	case !c.who.token:
		c.deny(403, "credentials-missing")
	case len(c.args) == 0:
		c.broken("TypeError", "argument-missing", Args{Key: "token"})
	default:
		c.unknownToken(c.arg(0))
	}
}

func (c *call) unknownToken(text string) {
	serial, ok := c.hub.db.tokens[text]
	if !ok {
		c.fail(404, "token-not-found", Args{})
		return
	}
	for _, name := range c.now.Users() {
		if u, _ := c.now.db.users.find(name); c.now.db.users.rows[u].serial == serial {
			c.identify = identify(Subject{Kind: User, Name: name}, targets{user: name})
			c.model(200, c.userModel(name))
			return
		}
	}
	for _, name := range c.now.Services() {
		if i, _ := c.now.db.services.find(name); c.now.db.services.rows[i].serial == serial {
			c.identify = identify(Subject{Kind: Service, Name: name}, targets{})
			c.model(200, c.serviceModel(name))
			return
		}
	}
	c.fail(404, "token-not-found", Args{})
}

// removedAddress mirrors TokenAPIHandler.post, which JupyterHub 2 has taken out of use.
func (c *call) removedAddress() {
	if len(c.args) > 0 {
		c.broken("TypeError", "argument-unexpected", Args{})
		return
	}
	c.fail(404, "address-removed", Args{Suggestion: "/users/:user/tokens"})
}

// whoseCookie mirrors CookieAPIHandler.get: nobody's cookies are known here.
func (c *call) whoseCookie() {
	if !c.who.token {
		c.deny(403, "credentials-missing")
		return
	}
	c.unknown("cookie-unknown")
}
