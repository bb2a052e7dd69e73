package rbac

import (
	"slices"
	"testing"
)

// TestUnreadPartsMakeAnswersUnknown asks the classes config with one part of it unread.
func TestUnreadPartsMakeAnswersUnknown(t *testing.T) {
	t.Parallel()
	user := func(n string) Subject { return Subject{Kind: User, Name: n} }
	johan, ann, culler := user("johan"), user("ann"), Subject{Kind: Service, Name: "culler"}
	anyone, member := Subject{Kind: AnyUser}, Subject{Kind: AnyMember, Name: "class-a"}
	override := func(c *Config) { c.LoadRoles = append(c.LoadRoles, role("user", "self")) }
	for _, c := range []struct {
		name   string
		unread Unread
		change func(*Config)
		s      Subject
		scope  string
		want   Outcome
	}{
		{"no: an unread role could name her", Unread{Kind: UnreadRoles}, nil, ann, "proxy", Unknown},
		{"no: an unread role could name the service", Unread{Kind: UnreadRoles}, nil, culler, "proxy", Unknown},
		{"no: an unread role could be user", Unread{Kind: UnreadRoles}, nil, anyone, "proxy", Unknown},
		{"no: user is read, nothing else reaches anybody", Unread{Kind: UnreadRoles}, override, anyone, "proxy", Forbidden},
		{"no: an unread role could name the group", Unread{Kind: UnreadRoles}, override, member, "proxy", Unknown},
		{"yes: an unread role could replace user", Unread{Kind: UnreadRoles}, nil, ann, "servers!user=ann", Unknown},
		{"yes: user is read", Unread{Kind: UnreadRoles}, override, ann, "servers!user=ann", Allowed},
		{"yes: a read role stays", Unread{Kind: UnreadRoles}, nil, johan, "servers!user=sam", Allowed},
		{"yes: admin_users stay admins", Unread{Kind: UnreadRoles}, nil, user("boss"), "proxy", Allowed},
		{"yes: a service's flag can be taken away by a role admin", Unread{Kind: UnreadRoles}, func(c *Config) { c.Services[0].Admin = true }, culler, "proxy", Unknown},

		{"no: further scopes of a role held", Unread{Kind: UnreadRoleScopes, In: "teacher"}, nil, johan, "proxy", Unknown},
		{"no: further scopes of a role not held", Unread{Kind: UnreadRoleScopes, In: "teacher"}, nil, ann, "proxy", Forbidden},
		{"yes: further scopes take nothing away", Unread{Kind: UnreadRoleScopes, In: "teacher"}, nil, johan, "servers!user=sam", Allowed},
		{"no: further scopes of a group's role", Unread{Kind: UnreadRoleScopes, In: "student"}, nil, member, "proxy", Unknown},

		{"no: she could be a teacher", Unread{Kind: UnreadRoleUsers, In: "teacher"}, nil, ann, "servers!user=sam", Unknown},
		{"no: teachers may not do that either", Unread{Kind: UnreadRoleUsers, In: "teacher"}, nil, ann, "proxy", Forbidden},
		{"no: a service is no user", Unread{Kind: UnreadRoleUsers, In: "teacher"}, nil, culler, "servers!user=sam", Forbidden},
		{"no: nobody in particular is not named", Unread{Kind: UnreadRoleUsers, In: "teacher"}, nil, anyone, "servers!user=sam", NotFound},
		{"no: a nobody's name", Unread{Kind: UnreadRoleUsers, In: "teacher"}, nil, user("newcomer"), "servers!user=sam", Unknown},

		{"no: her class could teach", Unread{Kind: UnreadRoleGroups, In: "teacher"}, nil, ann, "servers!user=sam", Unknown},
		{"no: he is in no group", Unread{Kind: UnreadRoleGroups, In: "teacher"}, func(c *Config) { c.AllowedUsers = []Name{{Value: "solo"}} }, user("solo"), "servers!user=sam", NotFound},
		{"no: any member could teach", Unread{Kind: UnreadRoleGroups, In: "teacher"}, nil, member, "servers!user=sam", Unknown},
		{"no: anybody is in no group", Unread{Kind: UnreadRoleGroups, In: "teacher"}, nil, anyone, "servers!user=sam", NotFound},
		{"no: the service could hold it", Unread{Kind: UnreadRoleServices, In: "teacher"}, nil, culler, "servers!user=sam", Unknown},
		{"no: a user is no service", Unread{Kind: UnreadRoleServices, In: "culler"}, nil, ann, "list:users", Forbidden},

		{"no: sam could be in class-a", Unread{Kind: UnreadGroups}, nil, user("sam"), "read:groups!group=class-a", Unknown},
		{"no: ann could be in class-b", Unread{Kind: UnreadGroups}, nil, johan, "servers!user=ann", Unknown},
		{"no: membership gives nobody the proxy", Unread{Kind: UnreadGroups}, nil, johan, "proxy", Forbidden},
		{"no: ann could be in that class", Unread{Kind: UnreadGroupUsers, In: "class-b"}, nil, johan, "servers!user=ann", Unknown},
		{"no: not in this one", Unread{Kind: UnreadGroupUsers, In: "class-a"}, nil, johan, "servers!user=ann", NotFound},
		{"no: sam could be in that class", Unread{Kind: UnreadGroupUsers, In: "class-a"}, nil, user("sam"), "read:groups!group=class-a", Unknown},

		{"no: he could be an admin", Unread{Kind: UnreadAdminUsers}, nil, johan, "proxy", Unknown},
		{"no: not even an admin holds inherit", Unread{Kind: UnreadAdminUsers}, nil, johan, "inherit", Forbidden},
		{"no: a service is not in admin_users", Unread{Kind: UnreadAdminUsers}, nil, culler, "proxy", Forbidden},
		{"yes: he could be blocked", Unread{Kind: UnreadBlockedUsers}, nil, johan, "servers!user=sam", Unknown},
		{"no: a block gives nothing", Unread{Kind: UnreadBlockedUsers}, nil, johan, "proxy", Forbidden},
		{"yes: anybody is not blocked", Unread{Kind: UnreadBlockedUsers}, nil, anyone, "servers!user=" + AnyName, Allowed},
		{"yes: nobody blocks a service", Unread{Kind: UnreadBlockedUsers}, nil, culler, "list:users", Allowed},
		{"no: everybody has user already", Unread{Kind: UnreadAllowedUsers}, nil, ann, "list:users", Forbidden},
		{"no: an allowed user gets user back", Unread{Kind: UnreadAllowedUsers}, func(c *Config) { c.LoadRoles = append(c.LoadRoles, role("user", "self").users("sam")) }, ann, "servers!user=ann", Unknown},
		{"no: 5.5.1 knows no extra scopes", Unread{Kind: UnreadExtraUserScopes}, nil, ann, "proxy", Forbidden},
		{"yes: names could mean others", Unread{Kind: UnreadOther, In: "Authenticator.username_map"}, nil, johan, "servers!user=sam", Unknown},
		{"yes: tokens do not matter", Unread{Kind: UnreadOther, In: "JupyterHub.api_tokens"}, nil, johan, "servers!user=sam", Allowed},
		{"an undefined custom scope", Unread{Kind: UnreadCustomScopes}, nil, johan, "custom:grades", Unknown},
		{"an undefined scope that no config defines", Unread{Kind: UnreadCustomScopes}, nil, johan, "grades", Failed},
		{"no: a custom scope gives no built-in one", Unread{Kind: UnreadCustomScopes}, nil, johan, "proxy", Forbidden},
	} {
		config := classes()
		if c.change != nil {
			c.change(config)
		}
		c.unread.Ref = 99
		config.Unread = []Unread{c.unread}
		h := mustStart(t, config)
		got, check := h.Explain(c.s, c.scope), h.Check(c.s, c.scope)
		if got.Outcome != c.want || check.Outcome != c.want {
			t.Errorf("%s: %v (Check %v), want %v", c.name, got.Outcome, check.Outcome, c.want)
		}
		if unknown := got.Outcome == Unknown; unknown != slices.Equal(got.Unread, config.Unread) {
			t.Errorf("%s: outcome %v names %v", c.name, got.Outcome, got.Unread)
		}
		if got.Outcome == Unknown && !slices.Equal(h.Uncertain(c.s), config.Unread) && c.unread.Kind != UnreadCustomScopes {
			t.Errorf("%s: unknown, and the subject is not uncertain", c.name)
		}
	}
}

// Something unread that may have set any trait may also have replaced what the config says elsewhere.
func TestWhatMayHaveBeenReplacedIsUnknown(t *testing.T) {
	t.Parallel()
	culler, anyone := Subject{Kind: Service, Name: "culler"}, Subject{Kind: AnyUser}
	johan, member := Subject{Kind: User, Name: "johan"}, Subject{Kind: AnyMember, Name: "class-a"}
	opaque := Unread{Kind: UnreadOther, Ref: 9}
	for _, c := range []struct {
		name   string
		unread []Unread
		s      Subject
		scope  string
		want   Outcome
	}{
		{"a role", []Unread{{Kind: UnreadRoles, Ref: 9}, opaque}, culler, "list:users", Unknown},
		{"roles set after it", []Unread{opaque}, culler, "list:users", Allowed},
		{"further roles only", []Unread{{Kind: UnreadRoles, Ref: 8}, opaque}, culler, "list:users", Allowed},
		{"the service", []Unread{{Kind: UnreadServices, Ref: 9}, opaque}, culler, "list:users", Unknown},
		{"a member", []Unread{{Kind: UnreadGroups, Ref: 9}, opaque}, johan, "servers!user=sam", Unknown},
		{"a group's role", []Unread{{Kind: UnreadRoles, Ref: 9}, opaque}, member, "read:groups!group=class-a", Unknown},
		{"what everybody has", []Unread{{Kind: UnreadRoles, Ref: 9}, opaque}, anyone, "servers!user=" + AnyName, Unknown},
		{"admins can do everything", []Unread{{Kind: UnreadRoles, Ref: 9}, opaque}, Subject{Kind: AnyAdmin}, "proxy", Allowed},
		{"the service's own key", []Unread{{Kind: UnreadOther, In: "service culler", Ref: 9}}, culler, "proxy", Unknown},
		{"another service's key", []Unread{{Kind: UnreadOther, In: "service panel", Ref: 9}}, culler, "proxy", Forbidden},
	} {
		config := classes()
		config.Unread = c.unread
		if r := mustStart(t, config).Explain(c.s, c.scope); r.Outcome != c.want {
			t.Errorf("%s: %v, want %v", c.name, r.Outcome, c.want)
		}
	}
}

// Unread parts that could avoid an error of start-up are taken to avoid it.
func TestUnreadPartsMayAvoidErrors(t *testing.T) {
	t.Parallel()
	services := RoleSpec{Name: Name{Value: "abc"}, HasName: true, HasServices: true, Services: []Name{{"s", 8}}, HasScopes: true, Scopes: []Name{{"list:users", 9}}}
	for _, c := range []struct {
		kind   UnreadKind
		in     string
		config Config
		note   string
	}{
		{UnreadServices, "", Config{LoadRoles: []RoleSpec{services}}, "service-assumed(abc,s)@8"},
		{UnreadCustomScopes, "", Config{LoadRoles: []RoleSpec{role("abc", "custom:grades!user")}}, "scope-assumed(custom:grades)@10"},
		{UnreadGroups, "", Config{LoadRoles: []RoleSpec{{Name: Name{Value: "admin"}, HasName: true, HasGroups: true, Groups: []Name{{"g", 8}}}}}, "group-assumed(admin,g)@8"},
		{UnreadRoleScopes, "token", Config{LoadRoles: []RoleSpec{role("token", "list:users")}, Services: []ServiceSpec{{Name: Name{"s", 8}, APIToken: true}}}, "token-assumed(s,list:users+read:users:name)@0"},
	} {
		if h, _ := Start(mustDefine(t, DefaultVersion), nil, &c.config); h.Running() {
			t.Errorf("%v: starts even when everything is read", c.kind)
		}
		c.config.Unread = []Unread{{Kind: c.kind, In: c.in}}
		h, events := Start(mustDefine(t, DefaultVersion), nil, &c.config)
		if !h.Running() || !slices.Contains(says(events, Note), c.note) {
			t.Errorf("%v: running %v, notes %v, want %s", c.kind, h.Running(), says(events, Note), c.note)
		}
	}
}

func TestTokensOfAnUncertainOwner(t *testing.T) {
	t.Parallel()
	c := classes()
	c.Unread = []Unread{{Kind: UnreadRoleUsers, In: "teacher", Ref: 9}}
	h := mustStart(t, c)
	token, err := h.NewToken(TokenRequest{Owner: Subject{Kind: User, Name: "ann"}, HasScopes: true, Scopes: []string{"read:users!user"}})
	if err != nil {
		t.Fatal(err)
	}
	narrow := Subject{Kind: Bearer, Token: token}
	if r := h.Explain(narrow, "servers!user=sam"); r.Outcome != Forbidden {
		t.Errorf("the token does not carry it, whatever its owner has: %v", r.Outcome)
	}
	if token, err = h.NewToken(TokenRequest{Owner: Subject{Kind: User, Name: "ann"}}); err != nil {
		t.Fatal(err)
	}
	if r := h.Explain(Subject{Kind: Bearer, Token: token}, "servers!user=sam"); r.Outcome != Unknown || len(r.Unread) != 1 {
		t.Errorf("a token with all that its owner has: %v", r.Outcome)
	}
}
