package settings

import (
	"strconv"
	"testing"
)

// What is added to a set again and again is there once, as in Python.
func TestAddedToASetTwice(t *testing.T) {
	t.Parallel()
	set := func(items ...Value) Value { return Value{Kind: Set, Items: items} }
	x, none, yes, one := Value{Kind: Str, Text: "x"}, Value{Kind: None}, Value{Kind: Bool, Bool: true}, Value{Kind: Int, Text: "1"}
	l := Deferred(&Assignment{Lazy: []LazyOp{
		{Method: "update", Arg: set(x, none, yes, one)}, {Method: "update", Arg: set(none, x, one)}, {Method: "add", Arg: yes},
		{Method: "add", Arg: Value{Kind: Bool}}, {Method: "add", Arg: Value{Kind: Float, Text: "-0.0"}},
	}})
	if got := len(l.Update.Items); got != 4 {
		t.Errorf("%d members, want 4: %+v", got, l.Update.Items)
	}
}

// Keys that are tuples are told apart, and True is the key 1.
func TestUpdatedDicts(t *testing.T) {
	t.Parallel()
	number := func(text string) Value { return Value{Kind: Int, Text: text} }
	pair := func(key Value, value string) Value { return Value{Kind: Dict, Pairs: []Pair{{key, number(value)}}} }
	tuple := func(items ...Value) Value { return Value{Kind: Tuple, Items: items} }
	l := Deferred(&Assignment{Lazy: []LazyOp{
		{Method: "update", Arg: pair(tuple(number("1"), number("2")), "1")}, {Method: "update", Arg: pair(tuple(number("1"), number("3")), "2")},
		{Method: "update", Arg: pair(Value{Kind: Bool, Bool: true}, "3")}, {Method: "update", Arg: pair(number("1"), "4")},
		{Method: "update", Arg: pair(Value{Kind: Float, Text: "1.0"}, "5")},
	}})
	if got := l.Update.Pairs; len(got) != 3 || got[1].Value.Text != "2" || got[2].Key.Kind != Bool || got[2].Value.Text != "5" {
		t.Errorf("%+v", got)
	}
}

// Calls that may not be made leave each part of a lazy value as it is known: none becomes another one.
func TestCallsThatMayNotBe(t *testing.T) {
	t.Parallel()
	why := Value{Kind: Unknown, Text: "why"}
	l := Deferred(&Assignment{Lazy: []LazyOp{
		{Method: "prepend", Arg: why}, {Method: "insert", Arg: why, Perhaps: true}, {Method: "update", Arg: why}, {Method: "update", Arg: Value{Kind: Dict}},
	}})
	if !l.Prepend.Partial || !l.Inserts.Partial || len(l.Inserts.Items) > 0 || l.Extend.Partial || l.Update.Kind != Unknown {
		t.Errorf("%+v", l)
	}
}

// The calls of a long config are summed up in time that grows with it.
func TestManyCalls(t *testing.T) {
	t.Parallel()
	var a Assignment
	for i := range 100_000 {
		one := Value{Kind: Set, Items: []Value{{Kind: Int, Text: strconv.Itoa(i)}}}
		a.Lazy = append(a.Lazy, LazyOp{Method: "update", Arg: one}, LazyOp{Method: "prepend", Arg: one}, LazyOp{Method: "extend", Arg: one})
	}
	l := Deferred(&a)
	if len(l.Update.Items) != 100_000 || l.Prepend.Items[0].Text != "99999" || l.Extend.Items[0].Text != "0" {
		t.Errorf("%d %s %s", len(l.Update.Items), l.Prepend.Items[0].Text, l.Extend.Items[0].Text)
	}
}
