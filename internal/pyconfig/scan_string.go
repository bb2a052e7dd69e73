package pyconfig

import (
	"strings"

	"rolecall.example/internal/limits"
)

// isPrefix reports whether word may stand before a string's quote.
func isPrefix(word string) bool {
	switch strings.ToLower(word) {
	case "r", "u", "b", "f", "br", "rb", "fr", "rf":
		return true
	}
	return false
}

// string reads a string token; s.pos stands on its quote, from on its prefix.
func (s *scanner) string(from int) {
	prefix := strings.ToLower(s.text[from:s.pos])
	end, problem := stringEnd(s.text[:s.end], s.pos, strings.Contains(prefix, "f"), strings.Contains(prefix, "r"), 0)
	quoteAt := s.pos
	s.pos = end
	if problem == "" {
		s.emit(tokString, from)
		return
	}
	hint := "close it with the quote that opened it"
	id := "unterminated-string"
	switch problem {
	case "string":
		problem = "this string is not closed on its line"
		if strings.HasPrefix(s.text[quoteAt:s.end], `"""`) || strings.HasPrefix(s.text[quoteAt:s.end], `'''`) {
			problem = "this triple-quoted string is never closed"
		}
	case "brace":
		id, problem, hint = "unterminated-f-string", "a '{' of this f-string is never closed", "add the missing '}', or write '{{' for a brace"
	case "deep":
		id, problem, hint = "too-deep", "f-strings are nested too deep", ""
	}
	s.fail(from, min(s.pos, lineEnd(s.text, from)), id, problem, hint)
	s.emit(tokError, from)
}

func lineEnd(text string, from int) int {
	if i := strings.IndexAny(text[from:], "\r\n"); i >= 0 {
		return from + i
	}
	return len(text)
}

// stringEnd finds the end of the string whose opening quote is at pos. For f-strings it looks into the braces,
// where strings with any quotes may stand. The problem is "", "string", "brace" or "deep".
func stringEnd(text string, pos int, format, raw bool, depth int) (end int, problem string) {
	if depth > limits.PythonFStrings {
		return lineEnd(text, pos), "deep"
	}
	quote := text[pos : pos+1]
	if strings.HasPrefix(text[pos:], strings.Repeat(quote, 3)) {
		quote = text[pos : pos+3]
	}
	i := pos + len(quote)
	for i < len(text) {
		switch c := text[i]; {
		case strings.HasPrefix(text[i:], quote):
			return i + len(quote), ""
		case c == '\\':
			i++
			if i < len(text) {
				if text[i] == '\r' && i+1 < len(text) && text[i+1] == '\n' {
					i++
				}
				// In an f-string `\{` is a backslash and an opening brace, and \N{...} is one character.
				if format && text[i] == '{' {
					continue
				}
				if format && !raw && text[i] == 'N' && i+1 < len(text) && text[i+1] == '{' {
					for i < len(text) && text[i] != '}' && text[i] != quote[0] && text[i] != '\n' {
						i++
					}
					continue
				}
				i++
			}
		case (c == '\n' || c == '\r') && len(quote) == 1:
			return i, "string"
		case format && c == '{':
			if i+1 < len(text) && text[i+1] == '{' {
				i += 2
				continue
			}
			i, problem = braceEnd(text, i+1, quote, depth)
			if problem != "" {
				return i, problem
			}
		default:
			i++
		}
	}
	return len(text), "string"
}

// braceEnd finds the end of an f-string's replacement field that begins after its '{' at pos.
func braceEnd(text string, pos int, quote string, depth int) (end int, problem string) {
	level, i := 0, pos
	for i < len(text) {
		switch c := text[i]; {
		case c == '(' || c == '[' || c == '{':
			level++
			i++
		case c == ')' || c == ']' || c == '}' && level > 0:
			level--
			i++
		case c == '}':
			return i + 1, ""
		case (c == '\n' || c == '\r') && len(quote) == 1:
			return i, "brace"
		case c == '#':
			i = lineEnd(text, i)
		case c == '"' || c == '\'':
			if strings.HasPrefix(text[i:], quote) && !closesLater(text, i, quote) {
				return lineEnd(text, i), "brace"
			}
			word := i
			for word > pos && isNameByte(text[word-1]) && i-word < 3 {
				word--
			}
			prefix := strings.ToLower(text[word:i])
			if !isPrefix(prefix) {
				prefix = ""
			}
			i, problem = stringEnd(text, i, strings.Contains(prefix, "f"), strings.Contains(prefix, "r"), depth+1)
			if problem != "" {
				return i, "brace"
			}
		case c == '!' && i+1 < len(text) && text[i+1] == '=':
			i += 2
		case c == ':' && level == 0:
			return formatSpecEnd(text, i+1, quote, depth)
		default:
			i++
		}
	}
	return len(text), "brace"
}

// closesLater reports whether, on the line at i, a further quote follows: then the quote at i opens a string
// inside the braces (PEP 701); else the braces were forgotten.
func closesLater(text string, i int, quote string) bool {
	rest := text[i+len(quote):]
	if len(quote) == 1 {
		rest = rest[:lineEnd(rest, 0)]
	}
	return strings.Contains(rest, quote)
}

// formatSpecEnd finds the '}' after a format spec, which may hold replacement fields itself.
func formatSpecEnd(text string, pos int, quote string, depth int) (end int, problem string) {
	for i := pos; i < len(text); {
		switch c := text[i]; {
		case c == '}':
			return i + 1, ""
		case c == '{':
			if depth >= limits.PythonFStrings {
				return lineEnd(text, i), "deep"
			}
			i, problem = braceEnd(text, i+1, quote, depth+1)
			if problem != "" {
				return i, problem
			}
		case strings.HasPrefix(text[i:], quote) || (c == '\n' || c == '\r') && len(quote) == 1:
			return lineEnd(text, i), "brace"
		default:
			i++
		}
	}
	return len(text), "brace"
}
