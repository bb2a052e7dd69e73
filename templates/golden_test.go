package templates_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/playground"
	"rolecall.example/internal/settings"
	. "rolecall.example/templates"
	"rolecall.example/templates/internal/sample"
)

var update = flag.Bool("update", false, "write the golden files anew")

// The golden files hold every view as it stood when somebody last looked at it: run with -update, then look at the
// difference and at the page (go run ./templates/preview DIR).
func TestViewsAreAsLastSeen(t *testing.T) {
	t.Parallel()
	static := Options{Static: true}
	for name, c := range map[string]templ.Component{
		"access":                Access(sample.Allowed(), unfolded),
		"access-folded":         Access(sample.Teacher(), Options{}),
		"access-static":         Access(sample.Teacher(), static),
		"access-filtered":       Access(sample.Crowd(2, 10000), Options{Filter: "user"}),
		"access-unclear":        Access(sample.Unclear(), unfolded),
		"access-stops":          Access(sample.Stops(), Options{}),
		"why-yes":               Why(sample.Allowed(), Options{}),
		"why-no":                Why(sample.Denied(), Options{}),
		"why-unclear":           Why(sample.Unclear(), Options{}),
		"why-fixes":             Why(openWhy("johan", "servers.open", "server=student3/", ""), Options{}),
		"why-request":           Why(openWhy("johan", "", "", "GET /users"), typedRequest("GET /users")),
		"why-request-slip":      Why(openWhy("johan", "", "", "GET users"), typedRequest("GET users")),
		"why-who-can":           Why(openWhy(playground.Anybody, "servers.stop", "server=student3/", ""), Options{}),
		"why-person":            Why(openWhy("johan", playground.Everything, "", ""), Options{}),
		"why-unasked":           Why(sample.Teacher(), Options{}),
		"map":                   Map(mapped("teacher", ""), Options{Fields: map[string]string{"map.zoom": "150"}}),
		"map-static":            Map(mapped("idle-culler", "users.see"), static),
		"map-stops":             Map(sample.Stops(), Options{}),
		"login":                 Login(signingIn(), Options{}),
		"login-static":          Login(signingIn(), static),
		"login-unclear":         Login(signingInByCode(), Options{}),
		"startup":               Startup(sample.Teacher(), Options{}),
		"startup-stops":         Startup(sample.Stops(), Options{}),
		"startup-static":        Startup(sample.Stops(), static),
		"startup-export":        Startup(exporting(), Options{}),
		"startup-export-static": Startup(exporting(), static),
		"advice":                Advice(advising(advisedHub), Options{}),
		"advice-static":         Advice(advising(advisedHub), static),
		"advice-none":           Advice(advising(""), Options{}),
		"checks-enough":         Checks(wishing("any user can list:users", "service idle-culler: DELETE any user"), wishes("service idle-culler: DELETE any user")),
		"checks":                Checks(sample.Failing(), Options{}),
		"checks-none":           Checks(sample.Unclear(), Options{}),
		"checks-not-run":        Checks(sample.Stops(), Options{}),
		"status":                Status(sample.Teacher(), Options{Elapsed: "3 ms"}),
		"status-stops":          Status(sample.Stops(), Options{}),
		"notice-unreadable":     Notice(sample.Unreadable(), Options{}),
		"notice-stopped":        Notice(sample.Stopped(), Options{}),
		"notice-unclear":        Notice(sample.Unclear(), Options{}),
		"page-scenario":         everyPage(sample.Teacher())["scenario"],
		"page-shared":           everyPage(sample.Teacher())["shared"],
		"page-compare":          everyPage(sample.Failing())["compare"],
		"badge":                 Badge(sample.Failing(), "A <title>"),
		"embed-frame":           EmbedFrame(sharedURL, `"><b>`, 720, 480),
		"page-embed":            everyPage(sample.Teacher())["embed-access"],
		"page-embed-checks":     everyPage(sample.Failing())["embed-checks"],
		"page-embed-error":      everyPage(sample.Teacher())["embed-error"],
		"page-gallery":          everyPage(sample.Teacher())["gallery"],
		"page-gallery-found":    everyPage(sample.Teacher())["gallery-found"],
		"page-gallery-nothing":  everyPage(sample.Teacher())["gallery-nothing"],
		"page-error":            everyPage(sample.Teacher())["error"],
		"page-scopes":           scopesPage("5.5.1", ""),
		"page-scopes-found":     scopesPage("6.0.0b2", "DELETE /users/{user}/server"),
		"page-advice":           AdvicePage(advicePage()),
		"page-advice-list":      AdviceListPage(AdviceListData{Assets: Assets{}, Canonical: "/advice", Topics: AdviceTopics(strings.ToUpper)}),
		"page-scope":            scopePage("5.5.1", "servers"),
		"page-scope-old":        scopePage("2.3.1", "admin:users"),
		"page-scope-self":       scopePage("5.5.1", "self"),
		"page-no-scope":         noScopePage("2.3.1", "shares"),
		"page-playground":       everyPage(sample.Allowed())["playground-why"],
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := strings.ReplaceAll(render(t, c), "><", ">\n<") + "\n"
			file := filepath.Join("testdata", name+".html")
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s differs at %s", file, firstDifference(got, string(want)))
			}
		})
	}
}

// advisedHub has advice with and without an edit, a warning of the Hub, and routes of each sort.
const advisedHub = `c.Authenticator.admin_users = {"Root"}
c.JupyterHub.load_groups = {"staff": {"users": ["sue", "sid"]}, "class-a": {"users": ["sam"]}}
c.JupyterHub.services = [{"name": "bot", "admin": True, "api_token": "a-token-for-examples"}]
c.JupyterHub.load_roles = [
    {"name": "staff", "scopes": ["tokens!group=class-a"], "groups": ["staff"]},
    {"name": "clerk", "scopes": ["groups", "read:users", "read:users:name"], "users": ["ann", "ben"]},
    {"name": "unused", "scopes": ["list:users"]},
    {"name": "helper", "scopes": ["admin:users!group=class-a", "access:servers!user=vox"], "users": ["ida<b>"]},
]
`

// advising is the answer to the view Advice.
func advising(config string) *playground.Response {
	r := playground.Run(playground.Request{Document: "---\nformat: 1\njupyterhub: \"5.5.1\"\n---\n```python jupyterhub_config.py\n" + config + "```\n", Ways: true})
	return &r
}

// advicePage is a page of advice, with what HTML must not take for its own.
func advicePage() AdviceData {
	one := func(config string) AdviceCase {
		return AdviceCase{ID: "unknown-role-key", Response: advising(config), Pieces: []Piece{{HTML: "<span id=\"L1\">x</span>", Part: "jupyterhub_config.py", File: "jupyterhub_config.py"}}}
	}
	return AdviceData{
		ID: "unknown-role-key", Title: "A <key>", Canonical: "/advice/unknown-role-key", Prose: "<p>Text.</p>",
		Wrong: one("c.JupyterHub.load_roles = [{\"name\": \"lister\", \"group\": [\"staff\"]}]\n"), Right: one("x = 1\n"),
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range g {
		if i >= len(w) || g[i] != w[i] {
			old := ""
			if i < len(w) {
				old = w[i]
			}
			return "\n got  " + g[i] + "\n want " + old
		}
	}
	return "its end"
}

func TestDrawingTwiceGivesTheSame(t *testing.T) {
	t.Parallel()
	for name, r := range responses() {
		for view, draw := range views {
			if render(t, draw(r, unfolded)) != render(t, draw(r, unfolded)) {
				t.Errorf("%s of %s is not deterministic", view, name)
			}
		}
	}
}

// signingIn are people of whom some may log in, with a name that HTML must not take for its own.
func signingIn() *playground.Response {
	r := playground.Run(playground.Request{Login: true, Document: "```python jupyterhub_config.py\n" +
		"c.JupyterHub.authenticator_class = \"github\"\nc.GitHubOAuthenticator.allowed_users = {\"Ann\"}\n" +
		"c.GitHubOAuthenticator.allowed_organizations = {\"lab\", \"<b>:staff\"}\nc.GitHubOAuthenticator.blocked_users = {\"eve\", \"Mallory\"}\n" +
		"c.GitHubOAuthenticator.admin_users = {\"root\"}\n```\n```state\npeople:\n  Ann: {orgs: [lab]}\n  \"</li><b>\": {}\n  eve: {known: true, admin: true}\n```\n"})
	return &r
}

// signingInByCode are people of whom a function of the config, or the groups that it asks for, decide.
func signingInByCode() *playground.Response {
	r := playground.Run(playground.Request{Login: true, Document: "```python jupyterhub_config.py\n" +
		"c.JupyterHub.authenticator_class = \"generic-oauth\"\nc.GenericOAuthenticator.username_claim = lambda info: info[\"x\"]\n" +
		"c.GenericOAuthenticator.manage_groups = True\nc.GenericOAuthenticator.admin_groups = {\"staff\"}\n" +
		"c.GenericOAuthenticator.auth_state_groups_key = \"oauth_user.realm.roles\"\nc.GenericOAuthenticator.allow_all = True\n```\n" +
		"```state\npeople:\n  cy: {}\n  dee: {replies: {username: Dee}, claims: {realm: {roles: [staff, a]}}}\n```\n"})
	return &r
}

// exporting is a Hub whose settings hold what HTML must not take for its own, and a place that is not known.
func exporting() *playground.Response {
	r := *sample.Teacher()
	users := settings.Value{Kind: settings.Set, Items: []settings.Value{
		{Kind: settings.Str, Text: "</pre><b>"}, {Kind: settings.Unknown, Text: "nothing here defines the name X", Span: diag.Span{File: "jupyterhub_config.py", Start: 20}},
	}}
	r.Settings = &settings.Tree{Assignments: []settings.Assignment{{Class: "Authenticator", Trait: "admin_users", Value: users}}}
	return &r
}
