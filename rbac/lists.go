package rbac

import "slices"

// lists finds long lists of scopes that are equal, so that a config which gives one list to thousands of roles
// costs no more than the list once. Short lists are not worth the search.
type lists struct {
	byFirst map[*Name]int // by the address of the first entry
	byHash  map[uint64][]int
	known   [][]Name
}

const longList = 64

// number gives equal lists the same number, from 0; first tells the first of them. Short lists get -1.
func (l *lists) number(list []Name) (n int, first bool) {
	if len(list) < longList {
		return -1, true
	}
	if n, ok := l.byFirst[&list[0]]; ok && len(l.known[n]) == len(list) {
		return n, false
	}
	h := hashNames(list)
	for _, n := range l.byHash[h] {
		if slices.EqualFunc(l.known[n], list, func(a, b Name) bool { return a.Value == b.Value }) {
			l.byFirst[&list[0]] = n
			return n, false
		}
	}
	if l.byHash == nil {
		l.byFirst, l.byHash = map[*Name]int{}, map[uint64][]int{}
	}
	n = len(l.known)
	l.known = append(l.known, list)
	l.byFirst[&list[0]] = n
	l.byHash[h] = append(l.byHash[h], n)
	return n, true
}

// hashNames is FNV-1a over the list.
func hashNames(list []Name) uint64 {
	const offset, prime = 14695981039346656037, 1099511628211
	h := uint64(offset)
	for i := range list {
		text := list[i].Value
		for j := range len(text) {
			h = (h ^ uint64(text[j])) * prime
		}
		h *= prime // between entries
	}
	return h
}
