package pyconfig

func (p *parser) ifStatement(from span) stmt {
	s := &ifStmt{}
	p.next()
	test := p.namedExpr()
	s.clauses = append(s.clauses, ifClause{test, p.block("after 'if'")})
	for p.accept("elif") {
		test := p.namedExpr()
		s.clauses = append(s.clauses, ifClause{test, p.block("after 'elif'")})
	}
	if p.is("else") && p.peek("if") {
		p.fail(p.here(), "syntax-error", "`else if` is no Python", "write elif")
		return nil
	}
	if body := p.elseBlock(); body != nil {
		s.clauses = append(s.clauses, ifClause{nil, body})
	}
	s.span = p.since(from)
	return s
}

func (p *parser) tryStatement(from span) stmt {
	s := &tryStmt{}
	p.next()
	s.body = p.block("after 'try'")
	for p.is("except") {
		h := handler{at: p.here()}
		p.next()
		if p.accept("*") {
			s.groups = true
		}
		if !p.is(":") {
			at := p.here()
			h.kinds = p.expression()
			if p.is(",") {
				p.fail(at, "syntax-error", "several exceptions stand without brackets", "write except (A, B): …; a name comes with `as`")
			}
			if p.accept("as") {
				h.name = p.identifier("a name")
			}
		}
		h.body = p.block("after 'except'")
		s.handlers = append(s.handlers, h)
	}
	if len(s.handlers) > 0 {
		s.other = p.elseBlock()
	}
	if p.accept("finally") {
		s.final = p.block("after 'finally'")
	} else if len(s.handlers) == 0 {
		p.wanted("'except' or 'finally'", "after a 'try' block")
	}
	s.span = p.since(from)
	return s
}

// withStatement reads both forms, with and without parentheses around the items.
func (p *parser) withStatement(from span, async bool) stmt {
	s := &withStmt{async: async}
	p.next()
	closing := p.is("(") && p.parenthesised()
	if closing {
		p.next()
	}
	for {
		item := withItem{x: p.expression()}
		if p.accept("as") {
			item.target = p.starTarget()
		}
		s.items = append(s.items, item)
		if !p.accept(",") || closing && p.is(")") {
			break
		}
	}
	if closing {
		p.expect(")", "after the items of 'with'")
	}
	s.body = p.block("after 'with'")
	s.span = p.since(from)
	return s
}

// parenthesised reports whether the bracket at hand holds all of a with statement's items: its partner is
// followed by a colon, and it has an `as` or a comma directly inside.
func (p *parser) parenthesised() bool {
	level, direct := 0, false
	for i := p.i; i < len(p.tokens); i++ {
		t := p.tokens[i]
		if t.kind == tokNewline || t.kind == tokEOF || t.kind == tokError {
			return false
		}
		switch p.text[t.start:t.end] {
		case "(", "[", "{":
			level++
		case ")", "]", "}":
			level--
			if level == 0 {
				next := p.tokens[i+1]
				return direct && p.text[next.start:next.end] == ":"
			}
		case "as", ",":
			direct = direct || level == 1
		}
	}
	return false
}

func (p *parser) def(decorators []expr, from span, async bool) stmt {
	p.next()
	s := &defStmt{decorators: decorators, async: async}
	s.name = p.identifier("the function's name")
	p.typeParameters()
	p.expect("(", "after the function's name")
	s.params = p.parameters(")", true)
	p.expect(")", "after the parameters")
	if p.accept("->") {
		p.expression()
	}
	yields, loops, isAsync := p.yields, p.loops, p.async
	p.yields, p.loops, p.async = false, 0, async
	p.function++
	s.body = p.block("after 'def'")
	p.function--
	s.generator = p.yields
	p.yields, p.loops, p.async = yields, loops, isAsync
	s.assigned = localNames(s.body)
	p.checkDeclared(s.body, map[string]bool{})
	s.span = p.since(from)
	return s
}

// checkDeclared reports a name that is declared global or nonlocal after it was assigned in the same function.
func (p *parser) checkDeclared(body []stmt, assigned map[string]bool) {
	for _, s := range body {
		if d, ok := s.(*scopeStmt); ok {
			for _, n := range d.names {
				if assigned[n] {
					p.fail(d.span, "syntax-error", "the name "+n+" is assigned before this declares it", "put this line first")
				}
			}
			continue
		}
		b := &binder{names: assigned, outer: map[string]bool{}}
		b.statement(s)
	}
}

// typeParameters skips `[T: hint, *Ts]` of Python 3.12.
func (p *parser) typeParameters() {
	if !p.accept("[") {
		return
	}
	for !p.bad && !p.is("]") {
		if !p.accept("*") {
			p.accept("**")
		}
		p.identifier("a type parameter")
		if p.accept(":") {
			p.expression()
		}
		if !p.accept(",") {
			break
		}
	}
	p.expect("]", "after the type parameters")
}

// parameters reads the list of a def (with type hints) or a lambda, up to the word that ends it.
func (p *parser) parameters(end string, hints bool) *parameters {
	out := &parameters{kwOnly: -1}
	for !p.bad && !p.is(end) {
		switch {
		case p.accept("/"):
			out.posOnly = len(out.list)
		case p.accept("**"):
			out.kw = p.identifier("a parameter's name")
			p.hint(hints)
		case p.accept("*"):
			out.kwOnly = len(out.list)
			if p.tok().kind == tokName {
				out.rest = p.identifier("a parameter's name")
				p.hint(hints)
			}
		default:
			at := p.here()
			one := parameter{name: p.identifier("a parameter's name")}
			p.hint(hints)
			if p.accept("=") {
				one.fallback = p.expression()
			} else if n := len(out.list); n > 0 && out.kwOnly < 0 && out.list[n-1].fallback != nil {
				p.fail(at, "syntax-error", "a parameter without a default stands behind one that has one", "give it a default, or put it first")
			}
			out.list = append(out.list, one)
		}
		if !p.accept(",") {
			break
		}
	}
	if out.kwOnly < 0 {
		out.kwOnly = len(out.list)
	}
	seen := map[string]bool{}
	for _, one := range append(out.list[:len(out.list):len(out.list)], parameter{name: out.rest}, parameter{name: out.kw}) {
		if seen[one.name] && one.name != "" && !p.bad {
			p.fail(p.here(), "syntax-error", "two parameters have the name "+one.name, "")
		}
		seen[one.name] = true
	}
	return out
}

func (p *parser) hint(allowed bool) {
	if allowed && p.accept(":") {
		p.accept("*")
		p.expression()
	}
}

func (p *parser) class(decorators []expr, from span) stmt {
	p.next()
	s := &classStmt{decorators: decorators}
	s.name = p.identifier("the class's name")
	p.typeParameters()
	if p.accept("(") {
		s.args = p.arguments()
	}
	outer := p.inClass
	p.inClass = p.function + 1
	s.body = p.block("after 'class'")
	p.inClass = outer
	s.span = p.since(from)
	return s
}

// match reads a match statement, or returns nil with nothing consumed when `match` is a plain name.
func (p *parser) match() stmt {
	if !p.opensMatch() {
		return nil
	}
	from := p.here()
	p.next()
	s := &matchStmt{subject: p.exprList()}
	p.expect(":", "after 'match'")
	if p.tok().kind == tokNewline {
		p.next()
	}
	if p.tok().kind != tokIndent {
		p.wanted("an indented 'case'", "after 'match'")
		return nil
	}
	p.next()
	for p.tok().kind == tokName && p.word() == "case" {
		c := matchCase{at: p.here()}
		p.next()
		p.pattern = true
		c.pattern = p.exprList()
		p.pattern = false
		if p.accept("if") {
			c.guard = p.namedExpr()
		}
		c.body = p.block("after 'case'")
		s.cases = append(s.cases, c)
	}
	if p.tok().kind != tokDedent {
		p.wanted("'case'", "inside 'match'")
		return nil
	}
	p.next()
	s.span = p.since(from)
	return s
}

// opensMatch looks ahead: a match statement ends its line with a colon, and the next begins with `case`.
func (p *parser) opensMatch() bool {
	level := 0
	for i := p.i + 1; i+2 < len(p.tokens); i++ {
		t := p.tokens[i]
		word := p.text[t.start:t.end]
		switch {
		case t.kind == tokNewline:
			last := p.tokens[i-1]
			follows := p.tokens[i+2]
			return i > p.i+2 && p.text[last.start:last.end] == ":" && p.tokens[i+1].kind == tokIndent &&
				p.text[follows.start:follows.end] == "case"
		case level == 0 && (word == "=" || word == "." && i == p.i+1):
			return false
		case t.kind == tokOp && (word == "(" || word == "[" || word == "{"):
			level++
		case t.kind == tokOp && (word == ")" || word == "]" || word == "}"):
			level--
		}
	}
	return false
}
