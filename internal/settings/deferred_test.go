package settings

import "testing"

// What is added to a set again and again is there once, as in Python.
func TestAddedToASetTwice(t *testing.T) {
	t.Parallel()
	set := func(items ...Value) Value { return Value{Kind: Set, Items: items} }
	x, none, yes, one := Value{Kind: Str, Text: "x"}, Value{Kind: None}, Value{Kind: Bool, Bool: true}, Value{Kind: Int, Text: "1"}
	l := Deferred(&Assignment{Lazy: []LazyOp{
		{Method: "update", Arg: set(x, none, yes, one)}, {Method: "update", Arg: set(none, x, one)}, {Method: "add", Arg: yes},
		{Method: "add", Arg: Value{Kind: Bool}},
	}})
	if got := len(l.Update.Items); got != 5 {
		t.Errorf("%d members, want 5: %+v", got, l.Update.Items)
	}
}
