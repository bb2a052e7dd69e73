package pyconfig

import "rolecall.example/internal/diag"

// call is the arguments of one call.
type call struct {
	at       span
	self     val // of a method
	args     []val
	keywords []keyword
	more     *cause // further arguments that are not known
}

type keyword struct {
	name string
	v    val
}

// arg returns the argument at a position or by name; its v is nil when it is not given.
func (c *call) arg(i int, name string) val {
	if i >= 0 && i < len(c.args) {
		return c.args[i]
	}
	if name != "" {
		for _, k := range c.keywords {
			if k.name == name {
				return k.v
			}
		}
	}
	return val{}
}

// all lists the arguments, positional ones first.
func (c *call) all() []val {
	out := append([]val(nil), c.args...)
	for _, k := range c.keywords {
		out = append(out, k.v)
	}
	return out
}

func (in *interp) callExpression(e *callExpr) val {
	fn := in.eval(e.fn)
	if in.halted() {
		return fn
	}
	c := &call{at: e.span}
	in.arguments(c, e.args)
	if in.halted() {
		return in.nothing(e.span)
	}
	return in.call(fn, c)
}

func (in *interp) arguments(c *call, args []argument) {
	plain := 0
	for i := range args {
		if args[i].name == "" && args[i].star == 0 {
			plain++
		}
	}
	if plain > 0 {
		c.args = make([]val, 0, plain)
	}
	names := map[string]bool{}
	twice := func(name string) bool {
		if names[name] {
			in.raise(c.at, "TypeError", "this call gets "+name+" twice", "")
			return true
		}
		names[name] = true
		return false
	}
	for _, a := range args {
		v := in.eval(a.x)
		if in.halted() {
			return
		}
		switch {
		case a.star == 1:
			items, why, ok := in.drain(v, a.at)
			if !ok {
				return
			}
			c.args = append(c.args, items...)
			c.more = joined(c.more, why, in.mixed)
		case a.star == 2:
			if d, ok := v.v.(*dictValue); ok && d.lost == nil {
				for _, e := range d.entries {
					name, ok := e.key.v.(stringValue)
					switch {
					case e.gone:
					case ok:
						if twice(string(name)) {
							return
						}
						c.keywords = append(c.keywords, keyword{string(name), e.v})
					case isUnknown(e.key.v):
						c.more = firstCause(c.more, in.whyUnknown(e.key))
					default:
						in.raise(c.at, "TypeError", "the names of arguments must be strings, not "+article(typeName(e.key.v)), "")
						return
					}
				}
				c.more = joined(c.more, d.partial)
			} else if why := in.whyUnknown(v); why != nil {
				c.more = joined(c.more, why)
			} else {
				in.raise(a.at, "TypeError", "what stands after ** must be a mapping, not "+article(typeName(v.v)), "")
			}
		case a.name != "":
			if twice(a.name) {
				return
			}
			c.keywords = append(c.keywords, keyword{a.name, v})
		default:
			c.args = append(c.args, v)
		}
	}
	in.alloc(32*len(c.args), c.at)
}

// call runs a callable.
func (in *interp) call(fn val, c *call) val {
	if in.halted() || !in.step(1, c.at) {
		return in.nothing(c.at)
	}
	switch f := fn.v.(type) {
	case *funcValue:
		return in.callFunction(f, c)
	case *builtinValue:
		if c.more != nil && f.name != "dict" && f.name != "print" {
			in.vague++
			return val{&unknownValue{c.more}, c.at}
		}
		if !in.takes("", f.name, c) {
			return in.nothing(c.at)
		}
		return f.fn(in, c)
	case *methodValue:
		if inner, ok := f.fn.(*funcValue); ok {
			with := *c
			with.args = append([]val{f.self}, c.args...)
			return in.callFunction(inner, &with)
		}
		with := *c
		with.self = f.self
		if c.more != nil {
			for _, a := range append([]val{f.self}, c.all()...) {
				in.spoil(a, c.more, 0)
			}
			return val{&unknownValue{c.more}, c.at}
		}
		return in.callMethod(f.self, f.name, &with)
	case *classValue:
		return in.instantiate(f, c)
	case *objectValue:
		return in.callOpaque(f.name, fn, c)
	case *unknownValue:
		if q := f.why.ask; f.why.id == "undefined-name" && q != nil && q.name == in.rep.source(fn.at) {
			v, q, ok := in.valueOf(q.name+"()", c.at)
			if ok {
				return v
			}
			called := *f.why
			called.ask = q
			f = &unknownValue{&called}
		}
		if !f.why.pure {
			in.handOver(f.why, c, "")
		}
		in.vague++
		return val{&unknownValue{f.why}, c.at}
	case *instanceValue:
		if m, ok := in.classAttr(f.class, "__call__"); ok {
			if fv, ok := m.v.(*funcValue); ok {
				with := *c
				with.args = append([]val{fn}, c.args...)
				return in.callFunction(fv, &with)
			}
		}
		if f.class.opaque {
			return in.callOpaque(f.class.name, fn, c)
		}
	case noneValue:
		if f.asked != nil {
			in.vague++
			return val{&unknownValue{f.asked}, c.at}
		}
	case *sectionValue:
		return val{f, c.at}
	}
	if l, ok := fn.v.(*lazyValue); ok {
		return in.raise(c.at, "TypeError", l.path()+" was never assigned and can't be called", "")
	}
	return in.raise(c.at, "TypeError", article(typeName(fn.v))+" can't be called", "")
}

// callOpaque answers for a callable whose inside is not known.
func (in *interp) callOpaque(name string, fn val, c *call) val {
	v, q, ok := in.valueOf(name+"()", c.at)
	if ok {
		return v
	}
	why := &cause{at: c.at, ask: q, id: "opaque-call", why: "the result of " + name + "()",
		message: "what " + name + "() gives is not known here", hint: "write the value itself to have it read"}
	if why.pure = pureFunction(name); !why.pure {
		in.handOver(why, c, name)
	}
	in.vague++
	return val{&unknownValue{why}, c.at}
}

// handOver does what handing arguments to unknown code may do: containers may change, and the config, when it
// is among them, may be given any trait.
func (in *interp) handOver(why *cause, c *call, name string) {
	for _, v := range c.all() {
		switch v.v.(type) {
		case *sectionValue:
			in.handConfig(c.at, name)
		default:
			in.spoil(v, why, 0)
		}
	}
}

func (in *interp) handConfig(at span, name string) {
	in.opaque = append(in.opaque, at)
	hint := "paste the code of the function here to have it read"
	switch name {
	case "":
		name = "this call "
	case "exec":
		name, hint = "the code that exec() runs ", "paste that code here to have it read"
	default:
		name += "() "
	}
	in.rep.add(diag.Question, at, "config-handed-over", "what "+name+"does with the config is not known: it may assign any trait", hint)
}

// callFunction binds the parameters and runs the body.
func (in *interp) callFunction(f *funcValue, c *call) val {
	if in.calls >= in.limits.Depth {
		in.stop("depth", c.at)
		return in.nothing(c.at)
	}
	if f.memo != nil {
		return in.callOnce(f, c)
	}
	f.called = true
	scope := in.newScope(functionScope, f.scope)
	if f.def != nil {
		scope.locals = f.def.assigned
	}
	if !in.bindParameters(f, c, scope) {
		return in.nothing(c.at)
	}
	if f.def != nil && f.def.async {
		for _, v := range c.all() {
			if _, ok := v.v.(*sectionValue); ok {
				in.handConfig(c.at, f.name)
			}
		}
		return in.unknown(c.at, "await", "the result of an async function", "what the async function "+f.name+" gives is not known", "")
	}
	fr := &frame{born: len(in.doubt), result: in.none(c.at), fn: f}
	if len(c.args) > 0 {
		fr.self = c.args[0]
	}
	if f.def != nil && f.def.generator {
		v := in.newGenerator(scope, fr, func(g *generator) {
			out := in.block(f.body)
			if g.result = fr.result; out.may&flowReturn != 0 {
				g.rest = joined(g.rest, out.why)
			}
		}, c.at)
		if i, ok := v.v.(*iterValue); ok {
			i.managed = f.manager
		}
		return v
	}
	outerScope, outerFrame := in.scope, in.frame
	in.scope, in.frame = scope, fr
	in.calls++
	catching := in.catching
	result := val{}
	if f.result != nil {
		result = in.eval(f.result)
	} else {
		out := in.block(f.body)
		result = in.frame.result
		if out.kind != flowReturn && out.may&flowReturn != 0 && !isUnknown(result.v) {
			result = val{&unknownValue{out.why}, c.at}
		}
	}
	in.catching = catching
	in.calls--
	in.scope, in.frame = outerScope, outerFrame
	if in.halted() {
		return in.nothing(c.at)
	}
	if u, ok := result.v.(*unknownValue); ok && in.rep.unseen(u.why.at.file) && !in.rep.unseen(c.at.file) {
		why := *u.why
		why.at = c.at
		return val{&unknownValue{&why}, c.at}
	}
	return result
}

func (in *interp) defaults(p *parameters) []val {
	out := make([]val, len(p.list))
	for i, one := range p.list {
		if one.fallback != nil {
			out[i] = in.eval(one.fallback)
		}
	}
	return out
}

// bindParameters fills a function's scope from a call; false when the call does not fit.
func (in *interp) bindParameters(f *funcValue, c *call, s *scope) bool {
	p := f.params
	s.few = make([]named, 0, min(len(p.list)+1, fewEntries))
	misfit := func(what string) bool {
		in.raise(c.at, "TypeError", "the call of "+f.name+" does not fit it: "+what, "")
		return false
	}
	given := make([]bool, len(p.list))
	var rest []val
	for i, v := range c.args {
		if i < p.kwOnly && i < len(p.list) {
			s.set(p.list[i].name, v)
			given[i] = true
		} else if p.rest != "" {
			rest = append(rest, v)
		} else if c.more == nil {
			return misfit("it takes " + itoa(p.kwOnly) + " positional arguments and gets " + itoa(len(c.args)))
		}
	}
	var kw *dictValue
	if p.kw != "" {
		kw = in.newDict()
		in.lose(&kw.partial, c.more)
	}
keywords:
	for _, k := range c.keywords {
		for i, one := range p.list {
			if one.name == k.name && i >= p.posOnly {
				if given[i] {
					return misfit("it gets " + k.name + " twice")
				}
				s.set(k.name, k.v)
				given[i] = true
				continue keywords
			}
		}
		if kw == nil {
			return misfit("it has no parameter " + k.name)
		}
		if _, twice := kw.find(key{kind: 's', s: k.name}); twice {
			return misfit("it gets " + k.name + " twice")
		}
		in.dictSet(kw, val{stringValue(k.name), k.v.at}, k.v)
	}
	for i, one := range p.list {
		switch {
		case given[i]:
		case c.more != nil:
			s.set(one.name, val{&unknownValue{c.more}, c.at})
		case i < len(f.defaults) && f.defaults[i].v != nil:
			s.set(one.name, f.defaults[i])
		default:
			return misfit("it needs " + one.name)
		}
	}
	if p.rest != "" {
		s.set(p.rest, val{&tupleValue{items: rest, partial: c.more}, c.at})
	}
	if kw != nil {
		s.set(p.kw, val{kw, c.at})
	}
	return true
}

// remembering is functools.cache: the function's results are kept by its arguments.
func remembering(in *interp, c *call) val {
	f, ok := c.arg(0, "").v.(*funcValue)
	if !ok {
		return in.orNone(c.arg(0, ""))
	}
	f.called = true
	with := *f
	with.memo = map[string]val{}
	return val{&with, c.at}
}

// callOnce calls a function that remembers its results, unless it has been called so.
func (in *interp) callOnce(f *funcValue, c *call) val {
	plain := *f
	plain.memo = nil
	k, problem := tupleKey(&tupleValue{items: c.args}, 0)
	if problem == "unhashable" {
		return in.raise(c.at, "TypeError", "the arguments of a function that remembers must be hashable", "")
	}
	if problem != "" || len(c.keywords) > 0 || c.more != nil {
		return in.callFunction(&plain, c)
	}
	if v, ok := f.memo[k.s]; ok {
		return v
	}
	v := in.callFunction(&plain, c)
	if !in.halted() && len(in.doubt) == 0 && in.alloc(64+len(k.s), c.at) {
		f.memo[k.s] = v
	}
	return v
}
