package templates

import (
	"strings"
	"testing"

	"rolecall.example/internal/playground"
	"rolecall.example/login"
)

func TestWhenTheProviderIsAskedAgainIsSaid(t *testing.T) {
	t.Parallel()
	for _, one := range []struct {
		class  string
		r      login.Refresh
		want   string
		absent string
	}{
		{"GitHubOAuthenticator", login.Refresh{On: true, Seconds: 300, BeforeSpawn: true}, "every 300 seconds, at their next request, and before a server starts", "error"},
		{"GitHubOAuthenticator", login.Refresh{On: true, Seconds: 60}, "every 60 seconds", "server"},
		{"MWOAuthenticator", login.Refresh{On: true, Seconds: 300, BeforeSpawn: true, Fails: true}, "ends in an error (TypeError), and no server starts", "read anew"},
		{"MWOAuthenticator", login.Refresh{On: true, Seconds: 300, Fails: true}, "after 300 seconds", "server"},
		{"AzureAdOAuthenticator", login.Refresh{On: true, Seconds: 300, Kept: true}, "from the token of the login", "300"},
		{"GitHubOAuthenticator", login.Refresh{Unknown: true}, "can’t be told", "300"},
		{"GitHubOAuthenticator", login.Refresh{}, "from the next login on", "300"},
		{"PAMAuthenticator", login.Refresh{}, "", "login"},
	} {
		got := refreshText(&playground.Login{Class: login.ClassNamed(one.class), Refresh: one.r})
		if !strings.Contains(got, one.want) || strings.Contains(got, one.absent) {
			t.Errorf("%s %+v: %q", one.class, one.r, got)
		}
	}
}
