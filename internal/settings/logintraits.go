package settings

import (
	"slices"

	"rolecall.example/internal/diag"
	"rolecall.example/login"
	"rolecall.example/rbac"
)

// base reads what Authenticator and LocalAuthenticator have.
func (r *signIn) base() {
	c := r.c
	c.AdminUsers = r.names("admin_users", setShape, false)
	if len(c.AdminUsers.List) == 0 && !c.AdminUsers.Partial {
		if v, a, ok := r.setting(hub, "admin_users", setShape); ok {
			c.AdminUsers, c.AdminUsersLate = r.namesOf(v, a, setShape, false), true
		}
	}
	c.AllowedUsers = r.renamed("allowed_users", "whitelist", setShape, false)
	c.BlockedUsers = r.names("blocked_users", setShape, false)
	c.AllowAll = r.flag("allow_all")
	c.AllowExistingUsers = r.flag("allow_existing_users")
	c.AnyAllowConfig = r.flag("any_allow_config")
	c.ManageGroups = r.flag("manage_groups")
	c.ManageRoles, c.ResetManagedRoles = r.flag("manage_roles"), r.flag("reset_managed_roles_on_startup")
	c.UsernamePattern = r.text("username_pattern", false, false)
	c.PostAuthHook = r.hook()
	c.AuthState, c.RefreshPreSpawn, c.RefreshAge = r.flag("enable_auth_state"), r.flag("refresh_pre_spawn"), r.count("auth_refresh_age")
	c.RefreshHook = r.text("refresh_user_hook", true, true)
	r.usernameMap()
	groups := setShape
	if r.d.GroupsAreLists(c.Class.Kind) {
		groups = listShape
	}
	allowed := groups
	if c.Class.Local {
		allowed = setShape // LocalAuthenticator's setting comes first
	}
	c.AllowedGroups = r.names("allowed_groups", allowed, r.c.Class.Kind != login.PAM && !r.c.Class.Local)
	c.AdminGroups = r.names("admin_groups", groups, r.c.Class.Kind != login.PAM)
	c.CreateSystemUsers = r.flag("create_system_users")
	c.PAMNormalize = r.flag("pam_normalize_username")
	c.PasswordGroups = r.byDomain("password_groups", listShape)
	for i := range c.PasswordGroups.Domains {
		c.PasswordGroups.Domains[i].Domain.Value = "" // a password
	}
	c.Password, c.UserPassword, c.AdminPassword = r.password("password"), r.password("user_password"), r.password("admin_password")
}

// hook reads post_auth_hook, which takes anything: what cannot be called fails at the first login.
func (r *signIn) hook() login.Text {
	v, a, ok := r.find("post_auth_hook", listShape)
	if !ok || v.Kind == None || len(a.Lazy) > 0 {
		return login.Text{}
	}
	t := login.Text{Set: true, Ref: r.ref(v, a)}
	t.Callable = v.Kind == Object || v.Kind == Unknown
	t.Unknown = t.Callable && (v.Kind == Unknown || v.Question != nil)
	return t
}

// renamed reads a setting that has an old name. The old one wins, whatever it says.
func (r *signIn) renamed(trait, old string, s shape, strings bool) login.Names {
	n := r.names(trait, s, strings)
	if o := r.names(old, s, strings); o.Set {
		return o
	}
	return n
}

// password reads whether a password is set, and no more.
func (r *signIn) password(trait string) login.Flag {
	t := r.text(trait, false, true)
	return login.Flag{Set: t.Set, On: t.Value != "", Unknown: t.Unknown, Ref: t.Ref}
}

func (r *signIn) usernameMap() {
	pairs, a, v, ok := r.dict("username_map")
	if !ok {
		return
	}
	m := &r.c.UsernameMap
	m.Set, m.Partial, m.Ref = true, v.Partial, r.ref(v, a)
	for _, p := range pairs {
		if p.Key.Kind != Str || p.Value.Kind != Str {
			m.Partial = m.Partial || unknown(p.Key) || unknown(p.Value)
			continue
		}
		m.Pairs = append(m.Pairs, login.NamePair{From: r.nameOf(p.Key), To: r.nameOf(p.Value)})
	}
}

func (r *signIn) nameOf(v Value) rbac.Name {
	return rbac.Name{Value: v.Text, Ref: r.refs.mark(v.Span)}
}

// oauth reads what OAuthenticator has, and the old names of its settings.
func (r *signIn) oauth() {
	c := r.c
	c.UsernameClaim = r.text("username_claim", c.Class.Kind != login.CILogon, false)
	if key := r.text("username_key", c.Class.Kind == login.Generic, false); key.Set && (key.Value != "" || c.Class.Kind == login.Generic) {
		c.UsernameClaim = key
	}
	c.Scope = r.names("scope", listShape, true)
	c.AllowedScopes = r.names("allowed_scopes", listShape, true)
	c.AuthStateGroupsKey = r.text("auth_state_groups_key", true, false)
	c.ModifyAuthStateHook = r.text("modify_auth_state_hook", true, true)
	c.ClaimGroupsKey = r.text("claim_groups_key", true, false)
	c.UserGroupsClaim = r.text("user_groups_claim", false, false)
}

// providers reads what the classes of providers have.
func (r *signIn) providers() {
	c := r.c
	c.AllowedOrganizations = r.renamed("allowed_organizations", "github_organization_whitelist", setShape, false)
	c.PopulateTeams = r.flag("populate_teams_in_auth_state")
	c.AllowedGitLabGroups = r.renamed("allowed_gitlab_groups", "gitlab_group_whitelist", setShape, false)
	c.AllowedProjectIDs = r.renamed("allowed_project_ids", "gitlab_project_id_whitelist", setShape, false)
	c.AllowedTeams = r.renamed("allowed_teams", "team_whitelist", setShape, false)
	c.HostedDomain = r.names("hosted_domain", listShape, true)
	c.StripDomain = r.flag("strip_domain")
	google := setShape
	if r.d.GoogleGroupsAreLists() {
		google = listShape
	}
	c.AllowedGoogleGroups = r.byDomain("allowed_google_groups", google)
	c.AdminGoogleGroups = r.byDomain("admin_google_groups", google)
	c.IdentityProvider = r.text("identity_provider", false, false)
	c.UsernameFromEmail = r.flag("username_from_email")
	c.AllowedGlobusGroups = r.names("allowed_globus_groups", setShape, false)
	c.AdminGlobusGroups = r.names("admin_globus_groups", setShape, false)
	c.AllowUnverifiedEmail = r.flag("allow_unverified_email")
	if c.Class.Kind == login.CILogon {
		r.cilogon()
	}
}

// byDomain reads groups by domains, or by passwords.
func (r *signIn) byDomain(trait string, inner shape) login.GroupsByDomain {
	pairs, a, v, ok := r.dict(trait)
	if !ok {
		return login.GroupsByDomain{}
	}
	g := login.GroupsByDomain{Set: true, Partial: v.Partial, Ref: r.ref(v, a)}
	for _, p := range pairs {
		switch {
		case unknown(p.Key):
			g.Partial = true
			continue
		case p.Value.Kind == Str:
			// Inside a dict a string is no set.
			r.traitError(p.Value, a, "a dict of "+shapeNames[inner]+"s")
			return login.GroupsByDomain{}
		case p.Key.Kind == Str:
			before := len(r.list)
			names := r.namesOf(p.Value, a, inner, true)
			if len(r.list) > before {
				return login.GroupsByDomain{}
			}
			g.Domains = append(g.Domains, login.DomainGroups{Domain: r.nameOf(p.Key), Groups: names})
		}
	}
	return g
}

// managedGroups reads whether c.JupyterHub.load_groups names groups, which stops a Hub that manages them.
func (r *signIn) managedGroups() {
	v, a, ok := r.setting(hub, "load_groups", dictShape)
	if ok && (len(v.Pairs) > 0 || v.Partial && v.Kind == Dict) {
		r.c.HasGroups, r.c.LoadGroups = len(v.Pairs) > 0, r.ref(v, a)
	}
}

// unrecognised reports settings in the sections that the class reads and that it does not have: the Hub warns of them and
// ignores them. Of classes whose settings are not known no more can be said than what Authenticator has in other versions.
func (r *signIn) unrecognised() {
	traits, known := r.d.Settings(r.c.Class.Name)
	if r.c.Class.Derived || r.c.Class.Unknown {
		return
	}
	newest, _ := login.Define(rbac.DefaultVersion, "")
	for i := range r.tree.Assignments {
		a := &r.tree.Assignments[i]
		if !slices.Contains(r.authenticator.sections, a.Class) || slices.Contains(traits, a.Trait) {
			continue
		}
		if elsewhere, _ := newest.HasSetting("Authenticator", a.Trait); !known && !elsewhere {
			continue
		}
		hint := ""
		if near := nearest(a.Trait, traits); near != "" {
			hint = "did you mean " + near + "?"
		}
		r.add(diag.Warning, a.Span, "unknown-trait", r.c.Class.Name+" has no setting "+a.Trait+": the Hub warns and ignores it", hint)
	}
}
