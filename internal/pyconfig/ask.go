package pyconfig

import "rolecall.example/internal/settings"

// ask is a question whose answer would settle an unknown.
type ask struct {
	kind     settings.AskKind
	name     string
	at       span
	fallback string // what the config itself falls back to, as written
	answer   string
	given    bool
}

// note remembers a question that the state answers, or the config itself by a default: nothing is unknown by it.
func (in *interp) note(a ask) {
	for _, old := range in.noted {
		if old.kind == a.kind && old.name == a.name {
			return
		}
	}
	in.noted = append(in.noted, a)
}

// settle turns a question into the form in which it leaves the package.
func (in *interp) settled(a *ask) *settings.Ask {
	if a == nil {
		return nil
	}
	return &settings.Ask{Kind: a.kind, Name: a.name, Span: in.rep.where(a.at), Default: a.fallback, Answer: a.answer, Given: a.given}
}

// valueOf asks what a name or call stands for, and gives what the state says.
func (in *interp) valueOf(name string, at span) (v val, a *ask, ok bool) {
	a = &ask{kind: settings.AskValue, name: name, at: at}
	text, ok := in.input.Values[name]
	if !ok || in.input.Doubt {
		if ok {
			in.note(*a)
		}
		return val{}, a, false
	}
	a.answer, a.given = text, true
	in.note(*a)
	if v, ok := in.answers[name]; ok {
		return v, a, true
	}
	if in.answering {
		return val{}, a, false
	}
	in.answering = true
	v, ok = in.answered(text, at)
	in.answering = false
	if !ok {
		in.rep.error(at, "bad-answer", "what the state says about "+name+" is no Python value", "write a literal: a string in quotes, a list, a dict")
		return val{}, a, false
	}
	in.answers[name] = v
	return v, a, true
}

// asked gives something of the Hub's machine that the standard library would tell: what the state says, or an
// unknown. An empty name can't be answered.
func (in *interp) asked(name string, at span, id, why, message string) val {
	var q *ask
	if name != "" {
		v, a, ok := in.valueOf(name, at)
		if ok {
			return v
		}
		q = a
	}
	v := in.unknown(at, id, why, message, "write the value itself to have it read")
	u := v.v.(*unknownValue).why
	u.pure, u.ask = true, q
	return v
}

// answered evaluates what the state says. All that comes of it stands at the place that asks.
func (in *interp) answered(text string, at span) (val, bool) {
	file := in.rep.addFile("", text)
	in.rep.standsAt(file, at)
	said := len(in.rep.list)
	body, ok := parseFile(in.rep, file)
	in.rep.list = in.rep.list[:said]
	if !ok || len(body) != 1 {
		return val{}, false
	}
	x, ok := body[0].(*exprStmt)
	if !ok {
		return val{}, false
	}
	scope, frame := in.scope, in.frame
	in.scope = newModule("state")
	v := in.eval(x.x)
	in.scope, in.frame = scope, frame
	return v, !in.halted()
}
