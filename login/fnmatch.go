package login

// fnmatch mirrors Python's fnmatch.fnmatch on Linux: * any characters, ? one, [abc] and [!abc] one of these or none of
// them. A [ without its ] is itself.
func fnmatch(name, pattern string) bool {
	n, p := []rune(name), []rune(pattern)
	// star and mark are where the last * stands and what it has taken: there is one place to go back to, so the work is
	// at most the product of the lengths.
	i, j, star, mark := 0, 0, -1, 0
	for i < len(n) {
		switch width, fits := one(n[i], p, j); {
		case j < len(p) && p[j] == '*':
			star, mark = j, i
			j++
		case width > 0 && fits:
			i++
			j += width
		case star >= 0:
			mark++
			i, j = mark, star+1
		default:
			return false
		}
	}
	for j < len(p) && p[j] == '*' {
		j++
	}
	return j == len(p)
}

// one matches a character with the part of a pattern that begins at j; width is how long this part is, 0 at the end.
func one(c rune, p []rune, j int) (width int, fits bool) {
	if j >= len(p) {
		return 0, false
	}
	switch p[j] {
	case '?':
		return 1, true
	case '*':
		return 1, false
	case '[':
		end := j + 1
		if end < len(p) && p[end] == '!' {
			end++
		}
		if end < len(p) && p[end] == ']' {
			end++
		}
		for end < len(p) && p[end] != ']' {
			end++
		}
		if end < len(p) {
			return end + 1 - j, class(c, p[j+1:end])
		}
	}
	return 1, p[j] == c
}

// class matches a character with what stands between brackets.
func class(c rune, set []rune) bool {
	negated := len(set) > 0 && set[0] == '!'
	if negated {
		set = set[1:]
	}
	found := false
	for i := 0; i < len(set); i++ {
		if i+2 < len(set) && set[i+1] == '-' {
			found = found || set[i] <= c && c <= set[i+2]
			i += 2
			continue
		}
		found = found || set[i] == c
	}
	return found != negated
}
