package checks

import (
	"fmt"
	"strings"

	"rolecall.example/internal/words"
)

var methods = map[string]bool{"GET": true, "HEAD": true, "POST": true, "PUT": true, "PATCH": true, "DELETE": true}

var methodNames = []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"}

// filterKinds are what a scope's filter may name.
var filterKinds = []string{"user", "server", "group", "service"}

// request = SCOPE | call [ "seeing" "[" … "]" ] | "open" PATH | "log" "in" .
func (p *parser) request() Request {
	if p.err != nil {
		return Request{}
	}
	word := p.peek()
	r := Request{Kind: AskScope, At: At{Start: p.at}}
	switch {
	case word == "open":
		p.take(word)
		r.Kind = AskOpen
		r.Path = p.path("a path")
	case word == "log":
		r.Kind = AskLogIn
		p.logIn()
	case methods[word]:
		p.take(word)
		r.Kind = AskCall
		r.Call = *p.call(word)
		if p.err == nil && p.word("seeing") {
			r.HasSeeing = true
			p.list("a name", func() {
				n, _ := p.name("a name")
				r.Seeing = append(r.Seeing, n)
			})
		}
	default:
		p.method(word)
		r.Scope = p.scope()
	}
	r.At.End = p.at
	return r
}

// method explains a word that is no method and followed by a path.
func (p *parser) method(word string) {
	if word == "" || !strings.HasPrefix(strings.TrimLeft(p.text[p.at+len(word):p.end], " \t"), "/") {
		return
	}
	at := At{p.at, p.at + len(word)}
	upper := strings.ToUpper(word)
	switch near := words.Nearest(word, methodNames); {
	case methods[upper]:
		p.fail(at, "check-method", "a method is written in capitals", fmt.Sprintf("did you mean %q?", upper))
	case near != "":
		p.fail(at, "check-method", fmt.Sprintf("there is no method %q", short(word)), fmt.Sprintf("did you mean %q?", near))
	case word == upper:
		p.fail(at, "check-method", fmt.Sprintf("there is no method %q", short(word)), "one of "+strings.Join(methodNames, ", "))
	}
}

// call = METHOD PATH [ JSON ] .
func (p *parser) call(method string) *Call {
	c := &Call{Method: method, Path: p.path("a path under /hub/api")}
	if p.err == nil {
		c.Body = p.body()
	}
	return c
}

// scope = base [ "!" kind [ "=" value ] ] | quoted .
func (p *parser) scope() Scope {
	if p.err != nil {
		return Scope{}
	}
	p.blanks()
	if p.next('"') {
		text, at := p.quoted()
		return p.scopeOf(text, at)
	}
	from := p.at
	p.at = p.run(func(r rune) bool { return nameChar(r) || r == '*' })
	base := p.text[from:p.at]
	switch {
	case base == "":
		p.expected("a scope", "")
		return Scope{}
	case reserved[base]:
		p.at = from
		p.fail(At{from, from + len(base)}, "check-reserved-word",
			fmt.Sprintf("expected a scope, found %q, a word of this language", base), p.near("servers", "users", "tokens"))
		return Scope{}
	}
	if p.next('!') {
		p.at++
		p.at = p.run(nameChar)
		if p.next('=') {
			p.at++
			p.at = p.run(nameChar)
			if p.next('/') {
				p.at++
				p.at = p.run(nameChar)
			}
			if p.next('"') {
				p.fail(At{from, p.pieceEnd()}, "check-quote-scope", "quotes stand around a whole scope", `write: "`+base+`!user=NAME"`)
				return Scope{}
			}
		}
	}
	return p.scopeOf(p.text[from:p.at], At{from, p.at})
}

// scopeOf takes a scope's text apart at its first `!` and `=`, as JupyterHub does.
func (p *parser) scopeOf(text string, at At) Scope {
	base, filter, filtered := strings.Cut(text, "!")
	s := Scope{Base: base, At: at}
	if p.err != nil {
		return s
	}
	if !isBase(base) {
		p.fail(at, "check-syntax", fmt.Sprintf("%q is no name of a scope", short(base)), "")
		return s
	}
	if !filtered {
		return s
	}
	kind, value, named := strings.Cut(filter, "=")
	s.Kind, s.Value = kind, value
	switch {
	case filter == "":
		p.fail(at, "check-filter", "a filter follows the !", "one of "+strings.Join(filterKinds, ", "))
	case !contains(filterKinds, kind):
		hint := "one of " + strings.Join(filterKinds, ", ")
		if near := words.Nearest(kind, filterKinds); near != "" {
			hint = fmt.Sprintf("did you mean %q?", near)
		}
		p.fail(at, "check-filter", fmt.Sprintf("there is no filter %q", "!"+short(kind)), hint)
	case named && value == "":
		p.fail(at, "check-filter", "this filter names nothing", "")
	case !named && kind == "group":
		p.fail(at, "check-filter", "a group filter names its group", "write: "+base+"!group=NAME")
	case named && kind == "server" && strings.IndexByte(value, '/') <= 0:
		hint := "such as alice/lab"
		if value[0] != '/' {
			hint = fmt.Sprintf("the default server of %s is %s/", short(value), short(value))
		}
		p.fail(at, "check-filter", "a server is written USER/SERVER", hint)
	}
	return s
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
