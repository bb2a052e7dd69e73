package pyconfig

import "rolecall.example/internal/diag"

// CPython computes the parts of a set or dict that is written out before it puts them in, unless there are too many
// for its stack. So `{[]: 1, 2: 1 / 0}` is a ZeroDivisionError. Counterpart: STACK_USE_GUIDELINE in CPython's compile.c.
const (
	setAtOnce  = 30
	dictAtOnce = 15
	dictRun    = 17 // pairs that are put in one by one before the count starts anew
)

// setDisplay is `{a, *b}`. What stands before the first star is put in before the starred value is computed.
func (in *interp) setDisplay(e *displayExpr) val {
	s := &setValue{table: table{born: len(in.doubt)}}
	var waiting []val
	atOnce := len(e.elems) <= setAtOnce
	put := func() {
		for _, v := range waiting {
			in.setAdd(s, v)
		}
		waiting = nil
	}
	for _, x := range e.elems {
		if star, ok := x.(*starExpr); ok {
			put()
			atOnce = false
			in.setUpdate(s, in.eval(star.x), star.span)
		} else if v := in.eval(x); atOnce {
			waiting = append(waiting, v)
		} else {
			in.setAdd(s, v)
		}
		if in.halted() {
			return in.nothing(e.span)
		}
	}
	put()
	in.alloc(48, e.span)
	return val{s, e.span}
}

// dict is `{a: b, **c}`.
func (in *interp) dict(e *dictExpr) val {
	d := in.newDict()
	d.reserve(len(e.keys))
	for i := 0; i < len(e.keys) && !in.halted(); {
		if e.keys[i] == nil {
			in.dictMerge(d, in.eval(e.values[i]), e.values[i].at())
			i++
			continue
		}
		end := i
		for end < len(e.keys) && end-i < dictRun && e.keys[end] != nil {
			end++
		}
		in.pairs(d, e.keys[i:end], e.values[i:end])
		i = end
	}
	in.alloc(48, e.span)
	return val{d, e.span}
}

// pairs puts a run of pairs into a dict.
func (in *interp) pairs(d *dictValue, keys, values []expr) {
	var few [2 * dictAtOnce]val
	waiting := few[:0]
	for i, k := range keys {
		name := in.eval(k)
		v := in.eval(values[i])
		if in.halted() {
			return
		}
		if len(keys) <= dictAtOnce {
			waiting = append(waiting, name, v)
			continue
		}
		in.adviseDuplicate(d, name)
		in.dictSet(d, name, v)
	}
	for i := 0; i < len(waiting) && !in.halted(); i += 2 {
		in.adviseDuplicate(d, waiting[i])
		in.dictSet(d, waiting[i], waiting[i+1])
	}
}

// adviseDuplicate advises about a key that a dict display has twice: the last one counts.
func (in *interp) adviseDuplicate(d *dictValue, name val) {
	s, ok := name.v.(stringValue)
	if !ok {
		return
	}
	if _, has := d.find(key{kind: 's', s: string(s)}); has && len(in.doubt) == 0 {
		in.rep.add(diag.Advice, name.at, "duplicate-key", "this dict has the key "+quote(string(s))+" twice: the last one counts", "put both values in one")
	}
}
