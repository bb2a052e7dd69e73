package settings

import (
	"rolecall.example/internal/diag"
	"rolecall.example/rbac"
)

// Refs maps the engine's marks back to places in the config.
type Refs struct{ spans []diag.Span }

// Span of a mark; the zero Span for zero or a mark of somebody else.
func (r *Refs) Span(ref rbac.Ref) diag.Span { return diag.Span{} }

// RBAC reads the traits that permissions depend on, as traitlets would check and coerce them, for the version
// of d. Diagnostics are TraitErrors (which stop the Hub), unknown keys and traits, deprecated forms.
func RBAC(t *Tree, d *rbac.Definitions) (*rbac.Config, *Refs, []diag.Diagnostic) {
	return &rbac.Config{}, &Refs{}, nil
}
