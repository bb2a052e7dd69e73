package playground

import (
	"slices"
	"strings"

	"rolecall.example/internal/checks"
	"rolecall.example/internal/diag"
	"rolecall.example/internal/enough"
	"rolecall.example/rbac"
)

// Anybody and Everything stand in an Ask for its Who and Verb: who can do this, and what can this one do.
const (
	Anybody    = "*"
	Everything = "*"
)

// WhyAsk is what the Why view asks besides Ask while it is open. Fixes are looked for, and Anybody and Everything answered,
// then alone.
type WhyAsk struct {
	Request string // a request in the check language, in the place of verb and whom
}

// requestPart is the File of diagnostics about a request that was typed into the view.
const requestPart = "request"

// openWhy answers what the open view asks.
func (r *run) openWhy() {
	ask := r.request.Ask
	text := strings.TrimSpace(r.request.Why.Request)
	var request *checks.Request
	if text != "" {
		parsed, wrong := checks.ParseRequest(requestPart, text)
		if wrong != nil {
			r.Why, r.Asking = nil, wrong
			return
		}
		request = &parsed
	}
	switch {
	case ask.Who == Anybody:
		if request == nil {
			request = verbRequest(r.hub, ask)
		}
		if request != nil {
			r.WhoCan = r.whoCan(*request)
		}
	case ask.Verb == Everything && request == nil:
		r.Person = r.person(ask.Who)
	case request != nil && ask.Who != "":
		r.Why = r.whyRequest(ask.Who, *request)
	}
	if r.Why != nil {
		r.addFixes(r.Why, request)
	}
}

// verbRequest is the scope that a verb and its target take, as a request; nil where there is no such verb.
func verbRequest(h *rbac.Hub, ask Ask) *checks.Request {
	verb, ok := findVerb(families(h.Definitions()), ask.Verb)
	if !ok {
		return nil
	}
	text := verb.Scope
	if kind, _, named := strings.Cut(ask.Whom, "="); ask.Whom != "" && fits(verb.Kind, kind) && (named || ask.Whom == OwnWhom) {
		text += "!" + ask.Whom
	}
	parsed, wrong := checks.ParseRequest(requestPart, checks.ScopeText(text))
	if wrong != nil {
		return nil
	}
	return &parsed
}

// person is all that a subject of Access may do; nil where there is no such subject.
func (r *run) person(who string) *Row {
	for _, row := range subjects(r.hub) {
		if row.Who == who {
			row.fill(r.hub)
			row.resolve(r.hub, families(r.hub.Definitions()))
			return &row
		}
	}
	return nil
}

// whyRequest answers a request by a subject of the check language; nil where there is none, or no answer, which Asking then
// says.
func (r *run) whyRequest(who string, q checks.Request) *Why {
	all := subjects(r.hub)
	at := slices.IndexFunc(all, func(row Row) bool { return row.Who == who })
	row := Row{Who: who}
	if at >= 0 {
		row = all[at]
	} else if !r.other(&row) {
		return nil
	}
	row.fill(r.hub)
	row.resolve(r.hub, families(r.hub.Definitions()))
	w := r.explain(row, q)
	if w != nil {
		w.Whos = whoOptions(all, at)
	}
	return w
}

// other finds a subject that Access has no row for: a token, or a server's.
func (r *run) other(row *Row) bool {
	lines, wrong := checks.Parse(requestPart, row.Who+" can self")
	message := "there is no such subject"
	if len(wrong) > 0 {
		message = wrong[0].Message
	} else if c, ok := lines[0].Node.(*checks.Check); ok {
		row.Subject, message = checks.NewAsker(r.hub).Subject(c.Subject)
	}
	if message != "" {
		r.Asking = &diag.Diagnostic{Span: diag.Span{File: requestPart}, ID: "no-subject", Severity: diag.Error, Message: message}
	}
	return message == ""
}

// explain answers a request with its reasons.
func (r *run) explain(row Row, q checks.Request) *Why {
	asked := checks.NewAsker(r.hub).Ask(row.Subject, q, true)
	if asked.ID != "" && asked.ID != "unread" && asked.ID != "hub-error" {
		r.Asking = &diag.Diagnostic{Span: diag.Span{File: requestPart}, ID: asked.ID, Severity: diag.Error, Message: asked.Message, Hint: asked.Hint}
		return nil
	}
	w := &Why{Ask: Ask{Who: row.Who}, Row: row, Scope: asked.Scope, Result: asked.Answer.Result, Request: q.String()}
	w.Check = row.Who + " " + claim(asked.Yes) + " " + w.Request
	if q.Kind == checks.AskScope {
		w.askScope(r.hub, asked.Scope)
	} else {
		w.HTTP = sent(q, asked.Answer)
		w.HTTP.Check = w.Check
		if !asked.Yes && w.Result.Yes() { // a listing that shows others than it should
			w.Result.Outcome = rbac.Forbidden
		} else if asked.Yes && !w.Result.Yes() { // permitted, and fails for another reason, which HTTP says
			w.Result.Outcome = rbac.Allowed
		}
	}
	if w.Scope == "" && w.HTTP != nil {
		for _, n := range enough.Needed(w.HTTP.Answer) {
			w.Scope = n.String()
			break
		}
	}
	w.placed(&r.refs)
	for _, one := range r.whoCan(q).Whos {
		if one.Who == row.Who {
			continue
		}
		if len(w.WhoElse) == maxWhoElse {
			w.More++
			continue
		}
		w.WhoElse = append(w.WhoElse, one)
	}
	return w
}

// askScope fills the question's parts in where a verb takes just the scope that was asked for.
func (w *Why) askScope(h *rbac.Hub, scope string) {
	base, filter, _ := strings.Cut(scope, "!")
	w.Verb = Verb{ID: HoldVerb + base, Scope: base}
	for _, f := range families(h.Definitions()) {
		for _, v := range f.Verbs {
			if v.Scope == base {
				w.Verb = v
			}
		}
	}
	if w.Ask.Whom = filter; filter == "user="+rbac.AnyName {
		w.Ask.Whom = OwnWhom
		w.Scope = base + "!" + OwnWhom
	}
}

// HoldVerb begins the ID of a Verb that is no more than a scope to hold.
const HoldVerb = "scope."

// sent is a request that was asked, with its answer.
func sent(q checks.Request, a rbac.Answer) *HTTP {
	out := &HTTP{Method: q.Call.Method, Path: q.Call.Path, Body: q.Call.Body, Answer: a, Says: checks.Says(a)}
	if q.Kind == checks.AskOpen {
		out.Method, out.Path, out.Open = "GET", q.Path, true
	}
	return out
}

// addFixes looks for the nearest fixes of a no.
func (r *run) addFixes(w *Why, q *checks.Request) {
	if w.Result.Yes() || w.Result.Outcome == rbac.Unknown || w.Result.Outcome == rbac.Failed || w.Row.Error != "" {
		return
	}
	g := goal{subject: w.Row.Subject}
	if q == nil || q.Kind == checks.AskScope {
		asked := w.asked()
		g.needs = []rbac.Scope{rbac.ParseScope(asked)}
		g.met = func(reh rehearsal) bool { return reh.hub.Check(g.subject, asked).Yes() }
	} else {
		g.needs = enough.Needed(w.HTTP.Answer)
		g.met = func(reh rehearsal) bool {
			asked := checks.NewAsker(reh.hub).Ask(g.subject, *q, false)
			return asked.Yes && asked.ID == ""
		}
	}
	w.Fixes = r.fixes(g, "fix:")
}

// asked is the scope that the question asks the engine.
func (w *Why) asked() string {
	if w.Ask.Whom == OwnWhom {
		return w.Verb.Scope + "!" + ownFilter(w.Row.Subject)
	}
	return w.Scope
}
