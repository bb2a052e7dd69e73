package advice

import (
	"io/fs"
	"slices"
	"strings"
	"testing"

	"rolecall.example/internal/checks"
	"rolecall.example/internal/diag"
	"rolecall.example/internal/lint"
	"rolecall.example/internal/playground"
)

// ids are those of the catalogue.
func ids() []string {
	var out []string
	for _, t := range lint.Advised {
		out = append(out, t.IDs...)
	}
	return out
}

func TestEveryAdviceHasItsPage(t *testing.T) {
	t.Parallel()
	seen := map[string]int{}
	for _, id := range ids() {
		seen[id]++
		if seen[id] > 1 {
			t.Errorf("%s stands twice in the catalogue", id)
		}
	}
	names, err := fs.Glob(files, "*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if id := strings.TrimSuffix(name, ".md"); seen[id] == 0 {
			t.Errorf("%s is no advice of the catalogue", id)
		}
	}
	if len(names) != len(seen) || len(names) < 30 {
		t.Errorf("%d pages, %d pieces of advice", len(names), len(seen))
	}
}

func run(t *testing.T, what, document string) playground.Response {
	t.Helper()
	r := playground.Run(playground.Request{Document: document})
	for _, c := range r.Checks {
		if c.Verdict != checks.Holds {
			t.Errorf("%s: %s: %s %s", what, c.Line.Text, c.Message, c.Hint)
		}
	}
	if !r.Readable || !r.Starts && r.Meta.Stops == "" {
		t.Errorf("%s: starts %v: %v", what, r.Starts, r.Diagnostics)
	}
	return r
}

func raises(r *playground.Response, id string) (out []diag.Diagnostic) {
	for _, d := range r.Diagnostics {
		if d.ID == id {
			out = append(out, d)
		}
	}
	return out
}

// TestEveryAdviceHasItsCaseAndItsNearCase runs the two scenarios of each page, and what the first one's offer makes of it.
func TestEveryAdviceHasItsCaseAndItsNearCase(t *testing.T) {
	t.Parallel()
	offers := 0
	for _, id := range ids() {
		p, ok := Read(id)
		if !ok {
			t.Errorf("%s: no page", id)
			continue
		}
		wrong, right := run(t, id+", wrong", p.Wrong), run(t, id+", right", p.Right)
		found := raises(&wrong, id)
		if len(found) == 0 {
			t.Errorf("%s: the wrong scenario raises %v", id, wrong.Diagnostics)
			continue
		}
		for _, d := range found {
			if _, ok := wrong.Document.Find(d.Span.File); !ok || d.Span.Start >= d.Span.End || d.Message == "" {
				t.Errorf("%s: no place or no sentence: %+v", id, d)
			}
		}
		for _, d := range right.Diagnostics {
			if d.ID == id || d.Severity == diag.Advice {
				t.Errorf("%s: the right scenario raises %s: %s", id, d.ID, d.Message)
			}
		}
		if right.Tally.Checks == 0 || wrong.Tally.Checks == 0 && wrong.Starts {
			t.Errorf("%s: a scenario without checks", id)
		}
		key := wrong.FixOf(&found[0])
		if key == "" {
			continue
		}
		offers++
		text, ok := wrong.Apply(key)
		if !ok {
			t.Errorf("%s: the offer %s does not fit", id, key)
			continue
		}
		mended := playground.Run(playground.Request{Document: text})
		if len(raises(&mended, id)) > 0 || !mended.Starts {
			t.Errorf("%s: after the offer the Hub starts: %v, and there is %v", id, mended.Starts, mended.Diagnostics)
		}
	}
	if offers < 15 {
		t.Errorf("only %d offers were tried", offers)
	}
}

// TestPagesSayWhatTheyMean holds that a page is whole, and its scenarios differ.
func TestPagesSayWhatTheyMean(t *testing.T) {
	t.Parallel()
	var titles []string
	for _, id := range ids() {
		p, _ := Read(id)
		if p.Title == "" || len(p.Prose) < 100 || p.Wrong == p.Right || slices.Contains(titles, p.Title) {
			t.Errorf("%s: title %q, prose of %d bytes", id, p.Title, len(p.Prose))
		}
		titles = append(titles, p.Title)
	}
	for _, text := range []string{"", "# Title\n", "# Title\n\nText\n\n```rolecall\ntitle: One\n```\n", "Text\n```rolecall\n```\n```rolecall\n```\n"} {
		if _, err := parse("x", text); err == nil {
			t.Errorf("%q was taken for a page", text)
		}
	}
}
