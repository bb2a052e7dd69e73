package playground

import (
	"fmt"
	"strings"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/limits"
	"rolecall.example/rbac"
)

func tooLarge(size int) diag.Diagnostic {
	return diag.Diagnostic{
		Span: diag.Span{File: "document"}, ID: "limit-document", Severity: diag.Error,
		Message: fmt.Sprintf("the document has %d bytes, and Rolecall reads at most %d", size, limits.Document),
	}
}

func unknownVersion(version string) diag.Diagnostic {
	return diag.Diagnostic{
		Span: diag.Span{File: "header"}, ID: "unknown-version", Severity: diag.Error,
		Message: fmt.Sprintf("Rolecall does not know JupyterHub %q", version),
		Hint:    "it knows " + strings.Join(rbac.Versions(), ", "),
	}
}

func notYet(part, what string) diag.Diagnostic {
	return diag.Diagnostic{
		Span: diag.Span{File: part}, ID: "not-supported-yet", Severity: diag.Error,
		Message: what + " is not supported yet, so no answer takes it into account",
	}
}
