package rbac

import (
	"slices"
	"strings"
)

// spell prints scopes as JupyterHub does, sorted, each once. It goes through scopes by name and filters by text, which is the
// order of the whole where no name holds a character before "!", as a name in a part that could not be read may.
func (d *Definitions) spell(lists ...[]grant) []string {
	var room [fewGrants]*grant
	grants, all := room[:0], scopeSet{}
	for _, list := range lists {
		for i := range list {
			if g := &list[i]; !g.set.empty() {
				grants = append(grants, g)
				all.union(g.set)
			}
		}
	}
	slices.SortFunc(grants, func(a, b *grant) int { return compareFilters(a.filter, b.filter) })
	var textRoom [2048]byte
	var endsRoom [96]int32
	text, ends := textRoom[:0], endsRoom[:0] // most fit; then the strings are all that is allocated
	for _, id := range d.byName {
		if !all.has(int(id)) {
			continue
		}
		var last *grant
		for _, g := range grants {
			if !g.set.has(int(id)) || last != nil && last.filter == g.filter {
				continue
			}
			last = g
			text = append(text, d.names[id]...)
			text = g.filter.appendTo(text)
			ends = append(ends, int32(len(text)))
		}
	}
	whole, begin := string(text), int32(0)
	out := make([]string, len(ends))
	for i, end := range ends {
		out[i], begin = whole[begin:end], end
	}
	if d.oddNames {
		slices.Sort(out)
	}
	return out
}

// appendTo spells a filter with the "!" before it; nothing for none.
func (f Filter) appendTo(text []byte) []byte {
	switch {
	case f == marked:
		return append(text, '!')
	case f.Kind == NoFilter:
		return text
	case f.Kind == otherFilter || f.bare:
		return append(append(text, '!'), f.String()...)
	}
	text = append(append(text, '!'), f.Kind.String()...)
	return append(append(text, '='), f.Value...)
}

// compareFilters orders filters by their text, none and then the one with nothing behind its "!" first.
func compareFilters(a, b Filter) int {
	switch {
	case a.Kind == otherFilter || b.Kind == otherFilter:
		return strings.Compare(a.String(), b.String())
	case a.Kind != b.Kind:
		return strings.Compare(a.Kind.String(), b.Kind.String()) // none begins another
	case a.bare == b.bare:
		return strings.Compare(a.Value, b.Value)
	case a.bare == (a.Kind == NoFilter):
		return 1
	}
	return -1
}

// order sorts the scopes by name, for spell, and notes what they speak of.
func (d *Definitions) order() {
	d.byName, d.nouns = make([]int32, len(d.names)), make([]string, len(d.names))
	for i, name := range d.names {
		d.byName[i], d.nouns[i] = int32(i), resource(name)
		d.oddNames = d.oddNames || strings.ContainsFunc(name, func(r rune) bool { return r <= '!' })
	}
	slices.SortFunc(d.byName, func(a, b int32) int { return strings.Compare(d.names[a], d.names[b]) })
}
