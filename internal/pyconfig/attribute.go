package pyconfig

import "strings"

// attribute is x.name.
func (in *interp) attribute(x val, name string, at span) val {
	if in.halted() {
		return x
	}
	switch o := x.v.(type) {
	case *sectionValue:
		return in.configGet(o, name, at)
	case *unknownValue:
		in.vague++
		return val{o, at}
	case *objectValue:
		return in.objectAttribute(o, name, at)
	case *moduleValue:
		return in.moduleAttribute(o, name, at)
	case *instanceValue:
		return in.instanceGet(x, o, name, at)
	case *classValue:
		if v, ok := in.classAttr(o, name); ok {
			if in.isDescriptor(v) {
				return in.unknown(at, "not-read", "what a descriptor gives", "what the descriptor "+name+" gives is not evaluated", "")
			}
			if f, isFunc := v.v.(*funcValue); isFunc && f.classwide {
				return val{&methodValue{self: x, name: name, fn: f}, at}
			}
			return v
		}
		switch name {
		case "__name__", "__qualname__":
			return val{stringValue(o.name[strings.LastIndexByte(o.name, '.')+1:]), at}
		case "__doc__":
			if o.doc != nil {
				return val{o.doc, at}
			}
		case "__bases__", "__mro__":
			if o.opaque || o.exc {
				break
			}
			t := &tupleValue{items: o.bases}
			if name == "__mro__" {
				t.items = nil
				for _, of := range o.line {
					t.items = append(t.items, val{of, at})
				}
			}
			if len(o.bases) == 0 || name == "__mro__" {
				object, _ := in.builtin("object")
				t.items = append(t.items, object)
			}
			return val{t, at}
		}
		if o.opaque || o.exc || strings.HasPrefix(name, "__") {
			return in.unknown(at, "opaque-attribute", "an attribute of a class", "what "+name+" of "+o.name+" is, is not known", "")
		}
		return in.raise(at, "AttributeError", "the class "+o.name+" has no attribute "+quote(name), "")
	case *superValue:
		return in.superAttribute(o, name, at)
	case *pathValue:
		return in.pathAttribute(x, o, name, at)
	case *tupleValue:
		for i, f := range o.fields {
			if f == name && i < len(o.items) {
				return o.items[i]
			}
		}
	case *sliceValue, *rangeValue, *methodValue, *builtinValue, *funcValue:
		if f, ok := x.v.(*funcValue); ok {
			if v, ok := f.attrs[name]; ok {
				return v
			}
			switch {
			case name == "__name__" || name == "__qualname__" && f.owner == nil:
				return val{stringValue(f.name), at}
			case name == "__doc__" && f.doc != nil:
				return val{f.doc, at}
			case f.property && (name == "setter" || name == "getter" || name == "deleter"):
				return val{&builtinValue{"property." + name, func(in *interp, c *call) val {
					with := *f
					if other, ok := c.arg(0, "").v.(*funcValue); ok && name == "setter" {
						with.setter = other
					}
					return val{&with, c.at}
				}}, at}
			case !strings.HasPrefix(name, "__") && f.memo == nil:
				return in.raise(at, "AttributeError", "the function "+f.name+" has no attribute "+quote(name), "")
			}
		}
		if r, ok := x.v.(*rangeValue); ok {
			switch name {
			case "start":
				return val{intValue(r.start), at}
			case "stop":
				return val{intValue(r.stop), at}
			case "step":
				return val{intValue(r.step), at}
			case "index", "count":
				return val{&methodValue{self: x, name: name}, at}
			}
		}
		if b, ok := x.v.(*builtinValue); ok {
			if v, ok := in.known(b.name+"."+name, at); ok {
				return v
			}
			return in.typeAttribute(b, name, at)
		}
		return in.unknown(at, "opaque-attribute", "an attribute of "+article(typeName(x.v)), "what "+name+" is here is not known", "")
	case noneValue:
		if o.asked != nil {
			in.vague++
			return val{&unknownValue{o.asked}, at}
		}
	}
	switch name {
	case "__class__":
		return in.typeCall(&call{at: at, args: []val{x}})
	case "real", "numerator", "closed", "imag", "denominator", "mode", "mapping":
		if hasMethod(x.v, name) {
			return in.unknown(at, "not-read", "the attribute "+name, "the attribute "+name+" of "+article(typeName(x.v))+" is not evaluated", "")
		}
	}
	if hasMethod(x.v, name) {
		return val{&methodValue{self: x, name: name}, at}
	}
	if strings.HasPrefix(name, "__") {
		return in.unknown(at, "opaque-attribute", "an attribute of "+article(typeName(x.v)), "what "+name+" is here is not known", "")
	}
	if _, ok := x.v.(*tupleValue); ok && name == "_fields" && len(x.v.(*tupleValue).fields) > 0 {
		return in.unknown(at, "opaque-attribute", "the fields of a namedtuple", "the fields of this namedtuple are not evaluated", "")
	}
	hint := ""
	if l, ok := x.v.(*lazyValue); ok {
		return in.raise(at, "AttributeError", l.path()+" was never assigned, and a lazy config value has no "+quote(name),
			"assign it first: "+l.path()+" = …")
	}
	if near := nearMethod(x.v, name); near != "" {
		hint = "did you mean " + near + "?"
	}
	return in.raise(at, "AttributeError", article(typeName(x.v))+" has no attribute "+quote(name), hint)
}

// typeAttribute is an attribute of a built-in type: str.strip, dict.fromkeys.
func (in *interp) typeAttribute(b *builtinValue, name string, at span) val {
	var self value
	switch b.name {
	case "str":
		self = stringValue("")
	case "list":
		self = &listValue{}
	case "set":
		self = &setValue{}
	case "dict":
		self = &dictValue{}
	}
	if name == "__name__" {
		return val{stringValue(b.name), at}
	}
	if self == nil || !hasMethod(self, name) || name == "maketrans" {
		if name == "maketrans" && self != nil {
			return val{&builtinValue{"str.maketrans", (*interp).makeTranslation}, at}
		}
		return in.unknown(at, "opaque-attribute", "an attribute of "+b.name, "what "+name+" of "+b.name+" is, is not known", "")
	}
	return val{&builtinValue{name: b.name + "." + name, fn: func(in *interp, c *call) val {
		if name == "fromkeys" {
			with := *c
			with.self = val{self, c.at}
			return in.callMethod(with.self, name, &with)
		}
		if len(c.args) == 0 {
			return in.raise(c.at, "TypeError", b.name+"."+name+" needs a value to work on", "")
		}
		self := c.args[0]
		if isUnknown(self.v) {
			return in.spread(c.at, self)
		}
		if !hasMethod(self.v, name) {
			return in.raise(c.at, "TypeError", b.name+"."+name+" does not work on "+article(typeName(self.v)), "")
		}
		return in.callMethod(self, name, &call{at: c.at, self: self, args: c.args[1:], keywords: c.keywords})
	}}, at}
}

// item is x[i].
func (in *interp) item(x, i val, at span) val {
	switch x.v.(type) {
	case *listValue, *tupleValue, stringValue, bytesValue, *rangeValue:
		i = in.index(i)
	}
	switch o := x.v.(type) {
	case *dictValue:
		return in.dictItem(o, i, at)
	case *listValue:
		if why := joined(o.lost, o.partial, o.shuffled); why != nil {
			in.vague++
			return val{&unknownValue{why}, at}
		}
		return in.sequenceItem(x, o.items, i, at)
	case *tupleValue:
		if why := joined(o.partial, o.shuffled); why != nil {
			in.vague++
			return val{&unknownValue{why}, at}
		}
		return in.sequenceItem(x, o.items, i, at)
	case stringValue:
		return in.stringItem(string(o), i, at)
	case *rangeValue:
		if n, ok := asInt(i.v); ok {
			if n < 0 {
				n += o.len()
			}
			if n >= 0 && n < o.len() {
				return val{intValue(o.start + n*o.step), at}
			}
			return in.raise(at, "IndexError", "the range has no element "+in.shown(i), "")
		}
		if s, ok := i.v.(*sliceValue); ok && o.len() < 1<<31 {
			low, high, step, ok := in.bounds(s, int(o.len()), at)
			if !ok {
				return in.spread(at, s.low, s.high, s.step)
			}
			return val{&rangeValue{o.start + int64(low)*o.step, o.start + int64(high)*o.step, o.step * int64(step)}, at}
		}
	case *sectionValue:
		if name, ok := i.v.(stringValue); ok {
			return in.configGet(o, string(name), at)
		}
	case *environValue:
		return in.environItem(i, at)
	case *lazyValue:
		return in.raise(at, "TypeError", "a lazy config value has no items: "+o.path()+" was never assigned", "assign it first: "+o.path()+" = …")
	case bytesValue:
		if sl, ok := i.v.(*sliceValue); ok {
			low, high, step, ok := in.bounds(sl, len(o), at)
			if !ok || step != 1 {
				return in.spread(at, sl.low, sl.high, sl.step)
			}
			return val{o[low:max(low, high)], at}
		}
		if n, ok := asInt(i.v); ok {
			if n < 0 {
				n += int64(len(o))
			}
			if n < 0 || n >= int64(len(o)) {
				return in.raise(at, "IndexError", "the bytes have no element "+in.shown(i), "")
			}
			return val{intValue(o[n]), at}
		}
		return in.spread(at, i)
	case *unknownValue, *objectValue, *classValue, *builtinValue, *moduleValue:
		if b, ok := x.v.(*builtinValue); ok {
			return val{b, at} // list[str], as in a type hint
		}
		return in.spread(at, x, i)
	case *instanceValue:
		if v, ok := in.special(x, "__getitem__", i); ok {
			return v
		}
		if !o.class.opaque {
			return in.raise(at, "TypeError", article(o.class.name)+" has no items", "")
		}
		return in.unknown(at, "not-read", "an item of an object", "what this object holds is not known", "")
	case noneValue:
		if o.asked != nil {
			in.vague++
			return val{&unknownValue{o.asked}, at}
		}
	}
	if isUnknown(i.v) {
		return in.spread(at, i)
	}
	return in.raise(at, "TypeError", article(typeName(x.v))+" has no items", "")
}

func (in *interp) dictItem(d *dictValue, i val, at span) val {
	if d.lost != nil {
		in.vague++
		return val{&unknownValue{d.lost}, at}
	}
	k, problem := in.keyOf(i.v)
	switch problem {
	case "unhashable":
		return in.raise(at, "TypeError", article(typeName(i.v))+" can't be a key", "")
	case "unknown":
		return in.spread(at, i)
	}
	if e, ok := d.find(k); ok {
		return e.v
	}
	if d.partial != nil {
		in.vague++
		return val{&unknownValue{d.partial}, at}
	}
	if d.fallback != nil {
		v := in.call(*d.fallback, &call{at: at})
		if !in.halted() {
			in.dictSet(d, i, v)
		}
		return v
	}
	hint := ""
	if s, ok := i.v.(stringValue); ok {
		for _, e := range d.entries {
			if name, ok := e.key.v.(stringValue); ok && near(string(s), string(name)) {
				hint = "did you mean " + quote(string(name)) + "?"
			}
		}
	}
	return in.raiseWith(at, "KeyError", "there is no key "+in.shown(i)+" here", hint, i)
}

func (in *interp) sequenceItem(x val, items []val, i val, at span) val {
	if s, ok := i.v.(*sliceValue); ok {
		low, high, step, ok := in.bounds(s, len(items), at)
		if !ok {
			return in.spread(at, s.low, s.high, s.step)
		}
		var out []val
		for j := low; step > 0 && j < high || step < 0 && j > high; j += step {
			out = append(out, items[j])
		}
		if !in.step(len(out)/8, at) {
			return in.nothing(at)
		}
		if _, ok := x.v.(*tupleValue); ok {
			return val{&tupleValue{items: out}, at}
		}
		return in.newList(out, nil, at)
	}
	n, ok := asInt(i.v)
	if !ok {
		if isUnknown(i.v) {
			return in.spread(at, i)
		}
		return in.raise(at, "TypeError", "the index of "+article(typeName(x.v))+" must be a whole number, not "+article(typeName(i.v)), "")
	}
	if n < 0 {
		n += int64(len(items))
	}
	if n < 0 || n >= int64(len(items)) {
		return in.raise(at, "IndexError", "the "+typeName(x.v)+" has no element "+in.shown(i), "")
	}
	return items[n]
}

func (in *interp) stringItem(s string, i val, at span) val {
	runes := []rune(s)
	if !in.step(len(runes)/16, at) {
		return in.nothing(at)
	}
	if sl, ok := i.v.(*sliceValue); ok {
		low, high, step, ok := in.bounds(sl, len(runes), at)
		if !ok {
			return in.spread(at, sl.low, sl.high, sl.step)
		}
		var out []rune
		for j := low; step > 0 && j < high || step < 0 && j > high; j += step {
			out = append(out, runes[j])
		}
		in.alloc(len(out), at)
		return val{stringValue(string(out)), at}
	}
	n, ok := asInt(i.v)
	if !ok {
		if isUnknown(i.v) {
			return in.spread(at, i)
		}
		return in.raise(at, "TypeError", "the index of a str must be a whole number, not "+article(typeName(i.v)), "")
	}
	if n < 0 {
		n += int64(len(runes))
	}
	if n < 0 || n >= int64(len(runes)) {
		return in.raise(at, "IndexError", "the string has no character "+in.shown(i), "")
	}
	return val{stringValue(string(runes[n])), at}
}

// bounds turns a slice into the indices of a sequence of length n; ok is false when they are not known.
func (in *interp) bounds(s *sliceValue, n int, at span) (low, high, step int, ok bool) {
	one := func(v val, fallback int) int {
		if _, none := v.v.(noneValue); none {
			return fallback
		}
		i, isInt := asInt(v.v)
		if !isInt {
			ok = false
			return fallback
		}
		if i < 0 {
			i = max(i+int64(n), -1)
			if step > 0 {
				i = max(i, 0)
			}
		}
		if step < 0 {
			return int(min(i, int64(n-1)))
		}
		return int(min(i, int64(n)))
	}
	ok, step = true, 1
	if _, none := s.step.v.(noneValue); !none {
		i, isInt := asInt(s.step.v)
		if !isInt {
			return 0, 0, 1, false
		}
		if i == 0 {
			in.raise(at, "ValueError", "the step of a slice can't be zero", "")
			return 0, 0, 1, false
		}
		step = int(max(min(i, 1<<30), -1<<30))
	}
	if step > 0 {
		return one(s.low, 0), one(s.high, n), step, ok
	}
	return one(s.low, n-1), one(s.high, -1), step, ok
}
