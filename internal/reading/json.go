package reading

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"rolecall.example/internal/settings"
)

// AppendValue appends a value as JSON. What JSON lacks stands in an object with one key that begins with a dollar:
//
//	{"$set": [sorted]}  {"$tuple": […]}  {"$dict": [[key, value], …]} where a key is no plain string
//	{"$unordered": […]} for a list of which only the members are known, not their order: a set gave them
//	{"$float": "inf"}   {"$object": "its dotted name"}   {"$unknown": "why"}
//
// A list or set that may have further members ends with {"$more": "why"}; a dict has that as a key.
func AppendValue(b []byte, v settings.Value) []byte {
	switch v.Kind {
	case settings.None:
		return append(b, "null"...)
	case settings.Bool:
		return strconv.AppendBool(b, v.Bool)
	case settings.Int:
		return append(b, v.Text...)
	case settings.Float:
		if strings.ContainsAny(v.Text, "in") { // inf, nan
			return appendMarked(b, "$float", v.Text)
		}
		return append(b, v.Text...)
	case settings.Str:
		return appendString(b, v.Text)
	case settings.List:
		if v.AnyOrder {
			return append(appendItems(append(b, `{"$unordered": `...), v), '}')
		}
		return appendItems(b, v)
	case settings.Tuple:
		if v.AnyOrder {
			return append(appendItems(append(b, `{"$tuple": {"$unordered": `...), v), "}}"...)
		}
		return append(appendItems(append(b, `{"$tuple": `...), v), '}')
	case settings.Set:
		v.Items = slices.Clone(v.Items)
		slices.SortFunc(v.Items, func(x, y settings.Value) int {
			return cmp.Compare(string(AppendValue(nil, x)), string(AppendValue(nil, y)))
		})
		return append(appendItems(append(b, `{"$set": `...), v), '}')
	case settings.Dict:
		return appendDict(b, v)
	case settings.Object:
		if v.Question != nil {
			return appendMarked(b, "$unknown", v.Whys())
		}
		return appendMarked(b, "$object", v.Text)
	}
	return appendMarked(b, "$unknown", v.Whys())
}

func appendMarked(b []byte, mark, text string) []byte {
	b = append(append(append(b, `{"`...), mark...), `": `...)
	return append(appendString(b, text), '}')
}

func appendItems(b []byte, v settings.Value) []byte {
	b = append(b, '[')
	for i, item := range v.Items {
		if i > 0 {
			b = append(b, ", "...)
		}
		b = AppendValue(b, item)
	}
	if v.Partial {
		if len(v.Items) > 0 {
			b = append(b, ", "...)
		}
		b = appendMarked(b, "$more", v.Whys())
	}
	return append(b, ']')
}

func appendDict(b []byte, v settings.Value) []byte {
	odd := slices.ContainsFunc(v.Pairs, func(p settings.Pair) bool { return p.Key.Kind != settings.Str || strings.HasPrefix(p.Key.Text, "$") })
	open, between, end := `{`, `: `, `}`
	if odd {
		b = append(b, `{"$dict": [`...)
		open, between, end = `[`, `, `, `]}`
	} else {
		b = append(b, open...)
	}
	for i, p := range v.Pairs {
		if i > 0 {
			b = append(b, ", "...)
		}
		if odd {
			b = append(b, open...)
		}
		b = append(AppendValue(b, p.Key), between...)
		b = AppendValue(b, p.Value)
		if odd {
			b = append(b, ']')
		}
	}
	if v.Partial {
		if len(v.Pairs) > 0 {
			b = append(b, ", "...)
		}
		if odd {
			b = appendMarked(b, "$more", v.Whys())
		} else {
			b = appendString(append(b, `"$more": `...), v.Whys())
		}
	}
	return append(b, end...)
}

// appendString appends a JSON string. Bytes that are no UTF-8 become U+FFFD, as JSON has no others.
func appendString(b []byte, s string) []byte {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\ufffd")
	}
	text, _ := json.Marshal(s) // a string always has a JSON form
	return append(b, text...)
}

// AppendAssignment appends what an assignment gives: its value, or for a trait that was never assigned the calls on
// it as {"$lazy": {"extend": […], "prepend": […], "inserts": [[index, value], …], "update": …}}. Counterpart:
// LazyConfigValue.to_dict.
func AppendAssignment(b []byte, a *settings.Assignment) []byte {
	if len(a.Lazy) == 0 {
		return AppendValue(b, a.Value)
	}
	l := settings.Deferred(a)
	var parts [][]byte
	add := func(name string, v settings.Value) {
		parts = append(parts, AppendValue(append(appendString(nil, name), ": "...), v))
	}
	if len(l.Extend.Items) > 0 || l.Extend.Partial {
		add("extend", l.Extend)
	}
	if len(l.Inserts.Items) > 0 || l.Inserts.Partial {
		add("inserts", l.Inserts)
	}
	if len(l.Prepend.Items) > 0 || l.Prepend.Partial {
		add("prepend", l.Prepend)
	}
	if len(l.Update.Items)+len(l.Update.Pairs) > 0 || l.Update.Partial || l.Update.Kind == settings.Unknown {
		add("update", l.Update)
	}
	b = append(b, `{"$lazy": {`...)
	for i, p := range parts {
		if i > 0 {
			b = append(b, ", "...)
		}
		b = append(b, p...)
	}
	return append(b, "}}"...)
}

func appendIndex(b []byte, i int) []byte {
	return append(strconv.AppendInt(append(b, '['), int64(i), 10), ']')
}
