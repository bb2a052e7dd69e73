package templates

import (
	"testing"

	"rolecall.example/internal/playground"
	"rolecall.example/rbac"
)

func TestTheHubsAnswerSaysWhyThisStatus(t *testing.T) {
	t.Parallel()
	need := func(held bool, target string, scopes ...string) []rbac.Need {
		return []rbac.Need{{Scopes: []string{"earlier"}}, {Scopes: scopes, Target: rbac.ParseFilter(target), Held: held}}
	}
	for _, c := range []struct {
		verb, method, says string
		outcome            rbac.Outcome
		status             int
		needs              []rbac.Need
		names, fields      []string
		want               string
	}{
		{"users.list", "GET", "", rbac.Forbidden, 403, need(false, "", "list:users"), nil, nil, "403: list:users is not held at all."},
		{"users.create", "POST", "", rbac.Forbidden, 403, need(true, "", "admin:users"), nil, nil, "403: admin:users is held with a filter only, and this request takes it without one."},
		{"tokens.make", "POST", "", rbac.Forbidden, 403, need(true, "user=x", "tokens"), nil, nil, "403: tokens is held, though not for this one."},
		{"groups.see", "GET", "", rbac.Forbidden, 403, need(false, "group=g", "a", "b", "c"), nil, nil, "403: none of a, b and c is held at all."},
		{"groups.see", "GET", "", rbac.NotFound, 404, need(true, "group=g", "a", "b"), nil, nil, "404, not 403: johan holds a or b, though not for this one, so the Hub does not tell whether it exists."},
		{"servers.open", "GET", "", rbac.NotFound, 404, need(false, "server=x/", "access:servers"), nil, nil, "404, not 403: at this address the Hub tells nobody without access:servers whether there is such a server."},
		{"hub.admin", "GET", "since this page is for people who are logged in", rbac.Forbidden, 302, nil, nil, nil, "302, since this page is for people who are logged in."},
		{"servers.open", "GET", "server x/ does not run", rbac.Failed, 424, nil, nil, nil, "The scopes suffice. It fails since server x/ does not run."},
		{"tokens.make", "POST", "x does not hold users", rbac.Refused, 400, nil, nil, nil, "The scopes suffice. It fails since x does not hold users."},
		{"users.list", "GET", "", rbac.Filtered, 200, nil, []string{"a", "b"}, nil, "It lists a, b."},
		{"users.list", "GET", "", rbac.Filtered, 200, nil, []string{}, nil, "The list is empty."},
		{"users.list", "GET", "", rbac.Allowed, 200, nil, []string{"a", "b", "c", "d", "e", "f", "g", "h"}, nil, "It lists a, b, c, d, e, f and 2 more."},
		{"users.see", "GET", "", rbac.Allowed, 200, nil, nil, []string{"kind", "name"}, "It shows the fields kind, name."},
		{"servers.stop", "DELETE", "", rbac.Allowed, 204, nil, nil, nil, "Or 202 while the server is still stopping."},
		{"servers.start", "POST", "", rbac.Allowed, 201, nil, nil, nil, "Or 202 while the server is still starting."},
		{"groups.members", "POST", "", rbac.Allowed, 200, nil, nil, []string{"kind"}, ""},
	} {
		y := &playground.Why{Verb: playground.Verb{ID: c.verb}, Row: playground.Row{Subject: rbac.Subject{Kind: rbac.User, Name: "johan"}}}
		y.HTTP = &playground.HTTP{Method: c.method, Says: c.says, Answer: rbac.Answer{
			Result: rbac.Result{Outcome: c.outcome}, Status: c.status, Needs: c.needs, Names: c.names, Fields: c.fields,
		}}
		if got := httpWords(y).String(); got != c.want {
			t.Errorf("%s %d: %q, want %q", c.verb, c.status, got, c.want)
		}
	}
}
