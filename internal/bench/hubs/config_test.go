package hubs

import (
	"encoding/json"
	"slices"
	"testing"
)

func TestGeneratedHubs(t *testing.T) {
	t.Parallel()
	c := Config(Size{100, 10, 20})
	if len(c.LoadGroups) != 10 || len(c.LoadRoles) != 20 {
		t.Fatalf("%d groups and %d roles", len(c.LoadGroups), len(c.LoadRoles))
	}
	members := 0
	for _, g := range c.LoadGroups {
		members += len(g.Users)
	}
	if members != 200 {
		t.Errorf("%d memberships: every user is in two groups here", members)
	}
	var scopes []string
	for _, s := range c.LoadRoles[1].Scopes {
		scopes = append(scopes, s.Value)
	}
	if want := []string{"servers!group=g003", "users:activity!user", "groups!user=u00017"}; !slices.Equal(scopes, want) {
		t.Errorf("scopes %v, want %v", scopes, want)
	}
}

// The config that a live Hub is given is the engine's.
func TestTheJSONIsTheSameConfig(t *testing.T) {
	t.Parallel()
	n := Size{100, 10, 20}
	var got struct {
		LoadGroups map[string]struct{ Users []string } `json:"load_groups"`
		LoadRoles  []struct {
			Name, Description     string
			Scopes, Users, Groups []string
		} `json:"load_roles"`
	}
	if err := json.Unmarshal(JSON(n), &got); err != nil {
		t.Fatal(err)
	}
	c := Config(n)
	if len(got.LoadGroups) != len(c.LoadGroups) || len(got.LoadRoles) != len(c.LoadRoles) {
		t.Fatalf("%d groups and %d roles", len(got.LoadGroups), len(got.LoadRoles))
	}
	for _, g := range c.LoadGroups {
		if !slices.Equal(got.LoadGroups[g.Name.Value].Users, texts(g.Users)) {
			t.Errorf("group %s has %v", g.Name.Value, got.LoadGroups[g.Name.Value].Users)
		}
	}
	for i, r := range c.LoadRoles {
		j := got.LoadRoles[i]
		if j.Name != r.Name.Value || j.Description != *r.Description || !slices.Equal(j.Scopes, texts(r.Scopes)) || !slices.Equal(j.Users, texts(r.Users)) || !slices.Equal(j.Groups, texts(r.Groups)) {
			t.Errorf("role %d is %+v", i, j)
		}
	}
}
