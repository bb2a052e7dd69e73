package changes

import (
	"slices"
	"strings"

	"rolecall.example/rbac"
)

// bearer is a subject of either Hub, with who stands for it where it is not there.
type bearer struct {
	subject rbac.Subject
	on      [2]rbac.Subject // on the Hub before and after; Kind 0: nobody
	own     [2]string       // the filter that names it there, or ""
}

// bearers lists the subjects of both Hubs in the order of Access's rows.
func (c *comparison) bearers() []bearer {
	anyUser := rbac.Subject{Kind: rbac.AnyUser}
	out := []bearer{{subject: anyUser, on: [2]rbac.Subject{anyUser, anyUser}}}
	each := func(kind rbac.SubjectKind, list func(*rbac.Hub) []string, has func(*rbac.Hub, string) bool, otherwise rbac.Subject) {
		for _, name := range union(list(c.hub[0]), list(c.hub[1])) {
			b := bearer{subject: rbac.Subject{Kind: kind, Name: name}}
			for i, h := range c.hub {
				if b.on[i] = otherwise; has(h, name) {
					b.on[i] = b.subject
				}
			}
			out = append(out, b)
		}
	}
	each(rbac.AnyMember, (*rbac.Hub).Groups, (*rbac.Hub).HasGroup, anyUser)
	anyAdmin := rbac.Subject{Kind: rbac.AnyAdmin}
	out = append(out, bearer{subject: anyAdmin, on: [2]rbac.Subject{anyAdmin, anyAdmin}})
	each(rbac.User, (*rbac.Hub).Users, (*rbac.Hub).HasUser, anyUser)
	each(rbac.Service, (*rbac.Hub).Services, (*rbac.Hub).HasService, rbac.Subject{})
	for i := range out {
		for j := range out[i].on {
			out[i].own[j] = ownFilter(out[i].on[j])
		}
	}
	return out
}

// ownFilter is the filter that names the subject itself.
func ownFilter(s rbac.Subject) string {
	switch s.Kind {
	case rbac.User:
		return "user=" + s.Name
	case rbac.AnyUser, rbac.AnyMember, rbac.AnyAdmin:
		return "user=" + rbac.AnyName
	case rbac.Service:
		return "service=" + s.Name
	}
	return ""
}

// class is what decides about a bearer's answers but for its own name: equal classes are compared once. "" is a
// bearer that is like no other.
func (c *comparison) class(b *bearer) string {
	if b.subject.Kind != rbac.User || c.named[b.subject.Name] {
		return ""
	}
	var key strings.Builder
	for i, h := range c.hub {
		s := b.on[i]
		key.WriteByte(byte(s.Kind))
		roles := h.RolesOf(s)
		c.steps += len(roles)
		for _, held := range roles {
			key.WriteString("\x00" + held.Role + "\x01" + held.Group)
		}
		if s.Kind != rbac.User {
			continue
		}
		for _, g := range h.GroupsOf(s.Name) {
			if c.groups[g] || c.unread {
				key.WriteString("\x02" + g)
			}
		}
	}
	return key.String()
}

// lookAtFilters notes whom the filters of roles and the shares of either Hub name.
func (c *comparison) lookAtFilters() {
	c.named, c.groups = map[string]bool{}, map[string]bool{}
	for _, h := range c.hub {
		for _, f := range h.Filters() {
			switch f.Kind {
			case rbac.UserFilter:
				c.named[f.Value] = true
			case rbac.ServerFilter:
				user, _, _ := strings.Cut(f.Value, "/")
				c.named[user] = true
			case rbac.GroupFilter:
				c.groups[f.Value] = true
			}
		}
		for _, s := range h.Shares() {
			c.named[s.Owner] = true
			if s.With.Kind == rbac.User {
				c.named[s.With.Name] = true
				continue
			}
			for _, m := range h.MembersOf(s.With.Name) {
				c.named[m] = true
			}
		}
		c.unread = c.unread || len(h.Config().Unread) > 0
	}
}

// union merges two sorted lists of names.
func union(a, b []string) []string {
	out := slices.Concat(a, b)
	slices.Sort(out)
	return slices.Compact(out)
}

func only(a, b []string) []string {
	var out []string
	for _, s := range a {
		if _, both := slices.BinarySearch(b, s); !both {
			out = append(out, s)
		}
	}
	return out
}
