package server

import (
	"strings"

	"github.com/alecthomas/chroma/v2"
)

// pythonKeywords are Python's, with its three constants.
var pythonKeywords = wordSet("and as assert async await break class continue def del elif else except finally for from global " +
	"if import in is lambda nonlocal not or pass raise return try while with yield True False None")

func wordSet(list string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(list) {
		out[w] = true
	}
	return out
}

// pythonToken knows as much of Python as a reader's eye needs. A key of a dict is told by the colon behind it.
func pythonToken(rest string) (chroma.TokenType, int) {
	c := rest[0]
	switch {
	case isSpace(c):
		return chroma.Text, while(rest, isSpace)
	case c == '#':
		return chroma.Comment, until(rest, "\n")
	}
	if prefix := stringPrefix(rest); prefix >= 0 {
		n, closed := pythonString(rest, prefix)
		if closed && colonFollows(rest[n:]) {
			return chroma.NameTag, n
		}
		return chroma.LiteralString, n
	}
	switch {
	case isDigit(c) || c == '.' && len(rest) > 1 && isDigit(rest[1]):
		return chroma.LiteralNumber, pythonNumber(rest)
	case isWord(c):
		n := while(rest, isWord)
		if pythonKeywords[rest[:n]] {
			return chroma.Keyword, n
		}
		return chroma.Name, n
	case strings.IndexByte("-+*/%@&|^~<>=!", c) >= 0:
		return chroma.Operator, while(rest, func(c byte) bool { return strings.IndexByte("-+*/%@&|^~<>=!", c) >= 0 })
	case strings.IndexByte("[]{}(),.:;`\\?$", c) >= 0:
		return chroma.Punctuation, 1
	}
	return chroma.Text, one(rest)
}

// stringPrefix is the length of a literal's prefix where a literal begins, else -1.
func stringPrefix(rest string) int {
	n := while(rest[:min(len(rest), 3)], func(c byte) bool { return strings.IndexByte("rRbBuUfF", c) >= 0 })
	if n > 2 || n == len(rest) || rest[n] != '"' && rest[n] != '\'' {
		return -1
	}
	if n == 2 {
		switch strings.ToLower(rest[:2]) {
		case "rb", "br", "rf", "fr":
		default:
			return -1
		}
	}
	return n
}

// pythonString is the length of the literal whose quote stands behind its prefix, and whether it is one of a single line
// that closes. One that never closes ends with its line, or with three quotes with the text.
func pythonString(rest string, prefix int) (n int, closed bool) {
	quote := rest[prefix]
	if triple := strings.Repeat(string(quote), 3); strings.HasPrefix(rest[prefix:], triple) {
		for n = prefix + 3; n < len(rest); n++ {
			if rest[n] == '\\' {
				n++
			} else if strings.HasPrefix(rest[n:], triple) {
				return n + 3, false
			}
		}
		return len(rest), false
	}
	for n = prefix + 1; n < len(rest) && rest[n] != '\n'; n++ {
		switch rest[n] {
		case '\\':
			n++ // also a line's end
		case quote:
			return n + 1, true
		}
	}
	return prefix + until(rest[prefix:], "\n"), false
}

// pythonNumber is the length of a number; digits, letters of its base, an exponent with its sign.
func pythonNumber(rest string) int {
	n := 0
	if len(rest) > 1 && rest[0] == '0' && strings.IndexByte("xXoObB", rest[1]) >= 0 {
		return while(rest, isWord)
	}
	digits := func() { n += while(rest[n:], func(c byte) bool { return isDigit(c) || c == '_' }) }
	digits()
	if n < len(rest) && rest[n] == '.' {
		n++
		digits()
	}
	if n+1 < len(rest) && (rest[n] == 'e' || rest[n] == 'E') {
		sign := 1
		if rest[n+1] == '+' || rest[n+1] == '-' {
			sign = 2
		}
		if n+sign < len(rest) && isDigit(rest[n+sign]) {
			n += sign
			digits()
		}
	}
	if n < len(rest) && (rest[n] == 'j' || rest[n] == 'J') {
		n++
	}
	return n
}
