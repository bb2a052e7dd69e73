package pyconfig

import "rolecall.example/internal/limits"

// flow is how a statement ended. may holds the ways in which it may have ended besides, under a doubt.
type flow struct {
	kind flowKind
	may  flowKind // a set
	why  *cause   // of may
}

type flowKind uint8

const (
	flowNext  flowKind = 0
	flowBreak flowKind = 1 << iota
	flowContinue
	flowReturn
)

// exec runs one statement.
func (in *interp) exec(s stmt) flow {
	if in.halted() || !in.step(1, s.at()) {
		return flow{}
	}
	if in.frames++; in.frames > limits.PythonFrames {
		in.stop("depth", s.at())
	}
	outer := in.statement
	f := in.execute(s)
	if in.exc != nil {
		in.exc.tell(s.at())
	}
	in.statement = outer
	in.frames--
	return f
}

// inStatement is a place, when it lies in the statement at hand, else where that begins.
func (in *interp) inStatement(at span) span {
	s := in.statement
	if at.file == s.file && s.start <= at.start && at.end <= s.end {
		return at
	}
	return s
}

func (in *interp) execute(s stmt) flow {
	in.statement = s.at()
	switch s := s.(type) {
	case *exprStmt:
		in.eval(s.x)
	case *assignStmt:
		v := in.eval(s.value)
		for _, t := range s.targets {
			if in.halted() {
				break
			}
			in.assign(t, v, t.at())
		}
	case *augStmt:
		in.augmented(s)
	case *annStmt:
		if s.value != nil {
			v := in.eval(s.value)
			if !in.halted() {
				in.assign(s.target, v, s.target.at())
			}
		}
	case *ifStmt:
		return in.ifChain(s.clauses, s.at())
	case *forStmt:
		return in.forLoop(s)
	case *whileStmt:
		return in.whileLoop(s)
	case *defStmt:
		in.define(s)
	case *classStmt:
		in.defineClass(s)
	case *returnStmt:
		v := in.none(s.at())
		if s.x != nil {
			v = in.eval(s.x)
		}
		if in.halted() {
			return flow{}
		}
		if why := in.weak(in.frame.born); why != nil {
			v = val{&unknownValue{why}, v.at}
		}
		in.frame.result = v
		return flow{kind: flowReturn}
	case *wordStmt:
		switch s.word {
		case "break":
			return flow{kind: flowBreak}
		case "continue":
			return flow{kind: flowContinue}
		}
	case *importStmt:
		for _, n := range s.names {
			in.importModule(n)
		}
	case *fromStmt:
		in.importFrom(s)
	case *scopeStmt:
		in.declare(s)
	case *delStmt:
		for _, t := range s.targets {
			in.delete(t)
		}
	case *raiseStmt:
		in.raiseStatement(s)
	case *assertStmt:
		v := in.eval(s.test)
		if ok, _ := in.truth(v); ok == no && !in.halted() {
			var args []val
			if s.message != nil {
				if args = append(args, in.eval(s.message)); in.halted() {
					return flow{}
				}
			}
			in.raiseWith(s.at(), "AssertionError", "this assertion does not hold", "", args...)
		}
	case *tryStmt:
		return in.try(s)
	case *withStmt:
		return in.with(s)
	case *matchStmt:
		return in.matchStatement(s)
	case *brokenStmt:
		in.gaps = true
	}
	return flow{}
}

// block runs statements. After one that may have left the block, the rest runs under doubt.
func (in *interp) block(list []stmt) flow {
	var out flow
	doubts := len(in.doubt)
	for _, s := range list {
		f := in.exec(s)
		if f.may != 0 {
			out.may |= f.may
			out.why = f.why
			if len(in.doubt) == doubts {
				in.doubt = append(in.doubt, f.why)
			}
		}
		if f.kind != flowNext {
			out.kind = f.kind
			break
		}
		if in.halted() {
			break
		}
	}
	if len(in.doubt) > doubts {
		// An exception that may not have come about does not stop what is around.
		if in.exc != nil && in.stopped == "" {
			in.exc = nil
		}
		in.doubt = in.doubt[:doubts]
	}
	return out
}

// doubtful runs a block of which it is not known whether it runs.
func (in *interp) doubtful(why *cause, run func() flow) flow {
	if in.halted() {
		return flow{}
	}
	n := len(in.doubt)
	in.doubt = append(in.doubt, why)
	f := run()
	in.doubt = in.doubt[:n]
	in.exc = nil
	return f
}

// either joins the outcomes of two ways that exclude each other.
func either(a, b flow, why *cause) flow {
	out := flow{may: a.may | b.may, why: why}
	if a.kind == b.kind {
		out.kind = a.kind
	} else {
		out.may |= a.kind | b.kind
	}
	if out.may == 0 {
		out.why = nil
	}
	return out
}

// ifChain runs the clause whose test holds. Where a test is not known, neither way is taken silently: both run
// under doubt, and what either changes becomes unknown.
func (in *interp) ifChain(clauses []ifClause, at span) flow {
	for i, c := range clauses {
		if c.test == nil {
			return in.block(c.body)
		}
		t, why := in.truth(in.eval(c.test))
		if in.halted() {
			return flow{}
		}
		switch t {
		case yes:
			return in.block(c.body)
		case perhaps:
			a := in.doubtful(why, func() flow { return in.block(c.body) })
			if in.stopped != "" {
				return flow{}
			}
			b := in.doubtful(why, func() flow { return in.ifChain(clauses[i+1:], at) })
			return either(a, b, why)
		}
	}
	return flow{}
}

// maxRepeats bounds how often a loop of unknown length is run to see what it may change.
const maxRepeats = 8

// settle runs a body under doubt until running it again changes nothing more.
func (in *interp) settle(why *cause, body func() flow) flow {
	var out flow
	for range maxRepeats {
		before := in.changes
		f := in.doubtful(why, body)
		out.may |= f.may | f.kind
		if in.changes == before || in.halted() {
			break
		}
	}
	out.may &= flowReturn
	if out.may != 0 {
		out.why = why
	}
	return out
}

func (in *interp) whileLoop(s *whileStmt) flow {
	var out flow
	doubts := len(in.doubt)
	defer func() { in.doubt = in.doubt[:doubts] }()
	for {
		t, why := in.truth(in.eval(s.test))
		if in.halted() {
			return out
		}
		if t == perhaps {
			f := in.settle(why, func() flow { return in.block(s.body) })
			out.may |= f.may
			if f.may != 0 {
				out.why = why
			}
			break
		}
		if t == no {
			break
		}
		changes := in.changes
		f := in.block(s.body)
		done, leave := in.iterated(&out, f, doubts)
		if leave || in.halted() {
			return out
		}
		if done || len(in.doubt) > doubts && in.changes == changes {
			break
		}
	}
	return in.loopElse(s.other, out)
}

// iterated takes in the outcome of one iteration: done after a break, leave after a return.
func (in *interp) iterated(out *flow, f flow, doubts int) (done, leave bool) {
	if f.may&flowReturn != 0 {
		out.may |= flowReturn
		out.why = f.why
	}
	unsure := f.may & (flowBreak | flowReturn)
	switch f.kind {
	case flowReturn:
		if f.may&(flowContinue|flowBreak) == 0 {
			out.kind = flowReturn
			return true, true
		}
		out.may |= flowReturn
		out.why = f.why
		unsure |= flowReturn
	case flowBreak:
		if f.may&flowContinue == 0 {
			out.kind = flowBreak
			return true, false
		}
		unsure |= flowBreak
	}
	if unsure != 0 && len(in.doubt) == doubts {
		in.doubt = append(in.doubt, f.why)
	}
	return false, false
}

// loopElse runs a loop's else block, unless a break ended the loop.
func (in *interp) loopElse(other []stmt, out flow) flow {
	if out.kind == flowBreak {
		out.kind = flowNext
		return out
	}
	if other != nil && !in.halted() {
		f := in.block(other)
		f.may |= out.may
		if f.why == nil {
			f.why = out.why
		}
		return f
	}
	return out
}

func (in *interp) forLoop(s *forStmt) flow {
	var out flow
	it, ok := in.iterate(in.eval(s.iter), s.iter.at())
	if !ok {
		return out
	}
	doubts := len(in.doubt)
	walked, walkedAt := in.walked, in.walkedAt
	defer func() { in.doubt, in.walked, in.walkedAt = in.doubt[:doubts], walked, walkedAt }()
	if it.shuffled != nil {
		defer in.forget(s, it.shuffled)
	}
	for {
		if it.shuffled != nil && walked == nil {
			in.walked, in.walkedAt = it.shuffled, in.steps
		}
		v, more := it.next()
		if in.halted() {
			return out
		}
		if !more {
			break
		}
		if !in.step(1, s.at()) {
			return out
		}
		in.assign(s.target, v, s.target.at())
		f := in.block(s.body)
		done, leave := in.iterated(&out, f, doubts)
		if leave || in.halted() {
			return out
		}
		if done {
			return in.loopElse(s.other, out)
		}
	}
	if why := it.rest(); why != nil {
		f := in.settle(why, func() flow {
			in.assign(s.target, val{&unknownValue{why}, s.iter.at()}, s.target.at())
			return in.block(s.body)
		})
		out.may |= f.may
		if f.may != 0 {
			out.why = why
		}
	}
	return in.loopElse(s.other, out)
}

// forget makes unknown what a loop in an order that is not known assigned last.
func (in *interp) forget(s *forStmt, why *cause) {
	if in.halted() {
		return
	}
	b := &binder{names: map[string]bool{}, outer: map[string]bool{}}
	b.target(s.target)
	for _, one := range s.body {
		switch t := one.(type) {
		case *augStmt:
			if n, ok := t.target.(*nameExpr); ok && t.op == "+" {
				v, _ := in.scope.get(n.id)
				switch v.v.(type) {
				case stringValue, *tupleValue:
					b.names[n.id] = true
				}
			}
		case *assignStmt:
			if _, same := t.value.(*constExpr); !same {
				b.statement(one)
			}
		}
	}
	for name := range b.names {
		if _, ok := in.scope.get(name); ok {
			in.vague++
			in.bind(name, val{&unknownValue{why}, s.target.at()})
		}
	}
}
