package templates

import (
	"testing"

	"rolecall.example/internal/playground"
)

func TestScopesOfTheHubLeadToTheReference(t *testing.T) {
	t.Parallel()
	r := &playground.Response{Version: "4.1.6", Names: playground.Names{Scopes: []playground.ScopeName{{Name: "servers"}, {Name: "custom:sheet:read", Custom: true}}}}
	for scope, want := range map[string]string{
		"servers": "/scopes/4.1.6/servers", "servers!group=class-a": "/scopes/4.1.6/servers", "custom:sheet:read": "", "no:such": "", "": "",
	} {
		if got := scopeRefURL(r, scope); got != want {
			t.Errorf("%s leads to %q, want %q", scope, got, want)
		}
	}
}
