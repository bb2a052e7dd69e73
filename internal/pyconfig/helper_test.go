package pyconfig

import (
	"sort"
	"strconv"
	"strings"
	"testing"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/settings"
)

// showValue prints a value so that tests can compare it: strings in double quotes, sets sorted, unknowns as
// ?(why), what is partial with ...(why) at its end.
func showValue(v settings.Value) string {
	var parts []string
	open, end := "[", "]"
	switch v.Kind {
	case settings.None:
		return "None"
	case settings.Bool:
		return strconv.FormatBool(v.Bool)
	case settings.Int, settings.Float:
		return v.Text
	case settings.Str:
		return strconv.Quote(v.Text)
	case settings.Object:
		return "<" + v.Text + ">"
	case settings.Unknown:
		return "?(" + v.Text + ")"
	case settings.Dict:
		open, end = "{", "}"
		for _, p := range v.Pairs {
			parts = append(parts, showValue(p.Key)+": "+showValue(p.Value))
		}
	case settings.Set:
		open, end = "{", "]"
	case settings.Tuple:
		open = "("
	}
	for _, item := range v.Items {
		parts = append(parts, showValue(item))
	}
	if v.Kind == settings.Set {
		sort.Strings(parts)
	}
	if v.Partial {
		parts = append(parts, "...("+v.Why+")")
	}
	return open + strings.Join(parts, ", ") + end
}

func evaluate(text string) Result {
	return Evaluate(Input{Files: []File{{"config.py", text}}})
}

// traitOf returns what a config gives to c.T.NAME, printed.
func traitOf(t *testing.T, r Result, name string) string {
	t.Helper()
	a, ok := r.Tree.Find("T", name)
	if !ok {
		return "(not assigned)"
	}
	return showValue(a.Value)
}

func describe(d diag.Diagnostic) string {
	return d.Severity.String() + " " + d.ID + ": " + d.Message + " (" + d.Hint + ")"
}

func replaceAll(s, old, with string) string { return strings.ReplaceAll(s, old, with) }
