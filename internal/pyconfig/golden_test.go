package pyconfig

import (
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"rolecall.example/internal/diag"
)

// Files in testdata/diagnostics hold programs, parted by lines of dashes. A comment `### "text"` expects a
// diagnostic whose severity, id, message or hint holds text, on its line; `###^ "text"` on the line above. All
// other diagnostics, but information, are failures.
func TestDiagnosticsStandWhereTheyAreExpected(t *testing.T) {
	t.Parallel()
	files, _ := filepath.Glob("testdata/diagnostics/*.py")
	if len(files) < 4 {
		t.Fatalf("only %d files of diagnostics", len(files))
	}
	for _, file := range files {
		for _, chunk := range strings.Split(readTestdata(t, "diagnostics/"+filepath.Base(file)), "\n---\n") {
			checkChunk(t, filepath.Base(file), chunk)
		}
	}
}

func checkChunk(t *testing.T, file, chunk string) {
	t.Helper()
	type expectation struct {
		line int
		text string
		met  bool
	}
	var wanted []*expectation
	for i, line := range strings.Split(chunk, "\n") {
		for _, mark := range strings.Split(line, "###")[1:] {
			n := i + 1
			if rest, ok := strings.CutPrefix(mark, "^"); ok {
				mark, n = rest, i
			}
			text, err := strconv.Unquote(strings.TrimSpace(mark))
			if err != nil {
				t.Fatalf("%s: bad expectation %q", file, line)
			}
			wanted = append(wanted, &expectation{line: n, text: text})
		}
	}
	for _, d := range evaluate(chunk).Diagnostics {
		line := diag.PositionOf(chunk, d.Span.Start).Line
		found := d.Severity == diag.Info
		for _, w := range wanted {
			if w.line == line && strings.Contains(describe(d), w.text) {
				w.met, found = true, true
			}
		}
		if !found {
			t.Errorf("%s: not expected on line %d: %s\n%s", file, line, describe(d), chunk)
		}
		if word, _, _ := strings.Cut(d.Message, " "); d.ID == "" || d.Message == "" || strings.HasSuffix(d.Message, ".") ||
			strings.ToLower(word[1:]) == word[1:] && strings.ToLower(word) != word && word != "Python" {
			t.Errorf("%s: a diagnostic needs an id and a sentence without a full stop: %s", file, describe(d))
		}
	}
	for _, w := range wanted {
		if !w.met {
			t.Errorf("%s: nothing on line %d says %q\n%s", file, w.line, w.text, chunk)
		}
	}
}
