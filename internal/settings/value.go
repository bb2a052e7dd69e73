// Package settings is the trait tree that every config reader fills (Python, Helm values), and its checked
// reading into what the engine takes. A Value is what was written for a trait, with the place of each part.
package settings

import (
	"slices"
	"strings"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/limits"
)

// Kind of a Value, in Python's terms.
type Kind uint8

const (
	None Kind = iota + 1
	Bool
	Int
	Float
	Str
	List
	Tuple
	Set
	Dict
	// Object is a class, function, module or instance: Text is its dotted name, as imported; Items are the bases of
	// a class. No permission hangs on its inside. With a Question it may be a constant of an imported module.
	Object
	Unknown // could not be evaluated: Text says why in a few words, Span where
)

// Value is an immutable snapshot of what a config gives to a trait.
type Value struct {
	Kind Kind
	Bool bool
	// Partial marks a List, Set or Dict that has further members which could not be evaluated; PartialSpan is
	// the place that would settle it.
	Partial bool
	// AnyOrder marks a List or Tuple of which only the members are known, not their order: a set gave them.
	AnyOrder    bool
	Said        bool      // a diagnostic of the reader speaks of the unknown already
	Span        diag.Span // where it was written
	Text        string    // Str: the string; Int, Float: as Python prints it; Object, Unknown: see Kind
	Items       []Value   // List, Tuple, Set (in first-insertion order)
	Pairs       []Pair    // Dict, in insertion order
	PartialSpan diag.Span
	Why         string // Partial: in a few words
	// Question is what to ask where a setting depends on the unknown (Unknown, Partial, an imported Object); nil when Said.
	Question *diag.Diagnostic
	Ask      *Ask // what would settle it, where somebody could say it; also where Said
	// Also holds further unknowns that an Unknown or Partial hangs on: it is known once all of them are settled.
	Also []Gap
}

// Gap is one thing that is not known of a Value, in the terms of its fields.
type Gap struct {
	Span     diag.Span
	Why      string
	Said     bool
	Question *diag.Diagnostic
	Ask      *Ask
}

// Gaps lists what is not known of a value itself, though not of those in it: what its fields say first, then Also.
func (v *Value) Gaps() []Gap {
	first := Gap{v.Span, v.Text, v.Said, v.Question, v.Ask}
	switch {
	case v.Partial:
		first.Span, first.Why = v.PartialSpan, v.Why
	case v.Kind == Object && v.Question != nil:
		first.Why = "the value of " + v.Text
	case v.Kind != Unknown:
		return nil
	}
	return append([]Gap{first}, v.Also...)
}

// Whys says all that a value hangs on, in a few words.
func (v *Value) Whys() string {
	var list []string
	for _, g := range v.Gaps() {
		if !slices.Contains(list, g.Why) {
			list = append(list, g.Why)
		}
	}
	return strings.Join(list, "; ")
}

// missing takes over that another value, of which v has what is known, is not known whole.
func (v *Value) missing(other Value) {
	gaps := other.Gaps()
	if len(gaps) == 0 {
		return
	}
	if !v.Partial {
		first := gaps[0]
		v.Partial, v.PartialSpan, v.Why, v.Said, v.Question, v.Ask = true, first.Span, first.Why, first.Said, first.Question, first.Ask
		gaps = gaps[1:]
	}
	for _, g := range gaps {
		if len(v.Also) < limits.Causes-1 && !slices.ContainsFunc(v.Gaps(), g.same) {
			v.Also = append(v.Also[:len(v.Also):len(v.Also)], g)
		}
	}
}

// same reports whether another gap is of the same unknown.
func (g Gap) same(other Gap) bool {
	if g.Question == nil || other.Question == nil {
		return g.Question == other.Question && g.Span == other.Span && g.Why == other.Why
	}
	return g.Question.Span == other.Question.Span && g.Question.ID == other.Question.ID && g.Why == other.Why
}

// Frozen is the Text of a Set that is a frozenset.
const Frozen = "frozenset"

// Pair is one entry of a Dict.
type Pair struct{ Key, Value Value }

// Assignment is one trait of one class: c.CLASS.TRAIT.
type Assignment struct {
	Class, Trait string
	Span         diag.Span // the target of the last assignment: `c.JupyterHub.load_roles`
	Value        Value
	// Lazy holds what was done to a trait that was never assigned (append, extend, prepend, insert, update, add):
	// traitlets applies it to the trait's default when the config is loaded.
	Lazy []LazyOp
	// After is how many of Tree.Opaque had come when the trait was assigned last: later ones may have changed it.
	After int
	// Replaced lists earlier values that a later assignment of the same trait threw away.
	Replaced []Value
}

// LazyOp is one deferred call on a traitlets LazyConfigValue.
type LazyOp struct {
	Method string // append, extend, prepend, insert, update, add
	Index  int    // insert
	Arg    Value
	Span   diag.Span
	// AnyOrder marks a call in a loop whose order is not known.
	AnyOrder bool
	// Perhaps marks an insert that may not happen, or happen more than once. Its Arg is unknown.
	Perhaps bool
}

// Tree is everything a config assigned, in the order of first assignment.
type Tree struct {
	Assignments []Assignment
	// Opaque is set where something that could not be read may have assigned any trait (an unread file, a call
	// that was given `c`); each has a diagnostic too.
	Opaque []diag.Span
	// Asks are questions of which any trait may hang.
	Asks []Ask
}

// Find returns the assignment of class and trait.
func (t *Tree) Find(class, trait string) (*Assignment, bool) {
	for i := range t.Assignments {
		if a := &t.Assignments[i]; a.Class == class && a.Trait == trait {
			return a, true
		}
	}
	return nil, false
}
