package playground

import (
	"slices"
	"strings"

	"rolecall.example/internal/limits"
	"rolecall.example/rbac"
)

// graphOf draws who bears which role, what each holds, and whom that reaches.
func graphOf(h *rbac.Hub) Graph {
	b := &grapher{h: h, at: map[string]int{}, joined: map[[2]int]bool{}, layer: map[GraphKind]int{}, singles: len(h.Users()) <= limits.GridSingles}
	for _, role := range h.Roles() {
		b.role(role)
	}
	return b.Graph
}

// The roles that every Hub has.
const (
	roleAdmin  = "admin"
	roleUser   = "user"
	roleServer = "server"
	roleToken  = "token"
)

type grapher struct {
	Graph
	h       *rbac.Hub
	at      map[string]int
	joined  map[[2]int]bool
	singles bool              // every user has a box
	layer   map[GraphKind]int // how many boxes each layer has
}

// node is the box of a key, made where it is new and there is room; -1 where there is none.
func (b *grapher) node(key string, n GraphNode) int {
	key = string(rune('a'+n.Kind)) + key
	if i, ok := b.at[key]; ok {
		return i
	}
	i := -1
	if b.layer[n.Kind] < limits.GraphLines {
		i = len(b.Nodes)
		b.Nodes = append(b.Nodes, n)
		b.layer[n.Kind]++
	} else {
		b.More++
	}
	b.at[key] = i
	return i
}

func (b *grapher) join(from, to int) {
	if e := [2]int{from, to}; from >= 0 && to >= 0 && !b.joined[e] {
		b.joined[e] = true
		b.Edges = append(b.Edges, e)
	}
}

// role adds a role with its bearers and scopes. A role of the Hub's own that nobody bears and the config does not name is left out.
func (b *grapher) role(name string) {
	users, groups, services := b.h.RoleBearers(name)
	standing := b.standing(name)
	if name == roleToken || standing && name == roleAdmin && len(users)+len(groups)+len(services) == 0 {
		return
	}
	at := b.node(name, GraphNode{Kind: RoleNode, Label: name, Count: 1, Default: standing})
	if at < 0 {
		return
	}
	switch name {
	case roleUser:
		b.join(b.node("@user", GraphNode{Kind: BearerNode, Label: EveryUser, Count: 1}), at)
	case roleServer:
		b.join(b.node("@server", GraphNode{Kind: BearerNode, Label: EveryServer, Count: 1}), at)
	default:
		b.people(users, at)
	}
	for _, g := range groups {
		group := b.node(g, GraphNode{Kind: GroupNode, Label: g, Count: 1})
		if group >= 0 {
			b.people(b.h.MembersOf(g), group)
		}
		b.join(group, at)
	}
	for _, s := range services {
		b.join(b.node("service "+s, GraphNode{Kind: BearerNode, Label: s, Names: []string{s}, Count: 1, Service: true, Named: true, Who: subjectText(rbac.Subject{Kind: rbac.Service, Name: s})}), at)
	}
	if name == roleAdmin {
		scope := b.node("*", GraphNode{Kind: ScopeNode, Count: 1})
		b.join(at, scope)
		b.join(scope, b.node("*", GraphNode{Kind: ReachNode, Thing: "all", Count: 1}))
		return
	}
	for _, s := range b.h.RoleScopes(name) {
		scope := b.node(s.Value, GraphNode{Kind: ScopeNode, Label: s.Value, Count: 1})
		b.join(at, scope)
		if scope >= 0 {
			thing, target := reachOf(s.Value)
			b.join(scope, b.node(thing+" "+target.Kind+"="+target.Name, GraphNode{Kind: ReachNode, Thing: thing, Target: target, Count: 1}))
		}
	}
}

// standing reports whether a role is one of the Hub's own, and the config says nothing of what it holds.
func (b *grapher) standing(name string) bool {
	if name != roleAdmin && name != roleUser && name != roleServer && name != roleToken {
		return false
	}
	return !slices.ContainsFunc(b.h.Config().LoadRoles, func(r rbac.RoleSpec) bool { return r.Name.Value == name && r.HasScopes })
}

// people joins users to a box: each by a box of their own, or on a Hub of many all of them by one.
func (b *grapher) people(users []string, to int) {
	if b.singles {
		for _, u := range users {
			b.join(b.node("user "+u, GraphNode{Kind: BearerNode, Label: u, Names: []string{u}, Count: 1, Named: true, Who: subjectText(rbac.Subject{Kind: rbac.User, Name: u})}), to)
		}
		return
	}
	if len(users) == 0 {
		return
	}
	b.join(b.node("user "+strings.Join(users, "\x00"), GraphNode{
		Kind: BearerNode, Label: users[0], Names: slices.Clone(users[:min(len(users), limits.GridNames)]), Count: len(users), Named: true,
	}), to)
}

// reachOf says of what things a scope speaks, and of whose.
func reachOf(scope string) (string, Target) {
	s := rbac.ParseScope(scope)
	thing := "hub"
	switch base := s.Base; {
	case strings.HasPrefix(base, customPrefix):
		thing = "custom"
	case base == "self" || base == "inherit":
		return "all", Target{Kind: "own"}
	case strings.Contains(base, "users"), strings.Contains(base, "tokens"), strings.Contains(base, "auth_state"):
		thing = "user"
	case strings.Contains(base, "groups"):
		thing = "group"
	case strings.Contains(base, "services"):
		thing = "service"
	case strings.Contains(base, "server"), strings.Contains(base, "shares"):
		thing = "server"
	case strings.Contains(base, "roles"):
		thing = "user"
	}
	kind, name, named := strings.Cut(s.Filter.String(), "=")
	switch {
	case kind == "":
		return thing, Target{}
	case !named:
		return thing, Target{Kind: "own"}
	}
	return thing, Target{kind, name}
}
