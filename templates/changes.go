package templates

import (
	"strings"

	"rolecall.example/internal/checks"
	"rolecall.example/internal/diag"
	"rolecall.example/internal/playground"
	"rolecall.example/rbac"
)

// maxChanges is how many changes the view draws; the rest is counted.
const maxChanges = 60

// AgainstField is the control that says what Changes compares with: AgainstOriginal, AgainstRestart, or
// AgainstJupyterHub and a version. Its first value is what an empty one means.
const (
	AgainstField      = "changes.against"
	AgainstOriginal   = "original"
	AgainstRestart    = "restart"
	AgainstJupyterHub = "jupyterhub "
)

// againstOptions lists what a scenario can be compared with.
func againstOptions(r *playground.Response, o Options) []optionGroup {
	now := o.Fields[AgainstField]
	if now == "" || now == AgainstRestart && r.Changes != nil && !r.Changes.Restarts {
		now = AgainstOriginal
	}
	out := add(nil, "", option{AgainstOriginal, "how it was opened", now == AgainstOriginal})
	if r.Changes != nil && r.Changes.Restarts {
		out = add(out, "", option{AgainstRestart, "before its last restart", now == AgainstRestart})
	}
	for _, v := range rbac.Versions() {
		if v != r.Version || now == AgainstJupyterHub+v {
			out = add(out, "another JupyterHub", option{AgainstJupyterHub + v, "JupyterHub " + v, now == AgainstJupyterHub+v})
		}
	}
	return out
}

// againstNote says what was compared with what.
func againstNote(c *playground.Changes) string {
	switch c.Against.Kind {
	case playground.AgainstRestart:
		return "Compared with the Hub before its last restart."
	case playground.AgainstVersion:
		return "This config on JupyterHub " + c.After.Version + ", compared with JupyterHub " + c.Before.Version + ": what its scopes let people do, not what the handlers of either make of them."
	}
	if c.Before.Version != c.After.Version {
		return "Compared with how it was, on JupyterHub " + c.Before.Version + "; now it is on " + c.After.Version + "."
	}
	return "Compared by effect: another spelling of the same is no change."
}

func changeMark(c *playground.Changes) string {
	switch {
	case c.Different():
		return "warning"
	case c.Result.Unread != [2]int{}:
		return "unknown"
	}
	return "yes"
}

func startChangeMark(c *playground.Changes) string {
	switch {
	case c.After.Starts:
		return "yes"
	case c.After.Readable && c.Before.Readable:
		return "no"
	}
	return "unknown"
}

func startChangeNote(c *playground.Changes) string {
	if c.After.Starts && c.Before.Readable {
		return "Before it ran, nobody could do anything; Access says what everybody may do now."
	}
	if !c.Before.Readable && c.After.Readable {
		return "So there is nothing to compare with."
	}
	return "A Hub that does not run gives no permission to anybody."
}

// stopOf is why the later Hub does not start, or else the earlier one.
func stopOf(c *playground.Changes) *diag.Diagnostic {
	if c.After.Stop != nil {
		return c.After.Stop
	}
	return c.Before.Stop
}

func failingMark(f *playground.ChangeFailure) string {
	if f.After != nil {
		return "no"
	}
	return "yes"
}

// failingWords says for whom, and whether it is now or was.
func failingWords(f *playground.ChangeFailure) phrase {
	word := ": not any more"
	if f.After != nil {
		word = ": now, with " + f.After.Type
	}
	return append(append(phrase(nil), whoChanged(&f.Who)...), say(word))
}

// askable finds somebody whom Why can be asked about: the first whom a change names and this Hub has.
func askable(c *playground.Changes, x *playground.ChangeOfWho) (rbac.Subject, bool) {
	gone := func(names []string, name string) bool {
		for _, n := range names {
			if n == name {
				return true
			}
		}
		return false
	}
	for i := range x.Who.Said {
		s := x.Who.Said[i].Subject
		switch {
		case s.Kind == rbac.User && gone(c.Result.Users.Gone, s.Name),
			s.Kind == rbac.AnyMember && gone(c.Result.Groups.Gone, s.Name),
			s.Kind == rbac.Service && gone(c.Result.Services.Gone, s.Name):
			continue
		}
		return s, true
	}
	return rbac.Subject{}, false
}

// whoText is a subject as a question names it.
func whoText(s rbac.Subject) string {
	kinds := map[rbac.SubjectKind]checks.SubjectKind{
		rbac.User: checks.User, rbac.Service: checks.Service,
		rbac.AnyUser: checks.AnyUser, rbac.AnyMember: checks.AnyMember, rbac.AnyAdmin: checks.AnyAdmin,
	}
	return strings.TrimSpace(checks.Subject{Kind: kinds[s.Kind], Name: s.Name}.String())
}
