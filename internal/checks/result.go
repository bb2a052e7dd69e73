package checks

import (
	"rolecall.example/internal/diag"
	"rolecall.example/rbac"
)

// Verdict of a line.
type Verdict uint8

const (
	Holds   Verdict = iota + 1
	Fails           // the claim is not true
	Invalid         // the claim can't be decided: a name that nobody bears, something unread
)

// Result is what became of one line.
type Result struct {
	Line    Line
	Verdict Verdict
	// ID is set where the verdict is not Holds: "check-fails", "unknown-user", "login-undecided", …
	ID      string
	Message string // one sentence for people; of a line that holds: what the Hub answers besides permission
	Hint    string
	Place   diag.Span // what Message speaks of, within Line.Span
	Subject rbac.Subject
	Scope   string      // what was asked of the engine, where it was one scope
	Answer  rbac.Result // with its paths and near misses
	Others  []string    // for `only` and `nobody`: who else can, and who of the listed can't
	Reasons []Reason    // of a session with Reasons
}

// Reason is one question that a line put to the Hub about somebody whom it names, with the answer's reasons. Of `only`
// and `nobody` it is about the listed subjects and about the first that contradicts; of a token that is issued or
// refused, about its owner, with no answer.
type Reason struct {
	Subject rbac.Subject
	Answer  rbac.Result
}

// Undecided gives every line that parsed the verdict Invalid for one reason.
func Undecided(lines []Line, id, message string) []Result {
	var out []Result
	for _, l := range lines {
		if l.Node != nil {
			out = append(out, Result{Line: l, Verdict: Invalid, ID: id, Message: message, Place: l.Span})
		}
	}
	return out
}

// trouble is why a line can't be decided.
type trouble struct {
	id, message, hint string
	at                At
}

// invalid puts a trouble into the result.
func (r *Result) invalid(t *trouble) {
	r.Verdict, r.ID, r.Message, r.Hint = Invalid, t.id, t.message, t.hint
	if t.at.End > t.at.Start {
		r.Place = diag.Span{File: r.Line.Span.File, Start: t.at.Start, End: t.at.End}
	}
}

// decide makes the verdict of a claim that came out true or false.
func (r *Result) decide(holds bool, otherwise string) {
	if holds {
		r.Verdict = Holds
		return
	}
	r.Verdict, r.ID, r.Message = Fails, "check-fails", otherwise
}
