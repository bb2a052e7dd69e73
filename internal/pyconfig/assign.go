package pyconfig

import "rolecall.example/internal/diag"

// assign gives a value to a target.
func (in *interp) assign(target expr, v val, at span) {
	if in.halted() {
		return
	}
	switch t := target.(type) {
	case *nameExpr:
		in.bind(t.id, v)
	case *attrExpr:
		in.setAttribute(in.eval(t.x), t.name, v, t.span)
	case *indexExpr:
		x := in.eval(t.x)
		i := in.eval(t.index)
		if !in.halted() {
			in.setItem(x, i, v, t.span)
		}
	case *displayExpr:
		in.unpack(t, v, at)
	case *starExpr:
		in.assign(t.x, v, at)
	}
}

// unpack is `a, *b, c = v`.
func (in *interp) unpack(t *displayExpr, v val, at span) {
	if why := in.whyUnknown(v); why != nil {
		for _, e := range t.elems {
			in.assign(e, val{&unknownValue{why}, v.at}, e.at())
		}
		return
	}
	items, why, ok := in.drain(v, at)
	if !ok {
		return
	}
	if why = joined(why, in.mixed); why != nil {
		in.unpack(t, val{&unknownValue{why}, v.at}, at)
		return
	}
	star := -1
	for i, e := range t.elems {
		if _, ok := e.(*starExpr); ok {
			star = i
		}
	}
	n := len(t.elems)
	if star < 0 && len(items) != n || star >= 0 && len(items) < n-1 {
		in.raise(at, "ValueError", "there are "+itoa(len(items))+" values to unpack into "+itoa(n)+" names", "")
		return
	}
	for i, e := range t.elems {
		switch {
		case star < 0 || i < star:
			in.assign(e, items[i], e.at())
		case i == star:
			end := len(items) - (n - 1 - star)
			in.assign(e, in.newList(append([]val(nil), items[star:end]...), nil, v.at), e.at())
		default:
			in.assign(e, items[len(items)-(n-i)], e.at())
		}
	}
}

// augmented is `target op= value`: lists, sets and dicts change in place.
func (in *interp) augmented(s *augStmt) {
	var object, index, old val
	switch t := s.target.(type) {
	case *nameExpr:
		old = in.lookup(t.id, t.span)
	case *attrExpr:
		object = in.eval(t.x)
		if in.halted() {
			return
		}
		old = in.attribute(object, t.name, t.span)
	case *indexExpr:
		object, index = in.eval(t.x), in.eval(t.index)
		if in.halted() {
			return
		}
		old = in.item(object, index, t.span)
	default:
		return
	}
	v := in.eval(s.value)
	if in.halted() {
		return
	}
	result, done := in.inPlace(s.op, old, v, s.span)
	if in.halted() {
		return
	}
	if !done {
		result = in.binary(s.op, old, v, s.span)
		if in.halted() {
			return
		}
	}
	switch t := s.target.(type) {
	case *nameExpr:
		in.bind(t.id, result)
	case *attrExpr:
		in.setAttribute(object, t.name, result, t.span)
	case *indexExpr:
		in.setItem(object, index, result, t.span)
	}
}

// inPlace changes a mutable value; done is false when the operator makes a new value instead.
func (in *interp) inPlace(op string, x, y val, at span) (result val, done bool) {
	switch t := x.v.(type) {
	case *listValue:
		if op == "+" {
			in.listExtend(t, y, at)
			return x, true
		}
		if n, ok := asInt(y.v); ok && op == "*" {
			made, _ := in.repeat(x, val{intValue(n), y.at}, at)
			if l, ok := made.v.(*listValue); ok && !in.halted() {
				if why := in.weak(t.born); why != nil {
					in.lose(&t.lost, why)
				} else {
					t.items = l.items
				}
			}
			return x, true
		}
	case *setValue:
		if t.frozen || !isSetLike(y.v) {
			return x, false
		}
		switch op {
		case "|":
			in.setUpdate(t, y, at)
			return x, true
		case "&", "-", "^":
			result := in.binary(op, x, y, at)
			if in.halted() {
				return x, true
			}
			in.replaceTable(&t.table, result)
			return x, true
		}
	case *dictValue:
		if op == "|" {
			in.dictUpdate(t, y, at)
			return x, true
		}
	case *environValue:
		if d, ok := y.v.(*dictValue); ok && op == "|" {
			in.environMethod("update", &call{at: at, args: []val{{d, y.at}}})
			return x, true
		}
	case *instanceValue:
		return in.specialInPlace(op, x, y)
	case *lazyValue:
		return in.raise(at, "TypeError", op+"= does not work on a lazy config value: "+t.path()+" was never assigned",
			"assign it first, or use "+t.path()+".extend(…) or .update(…)"), true
	}
	return x, false
}

// replaceTable makes t hold what the set result holds.
func (in *interp) replaceTable(t *table, result val) {
	r, ok := result.v.(*setValue)
	if !ok {
		in.lose(&t.lost, in.whyUnknown(result))
		return
	}
	if why := in.weak(t.born); why != nil {
		in.lose(&t.lost, why)
		return
	}
	t.index, t.entries, t.gone, t.partial, t.lost = r.index, r.entries, r.gone, r.partial, r.lost
}

// lose marks that something is not known any more, or known in part, for one more cause.
func (in *interp) lose(mark **cause, why *cause) {
	if now := joined(*mark, why); now != *mark {
		*mark = now
		in.changes++
	}
}

func (in *interp) setAttribute(x val, name string, v val, at span) {
	if in.halted() {
		return
	}
	switch o := x.v.(type) {
	case *sectionValue:
		in.configSet(o, name, v, at)
	case *instanceValue:
		if a, ok := in.classAttr(o.class, name); ok {
			if in.isDescriptor(a) {
				in.vague++ // what it does with the value is not followed
				return
			}
			if f, ok := a.v.(*funcValue); ok && f.property && !f.kept {
				if f.setter != nil {
					in.callFunction(f.setter, &call{at: at, args: []val{x, v}})
				} else {
					in.raise(at, "AttributeError", "the property "+name+" has no setter", "")
				}
				return
			}
		}
		if m, ok := in.classAttr(o.class, "__setattr__"); ok {
			in.call(val{&methodValue{self: x, name: "__setattr__", fn: m.v}, at}, &call{at: at, args: []val{{stringValue(name), at}, v}})
			return
		}
		in.setOwn(o, name, v)
	case *classValue:
		if why := in.weak(o.scope.born); why != nil {
			v = val{&unknownValue{why}, v.at}
		}
		o.scope.vars[name] = v
	case *moduleValue:
		if o.attrs == nil {
			o.attrs = map[string]val{}
		}
		if why := in.weak(0); why != nil {
			v = val{&unknownValue{why}, v.at}
		}
		o.attrs[name] = v
	case *funcValue:
		if why := in.weak(0); why != nil {
			v = val{&unknownValue{why}, v.at}
		}
		if o.attrs == nil {
			o.attrs = map[string]val{}
		}
		o.attrs[name] = v
	case *unknownValue, *objectValue, *fileValue, *methodValue:
	case *lazyValue:
		in.rep.add(diag.Advice, at, "lower-case-section", "nothing reads "+o.path()+"."+name+": a section of the config begins with a capital letter", "")
	default:
		in.raise(at, "AttributeError", article(typeName(x.v))+" has no attribute "+quote(name)+" to assign", "")
	}
}

func (in *interp) setItem(x, i, v val, at span) {
	switch o := x.v.(type) {
	case *dictValue:
		in.dictSet(o, i, v)
		if in.exc != nil {
			in.exc.tell(at)
		}
	case *listValue:
		in.listSet(o, i, v, at)
	case *sectionValue:
		if name, ok := i.v.(stringValue); ok {
			in.configSet(o, string(name), v, at)
			return
		}
		in.opaque = append(in.opaque, at)
	case *environValue:
		in.environSet(i, v, at)
	case *lazyValue:
		in.raise(at, "TypeError", "an item can't be assigned in a lazy config value: "+o.path()+" was never assigned",
			"assign it first: "+o.path()+" = {}, or use "+o.path()+".update({…})")
	case *instanceValue:
		if _, ok := in.special(x, "__setitem__", i, v); !ok && !o.class.opaque {
			in.raise(at, "TypeError", "an item can't be assigned in "+article(o.class.name), "")
		}
	case *unknownValue, *objectValue:
	default:
		in.raise(at, "TypeError", "an item can't be assigned in "+article(typeName(x.v)), "")
	}
}

func (in *interp) delete(target expr) {
	if in.halted() {
		return
	}
	switch t := target.(type) {
	case *nameExpr:
		s := in.scope.home(t.id)
		if _, ok := s.get(t.id); !ok && in.weak(s.born) == nil {
			if !in.gaps && s.kind == functionScope {
				in.raise(t.span, "UnboundLocalError", "the name "+t.id+" is deleted before this function assigns it", "")
			} else if !in.gaps {
				in.raise(t.span, "NameError", "nothing defines the name "+t.id, "")
			}
			return
		}
		in.unbind(t.id, t.span)
	case *indexExpr:
		x, i := in.eval(t.x), in.eval(t.index)
		if in.halted() {
			return
		}
		in.deleteItem(x, i, t.span)
	case *attrExpr:
		x := in.eval(t.x)
		in.deleteAttribute(x, t.name, t.span)
	case *displayExpr:
		for _, e := range t.elems {
			in.delete(e)
		}
	}
}

// deleteAttribute is `del x.name`.
func (in *interp) deleteAttribute(x val, name string, at span) {
	if in.halted() {
		return
	}
	missing := func() {
		in.raise(at, "AttributeError", article(typeName(x.v))+" has no attribute "+quote(name)+" to delete", "")
	}
	var attrs map[string]val
	born := 0
	switch o := x.v.(type) {
	case *sectionValue:
		in.configDelete(o, name, at, missing)
		return
	case *instanceValue:
		attrs, born = o.attrs, o.born
	case *classValue:
		attrs, born = o.scope.vars, o.scope.born
	case *funcValue:
		attrs = o.attrs
	case *moduleValue:
		attrs = o.attrs
	case *unknownValue, *objectValue:
		return
	}
	_, has := attrs[name]
	switch why := in.weak(born); {
	case why != nil && has:
		attrs[name] = val{&unknownValue{why}, at}
	case has:
		delete(attrs, name)
	case why == nil:
		missing()
	}
}

func (in *interp) deleteItem(x, i val, at span) {
	switch o := x.v.(type) {
	case *sectionValue:
		if name, ok := i.v.(stringValue); ok {
			in.configDelete(o, string(name), at, func() {
				in.raiseWith(at, "KeyError", "the config has no "+quote(string(name)), "", i)
			})
			return
		}
	case *environValue:
		if name, ok := i.v.(stringValue); ok {
			in.environ[string(name)] = val{noneValue{}, at}
		}
	case *dictValue:
		k, problem := in.keyOf(i.v)
		why := in.weak(o.born)
		switch {
		case problem == "unhashable":
			in.raise(at, "TypeError", article(typeName(i.v))+" can't be a key", "")
		case problem != "":
			in.lose(&o.lost, in.spread(at, i).v.(*unknownValue).why)
		case why != nil:
			in.lose(&o.lost, why)
		case !o.remove(k) && o.partial == nil && o.lost == nil:
			in.raiseWith(at, "KeyError", "there is no key "+in.shown(i)+" here", "", i)
		}
	case *listValue:
		if why := joined(in.weak(o.born), o.partial, o.lost, o.shuffled); why != nil {
			in.lose(&o.lost, why)
			return
		}
		if !in.step(len(o.items)/16, at) {
			return
		}
		if s, ok := i.v.(*sliceValue); ok {
			low, high, step, ok := in.bounds(s, len(o.items), at)
			if !ok {
				in.lose(&o.lost, in.spread(at, i).v.(*unknownValue).why)
				return
			}
			if step != 1 {
				gone := map[int]bool{}
				for j := low; step > 0 && j < high || step < 0 && j > high; j += step {
					gone[j] = true
				}
				var kept []val
				for j, item := range o.items {
					if !gone[j] {
						kept = append(kept, item)
					}
				}
				o.items = kept
				return
			}
			o.items = append(append([]val(nil), o.items[:low]...), o.items[max(low, high):]...)
			return
		}
		n, ok := asInt(i.v)
		if !ok {
			if isUnknown(i.v) {
				in.lose(&o.lost, in.spread(at, i).v.(*unknownValue).why)
			} else {
				in.raise(at, "TypeError", "a list's index must be a whole number", "")
			}
			return
		}
		if n < 0 {
			n += int64(len(o.items))
		}
		if n < 0 || n >= int64(len(o.items)) {
			in.raise(at, "IndexError", "the list has no element "+in.shown(i), "")
			return
		}
		o.items = append(append([]val(nil), o.items[:n]...), o.items[n+1:]...)
	case *lazyValue:
		in.raise(at, "TypeError", "items can't be deleted in a lazy config value: "+o.path()+" was never assigned", "")
	case *instanceValue:
		if _, ok := in.special(x, "__delitem__", i); !ok && !o.class.opaque {
			in.raise(at, "TypeError", "items can't be deleted in "+article(o.class.name), "")
		}
	case *unknownValue, *objectValue:
	default:
		in.raise(at, "TypeError", "items can't be deleted in "+article(typeName(x.v)), "")
	}
}

// declare is `global` and `nonlocal`.
func (in *interp) declare(s *scopeStmt) {
	if in.scope.kind != functionScope {
		return
	}
	for _, n := range s.names {
		if s.nonlocal {
			if in.scope.outers == nil {
				in.scope.outers = map[string]bool{}
			}
			in.scope.outers[n] = true
		} else {
			if in.scope.globals == nil {
				in.scope.globals = map[string]bool{}
			}
			in.scope.globals[n] = true
		}
	}
}
