package reading

import (
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
	u := &unknowns{whole: map[*settings.Value]int{}}
	for i := range t.Assignments {
		a := &t.Assignments[i]
		u.now = Missing{Setting: a.Class + "." + a.Trait}
		if len(a.Lazy) == 0 {
			u.entries(a.Value)
		}
		for _, op := range a.Lazy {
			u.way = append(u.way[:0], step{call: op.Method})
			if op.Method == "append" || op.Method == "insert" {
				u.entry(op.Arg)
			} else {
				u.entries(op.Arg)
			}
			u.way = u.way[:0]
		}
	}
	return u.list
}

type unknowns struct {
	list  []Missing
	now   Missing // what the next one has in common with those around it
	way   []step
	whole map[*settings.Value]int // lists in which nothing is unknown, by their first element: one may stand in thousands of roles
}

// step is one step of the way into a value: the argument of a call, an element, a key.
type step struct {
	call  string
	index int
	key   *settings.Value
}

func (u *unknowns) in(s step, walk func()) {
	u.way = append(u.way, s)
	walk()
	u.way = u.way[:len(u.way)-1]
}

// add takes in what is not known of a value itself.
func (u *unknowns) add(v settings.Value) {
	m := u.now
	var b []byte
	for _, s := range u.way {
		switch {
		case s.call != "":
			b = append(append(append(b, '.'), s.call...), "()"...)
		case s.key != nil:
			b = append(AppendValue(append(b, '['), *s.key), ']')
		default:
			b = appendIndex(b, s.index)
		}
	}
	m.Way = string(b)
	for _, g := range v.Gaps() {
		m.Why, m.Span, m.Question, m.Ask = g.Why, g.Span, g.Question, g.Ask
		u.list = append(u.list, m)
	}
}

// entries walks a setting's value: a list of dicts with names, or a dict by names.
func (u *unknowns) entries(v settings.Value) {
	outer := u.now
	switch v.Kind {
	case settings.List, settings.Tuple:
		for i, item := range v.Items {
			u.in(step{index: i}, func() { u.entry(item) })
		}
	case settings.Dict:
		for i := range v.Pairs {
			p := &v.Pairs[i]
			u.now.Entry = p.Key.Text
			u.in(step{key: &p.Key}, func() { u.keys(p.Value) })
			u.now = outer
		}
	default:
		u.value(v)
		return
	}
	u.partial(v)
}

func (u *unknowns) entry(v settings.Value) {
	outer := u.now
	for _, p := range v.Pairs {
		if p.Key.Text == "name" && p.Value.Kind == settings.Str {
			u.now.Entry = p.Value.Text
		}
	}
	u.keys(v)
	u.now = outer
}

func (u *unknowns) keys(v settings.Value) {
	if v.Kind != settings.Dict {
		u.value(v)
		return
	}
	for i := range v.Pairs {
		p := &v.Pairs[i]
		u.now.Key = p.Key.Text
		u.in(step{key: &p.Key}, func() { u.value(p.Value) })
		u.now.Key = ""
	}
	u.partial(v)
}

func (u *unknowns) value(v settings.Value) {
	switch {
	case v.Kind == settings.Unknown, v.Kind == settings.Object:
		u.add(v)
		return
	}
	if n := len(v.Items); n > 0 && u.whole[&v.Items[0]] != n {
		found := len(u.list)
		for i := range v.Items {
			if k := v.Items[i].Kind; k >= settings.List {
				u.in(step{index: i}, func() { u.value(v.Items[i]) })
			}
		}
		if len(u.list) == found {
			u.whole[&v.Items[0]] = n
		}
	}
	for i := range v.Pairs {
		p := &v.Pairs[i]
		u.in(step{key: &p.Key}, func() { u.value(p.Key); u.value(p.Value) })
	}
	u.partial(v)
}

func (u *unknowns) partial(v settings.Value) {
	if v.Partial {
		u.add(v)
	}
}
