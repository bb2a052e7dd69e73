package settings_test

import (
	"testing"

	"rolecall.example/internal/pyconfig"
	"rolecall.example/internal/settings"
	"rolecall.example/rbac"
)

func TestMediaWikisNamesKeepTheirCase(t *testing.T) {
	t.Parallel()
	for _, one := range []struct{ version, class, want string }{
		{"5.5.1", "mediawiki", "Ann_Smith"}, {"4.1.6", "mediawiki", "Ann Smith"}, {"5.5.1", "github", "ann smith"},
	} {
		d, _ := rbac.Define(one.version)
		text := "c.JupyterHub.authenticator_class = '" + one.class + "'\nc.Authenticator.admin_users = {'Ann Smith'}"
		r := pyconfig.Evaluate(pyconfig.Input{Files: []pyconfig.File{{Name: "config.py", Text: text}}})
		config, _, _ := settings.RBAC(r.Tree, d)
		if hub, _ := rbac.Start(d, nil, config); len(hub.Users()) != 1 || hub.Users()[0] != one.want {
			t.Errorf("%s on %s: %v, want %s", one.class, one.version, hub.Users(), one.want)
		}
	}
}
