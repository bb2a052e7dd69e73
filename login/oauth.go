package login

import "slices"

// oauth is OAuthenticator.authenticate since 16: the name, the admin flag, and what each provider adds.
func (x *run) oauth() bool {
	name, ok := x.providerUsername()
	if !ok {
		return false
	}
	x.known(Passed)
	x.step(Step{Rule: RuleUsername, Outcome: Passed, To: name, Setting: x.setting("username_claim"), Ref: x.c.UsernameClaim.Ref})
	x.name = name
	// The name is normalised here, and once more when the login goes on: a username_map may be applied twice.
	first, _, sure := x.normal(name)
	if !sure {
		x.doubt = true
		x.unread(x.setting("username_map"), x.c.UsernameMap.Ref)
	}
	if x.c.Class.Kind == MediaWiki || first != lower(name) {
		x.step(Step{Rule: RuleMap, Outcome: Passed, From: lower(name), To: first, Setting: x.setting("username_map"), Ref: x.c.UsernameMap.Ref})
	}
	x.name = first
	x.authState()
	if hook := &x.c.ModifyAuthStateHook; x.d.f.modifyAuthState && (hook.Callable || hook.Unknown) && !x.p.Replies.HasGroups {
		x.groupsMay = x.c.ManageGroups.or(no) != no
		if x.groupsMay {
			x.ask(AskGroups, x.setting("modify_auth_state_hook"), hook.Ref)
		}
	}
	x.adminByName(first)
	return x.updateAuthModel() && x.managedGroups()
}

// providerUsername is user_info_to_username of the provider's class.
func (x *run) providerUsername() (string, bool) {
	switch x.c.Class.Kind {
	case CILogon:
		return x.cilogonUsername()
	case OpenShift:
		return x.openshiftUsername()
	case Globus:
		return x.globusUsername()
	case Google:
		return x.googleUsername()
	}
	return x.claimUsername()
}

// claim is the setting username_claim, or the provider's default.
func (x *run) claim() string {
	if x.c.UsernameClaim.Set {
		return x.c.UsernameClaim.Value
	}
	switch x.c.Class.Kind {
	case GitHub:
		return "login"
	case Google, Auth0:
		return "email"
	case AzureAD:
		return "name"
	case Globus:
		if x.c.UsernameFromEmail.or(no) == yes {
			return "email"
		}
		return "preferred_username"
	case OpenShift:
		return "name"
	}
	return "username"
}

// claimUsername is OAuthenticator.user_info_to_username.
func (x *run) claimUsername() (string, bool) {
	c := &x.c.UsernameClaim
	if c.Callable || c.Unknown {
		reply := x.p.Replies.Username
		if reply == nil {
			if c.Unknown {
				x.unread(x.setting("username_claim"), c.Ref)
			} else {
				x.ask(AskUsername, x.setting("username_claim"), c.Ref)
			}
			x.step(Step{Rule: RuleUsername, Outcome: Doubtful, Setting: x.setting("username_claim"), Ref: c.Ref})
			return "", x.unknown(RuleUsername)
		}
		if *reply == "" {
			return "", x.noUsername("ValueError", "username-missing")
		}
		return *reply, true
	}
	v, _ := x.claimed(x.claim())
	if falsy(v) {
		return "", x.noUsername("ValueError", "username-missing")
	}
	return x.text(v)
}

// text is a claim that must be a string: a name that is none has no lower().
func (x *run) text(v any) (string, bool) {
	s, ok := v.(string)
	if !ok {
		return "", x.noUsername("AttributeError", "username-no-string")
	}
	return s, true
}

// noUsername ends a login whose name can't be had from what the provider says.
func (x *run) noUsername(class, id string) bool {
	x.step(Step{Rule: RuleUsername, Outcome: Breaks, Setting: x.setting("username_claim"), Ref: x.c.UsernameClaim.Ref})
	return x.fail(RuleUsername, HubError{Type: class, ID: id, Names: []string{x.claim()}, Ref: x.c.UsernameClaim.Ref})
}

// falsy is Python's truth of JSON.
func falsy(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case bool:
		return !v
	case string:
		return v == ""
	case float64:
		return v == 0
	case []any:
		return len(v) == 0
	case map[string]any:
		return len(v) == 0
	}
	return false
}

// updateAuthModel is what each provider adds to the auth model before anybody asks whether the person is allowed.
func (x *run) updateAuthModel() bool {
	switch x.c.Class.Kind {
	case GitHub:
		return x.githubUpdate()
	case Google:
		return x.googleUpdate()
	case Globus:
		return x.globusUpdate()
	case Bitbucket:
		x.state["user_teams"] = []any{}
		if x.c.AllowedTeams.any() != no {
			x.state["user_teams"] = anys(x.p.Teams)
		}
	case OpenShift, Generic, AzureAD:
		if !x.d.f.managedGroups {
			return x.ownGroups()
		}
	}
	return true
}

// providerBlocks is what providers refuse before the rules that allow: check_blocked_users.
func (x *run) providerBlocks() bool {
	switch x.c.Class.Kind {
	case Google:
		return x.hostedDomain()
	case Globus:
		return x.identityProvider()
	}
	return true
}

// oauthAllow asks allow_all and then OAuthenticator.check_allowed. false where that ends the login at once.
func (x *run) oauthAllow() bool {
	all := x.c.AllowAll.or(no)
	allowAll := Step{Rule: RuleAllowAll, Setting: x.setting("allow_all"), Ref: x.c.AllowAll.Ref}
	if x.d.f.allowSettings {
		x.rule(allowAll, all, x.c.AllowAll.Set)
	}
	if x.c.Class.Local && !x.systemGroups() || !x.verified() {
		return false
	}
	x.allowedScopes()
	if !x.d.f.allowSettings {
		x.rule(allowAll, all, x.c.AllowAll.Set)
	}
	admin := is(x.r.Admin == MakesAdmin)
	if admin == no && x.adminDoubt {
		admin = unsure
	}
	x.rule(Step{Rule: RuleAdmin, Setting: x.setting(adminSetting(x.r.AdminBy))}, admin, x.c.AdminUsers.Set)
	x.listed(all, no)
	if x.d.f.managedGroups {
		x.allowedGroups()
	}
	return x.providerAllow()
}

func adminSetting(by Rule) string {
	switch by {
	case RuleAdminGroups:
		return "admin_groups"
	case RuleAdminGoogleGroups:
		return "admin_google_groups"
	case RuleAdminGlobusGroups:
		return "admin_globus_groups"
	}
	return "admin_users"
}

// allowedScopes lets in whoever was granted all of these OAuth scopes.
func (x *run) allowedScopes() {
	a := &x.c.AllowedScopes
	s := Step{Rule: RuleAllowedScopes, Setting: x.setting("allowed_scopes"), Ref: a.Ref}
	got := a.any()
	granted, _ := set(x.state["scope"]) // MediaWiki's and Globus's auth_state does not say
	for _, scope := range a.List {
		if !slices.Contains(granted, scope.Value) {
			got = no
			s.Names = append(s.Names, scope)
		}
	}
	if got == yes {
		s.Names = a.List
		if a.Partial {
			got = unsure
		}
	}
	x.rule(s, got, a.Set)
}

// providerAllow is what each provider's check_allowed adds.
func (x *run) providerAllow() bool {
	switch x.c.Class.Kind {
	case GitHub:
		return x.organizations()
	case GitLab:
		return x.gitlabAllow()
	case Bitbucket:
		x.memberRule(RuleAllowedTeams, "allowed_teams", &x.c.AllowedTeams, x.p.Teams)
	case Google:
		x.googleAllow()
	case Globus:
		x.memberRule(RuleAllowedGlobusGroups, "allowed_globus_groups", &x.c.AllowedGlobusGroups, x.p.Groups)
	case CILogon:
		return x.cilogonAllow()
	case OpenShift, Generic:
		if !x.d.f.managedGroups {
			return x.ownAllow()
		}
	}
	return true
}

// memberRule is a rule that is met by any group of a person.
func (x *run) memberRule(rule Rule, trait string, setting *Names, groups []string) {
	s := Step{Rule: rule, Setting: x.setting(trait), Ref: setting.Ref, Names: setting.List}
	in, hit := member(setting, groups)
	if in == yes {
		s.Names = hit
	}
	x.rule(s, in, setting.Set)
}
