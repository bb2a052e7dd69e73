package pyconfig

// comprehension runs its clauses in a scope of its own. A generator looks at its first iterable at once, and runs the
// rest as its elements are asked for.
func (in *interp) comprehension(e *compExpr) val {
	first, ok := in.iterate(in.eval(e.clauses[0].iter), e.clauses[0].iter.at())
	if !ok {
		return in.nothing(e.span)
	}
	outer := in.scope
	if e.kind == '(' {
		scope := in.newScope(compScope, outer)
		fr := &frame{born: len(in.doubt), fn: in.frame.fn, self: in.frame.self}
		return in.newGenerator(scope, fr, func(g *generator) { in.clause(&collector{e: e, first: first, g: g}, 0) }, e.span)
	}
	in.scope = in.newScope(compScope, outer)
	defer func() { in.scope = outer }()
	c := &collector{e: e, first: first, list: &listValue{born: len(in.doubt), made: in.steps}, set: &setValue{table: table{born: len(in.doubt)}}, dict: in.newDict()}
	in.clause(c, 0)
	in.alloc(48, e.span)
	switch e.kind {
	case '{':
		return val{c.set, e.span}
	case ':':
		return val{c.dict, e.span}
	}
	return val{c.list, e.span}
}

type collector struct {
	e     *compExpr
	list  *listValue
	set   *setValue
	dict  *dictValue
	first *iterator // of the first clause
	g     *generator
}

func (in *interp) clause(c *collector, n int) {
	if in.halted() {
		return
	}
	if n == len(c.e.clauses) {
		in.collectElement(c)
		return
	}
	clause := c.e.clauses[n]
	it := c.first
	if n > 0 {
		var ok bool
		if it, ok = in.iterate(in.eval(clause.iter), clause.iter.at()); !ok {
			return
		}
	}
	if it.shuffled != nil && c.list != nil {
		c.list.shuffled = firstCause(c.list.shuffled, it.shuffled)
	}
	if it.shuffled != nil && c.g != nil {
		c.g.it.shuffled = firstCause(c.g.it.shuffled, it.shuffled)
	}
	if it.shuffled != nil && c.dict != nil {
		c.dict.shuffled = firstCause(c.dict.shuffled, it.shuffled)
	}
	for {
		v, more := it.next()
		if in.halted() || !more || !in.step(1, c.e.span) {
			break
		}
		in.assign(clause.target, v, clause.target.at())
		in.filtered(c, n, clause.ifs)
	}
	if why := it.rest(); why != nil && !in.halted() {
		in.doubtful(why, func() flow {
			in.assign(clause.target, val{&unknownValue{why}, clause.iter.at()}, clause.target.at())
			in.filtered(c, n, clause.ifs)
			return flow{}
		})
	}
}

// filtered goes on with the next clause when the conditions hold; under doubt when one is not known.
func (in *interp) filtered(c *collector, n int, ifs []expr) {
	if len(ifs) == 0 || in.halted() {
		in.clause(c, n+1)
		return
	}
	t, why := in.truth(in.eval(ifs[0]))
	switch t {
	case yes:
		in.filtered(c, n, ifs[1:])
	case perhaps:
		in.doubtful(why, func() flow { in.filtered(c, n, ifs[1:]); return flow{} })
	}
}

func (in *interp) collectElement(c *collector) {
	v := in.eval(c.e.elem)
	switch c.e.kind {
	case '(':
		in.handOut(c.g, v, c.e.span)
	case '{':
		in.setAdd(c.set, v)
	case ':':
		item := in.eval(c.e.item)
		if !in.halted() {
			in.dictSet(c.dict, v, item)
		}
	default:
		if !in.halted() {
			in.listAppend(c.list, v)
		}
	}
}
