package playground

import (
	"slices"
	"strings"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/scenario"
)

// Edit replaces the bytes at Span, in the part that Span.File names, by Text. A part that the document lacks is made
// of Text.
type Edit struct {
	Span diag.Span
	Text string
}

// Offer is a change of the document that a view offers: shown in the editor first, applied when somebody says so. Its
// edits do not overlap, and are in the order of the text. The key is stable and tells it from the others of a Response:
// "fix:join:class-b".
type Offer struct {
	Key   string
	Edits []Edit
}

// Apply returns the document's text with the offer of that key applied. It is false when there is none, or when its edits
// do not fit the text.
func (r *Response) Apply(key string) (string, bool) {
	i := slices.IndexFunc(r.Offers, func(o Offer) bool { return o.Key == key })
	if i < 0 || r.Document == nil {
		return "", false
	}
	return Apply(r.Document.Print(), r.Offers[i].Edits)
}

// Apply returns the document's text with the edits made.
func Apply(document string, edits []Edit) (string, bool) {
	for _, part := range partsOf(edits) {
		d, _ := scenario.Parse(document)
		old := ""
		if b, ok := d.Find(part); ok {
			old = b.Text
		}
		text, ok := edited(old, part, edits)
		if !ok {
			return "", false
		}
		document = d.Replace(part, text)
	}
	return document, true
}

func partsOf(edits []Edit) []string {
	var out []string
	for _, e := range edits {
		if !slices.Contains(out, e.Span.File) {
			out = append(out, e.Span.File)
		}
	}
	return out
}

// edited makes the edits that are about the part.
func edited(text, part string, edits []Edit) (string, bool) {
	var b strings.Builder
	at := 0
	for _, e := range edits {
		if e.Span.File != part {
			continue
		}
		if e.Span.Start < at || e.Span.End < e.Span.Start || e.Span.End > len(text) {
			return "", false
		}
		b.WriteString(text[at:e.Span.Start])
		b.WriteString(e.Text)
		at = e.Span.End
	}
	b.WriteString(text[at:])
	return b.String(), true
}
