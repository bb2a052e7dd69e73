package pyconfig

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// makeBuiltins is the namespace of Python's built-ins, with what the Hub adds for its config file.
func (in *interp) makeBuiltins() map[string]val {
	out := map[string]val{}
	for name, fn := range builtinFunctions {
		out[name] = val{v: &builtinValue{name, fn}}
	}
	for name := range exceptionBases {
		out[name] = val{v: in.exceptionClass(name)}
	}
	for _, name := range []string{"bytes", "bytearray", "complex", "memoryview", "super", "id", "hash", "format", "dir", "vars",
		"compile", "ascii", "bin", "hex", "oct", "aiter", "anext", "__import__", "breakpoint", "copyright", "quit"} {
		out[name] = val{v: &objectValue{name: name, known: true}}
	}
	out["Ellipsis"] = val{v: &objectValue{name: "Ellipsis", known: true}}
	out["NotImplemented"] = val{v: &objectValue{name: "NotImplemented", known: true}}
	out["__debug__"] = val{v: boolValue(true)}
	out["__builtins__"] = val{v: &moduleValue{name: "builtins"}}
	out["__doc__"] = val{v: noneValue{}}
	out["__spec__"] = val{v: noneValue{}}
	out["__package__"] = val{v: noneValue{}}
	return out
}

var builtinFunctions map[string]func(in *interp, c *call) val

func init() {
	identity := func(in *interp, c *call) val { return c.arg(0, "") }
	nothing := func(in *interp, c *call) val { return in.none(c.at) }
	builtinFunctions = map[string]func(in *interp, c *call) val{
		"print": nothing, "staticmethod": identity, "classmethod": identity, "property": identity,
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
			return in.newList(items, why, c.at)
		},
		"tuple": func(in *interp, c *call) val {
			items, why, ok := in.optional(c)
			if !ok {
				return in.nothing(c.at)
			}
			return val{&tupleValue{items: items, partial: why}, c.at}
		},
		"set": (*interp).setCall, "frozenset": (*interp).frozensetCall, "dict": (*interp).dictCall, "range": (*interp).rangeCall,
		"enumerate": (*interp).enumerate, "zip": (*interp).zip, "map": (*interp).mapCall, "filter": (*interp).filterCall,
		"sorted": func(in *interp, c *call) val {
			items, why, ok := in.optional(c)
			if !ok {
				return in.nothing(c.at)
			}
			sorted, ok := in.sorted(items, c)
			if !ok {
				return in.nothing(c.at)
			}
			return in.newList(sorted, why, c.at)
		},
		"reversed": func(in *interp, c *call) val {
			items, why, ok := in.optional(c)
			if !ok {
				return in.nothing(c.at)
			}
			out := make([]val, len(items))
			for i, v := range items {
				out[len(items)-1-i] = v
			}
			return val{&iterValue{sliceIterator(out, why), "list_reverseiterator"}, c.at}
		},
		"any": func(in *interp, c *call) val { return in.anyAll(c, yes) },
		"all": func(in *interp, c *call) val { return in.anyAll(c, no) },
		"min": func(in *interp, c *call) val { return in.extreme(c, -1) },
		"max": func(in *interp, c *call) val { return in.extreme(c, 1) },
		"sum": (*interp).sum,
		"abs": func(in *interp, c *call) val {
			a := c.arg(0, "")
			if n, ok := asInt(a.v); ok {
				return val{intValue(max(n, -n)), c.at}
			}
			if f, ok := asFloat(a.v); ok {
				return val{floatValue(math.Abs(f)), c.at}
			}
			return in.spread(c.at, a)
		},
		"round": func(in *interp, c *call) val {
			if f, ok := asFloat(c.arg(0, "").v); ok && len(c.args) == 1 && math.Abs(f) < 1<<53 {
				return val{intValue(math.RoundToEven(f)), c.at}
			}
			return in.spread(c.at, c.args...)
		},
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
			it, ok := in.iterate(c.arg(0, ""), c.at)
			if !ok {
				return in.nothing(c.at)
			}
			return val{&iterValue{it, "iterator"}, c.at}
		},
		"next": (*interp).nextCall, "open": (*interp).open, "exec": (*interp).execCall, "eval": (*interp).evalCall,
		"input": func(in *interp, c *call) val {
			return in.unknown(c.at, "input", "what somebody types", "what input() reads is not known", "")
		},
		"locals": (*interp).namespace, "globals": (*interp).namespace,
		"object": func(in *interp, c *call) val { return val{&objectValue{name: "object()", known: true}, c.at} },
		"exit":   func(in *interp, c *call) val { return in.raise(c.at, "SystemExit", "", "") },
		"divmod": func(in *interp, c *call) val {
			if len(c.args) != 2 {
				return in.raise(c.at, "TypeError", "divmod needs two numbers", "")
			}
			q := in.binary("//", c.args[0], c.args[1], c.at)
			r := in.binary("%", c.args[0], c.args[1], c.at)
			return val{&tupleValue{items: []val{q, r}}, c.at}
		},
		"pow": func(in *interp, c *call) val {
			if len(c.args) != 2 {
				return in.spread(c.at, c.args...)
			}
			return in.binary("**", c.args[0], c.args[1], c.at)
		},
		"delattr": nothing, "slice": identity, "issubclass": func(in *interp, c *call) val { return in.spread(c.at, c.args...) },
	}
}

// optional drains the first argument, or nothing.
func (in *interp) optional(c *call) ([]val, *cause, bool) {
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
	case *rangeValue:
		return val{intValue(x.len()), c.at}
	case *sectionValue:
		n = len(x.order)
	case *lazyValue:
		return in.raise(c.at, "TypeError", x.path()+" was never assigned and has no length", "assign it first: "+x.path()+" = …")
	case *unknownValue, *objectValue, *instanceValue, *environValue, *iterValue:
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
	if !ok {
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

func (in *interp) intCall(c *call) val {
	a := c.arg(0, "")
	if a.v == nil {
		return val{intValue(0), c.at}
	}
	if n, ok := asInt(a.v); ok {
		return val{intValue(n), c.at}
	}
	switch x := a.v.(type) {
	case floatValue:
		if math.Abs(float64(x)) < 1<<62 {
			return val{intValue(x), c.at}
		}
	case stringValue:
		base := int64(10)
		if b := c.arg(1, "base"); b.v != nil {
			base, _ = asInt(b.v)
		}
		text := strings.ReplaceAll(strings.TrimSpace(string(x)), "_", "")
		n, err := strconv.ParseInt(text, int(max(min(base, 36), 0)), 64)
		if err == nil {
			return val{intValue(n), c.at}
		}
		if len(text) > 18 && allDigits(strings.TrimLeft(text, "+-")) {
			return val{&unknownValue{bigNumber}, c.at}
		}
		return in.raise(c.at, "ValueError", quote(string(x))+" is not a whole number", "")
	}
	if n, asked := firstAsked(a); asked {
		return val{&unknownValue{n}, c.at}
	}
	if isUnknown(a.v) {
		return in.spread(c.at, a)
	}
	return in.raise(c.at, "TypeError", "int does not work on "+article(typeName(a.v)), "")
}

func (in *interp) floatCall(c *call) val {
	a := c.arg(0, "")
	if f, ok := asFloat(a.v); ok {
		return val{floatValue(f), c.at}
	}
	if s, ok := a.v.(stringValue); ok {
		f, err := strconv.ParseFloat(strings.TrimSpace(string(s)), 64)
		if err != nil {
			return in.raise(c.at, "ValueError", quote(string(s))+" is not a number", "")
		}
		return val{floatValue(f), c.at}
	}
	return in.spread(c.at, a)
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
