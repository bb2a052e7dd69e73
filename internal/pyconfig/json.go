package pyconfig

import (
	"encoding/json"
	"io"
	"strings"
	"unicode/utf8"

	"rolecall.example/internal/limits"
)

// jsonLoads is json.loads and json.load: it reads JSON into dicts, lists and so on. Their place is that of the call.
func (in *interp) jsonLoads(c *call) val {
	source := c.arg(0, "s")
	if source.v == nil {
		source = c.arg(-1, "fp")
	}
	text, instead, ok := in.textOf(c, source)
	if !ok {
		return instead
	}
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	v, ok := in.jsonValue(d, c.at, 0)
	if _, err := d.Token(); ok && err == io.EOF || in.halted() {
		return v
	}
	if strings.Contains(text, "NaN") || strings.Contains(text, "Infinity") { // Python takes them for numbers
		return in.unknown(c.at, "not-read", "a JSON text with NaN or Infinity", "a JSON text with NaN or Infinity is not evaluated", "")
	}
	return in.raise(c.at, "json.JSONDecodeError", "the text is no JSON", "")
}

func (in *interp) jsonValue(d *json.Decoder, at span, depth int) (val, bool) {
	t, err := d.Token()
	if err != nil || depth > limits.ValueDepth || !in.step(1, at) {
		return val{}, false
	}
	switch t := t.(type) {
	case nil:
		return in.none(at), true
	case bool:
		return val{boolValue(t), at}, true
	case string:
		in.alloc(16+len(t), at)
		if strings.ContainsRune(t, utf8.RuneError) { // it may stand for half a pair of surrogates
			return in.unknown(at, "surrogate", "half a character", "half of a pair of surrogates is not evaluated", ""), true
		}
		return val{stringValue(t), at}, true
	case json.Number:
		return val{parseNumber(strings.TrimPrefix(t.String(), "-")), at}.negated(strings.HasPrefix(t.String(), "-")), true
	case json.Delim:
		if t == '[' {
			l := &listValue{born: len(in.doubt)}
			for d.More() {
				v, ok := in.jsonValue(d, at, depth+1)
				if !ok {
					return val{}, false
				}
				in.alloc(32, at)
				l.items = append(l.items, v)
			}
			d.Token()
			return val{l, at}, true
		}
		out := in.newDict()
		for d.More() {
			k, ok := in.jsonValue(d, at, depth+1)
			if !ok {
				return val{}, false
			}
			v, ok := in.jsonValue(d, at, depth+1)
			if !ok {
				return val{}, false
			}
			in.dictSet(out, k, v)
		}
		d.Token()
		return val{out, at}, true
	}
	return val{}, false
}

func (v val) negated(minus bool) val {
	if minus {
		switch n := v.v.(type) {
		case intValue:
			v.v = -n
		case floatValue:
			v.v = -n
		}
	}
	return v
}
