package settings

import (
	"slices"

	"rolecall.example/internal/diag"
)

// shape of a trait: what traitlets takes for it, and what lazy calls apply to.
type shape uint8

const (
	listShape shape = iota + 1
	setShape
	dictShape
)

var shapeNames = [...]string{listShape: "list", setShape: "set", dictShape: "dict"}

// setting finds what the config gives to a trait of a class: the value of the most derived section that has
// one, with lazy calls applied. Counterpart: Configurable._find_my_config and LazyConfigValue.get_value.
func (r *reader) setting(sections []string, trait string, s shape) (Value, *Assignment, bool) {
	var v Value
	var from *Assignment
	for _, section := range sections {
		a, ok := r.tree.Find(section, trait)
		if !ok {
			continue
		}
		if len(a.Lazy) == 0 {
			v = a.Value
		} else {
			if from == nil {
				v = Value{Kind: emptyOf(s), Span: a.Span}
			}
			v = r.applied(v, a, s)
		}
		from = a
	}
	return v, from, from != nil
}

func emptyOf(s shape) Kind {
	switch s {
	case setShape:
		return Set
	case dictShape:
		return Dict
	}
	return List
}

// applied gives a default after the calls on a trait that was never assigned: first inserts, then prepends,
// then what was appended, whatever the order of the calls. Calls that do not suit the trait have no effect.
func (r *reader) applied(v Value, a *Assignment, s shape) Value {
	v.Items, v.Pairs = slices.Clone(v.Items), slices.Clone(v.Pairs)
	var front [][]Value // in the order of the calls
	var back []Value
	var all *distinct
	if s != listShape {
		all = newDistinct(&v)
	}
	for _, op := range a.Lazy {
		suits := s == listShape && op.Method != "update" && op.Method != "add" ||
			s != listShape && (op.Method == "update" || op.Method == "add")
		if !suits {
			r.add(diag.Advice, op.Span, "lazy-no-effect", "."+op.Method+"() on "+path(a)+", which is a "+shapeNames[s]+" and was never assigned, has no effect",
				lazyHint(s))
			continue
		}
		if op.Perhaps {
			v.missing(op.Arg)
			continue
		}
		switch op.Method {
		case "append":
			back = append(back, op.Arg)
		case "insert":
			i := op.Index
			if i < 0 {
				i = max(0, len(v.Items)+i)
			}
			v.Items = slices.Insert(v.Items, min(i, len(v.Items)), op.Arg)
		case "add":
			if s == dictShape {
				r.add(diag.Error, op.Span, "lazy-wrong-kind", ".add() on "+path(a)+", which is a dict, fails when the Hub loads it (ValueError)", lazyHint(s))
				continue
			}
			all.add(op.Arg)
		default:
			part := r.elements(op.Arg, s)
			switch {
			case s == dictShape:
				for _, p := range part.Pairs {
					all.put(p)
				}
			case s == setShape:
				for _, item := range part.Items {
					all.add(item)
				}
			case op.Method == "prepend":
				front = append(front, part.Items)
			default:
				back = append(back, part.Items...)
			}
			if part.Partial {
				v.missing(part)
			}
		}
	}
	if len(front) > 0 {
		slices.Reverse(front)
		v.Items = slices.Concat(append(front, v.Items)...)
	}
	v.Items = append(v.Items, back...)
	return v
}

func path(a *Assignment) string { return "c." + a.Class + "." + a.Trait }

func lazyHint(s shape) string {
	if s == listShape {
		return "use append or extend"
	}
	return "use update"
}

// elements is what extend, prepend and update take from their argument.
func (r *reader) elements(v Value, s shape) Value {
	switch {
	case unknown(v):
		part := Value{}
		part.missing(v)
		return part
	case s == dictShape:
		if v.Kind != Dict {
			r.add(diag.Error, v.Span, "trait-error", "a dict is updated with "+kindName(v)+", which is none", "")
		}
	case v.Kind == Str:
		v.Items = letters(v)
		r.add(diag.Advice, v.Span, "string-for-list", "a string stands where a list belongs, so each of its letters counts", "put it in brackets: [\""+v.Text+"\"]")
	case v.Kind == Dict:
		for _, p := range v.Pairs {
			v.Items = append(v.Items, p.Key)
		}
		v.Pairs = nil
	}
	return v
}

func letters(v Value) []Value {
	var out []Value
	for _, c := range v.Text {
		out = append(out, Value{Kind: Str, Text: string(c), Span: v.Span})
	}
	return out
}

// accept checks a setting against its trait's shape as traitlets does. ok is false when there is nothing to
// read: it is not set, unknown (and asked about), or a TraitError.
func (r *reader) accept(v Value, a *Assignment, s shape) (out Value, ok bool) {
	name := path(a)
	if a.Class != "JupyterHub" && a.Class != "Authenticator" && a.Class != "Spawner" {
		name = "c." + a.Class + "." + a.Trait
	}
	fits := v.Kind == emptyOf(s) && v.Text != Frozen || v.Kind == Tuple && s != dictShape || v.Kind == List && s == setShape
	if fits {
		if s == setShape {
			v.Kind = Set
		}
		return v, true
	}
	if v.Kind == Str && s == setShape {
		// traitlets takes one string for a set of that string.
		return Value{Kind: Set, Span: v.Span, Items: []Value{v}}, true
	}
	hint := ""
	switch {
	case v.Kind == Dict && s == listShape && (a.Trait == "load_roles" || a.Trait == "services"):
		hint = "put it in brackets: [{…}]; the form with names as keys belongs to Helm values"
	case v.Kind == Set && s == dictShape:
		hint = "a dict has a ':' between each key and its value"
	case v.Kind == None:
		hint = "leave the trait out for its default"
	}
	r.add(diag.Error, place(v, a), "trait-error", name+" must be a "+shapeNames[s]+", not "+kindName(v)+" (TraitError)", hint)
	return v, false
}

// place is where a value was written, or the assignment when that is not known.
func place(v Value, a *Assignment) diag.Span {
	if v.Span != (diag.Span{}) || a == nil {
		return v.Span
	}
	return a.Span
}

// kindName is a value's kind with its article, in Python's terms.
func kindName(v Value) string {
	switch v.Kind {
	case None:
		return "None"
	case Bool:
		return "a bool"
	case Int:
		return "an int"
	case Float:
		return "a float"
	case Str:
		return "a string"
	case List:
		return "a list"
	case Tuple:
		return "a tuple"
	case Set:
		if v.Text == Frozen {
			return "a frozenset"
		}
		return "a set"
	case Dict:
		return "a dict"
	}
	return "an object"
}
