package pyconfig

// with runs a block with its items entered. Files close themselves, and what other context managers do at the
// end is not known; none of them is taken to swallow exceptions, but contextlib.suppress.
func (in *interp) with(s *withStmt) flow {
	suppress := false
	for _, item := range s.items {
		v := in.eval(item.x)
		if in.halted() {
			return flow{}
		}
		entered := v
		switch x := v.v.(type) {
		case *fileValue, *unknownValue:
		case *objectValue:
			suppress = suppress || x.name == "contextlib.suppress()"
			if !x.known {
				entered = in.spread(item.x.at(), v)
			}
		case *instanceValue:
			if m, ok := in.classAttr(x.class, "__enter__"); ok {
				entered = in.call(val{&methodValue{self: v, name: "__enter__", fn: m.v}, v.at}, &call{at: v.at})
			} else {
				entered = in.unknown(item.x.at(), "not-read", "what a context manager gives", "what this context manager gives is not known", "")
			}
		case *pathValue:
		case noneValue:
			if x.asked == nil {
				in.raise(item.x.at(), "TypeError", "None is no context manager", "")
			}
		}
		if item.target != nil && !in.halted() {
			in.assign(item.target, entered, item.target.at())
		}
	}
	out := in.block(s.body)
	if suppress && in.stopped == "" {
		in.exc = nil
	}
	return out
}

// matchStatement runs the case that fits. Where that is not known, all later cases run under doubt.
func (in *interp) matchStatement(s *matchStmt) flow {
	subject := in.eval(s.subject)
	if in.halted() {
		return flow{}
	}
	return in.matchFrom(s.cases, subject, s.span)
}

func (in *interp) matchFrom(cases []matchCase, subject val, at span) flow {
	for i, c := range cases {
		t := in.fitsPattern(c.pattern, subject, 0)
		if in.halted() {
			return flow{}
		}
		why := in.whyUnknown(subject)
		if t == yes && c.guard != nil {
			var w *cause
			t, w = in.truth(in.eval(c.guard))
			why = firstCause(w, why)
		}
		if why == nil {
			why = &cause{at: c.at, id: "match-case", why: "whether a case fits", message: "whether this case fits is not known"}
		}
		switch t {
		case yes:
			return in.block(c.body)
		case perhaps:
			a := in.doubtful(why, func() flow { return in.block(c.body) })
			b := in.doubtful(why, func() flow { return in.matchFrom(cases[i+1:], subject, at) })
			return either(a, b, why)
		}
	}
	return flow{}
}

// fitsPattern matches a value and binds what the pattern captures.
func (in *interp) fitsPattern(p expr, v val, depth int) tri {
	if !in.step(1, p.at()) {
		return no
	}
	switch t := p.(type) {
	case *nameExpr:
		if t.id != "_" {
			in.bind(t.id, v)
		}
		return yes
	case *asExpr:
		fit := in.fitsPattern(t.x, v, depth+1)
		if fit != no {
			in.bind(t.name, v)
		}
		return fit
	case *callExpr:
		if len(t.args) == 0 {
			return in.instanceOf(v, in.eval(t.fn))
		}
	case *constExpr, *attrExpr, *unaryExpr, *formatExpr:
		return in.equal(v, in.eval(p), 0)
	case *binaryExpr:
		if t.op != "|" {
			return in.equal(v, in.eval(p), 0)
		}
		first := in.fitsPattern(t.x, v, depth+1)
		if first == yes {
			return yes
		}
		second := in.fitsPattern(t.y, v, depth+1)
		if first == perhaps && second == no {
			return perhaps
		}
		return second
	case *displayExpr:
		return in.fitsSequence(t, v, depth)
	case *dictExpr:
		d, ok := v.v.(*dictValue)
		if !ok {
			if isUnknown(v.v) {
				return in.perhapsAll(p)
			}
			return no
		}
		if d.partial != nil || d.lost != nil {
			return in.perhapsAll(p)
		}
		out := yes
		for i, k := range t.keys {
			if k == nil {
				return in.perhapsAll(p)
			}
			id, problem := keyOf(in.eval(k).v)
			e, has := d.find(id)
			if problem != "" || !has {
				return no
			}
			switch in.fitsPattern(t.values[i], e.v, depth+1) {
			case no:
				return no
			case perhaps:
				out = perhaps
			}
		}
		return out
	}
	return in.perhapsAll(p)
}

func (in *interp) fitsSequence(t *displayExpr, v val, depth int) tri {
	var items []val
	switch x := v.v.(type) {
	case *listValue:
		if x.partial != nil || x.lost != nil {
			return in.perhapsAll(t)
		}
		items = x.items
	case *tupleValue:
		if x.partial != nil {
			return in.perhapsAll(t)
		}
		items = x.items
	default:
		if isUnknown(v.v) {
			return in.perhapsAll(t)
		}
		return no
	}
	out := yes
	for i, e := range t.elems {
		if _, ok := e.(*starExpr); ok {
			return in.perhapsAll(t)
		}
		if i >= len(items) {
			return no
		}
		switch in.fitsPattern(e, items[i], depth+1) {
		case no:
			return no
		case perhaps:
			out = perhaps
		}
	}
	if len(items) != len(t.elems) {
		return no
	}
	return out
}

// perhapsAll binds all captures of a pattern to unknowns.
func (in *interp) perhapsAll(p expr) tri {
	b := &binder{names: map[string]bool{}}
	b.patternNames(p)
	for name := range b.names {
		if name != "_" {
			in.bind(name, in.unknown(p.at(), "match-case", "what a case captures", "what this case captures is not known", ""))
		}
	}
	return perhaps
}
