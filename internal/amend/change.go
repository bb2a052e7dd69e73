// Package amend writes edits of a config's text: a name more in a role, a scope, a group, a new role. It says what a
// change means for the config (Change.Made), and how it can be written into Python or into YAML (Source.Edits), where
// all that it does not speak of keeps its letters. An edit is given away only once its text has been read again and says
// what was meant: who shares a list with others, or builds it in a loop, gets a statement at the end of the file instead.
package amend

import (
	"slices"

	"rolecall.example/rbac"
)

// Kind says what a Change does.
type Kind uint8

const (
	Bear    Kind = iota + 1 // Name becomes a bearer of Role, under Key
	Join                    // the user Name becomes a member of Group, which is made where it is not
	Grant                   // Role gets the scope Scope
	Regrant                 // in Role, Scope takes the place of Old
	NewRole                 // a role Role with Scopes, borne by Name under Key
	Admin                   // the user Name becomes one of admin_users
)

// The keys of a role under which its bearers stand.
const (
	Users    = "users"
	Groups   = "groups"
	Services = "services"
)

// Change is one thing that a config is to say besides.
type Change struct {
	Kind   Kind
	Role   string
	Key    string // Users, Groups or Services; empty for a NewRole that names nobody
	Name   string
	Group  string
	Scope  string
	Old    string
	Scopes []string
	// ListForm makes a new group a list of names and not a dict, as JupyterHub before 4 has it.
	ListForm bool
}

// Made is the config as the change would have it; nil where the config has no place for it.
func (c Change) Made(config *rbac.Config) *rbac.Config {
	out := *config
	switch c.Kind {
	case Join:
		out.LoadGroups = slices.Clone(config.LoadGroups)
		i := slices.IndexFunc(out.LoadGroups, func(g rbac.GroupSpec) bool { return g.Name.Value == c.Group })
		if i < 0 {
			out.LoadGroups = append(out.LoadGroups, rbac.GroupSpec{Name: rbac.Name{Value: c.Group}, ListForm: c.ListForm})
			i = len(out.LoadGroups) - 1
		}
		g := &out.LoadGroups[i]
		g.Users = with(g.Users, c.Name)
		return &out
	case Admin:
		out.AdminUsers = with(config.AdminUsers, c.Name)
		return &out
	case NewRole:
		if c.roleOf(config) >= 0 {
			return nil
		}
		role := rbac.RoleSpec{Name: rbac.Name{Value: c.Role}, HasName: true, HasScopes: true}
		for _, s := range c.Scopes {
			role.Scopes = append(role.Scopes, rbac.Name{Value: s})
		}
		if c.Key != "" {
			list, has := bearers(&role, c.Key)
			*list, *has = with(nil, c.Name), true
		}
		out.LoadRoles = append(slices.Clone(config.LoadRoles), role)
		return &out
	}
	i := c.roleOf(config)
	if i < 0 {
		return nil
	}
	out.LoadRoles = slices.Clone(config.LoadRoles)
	role := &out.LoadRoles[i]
	switch c.Kind {
	case Bear:
		list, has := bearers(role, c.Key)
		*list, *has = with(*list, c.Name), true
	case Grant:
		role.Scopes, role.HasScopes, role.ScopesNone = with(role.Scopes, c.Scope), true, false
	case Regrant:
		at := slices.IndexFunc(role.Scopes, func(n rbac.Name) bool { return n.Value == c.Old })
		if at < 0 {
			return nil
		}
		role.Scopes = slices.Clone(role.Scopes)
		for j := range role.Scopes {
			if role.Scopes[j].Value == c.Old {
				role.Scopes[j].Value = c.Scope
			}
		}
	default:
		return nil
	}
	return &out
}

// roleOf finds the change's role; -1 where there is none, or more than one.
func (c Change) roleOf(config *rbac.Config) int {
	at := -1
	for i := range config.LoadRoles {
		if config.LoadRoles[i].Name.Value == c.Role {
			if at >= 0 {
				return -1
			}
			at = i
		}
	}
	return at
}

func bearers(role *rbac.RoleSpec, key string) (list *[]rbac.Name, has *bool) {
	switch key {
	case Groups:
		return &role.Groups, &role.HasGroups
	case Services:
		return &role.Services, &role.HasServices
	}
	return &role.Users, &role.HasUsers
}

func with(list []rbac.Name, name string) []rbac.Name {
	return append(slices.Clip(list), rbac.Name{Value: name})
}
