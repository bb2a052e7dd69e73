package playground

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"rolecall.example/internal/checks"
	"rolecall.example/internal/diag"
	"rolecall.example/internal/limits"
	"rolecall.example/rbac"
)

// document puts a config and checks into a scenario.
func document(config, claims string) string {
	text := "---\nformat: 1\ntitle: T\njupyterhub: \"5.5.1\"\n---\n\n```python jupyterhub_config.py\n" + config + "\n```\n"
	if claims != "" {
		text += "\n```checks\n" + claims + "\n```\n"
	}
	return text
}

func find(ds []diag.Diagnostic, id string) (diag.Diagnostic, bool) {
	at := slices.IndexFunc(ds, func(d diag.Diagnostic) bool { return d.ID == id })
	if at < 0 {
		return diag.Diagnostic{}, false
	}
	return ds[at], true
}

func rowOf(t *testing.T, r *Response, who string) Row {
	t.Helper()
	for _, row := range r.Access.Rows {
		if row.Who == who {
			return row
		}
	}
	t.Fatalf("no row %q", who)
	return Row{}
}

func (r Row) cell(t *testing.T, verb string) Cell {
	t.Helper()
	for _, c := range r.Cells {
		if c.Verb == verb {
			return c
		}
	}
	t.Fatalf("no cell %q for %s", verb, r.Who)
	return Cell{}
}

const teacher = `c.JupyterHub.load_groups = {
    "class-a": {"users": ["johan", "student1"]},
    "class-b": {"users": ["student3"]},
}
c.JupyterHub.load_roles = [
    {"name": "teacher", "scopes": ["servers!group=class-b"], "users": ["johan"]},
]`

func TestAccessSaysWhoReachesWhom(t *testing.T) {
	t.Parallel()
	r := Run(Request{Document: document(teacher, "")})
	if !r.Readable || !r.Starts {
		t.Fatalf("readable %v, starts %v: %v", r.Readable, r.Starts, r.Diagnostics)
	}
	var who []string
	for _, row := range r.Access.Rows {
		who = append(who, row.Who)
	}
	want := []string{"any user", "any member of class-a", "any member of class-b", "any admin", "johan", "student1", "student3"}
	if !slices.Equal(who, want) {
		t.Errorf("rows %q, want %q", who, want)
	}
	johan := rowOf(t, &r, "johan")
	stop := johan.cell(t, "servers.stop")
	if stop.Reach != Some || !stop.Own || !slices.Equal(stop.Targets, []Target{{"group", "class-b"}}) {
		t.Errorf("johan stops %+v", stop)
	}
	if open := johan.cell(t, "servers.open"); open.Reach != Self {
		t.Errorf("johan opens %+v", open)
	}
	if c := rowOf(t, &r, "any user").cell(t, "servers.start"); c.Reach != Self {
		t.Errorf("any user starts %+v", c)
	}
	if c := rowOf(t, &r, "any admin").cell(t, "hub.shutdown"); c.Reach != Everyone {
		t.Errorf("any admin shuts down %+v", c)
	}
	if own := johan.Folded[0]; own.Reach != Self || !own.All {
		t.Errorf("johan's own: %+v", own)
	}
}

func TestWhyNamesThePathAndItsPlaces(t *testing.T) {
	t.Parallel()
	text := document(teacher, "")
	r := Run(Request{Document: text, Ask: Ask{Who: "johan", Verb: "servers.stop", Whom: "server=student3/"}})
	w := r.Why
	if w == nil || !w.Result.Yes() || len(w.Paths) != 1 {
		t.Fatalf("why: %+v", w)
	}
	if w.Check != "johan can delete:servers!server=student3/" {
		t.Errorf("check %q", w.Check)
	}
	b, _ := r.Document.Find("jupyterhub_config.py")
	written := func(s diag.Span) string { return b.Text[s.Start:s.End] }
	p := w.Paths[0]
	if got := written(p.RawSpan); got != `"servers!group=class-b"` {
		t.Errorf("the scope's place is %q", got)
	}
	if got := written(p.HeldSpan); got != `"johan"` || p.HeldSpan.Start < strings.Index(b.Text, "load_roles") {
		t.Errorf("the bearer's place is %q", got)
	}
	if got := written(p.MatchSpan); got != `"student3"` {
		t.Errorf("the member's place is %q", got)
	}
	if !slices.ContainsFunc(w.WhoElse, func(o Who) bool { return o.Who == "student3" && o.Reach == Self }) {
		t.Errorf("who else: %+v", w.WhoElse)
	}
	no := Run(Request{Document: text, Ask: Ask{Who: "johan", Verb: "servers.open", Whom: "server=student3/"}}).Why
	if no == nil || no.Result.Yes() || len(no.Near) == 0 {
		t.Fatalf("why not: %+v", no)
	}
}

func TestWhyIsNilForNobodyAndNothing(t *testing.T) {
	t.Parallel()
	for _, ask := range []Ask{{}, {Who: "nobody-here", Verb: "servers.stop"}, {Who: "johan", Verb: "no.verb"}} {
		if w := Run(Request{Document: document(teacher, ""), Ask: ask}).Why; w != nil {
			t.Errorf("%+v is answered: %+v", ask, w)
		}
	}
}

func TestChecksHoldFailAndAreInvalid(t *testing.T) {
	t.Parallel()
	r := Run(Request{Document: document(teacher, "johan can delete:servers!server=student3/\njohan can admin-ui\nnoone can admin-ui\njohan cna admin-ui")})
	if r.Tally.Checks != 4 || r.Tally.Hold != 1 || r.Tally.Fail != 1 || r.Tally.Invalid != 2 {
		t.Errorf("tally %+v", r.Tally)
	}
	if r.Verdict() != SomeFail {
		t.Errorf("verdict %v", r.Verdict())
	}
	if r.Checks[0].Verdict != checks.Holds || r.Checks[1].Verdict != checks.Fails || r.Checks[2].Verdict != checks.Invalid {
		t.Errorf("verdicts %v %v %v", r.Checks[0].Verdict, r.Checks[1].Verdict, r.Checks[2].Verdict)
	}
	if v := Run(Request{Document: document(teacher, "")}); v.Verdict() != Unchecked {
		t.Errorf("a document without checks is %v", v.Verdict())
	}
}

func TestAStartUpErrorHasItsPlace(t *testing.T) {
	t.Parallel()
	r := Run(Request{Document: document(`c.JupyterHub.load_roles = [{"name": "reader", "scopes": ["read:user"], "users": ["ann"]}]`, "ann can read:users")})
	if !r.Readable || r.Starts || r.StopID() != "scope-not-found" {
		t.Fatalf("readable %v, starts %v, stopped by %q", r.Readable, r.Starts, r.StopID())
	}
	d, ok := find(r.Diagnostics, "scope-not-found")
	b, _ := r.Document.Find("jupyterhub_config.py")
	if !ok || b.Text[d.Span.Start:d.Span.End] != `"read:user"` || !strings.Contains(d.Hint, "read:users") {
		t.Errorf("diagnostic %+v", d)
	}
	if r.Verdict() != NotUsable || len(r.Access.Rows) != 0 {
		t.Errorf("a Hub that does not start answers: %v, %d rows", r.Verdict(), len(r.Access.Rows))
	}
	if len(r.Checks) != 1 || r.Checks[0].Verdict != checks.Invalid {
		t.Errorf("checks of a Hub that does not start: %+v", r.Checks)
	}
}

func TestADocumentAboutAStopHolds(t *testing.T) {
	t.Parallel()
	stops := func(id, role string) Response {
		text := document(`c.JupyterHub.load_roles = [{"name": "`+role+`", "scopes": ["self"]}]`, "")
		return Run(Request{Document: strings.Replace(text, "title: T\n", "title: T\nstops: "+id+"\n", 1)})
	}
	if r := stops("role-name-invalid", "Capital"); r.Verdict() != AllHold {
		t.Errorf("the announced stop is %v: %v", r.Verdict(), r.Diagnostics)
	}
	if r := stops("scope-not-found", "Capital"); r.Verdict() != NotUsable {
		t.Errorf("another stop than the announced one is %v", r.Verdict())
	}
	if r := stops("role-name-invalid", "small"); r.Verdict() != NotUsable {
		t.Errorf("a start where a stop was announced is %v", r.Verdict())
	}
}

func TestARestartKeepsTheDatabase(t *testing.T) {
	t.Parallel()
	text := document(`c.JupyterHub.load_roles = [{"name": "reader", "scopes": ["read:users"], "users": ["ann"]}]`, "ann can read:users") +
		"\nNow the role is gone.\n\n```python jupyterhub_config.py restart\nc.Authenticator.admin_users = {\"bob\"}\n```\n\n```checks\nann cannot read:users\nbob can admin-ui\nbob can read:users!user=ann\n```\n"
	r := Run(Request{Document: text})
	if r.Verdict() != AllHold {
		t.Fatalf("verdict %v: %+v %v", r.Verdict(), r.Tally, r.Diagnostics)
	}
	w := Run(Request{Document: text, Ask: Ask{Who: "bob", Verb: "hub.admin"}}).Why
	if w == nil || len(w.Paths) == 0 || w.Paths[0].HeldSpan.File != "jupyterhub_config.py@2" {
		t.Errorf("the admin's place after a restart: %+v", w)
	}
	if _, ok := find(r.Diagnostics, "role-deleted"); !ok {
		t.Errorf("the deleted role is not said: %v", r.Diagnostics)
	}
}

func TestStateAddsWhatTheConfigDoesNotSay(t *testing.T) {
	t.Parallel()
	config := "import os\nc.Authenticator.admin_users = {os.environ[\"WHO\"]}"
	state := "```state\nbefore: {users: [old], admins: [boss]}\nusers: [new]\nservers: {new: [lab]}\n" +
		"shares: [{owner: new, server: lab, with: user old, scopes: [access:servers]}]\nenvironment: {WHO: ann}\n```\n\n"
	text := document(config, "ann can admin-ui\nboss can admin-ui\nold can access:servers!server=new/lab\nnew can read:users!user=new")
	text = strings.Replace(text, "```checks", state+"```checks", 1)
	r := Run(Request{Document: text})
	if r.Verdict() != AllHold {
		t.Fatalf("verdict %v, %+v: %v", r.Verdict(), r.Tally, r.Diagnostics)
	}
}

func TestUnknownVersion(t *testing.T) {
	t.Parallel()
	r := Run(Request{Document: document(teacher, ""), Version: "1.0"})
	d, ok := find(r.Diagnostics, "unknown-version")
	if r.Readable || !ok || !strings.Contains(d.Hint, rbac.DefaultVersion) {
		t.Errorf("readable %v: %v", r.Readable, r.Diagnostics)
	}
}

func TestASyntaxErrorLeavesNothingToAnswer(t *testing.T) {
	t.Parallel()
	r := Run(Request{Document: document("c.JupyterHub.load_roles = [", "")})
	if r.Readable || r.Tally.Errors == 0 {
		t.Errorf("readable %v: %v", r.Readable, r.Diagnostics)
	}
}

func TestAnEndlessLoopIsStopped(t *testing.T) {
	t.Parallel()
	r := Run(Request{Document: document("while True:\n    pass", ""), Steps: 10_000})
	if r.Readable || r.Stopped != "steps" {
		t.Errorf("readable %v, stopped by %q", r.Readable, r.Stopped)
	}
}

func TestLimitsOfAHub(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		what   string
		limit  int
		config string // with the number of entries as %d
	}{
		// The four default roles count as well.
		{"roles", limits.Roles - 4, `c.JupyterHub.load_roles = [{"name": f"role-{i}", "scopes": ["self"]} for i in range(%d)]`},
		{"groups", limits.Groups, `c.JupyterHub.load_groups = {f"g{i}": {} for i in range(%d)}`},
		{"services", limits.Services, `c.JupyterHub.services = [{"name": f"s{i}"} for i in range(%d)]`},
		{"users", limits.Users, `c.Authenticator.allowed_users = {f"u{i}" for i in range(%d)}`},
		{"users", limits.Users, `c.JupyterHub.load_groups = {"all": {"users": [f"u{i}" for i in range(%d)]}}`},
	} {
		hub := func(n int) Response {
			return Run(Request{Document: document(fmt.Sprintf(c.config, n), ""), Rows: 1})
		}
		if r := hub(c.limit); !r.Starts {
			t.Errorf("%s at the limit, %d: %v", c.what, c.limit, r.Diagnostics)
		}
		r := hub(c.limit + 1)
		if _, ok := find(r.Diagnostics, "limit-"+c.what); r.Starts || r.Readable || !ok {
			t.Errorf("%s one past the limit: readable %v, starts %v", c.what, r.Readable, r.Starts)
		}
	}
}

func TestADocumentPastTheLimit(t *testing.T) {
	t.Parallel()
	at := document("", "")
	at += strings.Repeat("x", limits.Document-len(at))
	if r := Run(Request{Document: at}); !r.Readable {
		t.Errorf("at the limit: %v", r.Diagnostics)
	}
	r := Run(Request{Document: at + "x"})
	if _, ok := find(r.Diagnostics, "limit-document"); r.Readable || !ok {
		t.Errorf("past the limit: %v", r.Diagnostics)
	}
}

func TestFilterAndRowsBoundTheMatrix(t *testing.T) {
	t.Parallel()
	text := document(`c.Authenticator.allowed_users = {f"u{i:03}" for i in range(100)}`, "")
	r := Run(Request{Document: text, Rows: 10})
	if len(r.Access.Rows) != 12 || r.Access.Hidden[RowUser] != 90 || r.Access.Total[RowUser] != 100 {
		t.Errorf("%d rows, hidden %v, total %v", len(r.Access.Rows), r.Access.Hidden, r.Access.Total)
	}
	r = Run(Request{Document: text, Filter: "U09"})
	if len(r.Access.Rows) != 10 {
		t.Errorf("filtered to %d rows", len(r.Access.Rows))
	}
}

func TestAServerOfNobodyIsSaid(t *testing.T) {
	t.Parallel()
	text := strings.Replace(document(teacher, "johan can servers"), "```checks", "```state\nservers: {ghost: [\"\"]}\n```\n\n```checks", 1)
	if _, ok := find(Run(Request{Document: text}).Diagnostics, "server-without-user"); !ok {
		t.Error("a server of a user who is not there goes without a word")
	}
}

func TestAnImaginedPersonIsAskedAboutThemselves(t *testing.T) {
	t.Parallel()
	ask := func(who, verb string) *Why {
		return Run(Request{Document: document(teacher, ""), Ask: Ask{Who: who, Verb: verb, Whom: OwnWhom}}).Why
	}
	w := ask("any user", "servers.stop")
	if w == nil || !w.Result.Yes() || w.Check != "any user can delete:servers!user" || len(w.WhoElse) != 0 {
		t.Errorf("any user about their own servers: %+v", w)
	}
	if w := ask("any member of class-a", "users.create"); w == nil || w.Result.Yes() {
		t.Errorf("a member creates themselves: %+v", w)
	}
	if w := ask("johan", "servers.stop"); w == nil || w.Ask.Whom != "" {
		t.Errorf("a user with a name is asked by it: %+v", w)
	}
	if w := ask("any user", "groups.see"); w == nil || w.Ask.Whom != "" {
		t.Errorf("nobody is a group: %+v", w)
	}
}

func TestACellThatSaysEveryoneMayBeUnclear(t *testing.T) {
	t.Parallel()
	config := `import os
c.JupyterHub.load_roles = [{"name": "reader", "scopes": ["read:users"], "users": ["ann"]}]
c.Authenticator.admin_users = {"boss"}
`
	for unread, want := range map[string]Reach{"": Everyone, `c.Authenticator.blocked_users = set(os.environ["BLOCKED"].split())`: Unclear,
		`c.JupyterHub.load_groups = {"g": {"users": os.environ["IN_G"].split()}}`: Everyone} {
		r := Run(Request{Document: document(config+unread, "")})
		if c := rowOf(t, &r, "ann").cell(t, "users.see"); c.Reach != want {
			t.Errorf("%q: %v, want %v", unread, c.Reach, want)
		}
	}
}

func TestRestartedFilesThatFollowEachOtherAreOneStart(t *testing.T) {
	t.Parallel()
	fence := func(info, text string) string { return "\n```" + info + "\n" + text + "\n```\n" }
	text := "---\nformat: 1\ntitle: T\njupyterhub: \"5.5.1\"\n---\n" +
		fence("python a.py", `c.JupyterHub.load_roles = [{"name": "one", "scopes": ["servers"], "users": ["ann"]}]`) +
		fence("python b.py", `c.Authenticator.admin_users = {"root"}`) +
		fence("checks", "ann can servers because one\nafter root POST /users/new\nnew cannot servers") +
		fence("python a.py restart", `c.JupyterHub.load_groups = {"team": {"users": ["new"]}}`) +
		fence("python b.py restart", `c.JupyterHub.load_roles = [{"name": "one", "scopes": ["servers"], "groups": ["team"]}]`) +
		fence("checks", "ann cannot servers\nnew can servers because one\nroot can admin:users")
	deleted := `c.JupyterHub.load_roles = []`
	for _, c := range []struct {
		text    string
		checks  int
		deleted bool
	}{{text, 5, false}, {text + fence("python b.py restart", deleted) + fence("checks", "new cannot servers"), 6, true}} {
		r := Run(Request{Document: c.text})
		if !r.Starts || r.Tally.Checks != c.checks || r.Tally.Hold != c.checks {
			t.Errorf("%+v %v", r.Tally, r.Diagnostics)
		}
		// Were each file a start of its own, the first one would delete the role that the second makes again.
		if _, ok := find(r.Diagnostics, "role-deleted"); ok != c.deleted {
			t.Errorf("deleted %v: %v", ok, r.Diagnostics)
		}
	}
}

// TestWhatAStepThatIsNotKnownWouldChangeIsNotSaid goes on over checks parts and restarts.
func TestWhatAStepThatIsNotKnownWouldChangeIsNotSaid(t *testing.T) {
	t.Parallel()
	part := "\n```checks\njohan can servers!user=student3\n```\n"
	text := document(teacher, "johan can servers!user=student3\nafter johan log in") + part +
		"\n```python jupyterhub_config.py restart\n" + teacher + "\n```\n" + part
	r := Run(Request{Document: text})
	want := []string{"", "unknown-person", "step-undecided", "step-undecided"}
	if len(r.Checks) != len(want) {
		t.Fatalf("%+v", r.Checks)
	}
	for i, c := range r.Checks {
		if c.ID != want[i] {
			t.Errorf("%s: %q, want %q", c.Line.Text, c.ID, want[i])
		}
	}
	if hint := r.Checks[1].Hint; hint != "describe who logs in in the state, under people" {
		t.Errorf("the hint is %q", hint)
	}
}

func TestRowsOfAStaticView(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ users, hidden int }{{limits.StaticRows, 0}, {limits.StaticRows + 1, 1}} {
		text := document(fmt.Sprintf(`c.Authenticator.allowed_users = {f"u{i}" for i in range(%d)}`, c.users), "")
		a := Run(Request{Document: text, Rows: limits.StaticRows}).Access
		if a.Hidden[RowUser] != c.hidden || a.Total[RowUser] != c.users {
			t.Errorf("%d users: %d of %d hidden", c.users, a.Hidden[RowUser], a.Total[RowUser])
		}
	}
}
