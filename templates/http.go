package templates

import (
	"strconv"
	"strings"

	"rolecall.example/internal/playground"
	"rolecall.example/rbac"
)

// maxSeen bounds the names of a listing that are written out, maxFields the fields of a model: no model has more.
const (
	maxSeen   = 6
	maxFields = 20
)

// refused reports whether the Hub refuses for lack of permission.
func refused(h *playground.HTTP) bool {
	return h.Answer.Outcome == rbac.Forbidden || h.Answer.Outcome == rbac.NotFound
}

// httpWords tells what a status comes from, or what comes with it.
func httpWords(y *playground.Why) phrase {
	a := &y.HTTP.Answer
	switch {
	case refused(y.HTTP):
		return append(phrase{say(strconv.Itoa(a.Status))}, refusalWords(y)...)
	case a.Outcome == rbac.Failed || a.Outcome == rbac.Refused:
		return phrase{say("The scopes suffice. It fails since " + printable(y.HTTP.Says) + ".")}
	case a.Names != nil:
		return listWords("It lists ", a.Names, maxSeen)
	case y.HTTP.Method == "GET" && len(a.Fields) > 0:
		return listWords("It shows the fields ", a.Fields, maxFields)
	case y.Verb.ID == "servers.stop":
		return phrase{say("Or 202 while the server is still stopping.")}
	case y.Verb.ID == "servers.start":
		return phrase{say("Or 202 while the server is still starting.")}
	}
	return nil
}

// refusalWords tells why it is this status, behind its number.
func refusalWords(y *playground.Why) phrase {
	a := &y.HTTP.Answer
	if len(a.Needs) == 0 || y.HTTP.Says != "" {
		return phrase{say(", " + printable(y.HTTP.Says) + ".")}
	}
	need := a.Needs[len(a.Needs)-1]
	scopes := alternatives(need.Scopes, " or ")
	about := func(before, after string) phrase {
		return append(append(phrase{say(before)}, scopes...), say(after))
	}
	switch {
	case a.Status == 404 && !need.Held:
		return about(", not 403: at this address the Hub tells nobody without ", " whether there is such a server.")
	case a.Status == 404:
		return append(append(phrase{say(", not 403: ")}, who(&y.Row)...), about(" holds ", ", though not for this one, so the Hub does not tell whether it exists.")...)
	case need.Held && need.Target.Kind == rbac.NoFilter:
		return about(": ", " is held with a filter only, and this request takes it without one.")
	case need.Held:
		return about(": ", " is held, though not for this one.")
	case len(need.Scopes) == 1:
		return about(": ", " is not held at all.")
	}
	return append(append(phrase{say(": none of ")}, alternatives(need.Scopes, " and ")...), say(" is held at all."))
}

// alternatives joins scopes of which one suffices.
func alternatives(scopes []string, last string) phrase {
	var out phrase
	for i, s := range scopes {
		switch {
		case i > 0 && i == len(scopes)-1:
			out = append(out, say(last))
		case i > 0:
			out = append(out, say(", "))
		}
		out = append(out, coded(s))
	}
	return out
}

func listWords(before string, names []string, most int) phrase {
	if len(names) == 0 {
		return phrase{say("The list is empty.")}
	}
	out := phrase{say(before)}
	for i, n := range names[:min(len(names), most)] {
		if i > 0 {
			out = append(out, say(", "))
		}
		out = append(out, named(n))
	}
	if len(names) > most {
		out = append(out, say(" and "+digits(len(names)-most)+" more"))
	}
	return append(out, say("."))
}

// trimmedCall is the request as the page shows it.
func trimmedCall(h *playground.HTTP) string {
	return printable(strings.TrimSpace(h.Method + " " + h.Path + " " + h.Body))
}
