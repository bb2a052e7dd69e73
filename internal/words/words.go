// Package words finds the word that somebody meant.
package words

// Nearest returns the candidate closest to word by edits of one character (insert, delete, replace, or swap of
// neighbours), or "" when none is close: at most a third of the word may differ, and at least one edit is let
// pass. Among equals the first wins. Case differences cost nothing.
func Nearest(word string, candidates []string) string {
	if len(word) > 64 {
		return ""
	}
	best, least := "", max(1, len(word)/3)+1
	for _, c := range candidates {
		if c == "" || len(c)-len(word) >= least || len(word)-len(c) >= least {
			continue
		}
		if d := distance(lower(word), lower(c)); d < least {
			best, least = c, d
		}
	}
	return best
}

func lower(s string) []byte {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return b
}

// distance is the optimal string alignment distance of two short strings, in bytes.
func distance(a, b []byte) int {
	width := len(b) + 1
	rows := make([]int, 3*width)
	before, last, now := rows[:width], rows[width:2*width], rows[2*width:]
	for j := range last {
		last[j] = j
	}
	for i, x := range a {
		now[0] = i + 1
		for j, y := range b {
			cost := 1
			if x == y {
				cost = 0
			}
			now[j+1] = min(last[j]+cost, last[j+1]+1, now[j]+1)
			if i > 0 && j > 0 && x == b[j-1] && a[i-1] == y {
				now[j+1] = min(now[j+1], before[j-1]+1)
			}
		}
		before, last, now = last, now, before
	}
	return last[len(b)]
}
