package playground

import (
	"strings"

	"rolecall.example/internal/diag"
	"rolecall.example/rbac"
)

// tell turns the engine's events into start-up steps and, where they are more than notes, into diagnostics.
func (r *run) tell(events []rbac.Event) {
	for _, e := range events {
		s := saying(e.ID, e.Args)
		step := StartupStep{Event: e, Span: r.refs.Span(e.Args.Ref), Message: s.message, Hint: s.hint}
		r.Startup.Steps = append(r.Startup.Steps, step)
		severity, ok := severities[e.Level]
		if !ok {
			continue
		}
		at := step.Span
		if at.File == "" {
			at.File = r.part
		}
		r.say(diag.Diagnostic{Span: at, ID: e.ID, Severity: severity, Message: s.message, Hint: s.hint})
	}
}

var severities = map[rbac.Level]diag.Severity{rbac.Fatal: diag.Error, rbac.Warn: diag.Warning}

// said is what people read about an event or an error of the engine.
type said struct{ message, hint string }

// saying fills in the sentence of an ID. Braces hold names of rbac.Args; a hint whose name is empty is left out.
func saying(id string, a rbac.Args) said {
	s, ok := sayings[id]
	if !ok {
		return said{message: id}
	}
	value := func(name string) (string, bool) {
		switch name {
		case "role":
			return a.Role, true
		case "scope":
			return a.Scope, true
		case "filter":
			return a.Filter, true
		case "user":
			return a.User, true
		case "group":
			return a.Group, true
		case "service":
			return a.Service, true
		case "key":
			return a.Key, true
		case "names":
			return strings.Join(a.Names, ", "), true
		case "suggestion":
			return a.Suggestion, true
		case "bearer":
			return bearer(a), true
		}
		return "", false
	}
	if strings.Contains(s.hint, "{suggestion}") && a.Suggestion == "" {
		s.hint = ""
	}
	return said{filled(s.message, value), filled(s.hint, value)}
}

// filled puts values where text names them in braces; braces around another name stay as they are.
func filled(text string, value func(name string) (string, bool)) string {
	var out strings.Builder
	for {
		before, rest, found := strings.Cut(text, "{")
		out.WriteString(before)
		if !found {
			return out.String()
		}
		name, after, closed := strings.Cut(rest, "}")
		if v, ok := value(name); closed && ok {
			out.WriteString(v)
			text = after
		} else {
			out.WriteByte('{')
			text = rest
		}
	}
}

// bearer names whichever bearer of a role the arguments speak of.
func bearer(a rbac.Args) string {
	switch {
	case a.User != "":
		return "user " + a.User
	case a.Service != "":
		return "service " + a.Service
	case a.Group != "":
		return "group " + a.Group
	}
	return "an empty name"
}

// hubErrorText is the sentence for an exception that the Hub raises while it answers.
func hubErrorText(e *rbac.HubError) string { return saying(e.ID, e.Args).message }
