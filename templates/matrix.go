package templates

import (
	"slices"
	"sort"
	"strings"

	"rolecall.example/internal/playground"
)

// column is one column of the matrix: a family as a whole, or one verb of an unfolded one.
type column struct {
	family  string
	verb    int // index in Row.Cells, -1 for a folded family
	from    int // the family's first verb in Row.Cells
	at      int // the family's index in Access.Families and Row.Folded
	words   []verbWords
	verbs   []playground.Verb
	title   string // what stands before the reach where the header is not at hand
	starts  bool   // begins an unfolded family, or follows one
	current bool
}

func (c *column) folded() bool { return c.verb < 0 }

// groupLimit is how many reaches a folded cell tells apart, noteLimit how many verbs it names for each, chipLimit how
// many targets; labelLimit is how many targets its sentence names.
const (
	groupLimit = 2
	noteLimit  = 4
	chipLimit  = 2
	labelLimit = 4
)

// columnsOf lays the families out as columns.
func columnsOf(r *playground.Response, o Options) []column {
	var out []column
	cell, after := 0, false
	for i, f := range r.Access.Families {
		open := o.unfolded(f.ID) && len(f.Verbs) > 0
		if !open {
			c := column{family: f.ID, verb: -1, from: cell, at: i, title: familyName(f.ID), verbs: f.Verbs, starts: after}
			for _, v := range f.Verbs {
				c.words = append(c.words, wordsOf(v))
				c.current = c.current || r.Why != nil && r.Why.Verb.ID == v.ID
			}
			out = append(out, c)
		} else {
			for n, v := range f.Verbs {
				w := wordsOf(v)
				out = append(out, column{
					family: f.ID, verb: cell + n, at: i, title: w.long, words: []verbWords{w}, verbs: f.Verbs[n : n+1],
					starts: n == 0, current: r.Why != nil && r.Why.Verb.ID == v.ID,
				})
			}
		}
		after = open
		cell += len(f.Verbs)
	}
	return out
}

// cellView is one cell, ready to draw.
type cellView struct {
	column *column
	row    *playground.Row
	cell   *playground.Cell // what the cell asks about: the column's own, or the widest of a folded family
	groups []reachGroup
	more   bool // further reaches of the family are left out
}

// reachGroup is the verbs of a column that reach equally far, as chips with the verbs' names behind them. The names
// are left out where they would be all verbs of the column.
type reachGroup struct {
	cell  *playground.Cell
	chips []chip
	rest  int // targets without a chip
	note  string
}

// chip is one tag of a cell: its class tells the reach by shape, its text by word.
type chip struct{ class, kind, text string }

func viewOf(c *column, row *playground.Row) cellView {
	v := cellView{column: c, row: row, cell: &absent}
	switch {
	case c.family == playground.FamilyOwn && c.at < len(row.Folded):
		v.cell = &row.Folded[c.at].Cell
		v.groups = []reachGroup{chipsOf(c, v.cell)}
		if v.cell.Reach == playground.Self && !row.Folded[c.at].All {
			v.groups[0].note = "in part"
		}
	case !c.folded() && c.verb < len(row.Cells):
		v.cell = &row.Cells[c.verb]
		v.groups = []reachGroup{chipsOf(c, v.cell)}
	case c.folded() && c.from+len(c.verbs) <= len(row.Cells):
		v.fold(row.Cells[c.from : c.from+len(c.verbs)])
	}
	if len(v.groups) == 0 {
		v.groups = []reachGroup{{cell: v.cell, chips: []chip{{"reach reach-none", "", "–"}}}}
	}
	return v
}

// absent stands in for a cell that a response lacks.
var absent = playground.Cell{}

// fold gathers a family's verbs by how far they reach, the widest first. Reaches that differ are never put together:
// who may see class-a and stop class-b gets two groups.
func (v *cellView) fold(cells []playground.Cell) {
	var distinct []*playground.Cell
	heads := map[*playground.Cell][]string{}
	for i := range cells {
		c := &cells[i]
		if c.Reach == playground.Nothing || c.Reach == playground.Self && v.ownSaysIt() {
			continue
		}
		at := c
		for _, d := range distinct {
			if sameReach(c, d) {
				at = d
				break
			}
		}
		if at == c {
			distinct = append(distinct, c)
		}
		heads[at] = append(heads[at], v.column.words[i].head)
	}
	sort.SliceStable(distinct, func(i, j int) bool { return width(distinct[i]) > width(distinct[j]) })
	if len(distinct) > 0 {
		v.cell = distinct[0]
	} else if len(cells) > 0 {
		v.cell = &cells[0]
	}
	for i, c := range distinct {
		if i == groupLimit {
			v.more = true
			break
		}
		g := chipsOf(v.column, c)
		if len(heads[c]) < len(cells) {
			g.note = noteOf(heads[c])
		}
		if c.Reach == playground.Some && c.Own && !v.ownSaysIt() {
			g.note = strings.TrimPrefix(g.note+", and their own", ", ")
		}
		v.groups = append(v.groups, g)
	}
}

func sameReach(a, b *playground.Cell) bool {
	return a.Reach == b.Reach && slices.Equal(a.Targets, b.Targets)
}

func width(c *playground.Cell) int {
	switch c.Reach {
	case playground.Everyone:
		return 4
	case playground.Some:
		return 3
	case playground.Unclear:
		return 2
	case playground.Self:
		return 1
	}
	return 0
}

// noteOf lists verbs behind a chip: "see, names".
func noteOf(heads []string) string {
	if len(heads) > noteLimit {
		return strings.Join(heads[:noteLimit-1], ", ") + ", +" + digits(len(heads)-noteLimit+1)
	}
	return strings.Join(heads, ", ")
}

func chipsOf(col *column, c *playground.Cell) reachGroup {
	g := reachGroup{cell: c}
	switch c.Reach {
	case playground.Self:
		g.chips = []chip{{"reach reach-self", "", "self"}}
	case playground.Everyone:
		word := "everyone"
		if len(col.words) > 0 {
			word = everyWord(col.words[0])
		}
		g.chips = []chip{{"reach reach-all", "", word}}
	case playground.Unclear:
		g.chips = []chip{{"reach reach-unknown", "", "unclear"}}
	case playground.Some:
		for i, t := range c.Targets {
			if i == chipLimit && len(c.Targets) > chipLimit+1 {
				g.rest = len(c.Targets) - i
				break
			}
			x := chip{"reach reach-some", "", shown(t.Name)}
			if t.Kind == "user" {
				// A user and a group may bear one name; the group goes without a word, as in most configs.
				x.kind = "user "
			}
			g.chips = append(g.chips, x)
		}
	default:
		g.chips = []chip{{"reach reach-none", "", "–"}}
	}
	return g
}

// none reports whether the cell is drawn as empty.
func (v *cellView) none() bool {
	return v.cell.Reach == playground.Nothing || v.cell.Reach == playground.Self && v.column.folded() && v.ownSaysIt()
}

// ownSaysIt reports whether a folded family can leave out what is one's own, because the subject holds all of it and
// the column Own says so.
func (v *cellView) ownSaysIt() bool {
	if v.column.family == playground.FamilyOwn || len(v.row.Folded) == 0 {
		return false
	}
	own := &v.row.Folded[0]
	return own.Reach == playground.Self && own.All
}

// class is the <td>'s; the row's own crosshair is CSS's affair.
func (v *cellView) class() string {
	s := ""
	if v.none() {
		s = "is-none"
	}
	if v.column.family == playground.FamilyOwn {
		s += " own"
	}
	if v.column.starts {
		s += " family-start"
	}
	if !v.column.folded() {
		s += " is-verb"
	}
	if v.column.current {
		s += " is-crosshair"
	}
	if v.more || len(v.groups) > 1 || v.groups[0].note != "" {
		s += " has-note"
	}
	return strings.TrimPrefix(s, " ")
}

func (v *cellView) id() string {
	if v.column.folded() {
		return "c-" + key(v.row.Who) + "-" + v.column.family
	}
	return "c-" + key(v.row.Who) + "-" + key(v.column.verbs[0].ID)
}

// verb is the one that a press on the cell asks about: the column's own, or the first that has the folded cell's
// reach.
func (v *cellView) verb() playground.Verb {
	for _, x := range v.column.verbs {
		if x.ID == v.cell.Verb {
			return x
		}
	}
	if len(v.column.verbs) > 0 {
		return v.column.verbs[0]
	}
	return playground.Verb{}
}

// asks reports whether there is a question to ask: the column of what is one's own stands for no single verb.
func (v *cellView) asks() bool { return len(v.column.verbs) > 0 }

// whom is the target that the question names, so that its answer is the cell's: the first of its filters.
func (v *cellView) whom() string {
	switch v.cell.Reach {
	case playground.Self:
		return ownWhom(v.row.Subject)
	case playground.Some:
		if len(v.cell.Targets) > 0 {
			return v.cell.Targets[0].Kind + "=" + v.cell.Targets[0].Name
		}
	}
	return ""
}

// label is what the cell shows, as it stands there, and then as a sentence: who speaks to the page names what is seen.
func (v *cellView) label() string {
	s := reaching(v.row, wordsOf(v.verb()), v.cell, labelLimit).String()
	if !v.none() {
		s = v.visible() + ": " + s
	}
	if v.column.folded() {
		return familyName(v.column.family) + ", " + s
	}
	return s
}

// visible is the text of cellChips.
func (v *cellView) visible() string {
	var words []string
	for _, g := range v.groups {
		for _, c := range g.chips {
			if c.kind != "" {
				words = append(words, c.kind)
			}
			words = append(words, c.text)
		}
		if g.rest > 0 {
			words = append(words, "+"+digits(g.rest))
		}
		if g.note != "" {
			words = append(words, g.note)
		}
	}
	if v.more {
		words = append(words, "and more")
	}
	return strings.Join(words, " ")
}

func (v *cellView) current(y *playground.Why) bool {
	return y != nil && v.column.current && y.Row.Who == v.row.Who
}

// plain reports whether the row has nothing beyond what is the subject's own.
func plain(r *playground.Row) bool {
	for i := range r.Cells {
		if c := r.Cells[i].Reach; c != playground.Nothing && c != playground.Self {
			return false
		}
	}
	return r.Error == ""
}

// rowsOf splits the rows by kind, in the order of the table.
func rowsOf(a *playground.Access, kind playground.RowKind) []*playground.Row {
	var out []*playground.Row
	for i := range a.Rows {
		if a.Rows[i].Kind == kind {
			out = append(out, &a.Rows[i])
		}
	}
	return out
}

// section is a kind of row with its heading, and the word of data-more.
type section struct {
	kind      playground.RowKind
	id, title string
	one, many string
	rows      []*playground.Row
	hidden    int
	total     int
}

func sectionsOf(a *playground.Access) []section {
	all := []section{
		{kind: playground.RowAnyone, id: "anyone", title: "Anyone", one: "row", many: "rows"},
		{kind: playground.RowUser, id: "user", title: "Users", one: "user", many: "users"},
		{kind: playground.RowService, id: "service", title: "Services", one: "service", many: "services"},
	}
	var out []section
	for _, s := range all {
		s.rows = rowsOf(a, s.kind)
		s.hidden, s.total = a.Hidden[s.kind], a.Total[s.kind]
		if len(s.rows) > 0 || s.hidden > 0 {
			out = append(out, s)
		}
	}
	return out
}
