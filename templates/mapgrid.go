package templates

import (
	"slices"

	"rolecall.example/internal/playground"
)

// gridShape is the measures of a grid, in pixels: wide cells with words in them, or small ones once there are many.
type gridShape struct {
	compact                  bool
	left, top                float64 // of the first cell
	cellW, cellH, gap, split float64 // split is the gap between people of different groups
}

const gridWide = 8 // columns with words in their cells

func shapeOf(g *playground.Grid) gridShape {
	longest, head := 0, 0
	for i := range g.Rows {
		longest = max(longest, letters(lineName(&g.Rows[i])))
	}
	for i := range g.Columns {
		head = max(head, letters(lineName(&g.Columns[i])))
	}
	s := gridShape{gap: 3, split: 11, left: 14 + letterWidth*float64(min(longest, rowLetters))}
	if s.compact = len(g.Columns) > gridWide || head > 14; s.compact {
		s.cellW, s.cellH, s.top = 20, 20, 34+letterWidth*.72*float64(min(head, columnLetters))
		s.gap = 2
	} else {
		s.cellW, s.cellH, s.top = max(57, 10+letterWidth*float64(head)), 29, 46
	}
	return s
}

const (
	rowLetters    = 28
	columnLetters = 24
)

// Grid draws people by people.
func drawGrid(m *playground.Map, o Options) *drawing {
	d, g := &drawing{}, &m.Grid
	s := shapeOf(g)
	xs, width := s.places(g.Columns, s.left, s.cellW)
	ys, height := s.places(g.Rows, s.top, s.cellH)
	if s.compact {
		width += letterWidth * .72 * columnLetters / 2 // the last slanted name
	}
	zoom := zoomOf(o)
	d.open("svg", "id", "map-grid", "class", "grid-map", "xmlns", "http://www.w3.org/2000/svg", "width", (width+2)*zoom, "height", (height+2)*zoom,
		"viewBox", "0 0 "+tenths(width+2)+" "+tenths(height+2), "role", "group", "aria-labelledby", "map-grid-title")
	d.text("title", gridTitle(m), "id", "map-grid-title")
	s.brackets(d, g, xs)
	for i := range g.Columns {
		s.columnName(d, &g.Columns[i], xs[i])
	}
	p := gridPen{drawing: d, m: m, s: s, xs: xs, static: o.Static, words: wordsOf(m.Verb)}
	for i := range g.Rows {
		d.text("text", fitting(lineName(&g.Rows[i]), rowLetters), "class", "svg-name", "x", s.left-10, "y", ys[i]+s.cellH/2+4, "text-anchor", "end")
		p.row(i, ys[i])
	}
	d.close("svg")
	return d
}

// places are where lines begin, and where the last one ends: those of other groups, and services, stand apart.
func (s *gridShape) places(lines []playground.GridLine, from, size float64) ([]float64, float64) {
	out := make([]float64, len(lines))
	for i := range lines {
		if i > 0 {
			from += s.gap
			if apart(&lines[i-1], &lines[i]) {
				from += s.split - s.gap
			}
		}
		out[i] = from
		from += size
	}
	return out, from
}

func apart(a, b *playground.GridLine) bool {
	return a.Service != b.Service || !slices.Equal(a.Groups, b.Groups)
}

// brackets name the groups over their columns, where there is room for the name.
func (s *gridShape) brackets(d *drawing, g *playground.Grid, xs []float64) {
	for i := 0; i < len(g.Columns); {
		end := i + 1
		for end < len(g.Columns) && !apart(&g.Columns[i], &g.Columns[end]) {
			end++
		}
		if l := &g.Columns[i]; len(l.Groups) > 0 && !g.ByGroup {
			from, to, name := xs[i], xs[end-1]+s.cellW, groupNames(l)
			d.open("g")
			d.title(name)
			d.empty("path", "class", "svg-rule", "d", "M"+tenths(from+.5)+" 20.5v-4h"+tenths(to-from-1)+"v4")
			if letters(name) <= int((to-from)/(letterWidth*.9)) {
				d.text("text", name, "class", "svg-label", "x", (from+to)/2, "y", 11, "text-anchor", "middle")
			}
			d.close("g")
		}
		i = end
	}
}

func (s *gridShape) columnName(d *drawing, l *playground.GridLine, x float64) {
	name := lineName(l)
	if !s.compact {
		d.text("text", name, "class", "svg-name", "x", x+s.cellW/2, "y", 37, "text-anchor", "middle")
		return
	}
	at := tenths(x+s.cellW/2+4) + " " + tenths(s.top-6)
	d.text("text", fitting(name, columnLetters), "class", "svg-name", "transform", "translate("+at+") rotate(-46)")
}

// gridPen draws the cells of a grid.
type gridPen struct {
	*drawing
	m      *playground.Map
	s      gridShape
	xs     []float64
	static bool
	words  verbWords
}

// row draws one row. Neighbours that say the same are one piece where cells are small, and a no is no link there.
func (p *gridPen) row(i int, y float64) {
	g := &p.m.Grid
	for j := 0; j < len(g.Columns); {
		end := j + 1
		for p.s.compact && end < len(g.Columns) && !apart(&g.Columns[j], &g.Columns[end]) && same(&g.Cells[i][j], &g.Cells[i][end]) {
			end++
		}
		p.cell(i, j, end, y)
		j = end
	}
}

func same(a, b *playground.GridCell) bool {
	return a.Reach == b.Reach && a.Part == 0 && b.Part == 0 && slices.Equal(a.By, b.By)
}

// cell draws the cells from one column to before another, which say the same.
func (p *gridPen) cell(i, from, to int, y float64) {
	row, c := &p.m.Grid.Rows[i], &p.m.Grid.Cells[i][from]
	word, says := cellWords(c)
	x, w, h := p.xs[from], p.xs[to-1]+p.s.cellW-p.xs[from], p.s.cellH
	label := lineNames(row) + " → " + lineNames(&p.m.Grid.Columns[from])
	if n := to - from; n > 1 {
		label += " … " + lineNames(&p.m.Grid.Columns[to-1])
	}
	label += ": " + says
	link := !p.static && (c.Reach != playground.Nothing || !p.s.compact)
	if link {
		whom := p.whom(c, &p.m.Grid.Columns[from], to-from)
		attributes := []any{"href", "#map-grid", "aria-label", label, "data-ask-who", row.Who, "data-ask-verb", p.m.Verb.ID, "data-ask-whom", whom}
		if c.Reach == playground.Nothing {
			attributes = append(attributes, "tabindex", "-1")
		}
		p.open("a", attributes...)
	} else {
		p.open("g")
	}
	p.title(label)
	p.shape(c, x, y, w, h)
	ink := "cell-word"
	switch {
	case c.Reach == playground.Nothing && !p.s.compact:
		p.empty("circle", "class", "cell-dot", "cx", x+w/2, "cy", y+h/2, "r", 1.5)
	case c.Reach == playground.Everyone:
		ink = "cell-word on-ink"
		fallthrough
	case c.Reach != playground.Nothing:
		if room := int((w - 4) / (letterWidth * .9)); letters(word) <= room || !p.s.compact {
			p.text("text", fitting(word, room), "class", ink, "x", x+w/2, "y", y+h/2+4)
		}
	}
	if link {
		p.empty("rect", "class", "svg-ring", "x", x-1.5, "y", y-1.5, "width", w+3, "height", h+3, "rx", 6)
		p.close("a")
	} else {
		p.close("g")
	}
}

// shape is the box of a cell: each reach has its own, so that none hangs on colour.
func (p *gridPen) shape(c *playground.GridCell, x, y, w, h float64) {
	box := func(class string, round float64) {
		p.empty("rect", "class", class, "x", x+.5, "y", y+.5, "width", w-1, "height", h-1, "rx", round)
	}
	switch c.Reach {
	case playground.Self:
		box("cell-self", h/2)
	case playground.Everyone:
		box("cell-all", 4)
	case playground.Unclear:
		box("cell-unknown", 4)
	case playground.Some:
		if c.Part > 0 {
			box("cell-part", 4)
			p.empty("rect", "class", "cell-fill", "x", x+1, "y", y+h/2, "width", w-2, "height", h/2-1, "rx", 3)
			return
		}
		box("cell-some", 4)
	default:
		box("cell-none", 4)
	}
}

// whom is what the Why view is asked about: the one person of the column, or what the filter names.
func (p *gridPen) whom(c *playground.GridCell, l *playground.GridLine, columns int) string {
	switch {
	case p.m.Grid.Imagined && c.Reach == playground.Self:
		return playground.OwnWhom
	case columns == 1 && l.Count == 1 && !p.m.Grid.Imagined:
		return "user=" + l.Names[0]
	case len(c.By) > 0:
		return c.By[0].Kind + "=" + c.By[0].Name
	}
	return ""
}

// The steps of a map's size, in percent.
var zooms = []string{"50", "75", "100", "150", "200"}

func zoomAt(o Options) int {
	if at := slices.Index(zooms, o.Fields["map.zoom"]); at >= 0 {
		return at
	}
	return 2
}

func zoomOf(o Options) float64 { return []float64{.5, .75, 1, 1.5, 2}[zoomAt(o)] }

// zoomTo is the size that a button leads to, by so many steps; "" where there is none.
func zoomTo(o Options, by int) string {
	if at := zoomAt(o) + by; at >= 0 && at < len(zooms) {
		return zooms[at]
	}
	return ""
}
