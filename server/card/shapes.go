package card

import (
	"image"
	"image/color"
	"math"
	"slices"

	"golang.org/x/image/vector"
)

// A point in the units of a scale.
type point struct{ x, y float64 }

type points []point

// scale maps units of a drawing to the picture.
type scale struct{ x, y, unit float64 }

func (s scale) at(p point) point { return point{s.x + p.x*s.unit, s.y + p.y*s.unit} }

// shape is pieces that are filled together. All go round in the same sense, so that they add up where they overlap.
type shape []points

func (p *shape) add(corners points) {
	area := 0.0
	for i, a := range corners {
		b := corners[(i+1)%len(corners)]
		area += a.x*b.y - b.x*a.y
	}
	if area < 0 {
		slices.Reverse(corners)
	}
	*p = append(*p, corners)
}

// draw fills the shape; it works on no more of the picture than the shape covers.
func (d *canvas) draw(p shape, c color.RGBA) {
	l, t, r, b := float64(Width), float64(Height), 0.0, 0.0
	for _, piece := range p {
		for _, at := range piece {
			l, t, r, b = min(l, at.x), min(t, at.y), max(r, at.x), max(b, at.y)
		}
	}
	box := image.Rect(int(l), int(t), int(r)+1, int(b)+1).Intersect(d.img.Bounds())
	if box.Empty() {
		return
	}
	z := vector.NewRasterizer(box.Dx(), box.Dy())
	for _, piece := range p {
		for i, at := range piece {
			x, y := float32(at.x-float64(box.Min.X)), float32(at.y-float64(box.Min.Y))
			if i == 0 {
				z.MoveTo(x, y)
			} else {
				z.LineTo(x, y)
			}
		}
		z.ClosePath()
	}
	z.Draw(d.img, box, image.NewUniform(c), image.Point{})
}

// arc is part of a circle, in radians from the right and on clockwise.
func arc(center point, radius, from, to float64) (out points) {
	n := max(8, int(radius*math.Abs(to-from)*2))
	for i := range n + 1 {
		at := from + (to-from)*float64(i)/float64(n)
		out = append(out, point{center.x + radius*math.Cos(at), center.y + radius*math.Sin(at)})
	}
	return out
}

// rounded fills a rectangle with round corners.
func (d *canvas) rounded(x, y, width, height int, radius float64, c color.RGBA) {
	l, t, r, b := float64(x)+radius, float64(y)+radius, float64(x+width)-radius, float64(y+height)-radius
	var corners points
	for i, center := range []point{{r, b}, {l, b}, {l, t}, {r, t}} {
		corners = append(corners, arc(center, radius, float64(i)*math.Pi/2, float64(i+1)*math.Pi/2)...)
	}
	var p shape
	p.add(corners)
	d.draw(p, c)
}

func (d *canvas) disc(c color.RGBA, s scale, x, y, radius float64) {
	var p shape
	p.add(arc(s.at(point{x, y}), radius*s.unit, 0, 2*math.Pi))
	d.draw(p, c)
}

// stroke draws lines of a width with round ends and joints.
func (d *canvas) stroke(c color.RGBA, s scale, width float64, lines ...points) {
	var p shape
	half := width * s.unit / 2
	for _, line := range lines {
		for i := range line {
			a := s.at(line[i])
			p.add(arc(a, half, 0, 2*math.Pi))
			if i+1 == len(line) {
				break
			}
			b := s.at(line[i+1])
			long := math.Hypot(b.x-a.x, b.y-a.y)
			if long == 0 {
				continue
			}
			nx, ny := (a.y-b.y)/long*half, (b.x-a.x)/long*half
			p.add(points{{a.x + nx, a.y + ny}, {b.x + nx, b.y + ny}, {b.x - nx, b.y - ny}, {a.x - nx, a.y - ny}})
		}
	}
	d.draw(p, c)
}

// ring is a circle's line, between two angles.
func ring(center point, radius, from, to float64) points { return arc(center, radius, from, to) }

// mark draws a verdict by its shape, as the site's icons have it.
func (d *canvas) mark(name string, x, y, side int) {
	s := scale{float64(x), float64(y), float64(side) / 16}
	c := markColor(name)
	middle := point{8, 8}
	switch name {
	case "yes":
		d.disc(c, s, 8, 8, 7)
		d.stroke(surface, s, 1.7, points{{4.9, 8.3}, {7.1, 10.5}, {11.2, 5.8}})
	case "no":
		d.stroke(c, s, 1.5, ring(middle, 6.25, 0, 2*math.Pi))
		d.stroke(c, s, 1.6, points{{5.7, 5.7}, {10.3, 10.3}}, points{{10.3, 5.7}, {5.7, 10.3}})
	case "invalid":
		d.stroke(c, s, 1.4, points{{8, 1.6}, {14.4, 8}, {8, 14.4}, {1.6, 8}, {8, 1.6}})
		d.stroke(c, s, 1.6, points{{8, 5}, {8, 8.4}}, points{{8, 10.7}, {8, 10.75}})
	default:
		var dashes []points
		for i := range 8 {
			from := float64(i) * math.Pi / 4
			dashes = append(dashes, ring(middle, 6.25, from, from+.34))
		}
		d.stroke(c, s, 1.3, dashes...)
		d.stroke(c, s, 1.4, points{{6.5, 6.6}, {6.8, 5.6}, {8, 5.05}, {9.2, 5.6}, {9.55, 6.6}, {8.8, 7.95}, {8.2, 8.4}, {8, 9.1}}, points{{8, 11.1}, {8, 11.15}})
	}
}
