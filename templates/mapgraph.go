package templates

import (
	"strings"

	"github.com/a-h/templ"

	"rolecall.example/internal/layered"
	"rolecall.example/internal/playground"
)

const (
	boxHeight   = 26.0
	boxLetters  = 34
	layerGap    = 42.0
	graphTop    = 28.0
	graphLayers = int(playground.ReachNode) + 1
)

var layerNames = [graphLayers]string{"Bearers", "Groups", "Roles", "Scopes", "Reach"}

// drawGraph draws who bears which role, what it holds and whom that reaches.
func drawGraph(m *playground.Map, o Options) *drawing {
	g := &m.Graph
	nodes := make([]layered.Node, len(g.Nodes))
	var widths [graphLayers]float64
	for i := range g.Nodes {
		n := &g.Nodes[i]
		nodes[i] = layered.Node{Layer: int(n.Kind), Height: boxHeight}
		widths[n.Kind] = max(widths[n.Kind], 24+letterWidth*float64(min(letters(nodeName(n)), boxLetters)))
	}
	edges := make([]layered.Edge, len(g.Edges))
	for i, e := range g.Edges {
		edges[i] = layered.Edge{From: e[0], To: e[1]}
	}
	at := layered.Lay(nodes, edges, layered.Options{Gap: 8, EdgeGap: 10})
	var xs [graphLayers]float64
	x := 3.0
	for l, w := range widths {
		xs[l] = x
		if w > 0 {
			x += w + layerGap
		}
	}
	width, height := max(x-layerGap, 60)+3, at.Height+graphTop+3
	zoom := zoomOf(o)
	d := &drawing{}
	d.open("svg", "id", "map-graph", "class", "role-graph", "xmlns", "http://www.w3.org/2000/svg", "width", width*zoom, "height", height*zoom,
		"viewBox", "0 0 "+tenths(width)+" "+tenths(height), "role", "group", "aria-labelledby", "map-graph-title")
	d.text("title", "Who bears which roles, and what they hold", "id", "map-graph-title")
	for l, w := range widths {
		if w > 0 {
			d.text("text", layerNames[l], "class", "svg-label", "x", xs[l], "y", 12)
		}
	}
	for i, e := range g.Edges {
		from, to := g.Nodes[e[0]].Kind, g.Nodes[e[1]].Kind
		b := strings.Builder{}
		x, y := xs[from]+widths[from], at.Y[e[0]]+graphTop
		b.WriteString("M" + tenths(x) + " " + tenths(y))
		curve := func(toX, toY float64) {
			mid := tenths((x + toX) / 2)
			b.WriteString("C" + mid + " " + tenths(y) + " " + mid + " " + tenths(toY) + " " + tenths(toX) + " " + tenths(toY))
			x, y = toX, toY
		}
		for _, bend := range at.Bends[i] {
			if widths[bend.Layer] == 0 {
				continue
			}
			curve(xs[bend.Layer], bend.Y+graphTop)
			x += widths[bend.Layer]
			b.WriteString("H" + tenths(x))
		}
		curve(xs[to], at.Y[e[1]]+graphTop)
		d.empty("path", "class", "edge", "d", b.String())
	}
	for i := range g.Nodes {
		n := &g.Nodes[i]
		drawNode(d, n, m.Verb, xs[n.Kind], at.Y[i]+graphTop-boxHeight/2, widths[n.Kind], !o.Static)
	}
	d.close("svg")
	return d
}

// drawNode draws a box: bearers are round, roles are filled, scopes are set as code, what is reached has no frame.
func drawNode(d *drawing, n *playground.GraphNode, v playground.Verb, x, y, w float64, live bool) {
	says, name := nodeSays(n), nodeName(n)
	link := live && n.Who != "" && v.ID != ""
	if link {
		d.open("a", "href", "#map-graph", "aria-label", says, "data-ask-who", n.Who, "data-ask-verb", v.ID, "data-ask-whom", "")
	} else if live {
		d.open("g", "role", "img", "tabindex", "0", "aria-label", says)
	} else {
		d.open("g", "role", "img", "aria-label", says)
	}
	d.title(says)
	class, round := "node", 5.0
	switch n.Kind {
	case playground.BearerNode:
		round = boxHeight / 2
	case playground.RoleNode:
		class = "node node-role"
		if n.Default {
			class = "node node-default"
		}
	}
	middle := y + boxHeight/2 + 4
	switch n.Kind {
	case playground.ReachNode:
		d.empty("circle", "class", "edge-dot", "cx", x, "cy", y+boxHeight/2, "r", 3)
		d.text("text", fitting(name, boxLetters), "class", "svg-name", "x", x+10, "y", middle)
	case playground.ScopeNode:
		d.empty("rect", "class", class, "x", x+.5, "y", y+.5, "width", w-1, "height", boxHeight-1, "rx", round)
		base, filter, _ := strings.Cut(fitting(name, boxLetters), "!")
		d.open("text", "class", "svg-mono", "x", x+10, "y", middle)
		d.b = append(d.b, templ.EscapeString(base)...)
		if filter != "" {
			d.text("tspan", "!"+filter, "class", "svg-filter")
		}
		d.close("text")
	default:
		d.empty("rect", "class", class, "x", x+.5, "y", y+.5, "width", w-1, "height", boxHeight-1, "rx", round)
		d.text("text", fitting(name, boxLetters), "class", "svg-name", "x", x+w/2, "y", middle, "text-anchor", "middle")
	}
	d.empty("rect", "class", "svg-ring", "x", x-1.5, "y", y-1.5, "width", w+3, "height", boxHeight+3, "rx", round+2)
	if link {
		d.close("a")
	} else {
		d.close("g")
	}
}

// roleSays lists, for the text beside the graph, each role with who bears it and what it holds.
type roleSays struct{ role, bearers, scopes string }

func rolesOfGraph(g *playground.Graph) []roleSays {
	var out []roleSays
	for i := range g.Nodes {
		if g.Nodes[i].Kind != playground.RoleNode {
			continue
		}
		var bearers, scopes []string
		for _, e := range g.Edges {
			switch i {
			case e[1]:
				bearers = append(bearers, nodeSays(&g.Nodes[e[0]]))
			case e[0]:
				scopes = append(scopes, nodeName(&g.Nodes[e[1]]))
			}
		}
		say := roleSays{role: nodeName(&g.Nodes[i]), bearers: listOf(bearers), scopes: listOf(scopes)}
		if say.bearers == "" {
			say.bearers = "nobody"
		}
		if say.scopes == "" {
			say.scopes = "nothing"
		}
		out = append(out, say)
	}
	return out
}
