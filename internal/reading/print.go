package reading

import (
	"strconv"

	"rolecall.example/internal/diag"
)

// AppendJSON appends a whole reading as one JSON object, indented by line:
//
//	{"settings": {"JupyterHub.load_roles": …}, "unknown": […], "questions": […], "raises": …, "diagnostics": […]}
//
// Places count lines and columns from 1, columns in characters; texts are those of the files, by name.
func AppendJSON(b []byte, r Result, questions []Question, texts map[string]string) []byte {
	p := &printer{b: b, texts: texts}
	p.b = append(p.b, "{\n  \"settings\": {"...)
	for i := range r.Tree.Assignments {
		a := &r.Tree.Assignments[i]
		p.next(i)
		p.b = append(appendString(p.b, a.Class+"."+a.Trait), ": "...)
		p.b = AppendAssignment(p.b, a)
	}
	p.b = append(p.b, "\n  },\n  \"unknown\": ["...)
	for i, m := range Unknown(r.Tree) {
		p.next(i)
		p.b = append(p.b, `{"setting": `...)
		p.b = appendString(p.b, m.Setting)
		p.text("in", m.Way)
		p.place(m.Span)
		p.text("why", m.Why)
		if m.Question != nil {
			p.text("id", m.Question.ID)
			p.text("question", m.Question.Message)
			p.text("hint", m.Question.Hint)
		}
		p.b = append(p.b, '}')
	}
	p.b = append(p.b, "\n  ],\n  \"questions\": ["...)
	for i, q := range questions {
		p.next(i)
		p.question(q)
	}
	p.b = append(p.b, "\n  ],\n  \"raises\": "...)
	if r.Raised != nil {
		p.b = appendString(append(p.b, `{"class": `...), r.Raised.Class)
		p.place(r.Raised.Span)
		p.b = append(p.b, '}')
	} else {
		p.b = append(p.b, "null"...)
	}
	if r.Unsure {
		p.b = append(p.b, ",\n  \"unsure\": true"...)
	}
	if r.Stopped != "" {
		p.b = appendString(append(p.b, ",\n  \"stopped\": "...), r.Stopped)
	}
	p.b = append(p.b, ",\n  \"diagnostics\": ["...)
	for i, d := range r.Diagnostics {
		p.next(i)
		p.b = append(p.b, `{"severity": `...)
		p.b = appendString(p.b, d.Severity.String())
		p.text("id", d.ID)
		p.place(d.Span)
		p.text("message", d.Message)
		p.text("hint", d.Hint)
		p.b = append(p.b, '}')
	}
	return append(p.b, "\n  ]\n}\n"...)
}

type printer struct {
	b     []byte
	texts map[string]string
}

// next begins the next element on a line of its own.
func (p *printer) next(i int) {
	if i > 0 {
		p.b = append(p.b, ',')
	}
	p.b = append(p.b, "\n    "...)
}

// text appends a further key of an object, unless it is empty.
func (p *printer) text(key, text string) {
	if text != "" {
		p.b = append(append(append(p.b, `, "`...), key...), `": `...)
		p.b = appendString(p.b, text)
	}
}

func (p *printer) place(s diag.Span) {
	p.text("file", s.File)
	if text, ok := p.texts[s.File]; ok {
		from, to := diag.PositionOf(text, s.Start), diag.PositionOf(text, s.End)
		for _, one := range []struct {
			key string
			n   int
		}{{"line", from.Line}, {"column", from.Column}, {"end_line", to.Line}, {"end_column", to.Column}} {
			p.b = append(append(append(p.b, `, "`...), one.key...), `": `...)
			p.b = strconv.AppendInt(p.b, int64(one.n), 10)
		}
	}
}

func (p *printer) question(q Question) {
	p.b = appendString(append(p.b, `{"kind": `...), string(q.Kind))
	p.text("name", q.Name)
	p.place(q.Span)
	p.text("default", q.Default)
	if q.Given {
		p.b = append(p.b, `, "answered": true`...)
	}
	if q.Any {
		p.b = append(p.b, `, "any": true`...)
	}
	p.b = append(p.b, `, "hangs": [`...)
	for i, h := range q.Hangs {
		if i > 0 {
			p.b = append(p.b, ", "...)
		}
		p.b = appendString(append(p.b, `{"setting": `...), h.Setting)
		p.text("entry", h.Entry)
		p.text("key", h.Key)
		p.b = append(p.b, '}')
	}
	p.b = append(p.b, "]}"...)
}
