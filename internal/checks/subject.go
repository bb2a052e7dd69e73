package checks

import "fmt"

// subject = [ "user" ] NAME | "service" NAME | "server" NAME "/" [ NAME ] | token | "any" … .
func (p *parser) subject() Subject {
	if p.err != nil {
		return Subject{}
	}
	word := p.peek()
	s := Subject{Kind: User, At: At{Start: p.at}}
	switch word {
	case "user":
		p.take(word)
		s.Name, _ = p.name("the name of a user")
	case "service":
		p.take(word)
		s.Kind = Service
		s.Name, _ = p.name("the name of a service")
	case "server":
		p.take(word)
		s.Kind = Server
		s.Name, _ = p.name("the name of the server's user")
		if p.err == nil && !p.next('/') {
			p.expected("a slash", "write USER/SERVER, and USER/ for the default server")
			return s
		}
		p.at++
		if p.at < p.end && p.text[p.at] != ' ' && p.text[p.at] != '\t' {
			s.Server, _ = p.name("the name of a server")
		}
	case "token":
		p.take(word)
		s.Kind = TokenOf
		s.Token = p.token()
	case "any":
		p.take(word)
		p.any(&s)
	case "group":
		s.Name = word
		p.notGroup()
	default:
		s.Name, _ = p.name("a subject")
	}
	s.At.End = p.at
	return s
}

// notGroup reads "group" as the user's name that it may be, and explains itself where a name follows.
func (p *parser) notGroup() {
	at := p.take("group")
	if w := p.peek(); w != "" && !reserved[w] {
		p.fail(At{at.Start, p.at + len(w)}, "check-syntax", "a group asks for nothing by itself", "write: any member of "+w)
	}
}

// any reads what follows "any": "user" | "admin" | "member" "of" NAME .
func (p *parser) any(s *Subject) {
	switch {
	case p.word("user"):
		s.Kind = AnyUser
	case p.word("admin"):
		s.Kind = AnyAdmin
	case p.word("member"):
		s.Kind = AnyMember
		if !p.word("of") {
			p.expected(`"of"`, "write: any member of GROUP")
			return
		}
		s.Name, _ = p.name("the name of a group")
	default:
		p.expected(`"user", "admin" or "member of"`, p.near("user", "admin", "member"))
	}
}

// token = "token" "of" ( [ "user" ] NAME | "service" NAME ) "with" "[" [ SCOPE { "," SCOPE } ] "]" .
func (p *parser) token() *Token {
	t := &Token{}
	if !p.word("of") {
		p.expected(`"of"`, "write: token of NAME with [SCOPES]")
		return t
	}
	if p.word("service") {
		t.OfService = true
		t.Owner, t.At = p.name("the name of a service")
	} else {
		p.word("user")
		t.Owner, t.At = p.name("the name of the token's owner")
	}
	if p.err != nil {
		return t
	}
	if !p.word("with") {
		p.expected(`"with"`, "write: token of "+Name(t.Owner)+" with [SCOPES]")
		return t
	}
	p.list("a scope", func() { t.Scopes = append(t.Scopes, p.scope()) })
	return t
}

// list reads "[" [ item { "," item } ] "]" .
func (p *parser) list(what string, item func()) {
	if !p.char('[') {
		p.expected(`"["`, "a list stands in brackets")
		return
	}
	if p.char(']') {
		return
	}
	for p.err == nil {
		if p.blanks(); p.next(']') || p.next(',') {
			p.expected(what, "")
			return
		}
		item()
		if p.err != nil || p.char(']') {
			return
		}
		if !p.char(',') {
			hint := ""
			if !p.done() && p.peek() == "" {
				hint = fmt.Sprintf("quote %s with such characters", what)
			}
			p.expected(`"," or "]"`, hint)
		}
	}
}
