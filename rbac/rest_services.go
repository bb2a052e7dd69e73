package rbac

// listServices mirrors ServiceListAPIHandler.get: of a filtered list:services only the service filters count.
func (c *call) listServices() {
	everyone, filters := c.p.Reach("list:services")
	shown := map[string]bool{}
	for _, text := range filters {
		if f := ParseFilter(text); f.Kind == ServiceFilter {
			shown[f.Value] = true
		}
	}
	body := map[string]any{}
	for _, name := range c.now.Services() {
		if c.served(name) && (everyone || shown[name]) {
			body[name] = c.serviceModel(name)
		}
	}
	c.ok(200, body)
	if !everyone {
		c.a.Outcome = Filtered
	}
	c.a.Names = append([]string{}, keysOf(body)...)
}

// served reports whether the running Hub knows a service: those that only service_tokens name stand in its database
// alone.
func (c *call) served(name string) bool {
	i, ok := c.now.db.services.find(name)
	return ok && c.now.db.services.rows[i].spec
}

// getService mirrors ServiceAPIHandler.get.
func (c *call) getService() {
	name := c.arg(0)
	if !c.served(name) {
		if !c.features().missingServices {
			c.broken("KeyError", "service-not-found", Args{Service: name})
			return
		}
		c.fail(404, "service-not-found", Args{Service: name})
		return
	}
	c.model(200, c.serviceModel(name))
}

// createService mirrors ServiceAPIHandler.post. A service may be given what its maker holds: the scopes of the role
// `admin` where it is to be an admin, and those that its OAuth client may hand out.
func (c *call) createService() {
	name := c.arg(0)
	v, ok := c.json()
	if !ok {
		return
	}
	data, isObject := v.(*object)
	switch {
	case c.served(name):
		c.fail(409, "service-exists", Args{Service: name})
		return
	case !isObject || !truthy(v):
		c.fail(400, "service-invalid", Args{Service: name})
		return
	}
	if !data.has("name") {
		data.keys = append(data.keys, "name")
	}
	data.values["name"] = name
	if data, ok = c.checkModel(data, serviceTypes); !ok {
		return
	}
	if !c.mayServe(data) {
		return
	}
	if truthy(data.get("command")) {
		c.fail(400, "service-managed", Args{Service: name})
		return
	}
	if c.now.HasService(name) { // one of the config, which service_tokens made
		c.fail(400, "service-exists", Args{Service: name})
		return
	}
	spec := ServiceSpec{Name: Name{Value: name}, Admin: truthy(data.get("admin"))}
	spec.URL, spec.HasURL = data.get("url").(string)
	spec.Token, spec.APIToken = data.get("api_token").(string)
	spec.OAuthClientID.Value, _ = data.get("oauth_client_id").(string)
	spec.OAuthRedirectURI, spec.HasOAuthRedirectURI = data.get("oauth_redirect_uri").(string)
	scopes, _ := texts(data.get("oauth_client_allowed_scopes"))
	for _, s := range scopes {
		spec.OAuthClientAllowedScopes = append(spec.OAuthClientAllowedScopes, Name{Value: s})
	}
	c.partial = true // the row is committed before the rest is looked at
	var failed *Event
	h := c.now.change(func(db *database) {
		s := &starter{d: c.now.x.defs, c: c.now.config, db: db}
		if !s.createService(&spec) {
			failed = &s.events[len(s.events)-1]
		}
		if i, ok := db.services.find(name); ok {
			row := &db.services.rows[i]
			row.spec = failed == nil
			if db.web.runtime == nil {
				db.web.runtime = map[int32]bool{}
			}
			db.web.runtime[row.serial] = true
		}
	})
	c.become(h)
	if failed != nil {
		c.fail(400, failed.ID, failed.Args)
		return
	}
	const shortest = 8
	if spec.Token != "" && len([]rune(spec.Token)) < shortest {
		c.broken("ValueError", "token-too-short", Args{Service: name})
		return
	}
	c.model(201, c.serviceModel(name))
}

// mayServe mirrors ServiceAPIHandler._check_service_scopes; false when it has answered. The requester is not what
// the Hub takes for an owner there, so that `self` and bare filters stand for nobody and ask for nothing.
func (c *call) mayServe(data *object) bool {
	var scopes []string
	if truthy(data.get("admin")) {
		for _, r := range c.hub.x.defs.roles {
			if r.name == roleAdmin {
				scopes = append(scopes, r.scopes...)
			}
		}
	}
	if v := data.get("oauth_client_allowed_scopes"); v != nil {
		list, ok := texts(v)
		if !ok {
			c.broken("TypeError", "body-wrong-type", Args{Key: "oauth_client_allowed_scopes", Suggestion: "str"})
			return false
		}
		scopes = append(scopes, list...)
	}
	if len(scopes) == 0 {
		return true
	}
	to, owner := targets{}, c.Subject
	if owner.Kind == Bearer {
		owner = owner.Token.Owner
	}
	if c.who.kind == Service {
		to.service = c.who.name
	}
	err := c.hub.x.checkScopes(scopes, to, func() (*packed, *HubError) {
		p, err := c.hub.permissions(owner)
		if err != nil {
			return nil, err
		}
		return p.pack()
	})
	switch {
	case err == nil:
		return true
	case err.Type == "ValueError":
		c.fail(400, err.ID, err.Args)
		c.a.Outcome = Refused
	default:
		c.broken(err.Type, err.ID, err.Args)
	}
	return false
}

// deleteService mirrors ServiceAPIHandler.delete. Services of the config stay.
func (c *call) deleteService() {
	name := c.arg(0)
	if !c.served(name) {
		c.fail(404, "service-not-found", Args{Service: name})
		return
	}
	i, _ := c.now.db.services.find(name)
	serial := c.now.db.services.rows[i].serial
	if !c.now.db.web.runtime[serial] {
		c.fail(405, "service-of-config", Args{Service: name})
		return
	}
	c.become(c.now.change(func(db *database) {
		db.dropService(i)
		delete(db.web.runtime, serial)
	}))
	c.ok(200, nil)
}
