package pyconfig

// with runs a block with its items entered, the first outermost. Files close themselves; what context managers of
// somebody else do at the end is not known, and none of them is taken to swallow exceptions.
func (in *interp) with(s *withStmt) flow { return in.withItems(s, 0) }

func (in *interp) withItems(s *withStmt, i int) flow {
	if i == len(s.items) {
		return in.block(s.body)
	}
	item := s.items[i]
	manager := in.eval(item.x)
	if in.halted() {
		return flow{}
	}
	entered, exit := in.enter(manager, item.x.at())
	if item.target != nil && !in.halted() {
		in.assign(item.target, entered, item.target.at())
	}
	if in.halted() {
		return flow{}
	}
	out := in.withItems(s, i+1)
	if exit != nil && in.stopped == "" {
		e := in.exc
		in.exc = nil
		if swallowed := exit(e); !swallowed && in.exc == nil {
			in.exc = e
		}
	}
	return out
}

// enter gives what `as` is bound to, and what runs at the end: it is given the exception on its way out, or nil, and
// tells whether that ends here.
func (in *interp) enter(v val, at span) (entered val, exit func(*exception) bool) {
	switch x := v.v.(type) {
	case *fileValue, *unknownValue:
	case *objectValue:
		if !x.known {
			return in.spread(at, v), nil
		}
	case *suppressValue:
		return in.none(at), func(e *exception) bool {
			return e != nil && in.fits(e.inst, val{&tupleValue{items: x.kinds}, at}) != no
		}
	case *iterValue:
		if x.g != nil && x.managed {
			return in.enterGenerator(x, at)
		}
		in.raise(at, "TypeError", "a generator is no context manager", "")
	case *instanceValue:
		enter, has := in.classAttr(x.class, "__enter__")
		leave, hasExit := in.classAttr(x.class, "__exit__")
		switch {
		case x.class.opaque && !has:
			return in.unknown(at, "not-read", "what a context manager gives", "what this context manager gives is not known", ""), nil
		case !has || !hasExit:
			in.raise(at, "TypeError", article(x.class.name)+" is no context manager", "")
			return v, nil
		}
		entered = in.call(val{&methodValue{self: v, name: "__enter__", fn: enter.v}, v.at}, &call{at: at})
		return entered, func(e *exception) bool {
			args := []val{in.none(at), in.none(at), in.none(at)}
			if e != nil {
				args = []val{{e.inst.class, e.at}, {e.inst, e.at}, {&objectValue{name: "traceback", known: true, made: true}, e.at}}
			}
			t, _ := in.truth(in.call(val{&methodValue{self: v, name: "__exit__", fn: leave.v}, v.at}, &call{at: at, args: args}))
			return e != nil && t != no
		}
	case noneValue:
		if x.asked == nil {
			in.raise(at, "TypeError", "None is no context manager", "")
		}
	case *pathValue:
	default:
		in.raise(at, "TypeError", article(typeName(v.v))+" is no context manager", "")
	}
	return v, nil
}

// enterGenerator runs a generator that contextlib.contextmanager made a context manager of, up to its yield.
func (in *interp) enterGenerator(x *iterValue, at span) (val, func(*exception) bool) {
	entered, more := x.it.next()
	if !more && !in.halted() {
		in.raise(at, "RuntimeError", "this context manager does not yield", "")
	}
	return entered, func(e *exception) bool {
		in.exc = e // it goes on inside, at the yield
		x.g.thrown = e != nil
		_, more := x.it.next()
		if more {
			in.exc = nil
			in.raise(at, "RuntimeError", "this context manager yields twice", "")
		}
		return e != nil && in.exc == nil
	}
}
