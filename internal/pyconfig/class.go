package pyconfig

import (
	"slices"
	"strings"
)

// define makes a function of a def, and hands it to its decorators.
func (in *interp) define(s *defStmt) {
	f := &funcValue{name: s.name, params: s.params, body: s.body, scope: in.scope, def: s, doc: docOf(s.body)}
	f.defaults = in.defaults(s.params)
	if in.halted() {
		return
	}
	v := in.decorated(val{f, s.span}, s.decorators)
	if !in.halted() {
		in.bind(s.name, v)
	}
}

// methodMaker is staticmethod and its kin where they are called: they mark a function of its own.
func methodMaker(mark func(*funcValue)) func(in *interp, c *call) val {
	return func(in *interp, c *call) val {
		f, ok := c.arg(0, "fget").v.(*funcValue)
		if !ok {
			return in.spread(c.at, c.all()...)
		}
		with := *f
		if with.setter, ok = c.arg(1, "fset").v.(*funcValue); !ok {
			with.setter = nil
		}
		mark(&with)
		return val{&with, c.at}
	}
}

// docOf is the doc string of a body.
func docOf(body []stmt) value {
	if len(body) > 0 {
		if x, ok := body[0].(*exprStmt); ok {
			if c, ok := x.x.(*constExpr); ok {
				if s, ok := c.v.(stringValue); ok {
					return s
				}
			}
		}
	}
	return noneValue{}
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
				f.kept = name == "functools.cached_property"
			}
			continue
		case "contextlib.contextmanager":
			if f != nil {
				managed := *f
				managed.manager = true
				v.v = &managed
				continue
			}
		}
		switch d.v.(type) {
		case *funcValue, *classValue, *methodValue, *instanceValue, *builtinValue:
			v = in.call(d, &call{at: decorators[i].at(), args: []val{v}})
		default:
			v = val{&objectValue{name: "a decorated " + typeName(v.v), known: true, made: true}, v.at}
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
	class := &classValue{name: s.name, bases: c.args, doc: docOf(s.body), scope: in.newScope(classScope, in.scope), opaque: c.arg(-1, "metaclass").v != nil || c.more != nil}
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
	for name, v := range class.scope.vars {
		if f, ok := v.v.(*funcValue); ok && f.owner == nil {
			f.owner = class
			if f.setter != nil {
				f.setter.owner = class
			}
		}
		switch name {
		case "__eq__", "__hash__":
			class.compares = true
		case "__init__":
			class.opaque = class.opaque && !class.exc
		}
	}
	for _, of := range class.line[1:] {
		class.compares = class.compares || of.compares
	}
	in.members(class)
	in.greetSubclass(class, c)
	if in.halted() {
		return
	}
	v := in.decorated(val{class, s.span}, s.decorators)
	if !in.halted() {
		in.bind(s.name, v)
	}
}

// greetSubclass calls what the classes behind a new one have for that: __init_subclass__, with the arguments by name.
func (in *interp) greetSubclass(class *classValue, c *call) {
	for _, of := range class.line[1:] {
		if of.scope == nil {
			continue
		}
		m, ok := of.scope.vars["__init_subclass__"]
		if !ok {
			continue
		}
		if f, ok := m.v.(*funcValue); ok {
			in.callFunction(f, &call{at: c.at, args: []val{{class, c.at}}, keywords: c.keywords})
			return
		}
		class.opaque = true
		return
	}
	if len(c.keywords) > 0 {
		class.opaque = true
	}
}

// instantiate makes an instance and runs its __init__.
func (in *interp) instantiate(class *classValue, c *call) val {
	if _, own := in.classAttr(class, "__new__"); own || class.enum {
		return in.spread(c.at, c.all()...)
	}
	class = in.osError(class, c.args)
	if !in.alloc(96, c.at) {
		return in.nothing(c.at)
	}
	inst := &instanceValue{class: class, attrs: map[string]val{}, born: len(in.doubt)}
	v := val{inst, c.at}
	if class.exc {
		inst.args = c.args
	}
	if init, ok := in.classAttr(class, "__init__"); ok {
		if f, ok := init.v.(*funcValue); ok {
			with := *c
			with.args = append([]val{v}, c.args...)
			in.callFunction(f, &with)
		}
	} else if len(c.args)+len(c.keywords) > 0 && !class.exc && !class.opaque {
		return in.raise(c.at, "TypeError", class.name+"() takes no arguments", "")
	} else if class.opaque {
		in.vague++ // it may raise: a class that is abstract does
		in.handOver(&cause{at: c.at, id: "opaque-call", why: "the result of " + class.name + "()",
			message: "what " + class.name + "() does is not known here"}, c, class.name)
	}
	return v
}

// members makes the members of an enum of what its body assigned.
func (in *interp) members(class *classValue) {
	enum := false
	for _, of := range class.line {
		for _, b := range of.bases {
			o, ok := b.v.(*objectValue)
			enum = enum || ok && (o.name == "enum.Enum" || o.name == "enum.IntEnum" || o.name == "enum.StrEnum")
		}
	}
	if class.enum = enum; !enum {
		return
	}
	for name, v := range class.scope.vars {
		if _, ok := v.v.(*funcValue); ok || strings.HasPrefix(name, "_") {
			continue
		}
		value := v
		if isUnknown(v.v) || typeName(v.v) == "object" {
			value = in.unknown(v.at, "not-read", "the value of an enum's member", "the value of this member is not evaluated", "")
		}
		class.scope.vars[name] = val{&instanceValue{class: class, attrs: map[string]val{"name": {stringValue(name), v.at}, "value": value}, born: len(in.doubt)}, v.at}
	}
}

// superCall is super(), as a method calls it.
func (in *interp) superCall(c *call) val {
	f := in.frame.fn
	self := in.frame.self
	if len(c.args) == 2 {
		if class, ok := c.args[0].v.(*classValue); ok {
			f, self = &funcValue{owner: class}, c.args[1]
		}
	}
	if f == nil || f.owner == nil || self.v == nil {
		return in.unknown(c.at, "not-read", "super()", "what super() stands for here is not known", "")
	}
	return val{&superValue{self, f.owner}, c.at}
}

// superAttribute finds a name behind a class in the line of an instance's class.
func (in *interp) superAttribute(s *superValue, name string, at span) val {
	class, ok := s.self.v.(*classValue)
	if inst, is := s.self.v.(*instanceValue); is {
		class, ok = inst.class, true
	}
	if !ok {
		return in.spread(at, s.self)
	}
	behind := slices.Index(class.line, s.owner) + 1
	for _, of := range class.line[behind:] {
		if of.scope == nil {
			continue
		}
		if a, ok := of.scope.vars[name]; ok {
			if f, isFunc := a.v.(*funcValue); isFunc && !f.static {
				if f.property {
					return in.callFunction(f, &call{at: at, args: []val{s.self}})
				}
				return val{&methodValue{self: s.self, name: name, fn: f}, at}
			}
			return a
		}
	}
	inst, is := s.self.v.(*instanceValue)
	if is && class.exc && name == "__init__" {
		return val{&builtinValue{"__init__", func(in *interp, c *call) val {
			inst.args = c.args
			return in.none(c.at)
		}}, at}
	}
	if !class.opaque && (name == "__init__" || name == "__init_subclass__") {
		return val{&builtinValue{"__init__", func(in *interp, c *call) val { return in.none(c.at) }}, at}
	}
	if is && name == "__setattr__" && !class.opaque {
		return val{&builtinValue{"__setattr__", func(in *interp, c *call) val {
			if key, ok := c.arg(0, "").v.(stringValue); ok && len(c.args) == 2 {
				in.setOwn(inst, string(key), c.args[1])
			} else {
				in.spoilInstance(inst, &cause{at: c.at, id: "not-read", why: "an attribute whose name is not known", message: "which attribute is set here is not known"})
			}
			return in.none(c.at)
		}}, at}
	}
	if class.opaque || strings.HasPrefix(name, "__") {
		return in.unknown(at, "opaque-attribute", "an attribute of an object", "what "+name+" of this object is, is not known", "")
	}
	return in.raise(at, "AttributeError", "the classes behind "+s.owner.name+" have no attribute "+quote(name), "")
}

// instanceGet is instance.name.
func (in *interp) instanceGet(v val, inst *instanceValue, name string, at span) val {
	if a, ok := in.classAttr(inst.class, name); ok && in.isDescriptor(a) {
		return in.unknown(at, "not-read", "what a descriptor gives", "what the descriptor "+name+" gives is not evaluated", "")
	}
	if a, ok := inst.attrs[name]; ok {
		return a
	}
	if inst.lost != nil && name != "__class__" {
		a, ok := in.classAttr(inst.class, name)
		if f, isFunc := a.v.(*funcValue); !ok || !isFunc || f.property {
			in.vague++
			return val{&unknownValue{inst.lost}, at}
		}
	}
	switch name {
	case "__class__":
		return val{inst.class, at}
	case "__dict__":
		// It may be used to change the attributes.
		in.spoilInstance(inst, &cause{at: at, id: "not-read", why: "the attributes of an object", message: "what is done to the attributes of this object is not followed"})
		return in.unknown(at, "not-read", "the attributes of an object", "the attributes of this object as a dict are not evaluated", "")
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
			made := in.callFunction(f, &call{at: at, args: []val{v}})
			if f.kept && !in.halted() {
				in.setOwn(inst, name, made)
			}
			return made
		case f.def != nil || f.result != nil:
			return val{&methodValue{self: v, name: name, fn: f}, at}
		}
	}
	if getattr, ok := in.classAttr(inst.class, "__getattr__"); ok {
		return in.call(val{&methodValue{self: v, name: name, fn: getattr.v}, at}, &call{at: at, args: []val{{stringValue(name), at}}})
	}
	if inst.class.opaque || inst.class.exc || strings.HasPrefix(name, "__") {
		return in.unknown(at, "opaque-attribute", "an attribute of an object", "what "+name+" of this object is, is not known", "")
	}
	return in.raise(at, "AttributeError", article(inst.class.name)+" has no attribute "+quote(name), "")
}
