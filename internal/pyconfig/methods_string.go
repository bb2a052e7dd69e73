package pyconfig

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

func (in *interp) stringMethod(s, name string, c *call) val {
	for _, a := range c.all() {
		if isUnknown(a.v) && name != "format" {
			return in.spread(c.at, a)
		}
	}
	if n, asked := firstAsked(c.all()...); asked {
		return val{&unknownValue{n}, c.at}
	}
	if !in.step(len(s)/16, c.at) {
		return in.nothing(c.at)
	}
	str := func(out string) val {
		in.alloc(16+len(out), c.at)
		return val{stringValue(out), c.at}
	}
	text := func(i int) (string, bool) {
		a := c.arg(i, "")
		t, ok := a.v.(stringValue)
		if !ok && !in.halted() {
			what := "nothing"
			if a.v != nil {
				what = article(typeName(a.v))
			}
			in.raise(c.at, "TypeError", name+" needs a string, not "+what, "")
		}
		return string(t), ok
	}
	switch name {
	case "lower", "casefold", "upper", "capitalize", "title", "swapcase":
		out, ok := changeCase(s, name)
		if !ok {
			return in.unknown(c.at, "not-read", "the method "+name, "the method "+name+" of these letters is not evaluated", "")
		}
		return str(out)
	case "istitle":
		return val{boolValue(isTitle(s)), c.at}
	case "expandtabs":
		size := int64(8)
		if a := c.arg(0, "tabsize"); a.v != nil {
			var ok bool
			if size, ok = asInt(a.v); !ok {
				return in.raise(c.at, "TypeError", name+" takes a whole number, not "+article(typeName(a.v)), "")
			}
		}
		out, ok := expandTabs(s, int(min(size, 1<<30)), in.limits.Bytes-in.bytes)
		if !ok {
			in.stop("memory", c.at)
		}
		return str(out)
	case "maketrans":
		return in.makeTranslation(c)
	case "translate":
		return in.translate(s, c)
	case "format_map":
		with := &call{at: c.at}
		if in.arguments(with, []argument{{star: 2, x: &constExpr{span: c.at, v: c.arg(0, "").v}, at: c.at}}); in.halted() {
			return in.nothing(c.at)
		}
		return in.formatMethod(s, with)
	case "strip", "lstrip", "rstrip":
		cut := isBlank
		if a := c.arg(0, "chars"); a.v != nil {
			if _, none := a.v.(noneValue); !none {
				chars, ok := text(0)
				if !ok {
					return in.nothing(c.at)
				}
				cut = func(r rune) bool { return strings.ContainsRune(chars, r) }
			}
		}
		if name != "rstrip" {
			s = strings.TrimLeftFunc(s, cut)
		}
		if name != "lstrip" {
			s = strings.TrimRightFunc(s, cut)
		}
		return str(s)
	case "split", "rsplit":
		return in.split(s, name == "rsplit", c)
	case "splitlines":
		a := c.arg(0, "keepends")
		if _, ok := asInt(a.v); a.v != nil && !ok {
			return in.raise(c.at, "TypeError", name+" takes True or False, not "+article(typeName(a.v)), "")
		}
		keep, _ := in.truth(in.orNone(a))
		return in.strings(splitLines(s, keep == yes), c.at)
	case "partition", "rpartition":
		sep, ok := text(0)
		if !ok {
			return in.nothing(c.at)
		}
		if sep == "" {
			return in.raise(c.at, "ValueError", "a string can't be split at an empty string", "")
		}
		i := strings.Index(s, sep)
		if name == "rpartition" {
			i = strings.LastIndex(s, sep)
		}
		parts := []val{str(s), str(""), str("")}
		if i >= 0 {
			parts = []val{str(s[:i]), str(sep), str(s[i+len(sep):])}
		} else if name == "rpartition" {
			parts = []val{str(""), str(""), str(s)}
		}
		return val{&tupleValue{items: parts}, c.at}
	case "replace":
		old, ok := text(0)
		if !ok {
			return in.nothing(c.at)
		}
		to, ok := text(1)
		if !ok {
			return in.nothing(c.at)
		}
		n := int64(-1)
		if a := c.arg(2, "count"); a.v != nil {
			if n, ok = asInt(a.v); !ok {
				return in.raise(c.at, "TypeError", "replace takes a whole number last", "")
			}
		}
		if !in.alloc(len(to)*strings.Count(s, old), c.at) {
			return in.nothing(c.at)
		}
		return str(strings.Replace(s, old, to, int(n)))
	case "removeprefix", "removesuffix":
		fix, ok := text(0)
		if !ok {
			return in.nothing(c.at)
		}
		if name == "removeprefix" {
			return str(strings.TrimPrefix(s, fix))
		}
		return str(strings.TrimSuffix(s, fix))
	case "startswith", "endswith":
		return in.affix(s, name == "startswith", c)
	case "find", "rfind", "index", "rindex", "count":
		sub, ok := text(0)
		if !ok {
			return in.nothing(c.at)
		}
		within, offset, ok, known := in.part(s, c, 1)
		if !known {
			return in.raise(c.at, "TypeError", name+" takes whole numbers behind what it looks for", "")
		}
		if name == "count" {
			if !ok {
				return val{intValue(0), c.at}
			}
			return val{intValue(strings.Count(within, sub)), c.at}
		}
		i := -1
		if ok {
			if i = strings.Index(within, sub); name[0] == 'r' {
				i = strings.LastIndex(within, sub)
			}
		}
		if i < 0 && strings.HasSuffix(name, "index") {
			return in.raise(c.at, "ValueError", "the string has no "+quote(sub), "")
		}
		if i >= 0 {
			i = utf8.RuneCountInString(within[:i]) + offset
		}
		return val{intValue(i), c.at}
	case "join":
		return in.join(s, c)
	case "format":
		return in.formatMethod(s, c)
	case "zfill", "ljust", "rjust", "center":
		return in.pad(s, name, c)
	case "encode":
		if a := c.arg(0, "encoding"); a.v != nil {
			if e, _ := a.v.(stringValue); e != "utf-8" && e != "utf8" && e != "UTF-8" && !(e == "ascii" && asciiOnly(s) == s) {
				break
			}
		}
		return val{bytesValue(s), c.at}
	}
	if name == "isnumeric" && strings.ContainsFunc(s, isHan) {
		return in.unknown(c.at, "not-read", "the method "+name, "which of these letters are numbers is not known", "")
	}
	if test, ok := stringTests[name]; ok {
		return val{boolValue(test(s)), c.at}
	}
	return in.unknown(c.at, "not-read", "the method "+name, "the method "+name+" of a string is not evaluated", "")
}

var stringTests = map[string]func(string) bool{
	"isdigit": every(func(r rune) bool {
		return unicode.IsDigit(r) || unicode.Is(moreDigits, r)
	}),
	"isdecimal":    every(unicode.IsDigit),
	"isnumeric":    every(unicode.IsNumber),
	"isalpha":      every(unicode.IsLetter),
	"isalnum":      every(func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }),
	"isspace":      every(isBlank),
	"islower":      allCased(unicode.IsLower, unicode.IsUpper),
	"isupper":      allCased(unicode.IsUpper, unicode.IsLower),
	"isidentifier": func(s string) bool { return s != "" && nameLength(s) == len(s) },
	"isprintable":  func(s string) bool { return s == "" || every(isPrintable)(s) },
	"isascii":      func(s string) bool { return asciiOnly(s) == s },
}

// moreDigits are digits that are no decimals: raised, lowered, in circles and brackets.
var moreDigits = &unicode.RangeTable{
	R16: []unicode.Range16{
		{0xb2, 0xb3, 1}, {0xb9, 0xb9, 1}, {0x1369, 0x1371, 1}, {0x19da, 0x19da, 1}, {0x2070, 0x2070, 1}, {0x2074, 0x2079, 1}, {0x2080, 0x2089, 1},
		{0x2460, 0x2468, 1}, {0x2474, 0x247c, 1}, {0x2488, 0x2490, 1}, {0x24ea, 0x24ea, 1}, {0x24f5, 0x24fd, 1}, {0x24ff, 0x24ff, 1},
		{0x2776, 0x277e, 1}, {0x2780, 0x2788, 1}, {0x278a, 0x2792, 1},
	},
	R32:         []unicode.Range32{{0x10a40, 0x10a43, 1}, {0x10e60, 0x10e68, 1}, {0x11052, 0x1105a, 1}, {0x1f100, 0x1f10a, 1}},
	LatinOffset: 2,
}

// isHan tells the letters of which some are numbers.
func isHan(r rune) bool {
	return 0x3400 <= r && r <= 0x9fff || 0xf900 <= r && r <= 0xfaff || 0x20000 <= r && r <= 0x3ffff
}

func isPrintable(r rune) bool { return r == ' ' || unicode.IsPrint(r) }

func every(test func(rune) bool) func(string) bool {
	return func(s string) bool {
		for _, r := range s {
			if !test(r) {
				return false
			}
		}
		return s != ""
	}
}

// strings makes a list of strings.
func (in *interp) strings(list []string, at span) val {
	items := make([]val, 0, len(list))
	for _, s := range list {
		items = append(items, val{stringValue(s), at})
		in.alloc(16+len(s), at)
	}
	in.step(len(list)/4, at)
	return in.newList(items, nil, at)
}

func (in *interp) split(s string, right bool, c *call) val {
	most := -1
	if a := c.arg(1, "maxsplit"); a.v != nil {
		n, ok := asInt(a.v)
		if !ok {
			return in.raise(c.at, "TypeError", "how often a string is split is a whole number", "")
		}
		most = int(max(min(n, 1<<30), -1))
	}
	sep := c.arg(0, "sep")
	if _, none := sep.v.(noneValue); sep.v == nil || none {
		if most < 0 {
			return in.strings(strings.FieldsFunc(s, isBlank), c.at)
		}
		return in.strings(splitBlanks(s, most, right), c.at)
	}
	by, ok := sep.v.(stringValue)
	if !ok {
		return in.raise(c.at, "TypeError", "a string is split at a string, not at "+article(typeName(sep.v)), "")
	}
	if by == "" {
		return in.raise(c.at, "ValueError", "a string can't be split at an empty string", "")
	}
	if n := strings.Count(s, string(by)); !in.alloc(48*n, c.at) {
		return in.nothing(c.at)
	} else if most < 0 || most >= n {
		return in.strings(strings.Split(s, string(by)), c.at)
	}
	if !right {
		return in.strings(strings.SplitN(s, string(by), most+1), c.at)
	}
	var tail []string
	for range most {
		i := strings.LastIndex(s, string(by))
		tail = append(tail, s[i+len(by):])
		s = s[:i]
	}
	out := []string{s}
	for i := len(tail) - 1; i >= 0; i-- {
		out = append(out, tail[i])
	}
	return in.strings(out, c.at)
}

// splitBlanks splits at runs of blanks, at most so many times, from the left or the right.
func splitBlanks(s string, most int, right bool) []string {
	var out []string
	if right {
		s = strings.TrimRightFunc(s, isBlank)
	} else {
		s = strings.TrimLeftFunc(s, isBlank)
	}
	for ; most > 0 && s != ""; most-- {
		if right {
			i := strings.LastIndexFunc(s, isBlank)
			if i < 0 {
				break
			}
			_, n := utf8.DecodeRuneInString(s[i:])
			out = append([]string{s[i+n:]}, out...)
			s = strings.TrimRightFunc(s[:i], isBlank)
			continue
		}
		i := strings.IndexFunc(s, isBlank)
		if i < 0 {
			break
		}
		out = append(out, s[:i])
		s = strings.TrimLeftFunc(s[i:], isBlank)
	}
	if s == "" {
		return out
	}
	if right {
		return append([]string{s}, out...)
	}
	return append(out, s)
}

func (in *interp) affix(s string, start bool, c *call) val {
	a := c.arg(0, "")
	options := []val{a}
	if t, ok := a.v.(*tupleValue); ok {
		options = t.items
	}
	s, _, within, known := in.part(s, c, 1)
	if !known {
		return in.raise(c.at, "TypeError", "startswith and endswith take whole numbers behind the string", "")
	}
	for _, o := range options {
		fix, ok := o.v.(stringValue)
		if !ok {
			if isUnknown(o.v) {
				return in.spread(c.at, o)
			}
			return in.raise(c.at, "TypeError", "a string begins or ends with a string, not with "+article(typeName(o.v)), "")
		}
		if !within {
			continue
		}
		if start && strings.HasPrefix(s, string(fix)) || !start && strings.HasSuffix(s, string(fix)) {
			return val{boolValue(true), c.at}
		}
	}
	return val{boolValue(false), c.at}
}

func (in *interp) join(sep string, c *call) val {
	if len(c.args) == 0 {
		return in.raise(c.at, "TypeError", "join needs the strings", "")
	}
	items, why, ok := in.drain(c.args[0], c.at)
	if !ok {
		return in.nothing(c.at)
	}
	if why = joined(why, in.mixed); why != nil {
		return val{&unknownValue{why}, c.at}
	}
	var b strings.Builder
	for i, item := range items {
		s, ok := item.v.(stringValue)
		if !ok {
			if isUnknown(item.v) {
				return in.spread(c.at, items[i:]...)
			}
			return in.raise(c.at, "TypeError", "join takes strings only, and this has "+article(typeName(item.v)), "")
		}
		if i > 0 {
			b.WriteString(sep)
		}
		if !in.alloc(len(sep)+len(s), c.at) {
			return in.nothing(c.at)
		}
		b.WriteString(string(s))
	}
	return val{stringValue(b.String()), c.at}
}

func (in *interp) pad(s, name string, c *call) val {
	width, ok := asInt(c.arg(0, "width").v)
	if !ok {
		return in.raise(c.at, "TypeError", name+" needs a width", "")
	}
	fill := " "
	if name == "zfill" {
		fill = "0"
	}
	if a := c.arg(1, "fillchar"); a.v != nil {
		f, _ := a.v.(stringValue)
		if fill = string(f); utf8.RuneCountInString(fill) != 1 {
			return in.raise(c.at, "TypeError", "what fills up must be one character", "")
		}
	}
	n := width - int64(utf8.RuneCountInString(s))
	if n <= 0 {
		return val{stringValue(s), c.at}
	}
	if n > int64(in.limits.Bytes) || !in.alloc(int(n)+len(s), c.at) {
		in.stop("memory", c.at)
		return in.nothing(c.at)
	}
	left := 0
	switch name {
	case "rjust":
		left = int(n)
	case "center":
		left = int(n)/2 + int(n)&int(width)&1
	case "zfill":
		if s != "" && (s[0] == '-' || s[0] == '+') { // the sign stays in front
			return val{stringValue(s[:1] + strings.Repeat(fill, int(n)) + s[1:]), c.at}
		}
		left = int(n)
	}
	return val{stringValue(strings.Repeat(fill, left) + s + strings.Repeat(fill, int(n)-left)), c.at}
}
