package login_test

import (
	"slices"
	"testing"

	"rolecall.example/login"
)

func TestWhenTheProviderIsAskedAgain(t *testing.T) {
	t.Parallel()
	hook := login.Text{Set: true, Callable: true}
	maybe := login.Flag{Set: true, Unknown: true}
	for _, one := range []struct {
		name, class, oauthenticator string
		c                           login.Config
		want                        login.Refresh
	}{
		{"no auth state is kept", "GitHubOAuthenticator", "17.4.0", login.Config{}, login.Refresh{}},
		{"it is kept", "GitHubOAuthenticator", "17.4.0", login.Config{AuthState: on}, login.Refresh{On: true, Seconds: 300, BeforeSpawn: true}},
		{"not before servers", "GitHubOAuthenticator", "17.4.0", login.Config{AuthState: on, RefreshPreSpawn: login.Flag{Set: true}, RefreshAge: login.Count{Set: true, N: 60}}, login.Refresh{On: true, Seconds: 60}},
		{"an age of 0", "GitHubOAuthenticator", "17.4.0", login.Config{AuthState: on, RefreshAge: login.Count{Set: true}, RefreshPreSpawn: on}, login.Refresh{}},
		{"a class without a token", "MWOAuthenticator", "17.4.0", login.Config{AuthState: on}, login.Refresh{On: true, Seconds: 300, BeforeSpawn: true, Fails: true}},
		{"a class that keeps its token's claims", "AzureAdOAuthenticator", "17.4.0", login.Config{AuthState: on}, login.Refresh{On: true, Seconds: 300, BeforeSpawn: true, Kept: true}},
		{"an older OAuthenticator", "GitHubOAuthenticator", "16.3.1", login.Config{AuthState: on}, login.Refresh{}},
		{"a form", "PAMAuthenticator", "17.4.0", login.Config{AuthState: on}, login.Refresh{}},
		{"a hook", "GitHubOAuthenticator", "17.4.0", login.Config{AuthState: on, RefreshHook: hook}, login.Refresh{Unknown: true}},
		{"a hook that is never asked", "GitHubOAuthenticator", "17.4.0", login.Config{RefreshHook: hook}, login.Refresh{}},
		{"a setting that was not read", "GitHubOAuthenticator", "17.4.0", login.Config{AuthState: maybe}, login.Refresh{Unknown: true}},
		{"a class of one's own", "mine.Own", "17.4.0", login.Config{}, login.Refresh{Unknown: true}},
	} {
		c := one.c
		c.Class = login.ClassNamed(one.class)
		got := login.Refreshes(define(t, "5.5.1", one.oauthenticator), &c)
		if !got.On {
			got.Seconds, got.BeforeSpawn = 0, false
		}
		if got != one.want {
			t.Errorf("%s: %+v, want %+v", one.name, got, one.want)
		}
	}
}

func TestWhatTheProviderSaysByNow(t *testing.T) {
	t.Parallel()
	d := define(t, "5.5.1", "17.4.0")
	for _, one := range []struct {
		name, class string
		c           login.Config
		now         login.Person
		verdict     login.Verdict
		admin       login.Admin
		groups      []string
	}{
		{"other groups", "GenericOAuthenticator", login.Config{}, login.Person{Username: "ann", Groups: []string{"lab"}}, login.Allowed, login.RevokesAdmin, []string{"lab"}},
		{"another name", "GenericOAuthenticator", login.Config{}, login.Person{Username: "cy", Groups: []string{"bosses"}}, login.Allowed, login.MakesAdmin, []string{"bosses"}},
		{"blocked by now", "GenericOAuthenticator", login.Config{BlockedUsers: names("ann")}, login.Person{Username: "ann"}, login.Allowed, login.RevokesAdmin, nil},
		{"no name any more", "GenericOAuthenticator", login.Config{}, login.Person{Claims: map[string]any{"username": ""}}, login.Failed, login.Unchanged, nil},
		{"scopes of the login", "GenericOAuthenticator", login.Config{AuthStateGroupsKey: login.Text{Set: true, Value: "scope"}}, login.Person{Username: "ann", Scopes: []string{"email"}}, login.Allowed, login.RevokesAdmin, []string{"openid"}},
		{"claims of the login", "AzureAdOAuthenticator", login.Config{}, login.Person{Username: "ann", Groups: []string{"lab"}}, login.Allowed, login.MakesAdmin, []string{"bosses"}},
		{"no token to ask with", "MWOAuthenticator", login.Config{}, login.Person{Username: "ann"}, login.Failed, login.Unchanged, nil},
	} {
		c := one.c
		c.Class, c.AuthState, c.ManageGroups, c.AdminGroups, c.AllowAll = login.ClassNamed(one.class), on, on, names("bosses"), on
		at := login.Person{Username: "ann", Groups: []string{"bosses"}, Scopes: []string{"openid"}}
		got := login.Refreshed(d, &c, &at, &one.now, nil, "ann")
		if got.Verdict != one.verdict || got.Admin != one.admin || !slices.Equal(got.Groups, one.groups) || got.Verdict == login.Allowed && got.Username != "ann" {
			t.Errorf("%s: %v %v %v as %s", one.name, got.Verdict, got.Admin, got.Groups, got.Username)
		}
	}
}
