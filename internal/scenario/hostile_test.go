package scenario

import (
	"strings"
	"testing"

	"rolecall.example/internal/limits"
)

// TestHostileDocumentsCostNoMoreThanTheirLength would run for minutes, and so be stopped by the test's own limit on
// time, if one of these shapes cost the square of its length.
func TestHostileDocumentsCostNoMoreThanTheirLength(t *testing.T) {
	t.Parallel()
	fill := func(piece, end string) string {
		return strings.Repeat(piece, (limits.Document-len(end))/len(piece)) + end
	}
	for _, text := range []string{
		fill("- ", "x\n"), fill("- ", "\n"), fill("> ", "x\n"), "> " + fill("- ", "x\n")[2:], fill("- * ", "x\n"),
		strings.Repeat("- ", limits.Document/4) + strings.Repeat(" ", limits.Document/4) + "\n",
		fill("1. ", "x\n"), fill("```checks\n```\n", ""), fill("```checks x\n```\n", ""), fill("```state\n```\n", ""),
		fill("```python\n```\n", ""), "```python a.py " + fill("x y", "\n")[15:], fill("<", "\n"), fill("<a", "\n"),
		fill("\t", "x\n"), fill("`", "\n"), fill("- x\n", ""), fill("  - x\n", ""), fill("<!--\n", ""), fill("\n", ""),
		"```state\n" + fill("a: {b: c}\n", "")[9:], "```state\nusers: [" + fill("a, ", "]\n")[16:],
		"```state\nservers:\n" + fill(" a: 1\n", "")[18:], "---\n" + fill("a: b\n", "---\n")[4:],
	} {
		holdsQuickly(t, text)
	}
}

func holdsQuickly(t *testing.T, text string) {
	t.Helper()
	d, ds := Parse(text)
	if d.Print() != text {
		t.Errorf("%.20q… does not print back", text)
	}
	if len(ds) > 3*maxDiagnostics {
		t.Errorf("%.20q… has %d diagnostics", text, len(ds))
	}
	if out := d.Replace("checks", "any user can users\n"); len(out) == 0 {
		t.Errorf("%.20q… takes no checks", text)
	}
}
