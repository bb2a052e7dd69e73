package pyconfig

import (
	"math"
	"unicode/utf8"
)

// builtin looks a name up among Python's built-ins, with what the Hub adds for its config file. They are made as they
// are asked for.
func (in *interp) builtin(name string) (val, bool) {
	v, ok := in.builtins[name]
	if ok {
		return v, true
	}
	if fn, is := builtinFunctions[name]; is {
		v.v = &builtinValue{name, fn}
	} else if _, is := exceptionBases[name]; is {
		v.v = in.exceptionClass(name)
	} else {
		return val{}, false
	}
	in.builtins[name] = v
	return v, true
}

// makeBuiltins are the built-ins that are no functions and no exceptions.
func (in *interp) makeBuiltins() map[string]val {
	out := map[string]val{}
	for _, name := range []string{"bytearray", "complex", "memoryview", "id", "hash", "dir", "aiter", "anext", "__import__", "breakpoint", "copyright", "quit"} {
		out[name] = val{v: &objectValue{name: name, known: true}}
	}
	out["Ellipsis"] = val{v: &objectValue{name: "Ellipsis", known: true}}
	out["NotImplemented"] = val{v: &objectValue{name: "NotImplemented", known: true}}
	out["__name__"] = val{v: stringValue("builtins")}
	out["__debug__"] = val{v: boolValue(true)}
	out["__builtins__"] = val{v: &moduleValue{name: "builtins"}}
	out["__doc__"] = val{v: noneValue{}}
	out["__spec__"] = val{v: noneValue{}}
	out["__package__"] = val{v: noneValue{}}
	return out
}

// builtinTypes are those among builtinFunctions that are types.
var builtinTypes = map[string]bool{
	"bool": true, "bytes": true, "classmethod": true, "dict": true, "enumerate": true, "filter": true, "float": true, "frozenset": true, "int": true,
	"list": true, "map": true, "object": true, "property": true, "range": true, "reversed": true, "set": true, "slice": true, "staticmethod": true,
	"str": true, "super": true, "tuple": true, "type": true, "zip": true,
}

var builtinFunctions map[string]func(in *interp, c *call) val

func init() {
	nothing := func(in *interp, c *call) val { return in.none(c.at) }
	builtinFunctions = map[string]func(in *interp, c *call) val{
		"print": nothing, "staticmethod": methodMaker(func(f *funcValue) { f.static = true }), "classmethod": methodMaker(func(f *funcValue) { f.classwide = true }),
		"property": methodMaker(func(f *funcValue) { f.property = true }),
		"get_config": func(in *interp, c *call) val {
			if len(c.args) > 0 {
				return in.unknown(c.at, "get-config", "a value of the Helm chart", "get_config() with a name asks the Helm chart's values, which are not read here", "write the value itself to have it read")
			}
			return val{in.config, c.at}
		},
		"load_subconfig": (*interp).loadSubconfig,
		"len":            (*interp).length, "str": (*interp).strCall, "repr": (*interp).reprCall, "int": (*interp).intCall, "float": (*interp).floatCall,
		"bool": func(in *interp, c *call) val {
			a := c.arg(0, "")
			if a.v == nil {
				return val{boolValue(false), c.at}
			}
			t, why := in.truth(a)
			if t == perhaps {
				return val{&unknownValue{why}, c.at}
			}
			return val{boolValue(t == yes), c.at}
		},
		"list": func(in *interp, c *call) val {
			items, why, ok := in.optional(c)
			if !ok {
				return in.nothing(c.at)
			}
			return in.inOrder(in.newList(items, why, c.at))
		},
		"tuple": func(in *interp, c *call) val {
			items, why, ok := in.optional(c)
			if !ok {
				return in.nothing(c.at)
			}
			return val{&tupleValue{items: items, partial: why, shuffled: in.mixed}, c.at}
		},
		"set": (*interp).setCall, "frozenset": (*interp).frozensetCall, "dict": (*interp).dictCall, "range": (*interp).rangeCall,
		"enumerate": (*interp).enumerate, "zip": (*interp).zip, "map": (*interp).mapCall, "filter": (*interp).filterCall,
		"sorted": func(in *interp, c *call) val {
			items, why, ok := in.optional(c)
			if !ok {
				return in.nothing(c.at)
			}
			order := in.mixed
			sorted, unsure, ok := in.sorted(items, c)
			if !ok {
				return in.nothing(c.at)
			}
			if unsure != nil {
				return val{&unknownValue{unsure}, c.at}
			}
			l := in.newList(sorted, why, c.at)
			if in.ties && c.arg(-1, "key").v != nil {
				l.v.(*listValue).shuffled = order // of those with equal keys
			}
			return l
		},
		"reversed": func(in *interp, c *call) val {
			switch v := in.orNone(c.arg(0, "")).v.(type) {
			case *setValue, *iterValue, intValue, boolValue, floatValue, noneValue:
				if _, asked := firstAsked(val{v: v}); !asked {
					return in.raise(c.at, "TypeError", article(typeName(v))+" can't be reversed", "")
				}
			}
			items, why, ok := in.optional(c)
			if !ok {
				return in.nothing(c.at)
			}
			out := make([]val, len(items))
			for i, v := range items {
				out[len(items)-1-i] = v
			}
			it := sliceIterator(out, why)
			it.shuffled = in.mixed
			return val{iterOf(it, "list_reverseiterator"), c.at}
		},
		"any": func(in *interp, c *call) val { return in.anyAll(c, yes) },
		"all": func(in *interp, c *call) val { return in.anyAll(c, no) },
		"min": func(in *interp, c *call) val { return in.extreme(c, -1) },
		"max": func(in *interp, c *call) val { return in.extreme(c, 1) },
		"sum": (*interp).sum,
		"abs": func(in *interp, c *call) val {
			a := c.arg(0, "")
			if n, ok := asInt(a.v); ok && n != -n || n == 0 && ok {
				return val{intValue(max(n, -n)), c.at}
			}
			if f, ok := asFloat(a.v); ok {
				return val{floatValue(math.Abs(f)), c.at}
			}
			if v, ok := in.special(a, "__abs__"); ok {
				return v
			}
			return in.noNumber("abs", a, c.at)
		},
		"round":      (*interp).round,
		"isinstance": (*interp).isinstance, "hasattr": (*interp).hasattr, "getattr": (*interp).getattr,
		"setattr": func(in *interp, c *call) val {
			if name, ok := c.arg(1, "").v.(stringValue); ok && len(c.args) == 3 {
				in.setAttribute(c.args[0], string(name), c.args[2], c.at)
			} else {
				in.handOver(&cause{at: c.at, id: "opaque-call", why: "setattr with a name that is not known", message: "Which attribute is set here is not known"}, c, "setattr")
			}
			return in.none(c.at)
		},
		"type":     (*interp).typeCall,
		"callable": (*interp).callable, "ord": (*interp).ord, "chr": (*interp).chr,
		"iter": func(in *interp, c *call) val {
			if len(c.args) > 1 {
				return in.unknown(c.at, "not-read", "iter with a sentinel", "iter with two arguments is not evaluated", "")
			}
			it, ok := in.iterate(c.arg(0, ""), c.at)
			if !ok {
				return in.nothing(c.at)
			}
			return val{iterOf(it, "iterator"), c.at}
		},
		"next": (*interp).nextCall, "open": (*interp).open, "exec": (*interp).execCall, "eval": (*interp).evalCall,
		"input": func(in *interp, c *call) val {
			return in.unknown(c.at, "input", "what somebody types", "what input() reads is not known", "")
		},
		"locals": (*interp).namespace, "globals": (*interp).globals,
		"object": func(in *interp, c *call) val {
			return val{&objectValue{name: "object()", known: true, made: true}, c.at}
		},
		"exit": func(in *interp, c *call) val { return in.raise(c.at, "SystemExit", "", "") },
		"divmod": func(in *interp, c *call) val {
			q := in.binary("//", c.args[0], c.args[1], c.at)
			r := in.binary("%", c.args[0], c.args[1], c.at)
			return val{&tupleValue{items: []val{q, r}}, c.at}
		},
		"pow": func(in *interp, c *call) val {
			if len(c.args) == 3 {
				return in.powerModulo(c)
			}
			if len(c.args) != 2 {
				return in.spread(c.at, c.args...)
			}
			return in.binary("**", c.args[0], c.args[1], c.at)
		},
		"bytes": func(in *interp, c *call) val {
			if len(c.args) == 0 {
				return val{bytesValue(""), c.at}
			}
			return in.spread(c.at, c.args...)
		},
		"super": (*interp).superCall, "slice": (*interp).sliceCall, "issubclass": (*interp).issubclass, "vars": (*interp).vars, "compile": (*interp).compile,
		"delattr": func(in *interp, c *call) val {
			if name, ok := c.arg(1, "").v.(stringValue); ok {
				in.deleteAttribute(c.args[0], string(name), c.at)
			} else {
				in.handOver(&cause{at: c.at, id: "opaque-call", why: "delattr with a name that is not known", message: "Which attribute is deleted here is not known"}, c, "delattr")
			}
			return in.none(c.at)
		},
		"hex": func(in *interp, c *call) val { return in.based(c, "#x") }, "oct": func(in *interp, c *call) val { return in.based(c, "#o") },
		"bin": func(in *interp, c *call) val { return in.based(c, "#b") },
		"ascii": func(in *interp, c *call) val {
			s, ok := in.repr(in.orNone(c.arg(0, "")))
			if !ok {
				return in.spread(c.at, c.args...)
			}
			return val{stringValue(asciiOnly(s)), c.at}
		},
		"format": func(in *interp, c *call) val {
			spec := c.arg(1, "")
			s, ok := spec.v.(stringValue)
			if spec.v != nil && !ok || len(c.args) == 0 {
				return in.spread(c.at, c.args...)
			}
			out, why := in.formatValue(c.args[0], string(s), c.at)
			if why != nil {
				return val{&unknownValue{why}, c.at}
			}
			return val{stringValue(out), c.at}
		},
	}
}

// optional drains the first argument, or nothing.
func (in *interp) optional(c *call) ([]val, *cause, bool) {
	in.mixed = nil
	a := c.arg(0, "")
	if a.v == nil {
		return nil, nil, true
	}
	if n, asked := firstAsked(a); asked {
		return nil, n, true
	}
	return in.drain(a, c.at)
}

func (in *interp) length(c *call) val {
	a := c.arg(0, "")
	n := 0
	switch x := a.v.(type) {
	case stringValue:
		n = utf8.RuneCountInString(string(x))
	case bytesValue:
		n = len(x)
	case *tupleValue:
		n = len(x.items)
	case *listValue:
		n = len(x.items)
	case *setValue:
		n = x.len()
	case *dictValue:
		n = x.len()
	case *viewValue:
		return in.length(&call{at: c.at, args: []val{{x.d, a.at}}})
	case *rangeValue:
		return val{intValue(x.len()), c.at}
	case *sectionValue:
		n = len(x.order)
	case *lazyValue:
		return in.raise(c.at, "TypeError", x.path()+" was never assigned and has no length", "assign it first: "+x.path()+" = …")
	case *instanceValue:
		if v, ok := in.special(a, "__len__"); ok {
			return v
		}
		if x.class.opaque {
			return in.spread(c.at, a)
		}
		return in.raise(c.at, "TypeError", article(x.class.name)+" has no length", "")
	case *unknownValue, *objectValue, *environValue, *classValue:
		return in.spread(c.at, a)
	default:
		if n, asked := firstAsked(a); asked {
			return val{&unknownValue{n}, c.at}
		}
		return in.raise(c.at, "TypeError", article(typeName(a.v))+" has no length", "")
	}
	if why := in.whyUnknown(a); why != nil {
		return val{&unknownValue{why}, c.at}
	}
	return val{intValue(n), c.at}
}

func (in *interp) strCall(c *call) val {
	a := c.arg(0, "object")
	if a.v == nil {
		return val{stringValue(""), c.at}
	}
	if n, asked := firstAsked(a); asked {
		return val{&unknownValue{n}, c.at}
	}
	s, ok := in.text(a)
	if !ok || len(c.args)+len(c.keywords) > 1 {
		return in.spread(c.at, a)
	}
	return val{stringValue(s), c.at}
}

func (in *interp) reprCall(c *call) val {
	a := in.orNone(c.arg(0, ""))
	s, ok := in.repr(a)
	if _, asked := firstAsked(a); !ok || asked && c.arg(0, "").v != nil {
		return in.spread(c.at, a)
	}
	return val{stringValue(s), c.at}
}

func (in *interp) setCall(c *call) val {
	s := &setValue{table: table{born: len(in.doubt)}}
	in.alloc(48, c.at)
	in.adviseLetters(c.arg(0, ""))
	items, why, ok := in.optional(c)
	if !ok {
		return in.nothing(c.at)
	}
	for _, v := range items {
		in.setAdd(s, v)
	}
	in.lose(&s.partial, why)
	return val{s, c.at}
}

func (in *interp) frozensetCall(c *call) val {
	v := in.setCall(c)
	if s, ok := v.v.(*setValue); ok {
		s.frozen = true
	}
	return v
}

func (in *interp) dictCall(c *call) val {
	d := in.newDict()
	in.alloc(48, c.at)
	if a := c.arg(0, ""); a.v != nil {
		in.dictUpdate(d, a, c.at)
	}
	for _, k := range c.keywords {
		in.dictSet(d, val{stringValue(k.name), k.v.at}, k.v)
	}
	in.lose(&d.partial, c.more)
	return val{d, c.at}
}

func (in *interp) rangeCall(c *call) val {
	r := &rangeValue{step: 1}
	n := make([]int64, len(c.args))
	for i, a := range c.args {
		var ok bool
		a = in.index(a)
		if in.halted() {
			return in.nothing(c.at)
		}
		if n[i], ok = asInt(a.v); !ok {
			if isUnknown(a.v) {
				return in.spread(c.at, a)
			}
			return in.raise(c.at, "TypeError", "range takes whole numbers, not "+article(typeName(a.v)), "")
		}
	}
	switch len(n) {
	case 1:
		r.stop = n[0]
	case 2:
		r.start, r.stop = n[0], n[1]
	case 3:
		r.start, r.stop, r.step = n[0], n[1], n[2]
		if r.step == 0 {
			return in.raise(c.at, "ValueError", "the step of a range can't be zero", "")
		}
	default:
		return in.raise(c.at, "TypeError", "range takes one to three whole numbers", "")
	}
	return val{r, c.at}
}
