package pyconfig

// statements reads statements until done.
func (p *parser) statements(done func() bool) []stmt {
	var out []stmt
	for !done() && p.tokens[p.i].kind != tokEOF {
		from := p.i
		p.depth, p.noIn, p.pattern, p.iterable = 0, false, false, 0
		if n := len(out); n > 0 && p.isAny("else", "elif", "except", "finally") {
			// It belongs to a statement that could not be read.
			_, p.bad = out[n-1].(*brokenStmt)
		}
		if !p.bad {
			out = p.statement(out)
		}
		if p.bad {
			out = p.skip(out, from)
		}
		if p.i == from {
			p.i++
		}
	}
	return out
}

// skip leaves a statement that can't be read: to the end of its line, and over the block below it, whose own
// statements are still read for their errors.
func (p *parser) skip(out []stmt, from int) []stmt {
	p.bad = false
	for {
		switch t := p.tokens[p.i]; t.kind {
		case tokEOF:
			return append(out, p.leftOut(from))
		case tokNewline:
			p.i++
			broken := p.leftOut(from)
			if p.tokens[p.i].kind == tokIndent {
				p.i++
				p.statements(func() bool { return p.tokens[p.i].kind == tokDedent })
				if p.tokens[p.i].kind == tokDedent {
					p.i++
				}
				broken.span = p.since(broken.span)
			}
			return append(out, broken)
		case tokIndent:
			p.i++
			p.statements(func() bool { return p.tokens[p.i].kind == tokDedent })
			if p.tokens[p.i].kind == tokDedent {
				p.i++
			}
			return append(out, p.leftOut(from))
		case tokDedent:
			return append(out, p.leftOut(from))
		}
		p.i++
	}
}

func (p *parser) leftOut(from int) *brokenStmt {
	first := p.tokens[from]
	b := &brokenStmt{span: p.since(span{p.file, first.start, first.end})}
	for i := from; i < p.i && i < from+64; i++ {
		if t := p.tokens[i]; t.kind == tokName {
			b.names = append(b.names, p.text[t.start:t.end])
		}
	}
	return b
}

// block reads `: simple statements` or `:` NEWLINE INDENT statements DEDENT.
func (p *parser) block(after string) []stmt {
	if p.is("=") {
		p.fail(p.here(), "syntax-error", "a single '=' can't stand in the condition "+after, "'==' compares")
		return nil
	}
	p.expect(":", after)
	if p.bad {
		return nil
	}
	if p.tok().kind != tokNewline {
		return p.simpleLine(nil)
	}
	p.next()
	if p.tok().kind != tokIndent {
		p.fail(p.here(), "missing-block", "expected an indented block "+after, "indent the lines that belong to it")
		return nil
	}
	p.next()
	out := p.statements(func() bool { return p.tokens[p.i].kind == tokDedent })
	if p.tokens[p.i].kind == tokDedent {
		p.i++
	}
	return out
}

func (p *parser) statement(out []stmt) []stmt {
	from := p.here()
	t := p.tok()
	switch {
	case t.kind == tokIndent:
		p.fail(from, "bad-indentation", "this line is indented without reason", "indent it like the line before")
		return out
	case t.kind == tokNewline:
		p.next()
		return out
	case p.is("@"):
		if s := p.decorated(); s != nil && !p.bad {
			out = append(out, s)
		}
		return out
	case t.kind == tokKeyword:
		if s := p.compound(nil, from); p.bad {
			return out
		} else if s != nil {
			return append(out, s)
		}
	case t.kind == tokName && p.word() == "match":
		if s := p.match(); p.bad {
			return out
		} else if s != nil {
			return append(out, s)
		}
	}
	return p.simpleLine(out)
}

// compound reads the statements that have blocks; nil when the keyword begins none.
func (p *parser) compound(decorators []expr, from span) stmt {
	async := false
	if p.is("async") {
		async = true
		p.next()
		if !p.isAny("def", "for", "with") {
			p.wanted("'def', 'for' or 'with'", "after 'async'")
			return nil
		}
	}
	switch p.word() {
	case "if":
		return p.ifStatement(from)
	case "while":
		p.next()
		s := &whileStmt{test: p.namedExpr()}
		p.loops++
		s.body = p.block("after 'while'")
		p.loops--
		s.other = p.elseBlock()
		s.span = p.since(from)
		return s
	case "for":
		p.next()
		s := &forStmt{async: async}
		s.target = p.targetList()
		p.expect("in", "after the names of 'for'")
		s.iter = p.exprList()
		p.loops++
		s.body = p.block("after 'for'")
		p.loops--
		s.other = p.elseBlock()
		s.span = p.since(from)
		return s
	case "try":
		return p.tryStatement(from)
	case "with":
		return p.withStatement(from, async)
	case "def":
		return p.def(decorators, from, async)
	case "class":
		return p.class(decorators, from)
	}
	return nil
}

func (p *parser) elseBlock() []stmt {
	if p.accept("else") {
		return p.block("after 'else'")
	}
	return nil
}

func (p *parser) decorated() stmt {
	from := p.here()
	var list []expr
	for p.accept("@") {
		list = append(list, p.namedExpr())
		if p.tok().kind != tokNewline {
			p.wanted("the end of the line", "after a decorator")
			return nil
		}
		p.next()
	}
	if !p.isAny("def", "class", "async") {
		p.wanted("'def' or 'class'", "after a decorator")
		return nil
	}
	return p.compound(list, from)
}

// simpleLine reads `a; b; c` NEWLINE.
func (p *parser) simpleLine(out []stmt) []stmt {
	for {
		p.depth = 0
		s := p.simple()
		if p.bad {
			return out
		}
		out = append(out, s)
		semicolon := p.accept(";")
		if p.tok().kind == tokNewline {
			p.next()
			return out
		}
		if p.tok().kind == tokEOF {
			return out
		}
		if !semicolon {
			p.wanted("the end of the line", "")
			return out
		}
	}
}
