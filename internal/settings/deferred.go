package settings

import (
	"slices"
	"strconv"
)

// Lazy is what the calls on a trait that was never assigned come to, as traitlets keeps them until it loads the trait.
// Counterpart: the attributes of traitlets' LazyConfigValue.
type Lazy struct {
	Extend, Prepend Value // Lists
	Inserts         Value // a List of Tuples (index, value)
	Update          Value // a Dict or Set; Kind 0 when nothing was updated
}

// Deferred sums up the calls of an assignment in their order.
func Deferred(a *Assignment) Lazy {
	l := Lazy{Extend: Value{Kind: List}, Prepend: Value{Kind: List}, Inserts: Value{Kind: List}}
	for _, op := range a.Lazy {
		if op.AnyOrder {
			l.Extend.AnyOrder, l.Prepend.AnyOrder, l.Inserts.AnyOrder = true, true, true
		}
		switch op.Method {
		case "append":
			l.Extend.Items = append(l.Extend.Items, op.Arg)
		case "extend":
			l.Extend.take(op.Arg, len(l.Extend.Items))
		case "prepend":
			l.Prepend.take(op.Arg, 0)
		case "insert":
			at := Value{Kind: Int, Text: strconv.Itoa(op.Index), Span: op.Span}
			l.Inserts.Items = append(l.Inserts.Items, Value{Kind: Tuple, Span: op.Span, Items: []Value{at, op.Arg}})
		case "add":
			l.update(Value{Kind: Set, Items: []Value{op.Arg}})
		case "update":
			l.update(op.Arg)
		}
	}
	return l
}

// take puts the members of another value into a list; what is not known of it makes the list partial.
func (v *Value) take(other Value, at int) {
	switch {
	case other.Kind == Str:
		other.Items = letters(other)
	case other.Kind == Dict:
		for _, p := range other.Pairs {
			other.Items = append(other.Items, p.Key)
		}
	}
	v.Items = slices.Insert(slices.Clone(v.Items), at, other.Items...)
	v.AnyOrder = v.AnyOrder || (other.AnyOrder || other.Kind == Set) && len(other.Items) > 1
	v.missing(other)
}

// missing takes over that a value is not known whole.
func (v *Value) missing(other Value) {
	switch {
	case v.Partial:
	case unknown(other):
		v.Partial, v.PartialSpan, v.Why, v.Question, v.Said, v.Ask = true, other.Span, other.Text, other.Question, other.Said, other.Ask
	case other.Partial:
		v.Partial, v.PartialSpan, v.Why, v.Question, v.Said, v.Ask = true, other.PartialSpan, other.Why, other.Question, other.Said, other.Ask
	}
}

func (l *Lazy) update(other Value) {
	if l.Update.Kind == 0 {
		l.Update.Kind = Set
		if other.Kind == Dict || unknown(other) {
			l.Update.Kind = Dict
		}
	}
	if l.Update.Kind == Dict {
		l.Update.Pairs = slices.Clone(l.Update.Pairs)
		for _, p := range other.Pairs {
			l.Update.Pairs = setPair(l.Update.Pairs, p)
		}
		l.Update.missing(other)
		return
	}
	items := Value{Kind: List}
	items.take(other, 0)
	l.Update.Items = slices.Clone(l.Update.Items)
	for _, item := range items.Items {
		l.Update.Items = addUnique(l.Update.Items, item)
	}
	l.Update.missing(items)
}
