package changes

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"rolecall.example/internal/limits"
)

// gathering puts findings together: who have the same in common, and which verbs go the same way.
type gathering struct {
	at    map[string]int
	lines []gathered
}

// gathered is one finding with all who have it, in the order of bearers.
type gathered struct {
	finding
	who  []*bearer
	self string // the finding without its verb
}

func (g *gathering) add(b *bearer, f *finding) {
	key := f.key()
	whole := strconv.Itoa(f.verb) + key
	if g.at == nil {
		g.at = map[string]int{}
	}
	i, ok := g.at[whole]
	if !ok {
		i = len(g.lines)
		g.at[whole] = i
		g.lines = append(g.lines, gathered{finding: *f, self: key})
	}
	g.lines[i].who = append(g.lines[i].who, b)
}

// key tells findings apart, but for their verb.
func (f *finding) key() string {
	var b strings.Builder
	b.WriteByte('0' + byte(f.sign))
	for _, r := range [...]*Reach{&f.over, &f.kept} {
		b.WriteString("\x00" + strconv.FormatBool(r.Everyone) + strconv.FormatBool(r.Own))
		for _, t := range r.Targets {
			b.WriteString("\x01" + t.Kind + "=" + t.Name)
			if t.Future {
				b.WriteByte(2)
			}
		}
	}
	return b.String()
}

// changes lists what was gathered by who it is about: those first who come first among the bearers, then those who
// are more. more counts what limits.Changes leaves out.
func (g *gathering) changes(who *compaction, verbs []Verb) (out []Change, more int) {
	type block struct {
		first, size int
		who         []*bearer
		lines       []*gathered
	}
	at := map[string]int{}
	var blocks []block
	place := make(map[*bearer]int, len(who.bearers))
	for i := range who.bearers {
		place[&who.bearers[i]] = i
	}
	for i := range g.lines {
		l := &g.lines[i]
		key := l.people(place)
		j, ok := at[key]
		if !ok {
			j = len(blocks)
			at[key] = j
			blocks = append(blocks, block{first: place[l.who[0]], size: len(l.who), who: l.who})
		}
		blocks[j].lines = append(blocks[j].lines, l)
	}
	slices.SortStableFunc(blocks, func(a, b block) int {
		return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(b.size, a.size))
	})
	more = max(0, len(blocks)-limits.Changes)
	for _, b := range blocks[:len(blocks)-more] {
		out = append(out, Change{Who: who.of(b.who), Lines: linesOf(b.lines, verbs)})
	}
	return out, more
}

// people is a key for all who have a finding.
func (l *gathered) people(place map[*bearer]int) string {
	var b strings.Builder
	for _, x := range l.who {
		b.WriteString(strconv.Itoa(place[x]) + " ")
	}
	return b.String()
}

// linesOf joins verbs of one family that go the same way, gains before losses.
func linesOf(list []*gathered, verbs []Verb) []Line {
	var out []Line
	at := map[string]int{}
	slices.SortStableFunc(list, func(a, b *gathered) int { return cmp.Or(cmp.Compare(a.sign, b.sign), cmp.Compare(a.verb, b.verb)) })
	for _, l := range list {
		id := verbs[l.verb].ID
		family, _, _ := strings.Cut(id, ".")
		key := family + strings.Join(verbs[l.verb].Filters, " ") + "\x00" + l.self
		i, ok := at[key]
		if !ok {
			i = len(out)
			at[key] = i
			out = append(out, Line{Sign: l.sign, Over: l.over.bounded(), Kept: l.kept.bounded()})
		}
		out[i].Verbs = append(out[i].Verbs, id)
	}
	return out
}

func (r Reach) bounded() Reach {
	if more := len(r.Targets) - limits.ChangeTargets; more > 0 {
		r.Targets, r.More = r.Targets[:limits.ChangeTargets], more
	}
	return r
}
