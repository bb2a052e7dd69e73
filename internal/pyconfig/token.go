package pyconfig

// span is a half-open range of bytes in the text of one file of the input.
type span struct{ file, start, end int32 }

func (s span) at() span { return s }

// through returns the span from the start of s to the end of t.
func (s span) through(t span) span {
	if t.end > s.end {
		s.end = t.end
	}
	return s
}

// kind of a token. Operators and keywords are told apart by their text.
type kind uint8

const (
	tokEOF kind = iota
	tokNewline
	tokIndent
	tokDedent
	tokName
	tokKeyword
	tokNumber
	tokString
	tokOp
	tokError // something already reported: the statement that holds it can't be read
)

// token is one word of the text.
type token struct {
	kind       kind
	start, end int32
}

// keywords are Python's reserved words. `match`, `case`, `type` and `_` are names that the parser looks at twice.
var keywords = map[string]bool{
	"False": true, "None": true, "True": true, "and": true, "as": true, "assert": true, "async": true,
	"await": true, "break": true, "class": true, "continue": true, "def": true, "del": true, "elif": true,
	"else": true, "except": true, "finally": true, "for": true, "from": true, "global": true, "if": true,
	"import": true, "in": true, "is": true, "lambda": true, "nonlocal": true, "not": true, "or": true,
	"pass": true, "raise": true, "return": true, "try": true, "while": true, "with": true, "yield": true,
}

// beginners are the keywords that begin a statement and can't stand inside brackets at the start of a line.
var beginners = map[string]bool{
	"assert": true, "break": true, "class": true, "continue": true, "def": true, "del": true, "except": true,
	"finally": true, "global": true, "import": true, "nonlocal": true, "pass": true, "raise": true,
	"return": true, "try": true, "while": true, "with": true,
}

// operators of more than one letter or that begin one, longest first within a first byte.
var operators = []string{
	":=", ":", "==", "=", "...", ".", "+=", "+", "->", "-=", "-", "**=", "**", "*=", "*", "//=", "//", "/=", "/", "%=", "%",
	"<<=", "<<", "<=", "<>", "<", ">>=", ">>", ">=", ">", "!=", "|=", "|", "&=", "&", "^=", "^", "@=", "@",
}
