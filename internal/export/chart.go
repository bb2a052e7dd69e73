package export

import (
	"rolecall.example/internal/settings"
)

// What the chart brings by itself unless cull.enabled is false: a service, and the role that it bears.
const cullerName = "jupyterhub-idle-culler"

var (
	cullerScopes  = []string{"list:users", "read:users:activity", "read:servers", "delete:servers"}
	cullerUsers   = "admin:users" // besides, with cull.users
	cullerCommand = []string{"python3", "-m", "jupyterhub_idle_culler"}
)

// culler says whether settings hold the chart's culler, and where.
type culler struct {
	chart, users  bool
	role, service int
}

// cullerOf finds the chart's culler. Where role or service are changed, or one of them is missing, both are the config's own.
func cullerOf(roles, services settings.Value) culler {
	c := culler{role: -1, service: -1}
	for i, v := range roles.Items {
		if users, ok := cullerRole(v); ok && c.role < 0 {
			c.role, c.users = i, users
		}
	}
	for i, v := range services.Items {
		if cullerService(v) && c.service < 0 {
			c.service = i
		}
	}
	c.chart = c.role >= 0 && c.service >= 0
	return c
}

func cullerRole(v settings.Value) (users, ok bool) {
	name, _ := lookup(v, "name")
	scopes, _ := lookup(v, "scopes")
	bearers, _ := lookup(v, "services")
	users = len(scopes.Items) > len(cullerScopes)
	want := cullerScopes
	if users {
		want = append(append([]string(nil), want...), cullerUsers)
	}
	return users, len(v.Pairs) == 3 && !v.Partial && isText(name, cullerName) && isTexts(scopes, want) && isTexts(bearers, []string{cullerName})
}

func cullerService(v settings.Value) bool {
	name, _ := lookup(v, "name")
	command, _ := lookup(v, "command")
	return len(v.Pairs) == 2 && !v.Partial && isText(name, cullerName) && isTexts(command, cullerCommand)
}

func isText(v settings.Value, s string) bool { return v.Kind == settings.Str && v.Text == s }

func isTexts(v settings.Value, want []string) bool {
	if v.Kind != settings.List || v.Partial || len(v.Items) != len(want) {
		return false
	}
	for i, item := range v.Items {
		if !isText(item, want[i]) {
			return false
		}
	}
	return true
}

// unsure reports whether a list is not known whole.
func (y *values) unsure(v settings.Value) bool {
	if v.Kind == 0 {
		return false
	}
	for _, item := range v.Items {
		if y.reason(item) != "" {
			return true
		}
	}
	return y.reason(v) != "" || v.Partial
}

// cull says whether the chart brings its culler.
func (y *values) cull(c culler, unsure bool) {
	y.put("cull:\n  enabled: ")
	switch {
	case !c.chart && unsure:
		y.put("false # the chart's own idle culler: whether these settings have it is not known\n")
	case !c.chart:
		y.put("false # the chart's own idle culler, which these settings do not have\n")
	case c.users:
		y.put("true\n  users: true\n")
	default:
		y.put("true\n")
	}
}
