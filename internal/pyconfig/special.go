package pyconfig

// special calls a special method that the class of an instance defines: `__len__`, `__add__`. ok is false when it
// defines none.
func (in *interp) special(v val, name string, args ...val) (result val, ok bool) {
	inst, is := v.v.(*instanceValue)
	if !is {
		return val{}, false
	}
	m, ok := in.classAttr(inst.class, name)
	if !ok {
		return val{}, false
	}
	f, ok := m.v.(*funcValue)
	if !ok {
		return in.spread(v.at, v), true
	}
	if !f.static {
		args = append([]val{v}, args...)
	}
	return in.callFunction(f, &call{at: v.at, args: args}), true
}

// specialText is a special method that gives a string.
func (in *interp) specialText(v val, name string) (string, bool) {
	if in.halted() {
		return "", false
	}
	out, ok := in.special(v, name)
	if !ok {
		return "", false
	}
	s, ok := out.v.(stringValue)
	if !ok && !in.halted() && !isUnknown(out.v) {
		in.raise(v.at, "TypeError", name+" must give a string", "")
	}
	return string(s), ok
}

// specialTruth is a special method whose result counts by its truth.
func (in *interp) specialTruth(v val, name string, args ...val) (tri, *cause, bool) {
	out, ok := in.special(v, name, args...)
	if !ok {
		return no, nil, false
	}
	t, why := in.truth(out)
	return t, why, true
}

var operatorMethods = map[string][2]string{
	"+": {"__add__", "__radd__"}, "-": {"__sub__", "__rsub__"}, "*": {"__mul__", "__rmul__"}, "/": {"__truediv__", "__rtruediv__"},
	"//": {"__floordiv__", "__rfloordiv__"}, "%": {"__mod__", "__rmod__"}, "**": {"__pow__", "__rpow__"}, "|": {"__or__", "__ror__"},
	"&": {"__and__", "__rand__"}, "^": {"__xor__", "__rxor__"}, "<<": {"__lshift__", "__rlshift__"}, ">>": {"__rshift__", "__rrshift__"},
	"@":  {"__matmul__", "__rmatmul__"},
	"==": {"__eq__", "__eq__"}, "<": {"__lt__", "__gt__"}, ">": {"__gt__", "__lt__"}, "<=": {"__le__", "__ge__"}, ">=": {"__ge__", "__le__"},
}

// operatorMethod is `x op y` where one of them is an instance. ok is false when neither is.
func (in *interp) operatorMethod(op string, x, y val, at span) (result val, ok bool) {
	_, isX := x.v.(*instanceValue)
	_, isY := y.v.(*instanceValue)
	if !isX && !isY {
		return val{}, false
	}
	names := operatorMethods[op]
	if v, ok := in.special(x, names[0], y); ok {
		if o, ok := v.v.(*objectValue); !ok || o.name != "NotImplemented" {
			return v, true
		}
	} else if isX && x.v.(*instanceValue).class.opaque {
		return in.spread(at, x, y), true
	}
	if v, ok := in.special(y, names[1], x); ok {
		if o, ok := v.v.(*objectValue); !ok || o.name != "NotImplemented" {
			return v, true
		}
	} else if isY && y.v.(*instanceValue).class.opaque {
		return in.spread(at, x, y), true
	}
	return val{}, false
}

// setOwn sets an attribute that an object has itself.
func (in *interp) setOwn(o *instanceValue, name string, v val) {
	if why := in.weak(o.born); why != nil {
		if !same(o.attrs[name].v, v.v) {
			in.changes++
		}
		v = val{&unknownValue{why}, v.at}
	}
	if _, limited := in.classAttr(o.class, "__slots__"); limited {
		in.vague++ // it may raise
	}
	o.attrs[name] = v
}

// isDescriptor reports whether an attribute of a class decides itself what an instance's attribute is.
func (in *interp) isDescriptor(v val) bool {
	inst, ok := v.v.(*instanceValue)
	if !ok {
		return false
	}
	_, gets := in.classAttr(inst.class, "__get__")
	_, sets := in.classAttr(inst.class, "__set__")
	return gets || sets
}

// index is a value as an index: an instance gives its own.
func (in *interp) index(i val) val {
	if v, ok := in.special(i, "__index__"); ok {
		return v
	}
	return i
}

// specialInPlace is `x op= y` by the method for that.
func (in *interp) specialInPlace(op string, x, y val) (result val, done bool) {
	names, ok := operatorMethods[op]
	if !ok {
		return x, false
	}
	result, done = in.special(x, "__i"+names[0][2:], y)
	if o, is := result.v.(*objectValue); is && o.name == "NotImplemented" {
		return x, false
	}
	return result, done
}
