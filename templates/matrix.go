package templates

import (
	"strings"

	"rolecall.example/internal/playground"
)

// column is one column of the matrix: a family as a whole, or one verb of an unfolded one.
type column struct {
	family  string
	verb    int // index in Row.Cells, -1 for a folded family
	at      int // the family's index in Access.Families and Row.Folded
	words   []verbWords
	verbs   []playground.Verb
	title   string // what stands before the reach where the header is not at hand
	starts  bool   // begins an unfolded family, or follows one
	current bool
}

func (c *column) folded() bool { return c.verb < 0 }

// chipLimit is how many targets a cell names before it counts the rest, labelLimit how many its sentence names.
const (
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
			c := column{family: f.ID, verb: -1, at: i, title: familyName(f.ID), verbs: f.Verbs, starts: after}
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
	cell   *playground.Cell
	note   string // which verbs of a folded family have this reach
	chips  []chip
	more   int
}

// chip is one tag of a cell: its class tells the reach by shape, its text by word.
type chip struct{ class, kind, text string }

func viewOf(c *column, row *playground.Row) cellView {
	v := cellView{column: c, row: row}
	switch {
	case !c.folded() && c.verb < len(row.Cells):
		v.cell = &row.Cells[c.verb]
	case c.folded() && c.at < len(row.Folded):
		s := &row.Folded[c.at]
		v.cell = &s.Cell
		v.note = noteOf(c, s)
	default:
		v.cell = &playground.Cell{Reach: playground.Unclear}
	}
	v.draw()
	return v
}

// noteOf names the verbs that have a folded cell's reach, where not all of the family do: "see, names".
func noteOf(c *column, s *playground.Summary) string {
	if s.Reach == playground.Nothing || s.All {
		return ""
	}
	if c.family == playground.FamilyOwn && len(s.Verbs) == 0 {
		return "in part"
	}
	var heads []string
	for i, id := range s.Verbs {
		if i == 3 && len(s.Verbs) > 4 {
			heads = append(heads, "+"+digits(len(s.Verbs)-3))
			break
		}
		heads = append(heads, headOf(id))
	}
	return strings.Join(heads, ", ")
}

func (v *cellView) draw() {
	if v.cell.Own && v.cell.Reach == playground.Some {
		v.chips = append(v.chips, chip{"reach reach-self", "", "self"})
	}
	switch v.cell.Reach {
	case playground.Self:
		v.chips = append(v.chips, chip{"reach reach-self", "", "self"})
	case playground.Everyone:
		word := "everyone"
		if len(v.column.words) > 0 {
			word = everyWord(v.column.words[0])
		}
		v.chips = append(v.chips, chip{"reach reach-all", "", word})
	case playground.Unclear:
		v.chips = append(v.chips, chip{"reach reach-unknown", "", "unclear"})
	case playground.Some:
		for i, t := range v.cell.Targets {
			if i == chipLimit && len(v.cell.Targets) > chipLimit+1 {
				v.more = len(v.cell.Targets) - i
				break
			}
			c := chip{"reach reach-some", "", shown(t.Name)}
			if t.Kind == "user" {
				// A user and a group may bear one name; the group goes without a word, as in most configs.
				c.kind = "user "
			}
			v.chips = append(v.chips, c)
		}
	default:
		v.chips = append(v.chips, chip{"reach reach-none", "", "–"})
	}
}

func (v *cellView) none() bool { return v.cell.Reach == playground.Nothing }

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
	if v.note != "" {
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

// label is the cell as a sentence.
func (v *cellView) label() string {
	s := reaching(v.row, wordsOf(v.verb()), v.cell, labelLimit).String()
	if v.column.folded() {
		return familyName(v.column.family) + ": " + s
	}
	return s
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
