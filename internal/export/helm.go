package export

import (
	"strconv"
	"strings"

	"rolecall.example/internal/settings"
)

// Helm writes the settings as values of Zero to JupyterHub. Roles and services are mappings there, whose keys name them;
// what the chart brings by itself, its idle culler, stands in cull alone.
func Helm(tree *settings.Tree, o Options) (string, []Left) {
	y := &values{text{Options: o}}
	list := settings.Effective(tree)
	roles, services := find(list, "load_roles"), find(list, "services")
	c := cullerOf(roles.Value, services.Value)
	y.cull(c, y.unsure(roles.Value) || y.unsure(services.Value) || len(tree.Opaque) > 0)
	y.put("hub:\n")
	from := len(y.b)
	if c.chart && c.path != "" {
		y.put("  baseUrl: ", Quoted(c.path, '"'), "\n")
	}
	y.config(list)
	y.entries(roles, "loadRoles", c)
	y.entries(services, "services", c)
	if len(y.b) == from {
		y.b = append(y.b[:from-1], " {}\n"...)
	} else if !holds(y.b[from:]) {
		y.b = append(y.b[:from-1:from-1], append([]byte(" {}\n"), y.b[from:]...)...)
	}
	y.opaque(tree)
	return string(y.b), y.left
}

// holds reports whether there is more than comments.
func holds(b []byte) bool {
	for line := range strings.Lines(string(b)) {
		if !strings.HasPrefix(strings.TrimLeft(line, " "), "#") {
			return true
		}
	}
	return false
}

func find(list []settings.Setting, trait string) settings.Setting {
	for _, s := range list {
		if s.Trait == trait {
			return s
		}
	}
	return settings.Setting{Class: "JupyterHub", Trait: trait}
}

// config writes what stands in sections of hub.config.
func (y *values) config(list []settings.Setting) {
	begun, section := false, ""
	for _, class := range []string{"Authenticator", "JupyterHub"} {
		for _, s := range list {
			if s.Class != class || s.Trait == "load_roles" || s.Trait == "services" {
				continue
			}
			y.begin(s)
			why, at := y.reason(s.Value), s.Value.Span
			if s.Value.Partial && entriesIn(s.Value) == 0 {
				why, at = s.Value.Whys(), s.Value.PartialSpan
			}
			if why != "" {
				y.leave(2, "config."+class+"."+s.Trait, why, at)
				continue
			}
			if !begun {
				y.put("  config:\n")
				begun = true
			}
			if section != class {
				y.put("    ", class, ":\n")
				section = class
			}
			if s.Guess != "" {
				y.comment(6, "taken from "+s.Guess+": whether the authenticator is one is not known")
			}
			y.key(6, s.Trait)
			if v := s.Value; v.Kind == settings.Dict {
				y.dict(v, orderOf(s.Trait))
			} else {
				y.value(6, v, nil)
			}
		}
	}
}

// dict writes a setting that is a dict of entries.
func (y *values) dict(v settings.Value, order []string) {
	inner := v
	inner.Pairs = make([]settings.Pair, len(v.Pairs))
	for i, p := range v.Pairs {
		inner.Pairs[i] = settings.Pair{Key: p.Key, Value: ordered(p.Value, order)}
	}
	y.mapping(6, inner, nil)
}

// entries writes a list of dicts that have names as a mapping by names.
func (y *values) entries(s settings.Setting, key string, c culler) {
	v := s.Value
	if v.Kind == 0 {
		return
	}
	y.begin(s)
	what := "a role"
	if key == "services" {
		what = "a service"
	}
	switch {
	case y.reason(v) != "":
		y.leave(2, key, y.reason(v), v.Span)
		return
	case v.Kind != settings.List && v.Kind != settings.Tuple:
		y.leave(2, key, "it is no list", v.Span)
		return
	}
	var lines []entry
	used := map[string]int{}
	if c.chart {
		used[cullerName] = 1
	}
	for i, item := range v.Items {
		if c.chart && (key == "services" && i == c.service || key == "loadRoles" && i == c.role) {
			continue
		}
		lines = append(lines, y.entry(item, i, key, used))
	}
	good := 0
	for _, e := range lines {
		if e.why == "" {
			good++
		}
	}
	if good == 0 && (len(lines) > 0 || v.Partial) {
		for _, e := range lines {
			y.within(strconv.Itoa(e.index), func() { y.leave(2, what, e.why, e.value.Span) })
		}
		if v.Partial {
			y.leave(2, "more in "+key, v.Whys(), v.PartialSpan)
		}
		return
	}
	y.key(2, key)
	if !y.open(good, "{}", 4, v.Span) {
		return
	}
	begun := good == 0
	for _, e := range lines {
		if y.ends(begun, 4, e.value.Span) {
			return
		}
		y.within(strconv.Itoa(e.index), func() {
			if e.why != "" {
				y.leave(4, what, e.why, e.value.Span)
				return
			}
			begun = true
			y.key(4, e.key)
			y.mapping(4, e.value, orderOf(s.Trait))
		})
	}
	if v.Partial {
		y.leave(4, "more", v.Whys(), v.PartialSpan)
	}
}

// entry is an element of a list that becomes an entry of a mapping.
type entry struct {
	index int
	key   string
	value settings.Value
	why   string // it is left out
}

// entry finds the key of a role or service. Where its name can be none, or is taken, the name stands in the entry.
func (y *values) entry(v settings.Value, index int, list string, used map[string]int) entry {
	e := entry{index: index, value: v}
	name, named := lookup(v, "name")
	switch {
	case y.reason(v) != "":
		e.why = y.reason(v)
	case v.Kind != settings.Dict:
		e.why = "it is no dict"
	case !named && v.Partial:
		e.why = v.Whys()
	case !named:
		e.why = "it has no name, and in values its key would be the name"
	case y.reason(name) != "":
		e.why = y.reason(name)
	case name.Kind != settings.Str:
		e.why = "its name is no text"
	}
	if e.why != "" {
		return e
	}
	e.key = unused(keyOf(name.Text, list), used)
	e.value.Pairs = nil
	for _, p := range v.Pairs {
		switch {
		case p.Key.Kind == settings.Str && p.Key.Text == "name" && e.key == name.Text:
		case list == "services" && y.Chart && p.Key.Text == "api_token" && madeAtStart(p.Value):
			// The chart makes it again.
		default:
			e.value.Pairs = append(e.value.Pairs, p)
		}
	}
	return e
}

// madeAtStart reports whether a value is drawn by lot on each start.
func madeAtStart(v settings.Value) bool {
	return v.Kind == settings.Unknown && v.Question != nil && v.Question.ID == "random"
}

// keyOf is the key that a name gives. That of a service is part of a key of the chart's Secret, where Kubernetes takes
// letters, digits, hyphens, underscores and points alone.
func keyOf(name, list string) string {
	if list == "loadRoles" && name != "" && len(name) <= 100 {
		return name
	}
	var b []byte
	for _, r := range name {
		if r >= 0x80 || !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '-' || r == '_' || r == '.') {
			r = '-'
		}
		if len(b) < 100 {
			b = append(b, byte(r))
		}
	}
	if strings.Trim(string(b), "-.") == "" {
		return "unnamed"
	}
	return string(b)
}

// unused makes a key differ from those that were used, which it counts.
func unused(key string, used map[string]int) string {
	for next := key; ; next = key + "-" + strconv.Itoa(used[key]) {
		used[key]++
		if next == key && used[key] == 1 {
			return key
		}
		if next != key && used[next] == 0 {
			used[next] = 1
			return next
		}
	}
}
