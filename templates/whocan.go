package templates

import (
	"context"
	"io"
	"strings"

	"github.com/a-h/templ"

	"rolecall.example/internal/playground"
)

// maxWhos bounds those who are listed as able to do something.
const maxWhos = 60

// whoCanTitle is what the list is about: "Who may stop student3’s server".
func whoCanTitle(r *playground.Response) phrase {
	c := r.WhoCan
	base, filter, _ := strings.Cut(c.Scope, "!")
	if c.Scope == "" {
		base, filter, _ = strings.Cut(c.Request, "!")
	}
	for _, f := range r.Access.Families {
		for _, v := range f.Verbs {
			if v.Scope == base {
				return append(phrase{say("Who ")}, clause(wordsOf(v), "may", whom(wordsOf(v), filter, ownOfAnyone, false))...)
			}
		}
	}
	return phrase{say("Who may "), coded(c.Request)}
}

// whoCanSum counts them.
func whoCanSum(c *playground.WhoCan) string {
	people, imagined := 0, 0
	for _, w := range c.Whos {
		if w.Kind == playground.RowAnyone {
			imagined++
		} else {
			people++
		}
	}
	switch {
	case people == 0 && imagined == 0:
		return "Nobody."
	case people == 0:
		return "Nobody whom the config names; some of those whom it need not name."
	}
	return count(people, "user or service", "users and services") + ", each with the shortest reason."
}

// whoReason says how somebody comes to be able.
func whoReason(w *playground.Who) phrase {
	if w.Path == nil && w.Role == "" {
		return phrase{say("takes no scope")}
	}
	var p phrase
	switch {
	case w.Path != nil && w.Path.Role == "" && w.Group != "":
		p = phrase{say("a server shared with "), named(w.Group)}
	case w.Path != nil && w.Path.Role == "":
		p = phrase{say("a shared server")}
	case w.Group != "":
		p = phrase{say("role "), named(w.Role), say(" by "), named(w.Group)}
	default:
		p = phrase{say("role "), named(w.Role)}
	}
	if w.Reach == playground.Self {
		p = append(p, say(", their own"))
	}
	return p
}

// can is one sentence of what somebody may do: the verbs, each of which leads to its reasons, and over whom.
type can struct {
	verbs  []playground.Verb
	dos    []string
	object phrase
	unsure bool
}

// canGroup is a family's sentences.
type canGroup struct {
	title string
	list  []can
}

// personCans tells a subject's cells in sentences. Verbs over the same targets share one.
func personCans(r *playground.Response) []canGroup {
	var out []canGroup
	for _, f := range r.Access.Families {
		g := canGroup{title: familyName(f.ID)}
		for _, m := range mergedCells(r.Person, f.Verbs) {
			g.list = append(g.list, can{verbs: m.verbs, dos: m.dos, object: reachObject(r.Person, m.words, m.cell), unsure: m.cell.Reach == playground.Unclear})
		}
		if len(g.list) > 0 {
			out = append(out, g)
		}
	}
	return out
}

// merged are cells that one sentence tells.
type merged struct {
	cell  *playground.Cell
	words verbWords
	verbs []playground.Verb
	dos   []string
}

// mergedCells puts together first verbs about the same thing ("see and stop the servers of class-b"), then things that
// the same verb is about ("see everyone’s names and groups").
func mergedCells(row *playground.Row, verbs []playground.Verb) []merged {
	var out []merged
	for _, v := range verbs {
		c := cellOf(row, v.ID)
		if c == nil || c.Reach == playground.Nothing {
			continue
		}
		w := wordsOf(v)
		at := -1
		for i := range out {
			m := &out[i]
			if alike(m.cell, c) && m.words.object == w.object && m.words.many == w.many && joins(m.words, w) {
				at = i
			}
		}
		if at < 0 {
			out = append(out, merged{c, w, []playground.Verb{v}, []string{w.do}})
			continue
		}
		m := &out[at]
		m.verbs = append(m.verbs, v)
		m.dos = append(m.dos, w.do)
	}
	return mergedThings(out)
}

func mergedThings(list []merged) []merged {
	var out []merged
	parts := map[int][]verbWords{}
	for _, m := range list {
		at := -1
		for i := range out {
			if m.words.object == belonging && out[i].words.object == belonging && alike(out[i].cell, m.cell) && listed(out[i].dos) == listed(m.dos) {
				at = i
			}
		}
		if at < 0 {
			parts[len(out)] = []verbWords{m.words}
			out = append(out, m)
			continue
		}
		parts[at] = append(parts[at], m.words)
		out[at].verbs = append(out[at].verbs, m.verbs...)
		var one, many []string
		for _, w := range parts[at] {
			one, many = append(one, w.one), append(many, w.many)
		}
		out[at].words.one, out[at].words.many = listed(one), listed(many)
	}
	return out
}

// alike reports whether one object can stand for both cells.
func alike(a, b *playground.Cell) bool { return sameReach(a, b) && a.Own == b.Own }

// reachObject is over whom a cell reaches.
func reachObject(row *playground.Row, w verbWords, c *playground.Cell) phrase {
	own := ownWhom(row.Subject)
	switch c.Reach {
	case playground.Self, playground.Some:
		return targets(w, c, own, 4)
	}
	return whom(w, "", own, false)
}

// linkedTo tells which verbs are written out as links of their own: where several share one word, the first stands for them.
func (c *can) linkedTo() []playground.Verb {
	var out []playground.Verb
	seen := map[string]bool{}
	for _, v := range c.verbs {
		if do := wordsOf(v).do; !seen[do] {
			seen[do] = true
			out = append(out, v)
		}
	}
	return out
}

// doLinks writes verbs that lead to their reasons. The commas stand close to their words, which templ has no way to say.
type doLinks struct {
	who   string
	verbs []playground.Verb
}

// Render writes the links as HTML.
func (l doLinks) Render(_ context.Context, w io.Writer) error {
	var b strings.Builder
	for i, v := range l.verbs {
		b.WriteString(comma(i, len(l.verbs)))
		b.WriteString(`<button class="link" type="button" id="do-` + key(v.ID) + `" data-ask-who="` + templ.EscapeString(l.who) +
			`" data-ask-verb="` + templ.EscapeString(v.ID) + `" data-ask-whom="">` + templ.EscapeString(wordsOf(v).do) + `</button>`)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// comma is what stands before the word at i of n.
func comma(i, n int) string {
	switch {
	case i == 0:
		return ""
	case i == n-1:
		return " and "
	}
	return ", "
}

// askedRequest is what the view's field of requests says.
func askedRequest(o Options) string { return o.Fields["why.request"] }

func whoCanMark(c *playground.WhoCan) string {
	switch {
	case c.Trouble != "":
		return "unknown"
	case len(c.Whos) == 0:
		return "no"
	}
	return "yes"
}

func everythingTitle(r *playground.Response) phrase {
	p := append(phrase(nil), who(r.Person)...)
	if r.Person.Error == "" && len(personCans(r)) == 0 {
		return append(p, say(" may do nothing")).capital()
	}
	return append(p, say(" may")).capital()
}
