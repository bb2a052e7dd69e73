package rbac

// deny refuses for lack of permission: 403, or the 404 that hides whether the target exists.
func (c *call) deny(status int, reason string) {
	c.a.Status, c.a.Reason, c.a.Outcome = status, reason, Forbidden
	if status == 404 {
		c.a.Outcome = NotFound
	}
}

// fail refuses for another reason than permission, as the handler's HTTPError does.
func (c *call) fail(status int, id string, args Args) {
	c.a.Status, c.a.Outcome = status, Failed
	c.a.Error = &HubError{Type: "HTTPError", ID: id, Args: args}
}

// broken is an exception that the handler does not expect: 500.
func (c *call) broken(class, id string, args Args) {
	c.a.Status, c.a.Outcome = 500, Failed
	c.a.Error = &HubError{Type: class, ID: id, Args: args}
}

func (c *call) unknown(id string) {
	c.a.Status, c.a.Outcome = 0, Unknown
	c.a.Error = &HubError{Type: "NotImplemented", ID: id}
}

// ok ends the request well.
func (c *call) ok(status int, body any) {
	c.a.Status, c.a.Outcome, c.a.Body = status, Allowed, body
}

// model answers with a single model, whose fields are what the scopes reveal.
func (c *call) model(status int, m map[string]any) {
	c.ok(status, m)
	c.a.Fields = keysOf(m)
}

func (c *call) redirect(status int, to string) {
	c.ok(status, nil)
	c.a.Location = to
}

// loginFirst mirrors tornado's web.authenticated: a page sends to the login, anything else is refused.
func (c *call) loginFirst() {
	c.deny(403, "login-required")
	if c.Method == "GET" || c.Method == "HEAD" {
		c.a.Status, c.a.Location = 302, "/hub/login?next="+escapePath(c.Path)
	}
}

// json mirrors APIHandler.get_json_body; false when it has answered. No body is nil.
func (c *call) json() (any, bool) {
	if c.Body == "" {
		return nil, true
	}
	v, ok := parseJSON(trimASCII(c.Body))
	if !ok {
		c.fail(400, "body-not-json", Args{})
	}
	return v, ok
}

// trimASCII is Python's bytes.strip.
func trimASCII(s string) string {
	space := func(b byte) bool { return b == ' ' || b >= '\t' && b <= '\r' }
	for s != "" && space(s[0]) {
		s = s[1:]
	}
	for s != "" && space(s[len(s)-1]) {
		s = s[:len(s)-1]
	}
	return s
}

// checkModel mirrors APIHandler._check_model: an object with known keys of the right types. types are "key:type".
func (c *call) checkModel(v any, types map[string]string) (*object, bool) {
	o, ok := v.(*object)
	if !ok {
		c.fail(400, "body-not-object", Args{})
		return nil, false
	}
	for _, key := range o.keys {
		if _, known := types[key]; !known {
			c.fail(400, "body-unknown-key", Args{Key: key})
			return nil, false
		}
	}
	for _, key := range o.keys {
		if pythonType(o.values[key]) != types[key] {
			c.fail(400, "body-wrong-type", Args{Key: key, Suggestion: types[key]})
			return nil, false
		}
	}
	return o, true
}

var (
	userTypes    = map[string]string{"name": "str", "admin": "bool", "groups": "list", "roles": "list", "auth_state": "dict"}
	groupTypes   = map[string]string{"name": "str", "users": "list", "roles": "list"}
	serviceTypes = map[string]string{"name": "str", "admin": "bool", "url": "str", "oauth_client_allowed_scopes": "list", "api_token": "str", "info": "dict",
		"display": "bool", "oauth_no_confirm": "bool", "command": "list", "cwd": "str", "environment": "dict", "user": "str", "oauth_client_id": "str", "oauth_redirect_uri": "str"}
)

// explain fills Paths with the ways to the scope that opened the last door, or Near with what came close.
func (c *call) explain() {
	if len(c.a.Needs) == 0 || c.who.kind == 0 {
		return
	}
	n := c.a.Needs[len(c.a.Needs)-1]
	if n.Passed == "" {
		for _, base := range n.Scopes {
			c.a.Near = append(c.a.Near, c.hub.Explain(c.Subject, Scope{base, n.Target}.String()).Near...)
		}
		return
	}
	targets := []Filter{n.Target}
	if everyone, filters := c.p.Reach(n.Passed); n.Target.Kind == NoFilter && !everyone {
		targets = nil
		for _, f := range filters {
			targets = append(targets, ParseFilter(f))
		}
	}
	for _, t := range targets {
		if len(c.a.Paths) < maxPaths {
			c.a.Paths = append(c.a.Paths, c.hub.Explain(c.Subject, Scope{n.Passed, t}.String()).Paths...)
		}
	}
}
