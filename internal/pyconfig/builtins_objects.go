package pyconfig

import (
	"slices"
	"unicode/utf8"
)

func (in *interp) isinstance(c *call) val {
	if len(c.args) != 2 {
		return in.raise(c.at, "TypeError", "isinstance needs an object and a type", "")
	}
	t := in.instanceOf(c.args[0], c.args[1])
	if t == perhaps {
		return in.spread(c.at, c.args...)
	}
	return val{boolValue(t == yes), c.at}
}

func (in *interp) instanceOf(v, class val) tri {
	if n, ok := v.v.(noneValue); ok && n.asked != nil {
		return perhaps
	}
	if isUnknown(v.v) {
		return perhaps
	}
	switch k := class.v.(type) {
	case *tupleValue:
		out := no
		in.step(len(k.items)/2, class.at)
		for _, one := range k.items {
			switch in.instanceOf(v, one) {
			case yes:
				return yes
			case perhaps:
				out = perhaps
			}
		}
		return out
	case *builtinValue:
		name := typeName(v.v)
		if k.name == "object" || name == k.name || name == "bool" && k.name == "int" {
			return yes
		}
		switch v.v.(type) {
		case *sectionValue:
			return triOf(k.name == "dict")
		case *objectValue, *iterValue:
			return perhaps
		case *instanceValue:
			if v.v.(*instanceValue).class.opaque {
				return perhaps
			}
		}
		return no
	case *classValue:
		inst, ok := v.v.(*instanceValue)
		if !ok {
			return no
		}
		if in.inherits(inst.class, k.name) {
			return yes
		}
		if inst.class.opaque {
			return perhaps
		}
		return no
	}
	return perhaps
}

// issubclass is for the config's own classes and exceptions.
func (in *interp) issubclass(c *call) val {
	if len(c.args) != 2 {
		return in.raise(c.at, "TypeError", "issubclass needs two classes", "")
	}
	class, ok := c.args[0].v.(*classValue)
	list := []val{c.args[1]}
	if t, ok := c.args[1].v.(*tupleValue); ok {
		list = t.items
	}
	for _, one := range list {
		switch of := one.v.(type) {
		case *classValue:
			if ok && slices.Contains(class.line, of) {
				return val{boolValue(true), c.at}
			}
			ok = ok && !class.opaque
		case *builtinValue:
			if ok && of.name == "object" {
				return val{boolValue(true), c.at}
			}
			ok = ok && !class.opaque
		default:
			ok = false
		}
	}
	if !ok {
		return in.spread(c.at, c.args...)
	}
	return val{boolValue(false), c.at}
}

func (in *interp) vars(c *call) val {
	if len(c.args) == 0 {
		return in.namespace(c)
	}
	return in.attribute(c.args[0], "__dict__", c.at)
}

func (in *interp) hasattr(c *call) val {
	name, ok := c.arg(1, "").v.(stringValue)
	if !ok || len(c.args) != 2 {
		return in.spread(c.at, c.args...)
	}
	exc, vague := in.exc, in.vague
	v := in.attribute(c.args[0], string(name), c.at)
	found := in.exc == nil
	in.exc = exc
	if found && isUnknown(v.v) && in.vague > vague {
		return in.spread(c.at, v)
	}
	return val{boolValue(found), c.at}
}

func (in *interp) getattr(c *call) val {
	name, ok := c.arg(1, "").v.(stringValue)
	if !ok || len(c.args) < 2 {
		return in.spread(c.at, c.args...)
	}
	v := in.attribute(c.args[0], string(name), c.at)
	if in.exc != nil && in.stopped == "" && len(c.args) > 2 && in.exc.inst.class.name == "AttributeError" {
		in.exc = nil
		return c.args[2]
	}
	return v
}

func (in *interp) typeCall(c *call) val {
	if len(c.args) != 1 {
		return in.unknown(c.at, "opaque-call", "a class made by type()", "a class made by type() is not evaluated", "")
	}
	switch x := c.args[0].v.(type) {
	case *instanceValue:
		return val{x.class, c.at}
	case *unknownValue, *objectValue:
		return in.spread(c.at, c.args[0])
	case *iterValue:
		if x.name == "iterator" { // of which kind is not kept
			return in.spread(c.at, c.args[0])
		}
	}
	if b, ok := in.builtin(typeName(c.args[0].v)); ok {
		return val{b.v, c.at}
	}
	name := typeName(c.args[0].v)
	return val{&builtinValue{name, func(in *interp, c *call) val { return in.spread(c.at, c.args...) }}, c.at}
}

func (in *interp) callable(c *call) val {
	switch x := c.arg(0, "").v.(type) {
	case *funcValue, *builtinValue, *classValue, *methodValue:
		return val{boolValue(true), c.at}
	case *unknownValue, *objectValue, *instanceValue:
		return in.spread(c.at, val{x, c.at})
	}
	return val{boolValue(false), c.at}
}

func (in *interp) ord(c *call) val {
	s, ok := c.arg(0, "").v.(stringValue)
	if !ok || utf8.RuneCountInString(string(s)) != 1 {
		if isUnknown(c.arg(0, "").v) {
			return in.spread(c.at, c.args...)
		}
		return in.raise(c.at, "TypeError", "ord needs a string of one character", "")
	}
	r, _ := utf8.DecodeRuneInString(string(s))
	return val{intValue(r), c.at}
}

func (in *interp) chr(c *call) val {
	n, ok := asInt(c.arg(0, "").v)
	if !ok {
		return in.spread(c.at, c.args...)
	}
	if n < 0 || n > utf8.MaxRune {
		return in.raise(c.at, "ValueError", "chr needs the number of a character", "")
	}
	if 0xd800 <= n && n <= 0xdfff {
		return in.unknown(c.at, "surrogate", "half a character", "half of a pair of surrogates is not evaluated", "")
	}
	return val{stringValue(string(rune(n))), c.at}
}

func (in *interp) nextCall(c *call) val {
	i, ok := c.arg(0, "").v.(*iterValue)
	if !ok {
		if f, ok := c.arg(0, "").v.(*fileValue); ok {
			i = &iterValue{it: in.fileLines(f, c.at)}
		} else if isUnknown(c.arg(0, "").v) {
			return in.spread(c.at, c.args...)
		} else {
			return in.raise(c.at, "TypeError", article(typeName(c.arg(0, "").v))+" is no iterator", "")
		}
	}
	if why := i.it.shuffled; why != nil {
		in.vague++
		return val{&unknownValue{why}, c.at}
	}
	v, more := i.it.next()
	if more || in.halted() {
		return v
	}
	if why := i.it.rest(); why != nil {
		return val{&unknownValue{why}, c.at}
	}
	if d := c.arg(1, ""); d.v != nil {
		return d
	}
	return in.raise(c.at, "StopIteration", "the iterator has nothing more", "")
}
