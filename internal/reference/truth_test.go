package reference

import (
	"slices"
	"strings"
	"testing"

	"rolecall.example/rbac"
)

// holder is a Hub on which the user holder holds these scopes and no others.
func holder(t testing.TB, version string, scopes ...string) *rbac.Hub {
	t.Helper()
	names := func(list ...string) (out []rbac.Name) {
		for _, s := range list {
			out = append(out, rbac.Name{Value: s})
		}
		return out
	}
	d, _ := rbac.Define(version)
	role := func(name, user string, scopes ...string) rbac.RoleSpec {
		return rbac.RoleSpec{Name: rbac.Name{Value: name}, HasName: true, HasScopes: true, Scopes: names(scopes...), HasUsers: true, Users: names(user)}
	}
	hub, events := rbac.Start(d, nil, &rbac.Config{
		Web:        rbac.WebSettings{NamedServers: rbac.On},
		LoadGroups: []rbac.GroupSpec{{Name: rbac.Name{Value: "class"}, Users: names("ann", "holder")}},
		Services: []rbac.ServiceSpec{{
			Name: rbac.Name{Value: "panel"}, HasURL: true, URL: "http://127.0.0.1:1", APIToken: true, OAuthClientID: rbac.Name{Value: "service-panel"},
			HasOAuthRedirectURI: true, OAuthRedirectURI: "/services/panel/oauth_callback",
		}},
		LoadRoles: []rbac.RoleSpec{
			role("only", "holder", scopes...), role("own", "ann", "self"),
			{Name: rbac.Name{Value: "user"}, HasName: true, HasScopes: true},
		},
	})
	if !hub.Running() {
		t.Fatal(version, scopes, events)
	}
	hub = hub.WithServers(map[string][]string{"ann": {"", "lab"}, "holder": {"", "lab"}})
	return hub
}

// bodies are what requests need to get as far as their scopes let them.
var bodies = map[string]string{
	"POST /users": `{"usernames": ["new"]}`, "POST /groups": `{"groups": ["new"]}`, "POST /groups/{group}/users": `{"users": ["ann"]}`,
	"DELETE /groups/{group}/users": `{"users": ["ann"]}`, "PUT /groups/{group}/properties": `{"a": 1}`, "PATCH /proxy": `{"a": 1}`,
	"POST /services/{service}": `{"url": "http://127.0.0.1:2"}`, "PATCH /users/{user}": `{"groups": []}`,
	"POST /shares/{owner}/{server}": `{"user": "ann"}`,
}

// send makes a request as the page writes it, about user, and reports whether the Hub lets it through and with which
// status. It fails where the engine knows no answer.
func send(t testing.TB, hub *rbac.Hub, r *Request, user string) (open bool, status int) {
	t.Helper()
	path := strings.NewReplacer("{user}", user, "{owner}", user, "{group}", "class", "{service}", "panel", "{id}", "a1", "…", "").Replace(r.Address)
	server := "lab"
	if strings.HasPrefix(path, "/share") || strings.Contains(path, "/shared/") {
		server = "" // where it is not created
	}
	path = strings.ReplaceAll(path, "{server}", server)
	if strings.HasPrefix(r.Path, rbac.APIPrefix) {
		path = rbac.APIPrefix + path
	}
	if strings.HasSuffix(path, "/oauth2/authorize") {
		path += "?response_type=code&client_id=" + map[string]string{"access:servers": "jupyterhub-user-" + user, "access:services": "service-panel"}[r.Needs[0][0]]
	}
	call := rbac.Call{Subject: rbac.Subject{Kind: rbac.User, Name: "holder"}, Method: r.Method, Path: path, Body: bodies[r.Call()]}
	if r.Handler == "HubOAuth" && strings.HasPrefix(path, "/user/") {
		running, err := hub.WithRunning(user, "")
		if err != nil && user == "ann" {
			t.Fatal(err)
		}
		hub = running
	}
	a := hub.Open(call)
	if a.Outcome == rbac.Unknown && a.Error.ID != "token-id-unknown" {
		t.Fatalf("%s %s: nobody knows: %v", r.Method, path, a.Error)
	}
	open = a.Outcome != rbac.Forbidden && a.Outcome != rbac.NotFound
	if a.Outcome == rbac.Filtered && !slices.ContainsFunc(a.Names, func(n string) bool { return n == user || n == "class" || n == "panel" }) {
		open = false
	}
	return open, a.Status
}

// What a scope's page says it opens is what the Hub lets somebody do who holds just that scope: of every version, every
// scope, every request; and what it says that is needed besides makes the difference.
func TestAScopeOpensWhatItsPageSays(t *testing.T) {
	t.Parallel()
	for _, v := range New().Versions {
		t.Run(v.Name, func(t *testing.T) {
			t.Parallel()
			opened := 0
			for _, s := range v.Scopes {
				hub, user := holder(t, v.Name, s.Name), "ann"
				if s.Kind == Self {
					user = "holder"
				}
				for _, r := range v.Requests {
					at := slices.IndexFunc(s.Opens, func(o Opening) bool { return o.Request == r })
					got, status := send(t, hub, r, user)
					switch {
					case at >= 0 && r.Always != 0:
						if status != r.Always {
							t.Errorf("%s: %s answers %d, the page says %d in any case", s.Name, r.Call(), status, r.Always)
						}
					case got != (at >= 0 && len(s.Opens[at].Lacks) == 0):
						t.Errorf("%s: %s: the Hub answers %d; on the page: %v", s.Name, r.Call(), status, at >= 0)
					case got:
						opened++
					case at >= 0:
						with := []string{s.Name}
						for _, any := range s.Opens[at].Lacks {
							with = append(with, any[0])
						}
						if more, status := send(t, holder(t, v.Name, with...), r, user); !more {
							t.Errorf("%v: %s is refused by %d", with, r.Call(), status)
						}
					case status != r.Missing:
						t.Errorf("%s: %s is refused by %d, the page says %d", s.Name, r.Call(), status, r.Missing)
					}
				}
			}
			if opened < 100 {
				t.Errorf("only %d requests were opened", opened)
			}
		})
	}
}

// The same with filters: each opening names the kinds of filter that still open it, for what they cover.
func TestFiltersOpenWhatThePageSays(t *testing.T) {
	t.Parallel()
	filters := map[rbac.FilterKind][2][]string{ // that cover, and that do not
		rbac.UserFilter:    {{"user=ann", "user=holder"}, {"user=zoe"}},
		rbac.GroupFilter:   {{"group=class"}, {"group=empty"}},
		rbac.ServerFilter:  {{"server=ann/", "server=ann/lab", "server=holder/", "server=holder/lab"}, {"server=zoe/"}},
		rbac.ServiceFilter: {{"service=panel"}, {"service=other"}},
	}
	for _, v := range New().Versions {
		t.Run(v.Name, func(t *testing.T) {
			t.Parallel()
			for _, s := range v.Scopes {
				if s.Kind != Plain {
					continue
				}
				for _, kind := range Kinds {
					var hubs [2]*rbac.Hub
					for i, list := range filters[kind] {
						var scopes []string
						for _, f := range list {
							scopes = append(scopes, s.Name+"!"+f)
						}
						hubs[i] = holder(t, v.Name, scopes...)
					}
					any := false
					model := slices.IndexFunc(v.Requests, func(r *Request) bool { return r.Call() == "GET /users/{user}" })
					if got, _ := send(t, hubs[0], v.Requests[model], "ann"); !got && s.Filter(kind).ReadsName {
						t.Errorf("%s!%s does not read the name, and the page says so", s.Name, kind)
					}
					for i := range s.Opens {
						o := &s.Opens[i]
						if o.Always != 0 || len(o.Lacks) > 0 {
							continue
						}
						want := slices.Contains(o.Filters, kind)
						got, status := send(t, hubs[0], o.Request, "ann")
						if slices.Contains(o.Needs[0], "read:users:name") && !want {
							want = s.Filter(kind).ReadsName // as the page says beside the filter
							any = any || want
							if got != want {
								t.Errorf("%s!%s reads the name: %v, the page says %v", s.Name, kind, got, want)
							}
							continue
						}
						if got != want {
							t.Errorf("%s!%s: %s answers %d, the page says %v", s.Name, kind, o.Call(), status, want)
						}
						any = any || got
						if away, status := send(t, hubs[1], o.Request, "ann"); want && away == o.Narrows {
							t.Errorf("%s!%s of others: %s answers %d, and it narrows: %v", s.Name, kind, o.Call(), status, o.Narrows)
						}
					}
					if f := s.Filter(kind); f.Effect == Useless && any && !f.ReadsName {
						t.Errorf("%s!%s is useless and opens something", s.Name, kind)
					}
				}
			}
		})
	}
}

// A misspelt name stops the Hub with the exception that the page names.
func TestMisspeltNamesStopTheHub(t *testing.T) {
	t.Parallel()
	n := 0
	for _, v := range New().Versions {
		d, _ := rbac.Define(v.Name)
		for _, s := range v.Scopes {
			for _, wrong := range s.Misspelt {
				n++
				hub, events := rbac.Start(d, nil, &rbac.Config{LoadRoles: []rbac.RoleSpec{{
					Name: rbac.Name{Value: "reader"}, HasName: true, HasScopes: true, Scopes: []rbac.Name{{Value: wrong}},
				}}})
				if hub.Running() || len(events) == 0 || events[len(events)-1].Type != s.Error {
					t.Errorf("%s: %s: running %v, %v", v.Name, wrong, hub.Running(), events)
				}
			}
		}
	}
	if n < 100 {
		t.Errorf("only %d names", n)
	}
}
