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

// Runner answers cases by the engine, and keeps the definitions of the pairs that it has met.
type Runner struct{ pairs map[[2]string]definitions }

type definitions struct {
	hub   *rbac.Definitions
	login *login.Definitions
}

func (r *Runner) defined(pair [2]string) (definitions, error) {
	if defs, ok := r.pairs[pair]; ok {
		return defs, nil
	}
	d, ok := login.Define(pair[0], pair[1])
	if !ok {
		return definitions{}, fmt.Errorf("no definitions of JupyterHub %s with OAuthenticator %s", pair[0], pair[1])
	}
	def, _ := rbac.Define(pair[0]) // login knows the versions that rbac knows
	if r.pairs == nil {
		r.pairs = map[[2]string]definitions{}
	}
	r.pairs[pair] = definitions{def, d}
	return r.pairs[pair], nil
}

// Run answers a case. Rule is what decided, for reports.
func (r *Runner) Run(c Case) (a Answer, rule login.Rule, err error) {
	defs, err := r.defined(c.Pair)
	if err != nil {
		return a, "", err
	}
	d, def := defs.login, defs.hub
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
	result := login.Login(d, config, &p, hub)
	if result.Rule == login.RuleStart && result.Error != nil {
		return Answer{Start: result.Error.Type}, result.Rule, nil
	}
	a.take(&result)
	return a, result.Rule, nil
}

// take notes what is compared of a result.
func (a *Answer) take(r *login.Result) {
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
