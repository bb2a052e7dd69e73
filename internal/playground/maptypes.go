package playground

// MapAsk asks for the Map view.
type MapAsk struct {
	Verb string // the grid's: a Verb's ID about users or servers; another one counts as "servers.stop"
}

// Map is the Map view: who reaches whom with one verb, and which roles carry what.
type Map struct {
	Verb  Verb
	Verbs []Verb // those that a grid can be drawn of
	Grid  Grid
	Graph Graph
}

// Grid is people by people. Those who reach the same people and are reached by the same are one line, once there are more of them than
// fit; past that they are lines of their groups.
type Grid struct {
	Rows, Columns []GridLine
	Cells         [][]GridCell // by row and column
	People        int          // that the columns stand for
	ByGroup       bool         // lines are groups, so a cell may hold for a part of its people
	MoreRows      int          // people and services whose rows are left out
	MoreColumns   int          // people whose columns are left out
	Imagined      bool         // nobody is named: rows and columns are people who may come
}

// GridLine is a row or column.
type GridLine struct {
	Who     string // of the first, in the check language; of a group's line "any member of GROUP"
	Names   []string
	Count   int      // how many people it stands for; Names has the first few
	Groups  []string // of all of them
	Service bool
	Reached int // of a row: how many people its first one reaches
	Unclear bool
	Error   string
}

// GridCell is what a row may do to a column.
type GridCell struct {
	Reach Reach    // Nothing, Self, Some, Everyone or Unclear
	By    []Target // Some: the filters that cover it
	Part  int      // of a column of several people: how many are reached, where not all are
}

// Graph is who bears which role, what it holds, and over whom that reaches: boxes in layers, joined by edges.
type Graph struct {
	Nodes []GraphNode
	Edges [][2]int
	More  int // boxes that are left out
}

// GraphKind is what a box of the graph stands for, in the order of the layers.
type GraphKind uint8

const (
	BearerNode GraphKind = iota // users, services, and everybody
	GroupNode
	RoleNode
	ScopeNode
	ReachNode
)

// Bearers of the graph that are no names.
const (
	EveryUser   = "every user"
	EveryServer = "every server"
)

// GraphNode is a box. Of users who bear the same roles and are in the same groups, one box stands for all.
type GraphNode struct {
	Kind    GraphKind
	Label   string // a name; the text of a scope; "every user"
	Names   []string
	Count   int
	Service bool
	Named   bool   // a bearer by its name, and not EveryUser or EveryServer
	Who     string // of a single bearer with a name, in the check language
	Default bool   // a role that JupyterHub has by itself and the config leaves as it is
	Thing   string // ReachNode: "user", "server", "group", "service", "hub", "custom" or "all"
	Target  Target // ReachNode: whom, {} for everybody; {"own", ""} for one's own
}
