package pyconfig

import (
	"rolecall.example/internal/limits"
	"rolecall.example/internal/settings"
)

// tri is a truth value that may not be known.
type tri uint8

const (
	no tri = iota
	yes
	perhaps
)

func triOf(b bool) tri {
	if b {
		return yes
	}
	return no
}

// eval computes an expression.
func (in *interp) eval(e expr) val {
	if e == nil || in.halted() {
		return val{v: silent}
	}
	if !in.step(1, e.at()) {
		return in.nothing(e.at())
	}
	if in.frames++; in.frames > limits.PythonFrames {
		in.stop("depth", e.at())
		in.frames--
		return in.nothing(e.at())
	}
	v := in.expression(e)
	in.frames--
	if in.halted() {
		if in.exc != nil {
			in.exc.tell(e.at())
		}
		return in.nothing(e.at())
	}
	return v
}

func (in *interp) expression(e expr) val {
	switch e := e.(type) {
	case *constExpr:
		if _, ok := e.v.(*unknownValue); ok {
			in.vague++
		}
		return val{e.v, e.span}
	case *nameExpr:
		v := in.lookup(e.id, e.span)
		if u, ok := v.v.(*unknownValue); ok && u.why.at == (span{}) && !u.why.said {
			v.at = e.span
		}
		return v
	case *formatExpr:
		return in.formatted(e)
	case *displayExpr:
		return in.display(e)
	case *dictExpr:
		return in.dict(e)
	case *attrExpr:
		return in.attribute(in.eval(e.x), e.name, e.span)
	case *indexExpr:
		x := in.eval(e.x)
		i := in.eval(e.index)
		if in.halted() {
			return x
		}
		return in.item(x, i, e.span)
	case *sliceExpr:
		s := &sliceValue{in.none(e.span), in.none(e.span), in.none(e.span)}
		if e.low != nil {
			s.low = in.eval(e.low)
		}
		if e.high != nil {
			s.high = in.eval(e.high)
		}
		if e.step != nil {
			s.step = in.eval(e.step)
		}
		return val{s, e.span}
	case *callExpr:
		return in.callExpression(e)
	case *unaryExpr:
		return in.unary(e)
	case *binaryExpr:
		x := in.eval(e.x)
		y := in.eval(e.y)
		if in.halted() {
			return x
		}
		return in.binary(e.op, x, y, e.span)
	case *compareExpr:
		return in.compareChain(e)
	case *logicExpr:
		return in.logic(e)
	case *condExpr:
		t, why := in.truth(in.eval(e.test))
		if in.halted() {
			return in.nothing(e.span)
		}
		switch t {
		case yes:
			return in.eval(e.then)
		case no:
			return in.eval(e.other)
		}
		in.doubtful(why, func() flow { in.eval(e.then); return flow{} })
		in.doubtful(why, func() flow { in.eval(e.other); return flow{} })
		return val{&unknownValue{why}, e.span}
	case *lambdaExpr:
		f := &funcValue{name: "<lambda>", params: e.params, result: e.body, scope: in.scope}
		f.defaults = in.defaults(e.params)
		return val{f, e.span}
	case *compExpr:
		return in.comprehension(e)
	case *walrusExpr:
		v := in.eval(e.value)
		if !in.halted() {
			s := in.scope
			for in.scope.kind == compScope && in.scope.parent != nil {
				in.scope = in.scope.parent
			}
			in.bind(e.name.id, v)
			in.scope = s
		}
		return v
	case *awaitExpr:
		in.eval(e.x)
		return in.unknown(e.span, "await", "the result of an await", "what `await` gives here is not known", "")
	case *yieldExpr:
		return in.yield(e)
	case *starExpr:
		return in.raise(e.span, "TypeError", "a star can't stand here", "")
	}
	return in.unknown(e.at(), "not-read", "an expression that is not read", "this expression is not evaluated", "")
}

// truth is bool(v); why is set when it is not known.
func (in *interp) truth(v val) (t tri, why *cause) {
	switch x := v.v.(type) {
	case noneValue:
		return no, nil
	case boolValue:
		return triOf(bool(x)), nil
	case intValue:
		return triOf(x != 0), nil
	case floatValue:
		return triOf(x != 0), nil
	case stringValue:
		return triOf(x != ""), nil
	case bytesValue:
		return triOf(x != ""), nil
	case *listValue:
		return sized(len(x.items), x.partial, x.lost)
	case *tupleValue:
		return sized(len(x.items), x.partial, nil)
	case *setValue:
		return sized(x.len(), x.partial, x.lost)
	case *dictValue:
		return sized(x.len(), x.partial, x.lost)
	case *viewValue:
		return sized(x.d.len(), x.d.partial, x.d.lost)
	case *rangeValue:
		return triOf(x.len() > 0), nil
	case *unknownValue:
		return perhaps, x.why
	case *objectValue:
		if x.known {
			return yes, nil
		}
		return perhaps, &cause{at: v.at, ask: &ask{kind: settings.AskValue, name: x.name, at: v.at}, id: "imported-value", why: "the value of " + x.name + ", which is imported",
			message: "the value of " + x.name + " is imported and not known", hint: "write the value itself to have it read"}
	case *sectionValue:
		return triOf(len(x.order) > 0), nil
	case *instanceValue:
		for _, name := range []string{"__bool__", "__len__"} {
			if t, why, ok := in.specialTruth(v, name); ok {
				return t, why
			}
			if x.class.opaque {
				return perhaps, &cause{at: v.at, id: "truth-of-object", why: "the truth of an object", message: "whether this object counts as true is not known"}
			}
		}
	}
	return yes, nil
}

func sized(n int, partial, lost *cause) (tri, *cause) {
	switch {
	case lost != nil:
		return perhaps, lost
	case n > 0:
		return yes, nil
	case partial != nil:
		return perhaps, partial
	}
	return no, nil
}

func (in *interp) logic(e *logicExpr) val {
	var v val
	for i, x := range e.elems {
		v = in.eval(x)
		if in.halted() {
			return v
		}
		t, why := in.truth(v)
		if t == perhaps && i < len(e.elems)-1 {
			// The rest may run. `unknown or x` is one of several values: unknown.
			in.doubtful(why, func() flow {
				for _, rest := range e.elems[i+1:] {
					in.eval(rest)
				}
				return flow{}
			})
			return val{&unknownValue{why}, e.span}
		}
		if t == yes && e.op == "or" || t == no && e.op == "and" {
			return v
		}
	}
	return v
}

func (in *interp) unary(e *unaryExpr) val {
	v := in.eval(e.x)
	if in.halted() {
		return v
	}
	if e.op == "not" {
		t, why := in.truth(v)
		if t == perhaps {
			return val{&unknownValue{why}, e.span}
		}
		return val{boolValue(t == no), e.span}
	}
	n, isInt := asInt(v.v)
	switch f, isFloat := v.v.(floatValue); {
	case isUnknown(v.v):
		return in.spread(e.span, v)
	case isInt && e.op == "-" && n != -n:
		return val{intValue(-n), e.span}
	case isInt && e.op == "-":
		if n == 0 {
			return val{intValue(0), e.span}
		}
		return val{&unknownValue{bigNumber}, e.span}
	case isInt && e.op == "~":
		return val{intValue(^n), e.span}
	case isInt:
		return val{intValue(n), e.span}
	case isFloat && e.op == "-":
		return val{-f, e.span}
	case isFloat && e.op == "+":
		return val{f, e.span}
	}
	if inst, ok := v.v.(*instanceValue); ok {
		if made, ok := in.special(v, map[string]string{"-": "__neg__", "+": "__pos__", "~": "__invert__"}[e.op]); ok {
			return made
		}
		if inst.class.opaque {
			return in.spread(e.span, v)
		}
	}
	return in.raise(e.span, "TypeError", "the operator "+e.op+" does not work on "+article(typeName(v.v)), "")
}

// display makes a list, tuple or set.
func (in *interp) display(e *displayExpr) val {
	if e.kind == '{' {
		return in.setDisplay(e)
	}
	items, partial, order := in.elements(e.elems, e.span)
	if e.kind == '(' {
		return val{&tupleValue{items: items, partial: partial, shuffled: order}, e.span}
	}
	return val{&listValue{items: items, partial: partial, shuffled: order, born: len(in.doubt), made: in.steps}, e.span}
}

func (in *interp) elements(elems []expr, at span) (items []val, partial, order *cause) {
	items = make([]val, 0, len(elems))
	for _, x := range elems {
		if star, ok := x.(*starExpr); ok {
			more, why, _ := in.drain(in.eval(star.x), star.span)
			items = append(items, more...)
			order = firstCause(order, in.mixed)
			partial = joined(partial, why)
		} else {
			items = append(items, in.eval(x))
		}
		if in.halted() {
			return nil, nil, nil
		}
	}
	in.alloc(48+32*len(items), at)
	return items, partial, order
}

func (in *interp) newDict() *dictValue { return &dictValue{table: table{born: len(in.doubt)}} }

func (in *interp) newList(items []val, partial *cause, at span) val {
	in.alloc(48+32*len(items), at)
	return val{&listValue{items: items, partial: partial, born: len(in.doubt), made: in.steps}, at}
}

// inOrder notes in a list that was made of what was drained that its order is not known.
func (in *interp) inOrder(v val) val {
	if l, ok := v.v.(*listValue); ok {
		l.shuffled = in.mixed
	}
	return v
}

func isUnknown(v value) bool {
	switch v := v.(type) {
	case *unknownValue:
		return true
	case *objectValue:
		return !v.known
	}
	return false
}

// spread is the unknown that comes of an operation on something unknown.
func (in *interp) spread(at span, from ...val) val {
	in.vague++
	var why *cause
	for _, v := range from {
		why = joined(why, in.whyUnknown(v))
	}
	if why != nil {
		return val{&unknownValue{why}, at}
	}
	return in.unknown(at, "not-read", "an operation that is not read", "this is not evaluated", "")
}

// whyUnknown is the cause of an unknown, an imported object, or a container that is not fully known.
func (in *interp) whyUnknown(v val) *cause {
	switch x := v.v.(type) {
	case *unknownValue:
		return x.why
	case *objectValue:
		_, why := in.truth(val{&objectValue{name: x.name}, v.at})
		return why
	case *listValue:
		return joined(x.lost, x.partial)
	case *tupleValue:
		return x.partial
	case *setValue:
		return joined(x.lost, x.partial)
	case *dictValue:
		return joined(x.lost, x.partial)
	case *viewValue:
		return joined(x.d.lost, x.d.partial)
	}
	return nil
}

func typeName(v value) string {
	if v == nil {
		return "object"
	}
	return v.typeName()
}

// article puts a or an before a type's name.
func article(name string) string {
	if name != "" && (name[0] == 'a' || name[0] == 'e' || name[0] == 'i' || name[0] == 'o') {
		return "an " + name
	}
	return "a " + name
}
