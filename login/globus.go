package login

import "strings"

// globusUsername is GlobusOAuthenticator.user_info_to_username: what stands before the first @.
func (x *run) globusUsername() (string, bool) {
	c := &x.c.UsernameClaim
	if c.Callable {
		return "", x.noUsername("AttributeError", "username-no-string") // the class looks the function itself up as a claim
	}
	if c.Unknown {
		x.unread(x.setting("username_claim"), c.Ref)
		return "", x.unknown(RuleUsername)
	}
	v, _ := x.claimed(x.claim())
	name, ok := x.text(v)
	if !ok {
		return "", false
	}
	before, _, _ := strings.Cut(name, "@")
	return before, true
}

// globusUpdate is GlobusOAuthenticator.update_auth_model: Globus's groups, and admins by them.
func (x *run) globusUpdate() bool {
	allowed, admins := &x.c.AllowedGlobusGroups, &x.c.AdminGlobusGroups
	groups := []string{}
	if allowed.any() != no || admins.any() != no || x.d.f.globusGroups && x.c.ManageGroups.or(no) == yes {
		groups = x.p.Groups
	}
	x.state["globus_groups"] = anys(groups)
	if x.r.Admin == MakesAdmin || admins.any() == no {
		return true
	}
	in, hit := member(admins, groups)
	if in == no {
		hit = admins.List
	}
	x.adminByGroups(RuleAdminGlobusGroups, x.setting("admin_globus_groups"), admins.Ref, in, hit)
	return true
}

// identityProvider is GlobusOAuthenticator.check_blocked_users: identities of other providers than the one named.
func (x *run) identityProvider() bool {
	p := &x.c.IdentityProvider
	s := Step{Rule: RuleIdentityProvider, Outcome: Off, Setting: x.setting("identity_provider"), Ref: p.Ref}
	switch {
	case p.Unknown:
		s.Outcome = Doubtful
		x.doubt = true
		x.unread(s.Setting, s.Ref)
	case p.Value != "":
		s.Outcome, s.Names = Passed, []Name{{Value: p.Value, Ref: p.Ref}}
		v, _ := x.claimed(x.claim())
		name, _ := v.(string)
		at := name
		if i := strings.IndexByte(name, '@'); i >= 0 {
			at = name[i+1:]
		}
		if at != p.Value {
			s.Outcome = Blocks
			x.step(s)
			return x.refuse(RuleIdentityProvider)
		}
	}
	x.step(s)
	return true
}
