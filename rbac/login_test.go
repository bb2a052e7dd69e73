package rbac_test

import (
	"reflect"
	"slices"
	"testing"

	"rolecall.example/rbac"
)

func namesOf(list ...string) (out []rbac.Name) {
	for _, s := range list {
		out = append(out, rbac.Name{Value: s})
	}
	return out
}

// held are the roles that a user holds directly.
func held(h *rbac.Hub, user string) (out []string) {
	for _, r := range h.RolesOf(rbac.Subject{Kind: rbac.User, Name: user}) {
		if r.Holding == rbac.Direct {
			out = append(out, r.Role)
		}
	}
	return out
}

func loginHub(t *testing.T, c *rbac.Config) *rbac.Hub {
	t.Helper()
	d, _ := rbac.Define("5.5.1")
	h, events := rbac.Start(d, nil, c)
	if !h.Running() {
		t.Fatalf("%v", events)
	}
	return h
}

func TestALoginGivesTheDefaultRoles(t *testing.T) {
	t.Parallel()
	// load_roles takes the role user from whoever it does not list; a login gives it back.
	h := loginHub(t, &rbac.Config{LoadGroups: []rbac.GroupSpec{{Name: rbac.Name{Value: "g"}, Users: namesOf("ann")}},
		LoadRoles: []rbac.RoleSpec{{Name: rbac.Name{Value: "user"}, HasName: true, Scopes: namesOf("self"), HasScopes: true, HasUsers: true}}})
	if got := held(h, "ann"); len(got) > 0 {
		t.Fatalf("before: %v", got)
	}
	yes, no := true, false
	h = h.WithLogin("ann", nil)
	if got := held(h, "ann"); !slices.Equal(got, []string{"user"}) {
		t.Errorf("after: %v", got)
	}
	h = h.WithLogin("ann", &yes)
	if got := held(h, "ann"); !slices.Equal(got, []string{"admin", "user"}) || !h.IsAdmin(rbac.Subject{Kind: rbac.User, Name: "ann"}) {
		t.Errorf("as an admin: %v", got)
	}
	h = h.WithLogin("ann", nil).WithLogin("bo", nil)
	if !h.IsAdmin(rbac.Subject{Kind: rbac.User, Name: "ann"}) || !slices.Equal(held(h, "bo"), []string{"user"}) {
		t.Errorf("nothing said of the flag: %v, %v", held(h, "ann"), held(h, "bo"))
	}
	if got := held(h.WithLogin("ann", &no), "ann"); !slices.Equal(got, []string{"user"}) {
		t.Errorf("no admin any more: %v", got)
	}
}

func TestALoginBringsRoles(t *testing.T) {
	t.Parallel()
	c := &rbac.Config{LoadGroups: []rbac.GroupSpec{{Name: rbac.Name{Value: "g"}, Users: namesOf("bo")}}, LoadRoles: []rbac.RoleSpec{{Name: rbac.Name{Value: "loaded"}, HasName: true, Scopes: namesOf("list:users"), HasScopes: true}}}
	h := loginHub(t, c).WithLogin("ann", nil)
	role := func(name string, scopes ...string) rbac.RoleSpec {
		return rbac.RoleSpec{Name: rbac.Name{Value: name}, HasName: true, Scopes: namesOf(scopes...), HasScopes: len(scopes) > 0}
	}
	with := func(h *rbac.Hub, roles ...rbac.RoleSpec) *rbac.Hub {
		t.Helper()
		out, err := h.WithRoles("ann", roles)
		if err != nil {
			t.Fatalf("%+v", err)
		}
		return out
	}
	shared := role("shared", "read:users")
	shared.Users, shared.HasUsers, shared.Groups, shared.HasGroups = namesOf("bo", "nobody"), true, namesOf("g", "none"), true
	one := with(h, role("fresh", "read:users"), role("loaded"), shared)
	if got := held(one, "ann"); !slices.Equal(got, []string{"fresh", "loaded", "shared"}) {
		t.Errorf("held: %v", got) // and the role user no more
	}
	if users, groups, _ := one.RoleBearers("shared"); !slices.Equal(users, []string{"ann", "bo"}) || !slices.Equal(groups, []string{"g"}) {
		t.Errorf("bearers: %v, %v", users, groups)
	}
	if got := one.RoleScopes("loaded"); len(got) != 1 || got[0].Value != "list:users" {
		t.Errorf("an entry without scopes took them: %v", got)
	}
	two := with(one, role("loaded", "self"), role("user"))
	if two.HasRole("fresh") || !two.HasRole("shared") || !two.HasRole("loaded") {
		t.Errorf("roles: %v", two.Roles()) // fresh has nobody left, shared has bo and the group
	}
	if got := two.RoleScopes("loaded"); len(got) != 1 || got[0].Value != "self" {
		t.Errorf("scopes: %v", got)
	}
	if three := with(two, role("user")); !three.HasRole("loaded") {
		t.Error("a role of the config went")
	}
	again, _ := rbac.Start(h.Definitions(), two, c)
	if !again.HasRole("shared") || !slices.Equal(held(again, "bo"), []string{"shared", "user"}) {
		t.Errorf("after a restart: %v, %v", again.Roles(), held(again, "bo"))
	}
	if !reflect.DeepEqual(held(h, "ann"), []string{"user"}) || h.HasRole("fresh") {
		t.Error("the Hub of before has changed")
	}
}

func TestALoginBringsRolesThatTheHubRefuses(t *testing.T) {
	t.Parallel()
	h := loginHub(t, &rbac.Config{}).WithLogin("ann", nil)
	for id, spec := range map[string]rbac.RoleSpec{
		"scope-not-found":     {Name: rbac.Name{Value: "odd"}, Scopes: namesOf("read:nothing"), HasScopes: true},
		"role-name-invalid":   {Name: rbac.Name{Value: "Odd"}},
		"admin-role-override": {Name: rbac.Name{Value: "admin"}, Scopes: namesOf("self"), HasScopes: true},
	} {
		after, err := h.WithRoles("ann", []rbac.RoleSpec{{Name: rbac.Name{Value: "fine"}}, spec})
		if err == nil || err.ID != id || after != h {
			t.Errorf("%s: %+v", id, err)
		}
	}
	if _, err := h.WithRoles("ann", []rbac.RoleSpec{{Name: rbac.Name{Value: "admin"}}, {Name: rbac.Name{Value: "x-role"}}}); err != nil {
		t.Errorf("the role admin by its name alone: %+v", err)
	}
}
