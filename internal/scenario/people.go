package scenario

import (
	"fmt"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/limits"
	"rolecall.example/login"
	"rolecall.example/rbac"
)

// Person is somebody who logs in, as the state describes them: what a login form or an identity provider says.
type Person struct {
	Name string // the key; what checks call the person
	At   diag.Span
	login.Person
}

// shape is how a key of a person is written.
type shape uint8

const (
	aText shape = iota + 1
	aList
	aFlag
	aMapping
)

// personKeys are the keys of a person, and of its replies.
var (
	personKeys = []string{"username", "password", "email", "verified", "domain", "idp", "orgs", "teams", "groups", "projects", "scopes", "claims",
		"system_groups", "system_user", "system_name", "known", "admin", "replies"}
	roleKeys  = []string{"name", "description", "scopes", "users", "groups", "services"}
	replyKeys = []string{"username", "groups", "roles", "allowed", "admin", "hook"}
)

// shapeOf is the shape of a key, "replies.groups" for one below replies.
func shapeOf(key string) shape {
	switch key {
	case "orgs", "teams", "groups", "scopes", "system_groups", "replies.groups", "replies.roles":
		return aList
	case "verified", "system_user", "known", "admin", "replies.allowed", "replies.admin", "replies.hook":
		return aFlag
	case "projects", "claims", "replies":
		return aMapping
	}
	return aText
}

// The values of the key password: which one was typed. "right" is meant where nothing is said.
const (
	RightPassword = "right"
	WrongPassword = "wrong"
	AdminPassword = "admin" // SharedPasswordAuthenticator's second one
	// GroupPassword is its first one of password_groups, with " 2" behind it the second one.
	GroupPassword = "group"
)

// people reads who logs in, in the order of the text.
func (y *yamlText) people(n *yaml.Node) []Person {
	list := y.mapping(n, "people", nil)
	if len(list) > limits.People {
		y.say(list[limits.People].at, "limit-people", fmt.Sprintf("a state describes at most %d people", limits.People), "")
		list = list[:limits.People]
	}
	out := make([]Person, 0, len(list))
	for _, e := range list {
		p := Person{Name: e.key, At: y.span(e.at)}
		p.Username = e.key
		y.person(e, &p.Person)
		out = append(out, p)
	}
	return out
}

func (y *yamlText) person(of pair, p *login.Person) {
	for _, e := range y.mapping(of.value, of.key, personKeys) {
		switch e.key {
		case "username":
			p.Username, _ = y.name(e.value, e.key)
		case "password":
			y.password(e.value, p)
		case "email":
			p.Email, _ = y.text(e.value, e.key)
		case "verified":
			p.Unverified = !y.flag(e.value, e.key, true)
		case "domain":
			p.HostedDomain, _ = y.text(e.value, e.key)
		case "idp":
			p.IDP, _ = y.text(e.value, e.key)
		case "orgs":
			p.Orgs = y.names(e.value, e.key)
		case "teams":
			p.Teams = y.names(e.value, e.key)
		case "groups":
			p.Groups = y.names(e.value, e.key)
		case "projects":
			p.Projects = y.levels(e.value)
		case "scopes":
			p.Scopes = y.names(e.value, e.key)
		case "claims":
			p.Claims = y.claims(e.value)
		case "system_groups":
			p.SystemGroups = y.names(e.value, e.key)
		case "system_name":
			p.SystemName, _ = y.name(e.value, e.key)
		case "system_user":
			p.NoSystemUser = !y.flag(e.value, e.key, true)
		case "known":
			p.Known = y.flag(e.value, e.key, false)
		case "admin":
			p.Admin = y.flag(e.value, e.key, false)
		case "replies":
			y.replies(e.value, &p.Replies)
		}
	}
	if p.Admin && !p.Known {
		y.say(of.at, "admin-not-known", "the admin flag stands in the Hub's database, and "+of.key+" has no row there", "say known: true, too")
	}
}

func (y *yamlText) replies(n *yaml.Node, r *login.Replies) {
	flag := func(e pair) *bool {
		on := y.flag(e.value, e.key, false)
		return &on
	}
	for _, e := range y.mapping(n, "replies", replyKeys) {
		switch e.key {
		case "username":
			if name, ok := y.name(e.value, e.key); ok {
				r.Username = &name
			}
		case "groups":
			r.Groups, r.HasGroups = y.names(e.value, e.key), true
		case "roles":
			r.Roles, r.HasRoles = y.roles(e.value), true
		case "allowed":
			r.Allowed = flag(e)
		case "admin":
			r.Admin = flag(e)
		case "hook":
			r.HookPass = flag(e)
		}
	}
}

// flag reads true or false.
func (y *yamlText) flag(n *yaml.Node, what string, otherwise bool) bool {
	if n.Kind != yaml.ScalarNode || n.Tag != "!!bool" {
		y.say(n, "yaml-type", what+" is true or false", "")
		return otherwise
	}
	on, err := strconv.ParseBool(n.Value)
	if err != nil {
		y.say(n, "yaml-type", what+" is true or false", "")
		return otherwise
	}
	return on
}

// groupPasswords is how many entries of password_groups a person can speak of.
const groupPasswords = 99

func (y *yamlText) password(n *yaml.Node, p *login.Person) {
	v, ok := y.text(n, "password")
	rest, group := strings.CutPrefix(v, GroupPassword)
	switch number, err := strconv.Atoi(strings.TrimPrefix(rest, " ")); {
	case !ok || v == RightPassword:
	case v == WrongPassword:
		p.WrongPassword = true
	case v == AdminPassword:
		p.AdminPassword = true
	case group && rest == "":
		p.PasswordGroup = 1
	case group && rest[0] == ' ' && err == nil && number > 0 && number <= groupPasswords:
		p.PasswordGroup = number
	default:
		y.say(n, "unknown-password", fmt.Sprintf("password says which one was typed, not what it is: found %q", v), "one of right, wrong, admin, group, group 2 …")
	}
}

// roles reads what a login brings: names, and entries as load_roles has them.
func (y *yamlText) roles(n *yaml.Node) (out []rbac.RoleSpec) {
	if n.Kind != yaml.SequenceNode {
		y.say(n, "yaml-type", "roles is a list", "")
		return nil
	}
	for _, c := range n.Content {
		spec := rbac.RoleSpec{HasName: true}
		if c = resolved(c); c.Kind != yaml.MappingNode {
			spec.Name.Value, _ = y.name(c, "an entry of roles")
			out = append(out, spec)
			continue
		}
		list := func(e pair, has *bool) (names []rbac.Name) {
			*has = true
			for _, name := range y.names(e.value, e.key) {
				names = append(names, rbac.Name{Value: name})
			}
			return names
		}
		for _, e := range y.mapping(c, "a role", roleKeys) {
			switch e.key {
			case "name":
				spec.Name.Value, _ = y.name(e.value, e.key)
			case "description":
				if text, ok := y.text(e.value, e.key); ok {
					spec.Description = &text
				}
			case "scopes":
				spec.Scopes = list(e, &spec.HasScopes)
			case "users":
				spec.Users = list(e, &spec.HasUsers)
			case "groups":
				spec.Groups = list(e, &spec.HasGroups)
			case "services":
				spec.Services = list(e, &spec.HasServices)
			}
		}
		if spec.Name.Value == "" {
			y.say(c, "yaml-type", "an entry of roles has a name", "")
		}
		out = append(out, spec)
	}
	return out
}

// levels reads the access levels that somebody has in projects, by their ids.
func (y *yamlText) levels(n *yaml.Node) map[string]int {
	out := map[string]int{}
	for _, e := range y.mapping(n, "projects", nil) {
		level, err := strconv.Atoi(e.value.Value)
		if e.value.Kind != yaml.ScalarNode || e.value.Tag != "!!int" || err != nil {
			y.say(e.value, "yaml-type", "the level in project "+e.key+" is a number", "30 is Developer")
			continue
		}
		out[e.key] = level
	}
	return out
}

func (y *yamlText) claims(n *yaml.Node) map[string]any {
	out := map[string]any{}
	for _, e := range y.mapping(n, "claims", nil) {
		out[e.key] = y.claim(e.value)
	}
	return out
}

// claim is a value as a provider would send it, in JSON.
func (y *yamlText) claim(n *yaml.Node) any {
	switch n.Kind {
	case yaml.MappingNode:
		out := map[string]any{}
		for _, e := range y.mapping(n, "a claim", nil) {
			out[e.key] = y.claim(e.value)
		}
		return out
	case yaml.SequenceNode:
		out := make([]any, 0, len(n.Content))
		for _, c := range n.Content {
			out = append(out, y.claim(resolved(c)))
		}
		return out
	}
	switch n.Tag {
	case "!!null":
		return nil
	case "!!bool":
		return y.flag(n, "a claim", false)
	case "!!int", "!!float":
		if f, err := strconv.ParseFloat(n.Value, 64); err == nil {
			return f
		}
		y.say(n, "yaml-type", "a claim's number is written as in JSON", fmt.Sprintf("or quote it: %q", n.Value))
		return nil
	}
	return n.Value
}
