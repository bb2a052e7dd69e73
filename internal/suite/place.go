package suite

import (
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/scenario"
)

// Place is where something stands in a file, as people count: from 1, columns in characters. The end is the first
// character behind it.
type Place struct {
	File                               string
	Line, Column, LastLine, LastColumn int
}

// Finding is a diagnostic with its place in the files that people wrote.
type Finding struct {
	diag.Diagnostic // the span counts in that file
	Place           Place

	text string
}

// String is the diagnostic as compilers print it, with its line and a caret.
func (f Finding) String() string { return diag.Format(f.Diagnostic, f.text) }

// locator leads from the parts of a scenario to files.
type locator struct {
	job   *Job
	doc   *scenario.Document
	lines map[string][]int // where lines begin, by file
}

func (l *locator) finding(d diag.Diagnostic) Finding {
	f, inner := l.find(&d.Span)
	if inner != "" {
		d.Message = inner + ": " + d.Message
	}
	return Finding{d, l.place(f, d.Span), f.Text}
}

// find moves a span into a file. inner is the place in a text that stands in no file by itself, such as one of the state's
// files; the span then is where that text is given.
func (l *locator) find(s *diag.Span) (f File, inner string) {
	if s.File == "document" && l.job.parts != nil {
		*s = l.part(*s)
	}
	_, known := l.doc.Find(s.File)
	switch {
	case !known && s.File != "document":
		if text, given := l.doc.State.Files[s.File]; given {
			p := diag.PositionOf(text, s.Start)
			inner = fmt.Sprintf("%s:%d:%d", s.File, p.Line, p.Column)
			s.File, s.Start, s.End = "state", 0, 0
			f, _ = l.find(s)
			return f, inner
		}
		*s = diag.Span{Start: l.job.start, End: l.job.start}
	case l.job.parts != nil:
		if f, known = l.job.parts[s.File]; known {
			s.File = f.Name
			return f, ""
		}
		*s = diag.Span{}
	default:
		*s = l.doc.Offset(*s)
		s.Start, s.End = s.Start+l.job.start, s.End+l.job.start
	}
	s.File = l.job.File.Name
	return l.job.File, ""
}

// part moves a span of the whole document into the part that it lies in.
func (l *locator) part(s diag.Span) diag.Span {
	for i := range l.doc.Blocks {
		if b := &l.doc.Blocks[i]; b.Part != "" && s.Start >= b.Start && s.Start <= b.Start+len(b.Text) {
			return diag.Span{File: b.Part, Start: s.Start - b.Start, End: s.End - b.Start}
		}
	}
	return diag.Span{File: "document"}
}

func (l *locator) place(f File, s diag.Span) Place {
	p := Place{File: f.Name}
	p.Line, p.Column = l.position(f, s.Start)
	p.LastLine, p.LastColumn = l.position(f, max(s.Start, s.End))
	return p
}

// position is diag.PositionOf for a text that is asked many times.
func (l *locator) position(f File, offset int) (line, column int) {
	starts, ok := l.lines[f.Name]
	if !ok {
		starts = []int{0}
		for at := 0; ; {
			n := strings.IndexByte(f.Text[at:], '\n')
			if n < 0 {
				break
			}
			at += n + 1
			starts = append(starts, at)
		}
		l.lines[f.Name] = starts
	}
	offset = max(0, min(offset, len(f.Text)))
	line = sort.SearchInts(starts, offset+1)
	return line, utf8.RuneCountInString(f.Text[starts[line-1]:offset]) + 1
}
