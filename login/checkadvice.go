package login

import "strings"

// advice looks at what a Hub takes without a word.
func (k *checker) advice() {
	c := k.c
	k.covered()
	for _, n := range c.BlockedUsers.List {
		if lower(n.Value) != n.Value && c.Class.Kind != MediaWiki {
			k.add(Advice, "blocked-upper-case", "", "blocked_users", n.Ref, n.Value)
		}
	}
	for _, p := range c.UsernameMap.Pairs {
		if lower(p.From.Value) != p.From.Value {
			k.add(Advice, "map-upper-case", "", "username_map", p.From.Ref, p.From.Value)
		}
	}
	if c.Class.Kind == GitHub {
		for _, n := range c.AllowedOrganizations.List {
			if strings.Count(n.Value, ":") > 1 {
				k.add(Advice, "team-two-colons", "", "allowed_organizations", n.Ref, n.Value)
			}
		}
	}
	if c.Class.Kind == Google {
		k.google()
	}
	if c.Class.Kind.oauth() && k.d.f.managedGroups && c.ManageGroups.or(no) == yes {
		if key, _, _, ours := k.groupsKey(); ours && key == "" {
			k.add(Advice, "groups-without-key", "", "auth_state_groups_key", c.ManageGroups.Ref)
		} else if first, _, _ := strings.Cut(key, "."); ours && !k.stateHas(first) {
			k.add(Advice, "groups-key-unknown", "", "auth_state_groups_key", c.AuthStateGroupsKey.Ref, first, c.Class.Kind.stateKey())
		}
	}
}

// stateHas tells whether the auth_state of the class has such a key.
func (k *checker) stateHas(key string) bool {
	kind := k.c.Class.Kind
	switch key {
	case kind.stateKey():
		return true
	case "access_token", "refresh_token", "id_token", "scope", "token_response":
		return kind != MediaWiki
	case "teams":
		return kind == GitHub
	case "user_teams":
		return kind == Bitbucket
	case "globus_groups", "tokens", "client_id":
		return kind == Globus
	}
	return k.c.ModifyAuthStateHook.Callable || k.c.ModifyAuthStateHook.Unknown
}

// covered lists rules that have no effect because allow_all, or a list before JupyterHub 5, decides alone.
func (k *checker) covered() {
	c, kind := k.c, k.c.Class.Kind
	settable := k.d.f.allowSettings || kind.oauth() && k.d.f.grants
	if settable && c.AllowAll.Set && c.AllowAll.or(no) == yes {
		for _, s := range k.allowSettings() {
			k.add(Advice, "allow-all-covers", "", s.trait, s.ref, k.setting("allow_all"))
		}
	}
	if !k.d.f.groupsOrNames && c.Class.system() && c.AllowedGroups.any() == yes && c.AllowedUsers.any() == yes {
		k.add(Advice, "groups-replace-users", "", "allowed_users", c.AllowedUsers.Ref, k.setting("allowed_groups"))
	}
	if k.d.f.allowSettings && !kind.oauth() && kind != Dummy && kind != Tmp && kind != SharedPassword && c.AdminUsers.any() == yes &&
		c.AllowedUsers.any() == no && c.AllowAll.or(no) == no && c.AllowExistingUsers.or(no) == no && !(kind == PAM && c.AllowedGroups.any() != no) {
		k.add(Advice, "admins-not-allowed", "", "admin_users", c.AdminUsers.Ref)
	}
}

type settingAt struct {
	trait string
	ref   Ref
}

// allowSettings are the rules beside allow_all that the config sets.
func (k *checker) allowSettings() []settingAt {
	c := k.c
	var out []settingAt
	add := func(trait string, on truth, ref Ref) {
		if on == yes {
			out = append(out, settingAt{trait, ref})
		}
	}
	add("allowed_users", c.AllowedUsers.any(), c.AllowedUsers.Ref)
	add("allow_existing_users", c.AllowExistingUsers.or(no), c.AllowExistingUsers.Ref)
	add("allowed_groups", c.AllowedGroups.any(), c.AllowedGroups.Ref)
	add("allowed_scopes", c.AllowedScopes.any(), c.AllowedScopes.Ref)
	add("allowed_organizations", c.AllowedOrganizations.any(), c.AllowedOrganizations.Ref)
	add("allowed_gitlab_groups", c.AllowedGitLabGroups.any(), c.AllowedGitLabGroups.Ref)
	add("allowed_project_ids", c.AllowedProjectIDs.any(), c.AllowedProjectIDs.Ref)
	add("allowed_teams", c.AllowedTeams.any(), c.AllowedTeams.Ref)
	add("allowed_google_groups", c.AllowedGoogleGroups.any(), c.AllowedGoogleGroups.Ref)
	add("allowed_globus_groups", c.AllowedGlobusGroups.any(), c.AllowedGlobusGroups.Ref)
	for i := range c.IDPs.List {
		one := &c.IDPs.List[i]
		add("idps", or(one.AllowAll.or(no), one.AllowedDomains.any()), one.EntityID.Ref)
	}
	return out
}

// google looks at the domains under which groups stand.
func (k *checker) google() {
	c := k.c
	hosted := k.hosted()
	for _, g := range []struct {
		trait  string
		groups *GroupsByDomain
	}{{"allowed_google_groups", &c.AllowedGoogleGroups}, {"admin_google_groups", &c.AdminGoogleGroups}} {
		for _, d := range g.groups.Domains {
			switch {
			case lower(d.Domain.Value) != d.Domain.Value && k.d.f.grants:
				k.add(Advice, "google-domain-case", "", g.trait, d.Domain.Ref, d.Domain.Value)
			case hosted.any() == yes && hosted.has(d.Domain.Value) == no:
				k.add(Advice, "google-domain-not-hosted", "", g.trait, d.Domain.Ref, d.Domain.Value)
			}
			for _, group := range d.Groups.List {
				if strings.Contains(group.Value, "@") {
					k.add(Advice, "google-group-address", "", g.trait, group.Ref, group.Value)
				}
			}
		}
	}
	if hosted.any() == yes && k.d.f.grants && k.anyAllow() == no && c.AdminUsers.any() == no {
		k.add(Advice, "hosted-domain-alone", "", "hosted_domain", hosted.Ref)
	}
}
