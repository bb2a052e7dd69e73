package login_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"rolecall.example/login"
)

// eachCheck has a config for each thing that Check may find.
var eachCheck = []struct {
	id, class string
	c         login.Config
	old       bool // OAuthenticator 15
}{
	{id: "groups-not-managed", class: "GitHubOAuthenticator", c: login.Config{AllowedGroups: names("staff")}},
	{id: "scopes-not-requested", class: "GitHubOAuthenticator", c: login.Config{AllowedScopes: names("read:org")}},
	{id: "idps-empty", class: "CILogonOAuthenticator", c: login.Config{IDPs: login.IDPs{Set: true}}},
	{id: "idp-schema", class: "CILogonOAuthenticator", c: login.Config{IDPs: login.IDPs{Set: true, List: []login.IDP{{EntityID: login.Name{Value: "https://a"}}}}}},
	{id: "idp-not-entity-id", class: "CILogonOAuthenticator", c: login.Config{IDPs: login.IDPs{Set: true, List: []login.IDP{{EntityID: login.Name{Value: "uni.edu"}, HasDerivation: true, UsernameClaim: login.Text{Set: true, Value: "email"}}}}}},
	{id: "setting-removed", class: "CILogonOAuthenticator", c: login.Config{Removed: []login.Name{{Value: "idp"}}}},
	{id: "groups-managed", class: "GitHubOAuthenticator", c: login.Config{ManageGroups: on, HasGroups: true}},
	{id: "roles-not-loaded", class: "PAMAuthenticator", c: login.Config{ManageRoles: on, ResetManagedRoles: on}},
	{id: "username-invalid", class: "PAMAuthenticator", c: login.Config{AdminUsers: names("")}},
	{id: "no-allow-rule", class: "PAMAuthenticator"},
	{id: "testing-authenticator", class: "DummyAuthenticator"},
	{id: "no-password", class: "SharedPasswordAuthenticator"},
	{id: "password-without-admins", class: "SharedPasswordAuthenticator", c: login.Config{AdminPassword: on}},
	{id: "admins-without-password", class: "SharedPasswordAuthenticator", c: login.Config{AdminUsers: names("ann")}},
	{id: "strip-many-domains", class: "GoogleOAuthenticator", c: login.Config{StripDomain: on, HostedDomain: names("a.org", "b.org")}},
	{id: "setting-deprecated", class: "GenericOAuthenticator", c: login.Config{ManageGroups: on, ClaimGroupsKey: login.Text{Set: true, Value: "roles"}}},
	{id: "allow-all-covers", class: "GitHubOAuthenticator", c: login.Config{AllowAll: on, AllowedOrganizations: names("lab")}},
	{id: "groups-replace-users", class: "PAMAuthenticator", c: login.Config{AllowedGroups: names("staff"), AllowedUsers: names("ann")}, old: true},
	{id: "admins-not-allowed", class: "PAMAuthenticator", c: login.Config{AdminUsers: names("ann")}},
	{id: "blocked-upper-case", class: "PAMAuthenticator", c: login.Config{BlockedUsers: names("Bob")}},
	{id: "map-upper-case", class: "PAMAuthenticator", c: login.Config{UsernameMap: login.NameMap{Set: true, Pairs: []login.NamePair{{From: login.Name{Value: "AL"}}}}}},
	{id: "team-two-colons", class: "GitHubOAuthenticator", c: login.Config{AllowedOrganizations: names("a:b:c")}},
	{id: "google-domain-case", class: "GoogleOAuthenticator", c: login.Config{AllowedGoogleGroups: groupsOf("Uni.edu", "staff")}},
	{id: "google-domain-not-hosted", class: "GoogleOAuthenticator", c: login.Config{HostedDomain: names("a.org"), AllowedGoogleGroups: groupsOf("uni.edu", "staff")}},
	{id: "google-group-address", class: "GoogleOAuthenticator", c: login.Config{AllowedGoogleGroups: groupsOf("uni.edu", "staff@uni.edu")}},
	{id: "hosted-domain-alone", class: "GoogleOAuthenticator", c: login.Config{HostedDomain: names("uni.edu")}},
	{id: "groups-without-key", class: "GitHubOAuthenticator", c: login.Config{ManageGroups: on}},
	{id: "groups-key-unknown", class: "GitHubOAuthenticator", c: login.Config{ManageGroups: on, AuthStateGroupsKey: login.Text{Set: true, Value: "groups"}}},
}

func groupsOf(domain, group string) login.GroupsByDomain {
	return login.GroupsByDomain{Set: true, Domains: []login.DomainGroups{{Domain: login.Name{Value: domain}, Groups: names(group)}}}
}

func TestEachFindingIsFoundWhereItBelongs(t *testing.T) {
	t.Parallel()
	fine := map[string]login.Config{}
	for _, one := range eachCheck {
		fine[one.class] = login.Config{Class: login.ClassNamed(one.class), AllowedUsers: names("ann"), UserPassword: on}
	}
	for _, one := range eachCheck {
		d := define(t, "5.5.1", "17.4.0")
		if one.old {
			d = define(t, "4.1.6", "15.1.0")
		}
		c := one.c
		c.Class = login.ClassNamed(one.class)
		if !slices.ContainsFunc(login.Check(d, &c), func(f login.Finding) bool { return f.ID == one.id }) {
			t.Errorf("%s: not found; found are %v", one.id, login.Check(d, &c))
		}
	}
	for class, c := range fine {
		for _, f := range login.Check(define(t, "5.5.1", "17.4.0"), &c) {
			if f.ID != "testing-authenticator" {
				t.Errorf("%s with allowed users: %v", class, f)
			}
		}
	}
}

// TestARemovedSettingIsWhatTheHubStopsAt beside an entry of idps that is wrong as well.
func TestARemovedSettingIsWhatTheHubStopsAt(t *testing.T) {
	t.Parallel()
	c := login.Config{Class: login.ClassNamed("CILogonOAuthenticator"), Removed: []login.Name{{Value: "username_claim"}}, IDPs: login.IDPs{Set: true, List: []login.IDP{{EntityID: login.Name{Value: "https://a"}}}}}
	if r := login.Login(define(t, "5.5.1", "17.4.0"), &c, &login.Person{}, nil); r.Error == nil || r.Error.ID != "setting-removed" {
		t.Errorf("%+v", r.Error)
	}
}

// TestNearFindings has configs that come close to a finding and do not give rise to it.
func TestNearFindings(t *testing.T) {
	t.Parallel()
	off := login.Flag{Set: true}
	for _, one := range []struct {
		id, class string
		c         login.Config
	}{
		{"strip-many-domains", "GoogleOAuthenticator", login.Config{StripDomain: off, HostedDomain: names("a.org", "b.org")}},
		{"strip-many-domains", "GoogleOAuthenticator", login.Config{StripDomain: on, HostedDomain: names("a.org")}},
		{"roles-not-loaded", "PAMAuthenticator", login.Config{ManageRoles: off, ResetManagedRoles: on}},
		{"roles-not-loaded", "mine.Own", login.Config{ManageRoles: on, ResetManagedRoles: on}},
	} {
		c := one.c
		c.Class = login.ClassNamed(one.class)
		for _, f := range login.Check(define(t, "5.5.1", "17.4.0"), &c) {
			if f.ID == one.id {
				t.Errorf("%s: found in %+v", one.id, one.c)
			}
		}
	}
}

// TestTheDocumentationListsEveryFinding compares Check's comment with the table above.
func TestTheDocumentationListsEveryFinding(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("check.go")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), "// Fatal: ")
	comment, _, _ := strings.Cut(rest, "\nfunc Check")
	var listed, tested []string
	for _, id := range regexp.MustCompile(`[a-z]+(-[a-z]+)+`).FindAllString(comment, -1) {
		listed = append(listed, id)
	}
	for _, one := range eachCheck {
		tested = append(tested, one.id)
	}
	slices.Sort(listed)
	slices.Sort(tested)
	if !slices.Equal(listed, slices.Compact(tested)) {
		t.Errorf("listed %v\ntested %v", listed, tested)
	}
}
