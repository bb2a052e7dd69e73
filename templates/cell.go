package templates

import (
	"slices"
	"strings"

	"rolecall.example/internal/playground"
)

// groupLimit is how many reaches a folded cell tells apart, noteLimit how many verbs it names for each, chipLimit how
// many targets; labelLimit is how many targets its sentence names.
const (
	groupLimit = 2
	noteLimit  = 4
	chipLimit  = 2
	labelLimit = 4
)

// cellView is one cell, ready to draw.
type cellView struct {
	column *column
	row    *playground.Row
	cell   *playground.Cell // what the cell asks about: the column's own, or the widest of a folded family
	verb   int              // index in column.verbs of the verb that the cell asks about, -1 for none
	groups [groupLimit]reachGroup
	n      int  // how many groups there are, one at least
	more   bool // further reaches of the family are left out
}

// reachGroup is the verbs of a column that reach equally far, with the verbs' names. The names are left out where
// they would be all verbs of the column.
type reachGroup struct {
	cell *playground.Cell
	note string
}

// absent stands in for a cell that a response lacks.
var absent = playground.Cell{}

func viewOf(c *column, row *playground.Row) cellView {
	v := cellView{column: c, row: row, cell: &absent, verb: -1}
	switch {
	case c.family == playground.FamilyOwn && c.at < len(row.Folded):
		v.cell = &row.Folded[c.at].Cell
		note := ""
		if v.cell.Reach == playground.Self && !row.Folded[c.at].All {
			note = "in part"
		}
		v.add(v.cell, note)
	case !c.folded() && c.verb < len(row.Cells):
		v.cell, v.verb = &row.Cells[c.verb], 0
		v.add(v.cell, "")
	case c.folded() && c.from+len(c.verbs) <= len(row.Cells) && len(c.verbs) > 0:
		v.fold(row.Cells[c.from : c.from+len(c.verbs)])
	}
	if v.n == 0 {
		v.add(&absent, "")
	}
	return v
}

func (v *cellView) add(c *playground.Cell, note string) {
	if v.n == groupLimit {
		v.more = true
		return
	}
	v.groups[v.n] = reachGroup{c, note}
	v.n++
}

// fold gathers a family's verbs by how far they reach, the widest first. Reaches that differ are never put together:
// who may see class-a and stop class-b gets two groups.
func (v *cellView) fold(cells []playground.Cell) {
	v.cell, v.verb = &cells[0], 0
	silent := v.ownSaysIt()
	for _, reach := range [...]playground.Reach{playground.Everyone, playground.Some, playground.Unclear, playground.Self} {
		if reach == playground.Self && silent {
			break
		}
		for i := range cells {
			if cells[i].Reach != reach || slices.ContainsFunc(cells[:i], func(c playground.Cell) bool { return sameReach(&c, &cells[i]) }) {
				continue
			}
			if v.n == 0 {
				v.cell, v.verb = &cells[i], i
			}
			if v.add(&cells[i], v.noteOf(cells, i)); v.more {
				return
			}
		}
	}
}

func sameReach(a, b *playground.Cell) bool {
	return a.Reach == b.Reach && slices.Equal(a.Targets, b.Targets)
}

// noteOf lists the verbs that reach as far as the one at first, unless all do: "see, names".
func (v *cellView) noteOf(cells []playground.Cell, first int) string {
	var heads []string
	for i := first; i < len(cells); i++ {
		if sameReach(&cells[first], &cells[i]) {
			heads = append(heads, v.column.words[i].head)
		}
	}
	own := ""
	if cells[first].Reach == playground.Some && cells[first].Own && !v.ownSaysIt() {
		own = "and their own"
	}
	switch {
	case len(heads) == len(cells):
		return own
	case len(heads) > noteLimit:
		heads = append(heads[:noteLimit-1:noteLimit-1], "+"+digits(len(heads)-noteLimit+1))
	}
	if own != "" {
		heads = append(heads, own)
	}
	return strings.Join(heads, ", ")
}

// none reports whether the cell is drawn as empty.
func (v *cellView) none() bool { return v.groups[0].cell.Reach == playground.Nothing }

// ownSaysIt reports whether a folded family can leave out what is one's own, because the subject holds all of it and
// the column Own says so.
func (v *cellView) ownSaysIt() bool {
	if v.column.family == playground.FamilyOwn || len(v.row.Folded) == 0 {
		return false
	}
	own := &v.row.Folded[0]
	return own.Reach == playground.Self && own.All
}

// whom is the target that the question names, so that its answer is the cell's: the first of its filters. The persons
// that nobody has to name can't name themselves either; they are asked about everyone.
func (v *cellView) whom() string {
	switch v.cell.Reach {
	case playground.Self:
		if v.row.Kind == playground.RowAnyone {
			return playground.OwnWhom
		}
		return ownWhom(v.row.Subject)
	case playground.Some:
		if len(v.cell.Targets) > 0 {
			return v.cell.Targets[0].Kind + "=" + v.cell.Targets[0].Name
		}
	}
	return ""
}

func (v *cellView) current(y *playground.Why) bool {
	return y != nil && v.column.current && y.Row.Who == v.row.Who
}
