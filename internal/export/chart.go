package export

import (
	"slices"
	"strings"

	"rolecall.example/internal/settings"
)

// What the chart brings by itself unless cull.enabled is false: a service, and the role that it bears.
const cullerName = "jupyterhub-idle-culler"

var (
	cullerScopes  = []string{"list:users", "read:users:activity", "read:servers", "delete:servers"}
	cullerUsers   = "admin:users" // besides, with cull.users
	cullerCommand = []string{"python3", "-m", "jupyterhub_idle_culler"}
)

const cullerURL = "--url=http://localhost:8081/" // with the Hub's path behind it

// cullerOptions are what the chart makes of its values under cull, in its order. before stands in front of the value, or
// is the whole option; without it the value is without.
var cullerOptions = []struct{ key, before, without, usual string }{
	{"timeout", "--timeout=", "0", "3600"},
	{"every", "--cull-every=", "0", "600"},
	{"concurrency", "--concurrency=", "0", "10"},
	{"users", "--cull-users", "false", "false"},
	{"adminUsers", "--cull-admin-users=false", "true", "true"},
	{"removeNamedServers", "--remove-named-servers", "false", "false"},
	{"maxAge", "--max-age=", "0", "0"},
}

// culler says whether settings hold the chart's culler, and where.
type culler struct {
	chart, users  bool
	role, service int
	values        []string // that are not the usual ones, as lines
	path          string   // the Hub's, as the culler's command says it: "" or "/jupyter/"
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
		if path, values, ok := cullerService(v); ok && c.service < 0 {
			c.service, c.path, c.values = i, path, values
		}
	}
	c.chart = c.role >= 0 && c.service >= 0 && c.users == slices.Contains(c.values, "users: true")
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

// cullerService finds the chart's values, and the Hub's path, in its culler's command.
func cullerService(v settings.Value) (path string, values []string, ok bool) {
	name, _ := lookup(v, "name")
	command, _ := lookup(v, "command")
	n := len(cullerCommand)
	if len(v.Pairs) != 2 || v.Partial || !isText(name, cullerName) || command.Partial || len(command.Items) <= n {
		return "", nil, false
	}
	begin := settings.Value{Kind: command.Kind, Items: command.Items[:n]}
	url, isURL := strings.CutPrefix(command.Items[n].Text, cullerURL)
	url, isHub := strings.CutSuffix(url, "hub/api")
	if !isTexts(begin, cullerCommand) || !isURL || !isHub {
		return "", nil, false
	}
	if url != "" {
		path = "/" + url
	}
	rest := command.Items[n+1:]
	for _, o := range cullerOptions {
		value := o.without
		if len(rest) > 0 && rest[0].Kind == settings.Str && strings.HasPrefix(rest[0].Text, o.before) {
			given := rest[0].Text[len(o.before):]
			switch number := strings.HasSuffix(o.before, "="); {
			case number && !isNumber(given) || !number && given != "":
				return "", nil, false
			case number:
				value = given
			case value == "true":
				value = "false"
			default:
				value = "true"
			}
			rest = rest[1:]
		}
		if value != o.usual {
			values = append(values, o.key+": "+value)
		}
	}
	return path, values, len(rest) == 0
}

// isNumber reports whether a text is a whole number as the chart would write it: not 0, which is as good as none.
func isNumber(s string) bool {
	digits := strings.TrimPrefix(s, "-")
	return len(digits) > 0 && len(digits) < 16 && digits[0] != '0' && strings.Trim(digits, "0123456789") == ""
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
	default:
		y.put("true\n")
		for _, line := range c.values {
			y.put("  ", line, "\n")
		}
	}
}
