package checks

import (
	"fmt"
	"strings"
	"testing"

	"rolecall.example/internal/limits"
	"rolecall.example/rbac"
)

func names(list ...string) []rbac.Name {
	out := make([]rbac.Name, len(list))
	for i, s := range list {
		out[i] = rbac.Name{Value: s, Ref: rbac.Ref(i + 1)}
	}
	return out
}

func role(name string, scopes, users, groups, services []rbac.Name) rbac.RoleSpec {
	return rbac.RoleSpec{
		Name: rbac.Name{Value: name}, HasName: true, Scopes: scopes, HasScopes: true, Users: users, HasUsers: users != nil,
		Groups: groups, HasGroups: groups != nil, Services: services, HasServices: services != nil,
	}
}

// school is the Hub that testdata/runs.txt asks.
func school() *rbac.Config {
	return &rbac.Config{
		LoadGroups: []rbac.GroupSpec{
			{Name: rbac.Name{Value: "class-a"}, Users: names("johan", "student1")},
			{Name: rbac.Name{Value: "class-b"}, Users: names("student3", "student4")},
		},
		Services:   []rbac.ServiceSpec{{Name: rbac.Name{Value: "idle-culler"}}, {Name: rbac.Name{Value: "panel"}, URL: "http://x", HasURL: true}},
		AdminUsers: names("root"),
		CustomScopes: []rbac.CustomScope{
			{Name: rbac.Name{Value: "custom:reports:read"}, Description: "read reports", HasDescription: true},
		},
		LoadRoles: []rbac.RoleSpec{
			role("class-a-student", names("read:groups!group=class-a"), nil, names("class-a"), nil),
			role("teacher", names("read:users!group=class-b", "servers!group=class-b"), names("johan"), nil, nil),
			role("culler", names("list:users", "read:servers", "delete:servers"), nil, nil, names("idle-culler")),
			role("reports", names("custom:reports:read"), names("johan"), names("class-b"), nil),
			role("dropped", names("shares!service", "read:services!service"), names("student1"), nil, names("panel")),
		},
	}
}

func start(t testing.TB, c *rbac.Config) *rbac.Hub {
	t.Helper()
	d, ok := rbac.Define("5.5.1")
	if !ok {
		t.Fatal("5.5.1 is not defined")
	}
	h, events := rbac.Start(d, nil, c)
	if !h.Running() {
		t.Fatalf("the Hub does not start: %+v", events)
	}
	return h
}

func (v Verdict) text() string { return [...]string{"?", "holds", "fails", "error"}[v] }

func TestRuns(t *testing.T) {
	t.Parallel()
	h := start(t, school()).WithUsers("zoe").WithServers(map[string][]string{"student1": {"", "lab"}})
	h, refused := h.WithRunning("student3", "")
	if refused != nil {
		t.Fatal(refused)
	}
	compareTable(t, "testdata/runs.txt", func(line string) string {
		lines, ds := Parse("checks", line)
		if len(ds) > 0 {
			return ds[0].Message
		}
		results := Run(h, lines)
		if len(results) != 1 {
			return fmt.Sprint(len(results), " results")
		}
		r := results[0]
		s := r.Verdict.text()
		if r.Verdict == Invalid {
			s += fmt.Sprintf(" %s at %q", r.ID, line[r.Place.Start:r.Place.End])
		}
		if r.Message != "" {
			s += ": " + r.Message
		}
		if r.Hint != "" {
			s += " (" + r.Hint + ")"
		}
		return s
	})
}

func run(h *rbac.Hub, text string) []Result {
	lines, _ := Parse("checks", text)
	return Run(h, lines)
}

func TestWhatWasNotReadDecidesNothing(t *testing.T) {
	t.Parallel()
	c := school()
	c.Unread = []rbac.Unread{{Kind: rbac.UnreadRoles}}
	h := start(t, c)
	for _, line := range []string{
		"student1 can admin:groups", "student1 cannot admin:groups", "only root can admin:groups",
		"token of student1 with [admin:groups] is refused",
	} {
		if r := run(h, line)[0]; r.Verdict != Invalid || r.ID != "unread" {
			t.Errorf("%s: %s %s", line, r.Verdict.text(), r.ID)
		}
	}
	if r := run(h, "nobody can admin:groups")[0]; r.Verdict != Fails || len(r.Others) != 1 {
		t.Errorf("an admin is a counterexample, whatever was not read: %s, %v", r.Verdict.text(), r.Others)
	}
}

func TestStepsChangeTheHubForTheLinesBelow(t *testing.T) {
	t.Parallel()
	h := start(t, school())
	text := `johan cannot servers!user=student1
after root POST /groups/class-b/users {"users": ["student1"]}
johan can servers!user=student1
nobody can DELETE /users/none
after root POST /users/none
only root can DELETE /users/none
after student1 DELETE /users/none
after root DELETE /users/student4
johan can servers!user=student4
`
	results, after := NewSession().Run(h, mustParse(t, text))
	want := []Verdict{Holds, Holds, Holds, Fails, Holds, Holds, Fails, Holds, Invalid}
	for i, r := range results {
		if r.Verdict != want[i] {
			t.Errorf("%s: %s %s, want %s", r.Line.Text, r.Verdict.text(), r.Message, want[i].text())
		}
	}
	if len(results) != len(want) || !after.HasUser("none") || after.HasUser("student4") || h.HasUser("none") || !h.HasUser("student4") {
		t.Errorf("%d results; after: %q, before: %q", len(results), after.Users(), h.Users())
	}
}

// TestPartsShareWhatStepsLeave runs two parts of a document: what a step of the first changes holds in the second,
// and where it is not known what a step does, nothing in the second can be said.
func TestPartsShareWhatStepsLeave(t *testing.T) {
	t.Parallel()
	h := start(t, school())
	for _, c := range []struct {
		step string
		want Verdict
		id   string
	}{
		{"after root DELETE /groups/class-b", Fails, "check-fails"},
		{"after root log in", Invalid, "step-undecided"},
		{"after nobdy DELETE /groups/class-b", Invalid, "step-undecided"},
		{"after student1 DELETE /groups/class-b", Holds, ""},
	} {
		s := NewSession()
		_, after := s.Run(h, mustParse(t, c.step))
		results, _ := s.Run(after, mustParse(t, "johan can servers!user=student3"))
		if len(results) != 1 || results[0].Verdict != c.want || results[0].ID != c.id {
			t.Errorf("%s: %+v", c.step, results)
		}
	}
}

// TestAStepThatStopsHalfWay deletes a user whose named server runs: JupyterHub stops the default server and fails.
func TestAStepThatStopsHalfWay(t *testing.T) {
	t.Parallel()
	h := start(t, school())
	for _, server := range []string{"", "lab"} {
		next, err := h.WithRunning("student1", server)
		if err != nil {
			t.Fatal(err)
		}
		h = next
	}
	results, after := NewSession().Run(h, mustParse(t, "after root DELETE /users/student1"))
	want := `the Hub answers 500: server "student1/lab" runs, half way through`
	if r := results[0]; r.Verdict != Fails || r.Message != want || after.Active("student1", "") || !after.HasUser("student1") {
		t.Errorf("%s %q, want %q", r.Verdict.text(), r.Message, want)
	}
}

func mustParse(t *testing.T, text string) []Line {
	t.Helper()
	lines, ds := Parse("checks", text)
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	return lines
}

func TestStepsThatAreNotKnownEndTheRun(t *testing.T) {
	t.Parallel()
	results := run(start(t, school()), "johan can servers!user=student3\nafter root log in\njohan can servers!user=student4\nfoo\njohan cannot users\n")
	if len(results) != 4 || results[0].Verdict != Holds || results[1].ID != "login-not-known" {
		t.Fatalf("%+v", results)
	}
	for _, r := range results[2:] {
		if r.Verdict != Invalid || r.ID != "step-undecided" {
			t.Errorf("%s: %s %s", r.Line.Text, r.Verdict.text(), r.ID)
		}
	}
}

func TestAHubThatDoesNotStartIsNotAsked(t *testing.T) {
	t.Parallel()
	d, _ := rbac.Define("5.5.1")
	h, _ := rbac.Start(d, nil, &rbac.Config{LoadRoles: []rbac.RoleSpec{role("Capital", nil, nil, nil, nil)}})
	for _, hub := range []*rbac.Hub{h, nil} {
		results := run(hub, "nobody can users\nany user cannot users\n")
		if len(results) != 2 || results[0].Verdict != Invalid || results[1].ID != "not-started" {
			t.Errorf("got %+v", results)
		}
	}
}

func TestOnlyNamesWhoElseCan(t *testing.T) {
	t.Parallel()
	h := start(t, school())
	r := run(h, "only student1, any member of class-b can servers!user=student3")[0]
	if got, want := strings.Join(r.Others, "; "), "root; johan; student1"; r.Verdict != Fails || !sameSet(r.Others, []string{"root", "johan", "student1", "any member of class-b"}) {
		t.Errorf("%s, others %s, want %s and any member of class-b", r.Verdict.text(), got, want)
	}
}

func sameSet(a, b []string) bool {
	seen := map[string]int{}
	for _, s := range a {
		seen[s]++
	}
	for _, s := range b {
		seen[s]--
	}
	for _, n := range seen {
		if n != 0 {
			return false
		}
	}
	return true
}

func TestQuestionsAboutEverybodyAreBounded(t *testing.T) {
	t.Parallel()
	h := start(t, &rbac.Config{LoadRoles: []rbac.RoleSpec{role("abc", nil, nil, nil, nil)}})
	users := make([]string, 5000)
	for i := range users {
		users[i] = fmt.Sprint("u", i)
	}
	h = h.WithUsers(users...)
	lines := limits.Questions/(len(users)+1) + 2
	if lines > limits.Checks {
		t.Fatalf("%d lines are more than a part may have", lines)
	}
	results := run(h, strings.Repeat("nobody can shutdown\n", lines))
	last := results[len(results)-1]
	if results[lines-3].Verdict != Holds || last.Verdict != Invalid || last.ID != "limit-questions" {
		t.Errorf("within: %+v, past: %+v", results[lines-3], last)
	}
}

// TestCallsWeighByWhatTheyLookAt holds the bound over calls: those that look at all of a large Hub, or change it, weigh
// more than those that are refused, and a body that names thousands is not tried.
func TestCallsWeighByWhatTheyLookAt(t *testing.T) {
	t.Parallel()
	users := make([]string, 20_000)
	for i := range users {
		users[i] = fmt.Sprint("u", i)
	}
	h := start(t, school()).WithUsers(users...)
	few := strings.Repeat("root can GET /users\n", 10)
	many := strings.Repeat("root can GET /users\n", limits.Questions/(len(users)/4)+1)
	names := `["v` + strings.Join(users, `","v`) + `"]`
	for _, c := range []struct {
		text string
		want Verdict
	}{
		{few, Holds},
		{many, Invalid},
		{strings.Repeat("u1 cannot GET /users\n", limits.Checks), Holds},
		{few + "nobody can POST /shutdown", Fails},
		{"nobody can GET /user", Fails}, // a counterexample decides, wherever the bound ends the search
		{"only any user, service idle-culler, service panel can GET /user", Holds},
		{"nobody can GET /user seeing [u1]", Invalid},
		{`after root POST /users {"usernames": ["w1", "w2"]}`, Holds},
		{`after root POST /users {"usernames": ` + names + `}`, Invalid},
	} {
		results := run(h, c.text)
		if len(results) == 0 {
			t.Fatalf("%.40s: no results", c.text)
		}
		last := results[len(results)-1]
		if last.Verdict != c.want || last.Verdict == Invalid && last.ID != "limit-questions" && last.ID != "not-a-listing" {
			t.Errorf("%.40s: %s %s %s", c.text, last.Verdict.text(), last.ID, last.Message)
		}
	}
}

func FuzzRun(f *testing.F) {
	for _, row := range []string{"johan can servers!user=student3", "nobody can users!user", "server root/ can users!server", "only any admin can shutdown",
		"after root DELETE /users/johan\njohan can GET /users seeing [a]", "johan can open /user/student1/lab/", `root can POST /users {"usernames": ["x"]}`} {
		f.Add(row)
	}
	h := start(f, school())
	f.Fuzz(func(t *testing.T, text string) {
		for _, r := range run(h, text) {
			if r.Verdict < Holds || r.Verdict > Invalid || r.Verdict != Holds && (r.ID == "" || r.Message == "") {
				t.Errorf("%q has the result %+v", r.Line.Text, r)
			}
			if r.Place.Start < r.Line.Span.Start || r.Place.End > r.Line.Span.End {
				t.Errorf("%q at %v speaks of %v", r.Line.Text, r.Line.Span, r.Place)
			}
		}
	})
}
