// Package hubs makes the configs of generated hubs of growing size, which the engine and live JupyterHubs are timed with.
package hubs

import (
	"encoding/json"
	"fmt"
	"slices"

	"rolecall.example/rbac"
)

// Size is how large a generated hub is.
type Size struct{ Users, Groups, Roles int }

// Sizes are those that are timed.
var Sizes = []Size{{100, 10, 20}, {1_000, 50, 50}, {10_000, 200, 100}}

// Config makes a config of a size: every user in one or two groups, every role with three or four scopes of
// different filters, five users and two groups. It has no randomness, so each run measures the same.
func Config(n Size) *rbac.Config {
	user := func(i int) string { return fmt.Sprintf("u%05d", i%n.Users) }
	group := func(i int) string { return fmt.Sprintf("g%03d", i%n.Groups) }
	c := new(rbac.Config)
	for g := range n.Groups {
		c.LoadGroups = append(c.LoadGroups, rbac.GroupSpec{Name: rbac.Name{Value: group(g)}})
	}
	for i := range n.Users {
		first, second := i%n.Groups, (i*7+3)%n.Groups
		c.LoadGroups[first].Users = append(c.LoadGroups[first].Users, rbac.Name{Value: user(i)})
		if second != first {
			c.LoadGroups[second].Users = append(c.LoadGroups[second].Users, rbac.Name{Value: user(i)})
		}
	}
	bases := []string{"read:users", "servers", "list:users", "read:groups", "users:activity", "access:servers", "tokens",
		"read:servers", "groups", "read:users:name"}
	base := func(i int) string { return bases[i%len(bases)] }
	for j := range n.Roles {
		third := base(j + 7)
		if j%3 != 0 {
			third += "!user=" + user(j*17)
		}
		scopes := []string{base(j) + "!group=" + group(j*3), base(j+3) + "!user", third}
		if j%5 == 0 {
			scopes = append(scopes, "access:servers!server="+user(j*11)+"/lab")
		}
		var users []string
		for k := range 5 {
			users = append(users, user(j*13+k*29))
		}
		description := fmt.Sprintf("role %d", j)
		c.LoadRoles = append(c.LoadRoles, rbac.RoleSpec{
			Name: rbac.Name{Value: fmt.Sprintf("r-%03d", j)}, HasName: true, Description: &description,
			Scopes: named(scopes), HasScopes: true,
			Users: named(sorted(users)), HasUsers: true,
			Groups: named(sorted([]string{group(j), group(j*5 + 1)})), HasGroups: true,
		})
	}
	return c
}

// JSON is the same config in the form of the recorded cases, which a live Hub is given.
func JSON(n Size) []byte {
	c := Config(n)
	type object = map[string]any
	groups := object{}
	for _, g := range c.LoadGroups {
		groups[g.Name.Value] = object{"users": texts(g.Users)}
	}
	var roles []object
	for _, r := range c.LoadRoles {
		roles = append(roles, object{"name": r.Name.Value, "description": *r.Description, "scopes": texts(r.Scopes), "users": texts(r.Users), "groups": texts(r.Groups)})
	}
	out, _ := json.Marshal(object{"load_groups": groups, "load_roles": roles}) // strings always marshal
	return out
}

func texts(list []rbac.Name) []string {
	out := make([]string, len(list))
	for i, n := range list {
		out[i] = n.Value
	}
	return out
}

func sorted(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}

func named(list []string) []rbac.Name {
	out := make([]rbac.Name, len(list))
	for i, s := range list {
		out[i].Value = s
	}
	return out
}
