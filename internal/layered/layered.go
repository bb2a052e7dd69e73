// Package layered places a directed graph in columns, after Sugiyama: the layers stand from left to right, long edges bend through the
// layers between, the order within each layer is chosen so that few edges cross, and each node stands as near to its neighbours as the
// order lets it. It knows nothing of what the nodes are, and the same graph always comes out the same.
package layered

import (
	"cmp"
	"slices"
)

// Sweeps bounds the passes over all layers, of ordering and of placing each.
const sweeps = 8

// Node is a box in a layer. Order is kept among nodes that nothing else tells apart.
type Node struct {
	Layer  int
	Height float64
}

// Edge leads from a node to one of a later layer; others are left out.
type Edge struct{ From, To int }

// Options are the distances between boxes of a layer: between nodes, and where one of the two is only an edge that passes.
type Options struct{ Gap, EdgeGap float64 }

// Layout is where everything stands.
type Layout struct {
	Y      []float64 // the middle of each node
	Bends  [][]Bend  // of each edge, where it passes the layers between; nil where it leads to the next one or was left out
	Height float64
}

// Bend is where an edge passes a layer.
type Bend struct {
	Layer int
	Y     float64
}

// item is a node, or a place where an edge passes.
type item struct {
	height   float64
	passing  bool
	layer    int
	pos      int // within its layer
	in, out  []int
	y        float64
	original int
}

// graph is the graph with every edge cut into steps from one layer to the next.
type graph struct {
	items  []item
	layers [][]int
	chains [][]int // of each edge: the items that it passes
}

// Lay places the nodes.
func Lay(nodes []Node, edges []Edge, o Options) Layout {
	g := cut(nodes, edges)
	g.order()
	g.place(o)
	out := Layout{Y: make([]float64, len(nodes)), Bends: make([][]Bend, len(edges))}
	top := 0.0
	for i, it := range g.items {
		if edge := it.y - it.height/2; i == 0 || edge < top {
			top = edge
		}
	}
	for i := range g.items {
		it := &g.items[i]
		it.y -= top
		out.Height = max(out.Height, it.y+it.height/2)
	}
	for i := range nodes {
		out.Y[i] = g.items[i].y
	}
	for e, chain := range g.chains {
		for _, i := range chain {
			out.Bends[e] = append(out.Bends[e], Bend{g.items[i].layer, g.items[i].y})
		}
	}
	return out
}

// cut makes the graph, with items in the order of the nodes and of the edges that pass.
func cut(nodes []Node, edges []Edge) *graph {
	g := &graph{chains: make([][]int, len(edges))}
	add := func(it item) int {
		at := len(g.items)
		for len(g.layers) <= it.layer {
			g.layers = append(g.layers, nil)
		}
		it.pos = len(g.layers[it.layer])
		it.original = at
		g.items, g.layers[it.layer] = append(g.items, it), append(g.layers[it.layer], at)
		return at
	}
	for _, n := range nodes {
		add(item{layer: max(0, n.Layer), height: n.Height})
	}
	join := func(from, to int) {
		g.items[from].out = append(g.items[from].out, to)
		g.items[to].in = append(g.items[to].in, from)
	}
	for e, edge := range edges {
		if edge.From < 0 || edge.To < 0 || edge.From >= len(nodes) || edge.To >= len(nodes) {
			continue
		}
		from, last := edge.From, g.items[edge.To].layer
		if g.items[from].layer >= last {
			continue
		}
		for layer := g.items[from].layer + 1; layer < last; layer++ {
			through := add(item{layer: layer, passing: true})
			join(from, through)
			g.chains[e] = append(g.chains[e], through)
			from = through
		}
		join(from, edge.To)
	}
	return g
}

// sortBy puts a layer into the order of the keys; equal ones stay as they stand.
func (g *graph) sortBy(layer []int, keys []float64) {
	slices.SortStableFunc(layer, func(a, b int) int { return cmp.Compare(keys[a], keys[b]) })
	for pos, i := range layer {
		g.items[i].pos = pos
	}
}
