package login

import (
	"slices"

	"rolecall.example/rbac"
)

// Login is what the Hub does when somebody logs in. hub is the Hub as it runs then, nil for one that nobody has
// logged in to: its rows count for allow_existing_users.
//
// Counterpart: jupyterhub.auth.Authenticator.get_authenticated_user, then BaseHandler.auth_to_user.
func Login(d *Definitions, c *Config, p *Person, hub *rbac.Hub) Result {
	x := newRun(d, c, p, hub)
	x.login()
	if x.r.Verdict != Unknown {
		x.r.Unread, x.r.Asks = nil, nil
	}
	return x.r
}

// run is one login under way.
type run struct {
	d   *Definitions
	c   *Config
	p   *Person
	hub *rbac.Hub
	def *rbac.Definitions
	r   Result

	admins, allowed Names // as the Hub's start makes them: normalised

	name       string // as it is now
	info       map[string]any
	state      map[string]any // the auth_state
	granted    bool           // a rule has let the person in
	doubt      bool           // what came so far may have refused the person
	maybe      bool           // a rule that could not be read may let the person in
	groupsMay  bool           // what groups the login brings is not known
	groupsNone bool           // the login says None: groups stay as they are
	groupsBad  string         // the claim that holds no set of groups
	decided    bool
	adminDoubt bool
}

func newRun(d *Definitions, c *Config, p *Person, hub *rbac.Hub) *run {
	x := &run{d: d, c: c, p: p, hub: hub, def: d.hub}
	x.admins, x.allowed = x.normalized(c.AdminUsers), x.normalized(c.AllowedUsers)
	return x
}

func (x *run) login() {
	if f := fatal(Check(x.d, x.c)); f != nil {
		x.step(Step{Rule: RuleStart, Outcome: Breaks, Setting: f.Setting, Ref: f.Ref})
		x.fail(RuleStart, HubError{Type: f.Type, ID: f.ID, Names: f.Names, Ref: f.Ref})
		return
	}
	if x.c.Opaque {
		x.unread("", x.c.OpaqueRef)
		x.doubt = true
	}
	if x.c.Class.Unknown {
		x.unread("JupyterHub.authenticator_class", x.c.Class.Ref)
		x.r.Verdict, x.r.Rule = Unknown, RuleCustomClass
		return
	}
	if !x.authenticate() {
		return
	}
	if !x.normalize() {
		return
	}
	x.r.Username = x.name
	if !x.validate() {
		return
	}
	if x.d.f.blockedFirst {
		if !x.blocked() || !x.allow() {
			return
		}
	} else if !x.allowThenBlocked() {
		return
	}
	x.decide()
}

// allowThenBlocked is JupyterHub's order before 5: both are asked, and blocking is looked at first.
func (x *run) allowThenBlocked() bool {
	var late Result
	before := len(x.r.Trace)
	allowed := x.allow()
	if x.r.Verdict == Failed {
		return false // the Hub asks before it looks at who is blocked
	}
	late = x.r
	rules := slices.Clone(x.r.Trace[before:])
	x.r = Result{Trace: x.r.Trace[:before:before], Username: x.r.Username, Admin: late.Admin, AdminBy: late.AdminBy, Groups: late.Groups,
		HasGroups: late.HasGroups, Unread: late.Unread, Asks: late.Asks}
	if !x.blocked() {
		x.r.Trace = append(x.r.Trace, rules...)
		return false
	}
	blocks := x.r.Trace
	late.Unread, late.Asks = x.r.Unread, x.r.Asks
	x.r = late
	x.r.Trace = append(blocks, rules...)
	return allowed
}

// decide ends a login that nothing has refused.
func (x *run) decide() {
	if !x.custom() {
		return
	}
	x.isAdmin()
	if x.r.Verdict != 0 || !x.hook() || !x.newUser() || !x.bringGroups() || !x.bringRoles() {
		return
	}
	if x.adminDoubt {
		x.r.Admin = AdminUnknown
	}
	x.r.Verdict = Allowed
	if x.doubt {
		x.r.Verdict = Unknown
	}
}

// step writes a step into the trace; it was reached.
func (x *run) step(s Step) {
	s.Reached = true
	x.r.Trace = append(x.r.Trace, s)
}

// refuse ends the login. It is final also where something before could not be read: that could only refuse, too.
func (x *run) refuse(rule Rule) bool {
	x.r.Verdict, x.r.Rule = Refused, rule
	return false
}

// fail ends the login with an exception of the Hub.
func (x *run) fail(rule Rule, e HubError) bool {
	x.r.Verdict, x.r.Rule, x.r.Error = Failed, rule, &e
	if x.doubt {
		x.r.Verdict = Unknown
	}
	return false
}

// unknown ends the login where nothing can be said.
func (x *run) unknown(rule Rule) bool {
	x.r.Verdict, x.r.Rule = Unknown, rule
	return false
}

func (x *run) unread(setting string, ref Ref) {
	if u := (Unread{setting, ref}); !slices.Contains(x.r.Unread, u) {
		x.r.Unread = append(x.r.Unread, u)
	}
}

func (x *run) ask(kind AskKind, setting string, ref Ref) {
	x.r.Asks = append(x.r.Asks, Ask{kind, setting, ref})
}
