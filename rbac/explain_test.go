package rbac

import (
	"reflect"
	"strings"
	"testing"
)

// classes is the config that most tests ask: two classes, a teacher, a service; every name has its own mark.
func classes() *Config {
	n := func(v string, ref Ref) Name { return Name{v, ref} }
	return &Config{
		LoadGroups: []GroupSpec{
			{Name: n("class-a", 1), Users: []Name{n("johan", 2), n("ann", 3)}},
			{Name: n("class-b", 4), Users: []Name{n("sam", 5)}},
		},
		Services: []ServiceSpec{{Ref: 6, Name: n("culler", 7), APIToken: true}, {Ref: 8, Name: n("panel", 9), APIToken: true, HasURL: true, URL: "http://127.0.0.1:9"}},
		LoadRoles: []RoleSpec{
			{Ref: 10, Name: n("student", 11), HasName: true, HasScopes: true, Scopes: []Name{n("read:groups!group=class-a", 12)}, HasGroups: true, Groups: []Name{n("class-a", 13)}},
			{Ref: 20, Name: n("teacher", 21), HasName: true, HasScopes: true, Scopes: []Name{n("servers!group=class-b", 22), n("read:users!user=sam", 23)}, HasUsers: true, Users: []Name{n("johan", 24)}},
			{Ref: 30, Name: n("culler", 31), HasName: true, HasScopes: true, Scopes: []Name{n("list:users", 32), n("servers!user", 33)}, HasServices: true, Services: []Name{n("culler", 34)}},
		},
		AdminUsers: []Name{n("boss", 40)},
	}
}

func TestPathsOfAYes(t *testing.T) {
	t.Parallel()
	h := mustStart(t, classes())
	johan := Subject{Kind: User, Name: "johan"}
	for _, c := range []struct {
		name  string
		s     Subject
		scope string
		paths []Path
	}{
		{"a role held directly, for a group of the asked user", johan, "delete:servers!server=sam/lab", []Path{{
			Holding: Direct, Role: "teacher", RoleRef: 20, HeldRef: 24, Raw: "servers!group=class-b", RawRef: 22, Scope: "delete:servers!group=class-b",
			Chain: []string{"servers", "delete:servers"}, Match: Match{Kind: MemberOf, Filter: "group=class-b", Group: "class-b", Member: "sam", Ref: 5},
		}}},
		{"a role of a group", johan, "read:groups:name!group=class-a", []Path{{
			Holding: ByGroup, Role: "student", RoleRef: 10, HeldRef: 13, Group: "class-a", GroupRef: 2, Raw: "read:groups!group=class-a", RawRef: 12,
			Scope: "read:groups:name!group=class-a", Chain: []string{"read:groups", "read:groups:name"}, Match: Match{Kind: SameFilter, Filter: "group=class-a"},
		}}},
		{"what everybody has by self", johan, "servers!server=johan/", []Path{{
			Holding: Direct, Role: "user", Given: true, HeldRef: 2, Raw: "self", Scope: "servers!user=johan", Chain: []string{"self", "servers"},
			Match: Match{Kind: OwnServer, Filter: "user=johan"},
		}}},
		{"two ways to the same", johan, "read:users:name!user=sam", []Path{
			{Holding: Direct, Role: "teacher", RoleRef: 20, HeldRef: 24, Raw: "servers!group=class-b", RawRef: 22, Scope: "read:users:name!group=class-b",
				Chain: []string{"servers", "read:servers", "read:users:name"}, Match: Match{Kind: MemberOf, Filter: "group=class-b", Group: "class-b", Member: "sam", Ref: 5}},
			{Holding: Direct, Role: "teacher", RoleRef: 20, HeldRef: 24, Raw: "read:users!user=sam", RawRef: 23, Scope: "read:users:name!user=sam",
				Chain: []string{"read:users", "read:users:name"}, Match: Match{Kind: SameFilter, Filter: "user=sam"}},
		}},
		{"an admin", Subject{Kind: User, Name: "boss"}, "proxy", []Path{{
			Holding: Direct, Role: "admin", Given: true, HeldRef: 40, Raw: "proxy", Scope: "proxy", Chain: []string{"proxy"}, Match: Match{Kind: Unfiltered},
		}}},
		{"anybody", Subject{Kind: AnyUser}, "servers!user=" + AnyName, []Path{{
			Holding: Direct, Role: "user", Given: true, Raw: "self", Scope: "servers!user=" + AnyName, Chain: []string{"self", "servers"},
			Match: Match{Kind: SameFilter, Filter: "user=" + AnyName},
		}}},
		{"any member", Subject{Kind: AnyMember, Name: "class-a"}, "read:groups!group=class-a", []Path{{
			Holding: ByGroup, Role: "student", RoleRef: 10, HeldRef: 13, Group: "class-a", Raw: "read:groups!group=class-a", RawRef: 12,
			Scope: "read:groups!group=class-a", Chain: []string{"read:groups"}, Match: Match{Kind: SameFilter, Filter: "group=class-a"},
		}}},
	} {
		r := h.Explain(c.s, c.scope)
		if r.Outcome != Allowed || !reflect.DeepEqual(r.Paths, c.paths) {
			t.Errorf("%s: outcome %v\n got %+v\nwant %+v", c.name, r.Outcome, r.Paths, c.paths)
		}
	}
}

func TestNearMissesOfANo(t *testing.T) {
	t.Parallel()
	h := mustStart(t, classes())
	johan, culler := Subject{Kind: User, Name: "johan"}, Subject{Kind: Service, Name: "culler"}
	for _, c := range []struct {
		name    string
		s       Subject
		scope   string
		outcome Outcome
		near    []string // reason, role, raw scope
	}{
		{"held for others", johan, "delete:servers!server=ann/", NotFound, []string{"other-filter user self", "other-filter teacher servers!group=class-b"}},
		{"held for some, asked for all", johan, "read:users", Forbidden, []string{"other-filter user self", "other-filter teacher read:users!user=sam"}},
		{"not included", johan, "access:servers!user=sam", NotFound, []string{"other-filter user self", "not-included teacher servers!group=class-b"}},
		{"a part of it", johan, "users!user=sam", Forbidden, []string{"not-included teacher read:users!user=sam"}},
		{"a bare filter without an owner to fill it", culler, "servers!user=sam", Forbidden, []string{"dropped-bare culler servers!user"}},
		{"nothing near", johan, "proxy", Forbidden, nil},
		{"self does not list", Subject{Kind: User, Name: "ann"}, "list:users!user=ann", Forbidden, []string{"not-included user self"}},
	} {
		r := h.Explain(c.s, c.scope)
		if got := near(r); r.Outcome != c.outcome || strings.Join(got, "; ") != strings.Join(c.near, "; ") {
			t.Errorf("%s: %v with %q, want %v with %q", c.name, r.Outcome, got, c.outcome, c.near)
		}
	}
}

func near(r Result) []string {
	reasons := [...]string{OtherFilter: "other-filter", NotIncluded: "not-included", DroppedBare: "dropped-bare", NotOfOwner: "not-of-owner", NotOfToken: "not-of-token"}
	var out []string
	for _, m := range r.Near {
		out = append(out, reasons[m.Reason]+" "+m.Path.Role+" "+m.Path.Raw)
	}
	return out
}

func TestTokensAreExplainedByTheirOwner(t *testing.T) {
	t.Parallel()
	h := mustStart(t, classes())
	johan := Subject{Kind: User, Name: "johan"}
	issue := func(r TokenRequest) Subject {
		token, err := h.NewToken(r)
		if err != nil {
			t.Fatalf("%+v: %+v", r, err)
		}
		return Subject{Kind: Bearer, Token: token}
	}
	narrow := issue(TokenRequest{Owner: johan, HasScopes: true, Scopes: []string{"servers!user=sam"}})
	r := h.Explain(narrow, "delete:servers!server=sam/lab")
	if r.Outcome != Allowed || len(r.Paths) != 1 || r.Paths[0].Holding != ByToken || r.Paths[0].Raw != "servers!user=sam" ||
		len(r.Paths[0].Owner) != 1 || r.Paths[0].Owner[0].Role != "teacher" {
		t.Errorf("narrow: %+v", r)
	}
	if r := h.Explain(narrow, "servers!server=johan/"); r.Outcome != NotFound || strings.Join(near(r), "; ") != "not-of-token user self; other-filter  servers!user=sam" {
		t.Errorf("a token without it: %v %q", r.Outcome, near(r))
	}
	whole := issue(TokenRequest{Owner: johan})
	if r := h.Explain(whole, "servers!server=johan/"); r.Outcome != Allowed || r.Paths[0].Raw != "inherit" || r.Paths[0].Owner[0].Raw != "self" {
		t.Errorf("inherit: %+v", r)
	}
	if r := h.Explain(whole, "servers!server=ann/"); r.Outcome != NotFound || len(r.Near) != 2 {
		t.Errorf("inherit: %v %q", r.Outcome, near(r))
	}
	later := h.WithoutMember("class-b", "sam")
	if r := later.Explain(narrow, "servers!server=sam/"); r.Outcome != Forbidden || !strings.HasPrefix(strings.Join(near(r), "; "), "not-of-owner  servers!user=sam") {
		t.Errorf("after sam has left: %v %q", r.Outcome, near(r))
	}
	if d := later.DroppedOf(narrow.Token); len(d) == 0 || d[0].Reason != NotOfOwner {
		t.Errorf("after sam has left: %v", d)
	}
	oauth := issue(TokenRequest{Owner: Subject{Kind: User, Name: "boss"}, HasScopes: true, Client: "service:panel"})
	if r := h.Explain(oauth, "access:services!service=panel"); r.Outcome != Allowed || r.Paths[0].Owner[0].Role != "admin" {
		t.Errorf("a token of a service's client: %+v", r)
	}
}

func TestTokensRefused(t *testing.T) {
	t.Parallel()
	h := mustStart(t, classes())
	ann := Subject{Kind: User, Name: "ann"}
	for _, c := range []struct {
		request TokenRequest
		id      string
	}{
		{TokenRequest{Owner: ann, HasScopes: true, Scopes: []string{"servers"}}, "token-scopes-not-held"},
		{TokenRequest{Owner: ann, HasScopes: true, Scopes: []string{"servers!group=class-a"}}, "token-scopes-not-held"},
		{TokenRequest{Owner: ann, HasScopes: true, Scopes: []string{"servers!user", "inherit"}}, ""},
		{TokenRequest{Owner: ann, HasScopes: true, Scopes: []string{"inherit", "proxy"}}, "token-scopes-not-held"},
		{TokenRequest{Owner: ann, HasScopes: true}, ""},
		{TokenRequest{Owner: ann, HasScopes: true, Scopes: []string{"all"}}, "scope-renamed"},
		{TokenRequest{Owner: ann, HasScopes: true, Scopes: []string{"servers!user="}}, "filter-empty"},
		{TokenRequest{Owner: ann, HasScopes: true, HasRoles: true}, "token-scopes-and-roles"},
		{TokenRequest{Owner: ann, HasRoles: true, Roles: []string{"user"}}, ""},
		{TokenRequest{Owner: ann, HasRoles: true, Roles: []string{"teacherr"}}, "role-not-found"},
		{TokenRequest{Owner: ann, HasRoles: true, Roles: []string{"teacher"}}, "token-scopes-not-held"},
		{TokenRequest{Owner: ann, Client: "service:culler"}, "client-not-found"},
		{TokenRequest{Owner: Subject{Kind: User, Name: "nobody"}}, "owner-not-found"},
		{TokenRequest{Owner: Subject{Kind: Service, Name: "culler"}, HasScopes: true, Scopes: []string{"servers!user"}}, ""},
	} {
		token, err := h.NewToken(c.request)
		id := ""
		if err != nil {
			id = err.ID
		}
		if id != c.id || (token == nil) != (c.id != "") {
			t.Errorf("%+v: %q, want %q", c.request, id, c.id)
		}
	}
}

func TestServerTokens(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, want string
		config     Config
		dropped    string
	}{
		{"by default", "access:servers!server=ann/lab users:activity!user", Config{}, ""},
		{"role server with self", "self users:activity!user", Config{LoadRoles: []RoleSpec{role("server", "self")}}, ""},
		{"inherit", "inherit", Config{LoadRoles: []RoleSpec{role("server", "inherit")}}, ""},
		{"not held", "users:activity!user", Config{ServerTokenScopes: []Name{{Value: "admin:groups"}}}, "admin:groups"},
		{"held in part", "read:users!user=ann read:users:activity!user=ann read:users:groups!user=ann read:users:name!user=ann users:activity!user", Config{ServerTokenScopes: []Name{{Value: "read:users"}}}, "read:users"},
		{"a bare server filter of the user has no target", "users:activity!user", Config{
			LoadRoles: []RoleSpec{role("user", "tokens!server", "users:activity!user")}, ServerTokenScopes: []Name{{Value: "tokens!server"}}}, "tokens!server=ann/lab"},
	} {
		c.config.AllowedUsers = []Name{{Value: "ann"}}
		h := mustStart(t, &c.config)
		token, dropped, err := h.ServerToken("ann", "lab")
		if err != nil {
			t.Errorf("%s: %+v", c.name, err)
			continue
		}
		var lost []string
		for _, d := range dropped {
			lost = append(lost, d.Scope)
		}
		if got := strings.Join(token.Scopes, " "); got != c.want || strings.Join(lost, " ") != c.dropped {
			t.Errorf("%s: %q without %q, want %q without %q", c.name, got, lost, c.want, c.dropped)
		}
	}
}
