package playground

import "rolecall.example/rbac"

// WhyAsk is what the Why view asks besides Ask while it is open. Fixes are looked for then alone.
type WhyAsk struct {
	Request string // a request in the check language, in the place of verb and whom
}

// openWhy adds to the answer of the open view what costs more than a look: the nearest fixes of a no.
func (r *run) openWhy() {
	w := r.Why
	if w == nil || w.Result.Yes() || w.Result.Outcome == rbac.Unknown || w.Result.Outcome == rbac.Failed {
		return
	}
	asked := w.asked()
	subject := w.Row.Subject
	g := goal{subject: subject, needs: []rbac.Scope{rbac.ParseScope(asked)}}
	g.met = func(reh rehearsal) bool { return reh.hub.Check(subject, asked).Yes() }
	w.Fixes = r.fixes(g, "fix:")
}

// asked is the scope that the question asks the engine.
func (w *Why) asked() string {
	if w.Ask.Whom == OwnWhom {
		return w.Verb.Scope + "!" + ownFilter(w.Row.Subject)
	}
	return w.Scope
}
