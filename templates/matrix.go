package templates

import "rolecall.example/internal/playground"

// column is one column of the matrix: a family as a whole, or one verb of an unfolded one.
type column struct {
	family  string
	key     string // of the column in ids
	verb    int    // index in Row.Cells, -1 for a folded family
	from    int    // the family's first verb in Row.Cells
	at      int    // the family's index in Access.Families and Row.Folded
	words   []verbWords
	verbs   []playground.Verb
	clauses []clauses
	title   string // what stands before the reach where the header is not at hand
	starts  bool   // begins an unfolded family, or follows one
	current bool
}

func (c *column) folded() bool { return c.verb < 0 }

// columnsOf lays the families out as columns.
func columnsOf(r *playground.Response, o Options) []column {
	var out []column
	cell, after := 0, false
	for i, f := range r.Access.Families {
		open := o.unfolded(f.ID) && len(f.Verbs) > 0
		if !open {
			c := column{family: f.ID, key: key(f.ID), verb: -1, from: cell, at: i, title: familyName(f.ID), verbs: f.Verbs, starts: after}
			for _, v := range f.Verbs {
				w := wordsOf(v)
				c.words, c.clauses = append(c.words, w), append(c.clauses, clausesOf(w))
				c.current = c.current || r.Why != nil && r.Why.Verb.ID == v.ID
			}
			out = append(out, c)
		} else {
			for n, v := range f.Verbs {
				w := wordsOf(v)
				out = append(out, column{
					family: f.ID, key: key(v.ID), verb: cell + n, at: i, title: w.long, words: []verbWords{w}, clauses: []clauses{clausesOf(w)},
					verbs:  f.Verbs[n : n+1],
					starts: n == 0, current: r.Why != nil && r.Why.Verb.ID == v.ID,
				})
			}
		}
		after = open
		cell += len(f.Verbs)
	}
	return out
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
