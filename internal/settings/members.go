package settings

import (
	"strings"

	"rolecall.example/internal/diag"
	"rolecall.example/rbac"
)

// iterate lists what a `for` of the Hub goes over: a string's letters, a dict's keys. ok is false when Python
// would raise. Nothing is said of unknowns: see names.
func (r *reader) iterate(v Value, what string) (items []Value, ok bool) {
	switch v.Kind {
	case List, Tuple, Set:
		return v.Items, true
	case Dict:
		for _, p := range v.Pairs {
			items = append(items, p.Key)
		}
		return items, true
	case Str:
		if v.Text != "" {
			r.add(diag.Advice, v.Span, "string-for-list", "a string stands where the list of "+what+" belongs, so each of its letters counts",
				"put it in brackets: [\""+v.Text+"\"]")
		}
		return letters(v), true
	}
	r.add(diag.Error, v.Span, "not-a-list", "the "+what+" must be a list, not "+kindName(v)+": the Hub stops here (TypeError)", "write a list: [ ]")
	return nil, false
}

// nameList is a list of strings as read, and what of it could not be.
type nameList struct {
	names   []rbac.Name
	unread  []Value
	refused bool
}

// listKey tells a list of the config, so that thousands of roles that share one cost no more than one.
type listKey struct {
	first *Value
	n     int
	what  string
}

// names reads a list of strings. What of it is unknown is noted under kind and in.
func (r *reader) names(v Value, what string, kind rbac.UnreadKind, in string) []rbac.Name {
	if unknown(v) {
		r.unread(kind, in, v)
		return nil
	}
	key := listKey{n: len(v.Items), what: what}
	if len(v.Items) > 0 {
		key.first = &v.Items[0]
	}
	list, known := r.read[key]
	if !known || key.first == nil {
		list = r.readNames(v, what)
		if key.first != nil {
			r.read[key] = list
		}
	}
	if known && len(list.unread) > 1 {
		list.unread = list.unread[:1] // one that is asked about is enough for each further bearer of the list
	}
	for _, u := range list.unread {
		r.unread(kind, in, u)
	}
	if v.Partial && !list.refused {
		r.unread(kind, in, v)
	}
	return list.names
}

func (r *reader) readNames(v Value, what string) nameList {
	items, ok := r.iterate(v, what)
	if !ok {
		return nameList{refused: true}
	}
	out := nameList{names: make([]rbac.Name, 0, len(items))}
	for _, item := range items {
		if unknown(item) {
			out.unread = append(out.unread, item)
		} else if n, ok := r.name(item, what); ok {
			out.names = append(out.names, n)
		}
	}
	return out
}

// name reads one string of a list.
func (r *reader) name(v Value, what string) (rbac.Name, bool) {
	if v.Kind != Str {
		hint := ""
		if v.Kind == Int {
			hint = "put it in quotes"
		}
		if v.Kind == List || v.Kind == Tuple || v.Kind == Set {
			hint = "take the inner brackets away, or put a * before them"
		}
		r.add(diag.Error, v.Span, "not-a-string", "each of the "+what+" must be a string, not "+kindName(v)+": the Hub stops here", hint)
		return rbac.Name{}, false
	}
	r.placeholder(v)
	return rbac.Name{Value: v.Text, Ref: r.refs.mark(v.Span)}, true
}

// placeholder advises about `<name>` in a string: it was copied from an example.
func (r *reader) placeholder(v Value) {
	i := strings.IndexByte(v.Text, '<')
	j := strings.IndexByte(v.Text, '>')
	if i >= 0 && j > i+1 {
		r.add(diag.Advice, v.Span, "placeholder", "this holds the placeholder "+v.Text[i:j+1]+" of an example", "put a real name in its place")
	}
}

// lookup finds a string key of a dict.
func (v Value) lookup(key string) (Value, bool) {
	for _, p := range v.Pairs {
		if p.Key.Kind == Str && p.Key.Text == key {
			return p.Value, true
		}
	}
	return Value{}, false
}

// stringKeys lists a dict's keys that are strings.
func (v Value) stringKeys() []Value {
	var out []Value
	for _, p := range v.Pairs {
		if p.Key.Kind == Str {
			out = append(out, p.Key)
		}
	}
	return out
}

// nearest finds the one candidate that a misspelt word is near to: by case, a plural, or up to two slips.
func nearest(word string, candidates []string) string {
	best, least := "", 3
	if len(word) < 5 {
		least = 2
	}
	for _, c := range candidates {
		d := distance(strings.ToLower(word), strings.ToLower(c), least)
		if d < least {
			best, least = c, d
		}
	}
	return best
}

// distance counts changed, added, left out and swapped letters; it gives up at most.
func distance(a, b string, most int) int {
	if len(a) > len(b)+most || len(b) > len(a)+most || len(a) > 64 || len(b) > 64 {
		return most
	}
	older, before, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range before {
		before[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(before[j]+1, row[j-1]+1, before[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], older[j-2]+1)
			}
		}
		older, before, row = before, row, older
	}
	return before[len(b)]
}
