package lint

import "rolecall.example/rbac"

// defaultRole reports whether the Hub has a role without any config.
func defaultRole(name string) bool {
	return name == "user" || name == "admin" || name == "server" || name == "token"
}

// roles looks at who holds the roles of load_roles.
func (l *linter) roles() {
	if l.Hub == nil || l.opaque || l.unsure("", rbac.UnreadRoles) {
		return
	}
	managed := l.truthy("manage_roles")
	for i := range l.Config.LoadRoles {
		spec := &l.Config.LoadRoles[i]
		role := spec.Name.Value
		if defaultRole(role) || l.bearersUnsure(role) {
			continue
		}
		users, groups, services := l.bearers(role)
		switch {
		case len(users)+len(groups)+len(services) > 0:
			l.restricts(spec, users, groups, services)
		case managed || l.oauthRole(role) || l.saidIn(spec, "unknown-role-key"):
		default:
			l.add(spec.Name.Ref, "role-unheld", "nobody holds "+roleWord(role)+": its entry names no user, group or service",
				"add \"users\", \"groups\" or \"services\"; tokens and servers do not take roles by this")
		}
	}
}

// saidIn reports whether a diagnostic stands inside the entry of a role: one cause is said once.
func (l *linter) saidIn(spec *rbac.RoleSpec, id string) bool {
	at := l.Refs.Span(spec.Ref)
	for _, d := range l.Said {
		if d.ID == id && d.Span.File == at.File && at.Start <= d.Span.Start && d.Span.End <= at.End {
			return true
		}
	}
	return false
}

// restricts advises about a role that gives its bearers what they have by the role `user`: it was meant to take away.
func (l *linter) restricts(spec *rbac.RoleSpec, users, groups, services []string) {
	role := spec.Name.Value
	if len(services) > 0 || len(spec.Scopes) == 0 || len(spec.Scopes) > maxScopes || l.userRoleListed() ||
		l.unsure(role, rbac.UnreadRoleScopes) || l.unsure("user", rbac.UnreadRoleScopes) {
		return
	}
	has := l.holdings(l.Hub.RoleScopes("user"))
	for _, n := range spec.Scopes {
		if s := rbac.ParseScope(n.Value); !l.defs.Has(s.Base) || !has.covers(l.expand(s), 0) {
			return
		}
	}
	l.add(spec.Name.Ref, "role-restricts-nothing", roleWord(role)+" changes nothing: its bearers have all of it by the role user",
		"roles only add; to take something away, give the role user less and the others more")
}

// userRoleListed reports whether load_roles says who has the role `user`, so that not everybody has it.
func (l *linter) userRoleListed() bool {
	spec := l.spec("user")
	return spec != nil && spec.HasUsers
}

// spec finds the entry of a role.
func (l *linter) spec(role string) *rbac.RoleSpec {
	for i := range l.Config.LoadRoles {
		if l.Config.LoadRoles[i].Name.Value == role {
			return &l.Config.LoadRoles[i]
		}
	}
	return nil
}

// holders looks at what roles give to those who hold them.
func (l *linter) holders() {
	for i := range l.Config.LoadRoles {
		spec := &l.Config.LoadRoles[i]
		if len(spec.Scopes) == 0 || len(spec.Scopes) > maxScopes || l.bearersUnsure(spec.Name.Value) {
			continue
		}
		l.superuser(spec)
		l.withoutAccess(spec)
	}
}

// bearers lists who holds a role directly.
func (l *linter) bearers(role string) (users, groups, services []string) {
	if b, ok := l.held[role]; ok {
		return b[0], b[1], b[2]
	}
	users, groups, services = l.Hub.RoleBearers(role)
	l.held[role] = [3][]string{users, groups, services}
	return users, groups, services
}

// bearer is somebody who holds a role, people before services.
func (l *linter) bearer(role string) (rbac.Subject, bool) {
	users, groups, services := l.bearers(role)
	switch {
	case role == "user":
		return rbac.Subject{Kind: rbac.AnyUser}, true
	case len(users) > 0:
		return rbac.Subject{Kind: rbac.User, Name: users[0]}, true
	case len(groups) > 0:
		return rbac.Subject{Kind: rbac.AnyMember, Name: groups[0]}, true
	case len(services) > 0:
		return rbac.Subject{Kind: rbac.Service, Name: services[0]}, true
	}
	return rbac.Subject{}, false
}

// superuser advises where holding admin:users lets one make an admin, which the Hub itself is asked for.
func (l *linter) superuser(spec *rbac.RoleSpec) {
	if spec.Name.Value == "admin" {
		return
	}
	for _, n := range spec.Scopes {
		if n.Value != "admin:users" {
			continue
		}
		who, ok := l.bearer(spec.Name.Value)
		if !ok || l.Hub.IsAdmin(who) {
			return
		}
		const newcomer = "rolecall-newcomer"
		a := l.Hub.Call(rbac.Call{Subject: who, Method: "POST", Path: rbac.APIPrefix + "/users/" + newcomer})
		if a.Outcome != rbac.Allowed {
			return
		}
		a = a.After.Call(rbac.Call{Subject: who, Method: "PATCH", Path: rbac.APIPrefix + "/users/" + newcomer, Body: `{"admin": true}`})
		if a.Outcome == rbac.Allowed && a.After.IsAdmin(rbac.Subject{Kind: rbac.User, Name: newcomer}) {
			l.add(n.Ref, "admin-users-makes-admins", "in JupyterHub "+l.defs.Version()+", admin:users is as much as admin: who holds it may make anybody an admin",
				"give users, list:users or delete:users, whichever is needed, or take a JupyterHub that asks for the admin flag")
		}
		return
	}
}

// withoutAccess advises about people who may start the servers of others and cannot open them.
func (l *linter) withoutAccess(spec *rbac.RoleSpec) {
	role := spec.Name.Value
	who, ok := l.bearer(role)
	if !ok || who.Kind == rbac.Service || defaultRole(role) || l.unsure(role, rbac.UnreadRoleScopes) {
		return
	}
	for _, n := range spec.Scopes {
		s := rbac.ParseScope(n.Value)
		if s.Base != "servers" && s.Base != "admin:servers" && s.Base != "start:servers" || s.Filter.Bare() || s.Filter.Kind == rbac.ServiceFilter ||
			s.Filter.Kind != rbac.NoFilter && s.Filter.Value == "" {
			continue
		}
		if at := l.Refs.Span(n.Ref); l.seen[place{at, "filter-names-nobody"}] || l.seen[place{at, "filter-not-normalised"}] {
			continue // one thing at a time
		}
		access := rbac.Scope{Base: "access:servers", Filter: s.Filter}.String()
		p, err := l.Hub.Permissions(who)
		if err != nil {
			return
		}
		if yes, err := p.HasScope(access, false); yes || err != nil || l.Meant != nil && l.Meant(role, "access:servers") {
			continue
		}
		l.add(n.Ref, "servers-without-access", roleWord(role)+" may start and stop these servers, and not open them",
			"add "+quote(access)+" if it is meant to", l.after(n.Ref, n.Value, access)...)
	}
}
