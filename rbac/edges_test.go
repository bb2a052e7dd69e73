package rbac

import (
	"slices"
	"testing"
)

// A group may be called nothing: its roles are no direct ones, and JupyterHub 2 puts the empty name where "!user"
// stands.
func TestAGroupWithAnEmptyName(t *testing.T) {
	t.Parallel()
	for version, want := range map[string][]string{"2.3.1": {"read:tokens!user="}, "3.1.1": nil, "5.5.1": nil} {
		h, _ := Start(mustDefine(t, version), nil, &Config{
			LoadGroups: []GroupSpec{{Users: []Name{{Value: "alice"}}}},
			LoadRoles: []RoleSpec{{Name: Name{Value: "abc"}, HasName: true, HasScopes: true, Scopes: []Name{{Value: "read:tokens!user"}},
				HasGroups: true, Groups: []Name{{}}}},
		})
		var got []RoleHeld
		for _, held := range h.RolesOf(Subject{Kind: User, Name: "alice"}) {
			if held.Role == "abc" {
				got = append(got, held)
			}
		}
		if len(got) != 1 || got[0].Holding != ByGroup {
			t.Errorf("%s: alice holds abc as %+v", version, got)
		}
		p, err := h.Permissions(Subject{Kind: Group})
		if err != nil || !slices.Equal(p.Strings(), want) {
			t.Errorf("%s: the group has %q (%v), want %q", version, p.Strings(), err, want)
		}
	}
}

func TestAnEndpointForAScopeThatIsNotDefined(t *testing.T) {
	t.Parallel()
	for _, version := range Versions() {
		h, _ := Start(mustDefine(t, version), nil, &Config{AdminUsers: []Name{{Value: "boss"}}})
		p, _ := h.Permissions(Subject{Kind: User, Name: "boss"})
		r := p.Needs([]string{"read:users", "custom:grades"}, Filter{Kind: UserFilter, Value: "boss"}, false)
		if r.Outcome != Failed || r.Error.ID != "scope-not-valid" || r.Error.Args.Scope != "custom:grades" {
			t.Errorf("%s: %+v", version, r)
		}
	}
}
