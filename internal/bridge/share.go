package bridge

import (
	"hash/fnv"
	"strconv"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/limits"
	"rolecall.example/internal/playground"
	"rolecall.example/internal/scenario"
	"rolecall.example/internal/secrets"
	"rolecall.example/templates"
)

// ShareAsk is the rest of a request whose Op is "share". ID is empty before the document has an address.
type ShareAsk struct {
	Origin    string `json:"origin"`
	ID        string `json:"id"`
	View      string `json:"view"`
	Theme     string `json:"theme"`
	Integrity string `json:"integrity"`
}

// Share says what would be shared, and once it is, how.
type Share struct {
	// Document is what is uploaded: the edited document with everything written in that it leaves out, and the JupyterHub
	// that the page asks. Mark tells documents apart.
	Document string `json:"document"`
	Mark     string `json:"mark"`
	Bytes    int    `json:"bytes"`
	TooLarge bool   `json:"tooLarge"`
	Title    string `json:"title"`
	Verdict  string `json:"verdict"`
	File     string `json:"file"`
	Uploaded string `json:"uploaded"` // a sentence: what an upload holds
	Panel    string `json:"panel"`    // the view templates.Share
	Secrets  int    `json:"secrets"`
	// Blanks are the findings' places with what may stand there instead, in the editor's offsets, in the order of Panel's
	// numbers.
	Blanks []Blank `json:"blanks"`

	Markdown string `json:"markdown"`
	Frame    string `json:"frame"`
	Element  string `json:"element"`
	Badge    string `json:"badge"`
}

// Blank is the replacement of one finding.
type Blank struct {
	Part string `json:"part"`
	From int    `json:"from"`
	To   int    `json:"to"`
	Text string `json:"text"`
	Note bool   `json:"note"`
}

// share answers the op of that name.
func share(q *Request) (*Answer, error) {
	text, err := edited(q.Document, q.Edits)
	if err != nil {
		return nil, err
	}
	doc, _ := scenario.Parse(text)
	whole := doc.Format()
	if q.Version != "" {
		whole = doc.WithVersion(q.Version)
	}
	r := playground.Run(playground.Request{Document: whole, Rows: 1})
	if r.Document == nil {
		r.Document, _ = scenario.Parse(whole)
	}
	s := &Share{
		Document: whole, Mark: markOf(whole), Bytes: len(whole), TooLarge: len(whole) > limits.SharedDocument,
		Title: templates.TitleOf(&r), Verdict: templates.ShareVerdict(&r), File: templates.FileName(r.Meta.Title),
		Uploaded: templates.ShareUploaded(&r), Blanks: []Blank{},
	}
	data := templates.ShareData{Response: &r, Bytes: len(whole), Most: limits.SharedDocument, Findings: s.find(doc, whole)}
	if err := draw(&s.Panel, templates.Share(&data)); err != nil {
		return nil, err
	}
	if a := q.Share; a != nil && a.ID != "" {
		l := templates.ShareLink{Origin: a.Origin, ID: a.ID, Title: s.Title, Verdict: s.Verdict, View: a.View, Theme: a.Theme, Integrity: a.Integrity}
		s.Markdown, s.Frame, s.Element, s.Badge = l.Markdown(), l.Frame(), l.Element(), l.Badge()
	}
	return &Answer{Version: r.Version, Title: r.Meta.Title, Readable: r.Readable, Starts: r.Starts, Counts: countsOf(&r), Share: s}, nil
}

// find looks through the parts as the editor has them.
func (s *Share) find(doc *scenario.Document, whole string) (out []templates.ShareFinding) {
	blanks := secrets.NewBlanks(whole)
	for _, b := range named(doc) {
		if b.Part == "" {
			continue
		}
		units := newOffsets(b.Text)
		for _, f := range secrets.Find(b.Text, syntaxOf(&b)) {
			if len(out) == limits.Secrets {
				return out
			}
			at := diag.PositionOf(b.Text, f.Start)
			value := b.Text[f.Start:f.End]
			out = append(out, templates.ShareFinding{Finding: f, Part: b.Part, Line: at.Line, Column: at.Column, Value: value})
			s.Blanks = append(s.Blanks, Blank{b.Part, units.at(f.Start), units.at(f.End), blanks.For(f.ID, value), f.IsNote()})
			if !f.IsNote() {
				s.Secrets++
			}
		}
	}
	return out
}

func syntaxOf(b *scenario.Block) secrets.Syntax {
	switch {
	case b.Kind == scenario.Config && b.Lang == "python":
		return secrets.Python
	case b.Kind == scenario.Config, b.Kind == scenario.State, b.Kind == scenario.Header:
		return secrets.YAML
	}
	return secrets.Plain
}

// markOf tells the documents apart that one person shares. It proves nothing.
func markOf(text string) string {
	h := fnv.New64a()
	h.Write([]byte(text))
	return strconv.FormatUint(h.Sum64(), 36)
}
