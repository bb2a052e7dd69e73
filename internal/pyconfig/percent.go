package pyconfig

import (
	"math"
	"strings"
	"unicode/utf8"
)

// percent is s % args.
func (in *interp) percent(s string, args val, at span) val {
	p := &percenter{in: in, list: []val{args}, at: at}
	if t, ok := args.v.(*tupleValue); ok {
		if t.partial != nil {
			return in.spread(at, args)
		}
		p.list = t.items
	}
	p.dict, p.mapped = args.v.(*dictValue)
	var b strings.Builder
	for {
		i := strings.IndexByte(s, '%')
		if i < 0 {
			b.WriteString(s)
			break
		}
		b.WriteString(s[:i])
		if s = s[i+1:]; s == "" {
			return in.raise(at, "ValueError", "the format ends after a %", "double it for a percent sign")
		}
		out, rest, why := p.field(s)
		if why != nil {
			return val{&unknownValue{in.joinedOf(why, p.list)}, at}
		}
		if in.halted() || !in.alloc(16+len(out), at) {
			return in.nothing(at)
		}
		b.WriteString(out)
		s = rest
	}
	if p.used < len(p.list) && !p.mapped {
		if isUnknown(args.v) {
			return in.spread(at, args)
		}
		if _, isList := args.v.(*listValue); isList && p.used == 0 {
			return val{stringValue(b.String()), at} // a list without a place is passed over, as any mapping
		}
		return in.raise(at, "TypeError", "there are more values than the format has places", "")
	}
	return val{stringValue(b.String()), at}
}

type percenter struct {
	in     *interp
	list   []val
	dict   *dictValue
	mapped bool
	used   int
	at     span
}

// next is the next value; false when there is none.
func (p *percenter) next() (val, bool) {
	if p.used >= len(p.list) {
		p.in.raise(p.at, "TypeError", "there are fewer values than the format has places", "")
		return val{}, false
	}
	p.used++
	return p.list[p.used-1], true
}

// number is a width or precision: digits, or a `*` that takes it from the values.
func (p *percenter) number(s string) (n int, rest string, ok bool) {
	if !strings.HasPrefix(s, "*") {
		n, rest = leadingNumber(s)
		return n, rest, true
	}
	v, ok := p.next()
	if !ok {
		return 0, "", false
	}
	i, isInt := asInt(v.v)
	if !isInt {
		p.in.raise(p.at, "TypeError", "a * in a format takes a whole number", "")
		return 0, "", false
	}
	return int(max(min(i, math.MaxInt32), -math.MaxInt32)), s[1:], true
}

// field is one place of the format, behind its percent sign.
func (p *percenter) field(s string) (out, rest string, why *cause) {
	in := p.in
	if s[0] == '%' {
		return "%", s[1:], nil
	}
	var v val
	keyed := false
	if strings.HasPrefix(s, "(") {
		end := closing(s)
		if end < 0 || !p.mapped {
			in.raise(p.at, "TypeError", "the format needs a mapping", "")
			return "", "", nil
		}
		v, keyed = in.dictItem(p.dict, val{stringValue(s[1:end]), p.at}, p.at), true
		s = s[end+1:]
	}
	n := 0
	for n < len(s) && strings.IndexByte("-+ #0", s[n]) >= 0 {
		n++
	}
	flags := s[:n]
	width, s, ok := p.number(s[n:])
	precision := -1
	if ok && strings.HasPrefix(s, ".") {
		precision, s, ok = p.number(s[1:])
		precision = max(precision, 0)
	}
	if !ok || in.halted() {
		return "", "", nil
	}
	s = strings.TrimLeft(s, "hlL")
	if s == "" {
		in.raise(p.at, "ValueError", "the format ends too early", "")
		return "", "", nil
	}
	kind := s[0]
	left := strings.Contains(flags, "-") || width < 0
	width = max(width, -width)
	if !keyed {
		if v, ok = p.next(); !ok {
			return "", "", nil
		}
	}
	if !in.alloc(width, p.at) {
		return "", "", nil
	}
	out, why = p.value(v, kind, flags, precision)
	if why != nil || in.halted() {
		return "", "", why
	}
	if pad := width - utf8.RuneCountInString(out); pad > 0 {
		number := strings.IndexByte("diuxXofFeEgG", kind) >= 0 && strings.Trim(out, "+- infnaINFNA") != ""
		switch {
		case left:
			out += strings.Repeat(" ", pad)
		case strings.Contains(flags, "0") && number:
			head := len(out) - len(strings.TrimLeft(out, "+- "))
			if strings.Contains(flags, "#") && len(out) > head+1 && strings.IndexByte("xXo", out[head+1]) >= 0 {
				head += 2
			}
			out = out[:head] + strings.Repeat("0", pad) + out[head:]
		default:
			out = strings.Repeat(" ", pad) + out
		}
	}
	return out, s[1:], nil
}

// closing is where the bracket closes with which s begins; -1 where it does not.
func closing(s string) int {
	open := 0
	for i := range len(s) {
		switch s[i] {
		case '(':
			open++
		case ')':
			if open--; open == 0 {
				return i
			}
		}
	}
	return -1
}

func (p *percenter) value(v val, kind byte, flags string, precision int) (string, *cause) {
	in := p.in
	if n, asked := firstAsked(v); asked {
		return "", n
	}
	f := &formatter{kind: string(kind), precision: precision, alternate: strings.Contains(flags, "#")}
	switch kind {
	case 's', 'r', 'a':
		text, ok := in.text(v)
		if kind != 's' {
			text, ok = in.repr(v)
		}
		if !ok {
			return "", firstCause(in.whyUnknown(v), in.spread(v.at, v).v.(*unknownValue).why)
		}
		if kind == 'a' {
			text = asciiOnly(text)
		}
		f.kind = "s"
		f.string(text)
		return f.text, nil
	}
	if isUnknown(v.v) {
		return "", in.spread(v.at, v).v.(*unknownValue).why
	}
	x, isNumber := asFloat(v.v)
	n, isInt := asInt(v.v)
	problem := ""
	switch {
	case kind == 'c':
		s, isText := v.v.(stringValue)
		switch {
		case isText && utf8.RuneCountInString(string(s)) == 1:
			return string(s), nil
		case isInt && n >= 0 && n <= utf8.MaxRune:
			return string(rune(n)), nil
		case isInt:
			in.raise(p.at, "OverflowError", "%c takes the number of a character", "")
			return "", nil
		}
		isNumber = false
	case strings.IndexByte("diu", kind) >= 0 && isNumber:
		if !isInt {
			if math.IsNaN(x) || math.IsInf(x, 0) || math.Abs(x) >= 1<<62 {
				return "", bigNumber
			}
			n = int64(x)
		}
		f.kind, f.precision = "d", -1
		problem = f.int(n)
		f.text = strings.Repeat("0", max(0, precision-len(f.text))) + f.text
	case strings.IndexByte("xXo", kind) >= 0 && isInt:
		f.precision = -1
		problem = f.int(n)
		f.text = strings.Repeat("0", max(0, precision-len(f.text))) + f.text
	case strings.IndexByte("eEfFgG", kind) >= 0 && isNumber:
		problem = f.float(x, true)
	case strings.IndexByte("diuxXoeEfFgG", kind) < 0:
		in.raise(p.at, "ValueError", "a format has no type "+quote(string(kind)), "")
		return "", nil
	default:
		isNumber = false
	}
	if !isNumber {
		if _, ok := v.v.(*instanceValue); ok {
			return "", in.spread(v.at, v).v.(*unknownValue).why
		}
		in.raise(p.at, "TypeError", "%"+string(kind)+" does not take "+article(typeName(v.v)), "")
		return "", nil
	}
	if problem != "" || precision > in.limits.Bytes {
		return "", in.unknown(p.at, "not-read", "a format that is not read", "this format is not evaluated", "").v.(*unknownValue).why
	}
	sign := ""
	switch {
	case f.minus:
		sign = "-"
	case strings.Contains(flags, "+"):
		sign = "+"
	case strings.Contains(flags, " "):
		sign = " "
	}
	return sign + f.prefix + f.text + f.tail, nil
}
