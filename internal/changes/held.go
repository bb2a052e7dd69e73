package changes

import (
	"slices"
	"strings"

	"rolecall.example/rbac"
)

// held is over whom a bearer holds a verb on one Hub.
type held struct {
	everyone bool
	filters  []string // as Permissions.Reach has them, those without effect left out; "own" for the bearer itself
	// What the filters name. The bearer itself is in none of them.
	own                              bool
	users, groups, servers, services []string
	over                             map[string]bool // users: those named, and members of groups; made by reach
}

// ownMark stands for the bearer's own filter among filters: two bearers that differ by their names are equal.
const ownMark = "own"

// read takes a verb off a bearer's permissions.
func read(p *rbac.Permissions, scope, own string, v *Verb) held {
	var out held
	if p == nil || scope == "" {
		return out
	}
	everyone, filters := p.Reach(scope)
	if everyone || v.AnyFilter && len(filters) > 0 {
		out.everyone = true
		return out
	}
	for _, f := range filters {
		kind, name, _ := strings.Cut(f, "=")
		if !slices.Contains(v.Filters, kind) {
			continue
		}
		if f == own {
			out.own = true
			continue
		}
		out.filters = append(out.filters, f)
		switch kind {
		case "user":
			out.users = append(out.users, name)
		case "group":
			out.groups = append(out.groups, name)
		case "server":
			out.servers = append(out.servers, name)
		case "service":
			out.services = append(out.services, name)
		}
	}
	return out
}

// same reports whether nothing can differ: the same filters, over groups that hold the same people.
func (c *comparison) same(a, b *held) bool {
	if a.everyone != b.everyone || a.own != b.own || !slices.Equal(a.filters, b.filters) {
		return false
	}
	return !slices.ContainsFunc(a.groups, func(g string) bool { return c.moved[g] })
}

// reach finds the users that a bearer reaches on one Hub, and whether it reaches itself.
func (c *comparison) reach(x *held, side int, b *bearer, v *Verb) {
	if x.everyone || !slices.Contains(v.Filters, "user") {
		return
	}
	x.over = make(map[string]bool, len(x.users))
	for _, u := range x.users {
		x.over[u] = true
	}
	on := b.on[side]
	for _, g := range x.groups {
		if on.Kind == rbac.AnyMember && on.Name == g {
			x.own = true
		}
		for _, m := range c.members(side, g) {
			x.over[m] = true
		}
	}
	c.steps += len(x.over)
	if b.subject.Kind == rbac.User {
		x.own = x.own || x.over[b.subject.Name]
		delete(x.over, b.subject.Name)
	}
}

// members lists a group's members on one Hub, looked up once.
func (c *comparison) members(side int, group string) []string {
	list, ok := c.memberLists[side][group]
	if !ok {
		list = c.hub[side].MembersOf(group)
		c.memberLists[side][group] = list
	}
	return list
}

// reaches reports whether a server's user is among those reached.
func (x *held) reaches(server string, b *bearer) bool {
	user, _, _ := strings.Cut(server, "/")
	if b.subject.Kind == rbac.User && user == b.subject.Name {
		return x.own
	}
	return x.over[user]
}

// beyond is what x covers, on Hub side, and y on the other does not; kept is what y covers where x covers everyone.
func (c *comparison) beyond(x, y *held, side int, b *bearer) (over, kept Reach) {
	if y.everyone {
		return over, kept
	}
	if x.everyone {
		return Reach{Everyone: true}, y.named()
	}
	over.Own = x.own && !y.own
	inGroup := map[string]bool{}
	for _, g := range x.groups {
		if slices.Contains(y.groups, g) {
			continue
		}
		t := Target{Kind: "group", Name: g}
		if x.over != nil {
			list := c.members(side, g)
			c.steps += len(list)
			t.Future = slices.ContainsFunc(list, func(m string) bool { return y.over[m] && !(b.subject.Kind == rbac.User && m == b.subject.Name) })
			if !t.Future {
				for _, m := range list {
					inGroup[m] = true
				}
			}
		}
		over.Targets = append(over.Targets, t)
	}
	for _, s := range x.servers {
		if !x.reaches(s, b) && !y.reaches(s, b) && !slices.Contains(y.servers, s) {
			over.Targets = append(over.Targets, Target{Kind: "server", Name: s})
		}
	}
	for _, s := range x.services {
		if !slices.Contains(y.services, s) {
			over.Targets = append(over.Targets, Target{Kind: "service", Name: s})
		}
	}
	var users []string
	for u := range x.over {
		if !y.over[u] && !inGroup[u] {
			users = append(users, u)
		}
	}
	slices.Sort(users)
	for _, u := range users {
		over.Targets = append(over.Targets, Target{Kind: "user", Name: u})
	}
	return over, kept
}

// named is the reach that the filters name.
func (x *held) named() Reach {
	out := Reach{Everyone: x.everyone, Own: x.own}
	for _, f := range x.filters {
		kind, name, _ := strings.Cut(f, "=")
		out.Targets = append(out.Targets, Target{Kind: kind, Name: name})
	}
	return out
}

func (r *Reach) nothing() bool { return !r.Everyone && !r.Own && len(r.Targets) == 0 }
