package rbac

import "strings"

// suggestScope returns a defined scope that s may have meant, with s's filter, or "".
func (d *Definitions) suggestScope(s Scope) string {
	base := ""
	switch {
	case s.Base == "all":
		base = "inherit"
	case d.Has(strings.ToLower(strings.TrimSpace(s.Base))):
		base = strings.ToLower(strings.TrimSpace(s.Base))
	default:
		base = nearest(s.Base, d.names)
	}
	if base == "" {
		return ""
	}
	return Scope{base, s.Filter}.String()
}

// suggestFilter returns s with a filter that it may have meant, or "". A bare "!group" has no target to guess.
func suggestFilter(s Scope) string {
	key, value, valued := strings.Cut(s.Filter.String(), "=")
	if !valued || value == "" {
		return ""
	}
	key = strings.ToLower(strings.TrimSpace(key))
	kind := filterKind(strings.TrimSuffix(key, "s"))
	if kind == otherFilter {
		kind = filterKind(strings.TrimSuffix(key, "name"))
	}
	if kind == otherFilter {
		kind = filterKind(nearest(key, filterKeys[1:]))
	}
	if kind == otherFilter {
		return ""
	}
	return Scope{s.Base, Filter{Kind: kind, Value: value}}.String()
}

// nearest returns the candidate with the fewest edits to word, at most a third of its length; of equals the first.
// Overlong words and candidates are not compared.
func nearest(word string, candidates []string) string {
	const longest = 64
	if word == "" || len(word) > longest {
		return ""
	}
	best, found := max(1, len(word)/3)+1, ""
	for _, c := range candidates {
		if len(c) > longest || c == "(no_scope)" {
			continue
		}
		if n := edits(word, c, best); n < best {
			best, found = n, c
		}
	}
	return found
}

// edits counts insertions, deletions, changes and swaps of neighbours that make b of a, or gives limit when
// there are as many or more.
func edits(a, b string, limit int) int {
	if len(a)-len(b) >= limit || len(b)-len(a) >= limit {
		return limit
	}
	var rows [3][65]int
	for j := range len(b) + 1 {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		row, above, twice := &rows[i%3], &rows[(i+2)%3], &rows[(i+1)%3]
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			n := min(above[j]+1, row[j-1]+1, above[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				n = min(n, twice[j-2]+1)
			}
			row[j] = n
			least = min(least, n)
		}
		if least >= limit {
			return limit
		}
	}
	return min(rows[len(a)%3][len(b)], limit)
}
