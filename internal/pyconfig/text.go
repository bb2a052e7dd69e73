package pyconfig

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// isBlank is what Python strips and splits at.
func isBlank(r rune) bool { return unicode.IsSpace(r) || 0x1c <= r && r <= 0x1f }

// asciiOnly writes what is no ASCII as escapes.
func asciiOnly(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r < 0x80:
			b.WriteRune(r)
		case r < 0x100:
			b.WriteString(`\x` + strings.ToLower(hex4(r)[2:]))
		case r < 0x10000:
			b.WriteString(`\u` + strings.ToLower(hex4(r)))
		default:
			b.WriteString(`\U` + strings.Repeat("0", 8-len(strconv.FormatInt(int64(r), 16))) + strconv.FormatInt(int64(r), 16))
		}
	}
	return b.String()
}

// The letters of which a change of case makes several, or that change by what is around them; ß is one that we know.
func oddCase(s, name string) bool {
	for _, r := range s {
		switch {
		case r < 0x80 || r == 'ß' && (name == "upper" || name == "lower" || name == "casefold"):
		case name == "lower":
			if r == 'İ' || r == 'Σ' {
				return true
			}
		case r == 'ß' || r == 'ŉ' || r == 'ǰ' || r == 'İ' || r == 'Σ' || r == 'ΐ' || r == 'ΰ' || r == 'և' ||
			0x1e96 <= r && r <= 0x1e9e || 0x1f50 <= r && r <= 0x1fff || 0xfb00 <= r && r <= 0xfb17:
			return true
		case name == "casefold" && r > 0xff:
			return true
		}
	}
	return false
}

// changeCase is lower, upper and their kin; ok is false for letters that these few lines do not do right.
func changeCase(s, name string) (string, bool) {
	if oddCase(s, name) {
		return "", false
	}
	switch name {
	case "lower":
		return strings.ToLower(s), true
	case "casefold":
		return strings.ReplaceAll(strings.ToLower(strings.ReplaceAll(s, "ß", "ss")), "µ", "μ"), true
	case "upper":
		return strings.ReplaceAll(strings.ToUpper(s), "ß", "SS"), true
	case "title":
		return title(s), true
	case "capitalize":
		r, n := utf8.DecodeRuneInString(s)
		if n == 0 {
			return "", true
		}
		return string(unicode.ToTitle(r)) + strings.ToLower(s[n:]), true
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsUpper(r) {
			return unicode.ToLower(r)
		}
		return unicode.ToUpper(r)
	}, s), true
}

func isCased(r rune) bool { return unicode.IsUpper(r) || unicode.IsLower(r) || unicode.IsTitle(r) }

func title(s string) string {
	var b strings.Builder
	inside := false
	for _, r := range s {
		switch {
		case inside:
			b.WriteRune(unicode.ToLower(r))
		default:
			b.WriteRune(unicode.ToTitle(r))
		}
		inside = isCased(r)
	}
	return b.String()
}

func isTitle(s string) bool {
	inside, any := false, false
	for _, r := range s {
		switch {
		case unicode.IsUpper(r) || unicode.IsTitle(r):
			if inside {
				return false
			}
			inside, any = true, true
		case unicode.IsLower(r):
			if !inside {
				return false
			}
			any = true
		default:
			inside = false
		}
	}
	return any
}

// allCased reports whether a string has letters of one case, and none of the other.
func allCased(of, other func(rune) bool) func(string) bool {
	return func(s string) bool {
		any := false
		for _, r := range s {
			if other(r) || unicode.IsTitle(r) {
				return false
			}
			any = any || of(r)
		}
		return any
	}
}

func expandTabs(s string, size, limit int) (string, bool) {
	var b strings.Builder
	column := 0
	for _, r := range s {
		switch r {
		case '\t':
			if size > 0 {
				n := size - column%size
				if b.Len()+n > limit {
					return "", false
				}
				b.WriteString(strings.Repeat(" ", n))
				column += n
			}
		case '\n', '\r':
			b.WriteRune(r)
			column = 0
		default:
			b.WriteRune(r)
			column++
		}
	}
	return b.String(), true
}

func splitLines(s string, keep bool) []string {
	var out []string
	for s != "" {
		i := strings.IndexFunc(s, func(r rune) bool {
			return r >= '\n' && r <= '\r' || r >= 0x1c && r <= 0x1e || r == 0x85 || r == 0x2028 || r == 0x2029
		})
		if i < 0 {
			return append(out, s)
		}
		_, n := utf8.DecodeRuneInString(s[i:])
		if strings.HasPrefix(s[i:], "\r\n") {
			n = 2
		}
		if keep {
			out = append(out, s[:i+n])
		} else {
			out = append(out, s[:i])
		}
		s = s[i+n:]
	}
	return out
}

// makeTranslation is str.maketrans: a dict of numbers of characters.
func (in *interp) makeTranslation(c *call) val {
	d := in.newDict()
	put := func(r rune, v val) { in.dictSet(d, val{intValue(r), c.at}, v) }
	if len(c.args) == 1 {
		from, ok := c.args[0].v.(*dictValue)
		if !ok || from.lost != nil || from.partial != nil {
			return in.spread(c.at, c.args...)
		}
		for _, e := range from.entries {
			switch k := e.key.v.(type) {
			case stringValue:
				if utf8.RuneCountInString(string(k)) != 1 {
					return in.raise(c.at, "ValueError", "the keys of a translation are single characters", "")
				}
				r, _ := utf8.DecodeRuneInString(string(k))
				put(r, e.v)
			case intValue:
				in.dictSet(d, e.key, e.v)
			}
		}
		return val{d, c.at}
	}
	var texts [3][]rune
	for i, a := range c.args {
		s, ok := a.v.(stringValue)
		if !ok || i > 2 {
			return in.spread(c.at, c.args...)
		}
		texts[i] = []rune(string(s))
	}
	if len(texts[0]) != len(texts[1]) {
		return in.raise(c.at, "ValueError", "both strings of a translation have the same length", "")
	}
	for i, r := range texts[0] {
		put(r, val{intValue(texts[1][i]), c.at})
	}
	for _, r := range texts[2] {
		put(r, in.none(c.at))
	}
	return val{d, c.at}
}

func (in *interp) translate(s string, c *call) val {
	d, ok := c.arg(0, "").v.(*dictValue)
	if !ok || d.lost != nil || d.partial != nil {
		return in.spread(c.at, c.args...)
	}
	var b strings.Builder
	for _, r := range s {
		e, ok := d.find(key{kind: 'i', n: int64(r)})
		if !ok {
			b.WriteRune(r)
			continue
		}
		switch to := e.v.v.(type) {
		case stringValue:
			b.WriteString(string(to))
		case intValue:
			b.WriteRune(rune(to))
		case noneValue:
		default:
			return in.spread(c.at, e.v)
		}
		if !in.alloc(4, c.at) {
			return in.nothing(c.at)
		}
	}
	return val{stringValue(b.String()), c.at}
}

// part cuts a string at the places that find, count, startswith and their kin take, counted in characters. offset is
// where the part begins; ok is false when it lies behind the end.
func (in *interp) part(s string, c *call, first int) (sub string, offset int, ok, known bool) {
	n := utf8.RuneCountInString(s)
	place := func(i, fallback int) int {
		if i >= len(c.args) {
			return fallback
		}
		if _, none := c.args[i].v.(noneValue); none {
			return fallback
		}
		p, isInt := asInt(c.args[i].v)
		if !isInt {
			known = false
			return fallback
		}
		if p < 0 {
			p = max(0, p+int64(n))
		}
		return int(min(p, int64(n)+1))
	}
	known = true
	from, to := place(first, 0), min(place(first+1, n), n)
	if from > n || from > to {
		return "", 0, false, known
	}
	return s[byteOf(s, from):byteOf(s, to)], from, true, known
}

// byteOf is the offset in bytes of a character.
func byteOf(s string, n int) int {
	for i := range s {
		if n == 0 {
			return i
		}
		n--
	}
	return len(s)
}
