package settings_test

import (
	"strings"
	"testing"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/pyconfig"
	"rolecall.example/internal/settings"
	"rolecall.example/rbac"
)

// What each type takes was asked of the traits of JupyterHub 5.5.1.
func TestPlainTraitsTakeWhatTraitletsTakes(t *testing.T) {
	t.Parallel()
	d, _ := rbac.Define("5.5.1")
	for _, one := range []struct{ trait, takes, refuses string }{
		{"JupyterHub.port", "8000 0 True 1.0", "'8000' 1.5 None [] {}"},
		{"JupyterHub.ip", "'' 'x'", "1 0 True None ['x']"},
		{"JupyterHub.cleanup_servers", "True False 1 0", "'yes' 2 1.0 None"},
		{"JupyterHub.cookie_max_age_days", "1 2.5 0", "'1' None ()"},
		{"Authenticator.enable_auth_state", "True 1", "'True' None 2"},
		{"Authenticator.allow_all", "True False 1 0", "'True' None 2"},
		{"Spawner.start_timeout", "60 60.0", "'60' None"},
		{"Spawner.default_url", "'/lab'", "1 None"},
		{"Spawner.mem_limit", "'1G' 1 None", ""},
	} {
		for kind, list := range map[string]string{"takes": one.takes, "refuses": one.refuses} {
			for _, value := range strings.Fields(list) {
				text := "c." + one.trait + " = " + value + "\n"
				r := pyconfig.Evaluate(pyconfig.Input{Files: []pyconfig.File{{Name: "f.py", Text: text}}})
				_, _, list := settings.RBAC(r.Tree, d)
				refused := false
				for _, one := range list {
					refused = refused || one.ID == "trait-error" && one.Severity == diag.Error || one.ID == "servers-fail"
				}
				if refused != (kind == "refuses") {
					t.Errorf("%s%s it: %v", text, kind, list)
				}
			}
		}
	}
}
