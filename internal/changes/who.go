package changes

import (
	"slices"

	"rolecall.example/rbac"
)

// Who is some bearers, said shortly. A user stands in no list who is meant by one of the groups, or by any user.
type Who struct {
	All []rbac.Subject // every one, in the order of Access's rows
	// Said are the rows to name: any user, any member of a group, any admin, users, services.
	Said []Said
}

// Said is one row, with how many users there are whom it means besides.
type Said struct {
	Subject rbac.Subject
	// Users who are meant, of Of who would be: all of either Hub, or the group's members on either.
	Users, Of int
	// Except are, of any user, the persons whom nobody has to name who are not meant: members of a group, any admin.
	Except []rbac.Subject
}

// compaction says bearers shortly.
type compaction struct {
	before, after *rbac.Hub
	bearers       []bearer
}

// of says bearers shortly: where any user or any member of a group is among them, users that these stand for are
// counted and not named.
func (c *compaction) of(list []*bearer) Who {
	var w Who
	users := map[string]bool{}
	anyUser := false
	for _, b := range list {
		w.All = append(w.All, b.subject)
		anyUser = anyUser || b.subject.Kind == rbac.AnyUser
		if b.subject.Kind == rbac.User {
			users[b.subject.Name] = true
		}
	}
	if anyUser {
		anyone := Said{Subject: rbac.Subject{Kind: rbac.AnyUser}, Users: len(users), Of: len(union(c.before.Users(), c.after.Users()))}
		for i := range c.bearers {
			switch s := c.bearers[i].subject; s.Kind {
			case rbac.AnyMember, rbac.AnyAdmin:
				if !slices.Contains(w.All, s) {
					anyone.Except = append(anyone.Except, s)
				}
			}
		}
		w.Said = append(w.Said, anyone)
		for _, s := range w.All {
			if s.Kind == rbac.Service {
				w.Said = append(w.Said, Said{Subject: s})
			}
		}
		return w
	}
	hidden := map[string]bool{}
	for _, s := range w.All {
		said := Said{Subject: s}
		switch s.Kind {
		case rbac.AnyMember:
			members := union(c.before.MembersOf(s.Name), c.after.MembersOf(s.Name))
			said.Of = len(members)
			for _, m := range members {
				if users[m] {
					said.Users++
					hidden[m] = true
				}
			}
		case rbac.User:
			if hidden[s.Name] {
				continue
			}
		}
		w.Said = append(w.Said, said)
	}
	return w
}
