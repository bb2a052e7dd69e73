// Package card draws the picture of a scenario that previews elsewhere show: its title, its verdict, its first checks
// and who reaches whom. It takes finished words (templates.Card) and gives PNG, and nothing in it knows a file or a
// network: the fonts are embedded (files_js.go: but for Workers).
package card

import (
	"bytes"
	"image"
	"image/color"
	"image/png"

	"rolecall.example/templates"
)

// Width and Height are the picture's, in pixels, as previews ask for them.
const (
	Width  = 1200
	Height = 630
)

// Edges of the picture, in pixels.
const (
	left   = 64
	right  = Width - 64
	gutter = 48
	foot   = 532 // top of the line with the verdict
)

// Draw gives the card as PNG. Its work is bounded: what does not fit is cut, whatever its length.
func Draw(c templates.Card) ([]byte, error) {
	d, err := newCanvas()
	if err != nil {
		return nil, err
	}
	d.fill(paper)
	d.wordmark(left, 58)
	room := right - left
	if len(c.Rows) > 0 {
		x := d.grid(&c)
		room = x - gutter - left
	}
	d.main(&c, room)
	d.foot(&c)
	var out bytes.Buffer
	if err := png.Encode(&out, d.img); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// main is the title over the checks, together in the middle of the height that is left.
func (d *canvas) main(c *templates.Card, room int) {
	heading, lines, height := d.title(c, float64(room))
	checks := c.Checks[:min(len(c.Checks), maxChecks-max(0, len(lines)-2))]
	const step = 41
	var lead []string
	if len(checks) == 0 {
		lead = wrap(d.regular24, known(d.regular24, c.Lead), float64(min(room, 860)), 4)
	}
	const leadStep = 36
	total := len(lines)*height + len(checks)*step + len(lead)*leadStep
	if len(checks)+len(lead) > 0 {
		total += 24
	}
	const top, bottom = 112, foot - 24
	y := top + (bottom-top-total)/2
	for _, line := range lines {
		d.text(heading, ink, left, y+height*3/4, line)
		y += height
	}
	y += 24
	for _, check := range checks {
		d.mark(check.Mark, left, y+7, 26)
		d.check(check, left+40, y+28, float64(room-40))
		y += step
	}
	for _, line := range lead {
		d.text(d.regular24, ink2, left, y+26, line)
		y += leadStep
	}
}

// maxChecks is how many checks have room below a title of two lines.
const maxChecks = 4

// title sets the title as large as fits into three lines.
func (d *canvas) title(c *templates.Card, room float64) (used *face, lines []string, height int) {
	text := c.Title
	if !mostly(d.title58, text) {
		text = c.Fallback
	}
	text = known(d.title58, text)
	for _, size := range []struct {
		face   *face
		height int
		lines  int
	}{{d.title58, 63, 2}, {d.title48, 53, 3}} {
		lines = wrap(size.face, text, room, size.lines)
		if used, height = size.face, size.height; !cut(lines) {
			break
		}
	}
	return used, lines, height
}

// check is one line of the check language: the claim in bold, what it asks for behind it.
func (d *canvas) check(c templates.CardCheck, x, y int, room float64) {
	claim, rest := known(d.monoBold, c.Claim), known(d.mono, c.Rest)
	claim = fit(d.monoBold, claim, room)
	at := d.text(d.monoBold, ink, float64(x), y, claim)
	rest = fit(d.mono, rest, room-(at-float64(x)))
	d.text(d.mono, ink2, at, y, rest)
}

// foot is the verdict, the version that gave it, and where the scenario is.
func (d *canvas) foot(c *templates.Card) {
	edge, wash, word := verdictColors(c.Verdict.Mark)
	const height = 50
	width := 56 + int(d.semi24.width(c.Verdict.Text)) + 24
	d.rounded(left, foot, width, height, height/2, edge)
	d.rounded(left+2, foot+2, width-4, height-4, height/2-2, wash)
	d.mark(c.Verdict.Mark, left+14, foot+11, 28)
	d.text(d.semi24, word, left+56, foot+33, c.Verdict.Text)
	at := d.text(d.regular22, ink2, float64(left+width+22), foot+33, c.Version)
	address := fit(d.mono19, known(d.mono19, c.Address), right-at-gutter)
	d.text(d.mono19, ink3, right-d.mono19.width(address), foot+32, address)
}

// wordmark is the site's sign and name.
func (d *canvas) wordmark(x, y int) {
	const side = 38
	d.rounded(x, y, side, side, 9.5, sign)
	s := scale{float64(x), float64(y), side / 32.0}
	d.stroke(signLine, s, 2.6, points{{18, 8.6}, {25.5, 8.6}}, points{{18, 16}, {25.5, 16}}, points{{18, 23.4}, {25.5, 23.4}})
	d.stroke(signTick, s, 3, points{{6.3, 8.9}, {8.5, 11.1}, {12.7, 6.5}}, points{{6.3, 16.3}, {8.5, 18.5}, {12.7, 13.9}})
	d.disc(signLine, s, 9.5, 23.4, 1.5)
	d.text(d.bold28, ink, float64(x+side+12), y+29, "Rolecall")
}

// canvas is a picture being drawn, with the faces of this drawing: a face may not be used by two at once.
type canvas struct {
	img *image.RGBA
	faces
}

func newCanvas() (*canvas, error) {
	d := &canvas{img: image.NewRGBA(image.Rect(0, 0, Width, Height))}
	return d, d.faces.open()
}

func (d *canvas) fill(c color.Color) {
	for i := 0; i < len(d.img.Pix); i += 4 {
		r, g, b, _ := c.RGBA()
		d.img.Pix[i], d.img.Pix[i+1], d.img.Pix[i+2], d.img.Pix[i+3] = uint8(r>>8), uint8(g>>8), uint8(b>>8), 255
	}
}
