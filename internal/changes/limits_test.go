package changes_test

import (
	"fmt"
	"testing"

	. "rolecall.example/internal/changes"
	"rolecall.example/internal/limits"
	"rolecall.example/rbac"
)

func named(format string, n int) []rbac.Name {
	out := make([]rbac.Name, n)
	for i := range out {
		out[i].Value = fmt.Sprintf(format, i)
	}
	return out
}

func roles(t *testing.T, list ...rbac.RoleSpec) *rbac.Hub {
	t.Helper()
	for i := range list {
		list[i].HasName, list[i].HasScopes, list[i].HasUsers = true, true, true
	}
	h, _ := rbac.Start(define(t, rbac.DefaultVersion), nil, &rbac.Config{LoadRoles: list})
	if !h.Running() {
		t.Fatal("the Hub does not start")
	}
	return h
}

func TestChangesBeyondTheLimitAreCounted(t *testing.T) {
	t.Parallel()
	verbs := []Verb{{ID: "groups.see", Before: "read:groups", After: "read:groups", Filters: []string{"group"}}}
	for _, n := range []int{limits.Changes, limits.Changes + 1} {
		// Each user sees another group, so that no two changes are alike.
		var before, after []rbac.RoleSpec
		for i := range n {
			r := rbac.RoleSpec{Name: rbac.Name{Value: fmt.Sprintf("role-%d", i)}, Users: named(fmt.Sprintf("u%d-%%d", i), 1)}
			before = append(before, r)
			r.Scopes = named(fmt.Sprintf("read:groups!group=g%d-%%d", i), 1)
			after = append(after, r)
		}
		r := Compare(roles(t, before...), roles(t, after...), verbs)
		if want := n - limits.Changes; len(r.Changes) != limits.Changes || r.More != want {
			t.Errorf("of %d changes %d are listed and %d counted", n, len(r.Changes), r.More)
		}
	}
}

func TestTargetsBeyondTheLimitAreCounted(t *testing.T) {
	t.Parallel()
	verbs := []Verb{{ID: "servers.stop", Before: "delete:servers", After: "delete:servers", Filters: []string{"server", "user", "group"}}}
	for _, n := range []int{limits.ChangeTargets, limits.ChangeTargets + 1} {
		r := rbac.RoleSpec{Name: rbac.Name{Value: "role"}, Users: named("ann%d", 1)}
		before := roles(t, r)
		r.Scopes = named("delete:servers!user=x%d", n)
		over := Compare(before, roles(t, r), verbs).Changes[0].Lines[0].Over
		if want := n - limits.ChangeTargets; len(over.Targets) != limits.ChangeTargets || over.More != want {
			t.Errorf("of %d targets %d are listed and %d counted", n, len(over.Targets), over.More)
		}
	}
}

// A comparison that would be too much work ends, and does not claim that nothing differs.
func TestAComparisonIsBounded(t *testing.T) {
	t.Parallel()
	const filters = 2_000
	d := define(t, rbac.DefaultVersion)
	for _, c := range []struct {
		users   int
		partial bool
	}{{10, false}, {limits.ChangeSteps/filters/10 + 10, true}} {
		h := roles(t, rbac.RoleSpec{Name: rbac.Name{Value: "role"}, Users: named("x%d", c.users), Scopes: named("users!user=x%d", filters)})
		if r := Compare(h, h, verbsOf(d, d)); r.Partial != c.partial || r.Empty() == c.partial {
			t.Errorf("%d users: partial is %v", c.users, r.Partial)
		}
	}
}
