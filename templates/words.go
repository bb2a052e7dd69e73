package templates

import (
	"strings"

	"rolecall.example/internal/playground"
)

// object says what a verb is done to, and so how a target is put into a sentence.
type object uint8

const (
	nothing   object = iota // "read the Hub’s metrics": no target
	person                  // "delete student3"
	belonging               // "stop student3’s server"
	group                   // "see group class-b"
	service                 // "open service panel"
	scope                   // "use custom:x": a scope that has no words
)

// verbWords are the words of one verb. Head stands over a column under its family's name; long stands alone, where
// no family is at hand; do opens the sentence "johan may …". One and many name the belonging.
type verbWords struct {
	head, long, do string
	object         object
	one, many      string
}

var verbTable = map[string]verbWords{
	"users.list":      {"list", "list users", "list", person, "", ""},
	"users.names":     {"names", "see users’ names", "see", belonging, "name", "names"},
	"users.see":       {"see", "see users", "see", belonging, "profile", "profiles"},
	"users.groups":    {"groups", "see users’ groups", "see", belonging, "groups", "groups"},
	"users.activity":  {"activity", "see users’ activity", "see", belonging, "last activity", "last activity"},
	"users.roles":     {"roles", "see users’ roles", "see", belonging, "roles", "roles"},
	"users.post":      {"set activity", "set users’ activity", "set", belonging, "last activity", "last activity"},
	"users.edit":      {"edit", "edit users", "edit", person, "", ""},
	"users.create":    {"create", "create users", "create and change", person, "", ""},
	"users.delete":    {"delete", "delete users", "delete", person, "", ""},
	"users.authstate": {"auth state", "see users’ auth state", "see", belonging, "authentication state", "authentication state"},

	"servers.see":   {"see", "see servers", "see", belonging, "server", "servers"},
	"servers.start": {"start", "start servers", "start", belonging, "server", "servers"},
	"servers.stop":  {"stop", "stop servers", "stop", belonging, "server", "servers"},
	"servers.open":  {"open", "open servers", "open", belonging, "server", "servers"},
	"servers.state": {"state", "see servers’ state", "see the state of", belonging, "server", "servers"},

	"shares.see":        {"see", "see shares", "see the shares of", belonging, "server", "servers"},
	"shares.give":       {"share", "share servers", "share", belonging, "server", "servers"},
	"shares.seeusers":   {"see users’", "see users’ shares", "see what is shared with", person, "", ""},
	"shares.offer":      {"change users’", "change users’ shares", "see and give up what is shared with", person, "", ""},
	"shares.seegroups":  {"see groups’", "see groups’ shares", "see what is shared with", group, "", ""},
	"shares.groupoffer": {"change groups’", "change groups’ shares", "see and give up what is shared with", group, "", ""},

	"groups.list":    {"list", "list groups", "list", group, "", ""},
	"groups.names":   {"names", "see groups’ names", "see the name of", group, "", ""},
	"groups.see":     {"see", "see groups", "see", group, "", ""},
	"groups.roles":   {"roles", "see groups’ roles", "see the roles of", group, "", ""},
	"groups.members": {"members", "change groups’ members", "change the members of", group, "", ""},
	"groups.create":  {"create", "create groups", "create and change", group, "", ""},
	"groups.delete":  {"delete", "delete groups", "delete", group, "", ""},

	"tokens.see":  {"see", "see tokens", "see", belonging, "tokens", "tokens"},
	"tokens.make": {"make", "make tokens", "make and revoke", belonging, "tokens", "tokens"},

	"services.list":   {"list", "list services", "list", service, "", ""},
	"services.names":  {"names", "see services’ names", "see the name of", service, "", ""},
	"services.see":    {"see", "see services", "see", service, "", ""},
	"services.open":   {"open", "open services", "open", service, "", ""},
	"services.roles":  {"roles", "see services’ roles", "see the roles of", service, "", ""},
	"services.manage": {"manage", "manage services", "create, change and delete", service, "", ""},

	"hub.admin":    {"admin page", "open the admin page", "open the admin page", nothing, "", ""},
	"hub.see":      {"details", "see the Hub’s details", "see the Hub’s details", nothing, "", ""},
	"hub.metrics":  {"metrics", "read the Hub’s metrics", "read the Hub’s metrics", nothing, "", ""},
	"hub.proxy":    {"proxy", "manage the proxy", "see and change the proxy’s routes", nothing, "", ""},
	"hub.shutdown": {"shut down", "shut down the Hub", "shut down the Hub", nothing, "", ""},
}

var familyTable = map[string]string{
	"own": "Own", "users": "Users", "servers": "Servers", "shares": "Shares", "groups": "Groups", "tokens": "Tokens",
	"services": "Services", "hub": "Hub", "custom": "Custom",
}

// wordsOf finds a verb's words. A custom scope, or a verb that this package does not know, goes by its scope.
func wordsOf(v playground.Verb) verbWords {
	if w, ok := verbTable[v.ID]; ok {
		return w
	}
	name := v.Scope
	if name == "" {
		name = v.ID
	}
	name = shown(name)
	if strings.HasPrefix(v.ID, playground.HoldVerb) {
		return verbWords{name, "hold " + name, "hold " + name, scope, "", ""}
	}
	return verbWords{strings.TrimPrefix(name, "custom:"), "use " + name, "use " + name, scope, "", ""}
}

func familyName(id string) string {
	if name, ok := familyTable[id]; ok {
		return name
	}
	return id
}

// everyWord is what a cell without a filter says. A verb without targets is simply held.
func everyWord(w verbWords) string {
	switch w.object {
	case nothing, scope:
		return "yes"
	case group, service:
		return "all"
	}
	return "everyone"
}
