package card

import (
	"image"
	"image/color"
	"image/draw"
	"strings"
	"unicode"

	"golang.org/x/image/math/fixed"
)

// maxRunes bounds the text that is measured: more never fits on a line.
const maxRunes = 200

// walk goes along the letters of a line and calls with each one's place behind the line's start, in pixels.
func (f *face) walk(s string, at func(x fixed.Int26_6, r rune)) fixed.Int26_6 {
	var x fixed.Int26_6
	tracking := fixed.Int26_6(f.tracking * 64)
	before := rune(-1)
	for _, r := range s {
		if before >= 0 {
			x += f.Kern(before, r) + tracking
		}
		at(x, r)
		advance, _ := f.GlyphAdvance(r)
		x += advance
		before = r
	}
	return x
}

// width of a line, in pixels.
func (f *face) width(s string) float64 {
	return float64(f.walk(s, func(fixed.Int26_6, rune) {})) / 64
}

// text draws a line from x, on the baseline y, and returns where it ends.
func (d *canvas) text(f *face, c color.RGBA, x float64, y int, s string) float64 {
	ground := image.NewUniform(c)
	end := f.walk(s, func(at fixed.Int26_6, r rune) {
		dot := fixed.Point26_6{X: fixed.Int26_6(x*64) + at, Y: fixed.I(y)}
		if box, mask, from, _, ok := f.Glyph(dot, r); ok {
			draw.DrawMask(d.img, box, ground, image.Point{}, mask, from, draw.Over)
		}
	})
	return x + float64(end)/64
}

const ellipsis = "…"

// fit cuts a line to the room that it has, with an ellipsis.
func fit(f *face, s string, room float64) string {
	letters := []rune(s)
	short := len(letters) > maxRunes
	if short {
		letters = letters[:maxRunes]
	}
	if !short && f.width(string(letters)) <= room {
		return string(letters)
	}
	for n := len(letters); n > 0; n-- {
		if cut := strings.TrimRight(string(letters[:n]), " ") + ellipsis; f.width(cut) <= room {
			return cut
		}
	}
	return ""
}

// wrap breaks a text at blanks into at most so many lines, of about the same length where fewer than all are needed.
// What does not fit ends with an ellipsis.
func wrap(f *face, s string, room float64, most int) []string {
	words := strings.Fields(s)
	if len(words) > maxRunes {
		words = words[:maxRunes]
	}
	lines := breakAt(f, words, room, most)
	if cut(lines) || len(lines) == 1 {
		return lines
	}
	// The narrowest room that needs no more lines gives the best balance.
	for narrow := room - 20; narrow > room/3; narrow -= 20 {
		tighter := breakAt(f, words, narrow, most)
		if len(tighter) > len(lines) || cut(tighter) {
			break
		}
		lines = tighter
	}
	return lines
}

func breakAt(f *face, words []string, room float64, most int) (lines []string) {
	for len(words) > 0 {
		if len(lines) == most-1 {
			return append(lines, fit(f, strings.Join(words, " "), room))
		}
		n := 1
		for n < len(words) && f.width(strings.Join(words[:n+1], " ")) <= room {
			n++
		}
		lines = append(lines, fit(f, strings.Join(words[:n], " "), room))
		words = words[n:]
	}
	return lines
}

// cut reports whether some text was left out.
func cut(lines []string) bool {
	for _, line := range lines {
		if strings.HasSuffix(line, ellipsis) {
			return true
		}
	}
	return false
}

// mostly reports whether the font has nearly all letters of a text.
func mostly(f *face, s string) bool {
	letters, missing, n := 0, 0, 0
	for _, r := range s {
		if n++; n > maxRunes {
			break
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			letters++
			if !f.has(r) {
				missing++
			}
		}
	}
	return letters > 0 && missing*10 <= letters
}

// known is a text with only what the font has: other letters become a sign of their own, other signs are left out.
func known(f *face, s string) string {
	n := 0
	return strings.Map(func(r rune) rune {
		switch n++; {
		case n > 4*maxRunes:
			return -1
		case r == '\t' || r == '\n' || r == '\r':
			return ' '
		case f.has(r):
			return r
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			return '\uFFFD'
		}
		return -1
	}, s)
}
