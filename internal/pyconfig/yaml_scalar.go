package pyconfig

import (
	"math"
	"strconv"
	"strings"
)

// plainYAML is what a scalar without quotes stands for in YAML 1.1, as PyYAML has it: `yes` is true, 010 is eight,
// 1:30 is ninety, and 1e3 is text.
func plainYAML(text string) value {
	switch text {
	case "", "~", "null", "Null", "NULL":
		return noneValue{}
	case "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON":
		return boolValue(true)
	case "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF":
		return boolValue(false)
	case ".nan", ".NaN", ".NAN":
		return floatValue(math.NaN())
	case "=":
		return &objectValue{name: "YAML's =", known: true, made: true}
	}
	if isDate(text) {
		return &objectValue{name: "datetime", known: true, made: true}
	}
	rest, minus := strings.CutPrefix(text, "-")
	if !minus {
		rest = strings.TrimPrefix(rest, "+")
	}
	v := unsignedYAML(rest)
	if v == nil && rest == text && len(text) > 1 && text[0] == '.' && decimals(text[1:]) {
		v = floatOf(text) // takes no sign
	}
	if v == nil {
		return stringValue(text)
	}
	return val{v: v}.negated(minus).v
}

// unsignedYAML reads a number without its sign; nil when it is none.
func unsignedYAML(s string) value {
	switch {
	case s == ".inf" || s == ".Inf" || s == ".INF":
		return floatValue(math.Inf(1))
	case s == "" || !digit(s[0]):
		return nil
	case s == "0":
		return intValue(0)
	}
	if parts := strings.Split(s, ":"); len(parts) > 1 {
		return sexagesimal(parts)
	}
	if i := strings.IndexByte(s, '.'); i >= 0 {
		if only(s[:i], "0123456789_") && decimals(s[i+1:]) {
			return floatOf(s)
		}
		return nil
	}
	rest := s[1:]
	switch {
	case s[0] != '0' && only(rest, "0123456789_"):
		return parseNumber(s)
	case s[0] == '0' && only(rest, "01234567_"):
		return parseNumber("0o0" + rest)
	case strings.HasPrefix(s, "0b") && len(s) > 2 && only(s[2:], "01_"),
		strings.HasPrefix(s, "0x") && len(s) > 2 && only(s[2:], "0123456789abcdefABCDEF_"):
		return parseNumber(s)
	}
	return nil
}

// decimals reports whether s may follow a point: digits, and an exponent with a sign.
func decimals(s string) bool {
	if i := strings.IndexAny(s, "eE"); i >= 0 {
		e := s[i+1:]
		if len(e) < 2 || e[0] != '+' && e[0] != '-' || !only(e[1:], "0123456789") {
			return false
		}
		s = s[:i]
	}
	return only(s, "0123456789_")
}

func floatOf(s string) value {
	f, _ := strconv.ParseFloat(strings.ReplaceAll(s, "_", ""), 64)
	return floatValue(f)
}

// sexagesimal reads hours, minutes and seconds, the last perhaps with a point.
func sexagesimal(parts []string) value {
	last, fraction, point := strings.Cut(parts[len(parts)-1], ".")
	if point && !only(fraction, "0123456789_") || !only(parts[0], "0123456789_") || parts[0][0] == '0' && !point {
		return nil
	}
	total := 0.0
	for i, p := range parts {
		if i == len(parts)-1 {
			p = last
		}
		if i > 0 && (p == "" || len(p) > 2 || !only(p, "0123456789") || len(p) == 2 && p[0] > '5') {
			return nil
		}
		n, err := strconv.Atoi(strings.ReplaceAll(p, "_", ""))
		if err != nil {
			return &unknownValue{bigNumber}
		}
		total = total*60 + float64(n)
	}
	if point {
		f, _ := strconv.ParseFloat("0."+strings.ReplaceAll(fraction, "_", "")+"0", 64)
		return floatValue(total + f)
	}
	if total >= 1<<53 {
		return &unknownValue{bigNumber}
	}
	return intValue(total)
}

// isDate reports whether a scalar is a day, alone or with a time: 2026-01-31, 2026-1-3 10:00:00.
func isDate(s string) bool {
	day := s
	if i := strings.IndexAny(s, "Tt \t"); i >= 0 {
		day = s[:i]
		if clock := strings.TrimLeft(s[i:], "Tt \t"); clock == "" || !digit(clock[0]) || strings.Count(clock, ":") < 2 {
			return false
		}
	}
	parts := strings.Split(day, "-")
	if len(parts) != 3 || len(parts[0]) != 4 || len(parts[1]) > 2 || len(parts[2]) > 2 {
		return false
	}
	for i, p := range parts {
		if p == "" || !only(p, "0123456789") || day == s && i > 0 && len(p) != 2 {
			return false
		}
	}
	return true
}

func only(s, signs string) bool { return strings.Trim(s, signs) == "" }

func digit(c byte) bool { return c >= '0' && c <= '9' }
