package playground

import (
	"slices"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/settings"
	"rolecall.example/login"
	"rolecall.example/rbac"
)

// Login says who may log in to the Hub as it is after the last start and all steps.
type Login struct {
	Pair     login.Pair
	Compared bool        // exactly this pair was compared with the real programs
	Known    bool        // the OAuthenticator is known; else nothing can be said
	Class    login.Class // of the authenticator
	At       diag.Span   // where the class is set
	// Refresh says when the provider is asked again about somebody who is in; RefreshAt is the place of the setting.
	Refresh   login.Refresh
	RefreshAt diag.Span
	Fields    []LoginField
	People    []LoginPerson
	Findings  []diag.Diagnostic // of login.Check, as they stand among Diagnostics
}

// LoginPerson is a person and what becomes of the login.
type LoginPerson struct {
	Name  string // as checks call the person
	Given bool   // the state describes the person; else the config names them, and nothing more is said of them
	// Stranger: an imagined person whom the config does not name.
	Stranger bool
	At       diag.Span
	Person   login.Person
	Result   login.Result
	Steps    []LoginStep // Result.Trace with places
	Open     []LoginOpen // what could change an unknown answer
	Row      *LoginRow   // what the Hub has of the person, nil where it has nothing
}

// LoginStep is a step of the trace with its place.
type LoginStep struct {
	login.Step
	Span diag.Span
}

// LoginOpen is a setting that could not be read, or code of the config's own.
type LoginOpen struct {
	Setting string
	Span    diag.Span
}

// LoginRow is what the Hub has of a user, and keeps when the person can no longer log in.
type LoginRow struct {
	User    string
	Admin   bool
	Groups  []string
	Roles   []string
	Servers []string
	Running int
	Tokens  int
	// Stripped: the start took roles, groups and the flag away, because the user is blocked (JupyterHub 5.4 and later).
	Stripped bool
}

// maxMadeUp bounds the people whom the config names and the state does not describe.
const maxMadeUp = 5

// logins reads what decides who may log in. broken tells that the Hub does not start with it.
func (r *run) logins(tree *settings.Tree, said []diag.Diagnostic) (broken string) {
	r.signIn, r.findings = nil, nil
	if r.loginDefs == nil {
		return ""
	}
	config, ds := settings.Login(&r.refs, tree, r.loginDefs)
	r.signIn, config.Accounts = config, r.accounts()
	for _, d := range ds {
		same := func(s diag.Diagnostic) bool { return s.Span == d.Span && s.ID == d.ID }
		if !slices.ContainsFunc(said, same) {
			r.say(d)
			if d.Severity == diag.Error && broken == "" {
				broken = d.ID
			}
		}
	}
	speaks := r.speaksOfLogins(config)
	if !speaks && !r.request.Login {
		return broken
	}
	for _, f := range login.Check(r.loginDefs, config) {
		d, ok := r.found(f)
		if !ok {
			continue
		}
		r.findings = append(r.findings, d)
		if speaks {
			r.say(d)
		}
		if f.Level == login.Fatal && broken == "" {
			broken = d.ID
		}
	}
	return broken
}

// speaksOfLogins reports whether a document says anything of logging in. Most snippets about roles do not, and a Hub of
// their kind would warn that nobody may log in.
func (r *run) speaksOfLogins(c *login.Config) bool {
	if c.Class.Ref != 0 || len(r.Document.State.People) > 0 {
		return true
	}
	for _, set := range []bool{c.AllowedUsers.Set, c.AllowAll.Set, c.AllowExistingUsers.Set, c.AnyAllowConfig.Set,
		c.AllowedGroups.Set, c.AdminGroups.Set, c.BlockedUsers.Set} {
		if set {
			return true
		}
	}
	return false
}

// signInOf is what the state says of a person, or of somebody whom it does not describe.
func (r *run) signInOf(name string) *login.Person {
	for i := range r.Document.State.People {
		if p := &r.Document.State.People[i]; p.Name == name {
			return &p.Person
		}
	}
	return &login.Person{Username: name}
}

// login is what becomes of a person's login on a Hub.
func (r *run) login(h *rbac.Hub, name string) login.Result {
	return login.Login(r.loginDefs, r.signIn, r.signInOf(name), h)
}

// loggedIn is the Hub after a login; false where it is not known.
func (r *run) loggedIn(h *rbac.Hub, _ string, got *login.Result) (*rbac.Hub, bool) {
	return login.After(h, got)
}

// knownPeople gives the Hub the rows of people who have logged in before: as their login leaves them, where they may
// still log in. A start over these rows takes from those who are blocked what it takes.
func (r *run) knownPeople(h *rbac.Hub, config *rbac.Config) *rbac.Hub {
	blocked := false
	for i := range r.Document.State.People {
		p := &r.Document.State.People[i]
		if !p.Known || r.signIn == nil {
			continue
		}
		got := r.login(h, p.Name)
		user := got.Username
		if user == "" {
			user = rbac.LowerName(p.Username)
		}
		h = h.WithUsers(user)
		if p.Admin {
			h = h.WithAdmin(user, true)
		}
		if got.Yes() {
			h, _ = r.loggedIn(h, p.Name, &got)
		}
		blocked = blocked || got.Rule == login.RuleBlocked
	}
	if blocked {
		if again, _ := rbac.Start(r.defs, h, config); again.Running() {
			return again
		}
	}
	return h
}

// logIn answers the Log in view.
func (r *run) logIn() *Login {
	if r.loginDefs == nil {
		return &Login{Pair: login.Pair{JupyterHub: r.Version, OAuthenticator: r.Meta.OAuthenticator}}
	}
	l := &Login{Pair: r.loginDefs.Pair(), Compared: r.loginDefs.Compared(), Known: true, Findings: r.findings}
	if r.signIn == nil {
		return l
	}
	l.Class, l.At = r.signIn.Class, r.refs.Span(r.signIn.Class.Ref)
	for i := range r.Document.State.People {
		p := &r.Document.State.People[i]
		l.People = append(l.People, r.ask(LoginPerson{Name: p.Name, Given: true, At: p.At, Person: p.Person}))
	}
	for _, p := range r.madeUp() {
		l.People = append(l.People, r.ask(p))
	}
	l.Fields = r.fields(l.People)
	l.Refresh = login.Refreshes(r.loginDefs, r.signIn)
	l.RefreshAt = r.refs.Span(l.Refresh.Ref)
	return l
}

// ask fills in what becomes of a person's login.
func (r *run) ask(p LoginPerson) LoginPerson {
	hub := r.hub
	if !r.Starts {
		hub = nil
	}
	p.Result = login.Login(r.loginDefs, r.signIn, &p.Person, hub)
	for _, s := range p.Result.Trace {
		p.Steps = append(p.Steps, LoginStep{s, r.refs.Span(s.Ref)})
	}
	for _, a := range p.Result.Asks {
		p.Open = append(p.Open, LoginOpen{a.Setting, r.refs.Span(a.Ref)})
	}
	for _, u := range p.Result.Unread {
		p.Open = append(p.Open, LoginOpen{u.Setting, r.refs.Span(u.Ref)})
	}
	user := p.Result.Username
	if user == "" {
		user = rbac.LowerName(p.Person.Username)
	}
	if hub == nil || !hub.HasUser(user) || p.Stranger {
		return p
	}
	s := rbac.Subject{Kind: rbac.User, Name: user}
	row := &LoginRow{User: user, Admin: hub.IsAdmin(s), Groups: hub.GroupsOf(user), Servers: hub.ServersOf(user), Tokens: len(hub.TokensOf(s))}
	for _, held := range hub.RolesOf(s) {
		if !slices.Contains(row.Roles, held.Role) {
			row.Roles = append(row.Roles, held.Role)
		}
	}
	for _, server := range row.Servers {
		if hub.Active(user, server) {
			row.Running++
		}
	}
	row.Stripped = p.Result.Rule == login.RuleBlocked && !row.Admin && len(row.Roles) == 0 && len(row.Groups) == 0
	p.Row = row
	return p
}

// madeUp are people whom the config names, as far as their name says enough, and one whom it does not name.
func (r *run) madeUp() []LoginPerson {
	c := r.signIn
	if c.Class.Unknown || c.Class.Kind == login.CILogon || c.Class.Derived {
		return nil
	}
	var out []LoginPerson
	var seen []string
	for i := range r.Document.State.People {
		seen = append(seen, rbac.LowerName(r.Document.State.People[i].Username))
	}
	for _, list := range []login.Names{c.AllowedUsers, c.AdminUsers, c.BlockedUsers} {
		for _, n := range list.List {
			name := n.Value
			if !c.PAMNormalize.On {
				name = rbac.LowerName(name)
			}
			if slices.Contains(seen, name) || slices.Contains(seen, rbac.LowerName(name)) || name == "" || len(out) == maxMadeUp {
				continue
			}
			seen = append(seen, name)
			out = append(out, LoginPerson{Name: name, Person: r.imagined(name), At: r.refs.Span(n.Ref)})
		}
	}
	if len(r.Document.State.People) == 0 {
		stranger := "somebody"
		for r.Starts && r.hub.HasUser(stranger) {
			stranger += "-else"
		}
		out = append(out, LoginPerson{Name: stranger, Stranger: true, Person: r.imagined(stranger)})
	}
	return out
}

// imagined is a person of whom the name alone is known. Providers whose names are addresses get one.
func (r *run) imagined(name string) login.Person {
	c := r.signIn
	p := login.Person{Username: name}
	domain := "example.org"
	switch c.Class.Kind {
	case login.Google:
		if len(c.HostedDomain.List) == 1 {
			domain = c.HostedDomain.List[0].Value
			p.HostedDomain = domain
		}
	case login.Globus:
		if c.IdentityProvider.Value != "" {
			domain = c.IdentityProvider.Value
		}
	case login.Auth0:
	case login.SharedPassword:
		p.AdminPassword = slices.ContainsFunc(c.AdminUsers.List, func(n login.Name) bool { return rbac.LowerName(n.Value) == name })
		return p
	default:
		return p
	}
	if !slices.Contains([]byte(name), '@') {
		p.Username = name + "@" + domain
	}
	return p
}
