package rbac

import (
	"slices"
	"strings"
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

// JupyterHub 3 fails to intersect where both sides name servers, and a further one comes by its user.
func TestAnIntersectionThatFails(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		held, asked string
		fails       bool
	}{
		{"servers!user=ann servers!server=bob/lab", "servers!server=ann/lab servers!server=bob/lab", true},
		{"servers!user=ann", "servers!server=ann/lab", false},                                             // the owner names no server
		{"servers!group=g servers!user=cem", "servers!user=ann servers!user=cem", true},                   // ann comes by the group
		{"servers!group=g", "servers!user=ann", true},                                                     // by self the owner names a user, too
		{"groups!group=g", "groups!user=ann", false},                                                      // and here none
		{"servers!user=ann servers!server=bob/lab", "servers!server=bob/lab", false},                      // nothing comes
		{"servers servers!server=bob/lab", "servers!server=ann/lab servers!server=bob/lab", false},        // held for everyone
		{"servers!group=g servers!server=bob/lab", "servers!server=ann/lab servers!server=bob/lab", true}, // by the group
	} {
		for _, version := range []string{"3.1.1", "4.1.6", "5.5.1"} {
			role := RoleSpec{Name: Name{Value: "abc"}, HasName: true, HasScopes: true, HasUsers: true, Users: []Name{{Value: "tom"}}}
			for _, s := range strings.Fields(c.held) {
				role.Scopes = append(role.Scopes, Name{Value: s})
			}
			h, _ := Start(mustDefine(t, version), nil, &Config{
				LoadGroups: []GroupSpec{{Name: Name{Value: "g"}, Users: []Name{{Value: "ann"}}}}, LoadRoles: []RoleSpec{role},
			})
			_, err := h.NewToken(TokenRequest{Owner: Subject{Kind: User, Name: "tom"}, HasScopes: true, Scopes: strings.Fields(c.asked)})
			if failed := err != nil && err.ID == "intersection-frozen"; failed != (c.fails && version == "3.1.1") {
				t.Errorf("%s: of %q the token asks for %q: %v", version, c.held, c.asked, err)
			}
		}
	}
}

func TestAGroupTwiceInARole(t *testing.T) {
	t.Parallel()
	for version, runs := range map[string]bool{"2.3.1": false, "3.1.1": false, "4.1.6": true, "5.4.6": false, "5.5.1": false} {
		h, _ := Start(mustDefine(t, version), nil, &Config{LoadRoles: []RoleSpec{{
			Name: Name{Value: "abc"}, HasName: true, HasScopes: true, HasGroups: true, Groups: []Name{{Value: "g"}, {Value: "g"}},
		}}})
		if h.Running() != runs {
			t.Errorf("%s: running is %v", version, h.Running())
		}
	}
}

// What is held and is seldom written so is explained all the same.
func TestOddScopesAreExplained(t *testing.T) {
	t.Parallel()
	alice := Subject{Kind: User, Name: "alice"}
	start := func(version, scope string) *Hub {
		h, _ := Start(mustDefine(t, version), nil, &Config{
			LoadGroups: []GroupSpec{{Name: Name{Value: "class"}, Users: named("alice", "bob")}},
			LoadRoles:  []RoleSpec{role("odd", scope).users("alice"), {Name: Name{Value: "even"}, HasName: true, HasScopes: true, Scopes: named("servers!user"), HasGroups: true, Groups: named("class")}},
		})
		return h.WithServers(map[string][]string{"bob": {"lab"}})
	}
	paths := func(h *Hub, s Subject, scope string) []string {
		var out []string
		r := h.Explain(s, scope)
		for _, p := range r.Paths {
			out = append(out, p.Role+" "+p.Raw+" "+p.Scope)
		}
		for _, m := range r.Near {
			out = append(out, "near: "+m.Path.Role+" "+m.Path.Raw+" "+m.Path.Scope)
		}
		return out
	}
	// JupyterHub 2 keeps `self!` as it is, and takes a group's name for a user's.
	two := start("2.3.1", "self!")
	for _, c := range []struct {
		s     Subject
		scope string
		want  []string
	}{
		{alice, "self!group=class", []string{"odd self! self"}},
		{Subject{Kind: Group, Name: "class"}, "servers!user=class", []string{"even servers!user servers!user=class"}},
	} {
		if got := paths(two, c.s, c.scope); !slices.Equal(got, c.want) {
			t.Errorf("2.3.1, %v %s: %q, want %q", c.s, c.scope, got, c.want)
		}
	}
	// There a scope for a server also reads its user's name: of this user alone.
	if got := paths(start("2.3.1", "access:servers!server=bob/lab"), Subject{Kind: User, Name: "alice"}, "read:users:name"); !slices.Contains(got, "near: odd access:servers!server=bob/lab read:users:name!user=bob") {
		t.Errorf("2.3.1: what comes near is %q", got)
	}
	// A shared scope counts for tokens as it is written, even where it opens nothing.
	h, _, err := start("5.5.1", "read:groups").Share("bob", "lab", alice, []string{"read:users"}, true)
	if err != nil {
		t.Fatal(err)
	}
	token, err := h.NewToken(TokenRequest{Owner: alice})
	if err != nil {
		t.Fatal(err)
	}
	r := h.Explain(Subject{Kind: Bearer, Token: token}, "read:users!server=bob/lab")
	if r.Outcome != Allowed || len(r.Paths) != 1 || len(r.Paths[0].Owner) != 1 || r.Paths[0].Owner[0].Holding != ByShare || r.Paths[0].Owner[0].Match.Kind != SameFilter {
		t.Errorf("5.5.1: %+v", r)
	}
}
