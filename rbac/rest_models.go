package rbac

import (
	"maps"
	"slices"
	"strings"
)

func keysOf(m map[string]any) []string { return slices.Sorted(maps.Keys(m)) }

func anys(list []string) []any {
	out := make([]any, len(list))
	for i, s := range list {
		out[i] = s
	}
	return out
}

// reveal keeps the fields of a model that the scopes open. Counterpart: APIHandler._filter_model.
func (c *call) reveal(kind string, resource Filter, full map[string]any) (map[string]any, map[string]bool) {
	if c.fields == nil {
		c.fields = map[string][]fieldsRow{}
		bit := c.hub.x.defs.endpointBit()
		for _, row := range generatedFields {
			if row.versions&bit != 0 {
				c.fields[row.model] = append(c.fields[row.model], row)
			}
		}
	}
	keys := map[string]bool{}
	for _, row := range c.fields[kind] {
		if c.covers(row.scope, resource) {
			for _, field := range strings.Fields(row.fields) {
				keys[field] = true
			}
		}
	}
	out := map[string]any{}
	for key := range keys {
		if v, ok := full[key]; ok {
			out[key] = v
		}
	}
	return out, keys
}

// userModel mirrors APIHandler.user_model: empty where nothing of the user may be seen. Servers are listed one by
// one: those that run, or all where the request asks for stopped ones, too.
func (c *call) userModel(name string) map[string]any {
	h := c.now
	s := Subject{Kind: User, Name: name}
	full := map[string]any{
		"kind": "user", "name": name, "admin": h.IsAdmin(s), "roles": anys(h.directRoles(s)), "groups": anys(h.GroupsOf(name)),
		"server": nil, "pending": nil, "created": nil, "last_activity": nil, "auth_state": nil,
	}
	if h.Active(name, "") {
		full["server"] = "/user/" + escapePath(name) + "/"
	}
	model, keys := c.reveal("user", Filter{Kind: UserFilter, Value: name}, full)
	if len(model) == 0 {
		return model
	}
	if keys["user_info"] {
		model["user_info"] = nil
	}
	servers := map[string]any{}
	stopped := c.includeStopped()
	names := h.runningOf(name)
	if stopped {
		if names = h.ServersOf(name); !slices.Contains(names, "") {
			names = append(names, "") // looking at the user makes the default server's record
		}
	}
	for _, server := range names {
		if c.covers("read:servers", serverFilter(name, server)) {
			servers[server] = c.serverModel(name, server)
		}
	}
	if keys["servers"] || len(servers) > 0 {
		model["servers"] = servers
	}
	return model
}

func serverFilter(user, server string) Filter {
	return Filter{Kind: ServerFilter, Value: user + "/" + server}
}

// includeStopped mirrors APIHandler.include_stopped_servers.
func (c *call) includeStopped() bool {
	v, ok := c.query["include_stopped_servers"]
	v = lower(v)
	return c.features().stoppedServers && ok && v != "0" && v != "false"
}

func (c *call) features() *restFeatures {
	if c.version == nil {
		c.version = restFeaturesOf(c.hub.x.defs.version)
	}
	return c.version
}

// serverModel mirrors APIHandler.server_model. Who may see the server has been asked before.
func (c *call) serverModel(user, server string) map[string]any {
	active := c.now.Active(user, server)
	url := "/user/" + escapePath(user) + "/"
	progress := "/hub/api/users/" + escapePath(user) + "/server/progress"
	if server != "" {
		url += escapePath(server) + "/"
		progress = "/hub/api/users/" + escapePath(user) + "/servers/" + escapePath(server) + "/progress"
	}
	m := map[string]any{
		"name": server, "last_activity": nil, "started": nil, "pending": nil, "ready": active,
		"url": url, "user_options": nil, "progress_url": progress,
	}
	if c.features().stoppedServers {
		m["stopped"] = !active
	}
	if c.features().fullURLs {
		m["full_name"], m["full_url"], m["full_progress_url"] = user+"/"+server, nil, nil
	}
	if c.features().displayNames {
		m["display_name"] = nil
	}
	if c.covers("admin:server_state", serverFilter(user, server)) {
		m["state"] = nil
	}
	return m
}

// groupModel mirrors APIHandler.group_model.
func (c *call) groupModel(name string) map[string]any {
	h := c.now
	full := map[string]any{
		"kind": "group", "name": name, "roles": anys(h.directRoles(Subject{Kind: Group, Name: name})),
		"users": anys(h.MembersOf(name)), "properties": h.Properties(name),
	}
	m, _ := c.reveal("group", Filter{Kind: GroupFilter, Value: name}, full)
	return m
}

// serviceModel mirrors APIHandler.service_model.
func (c *call) serviceModel(name string) map[string]any {
	s := Subject{Kind: Service, Name: name}
	full := map[string]any{
		"kind": "service", "name": name, "admin": c.now.IsAdmin(s), "roles": anys(c.now.directRoles(s)),
		"url": nil, "prefix": nil, "command": nil, "pid": nil, "info": nil, "display": nil,
	}
	m, _ := c.reveal("service", Filter{Kind: ServiceFilter, Value: name}, full)
	return m
}

// tokenModel mirrors APIHandler.token_model.
func (c *call) tokenModel(t *Token) (map[string]any, *HubError) {
	h := c.now
	p, err := h.permissions(Subject{Kind: Bearer, Token: t})
	if err != nil {
		return nil, err
	}
	client := t.Client
	if client == "" {
		client = "JupyterHub"
	}
	m := map[string]any{
		"id": nil, "kind": "api_token", "roles": []any{}, "created": nil, "last_activity": nil, "expires_at": nil, "note": nil,
		"session_id": nil, "oauth_client": client,
	}
	if c.features().tokenScopes {
		m["scopes"] = anys(p.Strings())
	} else {
		m["roles"] = anys(h.TokenRoles(t))
	}
	if t.Owner.Kind == Service {
		m["service"] = t.Owner.Name
	} else {
		m["user"] = t.Owner.Name
	}
	return m, nil
}

// directRoles are the roles that a subject holds by itself, sorted.
func (h *Hub) directRoles(s Subject) []string {
	var out []string
	h.eachHolding(s, func(hold holding) {
		if hold.group < 0 {
			out = append(out, h.db.roles.rows[hold.role].name)
		}
	})
	return sorted(out)
}

// page cuts a listing as APIHandler.get_api_pagination does; false when it has answered.
func (c *call) page() (offset, limit int, ok bool) {
	const byDefault, most = 50, 200 // c.JupyterHub.api_page_default_limit, api_page_max_limit
	limit = most
	if c.Pagination {
		limit = byDefault
	}
	if v, given := c.query["offset"]; given {
		if offset, ok = pythonInt(v); !ok {
			c.fail(400, "page-not-integer", Args{Key: v})
			return 0, 0, false
		}
	}
	if v, given := c.query["limit"]; given {
		if limit, ok = pythonInt(v); !ok {
			c.fail(400, "page-not-integer", Args{Key: v})
			return 0, 0, false
		}
	}
	return offset, max(1, min(limit, most)), true
}

// pythonInt is abs(int(text)), with everything beyond a billion being a billion.
func pythonInt(text string) (int, bool) {
	text = strings.TrimFunc(text, pythonSpace)
	if text != "" && (text[0] == '+' || text[0] == '-') {
		text = text[1:]
	}
	n, digit := 0, false
	for i := range len(text) {
		switch c := text[i]; {
		case isDigit(c):
			n, digit = min(n*10+int(c-'0'), 1_000_000_000), true
		case c == '_' && digit:
			digit = false
		default:
			return 0, false
		}
	}
	return n, digit
}

// cut gives the rows of a page.
func cut[T any](list []T, offset, limit int) []T {
	offset = min(offset, len(list))
	return list[offset:min(offset+limit, len(list))]
}

// paginated mirrors APIHandler.paginated_model.
func paginated(items any, offset, limit, total int) map[string]any {
	about := map[string]any{"offset": offset, "limit": limit, "total": total, "next": nil}
	if offset+limit < total {
		about["next"] = map[string]any{"offset": offset + limit, "limit": limit}
	}
	return map[string]any{"items": items, "_pagination": about}
}

// listing answers with models, in pages where the request asks for them.
func (c *call) listing(models []any, offset, limit, total int, filtered bool) {
	var body any = models
	if c.Pagination {
		body = paginated(models, offset, limit, total)
	}
	c.ok(200, body)
	if filtered {
		c.a.Outcome = Filtered
	}
	c.a.Names = []string{}
	for _, m := range models {
		if name, ok := m.(map[string]any)["name"].(string); ok {
			c.a.Names = append(c.a.Names, name)
		}
	}
	slices.Sort(c.a.Names)
}
