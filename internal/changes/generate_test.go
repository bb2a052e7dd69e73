package changes_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"rolecall.example/rbac"
)

// generator makes small configs whose names meet often.
type generator struct{ *rand.Rand }

var (
	someUsers    = []string{"ann", "ben", "cid", "dora", "eve"}
	allUsers     = append([]string{"fay", "gus", "hal", "ida"}, someUsers...) // filters name only the others
	someGroups   = []string{"class-a", "class-b", "staff"}
	someServices = []string{"culler", "panel"}
	someScopes   = []string{
		"users", "servers", "read:users", "list:users", "admin:servers", "groups", "self", "tokens", "shares", "access:servers", "delete:servers", "read:users:name",
		"list:groups", "admin:users", "read:services", "access:services", "read:metrics", "admin-ui", "users:activity", "custom:grades:read", "custom:grades:write",
	}
)

func (g generator) pick(list []string) string { return list[g.IntN(len(list))] }

func (g generator) some(list []string) []rbac.Name {
	var out []rbac.Name
	for _, s := range list {
		if g.IntN(3) == 0 {
			out = append(out, rbac.Name{Value: s})
		}
	}
	return out
}

func (g generator) scope(d *rbac.Definitions) rbac.Name {
	base := g.pick(someScopes)
	for !d.Has(base) && base[:4] != "cust" {
		base = g.pick(someScopes)
	}
	switch g.IntN(9) {
	case 0, 1:
		base += "!group=" + g.pick(someGroups)
	case 2, 3:
		base += "!user=" + g.pick(append(someUsers, "zoe"))
	case 4:
		base += "!user"
	case 5:
		base += "!server=" + g.pick(someUsers) + "/" + g.pick([]string{"", "lab"})
	case 6:
		base += "!service=" + g.pick(someServices)
	case 7:
		if g.IntN(10) == 0 {
			base += "!group=" // starts, and fails whoever bears it in later versions
		}
	}
	return rbac.Name{Value: base}
}

func (g generator) role(d *rbac.Definitions, name string) rbac.RoleSpec {
	r := rbac.RoleSpec{Name: rbac.Name{Value: name}, HasName: true, HasScopes: true, HasUsers: true, HasGroups: true, HasServices: true}
	for range 1 + g.IntN(4) {
		r.Scopes = append(r.Scopes, g.scope(d))
	}
	r.Users, r.Groups, r.Services = g.some(allUsers), g.some(someGroups), g.some(someServices)
	return r
}

func (g generator) config(d *rbac.Definitions) *rbac.Config {
	c := &rbac.Config{}
	for _, name := range someGroups {
		c.LoadGroups = append(c.LoadGroups, rbac.GroupSpec{Name: rbac.Name{Value: name}, Users: g.some(allUsers)})
	}
	for _, s := range someServices {
		c.Services = append(c.Services, rbac.ServiceSpec{Name: rbac.Name{Value: s}})
	}
	c.AllowedUsers = g.some(allUsers)
	c.AdminUsers = g.some(someUsers[:1])
	if d.Has("admin-ui") {
		c.CustomScopes = []rbac.CustomScope{
			{Name: rbac.Name{Value: "custom:grades:read"}, HasDescription: true, Description: "r"},
			{Name: rbac.Name{Value: "custom:grades:write"}, HasDescription: true, Description: "w", Subscopes: []rbac.Name{{Value: "custom:grades:read"}}},
		}
	}
	for i := range 1 + g.IntN(4) {
		c.LoadRoles = append(c.LoadRoles, g.role(d, fmt.Sprintf("role-%d", i)))
	}
	if g.IntN(4) == 0 {
		r := g.role(d, "user")
		r.HasUsers, r.Users = false, nil
		c.LoadRoles = append(c.LoadRoles, r)
	}
	return c
}

// respell writes a config anew so that everybody may do the same.
func (g generator) respell(d *rbac.Definitions, c *rbac.Config) *rbac.Config {
	out := *c
	out.LoadRoles = slices.Clone(c.LoadRoles)
	for i := range out.LoadRoles {
		r := &out.LoadRoles[i]
		r.Scopes = slices.Clone(r.Scopes)
		for _, s := range r.Scopes {
			scope := rbac.ParseScope(s.Value)
			if !d.Has(scope.Base) || scope.Base == "self" {
				continue
			}
			for _, included := range d.Includes(scope.Base) { // what is included, written out; server filters leave some away
				if g.IntN(2) == 0 && scope.Filter.Kind != rbac.ServerFilter {
					r.Scopes = append(r.Scopes, rbac.Name{Value: rbac.Scope{Base: included, Filter: scope.Filter}.String()})
				}
			}
		}
		g.Shuffle(len(r.Scopes), func(a, b int) { r.Scopes[a], r.Scopes[b] = r.Scopes[b], r.Scopes[a] })
	}
	if n := len(out.LoadRoles); n > 0 && out.LoadRoles[0].Name.Value != "user" { // a role in two, under another name
		first, second := out.LoadRoles[0], out.LoadRoles[0]
		half := g.IntN(len(first.Scopes) + 1)
		first.Scopes, second.Scopes = first.Scopes[:half], second.Scopes[half:]
		first.Name, second.Name = rbac.Name{Value: "one-half"}, rbac.Name{Value: "the-other"}
		out.LoadRoles[0] = first
		out.LoadRoles = append(out.LoadRoles, second)
	}
	return &out
}

// change changes one thing that may or may not matter.
func (g generator) change(d *rbac.Definitions, c *rbac.Config) *rbac.Config {
	out := *c
	out.LoadRoles = slices.Clone(c.LoadRoles)
	out.LoadGroups = slices.Clone(c.LoadGroups)
	r := &out.LoadRoles[g.IntN(len(out.LoadRoles))]
	switch g.IntN(6) {
	case 0:
		r.Scopes = append(slices.Clone(r.Scopes), g.scope(d))
	case 1:
		r.Scopes = slices.Clone(r.Scopes)[:len(r.Scopes)-1]
	case 2:
		r.Users = g.some(allUsers)
		r.HasUsers = r.Name.Value != "user"
	case 3:
		out.LoadGroups[g.IntN(len(someGroups))].Users = g.some(allUsers)
	case 4:
		out.LoadGroups = append(out.LoadGroups, rbac.GroupSpec{Name: rbac.Name{Value: "new"}, Users: g.some(allUsers)})
		r.Groups = append(slices.Clone(r.Groups), rbac.Name{Value: "new"})
	case 5:
		// A filter for a group becomes filters for those in it, or the other way round.
		r.Scopes = slices.Clone(r.Scopes)
		for _, group := range out.LoadGroups {
			for i, s := range r.Scopes {
				if scope := rbac.ParseScope(s.Value); scope.Filter.Kind == rbac.GroupFilter && scope.Filter.Value == group.Name.Value {
					r.Scopes = slices.Delete(r.Scopes, i, i+1)
					for _, u := range group.Users {
						r.Scopes = append(r.Scopes, rbac.Name{Value: scope.Base + "!user=" + u.Value})
					}
					return &out
				}
			}
		}
	}
	return &out
}

func define(t testing.TB, version string) *rbac.Definitions {
	t.Helper()
	d, ok := rbac.Define(version)
	if !ok {
		t.Fatalf("no JupyterHub %s", version)
	}
	return d
}

// start starts a Hub with some servers and perhaps a share; nil where it does not start.
func (g generator) start(d *rbac.Definitions, c *rbac.Config) *rbac.Hub {
	h, _ := rbac.Start(d, nil, c)
	if !h.Running() {
		return nil
	}
	h = h.WithServers(map[string][]string{"ann": {"", "lab"}, "ben": {"lab"}})
	if g.IntN(3) == 0 {
		if next, _, err := h.Share("ann", "lab", rbac.Subject{Kind: rbac.User, Name: g.pick(someUsers)}, nil, false); err == nil {
			h = next
		}
	}
	return h
}
