package settings

import (
	"testing"

	"rolecall.example/internal/diag"
)

func text(s string) Value { return Value{Kind: Str, Text: s} }

func list(items ...string) Value {
	v := Value{Kind: List}
	for _, item := range items {
		v.Items = append(v.Items, text(item))
	}
	return v
}

func loose(v Value) Value { v.AnyOrder = true; return v }

func dict(pairs ...Value) Value {
	v := Value{Kind: Dict}
	for i := 0; i < len(pairs); i += 2 {
		v.Pairs = append(v.Pairs, Pair{pairs[i], pairs[i+1]})
	}
	return v
}

// shown prints what Agree leaves of a value.
func shown(v Value) string {
	out := map[Kind]string{Unknown: "?", Dict: "{", List: "[", Set: "<", Str: v.Text, Int: v.Text}[v.Kind]
	if v.AnyOrder {
		out += "~"
	}
	for _, item := range v.Items {
		out += shown(item) + " "
	}
	for _, p := range v.Pairs {
		out += shown(p.Key) + ":" + shown(p.Value) + " "
	}
	if v.Partial {
		out += "..."
	}
	return out
}

func TestAgreedValues(t *testing.T) {
	t.Parallel()
	set := func(items ...string) Value { v := list(items...); v.Kind = Set; return v }
	for _, one := range []struct {
		name string
		a, b Value
		want string
	}{
		{"the same", list("x", "y"), list("x", "y"), "[x y "},
		{"another string", text("x"), text("y"), "?"},
		{"another kind", text("x"), list(), "?"},
		{"an element", list("x", "y"), list("x", "z"), "[x ? "},
		{"a longer list", list("x", "y"), list("y"), "[~y ..."},
		{"no order", loose(list("x", "y")), loose(list("y", "x")), "[~x y "},
		{"no order, and a member more", loose(list("x")), loose(list("y", "x")), "[~x ..."},
		{"twice and once", loose(list("x", "x")), loose(list("x", "y")), "[~x ..."},
		{"sets", set("x", "y"), set("y", "x"), "<x y "},
		{"a smaller set", set("x", "y"), set("y"), "<y ..."},
		{"an entry", dict(text("k"), text("x"), text("l"), text("y")), dict(text("l"), text("y"), text("k"), text("z")), "{k:? l:y "},
		{"an entry less", dict(text("k"), text("x")), dict(), "{..."},
		{"unknown in both", Value{Kind: Unknown, Text: "a"}, Value{Kind: Unknown, Text: "b"}, "?"},
	} {
		mine := &Tree{Assignments: []Assignment{{Class: "T", Trait: "x", Value: one.a}}}
		differs := Agree(mine, &Tree{Assignments: []Assignment{{Class: "T", Trait: "x", Value: one.b}}}, Value{Kind: Unknown})
		got := shown(mine.Assignments[0].Value)
		if got != one.want {
			t.Errorf("%s: %s, want %s", one.name, got, one.want)
		}
		if same := shown(one.a) == one.want || one.name == "sets"; differs == same {
			t.Errorf("%s: differs %v", one.name, differs)
		}
	}
}

func TestAgreedCalls(t *testing.T) {
	t.Parallel()
	call := func(method, arg string, at int) LazyOp {
		return LazyOp{Method: method, Arg: text(arg), Span: diag.Span{Start: at, End: at + 1}}
	}
	walked := func(method, arg string, at int) LazyOp { op := call(method, arg, at); op.AnyOrder = true; return op }
	update := func(value string, at int) LazyOp {
		op := walked("update", "", at)
		op.Arg = dict(text("k"), text(value), text("l"), text("x"))
		return op
	}
	for _, one := range []struct {
		name string
		a, b []LazyOp
		want string
	}{
		{"one call with another argument", []LazyOp{call("append", "x", 1)}, []LazyOp{call("append", "y", 1)}, "append(?) "},
		{"in another order", []LazyOp{walked("append", "x", 1), walked("append", "y", 1)}, []LazyOp{walked("append", "y", 1), walked("append", "x", 1)}, "append(x)~ append(y)~ "},
		{"one call less", []LazyOp{call("append", "x", 1), call("append", "y", 1)}, []LazyOp{call("append", "y", 1)}, "append(y)~ extend(?)~ "},
		{"a call at another place", []LazyOp{call("insert", "x", 1)}, []LazyOp{call("add", "x", 2)}, "insert(?)~? update(?)~ "},
		{"two places in turn", []LazyOp{call("append", "x", 1), call("append", "y", 2), call("append", "x", 1), call("append", "a", 3)},
			[]LazyOp{call("append", "x", 1), call("append", "y", 2), call("append", "x", 1), call("append", "b", 3)}, "append(x) append(y) append(x) append(?) "},
		{"updates of one key", []LazyOp{update("a", 1), update("b", 1)}, []LazyOp{update("b", 1), update("a", 1)}, "update({k:? l:x )~ "},
		{"updates of one key at two places", []LazyOp{update("a", 1), update("b", 2), update("a", 1)}, []LazyOp{update("a", 1), update("a", 1), update("b", 2)}, "update({k:? l:x )~ "},
		{"updates by who knows what", []LazyOp{walked("update", "a", 1), update("b", 2)}, []LazyOp{update("b", 2), walked("update", "a", 1)}, "update(?)~ "},
	} {
		mine := &Tree{Assignments: []Assignment{{Class: "T", Trait: "x", Lazy: one.a}}}
		Agree(mine, &Tree{Assignments: []Assignment{{Class: "T", Trait: "x", Lazy: one.b}}}, Value{Kind: Unknown})
		got := ""
		for _, op := range mine.Assignments[0].Lazy {
			got += op.Method + "(" + shown(op.Arg) + ")"
			if op.AnyOrder {
				got += "~"
			}
			if op.Perhaps {
				got += "?"
			}
			got += " "
		}
		if got != one.want {
			t.Errorf("%s: %s, want %s", one.name, got, one.want)
		}
	}
}

// What only one tree has is not known to be there.
func TestAgreedAssignments(t *testing.T) {
	t.Parallel()
	mine := &Tree{Assignments: []Assignment{{Class: "T", Trait: "x", Value: text("x")}, {Class: "T", Trait: "y", Value: text("y")}}}
	Agree(mine, &Tree{Assignments: []Assignment{{Class: "T", Trait: "z", Value: text("z")}, {Class: "T", Trait: "y", Value: text("y")}}}, Value{Kind: Unknown})
	got := ""
	for _, a := range mine.Assignments {
		got += a.Trait + "=" + shown(a.Value) + " "
	}
	if got != "x=? y=y z=? " {
		t.Error(got)
	}
}

// A list that stands in very many others is looked at once.
func TestAgreedSharedLists(t *testing.T) {
	t.Parallel()
	tree := func(last string) *Tree {
		long := list()
		for range 20_000 {
			long.Items = append(long.Items, text("member"))
		}
		all := Value{Kind: List}
		for range 20_000 {
			all.Items = append(all.Items, long)
		}
		all.Items = append(all.Items, text(last))
		return &Tree{Assignments: []Assignment{{Class: "T", Trait: "x", Value: all}}}
	}
	mine := tree("a")
	if !Agree(mine, tree("b"), Value{Kind: Unknown}) || mine.Assignments[0].Value.Items[0].Items[0].Text != "member" {
		t.Error("the last element differs, and nothing else")
	}
}
