package templates

import (
	"strconv"
	"strings"

	"rolecall.example/internal/playground"
	"rolecall.example/rbac"
)

// SaidField is the control that takes an error of the Hub.
const SaidField = "why.said"

// saidSentence says what the Hub said: who asked what, and what was missing.
func saidSentence(s *playground.Said) phrase {
	var p phrase
	switch {
	case s.Anonymous:
		p = phrase{say("Nobody who is known")}
	case s.Who != "":
		p = phrase{named(s.Who)}
		if s.Guessed {
			p = append(p, say(", whose own scopes these are,"))
		}
	case s.Said.Who != "":
		p = phrase{named(s.Said.Who)}
	default:
		p = phrase{say("Somebody")}
	}
	p = append(p, say(" asked for "))
	switch {
	case s.Path != "":
		p = append(p, coded(strings.TrimSpace(s.Method+" "+s.Path)))
	default:
		p = append(p, say("something"))
	}
	if s.Status != 0 {
		p = append(p, say(" and was answered "+strconv.Itoa(s.Status)))
	}
	if len(s.Requires) == 0 || s.Anonymous {
		return append(p, say("."))
	}
	p = append(p, say(": nothing that the request held gives "))
	for i, scope := range s.Requires {
		switch {
		case i == 0:
		case i == len(s.Requires)-1:
			p = append(p, say(" or "))
		default:
			p = append(p, say(", "))
		}
		p = append(p, coded(scope))
	}
	filter := ""
	if len(s.Wants) > 0 {
		_, filter, _ = strings.Cut(s.Wants[0].Scope, "!")
	}
	if kind, name, ok := strings.Cut(filter, "="); ok {
		return append(p, say(" for "+kind+" "), named(name), say("."))
	}
	if s.Path == "" && s.Filter == "" {
		return append(p, say(". Over whom is not said; below it is everyone."))
	}
	return append(p, say(" for everyone."))
}

func saidMark(o rbac.Outcome) string {
	switch o {
	case rbac.Allowed:
		return "yes"
	case rbac.Unknown:
		return "unknown"
	}
	return "no"
}

func saidWord(o rbac.Outcome) string {
	switch o {
	case rbac.Allowed:
		return "held"
	case rbac.Unknown:
		return "unclear"
	}
	return "not held"
}

// saidHeld says what this config gives.
func saidHeld(o rbac.Outcome) string {
	switch o {
	case rbac.Allowed:
		return "is held by this config"
	case rbac.Unknown:
		return "hangs on what could not be read"
	case rbac.NotFound:
		return "is held for others only"
	case rbac.Failed:
		return "is no scope of this JupyterHub"
	}
	return "is not held"
}
