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
	Update          Value // a Dict or Set; Kind 0 when nothing was updated, Unknown when the first update may be either
}

// Deferred sums up the calls of an assignment in their order.
func Deferred(a *Assignment) Lazy {
	l := &Lazy{Extend: Value{Kind: List}, Prepend: Value{Kind: List}, Inserts: Value{Kind: List}}
	var all *distinct
	var front []Value
	for _, op := range a.Lazy {
		if op.AnyOrder {
			l.Extend.AnyOrder, l.Prepend.AnyOrder, l.Inserts.AnyOrder = true, true, true
		}
		switch op.Method {
		case "append":
			l.Extend.Items = append(l.Extend.Items, op.Arg)
		case "extend":
			l.Extend.take(op.Arg)
		case "prepend":
			front = append(front, op.Arg)
		case "insert":
			if op.Perhaps {
				l.Inserts.missing(op.Arg)
				continue
			}
			at := Value{Kind: Int, Text: strconv.Itoa(op.Index), Span: op.Span}
			l.Inserts.Items = append(l.Inserts.Items, Value{Kind: Tuple, Span: op.Span, Items: []Value{at, op.Arg}})
		case "add":
			all = l.update(all, Value{Kind: Set, Items: []Value{op.Arg}})
		case "update":
			all = l.update(all, op.Arg)
		}
	}
	for _, part := range slices.Backward(front) {
		l.Prepend.take(part)
	}
	return *l
}

// take puts the members of another value at the end of a list; what is not known of it makes the list partial.
func (v *Value) take(other Value) {
	switch {
	case other.Kind == Str:
		other.Items = letters(other)
	case other.Kind == Dict:
		for _, p := range other.Pairs {
			other.Items = append(other.Items, p.Key)
		}
	}
	v.Items = append(v.Items, other.Items...)
	v.AnyOrder = v.AnyOrder || (other.AnyOrder || other.Kind == Set) && len(other.Items) > 1
	v.missing(other)
}

// update takes the argument of update and add in; all is what the calls before gave.
func (l *Lazy) update(all *distinct, other Value) *distinct {
	if all == nil {
		switch l.Update.Kind = Set; {
		case unknown(other):
			l.Update = other
		case other.Kind == Dict:
			l.Update.Kind = Dict
		}
		all = newDistinct(&l.Update)
	}
	switch l.Update.Kind {
	case Dict:
		for _, p := range other.Pairs {
			all.put(p)
		}
		l.Update.missing(other)
	case Set:
		items := Value{Kind: List}
		items.take(other)
		for _, item := range items.Items {
			all.add(item)
		}
		l.Update.missing(items)
	}
	return all
}
