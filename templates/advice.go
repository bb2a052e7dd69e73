package templates

import (
	"strings"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/lint"
	"rolecall.example/internal/playground"
	"rolecall.example/internal/routes"
	"rolecall.example/rbac"
)

// maxGains is how many scopes a route's heading names.
const maxGains = 4

// AdviceURL is the page of a piece of advice.
func AdviceURL(id string) string { return "/advice/" + id }

// adviceView is what the view Advice lists.
type adviceView struct {
	advice []*diag.Diagnostic
	said   []*diag.Diagnostic // errors and warnings that have a page, too
	unread bool               // the config can't be read: that nothing was found says nothing
}

func adviceOf(r *playground.Response) adviceView {
	v := adviceView{unread: !r.Readable}
	checked := checkParts(r)
	for i := range r.Diagnostics {
		d := &r.Diagnostics[i]
		switch {
		case checked[d.Span.File]:
		case d.Severity == diag.Advice:
			v.advice = append(v.advice, d)
		case lint.HasPage(d.ID) && (d.Severity == diag.Error || d.Severity == diag.Warning):
			v.said = append(v.said, d)
		}
	}
	return v
}

// adviceHead says how much there is.
func adviceHead(v *adviceView) string {
	switch n := len(v.advice); {
	case n > 0:
		return count(n, "piece of advice", "pieces of advice")
	case len(v.said) > 0:
		return "No advice besides what the Hub says"
	case v.unread:
		return "There is no advice yet"
	}
	return "No advice"
}

func adviceHeadMark(v *adviceView) string {
	switch {
	case len(v.advice) > 0:
		return "advice"
	case len(v.said) > 0:
		return hubMark(v.said[0])
	case v.unread:
		return "unknown"
	}
	return "yes"
}

func adviceLead(v *adviceView) string {
	if len(v.advice)+len(v.said) == 0 {
		if v.unread {
			return "The config can’t be read as it stands."
		}
		return "Nothing in this config looks like something else than it is."
	}
	if len(v.advice) == 0 {
		return "What the Hub warns of or stops at has pages, too."
	}
	return "What stands here hardly means what it seems to."
}

func hubMark(d *diag.Diagnostic) string {
	if d.Severity == diag.Error {
		return "no"
	}
	return "warning"
}

// wayHead says who reaches more; the scopes follow, unless it is everything.
func wayHead(w *playground.Way) string {
	who := wayWho(w)
	if w.All {
		return sentenceCase(who) + " can come by all that an admin may."
	}
	return sentenceCase(who) + " can come by"
}

func wayWho(w *playground.Way) string {
	switch w.Who.Kind {
	case rbac.AnyUser:
		return "any user"
	case rbac.AnyMember:
		return "any member of " + printable(w.Who.Name)
	case rbac.Service:
		return "service " + printable(w.Who.Name)
	}
	if w.Others > 0 {
		return printable(w.Who.Name) + ", like " + count(w.Others, "other", "others") + " with the same roles and groups,"
	}
	return printable(w.Who.Name)
}

func moreGains(w *playground.Way) string {
	if n := len(w.Gains) - maxGains; n > 0 {
		return " and " + count(n, "scope more", "scopes more")
	}
	return ""
}

// RouteText is a route as plain text: who comes by what, the moves in order, and what the end is like, a line each.
func RouteText(w *playground.Way) []string {
	head := wayHead(w)
	if !w.All {
		for i, g := range w.Gains[:min(len(w.Gains), maxGains)] {
			if i > 0 {
				head += ","
			}
			head += " " + printable(g.Scope)
		}
		head += moreGains(w) + "."
	}
	lines := []string{head}
	for i := range w.Moves {
		lines = append(lines, moveText(&w.Moves[i]))
	}
	if end := wayEnd(w); end != "" {
		lines = append(lines, end)
	}
	return lines
}

// actorText names who makes a move.
func actorText(a routes.Actor) string {
	name := printable(a.Name)
	switch a.Kind {
	case routes.Service:
		return "Service " + name
	case routes.TokenOf:
		return "With the token of " + name + ", they"
	case routes.ServerOf:
		return "From the server of " + name + ", they"
	}
	return name
}

// moveText is a move as a sentence.
func moveText(m *routes.Move) string {
	by, user, group := actorText(m.By), printable(m.User), printable(m.Group)
	verb := func(one, many string) string {
		if m.By.Kind == routes.TokenOf || m.By.Kind == routes.ServerOf {
			return many
		}
		return one
	}
	switch m.Kind {
	case routes.Join:
		return by + verb(" joins", " join") + " the group " + group + "."
	case routes.Add:
		return by + verb(" makes ", " make ") + user + " a member of the group " + group + "."
	case routes.Token:
		return by + verb(" issues", " issue") + " a token for " + user + ", which may do all that " + user + " may."
	case routes.Start:
		if m.By.Kind == routes.User && m.By.Name == m.User {
			return user + " starts their server, as they do to work."
		}
		return by + verb(" starts", " start") + " the server of " + user + "."
	case routes.Open:
		return by + verb(" opens", " open") + " the server of " + user + " and " + verb("takes", "take") + " the token that lies in it."
	case routes.Admin:
		return by + verb(" gives", " give") + " " + user + " the admin flag."
	case routes.Delete:
		return by + verb(" deletes", " delete") + " the user " + user + ", so that the name is free."
	case routes.Rename:
		return by + verb(" renames ", " rename ") + user + " to " + printable(m.Name) + ", a name that their own filter has."
	}
	return ""
}

// wayEnd says what is not plain from the steps: whose new name a scope speaks of.
func wayEnd(w *playground.Way) string {
	for _, g := range w.Gains {
		if g.Was != "" {
			_, was, _ := strings.Cut(g.Was, "!user=")
			_, now, _ := strings.Cut(g.Scope, "!user=")
			return "Who was " + printable(was) + " is " + printable(now) + " then, and no longer out of reach."
		}
	}
	return ""
}

// wayLines are the lines of the check language, as text to copy.
func wayLines(w *playground.Way) string {
	lines := make([]string, len(w.Lines))
	for i, l := range w.Lines {
		lines[i] = printable(l)
	}
	return strings.Join(lines, "\n")
}
