package pyconfig

// iterator gives the elements of something one by one; after them, rest tells why there may be more.
type iterator struct {
	pull     func() (val, bool)
	why      func() *cause
	shuffled *cause // the order of the elements is not known
}

func (it *iterator) next() (val, bool) { return it.pull() }

func (it *iterator) rest() *cause {
	if it.why == nil {
		return nil
	}
	return it.why()
}

func because(why *cause) func() *cause { return func() *cause { return why } }

func iterOf(it *iterator, name string) *iterValue { return &iterValue{it: it, name: name} }

func nothingMore() (val, bool) { return val{}, false }

func sliceIterator(items []val, partial *cause) *iterator {
	i := 0
	return &iterator{pull: func() (val, bool) {
		if i >= len(items) {
			return val{}, false
		}
		i++
		return items[i-1], true
	}, why: because(partial)}
}

// listIterator sees elements that are appended while it runs, as Python's does.
func listIterator(l *listValue) *iterator {
	i := 0
	return &iterator{pull: func() (val, bool) {
		if l.lost != nil || i >= len(l.items) {
			return val{}, false
		}
		i++
		return l.items[i-1], true
	}, why: func() *cause { return joined(l.lost, l.partial) }, shuffled: l.shuffled}
}

// tableIterator walks the entries of a dict or set; give makes an element of an entry. As in Python, a table that
// grows or shrinks meanwhile ends the walk.
func (in *interp) tableIterator(t *table, what string, at span, give func(e *entry) val) *iterator {
	if t.lost != nil {
		return &iterator{pull: nothingMore, why: because(t.lost)}
	}
	i, n := 0, t.len()
	shuffled, order := t.shuffled, asWritten
	if what == "set" && n > 1 {
		shuffled = &cause{at: at, id: "set-order", why: "the order of a set", pure: true,
			message: "in which order Python walks this set is not known", hint: "write sorted(…) around it"}
		in.walkSet(n, shuffled)
		order = in.walking
	}
	return &iterator{shuffled: shuffled, pull: func() (val, bool) {
		if i < 0 || t.lost != nil {
			return val{}, false
		}
		if t.len() != n {
			i = -1
			in.raise(at, "RuntimeError", "this "+what+" changes its size while it is walked", "walk a copy: list(…)")
			return val{}, false
		}
		for i < len(t.entries) {
			e := &t.entries[order.place(i, t)]
			if i++; !e.gone {
				return give(e), true
			}
		}
		i = -1
		return val{}, false
	}, why: func() *cause { return joined(t.lost, t.partial) }}
}

func entryKey(e *entry) val { return e.key }

func (v *viewValue) element(e *entry) val {
	switch v.kind {
	case "values":
		return e.v
	case "items":
		return val{&tupleValue{items: []val{e.key, e.v}}, e.key.at}
	}
	return e.key
}

// iterate is iter(v). ok is false when it raised.
func (in *interp) iterate(v val, at span) (it *iterator, ok bool) {
	if in.halted() {
		return nil, false
	}
	switch x := v.v.(type) {
	case *listValue:
		return listIterator(x), true
	case *tupleValue:
		it = sliceIterator(x.items, x.partial)
		it.shuffled = x.shuffled
		return it, true
	case *setValue:
		return in.tableIterator(&x.table, "set", at, entryKey), true
	case *dictValue:
		return in.tableIterator(&x.table, "dict", at, entryKey), true
	case *viewValue:
		return in.tableIterator(&x.d.table, "dict", at, x.element), true
	case bytesValue:
		i := 0
		return &iterator{pull: func() (val, bool) {
			if i++; i > len(x) {
				return val{}, false
			}
			return val{intValue(x[i-1]), at}, true
		}}, true
	case *iterValue:
		return x.it, true
	case *fileValue:
		return in.fileLines(x, at), true
	case stringValue:
		rest := string(x)
		return &iterator{pull: func() (val, bool) {
			for i := range rest {
				if i > 0 {
					c := rest[:i]
					rest = rest[i:]
					return val{stringValue(c), v.at}, true
				}
			}
			c := rest
			rest = ""
			return val{stringValue(c), v.at}, c != ""
		}}, true
	case *rangeValue:
		n, i := x.len(), int64(0)
		return &iterator{pull: func() (val, bool) {
			if i >= n {
				return val{}, false
			}
			i++
			return val{intValue(x.start + (i-1)*x.step), at}, true
		}}, true
	case *environValue:
		whole := in.wholeEnvironment(at)
		return &iterator{pull: nothingMore, why: because(in.whyUnknown(whole))}, true
	case *unknownValue:
		in.vague++
		return &iterator{pull: nothingMore, why: because(x.why)}, true
	case *objectValue:
		in.vague++
		_, why := in.truth(val{&objectValue{name: x.name}, v.at})
		return &iterator{pull: nothingMore, why: because(why)}, true
	case *instanceValue:
		if v, ok := in.special(v, "__iter__"); ok {
			if in.halted() {
				return nil, false
			}
			if _, again := v.v.(*instanceValue); !again {
				return in.iterate(v, at)
			}
		}
		_, byItem := in.classAttr(x.class, "__getitem__")
		_, byIter := in.classAttr(x.class, "__iter__")
		if !byItem && !byIter && !x.class.opaque {
			in.raise(at, "TypeError", article(x.class.name)+" can't be iterated", "")
			return nil, false
		}
		why := &cause{at: at, id: "iterated-object", why: "the elements of an object", message: "the elements of this object are not known"}
		return &iterator{pull: nothingMore, why: because(why)}, true
	case *classValue:
		if x.opaque {
			why := in.spread(at, in.unknown(at, "iterated-object", "the elements of a class", "the elements of the class "+x.name+" are not known", ""))
			return &iterator{pull: nothingMore, why: because(in.whyUnknown(why))}, true
		}
	case *sectionValue:
		var items []val
		for _, name := range x.order {
			items = append(items, val{stringValue(name), at})
		}
		return sliceIterator(items, nil), true
	case *lazyValue:
		in.raise(at, "TypeError", "a lazy config value can't be iterated: "+x.path()+" was never assigned",
			"assign it first: "+x.path()+" = []")
		return nil, false
	}
	in.raise(at, "TypeError", article(typeName(v.v))+" can't be iterated", "")
	return nil, false
}

// drain is list(v): its elements, and why there may be more. ok is false when it raised. It leaves in in.mixed why
// their order is not known.
func (in *interp) drain(v val, at span) (items []val, partial *cause, ok bool) {
	in.mixed = nil
	it, ok := in.iterate(v, at)
	if !ok {
		return nil, nil, false
	}
	for {
		item, more := it.next()
		if in.halted() {
			return nil, nil, false
		}
		if !more {
			in.mixed = it.shuffled
			return items, it.rest(), true
		}
		if !in.step(1, at) || !in.alloc(32, at) {
			return nil, nil, false
		}
		items = append(items, item)
	}
}

func (r *rangeValue) len() int64 {
	switch {
	case r.step > 0 && r.start < r.stop:
		if r.start < 0 && r.stop > r.start+(1<<62) {
			return 1 << 62 / r.step
		}
		return (r.stop-r.start-1)/r.step + 1
	case r.step < 0 && r.start > r.stop:
		if r.step == -1<<63 {
			return 1
		}
		if r.stop < 0 && r.start > r.stop+(1<<62) {
			return 1 << 62 / -r.step
		}
		return (r.start-r.stop-1)/-r.step + 1
	}
	return 0
}
