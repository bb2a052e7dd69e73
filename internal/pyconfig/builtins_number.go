package pyconfig

import (
	"math"
	"strconv"
	"strings"
	"unicode"
)

func (in *interp) intCall(c *call) val {
	a := c.arg(0, "")
	if a.v == nil {
		return val{intValue(0), c.at}
	}
	if _, text := a.v.(stringValue); !text && !isUnknown(a.v) && c.arg(1, "base").v != nil {
		return in.raise(c.at, "TypeError", "int takes a base for strings only, not for "+article(typeName(a.v)), "")
	}
	if n, ok := asInt(a.v); ok {
		return val{intValue(n), c.at}
	}
	switch x := a.v.(type) {
	case floatValue:
		f := float64(x)
		switch {
		case math.IsNaN(f):
			return in.raise(c.at, "ValueError", "nan is no whole number", "")
		case math.IsInf(f, 0):
			return in.raise(c.at, "OverflowError", "infinity is no whole number", "")
		case math.Abs(f) < 1<<62:
			return val{intValue(x), c.at}
		}
		return val{&unknownValue{bigNumber}, c.at}
	case stringValue:
		base := int64(10)
		if b := c.arg(1, "base"); b.v != nil {
			var ok bool
			if base, ok = asInt(b.v); !ok {
				return in.spread(c.at, c.args...)
			}
			if base != 0 && (base < 2 || base > 36) {
				return in.raise(c.at, "ValueError", "the base of a number lies between 2 and 36", "")
			}
		}
		n, ok, known := parseInt(string(x), int(base))
		if !known {
			return val{&unknownValue{bigNumber}, c.at}
		}
		if !ok {
			return in.raise(c.at, "ValueError", quote(string(x))+" is not a whole number", "")
		}
		return val{intValue(n), c.at}
	}
	if n, asked := firstAsked(a); asked {
		return val{&unknownValue{n}, c.at}
	}
	if v, ok := in.special(a, "__int__"); ok {
		return v
	}
	if isUnknown(a.v) || typeName(a.v) == "bytes" {
		return in.spread(c.at, a)
	}
	return in.raise(c.at, "TypeError", "int does not work on "+article(typeName(a.v)), "")
}

// parseInt reads a whole number as int() does; known is false where it has more than 64 bits, or digits of other scripts.
func parseInt(s string, base int) (n int64, ok, known bool) {
	s = strings.TrimFunc(s, isBlank)
	sign, rest := "", s
	if rest != "" && (rest[0] == '-' || rest[0] == '+') {
		sign, rest = rest[:1], rest[1:]
	}
	if len(rest) > 1 && rest[0] == '0' {
		of := map[byte]int{'x': 16, 'o': 8, 'b': 2}[rest[1]|0x20]
		if of != 0 && (base == 0 || base == of) {
			rest, base = strings.TrimPrefix(rest[2:], "_"), of
		} else if base == 0 && strings.Trim(rest, "0_") != "" {
			return 0, false, true
		}
	}
	if base == 0 {
		base = 10
	}
	if strings.HasPrefix(rest, "_") || strings.HasSuffix(rest, "_") || strings.Contains(rest, "__") {
		return 0, false, true
	}
	rest = strings.ReplaceAll(rest, "_", "")
	for _, r := range rest {
		if r >= 0x80 && unicode.IsDigit(r) {
			return 0, false, false
		}
	}
	n, err := strconv.ParseInt(strings.TrimPrefix(sign, "+")+rest, base, 64)
	if e, is := err.(*strconv.NumError); is && e.Err == strconv.ErrRange {
		return 0, false, false
	}
	return n, err == nil && !strings.HasPrefix(rest, "-") && !strings.HasPrefix(rest, "+"), true
}

func (in *interp) floatCall(c *call) val {
	a := c.arg(0, "")
	if a.v == nil {
		return val{floatValue(0), c.at}
	}
	if f, ok := asFloat(a.v); ok {
		return val{floatValue(f), c.at}
	}
	if s, ok := a.v.(stringValue); ok {
		text := strings.TrimFunc(string(s), isBlank)
		under := strings.HasPrefix(text, "_") || strings.HasSuffix(text, "_") || strings.Contains(text, "__") || strings.Contains(text, "_.") ||
			strings.Contains(text, "._") || strings.ContainsAny(text, "xXpP")
		f, err := strconv.ParseFloat(strings.ReplaceAll(text, "_", ""), 64)
		if e, is := err.(*strconv.NumError); is && e.Err == strconv.ErrRange {
			err = nil // Python gives infinity, or zero
		}
		if err != nil || under {
			return in.raise(c.at, "ValueError", quote(string(s))+" is not a number", "")
		}
		return val{floatValue(f), c.at}
	}
	if n, asked := firstAsked(a); asked {
		return val{&unknownValue{n}, c.at}
	}
	switch a.v.(type) {
	case noneValue, *listValue, *dictValue, *setValue, *tupleValue:
		return in.raise(c.at, "TypeError", "float does not work on "+article(typeName(a.v)), "")
	}
	return in.spread(c.at, a)
}

// round is round(x) and round(x, digits): halves go to the even neighbour.
func (in *interp) round(c *call) val {
	a, digits := c.arg(0, "number"), c.arg(1, "ndigits")
	_, none := digits.v.(noneValue)
	f, isFloat := a.v.(floatValue)
	n, isInt := asInt(a.v)
	if digits.v == nil || none {
		switch {
		case isInt:
			return val{intValue(n), c.at}
		case isFloat && math.IsNaN(float64(f)):
			return in.raise(c.at, "ValueError", "nan has no nearest whole number", "")
		case isFloat && math.IsInf(float64(f), 0):
			return in.raise(c.at, "OverflowError", "infinity has no nearest whole number", "")
		case isFloat && math.Abs(float64(f)) < 1<<62:
			return val{intValue(math.RoundToEven(float64(f))), c.at}
		}
		if isFloat {
			return val{&unknownValue{bigNumber}, c.at}
		}
		return in.noNumber("round", a, c.at)
	}
	d, ok := asInt(digits.v)
	switch {
	case !isInt && !isFloat:
		return in.noNumber("round", a, c.at)
	case !ok || d > 300:
	case isFloat && d >= 0:
		r, _ := strconv.ParseFloat(strconv.FormatFloat(float64(f), 'f', int(d), 64), 64)
		return val{floatValue(r), c.at}
	case isInt && d >= 0:
		return val{intValue(n), c.at}
	case isInt && d > -18:
		step := int64(1)
		for range -d {
			step *= 10
		}
		q, r := n/step, n%step
		if r < 0 {
			q, r = q-1, r+step
		}
		if 2*r > step || 2*r == step && q%2 != 0 {
			q++
		}
		return val{intValue(q * step), c.at}
	}
	return in.spread(c.at, c.args...)
}

// based is hex, oct and bin.
func (in *interp) based(c *call, spec string) val {
	a := in.orNone(c.arg(0, ""))
	if n, ok := asInt(a.v); ok {
		out, _ := formatSpec(intValue(n), spec, 100)
		return val{stringValue(out), c.at}
	}
	if isUnknown(a.v) {
		return in.spread(c.at, a)
	}
	return in.raise(c.at, "TypeError", "this works on whole numbers, not on "+article(typeName(a.v)), "")
}

func (in *interp) sliceCall(c *call) val {
	s := &sliceValue{in.none(c.at), in.none(c.at), in.none(c.at)}
	switch len(c.args) {
	case 1:
		s.high = c.args[0]
	case 2:
		s.low, s.high = c.args[0], c.args[1]
	case 3:
		s.low, s.high, s.step = c.args[0], c.args[1], c.args[2]
	default:
		return in.raise(c.at, "TypeError", "slice takes one to three values", "")
	}
	return val{s, c.at}
}

// noNumber answers for a function of numbers that is given something else.
func (in *interp) noNumber(name string, a val, at span) val {
	switch a.v.(type) {
	case stringValue, bytesValue, *listValue, *tupleValue, *dictValue, *setValue, *viewValue, *rangeValue, *funcValue, *iterValue:
		return in.raise(at, "TypeError", name+" does not work on "+article(typeName(a.v)), "")
	case noneValue:
		if _, asked := firstAsked(a); !asked {
			return in.raise(at, "TypeError", name+" does not work on None", "")
		}
	}
	return in.spread(at, in.orNone(a))
}

// powerModulo is pow(a, b, m) for small m.
func (in *interp) powerModulo(c *call) val {
	a, ok1 := asInt(c.args[0].v)
	b, ok2 := asInt(c.args[1].v)
	m, ok3 := asInt(c.args[2].v)
	if !ok1 || !ok2 || !ok3 || b < 0 || m <= 0 || m >= 1<<31 {
		return in.spread(c.at, c.args...)
	}
	out, base := int64(1)%m, (a%m+m)%m
	for ; b > 0; b >>= 1 {
		if b&1 == 1 {
			out = out * base % m
		}
		base = base * base % m
	}
	return val{intValue(out), c.at}
}

// numberMethod is a method of a whole number or a float.
func (in *interp) numberMethod(v val, name string, c *call) (val, bool) {
	switch x := v.v.(type) {
	case floatValue:
		if name == "is_integer" {
			return val{boolValue(float64(x) == math.Trunc(float64(x)) && !math.IsInf(float64(x), 0)), c.at}, true
		}
	case intValue:
		if name == "bit_length" {
			n := 0
			for u := max(x, -x); u > 0; u >>= 1 {
				n++
			}
			return val{intValue(n), c.at}, x != math.MinInt64
		}
	}
	return val{}, false
}
