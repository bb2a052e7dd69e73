package pyconfig

import (
	"iter"

	"rolecall.example/internal/limits"
)

// generator is Python code that gives values one by one and rests between them, on a stack of its own.
type generator struct {
	in    *interp
	pull  func() (val, bool)
	stop  func()
	yield func(val) bool

	// of the code inside, while it rests
	scope    *scope
	frame    *frame
	doubt    []*cause // those that came up inside
	walked   *cause
	walkedAt int
	base     int // doubts around its last entry

	running, done bool
	begun         bool
	thrown        bool   // the exception at hand goes on inside
	rest          *cause // why there may be more values, or fewer
	result        val    // of a return
	it            *iterator
	sent          val // what send() gives the yield that rests
}

// newGenerator makes a generator of what run does in a scope. It does nothing until the first value is asked for.
func (in *interp) newGenerator(scope *scope, fr *frame, run func(g *generator), at span) val {
	g := &generator{in: in, scope: scope, frame: fr, result: in.none(at)}
	fr.generator = g
	if !in.alloc(limits.GeneratorBytes, at) {
		return in.nothing(at)
	}
	next, stop := iter.Pull(func(yield func(val) bool) {
		g.yield = yield
		run(g)
	})
	g.pull, g.stop = next, stop
	in.generators = append(in.generators, g)
	g.it = &iterator{pull: g.next, why: func() *cause { return g.rest }}
	return val{&iterValue{it: g.it, name: "generator", g: g}, at}
}

// next runs the code inside up to its next yield.
func (g *generator) next() (val, bool) {
	in := g.in
	if g.done || in.stopped != "" || in.exc != nil && !g.thrown {
		return val{}, false
	}
	g.thrown, g.begun = false, true
	if g.running {
		in.raise(span{}, "ValueError", "this generator runs already", "")
		return val{}, false
	}
	if in.calls >= in.limits.Depth {
		in.stop("depth", span{})
		return val{}, false
	}
	scope, fr, catching, calls := in.scope, in.frame, in.catching, in.calls
	walked, walkedAt := in.walked, in.walkedAt
	in.walked, in.walkedAt = g.walked, g.walkedAt
	g.base = len(in.doubt)
	in.doubt = append(in.doubt, g.doubt...)
	in.scope, in.frame = g.scope, g.frame
	in.calls++
	g.running = true
	v, more := g.pull()
	g.running = false
	in.scope, in.frame, in.catching, in.calls = scope, fr, catching, calls
	g.walked, g.walkedAt = in.walked, in.walkedAt
	in.walked, in.walkedAt = walked, walkedAt
	in.doubt = in.doubt[:g.base]
	if !more {
		g.done = true
	}
	return v, more && !in.halted()
}

// give hands a value out and rests until the next one is asked for.
func (g *generator) give(v val) {
	in := g.in
	g.scope, g.frame = in.scope, in.frame
	g.doubt = append(g.doubt[:0], in.doubt[g.base:]...)
	if !g.yield(v) {
		in.stopped = "ended" // the evaluation is over: what is left of the code must not run
	}
}

// endGenerators leaves what still rests.
func (in *interp) endGenerators() {
	stopped := in.stopped
	for _, g := range in.generators {
		in.stopped = "ended"
		g.stop()
	}
	in.stopped = stopped
}

// yield is the expression `yield x`: under a doubt the values that follow are not known.
func (in *interp) yield(e *yieldExpr) val {
	g := in.frame.generator
	if g == nil {
		return in.nothing(e.span)
	}
	if e.from {
		return in.yieldFrom(e, g)
	}
	v := in.none(e.span)
	if e.x != nil {
		v = in.eval(e.x)
	}
	return in.handOut(g, v, e.span)
}

func (in *interp) handOut(g *generator, v val, at span) val {
	if in.halted() || !in.step(1, at) {
		return in.nothing(at)
	}
	if why := in.weak(in.frame.born); why != nil && len(in.doubt) > g.base {
		g.rest = joined(g.rest, why)
		return in.none(at)
	}
	g.it.shuffled = firstCause(g.it.shuffled, in.walked)
	g.give(v)
	if in.halted() {
		return in.nothing(at)
	}
	sent := g.sent
	g.sent = val{}
	return in.orNone(sent)
}

func (in *interp) yieldFrom(e *yieldExpr, g *generator) val {
	from := in.eval(e.x)
	it, ok := in.iterate(from, e.span)
	if !ok {
		return in.nothing(e.span)
	}
	for {
		v, more := it.next()
		if in.halted() {
			return in.nothing(e.span)
		}
		if !more {
			break
		}
		in.handOut(g, v, e.span)
	}
	g.rest = joined(g.rest, it.rest())
	if inner, ok := from.v.(*iterValue); ok && inner.g != nil {
		return inner.g.result
	}
	return in.none(e.span)
}

// generatorMethod is send, throw, close and __next__.
func (in *interp) generatorMethod(i *iterValue, name string, c *call) val {
	g := i.g
	switch {
	case name == "__next__" || name == "send" && g != nil:
		if g != nil && name == "send" {
			g.sent = c.arg(0, "")
			if _, none := g.sent.v.(noneValue); !g.begun && !none && !isUnknown(g.sent.v) {
				return in.raise(c.at, "TypeError", "a generator that has not begun can be sent None only", "")
			}
		}
		return in.nextCall(&call{at: c.at, args: []val{c.self}})
	case g == nil:
	case name == "close":
		g.done = true
		return in.none(c.at)
	}
	return in.unknown(c.at, "not-read", "the method "+name+" of a generator", "the method "+name+" of a generator is not evaluated", "")
}
