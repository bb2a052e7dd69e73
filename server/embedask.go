package server

import (
	"strings"

	"rolecall.example/internal/playground"
)

// suggested is the question that a scenario's Why opens with where nobody asked one: of a person, else of a service,
// else of those whom no config names, what a filter lets them do, because there is most to explain; else whatever
// reaches furthest. It is empty where nobody may do anything.
func suggested(a *playground.Access) playground.Ask {
	best, rank := playground.Ask{}, 0
	for i := range a.Rows {
		row := &a.Rows[i]
		for j, cell := range row.Cells {
			if r := worth(row, &cell, familyOf(a, j)); r > rank {
				best, rank = playground.Ask{Who: row.Who, Verb: cell.Verb}, r
				if len(cell.Targets) > 0 {
					best.Whom = cell.Targets[0].Kind + "=" + cell.Targets[0].Name
				}
			}
		}
	}
	return best
}

// worth is how much a cell tells; 0: nothing.
func worth(row *playground.Row, cell *playground.Cell, family string) int {
	reach := map[playground.Reach]int{playground.Some: 200, playground.Everyone: 100}[cell.Reach]
	if reach == 0 || family == playground.FamilyOwn {
		return 0
	}
	kind := map[playground.RowKind]int{playground.RowUser: 30, playground.RowService: 20, playground.RowAnyone: 10}[row.Kind]
	if row.Admin {
		kind = 5 // an admin may do everything, which explains nothing
	}
	action := 0
	if !strings.HasSuffix(cell.Verb, ".see") {
		action = 4
	}
	return reach + kind + action + map[string]int{"servers": 3, "users": 2, "groups": 1}[family]
}

// familyOf is the family of a row's cell.
func familyOf(a *playground.Access, cell int) string {
	for i := range a.Families {
		if cell -= len(a.Families[i].Verbs); cell < 0 {
			return a.Families[i].ID
		}
	}
	return ""
}
