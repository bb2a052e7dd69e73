package pyconfig

import (
	"math"
	"strings"
)

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
	if v, ok := in.operatorMethod(op, x, y, at); ok {
		return v
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
	switch a := x.v.(type) {
	case *objectValue:
		b, ok := y.v.(*objectValue)
		return triOf(x.v == y.v || ok && a.name == b.name && !a.made)
	case boolValue:
		return triOf(x.v == y.v)
	case intValue, stringValue, floatValue, bytesValue, *tupleValue:
		// Which equal numbers, strings and tuples are one object is Python's accident.
		if typeName(x.v) != typeName(y.v) || in.equal(x, y, 0) == no {
			return no
		}
		if x.v == y.v && x.at == y.at {
			return yes
		}
		if n, ok := asInt(x.v); ok && -5 <= n && n <= 256 {
			return yes
		}
		return perhaps
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
	if _, ok := y.v.(*instanceValue); ok {
		if _, ok := x.v.(*instanceValue); !ok {
			x, y = y, x
		}
	}
	if a, ok := asFloat(x.v); ok {
		if m, known := exactly(x.v, y.v); known {
			return triOf(m == 0)
		}
		b, ok := asFloat(y.v)
		return triOf(ok && a == b)
	}
	switch a := x.v.(type) {
	case noneValue:
		_, ok := y.v.(noneValue)
		return triOf(ok)
	case stringValue:
		b, ok := y.v.(stringValue)
		if ok && len(a) == len(b) {
			in.step(len(a)/64, x.at)
		}
		return triOf(ok && a == b)
	case bytesValue:
		b, ok := y.v.(bytesValue)
		return triOf(ok && a == b)
	case *pathValue:
		b, ok := y.v.(*pathValue)
		if ok && (a.folder != nil) != (b.folder != nil) {
			return perhaps
		}
		return triOf(ok && a.path == b.path)
	case *listValue:
		b, ok := y.v.(*listValue)
		if !ok {
			return no
		}
		if a == b {
			return yes
		}
		return in.equalItems(a.items, b.items, joined(a.partial, a.lost, b.partial, b.lost, a.shuffled, b.shuffled), depth)
	case *tupleValue:
		b, ok := y.v.(*tupleValue)
		if !ok {
			return no
		}
		return in.equalItems(a.items, b.items, joined(a.partial, b.partial, a.shuffled, b.shuffled), depth)
	case *viewValue:
		if x.v == y.v {
			return yes
		}
		if !isSetLike(x.v) || !isSetLike(y.v) {
			return no
		}
		s, ok1 := in.asSet(x, x.at)
		o, ok2 := in.asSet(y, y.at)
		if !ok1 || !ok2 {
			return perhaps
		}
		return in.equal(val{s, x.at}, val{o, y.at}, depth+1)
	case *setValue:
		b, ok := y.v.(*setValue)
		if _, view := y.v.(*viewValue); view {
			return in.equal(y, x, depth+1)
		}
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
		if v, ok := in.operatorMethod("==", x, y, x.at); ok {
			t, _ := in.truth(v)
			return t
		}
	case *iterValue:
		if x.v != y.v {
			return perhaps
		}
	case *objectValue:
		b, ok := y.v.(*objectValue)
		if x.v == y.v || ok && a.name == b.name && !a.made {
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
	if m, known := exactly(x.v, y.v); known {
		return m, true, true
	}
	f, okF := asFloat(x.v)
	g, okG := asFloat(y.v)
	if okF && okG {
		return sign(f < g, f > g), true, true
	}
	switch a := x.v.(type) {
	case stringValue:
		b, ok := y.v.(stringValue)
		in.step(min(len(a), len(b))/64, x.at)
		return strings.Compare(string(a), string(b)), true, ok
	case *tupleValue:
		b, ok := y.v.(*tupleValue)
		if !ok {
			return 0, false, false
		}
		return in.orderItems(a.items, b.items, joined(a.partial, b.partial, a.shuffled, b.shuffled), depth)
	case *listValue:
		b, ok := y.v.(*listValue)
		if !ok {
			return 0, false, false
		}
		return in.orderItems(a.items, b.items, joined(a.partial, a.lost, b.partial, b.lost, a.shuffled, b.shuffled), depth)
	case *pathValue:
		b, ok := y.v.(*pathValue)
		if !ok {
			return 0, false, false
		}
		return strings.Compare(a.path, b.path), true, true
	case *instanceValue:
		return in.orderBySpecial(x, y)
	case *objectValue, bytesValue:
		return 0, false, true
	}
	return 0, false, false
}

// exactly compares a whole number and a float that are both large: no float stands for each whole number there.
func exactly(x, y value) (result int, known bool) {
	n, isInt := asInt(x)
	f, isFloat := y.(floatValue)
	if !isInt || !isFloat {
		if _, turned := x.(floatValue); !turned {
			return 0, false
		}
		if n, isInt = asInt(y); !isInt {
			return 0, false
		}
		f = x.(floatValue)
		result, known = exactly(intValue(n), f)
		return -result, known
	}
	if a := math.Abs(float64(f)); !(a >= 1<<53 && a < 1<<63) {
		return 0, false
	}
	return sign(n < int64(f), n > int64(f)), true
}

// orderBySpecial asks `__lt__` both ways.
func (in *interp) orderBySpecial(x, y val) (result int, known, ok bool) {
	less, ok := in.operatorMethod("<", x, y, x.at)
	if !ok {
		return 0, false, false
	}
	if t, _ := in.truth(less); t != no {
		return -1, t == yes, true
	}
	more, ok := in.operatorMethod("<", y, x, x.at)
	if !ok {
		return 0, true, true
	}
	t, _ := in.truth(more)
	return sign(false, t == yes), t != perhaps, true
}

// orderItems orders by the first elements that are not equal: those before need no order.
func (in *interp) orderItems(a, b []val, partial *cause, depth int) (int, bool, bool) {
	for i := 0; i < len(a) && i < len(b); i++ {
		switch in.equal(a[i], b[i], depth+1) {
		case yes:
			continue
		case perhaps:
			return 0, false, true
		}
		return in.order(a[i], b[i], depth+1)
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
