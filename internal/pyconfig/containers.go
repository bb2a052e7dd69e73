package pyconfig

import "rolecall.example/internal/diag"

// This file changes lists, sets and dicts. Each change asks first whether it is sure to happen: under a doubt
// that is younger than the container, an addition makes it partial, and any other change makes it unknown.

func (in *interp) listAppend(l *listValue, v val) {
	if !in.step(1, v.at) || !in.alloc(32, v.at) {
		return
	}
	if why := in.weak(l.born); why != nil {
		in.lose(&l.partial, why)
		return
	}
	in.reorder(l)
	l.items = append(l.items, v)
}

// reorder notes that a list that is older than the loops at hand grows in an order that is not known.
func (in *interp) reorder(l *listValue) {
	if in.walked != nil && l.made <= in.walkedAt && l.shuffled == nil {
		l.shuffled = in.walked
	}
}

func (in *interp) listExtend(l *listValue, from val, at span) {
	in.adviseLetters(from)
	if other, ok := from.v.(*listValue); ok && other == l {
		from = in.copied(from)
	}
	items, why, ok := in.drain(from, at)
	if !ok {
		return
	}
	if weak := in.weak(l.born); weak != nil {
		if len(items) > 0 || why != nil {
			in.lose(&l.partial, weak)
		}
		return
	}
	l.shuffled = firstCause(l.shuffled, in.mixed)
	in.reorder(l)
	l.items = append(l.items, items...)
	in.lose(&l.partial, why)
}

func (in *interp) listInsert(l *listValue, index, v val, at span) {
	n, ok := asInt(index.v)
	if why := in.weak(l.born); why != nil {
		in.lose(&l.partial, why)
		return
	}
	if !ok {
		if isUnknown(index.v) {
			in.lose(&l.lost, in.spread(at, index).v.(*unknownValue).why)
		} else {
			in.raise(at, "TypeError", "insert takes a whole number first", "")
		}
		return
	}
	if n < 0 {
		n = max(0, n+int64(len(l.items)))
	}
	n = min(n, int64(len(l.items)))
	if !in.step(1+len(l.items)/16, at) || !in.alloc(32, at) {
		return
	}
	in.reorder(l)
	l.items = append(l.items, val{})
	copy(l.items[n+1:], l.items[n:])
	l.items[n] = v
}

func (in *interp) listSet(l *listValue, i, v val, at span) {
	if why := joined(in.weak(l.born), l.lost, l.partial, l.shuffled); why != nil {
		in.lose(&l.lost, why)
		return
	}
	if s, ok := i.v.(*sliceValue); ok {
		low, high, step, ok := in.bounds(s, len(l.items), at)
		items, why, drained := in.drain(v, at)
		if !drained {
			return
		}
		if ok && step != 1 && why == nil {
			var places []int
			for j := low; step > 0 && j < high || step < 0 && j > high; j += step {
				places = append(places, j)
			}
			if len(places) != len(items) {
				in.raise(at, "ValueError", "there are "+itoa(len(items))+" values for a slice of "+itoa(len(places)), "")
				return
			}
			for k, j := range places {
				l.items[j] = items[k]
			}
			return
		}
		if !ok || step != 1 || why != nil {
			in.lose(&l.lost, in.spread(at, i, v).v.(*unknownValue).why)
			return
		}
		tail := append([]val(nil), l.items[max(low, high):]...)
		in.alloc(32*len(tail), at)
		l.items = append(append(append([]val(nil), l.items[:low]...), items...), tail...)
		return
	}
	n, ok := asInt(i.v)
	if !ok {
		if isUnknown(i.v) {
			in.lose(&l.lost, in.spread(at, i).v.(*unknownValue).why)
			return
		}
		in.raise(at, "TypeError", "a list's index must be a whole number", "")
		return
	}
	if n < 0 {
		n += int64(len(l.items))
	}
	if n < 0 || n >= int64(len(l.items)) {
		in.raise(at, "IndexError", "the list has no element "+in.shown(i), "")
		return
	}
	l.items[n] = v
}

// hash gives v's key; false when v can't be one, or is not known: then partial says why.
func (in *interp) hash(v val, partial **cause) (key, bool) {
	k, problem := in.keyOf(v.v)
	switch problem {
	case "":
		return k, true
	case "unhashable":
		in.raise(in.inStatement(v.at), "TypeError", article(typeName(v.v))+" can't be hashed, so it can't be in a set or be a key",
			"use a tuple or a string")
		if in.exc != nil {
			in.exc.hashing = true
		}
	default:
		in.lose(partial, in.spread(v.at, v).v.(*unknownValue).why)
	}
	return key{}, false
}

func (in *interp) setAdd(s *setValue, v val) {
	if in.halted() || !in.step(1, v.at) || !in.alloc(96, v.at) {
		return
	}
	k, ok := in.hash(v, &s.partial)
	if !ok {
		return
	}
	if why := in.weak(s.born); why != nil {
		if _, has := s.find(k); !has {
			in.lose(&s.partial, why)
		}
		return
	}
	if _, has := s.find(k); !has {
		s.put(k, v, v)
	}
}

func (in *interp) setUpdate(s *setValue, from val, at span) {
	items, why, ok := in.drain(from, at)
	if !ok {
		return
	}
	for _, v := range items {
		in.setAdd(s, v)
		if in.halted() {
			return
		}
	}
	in.lose(&s.partial, why)
}

func (in *interp) setDiscard(s *setValue, v val, must bool, at span) {
	k, problem := in.keyOf(v.v)
	if why := in.weak(s.born); why != nil || problem == "unknown" {
		in.lose(&s.lost, firstCause(why, in.spread(at, v).v.(*unknownValue).why))
		return
	}
	if problem != "" {
		in.raise(at, "TypeError", article(typeName(v.v))+" can't be in a set", "")
		return
	}
	if !s.remove(k) && must && s.partial == nil && s.lost == nil {
		in.raiseWith(at, "KeyError", "the set has no "+in.shown(v), "", v)
	}
}

func (in *interp) dictSet(d *dictValue, name, v val) {
	if !in.step(1, name.at) || !in.alloc(128, name.at) {
		return
	}
	k, ok := in.hash(name, &d.partial)
	if !ok {
		return
	}
	if s, ok := name.v.(stringValue); ok && d.module != nil {
		outer := in.scope
		in.scope = d.module
		in.bind(string(s), v)
		in.scope = outer
	}
	if why := in.weak(d.born); why != nil {
		if e, has := d.find(k); has {
			if !same(e.v.v, v.v) {
				in.changes++
				e.v = val{&unknownValue{why}, v.at}
			}
			return
		}
		in.lose(&d.partial, why)
		return
	}
	if _, has := d.find(k); !has && in.walked != nil {
		d.shuffled = firstCause(d.shuffled, in.walked)
	}
	d.put(k, name, v)
}

// dictMerge is `{**from}`: it takes mappings only.
func (in *interp) dictMerge(d *dictValue, from val, at span) {
	switch from.v.(type) {
	case stringValue, bytesValue, *listValue, *tupleValue, *setValue, *iterValue, *viewValue, intValue, boolValue, floatValue:
		in.raise(at, "TypeError", "what stands after ** must be a mapping, not "+article(typeName(from.v)), "")
		return
	}
	in.dictUpdate(d, from, at)
}

// dictUpdate is dict.update: from another dict, or from pairs.
func (in *interp) dictUpdate(d *dictValue, from val, at span) {
	switch o := from.v.(type) {
	case *dictValue:
		if o == d {
			return
		}
		d.reserve(o.len())
		for _, e := range o.entries {
			if !e.gone {
				in.dictSet(d, e.key, e.v)
			}
			if in.halted() {
				return
			}
		}
		in.lose(&d.lost, o.lost)
		in.lose(&d.partial, o.partial)
		d.shuffled = firstCause(d.shuffled, o.shuffled)
		return
	case *sectionValue:
		in.dictUpdate(d, val{in.sectionDict(o, at), at}, at)
		return
	case *environValue:
		in.lose(&d.partial, &cause{at: at, id: "not-read", why: "a mapping that is not read", message: "what this mapping holds is not known"})
		return
	}
	items, why, ok := in.drain(from, at)
	if !ok {
		return
	}
	for _, item := range items {
		if w := in.whyUnknown(item); w != nil {
			in.lose(&d.partial, w)
			continue
		}
		pair, _, ok := in.drain(item, at)
		if !ok {
			return
		}
		if len(pair) != 2 {
			in.raise(at, "ValueError", "a dict is made of pairs, and this has "+itoa(len(pair))+" parts", "")
			return
		}
		in.dictSet(d, pair[0], pair[1])
	}
	in.lose(&d.partial, why)
}

func (in *interp) copySet(s *setValue) *setValue {
	in.alloc(96*s.len()+48, span{})
	out := &setValue{frozen: s.frozen, table: in.copyTable(&s.table)}
	return out
}

func (in *interp) copyDict(d *dictValue) *dictValue {
	in.alloc(128*d.len()+48, span{})
	return &dictValue{table: in.copyTable(&d.table), fallback: d.fallback}
}

func (in *interp) copyTable(t *table) table {
	out := table{partial: t.partial, lost: t.lost, shuffled: t.shuffled, born: len(in.doubt)}
	if in.halted() {
		return out
	}
	for _, e := range t.entries {
		if !e.gone {
			out.put(e.k, e.key, e.v)
		}
	}
	return out
}

// spoil marks a container, and those in it, as unknown: it was handed to something that may change it.
func (in *interp) spoil(v val, why *cause, depth int) {
	if depth > 8 || in.halted() {
		return
	}
	switch x := v.v.(type) {
	case *listValue:
		if x.lost == nil {
			in.lose(&x.lost, why)
			for _, item := range x.items {
				in.step(1, v.at)
				in.spoil(item, why, depth+1)
			}
		}
	case *setValue:
		in.lose(&x.lost, why)
	case *dictValue:
		if x.lost == nil {
			in.lose(&x.lost, why)
			for _, e := range x.entries {
				in.step(1, v.at)
				in.spoil(e.v, why, depth+1)
			}
		}
	case *tupleValue:
		for _, item := range x.items {
			in.spoil(item, why, depth+1)
		}
	case *instanceValue:
		for name := range x.attrs {
			in.spoil(x.attrs[name], why, depth+1)
		}
	}
}

// spoilInstance makes all attributes of an object unknown, those too that it does not have yet.
func (in *interp) spoilInstance(x *instanceValue, why *cause) {
	if why == nil || x.lost != nil {
		return
	}
	in.lose(&x.lost, why)
	for name, v := range x.attrs {
		in.spoil(v, why, 0)
		x.attrs[name] = val{&unknownValue{why}, v.at}
	}
}

// adviseLetters advises about set("alice") and its like: they take a name's letters, one by one.
func (in *interp) adviseLetters(v val) {
	s, ok := v.v.(stringValue)
	if ok && len(s) > 2 && nameLength(string(s)) == len(s) && len(in.doubt) == 0 {
		in.rep.add(diag.Advice, v.at, "letters-for-names", "this takes the letters of "+quote(string(s))+" one by one", "put the name in brackets: ["+quote(string(s))+"]")
	}
}
