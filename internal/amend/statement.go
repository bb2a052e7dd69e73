package amend

import (
	"strings"

	"rolecall.example/internal/diag"
)

// statement adds lines of Python at the end of the last file of Python, after a blank line.
func (w *ways) statement(text string) {
	for i := len(w.Parts) - 1; i >= 0; i-- {
		p := w.Parts[i]
		if p.Lang != "python" {
			continue
		}
		end := lineEnd(p.Text)
		lead := end
		if p.Text == "" {
			lead = ""
		} else if !strings.HasSuffix(p.Text, "\n") {
			lead = end + end
		}
		w.add([]Edit{{diag.Span{File: p.Name, Start: len(p.Text), End: len(p.Text)}, lead + strings.ReplaceAll(text, "\n", end) + end}})
		return
	}
}

// lineEnd is the line end that a text uses first.
func lineEnd(text string) string {
	if i := strings.IndexByte(text, '\n'); i > 0 && text[i-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}

// endOfLine is where the line of an offset ends, before its line end.
func endOfLine(text string, at int) int {
	n := strings.IndexByte(text[at:], '\n')
	if n < 0 {
		return len(text)
	}
	if n > 0 && text[at+n-1] == '\r' {
		n--
	}
	return at + n
}

// startOfLine is where the line of an offset begins.
func startOfLine(text string, at int) int { return strings.LastIndexByte(text[:at], '\n') + 1 }

// indentBefore is what stands before an offset on its line, where that is blank.
func indentBefore(text string, at int) (string, bool) {
	indent := text[startOfLine(text, at):at]
	return indent, strings.TrimLeft(indent, " \t") == ""
}
