package login

import (
	"slices"
	"strings"
)

// stateKey is the key under which a class keeps what the provider says in its auth_state.
func (k Kind) stateKey() string {
	switch k {
	case Auth0:
		return "auth0_user"
	case AzureAD:
		return "user"
	case Bitbucket:
		return "bitbucket_user"
	case CILogon:
		return "cilogon_user"
	case GitHub:
		return "github_user"
	case GitLab:
		return "gitlab_user"
	case Globus:
		return "globus_user"
	case Google:
		return "google_user"
	case MediaWiki:
		return "MEDIAWIKI_USER_IDENTITY"
	case OpenShift:
		return "openshift_user"
	}
	return "oauth_user"
}

// authState is build_auth_state_dict, as far as groups can be found in it.
func (x *run) authState() {
	k := x.c.Class.Kind
	x.state = map[string]any{k.stateKey(): x.info}
	token := map[string]any{"access_token": "", "token_type": "", "scope": strings.Join(x.p.Scopes, " ")}
	switch k {
	case MediaWiki:
	case Globus:
		x.state["token_response"] = token
	default:
		x.state["token_response"], x.state["scope"] = token, anys(strings.Split(strings.Join(x.p.Scopes, " "), " "))
	}
}

// groupsKey is auth_state_groups_key with the defaults of each class: empty for most. ours is false where a function
// gives the groups, or the setting could not be read.
func (x *run) groupsKey() (key string, setting string, ref Ref, ours bool) {
	k, c := x.c.Class.Kind, x.c
	if k == Generic && c.ClaimGroupsKey.Set {
		t := &c.ClaimGroupsKey // wins over auth_state_groups_key
		return k.stateKey() + "." + t.Value, "claim_groups_key", t.Ref, !t.Callable && !t.Unknown
	}
	if t := &c.AuthStateGroupsKey; t.Set {
		return t.Value, "auth_state_groups_key", t.Ref, !t.Callable && !t.Unknown
	}
	switch {
	case k == AzureAD && c.UserGroupsClaim.Value != "":
		return "user." + c.UserGroupsClaim.Value, "user_groups_claim", c.UserGroupsClaim.Ref, true
	case k == AzureAD, k == Generic, k == OpenShift:
		return k.stateKey() + ".groups", "auth_state_groups_key", 0, true
	}
	return "", "auth_state_groups_key", 0, true
}

// managedGroups is OAuthenticator._apply_managed_groups, since 17.
func (x *run) managedGroups() bool {
	manages := x.c.ManageGroups.or(no)
	if !x.d.f.managedGroups || manages == no {
		return true
	}
	key, trait, ref, ours := x.groupsKey()
	s := Step{Rule: RuleGroups, Outcome: Passed, Setting: x.setting(trait), Ref: ref}
	switch {
	case manages == unsure:
		s.Outcome = Doubtful
		x.groupsMay = true
		x.unread(x.setting("manage_groups"), x.c.ManageGroups.Ref)
	case x.p.Replies.HasGroups && (!ours || x.groupsMay):
		x.r.Groups, x.r.HasGroups, x.groupsMay = x.replied(), true, false
	case !ours || x.groupsMay:
		s.Outcome = Doubtful
		if !ours {
			x.ask(AskGroups, s.Setting, ref)
		}
		x.groupsMay = true
	default:
		groups, ok, bad := walk(x.state, key)
		if bad {
			s.Outcome = Breaks
			x.step(s)
			return x.fail(RuleGroups, HubError{Type: "TypeError", ID: "groups-no-strings", Names: []string{key}, Ref: ref})
		}
		if !ok {
			s.Outcome, s.Names = Misses, []Name{{Value: key, Ref: ref}} // logged as an error: no groups
		}
		x.r.Groups, x.r.HasGroups = groups, true
	}
	for _, g := range x.r.Groups {
		s.Names = append(s.Names, Name{Value: g})
	}
	x.step(s)
	x.adminGroups()
	return true
}

// replied are the groups that a person says a function returns, as Python's set has them, sorted.
func (x *run) replied() []string {
	return slices.Compact(slices.Sorted(slices.Values(x.p.Replies.Groups)))
}

// adminGroups makes admins of members of admin_groups, and of nobody else but admin_users.
func (x *run) adminGroups() {
	g := &x.c.AdminGroups
	if g.any() == no || x.r.Admin == MakesAdmin {
		return
	}
	in, hit := member(g, x.r.Groups)
	switch {
	case x.groupsMay:
		in = unsure
	case in == no:
		hit = g.List
	}
	x.adminByGroups(RuleAdminGroups, x.setting("admin_groups"), g.Ref, in, hit)
}

// allowedGroups lets in members of the Hub's own groups, since OAuthenticator 17.
func (x *run) allowedGroups() {
	g := &x.c.AllowedGroups
	s := Step{Rule: RuleAllowedGroups, Setting: x.setting("allowed_groups"), Ref: g.Ref, Names: g.List}
	in, hit := member(g, x.r.Groups)
	if x.groupsMay {
		in = and(g.any(), unsure)
	}
	if in == yes {
		s.Names = hit
	}
	x.rule(s, and(in, x.c.ManageGroups.or(no)), g.Set)
}

// follow is what stands at a path of keys, joined by dots: nil where it leads nowhere.
func follow(state map[string]any, path string) any {
	var at any = state
	for _, key := range strings.Split(path, ".") {
		m, is := at.(map[string]any)
		if !is {
			return nil
		}
		at = m[key]
	}
	return at
}

// walk follows a path of keys, joined by dots. ok is false where it leads to nothing that is a set of groups; bad where
// the members can't be sorted.
func walk(state map[string]any, path string) (groups []string, ok, bad bool) {
	at := follow(state, path)
	if list, is := at.([]any); is {
		for _, item := range list {
			switch item.(type) {
			case string:
			case []any, map[string]any:
				return nil, false, false // unhashable: logged
			default:
				bad = true
			}
		}
		if bad {
			return nil, false, true
		}
	}
	groups, ok = set(at)
	return groups, ok, false
}
