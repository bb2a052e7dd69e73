package pyconfig

import "strings"

// exprList reads `a, *b, c`: a tuple when there is a comma.
func (p *parser) exprList() expr {
	from := p.here()
	if p.is("yield") {
		return p.yield()
	}
	first := p.element()
	if !p.is(",") {
		return first
	}
	t := &displayExpr{kind: '(', elems: []expr{first}}
	for p.accept(",") && p.beginsExpr() {
		t.elems = append(t.elems, p.element())
	}
	t.span = p.since(from)
	return t
}

// targetList reads the names of a `for` or `del`.
func (p *parser) targetList() expr {
	noIn := p.noIn
	p.noIn = true
	x := p.exprList()
	p.noIn = noIn
	p.checkTarget(x, "=")
	return x
}

func (p *parser) starTarget() expr {
	x := p.element()
	p.checkTarget(x, "=")
	return x
}

// beginsExpr reports whether an expression can begin at the token at hand.
func (p *parser) beginsExpr() bool {
	t := p.tok()
	switch t.kind {
	case tokName, tokNumber, tokString:
		return true
	case tokKeyword:
		return p.isAny("None", "True", "False", "not", "lambda", "await", "yield")
	case tokOp:
		return p.isAny("(", "[", "{", "-", "+", "~", "...", "*", "<")
	}
	return t.kind == tokError && !p.bad
}

// element reads one element of a list: a starred or named expression, or in a pattern `x as name`.
func (p *parser) element() expr {
	from := p.here()
	if p.is("*") {
		p.next()
		if !p.deeper() {
			return nil
		}
		x := p.binary(precOr)
		p.depth--
		return &starExpr{p.since(from), x}
	}
	x := p.namedExpr()
	if p.pattern && p.accept("as") {
		name := p.identifier("a name")
		return &asExpr{p.since(from), x, name}
	}
	return x
}

// namedExpr reads `name := value` or an expression.
func (p *parser) namedExpr() expr {
	if p.tok().kind == tokName && p.peek(":=") {
		n := &nameExpr{p.here(), p.word()}
		if p.iterable > 0 {
			p.fail(n.span, "syntax-error", "`:=` can't stand in what a comprehension walks", "assign the name above")
		}
		if p.walruses == nil {
			p.walruses = map[walrus]int32{}
		}
		p.walruses[walrus{n.id, p.function}] = n.start
		p.walruses[walrus{"", p.function}] = n.start
		p.next()
		p.next()
		x := p.expression()
		return &walrusExpr{span: p.since(n.span), name: n, value: x}
	}
	return p.expression()
}

// expression reads a lambda or a conditional expression.
func (p *parser) expression() expr {
	if !p.deeper() {
		return nil
	}
	var x expr
	if p.alone() {
		x = p.atom()
	} else {
		x = p.conditional()
	}
	p.depth--
	return x
}

// alone reports whether the token at hand is all of an expression: a name or a literal that something ends at once.
func (p *parser) alone() bool {
	t := p.tok()
	if t.kind != tokName && t.kind != tokNumber && t.kind != tokString {
		return false
	}
	end := p.tokens[p.i+1]
	return end.kind == tokNewline || end.kind == tokOp && end.end-end.start == 1 && strings.IndexByte(",)]}:=", p.text[end.start]) >= 0
}

func (p *parser) conditional() expr {
	from := p.here()
	if p.accept("lambda") {
		noIn := p.noIn
		l := &lambdaExpr{params: p.parameters(":", false)}
		p.expect(":", "after the parameters of 'lambda'")
		yields := p.yields
		p.function++
		l.body = p.expression()
		p.function--
		p.yields, p.noIn = yields, noIn
		l.span = p.since(from)
		return l
	}
	x := p.disjunction()
	if p.noIn || p.pattern || !p.is("if") {
		return x
	}
	p.next()
	test := p.disjunction()
	p.expect("else", "in a conditional expression")
	other := p.expression()
	return &condExpr{p.since(from), test, x, other}
}

func (p *parser) disjunction() expr {
	return p.logic("or", func() expr { return p.logic("and", p.inversion) })
}

func (p *parser) logic(op string, operand func() expr) expr {
	from := p.here()
	first := operand()
	if !p.is(op) {
		return first
	}
	l := &logicExpr{op: op, elems: []expr{first}}
	for p.accept(op) {
		l.elems = append(l.elems, operand())
	}
	l.span = p.since(from)
	return l
}

func (p *parser) inversion() expr {
	from := p.here()
	if p.accept("not") {
		if !p.deeper() {
			return nil
		}
		x := p.inversion()
		p.depth--
		return &unaryExpr{p.since(from), "not", x}
	}
	return p.comparison()
}

func (p *parser) comparison() expr {
	from := p.here()
	first := p.binary(precOr)
	op := p.compareOp()
	if op == "" {
		return first
	}
	c := &compareExpr{first: first}
	for ; op != ""; op = p.compareOp() {
		c.ops = append(c.ops, op)
		c.rest = append(c.rest, p.binary(precOr))
	}
	c.span = p.since(from)
	return c
}

// compareOp consumes a comparison operator; "" when none is at hand.
func (p *parser) compareOp() string {
	switch w := p.word(); {
	case p.tok().kind == tokOp:
		switch w {
		case "<", ">", "==", ">=", "<=", "!=":
			p.next()
			return w
		}
	case p.is("in") && !p.noIn:
		p.next()
		return "in"
	case p.is("not") && p.peek("in"):
		p.next()
		p.next()
		return "not in"
	case p.is("is"):
		p.next()
		if p.accept("not") {
			return "is not"
		}
		return "is"
	}
	return ""
}

// Precedences of binary operators, loosest first.
const (
	precOr = iota + 1
	precXor
	precAnd
	precShift
	precSum
	precProduct
	precUnary
)

func precedence(op string) int {
	switch op {
	case "|":
		return precOr
	case "^":
		return precXor
	case "&":
		return precAnd
	case "<<", ">>":
		return precShift
	case "+", "-":
		return precSum
	case "*", "/", "//", "%", "@":
		return precProduct
	}
	return 0
}

// binary reads operators that bind at least as tight as lowest, left to right.
func (p *parser) binary(lowest int) expr {
	from := p.here()
	x := p.unary()
	depth := p.depth
	for p.tok().kind == tokOp {
		op := p.word()
		prec := precedence(op)
		if prec == 0 || prec < lowest || !p.deeper() {
			break
		}
		p.next()
		y := p.binary(prec + 1)
		x = &binaryExpr{p.since(from), op, x, y}
	}
	p.depth = depth
	return x
}

func (p *parser) unary() expr {
	from := p.here()
	if p.tok().kind == tokOp && p.isAny("-", "+", "~") {
		op := p.word()
		p.next()
		if !p.deeper() {
			return nil
		}
		x := p.unary()
		p.depth--
		return &unaryExpr{p.since(from), op, x}
	}
	return p.power()
}

func (p *parser) power() expr {
	from := p.here()
	var x expr
	if p.is("await") && !p.async && p.function == 0 {
		p.fail(p.here(), "syntax-error", "`await` stands outside a function", "")
	}
	if p.accept("await") {
		x = &awaitExpr{x: p.primary()}
		x.(*awaitExpr).span = p.since(from)
	} else {
		x = p.primary()
	}
	if p.accept("**") {
		if !p.deeper() {
			return nil
		}
		y := p.unary()
		p.depth--
		return &binaryExpr{p.since(from), "**", x, y}
	}
	return x
}

// primary reads an atom and its attributes, calls and subscripts.
func (p *parser) primary() expr {
	from := p.here()
	x := p.atom()
	depth := p.depth
	defer func() { p.depth = depth }()
	for p.tok().kind == tokOp {
		switch p.word() {
		case ".":
			if !p.deeper() {
				return x
			}
			p.next()
			name := p.identifier("a name")
			x = &attrExpr{p.since(from), x, name}
		case "(":
			if !p.deeper() {
				return x
			}
			p.next()
			args := p.arguments()
			x = &callExpr{p.since(from), x, args}
		case "[":
			if !p.deeper() {
				return x
			}
			p.next()
			i := p.subscript()
			p.expect("]", "after the subscript")
			x = &indexExpr{p.since(from), x, i}
		default:
			return x
		}
	}
	return x
}

// arguments reads those of a call up to and with its ')'.
func (p *parser) arguments() []argument {
	noIn, pattern := p.noIn, p.pattern
	p.noIn = false
	defer func() { p.noIn, p.pattern = noIn, pattern }()
	var out []argument
	var named map[string]bool
	for !p.bad && !p.is(")") {
		a := argument{at: p.here()}
		switch {
		case p.accept("**"):
			a.star = 2
			a.x = p.expression()
		case p.accept("*"):
			a.star = 1
			a.x = p.expression()
		case p.tok().kind == tokName && p.peek("="):
			a.name = p.word()
			if named[a.name] {
				p.fail(a.at, "syntax-error", "the argument "+a.name+" is given twice", "")
			}
			if named == nil {
				named = map[string]bool{}
			}
			named[a.name] = true
			p.next()
			p.next()
			a.x = p.expressionOrPattern()
		default:
			if len(named) > 0 && !pattern {
				p.fail(a.at, "syntax-error", "a plain argument stands behind one with a name", "put it first, or give it a name")
			}
			a.x = p.element()
			if p.isAny("for", "async") {
				a.x = p.comprehension('(', a.at, a.x, nil)
			}
		}
		a.at = p.since(a.at)
		out = append(out, a)
		if !p.accept(",") {
			break
		}
	}
	p.expect(")", "after the arguments")
	return out
}

func (p *parser) expressionOrPattern() expr {
	if p.pattern {
		return p.element()
	}
	return p.expression()
}

// subscript reads what stands in `x[…]`: an expression, a slice, or several with commas.
func (p *parser) subscript() expr {
	noIn := p.noIn
	p.noIn = false
	defer func() { p.noIn = noIn }()
	from := p.here()
	one := func() expr {
		from := p.here()
		var s sliceExpr
		if !p.is(":") {
			x := p.element()
			if !p.is(":") {
				return x
			}
			s.low = x
		}
		p.expect(":", "")
		if !p.isAny(":", "]", ",") {
			s.high = p.expression()
		}
		if p.accept(":") && !p.isAny("]", ",") {
			s.step = p.expression()
		}
		s.span = p.since(from)
		return &s
	}
	first := one()
	if !p.is(",") {
		return first
	}
	t := &displayExpr{kind: '(', elems: []expr{first}}
	for p.accept(",") && !p.is("]") && !p.bad {
		t.elems = append(t.elems, one())
	}
	t.span = p.since(from)
	return t
}

func (p *parser) yield() expr {
	if p.function == 0 {
		p.fail(p.here(), "syntax-error", "`yield` stands outside a function", "")
		return nil
	}
	from := p.here()
	p.next()
	p.yields = true
	y := &yieldExpr{}
	if p.accept("from") {
		y.from = true
		y.x = p.expression()
	} else if p.beginsExpr() {
		y.x = p.exprList()
	}
	y.span = p.since(from)
	return y
}
