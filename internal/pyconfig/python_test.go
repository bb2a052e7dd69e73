package pyconfig

import (
	"os"
	"strings"
	"testing"

	"rolecall.example/internal/diag"
)

func TestExpressionsGiveWhatPythonGives(t *testing.T) {
	t.Parallel()
	for _, line := range strings.Split(readTestdata(t, "expressions.txt"), "\n") {
		expr, want, ok := strings.Cut(line, "    ==> ")
		if !ok {
			continue
		}
		r := evaluate("c.T.r = (" + expr + ")\n")
		if got := traitOf(t, r, "r"); got != want {
			t.Errorf("%s\n got %s\nwant %s", expr, got, want)
		}
		noErrors(t, expr, r)
	}
}

func TestProgramsLeaveWhatPythonLeaves(t *testing.T) {
	t.Parallel()
	for _, one := range strings.Split(readTestdata(t, "programs.txt"), "\n---\n") {
		program, want, ok := strings.Cut(one, "\n==> ")
		if !ok {
			continue
		}
		r := evaluate(program + "\nc.T.r = R\n")
		if got := traitOf(t, r, "r"); got != strings.TrimSpace(want) {
			t.Errorf("%s\n got %s\nwant %s", program, got, want)
		}
		noErrors(t, program, r)
	}
}

func readTestdata(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func noErrors(t *testing.T, what string, r Result) {
	t.Helper()
	for _, d := range r.Diagnostics {
		if d.Severity == diag.Error {
			t.Errorf("%s\n%s", what, describe(d))
		}
	}
}
