package pyconfig

var assignOperators = map[string]bool{
	"+=": true, "-=": true, "*=": true, "/=": true, "//=": true, "%=": true, "@=": true, "&=": true, "|=": true,
	"^=": true, ">>=": true, "<<=": true, "**=": true,
}

// simple reads a statement without a block.
func (p *parser) simple() stmt {
	from := p.here()
	if p.tok().kind == tokKeyword {
		switch w := p.word(); w {
		case "pass", "break", "continue":
			if w != "pass" && p.loops == 0 {
				p.fail(from, "syntax-error", "`"+w+"` stands outside a loop", "")
			}
			p.next()
			return &wordStmt{from, w}
		case "return":
			p.next()
			s := &returnStmt{}
			if !p.endsStatement() {
				s.x = p.exprList()
			}
			if p.function == 0 {
				p.fail(from, "syntax-error", "`return` stands outside a function", "")
			}
			s.span = p.since(from)
			return s
		case "raise":
			p.next()
			s := &raiseStmt{}
			if !p.endsStatement() {
				s.x = p.expression()
				if p.accept("from") {
					s.cause = p.expression()
				}
			}
			s.span = p.since(from)
			return s
		case "global", "nonlocal":
			if w == "nonlocal" && p.function == 0 {
				p.fail(from, "syntax-error", "`nonlocal` stands outside a function", "")
			}
			p.next()
			s := &scopeStmt{nonlocal: w == "nonlocal"}
			for {
				s.names = append(s.names, p.identifier("a name"))
				if !p.accept(",") {
					break
				}
			}
			s.span = p.since(from)
			return s
		case "del":
			p.next()
			s := &delStmt{}
			target := p.targetList()
			if t, ok := target.(*displayExpr); ok && t.kind != '{' {
				s.targets = t.elems
			} else {
				s.targets = []expr{target}
			}
			for _, t := range s.targets {
				p.checkTarget(t, "=")
			}
			s.span = p.since(from)
			return s
		case "assert":
			p.next()
			s := &assertStmt{test: p.expression()}
			if p.accept(",") {
				s.message = p.expression()
			}
			s.span = p.since(from)
			return s
		case "import":
			return p.importStatement(from)
		case "from":
			return p.fromStatement(from)
		}
	}
	if p.tok().kind == tokName && p.word() == "type" && p.typeAlias() {
		return &wordStmt{p.since(from), "pass"}
	}
	return p.assignment(from)
}

func (p *parser) endsStatement() bool {
	k := p.tok().kind
	return k == tokNewline || k == tokEOF || p.is(";")
}

// typeAlias skips `type Name = …` of Python 3.12.
func (p *parser) typeAlias() bool {
	if p.i+2 >= len(p.tokens) || p.tokens[p.i+1].kind != tokName {
		return false
	}
	t := p.tokens[p.i+2]
	if w := p.text[t.start:t.end]; w != "=" && w != "[" {
		return false
	}
	p.next()
	p.next()
	p.typeParameters()
	p.expect("=", "after the name of a type")
	p.expression()
	return true
}

// assignment reads an expression statement and all forms of assignment.
func (p *parser) assignment(from span) stmt {
	x := p.exprList()
	if p.bad {
		return nil
	}
	switch {
	case p.is("="):
		s := &assignStmt{targets: []expr{x}}
		for p.accept("=") {
			p.depth = 0
			s.targets = append(s.targets, p.exprList())
		}
		last := len(s.targets) - 1
		s.value, s.targets = s.targets[last], s.targets[:last]
		if star, ok := s.value.(*starExpr); ok {
			p.fail(star.span, "syntax-error", "a star can't stand here", "write [*…] or put a comma behind it")
		}
		for _, t := range s.targets {
			if star, ok := t.(*starExpr); ok {
				p.fail(star.span, "syntax-error", "a star can't stand here", "write [*…] or put a comma behind it")
			}
			p.checkTarget(t, "=")
		}
		s.span = p.since(from)
		return s
	case p.tok().kind == tokOp && assignOperators[p.word()]:
		s := &augStmt{target: x}
		op := p.word()
		s.op = op[:len(op)-1]
		p.checkTarget(x, op)
		p.next()
		s.value = p.exprList()
		s.span = p.since(from)
		return s
	case p.is(":"):
		p.next()
		p.checkTarget(x, ":")
		p.expression()
		s := &annStmt{target: x}
		if p.accept("=") {
			s.value = p.exprList()
		}
		s.span = p.since(from)
		return s
	}
	switch t := x.(type) {
	case *starExpr:
		p.fail(t.span, "syntax-error", "a star can't stand here", "")
	case *walrusExpr:
		if !t.bracketed {
			p.fail(t.span, "syntax-error", "`:=` can't stand here without brackets", "write =")
		}
	}
	if n, ok := x.(*nameExpr); ok && n.id == "print" && !p.endsStatement() {
		p.wanted("'('", "after 'print'")
	}
	return &exprStmt{p.since(from), x}
}

// checkTarget reports what can't be assigned to.
func (p *parser) checkTarget(x expr, op string) {
	what := ""
	switch t := x.(type) {
	case *nameExpr, *attrExpr, *indexExpr:
		return
	case *displayExpr:
		if t.kind != '{' && op == "=" {
			stars := 0
			for _, e := range t.elems {
				if _, ok := e.(*starExpr); ok {
					if stars++; stars == 2 {
						p.fail(e.at(), "syntax-error", "one star is the most that the targets of an assignment have", "")
					}
				}
				p.checkTarget(e, op)
			}
			return
		}
		what = "a display"
	case *starExpr:
		if op == "=" {
			p.checkTarget(t.x, op)
			return
		}
		what = "a starred expression"
	case *callExpr:
		what = "the result of a call"
	case *constExpr, *formatExpr:
		what = "a literal"
	case *compareExpr:
		what = "a comparison"
	case nil:
		return
	default:
		what = "an expression"
	}
	hint := ""
	if op == "=" {
		hint = "'==' compares; a name that is assigned to has letters, digits and '_' only"
	}
	p.fail(x.at(), "bad-target", "nothing can be assigned to "+what, hint)
}

func (p *parser) importStatement(from span) stmt {
	p.next()
	s := &importStmt{}
	for {
		n := importName{at: p.here()}
		n.name = p.dotted()
		if p.accept("as") {
			n.as = p.identifier("a name")
		}
		n.at = p.since(n.at)
		s.names = append(s.names, n)
		if !p.accept(",") {
			break
		}
	}
	s.span = p.since(from)
	return s
}

func (p *parser) dotted() string {
	name := p.identifier("a module's name")
	for p.accept(".") {
		name += "." + p.identifier("a module's name")
	}
	return name
}

func (p *parser) fromStatement(from span) stmt {
	p.next()
	s := &fromStmt{}
	for p.isAny(".", "...") {
		s.level += len(p.word())
		p.next()
	}
	if !p.is("import") {
		s.module = p.dotted()
	}
	p.expect("import", "after the module's name")
	if p.is("*") {
		s.names = []importName{{name: "*", at: p.here()}}
		p.next()
		s.span = p.since(from)
		return s
	}
	closing := p.accept("(")
	for !p.bad {
		n := importName{at: p.here()}
		n.name = p.identifier("a name to import")
		if p.accept("as") {
			n.as = p.identifier("a name")
		}
		n.at = p.since(n.at)
		s.names = append(s.names, n)
		if !p.accept(",") || closing && p.is(")") {
			break
		}
	}
	if closing {
		p.expect(")", "after the imported names")
	}
	s.span = p.since(from)
	return s
}
