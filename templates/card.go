package templates

import (
	"slices"
	"strings"

	"rolecall.example/internal/playground"
	"rolecall.example/rbac"
)

// Card is what a scenario's picture says (server/card draws it). All of it is text to be shown as it is.
type Card struct {
	Title    string
	Fallback string // heads the card where its fonts lack the title's letters
	Verdict  CardVerdict
	Version  string // "JupyterHub 5.5.1"
	Address  string // where the scenario is, without its scheme
	Checks   []CardCheck
	Columns  []string // heads of Rows' cells
	Rows     []CardRow
	Caption  string // of the rows
	Lead     string // stands where no check does: why the Hub stops, or the summary
}

// CardVerdict is a mark (yes, no, invalid, unknown) with its words.
type CardVerdict struct{ Mark, Text string }

// CardCheck is one check: its mark, and the line in two weights.
type CardCheck struct{ Mark, Claim, Rest string }

// CardRow says of one subject how far it reaches in each column.
type CardRow struct {
	Name  string
	Cells []CardCell
}

// CardCell is a reach: none, self, some, all or unknown; and its word.
type CardCell struct{ Reach, Word string }

// What a card has room for.
const (
	cardChecks  = 4
	cardRows    = 6
	cardColumns = 4
)

// CardOf puts a scenario's answer on its card.
func CardOf(r *playground.Response, title, address string) Card {
	v := verdictFor(r.Verdict(), r.Starts, r.Tally)
	c := Card{
		Title: printable(title), Fallback: "Who may do what on this JupyterHub", Verdict: CardVerdict{v.mark, capitalized(v.text)},
		Version: "JupyterHub " + r.Version, Address: address, Caption: "how far each reaches beyond their own",
	}
	for _, l := range telling(r) {
		if len(c.Checks) == cardChecks {
			break
		}
		rest, _, _ := strings.Cut(l.rest, " because ")
		c.Checks = append(c.Checks, CardCheck{l.mark, printable(l.claim), printable(rest)})
	}
	if len(c.Checks) == 0 {
		c.Lead = lead(r)
	}
	c.Columns, c.Rows = cardMatrix(r)
	return c
}

// telling is the lines of checks in the order in which a preview names them: those that do not hold come first. Steps
// claim nothing and are left out.
func telling(r *playground.Response) (out []checkLine) {
	lines := checkLines(r)
	for _, holds := range [...]bool{false, true} {
		for i := range lines {
			if l := &lines[i]; l.claim != "after" && (l.mark == "yes") == holds {
				out = append(out, *l)
			}
		}
	}
	return out
}

// lead is what there is to say where nothing is checked: why this Hub stops, or the author's own words.
func lead(r *playground.Response) string {
	for _, step := range r.Startup.Steps {
		if step.Event.Level == rbac.Fatal {
			return full(sentenceCase(step.Message))
		}
	}
	if d := firstError(r); d != nil && !r.Readable {
		return full(sentenceCase(d.Message))
	}
	return strings.ReplaceAll(printable(r.Meta.Summary), "`", "")
}

// cardMatrix is the part of Access that fits on a card: the rows that reach beyond their own in most families, in the
// order of Access, and the families in which they do. Any admin reaches everything on every Hub and is left out. Where
// nobody else reaches anything there is none.
func cardMatrix(r *playground.Response) (heads []string, out []CardRow) {
	columns := columnsOf(r, Options{})
	type ranked struct {
		row   *playground.Row
		reach int
	}
	var rows []ranked
	for i := range r.Access.Rows {
		row := &r.Access.Rows[i]
		n := 0
		for j := range columns {
			if row.Error == "" && row.Subject.Kind != rbac.AnyAdmin && beyond(&columns[j], row) {
				n++
			}
		}
		if n > 0 {
			if row.Kind != playground.RowAnyone { // who has a name says more
				n += len(columns)
			}
			rows = append(rows, ranked{row, n})
		}
	}
	order := func(a, b ranked) int { return b.reach - a.reach }
	best := slices.Clone(rows)
	slices.SortStableFunc(best, order)
	best = best[:min(len(best), cardRows)]
	var shows []*column
	for i := range columns {
		reached := slices.ContainsFunc(best, func(b ranked) bool { return beyond(&columns[i], b.row) })
		if reached && len(shows) < cardColumns {
			shows, heads = append(shows, &columns[i]), append(heads, columns[i].title)
		}
	}
	for _, row := range rows {
		if slices.Contains(best, row) {
			out = append(out, cardRow(row.row, shows))
		}
	}
	return heads, out
}

// beyond reports whether a row reaches further in a column than to its own.
func beyond(c *column, row *playground.Row) bool {
	if c.family == playground.FamilyOwn {
		return false
	}
	v := viewOf(c, row)
	reach := v.groups[0].cell.Reach
	return reach != playground.Nothing && reach != playground.Self
}

func cardRow(row *playground.Row, columns []*column) CardRow {
	out := CardRow{Name: rowName(row).String()}
	if row.Kind == playground.RowAnyone && row.Subject.Kind == rbac.AnyMember {
		out.Name = "… of " + shown(row.Subject.Name)
	}
	for _, c := range columns {
		v := viewOf(c, row)
		v.n, v.more = 1, false
		cell := CardCell{Reach: "none"}
		var words []string
		v.chips(func(class, kind, text string) {
			cell.Reach = strings.TrimPrefix(class, "reach-")
			words = append(words, strings.TrimSpace(kind+" "+text))
		}, func(string) {})
		switch {
		case cell.Reach == "none":
		case len(words) > 1:
			cell.Word = words[0] + " …"
		default:
			cell.Word = words[0]
		}
		out.Cells = append(out.Cells, cell)
	}
	return out
}

// capitalized begins a verdict that stands alone.
func capitalized(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
