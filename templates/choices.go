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
	var out []optionGroup
	if r.Why != nil {
		for _, x := range r.Why.Whos {
			out = add(out, heading(x.Group), option{x.Value, shown(x.Label), x.Value == r.Why.Ask.Who})
		}
		return out
	}
	out = add(out, "", option{"", "choose …", true})
	for _, s := range sectionsOf(&r.Access) {
		for _, row := range s.rows {
			out = add(out, s.title, option{row.Who, shown(row.Who), false})
		}
	}
	return out
}

func verbOptions(r *playground.Response) []optionGroup {
	var out []optionGroup
	asked := ""
	if r.Why != nil {
		asked = r.Why.Verb.ID
	} else {
		out = add(out, "", option{"", "choose …", true})
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
		return []optionGroup{{"", []option{{"", "everyone", true}}}}
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
