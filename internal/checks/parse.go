package checks

import (
	"fmt"
	"strings"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/limits"
	"rolecall.example/internal/words"
)

// Parse reads the text of one checks part. Diagnostics have positions and never end the parse: each line that is
// no claim has exactly one.
func Parse(part, text string) ([]Line, []diag.Diagnostic) {
	var lines []Line
	var found []diag.Diagnostic
	at := 0
	for raw := range strings.Lines(text) {
		start := at
		at += len(raw)
		p := parser{scanner{part: part, text: text, at: start, end: start + len(strings.TrimRight(raw, "\r\n"))}}
		if p.done() {
			continue
		}
		if len(lines) == limits.Checks {
			p.fail(At{start, p.end}, "limit-checks", fmt.Sprintf("a document has at most %d checks", limits.Checks), "")
			return lines, append(found, *p.err)
		}
		from := p.at
		node := p.line()
		to := p.at
		if p.err != nil {
			found = append(found, *p.err)
			node, to = nil, p.commentAt(from)
		}
		code := strings.TrimRight(text[from:to], " \t")
		lines = append(lines, Line{Span: diag.Span{File: part, Start: from, End: from + len(code)}, Text: code, Node: node})
	}
	return lines, found
}

// commentAt guesses where the comment of a line that did not parse begins.
func (s *scanner) commentAt(from int) int {
	quoted := false
	for i := from; i < s.end; i++ {
		switch c := s.text[i]; {
		case c == '"':
			quoted = !quoted
		case c == '#' && !quoted && i > from && (s.text[i-1] == ' ' || s.text[i-1] == '\t'):
			return i
		}
	}
	return s.end
}

type parser struct{ scanner }

// line = [ check | step ] [ comment ] .
func (p *parser) line() Node {
	var n Node
	switch {
	case p.word("after"):
		n = p.after()
	case p.word("only"):
		only := &Only{Subjects: []Subject{p.subject()}}
		for p.err == nil && p.char(',') {
			only.Subjects = append(only.Subjects, p.subject())
		}
		p.onlyCan()
		only.Request = p.request()
		n = only
	case p.word("nobody"):
		p.onlyCan()
		n = &Nobody{p.request()}
	default:
		n = p.claim()
	}
	if p.err == nil && !p.done() {
		p.extra()
	}
	return n
}

// extra explains what follows a whole claim.
func (p *parser) extra() {
	hint := ""
	switch w := p.peek(); {
	case w == "because":
		p.fail(At{p.at, p.at + len(w)}, "check-because", "only a can takes a because", "remove it, or claim it of one subject")
		return
	case w == "and" || w == "or" || p.next(','):
		hint = "write one claim a line"
	case p.next('/') || p.next('!') || p.next('='):
		hint = `quote a scope with such characters: "read:users!user=a!b"`
	}
	p.expected("the end of the line", hint)
}

// claim = subject ( "can" | "cannot" ) request [ because ] | token "is" ( "issued" | "refused" ) .
func (p *parser) claim() Node {
	c := &Check{Subject: p.subject()}
	if p.err != nil {
		return nil
	}
	if p.word("is") {
		return p.tokenIs(c.Subject)
	}
	c.Cannot = p.verb()
	c.Request = p.request()
	if p.err != nil || p.done() || p.peek() != "because" {
		return c
	}
	at := p.take("because")
	if c.Cannot && c.Request.Kind != AskLogIn {
		p.fail(At{at.Start, p.end}, "check-because", "a no runs through no role", "because belongs to can")
		return c
	}
	what := "the name of a role"
	if c.Request.Kind == AskLogIn {
		what = "the name of a rule"
	}
	name, at := p.name(what)
	c.Because = &Because{name, at}
	return c
}

func (p *parser) tokenIs(s Subject) Node {
	if s.Kind != TokenOf {
		p.fail(s.At, "check-syntax", "only a token is issued or refused", "write: token of "+Name(s.Name)+" with [SCOPES] is issued")
		return nil
	}
	n := &TokenIs{Token: *s.Token, At: s.At}
	switch {
	case p.word("issued"):
	case p.word("refused"):
		n.Refused = true
	default:
		p.expected(`"issued" or "refused"`, p.near("issued", "refused"))
	}
	return n
}

// verb reads can or cannot and reports which.
func (p *parser) verb() (cannot bool) {
	if p.word("cannot") {
		return true
	}
	p.can()
	switch {
	case p.err != nil:
	case p.next('\''):
		p.fail(At{p.at - len("can"), p.pieceEnd()}, "check-syntax", `expected "cannot"`, `did you mean "cannot"?`)
	case p.peek() == "not":
		p.fail(At{p.at, p.at + len("not")}, "check-syntax", `"cannot" is one word`, `did you mean "cannot"?`)
	}
	return false
}

func (p *parser) can() {
	if p.err != nil || p.word("can") {
		return
	}
	hint := p.near("can", "cannot", "is")
	switch {
	case p.done() || hint != "":
	case p.next('/'):
		hint = "a server is written: server NAME/"
	case p.next(','):
		hint = "write one claim a line, or begin with only"
	case p.peek() == "":
		hint = `quote a name with such characters: "a!b"`
	}
	p.expected(`"can" or "cannot"`, hint)
}

// onlyCan reads the can of `only` and `nobody`.
func (p *parser) onlyCan() {
	if p.err == nil && !p.word("can") {
		hint := p.near("can")
		if p.peek() == "cannot" {
			hint = "only and nobody say who can"
		}
		p.expected(`"can"`, hint)
	}
}

// near is the hint that one of the candidates was meant by the word at hand.
func (p *parser) near(candidates ...string) string {
	if w := words.Nearest(p.peek(), candidates); w != "" {
		return fmt.Sprintf("did you mean %q?", w)
	}
	return ""
}

// after = "after" subject ( call | "log" "in" ) .
func (p *parser) after() Node {
	n := &After{Subject: p.subject()}
	if p.err != nil {
		return nil
	}
	p.blanks()
	n.At.Start = p.at
	switch method := p.peek(); {
	case method == "log":
		p.logIn()
	case methods[method]:
		p.take(method)
		n.Call = p.call(method)
	default:
		p.method(method)
		p.expected(`a call or "log in"`, p.near("log"))
	}
	n.At.End = p.at
	return n
}

func (p *parser) logIn() {
	p.take("log")
	if !p.word("in") {
		p.expected(`"in"`, `write: log in`)
	}
}
