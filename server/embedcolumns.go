package server

import (
	"rolecall.example/internal/playground"
	"rolecall.example/templates"
)

// narrowed leaves the families of Access out in which admins alone reach what is not their own, and returns them: a
// frame is narrow, and a sentence says as much as columns of dashes. What is one's own, users and servers always stay.
func narrowed(r *playground.Response) (*playground.Response, []templates.EmbedFamily) {
	a := &r.Access
	for _, n := range a.Hidden {
		if n > 0 {
			return r, nil // nobody knows what the rows that are not here reach
		}
	}
	var left []templates.EmbedFamily
	keep := make([]bool, len(a.Families))
	for i, f := range a.Families {
		alone, own := adminsAlone(a, i)
		keep[i] = f.ID == playground.FamilyOwn || f.ID == "users" || f.ID == "servers" || !alone
		if !keep[i] {
			left = append(left, templates.EmbedFamily{ID: f.ID, Own: own})
		}
	}
	if len(left) == 0 {
		return r, nil
	}
	out := *r
	out.Access.Families, out.Access.Rows = nil, make([]playground.Row, len(a.Rows))
	copy(out.Access.Rows, a.Rows)
	for j := range out.Access.Rows {
		out.Access.Rows[j].Cells, out.Access.Rows[j].Folded = nil, nil
	}
	cell := 0
	for i, f := range a.Families {
		if keep[i] {
			out.Access.Families = append(out.Access.Families, f)
			for j := range a.Rows {
				from, to := &a.Rows[j], &out.Access.Rows[j]
				if len(from.Folded) > i {
					to.Folded = append(to.Folded, from.Folded[i])
				}
				if len(from.Cells) >= cell+len(f.Verbs) {
					to.Cells = append(to.Cells, from.Cells[cell:cell+len(f.Verbs)]...)
				}
			}
		}
		cell += len(f.Verbs)
	}
	return &out, left
}

// adminsAlone reports whether some admin reaches something of others in a family and nobody else does; own, whether
// others reach their own there.
func adminsAlone(a *playground.Access, family int) (alone, own bool) {
	for i := range a.Rows {
		row := &a.Rows[i]
		if row.Error != "" || len(row.Folded) <= family {
			return false, false
		}
		switch reach := row.Folded[family].Reach; {
		case reach == playground.Nothing:
		case reach == playground.Self:
			own = true
		case !row.Admin:
			return false, false
		default:
			alone = true
		}
	}
	return alone, own
}
