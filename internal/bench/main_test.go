package main

import (
	"slices"
	"testing"
)

func TestPercentile(t *testing.T) {
	t.Parallel()
	times := make([]float64, 100)
	for i := range times {
		times[i] = float64(100 - i)
	}
	for p, want := range map[int]float64{1: 1, 50: 50, 99: 99, 100: 100} {
		if got := percentile(times, p); got != want {
			t.Errorf("percentile %d is %v, want %v", p, got, want)
		}
	}
	if got := percentile([]float64{7}, 50); got != 7 {
		t.Errorf("of one time: %v", got)
	}
}

func TestGeneratedHubs(t *testing.T) {
	t.Parallel()
	c := generate(size{100, 10, 20})
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
