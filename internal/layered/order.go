package layered

import "slices"

// order chooses the order within the layers: sweeps by the median of the neighbours and by their mean, swaps of neighbours that help, and of all that
// was seen the order with the fewest crossings.
func (g *graph) order() {
	best, fewest := g.snapshot(), g.crossings()
	for sweep := 0; sweep < sweeps && fewest > 0; sweep++ {
		key := median
		if sweep%4 >= 2 {
			key = mean
		}
		g.sweep(sweep%2 == 0, key)
		g.swap()
		if n := g.crossings(); n < fewest {
			best, fewest = g.snapshot(), n
		}
	}
	for l, layer := range best {
		g.layers[l] = layer
		for pos, i := range layer {
			g.items[i].pos = pos
		}
	}
}

func (g *graph) snapshot() [][]int {
	out := make([][]int, len(g.layers))
	for l, layer := range g.layers {
		out[l] = slices.Clone(layer)
	}
	return out
}

// sweep sorts each layer by the medians or means of its neighbours in the one before, or from the last layer on in the one behind. Who has no
// neighbour there keeps its place.
func (g *graph) sweep(forth bool, key func([]float64) float64) {
	keys := make([]float64, len(g.items))
	for n := range g.layers {
		l := n
		if !forth {
			l = len(g.layers) - 1 - n
		}
		for pos, i := range g.layers[l] {
			near := g.items[i].in
			if !forth {
				near = g.items[i].out
			}
			if len(near) == 0 {
				keys[i] = float64(pos)
				continue
			}
			keys[i] = key(g.positions(near))
		}
		g.sortBy(g.layers[l], keys)
	}
}

func (g *graph) positions(items []int) []float64 {
	out := make([]float64, len(items))
	for n, i := range items {
		out[n] = float64(g.items[i].pos)
	}
	slices.Sort(out)
	return out
}

func median(sorted []float64) float64 {
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}

func mean(of []float64) float64 {
	sum := 0.0
	for _, x := range of {
		sum += x
	}
	return sum / float64(len(of))
}

// swap changes neighbours of a layer as long as that takes crossings away, a few times over.
func (g *graph) swap() {
	for range sweeps {
		changed := false
		for _, layer := range g.layers {
			for p := 0; p+1 < len(layer); p++ {
				a, b := layer[p], layer[p+1]
				now := g.between(a, b, true) + g.between(a, b, false)
				then := g.between(b, a, true) + g.between(b, a, false)
				if then < now {
					layer[p], layer[p+1] = b, a
					g.items[a].pos, g.items[b].pos = p+1, p
					changed = true
				}
			}
		}
		if !changed {
			return
		}
	}
}

// between counts the crossings of the edges of a with those of b, on one side, where a stands before b.
func (g *graph) between(a, b int, in bool) int {
	x, y := g.items[a].out, g.items[b].out
	if in {
		x, y = g.items[a].in, g.items[b].in
	}
	n := 0
	for _, i := range x {
		for _, j := range y {
			if g.items[i].pos > g.items[j].pos {
				n++
			}
		}
	}
	return n
}

// crossings counts all pairs of edges that cross, by the sums of a binary indexed tree.
func (g *graph) crossings() int {
	total := 0
	for l := 0; l+1 < len(g.layers); l++ {
		tree := make([]int, len(g.layers[l+1])+1)
		seen := 0
		for _, i := range g.layers[l] {
			for _, j := range g.items[i].out {
				before := 0
				for at := g.items[j].pos + 1; at > 0; at -= at & -at {
					before += tree[at]
				}
				total += seen - before
			}
			for _, j := range g.items[i].out {
				seen++
				for at := g.items[j].pos + 1; at < len(tree); at += at & -at {
					tree[at]++
				}
			}
		}
	}
	return total
}
