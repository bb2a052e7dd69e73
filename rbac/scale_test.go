package rbac

import (
	"fmt"
	"testing"
)

// A config that hands one list of 10,000 scopes to 5,000 roles costs the list once: what is done for each role is
// counted, not timed.
func TestOneLongListInManyRolesIsExpandedOnce(t *testing.T) {
	t.Parallel()
	var scopes []Name
	for i := range 10000 {
		scopes = append(scopes, Name{Value: fmt.Sprintf("users!user=x%d", i)})
	}
	c := &Config{LoadGroups: []GroupSpec{{Name: Name{Value: "g"}, Users: []Name{{Value: "alice"}}}}}
	for i := range 5000 {
		list := scopes
		if i%100 == 0 {
			list = append([]Name(nil), scopes...) // equal, in other memory
		}
		c.LoadRoles = append(c.LoadRoles, RoleSpec{Name: Name{Value: fmt.Sprintf("r-%d", i)}, HasName: true, HasScopes: true, Scopes: list, HasGroups: true, Groups: []Name{{Value: "g"}}})
	}
	h := mustStart(t, c)
	alice := Subject{Kind: User, Name: "alice"}
	if r := h.Check(alice, "read:users:name!user=x9999"); r.Outcome != Allowed {
		t.Errorf("alice: %v", r.Outcome)
	}
	expansions := map[*expansion]bool{}
	for i := range h.db.roles.rows {
		if len(h.db.roles.rows[i].scopes) == len(scopes) {
			expansions[h.x.roleExpansion(int32(i))] = true
		}
	}
	if len(expansions) != 1 {
		t.Errorf("%d expansions of equal lists, want 1", len(expansions))
	}
	if r := h.Explain(alice, "users!user=x9999"); r.Outcome != Allowed || len(r.Paths) == 0 || len(r.Paths) > maxPaths {
		t.Errorf("explain: %v with %d paths", r.Outcome, len(r.Paths))
	}
	if r := h.Explain(alice, "users!user=nobody"); r.Outcome != NotFound || len(r.Near) != maxNear {
		t.Errorf("explain: %v with %d near misses, want %d", r.Outcome, len(r.Near), maxNear)
	}
}

func TestAHundredCustomScopes(t *testing.T) {
	t.Parallel()
	const n = 150
	c := &Config{}
	name := func(i int) string { return fmt.Sprintf("custom:s%03d", i) }
	for i := range n {
		s := CustomScope{Name: Name{Value: name(i)}, HasDescription: true}
		if i+1 < n {
			s.Subscopes = []Name{{Value: name(i + 1)}}
		}
		c.CustomScopes = append(c.CustomScopes, s)
	}
	role := func(scope string) RoleSpec {
		return RoleSpec{Name: Name{Value: "holder"}, HasName: true, HasScopes: true, HasUsers: true, Users: []Name{{Value: "alice"}}, Scopes: []Name{{Value: scope}}}
	}
	for _, from := range []int{0, 10, 100, n - 1} {
		c.LoadRoles = []RoleSpec{role(name(from) + "!user")}
		h := mustStart(t, c)
		alice := Subject{Kind: User, Name: "alice"}
		for i := range n {
			want := Forbidden
			if i >= from {
				want = Allowed
			}
			if got := h.Check(alice, name(i)+"!user=alice").Outcome; got != want {
				t.Errorf("holding %s: %s is %v, want %v", name(from), name(i), got, want)
			}
		}
		if got := len(h.Definitions().Includes(name(from))); got != n-from {
			t.Errorf("%s includes %d scopes, want %d", name(from), got, n-from)
		}
		if chain := h.Definitions().Chain(name(from), name(n-1)); len(chain) != n-from {
			t.Errorf("the chain from %s has %d links, want %d", name(from), len(chain), n-from)
		}
	}
}
