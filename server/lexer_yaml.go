package server

import (
	"strings"

	"github.com/alecthomas/chroma/v2"
)

// yamlToken knows as much of YAML as a reader's eye needs: keys are told by the colon behind them.
func yamlToken(rest string) (chroma.TokenType, int) {
	c := rest[0]
	switch {
	case isSpace(c):
		return chroma.Text, while(rest, isSpace)
	case c == '#':
		return chroma.Comment, until(rest, "\n")
	case c == '"' || c == '\'':
		n, closed := yamlQuoted(rest)
		if closed && keyEnds(rest[n:]) {
			return chroma.NameTag, n
		}
		return chroma.LiteralString, n
	case (strings.HasPrefix(rest, "---") || strings.HasPrefix(rest, "...")) && ends(rest[3:]):
		return chroma.Punctuation, 3
	case (c == '-' || c == '?' || c == ':') && ends(rest[1:]):
		return chroma.Punctuation, 1
	case c == '|' || c == '>':
		n := 1 + while(rest[1:], func(c byte) bool { return c == '-' || c == '+' || isDigit(c) })
		if after := rest[n+while(rest[n:], isBlank):]; after == "" || after[0] == '\n' {
			return chroma.Punctuation, n
		}
	case c == '&' || c == '*' || c == '!':
		return chroma.Keyword, 1 + while(rest[1:], func(c byte) bool { return !isSpace(c) && strings.IndexByte(",[]{}", c) < 0 })
	case strings.IndexByte("[]{},", c) >= 0:
		return chroma.Punctuation, 1
	}
	if n := while(rest, func(c byte) bool { return !isSpace(c) && strings.IndexByte(":#,[]{}", c) < 0 }); n > 0 && keyEnds(rest[n:]) {
		return chroma.NameTag, n
	}
	if c == ':' {
		return chroma.LiteralString, 1
	}
	n := while(rest, func(c byte) bool { return !isSpace(c) && strings.IndexByte(":,[]{}", c) < 0 })
	switch word := rest[:n]; {
	case !valueEnds(rest[n:]):
	case word == "true" || word == "false" || word == "null" || word == "~":
		return chroma.Keyword, n
	case isYAMLNumber(word):
		return chroma.LiteralNumber, n
	}
	return chroma.LiteralString, n
}

// yamlQuoted is the length of a quoted text, and whether it closes on its first line, as a key does.
func yamlQuoted(rest string) (n int, closed bool) {
	quote := rest[0]
	closed = true
	for n = 1; n < len(rest); n++ {
		switch {
		case rest[n] == '\n':
			closed = false
		case rest[n] == '\\' && quote == '"':
			n++
		case rest[n] == quote:
			return n + 1, closed
		}
	}
	return len(rest), false
}

// ends reports whether a mark stands alone: white space follows, or nothing.
func ends(after string) bool { return after == "" || isSpace(after[0]) }

// keyEnds reports whether a key ends here: a colon that stands alone follows.
func keyEnds(after string) bool {
	after = after[while(after, isBlank):]
	return strings.HasPrefix(after, ":") && ends(after[1:])
}

// valueEnds reports whether nothing more belongs to the value.
func valueEnds(after string) bool {
	after = after[while(after, isBlank):]
	return after == "" || strings.IndexByte(",]}\n\r#", after[0]) >= 0
}

func isYAMLNumber(word string) bool {
	word = strings.TrimLeft(word, "+-")
	return word != "" && isDigit(word[0]) && while(word, func(c byte) bool { return isDigit(c) || c == '_' || c == '.' }) == len(word)
}
