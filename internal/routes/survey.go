package routes

import (
	"maps"
	"slices"
	"strings"

	"rolecall.example/rbac"
)

// powers are the scopes that the moves take.
var powers = []string{"groups", "tokens", "access:servers", "admin:users"}

// finder is one search.
type finder struct {
	start   *rbac.Hub
	defs    *rbac.Definitions
	left    int // work
	partial bool
	found   []Route

	rich       map[string][]string // the roles of groups
	sharedWith map[string]bool     // users
	shared     map[string]bool     // groups with which something was shared
	rewards    []string            // groups of both kinds
	filtering  []string            // groups that filters of roles name
	size       int                 // of a change, in steps of work
	victims    []string            // users to be reached, those who hold more first
	admins     []string
}

// cost takes work from the bound: looking somebody up, or a change, which copies what it changes.
func (f *finder) cost(change bool) bool {
	f.left--
	if change {
		f.left -= f.size
	}
	if f.left < 0 {
		f.partial = true
	}
	return f.left >= 0
}

// maxVictims bounds how many users are tried as those to be reached; one of each sort is enough to show a way.
const maxVictims = 24

// survey looks at what there is to be had: the roles' bearers, and the groups that give something.
func (f *finder) survey() {
	h := f.start
	f.rich, f.shared = map[string][]string{}, map[string]bool{}
	filtering := map[string]bool{}
	f.size = 5
	var first, rest []string
	for _, role := range h.Roles() {
		users, groups, _ := h.RoleBearers(role)
		for _, g := range groups {
			f.rich[g] = append(f.rich[g], role)
		}
		for _, n := range h.RoleScopes(role) {
			if s := rbac.ParseScope(n.Value); s.Filter.Kind == rbac.GroupFilter && h.HasGroup(s.Filter.Value) {
				filtering[s.Filter.Value] = true
			}
		}
		switch {
		case role == "user":
			f.size += len(users) / 4 // a change copies the Hub and works it out anew
			rest = append(rest, users[:min(len(users), 3)]...)
		case role == "admin":
			f.admins = users
			first = append(first, users[:min(len(users), 1)]...)
		default:
			rest = append(rest, users[:min(len(users), 2)]...)
			for _, g := range groups {
				if members := h.MembersOf(g); len(members) > 0 {
					rest = append(rest, members[0])
				}
			}
		}
	}
	f.sharedWith = map[string]bool{}
	for _, s := range h.Shares() {
		f.sharedWith[s.With.Name] = f.sharedWith[s.With.Name] || s.With.Kind == rbac.User
		if s.With.Kind == rbac.Group {
			f.shared[s.With.Name] = true
		}
		rest = append(rest, s.With.Name)
	}
	for _, name := range append(first, rest...) {
		if h.HasUser(name) && !slices.Contains(f.victims, name) && len(f.victims) < maxVictims {
			f.victims = append(f.victims, name)
		}
	}
	rewards := maps.Clone(f.shared)
	for g := range f.rich {
		rewards[g] = true
	}
	f.rewards = f.bounded(rewards)
	f.filtering = f.bounded(filtering)
	f.outside()
}

// outside adds users to be reached by adding them to a group that filters name: two that are not in it, for one may be the
// bearer's own.
func (f *finder) outside() {
	var users []string
	for _, g := range f.filtering {
		members := f.start.MembersOf(g)
		is := make(map[string]bool, len(members))
		for _, m := range members {
			is[m] = true
		}
		lacking := 2
		for _, v := range f.victims {
			if !is[v] {
				lacking--
			}
		}
		if lacking <= 0 {
			continue
		}
		if users == nil {
			users = f.start.Users()
		}
		for _, u := range users {
			if lacking <= 0 || len(f.victims) >= 2*maxVictims {
				break
			}
			if !is[u] && !slices.Contains(f.victims, u) {
				f.victims = append(f.victims, u)
				lacking--
			}
		}
	}
}

// bounded lists groups, sorted, as many as are looked at.
func (f *finder) bounded(set map[string]bool) []string {
	list := slices.Sorted(maps.Keys(set))
	if len(list) > maxOfGroup {
		f.partial = true
		list = list[:maxOfGroup]
	}
	return list
}

// bearer is somebody to look at, with how many are like them.
type bearer struct {
	who    rbac.Subject
	as     string
	made   bool
	others int
}

// maxOfGroup bounds how many members of a group, or users of a role, are looked at for what else they hold.
const maxOfGroup = 200

// bearers lists who holds something that a move takes, one of each sort.
func (f *finder) bearers() []bearer {
	h := f.start
	var out []bearer
	sorts := map[string]int{}
	user := func(name string) {
		if h.IsAdmin(rbac.Subject{Kind: rbac.User, Name: name}) {
			return
		}
		key, groups, plain := f.sort(name)
		if i, ok := sorts[key]; ok {
			if out[i].who.Kind == rbac.User {
				out[i].others++
			}
			return
		}
		b := bearer{who: rbac.Subject{Kind: rbac.User, Name: name}, as: name}
		switch {
		case plain && len(groups) == 0:
			b.who = rbac.Subject{Kind: rbac.AnyUser}
		case plain && len(groups) == 1:
			b.who = rbac.Subject{Kind: rbac.AnyMember, Name: groups[0]}
		}
		sorts[key] = len(out)
		out = append(out, b)
	}
	some := func(list []string) []string {
		if len(list) > maxOfGroup {
			f.partial = true
			list = list[:maxOfGroup]
		}
		return list
	}
	seen := map[string]bool{}
	once := func(list []string) {
		for _, name := range some(list) {
			if !seen[name] {
				seen[name] = true
				user(name)
			}
		}
	}
	somebody := f.nobody()
	for _, role := range h.Roles() {
		if role == "admin" || !f.powerful(role) {
			continue
		}
		users, groups, services := h.RoleBearers(role)
		if role == "user" {
			out = append(out, bearer{who: rbac.Subject{Kind: rbac.AnyUser}, as: somebody, made: true})
		} else {
			once(users)
		}
		for _, g := range some(groups) {
			members := h.MembersOf(g)
			once(members)
			if len(members) == 0 {
				out = append(out, bearer{who: rbac.Subject{Kind: rbac.AnyMember, Name: g}, as: somebody, made: true})
			}
		}
		for _, s := range some(services) {
			if who := (rbac.Subject{Kind: rbac.Service, Name: s}); !h.IsAdmin(who) && !slices.ContainsFunc(out, func(b bearer) bool { return b.who == who }) {
				out = append(out, bearer{who: who, as: s})
			}
		}
	}
	return out
}

// sort tells sorts of users apart: by their roles and groups. plain: nothing but the role `user` and what groups give.
func (f *finder) sort(name string) (key string, groups []string, plain bool) {
	var b strings.Builder
	plain = true
	for _, r := range f.start.RolesOf(rbac.Subject{Kind: rbac.User, Name: name}) {
		plain = plain && (r.Role == "user" || r.Holding != rbac.Direct)
		b.WriteString(r.Role + "\x00" + r.Group + "\x01")
	}
	groups = f.start.GroupsOf(name)
	b.WriteString("\x02" + strings.Join(groups, "\x00"))
	if f.named(name) {
		b.WriteString("\x03" + name)
		plain = false
	}
	return b.String(), groups, plain
}

// named reports whether a server was shared with a user, so that nobody else is like them.
func (f *finder) named(name string) bool {
	return f.sharedWith[name]
}

// powerful reports whether a role has a scope that a move takes, over others than its bearer.
func (f *finder) powerful(role string) bool {
	for _, n := range f.start.RoleScopes(role) {
		s := rbac.ParseScope(n.Value)
		if s.Filter.Bare() || s.Filter.Kind == rbac.ServiceFilter || !f.defs.Has(s.Base) {
			continue
		}
		for _, base := range f.defs.IncludesUnder(s.Base, s.Filter.Kind) {
			if slices.Contains(powers, base) {
				return true
			}
		}
	}
	return false
}

// nobody is a name that the Hub does not have.
func (f *finder) nobody() string {
	name := "somebody"
	for f.start.HasUser(name) {
		name += "-else"
	}
	return name
}

func boolFirst(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}
