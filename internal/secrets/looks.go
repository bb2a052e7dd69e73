package secrets

import "strings"

// shapes are beginnings of tokens that say whose they are, with the least that follows.
var knownShapes = []struct {
	prefix string
	least  int
}{
	{"ghp_", 30}, {"gho_", 30}, {"ghu_", 30}, {"ghs_", 30}, {"ghr_", 30}, {"github_pat_", 40},
	{"glpat-", 16}, {"gldt-", 16}, {"GOCSPX-", 20}, {"AIza", 30}, {"ya29.", 20},
	{"AKIA", 16}, {"ASIA", 16}, {"xoxb-", 20}, {"xoxp-", 20}, {"xoxa-", 20}, {"xapp-", 20},
	{"sk-", 32}, {"sk_live_", 16}, {"rk_live_", 16}, {"hvs.", 20}, {"dckr_pat_", 20}, {"npm_", 30}, {"hf_", 30},
	{"SG.", 40}, {"pypi-AgE", 40}, {"eyJ", 60},
}

// shapes finds tokens by how they begin.
func (f *finder) shapes() {
	f.runs(func(start, end int) {
		for _, s := range knownShapes {
			rest, ok := strings.CutPrefix(f.text[start:end], s.prefix)
			if !ok || len(rest) < s.least || isTemplate(rest) || repeats(rest) || len(wordsOf(rest)) < 2 {
				continue
			}
			if s.prefix == "eyJ" && strings.Count(rest, ".") != 2 {
				continue // a signed token has three parts
			}
			f.add(start, end, Cloud, "")
		}
	})
}

// random finds long strings that nobody would think up.
func (f *finder) random() {
	for i := range f.tokens {
		t := &f.tokens[i]
		if t.kind != str || !f.is(i-1, ":") && !f.is(i-1, "=") {
			continue
		}
		if n := i - 2; n >= 0 && (f.kindAt(n) == word || f.kindAt(n) == str) && isPublicName(f.textOf(n)) {
			f.take(t.start, t.end)
		}
	}
	f.runs(func(start, end int) {
		if looksRandom(f.text[start:end]) && !f.isPublic(start) {
			f.add(start, end, Random, "")
		}
	})
}

// isPublic reports whether what stands before a run says that it is to be seen: a digest, a revision, an id, a public key.
func (f *finder) isPublic(start int) bool {
	before := f.text[max(0, start-24):start]
	for _, end := range []string{"sha256:", "sha256-", "sha384-", "sha512-", "sha1:", "md5:", "@", "base64,", "/commit/", "/blob/", "/tree/", "/raw/", "ssh-rsa ", "ssh-ed25519 ", "nistp256 "} {
		if strings.HasSuffix(before, end) {
			return true
		}
	}
	before = strings.TrimRight(before, " \"'`:=")
	n := len(before)
	for n > 0 && isWord(before[n-1]) {
		n--
	}
	return n < len(before) && isPublicName(before[n:])
}

// runs calls with every stretch of characters that tokens are made of.
func (f *finder) runs(do func(start, end int)) {
	isRun := func(c byte) bool { return isAlnum(c) || strings.IndexByte("_-.+/=", c) >= 0 }
	for i := 0; i < len(f.text); {
		if !isAlnum(f.text[i]) {
			i++
			continue
		}
		from := i
		for i < len(f.text) && isRun(f.text[i]) {
			i++
		}
		// A name and its value without a blank between them are no run.
		if eq := strings.IndexByte(strings.TrimRight(f.text[from:i], "="), '='); eq >= 0 {
			from += eq + 1
		}
		end := i
		for end > from && strings.IndexByte(".-/_", f.text[end-1]) >= 0 {
			end--
		}
		if end-from >= 16 {
			do(from, end)
		}
	}
}

func isHex(s string) bool {
	for i := range len(s) {
		if c := s[i]; !isDigit(c) && (c|0x20 < 'a' || c|0x20 > 'f') {
			return false
		}
	}
	return s != ""
}

// looksRandom reports whether a stretch could come from a generator alone: 32 or more hexadecimal digits, or 24 or more
// letters and digits that change their kind as often as random ones do. Paths, dotted names and UUIDs do not.
func looksRandom(s string) bool {
	if isHex(s) {
		return len(s) >= 32 && looksMixed(s) && !repeats(s)
	}
	if strings.Contains(s, ".") || len(s) < 24 || strings.Count(s, "/")*16 > len(s) {
		return false
	}
	longest := 0
	for _, piece := range strings.FieldsFunc(s, func(r rune) bool { return r == '/' || r == '-' || r == '_' }) {
		longest = max(longest, len(piece))
	}
	var lower, upper, digit, changes int
	for i := range len(s) {
		switch c := s[i]; {
		case isDigit(c):
			digit++
		case c >= 'a' && c <= 'z':
			lower++
		case c >= 'A' && c <= 'Z':
			upper++
		}
		if i > 0 && sort(s[i]) != sort(s[i-1]) {
			changes++
		}
	}
	switch {
	case repeats(s) || digit < 2:
		return false
	case lower > 3 && upper > 3:
		return longest >= 8 && changes*100 >= len(s)*36 && distinct(s) >= 14
	}
	return longest >= 24 && digit >= 5 && changes*100 >= longest*28 && distinct(s) >= 12
}

func sort(c byte) int {
	switch {
	case isDigit(c):
		return 0
	case c >= 'a' && c <= 'z':
		return 1
	case c >= 'A' && c <= 'Z':
		return 2
	}
	return 3
}

func distinct(s string) int {
	var seen [256]bool
	n := 0
	for i := range len(s) {
		if !seen[s[i]] {
			seen[s[i]] = true
			n++
		}
	}
	return n
}

// looksMixed reports whether letters and digits stand in one word.
func looksMixed(s string) bool {
	letter, digit := false, false
	for i := range len(s) {
		letter = letter || isLetter(s[i])
		digit = digit || isDigit(s[i])
	}
	return letter && digit && len(s) >= 8
}
