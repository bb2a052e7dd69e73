package settings

import (
	"slices"

	"rolecall.example/internal/diag"
)

// Agree keeps of a tree what another one says too, where both come of the same files, run in different orders that are
// equally possible. What differs becomes unknown, by why. It reports whether anything did.
func Agree(a, b *Tree, why Value) bool {
	g := &agreement{digests: newDigests(), why: why}
	theirs := make(map[[2]string]*Assignment, len(b.Assignments))
	for i := range b.Assignments {
		theirs[[2]string{b.Assignments[i].Class, b.Assignments[i].Trait}] = &b.Assignments[i]
	}
	for i := range a.Assignments {
		mine := &a.Assignments[i]
		name := [2]string{mine.Class, mine.Trait}
		if other, ok := theirs[name]; ok {
			g.assignment(mine, other)
			delete(theirs, name)
		} else {
			g.none(mine)
		}
	}
	for i := range b.Assignments {
		one := b.Assignments[i]
		if theirs[[2]string{one.Class, one.Trait}] != nil {
			g.none(&one)
			a.Assignments = append(a.Assignments, one)
		}
	}
	if n := len(a.Opaque); len(b.Opaque) > n {
		a.Opaque, g.differs = append(a.Opaque[:n:n], b.Opaque[n:]...), true
	}
	return g.differs
}

type agreement struct {
	*digests
	why     Value
	differs bool
}

func (g *agreement) unknown(at diag.Span) Value {
	g.differs = true
	v := g.why
	v.Span = at
	return v
}

// none is an assignment that may not be.
func (g *agreement) none(a *Assignment) {
	if len(a.Lazy) == 0 {
		a.Value = g.unknown(a.Value.Span)
		return
	}
	for i := range a.Lazy {
		a.Lazy[i] = g.perhaps(a.Lazy[i])
	}
}

// perhaps is a call that may not be, or with another argument.
func (g *agreement) perhaps(op LazyOp) LazyOp {
	switch op.Method {
	case "append":
		op.Method = "extend"
	case "add":
		op.Method = "update"
	case "insert":
		op.Perhaps = true
	}
	op.Arg = g.unknown(op.Arg.Span)
	return op
}

func (g *agreement) assignment(a, b *Assignment) {
	switch {
	case len(a.Lazy) == 0 && len(b.Lazy) == 0:
		a.Value = g.value(a.Value, b.Value)
	case len(a.Lazy) == 0 || len(b.Lazy) == 0:
		a.Lazy, a.Value = nil, g.unknown(a.Span)
	default:
		a.Lazy = g.calls(a.Lazy, b.Lazy)
	}
}

// calls is what the calls on a trait have in common.
func (g *agreement) calls(a, b []LazyOp) []LazyOp {
	if out, ok := g.pairwise(a, b); ok {
		return out
	}
	x, mine := updates(a)
	y, theirs := updates(b)
	switch {
	case mine && theirs:
		op := a[0]
		op.Arg = g.value(x, y)
		return []LazyOp{op}
	case slices.ContainsFunc(slices.Concat(a, b), func(op LazyOp) bool { return op.Method == "update" && op.Arg.Kind == Dict }):
		return []LazyOp{g.perhaps(a[0])}
	}
	return g.places(a, b)
}

// pairwise puts calls of the same places side by side, where what differs stands in no loop over a set.
func (g *agreement) pairwise(a, b []LazyOp) ([]LazyOp, bool) {
	if len(a) != len(b) {
		return nil, false
	}
	same := true
	for i := range a {
		x, y := &a[i], &b[i]
		equal := g.call(x) == g.call(y)
		same = same && equal
		if x.Span != y.Span || x.Method != y.Method || x.Index != y.Index || x.Perhaps != y.Perhaps || !equal && (x.AnyOrder || y.AnyOrder) {
			return nil, false
		}
	}
	if same {
		return a, true
	}
	out := slices.Clone(a)
	for i := range out {
		out[i].Arg = g.value(out[i].Arg, b[i].Arg)
	}
	return out, true
}

// places keeps the calls of each place that both have. How they come between those of other places is not known.
func (g *agreement) places(a, b []LazyOp) []LazyOp {
	theirs := map[diag.Span][]LazyOp{}
	for _, op := range b {
		theirs[op.Span] = append(theirs[op.Span], op)
	}
	mine := map[diag.Span][]LazyOp{}
	for _, op := range a {
		mine[op.Span] = append(mine[op.Span], op)
	}
	var out []LazyOp
	for _, list := range [2][]LazyOp{a, b} {
		for _, op := range list {
			x, y := mine[op.Span], theirs[op.Span]
			if len(x)+len(y) > 0 {
				out = g.sameCalls(out, x, y)
				delete(mine, op.Span)
				delete(theirs, op.Span)
			}
		}
	}
	for i := range out {
		out[i].AnyOrder = true
	}
	return out
}

// sameCalls appends what the calls of one place have in common.
func (g *agreement) sameCalls(out, a, b []LazyOp) []LazyOp {
	counts := map[uint64]int{}
	for i := range b {
		counts[g.call(&b[i])]++
	}
	left := len(b)
	from := len(out)
	for i := range a {
		d := g.call(&a[i])
		if counts[d] > 0 {
			counts[d]--
			left--
			out = append(out, a[i])
		}
	}
	if left > 0 || len(out)-from < len(a) {
		out = append(out, g.perhaps(append(a[:len(a):len(a)], b...)[0]))
	}
	return out
}

// updates is what calls come to that update a dict with dicts: of a key that several have, the last one counts.
func updates(ops []LazyOp) (Value, bool) {
	v := Value{Kind: Dict}
	all := newDistinct(&v)
	for _, op := range ops {
		if op.Method != "update" || op.Arg.Kind != Dict || op.Arg.Partial {
			return v, false
		}
		v.Span = op.Arg.Span
		for _, p := range op.Arg.Pairs {
			all.put(p)
		}
	}
	return v, len(ops) > 0
}

func (g *agreement) call(op *LazyOp) uint64 {
	name := Value{Kind: Str, Text: op.Method}
	return mixed(mixed(g.of(&name), uint64(op.Index), false), g.of(&op.Arg), false)
}

// value is what two values have in common.
func (g *agreement) value(a, b Value) Value {
	switch {
	case g.of(&a) == g.of(&b):
		return a
	case a.Kind != b.Kind:
		return g.unknown(a.Span)
	case a.Kind == Dict:
		return g.dict(a, b)
	case a.Kind == Tuple && (len(a.Items) != len(b.Items) || a.AnyOrder || b.AnyOrder):
		return g.unknown(a.Span)
	case a.Kind == Set || a.Kind == List && (len(a.Items) != len(b.Items) || a.AnyOrder || b.AnyOrder):
		return g.members(a, b)
	case a.Kind == List || a.Kind == Tuple:
		items := make([]Value, len(a.Items))
		for i := range items {
			items[i] = g.value(a.Items[i], b.Items[i])
		}
		a.Items = items
		a.missing(b)
		return a
	}
	return g.unknown(a.Span)
}

// members keeps the elements that both have, in no order.
func (g *agreement) members(a, b Value) Value {
	counts := map[uint64]int{}
	for i := range b.Items {
		counts[g.of(&b.Items[i])]++
	}
	var items []Value
	for i := range a.Items {
		if d := g.of(&a.Items[i]); counts[d] > 0 {
			counts[d]--
			items = append(items, a.Items[i])
		}
	}
	if max(len(a.Items), len(b.Items)) > len(items) {
		a.missing(g.unknown(a.Span))
	}
	a.Items, a.AnyOrder = items, a.Kind == List
	a.missing(b)
	return a
}

func (g *agreement) dict(a, b Value) Value {
	theirs := make(map[uint64]int, len(b.Pairs))
	for i := range b.Pairs {
		theirs[g.of(&b.Pairs[i].Key)] = i
	}
	pairs := make([]Pair, 0, len(a.Pairs))
	for _, p := range a.Pairs {
		if i, ok := theirs[g.of(&p.Key)]; ok {
			pairs = append(pairs, Pair{p.Key, g.value(p.Value, b.Pairs[i].Value)})
		}
	}
	if max(len(a.Pairs), len(b.Pairs)) > len(pairs) {
		a.missing(g.unknown(a.Span))
	}
	a.Pairs = pairs
	a.missing(b)
	return a
}
