package playground

import (
	"slices"
	"strings"

	"rolecall.example/internal/words"
	"rolecall.example/rbac"
)

// maxFilters bounds the groups of a target that are considered as filters, and the groups that somebody could join.
const maxFilters = 3

// filters are the ways of narrowing a scope so that it still covers the target, the narrowest first; "" is none.
func (t *trial) filters(target rbac.Filter) []string {
	text := target.String()
	kind, name, _ := strings.Cut(text, "=")
	user, _, _ := strings.Cut(name, "/")
	var out []string
	add := func(f string) {
		if !slices.Contains(out, f) {
			out = append(out, f)
		}
	}
	switch kind {
	case "":
		return []string{""}
	case "group":
		return []string{text}
	case "service":
		if t.subject.Kind == rbac.Service && t.subject.Name == name {
			return []string{text, "service"}
		}
		return []string{text}
	}
	own := ownFilter(t.subject) == "user="+user
	if user == rbac.AnyName {
		return []string{"user"}
	}
	add(text)
	if own {
		add("user")
	}
	groups := t.hub.GroupsOf(user)
	if len(groups) == 0 {
		add("user=" + user)
	}
	for i, g := range groups {
		if i < maxFilters {
			add("group=" + g)
		}
	}
	return out
}

// scopes are what is needed, each as narrow as may be.
func (t *trial) scopes() []string {
	var out []string
	for _, n := range t.needs {
		out = append(out, scopeWith(n.Base, t.filters(n.Filter)[0]))
	}
	return out
}

func scopeWith(base, filter string) string {
	if filter == "" {
		return base
	}
	return base + "!" + filter
}

// widen considers the needed scopes, in every width, for a role that the subject bears.
func (t *trial) widen(role *rbac.RoleSpec) {
	for _, n := range t.needs {
		for _, f := range t.filters(n.Filter) {
			scope := scopeWith(n.Base, f)
			old := t.narrower(role, n.Base)
			if f == "" && old != "" {
				t.consider(Change{Kind: FixRegrant, Role: role.Name.Value, Old: old, Scope: scope}, false)
				continue
			}
			t.consider(Change{Kind: FixGrant, Role: role.Name.Value, Scope: scope}, false)
		}
	}
}

// narrower is the one scope of a role that is the base with a filter; "" where there is none, or more.
func (t *trial) narrower(role *rbac.RoleSpec, base string) string {
	found := ""
	for _, s := range role.Scopes {
		if strings.HasPrefix(s.Value, base+"!") {
			if found != "" {
				return ""
			}
			found = s.Value
		}
	}
	return found
}

// mend considers filters of a role that name nobody, and are near to a name that would do.
func (t *trial) mend(role *rbac.RoleSpec) {
	for _, s := range role.Scopes {
		base, filter, _ := strings.Cut(s.Value, "!")
		kind, name, named := strings.Cut(filter, "=")
		if !named || t.borne(kind, name) {
			continue
		}
		for _, n := range t.needs {
			for _, f := range t.filters(n.Filter) {
				k, right, ok := strings.Cut(f, "=")
				if ok && k == kind && (words.Nearest(name, []string{right}) != "") {
					t.consider(Change{Kind: FixRegrant, Role: role.Name.Value, Old: s.Value, Scope: base + "!" + f}, true)
				}
			}
		}
	}
}

// borne reports whether somebody or something bears a name.
func (t *trial) borne(kind, name string) bool {
	user, server, _ := strings.Cut(name, "/")
	switch kind {
	case "user":
		return t.hub.HasUser(name)
	case "group":
		return t.hub.HasGroup(name)
	case "service":
		return t.hub.HasService(name)
	case "server":
		return t.hub.HasUser(user) && (server == "" || t.hub.HasServer(user, server))
	}
	return true
}

// bear considers the roles that the subject does not bear.
func (t *trial) bear(held []*rbac.RoleSpec) {
	key, name := t.bearer()
	if key == "" {
		return
	}
	for i := range t.last.config.LoadRoles {
		role := &t.last.config.LoadRoles[i]
		switch {
		case slices.Contains([]string{"user", "admin", "server", "token"}, role.Name.Value), slices.Contains(held, role), !t.gives(role):
		default:
			t.consider(Change{Kind: FixBear, Role: role.Name.Value, Key: key, Name: name}, false)
		}
	}
}

// gives reports whether a role has a scope that is needed, with whatever filter.
func (t *trial) gives(role *rbac.RoleSpec) bool {
	d := t.hub.Definitions()
	for _, s := range role.Scopes {
		base := rbac.ParseScope(s.Value).Base
		for _, n := range t.needs {
			if base == n.Base || base == "self" || slices.Contains(d.Includes(base), n.Base) {
				return true
			}
		}
	}
	return false
}

// join considers the groups that have roles and that the subject is not in.
func (t *trial) join() {
	if t.subject.Kind != rbac.User {
		return
	}
	mine := t.hub.GroupsOf(t.subject.Name)
	for _, g := range t.hub.Groups() {
		if !slices.Contains(mine, g) && t.groupGives(g) {
			t.consider(t.member(g, t.subject.Name), false)
		}
	}
}

func (t *trial) groupGives(group string) bool {
	for _, held := range t.hub.RolesOf(rbac.Subject{Kind: rbac.AnyMember, Name: group}) {
		i := slices.IndexFunc(t.last.config.LoadRoles, func(r rbac.RoleSpec) bool { return r.Name.Value == held.Role })
		if held.Holding == rbac.ByGroup && i >= 0 && t.gives(&t.last.config.LoadRoles[i]) {
			return true
		}
	}
	return false
}

// targetJoins considers to put the target into a group that the subject has the scope for.
func (t *trial) targetJoins() {
	p, err := t.hub.Permissions(t.subject)
	if err != nil {
		return
	}
	for _, n := range t.needs {
		kind, name, _ := strings.Cut(n.Filter.String(), "=")
		user, _, _ := strings.Cut(name, "/")
		if kind != "user" && kind != "server" || !t.hub.HasUser(user) {
			continue
		}
		_, filters := p.Reach(n.Base)
		for i, f := range filters {
			if g, ok := strings.CutPrefix(f, "group="); ok && i < maxFilters && t.hub.HasGroup(g) {
				t.consider(t.member(g, user), false)
			}
		}
	}
}

// member is the change that makes a user a member of a group. A group that load_groups lacks gets the form that its
// neighbours have, or the version's.
func (t *trial) member(group, user string) Change {
	c := Change{Kind: FixJoin, Group: group, Name: user, ListForm: !t.defs.HasSetting("Group.users")}
	for i, g := range t.last.config.LoadGroups {
		if i == 0 || g.Name.Value == group {
			c.ListForm = g.ListForm
		}
	}
	return c
}
