package templates

import (
	"strings"

	"rolecall.example/internal/playground"
)

// enoughTitle says who lacks what: "service culler, for GET /users and DELETE any server".
func enoughTitle(e *playground.Enough) phrase {
	p := phrase{named(e.Who)}
	for i, w := range e.Wishes {
		if i == 0 {
			p = append(p, say(", for "))
		} else {
			p = append(p, say(comma(i, len(e.Wishes))))
		}
		p = append(p, coded(w))
	}
	return p
}

// enoughEffect says how good what was found is, and what becomes of the checks.
func enoughEffect(e *playground.Enough) string {
	text := "Grants nothing else."
	if e.Excess > 0 {
		text = "Grants " + count(e.Excess, "more permission", "more permissions") + " over one user, server, group or service each."
	}
	if e.Exact {
		text += " No other scopes grant less."
	} else {
		text += " The best found: there are too many combinations to try them all."
	}
	if e.Total > 0 {
		text += " " + digits(e.Hold) + " of " + digits(e.Total) + " checks hold with it."
	}
	return text
}

// unneededRole is a role with those of its scopes that no check needs.
type unneededRole struct {
	role   string
	scopes []playground.Unneeded
}

func unneededRoles(list []playground.Unneeded) []unneededRole {
	var out []unneededRole
	for _, u := range list {
		if n := len(out); n == 0 || out[n-1].role != u.Role {
			out = append(out, unneededRole{role: u.Role})
		}
		last := &out[len(out)-1]
		last.scopes = append(last.scopes, u)
	}
	return out
}

// asksUnneeded reports whether the view is to say which scopes no check needs.
func asksUnneeded(o Options) bool { return o.Fields["checks.unneeded"] != "" }

// problemText is why no scopes are enough.
func problemText(e *playground.Enough) string {
	return full(sentenceCase(strings.TrimSpace(e.Problem)))
}
