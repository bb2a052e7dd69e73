package layered

import "slices"

// place gives each item its height in the picture: first one below the other, then in sweeps as near to the median of its neighbours
// as the order and the distances let it.
func (g *graph) place(o Options) {
	for _, layer := range g.layers {
		y := 0.0
		for n, i := range layer {
			if n > 0 {
				y += g.apart(layer[n-1], i, o)
			}
			g.items[i].y = y
		}
	}
	for n := range 2*sweeps + 1 {
		for l := range g.layers {
			at := l
			if n%2 == 1 {
				at = len(g.layers) - 1 - l
			}
			g.settle(g.layers[at], n, o)
		}
	}
}

// apart is how far the middles of two neighbours have to be.
func (g *graph) apart(a, b int, o Options) float64 {
	gap := o.Gap
	if g.items[a].passing || g.items[b].passing {
		gap = o.EdgeGap
	}
	return (g.items[a].height+g.items[b].height)/2 + gap
}

// settle moves the items of a layer to where their neighbours want them. Where the order forbids that, those that would overlap stand
// together at the mean of what they want: the least squares under that order.
func (g *graph) settle(layer []int, pass int, o Options) {
	type block struct {
		sum, weight float64
		count       int
	}
	var blocks []block
	offset := 0.0
	offsets := make([]float64, len(layer))
	for n, i := range layer {
		if n > 0 {
			offset += g.apart(layer[n-1], i, o)
		}
		offsets[n] = offset
		want, weight := g.wanted(i, pass)
		blocks = append(blocks, block{(want - offset) * weight, weight, 1})
		for len(blocks) > 1 {
			a, b := blocks[len(blocks)-2], blocks[len(blocks)-1]
			if a.sum/a.weight <= b.sum/b.weight {
				break
			}
			blocks = append(blocks[:len(blocks)-2], block{a.sum + b.sum, a.weight + b.weight, a.count + b.count})
		}
	}
	n := 0
	for _, b := range blocks {
		for range b.count {
			g.items[layer[n]].y = b.sum/b.weight + offsets[n]
			n++
		}
	}
}

// wanted is where an item would like to be, and how much that counts: at the median of its neighbours on one side, and in the last
// pass on both. An edge that passes wants it most, so that long edges are straight.
func (g *graph) wanted(i, pass int) (y, weight float64) {
	it := &g.items[i]
	near := it.in
	switch {
	case pass == 2*sweeps:
		near = slices.Concat(it.in, it.out)
	case pass%2 == 1:
		near = it.out
	}
	if len(near) == 0 {
		return it.y, 0.1
	}
	ys := make([]float64, len(near))
	for n, j := range near {
		ys[n] = g.items[j].y
	}
	slices.Sort(ys)
	if it.passing {
		return median(ys), 4
	}
	return median(ys), 1
}
