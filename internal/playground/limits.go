package playground

import (
	"fmt"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/limits"
	"rolecall.example/rbac"
)

// overLimit tells that a config holds more than Rolecall evaluates, before the Hub is started over it.
func overLimit(c *rbac.Config) *diag.Diagnostic {
	members := len(c.AdminUsers) + len(c.AllowedUsers) + len(c.BlockedUsers)
	switch {
	case len(c.LoadRoles) > limits.Roles:
		return over("roles", len(c.LoadRoles), limits.Roles)
	case len(c.LoadGroups) > limits.Groups:
		return over("groups", len(c.LoadGroups), limits.Groups)
	case len(c.Services) > limits.Services:
		return over("services", len(c.Services), limits.Services)
	case members > 3*limits.Users:
		return over("users", members, limits.Users)
	}
	return nil
}

// overLimitHub tells the same of a Hub that has started: roles and groups create users, and `state` adds some.
func overLimitHub(h *rbac.Hub) *diag.Diagnostic {
	for _, c := range []struct {
		what       string
		got, limit int
	}{
		{"users", len(h.Users()), limits.Users},
		{"groups", len(h.Groups()), limits.Groups},
		{"services", len(h.Services()), limits.Services},
		{"roles", len(h.Roles()), limits.Roles},
	} {
		if c.got > c.limit {
			return over(c.what, c.got, c.limit)
		}
	}
	return nil
}

func over(what string, got, limit int) *diag.Diagnostic {
	return &diag.Diagnostic{
		Span: diag.Span{File: "document"}, ID: "limit-" + what, Severity: diag.Error,
		Message: fmt.Sprintf("this Hub has %d %s, and Rolecall evaluates at most %d", got, what, limit),
	}
}
