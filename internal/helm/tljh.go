package helm

import (
	"slices"
	"unicode"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/settings"
	"rolecall.example/internal/words"
)

// tljhDefaults are TLJH's own settings, as far as the program reads them.
func tljhDefaults() settings.Value {
	return dict(
		entry("base_url", text("/")),
		entry("auth", dict(
			entry("type", text("firstuseauthenticator.FirstUseAuthenticator")),
			entry("FirstUseAuthenticator", dict(entry("create_users", truth(false)))),
		)),
		entry("users", dict(entry("allowed", list()), entry("banned", list()), entry("admin", list()), entry("extra_user_groups", dict()))),
		entry("services", dict(entry("cull", dict(entry("enabled", truth(true)))))),
	)
}

var tljhKeys = []string{"auth", "base_url", "http", "https", "limits", "services", "traefik_api", "user_environment", "users"}

// ofTLJH reports whether a file's keys are those of TLJH's config.yaml.
func ofTLJH(v settings.Value) bool {
	if _, chart := lookup(v, "hub"); chart {
		return false
	}
	auth, _ := at(v, "auth", "type")
	users, _ := lookup(v, "users")
	return auth.Kind == settings.Str || anyKey(users, []string{"admin", "allowed", "banned", "extra_user_groups"})
}

// tljh puts TLJH's program before jupyterhub_config.d.
func (p *preparation) tljh(files []settings.Value) {
	values := tljhDefaults()
	for _, v := range files {
		for _, pair := range v.Pairs {
			if near := words.Nearest(pair.Key.Text, tljhKeys); near != "" && !slices.Contains(tljhKeys, pair.Key.Text) {
				p.at(diag.Advice, pair.Key.Span, "values-unknown-key", "TLJH reads no key "+pair.Key.Text, "did you mean "+near+"?")
			}
		}
		values = merged(values, v)
	}
	if len(p.YAML) > 0 {
		p.home = diag.Span{File: p.YAML[0].Name}
	} else if len(p.Python) > 0 {
		p.home = diag.Span{File: p.Python[0].Name}
	}
	for _, path := range [][]string{{"auth"}, {"users"}, {"services"}, {"services", "cull"}} {
		if v, ok := at(values, path...); ok && v.Kind != settings.Dict {
			p.stops(v, path[len(path)-1]+" must be a mapping", "TypeError")
			return
		}
	}
	auth, _ := lookup(values, "auth")
	for _, pair := range auth.Pairs {
		if r := []rune(pair.Key.Text); pair.Key.Text != "type" && (len(r) == 0 || !unicode.IsUpper(r[0]) || pair.Value.Kind != settings.Dict) {
			at := pair.Value
			at.Span = pair.Key.Span
			p.stops(at, "auth."+pair.Key.Text+" is no section: it is not named after a class, or is no mapping", "ValueError")
			return
		}
	}
	for _, name := range []string{"allowed", "banned", "admin"} {
		if v, _ := at(values, "users", name); v.Kind != settings.List && v.Kind != settings.Str && v.Kind != settings.Unknown {
			p.stops(v, "users."+name+" must be a list", "TypeError")
			return
		}
	}
	p.out.Host.Values = values
	p.own("<TLJH's jupyterhub_config.py>", tljhProgram)
	p.configFolder()
}

func (p *preparation) stops(v settings.Value, what, class string) {
	p.at(diag.Error, v.Span, "values-type", what+": the Hub stops here ("+class+")", "")
	p.out.OK = false
}
