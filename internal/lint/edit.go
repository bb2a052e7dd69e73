package lint

import (
	"strings"

	"rolecall.example/internal/diag"
	"rolecall.example/rbac"
)

// literal finds a string as it was written at a mark: its inside, and its quote ("" for a plain scalar of YAML). Only a
// text that is the value itself can be edited: no f-string, no joined strings, nothing escaped.
func (l *linter) literal(ref rbac.Ref, value string) (text string, at diag.Span, quote string, ok bool) {
	at = l.Refs.Span(ref)
	text, found := l.Text(at.File)
	if !found {
		return "", at, "", false
	}
	quote, ok = writtenAs(text, at, value)
	return text, at, quote, ok
}

// writtenAs tells by which quotes a value is written at a place, if it is.
func writtenAs(text string, at diag.Span, value string) (quote string, ok bool) {
	if at.Start < 0 || at.End > len(text) || at.Start >= at.End || value == "" {
		return "", false
	}
	switch written := text[at.Start:at.End]; written {
	case value:
		return "", true
	case `"` + value + `"`:
		return `"`, true
	case "'" + value + "'":
		return "'", true
	}
	return "", false
}

// rewrite puts another string in the place of one.
func (l *linter) rewrite(ref rbac.Ref, value, by string) []Edit {
	_, at, quote, ok := l.literal(ref, value)
	if !ok || quote == "" && strings.ContainsAny(by, " :#!{}[],&*?|<>=%@`\"'\\") && !plain(by) {
		return nil
	}
	return []Edit{{at, quote + by + quote}}
}

// plain reports whether YAML takes a scope as it is.
func plain(s string) bool {
	return !strings.ContainsAny(s, " #{}[],&*?|<>%@`\"'\\") && !strings.HasPrefix(s, "!") && !strings.HasSuffix(s, ":")
}

// remove takes an entry out of its list: with its comma, and with its line where it has one of its own.
func (l *linter) remove(ref rbac.Ref, value string) []Edit {
	text, at, _, ok := l.literal(ref, value)
	if !ok {
		return nil
	}
	lineStart := strings.LastIndexByte(text[:at.Start], '\n') + 1
	lineEnd := len(text)
	if i := strings.IndexByte(text[at.End:], '\n'); i >= 0 {
		lineEnd = at.End + i + 1
	}
	before, after := text[lineStart:at.Start], text[at.End:lineEnd]
	if strings.TrimSpace(before) == "-" { // an entry of a block list of YAML; the last one would leave null
		if strings.TrimSpace(after) != "" || !sibling(text, lineStart, lineEnd, before) {
			return nil
		}
		return []Edit{{diag.Span{File: at.File, Start: lineStart, End: lineEnd}, ""}}
	}
	rest := strings.TrimLeft(after, " \t")
	if strings.HasPrefix(rest, ",") {
		tail := rest[1:]
		if strings.TrimSpace(before) == "" && strings.TrimSpace(tail) == "" {
			return []Edit{{diag.Span{File: at.File, Start: lineStart, End: lineEnd}, ""}}
		}
		gap := len(tail) - len(strings.TrimLeft(tail, " \t"))
		if strings.TrimSpace(tail) == "" {
			gap = 0
		}
		return []Edit{{diag.Span{File: at.File, Start: at.Start, End: at.End + len(after) - len(rest) + 1 + gap}, ""}}
	}
	if trimmed := strings.TrimRight(text[:at.Start], " \t\r\n"); strings.HasSuffix(trimmed, ",") {
		return []Edit{{diag.Span{File: at.File, Start: len(trimmed) - 1, End: at.End}, ""}}
	}
	return []Edit{{at, ""}}
}

// sibling reports whether the line before or after is an entry of the same block list.
func sibling(text string, start, end int, dash string) bool {
	above := text[:start]
	if above != "" {
		above = above[strings.LastIndexByte(above[:len(above)-1], '\n')+1:]
	}
	return strings.HasPrefix(above, dash) || strings.HasPrefix(text[end:], dash)
}

// after puts entries into a list behind one that is there.
func (l *linter) after(ref rbac.Ref, value string, add ...string) []Edit {
	text, at, quote, ok := l.literal(ref, value)
	if !ok {
		return nil
	}
	lineStart := strings.LastIndexByte(text[:at.Start], '\n') + 1
	before := text[lineStart:at.Start]
	var b strings.Builder
	for _, one := range add {
		switch {
		case strings.TrimSpace(before) == "-":
			if quote == "" && !plain(one) {
				return nil
			}
			b.WriteString("\n" + before + quote + one + quote)
		case quote == "":
			return nil
		default:
			b.WriteString(", " + quote + one + quote)
		}
	}
	return []Edit{{diag.Span{File: at.File, Start: at.End, End: at.End}, b.String()}}
}

// prepend puts an entry at the front of a list.
func (l *linter) prepend(list rbac.Ref, add string) []Edit {
	at := l.Refs.Span(list)
	text, ok := l.Text(at.File)
	if !ok || at.Start < 0 || at.End > len(text) || at.Start >= at.End || text[at.Start] != '[' {
		return nil
	}
	one := `"` + add + `"`
	if inside := strings.TrimSpace(text[at.Start+1 : at.End-1]); inside != "" {
		if strings.HasPrefix(inside, "'") {
			one = "'" + add + "'"
		}
		one += ", "
	}
	return []Edit{{diag.Span{File: at.File, Start: at.Start + 1, End: at.Start + 1}, one}}
}
