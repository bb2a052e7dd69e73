package lint

import (
	"slices"
	"strconv"

	"rolecall.example/rbac"
)

// scopes looks at each role's list by itself. One list may stand in several roles, or be made in a loop: a scope adds
// nothing only where it adds nothing in all of them.
func (l *linter) scopes() {
	type use struct {
		times, idle int
		role, hint  string
		scope       string
	}
	uses := map[rbac.Ref]*use{}
	var order []rbac.Ref
	places := map[string]rbac.Ref{} // by place, since a loop marks one place again and again
	seenList := map[*rbac.Name]bool{}
	for i := range l.Config.LoadRoles {
		spec := &l.Config.LoadRoles[i]
		if len(spec.Scopes) == 0 || seenList[&spec.Scopes[0]] || len(spec.Scopes) > maxScopes {
			continue
		}
		seenList[&spec.Scopes[0]] = true
		idle := l.idle(spec)
		for j, n := range spec.Scopes {
			at := l.placeKey(n.Ref)
			if at == "" {
				continue
			}
			ref, ok := places[at]
			if !ok {
				ref = n.Ref
				places[at] = ref
				uses[ref] = &use{}
				order = append(order, ref)
			}
			u := uses[ref]
			u.times++
			if hint := idle[j]; hint != "" {
				u.idle++
				u.role, u.hint, u.scope = spec.Name.Value, hint, n.Value
			}
		}
	}
	for _, ref := range order {
		if u := uses[ref]; u.idle > 0 && u.idle == u.times {
			l.add(ref, "scope-adds-nothing", quote(u.scope)+" adds nothing to "+roleWord(u.role), u.hint, l.remove(ref, u.scope)...)
		}
	}
}

// maxScopes bounds the lists that are looked at.
const maxScopes = 5000

// placeKey tells places of the document apart; "" for marks that stand for none.
func (l *linter) placeKey(ref rbac.Ref) string {
	at := l.Refs.Span(ref)
	if at.File == "" {
		return ""
	}
	return at.File + "\x00" + strconv.Itoa(at.Start) + "\x00" + strconv.Itoa(at.End)
}

// idle says why scopes of a role add nothing, by their index. Of several that include each other the last one is idle.
func (l *linter) idle(spec *rbac.RoleSpec) map[int]string {
	out := map[int]string{}
	held := l.holdings(spec.Scopes)
	for i := len(spec.Scopes) - 1; i >= 0; i-- {
		n := spec.Scopes[i]
		s := rbac.ParseScope(n.Value)
		if !l.defs.Has(s.Base) || s.Filter.Kind == rbac.ServerFilter && l.defs.ServerFilterReadsName() {
			continue
		}
		list := l.expand(s)
		if !held.covers(list, 1) {
			continue
		}
		held.add(list, -1)
		out[i] = "the others include it"
		if by := l.including(spec.Scopes, i, s, list); by != "" {
			out[i] = quote(by) + " includes it"
			if by == n.Value {
				out[i] = "it stands there twice"
			}
		}
	}
	return out
}

// including is one other scope that includes all of the list, or "".
func (l *linter) including(names []rbac.Name, except int, s rbac.Scope, list []rbac.Scope) string {
	for i, n := range names {
		if i == except {
			continue
		}
		h := holdings{}
		h.add(l.expand(rbac.ParseScope(n.Value)), 1)
		if h.covers(list, 0) {
			return n.Value
		}
	}
	return ""
}

// filters looks at what the filters of roles name, and for whom the bare ones stand.
func (l *linter) filters() {
	seenList := map[*rbac.Name]bool{}
	for i := range l.Config.LoadRoles {
		spec := &l.Config.LoadRoles[i]
		if len(spec.Scopes) == 0 || len(spec.Scopes) > maxScopes {
			continue
		}
		l.bare(spec)
		if seenList[&spec.Scopes[0]] {
			continue
		}
		seenList[&spec.Scopes[0]] = true
		for _, n := range spec.Scopes {
			if s := rbac.ParseScope(n.Value); s.Filter.Kind != rbac.NoFilter && !s.Filter.Bare() && s.Filter.Value != "" && l.defs.Has(s.Base) {
				l.filter(n, s)
			}
		}
	}
}

// bare advises about `self` and bare filters in roles whose bearers are nobody that they could stand for.
func (l *linter) bare(spec *rbac.RoleSpec) {
	role := spec.Name.Value
	if role == "server" || role == "token" || role == "user" || role == "admin" || l.bearersUnsure(role) {
		return
	}
	users, groups, services := l.bearers(role)
	people, machines := len(users)+len(groups) > 0, len(services) > 0
	if !people && !machines || l.oauthRole(role) {
		return
	}
	for _, n := range spec.Scopes {
		s := rbac.ParseScope(n.Value)
		self := n.Value == "self"
		switch {
		case self && !people:
			l.add(n.Ref, "stands-for-nobody", quote("self")+" gives a service nothing: it stands for what is a user's own",
				"name the scopes that the service needs", l.remove(n.Ref, n.Value)...)
		case !s.Filter.Bare():
		case s.Filter.Kind == rbac.UserFilter && !people:
			l.add(n.Ref, "stands-for-nobody", "!user stands for the user who holds the scope, and only services hold "+roleWord(role),
				"name a user or a group, or take the filter away", l.remove(n.Ref, n.Value)...)
		case s.Filter.Kind == rbac.ServiceFilter && !machines:
			l.add(n.Ref, "stands-for-nobody", "!service stands for the service that holds the scope, and only users hold "+roleWord(role),
				"name the service: !service=NAME")
		case s.Filter.Kind == rbac.ServerFilter:
			l.add(n.Ref, "stands-for-nobody", "!server stands for the server whose token holds the scope, and "+roleWord(role)+" is for people and services",
				"write !user for the servers of whoever holds the role, or name one")
		}
	}
}

// bearersUnsure reports whether somebody may hold a role besides those who are known.
func (l *linter) bearersUnsure(role string) bool {
	return l.opaque || l.unsure(role, rbac.UnreadRoles, rbac.UnreadRoleUsers, rbac.UnreadRoleGroups, rbac.UnreadRoleServices)
}

// oauthRole reports whether a service's OAuth client is given a role's scopes.
func (l *linter) oauthRole(role string) bool {
	return slices.ContainsFunc(l.Config.Services, func(s rbac.ServiceSpec) bool {
		return slices.ContainsFunc(s.OAuthRoles, func(n rbac.Name) bool { return n.Value == role })
	})
}
