package checks

import (
	"fmt"

	"rolecall.example/internal/limits"
	"rolecall.example/rbac"
)

// Run asks a started Hub, line by line; lines that did not parse have no result. It never panics, whatever the
// lines. A claim that rests on a name which nobody bears, or on something that was not read, is Invalid. Steps
// change the Hub for the lines below them.
func Run(h *rbac.Hub, lines []Line) []Result {
	results, _ := NewSession().Run(h, lines)
	return results
}

// Session asks the lines of one document, part by part: the parts share the bound on what may be asked.
type Session struct {
	Logins Logins // of the config that the lines speak of

	asks      int  // how much may still be asked
	undecided bool // a step came to nothing that is known

	Reasons bool // lines gather their Reasons, which costs more than a verdict
}

// NewSession is a session that has asked nothing.
func NewSession() *Session { return &Session{asks: limits.Questions} }

// Run asks the lines of a part and gives back the Hub as their steps leave it. Behind a step whose outcome is not
// known, all lines of the session are Invalid, since a restart keeps the database that the step would have changed.
func (s *Session) Run(h *rbac.Hub, lines []Line) ([]Result, *rbac.Hub) {
	x := &runner{hub: h, Session: s}
	var out []Result
	for i, l := range lines {
		switch {
		case s.undecided:
			return append(out, Undecided(lines[i:], "step-undecided",
				"what a step above makes of the Hub is not known, so nothing below it can be said")...), x.hub
		case l.Node == nil:
			continue
		case h == nil || !h.Running():
			return append(out, Undecided(lines[i:], "not-started", "this Hub does not start, so there is nobody to ask about")...), x.hub
		}
		r := Result{Line: l, Place: l.Span}
		x.line(l.Node, &r)
		out = append(out, r)
		_, step := l.Node.(*After)
		s.undecided = step && r.Verdict == Invalid
	}
	return out, x.hub
}

// runner holds what the lines of one part share.
type runner struct {
	*Session
	hub        *rbac.Hub
	users      []string    // of the Hub, once somebody has asked for them
	candidates []candidate // of `only` and `nobody`
}

// allUsers lists the Hub's users, sorted.
func (x *runner) allUsers() []string {
	if x.users == nil {
		x.users = x.hub.Users()
	}
	return x.users
}

func (x *runner) line(n Node, r *Result) {
	var t *trouble
	switch n := n.(type) {
	case *Check:
		t = x.check(n, r)
	case *Only:
		t = x.only(n.Subjects, n.Request, r)
	case *Nobody:
		t = x.only(nil, n.Request, r)
	case *TokenIs:
		t = x.tokenIs(n, r)
	case *After:
		t = x.step(n, r)
	}
	if t != nil {
		r.invalid(t)
	}
}

// reason notes a question and its answer where they are gathered.
func (x *runner) reason(r *Result, s rbac.Subject, a rbac.Result) {
	if x.Reasons {
		r.Reasons = append(r.Reasons, Reason{s, a})
	}
}

func (x *runner) check(n *Check, r *Result) *trouble {
	if n.Request.Kind == AskLogIn {
		return x.logIn(n, r)
	}
	subject, t := x.subject(n.Subject)
	if t != nil {
		return t
	}
	r.Subject = subject.Subject
	if n.Because != nil && !x.hub.HasRole(n.Because.Name) {
		return x.unknown("role", n.Because.Name, x.hub.Roles(), n.Because.At)
	}
	if n.Request.Kind != AskScope {
		return x.checkCall(n, subject, r)
	}
	if r.Scope, t = x.scope(n.Request.Scope, subject); t != nil {
		return t
	}
	r.Answer = x.hub.Explain(subject.Subject, r.Scope)
	x.reason(r, subject.Subject, r.Answer)
	yes, t := verdict(r.Answer, n.Request.Scope)
	if t != nil {
		return t
	}
	who := n.Subject.phrase()
	switch {
	case n.Cannot:
		r.decide(!yes, who+" can"+how(r.Answer))
	case !yes:
		r.decide(false, who+" cannot: "+whyNot(r.Answer, n.Request.Scope))
	case n.Because != nil && !throughRole(r.Answer.Paths, n.Because.Name):
		r.decide(false, fmt.Sprintf("%s can, but not through role %s: %s", who, n.Because.Name, rolesOf(r.Answer.Paths)))
	default:
		r.decide(true, "")
	}
	return nil
}

// verdict reads an outcome as a yes or no, or says why it is neither.
func verdict(a rbac.Result, s Scope) (bool, *trouble) {
	switch a.Outcome {
	case rbac.Allowed, rbac.Filtered:
		return true, nil
	case rbac.Forbidden, rbac.NotFound, rbac.Refused:
		return false, nil
	case rbac.Unknown:
		return false, &trouble{id: "unread", message: "this hangs on something in the config that Rolecall could not read"}
	}
	return false, &trouble{id: "hub-error", message: "the Hub fails at this question: " + errorText(a.Error), at: s.At}
}

// tokenIs claims that the Hub issues or refuses a token.
func (x *runner) tokenIs(n *TokenIs, r *Result) *trouble {
	_, refusal, t := x.token(&n.Token)
	if t != nil {
		return t
	}
	owner := x.owner(&n.Token)
	if len(x.hub.Uncertain(owner)) > 0 {
		return &trouble{id: "unread", message: "what the owner holds hangs on something in the config that Rolecall could not read", at: n.Token.At}
	}
	r.Subject = owner
	x.reason(r, owner, rbac.Result{})
	switch {
	case n.Refused:
		r.decide(refusal != nil, "the Hub issues this token")
	default:
		r.decide(refusal == nil, "")
		if refusal != nil {
			r.Message = "the Hub refuses this token: " + errorText(refusal)
		}
	}
	return nil
}
