package settings_test

import (
	"testing"

	"rolecall.example/rbac"
)

func TestWhatARestartMakesOfRolesThatLoginsBrought(t *testing.T) {
	t.Parallel()
	const (
		manages = "c.Authenticator.manage_roles = True\n"
		resets  = "c.Authenticator.reset_managed_roles_on_startup = True\n"
		odd     = "import ours\n"
		own     = "from jupyterhub.auth import Authenticator\nclass Own(Authenticator):\n    pass\nc.JupyterHub.authenticator_class = Own\n"
	)
	type answer struct{ resets, resetUnread, rolesUnread bool }
	for text, want := range map[string]answer{
		"":                     {},
		manages:                {},
		resets:                 {resets: true},
		manages + resets:       {resets: true},
		own:                    {},
		own + resets:           {resets: true},
		own + manages:          {rolesUnread: true},
		own + manages + resets: {rolesUnread: true, resetUnread: true},
		odd + "c.Authenticator.reset_managed_roles_on_startup = ours.on\n":                                  {resetUnread: true},
		odd + own + resets + "c.Authenticator.manage_roles = ours.on\n":                                     {rolesUnread: true, resetUnread: true},
		odd + "c.Authenticator.manage_roles = ours.on\n":                                                    {},
		"c.Authenticator.reset_managed_roles_on_startup = 1\n":                                              {resets: true},
		"c.Authenticator.reset_managed_roles_on_startup = False\n" + manages:                                {},
		"c.JupyterHub.authenticator_class = 'github'\nc.OAuthenticator." + resets[len("c.Authenticator."):]: {resets: true},
	} {
		c, _, _ := read(t, "5.5.1", text)
		got := answer{resets: c.ResetManagedRoles}
		for _, u := range c.Unread {
			got.rolesUnread = got.rolesUnread || u.Kind == rbac.UnreadRoles
			got.resetUnread = got.resetUnread || u.Kind == rbac.UnreadOther && u.In == "Authenticator.reset_managed_roles_on_startup"
		}
		if got != want {
			t.Errorf("%s%+v, want %+v", text, got, want)
		}
		if old, _, _ := read(t, "4.1.6", text); old.ResetManagedRoles || len(old.Unread) > 0 {
			t.Errorf("JupyterHub 4 has no such settings: %s%+v", text, old.Unread)
		}
	}
}

func TestTheAgeOfARefreshIsANumber(t *testing.T) {
	t.Parallel()
	for value, wrong := range map[string]bool{"60": false, "60.0": false, "0.5": true, "True": false, "'60'": true, "None": true} {
		c, _, list := readLogin(t, "c.JupyterHub.authenticator_class = 'github'\nc.OAuthenticator.auth_refresh_age = "+value)
		found := false
		for _, d := range list {
			found = found || d.ID == "trait-error"
		}
		if found != wrong || !wrong && value != "True" && c.RefreshAge.N != 60 {
			t.Errorf("%s: %v, %+v", value, list, c.RefreshAge)
		}
	}
}
