package playground

import (
	"slices"
	"strconv"
	"strings"

	"rolecall.example/login"
	"rolecall.example/rbac"
)

// LoginField is something that a config needs to know of a person: a control of the form, and a key of the state.
type LoginField struct {
	Path    []string // below the person: {"orgs"}, {"claims", "realm_access", "roles"}, {"replies", "allowed"}
	Kind    FieldKind
	Setting string   // that asks for it, without its class; empty: the class itself does
	Options []string // what the config speaks of: to choose from
}

// FieldKind says how a field is filled in.
type FieldKind uint8

const (
	FieldText   FieldKind = iota + 1
	FieldList             // names with commas between them
	FieldFlag             // yes or no; not said is no
	FieldNot              // yes or no; not said is yes
	FieldReply            // yes, no, or not said
	FieldChoice           // one of Options
	FieldLevels           // a level for each of Options
)

// ID names the field in the page.
func (f *LoginField) ID() string { return strings.Join(f.Path, ".") }

// fieldList gathers fields, each once.
type fieldList []LoginField

func (l *fieldList) add(kind FieldKind, setting string, options []string, path ...string) {
	for i := range *l {
		if f := &(*l)[i]; slices.Equal(f.Path, path) {
			for _, o := range options {
				if !slices.Contains(f.Options, o) {
					f.Options = append(f.Options, o)
				}
			}
			return
		}
	}
	*l = append(*l, LoginField{path, kind, setting, options})
}

// texts are the strings of settings.
func texts(lists ...login.Names) (out []string) {
	for _, l := range lists {
		for _, n := range slices.Concat(l.List, l.Others) {
			if !slices.Contains(out, n.Value) {
				out = append(out, n.Value)
			}
		}
	}
	return out
}

// fields are what this config needs to know of people, and what the state says of them besides.
func (r *run) fields(people []LoginPerson) []LoginField {
	c := r.signIn
	var l fieldList
	grants := r.loginDefs.Pair().OAuthenticator[:2] != "15"
	kind := c.Class.Kind
	switch kind {
	case login.Dummy:
		if c.Password.On || c.Password.Unknown {
			l.add(FieldChoice, "password", []string{"right", "wrong"}, "password")
		}
	case login.SharedPassword:
		options := []string{"right", "admin", "wrong"}
		for i := range c.PasswordGroups.Domains {
			options = append(options, strings.TrimSuffix("group "+strconv.Itoa(i+1), " 1"))
		}
		l.add(FieldChoice, "", options, "password")
	case login.Base, login.PAM:
		l.add(FieldChoice, "", []string{"right", "wrong"}, "password")
	case login.GitHub:
		if orgs := texts(c.AllowedOrganizations); len(orgs) > 0 || c.AllowedOrganizations.Partial {
			isTeam := func(s string) bool { return strings.Contains(s, ":") }
			teams := slices.DeleteFunc(slices.Clone(orgs), func(s string) bool { return !isTeam(s) })
			orgs = slices.DeleteFunc(orgs, isTeam)
			if len(orgs) > 0 || len(teams) == 0 {
				l.add(FieldList, "allowed_organizations", orgs, "orgs")
			}
			if len(teams) > 0 || c.PopulateTeams.On {
				l.add(FieldList, "allowed_organizations", teams, "teams")
			}
		}
	case login.GitLab:
		if c.AllowedGitLabGroups.Set {
			l.add(FieldList, "allowed_gitlab_groups", texts(c.AllowedGitLabGroups), "groups")
		}
		if c.AllowedProjectIDs.Set {
			l.add(FieldLevels, "allowed_project_ids", texts(c.AllowedProjectIDs), "projects")
		}
	case login.Bitbucket:
		if c.AllowedTeams.Set {
			l.add(FieldList, "allowed_teams", texts(c.AllowedTeams), "teams")
		}
	case login.Google:
		l.google(c, grants)
	case login.Globus:
		if c.AllowedGlobusGroups.Set || c.AdminGlobusGroups.Set {
			l.add(FieldList, "allowed_globus_groups", texts(c.AllowedGlobusGroups, c.AdminGlobusGroups), "groups")
		}
		if c.UsernameFromEmail.On {
			l.add(FieldText, "username_from_email", nil, "email")
		}
	case login.CILogon:
		l.cilogon(c)
	case login.Auth0:
		l.add(FieldNot, "", nil, "verified")
	case login.OpenShift:
		if c.AllowedGroups.Set || c.AdminGroups.Set {
			l.add(FieldList, "allowed_groups", texts(c.AllowedGroups, c.AdminGroups), "groups")
		}
	}
	if c.AllowedScopes.Set {
		l.add(FieldList, "allowed_scopes", texts(c.AllowedScopes), "scopes")
	}
	l.groups(c)
	if kind == login.PAM || c.Class.Local {
		if c.AllowedGroups.Set || kind == login.PAM && c.AdminGroups.Set {
			l.add(FieldList, "allowed_groups", texts(c.AllowedGroups, c.AdminGroups), "system_groups")
		}
		if !c.CreateSystemUsers.On {
			l.add(FieldNot, "create_system_users", nil, "system_user")
		}
		if c.PAMNormalize.On {
			l.add(FieldText, "pam_normalize_username", nil, "system_name")
		}
	}
	l.replies(c, people)
	known := "" // it changes what the other views speak of; here it may change the answer, too
	if r.asksKnown() {
		known = "allow_existing_users"
	}
	l.add(FieldFlag, known, nil, "known")
	return l
}

// google are the fields of Google's accounts.
func (l *fieldList) google(c *login.Config, grants bool) {
	l.add(FieldText, "", nil, "email")
	if c.HostedDomain.Set && grants {
		l.add(FieldText, "hosted_domain", texts(c.HostedDomain), "domain")
	}
	l.add(FieldNot, "", nil, "verified")
	var groups []string
	for _, by := range []login.GroupsByDomain{c.AllowedGoogleGroups, c.AdminGoogleGroups} {
		for _, d := range by.Domains {
			groups = append(groups, texts(d.Groups)...)
		}
	}
	if c.AllowedGoogleGroups.Set || c.AdminGoogleGroups.Set {
		l.add(FieldList, "allowed_google_groups", slices.Compact(slices.Sorted(slices.Values(groups))), "groups")
	}
}

// cilogon are the identity provider that was chosen, and the claims that its entry reads.
func (l *fieldList) cilogon(c *login.Config) {
	var ids []string
	for i := range c.IDPs.List {
		one := &c.IDPs.List[i]
		ids = append(ids, one.EntityID.Value)
		for _, claim := range []string{one.UsernameClaim.Value, one.DomainsClaim.Value} {
			if claim != "" {
				l.add(FieldText, "idps", nil, "claims", claim)
			}
		}
	}
	*l = slices.Insert(*l, 0, LoginField{Path: []string{"idp"}, Kind: FieldText, Setting: "idps", Options: ids})
}

// groups are the groups that the Hub takes from a login, where the config says that they stand in it.
func (l *fieldList) groups(c *login.Config) {
	asked := texts(c.AllowedGroups, c.AdminGroups)
	old := c.Class.Kind == login.Generic && (len(asked) > 0)
	if !c.ManageGroups.On && !old {
		return
	}
	key, setting := "groups", "allowed_groups"
	switch {
	case c.ClaimGroupsKey.Set:
		key, setting = c.ClaimGroupsKey.Value, "claim_groups_key"
	case c.AuthStateGroupsKey.Set:
		setting = "auth_state_groups_key"
		_, key, _ = strings.Cut(c.AuthStateGroupsKey.Value, ".")
	case c.UserGroupsClaim.Value != "":
		key, setting = c.UserGroupsClaim.Value, "user_groups_claim"
	case c.Class.Kind != login.Generic && c.Class.Kind != login.AzureAD && c.Class.Kind != login.OpenShift:
		return
	}
	if c.ClaimGroupsKey.Callable || c.AuthStateGroupsKey.Callable || key == "" {
		return
	}
	if key == "groups" {
		l.add(FieldList, setting, asked, "groups")
		return
	}
	l.add(FieldList, setting, asked, append([]string{"claims"}, strings.Split(key, ".")...)...)
}

// replies are what only a person can say, because code decides it; and what the state says so.
func (l *fieldList) replies(c *login.Config, people []LoginPerson) {
	if c.UsernameClaim.Callable || c.Class.Kind == login.Custom {
		l.add(FieldText, "username_claim", nil, "replies", "username")
	}
	if c.ManageGroups.On && (c.Class.Derived || c.PostAuthHook.Callable || c.ClaimGroupsKey.Callable || c.AuthStateGroupsKey.Callable || c.ModifyAuthStateHook.Callable) {
		l.add(FieldList, "auth_state_groups_key", texts(c.AllowedGroups, c.AdminGroups), "replies", "groups")
	}
	if c.Class.Derived {
		l.add(FieldReply, "authenticator_class", nil, "replies", "allowed")
	}
	if c.ManageRoles.On && (c.Class.Derived || c.PostAuthHook.Callable) && !slices.ContainsFunc(people, wholeRoles) {
		l.add(FieldList, "manage_roles", nil, "replies", "roles")
	}
	if c.PostAuthHook.Callable || c.PostAuthHook.Unknown {
		l.add(FieldReply, "post_auth_hook", nil, "replies", "hook")
		l.add(FieldReply, "post_auth_hook", nil, "replies", "admin")
	}
	for i := range people {
		for _, a := range people[i].Result.Asks {
			kind := FieldReply
			switch a.Kind {
			case login.AskUsername:
				kind = FieldText
			case login.AskGroups, login.AskRoles:
				kind = FieldList
			}
			_, setting, _ := strings.Cut(a.Setting, ".")
			l.add(kind, setting, nil, "replies", string(a.Kind))
		}
	}
}

// wholeRoles tells of roles in the state that a list of names does not hold.
func wholeRoles(p LoginPerson) bool {
	return slices.ContainsFunc(p.Person.Replies.Roles, func(r rbac.RoleSpec) bool {
		return r.HasScopes || r.HasUsers || r.HasGroups || r.HasServices || r.Description != nil
	})
}

// asksKnown reports whether it can matter that somebody has a row already.
func (r *run) asksKnown() bool {
	c := r.signIn
	listed := len(c.AllowedUsers.List) > 0 || c.AllowedUsers.Partial
	if c.AllowExistingUsers.Set {
		return (c.AllowExistingUsers.On || c.AllowExistingUsers.Unknown) && !c.AllowAll.On
	}
	pair := r.loginDefs.Pair()
	oauth := c.Class.Kind >= login.OAuth && c.Class.Kind <= login.OpenShift
	if oauth && pair.OAuthenticator[:2] != "15" {
		return false
	}
	return listed && !c.AllowAll.On
}
