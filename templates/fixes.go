package templates

import (
	"strings"

	"rolecall.example/internal/playground"
	"rolecall.example/rbac"
)

// maxEffects bounds the side effects of a fix that are written out.
const maxEffects = 3

// fixTitle says what a fix does to the config.
func fixTitle(f *playground.Remedy) phrase {
	c := &f.Change
	role := phrase{say(" role "), named(c.Role)}
	switch c.Kind {
	case playground.FixBear:
		return append(append(phrase{say("Give")}, role...), append(phrase{say(" to ")}, bearer(c)...)...)
	case playground.FixJoin:
		return phrase{say("Put "), named(c.Name), say(" into group "), named(c.Group)}
	case playground.FixGrant:
		return append(phrase{say("Add "), coded(c.Scope), say(" to")}, role...)
	case playground.FixRegrant:
		verb := "Widen "
		if f.Mends {
			verb = "Mend "
		}
		return append(phrase{say(verb), coded(c.Old), say(" to "), coded(c.Scope), say(" in")}, role...)
	case playground.FixAdmin:
		return phrase{say("Make "), named(c.Name), say(" an admin")}
	}
	if c.Key == "" {
		return phrase{say("Let role "), named(c.Role), say(" give everybody "), coded(c.Scopes[len(c.Scopes)-1]), say(" besides "), coded("self")}
	}
	return append(phrase{say("Make a role "), named(c.Role), say(" with "), coded(strings.Join(c.Scopes, ", ")), say(" for ")}, bearer(c)...)
}

// bearer names who is to bear a role.
func bearer(c *playground.Change) phrase {
	switch c.Key {
	case "services":
		return phrase{say("service "), named(c.Name)}
	case "groups":
		return phrase{say("group "), named(c.Name)}
	}
	return phrase{named(c.Name)}
}

// fixEffect says what a fix lets besides what was asked.
func fixEffect(f *playground.Remedy) phrase {
	switch {
	case f.Excess == 0:
		return phrase{say("Lets nobody do anything else.")}
	case f.Change.Kind == playground.FixAdmin:
		return phrase{say("Also lets "), named(f.Change.Name), say(" do everything that there is to do.")}
	}
	effects := effectsOf(f.Gains)
	p := phrase{say("Also lets ")}
	for i, e := range effects {
		if i == maxEffects {
			break
		}
		switch {
		case i > 0 && e.row.Subject == effects[i-1].row.Subject:
			p = append(p, say(", "))
		case i > 0:
			p = append(append(p, say("; ")), who(e.row)...)
		default:
			p = append(p, who(e.row)...)
		}
		p = append(append(p, say(" ")), e.words...)
	}
	if f.More > 0 || len(effects) > maxEffects {
		p = append(p, say("; and more"))
	}
	return append(p, say("."))
}

// effect is a clause about one subject: "see and start student4’s servers".
type effect struct {
	row   *playground.Row
	words phrase
}

// effectsOf puts gains of one subject over the same targets together.
func effectsOf(gains []playground.Gain) []effect {
	var out []effect
	done := make([]bool, len(gains))
	for i := range gains {
		if done[i] {
			continue
		}
		g := &gains[i]
		w := wordsOf(g.Verb)
		verbs := []string{w.do}
		for j := i + 1; j < len(gains); j++ {
			o := wordsOf(gains[j].Verb)
			if !done[j] && gains[j].Row.Subject == g.Row.Subject && o.object == w.object && o.many == w.many && joins(w, o) && sameGain(g, &gains[j]) {
				done[j] = true
				verbs = append(verbs, o.do)
			}
		}
		p := phrase{say(listed(verbs))}
		if object := gainObject(g, w); len(object) > 0 {
			p = append(append(p, say(" ")), object...)
		}
		out = append(out, effect{&g.Row, p})
	}
	return out
}

// joins reports whether two verbs about the same can share a sentence: "see and stop". One of several words stands alone.
func joins(a, b verbWords) bool {
	return a.do != b.do && !strings.Contains(a.do, " ") && !strings.Contains(b.do, " ")
}

func sameGain(a, b *playground.Gain) bool {
	if a.Everyone != b.Everyone || len(a.Targets) != len(b.Targets) {
		return false
	}
	for i := range a.Targets {
		if a.Targets[i] != b.Targets[i] {
			return false
		}
	}
	return true
}

// gainObject says over whom: names while they are few, else the filter that came.
func gainObject(g *playground.Gain, w verbWords) phrase {
	own := ownWhom(g.Row.Subject)
	if g.Everyone {
		return whom(w, "", own, false)
	}
	var list []phrase
	if len(g.Targets) > maxEffects && len(g.Filters) > 0 {
		for i, f := range g.Filters {
			if i < maxEffects {
				list = append(list, whom(w, f, own, false))
			}
		}
		return join(list)
	}
	for i, t := range g.Targets {
		if i == maxEffects {
			list = append(list, phrase{say(count(len(g.Targets)-maxEffects, "other", "others"))})
			break
		}
		kind := t.Kind
		if kind == "servers" {
			kind = "user"
		}
		list = append(list, whom(w, kind+"="+t.Name, own, false))
	}
	return join(list)
}

// listed joins words: "see, start and stop".
func listed(words []string) string {
	if n := len(words); n > 1 {
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
	return strings.Join(words, "")
}

// fixChecks says what becomes of the document's checks with a fix.
func fixChecks(f *playground.Remedy) string {
	switch {
	case f.Total == 0:
		return ""
	case f.Hold == f.Total && f.Total == 1:
		return "The check holds with it."
	case f.Hold == f.Total:
		return "All " + digits(f.Total) + " checks hold with it."
	}
	return digits(f.Hold) + " of " + digits(f.Total) + " checks hold with it."
}

// mayBeFixed reports whether the answer is a no for lack of a permission.
func mayBeFixed(y *playground.Why) bool {
	return y.Result.Outcome == rbac.Forbidden || y.Result.Outcome == rbac.NotFound
}
