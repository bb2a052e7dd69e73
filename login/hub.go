package login

import (
	"slices"

	"rolecall.example/rbac"
)

// bringRoles gives the user the roles that the login brings. Authenticators that are known bring none; code of the config's own may.
func (x *run) bringRoles() bool {
	manages := &x.c.ManageRoles
	code := x.c.Class.Derived || x.c.PostAuthHook.Callable || x.c.PostAuthHook.Unknown
	if !x.d.f.managedRoles || manages.or(no) == no || !code {
		return true
	}
	s := Step{Rule: RuleRoles, Outcome: Passed, Setting: x.setting("manage_roles"), Ref: manages.Ref}
	roles := x.p.Replies.Roles
	if !x.p.Replies.HasRoles && !x.c.Class.Derived {
		return true // what is not said of a hook it does not do
	}
	if manages.or(no) == unsure || !x.p.Replies.HasRoles {
		s.Outcome, x.r.RolesUnknown = Doubtful, true
		x.ask(AskRoles, s.Setting, s.Ref)
		x.step(s)
		return true
	}
	hub := x.hub
	if hub == nil {
		hub, _ = rbac.Start(x.def, nil, &rbac.Config{})
	}
	x.r.Roles, x.r.HasRoles = roles, true
	for _, r := range roles {
		s.Names = append(s.Names, r.Name)
	}
	if _, err := hub.WithUsers(x.name).WithRoles(x.name, roles); err != nil {
		s.Outcome = Breaks
		x.step(s)
		return x.fail(RuleRoles, HubError{Type: "HTTPError", ID: "role-refused", Names: []string{err.Args.Role}, Ref: s.Ref})
	}
	x.step(s)
	return true
}

// After is the Hub after a login that was allowed: the user has a row and the default roles, the flag where the login sets or takes
// it, and the groups and roles that it brings and no others. false where that is not known. Of a login at which the Hub itself failed
// it is what had been written before: the row, the flag, the groups.
//
// Counterpart: BaseHandler.auth_to_user, User.sync_groups and User.sync_roles.
func After(hub *rbac.Hub, r *Result) (*rbac.Hub, bool) {
	groups, roles := r.HasGroups, r.HasRoles
	if r.Verdict == Failed {
		if r.Username == "" {
			return hub, true
		}
		switch r.Rule {
		default:
			return hub, true
		case RuleSystemUser:
			return hub.WithUsers(r.Username), true
		case RuleGroups:
			groups, roles = false, false
		case RuleRoles:
			roles = false
		}
	}
	if r.Admin == AdminUnknown || r.RolesUnknown || r.GroupsUnknown {
		return hub, false
	}
	var admin *bool
	if r.Admin != Unchanged {
		is := r.Admin == MakesAdmin
		admin = &is
	}
	user := r.Username
	hub = hub.WithLogin(user, admin)
	if groups {
		for _, g := range hub.GroupsOf(user) {
			if !slices.Contains(r.Groups, g) {
				hub = hub.WithoutMember(g, user)
			}
		}
		for _, g := range r.Groups {
			hub = hub.WithGroup(g).WithMember(g, user)
		}
	}
	if roles {
		hub, _ = hub.WithRoles(user, r.Roles) // refused entries have failed the login
	}
	return hub, true
}
