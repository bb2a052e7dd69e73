package templates

import (
	"context"
	"io"
	"math"
	"strconv"

	"github.com/a-h/templ"
)

// drawing is an SVG as it is written. It is Go and no template, because a picture of a large Hub has thousands of pieces, drawn anew on
// each key. Attributes are presentation attributes and classes: the content security policy forbids inline styles.
type drawing struct{ b []byte }

// Render writes the drawing.
func (d *drawing) Render(_ context.Context, w io.Writer) error {
	_, err := w.Write(d.b)
	return err
}

// open begins an element with attributes, names and values in turn; numbers are rounded to tenths.
func (d *drawing) open(tag string, attributes ...any) {
	d.b = append(append(d.b, '<'), tag...)
	for i := 0; i+1 < len(attributes); i += 2 {
		d.b = append(append(append(d.b, ' '), attributes[i].(string)...), `="`...)
		switch v := attributes[i+1].(type) {
		case string:
			d.b = append(d.b, templ.EscapeString(v)...)
		case int:
			d.b = strconv.AppendInt(d.b, int64(v), 10)
		case float64:
			d.b = appendTenths(d.b, v)
		}
		d.b = append(d.b, '"')
	}
	d.b = append(d.b, '>')
}

func (d *drawing) close(tag string) {
	d.b = append(append(append(d.b, "</"...), tag...), '>')
}

// empty is an element without content.
func (d *drawing) empty(tag string, attributes ...any) {
	d.open(tag, attributes...)
	d.close(tag)
}

// text is an element that holds a text.
func (d *drawing) text(tag, text string, attributes ...any) {
	d.open(tag, attributes...)
	d.b = append(d.b, templ.EscapeString(text)...)
	d.close(tag)
}

// title is what a pointer that rests on the element around it shows, and what a screen reader says.
func (d *drawing) title(text string) { d.text("title", text) }

func appendTenths(b []byte, v float64) []byte {
	return strconv.AppendFloat(b, math.Round(v*10)/10, 'f', -1, 64)
}

func tenths(v float64) string { return string(appendTenths(nil, v)) }

// fitting is as much of a text as fits into so many letters.
func fitting(text string, letters int) string {
	n := 0
	for at := range text {
		if n++; n == letters+1 {
			cut := 0
			for i := range text[:at] {
				cut = i
			}
			return text[:cut] + "…"
		}
	}
	return text
}

// letters counts the runes of a text, for its width: about 6.6 pixels each at 12 pixels.
func letters(text string) int {
	n := 0
	for range text {
		n++
	}
	return n
}

const letterWidth = 6.8

// standaloneStyle colours a drawing that is saved as a file of its own. The page's own colours stand in site/css/map.css, by the same
// classes.
const standaloneStyle = `svg{background:#fff;font-family:system-ui,sans-serif}text{fill:#544e46;font-size:12px}.svg-name{fill:#1f1c18;font-weight:540}` +
	`.svg-label{fill:#6d655b;font-size:11px}.svg-rule,.edge{fill:none;stroke:#b3a99b;stroke-width:1.25}.svg-rule{stroke:#d3ccc1}.edge-dot,.cell-dot{fill:#91897d}` +
	`.cell-none{fill:#f4f2ee}.cell-self{fill:#fff;stroke:#91897d}.cell-some{fill:#ece7df;stroke:#b3a99b}.cell-part{fill:#fff;stroke:#b3a99b}.cell-fill{fill:#ece7df}` +
	`.cell-all{fill:#2c2722}.cell-unknown{fill:#fff;stroke:#91897d;stroke-dasharray:3 2.5}.cell-word{font-size:11px;text-anchor:middle}.on-ink{fill:#fffdfa}` +
	`.node{fill:#fbfaf8;stroke:#d3ccc1}.node-role{fill:#ece7df;stroke:#b3a99b}.node-default{fill:#fff;stroke-dasharray:3 2.5}.svg-mono{font:11.5px monospace;fill:#2a4f5e}` +
	`.svg-filter{fill:#7a3583}.svg-ring{fill:none}@media (prefers-color-scheme:dark){svg{background:#1e1b18}text{fill:#bdb5a9}.svg-name{fill:#efeae2}.svg-label{fill:#9d9488}` +
	`.svg-rule,.edge{stroke:#6a6156}.edge-dot,.cell-dot{fill:#7b7266}.cell-none{fill:#11100e}.cell-self,.cell-part,.cell-unknown{fill:#1e1b18;stroke:#7b7266}` +
	`.cell-some{fill:#3a342d;stroke:#6a6156}.cell-fill{fill:#3a342d}.cell-all{fill:#e9e2d7}.on-ink{fill:#191613}.node{fill:#181613;stroke:#453f37}` +
	`.node-role{fill:#3a342d;stroke:#6a6156}.node-default{fill:#1e1b18}.svg-mono{fill:#9ccbd9}.svg-filter{fill:#dba6e2}}`
