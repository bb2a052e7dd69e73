package templates

import (
	"strconv"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/playground"
	"rolecall.example/internal/scenario"
)

// place is where something stands, as people count.
type place struct {
	part         string
	line, column int
	config       bool // the part is a config
	main         bool // it is the first part of its kind
}

// placeOf finds a span in its part. Spans without a part, and of parts that the document does not have, have no
// place.
func placeOf(r *playground.Response, s diag.Span) (place, bool) {
	if r.Document == nil || s.File == "" {
		return place{}, false
	}
	seen := map[scenario.BlockKind]bool{}
	for i := range r.Document.Blocks {
		b := &r.Document.Blocks[i]
		if b.Part == s.File && b.Kind != scenario.Prose {
			at := diag.PositionOf(b.Text, s.Start)
			return place{b.Part, at.Line, at.Column, b.Kind == scenario.Config, !seen[b.Kind]}, true
		}
		seen[b.Kind] = true
	}
	return place{}, false
}

// label names the place: "line 24", and in another part than the first config "checks, line 3".
func (p place) label() string {
	if p.config && p.main {
		return "line " + strconv.Itoa(p.line)
	}
	return shown(p.part) + ", line " + strconv.Itoa(p.line)
}

// lineID is the id of a config's line on a page without script.
func (p place) lineID() string { return LinePrefix(p.part, p.main) + "L" + strconv.Itoa(p.line) }

// LinePrefix begins the ids of a config's lines, so that a reason can link to its line: nothing for the document's
// first config ("L24"), the part for every other one. The server gives the same ids to the lines that chroma made.
func LinePrefix(part string, first bool) string {
	if first {
		return ""
	}
	return key(part) + "-"
}

// blockOf finds the block of a part.
func blockOf(r *playground.Response, part string) *scenario.Block {
	if r.Document == nil || part == "" {
		return nil
	}
	for i := range r.Document.Blocks {
		if b := &r.Document.Blocks[i]; b.Part == part && b.Kind != scenario.Prose {
			return b
		}
	}
	return nil
}
