package pyconfig

// define makes a function of a def, and hands it to its decorators.
func (in *interp) define(s *defStmt) {
	f := &funcValue{name: s.name, params: s.params, body: s.body, scope: in.scope, def: s}
	f.defaults = in.defaults(s.params)
	if in.halted() {
		return
	}
	v := in.decorated(val{f, s.span}, s.decorators)
	if !in.halted() {
		in.bind(s.name, v)
	}
}

// decorated applies decorators, the last first. What an unknown decorator makes of a function is unknown, but
// that is of no interest unless a setting hangs on it.
func (in *interp) decorated(v val, decorators []expr) val {
	for i := len(decorators) - 1; i >= 0; i-- {
		d := in.eval(decorators[i])
		if in.halted() {
			return v
		}
		f, _ := v.v.(*funcValue)
		name := ""
		switch x := d.v.(type) {
		case *builtinValue:
			name = x.name
		case *objectValue:
			name = x.name
		}
		switch name {
		case "staticmethod":
			if f != nil {
				f.static = true
			}
			continue
		case "classmethod":
			if f != nil {
				f.classwide = true
			}
			continue
		case "property", "functools.cached_property":
			if f != nil {
				f.property = true
			}
			continue
		case "functools.cache", "functools.lru_cache", "functools.wraps", "contextlib.contextmanager", "dataclasses.dataclass":
			if name == "contextlib.contextmanager" || name == "dataclasses.dataclass" {
				v = val{&objectValue{name: "a decorated " + typeName(v.v), known: true}, v.at}
			}
			continue
		}
		switch d.v.(type) {
		case *funcValue, *classValue, *methodValue, *instanceValue:
			v = in.call(d, &call{at: decorators[i].at(), args: []val{v}})
		default:
			v = val{&objectValue{name: "a decorated " + typeName(v.v), known: true}, v.at}
		}
	}
	return v
}

// defineClass runs a class's body in a namespace of its own.
func (in *interp) defineClass(s *classStmt) {
	c := &call{at: s.span}
	in.arguments(c, s.args)
	if in.halted() {
		return
	}
	class := &classValue{name: s.name, bases: c.args, scope: in.newScope(classScope, in.scope), opaque: len(c.keywords) > 0 || c.more != nil}
	for _, b := range c.args {
		switch base := b.v.(type) {
		case *classValue:
			class.opaque = class.opaque || base.opaque
			class.exc = class.exc || base.exc
		case *builtinValue:
			class.opaque = class.opaque || base.name != "object"
		default:
			class.opaque = true
		}
	}
	if in.descend(class, s.span); in.halted() {
		return
	}
	outer := in.scope
	in.scope = class.scope
	in.block(s.body)
	in.scope = outer
	if in.halted() {
		return
	}
	for _, v := range class.scope.vars {
		if f, ok := v.v.(*funcValue); ok && f.def != nil && f.owner == nil {
			f.owner = class
		}
	}
	v := in.decorated(val{class, s.span}, s.decorators)
	if !in.halted() {
		in.bind(s.name, v)
	}
}

// instantiate makes an instance and runs its __init__.
func (in *interp) instantiate(class *classValue, c *call) val {
	if !in.alloc(96, c.at) {
		return in.nothing(c.at)
	}
	inst := &instanceValue{class: class, attrs: map[string]val{}, born: len(in.doubt)}
	v := val{inst, c.at}
	if init, ok := in.classAttr(class, "__init__"); ok {
		if f, ok := init.v.(*funcValue); ok {
			with := *c
			with.args = append([]val{v}, c.args...)
			in.callFunction(f, &with)
		}
	} else if class.opaque {
		in.handOver(&cause{at: c.at, id: "opaque-call", why: "the result of " + class.name + "()",
			message: "what " + class.name + "() does is not known here"}, c, class.name)
	}
	if class.exc {
		inst.args = c.args
	}
	return v
}

// instanceGet is instance.name.
func (in *interp) instanceGet(v val, inst *instanceValue, name string, at span) val {
	if a, ok := inst.attrs[name]; ok {
		return a
	}
	switch name {
	case "__class__":
		return val{inst.class, at}
	case "args":
		if inst.class.exc {
			return val{&tupleValue{items: inst.args}, at}
		}
	}
	if a, ok := in.classAttr(inst.class, name); ok {
		f, isFunc := a.v.(*funcValue)
		switch {
		case !isFunc || f.static:
			return a
		case f.classwide:
			return val{&methodValue{self: val{inst.class, at}, name: name, fn: f}, at}
		case f.property:
			return in.callFunction(f, &call{at: at, args: []val{v}})
		case f.def != nil || f.result != nil:
			return val{&methodValue{self: v, name: name, fn: f}, at}
		}
	}
	if inst.class.opaque || inst.class.exc {
		return in.unknown(at, "opaque-attribute", "an attribute of an object", "what "+name+" of this object is, is not known", "")
	}
	return in.raise(at, "AttributeError", article(inst.class.name)+" has no attribute "+quote(name), "")
}
