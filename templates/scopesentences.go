package templates

import (
	"slices"
	"strconv"
	"strings"

	"rolecall.example/internal/reference"
	"rolecall.example/rbac"
)

// groupedScopes are a heading's scopes.
type groupedScopes struct {
	scopeGroup
	scopes []*reference.Scope
}

func groupScopes(v *reference.Version) []groupedScopes {
	var out []groupedScopes
	for _, g := range scopeGroups {
		in := groupedScopes{scopeGroup: g}
		for _, s := range v.Scopes {
			if wordOf(s.Name).group == g.id {
				in.scopes = append(in.scopes, s)
			}
		}
		if len(in.scopes) > 0 {
			out = append(out, in)
		}
	}
	return out
}

// filterSign writes a kind of filter as a scope has it: "!user=".
func filterSign(k rbac.FilterKind) string { return "!" + k.String() + "=" }

// openingNote says how a request can be opened with filters, where chips do not say it.
func openingNote(s *reference.Scope, o *reference.Opening) string {
	switch {
	case o.Always != 0:
		return "answers " + strconv.Itoa(o.Always) + " in any case"
	case s.Kind == reference.Self:
		return "one’s own"
	case len(o.Filters) == 0:
		return "only without a filter"
	case !o.Narrows:
		return "any filter, to no effect"
	}
	return ""
}

// refusal is the statuses of a request without the scope: "403", or "403, 404 for others’".
func refusal(r *reference.Request) string {
	switch {
	case r.Elsewhere == 0 || r.Elsewhere == r.Missing:
		return strconv.Itoa(r.Missing)
	}
	return strconv.Itoa(r.Missing) + ", or " + strconv.Itoa(r.Elsewhere)
}

// refusalTitle is the same as a sentence.
func refusalTitle(r *reference.Request) string {
	out := "Without the scope the Hub answers " + strconv.Itoa(r.Missing)
	if r.Elsewhere != 0 {
		out += "; where it is held for others, " + strconv.Itoa(r.Elsewhere)
	}
	return out + "."
}

// onlyIncluded reports whether no request asks for the scope itself and no field comes by it.
func onlyIncluded(s *reference.Scope) bool {
	if s.Kind != reference.Plain {
		return false
	}
	for _, o := range s.Opens {
		if o.By == s.Name {
			return false
		}
	}
	for _, r := range s.Reveals {
		for _, f := range r.Fields {
			if f.By == s.Name {
				return false
			}
		}
	}
	return true
}

// opensAlone reports whether a request needs nothing beside the scope.
func opensAlone(s *reference.Scope) bool {
	return slices.ContainsFunc(s.Opens, func(o reference.Opening) bool { return len(o.Lacks) == 0 && o.Always == 0 })
}

// effectWords say what a filter does to a scope.
func effectWords(s *reference.Scope, f reference.FilterUse) string {
	name := ""
	if f.ReadsName {
		name = " It also lets read the name of the server’s user."
	}
	switch f.Effect {
	case reference.Ignored:
		return "Accepted. What it still opens, for everybody, is " + strings.Join(ignoringCalls(s, f.Kind), ", ") + ": there any filter will do." + name
	case reference.Narrows:
		return narrowWords(f.Kind, s) + name
	}
	if name != "" {
		return "Accepted; it opens nothing but the name of the server’s user."
	}
	return "Accepted, and opens nothing."
}

// ignoringCalls are the requests that a scope opens with a filter of a kind without being narrowed by it.
func ignoringCalls(s *reference.Scope, k rbac.FilterKind) []string {
	var out []string
	for _, o := range s.Opens {
		if !o.Narrows && o.Always == 0 && len(o.Lacks) == 0 && slices.Contains(o.Filters, k) {
			out = append(out, o.Call())
		}
	}
	return out
}

// narrowWords say whom a filter lets the scope reach, by what the scope speaks of.
func narrowWords(k rbac.FilterKind, s *reference.Scope) string {
	users, servers, groups := speaksOf(s)
	switch k {
	case rbac.UserFilter:
		switch {
		case users && servers:
			return "That user, and that user’s servers."
		case servers:
			return "That user’s servers."
		}
		return "That user."
	case rbac.GroupFilter:
		switch {
		case groups && servers:
			return "That group, its members, and their servers."
		case groups && users:
			return "That group, and its members."
		case groups:
			return "That group."
		case users && servers:
			return "The group’s members, and their servers."
		case servers:
			return "The servers of the group’s members."
		}
		return "The group’s members."
	case rbac.ServerFilter:
		return "That one server. The default server has an empty name: the filter ends with a slash."
	}
	return "That service."
}

// speaksOf tells which targets a scope's requests and fields have.
func speaksOf(s *reference.Scope) (users, servers, groups bool) {
	take := func(filters []rbac.FilterKind) {
		user, server := slices.Contains(filters, rbac.UserFilter), slices.Contains(filters, rbac.ServerFilter)
		users = users || user && !server
		servers = servers || server
		groups = groups || !user && slices.Contains(filters, rbac.GroupFilter)
	}
	for _, o := range s.Opens {
		if o.Narrows {
			take(o.Request.Filters)
		}
	}
	for _, r := range s.Reveals {
		m := rbac.ModelFields{Model: r.Model}
		take(m.Target().Filters())
	}
	return users, servers, groups
}

// changeLine is one line of what changed.
type changeLine struct {
	came  bool
	words string
	names []string
}

// changeLines tell a change.
func changeLines(c *reference.Change) []changeLine {
	if c.Appeared {
		return []changeLine{{came: true, words: "The scope is new."}}
	}
	if c.Gone {
		return []changeLine{{words: "The scope is gone."}}
	}
	var out []changeLine
	add := func(came bool, words string, names []string) {
		if len(names) > 0 {
			out = append(out, changeLine{came, words, names})
		}
	}
	add(true, "Now includes", c.Includes)
	add(false, "No longer includes", c.Excludes)
	add(true, "Now opens", c.Opens)
	add(false, "No longer opens", c.Closes)
	add(true, "Now helps to open", c.Helps)
	add(false, "No longer helps to open", c.Stays)
	add(true, "Now reveals", c.Reveals)
	add(false, "No longer reveals", c.Hides)
	add(true, "With a filter it now opens", c.Filterable)
	add(false, "With a filter it no longer opens", c.Unfiltered)
	for i, f := range c.FilterTo {
		add(f.Effect == reference.Narrows, filterChange(c.FilterFrom[i].Effect, f.Effect), []string{filterSign(f.Kind)})
	}
	add(true, "Now held by the default role", c.RolesGain)
	add(false, "No longer held by the default role", c.RolesLose)
	return out
}

func filterChange(from, to reference.Effect) string {
	switch to {
	case reference.Narrows:
		return "This filter now narrows it:"
	case reference.Ignored:
		return "This filter is now without effect:"
	}
	if from == reference.Ignored {
		return "This filter was without effect, and now leaves nothing:"
	}
	return "This filter now leaves nothing:"
}

// relationWords say how a scope of a similar name stands to the one at hand.
func relationWords(r reference.Relation) string {
	switch r {
	case reference.Within:
		return "included"
	case reference.Around:
		return "includes this one"
	}
	return "apart"
}

// hitWords say why a scope was found; the name says it itself.
func hitWords(h *reference.Hit) string {
	switch {
	case len(h.Calls) > 0 && h.Reason == reference.Asked:
		return "asked for by"
	case len(h.Calls) > 0:
		return "opens by what it includes"
	case len(h.Fields) > 0 && h.Reason == reference.Asked:
		return "reveals"
	case len(h.Fields) > 0:
		return "reveals by what it includes"
	}
	return ""
}

// foundWords count what a search found.
func foundWords(r *reference.Result) string {
	n := len(r.Hits)
	if n == 0 {
		return "No scope fits."
	}
	return count(n, "scope fits", "scopes fit") + "."
}

// modelWord is what a model's fields speak of.
func modelWord(model string) string { return "of a " + model }

// describes is a description of a page for search engines.
func describes(version, scope string) string {
	return strings.ReplaceAll(wordOf(scope).text, "`", "") + " JupyterHub " + version + ": what it includes, which requests it opens and with which filters."
}

// releasesWords say in which versions a scope is.
func releasesWords(in []string, all int) string {
	switch {
	case len(in) == all:
		return "in all versions here"
	case len(in) == 1:
		return "in " + in[0] + " alone"
	}
	return "since " + in[0]
}
