package login

import (
	"strings"

	"rolecall.example/rbac"
)

// normal is a name as the authenticator normalises it. sure is false where username_map could not be read whole.
// Counterpart: Authenticator.normalize_username, and MWOAuthenticator's.
func (x *run) normal(name string) (out string, mapped *NamePair, sure bool) {
	if x.c.Class.Kind == MediaWiki {
		if x.d.f.grants {
			name = strings.ReplaceAll(name, " ", "_")
		}
		return name, nil, true
	}
	known := true
	if !x.ofMachine() {
		name = rbac.LowerName(name)
	} else if own, said := x.accountOf(name); own != "" {
		name, known = own, said
	}
	out, mapped, sure = x.mapped(name)
	return out, mapped, sure && known
}

// mapped is what username_map makes of a name.
func (x *run) mapped(name string) (out string, pair *NamePair, sure bool) {
	for i := len(x.c.UsernameMap.Pairs) - 1; i >= 0; i-- {
		if p := &x.c.UsernameMap.Pairs[i]; p.From.Value == name {
			return p.To.Value, p, true
		}
	}
	return name, nil, !x.c.UsernameMap.Partial
}

// accountOf is the own name of the account that a name is for, empty where there is none. It is known where somebody says so; else a name
// that looks like an account's own is taken for it, and of any other only the machine knows.
func (x *run) accountOf(name string) (own string, known bool) {
	if own, known = x.c.Accounts[name]; known {
		return own, true
	}
	if name != "" && name == x.p.Username {
		switch {
		case x.p.NoSystemUser:
			return "", true
		case x.p.SystemName != "":
			return x.p.SystemName, true
		}
		return name, true
	}
	return name, rbac.AccountName(name)
}

// ofMachine reports whether names are those of the machine's accounts, as PAMAuthenticator.normalize_username then asks for them.
func (x *run) ofMachine() bool { return x.c.Class.Kind == PAM && x.c.PAMNormalize.or(no) == yes }

// account makes the person's name that of their account.
func (x *run) account() bool {
	s := Step{Rule: RuleNormalize, Outcome: Passed, From: x.name, To: x.name, Setting: x.setting("pam_normalize_username"), Ref: x.c.PAMNormalize.Ref}
	own, _ := x.accountOf(x.name)
	if own == "" {
		s.Outcome = Breaks
		x.step(s)
		return x.fail(RuleNormalize, HubError{Type: "KeyError", ID: "no-system-user", Names: []string{x.name}, Ref: s.Ref})
	}
	s.To = own
	x.step(s)
	x.name = s.To
	return true
}

// normalized is a set of names as the Hub's start leaves it.
func (x *run) normalized(n Names) Names {
	list := make([]Name, len(n.List))
	for i, one := range n.List {
		name, _, _ := x.normal(one.Value)
		list[i] = Name{Value: name, Ref: one.Ref}
		if _, known := x.accountOf(one.Value); x.ofMachine() && !known {
			n.Partial = true // it may be anybody's
		}
	}
	n.List = list
	return n
}

// normalize makes the Hub's name of the one that authentication gave.
func (x *run) normalize() bool {
	if x.c.Class.Kind == MediaWiki {
		name, _, _ := x.normal(x.name)
		x.step(Step{Rule: RuleNormalize, Outcome: Passed, From: x.name, To: name})
		x.name = name
		return true
	}
	lower := rbac.LowerName(x.name)
	switch {
	case x.ofMachine():
		if !x.account() {
			return false
		}
		lower = x.name
	case x.c.Class.Kind == PAM && x.c.PAMNormalize.Unknown:
		x.unread(x.setting("pam_normalize_username"), x.c.PAMNormalize.Ref)
		x.doubt = true
		fallthrough
	default:
		x.step(Step{Rule: RuleNormalize, Outcome: Passed, From: x.name, To: lower})
	}
	name, pair, sure := x.mapped(lower)
	s := Step{Rule: RuleMap, Outcome: Off, From: lower, To: name, Setting: x.setting("username_map"), Ref: x.c.UsernameMap.Ref}
	switch {
	case !sure:
		s.Outcome = Doubtful
		x.unread(s.Setting, s.Ref)
		x.doubt = true
	case pair != nil:
		s.Outcome, s.Ref = Passed, pair.From.Ref
	case x.c.UsernameMap.Set:
		s.Outcome = Passed
	}
	x.step(s)
	x.name = name
	return true
}

// validate mirrors Authenticator.validate_username.
func (x *run) validate() bool {
	pattern := &x.c.UsernamePattern
	s := Step{Rule: RuleValidate, Outcome: Passed, From: x.name, To: x.name, Setting: x.setting("username_pattern"), Ref: pattern.Ref}
	valid, known := x.def.ValidUsername(x.name, pattern.Value)
	switch {
	case !valid:
		s.Outcome = Blocks
		x.step(s)
		return x.refuse(RuleValidate)
	case !known || pattern.Unknown:
		s.Outcome = Doubtful
		x.unread(s.Setting, s.Ref)
		x.doubt = true
	}
	x.step(s)
	return true
}

// blocked asks what refuses people before anything may allow them.
// Counterpart: check_blocked_users, Google's and Globus's included.
func (x *run) blocked() bool {
	if x.c.Class.Kind.oauth() && x.d.f.grants && !x.providerBlocks() {
		return false
	}
	b := &x.c.BlockedUsers
	s := Step{Rule: RuleBlocked, Outcome: Passed, Setting: x.setting("blocked_users"), Ref: b.Ref}
	switch b.has(x.name) {
	case yes:
		hit := b.find(x.name)
		s.Outcome, s.Names, s.Ref = Blocks, []Name{hit}, hit.Ref
		x.step(s)
		return x.refuse(RuleBlocked)
	case unsure:
		s.Outcome = Doubtful
		x.unread(s.Setting, s.Ref)
		x.doubt = true
	case no:
		if !b.Set {
			s.Outcome = Off
		}
	}
	x.step(s)
	return true
}

// setting is a setting's name under the class that the config uses, as messages of the Hub write it.
func (x *run) setting(trait string) string { return x.c.Class.Name + "." + trait }

// row tells whether the Hub's database has a row for the name, so that its authenticator was told of the user.
func (x *run) row() truth {
	switch {
	case x.p.Known, x.hub != nil && x.hub.HasUser(x.name), x.admins.has(x.name) == yes, x.allowed.has(x.name) == yes:
		return yes
	case x.admins.Partial, x.allowed.Partial:
		return unsure
	}
	return no
}

// existing tells whether a row counts among allowed_users. LocalAuthenticator.add_user takes nobody who has no account.
func (x *run) existing() truth {
	if x.c.Class.system() && x.p.NoSystemUser && x.c.CreateSystemUsers.or(no) != yes {
		return no
	}
	return x.row()
}

// listed gives the two rules of allowed_users: who stands in it, and who is known already.
// Counterpart: Authenticator.check_allowed, add_user, and JupyterHub.init_users.
func (x *run) listed(allowAll, existingByDefault truth) {
	user := Step{Rule: RuleAllowedUsers, Setting: x.setting("allowed_users"), Ref: x.c.AllowedUsers.Ref, Names: x.c.AllowedUsers.List}
	in := x.allowed.has(x.name)
	if in == yes {
		user.Names = []Name{x.allowed.find(x.name)}
		user.Ref = user.Names[0].Ref
	} else if x.admins.has(x.name) == yes && x.allowed.any() != no && x.d.f.allowSettings {
		// admin_users join allowed_users where both are set.
		in, user.Names = x.allowed.any(), []Name{x.admins.find(x.name)}
		user.Setting, user.Ref = x.setting("admin_users"), user.Names[0].Ref
	} else if x.admins.Partial && x.allowed.any() != no && x.d.f.allowSettings {
		in = or(in, unsure)
	}
	x.rule(user, in, x.c.AllowedUsers.Set)

	existing := Step{Rule: RuleExistingUsers, Setting: x.setting("allow_existing_users"), Ref: x.c.AllowExistingUsers.Ref}
	on := existingByDefault
	if x.d.f.allowSettings || x.c.Class.Kind.oauth() && x.d.f.grants {
		on = and(x.c.AllowExistingUsers.or(existingByDefault), not(allowAll))
	}
	x.rule(existing, and(on, x.existing()), on != no)
}

// rule notes what an allow rule comes to. set says whether the config sets it at all.
func (x *run) rule(s Step, got truth, set bool) {
	s.Reached = !x.granted
	switch got {
	case yes:
		s.Outcome = Grants
		if !x.granted {
			x.granted, x.r.Rule = true, s.Rule
		}
	case unsure:
		s.Outcome = Doubtful
		if !x.granted {
			x.maybe = true
			x.unread(s.Setting, s.Ref)
		}
	case no:
		s.Outcome = Misses
		if !set {
			s.Outcome, s.Names = Off, nil
		}
	}
	x.r.Trace = append(x.r.Trace, s)
}

// allow asks the allow rules, all of them; what the Hub does not come to is marked as not reached.
func (x *run) allow() bool {
	switch {
	case x.c.Class.Kind.oauth() && x.d.f.grants:
		if !x.oauthAllow() {
			return false
		}
	case x.c.Class.Kind == Custom:
		return true
	default:
		if !x.baseAllow() {
			return false
		}
	}
	switch {
	case x.granted:
		return true
	case x.c.Class.Derived:
		return true // its own code may allow more
	case x.maybe:
		return x.unknown(RuleNothingAllows)
	}
	return x.refuse(RuleNothingAllows)
}

// baseAllow is Authenticator.check_allowed, and LocalAuthenticator's.
func (x *run) baseAllow() bool {
	listed := x.allowed.any()
	if !x.d.f.allowSettings {
		return x.oldAllow(listed)
	}
	all := x.c.AllowAll.or(x.allowAllDefault(listed))
	x.rule(Step{Rule: RuleAllowAll, Setting: x.setting("allow_all"), Ref: x.c.AllowAll.Ref}, all, x.c.AllowAll.Set)
	if x.c.Class.Kind == PAM && !x.systemGroups() {
		return false
	}
	existing := listed
	if x.c.Class.Kind == Tmp {
		existing = no
	}
	x.listed(all, existing)
	return true
}

// oldAllow is the same before JupyterHub 5: without any list everybody is let in.
func (x *run) oldAllow(listed truth) bool {
	if x.c.Class.system() && x.c.AllowedGroups.any() != no {
		return x.systemGroups() // allowed_users counts for nothing then
	}
	x.rule(Step{Rule: RuleEverybody, Setting: x.setting("allowed_users"), Ref: x.c.AllowedUsers.Ref}, not(listed), true)
	x.listed(not(listed), listed)
	return true
}

// allowAllDefault is allow_all where the config does not set it.
func (x *run) allowAllDefault(listed truth) truth {
	switch x.c.Class.Kind {
	case Tmp:
		return yes
	case Dummy:
		return not(listed)
	}
	return no
}
