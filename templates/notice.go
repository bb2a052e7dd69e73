package templates

import (
	"rolecall.example/internal/diag"
	"rolecall.example/internal/playground"
)

func severityWord(s diag.Severity) string { return s.String() }

// firstError is the error that keeps the config from being read: the first outside the checks.
func firstError(r *playground.Response) *diag.Diagnostic {
	checked := checkParts(r)
	for i := range r.Diagnostics {
		if d := &r.Diagnostics[i]; d.Severity == diag.Error && !checked[d.Span.File] {
			return d
		}
	}
	return nil
}
