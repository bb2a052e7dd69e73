package login

// custom decides for classes that override what is not known.
func (x *run) custom() bool {
	if !x.c.Class.Derived {
		return true
	}
	s := Step{Rule: RuleCustomClass, Outcome: Doubtful, Setting: "JupyterHub.authenticator_class", Ref: x.c.Class.Ref}
	reply := x.p.Replies.Allowed
	switch {
	case reply == nil:
		x.ask(AskAllowed, s.Setting, s.Ref)
		x.step(s)
		return x.unknown(RuleCustomClass)
	case *reply:
		s.Outcome = Grants
		x.step(s)
		x.r.Rule = RuleCustomClass
		x.customBrings(s)
		return true
	}
	s.Outcome = Blocks
	x.step(s)
	return x.refuse(RuleCustomClass)
}

// customBrings takes what is said of the class's own code: the flag, and groups, which are not known otherwise.
func (x *run) customBrings(s Step) {
	if admin := x.p.Replies.Admin; admin != nil {
		x.r.Admin, x.r.AdminBy, x.adminDoubt = RevokesAdmin, RuleCustomClass, false
		if *admin {
			x.r.Admin = MakesAdmin
		}
	}
	if x.c.ManageGroups.or(no) == no {
		return
	}
	x.r.Groups, x.r.HasGroups = x.replied(), x.p.Replies.HasGroups
	if x.groupsMay = !x.r.HasGroups; x.groupsMay {
		x.ask(AskGroups, s.Setting, s.Ref)
	}
}

// isAdmin mirrors Authenticator.is_admin, and PAM's: asked only where authentication has not said it.
func (x *run) isAdmin() {
	if x.r.Admin != Unchanged || x.adminDoubt {
		return
	}
	if x.adminByName(x.name) == no && x.c.Class.Kind == PAM {
		x.systemAdmin()
	}
}

// adminByName makes an admin of whoever is among admin_users.
func (x *run) adminByName(name string) truth {
	s := Step{Rule: RuleAdminUsers, Outcome: Off, Setting: x.setting("admin_users"), Ref: x.c.AdminUsers.Ref, Names: x.c.AdminUsers.List}
	in := x.admins.has(name)
	switch in {
	case yes:
		s.Outcome, s.Names = Grants, []Name{x.admins.find(name)}
		s.Ref = s.Names[0].Ref
		x.r.Admin, x.r.AdminBy = MakesAdmin, RuleAdminUsers
	case unsure:
		s.Outcome = Doubtful
		x.adminDoubt = true
		x.unread(s.Setting, s.Ref)
	case no:
		if x.c.AdminUsers.Set {
			s.Outcome = Misses
		}
	}
	x.step(s)
	return in
}

// adminByGroups sets the flag, or takes it away, by groups that are authoritative.
func (x *run) adminByGroups(rule Rule, setting string, ref Ref, in truth, hit []Name) {
	s := Step{Rule: rule, Outcome: Misses, Setting: setting, Ref: ref, Names: hit}
	switch in {
	case yes:
		s.Outcome = Grants
		x.r.Admin, x.r.AdminBy = MakesAdmin, rule
	case no:
		x.r.Admin, x.r.AdminBy = RevokesAdmin, rule
	case unsure:
		s.Outcome = Doubtful
		x.adminDoubt = true
		x.unread(setting, ref)
	}
	x.step(s)
}

// hook runs c.Authenticator.post_auth_hook, which may end the login or change the flag.
func (x *run) hook() bool {
	h := &x.c.PostAuthHook
	s := Step{Rule: RuleHook, Outcome: Off, Setting: x.setting("post_auth_hook"), Ref: h.Ref}
	if h.Set && !h.Callable && !h.Unknown {
		s.Outcome = Breaks
		x.step(s)
		return x.fail(RuleHook, HubError{Type: "TypeError", ID: "hook-not-callable", Names: []string{s.Setting}, Ref: h.Ref})
	}
	if !h.Set && !h.Unknown {
		x.step(s)
		return true
	}
	if admin := x.p.Replies.Admin; admin != nil {
		x.r.Admin, x.r.AdminBy, x.adminDoubt = RevokesAdmin, RuleHook, false
		if *admin {
			x.r.Admin = MakesAdmin
		}
	}
	if x.p.Replies.HasGroups {
		x.r.Groups, x.r.HasGroups, x.groupsMay, x.groupsBad = x.replied(), true, false, ""
	}
	switch pass := x.p.Replies.HookPass; {
	case pass == nil:
		s.Outcome = Doubtful
		x.ask(AskHook, s.Setting, s.Ref)
		x.step(s)
		return x.unknown(RuleHook)
	case *pass:
		s.Outcome = Passed
		x.step(s)
		return true
	}
	s.Outcome = Blocks
	x.step(s)
	return x.refuse(RuleHook)
}

// newUser makes the row of somebody who comes for the first time. Where users have accounts on the machine, that fails
// without one.
func (x *run) newUser() bool {
	if !x.c.Class.system() {
		return true
	}
	s := Step{Rule: RuleSystemUser, Outcome: Passed, Setting: x.setting("create_system_users"), Ref: x.c.CreateSystemUsers.Ref}
	if x.p.NoSystemUser && x.c.CreateSystemUsers.or(no) != yes && x.row() != yes {
		s.Outcome = Breaks
		x.step(s)
		return x.fail(RuleSystemUser, HubError{Type: "KeyError", ID: "no-system-user", Names: []string{x.name}, Ref: s.Ref})
	}
	x.step(s)
	return true
}

// bringGroups puts the user into the groups that the login brought.
func (x *run) bringGroups() bool {
	manages := x.c.ManageGroups.or(no)
	if manages == yes && x.groupsBad != "" {
		x.step(Step{Rule: RuleGroups, Outcome: Breaks, Setting: x.setting("user_groups_claim"), Ref: x.c.UserGroupsClaim.Ref})
		return x.fail(RuleGroups, HubError{Type: "TypeError", ID: "groups-no-strings", Names: []string{x.groupsBad}, Ref: x.c.UserGroupsClaim.Ref})
	}
	if manages == yes && !x.r.HasGroups && !x.groupsMay && !x.groupsNone && x.d.f.groupsRequired {
		x.step(Step{Rule: RuleGroups, Outcome: Breaks, Setting: x.setting("manage_groups"), Ref: x.c.ManageGroups.Ref})
		return x.fail(RuleGroups, HubError{Type: "ValueError", ID: "groups-missing", Names: []string{x.setting("manage_groups")}, Ref: x.c.ManageGroups.Ref})
	}
	if manages != yes {
		x.r.Groups, x.r.HasGroups = nil, false
	}
	x.r.GroupsUnknown = manages == unsure || manages == yes && !x.r.HasGroups && x.groupsMay
	return true
}
