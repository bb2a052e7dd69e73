package login

import (
	"slices"

	"rolecall.example/rbac"
)

// authenticate finds out who comes: x.name. false where that ends the login.
// Counterpart: Authenticator.authenticate of each class.
func (x *run) authenticate() bool {
	if reply := x.p.Replies.Username; x.c.Class.Derived && reply != nil && !x.c.Class.Kind.oauth() {
		x.name = *reply
		x.known(Passed)
		return true
	}
	switch k := x.c.Class.Kind; {
	case k == Null:
		x.known(Blocks)
		return x.refuse(RuleAuthenticate)
	case k == Custom:
		x.name = x.p.Username
		x.ask(AskUsername, "JupyterHub.authenticator_class", x.c.Class.Ref)
		x.known(Doubtful)
		return true
	case k.oauth():
		x.userinfo()
		if !x.d.f.grants {
			return x.oldOAuth()
		}
		return x.oauth()
	}
	x.name = x.p.Username
	if x.p.WrongPassword && !(x.c.Class.Kind == Dummy && x.c.Password.or(no) == no) {
		x.known(Blocks)
		return x.refuse(RuleAuthenticate)
	}
	if x.c.Class.Kind == SharedPassword && x.d.f.sharedPassword {
		return x.sharedPassword()
	}
	x.known(Passed)
	return true
}

func (x *run) known(o Outcome) { x.step(Step{Rule: RuleAuthenticate, Outcome: o, To: x.name}) }

// sharedPassword is SharedPasswordAuthenticator.authenticate: who stands in admin_users, by exactly the name that was
// typed, needs the admins' password; anybody else the users' one, and is no admin then.
func (x *run) sharedPassword() bool {
	admin := x.admins.has(x.p.Username)
	setting, flag := "user_password", &x.c.UserPassword
	if admin == yes {
		setting, flag = "admin_password", &x.c.AdminPassword
	}
	s := Step{Rule: RuleAuthenticate, Outcome: Passed, To: x.name, Setting: x.setting(setting), Ref: flag.Ref}
	if n := x.p.PasswordGroup; n > 0 && x.d.f.passwordGroups && admin == no {
		return x.passwordGroup(n)
	}
	right := and(flag.or(no), is(x.p.AdminPassword == (admin == yes)))
	switch {
	case admin == unsure || right == unsure:
		s.Outcome = Doubtful
		x.unread(s.Setting, s.Ref)
		x.doubt, x.adminDoubt = true, true
	case right == no:
		s.Outcome = Blocks
		x.step(s)
		return x.refuse(RuleAuthenticate)
	case admin == yes:
		x.r.Admin, x.r.AdminBy = MakesAdmin, RuleAdminPassword
	default:
		x.r.Admin, x.r.AdminBy = RevokesAdmin, RuleAdminPassword
	}
	x.r.Groups, x.r.HasGroups = nil, true
	x.step(s)
	return true
}

// passwordGroup is the login with one of the passwords of password_groups: no word on the flag, and groups.
func (x *run) passwordGroup(n int) bool {
	g := &x.c.PasswordGroups
	s := Step{Rule: RuleAuthenticate, Outcome: Passed, To: x.name, Setting: x.setting("password_groups"), Ref: g.Ref}
	switch {
	case n <= len(g.Domains):
		one := &g.Domains[n-1]
		s.Ref, x.r.HasGroups = one.Domain.Ref, true
		for _, name := range one.Groups.List {
			x.r.Groups = append(x.r.Groups, name.Value)
		}
		slices.Sort(x.r.Groups)
		x.r.Groups = slices.Compact(x.r.Groups)
		if one.Groups.Partial {
			x.r.HasGroups, x.groupsMay = false, true
			x.unread(s.Setting, s.Ref)
		}
	case g.Partial:
		s.Outcome = Doubtful
		x.unread(s.Setting, s.Ref)
		x.doubt, x.groupsMay = true, true
	default:
		s.Outcome = Blocks
		x.step(s)
		return x.refuse(RuleAuthenticate)
	}
	x.step(s)
	return true
}

// userinfo puts together what the provider answers: fields of the person under the claims that the provider uses, and
// over them the claims that were given.
func (x *run) userinfo() {
	p := x.p
	info := map[string]any{}
	put := func(claim, value string) {
		if value != "" {
			info[claim] = value
		}
	}
	put("email", p.Email)
	put("hd", p.HostedDomain)
	put("idp", p.IDP)
	switch x.c.Class.Kind {
	case GitHub:
		put("login", p.Username)
		if p.Email == "" {
			info["email"] = nil
		}
	case AzureAD:
		put("name", p.Username)
	case Globus:
		put("preferred_username", p.Username)
	case Google:
		if p.Email == "" {
			put("email", p.Username)
		}
		info["verified_email"] = !p.Unverified
	case Auth0:
		if p.Email == "" {
			put("email", p.Username)
		}
		info["email_verified"] = !p.Unverified
	case OpenShift:
		info["metadata"] = map[string]any{"name": p.Username}
		info["groups"] = anys(p.Groups)
	case GitLab:
		put("username", p.Username)
		info["id"] = float64(1)
	default:
		put("username", p.Username)
	}
	if len(p.Groups) > 0 && x.c.Class.Kind != GitLab && x.c.Class.Kind != Google && x.c.Class.Kind != Globus {
		info["groups"] = anys(p.Groups)
	}
	for claim, v := range p.Claims {
		info[claim] = v
	}
	x.info = info
}

// claimed is the claim that usernames come from, as text; what Claims does not have, Username is.
func (x *run) claimed(claim string) (any, bool) {
	v, ok := x.info[claim]
	if !ok && x.p.Username != "" {
		return x.p.Username, true
	}
	return v, ok
}

func anys(list []string) []any {
	out := make([]any, len(list))
	for i, s := range list {
		out[i] = s
	}
	return out
}

// set is what Python's set() makes of a claim: a list's members, a string's letters, a dict's keys. ok is false for what
// is none of these, and for members that no set may have.
func set(v any) (out []string, ok bool) {
	switch v := v.(type) {
	case string:
		for _, c := range v {
			out = append(out, string(c))
		}
	case []any:
		for _, item := range v {
			s, is := item.(string)
			if !is {
				return nil, false
			}
			out = append(out, s)
		}
	case map[string]any:
		for key := range v {
			out = append(out, key)
		}
	default:
		return nil, false
	}
	slices.Sort(out)
	return slices.Compact(out), true
}

// lower is Python's str.lower.
func lower(s string) string { return rbac.LowerName(s) }
