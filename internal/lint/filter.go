package lint

import (
	"strings"

	"rolecall.example/internal/settings"
	"rolecall.example/internal/words"
	"rolecall.example/rbac"
)

// filter looks at the name that a filter has.
func (l *linter) filter(n rbac.Name, s rbac.Scope) {
	value := s.Filter.Value
	switch s.Filter.Kind {
	case rbac.UserFilter:
		l.filterUser(n, s, value, value)
	case rbac.ServerFilter:
		user, _, ok := strings.Cut(value, "/")
		if !ok {
			l.add(n.Ref, "server-filter-without-user", "the filter !server="+value+" names no user, so requests for a server never meet it",
				"write !server=USER/NAME; the default server's name is empty: !server=USER/")
			return
		}
		l.filterUser(n, s, value, user)
	case rbac.GroupFilter:
		if l.Hub.HasGroup(value) || l.groupsElsewhere() || l.unsure("", rbac.UnreadGroups, rbac.UnreadRoles) || l.anyRoleUnsure(rbac.UnreadRoleGroups) {
			return
		}
		l.nobody(n, "group", value, l.Hub.Groups(), "filters compare the whole name; load_groups and roles make groups")
	case rbac.ServiceFilter:
		if l.Hub.HasService(value) || l.unsure("", rbac.UnreadServices) {
			return
		}
		l.nobody(n, "service", value, l.Hub.Services(), "c.JupyterHub.services defines services")
	}
}

// filterUser looks at a user's name, alone or before a server's.
func (l *linter) filterUser(n rbac.Name, s rbac.Scope, value, user string) {
	lower := strings.ToLower(user)
	switch {
	case l.Hub.HasUser(user):
	case lower != user:
		right := s.Base + "!" + s.Filter.Kind.String() + "=" + lower + strings.TrimPrefix(value, user)
		l.add(n.Ref, "filter-not-normalised", "no user is ever called "+quote(user)+": the Hub writes names in lower case, and leaves filters as they are",
			"write "+right, l.rewrite(n.Ref, n.Value, right)...)
	case l.anyRoleUnsure(rbac.UnreadRoleUsers) || l.anyGroupUnsure() ||
		l.unsure("", rbac.UnreadRoles, rbac.UnreadGroups, rbac.UnreadAdminUsers, rbac.UnreadAllowedUsers):
	default:
		l.nobody(n, "user", user, l.userNames(), "list those who are in no config in state, under users")
	}
}

// nobody advises that nobody bears the name in a filter.
func (l *linter) nobody(n rbac.Name, kind, name string, known []string, otherwise string) {
	hint := otherwise
	var edits []Edit
	if near := words.Nearest(name, known[:min(len(known), 2000)]); near != "" {
		hint = "did you mean " + quote(near) + "?"
		s := rbac.ParseScope(n.Value)
		prefix := s.Base + "!" + s.Filter.Kind.String() + "="
		edits = l.rewrite(n.Ref, n.Value, prefix+near+strings.TrimPrefix(s.Filter.Value, name))
	}
	l.add(n.Ref, "filter-names-nobody", "this Hub has no "+kind+" "+quote(name)+", so the filter covers nothing", hint, edits...)
}

// groupsElsewhere reports whether groups may come from logins.
func (l *linter) groupsElsewhere() bool { return l.truthy("manage_groups") }

// truthy reports whether any class sets a trait to something that may be true.
func (l *linter) truthy(trait string) bool {
	if l.Tree == nil {
		return false
	}
	for i := range l.Tree.Assignments {
		a := &l.Tree.Assignments[i]
		if a.Trait == trait && (a.Value.Kind != settings.Bool || a.Value.Bool) {
			return true
		}
	}
	return false
}

func (l *linter) anyRoleUnsure(kind rbac.UnreadKind) bool {
	for u := range l.unread {
		if u.Kind == kind {
			return true
		}
	}
	return false
}

func (l *linter) anyGroupUnsure() bool { return l.anyRoleUnsure(rbac.UnreadGroupUsers) }

// userNames lists the Hub's users; only a name that is not there asks for them.
func (l *linter) userNames() []string {
	if l.users == nil {
		l.users = l.Hub.Users()
	}
	return l.users
}
