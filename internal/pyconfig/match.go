package pyconfig

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
		in.captured = in.captured[:0]
		t, why := in.fitsPattern(c.pattern, subject)
		if in.halted() {
			return flow{}
		}
		if t != no {
			for _, k := range in.captured {
				in.bind(k.name, k.v)
			}
		}
		if t != no && c.guard != nil {
			guard, w := in.truth(in.eval(c.guard))
			if guard != yes {
				t, why = guard, joined(why, w)
			}
		}
		switch t {
		case yes:
			return in.block(c.body)
		case perhaps:
			if why == nil {
				why = firstCause(in.whyUnknown(subject), &cause{at: c.at, id: "match-case", why: "whether a case fits", message: "whether this case fits is not known"})
			}
			a := in.doubtful(why, func() flow { return in.block(c.body) })
			b := in.doubtful(why, func() flow { return in.matchFrom(cases[i+1:], subject, at) })
			return either(a, b, why)
		}
	}
	return flow{}
}

// fitsPattern matches a value and captures what the pattern captures. why may tell why it is not known.
func (in *interp) fitsPattern(p expr, v val) (tri, *cause) {
	if !in.step(1, p.at()) {
		return no, nil
	}
	switch t := p.(type) {
	case *nameExpr:
		if t.id != "_" {
			in.capture(t.id, v)
		}
		return yes, nil
	case *asExpr:
		fit, why := in.fitsPattern(t.x, v)
		if fit != no {
			in.capture(t.name, v)
		}
		return fit, why
	case *constExpr:
		switch t.v.(type) {
		case noneValue, boolValue:
			return in.identical(v, val{t.v, t.span}), nil
		}
		return in.equal(v, in.eval(p), 0), nil
	case *attrExpr, *unaryExpr, *formatExpr:
		return in.equal(v, in.eval(p), 0), nil
	case *binaryExpr:
		if t.op != "|" {
			return in.equal(v, in.eval(p), 0), nil
		}
		first, why := in.fitsPattern(t.x, v)
		if first != no {
			return first, why
		}
		return in.fitsPattern(t.y, v)
	case *callExpr:
		return in.fitsClass(t, v)
	case *displayExpr:
		return in.fitsSequence(t, v)
	case *dictExpr:
		return in.fitsMapping(t, v)
	}
	return in.perhapsAll(p), nil
}

// fitsClass is `Class(pattern, name=pattern)`.
func (in *interp) fitsClass(t *callExpr, v val) (tri, *cause) {
	class := in.eval(t.fn)
	fit := in.instanceOf(v, class)
	if fit != yes || in.halted() {
		if fit == perhaps {
			in.perhapsAll(t)
		}
		return fit, nil
	}
	out, why := yes, (*cause)(nil)
	for i, a := range t.args {
		part := v
		name := a.name
		if name == "" {
			if _, builtin := class.v.(*builtinValue); !builtin {
				names, ok := in.classAttr(class.v.(*classValue), "__match_args__")
				list, isTuple := names.v.(*tupleValue)
				if !ok || !isTuple || i >= len(list.items) {
					return in.perhapsAll(t), nil
				}
				s, _ := list.items[i].v.(stringValue)
				name = string(s)
			}
		}
		if name != "" {
			exc := in.exc
			part = in.attribute(v, name, a.at)
			if in.exc != nil && in.stopped == "" {
				in.exc = exc
				return no, nil
			}
		}
		one, w := in.fitsPattern(a.x, part)
		if one == no {
			return no, nil
		}
		if one == perhaps {
			out, why = perhaps, joined(why, w, in.whyUnknown(part))
		}
	}
	return out, why
}

func (in *interp) fitsMapping(t *dictExpr, v val) (tri, *cause) {
	d, ok := v.v.(*dictValue)
	if !ok {
		if inst, ok := v.v.(*instanceValue); isUnknown(v.v) || ok && inst.class.opaque {
			return in.perhapsAll(t), nil
		}
		return no, nil
	}
	if d.partial != nil || d.lost != nil {
		return in.perhapsAll(t), nil
	}
	out, why := yes, (*cause)(nil)
	rest := in.copyDict(d)
	for i, k := range t.keys {
		if k == nil {
			if n, ok := t.values[i].(*nameExpr); ok {
				in.capture(n.id, val{rest, v.at})
			}
			continue
		}
		id, problem := in.keyOf(in.eval(k).v)
		e, has := d.find(id)
		if problem != "" {
			return in.perhapsAll(t), nil
		}
		if !has {
			return no, nil
		}
		rest.remove(id)
		one, w := in.fitsPattern(t.values[i], e.v)
		if one == no {
			return no, nil
		}
		if one == perhaps {
			out, why = perhaps, joined(why, w, in.whyUnknown(e.v))
		}
	}
	return out, why
}

func (in *interp) fitsSequence(t *displayExpr, v val) (tri, *cause) {
	var items []val
	switch x := v.v.(type) {
	case *listValue:
		if x.partial != nil || x.lost != nil {
			return in.perhapsAll(t), nil
		}
		items = x.items
	case *tupleValue:
		if x.partial != nil {
			return in.perhapsAll(t), nil
		}
		items = x.items
	case *rangeValue:
		return in.perhapsAll(t), nil
	default:
		if inst, ok := v.v.(*instanceValue); isUnknown(v.v) || ok && inst.class.opaque {
			return in.perhapsAll(t), nil
		}
		return no, nil
	}
	star := -1
	for i, e := range t.elems {
		if _, ok := e.(*starExpr); ok {
			star = i
		}
	}
	n := len(t.elems)
	if star < 0 && len(items) != n || len(items) < n-1 {
		return no, nil
	}
	out, why := yes, (*cause)(nil)
	for i, e := range t.elems {
		at := i
		if star >= 0 && i > star {
			at = len(items) - (n - i)
		}
		if i == star {
			s := e.(*starExpr)
			if name, ok := s.x.(*nameExpr); ok && name.id != "_" {
				in.capture(name.id, in.newList(append([]val(nil), items[star:len(items)-(n-1-star)]...), nil, v.at))
			}
			continue
		}
		one, w := in.fitsPattern(e, items[at])
		if one == no {
			return no, nil
		}
		if one == perhaps {
			out, why = perhaps, joined(why, w, in.whyUnknown(items[at]))
		}
	}
	return out, why
}

// perhapsAll binds all captures of a pattern to unknowns.
func (in *interp) perhapsAll(p expr) tri {
	b := &binder{names: map[string]bool{}}
	b.patternNames(p)
	for name := range b.names {
		if name != "_" {
			in.capture(name, in.unknown(p.at(), "match-case", "what a case captures", "what this case captures is not known", ""))
		}
	}
	return perhaps
}

// capture keeps what a pattern names until the whole of it fits.
func (in *interp) capture(name string, v val) { in.captured = append(in.captured, keyword{name, v}) }
