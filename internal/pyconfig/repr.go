package pyconfig

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// text is str(v); ok is false when it is not known.
func (in *interp) text(v val) (string, bool) {
	switch x := v.v.(type) {
	case stringValue:
		return string(x), true
	case *pathValue:
		return x.path, x.folder == nil
	case *instanceValue:
		if s, ok := in.specialText(v, "__str__"); ok {
			return s, true
		}
		_, own := in.classAttr(x.class, "__str__")
		switch {
		case own || !x.class.exc || x.class.opaque:
		case len(x.args) == 0:
			return "", true
		case len(x.args) == 1 && x.class.name != "KeyError":
			return in.text(x.args[0])
		case len(x.args) == 1:
			return in.repr(x.args[0])
		case in.inherits(x.class, "OSError") || in.inherits(x.class, "UnicodeError"):
			return "", false // they have words of their own for their arguments
		default:
			return in.repr(val{&tupleValue{items: x.args}, v.at})
		}
		if own {
			return "", false
		}
	}
	return in.repr(v)
}

// repr is repr(v); ok is false when it is not known, or hangs on an address or the order of a set.
func (in *interp) repr(v val) (string, bool) {
	p := &printer{in: in, within: map[value]bool{}, known: true}
	p.print(v)
	return p.b.String(), p.known && !in.halted()
}

type printer struct {
	in     *interp
	b      strings.Builder
	within map[value]bool
	depth  int
	known  bool
}

func (p *printer) write(s string) {
	if p.known && p.in.alloc(len(s), span{}) {
		p.b.WriteString(s)
	} else {
		p.known = false
	}
}

func (p *printer) print(v val) {
	if !p.known || !p.in.step(1, v.at) {
		p.known = false
		return
	}
	switch x := v.v.(type) {
	case noneValue:
		p.write("None")
	case boolValue:
		p.write(pythonBool(bool(x)))
	case intValue:
		p.write(strconv.FormatInt(int64(x), 10))
	case floatValue:
		p.write(formatFloat(float64(x)))
	case stringValue:
		p.write(pythonQuote(string(x)))
	case *pathValue:
		p.known = p.known && x.folder == nil
		p.write("PosixPath(" + pythonQuote(x.path) + ")")
	case *rangeValue:
		p.write("range(" + strconv.FormatInt(x.start, 10) + ", " + strconv.FormatInt(x.stop, 10))
		if x.step != 1 {
			p.write(", " + strconv.FormatInt(x.step, 10))
		}
		p.write(")")
	case *listValue, *tupleValue, *setValue, *dictValue:
		p.container(v)
	case *viewValue:
		items, why, _ := p.in.drain(v, v.at)
		p.known = p.known && why == nil
		p.write("dict_" + x.kind)
		p.items("([", items, "])")
	case *instanceValue:
		s, ok := p.in.specialText(v, "__repr__")
		_, own := p.in.classAttr(x.class, "__repr__")
		switch {
		case ok:
			p.write(s)
		case own || !x.class.exc || x.class.opaque:
			p.known = false
		default:
			p.write(x.class.name)
			p.items("(", x.args, ")")
		}
	case bytesValue:
		p.write(bytesQuote(string(x)))
	case *builtinValue:
		p.known = p.known && builtinTypes[x.name]
		p.write("<class '" + x.name + "'>")
	default:
		p.known = false
	}
}

func (p *printer) container(v val) {
	if p.within[v.v] {
		switch v.v.(type) {
		case *listValue:
			p.write("[...]")
		default:
			p.write("{...}")
		}
		return
	}
	if p.depth > p.in.limits.Depth {
		p.in.stop("depth", v.at)
		p.known = false
		return
	}
	p.within[v.v] = true
	p.depth++
	switch x := v.v.(type) {
	case *listValue:
		p.known = p.known && x.partial == nil && x.lost == nil && x.shuffled == nil
		p.items("[", x.items, "]")
	case *tupleValue:
		p.known = p.known && x.partial == nil && x.fields == nil && x.shuffled == nil
		end := ")"
		if len(x.items) == 1 {
			end = ",)"
		}
		p.items("(", x.items, end)
	case *setValue:
		p.known = p.known && x.partial == nil && x.lost == nil && x.len() <= 1
		if x.len() == 0 {
			p.write(x.typeName() + "()")
			break
		}
		var items []val
		for _, e := range x.entries {
			if !e.gone {
				items = append(items, e.key)
			}
		}
		if x.frozen {
			p.items("frozenset({", items, "})")
			break
		}
		p.items("{", items, "}")
	case *dictValue:
		p.known = p.known && x.partial == nil && x.lost == nil && x.fallback == nil && x.shuffled == nil
		p.write("{")
		first := true
		for _, e := range x.entries {
			if e.gone || !p.known {
				continue
			}
			if !first {
				p.write(", ")
			}
			first = false
			p.print(e.key)
			p.write(": ")
			p.print(e.v)
		}
		p.write("}")
	}
	p.depth--
	delete(p.within, v.v)
}

func (p *printer) items(open string, items []val, end string) {
	p.write(open)
	for i, item := range items {
		if !p.known {
			return
		}
		if i > 0 {
			p.write(", ")
		}
		p.print(item)
	}
	p.write(end)
}

// shown prints a value for a message.
func (in *interp) shown(v val) string {
	steps, bytes := in.steps, in.bytes
	s, ok := in.repr(v)
	if in.stopped == "" {
		in.steps, in.bytes = steps, bytes
	}
	if !ok {
		return "such value"
	}
	return shorten(s, 60)
}

func shorten(s string, n int) string {
	s = strings.ToValidUTF8(s, "\ufffd")
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n-1]) + "…"
}

// quote puts a string in double quotes for a message.
func quote(s string) string { return strconv.Quote(shorten(s, 80)) }

func pythonBool(b bool) string {
	if b {
		return "True"
	}
	return "False"
}

// formatFloat is repr of a float.
func formatFloat(f float64) string {
	switch {
	case math.IsNaN(f):
		return "nan"
	case math.IsInf(f, 1):
		return "inf"
	case math.IsInf(f, -1):
		return "-inf"
	}
	if a := math.Abs(f); a != 0 && (a < 1e-4 || a >= 1e16) {
		return strconv.FormatFloat(f, 'e', -1, 64)
	}
	s := strconv.FormatFloat(f, 'f', -1, 64)
	if !strings.Contains(s, ".") {
		s += ".0"
	}
	return s
}

// bytesQuote is repr of bytes.
func bytesQuote(s string) string {
	q := byte('\'')
	if strings.Contains(s, "'") && !strings.Contains(s, `"`) {
		q = '"'
	}
	b := []byte{'b', q}
	for i := range len(s) {
		switch c := s[i]; {
		case c == q || c == '\\':
			b = append(b, '\\', c)
		case c == '\n':
			b = append(b, `\n`...)
		case c == '\r':
			b = append(b, `\r`...)
		case c == '\t':
			b = append(b, `\t`...)
		case c < 0x20 || c >= 0x7f:
			b = append(b, `\x`+strings.ToLower(hex4(rune(c))[2:])...)
		default:
			b = append(b, c)
		}
	}
	return string(append(b, q))
}

// pythonQuote is repr of a string.
func pythonQuote(s string) string {
	q := byte('\'')
	if strings.Contains(s, "'") && !strings.Contains(s, `"`) {
		q = '"'
	}
	var b strings.Builder
	b.WriteByte(q)
	for _, r := range s {
		switch {
		case r == rune(q) || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < 0x20 || r == 0x7f || r > 0x7f && r < 0xa1 || r == 0xad:
			b.WriteString(`\x` + strings.ToLower(hex4(r)[2:]))
		case !unicode.IsPrint(r) && r < 0x10000:
			b.WriteString(`\u` + strings.ToLower(hex4(r)))
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte(q)
	return b.String()
}
