package templates

import (
	"rolecall.example/internal/diag"
	"rolecall.example/internal/playground"
	"rolecall.example/internal/scenario"
	"rolecall.example/rbac"
)

// maxFindings bounds each list of Startup; the rest is counted.
const maxFindings = 100

// openNotes is how many of the Hub's silent steps are shown without being asked for.
const openNotes = 12

// startupView is Startup sorted by what a reader needs first.
type startupView struct {
	fatal    []*playground.StartupStep
	warnings []*playground.StartupStep
	notes    []*playground.StartupStep
	errors   []*diag.Diagnostic // that kept the Hub from starting, besides the fatal steps
	open     []*diag.Diagnostic // what could not be read
	advice   []*diag.Diagnostic
}

func startupOf(r *playground.Response) startupView {
	var v startupView
	told := map[string]bool{}
	// A step without a place has a diagnostic with one: the sentence tells that they are the same.
	at := func(id, message string) string { return id + "\x00" + message }
	for i := range r.Startup.Steps {
		s := &r.Startup.Steps[i]
		told[at(s.Event.ID, s.Message)] = true
		switch s.Event.Level {
		case rbac.Fatal:
			v.fatal = append(v.fatal, s)
		case rbac.Warn:
			v.warnings = append(v.warnings, s)
		default:
			v.notes = append(v.notes, s)
		}
	}
	checked := checkParts(r)
	for i := range r.Diagnostics {
		d := &r.Diagnostics[i]
		if checked[d.Span.File] || told[at(d.ID, d.Message)] {
			continue
		}
		switch d.Severity {
		case diag.Error:
			v.errors = append(v.errors, d)
		case diag.Warning:
			s := &playground.StartupStep{Event: rbac.Event{ID: d.ID}, Span: d.Span, Message: d.Message, Hint: d.Hint}
			v.warnings = append(v.warnings, s)
		case diag.Question:
			v.open = append(v.open, d)
		case diag.Advice:
			v.advice = append(v.advice, d)
		}
	}
	return v
}

// checkParts are the parts whose diagnostics belong to Checks.
func checkParts(r *playground.Response) map[string]bool {
	out := map[string]bool{}
	if r.Document != nil {
		for _, b := range r.Document.Blocks {
			if b.Kind == scenario.Checks {
				out[b.Part] = true
			}
		}
	}
	return out
}

// finding is a diagnostic that a step of the start-up makes.
func findingOf(s *playground.StartupStep) *diag.Diagnostic {
	return &diag.Diagnostic{Span: s.Span, ID: s.Event.ID, Message: s.Message, Hint: s.Hint}
}

// startsMark and startsWord say whether this Hub starts.
func startsMark(r *playground.Response) string {
	switch {
	case !r.Readable:
		return "unknown"
	case r.Starts:
		return "yes"
	}
	return "no"
}

func startsWord(r *playground.Response) string {
	switch {
	case !r.Readable:
		return "unreadable"
	case r.Starts:
		return "starts"
	}
	return "does not start"
}

// madeText counts what there is after the start: "3 roles, 2 groups, 5 users and 1 service".
func madeText(m playground.Made) string {
	var list []phrase
	add := func(n int, one, many string) {
		if n > 0 {
			list = append(list, phrase{say(count(n, one, many))})
		}
	}
	add(m.Roles, "role", "roles")
	add(m.Groups, "group", "groups")
	add(m.Users, "user", "users")
	add(m.Services, "service", "services")
	add(m.CustomScopes, "custom scope", "custom scopes")
	return join(list).String()
}
