package playground

import (
	"strings"

	"rolecall.example/rbac"
)

// verbTable lists the verb families of Access. A scope that the version does not define is left out; `start` takes
// the scope that the version's start endpoints ask for. Composite scopes (admin:servers, read:roles …) have no verb of
// their own: they show by what they include. verbs_test.go holds that no other scope is missing.
var verbTable = []Family{
	{ID: FamilyOwn},
	{ID: "users", Verbs: []Verb{
		{ID: "users.list", Scope: "list:users", Kind: "user"},
		{ID: "users.names", Scope: "read:users:name", Kind: "user"},
		{ID: "users.see", Scope: "read:users", Kind: "user"},
		{ID: "users.groups", Scope: "read:users:groups", Kind: "user"},
		{ID: "users.activity", Scope: "read:users:activity", Kind: "user"},
		{ID: "users.roles", Scope: "read:roles:users", Kind: "user"},
		{ID: "users.post", Scope: "users:activity", Kind: "user"},
		{ID: "users.edit", Scope: "users", Kind: "user"},
		{ID: "users.create", Scope: "admin:users", Kind: "user"},
		{ID: "users.delete", Scope: "delete:users", Kind: "user"},
		{ID: "users.authstate", Scope: "admin:auth_state", Kind: "user"},
	}},
	{ID: "servers", Verbs: []Verb{
		{ID: "servers.see", Scope: "read:servers", Kind: "server"},
		{ID: "servers.start", Scope: "start:servers", Kind: "server"},
		{ID: "servers.stop", Scope: "delete:servers", Kind: "server"},
		{ID: "servers.open", Scope: "access:servers", Kind: "server"},
		{ID: "servers.state", Scope: "admin:server_state", Kind: "server"},
	}},
	{ID: "shares", Verbs: []Verb{
		{ID: "shares.see", Scope: "read:shares", Kind: "server"},
		{ID: "shares.give", Scope: "shares", Kind: "server"},
		{ID: "shares.seeusers", Scope: "read:users:shares", Kind: "user"},
		{ID: "shares.offer", Scope: "users:shares", Kind: "user"},
		{ID: "shares.seegroups", Scope: "read:groups:shares", Kind: "group"},
		{ID: "shares.groupoffer", Scope: "groups:shares", Kind: "group"},
	}},
	{ID: "groups", Verbs: []Verb{
		{ID: "groups.list", Scope: "list:groups", Kind: "group"},
		{ID: "groups.names", Scope: "read:groups:name", Kind: "group"},
		{ID: "groups.see", Scope: "read:groups", Kind: "group"},
		{ID: "groups.roles", Scope: "read:roles:groups", Kind: "group"},
		{ID: "groups.members", Scope: "groups", Kind: "group"},
		{ID: "groups.create", Scope: "admin:groups", Kind: "group"},
		{ID: "groups.delete", Scope: "delete:groups", Kind: "group"},
	}},
	{ID: "tokens", Verbs: []Verb{
		{ID: "tokens.see", Scope: "read:tokens", Kind: "user"},
		{ID: "tokens.make", Scope: "tokens", Kind: "user"},
	}},
	{ID: "services", Verbs: []Verb{
		{ID: "services.list", Scope: "list:services", Kind: "service"},
		{ID: "services.names", Scope: "read:services:name", Kind: "service"},
		{ID: "services.see", Scope: "read:services", Kind: "service"},
		{ID: "services.open", Scope: "access:services", Kind: "service"},
		{ID: "services.roles", Scope: "read:roles:services", Kind: "service"},
		{ID: "services.manage", Scope: "admin:services", Kind: "service"},
	}},
	{ID: "hub", Verbs: []Verb{
		{ID: "hub.admin", Scope: "admin-ui"},
		{ID: "hub.see", Scope: "read:hub"},
		{ID: verbMetrics, Scope: "read:metrics"},
		{ID: "hub.proxy", Scope: "proxy"},
		{ID: "hub.shutdown", Scope: "shutdown"},
	}},
}

// verbMetrics is the one verb whose request looks for the scope alone, whatever its filter.
const verbMetrics = "hub.metrics"

// FamilyOwn is the family that sums up what `self` stands for; FamilyCustom holds the config's custom scopes.
const (
	FamilyOwn    = "own"
	FamilyCustom = "custom"
)

// customPrefix begins the names of custom scopes, in JupyterHub and in verb IDs.
const customPrefix = "custom:"

// families lists the verbs of a version, and those of the custom scopes that its Definitions hold.
func families(d *rbac.Definitions) []Family {
	out := make([]Family, 0, len(verbTable)+1)
	for _, f := range verbTable {
		g := Family{ID: f.ID}
		for _, v := range f.Verbs {
			if v.ID == "servers.start" && !d.Has(v.Scope) {
				v.Scope = "servers"
			}
			if d.Has(v.Scope) {
				g.Verbs = append(g.Verbs, v)
			}
		}
		if len(g.Verbs) > 0 || f.ID == FamilyOwn {
			out = append(out, g)
		}
	}
	custom := Family{ID: FamilyCustom}
	for _, scope := range d.Scopes() {
		if strings.HasPrefix(scope, customPrefix) {
			custom.Verbs = append(custom.Verbs, Verb{ID: FamilyCustom + "." + scope, Scope: scope})
		}
	}
	if len(custom.Verbs) > 0 {
		out = append(out, custom)
	}
	return out
}

// findVerb looks a verb up by its ID.
func findVerb(fs []Family, id string) (Verb, bool) {
	for _, f := range fs {
		for _, v := range f.Verbs {
			if v.ID == id {
				return v, true
			}
		}
	}
	return Verb{}, false
}

// fits reports whether a filter kind can have an effect on a verb whose targets are of the given kind: a filter names
// the target itself, its user, or a group of its user. Other filters are accepted by JupyterHub and match nothing.
func fits(verbKind, filterKind string) bool {
	switch verbKind {
	case "user":
		return filterKind == "user" || filterKind == "group"
	case "server":
		return filterKind == "server" || filterKind == "user" || filterKind == "group"
	}
	return verbKind != "" && verbKind == filterKind
}
