package playground

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// randomHub is the document of a small random Hub, in one of the ways in which people write a config.
type randomHub struct {
	*rand.Rand
	users, groups, services []string
	version                 string
}

func newRandomHub(seed uint64) *randomHub {
	h := &randomHub{Rand: rand.New(rand.NewPCG(seed, 6)), version: "5.5.1"}
	h.users = []string{"ann", "bob", "cyd", "dan", "eve"}[:2+h.IntN(4)]
	h.groups = []string{"class-a", "class-b", "staff"}[:1+h.IntN(3)]
	h.services = []string{"panel", "culler"}[:h.IntN(3)]
	if h.IntN(4) == 0 {
		h.version = []string{"6.0.0b2", "5.4.6", "4.1.6", "3.1.1"}[h.IntN(4)]
	}
	return h
}

func (h *randomHub) pick(list []string) string { return list[h.IntN(len(list))] }

func (h *randomHub) some(list []string) []string {
	var out []string
	for _, s := range list {
		if h.IntN(3) == 0 {
			out = append(out, s)
		}
	}
	return out
}

var randomBases = []string{"servers", "delete:servers", "read:servers", "access:servers", "list:users", "read:users", "read:users:name", "users", "admin:users",
	"groups", "read:groups", "list:groups", "tokens", "read:tokens", "read:services", "access:services", "admin-ui", "read:hub", "users:activity", "self"}

// filter is a random filter with its sign, "" for none.
func (h *randomHub) filter() string {
	switch h.IntN(7) {
	case 0, 1:
		return "!group=" + h.pick(h.groups)
	case 2:
		return "!user=" + h.pick(h.users)
	case 3:
		return "!user"
	case 4:
		return "!server=" + h.pick(h.users) + "/"
	case 5:
		return "!group=" + strings.Replace(h.pick(h.groups), "s", "", 1) // a slip
	}
	return ""
}

func pyList(list []string) string {
	quoted := make([]string, len(list))
	for i, s := range list {
		quoted[i] = fmt.Sprintf("%q", s)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}

func (h *randomHub) document() string {
	var b strings.Builder
	fmt.Fprintf(&b, "---\nformat: 1\njupyterhub: %q\n---\n\n```python jupyterhub_config.py\n", h.version)
	shared := "crew = " + pyList(h.some(h.users)) + "\n"
	b.WriteString(shared)
	if h.IntN(2) == 0 {
		b.WriteString("c.JupyterHub.load_groups = {\n")
		for _, g := range h.groups {
			fmt.Fprintf(&b, "    %q: %s,\n", g, pyList(h.some(h.users)))
		}
		b.WriteString("}\n")
	} else {
		for _, g := range h.groups {
			fmt.Fprintf(&b, "c.JupyterHub.load_groups.update({%q: %s})\n", g, pyList(h.some(h.users)))
		}
	}
	if len(h.services) > 0 {
		b.WriteString("c.JupyterHub.services = [{\"name\": n} for n in " + pyList(h.services) + "]\n")
	}
	fmt.Fprintf(&b, "c.Authenticator.allowed_users = set(%s)\n", pyList(h.users))
	if h.IntN(3) == 0 {
		fmt.Fprintf(&b, "c.Authenticator.admin_users = {%q}\n", h.pick(h.users))
	}
	b.WriteString(h.roles())
	b.WriteString("```\n")
	return b.String()
}

func (h *randomHub) roles() string {
	var entries []string
	for i := range 1 + h.IntN(4) {
		var scopes []string
		for range 1 + h.IntN(3) {
			scopes = append(scopes, h.pick(randomBases)+h.filter())
		}
		e := fmt.Sprintf(`{"name": "role-%d", "scopes": %s`, i, pyList(scopes))
		switch h.IntN(5) {
		case 0:
			e += `, "users": crew`
		case 1, 2:
			e += `, "users": ` + pyList(h.some(h.users))
		}
		if h.IntN(2) == 0 {
			e += `, "groups": ` + pyList(h.some(h.groups))
		}
		if h.IntN(2) == 0 {
			e += `, "services": ` + pyList(h.some(h.services))
		}
		entries = append(entries, e+"}")
	}
	if h.IntN(4) == 0 {
		entries = append(entries, fmt.Sprintf(`{"name": "user", "scopes": %s}`, pyList([]string{"self", h.pick(randomBases) + h.filter()})))
	}
	switch h.IntN(4) {
	case 0:
		return "c.JupyterHub.load_roles = [\n    " + strings.Join(entries, ",\n    ") + ",\n]\n"
	case 1:
		return "c.JupyterHub.load_roles = [" + strings.Join(entries, ", ") + "]\n"
	case 2:
		return "for entry in [" + strings.Join(entries, ", ") + "]:\n    c.JupyterHub.load_roles.append(entry)\n"
	}
	return "roles = []\n" + "roles += [" + strings.Join(entries, ", ") + "]\nc.JupyterHub.load_roles = roles\n"
}

// ask is a random question about the Hub.
func (h *randomHub) ask() Ask {
	who := h.pick(h.users)
	switch h.IntN(5) {
	case 0:
		if len(h.services) > 0 {
			who = "service " + h.pick(h.services)
		}
	case 1:
		who = "any member of " + h.pick(h.groups)
	case 2:
		who = "any user"
	}
	verbs := []string{"servers.stop", "servers.open", "servers.see", "users.see", "users.list", "users.create", "groups.members", "groups.see", "tokens.make", "hub.admin", "hub.see"}
	a := Ask{Who: who, Verb: h.pick(verbs)}
	family, _, _ := strings.Cut(a.Verb, ".")
	switch {
	case h.IntN(4) == 0 || family == "hub":
	case family == "servers":
		a.Whom = "server=" + h.pick(h.users) + "/"
	case family == "groups" || h.IntN(3) == 0:
		a.Whom = "group=" + h.pick(h.groups)
	default:
		a.Whom = "user=" + h.pick(h.users)
	}
	return a
}
