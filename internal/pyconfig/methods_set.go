package pyconfig

import "strings"

func (in *interp) setMethod(s *setValue, name string, c *call) val {
	a := c.arg(0, "")
	switch name {
	case "add":
		in.setAdd(s, a)
		return in.none(c.at)
	case "update":
		for _, one := range c.args {
			in.adviseLetters(one)
			in.setUpdate(s, one, c.at)
		}
		return in.none(c.at)
	case "remove", "discard":
		in.setDiscard(s, a, name == "remove", c.at)
		return in.none(c.at)
	case "copy":
		return val{in.copySet(s), c.at}
	case "clear":
		if why := in.weak(s.born); why != nil {
			in.lose(&s.lost, why)
		} else {
			s.clear()
			s.partial, s.lost = nil, nil
		}
		return in.none(c.at)
	case "pop":
		if s.len() == 1 && s.partial == nil && s.lost == nil && in.weak(s.born) == nil {
			v := s.live()[0]
			s.clear()
			return v
		}
		// Which member goes is Python's accident.
		why := in.unknown(c.at, "set-order", "which member a set gives first", "Which member set.pop() takes hangs on Python's order of sets", "")
		if s.len() == 0 && s.partial == nil && s.lost == nil {
			return in.raise(c.at, "KeyError", "the set is empty", "")
		}
		in.lose(&s.lost, why.v.(*unknownValue).why)
		return why
	case "union", "intersection", "difference", "symmetric_difference":
		op := map[string]string{"union": "|", "intersection": "&", "difference": "-", "symmetric_difference": "^"}[name]
		out := val{in.copySet(s), c.at}
		for _, one := range c.args {
			out = in.setOperator(op, out, one, c.at)
			if in.halted() {
				return in.nothing(c.at)
			}
			if isUnknown(out.v) {
				return out
			}
		}
		return out
	case "intersection_update", "difference_update", "symmetric_difference_update":
		out := in.setMethod(s, strings.TrimSuffix(name, "_update"), c)
		if !in.halted() {
			in.replaceTable(&s.table, out)
		}
		return in.none(c.at)
	case "issubset":
		return in.subset("<=", val{s, c.at}, in.setOf(a, c.at), c.at)
	case "issuperset":
		return in.subset(">=", val{s, c.at}, in.setOf(a, c.at), c.at)
	case "isdisjoint":
		both := in.setOperator("&", val{s, c.at}, in.setOf(a, c.at), c.at)
		t, why := in.truth(both)
		if t == perhaps {
			return val{&unknownValue{why}, c.at}
		}
		return val{boolValue(t == no), c.at}
	}
	out := in.unknown(c.at, "not-read", "the method "+name, "the method "+name+" of a set is not evaluated", "")
	in.lose(&s.lost, in.whyUnknown(out))
	return out
}

func (in *interp) setOf(v val, at span) val {
	s, _ := in.asSet(v, at)
	return val{s, at}
}
