package server

import (
	"strings"
	"unicode/utf8"

	"github.com/alecthomas/chroma/v2"
)

// lexers are the languages that are highlighted; all others stand plain. chroma's registry would bring hundreds, and
// its lexers of regular expressions an engine for them that weighs more than all the rest of it. Ours read a text once, from
// left to right. They are called as what they are and not as a chroma.Lexer: so the linker sees that nobody needs the others.
var lexers = map[string]scanLexer{
	"python": scanLexer{"Python", pythonToken}, "py": scanLexer{"Python", pythonToken},
	"yaml": scanLexer{"YAML", yamlToken}, "yml": scanLexer{"YAML", yamlToken},
}

var _ chroma.Lexer = scanLexer{}

// scanLexer is a lexer made of a function that tells the token at the start of a text, which is not empty: its type and
// its length in bytes, at least 1. Each looks no further than it must to know, so that a text costs what it is long.
type scanLexer struct {
	name  string
	token func(rest string) (chroma.TokenType, int)
}

// Config describes the lexer.
func (l scanLexer) Config() *chroma.Config { return &chroma.Config{Name: l.name} }

// SetRegistry does nothing: no token is of another language.
func (l scanLexer) SetRegistry(*chroma.LexerRegistry) chroma.Lexer { return l }

// SetAnalyser does nothing: languages are named, never guessed.
func (l scanLexer) SetAnalyser(func(string) float32) chroma.Lexer { return l }

// AnalyseText guesses nothing.
func (l scanLexer) AnalyseText(string) float32 { return 0 }

// Tokenise returns the tokens one by one. Together they are the text.
func (l scanLexer) Tokenise(_ *chroma.TokeniseOptions, text string) (chroma.Iterator, error) {
	return func() chroma.Token {
		if text == "" {
			return chroma.EOF
		}
		kind, n := l.token(text)
		token := chroma.Token{Type: kind, Value: text[:n]}
		text = text[n:]
		return token
	}, nil
}

// while counts the bytes at the start of text that are in set.
func while(text string, in func(byte) bool) int {
	n := 0
	for n < len(text) && in(text[n]) {
		n++
	}
	return n
}

// until counts the bytes before the first one that is in set.
func until(text, set string) int {
	if i := strings.IndexAny(text, set); i >= 0 {
		return i
	}
	return len(text)
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' }

func isSpace(c byte) bool { return isBlank(c) || '\n' <= c && c <= '\r' }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// isWord holds for what names are made of; all beyond ASCII counts.
func isWord(c byte) bool {
	return c == '_' || isDigit(c) || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c >= utf8.RuneSelf
}

// colonFollows reports whether a colon comes next, after blanks.
func colonFollows(text string) bool {
	return strings.HasPrefix(text[while(text, isBlank):], ":")
}

// one is the length of the character at the start.
func one(text string) int {
	_, n := utf8.DecodeRuneInString(text)
	return n
}
