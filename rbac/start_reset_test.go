package rbac_test

import (
	"slices"
	"testing"

	"rolecall.example/rbac"
)

// broughtRoles is a Hub to which ann has brought the roles fresh, of her login's making, and reader, which load_roles has.
func broughtRoles(t *testing.T) (h *rbac.Hub, reader rbac.RoleSpec) {
	t.Helper()
	reader = rbac.RoleSpec{Name: rbac.Name{Value: "reader"}, HasName: true, Scopes: namesOf("list:users"), HasScopes: true}
	h = loginHub(t, &rbac.Config{LoadRoles: []rbac.RoleSpec{reader}, AllowedUsers: namesOf("bo")}).WithLogin("ann", nil)
	fresh := rbac.RoleSpec{Name: rbac.Name{Value: "fresh"}, HasName: true, Scopes: namesOf("list:groups"), HasScopes: true, Users: namesOf("bo"), HasUsers: true}
	h, err := h.WithRoles("ann", []rbac.RoleSpec{fresh, {Name: rbac.Name{Value: "reader"}}, {Name: rbac.Name{Value: "user"}}})
	if err != nil {
		t.Fatalf("%+v", err)
	}
	return h, reader
}

func TestARestartDropsWhatLoginsBrought(t *testing.T) {
	t.Parallel()
	h, reader := broughtRoles(t)
	reader.Users, reader.HasUsers = namesOf("ann", "bo"), true
	fresh := rbac.RoleSpec{Name: rbac.Name{Value: "fresh"}, HasName: true, Scopes: namesOf("self"), HasScopes: true}
	for _, one := range []struct {
		name    string
		c       rbac.Config
		ann, bo []string
	}{
		{"they stay", rbac.Config{}, []string{"fresh", "user"}, []string{"fresh", "user"}},
		{"they go", rbac.Config{ResetManagedRoles: true}, []string{"user"}, []string{"user"}},
		// The role user was ann's before her login brought it: no login gave it to her.
		{"load_roles names ann", rbac.Config{LoadRoles: []rbac.RoleSpec{reader}}, []string{"fresh", "reader", "user"}, []string{"fresh", "reader", "user"}},
		{"load_roles does not keep an assignment", rbac.Config{LoadRoles: []rbac.RoleSpec{reader}, ResetManagedRoles: true}, []string{"user"}, []string{"reader", "user"}},
		{"load_roles has the role by now", rbac.Config{LoadRoles: []rbac.RoleSpec{fresh}, ResetManagedRoles: true}, []string{"user"}, []string{"user"}},
	} {
		again, _ := rbac.Start(h.Definitions(), h, &one.c)
		if !again.Running() || !slices.Equal(held(again, "ann"), one.ann) || !slices.Equal(held(again, "bo"), one.bo) {
			t.Errorf("%s: ann has %v, bo %v", one.name, held(again, "ann"), held(again, "bo"))
		}
		if one.name == "load_roles does not keep an assignment" {
			if third, _ := rbac.Start(h.Definitions(), again, &one.c); !slices.Equal(held(third, "ann"), []string{"reader", "user"}) {
				t.Errorf("the next start gives it, as the config's: %v", held(third, "ann"))
			}
		}
	}
}

func TestARoleOfALoginThatLoadRolesHasByNow(t *testing.T) {
	t.Parallel()
	h, _ := broughtRoles(t)
	c := &rbac.Config{LoadRoles: []rbac.RoleSpec{{Name: rbac.Name{Value: "fresh"}, HasName: true, Scopes: namesOf("self"), HasScopes: true}}}
	again, _ := rbac.Start(h.Definitions(), h, c)
	strip := func(h *rbac.Hub) *rbac.Hub {
		for _, roles := range [][]rbac.RoleSpec{{{Name: rbac.Name{Value: "fresh"}}}, nil} {
			var err *rbac.HubError
			if h, err = h.WithRoles("ann", roles); err != nil {
				t.Fatalf("%+v", err)
			}
		}
		return h
	}
	if after := strip(again); !after.HasRole("fresh") {
		t.Error("a login drops a role of load_roles with its last bearer")
	}
	none := h.WithoutUser("bo")
	if after := strip(none); after.HasRole("fresh") {
		t.Error("a login leaves a role of its own without bearers")
	}
}

func TestWhetherARestartDropsIsNotRead(t *testing.T) {
	t.Parallel()
	h, _ := broughtRoles(t)
	unread := rbac.Unread{Kind: rbac.UnreadOther, In: "Authenticator.reset_managed_roles_on_startup", Ref: 7}
	ann := rbac.Subject{Kind: rbac.User, Name: "ann"}
	ask := func(h *rbac.Hub, scope string) rbac.Outcome {
		return h.Check(ann, scope).Outcome
	}
	same := &rbac.Config{Unread: []rbac.Unread{unread}}
	if again, _ := rbac.Start(h.Definitions(), nil, same); ask(again.WithLogin("ann", nil), "read:users!user=ann") != rbac.Allowed {
		t.Error("nothing was brought, and yet it is in doubt")
	}
	again, _ := rbac.Start(h.Definitions(), h, same)
	for scope, want := range map[string]rbac.Outcome{"list:groups": rbac.Unknown, "read:users!user=ann": rbac.Allowed, "list:services": rbac.Forbidden} {
		if got := ask(again, scope); got != want {
			t.Errorf("%s: %v, want %v", scope, got, want)
		}
	}
	// bo stands in the role's entry: no login gave it to him, and yet it goes with the role.
	if got := again.Check(rbac.Subject{Kind: rbac.User, Name: "bo"}, "list:groups").Outcome; got != rbac.Unknown {
		t.Errorf("bo: %v", got)
	}
	once, err := again.WithRoles("ann", []rbac.RoleSpec{{Name: rbac.Name{Value: "fresh"}}})
	if err != nil || ask(once, "list:groups") != rbac.Allowed {
		t.Errorf("another login gives it whatever the start did: %v", err)
	}
}

func TestWhoIsInMemoryWhileARestartDrops(t *testing.T) {
	t.Parallel()
	h := loginHub(t, &rbac.Config{})
	for _, user := range []string{"ann", "bo"} {
		var err *rbac.HubError
		if h, err = h.WithLogin(user, nil).WithRoles(user, nil); err == nil {
			h, err = h.WithRoles(user, []rbac.RoleSpec{{Name: rbac.Name{Value: "admin"}}})
		}
		if err != nil {
			t.Fatalf("%+v", err)
		}
	}
	h, _ = rbac.Start(h.Definitions(), h, &rbac.Config{}) // who has the role gets the flag
	c := &rbac.Config{ResetManagedRoles: true, LoadRoles: []rbac.RoleSpec{
		{Name: rbac.Name{Value: "reader"}, HasName: true, Scopes: namesOf("list:users"), HasScopes: true, Users: namesOf("ann"), HasUsers: true}}}
	again, _ := rbac.Start(h.Definitions(), h, c)
	// Both have the flag, by which the Hub gives bo the role again. Of ann it believes that she has it.
	if got := held(again, "bo"); !slices.Equal(got, []string{"admin"}) {
		t.Errorf("bo has %v", got)
	}
	if got := held(again, "ann"); !slices.Equal(got, []string{"reader"}) || !again.IsAdmin(rbac.Subject{Kind: rbac.User, Name: "ann"}) {
		t.Errorf("ann has %v", got)
	}
	if third, _ := rbac.Start(h.Definitions(), again, c); !slices.Equal(held(third, "ann"), []string{"admin", "reader"}) {
		t.Errorf("after one more start ann has %v", held(third, "ann"))
	}
}
