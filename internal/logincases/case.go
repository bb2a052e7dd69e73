// Package logincases reads cases of logins in the form of the recorded vectors, and answers them. A case is a config,
// what the database holds before the Hub starts, and a person; conformance/login writes such cases.
package logincases

import (
	"encoding/json"
	"fmt"
	"slices"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/settings"
	"rolecall.example/login"
	"rolecall.example/rbac"
)

// Case is one login. Config has an entry for each assignment: the class, the trait, the value. A value is JSON, or an
// object with the one key "$set", "$tuple" or "$callable".
type Case struct {
	Pair   [2]string       `json:"pair"` // JupyterHub, OAuthenticator
	Config [][3]any        `json:"config"`
	Rows   []string        `json:"rows,omitempty"`   // users in the database
	Admins []string        `json:"admins,omitempty"` // of these, those with the admin flag
	Person Person          `json:"person"`
	Want   json.RawMessage `json:"want,omitempty"` // what the real program answered
}

// Person is login.Person in JSON.
type Person struct {
	Username      string         `json:"username,omitempty"`
	WrongPassword bool           `json:"wrong_password,omitempty"`
	AdminPassword bool           `json:"admin_password,omitempty"`
	Orgs          []string       `json:"orgs,omitempty"`
	Teams         []string       `json:"teams,omitempty"`
	Groups        []string       `json:"groups,omitempty"`
	Projects      map[string]int `json:"projects,omitempty"`
	Scopes        []string       `json:"scopes,omitempty"`
	Claims        map[string]any `json:"claims,omitempty"`
	SystemGroups  []string       `json:"system_groups,omitempty"`
	NoSystemUser  bool           `json:"no_system_user,omitempty"`
	// What the callables of the config return.
	ReplyUsername *string  `json:"reply_username,omitempty"`
	ReplyGroups   []string `json:"reply_groups,omitempty"`
}

// Answer is what is compared of a login.
type Answer struct {
	Start    string   `json:"start,omitempty"` // the class of the error that stops the Hub
	Warnings []string `json:"warnings,omitempty"`
	Verdict  string   `json:"verdict,omitempty"` // allowed, refused, failed
	Username string   `json:"username,omitempty"`
	Admin    *bool    `json:"admin,omitempty"` // absent: unchanged
	Groups   []string `json:"groups,omitempty"`
	Managed  bool     `json:"managed,omitempty"` // the login brings groups, be they none
}

// Run answers a case by the engine. Rule is what decided, for reports.
func Run(c Case) (a Answer, rule login.Rule, err error) {
	d, ok := login.Define(c.Pair[0], c.Pair[1])
	if !ok {
		return a, "", fmt.Errorf("no definitions of JupyterHub %s with OAuthenticator %s", c.Pair[0], c.Pair[1])
	}
	def, _ := rbac.Define(c.Pair[0])
	t, err := tree(c.Config)
	if err != nil {
		return a, "", err
	}
	var refs settings.Refs
	config, list := settings.Login(&refs, t, d)
	a.Warnings = warnings(list, login.Check(d, config))
	if slices.ContainsFunc(list, func(d diag.Diagnostic) bool { return d.ID == "trait-error" }) {
		return Answer{Start: "TraitError"}, login.RuleStart, nil
	}
	roles, _, _ := settings.RBAC(t, def)
	for _, name := range c.Rows {
		roles.LegacyUsers = append(roles.LegacyUsers, rbac.Name{Value: name})
	}
	for _, name := range c.Admins {
		roles.LegacyAdmins = append(roles.LegacyAdmins, rbac.Name{Value: name})
	}
	hub, _ := rbac.Start(def, nil, roles)
	p := c.Person.person()
	r := login.Login(d, config, &p, hub)
	if r.Rule == login.RuleStart && r.Error != nil {
		return Answer{Start: r.Error.Type}, r.Rule, nil
	}
	switch r.Verdict {
	case login.Allowed:
		a.Verdict, a.Username = "allowed", r.Username
		a.Groups, a.Managed = r.Groups, r.HasGroups
		switch r.Admin {
		case login.MakesAdmin, login.RevokesAdmin:
			is := r.Admin == login.MakesAdmin
			a.Admin = &is
		}
	case login.Refused:
		a.Verdict = "refused"
	case login.Failed:
		a.Verdict = "failed"
	default:
		a.Verdict = "unknown"
	}
	return a, r.Rule, nil
}

// warnings are the ids of what the Hub's log says at its start, sorted, each once.
func warnings(list []diag.Diagnostic, found []login.Finding) []string {
	var out []string
	for _, d := range list {
		if d.ID == "unknown-trait" {
			out = append(out, d.ID)
		}
	}
	for _, f := range found {
		if f.Level == login.Warn {
			out = append(out, f.ID)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (p Person) person() login.Person {
	return login.Person{Username: p.Username, WrongPassword: p.WrongPassword, AdminPassword: p.AdminPassword, Orgs: p.Orgs, Teams: p.Teams,
		Groups: p.Groups, Projects: p.Projects, Scopes: p.Scopes, Claims: p.Claims, SystemGroups: p.SystemGroups, NoSystemUser: p.NoSystemUser,
		Replies: login.Replies{Username: p.ReplyUsername, Groups: p.ReplyGroups, HasGroups: p.ReplyGroups != nil}}
}
