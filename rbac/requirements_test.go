package rbac

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// onlyHub is a Hub on which the user holder holds nothing but these scopes: the default role user gives none.
// Targets are ann with her servers, group class, service panel. holder is in the class, too.
func onlyHub(t testing.TB, version string, scopes ...string) *Hub {
	t.Helper()
	d, ok := Define(version)
	if !ok {
		t.Fatalf("no %s", version)
	}
	name := func(s string) Name { return Name{Value: s} }
	role := RoleSpec{Name: name("only"), HasName: true, HasScopes: true, HasUsers: true, Users: []Name{name("holder")}}
	for _, s := range scopes {
		role.Scopes = append(role.Scopes, name(s))
	}
	h, events := Start(d, nil, &Config{
		Web:        WebSettings{NamedServers: On},
		LoadGroups: []GroupSpec{{Name: name("class"), Users: []Name{name("ann"), name("holder")}}, {Name: name("others"), Users: []Name{name("cem")}}},
		Services:   []ServiceSpec{{Name: name("panel"), HasURL: true, URL: "http://127.0.0.1:9999", APIToken: true, OAuthClientID: name("service-panel"), OAuthRedirectURI: "/x", HasOAuthRedirectURI: true}},
		LoadRoles: []RoleSpec{role, {Name: name("user"), HasName: true, HasScopes: true},
			{Name: name("own"), HasName: true, HasScopes: true, Scopes: []Name{name("self")}, HasUsers: true, Users: []Name{name("ann")}}},
	})
	if !h.Running() {
		t.Fatal(version, scopes, events)
	}
	h = h.WithUsers("bea")
	return h.WithServers(map[string][]string{"ann": {"", "lab"}, "holder": {"", "lab"}, "cem": {""}})
}

// withFilter writes a scope with filters of one kind for every target of onlyHub.
func withFilter(base string, kind FilterKind) []string {
	switch kind {
	case UserFilter:
		return []string{base + "!user=ann", base + "!user=holder", base + "!user=new"}
	case GroupFilter:
		return []string{base + "!group=class", base + "!group=new"}
	case ServerFilter:
		return []string{base + "!server=ann/", base + "!server=ann/lab", base + "!server=holder/", base + "!server=holder/lab"}
	case ServiceFilter:
		return []string{base + "!service=panel", base + "!service=new"}
	}
	return []string{base}
}

// askFor is a request to a Requirement's address, about user.
func askFor(r *Requirement, user string) Call {
	c := Call{Subject: Subject{Kind: User, Name: "holder"}, Method: r.Method}
	switch r.Handler {
	case "HubOAuth":
		c.Path = "/user/" + user + "/"
		if strings.HasPrefix(r.Path, "/services") {
			c.Path = "/services/panel/"
		}
		return c
	case "UserUrlHandler":
		c.Path = "/hub/user/" + user + "/"
		return c
	case "OAuthAuthorizeHandler":
		c.Path = "/hub/api/oauth2/authorize?response_type=code&client_id=jupyterhub-user-" + user
		if len(r.Needs) > 0 && r.Needs[0][0] == "access:services" {
			c.Path = "/hub/api/oauth2/authorize?response_type=code&client_id=service-panel"
		}
		return c
	case "UserListAPIHandler":
		c.Body = `{"usernames": ["new"]}`
	case "GroupListAPIHandler":
		c.Body = `{"groups": ["new"]}`
	case "GroupUsersAPIHandler":
		c.Body = `{"users": ["ann"]}`
	case "UserAPIHandler":
		if r.Method == "PATCH" {
			c.Body = `{"groups": []}`
		}
	case "GroupPropertiesAPIHandler", "ProxyAPIHandler":
		c.Body = `{"a": 1}`
	case "ServiceAPIHandler":
		c.Body = `{"url": "http://127.0.0.1:9998"}`
	case "ServerShareAPIHandler":
		c.Body = `{"user": "ann"}`
	}
	if r.Method == "GET" || r.Method == "DELETE" && r.Handler != "GroupUsersAPIHandler" {
		c.Body = ""
	}
	parts := strings.Split(r.Path, "/")
	for i, p := range parts {
		if p != "+" && p != "*" {
			continue
		}
		switch parts[i-1] {
		case "groups":
			parts[i] = "class"
		case "services":
			parts[i] = "panel"
		case "servers":
			parts[i] = "lab"
		case "tokens":
			parts[i] = "a1"
		default:
			parts[i] = user
			if p == "*" {
				parts[i] = ""
			} else if i > 1 && parts[i-1] == user {
				parts[i] = "lab" // spawn/USER/SERVER
			}
		}
	}
	c.Path = strings.Join(parts, "/")
	return c
}

func refused(o Outcome) bool { return o == Forbidden || o == NotFound }

// wants tells whether a Requirement should open for one who holds base with a filter of this kind.
func wants(d *Definitions, r *Requirement, base string, kind FilterKind) (open, held bool) {
	bases := d.IncludesUnder(base, kind)
	if base == "self" {
		bases, kind = d.SelfScopes(), UserFilter
	}
	open = true
	for i, any := range slices.Concat(r.Needs, r.Besides) {
		some := false
		for _, s := range any {
			filters := r.Filters
			if s == "read:groups:name" && i >= len(r.Needs) {
				filters = []FilterKind{GroupFilter}
			}
			has := slices.Contains(bases, s)
			some = some || has && (kind == NoFilter || slices.Contains(filters, kind))
			if s == readUsersName && kind == ServerFilter && d.ServerFilterReadsName() {
				has, some = true, some || slices.Contains(filters, UserFilter)
			}
			held = held || has && i < len(r.Needs)
			if has && r.FirstDecides {
				break
			}
		}
		open = open && some
	}
	return open, held
}

// Every scope of every version, without a filter and with each kind, is asked for at every address: what Requirements
// says of it is what Call answers.
func TestRequirementsAreWhatCallAnswers(t *testing.T) {
	t.Parallel()
	for _, version := range Versions() {
		t.Run(version, func(t *testing.T) {
			t.Parallel()
			d, _ := Define(version)
			all, asked := d.Requirements(), 0
			for _, base := range d.Scopes() {
				for _, kind := range []FilterKind{NoFilter, UserFilter, GroupFilter, ServerFilter, ServiceFilter} {
					if kind != NoFilter && (base == "self" || base == "inherit") {
						continue
					}
					h := onlyHub(t, version, withFilter(base, kind)...)
					user := "ann"
					if base == "self" {
						user = "holder"
					}
					running, err := h.WithRunning(user, "")
					if err != nil {
						t.Fatal(err)
					}
					for i := range all {
						r := &all[i]
						call := askFor(r, user)
						answer := h.Call(call)
						if r.Handler == "HubOAuth" {
							answer = running.Open(call)
						}
						asked++
						open, held := wants(d, r, base, kind)
						name := base + "!" + kind.String() + " " + call.Method + " " + call.Path
						got := !refused(answer.Outcome)
						if r.Path == "/hub/api/services" {
							got = got && slices.Contains(answer.Names, "panel")
						}
						switch {
						case answer.Outcome == Unknown && answer.Error.ID != "token-id-unknown":
							t.Errorf("%s: unknown: %v", name, answer.Error)
						case open && r.Always != 0:
							if answer.Status != r.Always {
								t.Errorf("%s: %d, want %d in any case", name, answer.Status, r.Always)
							}
						case open != got:
							t.Errorf("%s: opens %v (%d %v %s), the table says %v", name, got, answer.Status, answer.Outcome, answer.Reason, open)
						case !got && refused(answer.Outcome) && len(answer.Needs) > 0 && len(r.Besides) == 0:
							status := r.Missing
							if held && r.Elsewhere != 0 {
								status = r.Elsewhere
							}
							if answer.Status != status {
								t.Errorf("%s: refused by %d, the table says %d", name, answer.Status, status)
							}
						}
					}
				}
			}
			if asked < 5_000 {
				t.Errorf("only %d requests were made", asked)
			}
		})
	}
}

// Where scopes may have any filter the answer does not hang on it; where a filter narrows, others get nothing.
func TestRequirementsNarrow(t *testing.T) {
	t.Parallel()
	for _, version := range Versions() {
		d, _ := Define(version)
		for _, r := range d.Requirements() {
			for _, kind := range r.Filters {
				var scopes []string
				for _, any := range slices.Concat(r.Needs, r.Besides) {
					for _, s := range any {
						f := map[FilterKind]string{UserFilter: "user=cem", GroupFilter: "group=others", ServerFilter: "server=cem/", ServiceFilter: "service=other"}[kind]
						scopes = append(scopes, s+"!"+f)
					}
				}
				h := onlyHub(t, version, scopes...)
				call := askFor(&r, "ann")
				a := h.Call(call)
				if r.Handler == "HubOAuth" {
					running, err := h.WithRunning("ann", "")
					if err != nil {
						t.Fatal(err)
					}
					a = running.Open(call)
				}
				open := !refused(a.Outcome) && a.Outcome != Filtered
				if r.Always == 0 && open == r.Narrows {
					t.Errorf("%s %s %s with %v for others: opens %v, %d", version, r.Method, call.Path, scopes, open, a.Status)
				}
			}
		}
	}
}

// Whoever holds nothing is refused for scopes only where a Requirement says so.
func TestNoOtherAddressTakesScopes(t *testing.T) {
	t.Parallel()
	for _, version := range Versions() {
		d, _ := Define(version)
		takes := map[string]bool{}
		for _, r := range d.Requirements() {
			takes[r.Method+" "+r.Path] = true
		}
		h := onlyHub(t, version)
		rows, bit := slices.Concat(generatedEndpoints, pageEndpoints), d.endpointBit()
		n := 0
		for i := range rows {
			if rows[i].versions&bit == 0 || takes[rows[i].method+" "+rows[i].path] {
				continue
			}
			n++
			r := Requirement{Endpoint: *rows[i].endpoint()}
			if a := h.Call(askFor(&r, "ann")); a.Reason == "scope-missing" || a.Reason == "scope-elsewhere" || len(a.Needs) > 0 {
				t.Errorf("%s: %s %s takes %v", version, r.Method, r.Path, a.Needs)
			}
		}
		if n < 20 {
			t.Errorf("%s: only %d addresses", version, n)
		}
	}
}

// The fields of each model are those that a scope shows beside what opens the model.
func TestFieldsAreWhatModelsShow(t *testing.T) {
	t.Parallel()
	models := []struct {
		model, path, opener string
	}{{"user", "/hub/api/users/ann", "read:users:name"}, {"group", "/hub/api/groups/class", "read:groups:name"}, {"service", "/hub/api/services/panel", "read:services:name"}}
	for _, version := range Versions() {
		d, _ := Define(version)
		fields := d.Fields()
		shows := func(model string, kind FilterKind, bases ...string) []string {
			seen := map[string]bool{}
			for i := range fields {
				if m := &fields[i]; m.Model == model && slices.Contains(bases, m.Scope) && (kind == NoFilter || slices.Contains(m.Target().Filters(), kind)) {
					for _, f := range m.Fields {
						seen[f] = true
					}
				}
			}
			return slices.Sorted(maps.Keys(seen))
		}
		for _, base := range d.Scopes() {
			for _, kind := range []FilterKind{NoFilter, UserFilter, GroupFilter, ServerFilter, ServiceFilter} {
				if base == "self" || base == "inherit" {
					continue
				}
				bases := d.IncludesUnder(base, kind)
				h := onlyHub(t, version, append(withFilter(base, kind), "read:users:name", "read:groups:name", "read:services:name")...)
				h, err := h.WithRunning("ann", "")
				if err != nil {
					t.Fatal(err)
				}
				for _, m := range models {
					a := h.Call(Call{Subject: Subject{Kind: User, Name: "holder"}, Method: "GET", Path: m.path})
					if a.Outcome == NotFound && d.features.firstHeldDecides {
						continue // what is asked first is held for others, and the opener is not looked at
					}
					want := slices.Concat(shows(m.model, kind, bases...), shows(m.model, NoFilter, m.opener))
					server := shows("server", kind, bases...)
					if m.model == "user" && len(server) > 0 && slices.Contains(bases, "read:servers") {
						want = append(want, "servers")
					}
					slices.Sort(want)
					if want = slices.Compact(want); !slices.Equal(a.Fields, want) {
						t.Errorf("%s %s!%s: GET %s shows %v, the table says %v", version, base, kind, m.path, a.Fields, want)
					}
					if m.model != "user" || !slices.Contains(bases, "read:servers") {
						continue
					}
					servers, _ := a.Body.(map[string]any)["servers"].(map[string]any)
					var got []string
					if one, ok := servers[""].(map[string]any); ok {
						got = slices.Sorted(maps.Keys(one))
					}
					if !slices.Equal(got, server) {
						t.Errorf("%s %s!%s: a server shows %v, the table says %v", version, base, kind, got, server)
					}
				}
			}
		}
	}
}

func TestAddressesAreFound(t *testing.T) {
	t.Parallel()
	d, _ := Define("5.5.1")
	for _, c := range []struct{ method, path, want string }{
		{"DELETE", "/users/{name}/server", "delete:servers"},
		{"DELETE", "/hub/api/users/ann/server", "delete:servers"},
		{"POST", "/users/ann/servers/", "servers"},
		{"", "/metrics", "read:metrics"},
		{"GET", "/hub/metrics", "read:metrics"},
		{"GET", "/user/ann/lab/tree", "access:servers"},
		{"GET", "/user/ann", "access:servers"},
		{"GET", "/services/panel/", "access:services"},
		{"GET", "/hub/user/ann/", "access:servers"},
		{"GET", "/hub/spawn/ann/lab", "servers"},
		{"PUT", "/users/{name}/server", ""},
		{"GET", "/user", ""},
		{"GET", "users", ""},
		{"GET", "", ""},
	} {
		got := ""
		for _, r := range d.Requirements() {
			if r.At(c.method, c.path) {
				got += strings.Join(r.Needs[0], " ")
			}
		}
		if c.path == "/services/panel/" {
			got = strings.ReplaceAll(got, "read:services read:services:name read:roles:services", "")
		}
		if got != c.want {
			t.Errorf("%s %s takes %q, want %q", c.method, c.path, got, c.want)
		}
	}
}

func TestWhatADefinitionLists(t *testing.T) {
	t.Parallel()
	d, _ := Define("5.5.1")
	if got := d.Subscopes("servers"); !slices.Equal(got, []string{"read:servers", "delete:servers"}) {
		t.Error(got)
	}
	if got := d.Subscopes("nosuch"); got != nil {
		t.Error(got)
	}
	if got := d.IncludesUnder("read:servers", ServerFilter); !slices.Equal(got, []string{"read:servers"}) {
		t.Error(got)
	}
	if got := d.IncludesUnder("read:servers", UserFilter); !slices.Equal(got, d.Includes("read:servers")) {
		t.Error(got)
	}
	roles := d.DefaultRoles()
	if len(roles) != 4 || roles[0].Name != "user" || !slices.Equal(roles[0].Scopes, []string{"self"}) {
		t.Error(roles)
	}
	roles[0].Scopes[0] = "changed"
	if d.DefaultRoles()[0].Scopes[0] != "self" {
		t.Error("a caller can change a definition")
	}
	if got := d.Suggest("read:user!user=ann"); got != "read:users!user=ann" {
		t.Error(got)
	}
}
