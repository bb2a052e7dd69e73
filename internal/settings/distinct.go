package settings

import (
	"math"
	"strconv"
)

// distinct grows a Set or Dict: what equals a member, or a key, is in it once, as the first that came.
type distinct struct {
	v  *Value
	at map[string]int // the place of each member that is known
}

func newDistinct(v *Value) *distinct {
	d := &distinct{v: v, at: make(map[string]int, len(v.Items)+len(v.Pairs))}
	for i, item := range v.Items {
		d.note(item, i)
	}
	for i, p := range v.Pairs {
		d.note(p.Key, i)
	}
	return d
}

// note reports whether a member is a new one, which stands at i.
func (d *distinct) note(member Value, i int) (int, bool) {
	b, ok := appendKey(nil, member, 0)
	if !ok {
		return i, true
	}
	if old, has := d.at[string(b)]; has {
		return old, false
	}
	d.at[string(b)] = i
	return i, true
}

func (d *distinct) add(item Value) {
	if _, fresh := d.note(item, len(d.v.Items)); fresh {
		d.v.Items = append(d.v.Items, item)
	}
}

func (d *distinct) put(p Pair) {
	i, fresh := d.note(p.Key, len(d.v.Pairs))
	if fresh {
		d.v.Pairs = append(d.v.Pairs, p)
	} else {
		d.v.Pairs[i].Value = p.Value
	}
}

// appendKey appends what two values have in common when Python takes them for the same key: numbers of the same size,
// True and 1 too, the same text, tuples of such. False for other values, of which each is taken for its own.
func appendKey(b []byte, v Value, depth int) ([]byte, bool) {
	if depth > 20 {
		return b, false
	}
	switch v.Kind {
	case None:
		return append(b, 'N'), true
	case Bool:
		if v.Bool {
			return append(b, "#1;"...), true
		}
		return append(b, "#0;"...), true
	case Int:
		return append(append(append(b, '#'), v.Text...), ';'), true
	case Float:
		f, err := strconv.ParseFloat(v.Text, 64)
		if err != nil || math.IsNaN(f) {
			return b, false
		}
		if f == 0 {
			f = 0 // not -0
		}
		return append(strconv.AppendFloat(append(b, '#'), f, 'f', -1, 64), ';'), true // a whole number looks like an Int
	case Str:
		return append(append(strconv.AppendInt(append(b, '"'), int64(len(v.Text)), 10), ':'), v.Text...), true
	case Tuple:
		b = append(b, '(')
		ok := !v.Partial && !v.AnyOrder
		for i := 0; ok && i < len(v.Items); i++ {
			b, ok = appendKey(b, v.Items[i], depth+1)
		}
		return append(b, ')'), ok
	}
	return b, false
}
