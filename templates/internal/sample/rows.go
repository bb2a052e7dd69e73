package sample

import (
	"strings"

	"rolecall.example/internal/playground"
	"rolecall.example/rbac"
)

// Families are the verb families as Access has them, without custom scopes.
func Families() []playground.Family {
	verbs := func(kind string, pairs ...string) (out []playground.Verb) {
		for i := 0; i < len(pairs); i += 2 {
			out = append(out, playground.Verb{ID: pairs[i], Scope: pairs[i+1], Kind: kind})
		}
		return out
	}
	return []playground.Family{
		{ID: "own"},
		{ID: "users", Verbs: verbs("user",
			"users.list", "list:users", "users.names", "read:users:name", "users.see", "read:users",
			"users.groups", "read:users:groups", "users.activity", "read:users:activity", "users.roles", "read:roles:users",
			"users.post", "users:activity", "users.edit", "users", "users.create", "admin:users",
			"users.delete", "delete:users", "users.authstate", "admin:auth_state")},
		{ID: "servers", Verbs: verbs("server",
			"servers.see", "read:servers", "servers.start", "servers", "servers.stop", "delete:servers",
			"servers.open", "access:servers", "servers.state", "admin:server_state")},
		{ID: "shares", Verbs: append(verbs("server", "shares.see", "read:shares", "shares.give", "shares"), append(
			verbs("user", "shares.seeusers", "read:users:shares", "shares.offer", "users:shares"),
			verbs("group", "shares.seegroups", "read:groups:shares", "shares.groupoffer", "groups:shares")...)...)},
		{ID: "groups", Verbs: verbs("group",
			"groups.list", "list:groups", "groups.names", "read:groups:name", "groups.see", "read:groups",
			"groups.roles", "read:roles:groups", "groups.members", "groups", "groups.create", "admin:groups",
			"groups.delete", "delete:groups")},
		{ID: "tokens", Verbs: verbs("user", "tokens.see", "read:tokens", "tokens.make", "tokens")},
		{ID: "services", Verbs: verbs("service",
			"services.list", "list:services", "services.names", "read:services:name", "services.see", "read:services",
			"services.open", "access:services", "services.roles", "read:roles:services",
			"services.manage", "admin:services")},
		{ID: "hub", Verbs: verbs("",
			"hub.admin", "admin-ui", "hub.see", "read:hub", "hub.metrics", "read:metrics", "hub.proxy", "proxy",
			"hub.shutdown", "shutdown")},
	}
}

// everything stands for all verbs in grants.
const everything = "*"

// grants tells a row's reach by verb: "everyone", "unclear", or targets with commas ("group=class-b,user=ann").
type grants map[string]string

// row makes a row of Access. own adds what `self` stands for.
func row(fs []playground.Family, s rbac.Subject, groups []string, own bool, g grants) playground.Row {
	r := playground.Row{Subject: s, Groups: groups, Roles: []string{"user"}}
	switch s.Kind {
	case rbac.User:
		r.Kind, r.Who = playground.RowUser, s.Name
	case rbac.Service:
		r.Kind, r.Who, r.Roles = playground.RowService, "service "+s.Name, []string{s.Name}
	case rbac.AnyUser:
		r.Kind, r.Who = playground.RowAnyone, "any user"
	case rbac.AnyMember:
		r.Kind, r.Who = playground.RowAnyone, "any member of "+s.Name
	case rbac.AnyAdmin:
		r.Kind, r.Who, r.Admin = playground.RowAnyone, "any admin", true
	}
	for _, f := range fs {
		from := len(r.Cells)
		for _, v := range f.Verbs {
			r.Cells = append(r.Cells, cell(v, own, g))
		}
		r.Folded = append(r.Folded, fold(f.ID, own, r.Cells[from:]))
	}
	return r
}

func cell(v playground.Verb, own bool, g grants) playground.Cell {
	c := playground.Cell{Verb: v.ID}
	said, ok := g[v.ID]
	if !ok {
		said = g[everything]
	}
	mine := own && (strings.HasPrefix(v.ID, "users.") && v.ID != "users.list" && v.ID != "users.create" && v.ID != "users.delete" ||
		strings.HasPrefix(v.ID, "servers.") && v.ID != "servers.state" || strings.HasPrefix(v.ID, "tokens."))
	switch said {
	case "":
		if mine {
			c.Reach, c.Own = playground.Self, true
		}
	case "everyone":
		c.Reach = playground.Everyone
	case "unclear":
		c.Reach = playground.Unclear
	default:
		c.Reach, c.Own = playground.Some, mine
		for _, t := range strings.Split(said, ",") {
			kind, name, _ := strings.Cut(t, "=")
			c.Targets = append(c.Targets, playground.Target{Kind: kind, Name: name})
		}
	}
	return c
}

func fold(family string, own bool, cells []playground.Cell) playground.Summary {
	var s playground.Summary
	if family == playground.FamilyOwn {
		if own {
			s.Reach, s.Own, s.All = playground.Self, true, true
		}
		return s
	}
	order := []playground.Reach{
		playground.Nothing, playground.Self, playground.Unclear, playground.Some, playground.Everyone,
	}
	for _, reach := range order {
		var verbs []string
		var targets []playground.Target
		for _, c := range cells {
			if c.Reach == reach {
				verbs = append(verbs, c.Verb)
				if targets == nil {
					targets = c.Targets
				}
			}
		}
		if len(verbs) > 0 {
			s.Cell = playground.Cell{Verb: verbs[0], Reach: reach, Targets: targets}
			s.Verbs, s.All = verbs, len(verbs) == len(cells)
		}
	}
	for _, c := range cells {
		s.Own = s.Own || c.Own
	}
	return s
}
