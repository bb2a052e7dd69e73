package rbac

import "math/bits"

// scopeSet is a set of scopes, by their number in Definitions. One machine word holds the scopes of every
// JupyterHub so far; custom scopes beyond it spill into high. The zero value is the empty set.
//
// Copies share high: add and union may be called only by the owner, everybody else clones first.
type scopeSet struct {
	low  uint64
	high []uint64
}

func (s scopeSet) has(id int) bool {
	if id < 64 {
		return s.low&(1<<uint(id)) != 0
	}
	word := id/64 - 1
	return word < len(s.high) && s.high[word]&(1<<uint(id%64)) != 0
}

func (s scopeSet) empty() bool {
	if s.low != 0 {
		return false
	}
	for _, w := range s.high {
		if w != 0 {
			return false
		}
	}
	return true
}

func (s *scopeSet) add(id int) {
	if id < 64 {
		s.low |= 1 << uint(id)
		return
	}
	s.grow(id / 64)
	s.high[id/64-1] |= 1 << uint(id%64)
}

func (s *scopeSet) grow(words int) {
	if missing := words - len(s.high); missing > 0 {
		s.high = append(s.high, make([]uint64, missing)...)
	}
}

func (s *scopeSet) union(o scopeSet) {
	s.low |= o.low
	s.grow(len(o.high))
	for i, w := range o.high {
		s.high[i] |= w
	}
}

func (s scopeSet) clone() scopeSet {
	if len(s.high) > 0 {
		s.high = append([]uint64(nil), s.high...)
	}
	return s
}

// and returns the scopes in both sets.
func (s scopeSet) and(o scopeSet) scopeSet {
	out := scopeSet{low: s.low & o.low}
	if n := min(len(s.high), len(o.high)); n > 0 {
		out.high = make([]uint64, n)
		for i := range n {
			out.high[i] = s.high[i] & o.high[i]
		}
	}
	return out
}

// without returns the scopes of s that o lacks. It shares memory with s when o takes nothing of the spilled part.
func (s scopeSet) without(o scopeSet) scopeSet {
	out := scopeSet{low: s.low &^ o.low, high: s.high}
	for i := range min(len(s.high), len(o.high)) {
		if s.high[i]&o.high[i] != 0 {
			out.high = make([]uint64, len(s.high))
			for j, w := range s.high {
				if j < len(o.high) {
					w &^= o.high[j]
				}
				out.high[j] = w
			}
			break
		}
	}
	return out
}

func (s scopeSet) equal(o scopeSet) bool {
	if s.low != o.low {
		return false
	}
	for i := range max(len(s.high), len(o.high)) {
		var a, b uint64
		if i < len(s.high) {
			a = s.high[i]
		}
		if i < len(o.high) {
			b = o.high[i]
		}
		if a != b {
			return false
		}
	}
	return true
}

// each calls yield for every scope number, ascending.
func (s scopeSet) each(yield func(id int)) {
	for w := s.low; w != 0; w &= w - 1 {
		yield(bits.TrailingZeros64(w))
	}
	for i, w := range s.high {
		for ; w != 0; w &= w - 1 {
			yield((i+1)*64 + bits.TrailingZeros64(w))
		}
	}
}
