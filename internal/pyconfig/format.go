package pyconfig

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"rolecall.example/internal/limits"
)

// formatted evaluates an f-string.
func (in *interp) formatted(e *formatExpr) val {
	s, why := in.pieces(e.pieces)
	if in.halted() {
		return in.nothing(e.span)
	}
	if why != nil {
		in.vague++
		return val{&unknownValue{why}, e.span}
	}
	return val{stringValue(s), e.span}
}

func (in *interp) pieces(list []piece) (string, *cause) {
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
				if spec, w = in.pieces(p.spec); w != nil {
					why = firstCause(why, w)
				}
			}
			text, w := in.field(v, p, spec)
			why = firstCause(why, w)
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
func (in *interp) field(v val, p piece, spec string) (string, *cause) {
	if n, asked := firstAsked(v); asked {
		return "", n
	}
	if p.convert != 0 || p.debug != "" && p.spec == nil {
		text, ok := in.repr(v)
		if p.convert == 's' {
			text, ok = in.text(v)
		}
		if !ok {
			return "", in.spread(v.at, v).v.(*unknownValue).why
		}
		v = val{stringValue(text), v.at}
	}
	return in.formatValue(v, spec)
}

// formatValue is format(v, spec).
func (in *interp) formatValue(v val, spec string) (string, *cause) {
	if l, ok := v.v.(*lazyValue); ok && spec == "" {
		return "", &cause{at: v.at, id: "lazy-value", why: l.path() + " was never assigned", message: l.path() + " was never assigned, so what it prints is of no use"}
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
	out, problem := formatSpec(v.v, spec, in.limits.Bytes-in.bytes)
	switch problem {
	case "":
		return out, nil
	case "memory":
		in.stop("memory", v.at)
	case "unknown":
		return "", in.unknown(v.at, "not-read", "a format that is not read", "the format "+quote(shorten(spec, 20))+" is not evaluated", "").v.(*unknownValue).why
	default:
		in.raise(v.at, "ValueError", "the format "+quote(shorten(spec, 20))+" does not fit "+article(typeName(v.v)), "")
	}
	return "", nil
}

// formatSpec applies a format spec: [[fill]align][sign][#][0][width][,][.precision][type].
func formatSpec(v value, spec string, limit int) (out, problem string) {
	fill, align, rest := " ", byte(0), spec
	if r, n := utf8.DecodeRuneInString(rest); n < len(rest) && strings.IndexByte("<>^=", rest[n]) >= 0 {
		fill, align, rest = string(r), rest[n], rest[n+1:]
	} else if strings.IndexByte("<>^=", rest[0]) >= 0 {
		align, rest = rest[0], rest[1:]
	}
	signed := ""
	if rest != "" && strings.IndexByte("+- ", rest[0]) >= 0 {
		signed, rest = rest[:1], rest[1:]
	}
	alternate := strings.HasPrefix(rest, "#")
	rest = strings.TrimPrefix(rest, "#")
	if strings.HasPrefix(rest, "0") {
		if align == 0 {
			fill, align = "0", '='
		}
		rest = rest[1:]
	}
	width, rest := leadingNumber(rest)
	group := ""
	if rest != "" && (rest[0] == ',' || rest[0] == '_') {
		group, rest = rest[:1], rest[1:]
	}
	precision := -1
	if strings.HasPrefix(rest, ".") {
		precision, rest = leadingNumber(rest[1:])
	}
	if len(rest) > 1 {
		return "", "bad"
	}
	if width > limit || precision > limit {
		return "", "memory"
	}
	body, number, problem := formatBody(v, rest, precision, alternate)
	if problem != "" {
		return "", problem
	}
	if group != "" && number {
		body = grouped(body, group)
	}
	minus := ""
	if number {
		if strings.HasPrefix(body, "-") {
			minus, body = "-", body[1:]
		} else if signed == "+" || signed == " " {
			minus = signed
		}
		if align == 0 {
			align = '>'
		}
	} else if align == '=' {
		if fill != "0" {
			return "", "bad"
		}
		align = '<'
	}
	n := width - utf8.RuneCountInString(minus+body)
	if n <= 0 {
		return minus + body, ""
	}
	switch align {
	case '>':
		return strings.Repeat(fill, n) + minus + body, ""
	case '^':
		return strings.Repeat(fill, n/2) + minus + body + strings.Repeat(fill, n-n/2), ""
	case '=':
		return minus + strings.Repeat(fill, n) + body, ""
	}
	return minus + body + strings.Repeat(fill, n), ""
}

func formatBody(v value, kind string, precision int, alternate bool) (body string, number bool, problem string) {
	switch x := v.(type) {
	case stringValue:
		if kind != "" && kind != "s" {
			return "", false, "bad"
		}
		body = string(x)
		if precision >= 0 && utf8.RuneCountInString(body) > precision {
			body = string([]rune(body)[:precision])
		}
		return body, false, ""
	}
	if n, ok := asInt(v); ok {
		base := map[string]int{"": 10, "d": 10, "n": 10, "x": 16, "X": 16, "o": 8, "b": 2}[kind]
		if base > 0 {
			body = strconv.FormatInt(n, base)
			if kind == "X" {
				body = strings.ToUpper(body)
			}
			if alternate && base != 10 {
				body = "0" + strings.ToLower(kind) + body
			}
			return body, true, ""
		}
		if kind == "c" && n >= 0 && n <= utf8.MaxRune {
			return string(rune(n)), false, ""
		}
	}
	if f, ok := asFloat(v); ok {
		switch kind {
		case "f", "F", "e", "E", "g", "G", "%":
			if precision < 0 {
				precision = 6
			}
			if precision > limits.FormatDigits {
				return "", false, "unknown"
			}
			if kind == "%" {
				return strconv.FormatFloat(f*100, 'f', precision, 64) + "%", true, ""
			}
			return strconv.FormatFloat(f, strings.ToLower(kind)[0], precision, 64), true, ""
		case "":
			if precision < 0 {
				return formatFloat(f), true, ""
			}
		}
		return "", false, "unknown"
	}
	return "", false, "unknown"
}

func leadingNumber(s string) (int, string) {
	i := 0
	for i < len(s) && isDigit(s[i]) && i < 15 {
		i++
	}
	n, _ := strconv.Atoi(s[:i])
	if i == 0 {
		n = 0
	}
	return n, s[i:]
}

// grouped puts separators between the thousands.
func grouped(s, by string) string {
	head, tail := s, ""
	if i := strings.IndexByte(s, '.'); i >= 0 {
		head, tail = s[:i], s[i:]
	}
	minus := strings.HasPrefix(head, "-")
	head = strings.TrimPrefix(head, "-")
	for i := len(head) - 3; i > 0; i -= 3 {
		head = head[:i] + by + head[i:]
	}
	if minus {
		head = "-" + head
	}
	return head + tail
}

// formatMethod is str.format.
func (in *interp) formatMethod(s string, c *call) val {
	var b strings.Builder
	next := 0
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
		end := strings.IndexByte(s, '}')
		if s[0] == '}' || end < 0 {
			return in.raise(c.at, "ValueError", "a single brace stands in the format string", "double it for a brace")
		}
		inside := s[1:end]
		s = s[end+1:]
		if strings.Contains(inside, "{") {
			return in.unknown(c.at, "not-read", "a format inside a format", "a format spec with braces in it is not evaluated", "")
		}
		name, spec, _ := strings.Cut(inside, ":")
		name, convert, _ := strings.Cut(name, "!")
		v, ok := in.formatArgument(name, &next, c)
		if !ok {
			return in.nothing(c.at)
		}
		p := piece{}
		if convert != "" {
			p.convert = convert[0]
		}
		out, why := in.field(v, p, spec)
		if why != nil {
			return val{&unknownValue{why}, c.at}
		}
		if in.halted() || !in.alloc(len(out), c.at) {
			return in.nothing(c.at)
		}
		b.WriteString(out)
	}
	in.alloc(16+b.Len(), c.at)
	return val{stringValue(b.String()), c.at}
}

// formatArgument finds what `{name.attr[item]}` stands for.
func (in *interp) formatArgument(name string, next *int, c *call) (val, bool) {
	cut := strings.IndexAny(name, ".[")
	path := ""
	if cut >= 0 {
		name, path = name[:cut], name[cut:]
	}
	var v val
	if name == "" {
		v = c.arg(*next, "")
		*next++
	} else if n, err := strconv.Atoi(name); err == nil {
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
		var i value = stringValue(path[1:end])
		if n, err := strconv.ParseInt(path[1:end], 10, 64); err == nil {
			i = intValue(n)
		}
		v = in.item(v, val{i, c.at}, c.at)
		path = path[end+1:]
	}
	return v, !in.halted()
}

// percent is s % args.
func (in *interp) percent(s string, args val, at span) val {
	list := []val{args}
	if t, ok := args.v.(*tupleValue); ok {
		list = t.items
	}
	d, isDict := args.v.(*dictValue)
	var b strings.Builder
	used := 0
	for {
		i := strings.IndexByte(s, '%')
		if i < 0 || i+1 >= len(s) {
			b.WriteString(s)
			break
		}
		b.WriteString(s[:i])
		s = s[i+1:]
		if s[0] == '%' {
			b.WriteByte('%')
			s = s[1:]
			continue
		}
		var v val
		if s[0] == '(' {
			end := strings.IndexByte(s, ')')
			if end < 0 || !isDict {
				return in.raise(at, "TypeError", "the format needs a mapping", "")
			}
			v = in.dictItem(d, val{stringValue(s[1:end]), at}, at)
			s = s[end+1:]
		} else {
			if used >= len(list) {
				return in.raise(at, "TypeError", "there are fewer values than the format has places", "")
			}
			v = list[used]
			used++
		}
		n := 0
		for n < len(s) && strings.IndexByte("-+ #0123456789.", s[n]) >= 0 {
			n++
		}
		if n == len(s) {
			return in.raise(at, "ValueError", "the format ends too early", "")
		}
		flags, kind := s[:n], s[n]
		s = s[n+1:]
		if in.halted() {
			return in.nothing(at)
		}
		out, why := in.percentField(v, flags, kind)
		if why != nil {
			return val{&unknownValue{why}, at}
		}
		if in.halted() || !in.alloc(16+len(out), at) {
			return in.nothing(at)
		}
		b.WriteString(out)
	}
	if used < len(list) && !isDict && !(len(list) == 1 && used == 1) {
		if isUnknown(args.v) {
			return in.spread(at, args)
		}
		return in.raise(at, "TypeError", "there are more values than the format has places", "")
	}
	return val{stringValue(b.String()), at}
}

func (in *interp) percentField(v val, flags string, kind byte) (string, *cause) {
	left := strings.HasPrefix(flags, "-")
	flags = strings.TrimPrefix(flags, "-")
	switch kind {
	case 's', 'r', 'a':
		text, ok := in.text(v)
		if kind != 's' {
			text, ok = in.repr(v)
		}
		if _, asked := firstAsked(v); !ok || asked {
			return "", firstCause(in.whyUnknown(v), in.spread(v.at, v).v.(*unknownValue).why)
		}
		v, kind = val{stringValue(text), v.at}, 's'
		if flags != "" && !left && flags[0] != '.' {
			flags = ">" + flags
		}
	case 'i', 'u', 'd':
		kind = 'd'
		if f, ok := v.v.(floatValue); ok {
			v.v = intValue(f)
		}
	}
	if left {
		flags = "<" + flags
	}
	return in.formatValue(v, flags+string(kind))
}
