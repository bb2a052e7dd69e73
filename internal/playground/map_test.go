package playground

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"rolecall.example/internal/limits"
	"rolecall.example/rbac"
)

func mapped(t *testing.T, config, verb string) (*Map, *rbac.Hub) {
	t.Helper()
	r := Run(Request{Document: document(config, ""), Map: &MapAsk{Verb: verb}, Rows: 1})
	if r.Map == nil {
		t.Fatalf("no map: %v", r.Diagnostics)
	}
	return r.Map, r.hubForTest(t)
}

// hubForTest starts the document's Hub once more: a response keeps none.
func (r *Response) hubForTest(t *testing.T) *rbac.Hub {
	t.Helper()
	again := &run{request: Request{Document: r.Document.Print()}}
	again.read()
	for _, p := range Phases(again.Document) {
		again.start(p)
	}
	return again.hub
}

const manyPeople = `
c.Authenticator.admin_users = {"root"}
c.JupyterHub.load_groups = {
    "a": {"users": [f"a{i}" for i in range(20)] + ["both"]},
    "b": {"users": [f"b{i}" for i in range(20)] + ["both"]},
}
c.JupyterHub.services = [{"name": "culler", "url": "http://127.0.0.1:1"}]
c.JupyterHub.load_roles = [
    {"name": "of-a", "scopes": ["delete:servers!group=a"], "groups": ["b"]},
    {"name": "one", "scopes": ["delete:servers!user=b3", "delete:servers!server=a7/lab"], "users": ["a5"]},
    {"name": "culler", "scopes": ["delete:servers"], "services": ["culler"]},
    {"name": "odd", "scopes": ["list:users"], "users": ["odd1", "odd2"]},
]
`

// TestTheGridIsWhatTheHubSays asks the Hub about every pair of the first people of all rows and columns.
func TestTheGridIsWhatTheHubSays(t *testing.T) {
	t.Parallel()
	for name, config := range map[string]string{
		"teacher": teacher, "many": manyPeople,
		"fewer": strings.ReplaceAll(manyPeople, "range(20)", "range(4)"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m, h := mapped(t, config, "servers.stop")
			if m.Grid.ByGroup || m.Grid.MoreRows+m.Grid.MoreColumns > 0 {
				t.Fatalf("grid %+v", m.Grid)
			}
			pairs, people := 0, 0
			for _, c := range m.Grid.Columns {
				people += c.Count
			}
			if people != len(h.Users()) || m.Grid.People != people {
				t.Errorf("the columns stand for %d people of %d", people, len(h.Users()))
			}
			for i, row := range m.Grid.Rows {
				subject := rbac.Subject{Kind: rbac.User, Name: row.Names[0]}
				if row.Service {
					subject.Kind = rbac.Service
				}
				reached := 0
				for j, column := range m.Grid.Columns {
					for _, who := range column.Names {
						yes := h.Check(subject, "delete:servers!user="+who).Yes() || h.Check(subject, "delete:servers!server="+who+"/lab").Yes()
						cell := m.Grid.Cells[i][j]
						want := cell.Reach == Some || cell.Reach == Everyone || cell.Reach == Self && who == row.Names[0]
						if yes != want {
							t.Errorf("%s stops %s's server: the Hub says %v, the cell %+v", row.Who, who, yes, cell)
						}
						pairs++
					}
				}
				for _, who := range h.Users() {
					if h.Check(subject, "delete:servers!user="+who).Yes() || h.Check(subject, "delete:servers!server="+who+"/lab").Yes() {
						reached++
					}
				}
				if reached != row.Reached {
					t.Errorf("%s reaches %d people, the row says %d", row.Who, reached, row.Reached)
				}
			}
			if pairs < 9 {
				t.Errorf("%d pairs asked", pairs)
			}
		})
	}
}

func TestEqualPeopleAreOneLine(t *testing.T) {
	t.Parallel()
	m, _ := mapped(t, manyPeople, "servers.stop")
	var lines []string
	for _, r := range m.Grid.Rows {
		lines = append(lines, fmt.Sprintf("%s %d", r.Names[0], r.Count))
	}
	want := []string{"a0 18", "a5 1", "a7 1", "both 1", "b0 19", "b3 1", "odd1 2", "root 1", "culler 1"}
	if !slices.Equal(lines, want) {
		t.Errorf("rows %q, want %q", lines, want)
	}
}

func TestALargeGridIsOfGroups(t *testing.T) {
	t.Parallel()
	config := `
n = 60
c.JupyterHub.load_groups = {f"g{i:02}": {"users": [f"u{i}", f"v{i}"]} for i in range(n)}
c.JupyterHub.load_roles = [{"name": f"role{i}", "scopes": [f"delete:servers!user=v{i}"], "users": [f"u{i}"]} for i in range(n)]
`
	m, _ := mapped(t, config, "servers.stop")
	g := m.Grid
	if !g.ByGroup || len(g.Columns) != limits.GridLines || g.MoreColumns != 2*(60-limits.GridLines) || g.People != 120 {
		t.Fatalf("by group %v, %d columns, %d more, %d people", g.ByGroup, len(g.Columns), g.MoreColumns, g.People)
	}
	if c := g.Cells[0][0]; c.Reach != Some || c.Part != 1 || !slices.Equal(c.By, []Target{{"user", "v0"}}) {
		t.Errorf("a cell of a group in which one is reached: %+v", c)
	}
	if c := g.Cells[0][1]; c.Reach != Nothing {
		t.Errorf("a cell of another group: %+v", c)
	}
}

func TestAGridOfNobodyIsOfThoseWhoMayCome(t *testing.T) {
	t.Parallel()
	m, _ := mapped(t, `c.JupyterHub.load_roles = [{"name": "helpers", "scopes": ["access:servers!group=x"], "groups": ["ta"]}]`, "servers.open")
	var who []string
	for _, c := range m.Grid.Columns {
		who = append(who, c.Who)
	}
	if !m.Grid.Imagined || !slices.Equal(who, []string{"any member of ta", "any user", "any admin"}) {
		t.Errorf("imagined %v, columns %q", m.Grid.Imagined, who)
	}
}

func TestTheGraphHasWhatTheRolesHave(t *testing.T) {
	t.Parallel()
	m, h := mapped(t, teacher, "")
	if m.Verb.ID != "servers.stop" {
		t.Errorf("without a verb the grid is of %s", m.Verb.ID)
	}
	has := func(from, to string) bool {
		return slices.ContainsFunc(m.Graph.Edges, func(e [2]int) bool { return m.Graph.Nodes[e[0]].Label == from && m.Graph.Nodes[e[1]].Label == to })
	}
	for _, role := range h.Roles() {
		users, groups, services := h.RoleBearers(role)
		if role == "user" || role == "token" || role == "admin" {
			continue
		}
		for _, bearer := range slices.Concat(users, groups, services) {
			if !has(bearer, role) {
				t.Errorf("no edge from %s to role %s", bearer, role)
			}
		}
		for _, s := range h.RoleScopes(role) {
			if !has(role, s.Value) {
				t.Errorf("no edge from role %s to %s", role, s.Value)
			}
		}
	}
	if !has(EveryUser, "user") || !has("user", "self") || has("johan", "user") {
		t.Error("everybody bears the role user by one box")
	}
	for _, e := range m.Graph.Edges {
		if m.Graph.Nodes[e[0]].Kind >= m.Graph.Nodes[e[1]].Kind {
			t.Errorf("an edge leads back: %v", e)
		}
	}
}

// TestAMapIsBounded draws Hubs that are as large as anybody can make them.
func TestAMapIsBounded(t *testing.T) {
	t.Parallel()
	m, _ := mapped(t, `
c.JupyterHub.load_groups = {"all": {"users": [f"u{i}" for i in range(20000)]}}
c.JupyterHub.load_roles = [{"name": f"role{i}", "scopes": [f"delete:servers!user=u{i}" for i in range(300)], "groups": ["all"]} for i in range(200)]
`, "servers.stop")
	g := m.Grid
	if len(g.Columns) > limits.GridLines || g.People > limits.GridPeople || g.MoreColumns+g.People < 20000 {
		t.Errorf("%d columns, %d people and %d more", len(g.Columns), g.People, g.MoreColumns)
	}
	for kind := BearerNode; kind <= ReachNode; kind++ {
		n := 0
		for _, node := range m.Graph.Nodes {
			if node.Kind == kind {
				n++
			}
		}
		if n > limits.GraphLines {
			t.Errorf("%d boxes of kind %d", n, kind)
		}
	}
	if m.Graph.More == 0 {
		t.Error("nothing is said to be left out of the graph")
	}
}

func TestAMapCostsNothingUnasked(t *testing.T) {
	t.Parallel()
	if r := Run(Request{Document: document(teacher, "")}); r.Map != nil {
		t.Error("a map that nobody asked for")
	}
}
