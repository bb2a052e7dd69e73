package login

// start is what the Hub says as it starts. Counterpart: check_allow_config and JupyterHub.init_users.
func (k *checker) start() {
	c, kind := k.c, k.c.Class.Kind
	k.deprecated()
	if k.d.f.managedRoles && !c.Class.Derived && c.ManageRoles.or(no) == yes && c.ResetManagedRoles.or(no) == yes {
		k.add(Fatal, "roles-not-loaded", "NotImplementedError", "reset_managed_roles_on_startup", c.ResetManagedRoles.Ref, c.Class.Name)
	}
	if kind == Google && k.d.f.stripDomain && c.StripDomain.or(no) == yes && len(c.HostedDomain.List) > 1 {
		k.add(Warn, "strip-many-domains", "", "strip_domain", c.StripDomain.Ref)
	}
	if k.d.f.allowSettings && !c.Class.Derived && !c.Class.Unknown && !c.Opaque {
		if k.anyAllow() == no {
			k.add(Warn, "no-allow-rule", "", "", c.Class.Ref)
		}
		if kind == Dummy {
			k.add(Warn, "testing-authenticator", "", "", c.Class.Ref, c.Class.Name)
		}
		if kind == SharedPassword {
			k.passwords()
		}
	}
	for _, list := range []struct {
		trait string
		names *Names
	}{{"admin_users", &c.AdminUsers}, {"allowed_users", &c.AllowedUsers}} {
		for _, n := range list.names.List {
			if own, known := k.accountOf(n.Value); k.ofMachine() && known && own == "" {
				k.add(Fatal, "no-account", "KeyError", list.trait, n.Ref, n.Value)
				break
			}
		}
		for _, n := range list.names.List {
			name, _, sure := k.normal(n.Value)
			if valid, _ := k.def.ValidUsername(name, c.UsernamePattern.Value); !valid && sure {
				k.add(Fatal, "username-invalid", "ValueError", list.trait, n.Ref, name)
				break
			}
		}
	}
	if c.ManageGroups.or(no) == yes && c.HasGroups {
		k.add(Fatal, "groups-managed", "ValueError", "manage_groups", c.ManageGroups.Ref)
	}
}

// passwords is SharedPasswordAuthenticator.check_allow_config.
func (k *checker) passwords() {
	c := k.c
	user, admin, admins := c.UserPassword.or(no), c.AdminPassword.or(no), c.AdminUsers.any()
	if c.AdminUsersLate {
		admins = no
	}
	if admin == yes && admins == no {
		k.add(Warn, "password-without-admins", "", "admin_password", c.AdminPassword.Ref)
	}
	if admins == yes && admin == no {
		k.add(Warn, "admins-without-password", "", "admin_users", c.AdminUsers.Ref)
	}
	if user == no {
		k.add(Warn, "no-password", "", "user_password", c.UserPassword.Ref)
	}
}

// deprecated lists old names that the class takes with a warning.
func (k *checker) deprecated() {
	c, kind := k.c, k.c.Class.Kind
	if kind == CILogon && k.d.f.idpsRenamed && c.IDPs.Renamed {
		k.add(Warn, "setting-deprecated", "", "allowed_idps", c.IDPs.Ref, k.setting("idps"))
	}
	if kind == Generic && k.d.f.nestedKey && (c.ClaimGroupsKey.Set) {
		k.add(Warn, "setting-deprecated", "", "claim_groups_key", c.ClaimGroupsKey.Ref, k.setting("auth_state_groups_key"))
	}
	if kind == AzureAD && k.d.f.nestedKey && c.UserGroupsClaim.Value != "" {
		// Said at the first login only, and where groups are managed.
		k.add(Advice, "setting-deprecated", "", "user_groups_claim", c.UserGroupsClaim.Ref, k.setting("auth_state_groups_key"))
	}
}

// anyAllow is Authenticator.any_allow_config: whether the config says anything whose name begins with "allow". It knows
// nothing of admins, hosted_domain or the providers of CILogon, which is why it may warn for nothing.
func (k *checker) anyAllow() truth {
	c, kind := k.c, k.c.Class.Kind
	if c.AnyAllowConfig.Set {
		return c.AnyAllowConfig.or(no)
	}
	listed := c.AllowedUsers.any()
	existing := listed
	if kind.oauth() && k.d.f.grants || kind == Tmp {
		existing = no
	}
	all := c.AllowAll.or(k.allowAllDefault(listed))
	out := or(or(listed, all), c.AllowExistingUsers.or(existing))
	if kind == PAM || c.Class.Local || kind.oauth() && k.d.f.managedGroups || kind == Generic || kind == OpenShift {
		out = or(out, c.AllowedGroups.any())
	}
	if kind.oauth() {
		out = or(out, c.AllowedScopes.any())
	}
	switch kind {
	case GitHub:
		out = or(out, c.AllowedOrganizations.any())
	case GitLab:
		out = or(out, or(c.AllowedGitLabGroups.any(), c.AllowedProjectIDs.any()))
	case Bitbucket:
		out = or(out, c.AllowedTeams.any())
	case Google:
		out = or(out, c.AllowedGoogleGroups.any())
	case Globus:
		out = or(out, c.AllowedGlobusGroups.any())
	case CILogon:
		out = or(out, is(len(c.IDPs.List) > 0 && (!k.d.f.idpsRenamed || c.IDPs.Renamed)))
	case Auth0:
		out = or(out, and(c.AllowUnverifiedEmail.or(no), is(k.d.f.verifiedEmail)))
	}
	return out
}
