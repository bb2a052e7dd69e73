package pyconfig

import "strings"

func (in *interp) compareChain(e *compareExpr) val {
	x := in.eval(e.first)
	var last val
	for i, op := range e.ops {
		y := in.eval(e.rest[i])
		if in.halted() {
			return x
		}
		last = in.compare(op, x, y, e.span)
		if in.halted() {
			return last
		}
		if t, _ := in.truth(last); t != yes {
			return last
		}
		x = y
	}
	return last
}

func (in *interp) compare(op string, x, y val, at span) val {
	answer := func(t tri) val {
		switch t {
		case perhaps:
			return in.spread(at, x, y)
		case yes:
			return val{boolValue(true), at}
		}
		return val{boolValue(false), at}
	}
	negated := func(t tri) tri {
		switch t {
		case yes:
			return no
		case no:
			return yes
		}
		return perhaps
	}
	switch op {
	case "is":
		return answer(in.identical(x, y))
	case "is not":
		return answer(negated(in.identical(x, y)))
	case "==":
		return answer(in.equal(x, y, 0))
	case "!=":
		return answer(negated(in.equal(x, y, 0)))
	case "in", "not in":
		t, why := in.contains(y, x, at)
		if in.halted() {
			return in.nothing(at)
		}
		if t == perhaps {
			in.vague++
			if why == nil {
				return in.spread(at, x, y)
			}
			return val{&unknownValue{why}, at}
		}
		if op == "not in" {
			t = negated(t)
		}
		return answer(t)
	}
	if isSetLike(x.v) && isSetLike(y.v) {
		return in.subset(op, x, y, at)
	}
	if isUnknown(x.v) || isUnknown(y.v) {
		return in.spread(at, x, y)
	}
	less, known, ok := in.order(x, y, 0)
	if !ok {
		if n, asked := firstAsked(x, y); asked {
			return val{&unknownValue{n}, at}
		}
		return in.raise(at, "TypeError", "the comparison "+op+" does not work between "+article(typeName(x.v))+" and "+article(typeName(y.v)), "")
	}
	if !known {
		return in.spread(at, x, y)
	}
	switch op {
	case "<":
		return val{boolValue(less < 0), at}
	case "<=":
		return val{boolValue(less <= 0), at}
	case ">":
		return val{boolValue(less > 0), at}
	}
	return val{boolValue(less >= 0), at}
}

// identical is `x is y`.
func (in *interp) identical(x, y val) tri {
	_, none1 := x.v.(noneValue)
	_, none2 := y.v.(noneValue)
	if none1 || none2 {
		if isUnknown(x.v) || isUnknown(y.v) {
			return perhaps
		}
		return triOf(none1 && none2)
	}
	if isUnknown(x.v) || isUnknown(y.v) {
		return perhaps
	}
	if l, ok := x.v.(*lazyValue); ok {
		return triOf(value(l) == y.v)
	}
	return triOf(same(x.v, y.v))
}

// equal is `x == y`.
func (in *interp) equal(x, y val, depth int) tri {
	if depth > in.limits.Depth {
		in.stop("depth", x.at)
		return perhaps
	}
	if !in.step(1, x.at) || isUnknown(x.v) || isUnknown(y.v) {
		return perhaps
	}
	if a, ok := asFloat(x.v); ok {
		b, ok := asFloat(y.v)
		return triOf(ok && a == b)
	}
	switch a := x.v.(type) {
	case noneValue:
		_, ok := y.v.(noneValue)
		return triOf(ok)
	case stringValue:
		b, ok := y.v.(stringValue)
		return triOf(ok && a == b)
	case bytesValue:
		b, ok := y.v.(bytesValue)
		return triOf(ok && a == b)
	case *pathValue:
		b, ok := y.v.(*pathValue)
		return triOf(ok && a.path == b.path)
	case *listValue:
		b, ok := y.v.(*listValue)
		if !ok {
			return no
		}
		if a == b {
			return yes
		}
		return in.equalItems(a.items, b.items, firstCause(a.partial, a.lost, b.partial, b.lost), depth)
	case *tupleValue:
		b, ok := y.v.(*tupleValue)
		if !ok {
			return no
		}
		return in.equalItems(a.items, b.items, firstCause(a.partial, b.partial), depth)
	case *setValue:
		b, ok := y.v.(*setValue)
		if !ok {
			return no
		}
		if firstCause(a.partial, a.lost, b.partial, b.lost) != nil {
			return perhaps
		}
		if a.len() != b.len() {
			return no
		}
		for _, e := range a.entries {
			if _, ok := b.find(e.k); !ok && !e.gone {
				return no
			}
		}
		return yes
	case *dictValue:
		b, ok := y.v.(*dictValue)
		if !ok {
			return no
		}
		if firstCause(a.partial, a.lost, b.partial, b.lost) != nil {
			return perhaps
		}
		if a.len() != b.len() {
			return no
		}
		out := yes
		for _, e := range a.entries {
			if e.gone {
				continue
			}
			other, ok := b.find(e.k)
			if !ok {
				return no
			}
			switch in.equal(e.v, other.v, depth+1) {
			case no:
				return no
			case perhaps:
				out = perhaps
			}
		}
		return out
	case *rangeValue:
		b, ok := y.v.(*rangeValue)
		return triOf(ok && (*a == *b || a.len() == 0 && b.len() == 0))
	case *instanceValue:
		if x.v == y.v {
			return yes
		}
		if _, ok := in.classAttr(a.class, "__eq__"); ok || a.class.opaque {
			return perhaps
		}
	case *iterValue:
		if x.v != y.v {
			return perhaps
		}
	case *objectValue:
		b, ok := y.v.(*objectValue)
		if ok && a.name == b.name {
			return yes
		}
		if ok {
			return perhaps
		}
		return no
	}
	return triOf(same(x.v, y.v))
}

func (in *interp) equalItems(a, b []val, partial *cause, depth int) tri {
	if partial != nil {
		return perhaps
	}
	if len(a) != len(b) {
		return no
	}
	out := yes
	for i := range a {
		switch in.equal(a[i], b[i], depth+1) {
		case no:
			return no
		case perhaps:
			out = perhaps
		}
		if in.halted() {
			return perhaps
		}
	}
	return out
}

// order compares numbers, strings, lists and tuples: -1, 0, 1. ok is false when Python has no order for them.
func (in *interp) order(x, y val, depth int) (result int, known, ok bool) {
	if depth > in.limits.Depth {
		in.stop("depth", x.at)
	}
	if !in.step(1, x.at) || isUnknown(x.v) || isUnknown(y.v) {
		return 0, false, true
	}
	m, okM := asInt(x.v)
	n, okN := asInt(y.v)
	if okM && okN {
		return sign(m < n, m > n), true, true
	}
	f, okF := asFloat(x.v)
	g, okG := asFloat(y.v)
	if okF && okG {
		return sign(f < g, f > g), true, true
	}
	switch a := x.v.(type) {
	case stringValue:
		b, ok := y.v.(stringValue)
		return strings.Compare(string(a), string(b)), true, ok
	case *tupleValue:
		b, ok := y.v.(*tupleValue)
		if !ok {
			return 0, false, false
		}
		return in.orderItems(a.items, b.items, firstCause(a.partial, b.partial), depth)
	case *listValue:
		b, ok := y.v.(*listValue)
		if !ok {
			return 0, false, false
		}
		return in.orderItems(a.items, b.items, firstCause(a.partial, a.lost, b.partial, b.lost), depth)
	case *pathValue:
		b, ok := y.v.(*pathValue)
		if !ok {
			return 0, false, false
		}
		return strings.Compare(a.path, b.path), true, true
	case *instanceValue, *objectValue, bytesValue:
		return 0, false, true
	}
	return 0, false, false
}

func (in *interp) orderItems(a, b []val, partial *cause, depth int) (int, bool, bool) {
	for i := 0; i < len(a) && i < len(b); i++ {
		result, known, ok := in.order(a[i], b[i], depth+1)
		if !known || !ok || result != 0 {
			return result, known, ok
		}
	}
	return sign(len(a) < len(b), len(a) > len(b)), partial == nil, true
}

func sign(less, more bool) int {
	switch {
	case less:
		return -1
	case more:
		return 1
	}
	return 0
}

// contains is `item in box`.
func (in *interp) contains(box, item val, at span) (tri, *cause) {
	var t *table
	var items []val
	var rest *cause
	switch b := box.v.(type) {
	case stringValue:
		s, ok := item.v.(stringValue)
		if !ok {
			if isUnknown(item.v) {
				return perhaps, in.whyUnknown(item)
			}
			if n, asked := firstAsked(item); asked {
				return perhaps, n
			}
			in.raise(at, "TypeError", "only a string can be looked for in a string, not "+article(typeName(item.v)), "")
			return no, nil
		}
		in.step(len(b)/16, at)
		return triOf(strings.Contains(string(b), string(s))), nil
	case *setValue:
		t = &b.table
	case *dictValue:
		t = &b.table
	case *listValue:
		items, rest = b.items, firstCause(b.lost, b.partial)
		if b.lost != nil {
			return perhaps, rest
		}
	case *tupleValue:
		items, rest = b.items, b.partial
	case *sectionValue:
		name, ok := item.v.(stringValue)
		if !ok {
			return perhaps, in.whyUnknown(item)
		}
		_, trait := b.traits[string(name)]
		_, section := b.inner[string(name)]
		return triOf(trait || section || isSection(string(name))), nil
	case *environValue:
		v := in.environment(item, at)
		if n, ok := v.v.(noneValue); ok {
			return no, n.asked
		}
		if isUnknown(v.v) {
			return perhaps, in.whyUnknown(v)
		}
		return yes, nil
	case *unknownValue, *objectValue, *instanceValue:
		return perhaps, in.spread(at, box).v.(*unknownValue).why
	case *rangeValue:
		n, ok := asInt(item.v)
		if !ok {
			return perhaps, in.whyUnknown(item)
		}
		if b.step > 0 {
			return triOf(n >= b.start && n < b.stop && (n-b.start)%b.step == 0), nil
		}
		return triOf(n <= b.start && n > b.stop && (b.start-n)%-b.step == 0), nil
	default:
		if n, asked := firstAsked(box); asked {
			return perhaps, n
		}
		var ok bool
		items, rest, ok = in.drain(box, at)
		if !ok {
			return no, nil
		}
	}
	if t != nil {
		if t.lost != nil {
			return perhaps, t.lost
		}
		k, problem := keyOf(item.v)
		if problem == "unhashable" {
			in.raise(at, "TypeError", article(typeName(item.v))+" can't be hashed, so it can't be looked up", "")
			return no, nil
		}
		if problem != "" {
			return perhaps, in.whyUnknown(item)
		}
		if _, ok := t.find(k); ok {
			return yes, nil
		}
		if t.partial != nil {
			return perhaps, t.partial
		}
		return no, nil
	}
	out := no
	for _, one := range items {
		switch in.equal(item, one, 0) {
		case yes:
			return yes, nil
		case perhaps:
			out = perhaps
			rest = firstCause(rest, in.whyUnknown(one), in.whyUnknown(item))
		}
		if in.halted() {
			return no, nil
		}
	}
	if out == no && rest != nil {
		out = perhaps
	}
	return out, rest
}

// subset is < <= > >= between sets.
func (in *interp) subset(op string, x, y val, at span) val {
	a, ok1 := in.asSet(x, at)
	b, ok2 := in.asSet(y, at)
	if !ok1 || !ok2 {
		return in.nothing(at)
	}
	if op == ">" || op == ">=" {
		a, b = b, a
	}
	if firstCause(a.partial, a.lost, b.partial, b.lost) != nil {
		return in.spread(at, x, y)
	}
	all := true
	for _, e := range a.entries {
		if _, ok := b.find(e.k); !ok && !e.gone {
			all = false
		}
	}
	if op == "<" || op == ">" {
		all = all && a.len() < b.len()
	}
	return val{boolValue(all), at}
}
