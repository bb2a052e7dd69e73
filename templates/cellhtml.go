package templates

import (
	"context"
	"io"

	"github.com/a-h/templ"

	"rolecall.example/internal/playground"
)

// clauses are what a verb's cells say of a row in the usual cases, made once a column: "may stop everyone’s servers",
// "may not stop anyone’s servers", "may stop their own servers".
type clauses struct{ all, none, own string }

func clausesOf(w verbWords) clauses {
	const me = "user=me"
	return clauses{
		clause(w, "may", whom(w, "", "", false)).String(),
		clause(w, "may not", whom(w, "", "", true)).String(),
		clause(w, "may", whom(w, me, me, false)).String(),
	}
}

// rowCells writes the cells of one row. It is Go and no template because a large Hub has thousands of them, drawn
// anew on each key.
type rowCells struct {
	columns []column
	row     *playground.Row
	why     *playground.Why
	static  bool
}

// Render writes one <td> a column.
func (r rowCells) Render(_ context.Context, w io.Writer) error {
	b := make([]byte, 0, 320*len(r.columns))
	speaker := who(r.row).String()
	id := "c-" + key(r.row.Who) + "-"
	for i := range r.columns {
		v := viewOf(&r.columns[i], r.row)
		b = append(b, `<td class="`...)
		b = v.appendClass(b)
		b = append(b, `" role="cell">`...)
		if r.static || v.verb < 0 {
			b = append(b, `<span class="cell" data-column="`...)
			b = append(b, templ.EscapeString(v.column.title)...)
			b = append(b, `">`...)
			b = v.appendChips(b)
			b = append(b, "</span>"...)
		} else {
			b = r.appendButton(b, &v, id, speaker)
		}
		b = append(b, "</td>"...)
	}
	_, err := w.Write(b)
	return err
}

func (r rowCells) appendButton(b []byte, v *cellView, id, speaker string) []byte {
	attribute := func(name, value string) {
		b = append(b, name...)
		b = append(b, `="`...)
		b = append(b, templ.EscapeString(value)...)
		b = append(b, '"')
	}
	attribute(`<button class="cell" type="button" id`, id+v.column.key)
	attribute(" data-ask-who", r.row.Who)
	attribute(" data-ask-verb", v.column.verbs[v.verb].ID)
	attribute(" data-ask-whom", v.whom())
	attribute(" data-column", v.column.title)
	attribute(" aria-label", v.label(speaker))
	if v.current(r.why) {
		attribute(" aria-current", "true")
	}
	b = append(b, '>')
	b = v.appendChips(b)
	return append(b, "</button>"...)
}

// appendClass writes the classes of a <td>; the row's own crosshair is CSS's affair.
func (v *cellView) appendClass(b []byte) []byte {
	from := len(b)
	add := func(when bool, name string) {
		if when {
			if len(b) > from {
				b = append(b, ' ')
			}
			b = append(b, name...)
		}
	}
	add(v.none(), "is-none")
	add(v.column.family == playground.FamilyOwn, "own")
	add(v.column.starts, "family-start")
	add(!v.column.folded(), "is-verb")
	add(v.column.current, "is-crosshair")
	add(v.more || v.n > 1 || v.groups[0].note != "", "has-note")
	return b
}

// appendChips writes what the cell shows: a tag whose shape and word tell the reach, and behind it the verbs.
func (v *cellView) appendChips(b []byte) []byte {
	v.chips(func(class, kind, text string) {
		b = append(b, `<bdi class="reach `...)
		b = append(b, class...)
		b = append(b, `">`...)
		if kind != "" {
			b = append(b, "<i>"...)
			b = append(b, kind...)
			b = append(b, " </i>"...)
		}
		b = append(b, templ.EscapeString(text)...)
		b = append(b, "</bdi> "...)
	}, func(note string) {
		b = append(b, `<span class="reach-note">`...)
		b = append(b, templ.EscapeString(note)...)
		b = append(b, "</span> "...)
	})
	return b
}

// chips goes through what the cell shows: tags by class, kind and text, and notes between them.
func (v *cellView) chips(tag func(class, kind, text string), note func(string)) {
	for _, g := range v.groups[:v.n] {
		switch g.cell.Reach {
		case playground.Self:
			tag("reach-self", "", "self")
		case playground.Everyone:
			word := "everyone"
			if len(v.column.words) > 0 {
				word = everyWord(v.column.words[0])
			}
			tag("reach-all", "", word)
		case playground.Unclear:
			tag("reach-unknown", "", "unclear")
		case playground.Some:
			v.targets(g.cell.Targets, tag, note)
		default:
			tag("reach-none", "", "–")
		}
		if g.note != "" {
			note(g.note)
		}
	}
	if v.more {
		note("and more")
	}
}

// targets shows the first names of a filter and counts the rest.
func (v *cellView) targets(list []playground.Target, tag func(class, kind, text string), note func(string)) {
	for i, t := range list {
		if i == chipLimit && len(list) > chipLimit+1 {
			note("+" + digits(len(list)-i))
			return
		}
		kind := ""
		if t.Kind == "user" {
			kind = "user" // a user and a group may bear one name; the group goes without a word, as in most configs
		}
		tag("reach-some", kind, shown(t.Name))
	}
}

// label is what the cell shows, as it stands there, and then as a sentence: who speaks to the page names what is seen.
func (v *cellView) label(speaker string) string {
	var b []byte
	if v.column.folded() {
		b = append(b, v.column.title...)
		b = append(b, ", "...)
	}
	if !v.none() {
		from := len(b)
		word := func(s string) {
			if len(b) > from {
				b = append(b, ' ')
			}
			b = append(b, s...)
		}
		v.chips(func(_, kind, text string) {
			if kind != "" {
				word(kind)
			}
			word(text)
		}, word)
		b = append(b, ": "...)
	}
	c := &v.column.clauses[v.verb]
	switch v.cell.Reach {
	case playground.Everyone:
		return string(append(append(append(b, speaker...), ' '), c.all...))
	case playground.Self:
		return string(append(append(append(b, speaker...), ' '), c.own...))
	case playground.Nothing:
		return string(append(append(append(b, speaker...), ' '), c.none...))
	}
	return string(append(b, reaching(v.row, v.column.words[v.verb], v.cell, labelLimit).String()...))
}
