package checks

import (
	"rolecall.example/internal/diag"
	"rolecall.example/rbac"
)

// ParseRequest reads a request by itself: what stands behind the "can" of a check. The diagnostic's place is in text, in the
// part of that name.
func ParseRequest(part, text string) (Request, *diag.Diagnostic) {
	p := parser{scanner{part: part, text: text, end: len(text)}}
	r := p.request()
	if p.err == nil && !p.done() {
		p.extra()
	}
	return r, p.err
}

// Asker asks a Hub requests by one subject after another, as checks do.
type Asker struct{ x *runner }

// NewAsker asks of a started Hub. What is asked is bounded as the checks of a document are.
func NewAsker(h *rbac.Hub) *Asker { return &Asker{&runner{Session: NewSession(), hub: h}} }

// Asked is what comes of a request by a subject.
type Asked struct {
	Yes bool
	// ID says why there is neither a yes nor a no: "unread", "unknown-user", "limit-questions" …; Message and Hint say it
	// for people. A bare filter that stands for nothing of the subject is "no-own".
	ID, Message, Hint string
	Scope             string      // the scope that was asked for, or that decided
	Answer            rbac.Answer // of a request for a scope only its Result
}

// Ask asks. With why the answer has its paths and near misses.
func (a *Asker) Ask(s rbac.Subject, r Request, why bool) Asked {
	out, t := a.ask(s, r, why)
	if t != nil {
		out.Yes, out.ID, out.Message, out.Hint = false, t.id, t.message, t.hint
	}
	return out
}

func (a *Asker) ask(s rbac.Subject, r Request, why bool) (out Asked, t *trouble) {
	if r.Kind == AskLogIn {
		return out, &trouble{id: "not-a-request", message: "logging in is no request that a scope answers", hint: "see Log in", at: r.At}
	}
	if r.Kind == AskScope {
		if a.x.asks--; a.x.asks < 0 {
			return out, tooMuch()
		}
		if out.Scope, t = a.x.scope(r.Scope, asker{Subject: s}); t != nil {
			return out, t
		}
		if why {
			out.Answer.Result = a.x.hub.Explain(s, out.Scope)
		} else {
			out.Answer.Result = a.x.hub.Check(s, out.Scope)
		}
		out.Yes, t = verdict(out.Answer.Result, r.Scope)
		return out, t
	}
	if t = a.x.listed(r); t != nil {
		return out, t
	}
	out.Answer, out.Yes, t = a.x.answer(r, s, why)
	if t == nil && len(out.Answer.Unread) > 0 {
		t = &trouble{id: "unread", message: "this hangs on something in the config that Rolecall could not read"}
	}
	if out.Yes && r.HasSeeing {
		out.Yes = sameNames(out.Answer.Names, r.Seeing)
	}
	out.Scope = decidingScope(out.Answer)
	return out, t
}

// Subject looks a subject up, and has tokens issued on the way. The message says why there is none.
func (a *Asker) Subject(s Subject) (subject rbac.Subject, message string) {
	found, t := a.x.subject(s)
	if t != nil {
		return rbac.Subject{}, t.message
	}
	return found.Subject, ""
}
