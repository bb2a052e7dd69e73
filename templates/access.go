package templates

import (
	"github.com/a-h/templ"

	"rolecall.example/internal/playground"
	"rolecall.example/rbac"
)

// scrolling makes a box that scrolls by itself a region that the keyboard reaches.
func scrolling(o Options, label string) templ.OrderedAttributes {
	if o.Framed {
		return nil
	}
	return templ.OrderedAttributes{{Key: "tabindex", Value: "0"}, {Key: "role", Value: "region"}, {Key: "aria-label", Value: label}}
}

// unclear reports whether the legend has to explain the mark of what hangs on something unread.
func unclear(a *playground.Access) bool {
	for i := range a.Rows {
		for j := range a.Rows[i].Folded {
			if a.Rows[i].Folded[j].Reach == playground.Unclear {
				return true
			}
		}
		for j := range a.Rows[i].Cells {
			if a.Rows[i].Cells[j].Reach == playground.Unclear {
				return true
			}
		}
	}
	return false
}

// headRows is how many rows the header has, for rowspan.
func headRows(columns []column) string {
	for i := range columns {
		if !columns[i].folded() {
			return "2"
		}
	}
	return "1"
}

func headClass(c *column) string {
	s := ""
	if c.family == playground.FamilyOwn {
		s = "own "
	}
	if c.starts {
		s += "family-start "
	}
	if c.current {
		s += "is-crosshair"
	}
	return s
}

func rowClass(r *playground.Response, row *playground.Row) string {
	s := ""
	if plain(row) {
		s = "is-plain "
	}
	if r.Why != nil && r.Why.Row.Who == row.Who {
		s += "is-crosshair"
	}
	return s
}

// rowName is the subject as its row's head has it: the section already says that it is a service.
func rowName(r *playground.Row) phrase {
	if r.Subject.Kind == rbac.Service {
		return phrase{named(r.Subject.Name)}
	}
	return who(r)
}

// groupsShown is how many of a user's groups stand in the row's head: as many short names as fit, and one at least.
func groupsShown(row *playground.Row) int {
	room := 18
	for i, g := range row.Groups {
		if room -= len(g); room < 0 && i > 0 {
			return i
		}
	}
	return len(row.Groups)
}
