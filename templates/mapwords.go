package templates

import (
	"slices"
	"strings"

	"rolecall.example/internal/playground"
)

// lineName is what stands at a row or column: a name, or how many people it stands for and of which groups all of them are.
func lineName(l *playground.GridLine) string {
	switch {
	case l.Count > 1 && len(l.Groups) > 0:
		return digits(l.Count) + " of " + groupNames(l)
	case l.Count > 1:
		return digits(l.Count) + " people"
	case len(l.Names) > 0:
		return shown(l.Names[0])
	}
	return l.Who
}

func groupNames(l *playground.GridLine) string {
	names := make([]string, len(l.Groups))
	for i, g := range l.Groups {
		names[i] = shown(g)
	}
	return listOf(names)
}

// lineNames is a line in a sentence: all of its names, or the first ones and how many more.
func lineNames(l *playground.GridLine) string {
	names := make([]string, len(l.Names))
	for i, n := range l.Names {
		names[i] = shown(n)
	}
	text := listOf(names)
	if more := l.Count - len(l.Names); more > 0 {
		text += " and " + digits(more) + " more"
	}
	if l.Service {
		return "service " + text
	}
	return text
}

func listOf(names []string) string { return strings.Join(names, ", ") }

// cellWords are what a cell says in itself, and what it says in a sentence.
func cellWords(c *playground.GridCell) (word, sentence string) {
	switch c.Reach {
	case playground.Self:
		return "self", "self"
	case playground.Everyone:
		return "everyone", "yes, like everyone’s"
	case playground.Unclear:
		return "?", "not known: the config has a part that could not be read"
	case playground.Some:
		names := make([]string, 0, len(c.By))
		for _, t := range c.By {
			names = append(names, filterWords(t))
		}
		word = targetName(c.By)
		if c.Part > 0 {
			return digits(c.Part), "yes, " + digits(c.Part) + " of them, by " + listOf(names)
		}
		return word, "yes, by " + listOf(names)
	}
	return "", "no"
}

func targetName(by []playground.Target) string {
	if len(by) == 0 {
		return "yes"
	}
	if by[0].Kind == "user" {
		return "yes"
	}
	return shown(by[0].Name)
}

func filterWords(t playground.Target) string { return t.Kind + " " + shown(t.Name) }

// gridSays sums the map's grid up in its title.
func gridTitle(m *playground.Map) string {
	w := wordsOf(m.Verb)
	return "Who may " + w.do + " " + whomOf(w)
}

// whomOf is the column's part of a sentence: "whose server", "whom".
func whomOf(w verbWords) string {
	if w.object == belonging && w.one != "" {
		return "whose " + w.one
	}
	return "whom"
}

// verbChoice names a verb of the map: "stop whose server".
func verbChoice(v playground.Verb) string {
	w := wordsOf(v)
	return w.do + " " + whomOf(w)
}

// rowReach says in words whom a row reaches.
func rowReach(m *playground.Map, i int) string {
	row := &m.Grid.Rows[i]
	if row.Error != "" {
		return row.Error
	}
	var parts []string
	add := func(s string) {
		if !slices.Contains(parts, s) {
			parts = append(parts, s)
		}
	}
	for j := range m.Grid.Cells[i] {
		switch c := &m.Grid.Cells[i][j]; c.Reach {
		case playground.Self:
			add("their own")
		case playground.Everyone:
			return "everyone"
		case playground.Unclear:
			return "not known"
		case playground.Some:
			for _, t := range c.By {
				add(filterWords(t))
			}
		}
	}
	if len(parts) == 0 {
		return "nobody"
	}
	if more := len(parts) - 8; more > 0 {
		parts = append(parts[:8], "and "+digits(more)+" more")
	}
	return listOf(parts)
}

// peopleCount is how many of the people a row reaches.
func peopleCount(m *playground.Map, i int) string {
	if m.Grid.Rows[i].Unclear {
		return "?"
	}
	return digits(m.Grid.Rows[i].Reached) + " of " + digits(m.Grid.People)
}

// leftOut says what a map leaves out, or "".
func leftOut(g *playground.Grid) string {
	if g.MoreColumns == 0 && g.MoreRows == 0 {
		return ""
	}
	return count(g.MoreColumns, "person is", "people are") + " left out, to be readable"
}

// nodeName is the text in a box of the graph.
func nodeName(n *playground.GraphNode) string {
	switch n.Kind {
	case playground.ReachNode:
		return reachName(n)
	case playground.ScopeNode:
		if n.Label == "" {
			return "every scope"
		}
		return printable(n.Label)
	case playground.BearerNode:
		if n.Count > 1 {
			return shown(n.Label) + " +" + digits(n.Count-1)
		}
		if !n.Named {
			return n.Label
		}
	}
	return shown(n.Label)
}

var thingWords = map[string]string{"user": "people", "server": "servers", "group": "groups", "service": "services"}

// reachName says whom a scope reaches: "servers of class-b", "everyone", "what is their own".
func reachName(n *playground.GraphNode) string {
	t := n.Target
	switch {
	case t.Kind == "own":
		return "what is their own"
	case n.Thing == "all":
		return "everything"
	case n.Thing == "hub":
		return "the Hub"
	case n.Thing == "custom":
		return "what a service makes of it"
	case t.Kind == "" && n.Thing == "user":
		return "everyone"
	case t.Kind == "" && n.Thing == "server":
		return "everyone’s servers"
	case t.Kind == "":
		return "all " + thingWords[n.Thing]
	case t.Kind == n.Thing:
		return t.Kind + " " + shown(t.Name)
	case t.Kind == "group" && n.Thing == "user":
		return "people of " + shown(t.Name)
	}
	return thingWords[n.Thing] + " of " + shown(t.Name)
}

// nodeSays is a box in a sentence.
func nodeSays(n *playground.GraphNode) string {
	switch n.Kind {
	case playground.BearerNode:
		if n.Service {
			return "service " + shown(n.Label)
		}
		if n.Count > 1 {
			names := make([]string, len(n.Names))
			for i, name := range n.Names {
				names[i] = shown(name)
			}
			text := listOf(names)
			if more := n.Count - len(names); more > 0 {
				text += " and " + digits(more) + " more"
			}
			return text
		}
		return nodeName(n)
	case playground.GroupNode:
		return "group " + shown(n.Label)
	case playground.RoleNode:
		if n.Default {
			return "role " + shown(n.Label) + ", JupyterHub’s own"
		}
		return "role " + shown(n.Label)
	case playground.ScopeNode:
		return "scope " + nodeName(n)
	}
	return nodeName(n)
}
