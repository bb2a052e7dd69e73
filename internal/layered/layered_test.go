package layered

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

var usual = Options{Gap: 8, EdgeGap: 6}

// random draws a graph of some layers.
func random(r *rand.Rand) ([]Node, []Edge) {
	nodes := make([]Node, 1+r.IntN(30))
	for i := range nodes {
		nodes[i] = Node{Layer: r.IntN(5), Height: float64(10 + r.IntN(30))}
	}
	edges := make([]Edge, r.IntN(60))
	for i := range edges {
		edges[i] = Edge{r.IntN(len(nodes)+2) - 1, r.IntN(len(nodes)+2) - 1} // some lead nowhere
	}
	return nodes, edges
}

func TestNothingOverlaps(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		nodes, edges := random(r)
		l := Lay(nodes, edges, usual)
		for i, a := range nodes {
			if l.Y[i]-a.Height/2 < -1e-6 || l.Y[i]+a.Height/2 > l.Height+1e-6 {
				t.Fatalf("node %d stands at %v of %v", i, l.Y[i], l.Height)
			}
			for j, b := range nodes {
				if i < j && a.Layer == b.Layer {
					if apart := max(l.Y[i], l.Y[j]) - min(l.Y[i], l.Y[j]); apart < (a.Height+b.Height)/2+usual.EdgeGap-1e-6 {
						t.Fatalf("nodes %d and %d are %v apart", i, j, apart)
					}
				}
			}
		}
	}
}

func TestEveryLongEdgeBendsInEachLayerBetween(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		nodes, edges := random(r)
		for e, bends := range Lay(nodes, edges, usual).Bends {
			want := 0
			if from, to := edges[e].From, edges[e].To; from >= 0 && to >= 0 && from < len(nodes) && to < len(nodes) {
				want = max(0, nodes[to].Layer-nodes[from].Layer-1)
				for n, b := range bends {
					if b.Layer != nodes[from].Layer+1+n {
						t.Fatalf("bend %d stands in layer %d", n, b.Layer)
					}
				}
			}
			if len(bends) != want {
				t.Fatalf("%v has %d bends, want %d", edges[e], len(bends), want)
			}
		}
	}
}

func TestLayoutsAreTheSame(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(5, 6))
	for range 50 {
		nodes, edges := random(r)
		if a, b := Lay(nodes, edges, usual), Lay(nodes, edges, usual); !reflect.DeepEqual(a, b) {
			t.Fatalf("%v and %v", a, b)
		}
	}
}

// count counts crossings pair by pair.
func count(g *graph) int {
	n := 0
	type step struct{ layer, from, to int }
	var steps []step
	for i := range g.items {
		for _, j := range g.items[i].out {
			steps = append(steps, step{g.items[i].layer, g.items[i].pos, g.items[j].pos})
		}
	}
	for i, a := range steps {
		for _, b := range steps[i+1:] {
			if a.layer == b.layer && (a.from-b.from)*(a.to-b.to) < 0 {
				n++
			}
		}
	}
	return n
}

func TestCrossingsAreCounted(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(7, 8))
	for range 300 {
		g := cut(random(r))
		if got, want := g.crossings(), count(g); got != want {
			t.Fatalf("%d crossings, want %d", got, want)
		}
	}
}

// permutations calls f with each order of the items.
func permutations(items []int, k int, f func()) {
	if k == len(items) {
		f()
		return
	}
	for i := k; i < len(items); i++ {
		items[k], items[i] = items[i], items[k]
		permutations(items, k+1, f)
		items[k], items[i] = items[i], items[k]
	}
}

// TestOrderIsNearTheBest tries all orders of small graphs of two layers.
func TestOrderIsNearTheBest(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(9, 10))
	before, after, least := 0, 0, 0
	for range 30 {
		var nodes []Node
		var edges []Edge
		for i := range 10 {
			nodes = append(nodes, Node{Layer: i / 5, Height: 10})
		}
		for i := range 5 {
			for j := range 5 {
				if r.IntN(5) < 2 {
					edges = append(edges, Edge{i, 5 + j})
				}
			}
		}
		g := cut(nodes, edges)
		before += g.crossings()
		best := g.crossings()
		h := cut(nodes, edges)
		permutations(h.layers[0], 0, func() {
			for pos, i := range h.layers[0] {
				h.items[i].pos = pos
			}
			permutations(h.layers[1], 0, func() {
				for pos, i := range h.layers[1] {
					h.items[i].pos = pos
				}
				best = min(best, h.crossings())
			})
		})
		g.order()
		got := g.crossings()
		if got < best {
			t.Fatalf("%d crossings, fewer than all orders have", got)
		}
		after, least = after+got, least+best
	}
	t.Logf("%d crossings as drawn, %d ordered, %d at best", before, after, least)
	if after > least+least/3 {
		t.Errorf("%d crossings where %d are possible", after, least)
	}
}

func TestAStraightLineStaysStraight(t *testing.T) {
	t.Parallel()
	nodes := []Node{{0, 20}, {0, 20}, {1, 20}, {2, 20}, {3, 20}}
	edges := []Edge{{1, 2}, {2, 3}, {3, 4}, {0, 4}}
	l := Lay(nodes, edges, usual)
	if ys := []float64{l.Y[1], l.Y[2], l.Y[3]}; slices.Max(ys)-slices.Min(ys) > 8 {
		t.Errorf("a chain stands at %v", ys)
	}
	if b := l.Bends[3]; len(b) != 2 || max(b[0].Y, b[1].Y)-min(b[0].Y, b[1].Y) > 8 {
		t.Errorf("a long edge bends at %v", b)
	}
}

func TestNothingIsPlaced(t *testing.T) {
	t.Parallel()
	if l := Lay(nil, []Edge{{0, 1}}, usual); l.Height != 0 || len(l.Y) != 0 || l.Bends[0] != nil {
		t.Errorf("%v", l)
	}
}
