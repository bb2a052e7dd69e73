// Package lint gives advice about configs that load, and hardly mean what they say. What a reader or the Hub itself says
// already is not said again: such diagnostics get their edit here, and their page under the same id.
package lint

import (
	"rolecall.example/internal/diag"
	"rolecall.example/internal/settings"
	"rolecall.example/rbac"
)

// maxOfOne bounds how often one piece of advice is given.
const maxOfOne = 50

// Input is what a start left.
type Input struct {
	Config      *rbac.Config
	Definitions *rbac.Definitions
	Hub         *rbac.Hub // nil where it does not run: then nothing is said that takes a Hub
	Tree        *settings.Tree
	Refs        *settings.Refs
	Events      []rbac.Event
	Said        []diag.Diagnostic // by the readers and of Events: places that have been spoken of, some to be mended
	// Text gives the text of a part of the document; false for files that are not in it, of which nothing is said.
	Text func(part string) (string, bool)
	// Meant reports whether the document claims that bearers of a role cannot hold a scope: then it is no oversight.
	Meant func(role, base string) bool
}

// Edit replaces the bytes at a place.
type Edit struct {
	Span diag.Span
	Text string
}

// Finding is a diagnostic with what would mend it; Edits may be empty.
type Finding struct {
	diag.Diagnostic
	Edits []Edit
}

// Run gives the advice there is, and what mends the diagnostics of Input.Said. The latter come back in Mends, with the
// diagnostic as it was.
func Run(in Input) (found, mends []Finding) {
	l := &linter{Input: in, seen: map[place]bool{}, counts: map[string]int{}, defs: in.Definitions, grown: map[rbac.Scope][]rbac.Scope{},
		held: map[string][3][]string{}}
	if in.Hub != nil && !in.Hub.Running() {
		l.Hub = nil
	}
	if l.Hub != nil {
		l.defs = l.Hub.Definitions()
	}
	l.readUnread()
	for _, d := range in.Said {
		l.seen[place{d.Span, d.ID}] = true
	}
	l.scopes()
	l.roles()
	l.names()
	l.userRole()
	if l.Hub != nil && !l.opaque {
		l.filters()
		l.holders()
		l.services()
		l.serverRole()
		l.customScopes()
	}
	return l.found, l.mends()
}

type place struct {
	span diag.Span
	id   string
}

// linter is one run.
type linter struct {
	Input
	defs   *rbac.Definitions // with custom scopes, where the Hub runs
	found  []Finding
	seen   map[place]bool
	counts map[string]int
	grown  map[rbac.Scope][]rbac.Scope

	unread map[rbac.Unread]bool // without their marks
	opaque bool                 // something may have set any trait
	users  []string             // of the Hub, once they are needed
	held   map[string][3][]string
}

// readUnread notes what could not be evaluated.
func (l *linter) readUnread() {
	l.unread = map[rbac.Unread]bool{}
	for _, u := range l.Config.Unread {
		l.unread[rbac.Unread{Kind: u.Kind, In: u.In}] = true
		l.opaque = l.opaque || u.Kind == rbac.UnreadOther && u.In == ""
	}
}

// unsure reports whether one of the kinds could not be read: as a whole, or of the role or group in.
func (l *linter) unsure(in string, kinds ...rbac.UnreadKind) bool {
	for _, k := range kinds {
		if l.unread[rbac.Unread{Kind: k}] || l.unread[rbac.Unread{Kind: k, In: in}] {
			return true
		}
	}
	return false
}

// add gives a piece of advice, once for a place and only about the document's own text.
func (l *linter) add(ref rbac.Ref, id, message, hint string, edits ...Edit) {
	at := l.Refs.Span(ref)
	if _, ok := l.Text(at.File); !ok || l.seen[place{at, id}] || l.counts[id] >= maxOfOne {
		return
	}
	l.seen[place{at, id}] = true
	l.counts[id]++
	l.found = append(l.found, Finding{diag.Diagnostic{Span: at, ID: id, Severity: diag.Advice, Message: message, Hint: hint}, edits})
}

// quote sets a name in quotes for a sentence, cut where it is long.
func quote(name string) string {
	const most = 80
	if r := []rune(name); len(r) > most {
		name = string(r[:most]) + "…"
	}
	return `"` + name + `"`
}

// roleWord names a role in a sentence.
func roleWord(role string) string {
	if role == "user" {
		return "the role user"
	}
	return "role " + role
}
