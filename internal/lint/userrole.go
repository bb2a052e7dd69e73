package lint

import "rolecall.example/rbac"

// reaching are the scopes that act on what is not one's own, and that nobody gives everybody on purpose without a filter.
var reaching = map[string]bool{
	"servers": true, "start:servers": true, "delete:servers": true, "admin:servers": true, "access:servers": true,
	"users": true, "admin:users": true, "delete:users": true, "users:activity": true, "admin:auth_state": true,
	"tokens": true, "groups": true, "admin:groups": true, "delete:groups": true, "shares": true, "users:shares": true, "groups:shares": true,
	"proxy": true, "shutdown": true, "admin:services": true, "admin:server_state": true,
}

// ownable are those of which one may have one's own.
var notOwnable = map[string]bool{"groups": true, "admin:groups": true, "delete:groups": true, "groups:shares": true, "proxy": true, "shutdown": true, "admin:services": true}

// userRole looks at what everybody gets.
func (l *linter) userRole() {
	lists := [][]rbac.Name{l.Config.ExtraUserScopes}
	spec := l.spec("user")
	if spec != nil {
		lists = append(lists, spec.Scopes)
		l.withoutSelf(spec)
	}
	for _, list := range lists {
		for _, n := range list[:min(len(list), maxScopes)] {
			s := rbac.ParseScope(n.Value)
			if s.Filter.Kind != rbac.NoFilter || !reaching[s.Base] || !l.defs.Has(s.Base) {
				continue
			}
			hint, edits := "name a group, or give it to another role", []Edit(nil)
			if !notOwnable[s.Base] {
				hint, edits = "write "+s.Base+"!user for everybody's own", l.rewrite(n.Ref, n.Value, s.Base+"!user")
				if h := l.holdings(list); h.covers(l.expand(rbac.ParseScope(s.Base+"!user")), 0) && l.hasSelf(list) {
					hint, edits = "take it away: \"self\" includes "+s.Base+"!user", l.remove(n.Ref, n.Value)
				}
			}
			l.add(n.Ref, "unfiltered-in-user", "every user gets "+s.Base+" over everybody: the role user is everyone's, and this has no filter", hint, edits...)
		}
	}
}

func (l *linter) hasSelf(list []rbac.Name) bool {
	for _, n := range list {
		if n.Value == "self" {
			return true
		}
	}
	return false
}

// withoutSelf advises where the role `user` leaves out what everybody normally has and no other role gives it back. From
// JupyterHub 6 on the Hub itself warns.
func (l *linter) withoutSelf(spec *rbac.RoleSpec) {
	if !spec.HasScopes || len(spec.Scopes) > maxScopes || l.hasSelf(spec.Scopes) || l.unsure("user", rbac.UnreadRoles, rbac.UnreadRoleScopes) || l.opaque {
		return
	}
	own := l.expand(rbac.ParseScope("servers!user"))
	for i := range l.Config.LoadRoles {
		other := &l.Config.LoadRoles[i]
		role := other.Name.Value
		if role == "server" || role == "token" || role == "admin" || len(other.Scopes) > maxScopes {
			continue
		}
		if l.unsure(role, rbac.UnreadRoleScopes) || l.holdings(other.Scopes).covers(own, 0) {
			return
		}
	}
	for _, e := range l.Events {
		if e.ID == "user-role-without-self" {
			return
		}
	}
	at := spec.ScopesRef
	l.add(at, "user-role-without-self", "the role user is given without \"self\": nobody may start a server, or make a token, of their own",
		"add \"self\" unless that is meant", l.prepend(at, "self")...)
}
