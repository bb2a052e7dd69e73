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
	Pair   [2]string `json:"pair"` // JupyterHub, OAuthenticator
	Config [][3]any  `json:"config"`
	Rows   []string  `json:"rows,omitempty"`   // users in the database
	Admins []string  `json:"admins,omitempty"` // of these, those with the admin flag
	// Accounts are names that pam_normalize_username makes others of, and null for those without an account.
	Accounts map[string]*string `json:"accounts,omitempty"`
	// Earlier are the Hub's lives before its last start: who logged in left something in the database.
	Earlier []Life          `json:"earlier,omitempty"`
	Person  Person          `json:"person"`
	Want    json.RawMessage `json:"want,omitempty"` // what the real program answered
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
	SystemName    string         `json:"system_name,omitempty"`
	PasswordGroup int            `json:"password_group,omitempty"`
	// What the callables of the config return.
	ReplyUsername *string  `json:"reply_username,omitempty"`
	ReplyGroups   []string `json:"reply_groups,omitempty"`
	ReplyHook     *bool    `json:"reply_hook,omitempty"`
	ReplyAdmin    *bool    `json:"reply_admin,omitempty"`
	// ReplyRoles are the roles that post_auth_hook brings, RolesBefore those of an earlier login of the same person.
	ReplyRoles  *[]Role `json:"reply_roles,omitempty"`
	RolesBefore *[]Role `json:"roles_before,omitempty"`
	// Refreshed is the same person as the provider knows them when the Hub asks again.
	Refreshed *Person `json:"refreshed,omitempty"`
}

// Role is an entry of roles that a login brings; an absent key is one that the entry does not have.
type Role struct {
	Name        string    `json:"name"`
	Description *string   `json:"description,omitempty"`
	Scopes      *[]string `json:"scopes,omitempty"`
	Users       *[]string `json:"users,omitempty"`
	Groups      *[]string `json:"groups,omitempty"`
}

// Life is a Hub between two starts.
type Life struct {
	Config [][3]any `json:"config"`
	People []Person `json:"people"` // who logs in, one after the other
}

// Answer is what is compared of a login.
type Answer struct {
	Life     *int     `json:"life,omitempty"`  // the earlier one that does not start
	Start    string   `json:"start,omitempty"` // the class of the error that stops the Hub
	Warnings []string `json:"warnings,omitempty"`
	Verdict  string   `json:"verdict,omitempty"` // allowed, refused, failed
	Username string   `json:"username,omitempty"`
	Admin    *bool    `json:"admin,omitempty"` // absent: unchanged
	Groups   []string `json:"groups,omitempty"`
	Managed  bool     `json:"managed,omitempty"` // the login brings groups, be they none
	Roles    []string `json:"roles,omitempty"`   // that the user holds directly afterwards
	// Table has all roles, where the login brings some: the scopes, and who holds them.
	Table map[string]Held `json:"table,omitempty"`
	// Refreshed is what is left of the person once the Hub has asked again.
	Refreshed *Fresh `json:"refreshed,omitempty"`
	// Restarted is what the last start made of what earlier lives left.
	Restarted *Left `json:"restarted,omitempty"`
}

// Fresh is what the Hub has of somebody who is in, after it has asked the provider again.
type Fresh struct {
	Outcome string   `json:"outcome"` // same, renewed, failed
	Admin   *bool    `json:"admin,omitempty"`
	Groups  []string `json:"groups,omitempty"`
	Roles   []string `json:"roles,omitempty"`
}

// Left is what is in the database after a start.
type Left struct {
	Table  map[string]Held `json:"table"`
	Admins []string        `json:"admins,omitempty"` // who has the flag
}

// Held is a role of the database.
type Held struct {
	Scopes []string `json:"scopes"`
	Users  []string `json:"users"`
	Groups []string `json:"groups"`
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

// started is a Hub that has read its config and started, or not.
type started struct {
	config   *login.Config
	hub      *rbac.Hub
	warnings []string
	failed   string // the class of the error that stops it
}

// start starts a Hub over what prev left; whole says that its roles are looked at, too.
func (d definitions) start(prev *rbac.Hub, assignments [][3]any, rows func(*rbac.Config), whole bool) (s started, err error) {
	t, err := tree(assignments)
	if err != nil {
		return s, err
	}
	var refs settings.Refs
	config, list := settings.Login(&refs, t, d.login)
	roles, _, stops := settings.RBAC(t, d.hub)
	rows(roles)
	config.Accounts = roles.Accounts
	found := login.Check(d.login, config)
	s.config, s.warnings = config, warnings(list, found)
	if said(list, "trait-error") {
		s.failed = "TraitError"
		return s, nil
	}
	var events []rbac.Event
	s.hub, events = rbac.Start(d.hub, prev, roles)
	fatal := slices.IndexFunc(found, func(f login.Finding) bool { return f.Level == login.Fatal })
	switch {
	case fatal >= 0 && found[fatal].ID == "roles-not-loaded" && said(stops, "roles-are-managed"):
		s.failed = "ValueError" // the Hub looks at that first
	case fatal >= 0:
		s.failed = found[fatal].Type
	case whole && said(stops, "roles-are-managed"):
		s.failed = "ValueError"
	case whole && !s.hub.Running():
		s.failed = events[len(events)-1].Type
	}
	return s, nil
}

func said(list []diag.Diagnostic, id string) bool {
	return slices.ContainsFunc(list, func(d diag.Diagnostic) bool { return d.ID == id })
}

// Run answers a case. Rule is what decided, for reports.
func (r *Runner) Run(c Case) (a Answer, rule login.Rule, err error) {
	defs, err := r.defined(c.Pair)
	if err != nil {
		return a, "", err
	}
	accounts := map[string]string{}
	for name, own := range c.Accounts {
		accounts[name] = ""
		if own != nil {
			accounts[name] = *own
		}
	}
	rows := func(to *rbac.Config) {
		to.Accounts = accounts
		for _, name := range c.Rows {
			to.LegacyUsers = append(to.LegacyUsers, rbac.Name{Value: name})
		}
		for _, name := range c.Admins {
			to.LegacyAdmins = append(to.LegacyAdmins, rbac.Name{Value: name})
		}
	}
	whole := len(c.Earlier) > 0
	var hub *rbac.Hub
	for i, life := range c.Earlier {
		s, err := defs.start(hub, life.Config, rows, true)
		if err != nil {
			return a, "", err
		}
		if s.failed != "" {
			return Answer{Life: &i, Start: s.failed}, login.RuleStart, nil
		}
		hub = s.hub
		for _, who := range life.People {
			p := who.person(who.ReplyRoles)
			hub = logIn(defs.login, s.config, &p, hub)
		}
	}
	s, err := defs.start(hub, c.Config, rows, whole)
	if err != nil {
		return a, "", err
	}
	if s.failed != "" {
		return Answer{Start: s.failed}, login.RuleStart, nil
	}
	hub, a.Warnings = s.hub, s.warnings
	if whole {
		a.Restarted = left(hub)
	}
	if c.Person.RolesBefore != nil && hub.Running() {
		p := c.Person.person(c.Person.RolesBefore)
		hub = logIn(defs.login, s.config, &p, hub)
	}
	p := c.Person.person(c.Person.ReplyRoles)
	result := login.Login(defs.login, s.config, &p, hub)
	a.take(&result)
	if after, ok := login.After(hub, &result); ok && result.Yes() && hub.Running() {
		a.roles(after, &result)
		if c.Person.Refreshed != nil {
			a.Refreshed = refreshed(defs.login, s.config, &p, c.Person.Refreshed, after, result.Username)
		}
	}
	return a, result.Rule, nil
}

// logIn is the Hub after a login, whatever became of it.
func logIn(d *login.Definitions, c *login.Config, p *login.Person, hub *rbac.Hub) *rbac.Hub {
	r := login.Login(d, c, p, hub)
	if r.Yes() || r.Verdict == login.Failed {
		hub, _ = login.After(hub, &r)
	}
	return hub
}

// refreshed is somebody who is in, after the Hub has asked again.
func refreshed(d *login.Definitions, c *login.Config, at *login.Person, who *Person, hub *rbac.Hub, user string) *Fresh {
	out := &Fresh{Outcome: "same"}
	switch r := login.Refreshes(d, c); {
	case r.Unknown:
		return &Fresh{Outcome: "unknown"}
	case r.On:
		now := who.person(who.ReplyRoles)
		got := login.Refreshed(d, c, at, &now, hub, user)
		after, ok := login.After(hub, &got)
		switch {
		case got.Verdict == login.Failed:
			return &Fresh{Outcome: "failed"}
		case !got.Yes() || !ok:
			return &Fresh{Outcome: "unknown"}
		}
		out.Outcome, hub = "renewed", after
	}
	admin := hub.IsAdmin(rbac.Subject{Kind: rbac.User, Name: user})
	out.Admin, out.Groups, out.Roles = &admin, hub.GroupsOf(user), direct(hub, user)
	return out
}

// left is what a start has made of the database.
func left(h *rbac.Hub) *Left {
	out := &Left{Table: table(h)}
	for _, name := range h.Users() {
		if h.IsAdmin(rbac.Subject{Kind: rbac.User, Name: name}) {
			out.Admins = append(out.Admins, name)
		}
	}
	return out
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

// roles notes what the login leaves in the database.
func (a *Answer) roles(h *rbac.Hub, r *login.Result) {
	a.Roles = direct(h, r.Username)
	if !r.HasRoles {
		return
	}
	a.Table = table(h)
}

// direct are the roles that a user holds directly.
func direct(h *rbac.Hub, user string) (out []string) {
	for _, held := range h.RolesOf(rbac.Subject{Kind: rbac.User, Name: user}) {
		if held.Holding == rbac.Direct {
			out = append(out, held.Role)
		}
	}
	return out
}

// table has all roles of a Hub.
func table(h *rbac.Hub) map[string]Held {
	out := map[string]Held{}
	for _, role := range h.Roles() {
		held := Held{Scopes: []string{}, Users: []string{}, Groups: []string{}}
		for _, s := range h.RoleScopes(role) {
			held.Scopes = append(held.Scopes, s.Value)
		}
		users, groups, _ := h.RoleBearers(role)
		held.Users, held.Groups = append(held.Users, users...), append(held.Groups, groups...)
		out[role] = held
	}
	return out
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

func (p Person) person(roles *[]Role) login.Person {
	out := login.Person{Username: p.Username, WrongPassword: p.WrongPassword, AdminPassword: p.AdminPassword, Orgs: p.Orgs, Teams: p.Teams,
		Groups: p.Groups, Projects: p.Projects, Scopes: p.Scopes, Claims: p.Claims, SystemGroups: p.SystemGroups, NoSystemUser: p.NoSystemUser, SystemName: p.SystemName, PasswordGroup: p.PasswordGroup,
		Replies: login.Replies{Username: p.ReplyUsername, Groups: p.ReplyGroups, HasGroups: p.ReplyGroups != nil, HookPass: p.ReplyHook, Admin: p.ReplyAdmin}}
	if roles == nil {
		return out
	}
	out.Replies.HasRoles = true
	for _, r := range *roles {
		spec := rbac.RoleSpec{Name: rbac.Name{Value: r.Name}, HasName: true, Description: r.Description}
		spec.Scopes, spec.HasScopes = named(r.Scopes)
		spec.Users, spec.HasUsers = named(r.Users)
		spec.Groups, spec.HasGroups = named(r.Groups)
		out.Replies.Roles = append(out.Replies.Roles, spec)
	}
	return out
}

func named(list *[]string) (out []rbac.Name, given bool) {
	if list == nil {
		return nil, false
	}
	for _, s := range *list {
		out = append(out, rbac.Name{Value: s})
	}
	return out, true
}
