package templates

import (
	"strings"

	"rolecall.example/internal/playground"
)

// optionGroup is an <optgroup>, or where the title is empty its options alone.
type optionGroup struct {
	title   string
	options []option
}

type option struct {
	value, label string
	selected     bool
}

// add appends an option to the group that is last, or begins the next one.
func add(gs []optionGroup, title string, x option) []optionGroup {
	if n := len(gs) - 1; n >= 0 && gs[n].title == title {
		gs[n].options = append(gs[n].options, x)
		return gs
	}
	return append(gs, optionGroup{title, []option{x}})
}

// whoOptions lists who may be asked about. Before there is a question the rows of Access stand in.
func whoOptions(r *playground.Response) []optionGroup {
	out := add(nil, "", option{playground.Anybody, "who?", r.Ask.Who == playground.Anybody})
	if r.Why != nil {
		for _, x := range r.Why.Whos {
			out = add(out, heading(x.Group), option{x.Value, shown(x.Label), x.Value == r.Why.Ask.Who})
		}
		return out
	}
	out = add(out, "", option{"", "choose …", r.Ask.Who == ""})
	found := r.Ask.Who == "" || r.Ask.Who == playground.Anybody
	for _, s := range sectionsOf(&r.Access) {
		for _, row := range s.rows {
			found = found || row.Who == r.Ask.Who
			out = add(out, s.title, option{row.Who, shown(row.Who), row.Who == r.Ask.Who})
		}
	}
	if !found {
		out = add(out, "", option{r.Ask.Who, shown(r.Ask.Who), true})
	}
	return out
}

func verbOptions(r *playground.Response) []optionGroup {
	var out []optionGroup
	asked := r.Ask.Verb
	if r.Why != nil {
		asked = r.Why.Verb.ID
	}
	if r.Why == nil || r.Why.Request != "" {
		out = add(out, "", option{"", "choose …", asked == ""})
	}
	if r.Ask.Who != playground.Anybody {
		out = add(out, "", option{playground.Everything, "do what?", asked == playground.Everything})
	}
	for _, f := range r.Access.Families {
		for _, v := range f.Verbs {
			out = add(out, familyName(f.ID), option{v.ID, wordsOf(v).long, v.ID == asked})
		}
	}
	return out
}

// whomOptions lists the targets, in the words of the verb: "student3’s server". The target at hand is always among
// them.
func whomOptions(r *playground.Response) []optionGroup {
	if r.Why == nil {
		return targetsOfAsk(r)
	}
	w := wordsOf(r.Why.Verb)
	own := ownWhom(r.Why.Row.Subject)
	var out []optionGroup
	found := false
	for _, x := range r.Why.Targets {
		found = found || x.Value == r.Why.Ask.Whom
		out = add(out, heading(x.Group), option{x.Value, whomLabel(w, x.Value, own), x.Value == r.Why.Ask.Whom})
	}
	if !found {
		out = add(out, "", option{r.Why.Ask.Whom, whomLabel(w, r.Why.Ask.Whom, own), true})
	}
	return out
}

// targetsOfAsk lists the targets of who can: everyone, or the one at hand, and groups, users and services.
func targetsOfAsk(r *playground.Response) []optionGroup {
	out := add(nil, "", option{"", "everyone", r.Ask.Whom == ""})
	if r.WhoCan == nil {
		return out
	}
	var verb playground.Verb
	for _, f := range r.Access.Families {
		for _, v := range f.Verbs {
			if v.ID == r.Ask.Verb {
				verb = v
			}
		}
	}
	w := wordsOf(verb)
	found := r.Ask.Whom == ""
	list := func(title, kind, after string, names []string) {
		for i, name := range names {
			value := kind + "=" + name + after
			if i < maxTargets || value == r.Ask.Whom {
				found = found || value == r.Ask.Whom
				out = add(out, title, option{value, whomLabel(w, value, ""), value == r.Ask.Whom})
			}
		}
	}
	switch verb.Kind {
	case "user":
		list("Users", "user", "", r.Names.Users)
	case "server":
		list("Servers", "server", "/", r.Names.Users)
	case "service":
		list("Services", "service", "", r.Names.Services)
	}
	if verb.Kind != "service" && verb.Kind != "" {
		list("Groups", "group", "", r.Names.Groups)
	}
	if !found {
		out = add(out, "", option{r.Ask.Whom, whomLabel(w, r.Ask.Whom, ""), true})
	}
	return out
}

// maxTargets bounds the targets of one kind that a select offers.
const maxTargets = 300

func whomLabel(w verbWords, filter, own string) string {
	if s := whom(w, filter, own, false).String(); s != "" {
		return s
	}
	return "everyone"
}

// heading is a group of options: "users" as "Users".
func heading(group string) string {
	switch group {
	case "anyone", "users", "services", "groups", "servers":
		return strings.ToUpper(group[:1]) + group[1:]
	}
	return group
}
