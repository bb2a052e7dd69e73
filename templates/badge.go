package templates

import (
	"fmt"

	"rolecall.example/internal/playground"
)

// badgeName stands at the left of every badge.
const badgeName = "Rolecall"

// badge is a verdict in a badge, its widths in pixels.
type badge struct {
	text, color          string
	nameWidth, textWidth int
}

// badgeColors are dark enough for white letters (4.5 to 1) and differ from the name's ground.
var badgeColors = map[string]string{"yes": "#1c6b40", "no": "#a11d3c", "invalid": "#7a4f00", "unknown": "#6d655b"}

// badgeSigns tell the verdicts apart without colour.
var badgeSigns = map[string]string{"yes": "✓", "no": "✗", "invalid": "?", "unknown": "–"}

func badgeOf(r *playground.Response) badge {
	v := verdictFor(r.Verdict(), r.Starts, r.Tally)
	b := badge{text: badgeSigns[v.mark] + " " + v.text, color: badgeColors[v.mark]}
	b.nameWidth, b.textWidth = textWidth(badgeName), textWidth(b.text)
	return b
}

func (b badge) width() int { return b.nameWidth + b.textWidth + 28 }

func (b badge) label() string { return badgeName + ": " + b.text }

// right is the outline of the verdict's ground.
func (b badge) right() string {
	from := b.nameWidth + 14
	return fmt.Sprintf("M%d 0H%da4 4 0 0 1 4 4v12a4 4 0 0 1-4 4H%dz", from, b.width()-4, from)
}

// textWidth is about what a text takes in Verdana at 11 pixels. Browsers fit the letters to it.
func textWidth(s string) int {
	w := 0.0
	for _, r := range s {
		switch r {
		case 'i', 'j', 'l', 'I', 'f', 't', ' ', '.', ',', '/', '|', '!', '\'':
			w += 4
		case 'm', 'w', 'M', 'W':
			w += 9.5
		default:
			w += 6.8
		}
	}
	return int(w + .5)
}
