package templates_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"rolecall.example/internal/playground"
	. "rolecall.example/templates"
	"rolecall.example/templates/internal/sample"
)

func TestADescriptionHoldsTheAnswer(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		r    *playground.Response
		want string
	}{
		"all hold":               {sample.Teacher(), "4/4 checks hold in JupyterHub 5.5.1. ✓ johan can servers!user=student3 ✓ johan cannot servers!user=student1 ✓ "},
		"what fails comes first": {sample.Failing(), "1/5 checks hold in JupyterHub 5.5.1. ✗ "},
		"a Hub that stops":       {sample.Stops(), "Does not start in JupyterHub 5.5.1. "},
		"nothing checked":        {sample.Unclear(), "Nothing checked in JupyterHub 5.5.1."},
	} {
		if got := PreviewDescription(tc.r); !strings.HasPrefix(got, tc.want) {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestADescriptionIsNeverTooLong(t *testing.T) {
	t.Parallel()
	for name, r := range responses() {
		if n := utf8.RuneCountInString(PreviewDescription(r)); n == 0 || n > DescriptionMost {
			t.Errorf("%s: %d characters", name, n)
		}
	}
	for n := 1; n < 400; n += 7 {
		long := strings.Repeat("é", n)
		r := playground.Run(playground.Request{Document: "---\nformat: 1\ntitle: T\n---\n```python jupyterhub_config.py\n```\n```checks\nany user can read:users!user # x\n" +
			"user \"" + long + "\" can servers\nany user cannot servers\n```\n"})
		if got := utf8.RuneCountInString(PreviewDescription(&r)); got > DescriptionMost {
			t.Errorf("a name of %d characters makes %d", n, got)
		}
		r = playground.Run(playground.Request{Document: "---\nformat: 1\ntitle: T\nsummary: " + long + "\n---\n```python jupyterhub_config.py\n```\n"})
		if got := utf8.RuneCountInString(PreviewDescription(&r)); got > DescriptionMost {
			t.Errorf("a summary of %d characters makes %d", n, got)
		}
		if got := utf8.RuneCountInString(PreviewTitle(&r, long)); got > 180 {
			t.Errorf("a title of %d characters makes %d", n, got)
		}
	}
}

func TestWhatACardSays(t *testing.T) {
	t.Parallel()
	c := CardOf(sample.Teacher(), "A title", "rolecall.example/s/x")
	if c.Title != "A title" || c.Verdict != (CardVerdict{"yes", "4/4 checks hold"}) || c.Version != "JupyterHub 5.5.1" || len(c.Checks) != 4 || c.Lead != "" {
		t.Errorf("it is %+v", c)
	}
	if c.Checks[0] != (CardCheck{"yes", "johan can", " servers!user=student3"}) {
		t.Errorf("the first check is %+v", c.Checks[0])
	}
	johan := -1
	for i, row := range c.Rows {
		if len(row.Cells) != len(c.Columns) {
			t.Errorf("%s has %d cells, not %d", row.Name, len(row.Cells), len(c.Columns))
		}
		if row.Name == "johan" {
			johan = i
		}
		if row.Name == "any admin" {
			t.Error("any admin takes room")
		}
	}
	if johan < 0 || c.Rows[johan].Cells[0] != (CardCell{"some", "class-b"}) {
		t.Errorf("johan is not on it: %+v %+v", c.Columns, c.Rows)
	}
	if c := CardOf(sample.Failing(), "", ""); c.Verdict.Mark != "no" || c.Checks[0].Mark == "yes" {
		t.Errorf("what fails does not come first: %+v", c)
	}
	if c := CardOf(sample.Stops(), "", ""); len(c.Rows) != 0 || len(c.Checks) != 0 && c.Lead != "" || len(c.Checks) == 0 && c.Lead == "" {
		t.Errorf("of a Hub that stops it says %+v", c)
	}
	for name, r := range responses() {
		if c := CardOf(r, r.Meta.Title, "a"); len(c.Checks) > 4 || len(c.Rows) > 6 || len(c.Columns) > 4 {
			t.Errorf("%s: more than fits", name)
		}
	}
}

func TestAComparisonTellsWhatBecameOfTheChecks(t *testing.T) {
	t.Parallel()
	run := func(checks string) *playground.Response {
		r := playground.Run(playground.Request{Document: "---\nformat: 1\ntitle: T\njupyterhub: \"5.5.1\"\n---\n```python jupyterhub_config.py\nc.JupyterHub.load_groups = {\"g\": {}}\n```\n```checks\n" + checks + "```\n"})
		return &r
	}
	page := ComparePage(CompareData{
		Before: CompareSide{ID: "a", Title: "A", Created: time.Unix(0, 0), Response: run("any user can servers!user\nany user can servers\nany user can servers\nany user can tokens\n")},
		After:  CompareSide{ID: "b", Title: "B", Created: time.Unix(0, 0), Response: run("any user can servers!user # why\nany user can servers\nnobody can servers\n")},
	})
	var rows []string
	for _, row := range all(parse(t, page), tag("tr")) {
		rows = append(rows, text(row))
	}
	want := "before after check; not there holds nobody can servers; fails not there any user can servers; fails not there any user can tokens"
	if got := strings.Join(rows, "; "); got != want {
		t.Errorf("it says %q\nwant %q", got, want)
	}
	if s := text(parse(t, page)); !strings.Contains(s, "2 checks come out as before") {
		t.Error("those that stay are not counted")
	}
}
