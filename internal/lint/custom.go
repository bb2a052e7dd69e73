package lint

import (
	"slices"
	"strings"

	"rolecall.example/rbac"
)

// customScopes advises about custom scopes that nobody can hold, and about those that no service asks a visitor for.
func (l *linter) customScopes() {
	if len(l.Config.CustomScopes) == 0 || len(l.Config.Unread) > 0 {
		return
	}
	held := map[string]bool{}
	give := func(scope string) {
		for _, s := range l.expand(rbac.ParseScope(scope)) {
			held[s.Base] = true
		}
	}
	for _, role := range l.Hub.Roles() {
		for _, n := range l.Hub.RoleScopes(role) {
			if strings.HasPrefix(n.Value, "custom:") {
				give(n.Value)
			}
		}
	}
	for _, n := range l.Config.ExtraUserScopes {
		give(n.Value)
	}
	for _, s := range l.Config.CustomScopes {
		if name := s.Name.Value; !held[name] {
			l.add(s.Name.Ref, "custom-scope-unused", "no role has the custom scope "+name+", so nobody holds it", "give it to a role, or take the definition away")
		}
	}
	l.withoutClient()
}

// withoutClient advises where people hold a custom scope and no service's client may ask for it: the token by which a
// service looks at its visitors lacks it then.
func (l *linter) withoutClient() {
	asked, clients := map[string]bool{}, 0
	for _, name := range l.Hub.Services() {
		scopes, ok := l.Hub.OAuthScopes("service:" + name)
		if !ok {
			continue
		}
		clients++
		for _, scope := range scopes {
			if scope == "inherit" {
				return
			}
			for _, s := range l.expand(rbac.ParseScope(scope)) {
				asked[s.Base] = true
			}
		}
	}
	if clients == 0 {
		return
	}
	for i := range l.Config.LoadRoles {
		spec := &l.Config.LoadRoles[i]
		users, groups, _ := l.bearers(spec.Name.Value)
		if spec.Name.Value != "user" && len(users)+len(groups) == 0 {
			continue
		}
		for _, n := range spec.Scopes[:min(len(spec.Scopes), maxScopes)] {
			s := rbac.ParseScope(n.Value)
			if !l.defs.IsCustom(s.Base) || slices.ContainsFunc(l.expand(s), func(s rbac.Scope) bool { return asked[s.Base] }) {
				continue
			}
			l.add(n.Ref, "custom-scope-without-client", "no service asks its visitors for "+s.Base+", so the token that it sees them by never has it",
				"add it to oauth_client_allowed_scopes of the service that checks for it")
		}
	}
}
