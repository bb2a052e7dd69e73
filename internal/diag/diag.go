// Package diag holds what every reader and checker says about text: a place, a stable id, a sentence, a hint.
package diag

import (
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"
)

// Span is a half-open range of bytes, [Start, End), in the text of the part or file named File.
type Span struct {
	File       string
	Start, End int
}

// Severity orders diagnostics by what they mean for the answer.
type Severity uint8

const (
	Error    Severity = iota + 1 // the config cannot be read, or the Hub would not start
	Warning                      // the Hub starts and warns
	Question                     // Rolecall could not read something: what would settle it
	Advice                       // the Hub starts silently, but this hardly means what it says
	Info
)

var severityNames = [...]string{Error: "error", Warning: "warning", Question: "question", Advice: "advice", Info: "info"}

// String returns the severity's stable lower-case name.
func (s Severity) String() string {
	if int(s) < len(severityNames) && severityNames[s] != "" {
		return severityNames[s]
	}
	return "unknown"
}

// Diagnostic is one finding. ID is stable over releases and has a page in the documentation; Message is one
// sentence without a full stop; Hint, where there is one, says what to do.
type Diagnostic struct {
	Span     Span
	ID       string
	Severity Severity
	Message  string
	Hint     string
}

// Position is a place in a text as people count: from 1, columns in characters.
type Position struct{ Line, Column int }

// PositionOf counts lines and columns of the byte offset in text. Offsets past the end are at the end.
func PositionOf(text string, offset int) Position {
	offset = max(0, min(offset, len(text)))
	before := text[:offset]
	line := strings.Count(before, "\n") + 1
	if i := strings.LastIndexByte(before, '\n'); i >= 0 {
		before = before[i+1:]
	}
	return Position{line, utf8.RuneCountInString(before) + 1}
}

// Sort orders diagnostics by file, place, severity and id, and drops exact repeats.
func Sort(list []Diagnostic) []Diagnostic {
	sort.SliceStable(list, func(i, j int) bool {
		a, b := list[i], list[j]
		switch {
		case a.Span.File != b.Span.File:
			return a.Span.File < b.Span.File
		case a.Span.Start != b.Span.Start:
			return a.Span.Start < b.Span.Start
		case a.Span.End != b.Span.End:
			return a.Span.End < b.Span.End
		case a.Severity != b.Severity:
			return a.Severity < b.Severity
		case a.ID != b.ID:
			return a.ID < b.ID
		}
		return a.Message < b.Message
	})
	out := list[:0]
	for i, d := range list {
		if i == 0 || d != list[i-1] {
			out = append(out, d)
		}
	}
	return out
}

// Format prints a diagnostic as compilers do, `file:line:col: id: message (hint)`, and below it the line
// with a caret under the place. An empty text prints the first line alone.
func Format(d Diagnostic, text string) string {
	var b strings.Builder
	if text == "" {
		fmt.Fprintf(&b, "%s: %s: %s", d.Span.File, d.ID, d.Message)
	} else {
		p := PositionOf(text, d.Span.Start)
		fmt.Fprintf(&b, "%s:%d:%d: %s: %s", d.Span.File, p.Line, p.Column, d.ID, d.Message)
	}
	if d.Hint != "" {
		fmt.Fprintf(&b, " (%s)", d.Hint)
	}
	b.WriteByte('\n')
	if text != "" {
		writeCaret(&b, d.Span, text)
	}
	return b.String()
}

func writeCaret(b *strings.Builder, at Span, text string) {
	start := max(0, min(at.Start, len(text)))
	from := strings.LastIndexByte(text[:start], '\n') + 1
	to := len(text)
	if i := strings.IndexByte(text[start:], '\n'); i >= 0 {
		to = start + i
	}
	line := strings.TrimSuffix(text[from:to], "\r")
	if len(line) > 400 || !utf8.ValidString(line) {
		return
	}
	end := max(start, min(at.End, to, from+len(line)))
	b.WriteString("    " + line + "\n    ")
	for _, r := range line[:min(start-from, len(line))] {
		if r == '\t' {
			b.WriteByte('\t')
		} else {
			b.WriteByte(' ')
		}
	}
	b.WriteString(strings.Repeat("^", max(1, utf8.RuneCountInString(text[start:end]))))
	b.WriteByte('\n')
}
