package server

import (
	"maps"
	"strings"
	"sync"

	"rolecall.example/internal/playground"
	"rolecall.example/internal/scenario"
	"rolecall.example/site"
	"rolecall.example/templates"
)

// An embedCut is how much of a scenario an embed shows. It is a picture in somebody else's text: who wants all of it
// follows the link.
type embedCut struct {
	rows   int // of each kind, in Access
	checks int // lines
	lines  int // of all configs together
	bytes  int // of all configs together
}

// embedCuts are tried in this order until the page is light enough. Most scenarios fit into the first.
var embedCuts = []embedCut{
	{rows: 60, checks: 100, lines: 400, bytes: 24 << 10},
	{rows: 20, checks: 40, lines: 150, bytes: 8 << 10},
	{rows: 6, checks: 10, lines: 40, bytes: 2 << 10},
}

// response is r with no more rows of each kind.
func (c embedCut) response(r *playground.Response) *playground.Response {
	out := *r
	out.Access.Rows, out.Access.Hidden = nil, maps.Clone(r.Access.Hidden)
	shown := map[playground.RowKind]int{}
	for _, row := range r.Access.Rows {
		if shown[row.Kind]++; shown[row.Kind] <= c.rows {
			out.Access.Rows = append(out.Access.Rows, row)
			continue
		}
		if out.Access.Hidden == nil {
			out.Access.Hidden = map[playground.RowKind]int{}
		}
		out.Access.Hidden[row.Kind]++
	}
	return &out
}

// configs are the document's configs, highlighted, up to the cut.
func (c embedCut) configs(doc *scenario.Document) (out []templates.EmbedConfig) {
	if doc == nil {
		return nil
	}
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Kind != scenario.Config {
			continue
		}
		text, more := c.text(b.Text)
		c.lines -= strings.Count(text, "\n")
		c.bytes -= len(text)
		lines, _ := highlight(b.Lang, text, templates.LinePrefix(b.Part, len(out) == 0))
		out = append(out, templates.EmbedConfig{Piece: templates.Piece{HTML: lines, Part: b.Part, File: b.File, Restart: b.Restart}, More: more})
	}
	return out
}

// text is the beginning of a text in whole lines, and how many lines are left out. A line that is longer than all that
// may be shown is left out with what follows.
func (c embedCut) text(whole string) (string, int) {
	end, n := 0, 0
	for line := range strings.Lines(whole) {
		if n == c.lines || end+len(line) > c.bytes {
			break
		}
		end += len(line)
		n++
	}
	rest := whole[end:]
	more := strings.Count(rest, "\n")
	if rest != "" && !strings.HasSuffix(rest, "\n") {
		more++
	}
	return whole[:end], more
}

// wire is what the page weighs where the client takes it compressed, in bytes.
func (p *page) wire() int {
	if zipped := p.gzipped(); zipped != nil {
		return len(zipped)
	}
	return len(p.body)
}

// hostScript is /embed/v1.js.
var hostScript = sync.OnceValue(func() *page { return newPage(assetTypes[".js"], site.EmbedV1) })
