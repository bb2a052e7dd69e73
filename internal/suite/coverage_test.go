package suite_test

import (
	"fmt"
	"strings"
	"testing"

	"rolecall.example/internal/suite"
)

const roles = `c.JupyterHub.load_groups = {"g": {"users": ["ann"]}, "h": {"users": ["bo"]}}
c.JupyterHub.services = [{"name": "panel"}, {"name": "other"}]
c.JupyterHub.load_roles = [
    {"name": "teach", "scopes": ["servers!group=g", "read:users"], "users": ["cy"], "groups": ["h"]},
    {"name": "panel", "scopes": ["list:users", "list:users!user=ann"], "services": ["panel", "other"]},
]
`

// TestCoverage names for each set of checks what they leave out.
func TestCoverage(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ name, checks, missing string }{
		{"nothing", "any user can servers!user", "role panel, role teach, scope list:users, scope read:users, scope servers, filter !group=g, filter !user=ann, " +
			"bearer group h, bearer service other, bearer service panel, bearer user cy"},
		{"a yes by a user", "cy can servers!user=ann", "role panel, scope list:users, scope read:users, filter !user=ann, bearer group h, bearer service other, bearer service panel"},
		{"a yes by a group", "bo can servers!user=ann", "role panel, scope list:users, scope read:users, filter !user=ann, bearer service other, bearer service panel, bearer user cy"},
		{"a miss that comes close", "any member of h cannot servers!user=cy", "role panel, scope list:users, scope read:users, filter !user=ann, bearer service other, bearer service panel, bearer user cy"},
		{"a call", "service panel can GET /users", "role teach, scope read:users, scope servers, filter !group=g, filter !user=ann, bearer group h, bearer service other, bearer user cy"},
		{"what fails counts", "nobody can servers!user=ann\ncy cannot read:users", "role panel, scope list:users, filter !user=ann, bearer service other, bearer service panel"},
		{"what cannot be decided does not", "cy can servers!user=nobody", "role panel, role teach, scope list:users, scope read:users, scope servers, filter !group=g, filter !user=ann, " +
			"bearer group h, bearer service other, bearer service panel, bearer user cy"},
		{"a token and its owner", "token of cy with [read:users] can read:users!user=bo\ntoken of service other with [self] is issued",
			"role panel, scope list:users, scope servers, filter !group=g, filter !user=ann, bearer group h, bearer service panel"},
		{"only, of those whom it lists", "only any member of h, cy can servers!user=ann", "role panel, scope list:users, scope read:users, filter !user=ann, bearer service other, bearer service panel"},
		{"all", "cy can servers!user=ann\nbo can read:users\nservice panel can list:users!user=ann\nservice other cannot users", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			c := suite.Config{Files: []suite.File{{Name: "c.py", Text: roles}}, Checks: []suite.File{{Name: "c.checks", Text: tc.checks}}}
			out := suite.Run([]suite.Job{c.Job()}, suite.Options{Coverage: true})[0]
			var missing []string
			for _, e := range out.Coverage {
				if !e.Exercised {
					missing = append(missing, fmt.Sprintf("%s %s", e.Kind, e.Name))
				}
				if e.Place.File != "c.py" || e.Place.Line < 4 {
					t.Errorf("%s %s stands at %+v", e.Kind, e.Name, e.Place)
				}
			}
			if got := strings.Join(missing, ", "); got != tc.missing || len(out.Coverage) != 11 {
				t.Errorf("of %d: %s\nwant %s\nclaims %+v", len(out.Coverage), got, tc.missing, out.Claims)
			}
		})
	}
}

func TestWhatIsNotKnownExercisesNothing(t *testing.T) {
	t.Parallel()
	c := suite.Config{
		Files:  []suite.File{{Name: "c.py", Text: "c.JupyterHub.load_roles = [{'name': 'abc', 'scopes': ['list:users', foo()], 'users': ['ann']}]\n"}},
		Checks: []suite.File{{Name: "c.checks", Text: "ann can shutdown\n"}},
	}
	out := suite.Run([]suite.Job{c.Job()}, suite.Options{Coverage: true})[0]
	if out.Undecided != 1 || len(out.Coverage) != 3 {
		t.Fatalf("%+v", out)
	}
	for _, e := range out.Coverage {
		if e.Exercised {
			t.Errorf("%s %s", e.Kind, e.Name)
		}
	}
}
