package login_test

import (
	"testing"

	"rolecall.example/login"
	"rolecall.example/rbac"
)

func names(list ...string) login.Names {
	n := login.Names{Set: true}
	for _, s := range list {
		n.List = append(n.List, login.Name{Value: s})
	}
	return n
}

func define(t testing.TB, jupyterhub, oauthenticator string) *login.Definitions {
	t.Helper()
	d, ok := login.Define(jupyterhub, oauthenticator)
	if !ok {
		t.Fatalf("no definitions of %s with %s", jupyterhub, oauthenticator)
	}
	return d
}

var on = login.Flag{Set: true, On: true}
var off = login.Flag{Set: true}

// TestWhoGetsIn is the table of what people expect and get, for the base class of JupyterHub 5.
func TestWhoGetsIn(t *testing.T) {
	t.Parallel()
	d := define(t, "5.5.1", "17.4.0")
	def, _ := rbac.Define("5.5.1")
	inGroup := []rbac.GroupSpec{{Name: rbac.Name{Value: "staff"}, Users: []rbac.Name{{Value: "alice"}}}}
	for _, one := range []struct {
		title           string
		c               login.Config
		groups          []rbac.GroupSpec
		alice, stranger login.Verdict
		rule            login.Rule
		admin           login.Admin
		warns           bool
	}{
		{title: "nothing", alice: login.Refused, stranger: login.Refused, rule: login.RuleNothingAllows, warns: true},
		{title: "admin only", c: login.Config{AdminUsers: names("alice")}, alice: login.Refused, stranger: login.Refused, rule: login.RuleNothingAllows, warns: true},
		{title: "admin only, silenced", c: login.Config{AdminUsers: names("alice"), AnyAllowConfig: on}, alice: login.Refused, stranger: login.Refused, rule: login.RuleNothingAllows},
		{title: "admin, existing users", c: login.Config{AdminUsers: names("alice"), AllowExistingUsers: on}, alice: login.Allowed, stranger: login.Refused, rule: login.RuleExistingUsers, admin: login.MakesAdmin},
		{title: "admin and another", c: login.Config{AdminUsers: names("alice"), AllowedUsers: names("bob")}, alice: login.Allowed, stranger: login.Refused, rule: login.RuleAllowedUsers, admin: login.MakesAdmin},
		{title: "another, alice in a group", c: login.Config{AllowedUsers: names("bob")}, groups: inGroup, alice: login.Allowed, stranger: login.Refused, rule: login.RuleExistingUsers},
		{title: "the same, no existing users", c: login.Config{AllowedUsers: names("bob"), AllowExistingUsers: off}, groups: inGroup, alice: login.Refused, stranger: login.Refused, rule: login.RuleNothingAllows},
		{title: "existing users, alice in a group", c: login.Config{AllowExistingUsers: on}, groups: inGroup, alice: login.Allowed, stranger: login.Refused, rule: login.RuleExistingUsers},
		{title: "allow all beside a list", c: login.Config{AllowAll: on, AllowedUsers: names("alice")}, alice: login.Allowed, stranger: login.Allowed, rule: login.RuleAllowAll},
		{title: "allow all, blocked", c: login.Config{AllowAll: on, BlockedUsers: names("alice")}, alice: login.Refused, stranger: login.Allowed, rule: login.RuleBlocked},
		{title: "a list in upper case", c: login.Config{AllowedUsers: names("Alice")}, alice: login.Allowed, stranger: login.Refused, rule: login.RuleAllowedUsers},
		{title: "blocked in upper case", c: login.Config{AllowAll: on, BlockedUsers: names("Alice")}, alice: login.Allowed, stranger: login.Allowed, rule: login.RuleAllowAll},
	} {
		t.Run(one.title, func(t *testing.T) {
			t.Parallel()
			c := one.c
			c.Class = login.ClassNamed("NativeAuthenticator")
			hub, _ := rbac.Start(def, nil, &rbac.Config{AdminUsers: c.AdminUsers.List, AllowedUsers: c.AllowedUsers.List, LoadGroups: one.groups})
			r := login.Login(d, &c, &login.Person{Username: "ALICE"}, hub)
			if r.Verdict != one.alice || r.Rule != one.rule || r.Admin != one.admin || r.Username != "alice" {
				t.Errorf("alice: verdict %d by %s, admin %d, as %q; want %d by %s, admin %d", r.Verdict, r.Rule, r.Admin, r.Username, one.alice, one.rule, one.admin)
			}
			if s := login.Login(d, &c, &login.Person{Username: "eve"}, hub); s.Verdict != one.stranger {
				t.Errorf("eve: verdict %d by %s, want %d", s.Verdict, s.Rule, one.stranger)
			}
			warns := false
			for _, f := range login.Check(d, &c) {
				warns = warns || f.ID == "no-allow-rule"
			}
			if warns != one.warns {
				t.Errorf("no-allow-rule: %v, want %v", warns, one.warns)
			}
		})
	}
}

func TestAnEmptyNameAmongAdminsStopsTheHub(t *testing.T) {
	t.Parallel()
	d := define(t, "5.5.1", "17.4.0")
	c := login.Config{Class: login.ClassNamed("GitHubOAuthenticator"), AdminUsers: names("")}
	r := login.Login(d, &c, &login.Person{Username: "ann"}, nil)
	if r.Verdict != login.Failed || r.Rule != login.RuleStart || r.Error == nil || r.Error.ID != "username-invalid" {
		t.Errorf("%+v", r)
	}
}

func TestBeforeFiveAnEmptyListMeansEverybody(t *testing.T) {
	t.Parallel()
	d := define(t, "4.1.6", "15.1.0")
	c := login.Config{Class: login.ClassNamed("PAMAuthenticator")}
	if r := login.Login(d, &c, &login.Person{Username: "ann"}, nil); r.Verdict != login.Allowed || r.Rule != login.RuleEverybody {
		t.Errorf("nobody listed: %d by %s", r.Verdict, r.Rule)
	}
	c.AllowedUsers = names("bob")
	if r := login.Login(d, &c, &login.Person{Username: "ann"}, nil); r.Verdict != login.Refused {
		t.Errorf("bob listed: %d by %s", r.Verdict, r.Rule)
	}
	if r := login.Login(d, &c, &login.Person{Username: "ann", Known: true}, nil); r.Rule != login.RuleExistingUsers {
		t.Errorf("bob listed, ann known: %d by %s", r.Verdict, r.Rule)
	}
	c.AllowedGroups = names("staff")
	if r := login.Login(d, &c, &login.Person{Username: "bob", SystemGroups: []string{"students"}}, nil); r.Verdict != login.Refused {
		t.Errorf("groups replace names: %d by %s", r.Verdict, r.Rule)
	}
}

func TestWhatIsNotReadMakesTheAnswerUnknown(t *testing.T) {
	t.Parallel()
	d := define(t, "5.5.1", "17.4.0")
	person := &login.Person{Username: "ann"}
	c := login.Config{Class: login.ClassNamed("NativeAuthenticator"), AllowedUsers: login.Names{Set: true, Partial: true, Ref: 7}}
	if r := login.Login(d, &c, person, nil); r.Verdict != login.Unknown || len(r.Unread) == 0 || r.Unread[0].Ref != 7 {
		t.Errorf("%d, unread %v", r.Verdict, r.Unread)
	}
	c.AllowAll = on
	if r := login.Login(d, &c, person, nil); r.Verdict != login.Allowed || r.Unread != nil {
		t.Errorf("allow_all decides: %d, unread %v", r.Verdict, r.Unread)
	}
	c.BlockedUsers = login.Names{Set: true, Partial: true}
	if r := login.Login(d, &c, person, nil); r.Verdict != login.Unknown {
		t.Errorf("may be blocked: %d", r.Verdict)
	}
}
