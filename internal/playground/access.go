package playground

import (
	"slices"
	"sort"
	"strings"

	"rolecall.example/rbac"
)

// subjects lists the rows of Access in their order: the persons that nobody has to name, users, services.
func subjects(h *rbac.Hub) []Row {
	groups, users, services := h.Groups(), h.Users(), h.Services()
	rows := make([]Row, 0, 2+len(groups)+len(users)+len(services))
	rows = append(rows, Row{Kind: RowAnyone, Subject: rbac.Subject{Kind: rbac.AnyUser}})
	for _, g := range groups {
		rows = append(rows, Row{Kind: RowAnyone, Subject: rbac.Subject{Kind: rbac.AnyMember, Name: g}, Groups: []string{g}})
	}
	rows = append(rows, Row{Kind: RowAnyone, Subject: rbac.Subject{Kind: rbac.AnyAdmin}, Admin: true})
	for _, u := range users {
		rows = append(rows, Row{Kind: RowUser, Subject: rbac.Subject{Kind: rbac.User, Name: u}})
	}
	for _, s := range services {
		rows = append(rows, Row{Kind: RowService, Subject: rbac.Subject{Kind: rbac.Service, Name: s}})
	}
	for i := range rows {
		rows[i].Who = subjectText(rows[i].Subject)
	}
	return rows
}

// fill adds to a row what its filter and its head need.
func (r *Row) fill(h *rbac.Hub) {
	switch r.Kind {
	case RowUser:
		r.Groups = h.GroupsOf(r.Subject.Name)
		r.Admin = h.IsAdmin(r.Subject)
	case RowService:
		r.Admin = h.IsAdmin(r.Subject)
	}
	r.Roles = r.Roles[:0]
	for _, held := range h.RolesOf(r.Subject) {
		if n := len(r.Roles); n == 0 || r.Roles[n-1] != held.Role {
			r.Roles = append(r.Roles, held.Role)
		}
	}
}

// matches reports whether the row's name, one of its groups or one of its roles contains the text.
func (r *Row) matches(text string) bool {
	has := func(s string) bool { return strings.Contains(strings.ToLower(s), text) }
	return has(r.Who) || slices.ContainsFunc(r.Groups, has) || slices.ContainsFunc(r.Roles, has)
}

// access builds the matrix. Only rows that are shown are resolved, so a Hub of many thousands costs what is seen of it.
func access(h *rbac.Hub, filter string, limit int) Access {
	a := Access{Families: families(h.Definitions()), Hidden: map[RowKind]int{}, Total: map[RowKind]int{}}
	filter = strings.ToLower(strings.TrimSpace(filter))
	shown := map[RowKind]int{}
	for _, r := range subjects(h) {
		a.Total[r.Kind]++
		if filter != "" {
			r.fill(h)
			if !r.matches(filter) {
				a.Hidden[r.Kind]++
				continue
			}
		}
		if limit > 0 && shown[r.Kind] >= limit {
			a.Hidden[r.Kind]++
			continue
		}
		shown[r.Kind]++
		if filter == "" {
			r.fill(h)
		}
		r.resolve(h, a.Families)
		a.Rows = append(a.Rows, r)
	}
	return a
}

// resolve fills the row's cells.
func (r *Row) resolve(h *rbac.Hub, fs []Family) {
	p, err := h.Permissions(r.Subject)
	if err != nil {
		r.Error = hubErrorText(err)
		return
	}
	own := ownFilter(r.Subject)
	uncertain := h.Uncertain(r.Subject)
	unsure := map[bool]bool{ // by whether the cell says everyone: only what takes away can change that
		false: len(uncertain) > 0,
		true:  slices.ContainsFunc(uncertain, rbac.Unread.MayTake),
	}
	for _, f := range fs {
		from := len(r.Cells)
		for _, v := range f.Verbs {
			c := cell(p, v, own)
			if unsure[c.Reach == Everyone] && h.Check(r.Subject, v.Scope).Outcome == rbac.Unknown {
				c.Reach = Unclear
			}
			r.Cells = append(r.Cells, c)
		}
		if f.ID == FamilyOwn {
			r.Folded = append(r.Folded, ownSummary(h, r.Subject, p, own))
		} else {
			r.Folded = append(r.Folded, fold(r.Cells[from:]))
		}
	}
}

// ownFilter is the filter that names the subject itself, or "" where nothing does.
func ownFilter(s rbac.Subject) string {
	switch s.Kind {
	case rbac.User:
		return "user=" + s.Name
	case rbac.AnyUser, rbac.AnyMember, rbac.AnyAdmin:
		return "user=" + rbac.AnyName
	case rbac.Service:
		return "service=" + s.Name
	case rbac.Bearer:
		return ownFilter(s.Token.Owner)
	}
	return ""
}

// cell reads one verb's reach off a subject's permissions.
func cell(p *rbac.Permissions, v Verb, own string) Cell {
	everyone, filters := p.Reach(v.Scope)
	c := Cell{Verb: v.ID}
	if everyone || v.ID == verbMetrics && len(filters) > 0 {
		// /hub/metrics looks for the scope alone, whatever its filter (jupyterhub.metrics handlers).
		c.Reach = Everyone
		return c
	}
	if len(filters) > 0 {
		c.Targets = make([]Target, 0, len(filters))
	}
	for _, f := range filters {
		kind, name, _ := strings.Cut(f, "=")
		switch {
		case !fits(v.Kind, kind):
		case f == own:
			c.Own = true
		default:
			c.Targets = append(c.Targets, Target{kind, name})
		}
	}
	sort.Slice(c.Targets, func(i, j int) bool {
		a, b := c.Targets[i], c.Targets[j]
		if a.Kind != b.Kind {
			return a.Kind < b.Kind
		}
		return a.Name < b.Name
	})
	switch {
	case len(c.Targets) > 0:
		c.Reach = Some
	case c.Own:
		c.Reach = Self
	}
	return c
}

// rank orders reaches from nothing to everything for the folded cell.
func rank(c Cell) int {
	switch c.Reach {
	case Everyone:
		return 4
	case Some:
		return 3
	case Unclear:
		return 2
	case Self:
		return 1
	}
	return 0
}

// fold sums a family up: the widest reach in it, and the verbs that have it. Of several verbs with filters the targets
// are those of all of them together.
func fold(cells []Cell) Summary {
	var s Summary
	best := 0
	seen := map[Target]bool{}
	for _, c := range cells {
		best = max(best, rank(c))
	}
	for _, c := range cells {
		s.Own = s.Own || c.Own
		if rank(c) != best {
			continue
		}
		s.Reach = c.Reach
		s.Verbs = append(s.Verbs, c.Verb)
		for _, t := range c.Targets {
			if !seen[t] {
				seen[t] = true
				s.Targets = append(s.Targets, t)
			}
		}
	}
	s.All = len(s.Verbs) == len(cells)
	if len(s.Verbs) > 0 {
		s.Verb = s.Verbs[0]
	}
	return s
}

// ownSummary tells how much of what `self` stands for a person holds over themselves.
func ownSummary(h *rbac.Hub, s rbac.Subject, p *rbac.Permissions, own string) Summary {
	var out Summary
	if s.Kind == rbac.Service || own == "" {
		return out
	}
	held := 0
	all := h.Definitions().SelfScopes()
	for _, scope := range all {
		everyone, filters := p.Reach(scope)
		if everyone || slices.Contains(filters, own) {
			held++
		}
	}
	if held > 0 {
		out.Reach = Self
		out.Own = true
	} else if h.Check(s, "self").Outcome == rbac.Unknown {
		out.Reach = Unclear
	}
	out.All = held == len(all)
	return out
}
