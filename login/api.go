package login

import "rolecall.example/rbac"

// Name is a string of the config with the mark of its place; Ref is such a mark. Both are rbac's, so that one table of
// positions serves both engines.
type (
	Name = rbac.Name
	Ref  = rbac.Ref
)

// Flag is a Bool setting.
type Flag struct {
	Set     bool // the config says something; false: the class's default holds
	On      bool
	Unknown bool // the config says something that could not be read
	Ref     Ref
}

// Text is a string setting, or one that takes a callable too.
type Text struct {
	Set      bool
	Value    string
	Unknown  bool
	Callable bool // a function is given: only a person can say what it returns
	Ref      Ref
}

// Names is a Set or List of strings.
type Names struct {
	Set    bool
	List   []Name
	Others []Name // members that are no strings, as Python prints them: GitLab's project ids, or mistakes
	// Partial says that there are further members which could not be read.
	Partial bool
	Ref     Ref
}

// GroupsByDomain is GoogleOAuthenticator.allowed_google_groups or admin_google_groups: for each domain of an email
// address the names of groups, without their domain.
type GroupsByDomain struct {
	Set     bool
	Domains []DomainGroups
	Partial bool
	Ref     Ref
}

// DomainGroups is one entry of a GroupsByDomain.
type DomainGroups struct {
	Domain Name
	Groups Names
}

// NameMap is Authenticator.username_map.
type NameMap struct {
	Set     bool
	Pairs   []NamePair
	Partial bool
	Ref     Ref
}

// NamePair says that who is From becomes To.
type NamePair struct{ From, To Name }

// IDPs is CILogonOAuthenticator.idps, until OAuthenticator 17.3 allowed_idps.
type IDPs struct {
	Set     bool
	List    []IDP
	Partial bool
	// Renamed: it was set under its old name, allowed_idps.
	Renamed bool
	// After lists the settings that traitlets loads before: where several are wrong, their order tells which error the Hub stops at.
	After []string
	Ref   Ref
}

// IDP is one identity provider of CILogon, by its entity id.
type IDP struct {
	EntityID       Name
	AllowAll       Flag
	AllowedDomains Names // patterns of domains, as fnmatch knows them
	DomainsClaim   Text  // allowed_domains_claim
	// Of username_derivation:
	HasDerivation bool
	UsernameClaim Text
	Action        Text // strip_idp_domain or prefix
	Domain        Text
	Prefix        Text
	// BadKeys are keys that the schema does not have, WrongTypes keys whose value is of another type than it says.
	BadKeys    []Name
	WrongTypes []Name
}

// Config is what of a config decides who may log in: the class of authenticator, and its settings as traitlets comes to
// them. Settings that the class does not have are left out of it; the reader reports them.
type Config struct {
	Class Class

	// Of Authenticator.
	AllowedUsers       Names
	AdminUsers         Names
	AdminUsersLate     bool // they come from c.JupyterHub.admin_users, which the class's own checks do not see
	BlockedUsers       Names
	AllowAll           Flag // since JupyterHub 5, and with OAuthenticator 16
	AllowExistingUsers Flag // the same
	AnyAllowConfig     Flag // since JupyterHub 5
	UsernameMap        NameMap
	UsernamePattern    Text // in Python's syntax
	ManageGroups       Flag
	ManageRoles        Flag // since JupyterHub 5
	ResetManagedRoles  Flag // reset_managed_roles_on_startup, since JupyterHub 5
	PostAuthHook       Text // Callable when there is one

	// What decides whether the provider is asked again: see Refreshes.
	AuthState       Flag  // enable_auth_state
	RefreshAge      Count // auth_refresh_age, in seconds
	RefreshPreSpawn Flag
	RefreshHook     Text // refresh_user_hook, since OAuthenticator 17

	// Of LocalAuthenticator, PAM and OAuthenticator. For the first two these are groups of the machine.
	AllowedGroups     Names
	AdminGroups       Names
	CreateSystemUsers Flag
	PAMNormalize      Flag // pam_normalize_username: names are those of the machine's accounts
	// Accounts is what is known of these: the own name of the account that a name is for, empty where there is none.
	Accounts map[string]string

	// Of Dummy and SharedPassword: which passwords there are. A password itself is nobody's business.
	Password      Flag // Dummy's password
	UserPassword  Flag
	AdminPassword Flag
	// PasswordGroups is password_groups, in its order and without its keys, which are passwords (JupyterHub 5.5).
	PasswordGroups GroupsByDomain

	// Of OAuthenticator.
	UsernameClaim       Text // before OAuthenticator 16, Generic and Auth0: username_key
	Scope               Names
	AllowedScopes       Names // since OAuthenticator 16.3
	AuthStateGroupsKey  Text  // since OAuthenticator 17
	ModifyAuthStateHook Text

	// Of GenericOAuthenticator and AzureAdOAuthenticator.
	ClaimGroupsKey  Text
	UserGroupsClaim Text

	AllowedOrganizations Names // GitHub: "org" or "org:team"
	PopulateTeams        Flag  // GitHub: populate_teams_in_auth_state

	AllowedGitLabGroups Names
	AllowedProjectIDs   Names // GitLab

	AllowedTeams Names // Bitbucket's workspaces

	HostedDomain        Names // Google, in lower case since OAuthenticator 16
	StripDomain         Flag  // Google, since OAuthenticator 17
	AllowedGoogleGroups GroupsByDomain
	AdminGoogleGroups   GroupsByDomain

	IdentityProvider    Text // Globus
	UsernameFromEmail   Flag // Globus
	AllowedGlobusGroups Names
	AdminGlobusGroups   Names

	IDPs IDPs // CILogon
	// AdditionalClaims is CILogonOAuthenticator.additional_username_claims, before OAuthenticator 16.
	AdditionalClaims Names

	AllowUnverifiedEmail Flag // Auth0

	// Removed are settings that stop the Hub because their meaning went elsewhere, as
	// CILogonOAuthenticator.username_claim did: the class's name and the setting's.
	Removed []Name

	// LoadGroups marks c.JupyterHub.load_groups, when it names any group: it stops a Hub whose groups are managed.
	LoadGroups Ref
	HasGroups  bool

	// Opaque says that something unread may have set anything.
	Opaque    bool
	OpaqueRef Ref
}

// has tells whether a name is in a setting; unsure when it may be among what was not read.
func (n *Names) has(name string) truth {
	for _, one := range n.List {
		if one.Value == name {
			return yes
		}
	}
	if n.Partial {
		return unsure
	}
	return no
}

// any tells whether a setting is truthy.
func (n *Names) any() truth {
	switch {
	case len(n.List)+len(n.Others) > 0:
		return yes
	case n.Partial:
		return unsure
	}
	return no
}

// find gives the member of that name.
func (n *Names) find(name string) Name {
	for _, one := range n.List {
		if one.Value == name {
			return one
		}
	}
	return Name{Ref: n.Ref}
}

// or is a flag's value, or what holds where the config does not set it.
func (f Flag) or(byDefault truth) truth {
	switch {
	case !f.Set:
		return byDefault
	case f.Unknown:
		return unsure
	}
	return is(f.On)
}

// truth is a bool of which one may not know.
type truth uint8

const (
	no truth = iota
	yes
	unsure
)

func is(b bool) truth {
	if b {
		return yes
	}
	return no
}

func and(a, b truth) truth {
	switch {
	case a == no || b == no:
		return no
	case a == unsure || b == unsure:
		return unsure
	}
	return yes
}

func or(a, b truth) truth {
	switch {
	case a == yes || b == yes:
		return yes
	case a == unsure || b == unsure:
		return unsure
	}
	return no
}

func not(a truth) truth {
	switch a {
	case no:
		return yes
	case yes:
		return no
	}
	return unsure
}
