package pyconfig

import "sort"

func (in *interp) enumerate(c *call) val {
	it, ok := in.iterate(c.arg(0, "iterable"), c.at)
	if !ok {
		return in.nothing(c.at)
	}
	if it.shuffled != nil {
		in.vague++
		it = &iterator{pull: nothingMore, why: because(it.shuffled)}
	}
	n, _ := asInt(c.arg(1, "start").v)
	return val{iterOf(&iterator{pull: func() (val, bool) {
		v, more := it.next()
		if !more {
			return v, false
		}
		n++
		return val{&tupleValue{items: []val{{intValue(n - 1), c.at}, v}}, v.at}, true
	}, why: it.rest}, "enumerate"), c.at}
}

func (in *interp) zip(c *call) val {
	var its []*iterator
	for _, a := range c.args {
		it, ok := in.iterate(a, c.at)
		if !ok {
			return in.nothing(c.at)
		}
		if it.shuffled != nil && len(c.args) > 1 {
			in.vague++
			it = &iterator{pull: nothingMore, why: because(it.shuffled)}
		}
		its = append(its, it)
	}
	var why *cause
	t, unsure := in.truth(in.orNone(c.arg(-1, "strict")))
	if t == perhaps {
		return val{&unknownValue{unsure}, c.at}
	}
	strict := t == yes
	return val{iterOf(&iterator{pull: func() (val, bool) {
		items := make([]val, len(its))
		for i, it := range its {
			v, more := it.next()
			if !more {
				if why = it.rest(); strict && why == nil && !in.halted() {
					in.unevenZip(its, i, c.at)
				}
				return val{}, false
			}
			items[i] = v
		}
		return val{&tupleValue{items: items}, c.at}, len(its) > 0
	}, why: func() *cause { return why }}, "zip"), c.at}
}

// unevenZip raises where of iterators that a strict zip walks one, at i, ends and another does not.
func (in *interp) unevenZip(its []*iterator, i int, at span) {
	if i == 0 {
		for _, it := range its[1:] {
			if _, more := it.next(); more || in.halted() || it.rest() != nil {
				i = 1
				break
			}
		}
	}
	if i > 0 && !in.halted() {
		in.raise(at, "ValueError", "what this strict zip walks is not of the same length", "")
	}
}

func (in *interp) mapCall(c *call) val {
	if len(c.args) < 2 {
		return in.raise(c.at, "TypeError", "map needs a function and what to map", "")
	}
	source := in.zip(&call{at: c.at, args: c.args[1:]})
	if in.halted() {
		return source
	}
	it := source.v.(*iterValue).it
	if len(c.args) == 2 {
		it.shuffled = in.shuffledBy(c.args[1])
	}
	return val{iterOf(&iterator{pull: func() (val, bool) {
		v, more := it.next()
		if !more || in.halted() {
			return val{}, false
		}
		return in.call(c.args[0], &call{at: c.at, args: v.v.(*tupleValue).items}), true
	}, why: it.rest, shuffled: it.shuffled}, "map"), c.at}
}

func (in *interp) filterCall(c *call) val {
	if len(c.args) != 2 {
		return in.raise(c.at, "TypeError", "filter needs a function and what to filter", "")
	}
	it, ok := in.iterate(c.args[1], c.at)
	if !ok {
		return in.nothing(c.at)
	}
	var unsure *cause
	return val{iterOf(&iterator{pull: func() (val, bool) {
		for {
			v, more := it.next()
			if !more || in.halted() || !in.step(1, c.at) {
				return val{}, false
			}
			test := v
			if _, none := c.args[0].v.(noneValue); !none {
				test = in.call(c.args[0], &call{at: c.at, args: []val{v}})
			}
			switch t, why := in.truth(test); t {
			case yes:
				return v, true
			case perhaps:
				unsure = why
			}
		}
	}, why: func() *cause { return joined(it.rest(), unsure) }, shuffled: it.shuffled}, "filter"), c.at}
}

// sorted orders values as list.sort does, with key and reverse.
// why tells that the order is not known.
func (in *interp) sorted(items []val, c *call) (out []val, why *cause, ok bool) {
	type keyed struct{ key, v val }
	list := make([]keyed, len(items))
	by := c.arg(-1, "key")
	_, none := by.v.(noneValue)
	for i, v := range items {
		list[i] = keyed{v, v}
		if by.v != nil && !none {
			list[i].key = in.call(by, &call{at: c.at, args: []val{v}})
		}
		if in.halted() {
			return nil, nil, false
		}
	}
	reverse, _ := in.truth(in.orNone(c.arg(-1, "reverse")))
	failed := false
	var unsure *cause
	var x, y val
	sort.SliceStable(list, func(i, j int) bool {
		if failed || in.halted() {
			return false
		}
		a, b := list[i].key, list[j].key
		if reverse == yes {
			a, b = b, a
		}
		less, known, ok := in.order(a, b, 0)
		if !ok {
			failed, x, y = true, a, b
		}
		if !known && unsure == nil && !in.halted() {
			unsure = in.spread(c.at, a, b).v.(*unknownValue).why
		}
		return known && less < 0
	})
	if failed {
		in.raise(c.at, "TypeError", article(typeName(x.v))+" and "+article(typeName(y.v))+" have no order, so they can't be sorted", "")
	}
	out = make([]val, len(list))
	in.ties = false
	for i, k := range list {
		if i > 0 && !in.ties && unsure == nil {
			same, _, ok := in.order(list[i-1].key, k.key, 0)
			in.ties = ok && same == 0
		}
		out[i] = k.v
	}
	return out, unsure, !in.halted()
}

func (in *interp) orNone(v val) val {
	if v.v == nil {
		v.v = noneValue{}
	}
	return v
}

// anyAll looks for an element with the truth that decides.
func (in *interp) anyAll(c *call, decides tri) val {
	it, ok := in.iterate(in.orNone(c.arg(0, "")), c.at)
	if !ok {
		return in.nothing(c.at)
	}
	var unsure *cause
	for {
		v, more := it.next()
		if in.halted() || !in.step(1, c.at) {
			return in.nothing(c.at)
		}
		if !more {
			break
		}
		t, why := in.truth(v)
		if t == decides {
			return val{boolValue(decides == yes), c.at}
		}
		if t == perhaps {
			unsure = why
		}
	}
	if why := joined(unsure, it.rest()); why != nil {
		return val{&unknownValue{why}, c.at}
	}
	return val{boolValue(decides == no), c.at}
}

func (in *interp) extreme(c *call, want int) val {
	items := c.args
	var why *cause
	if len(c.args) > 1 && c.arg(-1, "default").v != nil {
		return in.raise(c.at, "TypeError", "a default goes with one argument only", "")
	}
	if len(c.args) == 1 {
		var ok bool
		if items, why, ok = in.drain(c.args[0], c.at); !ok {
			return in.nothing(c.at)
		}
	}
	if why != nil {
		return val{&unknownValue{why}, c.at}
	}
	if len(items) == 0 {
		if d := c.arg(-1, "default"); d.v != nil {
			return d
		}
		return in.raise(c.at, "ValueError", "there is nothing to take the least or greatest of", "")
	}
	by := c.arg(-1, "key")
	value := func(v val) val {
		if by.v == nil {
			return v
		}
		return in.call(by, &call{at: c.at, args: []val{v}})
	}
	best := items[0]
	bestKey := value(best)
	for _, v := range items[1:] {
		k := value(v)
		if in.halted() {
			return in.nothing(c.at)
		}
		cmp, known, ok := in.order(k, bestKey, 0)
		if !ok {
			return in.raise(c.at, "TypeError", article(typeName(k.v))+" and "+article(typeName(bestKey.v))+" have no order", "")
		}
		if !known {
			return in.spread(c.at, k, bestKey)
		}
		if cmp == want {
			best, bestKey = v, k
		}
	}
	return best
}

func (in *interp) sum(c *call) val {
	items, why, ok := in.optional(c)
	if !ok {
		return in.nothing(c.at)
	}
	if why != nil {
		return val{&unknownValue{why}, c.at}
	}
	total := c.arg(1, "start")
	if total.v == nil {
		total = val{intValue(0), c.at}
	}
	switch total.v.(type) {
	case stringValue, bytesValue:
		return in.raise(c.at, "TypeError", "sum adds no strings", "''.join(…) does")
	}
	for _, v := range items {
		total = in.binary("+", total, v, c.at)
		if in.halted() {
			return total
		}
	}
	return total
}

// shuffledBy tells why the order of what a value gives is not known.
func (in *interp) shuffledBy(v val) *cause {
	switch x := v.v.(type) {
	case *setValue:
		if x.len() > 1 {
			return in.tableIterator(&x.table, "set", v.at, entryKey).shuffled
		}
	case *listValue:
		return x.shuffled
	case *tupleValue:
		return x.shuffled
	case *dictValue:
		return x.shuffled
	case *viewValue:
		return x.d.shuffled
	case *iterValue:
		return x.it.shuffled
	}
	return nil
}
