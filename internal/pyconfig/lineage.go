package pyconfig

import "slices"

// descend finds the order in which a class and its ancestors are asked for attributes: each once, before its
// own bases, bases in the order in which they were given. Counterpart: Python's method resolution order (C3).
func (in *interp) descend(class *classValue, at span) {
	var lines [][]*classValue
	var bases []*classValue
	room := 1
	for _, b := range class.bases {
		if base, ok := b.v.(*classValue); ok {
			lines = append(lines, base.line)
			bases = append(bases, base)
			room += len(base.line)
		}
	}
	lines = append(lines, bases)
	if !in.step(room, at) || !in.alloc(8*room, at) {
		return
	}
	class.line = append(make([]*classValue, 0, room), class)
	for {
		lines = slices.DeleteFunc(lines, func(l []*classValue) bool { return len(l) == 0 })
		if len(lines) == 0 {
			return
		}
		next := in.nextOf(lines, at)
		if next == nil {
			in.raise(at, "TypeError", "these bases have no order that suits all of them", "name a class before its own bases")
			return
		}
		class.line = append(class.line, next)
		for i, l := range lines {
			if l[0] == next {
				lines[i] = l[1:]
			}
		}
	}
}

// nextOf is the first head of a line that stands in no other line behind its head; nil where there is none.
func (in *interp) nextOf(lines [][]*classValue, at span) *classValue {
	if len(lines) == 1 {
		return lines[0][0]
	}
	for _, l := range lines {
		head, behind := l[0], false
		for _, other := range lines {
			if !in.step(1+len(other)/16, at) {
				return nil
			}
			behind = behind || slices.Contains(other[1:], head)
		}
		if !behind {
			return head
		}
	}
	return nil
}

// classAttr looks a name up in a class and its ancestors.
func (in *interp) classAttr(c *classValue, name string) (val, bool) {
	for i, of := range c.line {
		if i%16 == 15 && !in.step(1, span{}) {
			break
		}
		if of.scope == nil {
			continue
		}
		if v, ok := of.scope.vars[name]; ok {
			return v, true
		}
	}
	return val{}, false
}

// inherits reports whether a class is, or comes from, one of the given name.
func (in *interp) inherits(c *classValue, name string) bool {
	in.step(len(c.line)/16, span{})
	return slices.ContainsFunc(c.line, func(of *classValue) bool { return of.name == name })
}
