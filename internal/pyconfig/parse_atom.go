package pyconfig

import (
	"rolecall.example/internal/diag"
	"rolecall.example/internal/limits"
)

// atom reads a name, a literal or something in brackets.
func (p *parser) atom() expr {
	t, at := p.tok(), p.here()
	switch t.kind {
	case tokName:
		p.next()
		return &nameExpr{at, p.text[t.start:t.end]}
	case tokNumber:
		p.next()
		return &constExpr{span: at, v: parseNumber(p.text[t.start:t.end])}
	case tokString:
		return p.strings()
	case tokKeyword:
		switch p.word() {
		case "None":
			p.next()
			return &constExpr{span: at, v: noneValue{}}
		case "True", "False":
			p.next()
			return &constExpr{span: at, v: boolValue(p.text[t.start:t.end] == "True")}
		}
	case tokOp:
		switch p.word() {
		case "(":
			return p.inBrackets(p.parens)
		case "[":
			return p.inBrackets(p.list)
		case "{":
			return p.inBrackets(p.braces)
		case "...":
			p.next()
			return &constExpr{span: at, v: &objectValue{name: "Ellipsis", known: true}}
		case "<":
			if hint := p.placeholder(int(t.start)); hint != "" && !p.bad {
				p.fail(p.angle(), "placeholder", "a placeholder of an example stands here", hint)
				return nil
			}
		}
	}
	p.wanted("a value", "")
	return nil
}

// angle is the span of `<name>`.
func (p *parser) angle() span {
	at := p.here()
	for i := int(at.start); i < len(p.text) && p.text[i] != '\n'; i++ {
		if p.text[i] == '>' {
			at.end = int32(i + 1)
			break
		}
	}
	return at
}

func (p *parser) inBrackets(read func(from span) expr) expr {
	if !p.deeper() {
		return nil
	}
	noIn := p.noIn
	p.noIn = false
	from := p.here()
	p.next()
	x := read(from)
	p.depth--
	p.noIn = noIn
	return x
}

func (p *parser) parens(from span) expr {
	if p.accept(")") {
		return &displayExpr{span: p.since(from), kind: '('}
	}
	if p.is("yield") {
		x := p.yield()
		p.expect(")", "after 'yield'")
		return x
	}
	first := p.element()
	if p.isAny("for", "async") {
		x := p.comprehension('(', from, first, nil)
		p.expect(")", "after the generator")
		x.span = p.since(from)
		return x
	}
	if !p.is(",") {
		switch x := first.(type) {
		case *walrusExpr:
			x.bracketed = true
		case *starExpr:
			p.fail(x.span, "syntax-error", "a star can't stand here", "put a comma behind it")
		}
		p.expect(")", "to close the bracket")
		return first
	}
	t := &displayExpr{kind: '(', elems: p.elements(first, ")")}
	t.span = p.since(from)
	p.joined(t.elems)
	return t
}

func (p *parser) list(from span) expr {
	if p.accept("]") {
		return &displayExpr{span: p.since(from), kind: '['}
	}
	first := p.element()
	if p.isAny("for", "async") {
		x := p.comprehension('[', from, first, nil)
		p.expect("]", "after the comprehension")
		x.span = p.since(from)
		return x
	}
	d := &displayExpr{kind: '[', elems: p.elements(first, "]")}
	d.span = p.since(from)
	p.joined(d.elems)
	return d
}

// elements reads the rest of a display after its first element, and its closing bracket.
func (p *parser) elements(first expr, end string) []expr {
	out := []expr{first}
	for p.accept(",") && !p.is(end) && !p.bad {
		out = append(out, p.element())
	}
	p.expect(end, "or a comma")
	return out
}

// braces reads a dict or a set.
func (p *parser) braces(from span) expr {
	if p.accept("}") {
		return &dictExpr{span: p.since(from)}
	}
	d := &dictExpr{}
	if p.accept("**") {
		d.keys, d.values = append(d.keys, nil), append(d.values, p.binary(precOr))
		return p.dictRest(d, from)
	}
	first := p.element()
	switch {
	case p.accept(":"):
		value := p.expressionOrPattern()
		if p.isAny("for", "async") {
			x := p.comprehension(':', from, first, value)
			p.expect("}", "after the comprehension")
			x.span = p.since(from)
			return x
		}
		d.keys, d.values = append(d.keys, first), append(d.values, value)
		p.joinedValue(value)
		return p.dictRest(d, from)
	case p.isAny("for", "async"):
		x := p.comprehension('{', from, first, nil)
		p.expect("}", "after the comprehension")
		x.span = p.since(from)
		return x
	}
	s := &displayExpr{kind: '{', elems: p.elements(first, "}")}
	s.span = p.since(from)
	p.joined(s.elems)
	return s
}

func (p *parser) dictRest(d *dictExpr, from span) expr {
	for p.accept(",") && !p.is("}") && !p.bad {
		if p.accept("**") {
			d.keys, d.values = append(d.keys, nil), append(d.values, p.binary(precOr))
			continue
		}
		key := p.expressionOrPattern()
		p.expect(":", "between a key and its value")
		value := p.expressionOrPattern()
		d.keys, d.values = append(d.keys, key), append(d.values, value)
		p.joinedValue(value)
	}
	p.expect("}", "or a comma")
	d.span = p.since(from)
	return d
}

// comprehension reads `for … in … if …` after its element.
func (p *parser) comprehension(kind byte, from span, elem, item expr) *compExpr {
	c := &compExpr{kind: kind, elem: elem, item: item}
	for p.isAny("for", "async") {
		var clause compClause
		clause.async = p.accept("async")
		p.expect("for", "after 'async'")
		clause.target = p.targetList()
		p.expect("in", "after the names of 'for'")
		p.iterable++
		clause.iter = p.disjunction()
		p.iterable--
		for p.accept("if") {
			if p.tok().kind == tokName && p.peek(":=") {
				clause.ifs = append(clause.ifs, p.namedExpr())
			} else {
				clause.ifs = append(clause.ifs, p.disjunction())
			}
		}
		if c.clauses = append(c.clauses, clause); len(c.clauses) > limits.PythonClauses {
			p.fail(p.since(from), "too-deep", "this comprehension has more than "+itoa(limits.PythonClauses)+" loops", "")
		}
	}
	c.span = p.since(from)
	if p.walruses != nil {
		p.checkWalruses(c)
	}
	return c
}

// checkWalruses reports a name that is given by `:=` inside a comprehension and can't be: that of one of its loops, or
// any where a class's body would take it. Counterpart: symtable_extend_namedexpr_scope.
func (p *parser) checkWalruses(c *compExpr) {
	inside := func(name string) (span, bool) {
		at, ok := p.walruses[walrus{name, p.function}]
		return span{p.file, at, at}, ok && at >= c.start
	}
	if at, ok := inside(""); ok && p.inClass == p.function+1 {
		p.fail(at, "syntax-error", "`:=` can't stand in a comprehension in a class's body", "write a loop")
	}
	b := &binder{names: map[string]bool{}}
	for _, clause := range c.clauses {
		b.target(clause.target)
	}
	for name := range b.names {
		if at, ok := inside(name); ok {
			p.fail(at, "syntax-error", "`:=` can't give "+name+", over which this comprehension walks", "take another name")
		}
	}
}

// joined advises about elements made of several strings that stand side by side: mostly a missing comma.
func (p *parser) joined(elems []expr) {
	for _, e := range elems {
		p.adviseJoined(e, false)
	}
}

func (p *parser) joinedValue(value expr) { p.adviseJoined(value, true) }

func (p *parser) adviseJoined(e expr, oneLine bool) {
	c, ok := e.(*constExpr)
	if !ok || p.bad || !c.tight || oneLine && !c.oneLine {
		return
	}
	p.rep.add(diag.Advice, c.span, "joined-strings",
		"strings that stand side by side without a comma are one string: "+quote(string(c.v.(stringValue))),
		"put a comma between them, or join them with + if one string is meant")
}
