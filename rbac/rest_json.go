package rbac

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// A body's JSON as Python's json module reads it: nil, bool, number, string, []any, *object. Objects keep their
// order, which some handlers follow; NaN and Infinity are numbers.

// number is a JSON number. Python makes an int of one without fraction and exponent, else a float.
type number struct {
	text    string
	integer bool
}

// object is a JSON object in its order; of a key that comes twice the last value counts, at the first's place.
type object struct {
	keys   []string
	values map[string]any
}

func (o *object) get(key string) any {
	if o == nil {
		return nil
	}
	return o.values[key]
}

func (o *object) has(key string) bool {
	if o == nil {
		return false
	}
	_, ok := o.values[key]
	return ok
}

// maxDepth is about where Python's recursion limit stops its reader.
const maxDepth = 990

// parseJSON reads a whole text; false for what json.loads refuses.
func parseJSON(text string) (any, bool) {
	r := &jsonReader{s: strings.ToValidUTF8(text, "\ufffd")}
	v, ok := r.value(0)
	r.space()
	return v, ok && r.i == len(r.s)
}

type jsonReader struct {
	s string
	i int
}

func (r *jsonReader) space() {
	for r.i < len(r.s) && strings.IndexByte(" \t\n\r", r.s[r.i]) >= 0 {
		r.i++
	}
}

func (r *jsonReader) take(word string) bool {
	if !strings.HasPrefix(r.s[r.i:], word) {
		return false
	}
	r.i += len(word)
	return true
}

func (r *jsonReader) value(depth int) (any, bool) {
	if depth > maxDepth {
		return nil, false
	}
	r.space()
	switch {
	case r.take("null"):
		return nil, true
	case r.take("true"):
		return true, true
	case r.take("false"):
		return false, true
	case r.take("NaN"), r.take("Infinity"), r.take("-Infinity"):
		return number{text: "NaN"}, true
	case r.take(`"`):
		return r.text()
	case r.take("["):
		return r.list(depth)
	case r.take("{"):
		return r.object(depth)
	}
	return r.number()
}

func (r *jsonReader) list(depth int) (any, bool) {
	out := []any{}
	for r.space(); !r.take("]"); r.space() {
		if len(out) > 0 && !r.take(",") {
			return nil, false
		}
		v, ok := r.value(depth + 1)
		if !ok {
			return nil, false
		}
		out = append(out, v)
	}
	return out, true
}

func (r *jsonReader) object(depth int) (any, bool) {
	out := &object{values: map[string]any{}}
	for r.space(); !r.take("}"); r.space() {
		if len(out.keys) > 0 && !r.take(",") {
			return nil, false
		}
		r.space()
		if !r.take(`"`) {
			return nil, false
		}
		key, ok := r.text()
		if !ok {
			return nil, false
		}
		if r.space(); !r.take(":") {
			return nil, false
		}
		v, ok := r.value(depth + 1)
		if !ok {
			return nil, false
		}
		if !out.has(key) {
			out.keys = append(out.keys, key)
		}
		out.values[key] = v
	}
	return out, true
}

func (r *jsonReader) number() (any, bool) {
	start := r.i
	r.take("-")
	first := r.i
	digits := r.digits()
	if digits == 0 || digits > 1 && r.s[first] == '0' {
		return nil, false
	}
	n := number{integer: true}
	if end := r.i; r.take(".") {
		if n.integer = r.digits() == 0; n.integer {
			r.i = end // Python reads "1." as 1 and trips over the rest
		}
	}
	if end := r.i; r.take("e") || r.take("E") {
		if !r.take("+") {
			r.take("-")
		}
		if r.digits() == 0 {
			r.i = end
		} else {
			n.integer = false
		}
	}
	n.text = r.s[start:r.i]
	return n, true
}

func (r *jsonReader) digits() int {
	start := r.i
	for r.i < len(r.s) && isDigit(r.s[r.i]) {
		r.i++
	}
	return r.i - start
}

// text reads a string after its opening quote.
func (r *jsonReader) text() (string, bool) {
	var b strings.Builder
	for r.i < len(r.s) {
		c := r.s[r.i]
		r.i++
		switch {
		case c == '"':
			return b.String(), true
		case c < ' ':
			return "", false
		case c != '\\':
			b.WriteByte(c)
		default:
			if !r.escape(&b) {
				return "", false
			}
		}
	}
	return "", false
}

func (r *jsonReader) escape(b *strings.Builder) bool {
	if r.i == len(r.s) {
		return false
	}
	c := r.s[r.i]
	r.i++
	if c == 'u' {
		code, ok := r.hex()
		if !ok {
			return false
		}
		if utf16.IsSurrogate(code) && r.take(`\u`) {
			low, ok := r.hex()
			if !ok {
				return false
			}
			if pair := utf16.DecodeRune(code, low); pair != utf8.RuneError {
				b.WriteRune(pair)
				return true
			}
			b.WriteRune(utf8.RuneError) // a lone surrogate has no place in UTF-8
			code = low
		}
		b.WriteRune(code)
		return true
	}
	i := strings.IndexByte(`"\/bfnrt`, c)
	if i < 0 {
		return false
	}
	b.WriteByte("\"\\/\b\f\n\r\t"[i])
	return true
}

func (r *jsonReader) hex() (rune, bool) {
	if r.i+4 > len(r.s) {
		return 0, false
	}
	n, err := strconv.ParseUint(r.s[r.i:r.i+4], 16, 32)
	r.i += 4
	return rune(n), err == nil
}

// truthy is Python's bool().
func truthy(v any) bool {
	switch v := v.(type) {
	case nil:
		return false
	case bool:
		return v
	case number:
		mantissa, _, _ := strings.Cut(strings.ToLower(v.text), "e")
		return strings.ContainsAny(mantissa, "123456789n")
	case string:
		return v != ""
	case []any:
		return len(v) > 0
	case *object:
		return len(v.keys) > 0
	}
	return true
}

// pythonType is the name of the value's class in Python.
func pythonType(v any) string {
	switch v := v.(type) {
	case nil:
		return "NoneType"
	case bool:
		return "bool"
	case number:
		if v.integer {
			return "int"
		}
		return "float"
	case string:
		return "str"
	case []any:
		return "list"
	}
	return "dict"
}

// texts gives a list of strings; false for anything else.
func texts(v any) ([]string, bool) {
	list, ok := v.([]any)
	if !ok {
		return nil, false
	}
	out := make([]string, 0, len(list))
	for _, item := range list {
		s, ok := item.(string)
		if !ok {
			return nil, false
		}
		out = append(out, s)
	}
	return out, true
}

// plain gives a value as encoding/json has it.
func plain(v any) any {
	switch v := v.(type) {
	case number:
		f, _ := strconv.ParseFloat(v.text, 64)
		return f
	case []any:
		out := make([]any, len(v))
		for i, item := range v {
			out[i] = plain(item)
		}
		return out
	case *object:
		out := make(map[string]any, len(v.keys))
		for key, item := range v.values {
			out[key] = plain(item)
		}
		return out
	}
	return v
}
