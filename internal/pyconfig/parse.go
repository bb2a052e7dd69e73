package pyconfig

import (
	"strings"

	"rolecall.example/internal/limits"
)

// parser reads a list of tokens by recursive descent, binary operators by precedence. After a syntax error,
// `bad` is set and each token looks like the end, so that every loop winds down; reading goes on with the next
// statement. Counterpart: the grammar at the end of the Python language reference.
type parser struct {
	rep    *report
	file   int32
	text   string
	tokens []token
	i      int

	bad      bool // the statement at hand has an error that is reported
	broken   bool // any statement had one
	depth    int  // of the expression at hand
	fstrings int
	noIn     bool // inside a for's target: `in` ends it
	pattern  bool // inside a case's pattern: `as` is allowed
	function int  // def statements around
	loops    int  // loops around, in this function
	async    bool // the function at hand is async
	inClass  int  // function + 1 directly in a class's body
	iterable int  // comprehensions around whose iterable is being read
	unnamed  bool // the string at hand has a character by its name
	halved   bool // the string at hand has half of a pair of surrogates, which Go's strings don't hold
	yields   bool // the function at hand holds a yield
	// walruses holds where each name was last given by `:=`, and "" where any was, by the functions around.
	walruses map[walrus]int32
}

type walrus struct {
	name     string
	function int
}

// parseFile reads one file. ok is false when it has a syntax error; the statements are those without.
func parseFile(rep *report, file int32) (body []stmt, ok bool) {
	tokens, scanned := scan(rep, file)
	p := &parser{rep: rep, file: file, text: rep.texts[file], tokens: tokens}
	body = p.statements(func() bool { return p.tok().kind == tokEOF })
	return body, scanned && !p.broken
}

var endToken = token{kind: tokEOF}

func (p *parser) tok() token {
	if p.bad {
		return endToken
	}
	return p.tokens[p.i]
}

func (p *parser) word() string {
	t := p.tok()
	return p.text[t.start:t.end]
}

// is reports whether the token at hand is the operator or keyword.
func (p *parser) is(word string) bool {
	t := p.tok()
	return (t.kind == tokOp || t.kind == tokKeyword) && p.text[t.start:t.end] == word
}

func (p *parser) isAny(words ...string) bool {
	for _, w := range words {
		if p.is(w) {
			return true
		}
	}
	return false
}

// peek reports whether the token after the one at hand is the operator or keyword.
func (p *parser) peek(word string) bool {
	if p.bad || p.i+1 >= len(p.tokens) {
		return false
	}
	t := p.tokens[p.i+1]
	return (t.kind == tokOp || t.kind == tokKeyword) && p.text[t.start:t.end] == word
}

func (p *parser) next() token {
	t := p.tok()
	if !p.bad && t.kind != tokEOF {
		p.i++
	}
	return t
}

func (p *parser) accept(word string) bool {
	if p.is(word) {
		p.next()
		return true
	}
	return false
}

func (p *parser) expect(word, after string) {
	if !p.accept(word) {
		p.wanted("'"+word+"'", after)
	}
}

// here is the span of the token at hand; since runs from a place to the end of the token before.
func (p *parser) here() span {
	if p.i >= len(p.tokens) {
		return span{p.file, int32(len(p.text)), int32(len(p.text))}
	}
	t := p.tokens[p.i]
	return span{p.file, t.start, t.end}
}

func (p *parser) since(from span) span {
	if p.i > 0 && p.tokens[p.i-1].end > from.start {
		from.end = p.tokens[p.i-1].end
	}
	return from
}

// fail reports a syntax error at a place, unless the statement has one already.
func (p *parser) fail(at span, id, message, hint string) {
	if p.bad {
		return
	}
	p.bad, p.broken = true, true
	if p.tokens[p.i].kind == tokError {
		return // the scanner said what is wrong here
	}
	p.rep.error(at, id, message, hint)
}

// wanted reports that something else should stand here, with a guess at the reason.
func (p *parser) wanted(what, after string) {
	if p.bad {
		return
	}
	message := "expected " + what
	if after != "" {
		message += " " + after
	}
	hint := p.guess()
	at := p.here()
	if p.tokens[p.i].kind == tokNewline || p.tokens[p.i].kind == tokEOF {
		at = span{p.file, at.start, at.start}
	}
	p.fail(at, "syntax-error", message, hint)
}

// guess looks at the token at hand and the one before for a common slip.
func (p *parser) guess() string {
	t := p.tokens[p.i]
	word := p.text[t.start:t.end]
	if word == "<" || word == "<>" {
		return p.placeholder(int(t.start))
	}
	var before token
	if p.i > 0 {
		before = p.tokens[p.i-1]
	}
	valueBefore := before.kind == tokName || before.kind == tokString || before.kind == tokNumber ||
		before.kind == tokOp && strings.Contains(")]}", p.text[before.start:before.end])
	valueHere := t.kind == tokName || t.kind == tokString || t.kind == tokNumber || word == "{" || word == "[" || word == "("
	switch {
	case t.kind == tokName && before.kind == tokName && p.text[before.start:before.end] == "print",
		t.kind == tokString && before.kind == tokName && p.text[before.start:before.end] == "print":
		return "write print(…)"
	case valueBefore && valueHere:
		return "perhaps a comma is missing before it"
	case word == "=":
		return "'==' compares, ':' stands between a dict's key and value"
	case t.kind == tokKeyword:
		return "`" + word + "` is a word of Python's own: put it in quotes when it is a name"
	case t.kind == tokIndent:
		return "this line is indented deeper than the one before"
	}
	return ""
}

// placeholder is the hint for `<service_name>` and its like.
func (p *parser) placeholder(at int) string {
	rest := p.text[at:min(len(p.text), at+80)]
	end := 1
	for end < len(rest) && (isNameByte(rest[end]) || isDigit(rest[end]) || strings.IndexByte(" -.:/", rest[end]) >= 0) {
		end++
	}
	if end < 2 || end == len(rest) || rest[end] != '>' || !isNameByte(rest[1]) {
		return ""
	}
	return "put a real name, in quotes, in place of the placeholder " + rest[:end+1]
}

// deeper counts nesting; it returns false, and reports, past the limit.
func (p *parser) deeper() bool {
	p.depth++
	if p.depth > limits.PythonNesting {
		p.fail(p.here(), "too-deep", "this expression is nested too deep", "")
		return false
	}
	return !p.bad
}

// identifier reads a name.
func (p *parser) identifier(what string) string {
	if p.tok().kind != tokName {
		p.wanted(what, "")
		return ""
	}
	return p.text[p.tok().start:p.next().end]
}
