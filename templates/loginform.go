package templates

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"rolecall.example/internal/checks"
	"rolecall.example/internal/playground"
	"rolecall.example/login"
)

// personID is the id of a part of a person's card; it stays from one drawing to the next.
func personID(p *playground.LoginPerson, part string) string {
	id := "person-" + key(p.Name)
	if part != "" {
		id += "-" + part
	}
	return id
}

// stateName is what a control changes, as the bridge reads it.
type stateName struct {
	Name   string   `json:"name"`
	Path   []string `json:"path,omitempty"`
	Member string   `json:"member,omitempty"`
	List   bool     `json:"list,omitempty"`
}

func (n stateName) String() string {
	out, _ := json.Marshal(n) // of strings and bools: it never fails
	return string(out)
}

func personName(name string) string { return stateName{Name: name}.String() }

// describedAs is the name under which somebody of the config is described.
func describedAs(p *playground.LoginPerson) string { return p.Person.Username }

func loginWho(user string) string { return checks.Name(user) }

func addHint(l *playground.Login) string {
	switch l.Class.Kind {
	case login.Google, login.Auth0:
		return "the address, such as ann@example.org"
	case login.Globus:
		return "the identity, such as ann@example.org"
	}
	return "a name, such as ann"
}

func authenticatorText(l *playground.Login) string {
	class := shown(l.Class.Name)
	switch {
	case l.Class.Unknown:
		class = "an authenticator that could not be read"
	case l.Class.Derived && l.Class.Kind == login.Custom:
		class += ", whose own code decides"
	case l.Class.Derived:
		class += ", which is the config’s own"
	case l.At.File == "":
		class += ", the default"
	}
	text := class + ", JupyterHub " + l.Pair.JupyterHub
	if l.Class.Kind >= login.OAuth && l.Class.Kind <= login.OpenShift {
		text += " with OAuthenticator " + l.Pair.OAuthenticator
	}
	return text + "."
}

func fieldID(p *playground.LoginPerson, f *playground.LoginField) string {
	return personID(p, "f-"+key(f.ID()))
}

func fieldName(p *playground.LoginPerson, f *playground.LoginField, member string) string {
	return stateName{p.Name, f.Path, member, f.Kind == playground.FieldList}.String()
}

func levelName(p *playground.LoginPerson, project string) string {
	return stateName{Name: p.Name, Path: []string{"projects", project}}.String()
}

// tick says what a box writes when it is ticked and when not: what holds anyway is not written.
func tick(p *playground.LoginPerson, f *playground.LoginField) templ.Attributes {
	on, off := "true", ""
	if f.Kind == playground.FieldNot {
		on, off = "", "false"
	}
	return templ.Attributes{"data-state": fieldName(p, f, ""), "value": on, "data-off": off}
}

func fieldOn(p *playground.LoginPerson, f *playground.LoginField) bool {
	switch f.ID() {
	case "verified":
		return !p.Person.Unverified
	case "system_user":
		return !p.Person.NoSystemUser
	case "known":
		return p.Person.Known
	}
	return false
}

// fieldValues is what the state says of a field, as a list.
func fieldValues(p *playground.LoginPerson, f *playground.LoginField) []string {
	one := func(s string) []string {
		if s == "" {
			return nil
		}
		return []string{s}
	}
	q := &p.Person
	switch f.ID() {
	case "orgs":
		return q.Orgs
	case "teams":
		return q.Teams
	case "groups":
		return q.Groups
	case "scopes":
		return q.Scopes
	case "system_groups":
		return q.SystemGroups
	case "email":
		return one(q.Email)
	case "domain":
		return one(q.HostedDomain)
	case "idp":
		return one(q.IDP)
	case "replies.username":
		if q.Replies.Username != nil {
			return one(*q.Replies.Username)
		}
	case "system_name":
		return one(q.SystemName)
	case "replies.groups":
		return q.Replies.Groups
	case "replies.roles":
		var out []string
		for _, r := range q.Replies.Roles {
			out = append(out, r.Name.Value)
		}
		return out
	}
	if len(f.Path) < 2 || f.Path[0] != "claims" {
		return nil
	}
	var at any = q.Claims
	for _, step := range f.Path[1:] {
		m, ok := at.(map[string]any)
		if !ok {
			return nil
		}
		at = m[step]
	}
	switch at := at.(type) {
	case string:
		return one(at)
	case []any:
		var out []string
		for _, v := range at {
			if s, ok := v.(string); ok {
				out = append(out, s)
			}
		}
		return out
	}
	return nil
}

func fieldText(p *playground.LoginPerson, f *playground.LoginField) string {
	return strings.Join(fieldValues(p, f), ", ")
}

func fieldHas(p *playground.LoginPerson, f *playground.LoginField, option string) bool {
	return slices.Contains(fieldValues(p, f), option)
}

func fieldHint(p *playground.LoginPerson, f *playground.LoginField) string {
	if f.ID() == "email" || f.Path[0] == "claims" {
		return p.Person.Username
	}
	return "none"
}

// fieldLabel asks for a field in the provider's words.
func fieldLabel(l *playground.Login, f *playground.LoginField) string {
	kind := l.Class.Kind
	switch id := f.ID(); id {
	case "orgs":
		return "Organizations that the Hub sees"
	case "teams":
		if kind == login.Bitbucket {
			return "Workspaces"
		}
		return "Teams, as organization:team"
	case "groups":
		switch kind {
		case login.GitLab:
			return "Groups at GitLab"
		case login.Google:
			return "Groups at Google, without the domain"
		case login.Globus:
			return "Groups at Globus"
		}
		return "Groups that the provider says"
	case "scopes":
		return "OAuth scopes that were granted"
	case "system_groups":
		return "Groups of the machine"
	case "system_user":
		return "The machine has such an account"
	case "system_name":
		return "The account’s own name, where it is another one"
	case "email":
		return "Email address"
	case "verified":
		return "The address is verified"
	case "domain":
		return "The account’s domain (claim hd; none for private ones)"
	case "idp":
		return "Identity provider, by its entity id"
	case "password":
		return "Password"
	case "known":
		if f.Setting != "" {
			return "Has logged in before (" + f.Setting + " counts that)"
		}
		return "Has logged in before, so the other answers know them"
	case "replies.username":
		return "What " + f.Setting + " makes their name"
	case "replies.groups":
		return "Groups that " + f.Setting + " returns"
	case "replies.roles":
		return "Roles that the code brings"
	case "replies.allowed":
		return "Does the authenticator’s own code let them in?"
	case "replies.hook":
		return "Does post_auth_hook let them go on?"
	case "replies.admin":
		return "Does the code make them an admin?"
	}
	if f.Path[0] == "claims" {
		return "Claim " + shown(strings.Join(f.Path[1:], "."))
	}
	return f.ID()
}

type fieldChoice struct {
	value, label string
	selected     bool
}

// fieldChoices are the options of a select.
func fieldChoices(p *playground.LoginPerson, f *playground.LoginField) []fieldChoice {
	if f.Kind == playground.FieldReply {
		reply := map[string]*bool{"replies.allowed": p.Person.Replies.Allowed, "replies.admin": p.Person.Replies.Admin, "replies.hook": p.Person.Replies.HookPass}[f.ID()]
		return []fieldChoice{
			{"", "not said", reply == nil}, {"true", "yes", reply != nil && *reply}, {"false", "no", reply != nil && !*reply},
		}
	}
	now := "right"
	if p.Person.WrongPassword {
		now = "wrong"
	} else if p.Person.AdminPassword {
		now = "admin"
	} else if n := p.Person.PasswordGroup; n > 0 {
		now = strings.TrimSuffix("group "+strconv.Itoa(n), " 1")
	}
	words := map[string]string{"right": "right", "wrong": "wrong", "admin": "the admins’ one"}
	var out []fieldChoice
	for _, option := range f.Options {
		value := option
		if option == "right" {
			value = ""
		}
		label := words[option]
		if label == "" {
			label = "of password_groups, " + option
		}
		out = append(out, fieldChoice{value, label, option == now})
	}
	return out
}

// levels are the access levels of GitLab.
func levels(p *playground.LoginPerson, project string) []fieldChoice {
	now := p.Person.Projects[project]
	out := []fieldChoice{{"", "no member", now == 0}}
	known := now == 0
	for _, l := range []struct {
		level int
		name  string
	}{{10, "Guest"}, {20, "Reporter"}, {30, "Developer"}, {40, "Maintainer"}, {50, "Owner"}} {
		known = known || l.level == now
		out = append(out, fieldChoice{strconv.Itoa(l.level), strconv.Itoa(l.level) + " " + l.name, l.level == now})
	}
	if !known {
		out = append(out, fieldChoice{strconv.Itoa(now), strconv.Itoa(now), true})
	}
	return out
}
