package card

import (
	"image/color"

	"rolecall.example/templates"
)

// Sizes of the matrix at the right, in pixels.
const (
	cellHeight = 40
	cellGap    = 5
	widestCell = 118
	gridRoom   = 500 // for names and cells together
	widestName = 132
)

// grid draws who reaches whom at the right side and returns the left edge of it.
func (d *canvas) grid(c *templates.Card) int {
	names := 0.0
	for _, row := range c.Rows {
		names = max(names, d.semi16.width(fit(d.semi16, known(d.semi16, row.Name), widestName)))
	}
	columns := len(c.Columns)
	width := min(widestCell, (gridRoom-int(names)-12)/columns-cellGap)
	x := right - columns*(width+cellGap) + cellGap
	const top, bottom = 112, foot - 24
	height := 28 + len(c.Rows)*(cellHeight+cellGap) + 30
	y := top + (bottom-top-height)/2
	for i, head := range c.Columns {
		head = fit(d.regular15, head, float64(width))
		d.text(d.regular15, ink2, float64(x+i*(width+cellGap))+(float64(width)-d.regular15.width(head))/2, y+14, head)
	}
	y += 28
	for _, row := range c.Rows {
		name := fit(d.semi16, known(d.semi16, row.Name), widestName)
		d.text(d.semi16, ink2, float64(x-12)-d.semi16.width(name), y+26, name)
		for i, cell := range row.Cells {
			d.cell(cell, x+i*(width+cellGap), y, width)
		}
		y += cellHeight + cellGap
	}
	caption := fit(d.regular20, c.Caption, gridRoom)
	d.text(d.regular20, ink2, float64(right)-d.regular20.width(caption), y+24, caption)
	return x - 12 - int(names)
}

// cell draws one reach: ink grows with it, and its shape tells it apart without colour.
func (d *canvas) cell(c templates.CardCell, x, y, width int) {
	word := ink
	switch c.Reach {
	case "self":
		d.framed(x, y, width, cellHeight/2, edge, surface)
	case "some":
		d.framed(x, y, width, 4, someEdge, some)
	case "all":
		d.rounded(x, y, width, cellHeight, 4, all)
		word = allInk
	case "unknown":
		d.framed(x, y, width, 4, line, surface)
		word = ink3
	default:
		d.rounded(x, y, width, cellHeight, 4, sunken)
		d.disc(ink3, scale{float64(x), float64(y), 1}, float64(width)/2, cellHeight/2, 1.5)
		return
	}
	text := fit(d.regular15, known(d.regular15, c.Word), float64(width-10))
	d.text(d.regular15, word, float64(x)+(float64(width)-d.regular15.width(text))/2, y+25, text)
}

func (d *canvas) framed(x, y, width int, radius float64, edge, ground color.RGBA) {
	d.rounded(x, y, width, cellHeight, radius, edge)
	d.rounded(x+1, y+1, width-2, cellHeight-2, radius-1, ground)
}
