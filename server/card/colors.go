package card

import "image/color"

// The colours of the site's light theme: a card stands among others, on grounds that we don't know, so it has one
// look.
var (
	paper    = hex(0xfbfaf8)
	surface  = hex(0xffffff)
	sunken   = hex(0xf2f0ec)
	ink      = hex(0x1f1c18)
	ink2     = hex(0x544e46)
	ink3     = hex(0x6d655b)
	line     = hex(0xd3ccc1)
	edge     = hex(0x91897d)
	some     = hex(0xece7df)
	someEdge = hex(0xb3a99b)
	all      = hex(0x2c2722)
	allInk   = hex(0xfffdfa)
	yes      = hex(0x1c6b40)
	no       = hex(0xa11d3c)
	invalid  = hex(0x7a4f00)
	sign     = hex(0x2a2520)
	signLine = hex(0xfffaf3)
	signTick = hex(0xff8b3a)
)

func hex(rgb uint32) color.RGBA {
	return color.RGBA{uint8(rgb >> 16), uint8(rgb >> 8), uint8(rgb), 255}
}

// verdictColors are the border, the ground and the words of a verdict.
func verdictColors(mark string) (edge, wash, word color.RGBA) {
	switch mark {
	case "yes":
		return hex(0xa9cdb8), hex(0xedf6f0), yes
	case "no":
		return hex(0xe0b4be), hex(0xfbeff1), no
	case "invalid":
		return hex(0xdac494), hex(0xfbf4e4), invalid
	}
	return line, surface, ink2
}

func markColor(mark string) color.RGBA {
	switch mark {
	case "yes":
		return yes
	case "no":
		return no
	case "invalid":
		return invalid
	}
	return ink3
}
