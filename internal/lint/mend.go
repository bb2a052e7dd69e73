package lint

import (
	"strings"

	"rolecall.example/internal/diag"
)

// mends are the edits for what readers and the Hub said.
func (l *linter) mends() []Finding {
	var out []Finding
	for _, d := range l.Said {
		if edits := l.mend(d); len(edits) > 0 {
			out = append(out, Finding{d, edits})
		}
	}
	return out
}

func (l *linter) mend(d diag.Diagnostic) []Edit {
	text, ok := l.Text(d.Span.File)
	if !ok || d.Span.Start < 0 || d.Span.End > len(text) || d.Span.Start >= d.Span.End {
		return nil
	}
	written := text[d.Span.Start:d.Span.End]
	switch d.ID {
	case "unknown-role-key", "unknown-group-key", "scope-not-found", "filter-not-found":
		return swapped(d, written)
	case "string-for-list", "letters-for-names":
		if quoted(written) {
			return []Edit{{d.Span, "[" + written + "]"}}
		}
	case "blocked-upper-case", "map-upper-case", "google-domain-case":
		if quoted(written) {
			return []Edit{{d.Span, strings.ToLower(written)}}
		}
	case "joined-strings":
		if at := gap(written); at > 0 {
			return []Edit{{diag.Span{File: d.Span.File, Start: d.Span.Start + at, End: d.Span.Start + at}, ","}}
		}
	}
	return nil
}

// swapped puts the word in the place of what is written that the diagnostic's hint asks about.
func swapped(d diag.Diagnostic, written string) []Edit {
	rest, ok := strings.CutPrefix(d.Hint, `did you mean "`)
	word, ok2 := strings.CutSuffix(rest, `"?`)
	if !ok || !ok2 || strings.ContainsAny(word, "\"'\\\n") {
		return nil
	}
	switch {
	case quoted(written):
		word = written[:1] + word + written[:1]
	case strings.ContainsAny(written, " \n'\"[{(") || !plain(word):
		return nil
	}
	return []Edit{{d.Span, word}}
}

// quoted reports whether a text is one simple string in quotes.
func quoted(s string) bool {
	return len(s) >= 2 && (s[0] == '"' || s[0] == '\'') && s[len(s)-1] == s[0] && !strings.ContainsAny(s[1:len(s)-1], "\\\n"+s[:1])
}

// gap finds where the first of two simple strings that stand side by side ends, or 0.
func gap(s string) int {
	if s == "" || s[0] != '"' && s[0] != '\'' {
		return 0
	}
	end := strings.IndexByte(s[1:], s[0]) + 2
	if end < 2 || !quoted(s[:end]) || !quoted(strings.TrimSpace(s[end:])) {
		return 0
	}
	return end
}
