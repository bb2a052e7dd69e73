package templates_test

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/playground"
	. "rolecall.example/templates"
	"rolecall.example/templates/internal/sample"
)

func TestRowsStandInTheirOrder(t *testing.T) {
	t.Parallel()
	root := parse(t, Access(sample.Teacher(), Options{}))
	var got []string
	for _, n := range all(byID(root, "matrix"), func(n *html.Node) bool { return n.Data == "th" && value(n, "role") == "rowheader" }) {
		got = append(got, text(n))
	}
	want := "Anyone 4|any user|any member of class-a|any member of class-b|any admin|Users 5|johan class-a|student1 class-a|" +
		"student2 class-a|student3 class-b|student4 class-b|Services 1|idle-culler"
	if strings.Join(got, "|") != want {
		t.Errorf("rows are %q", strings.Join(got, "|"))
	}
}

func TestCellsSayTheirReachAndAskForIt(t *testing.T) {
	t.Parallel()
	root := parse(t, Access(sample.Teacher(), unfolded))
	folded := parse(t, Access(sample.Teacher(), Options{}))
	for _, x := range []struct {
		root                          *html.Node
		id, shows, who, verb, to, say string
	}{
		{root, "c-johan-servers.stop", "class-b", "johan", "servers.stop", "group=class-b", "class-b: johan may stop the servers of class-b and their own servers"},
		{root, "c-student3-servers.stop", "self", "student3", "servers.stop", "user=student3", "self: student3 may stop their own servers"},
		{root, "c-any_20_user-servers.stop", "self", "any user", "servers.stop", "user", "self: any user may stop their own servers"},
		{root, "c-service_20_idle-culler-servers.stop", "everyone", "service idle-culler", "servers.stop", "", "everyone: service idle-culler may stop everyone’s servers"},
		{root, "c-service_20_idle-culler-servers.open", "–", "service idle-culler", "servers.open", "", "service idle-culler may not open anyone’s servers"},
		{root, "c-any_20_admin-hub.metrics", "yes", "any admin", "hub.metrics", "", "yes: any admin may read the Hub’s metrics"},
		{root, "c-johan-groups", "class-a names, see", "johan", "groups.names", "group=class-a", "Groups, class-a names, see: johan may see the name of group class-a"},
		{folded, "c-any_20_admin-groups", "all", "any admin", "groups.list", "", "Groups, all: any admin may list every group"},
		{folded, "c-student3-servers", "–", "student3", "servers.see", "user=student3", "Servers, student3 may see their own servers"},
		{folded, "c-service_20_idle-culler-users", "everyone list, names, activity", "service idle-culler", "users.list", "", "Users, everyone list, names, activity: service idle-culler may list everyone"},
	} {
		n := byID(x.root, x.id)
		if n == nil {
			t.Errorf("there is no cell %s", x.id)
			continue
		}
		got := []string{text(n), value(n, "data-ask-who"), value(n, "data-ask-verb"), value(n, "data-ask-whom"), value(n, "aria-label")}
		want := []string{x.shows, x.who, x.verb, x.to, x.say}
		if strings.Join(got, "|") != strings.Join(want, "|") {
			t.Errorf("%s\n got  %q\n want %q", x.id, got, want)
		}
	}
}

func TestThePressedCellIsMarkedAndAnswered(t *testing.T) {
	t.Parallel()
	for _, o := range []Options{unfolded, {}} {
		root := parse(t, Access(sample.Allowed(), o))
		current := all(root, func(n *html.Node) bool { return value(n, "aria-current") == "true" })
		if len(current) != 1 || !strings.HasPrefix(value(current[0], "id"), "c-johan-servers") {
			t.Errorf("%d cells are marked", len(current))
		}
		if got := text(byID(root, "peek")); !strings.Contains(got, "johan may stop student3 ’s server") || !strings.Contains(got, "line 24") {
			t.Errorf("the foot says %q", got)
		}
	}
}

func TestReachesThatDifferAreNotPutTogether(t *testing.T) {
	t.Parallel()
	r := sample.Teacher()
	johan := &r.Access.Rows[4]
	for i := range johan.Cells {
		if johan.Cells[i].Verb == "servers.stop" {
			johan.Cells[i].Targets[0].Name = "class-a"
		}
	}
	got := text(byID(parse(t, Access(r, Options{})), "c-johan-servers"))
	if got != "class-b see, start class-a stop" {
		t.Errorf("the folded cell says %q", got)
	}
}

func TestRowsThatAreLeftOutAreCounted(t *testing.T) {
	t.Parallel()
	r := sample.Crowd(3, 10000)
	more := byID(parse(t, Access(r, Options{})), "more-user")
	if more == nil || value(more, "data-more") != "user" || text(more) != "and 9,997 more" {
		t.Error("no button shows more users")
	}
	if got := text(parse(t, Access(r, Options{Static: true}))); !strings.Contains(got, "and 9,997 more") {
		t.Error("the static page does not count the rest")
	}
}

func TestWhySaysWhatWasAskedAndWhatLeadsThere(t *testing.T) {
	t.Parallel()
	yes := parse(t, Why(sample.Allowed(), Options{}))
	if got := text(byID(yes, "answer-title")); got != "johan may stop student3 ’s server" {
		t.Errorf("the sentence is %q", got)
	}
	var lines []string
	for _, n := range all(yes, has("data-line")) {
		lines = append(lines, value(n, "data-part")+":"+value(n, "data-line")+":"+value(n, "data-column"))
	}
	if got := strings.Join(lines, " "); got != "jupyterhub_config.py:21:18 jupyterhub_config.py:24:13 jupyterhub_config.py:5:17" {
		t.Errorf("the path leads to %s", got)
	}
	for _, id := range []string{"ask-who", "ask-verb", "ask-whom"} {
		n := byID(yes, id)
		if n == nil || len(all(n, has("selected"))) != 1 {
			t.Errorf("%s has not one selected option", id)
		}
	}
	if n := byID(yes, "add-check"); n == nil || value(n, "data-add-check") != "johan can delete:servers!server=student3/" {
		t.Error("the question can't be kept as a check")
	}
	no := text(parse(t, Why(sample.Denied(), Options{})))
	for _, want := range []string{"What is missing", "only their own", "does not include access:servers", "Who can? student3 their own"} {
		if !strings.Contains(no, want) {
			t.Errorf("a no does not say %q:\n%s", want, no)
		}
	}
}

func TestAnUnclearAnswerNamesThePlaceAndMakesNoCheck(t *testing.T) {
	t.Parallel()
	root := parse(t, Why(sample.Unclear(), Options{}))
	got := text(root)
	for _, want := range []string{"can’t be told", "fetch_teachers()", "line 21", "Nobody for certain"} {
		if !strings.Contains(got, want) {
			t.Errorf("it does not say %q:\n%s", want, got)
		}
	}
	if byID(root, "add-check") != nil {
		t.Error("what can't be told is offered as a check")
	}
}

func TestAnotherTargetThanTheListedIsSelected(t *testing.T) {
	t.Parallel()
	r := sample.Allowed()
	r.Why.Ask.Whom = "server=student3/lab"
	n := byID(parse(t, Why(r, Options{})), "ask-whom")
	if got := all(n, has("selected")); len(got) != 1 || text(got[0]) != "student3’s server lab" {
		t.Errorf("%d are selected", len(got))
	}
}

func TestStartupNamesTheExceptionAndItsPlace(t *testing.T) {
	t.Parallel()
	got := text(parse(t, Startup(sample.Stops(), Options{})))
	for _, want := range []string{"This Hub does not start", "JupyterHub raises ScopeNotFound in init_role_creation", "line 23", "2 warnings"} {
		if !strings.Contains(got, want) {
			t.Errorf("it does not say %q:\n%s", want, got)
		}
	}
	if strings.Count(got, `No scope "read:user"`) != 1 {
		t.Error("the error is told twice")
	}
}

func TestChecksListEveryLineOnceInItsOrder(t *testing.T) {
	t.Parallel()
	root := parse(t, Checks(sample.Failing(), Options{}))
	var got []string
	for _, n := range all(root, class("check")) {
		jump := all(n, has("data-line"))
		if len(jump) != 1 || value(jump[0], "data-part") != "checks" {
			t.Errorf("%s has no way to its line", text(n))
			continue
		}
		got = append(got, value(jump[0], "data-line")+" "+strings.TrimPrefix(value(n, "class"), "check check-"))
	}
	if s := strings.Join(got, ", "); s != "1 no, 2 no, 3 invalid, 4 invalid, 5 yes" {
		t.Errorf("the lines are %s", s)
	}
	if s := text(root); !strings.Contains(s, "1 of 5 holds, 2 fail, 2 can’t be decided") {
		t.Errorf("the sum is not said: %s", s)
	}
	if s := text(parse(t, Checks(sample.Unclear(), Options{}))); !strings.Contains(s, "Nothing is checked") {
		t.Errorf("no checks: %s", s)
	}
	if s := text(parse(t, Checks(sample.Stops(), Options{}))); !strings.Contains(s, "could not be run") {
		t.Errorf("checks that did not run: %s", s)
	}
}

func TestNoticeSpeaksOnlyWhenThereIsSomethingToSay(t *testing.T) {
	t.Parallel()
	if got := render(t, Notice(sample.Teacher(), Options{})); got != "" {
		t.Errorf("it says %s", got)
	}
	for name, want := range map[string]string{
		"unreadable": "a list that was opened on line 21 is not closed", "stopped": "The evaluation was stopped.", "unclear": "1 place of this config",
	} {
		if got := text(parse(t, Notice(responses()[name], Options{}))); !strings.Contains(got, want) {
			t.Errorf("%s: it says %q", name, got)
		}
	}
}

func TestAScenarioPageShowsItsChecksWhereTheyStand(t *testing.T) {
	t.Parallel()
	page := func(r *playground.Response) *html.Node {
		d := ScenarioData{Title: "t", Response: r, Pieces: append(pieces(r), Piece{Part: "checks", Checks: true})}
		return parse(t, ScenarioPage(d))
	}
	if got := len(all(page(sample.Failing()), class("check"))); got != 5 {
		t.Errorf("there are %d checks", got)
	}
	// A Hub that does not start runs no check; the claims stand there all the same, undecided.
	stopped := all(page(sample.Stops()), class("check"))
	if len(stopped) != 4 || len(all(stopped[0], class("mark-unknown"))) != 1 {
		t.Errorf("there are %d checks that did not run", len(stopped))
	}
	if got := text(stopped[0]); got != "johan can servers!user=student3 he teaches her" {
		t.Errorf("the first one is %q", got)
	}
}

// TestChecksOfCalls evaluates a document: a step that goes well is done and claims nothing, and what the Hub answers
// besides permission stands below the line that holds.
func TestChecksOfCalls(t *testing.T) {
	t.Parallel()
	r := playground.Run(playground.Request{Document: "---\nformat: 1\ntitle: T\njupyterhub: \"5.5.1\"\n---\n" +
		"```python jupyterhub_config.py\nc.Authenticator.admin_users = {\"root\"}\nc.JupyterHub.load_groups = {\"g\": {\"users\": [\"ann\"]}}\n```\n" +
		"```checks\nroot can open /user/ann/\nafter root DELETE /groups/g\nann can GET /users\nroot cannot GET /users/nobody\n```\n"})
	lines := all(parse(t, ChecksPage(&r, Options{Static: true})), class("check"))
	for i, want := range []string{
		"root can open /user/ann/ Permitted; the Hub answers 424: server \"ann/\" does not run.",
		"after root DELETE /groups/g",
		"ann can GET /users ann cannot: the Hub answers 403, nothing held includes list:users.",
		"root cannot GET /users/nobody root can, by role admin, which has",
	} {
		if i >= len(lines) || !strings.HasPrefix(text(lines[i]), want) {
			t.Fatalf("line %d of %d is %q, want %q", i, len(lines), text(lines[i]), want)
		}
	}
	label := func(n *html.Node) string {
		s, _ := attr(all(n, class("mark"))[0], "aria-label")
		return s
	}
	if label(lines[0]) != "holds" || label(lines[1]) != "done" || label(lines[2]) != "fails" {
		t.Errorf("marked %s, %s, %s", label(lines[0]), label(lines[1]), label(lines[2]))
	}
	if len(all(lines[0], class("check-why"))) != 0 || len(all(lines[2], class("check-why"))) != 1 {
		t.Error("a line that holds has a reason for failing")
	}
}

func TestAStopThatIsClaimedIsAPass(t *testing.T) {
	t.Parallel()
	badge := func(r *playground.Response) string {
		root := parse(t, ScenarioPage(ScenarioData{Title: "t", Response: r}))
		return text(all(all(root, class("meta"))[0], class("verdict"))[0])
	}
	r := sample.Stops()
	if got := badge(r); got != "does not start" {
		t.Errorf("unclaimed: %q", got)
	}
	r.Meta.Stops = "scope-not-found"
	if got := badge(r); got != "stops, as it says" {
		t.Errorf("claimed: %q", got)
	}
	r = sample.Teacher()
	if got := badge(r); got != "4/4 checks hold" {
		t.Errorf("it starts: %q", got)
	}
	r.Meta.Stops = "scope-not-found"
	if got := badge(r); got != "starts, although it says otherwise" {
		t.Errorf("claimed in vain: %q", got)
	}
}

func TestAStartIsOnlyAsSureAsTheConfigWasRead(t *testing.T) {
	t.Parallel()
	r := sample.Teacher()
	head := func() string { return text(all(parse(t, Startup(r, Options{})), class("notice-head"))[0]) }
	const hedge = "As far as the config could be read"
	if got := head(); !strings.Contains(got, "After the start there are ") || strings.Contains(got, hedge) {
		t.Errorf("all was read: %q", got)
	}
	r.Diagnostics = append(r.Diagnostics, diag.Diagnostic{ID: "environment-unset", Severity: diag.Question, Message: "it is not given"})
	if got := head(); !strings.Contains(got, hedge+", there are ") {
		t.Errorf("a place is open: %q", got)
	}
}
