package export

import (
	"strconv"
	"strings"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/settings"
)

// values writes YAML as Helm reads it.
type values struct{ text }

// reason says why a value cannot be written.
func (y *values) reason(v settings.Value) string {
	if v.Kind == settings.Float && strings.ContainsAny(v.Text, "in") {
		return "values have no number " + v.Text
	}
	return y.text.reason(v)
}

func (y *values) reasonOf(p settings.Pair) string {
	why := y.text.reasonOf(p)
	switch {
	case why != "":
		return why
	case p.Key.Kind != settings.Str:
		return "values have no keys but text"
	}
	return y.reason(p.Value)
}

// key begins an entry of a mapping: all before its value.
func (y *values) key(indent int, key string) {
	y.indent(indent)
	if plainYAML(key) {
		y.put(key, ":")
		return
	}
	quoted := string(appendYAML(nil, key))
	if len(quoted) > 400 { // a key on one line is short, in YAML
		y.put("? ", quoted, "\n")
		y.indent(indent)
		y.put(":")
		return
	}
	y.put(quoted, ":")
}

// value writes what stands behind a key or a dash, and ends its line; indent is that of the key or dash.
func (y *values) value(indent int, v settings.Value, order []string) {
	switch v.Kind {
	case settings.Dict:
		y.mapping(indent, v, order)
		return
	case settings.List, settings.Tuple, settings.Set:
		y.list(indent, v)
		return
	}
	y.put(" ")
	switch v.Kind {
	case settings.None:
		y.put("null")
	case settings.Bool:
		y.put(strconv.FormatBool(v.Bool))
	case settings.Str:
		y.scalar(indent, v.Text)
		return
	case settings.Float:
		// YAML 1.1 knows an exponent behind a point alone.
		if digits, exponent, found := strings.Cut(v.Text, "e"); found && !strings.Contains(digits, ".") {
			y.put(digits, ".0e", exponent)
			break
		}
		y.put(v.Text)
	default:
		y.put(v.Text)
	}
	y.put("\n")
}

func (y *values) scalar(indent int, s string) {
	switch {
	case block(s) && (strings.Contains(s, "\n") || template(s)):
		y.put("|")
		if !strings.HasSuffix(s, "\n") {
			y.put("-")
		}
		y.put("\n")
		for _, line := range strings.Split(strings.TrimSuffix(s, "\n"), "\n") {
			if line != "" {
				y.indent(indent + 2)
			}
			y.put(line, "\n")
		}
		return
	case plainYAML(s):
		y.put(s)
	default:
		y.b = appendYAML(y.b, s)
	}
	y.put("\n")
}

// open begins a container of which so many entries can be written. It reports whether there is room; empty stands for a
// container in which nothing can be written.
func (y *values) open(good int, empty string, indent int, at diag.Span) bool {
	full := y.full()
	if good == 0 || full {
		y.put(" ", empty, "\n")
	} else {
		y.put("\n")
	}
	if full && good > 0 {
		y.cut(indent, at)
	}
	return !full
}

// ends reports whether no further entry of a container is written, for want of room. One that was begun gets an entry.
func (y *values) ends(begun bool, indent int, at diag.Span) bool {
	if begun && y.full() {
		y.cut(indent, at)
		return true
	}
	return false
}

func (y *values) mapping(indent int, v settings.Value, order []string) {
	v = ordered(v, order)
	good := 0
	for _, p := range v.Pairs {
		if y.reasonOf(p) == "" {
			good++
		}
	}
	if y.open(good, "{}", indent+2, v.Span) {
		y.pairs(indent+2, v, good)
	}
}

// pairs writes the entries of a mapping, one or more lines each; good of them can be written.
func (y *values) pairs(indent int, v settings.Value, good int) {
	begun := good == 0
	for _, p := range v.Pairs {
		why := y.reasonOf(p)
		if y.ends(begun, indent, p.Key.Span) {
			return
		}
		y.within(y.step(p.Key), func() {
			if why == "" {
				begun = true
				y.key(indent, p.Key.Text)
				y.value(indent, p.Value, nil)
				return
			}
			at := p.Value.Span
			if p.Key.Kind != settings.Str {
				at = p.Key.Span
			}
			y.leave(indent, y.step(p.Key), why, at)
		})
	}
	if v.Partial {
		y.leave(indent, "more", v.Whys(), v.PartialSpan)
	}
}

// step names a key in the way to a value.
func (y *values) step(key settings.Value) string {
	if key.Kind == settings.Str {
		return string(appendPython(nil, key.Text))
	}
	if key.Text != "" && (key.Kind == settings.Int || key.Kind == settings.Float) {
		return key.Text
	}
	return "a key"
}

func (y *values) list(indent int, v settings.Value) {
	good := 0
	for _, item := range v.Items {
		if y.reason(item) == "" {
			good++
		}
	}
	indent += 2
	if !y.open(good, "[]", indent, v.Span) {
		return
	}
	begun := good == 0
	for i, item := range v.Items {
		if y.ends(begun, indent, item.Span) {
			return
		}
		y.within(strconv.Itoa(i), func() {
			if why := y.reason(item); why != "" {
				y.leave(indent, "", why, item.Span)
				return
			}
			begun = true
			y.item(indent, item)
		})
	}
	if v.Partial {
		y.leave(indent, "more", v.Whys(), v.PartialSpan)
	}
}

// item writes an element of a list. A mapping begins beside the dash, when nothing is left out before its first entry.
func (y *values) item(indent int, v settings.Value) {
	y.indent(indent)
	y.put("-")
	if v.Kind != settings.Dict || len(v.Pairs) == 0 || y.reasonOf(v.Pairs[0]) != "" {
		y.value(indent, v, nil)
		return
	}
	from := len(y.b)
	y.pairs(indent+2, v, 1)
	// The blanks that indent the first key become the one behind the dash.
	y.b[from] = ' '
	y.b = append(y.b[:from+1], y.b[from+indent+2:]...)
}
