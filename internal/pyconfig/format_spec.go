package pyconfig

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"rolecall.example/internal/limits"
)

// formatSpec applies a format spec: [[fill]align][sign][z][#][0][width][grouping][.precision][type].
// The problem is "", "bad", "memory" or "unknown".
func formatSpec(v value, spec string, limit int) (out, problem string) {
	fill, align, rest := " ", byte(0), spec
	if r, n := utf8.DecodeRuneInString(rest); n < len(rest) && strings.IndexByte("<>^=", rest[n]) >= 0 {
		fill, align, rest = string(r), rest[n], rest[n+1:]
	} else if rest != "" && strings.IndexByte("<>^=", rest[0]) >= 0 {
		align, rest = rest[0], rest[1:]
	}
	sign := ""
	if rest != "" && strings.IndexByte("+- ", rest[0]) >= 0 {
		sign, rest = rest[:1], rest[1:]
	}
	if strings.HasPrefix(rest, "z") {
		return "", "unknown"
	}
	alternate := strings.HasPrefix(rest, "#")
	rest = strings.TrimPrefix(rest, "#")
	zero := strings.HasPrefix(rest, "0")
	if zero {
		rest = rest[1:]
		if align == 0 {
			fill = "0"
		}
	}
	width, rest := leadingNumber(rest)
	group := ""
	if rest != "" && (rest[0] == ',' || rest[0] == '_') {
		group, rest = rest[:1], rest[1:]
	}
	precision := -1
	if strings.HasPrefix(rest, ".") {
		if len(rest) == 1 || !isDigit(rest[1]) {
			return "", "bad"
		}
		precision, rest = leadingNumber(rest[1:])
	}
	if len(rest) > 1 {
		return "", "bad"
	}
	if width > limit || precision > limit {
		return "", "memory"
	}
	f := &formatter{kind: rest, precision: precision, alternate: alternate, group: group}
	if problem := f.body(v); problem != "" {
		return "", problem
	}
	if !f.number {
		if sign != "" || alternate || group != "" || align == '=' || zero && align == 0 && f.strict {
			return "", "bad"
		}
		if align == 0 {
			if align = '<'; f.right {
				align = '>'
			}
		}
	} else {
		if f.minus {
			sign = "-"
		} else if sign == "-" {
			sign = ""
		}
		if align == 0 {
			if align = '>'; zero {
				align = '='
			}
		}
	}
	head := f.prefix
	if f.number {
		head = sign + head
	}
	digits := f.text
	if f.group != "" {
		whole := width - utf8.RuneCountInString(head) - len(f.tail)
		digits = grouped(digits, f.group, f.every, align == '=' && fill == "0", whole)
	}
	digits += f.tail
	n := width - utf8.RuneCountInString(head) - utf8.RuneCountInString(digits)
	if n <= 0 {
		return head + digits, ""
	}
	switch align {
	case '>':
		return strings.Repeat(fill, n) + head + digits, ""
	case '^':
		return strings.Repeat(fill, n/2) + head + digits + strings.Repeat(fill, n-n/2), ""
	case '=':
		return head + strings.Repeat(fill, n) + digits, ""
	}
	return head + digits + strings.Repeat(fill, n), ""
}

// formatter holds what a value comes to, in the parts that padding and grouping need.
type formatter struct {
	kind      string
	precision int
	alternate bool
	group     string

	number, minus, strict bool
	right                 bool   // it is no number, and stands to the right as one does
	prefix, text, tail    string // 0x, the digits before the point, all that follows
	every                 int    // digits a group
}

func (f *formatter) body(v value) (problem string) {
	switch x := v.(type) {
	case stringValue:
		return f.string(string(x))
	case boolValue:
		if f.kind == "" {
			if f.precision >= 0 {
				return "bad"
			}
			// As a string where there is no type, but with the rules of numbers.
			if n, _ := asInt(v); f.group != "" || f.alternate {
				return f.int(n)
			}
			return f.boolean(bool(x))
		}
	}
	if n, ok := asInt(v); ok && strings.Contains("bcdoxXn", f.kind) {
		return f.int(n)
	}
	if x, ok := asFloat(v); ok {
		return f.float(x, typeName(v) == "float")
	}
	return "unknown"
}

func (f *formatter) string(s string) string {
	if f.kind != "" && f.kind != "s" {
		return "bad"
	}
	if f.precision >= 0 && utf8.RuneCountInString(s) > f.precision {
		s = string([]rune(s)[:f.precision])
	}
	f.text = s
	return ""
}

// boolean is format(True, spec) without a type: a number's digits, unless the spec is empty.
func (f *formatter) boolean(b bool) string {
	n := int64(0)
	if b {
		n = 1
	}
	return f.int(n)
}

func (f *formatter) int(n int64) string {
	if f.precision >= 0 {
		return "bad"
	}
	if f.kind == "c" {
		if f.group != "" || f.alternate {
			return "bad"
		}
		if n < 0 || n > utf8.MaxRune {
			return "overflow"
		}
		f.text, f.right = string(rune(n)), true
		return ""
	}
	base := map[string]int{"": 10, "d": 10, "n": 10, "x": 16, "X": 16, "o": 8, "b": 2}[f.kind]
	f.number, f.every = true, 3
	f.minus, f.text = n < 0, strings.TrimPrefix(strconv.FormatInt(n, base), "-")
	if base != 10 {
		f.every = 4
		if f.alternate {
			f.prefix = "0" + f.kind
		}
		if f.group == "," {
			return "bad"
		}
	}
	if f.kind == "n" && f.group != "" {
		return "bad"
	}
	if f.kind == "X" {
		f.text = strings.ToUpper(f.text)
	}
	return ""
}

func (f *formatter) float(x float64, isFloat bool) string {
	if f.precision > limits.FormatDigits {
		return "unknown"
	}
	f.number, f.every = true, 3
	f.minus = math.Signbit(x) && !math.IsNaN(x)
	x = math.Abs(x)
	if f.kind == "%" {
		x *= 100
	}
	text := ""
	precision := f.precision
	if precision < 0 {
		precision = 6
	}
	switch kind := strings.ToLower(f.kind); {
	case math.IsInf(x, 0):
		text = "inf"
	case math.IsNaN(x):
		text = "nan"
	case kind == "f" || kind == "%":
		text = strconv.FormatFloat(x, 'f', precision, 64)
	case kind == "e":
		text = strconv.FormatFloat(x, 'e', precision, 64)
	case kind == "" && f.precision < 0:
		text = formatFloat(x)
	case kind == "g" || kind == "n" || kind == "":
		text = general(x, max(precision, 1), f.alternate, kind == "")
	default:
		return "bad"
	}
	if f.alternate && !strings.ContainsAny(text, ".n") {
		if i := strings.IndexByte(text, 'e'); i >= 0 {
			text = text[:i] + "." + text[i:]
		} else {
			text += "."
		}
	}
	if f.kind == "E" || f.kind == "F" || f.kind == "G" {
		text = strings.ToUpper(text)
	}
	if f.kind == "%" {
		text += "%"
	}
	i := strings.IndexFunc(text, func(r rune) bool { return r < '0' || r > '9' })
	if i < 0 {
		i = len(text)
	}
	f.text, f.tail = text[:i], text[i:]
	if i == 0 { // inf and nan are not grouped
		f.text, f.tail, f.group = text, "", ""
	}
	return ""
}

// general is the type g: so many digits in all, with an exponent where the number is small or large. As repr keeps a
// digit behind the point, point asks for one.
func general(x float64, digits int, keep, point bool) string {
	e := strconv.FormatFloat(x, 'e', digits-1, 64)
	exponent, _ := strconv.Atoi(e[strings.IndexByte(e, 'e')+1:])
	limit := digits
	if point {
		limit = digits - 1 // one digit stands behind the point
	}
	if exponent < -4 || exponent >= limit {
		mantissa, rest, _ := strings.Cut(e, "e")
		if !keep && strings.Contains(mantissa, ".") {
			mantissa = strings.TrimRight(strings.TrimRight(mantissa, "0"), ".")
		}
		return mantissa + "e" + rest
	}
	s := strconv.FormatFloat(x, 'f', digits-1-exponent, 64)
	if !keep && strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	if point && !strings.Contains(s, ".") {
		s += ".0"
	}
	return s
}

func leadingNumber(s string) (int, string) {
	i := 0
	for i < len(s) && isDigit(s[i]) {
		i++
	}
	n, err := strconv.Atoi(s[:i])
	if err != nil && i > 0 {
		n = math.MaxInt32
	}
	return min(n, math.MaxInt32), s[i:]
}

// grouped puts separators between groups of digits; with zeros, digits fill up to a width.
func grouped(digits, by string, every int, zeros bool, width int) string {
	if zeros {
		for len(digits)+(len(digits)-1)/every < width {
			digits = "0" + digits
		}
	}
	for i := len(digits) - every; i > 0; i -= every {
		digits = digits[:i] + by + digits[i:]
	}
	return digits
}
