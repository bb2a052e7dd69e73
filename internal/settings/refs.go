package settings

import (
	"rolecall.example/internal/diag"
	"rolecall.example/rbac"
)

// Refs maps the engine's marks back to places in the config. Several readings may share one, so that what a
// restart leaves from an earlier config keeps its place.
type Refs struct{ spans []diag.Span }

// Span of a mark; the zero Span for zero or a mark of somebody else.
func (r *Refs) Span(ref rbac.Ref) diag.Span {
	if r == nil || ref == 0 || int(ref) > len(r.spans) {
		return diag.Span{}
	}
	return r.spans[ref-1]
}

func (r *Refs) mark(s diag.Span) rbac.Ref {
	if s == (diag.Span{}) {
		return 0
	}
	r.spans = append(r.spans, s)
	return rbac.Ref(len(r.spans))
}
