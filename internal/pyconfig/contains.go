package pyconfig

import (
	"math"
	"strings"
)

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
	case bytesValue:
		if s, ok := item.v.(bytesValue); ok {
			in.step(len(b)/16, at)
			return triOf(strings.Contains(string(b), string(s))), nil
		}
		if n, ok := asInt(item.v); ok && n >= 0 && n < 256 {
			return triOf(strings.IndexByte(string(b), byte(n)) >= 0), nil
		}
		return perhaps, in.spread(at, box, item).v.(*unknownValue).why
	case *setValue:
		t = &b.table
	case *dictValue:
		t = &b.table
	case *viewValue:
		if b.kind == "keys" {
			t = &b.d.table
			break
		}
		var ok bool
		if items, rest, ok = in.drain(box, at); !ok {
			return no, nil
		}
	case *listValue:
		items, rest = b.items, joined(b.lost, b.partial)
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
		return triOf(b.has(string(name))), nil
	case *environValue:
		v := in.environment(item, at)
		if n, ok := v.v.(noneValue); ok {
			return no, n.asked
		}
		if isUnknown(v.v) {
			return perhaps, in.whyUnknown(v)
		}
		return yes, nil
	case *instanceValue:
		if t, why, ok := in.specialTruth(box, "__contains__", item); ok {
			return t, why
		}
		var ok bool
		if items, rest, ok = in.drain(box, at); !ok {
			return no, nil
		}
	case *unknownValue, *objectValue:
		return perhaps, in.spread(at, box).v.(*unknownValue).why
	case *rangeValue:
		n, ok := asInt(item.v)
		if f, isFloat := item.v.(floatValue); isFloat {
			n, ok = int64(f), true
			if float64(f) != math.Trunc(float64(f)) || math.Abs(float64(f)) >= 1<<53 {
				return no, nil
			}
		}
		switch item.v.(type) {
		case stringValue, bytesValue, *listValue, *dictValue, *setValue:
			return no, nil
		}
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
		k, problem := in.keyOf(item.v)
		if s, ok := item.v.(*setValue); ok && problem == "unhashable" && box.v != item.v {
			k, problem = frozenKey(s) // a set is looked for as a frozenset
		}
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
			rest = joined(rest, in.whyUnknown(one), in.whyUnknown(item))
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
	in.step(len(a.entries)/2, at)
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
