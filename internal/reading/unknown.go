package reading

import (
	"strconv"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/settings"
)

// Missing is one value that could not be evaluated: the setting it stands in, the way to it inside the value, and why.
type Missing struct {
	Setting, Way, Why string
	Entry, Key        string // of the setting: the role's name, "users"
	Span              diag.Span
	Question          *diag.Diagnostic
	Ask               *settings.Ask
}

// Unknown lists what could not be evaluated, in the order of the settings.
func Unknown(t *settings.Tree) []Missing {
	var out []Missing
	for i := range t.Assignments {
		a := &t.Assignments[i]
		u := &unknowns{list: out, now: Missing{Setting: a.Class + "." + a.Trait}}
		if len(a.Lazy) == 0 {
			u.entries("", a.Value)
		}
		for _, op := range a.Lazy {
			way := "." + op.Method + "()"
			if op.Method == "append" || op.Method == "insert" {
				u.entry(way, op.Arg)
			} else {
				u.entries(way, op.Arg)
			}
		}
		out = u.list
	}
	return out
}

type unknowns struct {
	list []Missing
	now  Missing // what the next one has in common with those around it
}

func (u *unknowns) add(way, why string, at diag.Span, v settings.Value) {
	m := u.now
	m.Way, m.Why, m.Span, m.Question, m.Ask = way, why, at, v.Question, v.Ask
	u.list = append(u.list, m)
}

// entries walks a setting's value: a list of dicts with names, or a dict by names.
func (u *unknowns) entries(way string, v settings.Value) {
	outer := u.now
	switch v.Kind {
	case settings.List, settings.Tuple:
		for i, item := range v.Items {
			u.entry(way+"["+strconv.Itoa(i)+"]", item)
		}
	case settings.Dict:
		for _, p := range v.Pairs {
			u.now.Entry = p.Key.Text
			u.keys(step(way, p.Key), p.Value)
			u.now = outer
		}
	default:
		u.value(way, v)
		return
	}
	u.partial(way, v)
}

func (u *unknowns) entry(way string, v settings.Value) {
	outer := u.now
	for _, p := range v.Pairs {
		if p.Key.Text == "name" && p.Value.Kind == settings.Str {
			u.now.Entry = p.Value.Text
		}
	}
	u.keys(way, v)
	u.now = outer
}

func (u *unknowns) keys(way string, v settings.Value) {
	if v.Kind != settings.Dict {
		u.value(way, v)
		return
	}
	for _, p := range v.Pairs {
		u.now.Key = p.Key.Text
		u.value(step(way, p.Key), p.Value)
		u.now.Key = ""
	}
	u.partial(way, v)
}

func (u *unknowns) value(way string, v settings.Value) {
	switch {
	case v.Kind == settings.Unknown:
		u.add(way, v.Text, v.Span, v)
		return
	case v.Kind == settings.Object:
		if v.Question != nil {
			u.add(way, "the value of "+v.Text, v.Span, v)
		}
		return
	}
	for i, item := range v.Items {
		u.value(way+"["+strconv.Itoa(i)+"]", item)
	}
	for _, p := range v.Pairs {
		u.value(way+"[key]", p.Key)
		u.value(step(way, p.Key), p.Value)
	}
	u.partial(way, v)
}

func (u *unknowns) partial(way string, v settings.Value) {
	if v.Partial {
		u.add(way, v.Why, v.PartialSpan, v)
	}
}

func step(way string, key settings.Value) string {
	return way + "[" + string(AppendValue(nil, key)) + "]"
}
