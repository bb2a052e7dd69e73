package playground

import (
	"strings"
	"testing"

	"rolecall.example/internal/checks"
	"rolecall.example/rbac"
)

const panel = teacher + `
c.JupyterHub.services = [{"name": "panel", "url": "http://127.0.0.1:9"}]
c.JupyterHub.admin_users = {"root"}
`

func TestWhyAsksTheRequestThatDoesIt(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		who, verb, whom string
		request         string
		status          int
	}{
		{"johan", "servers.stop", "server=student3/", "DELETE /users/student3/server", 204},
		{"johan", "servers.stop", "server=student1/", "DELETE /users/student1/server", 404},
		{"johan", "servers.stop", "group=class-b", "", 0},
		{"johan", "servers.stop", "", "", 0},
		{"johan", "servers.open", "server=student3/", "GET /user/student3/", 404},
		{"root", "servers.open", "server=student3/lab", "GET /user/student3/lab/", 424},
		{"service panel", "servers.start", "server=student3/lab", "POST /users/student3/servers/lab", 403},
		{"service panel", "hub.admin", "", "GET /hub/admin", 302},
		{"johan", "users.list", "", "GET /users", 403},
		{"johan", "users.list", "user=student3", "", 0},
		{"root", "users.create", "", `POST /users {"usernames": ["new-one"]}`, 201},
		{"root", "users.create", "user=student3", "", 0},
		{"root", "groups.members", "group=class-b", `POST /groups/class-b/users {"users": ["johan"]}`, 200},
		{"any user", "tokens.see", "user", "", 0},
		{"any admin", "shares.see", "server=student3/", "GET /shares/student3/", 200},
		{"root", "servers.see", "server=student3/", "", 0}, // 6 has an endpoint for a single server, 5.5.1 has not
		{"johan", "services.open", "service=panel", "GET /services/panel/", 403},
	} {
		w := Run(Request{Document: document(panel, ""), Ask: Ask{Who: c.who, Verb: c.verb, Whom: c.whom}}).Why
		got, status := "", 0
		if w.HTTP != nil {
			got, status = strings.TrimSpace(w.HTTP.Method+" "+w.HTTP.Path+" "+w.HTTP.Body), w.HTTP.Answer.Status
		}
		if got != c.request || status != c.status {
			t.Errorf("%s %s %s: %q %d, want %q %d", c.who, c.verb, c.whom, got, status, c.request, c.status)
		}
	}
}

// TestRequestsOfVerbsAreAsked asks every request on every version, by an admin and by a service without roles: it is one that
// the Hub has, and its line of the check language parses and holds.
func TestRequestsOfVerbsAreAsked(t *testing.T) {
	t.Parallel()
	asked := map[string]bool{}
	targets := map[string]string{"user": "user=student3", "server": "server=student3/", "group": "group=class-b", "service": "service=panel"}
	for _, version := range rbac.Versions() {
		d, _ := rbac.Define(version)
		for _, f := range families(d) {
			for _, v := range f.Verbs {
				for _, whom := range []string{"", targets[v.Kind]} {
					for _, who := range []string{"root", "service panel"} {
						r := Run(Request{Version: version, Document: document(panel, ""), Ask: Ask{Who: who, Verb: v.ID, Whom: whom}})
						if r.Why == nil || r.Why.HTTP == nil || r.Why.Ask.Whom != whom {
							continue
						}
						asked[v.ID] = true
						line := r.Why.HTTP.Check
						after := Run(Request{Version: version, Document: document(panel, line)})
						if len(after.Checks) != 1 || after.Checks[0].Verdict != checks.Holds {
							t.Errorf("%s: %s: %+v %v", version, line, after.Checks, after.Diagnostics)
						}
					}
				}
			}
		}
	}
	for verb := range endpoints {
		if !asked[verb] {
			t.Errorf("%s is never asked", verb)
		}
	}
}

func TestNamesInAddressesAreEscaped(t *testing.T) {
	t.Parallel()
	config := `c.JupyterHub.load_groups = {"class b/é%": {"users": ["a b#?"]}}
c.JupyterHub.admin_users = {"root"}`
	for _, c := range []struct{ verb, whom, path string }{
		{"servers.stop", "server=a b#?/x/y", "/users/a%20b%23%3F/servers/x%2Fy"},
		{"groups.see", "group=class b/é%", "/groups/class%20b%2F%C3%A9%25"},
	} {
		w := Run(Request{Document: document(config, ""), Ask: Ask{Who: "root", Verb: c.verb, Whom: c.whom}}).Why
		if w.HTTP == nil || w.HTTP.Path != c.path || w.HTTP.Answer.Outcome != rbac.Allowed && c.verb == "groups.see" {
			t.Errorf("%s: %+v, want %s", c.whom, w.HTTP, c.path)
		}
	}
}
