package playground

import (
	"cmp"
	"slices"
	"strings"

	"rolecall.example/internal/limits"
	"rolecall.example/rbac"
)

// makeMap answers a MapAsk.
func makeMap(h *rbac.Hub, ask MapAsk) *Map {
	m := &Map{}
	for _, f := range families(h.Definitions()) {
		for _, v := range f.Verbs {
			if v.Kind == "user" || v.Kind == "server" {
				m.Verbs = append(m.Verbs, v)
			}
		}
	}
	at := slices.IndexFunc(m.Verbs, func(v Verb) bool { return v.ID == ask.Verb })
	if at < 0 {
		at = slices.IndexFunc(m.Verbs, func(v Verb) bool { return v.ID == "servers.stop" })
	}
	if at >= 0 {
		m.Verb = m.Verbs[at]
		m.Grid = gridOf(h, m.Verb)
	}
	m.Graph = graphOf(h)
	return m
}

// member is somebody of a grid, with what one verb reaches.
type member struct {
	Row
	cell Cell
}

// gridOf draws the grid of a verb. Its work is bounded, however many people and filters there are.
func gridOf(h *rbac.Hub, v Verb) Grid {
	people, services := gridSubjects(h)
	g := Grid{Imagined: len(people) > 0 && people[0].Kind == RowAnyone}
	kept, budget := resolved(h, v, people)
	g.MoreRows, g.MoreColumns = len(people)-len(kept), len(people)-len(kept)
	people = kept
	kept, _ = resolved(h, v, services[:min(len(services), limits.GridLines, max(0, budget))])
	g.MoreRows += len(services) - len(kept)
	services, g.People = kept, len(people)

	columns := classes(people, filtersOf(people, services), len(people) > limits.GridSingles)
	if len(columns) > limits.GridLines {
		columns, g.ByGroup = byGroup(people), true
	}
	cut := min(len(columns), limits.GridLines)
	for _, c := range columns[cut:] {
		g.MoreColumns, g.MoreRows = g.MoreColumns+len(c), g.MoreRows+len(c)
	}
	rows := columns[:cut:cut]
	for i := range services { // they are nobody's column
		rows = append(rows, []*member{&services[i]})
	}
	for _, c := range columns[:cut] {
		g.Columns = append(g.Columns, lineOf(c))
	}
	for _, row := range rows {
		s, line := setOf(row), lineOf(row)
		cells := make([]GridCell, cut)
		for i := range cells {
			cells[i] = s.cell(row, columns[i])
		}
		for i := range people {
			if s.everyone || s.covers(&people[i]) || s.own && row[0] == &people[i] {
				line.Reached++
			}
		}
		line.Unclear, line.Error = s.unclear, row[0].Error
		g.Rows, g.Cells = append(g.Rows, line), append(g.Cells, cells)
	}
	return g
}

// resolved are the first of these with what they reach, as many as the bounds on people and on filters allow, and how many filters
// may still come.
func resolved(h *rbac.Hub, v Verb, all []member) ([]member, int) {
	budget := limits.GridTargets
	for i := range all {
		if budget <= 0 || i == limits.GridPeople {
			return all[:i], budget
		}
		all[i].reach(h, v)
		budget -= len(all[i].cell.Targets)
	}
	return all, budget
}

// gridSubjects are the people of the columns and the services besides; where the Hub names nobody, the people who may come.
func gridSubjects(h *rbac.Hub) (people, services []member) {
	var imagined []member
	for _, r := range subjects(h) {
		switch r.Kind {
		case RowUser:
			people = append(people, member{Row: r})
		case RowService:
			services = append(services, member{Row: r})
		default:
			imagined = append(imagined, member{Row: r})
		}
	}
	if len(people) == 0 {
		people = imagined
	}
	for i := range people {
		if p := &people[i]; p.Kind == RowUser {
			p.Groups = h.GroupsOf(p.Subject.Name)
		}
	}
	slices.SortStableFunc(people, func(a, b member) int {
		return cmp.Or(cmp.Compare(boolean(len(a.Groups) == 0), boolean(len(b.Groups) == 0)), slices.Compare(a.Groups, b.Groups))
	})
	return people, services
}

func boolean(b bool) int {
	if b {
		return 1
	}
	return 0
}

// reach resolves one verb for one subject.
func (m *member) reach(h *rbac.Hub, v Verb) {
	p, err := h.Permissions(m.Subject)
	if err != nil {
		m.Error = hubErrorText(err)
		return
	}
	m.cell = cell(p, v, ownFilter(m.Subject))
	uncertain := h.Uncertain(m.Subject)
	if m.cell.Reach == Everyone {
		uncertain = slices.DeleteFunc(slices.Clone(uncertain), func(u rbac.Unread) bool { return !u.MayTake() })
	}
	if len(uncertain) > 0 && h.Check(m.Subject, v.Scope).Outcome == rbac.Unknown {
		m.cell.Reach = Unclear
	}
}

// filtersOf are the filters by which somebody reaches somebody, each once.
func filtersOf(lists ...[]member) map[Target]bool {
	out := map[Target]bool{}
	for _, list := range lists {
		for i := range list {
			for _, t := range list[i].cell.Targets {
				out[t] = true
			}
		}
	}
	return out
}

// classes puts people together who reach the same and are reached by the same; unless fold says so, everybody is a class.
func classes(people []member, filters map[Target]bool, fold bool) [][]*member {
	var out [][]*member
	at := map[string]int{}
	servers := map[string][]string{} // of whose filters speak, by the user
	for t := range filters {
		if t.Kind == "server" {
			user, _, _ := strings.Cut(t.Name, "/")
			servers[user] = append(servers[user], t.Name)
		}
	}
	var key []byte
	for i := range people {
		p := &people[i]
		if !fold {
			out = append(out, []*member{p})
			continue
		}
		key = append(key[:0], byte(p.cell.Reach), byte(boolean(p.cell.Own)), byte(p.Kind))
		key = append(key, p.Error...)
		for _, t := range p.cell.Targets {
			key = append(append(append(append(key, 0), t.Kind...), '='), t.Name...)
		}
		key = append(key, 1)
		for _, g := range p.Groups {
			if filters[Target{"group", g}] {
				key = append(append(key, 0), g...)
			}
		}
		if name := p.Subject.Name; filters[Target{"user", name}] || len(servers[name]) > 0 {
			key = append(append(key, 2), name...)
		}
		n, seen := at[string(key)]
		if !seen {
			n = len(out)
			at[string(key)] = n
			out = append(out, nil)
		}
		out[n] = append(out[n], p)
	}
	return out
}

// byGroup puts people together who are in the same groups.
func byGroup(people []member) [][]*member {
	var out [][]*member
	for i := range people {
		if i > 0 && slices.Equal(people[i].Groups, people[i-1].Groups) {
			out[len(out)-1] = append(out[len(out)-1], &people[i])
		} else {
			out = append(out, []*member{&people[i]})
		}
	}
	return out
}

// lineOf names the people of a line.
func lineOf(c []*member) GridLine {
	out := GridLine{Who: c[0].Who, Count: len(c), Groups: c[0].Groups, Service: c[0].Kind == RowService}
	for _, m := range c[:min(len(c), limits.GridNames)] {
		name := m.Subject.Name
		if m.Kind == RowAnyone {
			name = m.Who
		}
		out.Names = append(out.Names, name)
	}
	for _, m := range c[1:] {
		out.Groups = intersect(out.Groups, m.Groups)
	}
	return out
}

// intersect keeps of a sorted list what is in another one.
func intersect(a, b []string) []string {
	var out []string
	for _, x := range a {
		if _, ok := slices.BinarySearch(b, x); ok {
			out = append(out, x)
		}
	}
	return out
}

// reachSet is whom the people of a row reach, one or the other of them.
type reachSet struct {
	everyone, unclear, own bool
	users, groups          map[string]bool
	servers                map[string][]Target // by the user
}

func setOf(row []*member) reachSet {
	s := reachSet{everyone: true, users: map[string]bool{}, groups: map[string]bool{}, servers: map[string][]Target{}}
	for n, m := range row {
		s.everyone = s.everyone && m.cell.Reach == Everyone
		s.unclear = s.unclear || m.cell.Reach == Unclear
		s.own = s.own || m.cell.Own
		if n > 0 && slices.Equal(m.cell.Targets, row[n-1].cell.Targets) {
			continue
		}
		for _, t := range m.cell.Targets {
			switch t.Kind {
			case "user":
				s.users[t.Name] = true
			case "group":
				s.groups[t.Name] = true
			case "server":
				user, _, _ := strings.Cut(t.Name, "/")
				s.servers[user] = append(s.servers[user], t)
			}
		}
	}
	return s
}

// covers reports whether a filter of the set names somebody.
func (s *reachSet) covers(p *member) bool {
	if p.Kind == RowUser && (s.users[p.Subject.Name] || len(s.servers[p.Subject.Name]) > 0) {
		return true
	}
	return slices.ContainsFunc(p.Groups, func(g string) bool { return s.groups[g] })
}

// by adds the filters of the set that name somebody.
func (s *reachSet) by(p *member, out []Target) []Target {
	add := func(t Target) {
		if len(out) < limits.GridNames && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	for _, g := range p.Groups {
		if s.groups[g] {
			add(Target{"group", g})
		}
	}
	if p.Kind == RowUser {
		if s.users[p.Subject.Name] {
			add(Target{"user", p.Subject.Name})
		}
		for _, t := range s.servers[p.Subject.Name] {
			add(t)
		}
	}
	return out
}

// cell is what the people of a row may do to those of a column, or to a part of them.
func (s *reachSet) cell(row, column []*member) GridCell {
	switch {
	case s.unclear:
		return GridCell{Reach: Unclear}
	case s.everyone:
		return GridCell{Reach: Everyone}
	}
	var out GridCell
	n := 0
	for _, p := range column {
		if s.covers(p) {
			n++
			out.By = s.by(p, out.By)
		}
	}
	switch {
	case n > 0:
		out.Reach = Some
		if n < len(column) {
			out.Part = n
		}
	case s.own && row[0] == column[0]:
		out.Reach = Self
	}
	return out
}
