package rbac

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func mustDefine(t testing.TB, version string) *Definitions {
	t.Helper()
	d, ok := Define(version)
	if !ok {
		t.Fatalf("no definitions of %s", version)
	}
	return d
}

func mustStart(t testing.TB, c *Config) *Hub {
	t.Helper()
	h, events := Start(mustDefine(t, DefaultVersion), nil, c)
	if !h.Running() {
		t.Fatalf("the Hub does not start: %+v", events[len(events)-1])
	}
	return h
}

func says(events []Event, level Level) []string {
	var out []string
	for _, e := range events {
		if e.Level == level {
			a := e.Args
			about := strings.Join(slices.DeleteFunc([]string{a.Role, a.Scope, a.Filter, a.User, a.Group, a.Service, a.Key, a.Suggestion, strings.Join(a.Names, "+")}, func(s string) bool { return s == "" }), ",")
			out = append(out, fmt.Sprintf("%s(%s)@%d", e.ID, about, a.Ref))
		}
	}
	return out
}

func withClient(service, id string, ref Ref) ServiceSpec {
	return ServiceSpec{Name: Name{Value: service}, OAuthClientID: Name{id, ref}, HasOAuthRedirectURI: true, OAuthRedirectURI: "https://x/"}
}

func role(name string, scopes ...string) RoleSpec {
	s := RoleSpec{Ref: 1, Name: Name{name, 2}, HasName: true, HasScopes: true, ScopesRef: 3}
	for i, scope := range scopes {
		s.Scopes = append(s.Scopes, Name{scope, Ref(10 + i)})
	}
	return s
}

func (s RoleSpec) users(names ...string) RoleSpec {
	s.HasUsers = true
	for i, n := range names {
		s.Users = append(s.Users, Name{n, Ref(20 + i)})
	}
	return s
}

func TestWhatStopsAStart(t *testing.T) {
	t.Parallel()
	boss := "boss"
	for _, c := range []struct {
		name  string
		c     Config
		class string
		stage string
		says  string
	}{
		{"undefined scope", Config{LoadRoles: []RoleSpec{role("reader", "read:user")}}, "ScopeNotFound", "init_role_creation", "scope-not-found(reader,read:user,read:users)@10"},
		{"second scope", Config{LoadRoles: []RoleSpec{role("reader", "users", "users!group")}}, "ScopeNotFound", "init_role_creation", "filter-not-found(reader,users!group,group)@11"},
		{"draft scope", Config{LoadRoles: []RoleSpec{role("reader", "all")}}, "ScopeNotFound", "init_role_creation", "scope-renamed(reader,all,inherit)@10"},
		{"capital", Config{LoadRoles: []RoleSpec{role("class-A-student", "users")}}, "InvalidNameError", "init_role_creation", "role-name-invalid(class-A-student,class-a-student)@2"},
		{"no name", Config{LoadRoles: []RoleSpec{{Ref: 5, HasScopes: true}}}, "KeyError", "init_role_creation", "role-without-name(name)@5"},
		{"twice", Config{LoadRoles: []RoleSpec{role("abc"), role("abc")}}, "ValueError", "init_role_creation", "role-twice(abc)@2"},
		{"admin's scopes", Config{LoadRoles: []RoleSpec{role("admin", "users")}}, "RoleValueError", "init_role_creation", "admin-role-override(admin,scopes)@3"},
		{"admin without scopes", Config{LoadRoles: []RoleSpec{{Name: Name{Value: "admin"}, HasName: true, ScopesNone: true}}}, "RoleValueError", "init_role_creation", "admin-role-override(admin,scopes)@0"},
		{"admin's description", Config{LoadRoles: []RoleSpec{{Name: Name{Value: "admin"}, HasName: true, Description: &boss, DescriptionRef: 9}}}, "RoleValueError", "init_role_creation", "admin-role-override(admin,description)@9"},
		{"admin's description None", Config{LoadRoles: []RoleSpec{{Name: Name{Value: "admin"}, HasName: true, DescriptionNone: true, DescriptionRef: 9}}}, "RoleValueError", "init_role_creation", "admin-role-override(admin,description)@9"},
		{"managed groups", Config{ManageGroups: true, ManageGroupsRef: 4, LoadGroups: []GroupSpec{{Name: Name{"g", 5}}}}, "ValueError", "init_groups", "groups-managed()@4"},
		{"empty admin", Config{AdminUsers: []Name{{"", 6}}}, "ValueError", "init_users", "username-invalid()@6"},
		{"slash", Config{LoadGroups: []GroupSpec{{Name: Name{"g", 5}, Users: []Name{{"a/b", 7}}}}}, "ValueError", "init_groups", "username-invalid(a/b)@7"},
		{"pattern", Config{UsernamePattern: `u\d+`, AllowedUsers: []Name{{"u1", 1}, {"x1", 2}}}, "ValueError", "init_users", "username-invalid(x1)@2"},
		{"undefined service", Config{Services: []ServiceSpec{{Name: Name{Value: "culler"}}}, LoadRoles: []RoleSpec{{Name: Name{Value: "abc"}, HasName: true, HasServices: true, Services: []Name{{"culer", 8}}}}}, "ValueError", "init_role_assignment", "service-not-found(abc,culer,culler)@8"},
		{"unknown key", Config{Services: []ServiceSpec{{Name: Name{Value: "s"}, UnknownKeys: []Name{{"nmae", 8}}}}}, "AttributeError", "init_services", "service-unknown-key(s,nmae)@8"},
		{"client id", Config{Services: []ServiceSpec{{Name: Name{Value: "s"}, OAuthClientID: Name{"s", 8}}}}, "ValueError", "init_services", "service-client-id-invalid(s,s,service-s)@8"},
		{"redirect", Config{Services: []ServiceSpec{{Name: Name{Value: "s"}, OAuthClientID: Name{"service-s", 8}}}}, "ValueError", "init_services", "service-redirect-missing(s,oauth_redirect_uri)@8"},
		{"shared client", Config{Services: []ServiceSpec{withClient("a", "service-x", 0), withClient("b", "service-x", 8)}}, "InvalidRequestError", "init_services", "service-client-shared(b,service-x,a)@8"},
		{"client named like another service", Config{Services: []ServiceSpec{withClient("a", "", 0), withClient("b", "service-a", 8)}}, "InvalidRequestError", "init_services", "service-client-shared(b,service-a,a)@8"},
		{"no confirmation", Config{Services: []ServiceSpec{{Ref: 7, Name: Name{Value: "s"}, OAuthNoConfirm: true}}}, "ValueError", "init_services", "service-redirect-missing(s,oauth_redirect_uri)@7"},
		{"url without a scheme", Config{Services: []ServiceSpec{{Ref: 7, Name: Name{Value: "s"}, HasURL: true, URL: "127.0.0.1:9000"}}}, "ValueError", "init_services", "service-url-invalid(s,127.0.0.1:9000)@7"},
		{"twice in a role", Config{LoadRoles: []RoleSpec{role("abc", "users").users("Ann", "ann")}}, "IntegrityError", "init_role_assignment", "bearer-twice(abc,ann)@21"},
		{"new group in admin", Config{LoadRoles: []RoleSpec{{Name: Name{Value: "admin"}, HasName: true, HasGroups: true, Groups: []Name{{"g", 8}}}}}, "AttributeError", "init_role_assignment", "admin-role-new-group(admin,g)@8"},
		{"token role too wide", Config{LoadRoles: []RoleSpec{role("token", "list:users")}, Services: []ServiceSpec{{Name: Name{"s", 8}, APIToken: true}}}, "ValueError", "init_api_tokens", "token-scopes-not-held(s,list:users+read:users:name)@8"},
		{"managed service", Config{LoadRoles: []RoleSpec{role("token", "list:users")}, Services: []ServiceSpec{{Name: Name{"s", 8}, Managed: true}}}, "ValueError", "init_services", "token-scopes-not-held(s,list:users+read:users:name)@0"},
		{"short token", Config{Services: []ServiceSpec{{Name: Name{"s", 8}, APIToken: true, Token: "secret"}}}, "ValueError", "init_api_tokens", "token-too-short(s)@8"},
		{"custom name", Config{CustomScopes: []CustomScope{{Name: Name{"grades:read", 8}}}}, "ValueError", "init_role_creation", "custom-scope-name-invalid(grades:read,custom:grades:read)@8"},
		{"custom built in", Config{CustomScopes: []CustomScope{{Name: Name{"users", 8}}}}, "ValueError", "init_role_creation", "custom-scope-redefined(users)@8"},
		{"custom without description", Config{CustomScopes: []CustomScope{{Name: Name{"custom:grades", 8}}}}, "ValueError", "init_role_creation", "custom-scope-without-description(custom:grades,description)@8"},
		{"custom subscope", Config{CustomScopes: []CustomScope{{Name: Name{"custom:grades", 8}, HasDescription: true, Subscopes: []Name{{"custom:grade", 9}}}}}, "ValueError", "init_role_creation", "custom-subscope-not-found(custom:grades,custom:grade,custom:grades)@9"},
	} {
		h, events := Start(mustDefine(t, DefaultVersion), nil, &c.c)
		last := Event{}
		if len(events) > 0 {
			last = events[len(events)-1]
		}
		got := strings.Join(says(events, Fatal), "; ")
		if h.Running() || got != c.says || last.Type != c.class || last.Stage != c.stage {
			t.Errorf("%s: running %v, %s %s in %s, want %s %s in %s", c.name, h.Running(), last.Type, got, last.Stage, c.class, c.says, c.stage)
		}
	}
}

func TestARestartFollowsTheDatabase(t *testing.T) {
	t.Parallel()
	d := mustDefine(t, DefaultVersion)
	first := &Config{
		LoadRoles:  []RoleSpec{role("reader", "read:users").users("ann", "bob"), role("writer", "users").users("ann")},
		LoadGroups: []GroupSpec{{Name: Name{Value: "g"}, Users: []Name{{Value: "ann"}, {Value: "Ann"}}}},
		Services:   []ServiceSpec{{Name: Name{Value: "s"}, Admin: true, APIToken: true}},
		AdminUsers: []Name{{Value: "boss"}},
	}
	h, _ := Start(d, nil, first)
	if !h.Running() {
		t.Fatal("the first start fails")
	}
	token, err := h.NewToken(TokenRequest{Owner: Subject{Kind: Service, Name: "s"}})
	if err != nil {
		t.Fatal(err)
	}
	second := &Config{LoadRoles: []RoleSpec{role("reader", "read:users", "list:users")}}
	next, events := Start(d, h, second)
	if got := strings.Join(says(events, Warn), "; "); got != "role-extended(reader)@1; role-deleted(writer)@1" {
		t.Errorf("warnings: %s", got)
	}
	if users, _, _ := next.RoleBearers("reader"); len(users) > 0 {
		t.Errorf("a list that is left out clears the role, reader has %v", users)
	}
	if next.HasRole("writer") || next.HasService("s") || next.HasToken(token) {
		t.Error("the role, the service or its token is still there")
	}
	if !next.IsAdmin(Subject{Kind: User, Name: "boss"}) || next.Check(Subject{Kind: User, Name: "boss"}, "proxy").Outcome != Allowed {
		t.Error("leaving admin_users does not take admin away")
	}
	if !slices.Equal(next.MembersOf("g"), []string{"ann"}) {
		t.Errorf("members stay, g has %v", next.MembersOf("g"))
	}
	again, _ := Start(d, h, first)
	if !slices.Equal(again.MembersOf("g"), []string{"ann"}) || !slices.Equal(again.GroupsOf("ann"), []string{"g"}) {
		t.Errorf("who is a member is not added again, g has %v", again.MembersOf("g"))
	}
	if len(h.Services()) != 1 || !h.HasRole("writer") {
		t.Error("the Hub before the restart has changed")
	}
}

// A start that fails leaves what it had committed by then.
func TestAFailedStartLeavesWhatWasCommitted(t *testing.T) {
	t.Parallel()
	d := mustDefine(t, DefaultVersion)
	h, _ := Start(d, nil, &Config{
		LoadGroups: []GroupSpec{{Name: Name{Value: "g"}, Users: []Name{{Value: "ann"}}}, {Name: Name{Value: "h"}, Users: []Name{{Value: "a/b"}}}},
		AdminUsers: []Name{{Value: "boss"}},
	})
	half, _ := Start(d, nil, &Config{AdminUsers: []Name{{Value: "boss"}}, AllowedUsers: []Name{{Value: "a/b"}}})
	if half.Running() || !half.HasUser("boss") {
		t.Errorf("an admin is committed before allowed_users are looked at: users %v", half.Users())
	}
	if h.Running() || !h.HasUser("boss") || !h.HasUser("ann") || !h.HasRole("user") {
		t.Errorf("running %v, users %v, roles %v", h.Running(), h.Users(), h.Roles())
	}
	if len(h.MembersOf("g")) > 0 || h.HasGroup("h") {
		t.Errorf("what came after the last commit is there: g has %v, groups %v", h.MembersOf("g"), h.Groups())
	}
	h, _ = Start(d, nil, &Config{LoadRoles: []RoleSpec{role("abc", "users"), role("bad", "nonsense")}})
	if len(h.Roles()) > 0 {
		t.Errorf("roles are made all or none, there are %v", h.Roles())
	}
}

func TestSettingsThatNoRecordedCaseHas(t *testing.T) {
	t.Parallel()
	listed := role("user", "self").users("ann")
	c := &Config{LoadRoles: []RoleSpec{listed}, AdminUsers: []Name{{Value: "boss"}}, AllowedUsers: []Name{{Value: "bob"}}}
	without := mustStart(t, c)
	if users, _, _ := without.RoleBearers("user"); !slices.Equal(users, []string{"ann", "bob", "boss"}) {
		t.Errorf("admins are allowed users, too: role user has %v", users)
	}
	c.AllowedUsers = nil
	c.LoadGroups = []GroupSpec{{Name: Name{Value: "g"}, Users: []Name{{Value: "sam"}}}}
	if users, _, _ := mustStart(t, c).RoleBearers("user"); !slices.Equal(users, []string{"ann"}) {
		t.Errorf("without allowed users, role user has %v", users)
	}
	c.AllowExisting = true
	if users, _, _ := mustStart(t, c).RoleBearers("user"); !slices.Equal(users, []string{"ann", "boss", "sam"}) {
		t.Errorf("with allow_existing_users, role user has %v", users)
	}
	mapped := mustStart(t, &Config{UsernameMap: map[string]string{"ann": "ann.b"}, AllowedUsers: []Name{{Value: "ANN"}}})
	if !slices.Equal(mapped.Users(), []string{"ann.b"}) {
		t.Errorf("users %v", mapped.Users())
	}
	unread, events := Start(mustDefine(t, DefaultVersion), nil, &Config{UsernamePattern: `(?=a)b`, AllowedUsers: []Name{{Value: "x"}}})
	if !unread.Running() || !slices.Contains(says(events, Note), "username-pattern-unread((?=a)b)@0") {
		t.Errorf("running %v, %v", unread.Running(), says(events, Note))
	}
}

func TestBlockedNamesThatNobodyHasChangeNothing(t *testing.T) {
	t.Parallel()
	c := &Config{AdminUsers: []Name{{"heidi", 1}}, LegacyUsers: []Name{{"heidi", 2}}, BlockedUsers: []Name{{"old1", 3}, {"dave", 4}}, AllowedUsers: []Name{{"dave", 5}}}
	h := mustStart(t, c)
	for _, again := range []*Config{c, {}} {
		h, _ = Start(h.Definitions(), h, again)
		if users, _, _ := h.RoleBearers("admin"); !slices.Equal(users, []string{"heidi"}) {
			t.Errorf("role admin has %v", users)
		}
	}
}

// A set made of a string holds its letters, and the Hub suspects that. It looks whenever the set is set: at reading
// the config, and again when normalising changed it.
func TestAllowedUsersOfOneCharacter(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		c    Config
		want string
	}{
		{Config{AllowedUsers: []Name{{"bob", 1}, {"c", 2}, {"a", 3}}}, "allowed-users-single-characters(a+c)@2"},
		{Config{AllowedUsers: []Name{{"A", 1}}}, "allowed-users-single-characters(A)@1; allowed-users-single-characters(a)@1"},
		{Config{AllowedUsers: []Name{{"ann", 1}}, UsernameMap: map[string]string{"ann": "a"}}, "allowed-users-single-characters(a)@1"},
		{Config{AllowedUsers: []Name{{"é", 1}, {"Bob", 2}}}, "allowed-users-single-characters(é)@1; allowed-users-single-characters(é)@1"},
		{Config{AllowedUsers: []Name{{"ann", 1}}, AdminUsers: []Name{{"b", 2}}}, ""},
		{Config{AllowedUsers: named("i", "h", "g", "f", "e", "d", "c", "b", "a")}, "allowed-users-single-characters(a+b+c+d+e+f+g+h)@0"},
	} {
		_, events := Start(mustDefine(t, DefaultVersion), nil, &c.c)
		if got := strings.Join(says(events, Warn), "; "); got != c.want {
			t.Errorf("%v: %s, want %s", values(c.c.AllowedUsers), got, c.want)
		}
	}
}

func named(list ...string) []Name {
	var out []Name
	for _, s := range list {
		out = append(out, Name{Value: s})
	}
	return out
}

func TestServiceURLs(t *testing.T) {
	t.Parallel()
	for url, want := range map[string]bool{
		"http://127.0.0.1:9000": true, "HTTPS://x": true, "http://[::1]:80/a": true, "http://u:p@h:1/": true, "http://h:": true, "": true,
		"ftp://x": false, "localhost:80": false, "//x": false, "x": false, "http://h:port": false, "http://h:65536": false, "http://h:99999999999999999999999": false,
	} {
		if validURL(url) != want {
			t.Errorf("%q: %v", url, !want)
		}
	}
}

// The Hub makes a set of the scopes, or looks for `self` in them, and Python can't with None.
func TestScopesNone(t *testing.T) {
	t.Parallel()
	c := &Config{LoadRoles: []RoleSpec{{Name: Name{Value: "user"}, HasName: true, ScopesNone: true, ScopesRef: 3}}}
	h, _ := Start(mustDefine(t, "5.5.1"), nil, c)
	if !h.Running() || len(h.RoleScopes("user")) > 0 {
		t.Errorf("5.5.1: running %v, role user has %v", h.Running(), h.RoleScopes("user"))
	}
	_, again := Start(mustDefine(t, "5.5.1"), h, c)
	_, six := Start(mustDefine(t, "6.0.0b2"), nil, c)
	for name, events := range map[string][]Event{"a restart": again, "6.0": six} {
		if got := says(events, Fatal); !slices.Equal(got, []string{"role-scopes-none(user,scopes)@3"}) {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestEndlessCustomScopesFailAtUse(t *testing.T) {
	t.Parallel()
	c := &Config{
		CustomScopes: []CustomScope{
			{Name: Name{Value: "custom:aaa"}, HasDescription: true, Subscopes: []Name{{Value: "custom:bbb"}}},
			{Name: Name{Value: "custom:bbb"}, HasDescription: true, Subscopes: []Name{{Value: "custom:aaa"}}},
			{Name: Name{Value: "custom:ccc"}, HasDescription: true, Subscopes: []Name{{Value: "custom:bbb"}}},
			{Name: Name{Value: "custom:ddd"}, HasDescription: true},
		},
		LoadRoles: []RoleSpec{role("bad", "custom:ccc").users("ann"), role("good", "custom:ddd").users("bob")},
	}
	h := mustStart(t, c)
	if _, err := h.Permissions(Subject{Kind: User, Name: "ann"}); err == nil || err.Type != "RecursionError" {
		t.Errorf("ann: %+v", err)
	}
	if r := h.Check(Subject{Kind: User, Name: "bob"}, "custom:ddd"); r.Outcome != Allowed {
		t.Errorf("bob: %v", r.Outcome)
	}
}

func TestNames(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]bool{"abc": true, "ab": false, "abc\n": true, "abc\n\n": false, "a~b": true, "ab-": false, "Abc": false, "1bc": false, "é-role": false, strings.Repeat("a", 255): true, strings.Repeat("a", 256): false} {
		if validRoleName(name) != want {
			t.Errorf("role name %.10q: %v", name, !want)
		}
	}
	for name, want := range map[string]bool{"custom:abc": true, "custom:ab": false, "custom:a*_": true, "custom:ab-": false, "custom:Abc": false, "customabc": false, "custom:a:b:c": true, "custom:abc\n": true} {
		if validCustomScope(name) != want {
			t.Errorf("custom scope %q: %v", name, !want)
		}
	}
	for in, want := range map[string]string{"ALICE": "alice", "ÉVA": "éva", "ΟΔΟΣ": "οδος", "ΑΣ Β": "ας β", "İ": "i̇"} {
		if got := lower(in); got != want {
			t.Errorf("lower(%q) = %q, want %q", in, got, want)
		}
	}
	for _, c := range []struct {
		pattern, name string
		want          bool
	}{
		{`u\d+`, "u12", true}, {`u\d+`, "xu12", false}, {`u\d+`, "u12x", true}, {`u\d+$`, "u12x", false}, {`\w+$`, "jürgen", true}, {`[\w.]+$`, "a.ü", true},
		{`[]a]+$`, "]a", true}, {`a|b`, "b", true}, {`^[a-z]+\Z`, "abc", true},
	} {
		re, ok := compilePattern(c.pattern)
		if !ok || re.MatchString(c.name) != c.want {
			t.Errorf("%q matches %q: compiled %v, want %v", c.pattern, c.name, ok, c.want)
		}
	}
	for _, pattern := range []string{`(?=a)`, `(a)\1`, `[\W]`, `(`, strings.Repeat("a", 2000), `\b`} {
		if _, ok := compilePattern(pattern); ok {
			t.Errorf("%.20q is taken for readable", pattern)
		}
	}
}
