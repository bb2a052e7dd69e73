package login_test

import (
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
