package pyconfig

import "strings"

func asInt(v value) (int64, bool) {
	switch v := v.(type) {
	case intValue:
		return int64(v), true
	case boolValue:
		if v {
			return 1, true
		}
		return 0, true
	}
	return 0, false
}

func asFloat(v value) (float64, bool) {
	if f, ok := v.(floatValue); ok {
		return float64(f), true
	}
	n, ok := asInt(v)
	return float64(n), ok
}

// isSetLike reports what the operators of sets work on.
func isSetLike(v value) bool {
	switch x := v.(type) {
	case *setValue:
		return true
	case *viewValue:
		return x.kind != "values"
	}
	return false
}

// binary is `x op y`.
func (in *interp) binary(op string, x, y val, at span) val {
	if l, ok := lazyOf(x, y); ok {
		return in.raise(at, "TypeError", "the operator "+op+" does not work on a lazy config value: "+l.path()+" was never assigned",
			"assign it first, or use "+l.path()+".extend(…) or .update(…)")
	}
	switch op {
	case "+":
		if v, ok := in.concat(x, y, at); ok {
			return v
		}
	case "*":
		if v, ok := in.repeat(x, y, at); ok {
			return v
		}
		if v, ok := in.repeat(y, x, at); ok {
			return v
		}
	case "%":
		if s, ok := x.v.(stringValue); ok {
			return in.percent(string(s), y, at)
		}
	case "|", "&", "-", "^":
		_, viewX := x.v.(*viewValue)
		_, viewY := y.v.(*viewValue)
		if isSetLike(x.v) && isSetLike(y.v) || (viewX && isSetLike(x.v) && !isUnknown(y.v)) || (viewY && isSetLike(y.v) && !isUnknown(x.v)) {
			return in.setOperator(op, x, y, at)
		}
		a, okA := x.v.(*dictValue)
		_, okB := y.v.(*dictValue)
		if op == "|" && okA && okB {
			out := in.copyDict(a)
			in.dictUpdate(out, y, at)
			return val{out, at}
		}
	case "/":
		_, isX := x.v.(*pathValue)
		_, isY := y.v.(*pathValue)
		_, _, okX := pathEnd(x.v)
		_, _, okY := pathEnd(y.v)
		if (isX || isY) && okX && okY {
			return in.pathCall(&call{at: at, args: []val{x, y}})
		}
	}
	if v, ok := in.operatorMethod(op, x, y, at); ok {
		return v
	}
	if isUnknown(x.v) || isUnknown(y.v) {
		return in.spread(at, x, y)
	}
	for _, v := range []val{x, y} {
		switch v.v.(type) {
		case *objectValue, *moduleValue, *classValue, *builtinValue:
			return in.unknown(at, "not-read", "an operation on an object", "what this operator gives on an object is not evaluated", "")
		}
	}
	a, okA := asInt(x.v)
	b, okB := asInt(y.v)
	if okA && okB {
		return in.intOperator(op, a, b, x, y, at)
	}
	f, okA := asFloat(x.v)
	g, okB := asFloat(y.v)
	if okA && okB {
		return in.floatOperator(op, f, g, at)
	}
	return in.operands(op, x, y, at)
}

func (in *interp) operands(op string, x, y val, at span) val {
	if n, ok := firstAsked(x, y); ok {
		in.vague++
		return val{&unknownValue{n}, at}
	}
	return in.raise(at, "TypeError", "the operator "+op+" does not work on "+article(typeName(x.v))+" and "+article(typeName(y.v)), "")
}

// firstAsked finds an environment variable that is not set among operands: then an error would come of the
// variable, not of the config.
func firstAsked(list ...val) (*cause, bool) {
	for _, v := range list {
		if n, ok := v.v.(noneValue); ok && n.asked != nil {
			return n.asked, true
		}
	}
	return nil, false
}

func lazyOf(list ...val) (*lazyValue, bool) {
	for _, v := range list {
		if l, ok := v.v.(*lazyValue); ok {
			return l, true
		}
	}
	return nil, false
}

// concat is + on strings, lists and tuples.
func (in *interp) concat(x, y val, at span) (val, bool) {
	switch a := x.v.(type) {
	case stringValue:
		if b, ok := y.v.(stringValue); ok {
			if !in.alloc(16+len(a)+len(b), at) {
				return in.nothing(at), true
			}
			return val{a + b, at}, true
		}
	case bytesValue:
		if b, ok := y.v.(bytesValue); ok {
			if !in.alloc(16+len(a)+len(b), at) {
				return in.nothing(at), true
			}
			return val{a + b, at}, true
		}
	case *listValue:
		if a.lost != nil {
			return val{&unknownValue{a.lost}, at}, true
		}
		switch b := y.v.(type) {
		case *listValue:
			if b.lost != nil {
				return in.newList(a.items[:len(a.items):len(a.items)], b.lost, at), true
			}
			if !in.alloc(32*(len(a.items)+len(b.items)), at) {
				return in.nothing(at), true
			}
			out := in.newList(append(append([]val(nil), a.items...), b.items...), joined(a.partial, b.partial), at)
			out.v.(*listValue).shuffled = firstCause(a.shuffled, b.shuffled)
			return out, true
		case *unknownValue, *objectValue:
			in.vague++
			return in.newList(append([]val(nil), a.items...), joined(a.partial, in.whyUnknown(y)), at), true
		}
	case *unknownValue, *objectValue:
		if b, ok := y.v.(*listValue); ok && isUnknown(a) {
			in.vague++
			return in.newList(append([]val(nil), b.items...), joined(in.whyUnknown(x), b.partial), at), true
		}
	case *tupleValue:
		if b, ok := y.v.(*tupleValue); ok {
			if !in.alloc(32*(len(a.items)+len(b.items)), at) {
				return in.nothing(at), true
			}
			return val{&tupleValue{items: append(append([]val(nil), a.items...), b.items...), partial: joined(a.partial, b.partial), shuffled: firstCause(a.shuffled, b.shuffled)}, at}, true
		}
	}
	return val{}, false
}

// repeat is x * n for strings, lists and tuples.
func (in *interp) repeat(x, n val, at span) (val, bool) {
	size := 0
	switch s := x.v.(type) {
	case stringValue:
		size = len(s)
	case bytesValue:
		size = len(s)
	case *listValue:
		size = 32 * len(s.items)
	case *tupleValue:
		size = 32 * len(s.items)
	default:
		return val{}, false
	}
	count, ok := asInt(n.v)
	if !ok {
		return val{}, false
	}
	count = max(count, 0)
	if size > 0 && count > int64(in.limits.Bytes)/int64(size) {
		in.stop("memory", at)
		return in.nothing(at), true
	}
	if size == 0 {
		count = min(count, 1)
	}
	if !in.alloc(48+size*int(count), at) || !in.step(size*int(count)/64, at) {
		return in.nothing(at), true
	}
	switch s := x.v.(type) {
	case stringValue:
		return val{stringValue(strings.Repeat(string(s), int(count))), at}, true
	case bytesValue:
		return val{bytesValue(strings.Repeat(string(s), int(count))), at}, true
	case *tupleValue:
		return val{&tupleValue{items: repeated(s.items, int(count)), partial: s.partial, shuffled: s.shuffled}, at}, true
	case *listValue:
		if s.lost != nil {
			return val{&unknownValue{s.lost}, at}, true
		}
		return val{&listValue{items: repeated(s.items, int(count)), partial: s.partial, shuffled: s.shuffled, born: len(in.doubt), made: in.steps}, at}, true
	}
	return val{}, false
}

func repeated(items []val, n int) []val {
	out := make([]val, 0, len(items)*n)
	for range n {
		out = append(out, items...)
	}
	return out
}

// keepsTheirs reports whether the intersection of x, of n members, and y, of m, keeps those of y where members are equal and not
// the same, as 0 and False. Counterpart: set_intersection and _PyDictView_Intersect, which walk the smaller one.
func keepsTheirs(x, y value, n, m int) bool {
	_, view := x.(*viewValue)
	switch y.(type) {
	case *setValue:
		return m < n || m == n && !view
	case *viewValue:
		return m <= n
	}
	return true
}

// setOperator is | & - ^ on sets.
func (in *interp) setOperator(op string, x, y val, at span) val {
	a, okA := in.asSet(x, at)
	b, okB := in.asSet(y, at)
	if !okA || !okB {
		return in.nothing(at)
	}
	if a.lost != nil {
		return val{&unknownValue{a.lost}, at}
	}
	out := &setValue{frozen: a.frozen, table: table{born: len(in.doubt)}}
	theirs := op == "&" && keepsTheirs(x.v, y.v, a.len(), b.len())
	for _, e := range a.entries {
		if e.gone || !in.step(1, at) {
			continue
		}
		its, both := b.find(e.k)
		if both && theirs {
			e = *its
		}
		switch {
		case op == "|", op == "&" && both, (op == "-" || op == "^") && !both && b.partial == nil && b.lost == nil:
			in.setAdd(out, e.key)
		case op != "&" && both:
		case op == "&" && b.partial == nil && b.lost == nil:
		default:
			// It may be among the other's members that are not known.
			in.lose(&out.partial, joined(b.partial, b.lost))
		}
	}
	if op == "|" || op == "^" {
		for _, e := range b.entries {
			_, both := a.find(e.k)
			switch {
			case e.gone || both:
			case op == "^" && a.partial != nil:
				in.lose(&out.partial, a.partial)
			default:
				in.setAdd(out, e.key)
			}
		}
		in.lose(&out.partial, joined(b.partial, b.lost))
	}
	in.lose(&out.partial, a.partial)
	return val{out, at}
}

func (in *interp) asSet(v val, at span) (*setValue, bool) {
	if s, ok := v.v.(*setValue); ok {
		return s, true
	}
	s := &setValue{table: table{born: len(in.doubt)}}
	in.setUpdate(s, v, at)
	return s, !in.halted()
}
