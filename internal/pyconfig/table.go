package pyconfig

import (
	"math"
	"strings"

	"rolecall.example/internal/limits"
)

// key is a hashable value as a map key: equal values (1, 1.0 and True) have equal keys.
type key struct {
	kind byte
	n    int64
	s    string
	p    value // identity of what has no other
}

// fewEntries are looked through one by one: most dicts of a config are small, and an index costs more than they do.
const fewEntries = 8

// table keeps the entries of a dict or set in insertion order.
type table struct {
	index         map[key]int // nil as long as there are few entries
	entries       []entry
	gone          int // entries that were deleted
	partial, lost *cause
	shuffled      *cause // the order of the keys is not known
	born          int
}

type entry struct {
	k      key
	key, v val
	gone   bool
}

func (t *table) len() int { return len(t.entries) - t.gone }

// place is where the entry of a key stands.
func (t *table) place(k key) (int, bool) {
	if t.index != nil {
		i, ok := t.index[k]
		return i, ok
	}
	for i := range t.entries {
		if e := &t.entries[i]; e.k == k && !e.gone {
			return i, true
		}
	}
	return 0, false
}

func (t *table) find(k key) (*entry, bool) {
	i, ok := t.place(k)
	if !ok {
		return nil, false
	}
	return &t.entries[i], true
}

// put sets a key. As in Python a known key keeps its place and its first spelling.
func (t *table) put(k key, name, v val) {
	if e, ok := t.find(k); ok {
		e.v = v
		return
	}
	t.entries = append(t.entries, entry{k: k, key: name, v: v})
	switch n := len(t.entries); {
	case t.index != nil:
		t.index[k] = n - 1
	case n > fewEntries:
		t.index = make(map[key]int, 2*n)
		for i := range t.entries {
			if !t.entries[i].gone {
				t.index[t.entries[i].k] = i
			}
		}
	}
}

// reserve makes room for n entries, if there are none.
func (t *table) reserve(n int) {
	if t.entries == nil && n > 0 && n <= 1<<10 {
		t.entries = make([]entry, 0, n)
	}
}

func (t *table) remove(k key) bool {
	i, ok := t.place(k)
	if !ok {
		return false
	}
	delete(t.index, k)
	t.entries[i] = entry{gone: true}
	t.gone++
	if t.gone > 32 && t.gone > len(t.entries)/2 {
		t.compact()
	}
	return true
}

func (t *table) compact() {
	kept := t.entries[:0]
	for _, e := range t.entries {
		if !e.gone {
			if t.index != nil {
				t.index[e.k] = len(kept)
			}
			kept = append(kept, e)
		}
	}
	t.entries, t.gone = kept, 0
}

// live lists the keys.
func (t *table) live() []val {
	out := make([]val, 0, t.len())
	for i := range t.entries {
		if !t.entries[i].gone {
			out = append(out, t.entries[i].key)
		}
	}
	return out
}

func (t *table) clear() { t.index, t.entries, t.gone = nil, nil, 0 }

// keyOf turns a value into a key. problem is "unhashable" for lists and the like, "unknown" for what is not known.
func keyOf(v value) (k key, problem string) {
	switch v := v.(type) {
	case noneValue:
		return key{kind: 'n'}, ""
	case boolValue:
		if v {
			return key{kind: 'i', n: 1}, ""
		}
		return key{kind: 'i'}, ""
	case intValue:
		return key{kind: 'i', n: int64(v)}, ""
	case floatValue:
		if f := float64(v); f == math.Trunc(f) && math.Abs(f) < 1<<63 {
			return key{kind: 'i', n: int64(f)}, ""
		}
		return key{kind: 'f', n: int64(math.Float64bits(float64(v)))}, ""
	case stringValue:
		return key{kind: 's', s: string(v)}, ""
	case bytesValue:
		return key{kind: 'b', s: string(v)}, ""
	case *pathValue:
		if v.folder != nil {
			return key{}, "unknown"
		}
		return key{kind: 'p', s: v.path}, ""
	case *tupleValue:
		return tupleKey(v, 0)
	case *listValue, *dictValue:
		return key{}, "unhashable"
	case *viewValue:
		if v.kind != "values" {
			return key{}, "unhashable"
		}
	case *setValue:
		if !v.frozen {
			return key{}, "unhashable"
		}
		return frozenKey(v)
	case *instanceValue:
		if v.class.opaque && !v.class.exc || v.class.compares {
			return key{}, "unknown"
		}
	case *objectValue:
		if v.known && !v.made {
			return key{kind: 'm', s: v.name}, ""
		}
		return key{}, "unknown"
	case *sliceValue:
		return key{}, "unhashable"
	case *unknownValue, *rangeValue:
		return key{}, "unknown"
	}
	return key{kind: 'o', p: v}, ""
}

// keyOf is keyOf with the work counted.
func (in *interp) keyOf(v value) (key, string) {
	k, problem := keyOf(v)
	in.step(len(k.s)/32, in.statement)
	return k, problem
}

// tupleKey spells the keys of a tuple's elements into one string.
func tupleKey(t *tupleValue, depth int) (key, string) {
	if t.partial != nil || t.shuffled != nil || depth >= limits.KeyDepth || len(t.items) > limits.KeyItems {
		return key{}, "unknown"
	}
	out := make([]byte, 0, 16*len(t.items))
	for _, item := range t.items {
		var k key
		var problem string
		if inner, ok := item.v.(*tupleValue); ok {
			k, problem = tupleKey(inner, depth+1)
		} else {
			k, problem = keyOf(item.v)
		}
		if problem != "" {
			return key{}, problem
		}
		if k.p != nil || len(out)+len(k.s) > limits.KeyBytes {
			return key{}, "unknown"
		}
		out = append(out, k.kind)
		for shift := 0; shift < 64; shift += 8 {
			out = append(out, byte(k.n>>shift))
		}
		out = append(out, itoa(len(k.s))...)
		out = append(out, ':')
		out = append(out, k.s...)
	}
	return key{kind: 't', n: int64(len(t.items)), s: string(out)}, ""
}

// frozenKey spells the keys of a frozenset's members into one string, in an order of their own.
func frozenKey(s *setValue) (key, string) {
	if s.partial != nil || s.lost != nil || s.len() > limits.KeyItems {
		return key{}, "unknown"
	}
	var parts []string
	for _, member := range s.live() {
		k, problem := tupleKey(&tupleValue{items: []val{member}}, 1)
		if problem != "" {
			return key{}, problem
		}
		parts = append(parts, k.s)
	}
	sortStrings(parts)
	return key{kind: 'z', n: int64(len(parts)), s: strings.Join(parts, "")}, ""
}
