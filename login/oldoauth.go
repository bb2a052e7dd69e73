package login

import "strings"

// This file is OAuthenticator 15: each class authenticates by itself, and what later became rules that allow are
// conditions there. Whoever meets them still has to pass the base class's allowed_users.

// oldOAuth is authenticate of OAuthenticator 15.
func (x *run) oldOAuth() bool {
	var name string
	var ok bool
	switch x.c.Class.Kind {
	case GitHub:
		name, ok = x.oldGitHub()
	case GitLab:
		name, ok = x.oldGitLab()
	case Bitbucket:
		name, ok = x.mustClaim("username")
		ok = ok && x.condition(RuleAllowedTeams, "allowed_teams", &x.c.AllowedTeams, x.p.Teams)
	case Google:
		name, ok = x.oldGoogle()
	case Globus:
		name, ok = x.oldGlobus()
	case Generic, Auth0:
		name, ok = x.oldGeneric()
	case OpenShift:
		if name, ok = x.openshiftUsername(); ok {
			ok = x.oldOpenShift()
		}
	case CILogon:
		name, ok = x.oldCILogon()
	case MediaWiki:
		if v, has := x.info["username"]; has {
			name, ok = x.text(v)
			name = strings.ReplaceAll(name, " ", "_")
		} else {
			ok = x.unauthenticated()
		}
	case AzureAD:
		name, ok = x.mustClaim(x.claim())
	default:
		ok = x.fail(RuleAuthenticate, HubError{Type: "NotImplementedError", ID: "class-abstract", Names: []string{x.c.Class.Name}, Ref: x.c.Class.Ref})
	}
	if !ok {
		return false
	}
	x.name = name
	x.known(Passed)
	return true
}

// unauthenticated is authenticate that returns None.
func (x *run) unauthenticated() bool {
	x.known(Blocks)
	return x.refuse(RuleAuthenticate)
}

// mustClaim is a claim that the class indexes: KeyError where the provider does not say it.
func (x *run) mustClaim(claim string) (string, bool) {
	v, ok := x.claimed(claim)
	if !ok {
		return "", x.noUsername("KeyError", "claim-missing")
	}
	return x.text(v)
}

// condition refuses people who are in none of the groups of a setting that is set.
func (x *run) condition(rule Rule, trait string, setting *Names, groups []string) bool {
	in, hit := member(setting, groups)
	return x.must(rule, trait, setting, in, hit)
}

func (x *run) must(rule Rule, trait string, setting *Names, in truth, hit []Name) bool {
	s := Step{Rule: rule, Outcome: Passed, Setting: x.setting(trait), Ref: setting.Ref, Names: hit}
	switch set := or(setting.any(), is(len(setting.Others) > 0)); {
	case set == no:
		s.Outcome = Off
	case in == yes:
	case in == unsure || set == unsure:
		s.Outcome = Doubtful
		x.doubt = true
		x.unread(s.Setting, s.Ref)
	default:
		s.Outcome, s.Names = Blocks, projects(setting)
		x.step(s)
		return x.refuse(rule)
	}
	x.step(s)
	return true
}

func (x *run) oldGitHub() (string, bool) {
	v, ok := x.claimed("login")
	switch {
	case !ok:
		return "", x.noUsername("KeyError", "claim-missing")
	case falsy(v):
		return "", x.unauthenticated()
	}
	name, ok := x.text(v)
	if !ok {
		return "", false
	}
	x.name = name
	in, hit, broken := x.membership(&x.c.AllowedOrganizations)
	if broken.Value != "" {
		if in == yes {
			x.unread(x.setting("allowed_organizations"), broken.Ref)
			x.doubt = true
		} else {
			return "", x.fail(RuleAllowedOrganizations, HubError{Type: "ValueError", ID: "team-two-colons", Names: []string{broken.Value}, Ref: broken.Ref})
		}
	}
	if !x.must(RuleAllowedOrganizations, "allowed_organizations", &x.c.AllowedOrganizations, in, hit) {
		return "", false
	}
	if _, ok := x.info["email"]; !ok {
		return "", x.fail(RuleAuthenticate, HubError{Type: "KeyError", ID: "claim-missing", Names: []string{"email"}})
	}
	return name, true
}

// oldGitLab asks for any of both lists.
func (x *run) oldGitLab() (string, bool) {
	name, ok := x.mustClaim("username")
	if !ok {
		return "", false
	}
	groups, ids := &x.c.AllowedGitLabGroups, &x.c.AllowedProjectIDs
	if _, ok := x.info["id"]; !ok {
		return "", x.fail(RuleAuthenticate, HubError{Type: "KeyError", ID: "claim-missing", Names: []string{"id"}})
	}
	inGroup, hitGroup := member(groups, x.p.Groups)
	inProject, hitProject := x.developerIn(ids)
	either := Names{Set: groups.Set || ids.Set, List: append(append([]Name(nil), groups.List...), projects(ids)...),
		Partial: groups.Partial || ids.Partial, Ref: groups.Ref}
	rule, trait := RuleAllowedGitLabGroups, "allowed_gitlab_groups"
	if inGroup != yes && (inProject == yes || groups.any() == no) {
		rule, trait, either.Ref = RuleAllowedProjects, "allowed_project_ids", ids.Ref
	}
	return name, x.must(rule, trait, &either, or(inGroup, inProject), append(hitGroup, hitProject...))
}

// oldOpenShift asks for any of allowed_groups and admin_groups.
func (x *run) oldOpenShift() bool {
	allowed, admins := &x.c.AllowedGroups, &x.c.AdminGroups
	if or(allowed.any(), admins.any()) == no {
		return true
	}
	groups, ok := set(x.info["groups"])
	if !ok {
		x.step(Step{Rule: RuleAllowedGroups, Outcome: Breaks, Setting: x.setting("allowed_groups"), Ref: allowed.Ref})
		return x.fail(RuleAllowedGroups, HubError{Type: "KeyError", ID: "claim-missing", Names: []string{"groups"}})
	}
	inAllowed, hit := member(allowed, groups)
	inAdmin, hitAdmin := member(admins, groups)
	either := Names{Set: true, List: append(append([]Name(nil), allowed.List...), admins.List...), Partial: allowed.Partial || admins.Partial, Ref: allowed.Ref}
	if !x.must(RuleAllowedGroups, "allowed_groups", &either, or(inAllowed, inAdmin), append(hit, hitAdmin...)) {
		return false
	}
	if admins.any() != no {
		x.adminByGroups(RuleAdminGroups, x.setting("admin_groups"), admins.Ref, inAdmin, hitAdmin)
	}
	return true
}

// oldGeneric takes the name and, where allowed_groups is set, asks for the groups, and then says of everybody whether they
// are admins, admin_users or not.
func (x *run) oldGeneric() (string, bool) {
	c := &x.c.UsernameClaim
	var name string
	if (c.Callable || c.Unknown) && x.c.Class.Kind == Generic {
		if x.p.Replies.Username == nil {
			if c.Unknown {
				x.unread(x.setting("username_key"), c.Ref)
			} else {
				x.ask(AskUsername, x.setting("username_key"), c.Ref)
			}
			return "", x.unknown(RuleUsername)
		}
		name = *x.p.Replies.Username
	} else {
		v, _ := x.claimed(x.claim())
		if falsy(v) {
			return "", x.unauthenticated()
		}
		var ok bool
		if name, ok = x.text(v); !ok {
			return "", false
		}
	}
	allowed := &x.c.AllowedGroups
	if x.c.Class.Kind != Generic || allowed.any() == no {
		return name, true
	}
	if key := x.claimKey(); key != "" {
		if v := follow(x.info, key); !falsy(v) {
			if _, ok := set(v); !ok {
				x.step(Step{Rule: RuleAllowedGroups, Outcome: Breaks, Setting: x.setting("allowed_groups"), Ref: allowed.Ref})
				return "", x.fail(RuleAllowedGroups, HubError{Type: "TypeError", ID: "groups-no-strings", Names: []string{key}, Ref: x.c.ClaimGroupsKey.Ref})
			}
		}
	}
	groups, known := x.claimGroups()
	in, hit := member(allowed, groups)
	if !known {
		in, hit = unsure, nil
	}
	if !x.must(RuleAllowedGroups, "allowed_groups", allowed, in, hit) {
		return "", false
	}
	x.adminIn(groups, known)
	return name, true
}
