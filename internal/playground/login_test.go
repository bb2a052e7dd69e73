package playground_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"rolecall.example/internal/checks"
	"rolecall.example/internal/diag"
	"rolecall.example/internal/playground"
	"rolecall.example/login"
)

// signIn is a document about logins.
func signIn(version, config, people, lines string) string {
	return "---\nformat: 1\ntitle: T\njupyterhub: \"" + version + "\"\n---\n```python jupyterhub_config.py\n" + config + "\n```\n" +
		"```state\npeople:\n" + people + "\n```\n```checks\n" + lines + "\n```\n"
}

// TestWhoGetsIn holds testdata/logins.txt, in which each case is a config, people, and checks with the result of each.
func TestWhoGetsIn(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("testdata/logins.txt")
	if err != nil {
		t.Fatal(err)
	}
	cases := strings.Split(string(text), "\n=== ")[1:]
	if len(cases) < 30 {
		t.Errorf("only %d cases", len(cases))
	}
	for _, c := range cases {
		head, rest, _ := strings.Cut(c, "\n")
		name, versions, _ := strings.Cut(head, ": ")
		jupyterhub, oauthenticator, _ := strings.Cut(versions, "/")
		config, rest, _ := strings.Cut(rest, "\npeople:\n")
		people, claims, ok := strings.Cut(rest, "\nchecks:\n")
		if !ok || jupyterhub == "" {
			t.Fatalf("%q is no case", head)
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var lines, want []string
			for l := range strings.Lines(strings.TrimSpace(claims) + "\n") {
				line, result, _ := strings.Cut(strings.TrimSpace(l), "    # ")
				lines, want = append(lines, line), append(want, result)
			}
			doc := signIn(jupyterhub, config, people, strings.Join(lines, "\n"))
			if oauthenticator != "" {
				doc = strings.Replace(doc, "title: T\n", "title: T\noauthenticator: \""+oauthenticator+"\"\n", 1)
			}
			r := playground.Run(playground.Request{Document: doc, Login: true})
			if !r.Readable || r.Login == nil || !r.Login.Known {
				t.Fatalf("it is not read: %v", r.Diagnostics)
			}
			var got []string
			for _, d := range r.Diagnostics {
				if d.Severity == diag.Warning || d.Severity == diag.Advice || d.Severity == diag.Error && !strings.HasPrefix(d.Span.File, "checks") {
					got = append(got, d.ID)
				}
			}
			slices.Sort(got)
			said := ""
			if len(want) > 0 && strings.HasPrefix(lines[len(lines)-1], "# says") {
				said, want = strings.TrimSpace(strings.TrimPrefix(lines[len(lines)-1], "# says")), want[:len(want)-1]
			}
			if s := strings.Join(slices.Compact(got), " "); s != said {
				t.Errorf("it says %q, want %q\n%v", s, said, r.Diagnostics)
			}
			if len(r.Checks) != len(want) {
				t.Fatalf("%d checks of %d: %v", len(r.Checks), len(want), r.Diagnostics)
			}
			for i, c := range r.Checks {
				if got := resultOf(&c); got != want[i] {
					t.Errorf("%s\n got %s (%s)\nwant %s", c.Line.Text, got, c.Message, want[i])
				}
			}
		})
	}
}

// resultOf is a line's result: nothing where it holds, else its id or, where a claim fails, why.
func resultOf(c *playground.CheckResult) string {
	switch {
	case c.Verdict == checks.Holds:
		return ""
	case c.ID == "check-fails":
		return c.Message
	}
	return c.ID
}

// TestAfterALoginTheHubIsAnother asks other views about who has logged in.
func TestAfterALoginTheHubIsAnother(t *testing.T) {
	t.Parallel()
	const config = `c.JupyterHub.authenticator_class = "generic-oauth"
c.GenericOAuthenticator.allow_all = True
c.GenericOAuthenticator.manage_groups = True
c.GenericOAuthenticator.admin_groups = {"staff"}
c.JupyterHub.load_roles = [{"name": "lister", "scopes": ["list:users"], "groups": ["teachers"]}]`
	const people = "  Art: {groups: [teachers, staff]}\n  bo: {groups: [teachers], known: true, admin: true}\n  cy: {}"
	r := playground.Run(playground.Request{Document: signIn("5.5.1", config, people,
		"bo can list:users because lister\nbo cannot admin:users\nafter Art log in\nart can list:users because lister\nart can admin:users\nany member of staff cannot list:users\ncy cannot users"),
		Ask: playground.Ask{Who: "art", Verb: "users.list"}})
	var got []string
	for i := range r.Checks {
		got = append(got, resultOf(&r.Checks[i]))
	}
	if want := "||||||unknown-user"; strings.Join(got, "|") != want {
		t.Errorf("%q", got)
	}
	if r.Why == nil || !r.Why.Result.Yes() {
		t.Error("Why does not know who has logged in")
	}
	if r.Login != nil {
		t.Error("the Log in view is answered and nobody asked for it")
	}
}

// TestWhoIsBlockedKeepsLittle looks at what remains of somebody who was allowed before.
func TestWhoIsBlockedKeepsLittle(t *testing.T) {
	t.Parallel()
	const config = `c.Authenticator.allow_all = True
c.Authenticator.blocked_users = {"eve"}
c.JupyterHub.load_groups = {"team": {"users": ["eve"]}}`
	row := func(version string) *playground.LoginRow {
		r := playground.Run(playground.Request{Document: signIn(version, config, "  eve: {known: true, admin: true}", "eve cannot log in because blocked"), Login: true})
		if r.Tally.Hold != 1 {
			t.Fatalf("%s: %v", version, r.Diagnostics)
		}
		return r.Login.People[0].Row
	}
	if now := row("5.5.1"); now == nil || !now.Stripped || now.Admin || len(now.Groups)+len(now.Roles) > 0 {
		t.Errorf("on 5.5.1 %+v is left", now)
	}
	if then := row("4.1.6"); then == nil || then.Stripped || !then.Admin || len(then.Groups) != 1 {
		t.Errorf("on 4.1.6 %+v is left", then)
	}
}

// TestAFormAsksForWhatTheConfigNeeds lists the fields of configs.
func TestAFormAsksForWhatTheConfigNeeds(t *testing.T) {
	t.Parallel()
	for config, want := range map[string]string{
		`c.Authenticator.allow_all = True`:       "password system_user known",
		`c.Authenticator.allowed_users = {"al"}`: "password system_user known",
		"c.JupyterHub.authenticator_class = \"dummy\"\nc.DummyAuthenticator.allowed_users = {\"al\"}":                                                                                           "known",
		"c.JupyterHub.authenticator_class = \"github\"\nc.GitHubOAuthenticator.allowed_organizations = {\"o\", \"o:t\"}":                                                                        "orgs[o] teams[o:t] known",
		"c.JupyterHub.authenticator_class = \"github\"\nc.GitHubOAuthenticator.allow_all = True":                                                                                                "known",
		"c.JupyterHub.authenticator_class = \"google\"\nc.GoogleOAuthenticator.hosted_domain = [\"x.org\"]\nc.GoogleOAuthenticator.allowed_google_groups = {\"x.org\": {\"g\"}}":                "email domain[x.org] verified groups[g] known",
		"c.JupyterHub.authenticator_class = \"gitlab\"\nc.GitLabOAuthenticator.allowed_project_ids = {7}":                                                                                       "projects[7] known",
		"c.JupyterHub.authenticator_class = \"cilogon\"\nc.CILogonOAuthenticator.idps = {\"https://i\": {\"username_derivation\": {\"username_claim\": \"eppn\"}}}":                             "idp[https://i] claims.eppn known",
		"c.JupyterHub.authenticator_class = \"generic-oauth\"\nc.GenericOAuthenticator.manage_groups = True\nc.GenericOAuthenticator.auth_state_groups_key = \"oauth_user.realm.roles\"":        "claims.realm.roles known",
		"c.JupyterHub.authenticator_class = \"generic-oauth\"\nc.GenericOAuthenticator.username_claim = lambda i: i[\"x\"]\nc.GenericOAuthenticator.allow_existing_users = True":                "replies.username known",
		"class Mine(Authenticator):\n    pass\nc.JupyterHub.authenticator_class = Mine":                                                                                                         "replies.username replies.allowed known",
		"c.JupyterHub.authenticator_class = \"globus\"\nc.GlobusOAuthenticator.allowed_globus_groups = {\"u1\"}\nasync def hook(a, h, m):\n    return m\nc.Authenticator.post_auth_hook = hook": "groups[u1] replies.hook replies.admin known",
	} {
		r := playground.Run(playground.Request{Document: "```python jupyterhub_config.py\nfrom jupyterhub.auth import Authenticator\n" + config + "\n```\n```state\npeople: {ann: {}}\n```\n", Login: true})
		if r.Login == nil {
			t.Errorf("%s: %v", config, r.Diagnostics)
			continue
		}
		var got []string
		for i := range r.Login.Fields {
			f := &r.Login.Fields[i]
			s := f.ID()
			if len(f.Options) > 0 && f.Kind != playground.FieldChoice {
				s += "[" + strings.Join(f.Options, " ") + "]"
			}
			got = append(got, s)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s\n got %s\nwant %s", config, strings.Join(got, " "), want)
		}
	}
}

// TestPeopleOfTheConfigAreAskedAbout lists who stands in the view when the state describes nobody.
func TestPeopleOfTheConfigAreAskedAbout(t *testing.T) {
	t.Parallel()
	r := playground.Run(playground.Request{Login: true, Document: "```python jupyterhub_config.py\nc.JupyterHub.authenticator_class = \"google\"\n" +
		"c.GoogleOAuthenticator.hosted_domain = [\"uni.edu\"]\nc.GoogleOAuthenticator.allowed_users = {\"Ann\"}\nc.GoogleOAuthenticator.blocked_users = {\"eve\"}\n```\n"})
	var got []string
	for _, p := range r.Login.People {
		got = append(got, p.Name+" "+string(p.Result.Rule)+" "+p.Result.Username)
	}
	want := []string{"ann allowed-users ann", "eve blocked-users eve", "somebody nothing-allows somebody"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestAnOAuthenticatorThatIsNotKnown decides nothing.
func TestAnOAuthenticatorThatIsNotKnown(t *testing.T) {
	t.Parallel()
	doc := strings.Replace(signIn("5.5.1", "c.Authenticator.allow_all = True", "  ann: {}", "ann can log in"), "title: T\n", "title: T\noauthenticator: \"16.0.1\"\n", 1)
	r := playground.Run(playground.Request{Document: doc, Login: true})
	if !r.Starts || r.Login.Known || r.Checks[0].ID != "login-not-known" || r.Diagnostics[1].ID != "unknown-oauthenticator" {
		t.Errorf("%v, %v", r.Checks, r.Diagnostics)
	}
	for version, want := range map[string]login.Pair{"4.1.6": {JupyterHub: "4.1.6", OAuthenticator: "15.1.0"}, "5.5.1": {JupyterHub: "5.5.1", OAuthenticator: "17.4.0"}} {
		r := playground.Run(playground.Request{Document: "Words.\n", Version: version, Login: true})
		if r.Login.Pair != want || !r.Login.Compared {
			t.Errorf("%s is paired with %v", version, r.Login.Pair)
		}
	}
}

func TestWhoseAccountANameIsForIsAsked(t *testing.T) {
	t.Parallel()
	const config = `c.JupyterHub.authenticator_class = 'pam'
c.PAMAuthenticator.pam_normalize_username = True
c.Authenticator.allowed_users = {'UNI\\bo', 'cy', 'UNI\\dee'}
c.JupyterHub.load_roles = [{'name': 'reader', 'scopes': ['list:users'], 'users': ['UNI\\bo']}]`
	for people, want := range map[string]int{"  cy: {}": 2, "  UNI\\bo: {system_name: bo}": 1, "  UNI\\bo: {system_name: bo}\n  UNI\\dee: {}": 0} {
		r := playground.Run(playground.Request{Document: signIn("5.5.1", config, people, "cy can log in")})
		if got := count(&r, "account-not-known"); got != want {
			t.Errorf("%s: asked %d times, want %d: %v", people, got, want, r.Diagnostics)
		}
	}
}
