package login

// This file is about groups in OAuthenticator 16, where Generic, OpenShift and AzureAD each have their own way.

// openshiftUsername is OpenShiftOAuthenticator.user_info_to_username.
func (x *run) openshiftUsername() (string, bool) {
	meta, _ := x.info["metadata"].(map[string]any)
	v, ok := meta["name"]
	if !ok {
		x.step(Step{Rule: RuleUsername, Outcome: Breaks})
		return "", x.fail(RuleUsername, HubError{Type: "KeyError", ID: "claim-missing", Names: []string{"metadata.name"}})
	}
	return x.text(v)
}

// claimGroups is GenericOAuthenticator.get_user_groups. known is false where a function gives them.
func (x *run) claimGroups() (groups []string, known bool) {
	key := &x.c.ClaimGroupsKey
	if key.Callable || key.Unknown {
		if x.p.Replies.HasGroups {
			return x.replied(), true
		}
		if key.Callable {
			x.ask(AskGroups, x.setting("claim_groups_key"), key.Ref)
		} else {
			x.unread(x.setting("claim_groups_key"), key.Ref)
		}
		return nil, false
	}
	groups, _, _ = walk(x.info, x.claimKey())
	return groups, true
}

// claimKey is the path of claim_groups_key; empty where a function gives the groups.
func (x *run) claimKey() string {
	key := &x.c.ClaimGroupsKey
	switch {
	case key.Callable || key.Unknown:
		return ""
	case key.Set:
		return key.Value
	}
	return "groups"
}

// ownGroups is update_auth_model of these classes: the groups that the login brings, and admins by them.
func (x *run) ownGroups() bool {
	manages := x.c.ManageGroups.or(no)
	switch x.c.Class.Kind {
	case AzureAD:
		if manages == no {
			return true
		}
		claim := "groups"
		if x.c.UserGroupsClaim.Set {
			claim = x.c.UserGroupsClaim.Value
		}
		v, ok := x.info[claim]
		if !ok {
			x.step(Step{Rule: RuleGroups, Outcome: Breaks, Setting: x.setting("user_groups_claim"), Ref: x.c.UserGroupsClaim.Ref})
			return x.fail(RuleGroups, HubError{Type: "KeyError", ID: "claim-missing", Names: []string{claim}, Ref: x.c.UserGroupsClaim.Ref})
		}
		if x.groupsNone = v == nil; !x.groupsNone {
			var ok bool
			x.r.Groups, ok = set(v)
			if x.r.HasGroups = true; !ok {
				x.groupsBad = claim // found out when the groups are written
			}
		}
		x.groupsStep("user_groups_claim", x.c.UserGroupsClaim.Ref)
		return true
	case OpenShift:
		if x.r.Admin == MakesAdmin || x.c.AdminGroups.any() == no {
			return true
		}
		groups, ok := set(x.info["groups"])
		if !ok {
			x.step(Step{Rule: RuleAdminGroups, Outcome: Breaks, Setting: x.setting("admin_groups"), Ref: x.c.AdminGroups.Ref})
			return x.fail(RuleAdminGroups, HubError{Type: "KeyError", ID: "claim-missing", Names: []string{"groups"}})
		}
		x.adminIn(groups, true)
		return true
	}
	if manages == no && x.c.AdminGroups.any() == no {
		return true
	}
	groups, known := x.claimGroups()
	x.groupsMay = !known
	if manages != no && known {
		x.r.Groups, x.r.HasGroups = groups, true
		x.groupsStep("claim_groups_key", x.c.ClaimGroupsKey.Ref)
	}
	if x.r.Admin != MakesAdmin && x.c.AdminGroups.any() != no {
		x.adminIn(groups, known)
	}
	return true
}

func (x *run) groupsStep(trait string, ref Ref) {
	s := Step{Rule: RuleGroups, Outcome: Passed, Setting: x.setting(trait), Ref: ref}
	for _, g := range x.r.Groups {
		s.Names = append(s.Names, Name{Value: g})
	}
	x.step(s)
}

func (x *run) adminIn(groups []string, known bool) {
	g := &x.c.AdminGroups
	in, hit := member(g, groups)
	switch {
	case !known:
		in = unsure
	case in == no:
		hit = g.List
	}
	x.adminByGroups(RuleAdminGroups, x.setting("admin_groups"), g.Ref, in, hit)
}

// ownAllow is check_allowed of Generic and OpenShift.
func (x *run) ownAllow() bool {
	g := &x.c.AllowedGroups
	s := Step{Rule: RuleAllowedGroups, Setting: x.setting("allowed_groups"), Ref: g.Ref, Names: g.List}
	if g.any() == no {
		x.rule(s, no, g.Set)
		return true
	}
	var groups []string
	known, ok := true, true
	if x.c.Class.Kind == OpenShift {
		groups, ok = set(x.info["groups"])
	} else {
		groups, known = x.claimGroups()
	}
	if !ok {
		if x.granted {
			return true
		}
		s.Outcome = Breaks
		x.step(s)
		return x.fail(RuleAllowedGroups, HubError{Type: "KeyError", ID: "claim-missing", Names: []string{"groups"}})
	}
	in, hit := member(g, groups)
	switch {
	case !known:
		in = unsure
	case in == yes:
		s.Names = hit
	}
	x.rule(s, in, true)
	return true
}
