package settings_test

import (
	"slices"
	"testing"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/pyconfig"
	"rolecall.example/internal/settings"
	"rolecall.example/login"
)

func readLogin(t *testing.T, text string) (*login.Config, *settings.Refs, []diag.Diagnostic) {
	t.Helper()
	d, _ := login.Define("5.5.1", "17.4.0")
	r := pyconfig.Evaluate(pyconfig.Input{Files: []pyconfig.File{{Name: "config.py", Text: text}}})
	var refs settings.Refs
	c, list := settings.Login(&refs, r.Tree, d)
	return c, &refs, list
}

func TestTheClassIsFoundByNameStringOrClass(t *testing.T) {
	t.Parallel()
	for _, one := range []struct {
		text string
		want login.Class
	}{
		{"", login.Class{Name: "PAMAuthenticator", Kind: login.PAM}},
		{"c.JupyterHub.authenticator_class = 'github'", login.Class{Name: "GitHubOAuthenticator", Kind: login.GitHub}},
		{"c.JupyterHub.authenticator_class = 'local-github'", login.Class{Name: "LocalGitHubOAuthenticator", Kind: login.GitHub, Local: true}},
		{"c.JupyterHub.authenticator_class = 'oauthenticator.google.GoogleOAuthenticator'", login.Class{Name: "GoogleOAuthenticator", Kind: login.Google}},
		{"from oauthenticator.generic import GenericOAuthenticator\nc.JupyterHub.authenticator_class = GenericOAuthenticator", login.Class{Name: "GenericOAuthenticator", Kind: login.Generic}},
		{"from oauthenticator.generic import GenericOAuthenticator\nclass Mine(GenericOAuthenticator):\n    pass\nc.JupyterHub.authenticator_class = Mine", login.Class{Name: "Mine", Kind: login.Generic, Derived: true}},
		{"c.JupyterHub.authenticator_class = 'mine.Mine'", login.Class{Name: "Mine", Kind: login.Custom, Derived: true}},
	} {
		c, _, _ := readLogin(t, one.text)
		got := c.Class
		got.Ref = 0
		if got != one.want {
			t.Errorf("%q: %+v, want %+v", one.text, got, one.want)
		}
	}
}

func TestTheMostDerivedSectionWins(t *testing.T) {
	t.Parallel()
	const text = `c.JupyterHub.authenticator_class = "github"
c.GitHubOAuthenticator.allowed_users = {"a"}
c.OAuthenticator.allowed_users = {"b"}
c.Authenticator.allowed_users = {"c"}
c.GoogleOAuthenticator.blocked_users = {"d"}
c.OAuthenticator.allow_all = True
`
	c, refs, _ := readLogin(t, text)
	at := func(ref login.Ref) string {
		s := refs.Span(ref)
		return text[s.Start:s.End]
	}
	if len(c.AllowedUsers.List) != 1 || c.AllowedUsers.List[0].Value != "a" || at(c.AllowedUsers.List[0].Ref) != `"a"` {
		t.Errorf("allowed_users: %+v", c.AllowedUsers)
	}
	if c.BlockedUsers.Set || !c.AllowAll.On || at(c.AllowAll.Ref) != "True" {
		t.Errorf("blocked_users %+v, allow_all %+v", c.BlockedUsers, c.AllowAll)
	}
}

func TestWhatALoginsSettingsAreMadeOf(t *testing.T) {
	t.Parallel()
	for _, one := range []struct {
		text string
		ids  []string
		ok   func(c *login.Config) bool
	}{
		{"c.Authenticator.allow_users = {'a'}", []string{"unknown-trait"}, func(c *login.Config) bool { return !c.AllowedUsers.Set }},
		{"c.Authenticator.allow_all = 'yes'", []string{"trait-error"}, func(c *login.Config) bool { return !c.AllowAll.Set }},
		{"c.Authenticator.allowed_users = 'ann'", nil, func(c *login.Config) bool { return c.AllowedUsers.List[0].Value == "ann" }},
		{"c.Authenticator.allowed_users = {'ann', unread()}", nil, func(c *login.Config) bool { return c.AllowedUsers.Partial && len(c.AllowedUsers.List) == 1 }},
		{"c.JupyterHub.authenticator_class = 'generic-oauth'\nc.GenericOAuthenticator.username_claim = lambda info: info['x']", nil, func(c *login.Config) bool { return c.UsernameClaim.Callable }},
		{"c.JupyterHub.authenticator_class = 'generic-oauth'\nc.GenericOAuthenticator.allowed_groups = {1}", []string{"trait-error"}, func(c *login.Config) bool { return !c.AllowedGroups.Set }},
		{"c.JupyterHub.authenticator_class = 'google'\nc.GoogleOAuthenticator.allowed_google_groups = {'uni.edu': ['staff']}", nil, func(c *login.Config) bool { return c.AllowedGoogleGroups.Domains[0].Groups.List[0].Value == "staff" }},
		{"c.JupyterHub.authenticator_class = 'google'\nc.GoogleOAuthenticator.allowed_domains = ['uni.edu']", []string{"unknown-trait"}, func(c *login.Config) bool { return !c.HostedDomain.Set }},
		{"c.JupyterHub.authenticator_class = 'cilogon'\nc.CILogonOAuthenticator.allowed_idps = {'https://a': {'username_derivation': {'username_claim': 'email', 'x': 1}, 'allow_all': 1}}", nil, func(c *login.Config) bool {
			one := c.IDPs.List[0]
			return c.IDPs.Renamed && one.BadKeys[0].Value == "x" && one.WrongTypes[0].Value == "allow_all" && one.UsernameClaim.Value == "email"
		}},
		{"c.JupyterHub.authenticator_class = 'shared-password'\nc.SharedPasswordAuthenticator.password_groups = {'a secret': ['g', unread()], 'b': ['h']}", nil, func(c *login.Config) bool {
			d := c.PasswordGroups.Domains
			return len(d) == 2 && d[0].Groups.Partial && d[1].Groups.List[0].Value == "h" && d[0].Domain.Value == ""
		}},
		{"c.JupyterHub.authenticator_class = 'shared-password'\nc.SharedPasswordAuthenticator.password_groups = {'a secret': 'g'}", []string{"trait-error"}, func(c *login.Config) bool { return !c.PasswordGroups.Set }},
		{"c.PAMAuthenticator.pam_normalize_username = True\nc.Authenticator.enable_auth_state = True\nc.Authenticator.auth_refresh_age = 60", nil, func(c *login.Config) bool { return c.PAMNormalize.On && c.AuthState.On && c.RefreshAge.N == 60 }},
		{"c.Authenticator.auth_refresh_age = unread()", nil, func(c *login.Config) bool { return c.RefreshAge.Unknown }},
		{"c.JupyterHub.authenticator_class = 'cilogon'\nc.CILogonOAuthenticator.username_claim = 'email'", nil, func(c *login.Config) bool { return c.Removed[0].Value == "username_claim" }},
	} {
		c, _, list := readLogin(t, one.text)
		var ids []string
		for _, d := range list {
			ids = append(ids, d.ID)
		}
		if !slices.Equal(ids, one.ids) || !one.ok(c) {
			t.Errorf("%q: %v, %+v", one.text, ids, c)
		}
	}
}
