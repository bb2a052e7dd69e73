package secrets

import "strings"

type kind uint8

const (
	word  kind = iota + 1 // letters, digits, _ and -
	str                   // what stands in quotes on one line, or in three of them
	punct                 // any other single character
	brk                   // a line's end
)

// token is a piece of text. Of a str, start and end are those of the inside, and prefix holds the letters before the quote.
type token struct {
	kind       kind
	start, end int
	prefix     string
}

// scan cuts a text into tokens. It knows quotes as Python, YAML and shells have them, roughly: a quote that its line
// does not close is a character like any other, and so is one inside a word ("don't").
func scan(text string) []token {
	var out []token
	unclosed := [2]int{} // up to where a quote of either kind is known to have no end
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case c == '\n':
			out = append(out, token{kind: brk, start: i, end: i + 1})
			i++
		case c == ' ' || c == '\t' || c == '\r':
			i++
		case isWord(c):
			from := i
			for i < len(text) && (isWord(text[i]) || text[i] == '\'' && i+1 < len(text) && isLetter(text[i+1]) && !isPrefix(text[from:i])) {
				i++
			}
			out = append(out, token{kind: word, start: from, end: i})
		case c == '"' || c == '\'':
			which := int(c) & 1 // of " and '
			var t token
			next, ok := 0, false
			if i >= unclosed[which] {
				t, next, ok = quotedAt(text, i)
			}
			if !ok {
				if end := strings.IndexByte(text[i:], '\n'); i >= unclosed[which] && !strings.HasPrefix(text[i+1:], string(c)) {
					unclosed[which] = i + end
					if end < 0 {
						unclosed[which] = len(text)
					}
				}
				out = append(out, token{kind: punct, start: i, end: i + 1})
				i++
				continue
			}
			if n := len(out); n > 0 && out[n-1].kind == word && out[n-1].end == i && isPrefix(text[out[n-1].start:i]) {
				t.prefix = strings.ToLower(text[out[n-1].start:i])
				out = out[:n-1]
			}
			out = append(out, t)
			i = next
		default:
			out = append(out, token{kind: punct, start: i, end: i + 1})
			i++
		}
	}
	return out
}

// longString is how far the end of a string in three quotes is looked for.
const longString = 4 << 10

func quotedAt(text string, at int) (t token, next int, ok bool) {
	quote := text[at]
	if three := strings.Repeat(text[at:at+1], 3); strings.HasPrefix(text[at:], three) {
		inside := text[at+3 : min(len(text), at+3+longString)]
		if end := strings.Index(inside, three); end >= 0 && strings.Count(inside[:end], "\n") == 0 {
			return token{kind: str, start: at + 3, end: at + 3 + end}, at + 6 + end, true
		}
		return token{}, 0, false
	}
	for i := at + 1; i < len(text) && text[i] != '\n'; i++ {
		switch text[i] {
		case '\\':
			i++
		case quote:
			return token{kind: str, start: at + 1, end: i}, i + 1, true
		}
	}
	return token{}, 0, false
}

// isPrefix reports whether a word before a quote says what kind of string follows, as in Python.
func isPrefix(s string) bool {
	switch strings.ToLower(s) {
	case "r", "b", "f", "u", "rb", "br", "fr", "rf":
		return true
	}
	return false
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
func isAlnum(c byte) bool  { return isLetter(c) || isDigit(c) }
func isWord(c byte) bool   { return isAlnum(c) || c == '_' || c == '-' || c >= 0x80 }
