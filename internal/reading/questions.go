package reading

import (
	"cmp"
	"slices"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/limits"
	"rolecall.example/internal/settings"
)

// Question is one thing that the config does not say itself, with all that hangs on the answer.
type Question struct {
	settings.Ask
	Hangs []Hang
	More  int  // further ones that Hangs leaves out
	Any   bool // any setting may hang on it: what is asked for is code
}

// Hang is one place in a setting that hangs on a question.
type Hang struct {
	Setting string    // "JupyterHub.load_roles"
	Entry   string    // the role, group, service or other entry; empty when the whole setting hangs on it
	Key     string    // the entry's key: "users"
	Span    diag.Span // where the setting's value needs it
}

// Questions lists what the files ask for: what is answered, what the config falls back to a default for, and what
// leaves a setting unknown. What hangs on an answer is found by a second reading, which takes all answers as not known.
func Questions(input Input, r Result) []Question {
	if r.Tree == nil {
		return nil
	}
	q := &questions{at: map[key]int{}}
	for _, a := range r.Noted {
		q.add(a)
	}
	q.hangs(r.Tree, true)
	if len(r.Noted) > 0 && r.Stopped == "" {
		if again := read(input, true); again.Tree != nil {
			q.hangs(again.Tree, false)
		}
	}
	for _, a := range r.Tree.Asks {
		q.add(a).Any = true
	}
	list := slices.DeleteFunc(q.list, func(one Question) bool { return len(one.Hangs) == 0 && !one.Any && !one.Given })
	slices.SortStableFunc(list, func(a, b Question) int {
		return cmp.Or(cmp.Compare(a.Span.File, b.Span.File), cmp.Compare(a.Span.Start, b.Span.Start))
	})
	return list
}

type key struct {
	kind settings.AskKind
	name string
}

type questions struct {
	list []Question
	at   map[key]int
}

func (q *questions) add(a settings.Ask) *Question {
	k := key{a.Kind, a.Name}
	i, ok := q.at[k]
	if !ok {
		i = len(q.list)
		q.at[k] = i
		q.list = append(q.list, Question{Ask: a})
	}
	return &q.list[i]
}

// hangs takes in what is unknown in a tree. open adds questions; otherwise only those count that stand already.
func (q *questions) hangs(t *settings.Tree, open bool) {
	for _, m := range Unknown(t) {
		if m.Ask == nil {
			continue
		}
		if _, known := q.at[key{m.Ask.Kind, m.Ask.Name}]; !known && !open {
			continue
		}
		one := q.add(*m.Ask)
		h := Hang{Setting: m.Setting, Entry: m.Entry, Key: m.Key, Span: m.Span}
		same := func(o Hang) bool { return o.Setting == h.Setting && o.Entry == h.Entry && o.Key == h.Key }
		switch {
		case slices.ContainsFunc(one.Hangs, same):
		case len(one.Hangs) >= limits.QuestionHangs:
			one.More++
		default:
			one.Hangs = append(one.Hangs, h)
		}
	}
}
