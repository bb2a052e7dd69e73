package pyconfig

import "unicode/utf8"

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
	}
	if b, ok := in.builtins[typeName(c.args[0].v)]; ok {
		return val{b.v, c.at}
	}
	return val{&objectValue{name: "type " + typeName(c.args[0].v), known: true}, c.at}
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

// namespace is locals() and globals(): the names as a dict of its own.
func (in *interp) namespace(c *call) val {
	d := in.newDict()
	names := make([]string, 0, len(in.scope.vars))
	for name := range in.scope.vars {
		names = append(names, name)
	}
	sortStrings(names)
	for _, name := range names {
		in.dictSet(d, val{stringValue(name), c.at}, in.scope.vars[name])
	}
	in.dictSet(d, val{stringValue("c"), c.at}, val{in.config, c.at})
	return val{d, c.at}
}

// execCall runs a string as Python, in the scope at hand: mostly the text of another config file.
func (in *interp) execCall(c *call) val {
	a := c.arg(0, "")
	s, ok := a.v.(stringValue)
	if !ok {
		in.handConfig(c.at, "exec")
		if why := in.whyUnknown(a); why != nil {
			if q := in.question(why); q != nil {
				in.rep.add(q.Severity, why.at, q.ID, q.Message, q.Hint)
			}
		}
		return in.none(c.at)
	}
	in.runText("exec", string(s), c.at, in.scope)
	return in.none(c.at)
}

// evalCall never evaluates a computed expression: what it could be is anybody's guess.
func (in *interp) evalCall(c *call) val {
	return in.unknown(c.at, "eval", "what eval() gives", "what eval() computes from a text is not evaluated", "write the value itself to have it read")
}
