package bridge

import (
	"sort"
	"strings"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/playground"
	"rolecall.example/internal/scenario"
)

// places turns spans of parts into the editor's offsets and lines.
type places struct {
	texts map[string]string
	units map[string]*offsets
}

func newPlaces(d *scenario.Document) *places {
	p := &places{map[string]string{}, map[string]*offsets{}}
	for _, b := range d.Blocks {
		if b.Part != "" {
			p.texts[b.Part] = b.Text
		}
	}
	return p
}

func (p *places) diagnostics(list []diag.Diagnostic) []Diagnostic {
	out := make([]Diagnostic, 0, len(list))
	for _, d := range list {
		m := Diagnostic{Part: d.Span.File, Severity: severity(d), ID: d.ID, Message: d.Message, Hint: d.Hint}
		m.From, m.To = p.at(d.Span)
		out = append(out, m)
	}
	return out
}

// at returns a span in the editor's offsets; of a part that is not there, its start.
func (p *places) at(s diag.Span) (from, to int) {
	text, ok := p.texts[s.File]
	if !ok {
		return 0, 0
	}
	o := p.units[s.File]
	if o == nil {
		o = newOffsets(text)
		p.units[s.File] = o
	}
	from = o.at(s.Start)
	return from, max(from, o.at(s.End))
}

func (p *places) offers(list []playground.Offer) []Offer {
	out := make([]Offer, 0, len(list))
	for _, o := range list {
		edits := make([]OfferEdit, 0, len(o.Edits))
		for _, e := range o.Edits {
			from, to := p.at(e.Span)
			edits = append(edits, OfferEdit{Part: e.Span.File, From: from, To: to, Text: e.Text})
		}
		out = append(out, Offer{Key: o.Key, Edits: edits})
	}
	return out
}

// lines lists the lines that an answer's paths run through, in the order of the text, each once. Where the line holds the
// scope that grants what was asked, its note says the question short.
func (p *places) lines(w *playground.Why) []Line {
	out := []Line{}
	if w == nil {
		return out
	}
	seen := map[Line]int{}
	add := func(s diag.Span, note string) {
		text, ok := p.texts[s.File]
		if !ok || s == (diag.Span{}) {
			return
		}
		key := Line{Part: s.File, Line: diag.PositionOf(text, s.Start).Line}
		i, ok := seen[key]
		if !ok {
			i = len(out)
			seen[key] = i
			out = append(out, key)
		}
		if note != "" {
			out[i].Note = note
		}
	}
	note := noteOf(w.Ask)
	if w.Request != "" {
		note = w.Ask.Who + " · " + w.Request
	}
	for _, path := range w.Paths {
		add(path.RoleSpan, "")
		add(path.HeldSpan, "")
		add(path.GroupSpan, "")
		add(path.MatchSpan, "")
		add(path.RawSpan, note)
	}
	sort.Slice(out, func(i, j int) bool {
		if out[i].Part != out[j].Part {
			return out[i].Part < out[j].Part
		}
		return out[i].Line < out[j].Line
	})
	return out
}

// noteOf says a question in a few words, "johan · stop · student3", for the margin of a line.
func noteOf(a playground.Ask) string {
	_, verb, _ := strings.Cut(a.Verb, ".")
	if verb == "" {
		verb = a.Verb
	}
	words := []string{a.Who, verb}
	if _, name, ok := strings.Cut(a.Whom, "="); ok && name != "" {
		words = append(words, strings.TrimSuffix(name, "/"))
	}
	return strings.Join(words, " · ")
}
