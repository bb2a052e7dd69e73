package checks

import "rolecall.example/rbac"

// Verdict of a line.
type Verdict uint8

const (
	Holds   Verdict = iota + 1
	Fails           // the claim is not true
	Invalid         // the claim can't be decided: a name that nobody bears, something unread, not supported yet
)

// Result is what became of one line.
type Result struct {
	Line    Line
	Verdict Verdict
	// ID is set where the verdict is not Holds: "check-fails", "unknown-subject", "not-supported-yet", …
	ID      string
	Message string // one sentence for people
	Subject rbac.Subject
	Scope   string      // what was asked of the engine, where it was one scope
	Answer  rbac.Result // with its paths and near misses
	Others  []string    // for `only` and `nobody`: who else can, or who of the listed can't
}

// Undecided gives every line that parsed the verdict Invalid for one reason.
func Undecided(lines []Line, id, message string) []Result {
	var out []Result
	for _, l := range lines {
		if l.Node != nil {
			out = append(out, Result{Line: l, Verdict: Invalid, ID: id, Message: message})
		}
	}
	return out
}
