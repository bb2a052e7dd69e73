package playground

import (
	"fmt"

	"rolecall.example/internal/checks"
	"rolecall.example/internal/diag"
	"rolecall.example/internal/lint"
	"rolecall.example/rbac"
)

// Fix says which offer mends what a diagnostic is about.
type Fix struct {
	Span diag.Span
	ID   string
	Key  string // of an Offer
}

// FixOf finds the offer that mends a diagnostic; "" where there is none.
func (r *Response) FixOf(d *diag.Diagnostic) string {
	for i := range r.Fixes {
		if f := &r.Fixes[i]; f.ID == d.ID && f.Span == d.Span {
			return f.Key
		}
	}
	return ""
}

// launch is what a start left for advice: the Hub before any step, and what was read and said.
type launch struct {
	config *rbac.Config
	hub    *rbac.Hub
	events []rbac.Event
}

// advise gives advice about the config of the start under way.
func (r *run) advise(p Phase) {
	if r.launched.config == nil {
		return
	}
	found, mends := lint.Run(lint.Input{
		Config: r.launched.config, Definitions: r.defs, Hub: r.launched.hub, Tree: r.Settings, Refs: &r.refs,
		Events: r.launched.events, Said: r.Diagnostics, Meant: r.meant,
		Text: func(part string) (string, bool) {
			for _, b := range p.Files {
				if b.Part == part {
					return b.Text, true
				}
			}
			return "", false
		},
	})
	for _, f := range found {
		r.say(f.Diagnostic)
		r.offer(f)
	}
	for _, f := range mends {
		if r.FixOf(&f.Diagnostic) == "" {
			r.offer(f)
		}
	}
}

// offer makes the edits of a piece of advice an offer. Its key counts those of one kind in a part.
func (r *run) offer(f lint.Finding) {
	if len(f.Edits) == 0 {
		return
	}
	n := 1
	for _, other := range r.Fixes {
		if other.ID == f.ID && other.Span.File == f.Span.File {
			n++
		}
	}
	o := Offer{Key: fmt.Sprintf("advice:%s:%s:%d", f.ID, f.Span.File, n)}
	for _, e := range f.Edits {
		o.Edits = append(o.Edits, Edit(e))
	}
	r.Offers = append(r.Offers, o)
	r.Fixes = append(r.Fixes, Fix{f.Span, f.ID, o.Key})
}

// meant reports whether a check of the document claims, and rightly, that somebody who holds the role lacks a scope.
func (r *run) meant(role, base string) bool {
	for i := range r.Checks {
		c := &r.Checks[i]
		n, ok := c.Line.Node.(*checks.Check)
		if !ok || !n.Cannot || c.Verdict != checks.Holds || !asksFor(n.Request, base) {
			continue
		}
		for _, held := range r.launched.hub.RolesOf(c.Subject) {
			if held.Role == role {
				return true
			}
		}
	}
	return false
}

// asksFor reports whether a request is about a scope: by its name, by opening a server, by listing.
func asksFor(q checks.Request, base string) bool {
	switch q.Kind {
	case checks.AskScope:
		return q.Scope.Base == base
	case checks.AskOpen:
		return base == "access:servers" && len(q.Path) > 6 && q.Path[:6] == "/user/"
	case checks.AskCall:
		return base == "list:users" && q.Call.Method == "GET" && q.Call.Path == "/users"
	}
	return false
}
