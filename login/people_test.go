package login_test

import (
	"slices"
	"testing"

	"rolecall.example/login"
)

// TestWhatPeopleSayIsPutUnderTheProvidersClaims asks with the fields of Person alone, without claims.
func TestWhatPeopleSayIsPutUnderTheProvidersClaims(t *testing.T) {
	t.Parallel()
	d := define(t, "5.5.1", "17.4.0")
	idp := login.IDP{EntityID: login.Name{Value: "https://uni.edu"}, HasDerivation: true, UsernameClaim: login.Text{Set: true, Value: "eppn"},
		Action: login.Text{Set: true, Value: "strip_idp_domain"}, Domain: login.Text{Set: true, Value: "UNI.edu"}}
	for _, one := range []struct {
		class string
		c     login.Config
		p     login.Person
		name  string
	}{
		{"GitHubOAuthenticator", login.Config{}, login.Person{Username: "Ann"}, "ann"},
		{"GitLabOAuthenticator", login.Config{}, login.Person{Username: "Ann"}, "ann"},
		{"BitbucketOAuthenticator", login.Config{}, login.Person{Username: "Ann"}, "ann"},
		{"GoogleOAuthenticator", login.Config{}, login.Person{Email: "Ann@uni.edu", HostedDomain: "uni.edu"}, "ann@uni.edu"},
		{"GoogleOAuthenticator", login.Config{HostedDomain: names("Uni.edu")}, login.Person{Username: "Ann@uni.edu", HostedDomain: "uni.edu"}, "ann"},
		{"GlobusOAuthenticator", login.Config{}, login.Person{Username: "Ann@uni.edu"}, "ann"},
		{"GenericOAuthenticator", login.Config{UsernameClaim: login.Text{Set: true, Value: "sub"}}, login.Person{Username: "Ann"}, "ann"},
		{"GenericOAuthenticator", login.Config{UsernameClaim: login.Text{Set: true, Value: "sub"}}, login.Person{Username: "Ann", Claims: map[string]any{"sub": "4711"}}, "4711"},
		{"OpenShiftOAuthenticator", login.Config{}, login.Person{Username: "Ann"}, "ann"},
		{"MWOAuthenticator", login.Config{}, login.Person{Username: "Ann Smith"}, "Ann_Smith"},
		{"Auth0OAuthenticator", login.Config{}, login.Person{Email: "ann@uni.edu"}, "ann@uni.edu"},
		{"AzureAdOAuthenticator", login.Config{}, login.Person{Username: "Ann Smith"}, "ann smith"},
		{"CILogonOAuthenticator", login.Config{IDPs: login.IDPs{Set: true, List: []login.IDP{idp}}}, login.Person{Username: "Ann@uni.edu", IDP: "https://uni.edu"}, "ann"},
	} {
		c := one.c
		c.Class, c.AllowAll = login.ClassNamed(one.class), on
		if r := login.Login(d, &c, &one.p, nil); r.Verdict != login.Allowed || r.Username != one.name {
			t.Errorf("%s, %+v: verdict %d by %s, as %q, error %+v; want %q", one.class, one.p, r.Verdict, r.Rule, r.Username, r.Error, one.name)
		}
	}
}

func TestACustomClassIsAsked(t *testing.T) {
	t.Parallel()
	d := define(t, "5.5.1", "17.4.0")
	c := login.Config{Class: login.ClassNamed("mine.Own"), AllowAll: on}
	r := login.Login(d, &c, &login.Person{Username: "ann"}, nil)
	if r.Verdict != login.Unknown || !slices.ContainsFunc(r.Asks, func(a login.Ask) bool { return a.Kind == login.AskAllowed }) {
		t.Errorf("%d, asks %v", r.Verdict, r.Asks)
	}
	for _, may := range []bool{true, false} {
		want := login.Refused
		if may {
			want = login.Allowed
		}
		if r := login.Login(d, &c, &login.Person{Username: "ann", Replies: login.Replies{Allowed: &may}}, nil); r.Verdict != want || r.Rule != login.RuleCustomClass {
			t.Errorf("allowed %v: %d by %s", may, r.Verdict, r.Rule)
		}
	}
	hook, pass := login.Config{Class: login.ClassNamed("PAMAuthenticator"), AllowAll: on, PostAuthHook: login.Text{Set: true, Callable: true}}, true
	if r := login.Login(d, &hook, &login.Person{Username: "ann"}, nil); r.Verdict != login.Unknown || r.Asks[0].Kind != login.AskHook {
		t.Errorf("a hook: %d, asks %v", r.Verdict, r.Asks)
	}
	if r := login.Login(d, &hook, &login.Person{Username: "ann", Replies: login.Replies{HookPass: &pass, Admin: &pass}}, nil); r.Verdict != login.Allowed || r.Admin != login.MakesAdmin {
		t.Errorf("a hook that passes: %d, admin %d", r.Verdict, r.Admin)
	}
}

// TestEachPieceThatWasNotReadIsSaid sets one setting after the other to something unread: where it could matter the answer
// is unknown and names it.
func TestEachPieceThatWasNotReadIsSaid(t *testing.T) {
	t.Parallel()
	d := define(t, "5.5.1", "17.4.0")
	unread := login.Names{Set: true, Partial: true, Ref: 3}
	maybe := login.Flag{Set: true, Unknown: true, Ref: 3}
	person := login.Person{Username: "ann@uni.edu", Orgs: []string{"lab"}, Groups: []string{"staff"}, Teams: []string{"lab:x"}, HostedDomain: "uni.edu", Projects: map[string]int{"1": 30}}
	for _, one := range []struct {
		class string
		c     login.Config
	}{
		{"GitHubOAuthenticator", login.Config{AllowedOrganizations: unread}},
		{"GitHubOAuthenticator", login.Config{AllowAll: maybe}},
		{"GitHubOAuthenticator", login.Config{AdminUsers: unread}},
		{"GitHubOAuthenticator", login.Config{AllowAll: on, UsernameMap: login.NameMap{Set: true, Partial: true, Ref: 3}}},
		{"GitHubOAuthenticator", login.Config{AllowAll: on, UsernamePattern: login.Text{Set: true, Unknown: true, Ref: 3}}},
		{"GitLabOAuthenticator", login.Config{AllowedGitLabGroups: unread}},
		{"GitLabOAuthenticator", login.Config{AllowedProjectIDs: unread}},
		{"BitbucketOAuthenticator", login.Config{AllowedTeams: unread}},
		{"GoogleOAuthenticator", login.Config{AllowAll: on, HostedDomain: unread}},
		{"GoogleOAuthenticator", login.Config{AllowedGoogleGroups: login.GroupsByDomain{Set: true, Partial: true, Ref: 3}}},
		{"GlobusOAuthenticator", login.Config{AllowedGlobusGroups: unread}},
		{"GlobusOAuthenticator", login.Config{AllowAll: on, IdentityProvider: login.Text{Set: true, Unknown: true, Ref: 3}}},
		{"CILogonOAuthenticator", login.Config{AllowAll: on, IDPs: login.IDPs{Set: true, Partial: true, Ref: 3}}},
		{"GenericOAuthenticator", login.Config{ManageGroups: maybe, AllowedGroups: names("staff")}},
		{"NativeAuthenticator", login.Config{AllowExistingUsers: maybe}},
		{"NativeAuthenticator", login.Config{AllowAll: on, Opaque: true, OpaqueRef: 3}},
	} {
		c, p := one.c, person
		c.Class = login.ClassNamed(one.class)
		p.Known = one.c.AllowExistingUsers.Set
		if one.class == "CILogonOAuthenticator" {
			p.IDP = "https://uni.edu"
		}
		r := login.Login(d, &c, &p, nil)
		if r.Verdict != login.Unknown || !slices.ContainsFunc(r.Unread, func(u login.Unread) bool { return u.Ref == 3 }) {
			t.Errorf("%s %+v: verdict %d by %s, unread %v", one.class, one.c, r.Verdict, r.Rule, r.Unread)
		}
	}
}

// TestScopesThatAClassDoesNotKeepAreNotGranted: MediaWiki's and Globus's auth_state says nothing of scopes.
func TestScopesThatAClassDoesNotKeepAreNotGranted(t *testing.T) {
	t.Parallel()
	for class, want := range map[string]login.Verdict{"MWOAuthenticator": login.Refused, "GlobusOAuthenticator": login.Refused, "GenericOAuthenticator": login.Allowed} {
		c := login.Config{Class: login.ClassNamed(class), Scope: names("email"), AllowedScopes: names("email")}
		if r := login.Login(define(t, "5.5.1", "17.4.0"), &c, &login.Person{Username: "ann", Scopes: []string{"email"}}, nil); r.Verdict != want {
			t.Errorf("%s: %d by %s", class, r.Verdict, r.Rule)
		}
	}
}
