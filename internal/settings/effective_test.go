package settings_test

import (
	"strings"
	"testing"

	"rolecall.example/internal/pyconfig"
	"rolecall.example/internal/settings"
)

func TestEffectiveSettingsAreThoseThatTheHubTakes(t *testing.T) {
	t.Parallel()
	for _, one := range []struct{ name, config, want string }{
		{"nothing", "c.Spawner.cmd = 'x'", ""},
		{"calls on what was never assigned", "c.JupyterHub.load_roles.append(1)\nc.JupyterHub.load_roles.prepend([0])", "load_roles 0 1"},
		{"the old name of allowed_users", "c.Authenticator.whitelist = {'a'}", "allowed_users a"},
		{"both names", "c.Authenticator.whitelist = {'a'}\nc.Authenticator.allowed_users = {'b'}", "allowed_users a"},
		{"the Hub's old admins", "c.JupyterHub.admin_users = {'a'}\nc.Authenticator.admin_users = set()", "admin_users a"},
		{"admins of both", "c.JupyterHub.admin_users = {'a'}\nc.Authenticator.admin_users = {'b'}", "admin_users b"},
		{"another authenticator's", "c.GitHubOAuthenticator.admin_users = {'a'}", ""},
		{"the authenticator's own", "c.JupyterHub.authenticator_class = 'github'\nc.GitHubOAuthenticator.admin_users = {'a'}\nc.Authenticator.admin_users = {'b'}", "admin_users a"},
		{"perhaps the authenticator's", "c.JupyterHub.authenticator_class = x\nc.GitHubOAuthenticator.admin_users = {'a'}", "admin_users (GitHubOAuthenticator?) a"},
	} {
		r := pyconfig.Evaluate(pyconfig.Input{Files: []pyconfig.File{{Name: "config.py", Text: one.config}}})
		var got []string
		for _, s := range settings.Effective(r.Tree) {
			got = append(got, s.Trait)
			if s.Guess != "" {
				got = append(got, "("+s.Guess+"?)")
			}
			for _, item := range s.Value.Items {
				got = append(got, item.Text)
			}
		}
		if strings.Join(got, " ") != one.want {
			t.Errorf("%s: %v, want %s", one.name, got, one.want)
		}
	}
}
