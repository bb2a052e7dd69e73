package playground

import (
	"slices"
	"strings"

	"rolecall.example/internal/amend"
	"rolecall.example/rbac"
)

// maxTouched bounds the subjects that the side effects of one fix are looked for at.
const maxTouched = 200

// Gain is what one subject may do after a change and not before.
type Gain struct {
	Row      Row
	Verb     Verb
	Everyone bool     // over everyone and everything, also what is not there yet
	Targets  []Target // else over these, sorted; of the kind "servers" all that a user has
	Filters  []string // the filters that came, as held
}

// weight counts a gain: each target once, and everyone as all there are and one more.
func (g *Gain) weight(h *rbac.Hub) int {
	if !g.Everyone {
		return len(g.Targets)
	}
	switch g.Verb.Kind {
	case "user", "server":
		return len(h.Users()) + 1
	case "group":
		return len(h.Groups()) + 1
	case "service":
		return len(h.Services()) + 1
	}
	return 1
}

// reached is what a subject reaches with a verb.
type reached struct {
	everyone bool
	targets  []Target
	filters  []string
}

// reach spells out whom a subject reaches with a verb, one by one.
func reach(h *rbac.Hub, s rbac.Subject, p *rbac.Permissions, v Verb) reached {
	var out reached
	everyone, filters := p.Reach(v.Scope)
	if everyone || v.ID == "hub.metrics" && len(filters) > 0 {
		return reached{everyone: true}
	}
	for _, f := range filters {
		kind, name, _ := strings.Cut(f, "=")
		if !fits(v.Kind, kind) {
			continue
		}
		out.filters = append(out.filters, f)
		out.targets = append(out.targets, spelled(h, s, v, kind, name)...)
	}
	slices.SortFunc(out.targets, compareTargets)
	out.targets = slices.Compact(out.targets)
	return out
}

// spelled are the targets that a filter stands for.
func spelled(h *rbac.Hub, s rbac.Subject, v Verb, kind, name string) []Target {
	var people []string
	switch {
	case kind == "user":
		people = []string{name}
	case kind == "group" && v.Kind != "group":
		people = h.MembersOf(name)
		if s.Kind == rbac.AnyMember && s.Name == name {
			people = append(people, rbac.AnyName)
		}
	default:
		return []Target{{kind, name}}
	}
	out := make([]Target, len(people))
	for i, u := range people {
		out[i] = Target{"user", u}
		if v.Kind == "server" {
			out[i] = Target{allServers, u}
		}
	}
	return out
}

func compareTargets(a, b Target) int {
	if c := strings.Compare(a.Kind, b.Kind); c != 0 {
		return c
	}
	return strings.Compare(a.Name, b.Name)
}

// allServers is the kind of a Target that stands for all servers of the user Name.
const allServers = "servers"

// covered reports whether a target is among others, a server also by its user.
func covered(t Target, by []Target) bool {
	if slices.Contains(by, t) {
		return true
	}
	user, _, _ := strings.Cut(t.Name, "/")
	return t.Kind == "server" && slices.Contains(by, Target{allServers, user})
}

// difference is what the subject gains, and whether it loses anything. asked is left out of the gains.
func difference(before, after *rbac.Hub, s rbac.Subject, fs []Family, asked wanted) (gains []Gain, loses bool) {
	p, err := before.Permissions(s)
	if err != nil {
		p = nil
	}
	q, err := after.Permissions(s)
	if err != nil {
		return nil, p != nil
	}
	for _, f := range fs {
		for _, v := range f.Verbs {
			now := reach(after, s, q, v)
			var was reached
			if p != nil {
				was = reach(before, s, p, v)
			}
			loses = loses || !now.everyone && (was.everyone || lost(was, now))
			if was.everyone || !now.everyone && len(now.targets) == 0 {
				continue
			}
			g := Gain{Row: Row{Subject: s}, Verb: v, Everyone: now.everyone}
			for _, t := range now.targets {
				if !covered(t, was.targets) && !asked.covers(v, t) {
					g.Targets = append(g.Targets, t)
				}
			}
			for _, f := range now.filters {
				if !slices.Contains(was.filters, f) {
					g.Filters = append(g.Filters, f)
				}
			}
			if g.Everyone && !asked.everyone(v) || len(g.Targets) > 0 {
				gains = append(gains, g)
			}
		}
	}
	return gains, loses
}

func lost(was, now reached) bool {
	for _, t := range was.targets {
		if !covered(t, now.targets) {
			return true
		}
	}
	return false
}

// wanted is what was asked for: scopes, of which one is enough, with all that it includes, for a target.
type wanted struct {
	subject rbac.Subject
	scopes  map[string]bool
	filter  rbac.Filter
	targets []Target
}

func wantedOf(h *rbac.Hub, s rbac.Subject, needs []rbac.Scope) wanted {
	w := wanted{subject: s, scopes: map[string]bool{}}
	for _, n := range needs {
		w.filter = n.Filter
		w.scopes[n.Base] = true
		for _, sub := range h.Definitions().Includes(n.Base) {
			w.scopes[sub] = true
		}
	}
	kind, name, _ := strings.Cut(w.filter.String(), "=")
	switch kind {
	case "user":
		w.targets = []Target{{"user", name}, {allServers, name}}
	case "server", "group", "service":
		w.targets = []Target{{kind, name}}
	}
	return w
}

func (w *wanted) covers(v Verb, t Target) bool {
	return w.scopes[v.Scope] && slices.Contains(w.targets, t)
}

func (w *wanted) everyone(v Verb) bool { return w.scopes[v.Scope] && w.filter.Kind == rbac.NoFilter }

// excess adds up what a change does beyond what was asked: by how much, the gains, most telling first, and whether
// anybody loses anything.
func excess(before, after *rbac.Hub, touched []rbac.Subject, fs []Family, asked wanted) (total int, gains []Gain, loses bool) {
	for _, s := range touched {
		w := wanted{}
		if s == asked.subject {
			w = asked
		}
		list, less := difference(before, after, s, fs, w)
		for i := range list {
			total += list[i].weight(after)
		}
		gains, loses = append(gains, list...), loses || less
	}
	return total, gains, loses
}

// touched lists whose permissions a change may change: the bearers of its role, and for a new member also those who reach the
// group's members. The asker comes first.
func touched(before, after *rbac.Hub, asker rbac.Subject, c amend.Change) []rbac.Subject {
	t := &touch{h: after, seen: map[rbac.Subject]bool{}}
	t.add(asker)
	switch c.Kind {
	case amend.Bear, amend.Admin:
		t.bearer(c.Key, c.Name)
	case amend.Join:
		t.add(rbac.Subject{Kind: rbac.User, Name: c.Name})
		for _, role := range after.Roles() {
			if slices.ContainsFunc(after.RoleScopes(role), func(n rbac.Name) bool { return strings.HasSuffix(n.Value, "!group="+c.Group) }) {
				t.role(role)
			}
		}
	default:
		t.role(c.Role)
	}
	for _, u := range after.Users() {
		if !before.HasUser(u) {
			t.add(rbac.Subject{Kind: rbac.User, Name: u})
		}
	}
	return t.list
}

type touch struct {
	h    *rbac.Hub
	list []rbac.Subject
	seen map[rbac.Subject]bool
}

func (t *touch) add(s rbac.Subject) {
	if !t.seen[s] && len(t.list) < maxTouched {
		t.seen[s] = true
		t.list = append(t.list, s)
	}
}

func (t *touch) bearer(key, name string) {
	switch key {
	case amend.Services:
		t.add(rbac.Subject{Kind: rbac.Service, Name: name})
	case amend.Groups:
		t.add(rbac.Subject{Kind: rbac.AnyMember, Name: name})
		for _, u := range t.h.MembersOf(name) {
			t.add(rbac.Subject{Kind: rbac.User, Name: u})
		}
	default:
		t.add(rbac.Subject{Kind: rbac.User, Name: name})
	}
}

func (t *touch) role(role string) {
	if role == "user" {
		t.add(rbac.Subject{Kind: rbac.AnyUser})
		t.add(rbac.Subject{Kind: rbac.AnyAdmin})
		for _, g := range t.h.Groups() {
			t.add(rbac.Subject{Kind: rbac.AnyMember, Name: g})
		}
	}
	users, groups, services := t.h.RoleBearers(role)
	for _, s := range services {
		t.bearer(amend.Services, s)
	}
	for _, g := range groups {
		t.bearer(amend.Groups, g)
	}
	for _, u := range users {
		t.bearer(amend.Users, u)
	}
}

// summed leaves out what a user gains as everybody does, or every member of a group of the user's.
func summed(h *rbac.Hub, gains []Gain) []Gain {
	type key struct {
		subject rbac.Subject
		verb    string
		over    string
	}
	over := func(g *Gain) string {
		if g.Everyone {
			return "*"
		}
		return strings.Join(g.Filters, " ")
	}
	all := map[key]bool{}
	for i := range gains {
		all[key{gains[i].Row.Subject, gains[i].Verb.ID, over(&gains[i])}] = true
	}
	var out []Gain
	for i := range gains {
		g := &gains[i]
		told := false
		if s := g.Row.Subject; s.Kind == rbac.User && over(g) != "" && i > 0 {
			told = all[key{rbac.Subject{Kind: rbac.AnyUser}, g.Verb.ID, over(g)}]
			for _, group := range h.GroupsOf(s.Name) {
				told = told || all[key{rbac.Subject{Kind: rbac.AnyMember, Name: group}, g.Verb.ID, over(g)}]
			}
		}
		if !told {
			out = append(out, *g)
		}
	}
	return out
}
