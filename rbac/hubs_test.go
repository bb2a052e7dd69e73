package rbac_test

import (
	"fmt"
	"sync"
	"testing"

	"rolecall.example/internal/bench/hubs"
	"rolecall.example/rbac"
)

// generated is a started Hub of one of the sizes that the benchmarks use, in the default version.
func generated(t testing.TB, n hubs.Size) *rbac.Hub {
	t.Helper()
	h := start(hubs.Config(n))
	if !h.Running() {
		t.Fatalf("the Hub of %d users does not start", n.Users)
	}
	return h
}

// The real Hub counted the expanded scopes of all users of the same configs.
func TestManyUsersHoldWhatTheHubCounted(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		version string
		size    hubs.Size
		scopes  int
	}{
		{"5.5.1", hubs.Sizes[0], 2838},
		{"5.5.1", hubs.Sizes[1], 28339},
		{"5.5.1", hubs.Sizes[2], 215345},
		{"6.0.0b2", hubs.Sizes[0], 3051},
		{"6.0.0b2", hubs.Sizes[1], 29898},
	} {
		d, _ := rbac.Define(c.version)
		h, _ := rbac.Start(d, nil, hubs.Config(c.size))
		if len(h.Users()) != c.size.Users {
			t.Fatalf("%d users, want %d", len(h.Users()), c.size.Users)
		}
		total := 0
		for _, u := range h.Users() {
			p, err := h.Permissions(rbac.Subject{Kind: rbac.User, Name: u})
			if err != nil {
				t.Fatal(err)
			}
			total += len(p.Strings())
		}
		if total != c.scopes {
			t.Errorf("%s, %d users: %d scopes, the Hub counted %d", c.version, c.size.Users, total, c.scopes)
		}
	}
}

func TestCheckAllocatesNothing(t *testing.T) {
	h := generated(t, hubs.Sizes[1])
	for _, s := range []rbac.Subject{{Kind: rbac.User, Name: "u00042"}, {Kind: rbac.AnyUser}, {Kind: rbac.AnyMember, Name: "g001"}} {
		for _, scope := range []string{"delete:servers!server=u00007/lab", "read:users!user=u00007", "list:users", "proxy", "servers!user=u00042"} {
			if n := testing.AllocsPerRun(100, func() { h.Check(s, scope) }); n > 0 {
				t.Errorf("%v %s: %v allocations", s, scope, n)
			}
		}
	}
}

// A Hub may be asked from many goroutines: what it keeps between questions is guarded. Run with -race.
func TestAHubIsAskedFromManySides(t *testing.T) {
	t.Parallel()
	h := generated(t, hubs.Size{Users: 200, Groups: 20, Roles: 20})
	var wait sync.WaitGroup
	for i := range 8 {
		wait.Go(func() {
			for _, u := range h.Users() {
				s := rbac.Subject{Kind: rbac.User, Name: u}
				if a, b := h.Check(s, "servers!user=u00007"), h.Explain(s, "servers!user=u00007"); a.Outcome != b.Outcome {
					t.Errorf("%s: %v and %v", u, a.Outcome, b.Outcome)
				}
				h.Permissions(rbac.Subject{Kind: rbac.AnyMember, Name: fmt.Sprintf("g%03d", i)})
			}
		})
	}
	wait.Wait()
}
