package pyconfig

import (
	"strconv"
	"strings"
)

// formatted evaluates an f-string. Python tells what goes wrong in printing a value as of where the string begins.
func (in *interp) formatted(e *formatExpr) val {
	s, why := in.pieces(e.pieces, e.span)
	if in.halted() {
		return in.nothing(e.span)
	}
	if why != nil {
		in.vague++
		return val{&unknownValue{why}, e.span}
	}
	return val{stringValue(s), e.span}
}

func (in *interp) pieces(list []piece, whole span) (string, *cause) {
	var b strings.Builder
	var why *cause
	for _, p := range list {
		out := p.text
		if p.x != nil {
			v := in.eval(p.x)
			if in.halted() {
				return "", nil
			}
			spec := ""
			if p.spec != nil {
				var w *cause
				if spec, w = in.pieces(p.spec, whole); w != nil {
					why = joined(why, w)
				}
			}
			text, w := in.field(v, p, spec, p.x.at())
			if in.exc != nil && in.exc.told == (span{}) {
				in.exc.told, in.exc.hashing = whole, false
			}
			why = joined(why, w)
			out = p.debug + text
		}
		if in.halted() || !in.alloc(16+len(out), span{}) {
			return "", nil
		}
		b.WriteString(out)
	}
	return b.String(), why
}

// field prints the value of a replacement field.
func (in *interp) field(v val, p piece, spec string, at span) (string, *cause) {
	if n, asked := firstAsked(v); asked {
		return "", n
	}
	if p.convert != 0 || p.debug != "" && p.spec == nil {
		text, ok := in.repr(v)
		switch p.convert {
		case 's':
			text, ok = in.text(v)
		case 'a':
			text = asciiOnly(text)
		}
		if !ok {
			return "", in.spread(v.at, v).v.(*unknownValue).why
		}
		v = val{stringValue(text), v.at}
	}
	return in.formatValue(v, spec, at)
}

// formatValue is format(v, spec), written at a place.
func (in *interp) formatValue(v val, spec string, at span) (string, *cause) {
	if l, ok := v.v.(*lazyValue); ok && spec == "" {
		return "", &cause{at: v.at, id: "lazy-value", why: l.path() + " was never assigned", message: l.path() + " was never assigned, so what it prints is of no use"}
	}
	if inst, ok := v.v.(*instanceValue); ok {
		if _, own := in.classAttr(inst.class, "__format__"); own {
			out, _ := in.special(v, "__format__", val{stringValue(spec), v.at})
			if s, ok := out.v.(stringValue); ok {
				return string(s), nil
			}
			return "", in.spread(v.at, out).v.(*unknownValue).why
		}
	}
	if spec == "" {
		text, ok := in.text(v)
		if !ok {
			return "", in.spread(v.at, v).v.(*unknownValue).why
		}
		return text, nil
	}
	if isUnknown(v.v) {
		return "", in.spread(v.at, v).v.(*unknownValue).why
	}
	switch v.v.(type) {
	case noneValue, *listValue, *tupleValue, *dictValue, *setValue, bytesValue, *rangeValue, *pathValue:
		in.raise(at, "TypeError", "the format "+quote(shorten(spec, 20))+" does not fit "+article(typeName(v.v)), "")
		return "", nil
	}
	out, problem := formatSpec(v.v, spec, in.limits.Bytes-in.bytes)
	switch problem {
	case "":
		return out, nil
	case "overflow":
		in.raise(at, "OverflowError", "a format of type c takes the number of a character", "")
	case "memory":
		in.stop("memory", v.at)
	case "unknown":
		return "", in.unknown(v.at, "not-read", "a format that is not read", "the format "+quote(shorten(spec, 20))+" is not evaluated", "").v.(*unknownValue).why
	default:
		in.raise(at, "ValueError", "the format "+quote(shorten(spec, 20))+" does not fit "+article(typeName(v.v)), "")
	}
	return "", nil
}

// formatMethod is str.format.
func (in *interp) formatMethod(s string, c *call) val {
	var b strings.Builder
	var next numbering
	for s != "" {
		i := strings.IndexAny(s, "{}")
		if i < 0 {
			b.WriteString(s)
			break
		}
		b.WriteString(s[:i])
		s = s[i:]
		if strings.HasPrefix(s, "{{") || strings.HasPrefix(s, "}}") {
			b.WriteByte(s[0])
			s = s[2:]
			continue
		}
		end, level := -1, 0
		for j := 0; j < len(s) && end < 0; j++ {
			switch s[j] {
			case '{':
				level++
			case '}':
				if level--; level == 0 {
					end = j
				}
			}
		}
		if s[0] == '}' || end < 0 {
			return in.raise(c.at, "ValueError", "a single brace stands in the format string", "double it for a brace")
		}
		inside := s[1:end]
		s = s[end+1:]
		name, spec, _ := strings.Cut(inside, ":")
		name, convert, converts := strings.Cut(name, "!")
		v, ok := in.formatArgument(name, &next, c)
		if !ok {
			return in.nothing(c.at)
		}
		if strings.Contains(spec, "{") {
			inner := in.formatNested(spec, &next, c)
			text, ok := inner.v.(stringValue)
			if !ok || in.halted() {
				return inner
			}
			spec = string(text)
		}
		p := piece{}
		if converts {
			if len(convert) != 1 || !strings.Contains("rsa", convert) {
				return in.raise(c.at, "ValueError", "a format converts with r, s or a", "")
			}
			p.convert = convert[0]
		}
		out, why := in.field(v, p, spec, c.at)
		if why != nil {
			return val{&unknownValue{in.joinedOf(why, c.all())}, c.at}
		}
		if in.halted() || !in.alloc(len(out), c.at) {
			return in.nothing(c.at)
		}
		b.WriteString(out)
	}
	in.alloc(16+b.Len(), c.at)
	return val{stringValue(b.String()), c.at}
}

// formatNested fills the fields inside a format spec.
func (in *interp) formatNested(spec string, next *numbering, c *call) val {
	var b strings.Builder
	for {
		i := strings.IndexByte(spec, '{')
		if i < 0 {
			b.WriteString(spec)
			return val{stringValue(b.String()), c.at}
		}
		end := strings.IndexByte(spec, '}')
		if end < i || strings.ContainsAny(spec[i+1:end], "{:!") {
			return in.unknown(c.at, "not-read", "a format inside a format", "a format spec with such braces in it is not evaluated", "")
		}
		b.WriteString(spec[:i])
		v, ok := in.formatArgument(spec[i+1:end], next, c)
		if !ok {
			return in.nothing(c.at)
		}
		text, why := in.formatValue(v, "", c.at)
		if why != nil {
			return val{&unknownValue{why}, c.at}
		}
		if !in.alloc(len(text), c.at) {
			return in.nothing(c.at)
		}
		b.WriteString(text)
		spec = spec[end+1:]
	}
}

// numbering is how the fields of a format string count: by themselves, or by numbers in them.
type numbering struct {
	next          int
	itself, given bool
}

// formatArgument finds what `{name.attr[item]}` stands for.
func (in *interp) formatArgument(name string, next *numbering, c *call) (val, bool) {
	cut := strings.IndexAny(name, ".[")
	path := ""
	if cut >= 0 {
		name, path = name[:cut], name[cut:]
	}
	var v val
	n, numbered := digits(name)
	next.itself, next.given = next.itself || name == "", next.given || numbered
	if next.itself && next.given {
		in.raise(c.at, "ValueError", "the fields of a format are numbered all, or none", "")
		return val{}, false
	}
	if name == "" {
		v = c.arg(next.next, "")
		next.next++
	} else if numbered {
		v = c.arg(n, "")
	} else {
		v = c.arg(-1, name)
		if v.v == nil {
			in.raise(c.at, "KeyError", "format is not given "+quote(name), "")
			return val{}, false
		}
	}
	if v.v == nil {
		in.raise(c.at, "IndexError", "format is given too few values", "")
		return val{}, false
	}
	for path != "" && !in.halted() {
		if path[0] == '.' {
			path = path[1:]
			n := strings.IndexAny(path, ".[")
			if n < 0 {
				n = len(path)
			}
			v = in.attribute(v, path[:n], c.at)
			path = path[n:]
			continue
		}
		end := strings.IndexByte(path, ']')
		if end < 0 {
			in.raise(c.at, "ValueError", "a bracket of the format string is not closed", "")
			break
		}
		if end == 1 {
			in.raise(c.at, "ValueError", "a bracket of the format string is empty", "")
			break
		}
		var i value = stringValue(path[1:end])
		if n, ok := digits(path[1:end]); ok {
			i = intValue(n)
		}
		v = in.item(v, val{i, c.at}, c.at)
		path = path[end+1:]
	}
	return v, !in.halted()
}

// digits reads a number that is nothing but digits, as a format string has them.
func digits(s string) (int, bool) {
	if s == "" || strings.Trim(s, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}
