package templates

import (
	"slices"
	"strings"

	"rolecall.example/internal/playground"
	"rolecall.example/rbac"
)

// whoLimit is how many rows a change names, targetLimit how many targets a line does; exceptLimit how many are named whom
// "any user" does not mean.
const (
	whoLimit    = 6
	targetLimit = 5
	exceptLimit = 3
)

// whoChanged names who a change is about: "any member of class-a (3 users), johan and 4 more".
func whoChanged(w *playground.ChangeWho) phrase {
	var list []phrase
	for i := range w.Said {
		if i == whoLimit && len(w.Said) > whoLimit+1 {
			list = append(list, phrase{say(digits(len(w.Said)-i) + " more")})
			break
		}
		list = append(list, saidWords(&w.Said[i]))
	}
	return join(list)
}

func saidWords(s *playground.ChangeSaid) phrase {
	p := who(&playground.Row{Subject: s.Subject})
	switch s.Subject.Kind {
	case rbac.AnyUser:
		if s.Users == s.Of {
			p = append(p, say(" ("+count(s.Of, "user", "users")+" today)"))
		} else {
			p = append(p, say(" ("+digits(s.Users)+" of "+count(s.Of, "user", "users")+" today)"))
		}
		for i, x := range s.Except {
			switch {
			case i == exceptLimit && len(s.Except) > exceptLimit+1:
				return append(p, say(" and "+digits(len(s.Except)-i)+" more"))
			case i == 0:
				p = append(p, say(", but not "))
			default:
				p = append(p, say(", "))
			}
			p = append(p, who(&playground.Row{Subject: x})...)
		}
	case rbac.AnyMember:
		switch {
		case s.Of == 0:
			p = append(p, say(" (nobody yet)"))
		case s.Users == s.Of:
			p = append(p, say(" ("+count(s.Of, "user", "users")+")"))
		default:
			p = append(p, say(" ("+digits(s.Users)+" of "+count(s.Of, "user", "users")+")"))
		}
	}
	return p
}

// ownPlaceholder is the own filter of whoever a line is about: they are several, and their own is said as such.
const ownPlaceholder = "own"

// deedsOf says what a line is about: "start and stop the servers of class-b". Verbs that are done to the same are put
// together, and so are things that are seen of the same people.
func deedsOf(c *playground.Changes, l *playground.ChangeLine) phrase {
	var verbs []playground.Verb
	for _, id := range l.Verbs {
		verbs = append(verbs, c.Verb(id))
	}
	p := deedWords(verbs, &l.Over)
	if l.Over.Everyone && !nothingIn(&l.Kept) {
		if l.Sign == playground.Lost {
			p = append(p, say("; still "))
		} else {
			p = append(p, say("; before only "))
		}
		w := wordsOf(verbs[0])
		if w.object == belonging {
			w = mergedWords(verbs)[0]
		}
		p = append(p, overWords(w, &l.Kept)...)
	}
	return p
}

// deedWords says verbs over the same targets.
func deedWords(verbs []playground.Verb, over *playground.ChangeReach) phrase {
	var list []phrase
	for _, w := range mergedWords(verbs) {
		p := phrase{say(w.do)}
		if targets := overWords(w, over); len(targets) > 0 {
			p = append(append(p, say(" ")), targets...)
		}
		list = append(list, p)
	}
	return join(list)
}

func nothingIn(r *playground.ChangeReach) bool { return !r.Everyone && !r.Own && len(r.Targets) == 0 }

// mergedWords puts the words of verbs together where only what is done, or only what is seen, differs.
func mergedWords(verbs []playground.Verb) []verbWords {
	var nouns []verbWords // by what is done
	for _, v := range verbs {
		w := wordsOf(v)
		i := slices.IndexFunc(nouns, func(x verbWords) bool {
			return w.object == belonging && x.object == belonging && x.do == w.do && x.many != w.many
		})
		if i < 0 {
			nouns = append(nouns, w)
			continue
		}
		nouns[i].one, nouns[i].many = nouns[i].one+", "+w.one, nouns[i].many+", "+w.many
	}
	var out []verbWords
	for _, w := range nouns {
		w.one, w.many = lastAnd(w.one), lastAnd(w.many)
		i := slices.IndexFunc(out, func(x verbWords) bool {
			return x.object == w.object && x.many == w.many && w.object != nothing && w.object != scope
		})
		if i < 0 {
			out = append(out, w)
			continue
		}
		if see, ok := strings.CutPrefix(out[i].do, "see "); ok && w.do == "see and give up "+see {
			out[i] = w // which says both
			continue
		}
		if w.do == "see the name of" && out[i].do == "see" || w.do == "see" && out[i].do == "see the name of" {
			out[i].do = "see" // whoever sees a group or a service sees its name
			continue
		}
		// "see the state of" comes after "start": what follows is its object, too.
		if strings.HasSuffix(out[i].do, " of") && !strings.HasSuffix(w.do, " of") {
			out[i].do = w.do + ", " + out[i].do
		} else {
			out[i].do = commas(out[i].do) + ", " + commas(w.do)
		}
	}
	for i := range out {
		out[i].do = lastAnd(out[i].do)
	}
	return out
}

// commas makes "make and revoke" two items of a list.
func commas(do string) string {
	if one, other, ok := strings.Cut(do, " and "); ok && !strings.Contains(one+other, " ") {
		return one + ", " + other
	}
	return do
}

// lastAnd puts "and" before the last item of a list with commas.
func lastAnd(list string) string {
	if i := strings.LastIndex(list, ", "); i >= 0 {
		return list[:i] + " and " + list[i+2:]
	}
	return list
}

// overWords says over whom, the bearer's own last.
func overWords(w verbWords, r *playground.ChangeReach) phrase {
	if r.Everyone {
		return whom(w, "", ownPlaceholder, false)
	}
	var list []phrase
	for i, t := range r.Targets {
		if i == targetLimit && len(r.Targets)+r.More > targetLimit+1 {
			list = append(list, phrase{say(digits(len(r.Targets)+r.More-i) + " more")})
			break
		}
		list = append(list, targetWords(w, t))
	}
	switch {
	case r.Own && w.object == scope:
		list = append(list, phrase{say("for themselves")})
	case r.Own:
		list = append(list, whom(w, ownPlaceholder, ownPlaceholder, false))
	}
	return join(list)
}

// targetWords is one target in the words of its verb.
func targetWords(w verbWords, t playground.ChangeTarget) phrase {
	if !t.Future {
		if w.object == group && t.Kind != "group" || w.object == service && t.Kind != "service" {
			return phrase{say(t.Kind + " "), named(t.Name)}
		}
		return whom(w, t.Kind+"="+t.Name, ownPlaceholder, false)
	}
	later := phrase{say("whoever joins "), named(t.Name)}
	switch {
	case w.object == belonging && w.one == "server":
		return append(phrase{say("the servers of ")}, later...)
	case w.object == belonging:
		return append(phrase{say("the " + w.many + " of ")}, later...)
	}
	return later
}

// changeSum counts people: "3 users and 1 service gained, nobody lost anything".
func changeSum(c *playground.Changes) string {
	if c.Result.Unread != [2]int{} {
		return changeCounts(c) + ", as far as the configs can be read"
	}
	return changeCounts(c)
}

func changeCounts(c *playground.Changes) string {
	gained, lost := map[rbac.Subject]bool{}, map[rbac.Subject]bool{}
	for _, x := range c.Result.Changes {
		for _, l := range x.Lines {
			to := gained
			if l.Sign == playground.Lost {
				to = lost
			}
			for _, s := range x.Who.All {
				to[s] = true
			}
		}
	}
	named := func(set map[rbac.Subject]bool) string {
		users, services, kinds := 0, 0, 0
		for s := range set {
			switch s.Kind {
			case rbac.User:
				users++
			case rbac.Service:
				services++
			default:
				kinds++
			}
		}
		var list []string
		if users > 0 {
			list = append(list, count(users, "user", "users"))
		}
		if services > 0 {
			list = append(list, count(services, "service", "services"))
		}
		if len(list) == 0 && kinds > 0 {
			list = append(list, "people who come later")
		}
		return strings.Join(list, " and ")
	}
	g, l := named(gained), named(lost)
	failing := 0
	for _, f := range c.Result.Failing {
		if f.After != nil {
			failing += len(f.Who.All)
		}
	}
	switch {
	case g == "" && l == "" && failing > 0:
		return "The Hub fails when it looks up what some may do"
	case g == "" && l == "" && len(c.Result.Failing) > 0:
		return "The Hub fails no more when it looks up what some may do"
	case g == "" && l == "" && c.Result.Partial:
		return "Nothing was found before the comparison ended"
	case g == "" && l == "":
		return "Nobody gained or lost anything"
	case l == "":
		return capitalized(g) + " gained, nobody lost anything"
	case g == "":
		return capitalized(l) + " lost, nobody gained anything"
	}
	return capitalized(g) + " gained, " + l + " lost"
}

// startChange says what became of the start: "This Hub does not start any more", or "" where it starts as before.
func startChange(c *playground.Changes) string {
	switch b, a := c.Before, c.After; {
	case !a.Readable:
		return "This config can’t be read"
	case !b.Readable:
		return "The other config can’t be read"
	case b.Starts && !a.Starts:
		return "This Hub does not start any more"
	case !b.Starts && a.Starts:
		return "This Hub starts now, and did not before"
	case !b.Starts:
		return "Neither Hub starts"
	}
	return ""
}

// nameChanges lists who came and who went, a line a kind: "new users: dan".
func nameChanges(c *playground.Changes) []phrase {
	var out []phrase
	add := func(names []string, one, many string) {
		if len(names) == 0 {
			return
		}
		word := many
		if len(names) == 1 {
			word = one
		}
		p := phrase{say(word + " ")}
		var list []phrase
		for i, n := range names {
			if i == whoLimit && len(names) > whoLimit+1 {
				list = append(list, phrase{say(digits(len(names)-i) + " more")})
				break
			}
			list = append(list, phrase{named(n)})
		}
		out = append(out, append(p, join(list)...))
	}
	r := &c.Result
	add(r.Users.New, "new user", "new users")
	add(r.Users.Gone, "gone: user", "gone: users")
	add(r.Groups.New, "new group", "new groups")
	add(r.Groups.Gone, "gone: group", "gone: groups")
	add(r.Services.New, "new service", "new services")
	add(r.Services.Gone, "gone: service", "gone: services")
	if n := r.Users.Unsure + r.Groups.Unsure + r.Services.Unsure; n > 0 {
		out = append(out, phrase{say(count(n, "name that may be there on both sides", "names that may be there on both sides"))})
	}
	add(r.Roles.New, "new role", "new roles")
	add(r.Roles.Gone, "gone: role", "gone: roles")
	return out
}

// signWord is what became of a permission.
func signWord(l *playground.ChangeLine) string {
	switch l.Sign {
	case playground.Gained:
		return "gained"
	case playground.Lost:
		return "lost"
	}
	return "unclear"
}

// whyOf is the question that a line answers, for Why: the first verb over the first target.
func whyOf(c *playground.Changes, s rbac.Subject, l *playground.ChangeLine) (verb, over string) {
	verb = l.Verbs[0]
	switch {
	case l.Over.Everyone:
	case len(l.Over.Targets) > 0:
		over = l.Over.Targets[0].Kind + "=" + l.Over.Targets[0].Name
	case s.Kind == rbac.User || s.Kind == rbac.Service:
		over = ownWhom(s)
	default:
		over = playground.OwnWhom
	}
	return verb, over
}
