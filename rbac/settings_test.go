package rbac

import (
	"slices"
	"testing"
)

func TestSettingsOfVersions(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		setting string
		in      []string
	}{
		{"JupyterHub.load_roles", Versions()},
		{"JupyterHub.extra_user_scopes", []string{"6.0.0b2"}},
		{"JupyterHub.statsd_host", slices.DeleteFunc(Versions(), func(v string) bool { return v == "6.0.0b2" })},
		{"Authenticator.allow_all", slices.DeleteFunc(Versions(), func(v string) bool { return v < "5" })},
		{"JupyterHub.custom_scopes", slices.DeleteFunc(Versions(), func(v string) bool { return v < "3" })},
	} {
		for _, v := range Versions() {
			if got := mustDefine(t, v).HasSetting(c.setting); got != slices.Contains(c.in, v) {
				t.Errorf("%s in %s: %v", c.setting, v, got)
			}
		}
	}
}

// The keys of services are what real ones of these versions take.
func TestServiceKeys(t *testing.T) {
	t.Parallel()
	for _, v := range Versions() {
		keys := mustDefine(t, v).ServiceKeys()
		want := 16
		if v < "6" {
			want--
		}
		if v < "3" {
			want--
		}
		if len(keys) != want || !slices.IsSorted(keys) || slices.Contains(keys, "timeout") != (v >= "6") {
			t.Errorf("%s: %v", v, keys)
		}
	}
}
