package templates

import (
	"strings"

	"rolecall.example/internal/playground"
	"rolecall.example/rbac"
)

// who names a subject inside a sentence: "johan", "service idle-culler", "any member of class-a".
func who(r *playground.Row) phrase {
	switch r.Subject.Kind {
	case rbac.User:
		return phrase{named(r.Subject.Name)}
	case rbac.Service:
		return phrase{say("service "), named(r.Subject.Name)}
	case rbac.AnyUser:
		return phrase{say("any user")}
	case rbac.AnyMember:
		return phrase{say("any member of "), named(r.Subject.Name)}
	case rbac.AnyAdmin:
		return phrase{say("any admin")}
	}
	return phrase{named(r.Who)}
}

// ownOfAnyone is the own filter of the persons that nobody has to name. It is never shown and never asked by: its
// name is no text.
const ownOfAnyone = "user=" + rbac.AnyName

// ownWhom is the filter by which a question names the subject itself, or "".
func ownWhom(s rbac.Subject) string {
	switch s.Kind {
	case rbac.User:
		return "user=" + s.Name
	case rbac.AnyUser, rbac.AnyMember, rbac.AnyAdmin:
		return ownOfAnyone
	case rbac.Service:
		return "service=" + s.Name
	}
	return ""
}

// whom puts a target into a sentence: w's object, reduced to the filter. own is the subject's own filter. An empty
// filter is everyone; with no set it is anyone at all ("may not stop anyone’s servers").
func whom(w verbWords, filter, own string, no bool) phrase {
	kind, name, _ := strings.Cut(filter, "=")
	mine := filter != "" && filter == own || filter == ownOfAnyone || filter == playground.OwnWhom
	if u, s, ok := strings.Cut(name, "/"); ok && kind == "server" && "user="+u == own {
		return ownServer(s)
	}
	switch w.object {
	case person:
		switch {
		case mine:
			return phrase{say("themselves")}
		case filter == "" && no:
			return phrase{say("anyone")}
		case filter == "":
			return phrase{say("everyone")}
		case kind == "group":
			return phrase{say("the members of "), named(name)}
		}
		return phrase{named(name)}
	case belonging:
		return belongingOf(w, kind, name, mine, no)
	case group, service:
		word := "group"
		if w.object == service {
			word = "service"
		}
		switch {
		case mine:
			return phrase{say("itself")}
		case filter == "" && no:
			return phrase{say("any " + word)}
		case filter == "":
			return phrase{say("every " + word)}
		}
		return phrase{say(word + " "), named(name)}
	case scope:
		if filter != "" {
			return phrase{say("for " + kind + " "), named(name)}
		}
	}
	return nil
}

func belongingOf(w verbWords, kind, name string, mine, no bool) phrase {
	switch {
	case mine:
		return phrase{say("their own " + w.many)}
	case kind == "" && no:
		return phrase{say("anyone’s " + w.many)}
	case kind == "":
		return phrase{say("everyone’s " + w.many)}
	case kind == "group" && w.one == "server":
		return phrase{say("the servers of "), named(name)}
	case kind == "group":
		return phrase{say("the " + w.many + " of the members of "), named(name)}
	case kind == "server":
		user, server, _ := strings.Cut(name, "/")
		p := phrase{named(user), say("’s server")}
		if server != "" {
			p = append(p, say(" "), named(server))
		}
		return p
	case w.one == "server":
		return phrase{named(name), say("’s servers")}
	}
	return phrase{named(name), say("’s " + w.one)}
}

func ownServer(server string) phrase {
	if server == "" {
		return phrase{say("their own server")}
	}
	return phrase{say("their own server "), named(server)}
}

// clause is "may stop student3’s server" without its subject.
func clause(w verbWords, may string, object phrase) phrase {
	p := phrase{say(may + " " + w.do)}
	if len(object) > 0 {
		p = append(p, say(" "))
	}
	return append(p, object...)
}

// sentence answers a question in one line: "johan may stop student3’s server".
func sentence(y *playground.Why) phrase {
	w := wordsOf(y.Verb)
	own := ownWhom(y.Row.Subject)
	p := append(phrase(nil), who(&y.Row)...)
	p = append(p, say(" "))
	if y.Request != "" && y.Verb.ID == "" {
		return requestSentence(y, p)
	}
	switch y.Result.Outcome {
	case rbac.Allowed, rbac.Filtered:
		return append(p, clause(w, "may", whom(w, y.Ask.Whom, own, false))...).capital()
	case rbac.Unknown:
		p = append(phrase{say("whether ")}, p...)
		p = append(p, clause(w, "may", whom(w, y.Ask.Whom, own, false))...)
		return append(p, say(" can’t be told")).capital()
	case rbac.Failed:
		return append(append(phrase{say("the Hub fails when it looks up what ")}, who(&y.Row)...), say(" may do")).capital()
	}
	c := cellOf(&y.Row, y.Verb.ID)
	if y.Ask.Whom != "" || c == nil || c.Reach == playground.Nothing {
		return append(p, clause(w, "may not", whom(w, y.Ask.Whom, own, true))...).capital()
	}
	p = append(p, clause(w, "may not", whom(w, "", own, false))...)
	if c.Reach == playground.Some || c.Reach == playground.Self {
		p = append(append(p, say(", only ")), targets(w, c, own, 3)...)
	}
	return p.capital()
}

// requestSentence answers a request that no verb speaks of. p is its subject.
func requestSentence(y *playground.Why, p phrase) phrase {
	switch y.Result.Outcome {
	case rbac.Unknown:
		return append(append(phrase{say("whether ")}, p...), say("may "), coded(y.Request), say(" can’t be told")).capital()
	case rbac.Forbidden, rbac.NotFound:
		return append(p, say("may not "), coded(y.Request)).capital()
	}
	return append(p, say("may "), coded(y.Request)).capital()
}

// cellOf finds the row's cell of a verb.
func cellOf(r *playground.Row, verb string) *playground.Cell {
	for i := range r.Cells {
		if r.Cells[i].Verb == verb {
			return &r.Cells[i]
		}
	}
	return nil
}

// reaching says what a cell reaches: "johan may stop the servers of class-b and their own". It names at most limit
// targets.
func reaching(r *playground.Row, w verbWords, c *playground.Cell, limit int) phrase {
	own := ownWhom(r.Subject)
	p := append(phrase(nil), who(r)...)
	p = append(p, say(" "))
	switch c.Reach {
	case playground.Everyone:
		return append(p, clause(w, "may", whom(w, "", own, false))...)
	case playground.Self:
		return append(p, clause(w, "may", whom(w, own, own, false))...)
	case playground.Some:
		return append(p, clause(w, "may", targets(w, c, own, limit))...)
	case playground.Unclear:
		p = append(p, clause(w, "may", whom(w, "", own, false))...)
		return append(p, say(": unclear"))
	}
	return append(p, clause(w, "may not", whom(w, "", own, true))...)
}

// targets joins a cell's targets to one object.
func targets(w verbWords, c *playground.Cell, own string, limit int) phrase {
	var list []phrase
	for i, t := range c.Targets {
		if i == limit {
			break
		}
		list = append(list, whom(w, t.Kind+"="+t.Name, own, false))
	}
	if n := len(c.Targets) - limit; n > 0 {
		list = append(list, phrase{say(count(n, "other", "others"))})
	}
	if c.Own || c.Reach == playground.Self {
		list = append(list, whom(w, own, own, false))
	}
	return join(list)
}

// join puts commas and "and" between phrases.
func join(list []phrase) phrase {
	var p phrase
	for i, x := range list {
		switch {
		case i == 0:
		case i == len(list)-1:
			p = append(p, say(" and "))
		default:
			p = append(p, say(", "))
		}
		p = append(p, x...)
	}
	return p
}
