// Package checks is the check language: one line, one claim about who may do what. It parses, prints and runs.
package checks

import (
	"rolecall.example/internal/diag"
	"rolecall.example/rbac"
)

// Line is one line that says something; blank and comment lines have none.
type Line struct {
	Span diag.Span // the whole line without its comment
	Text string    // as written, trimmed, without its comment
	Node Node      // nil where the line did not parse
}

// Node is the line's tree: *Check, *Only, *TokenIs or *After. The concrete types stand in tree.go.
type Node interface{ node() }

// Parse reads the text of one checks part. Diagnostics have positions and never end the parse.
func Parse(part, text string) ([]Line, []diag.Diagnostic) { return nil, nil }

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

// Run asks a started Hub. It never panics, whatever the lines.
func Run(h *rbac.Hub, lines []Line) []Result { return nil }
