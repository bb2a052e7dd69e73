package rbac

// Ref is an opaque mark that a caller puts on what it hands to the engine (a role, a scope, a member of a
// group) and gets back in events and traces. The engine never looks into it. Readers keep a table from Ref
// to the place in the config where the thing was written. Zero means "nowhere": a default of JupyterHub.
type Ref uint32

// Name is a string of the config with its mark.
type Name struct {
	Value string
	Ref   Ref
}

// Config is what a JupyterHub reads at start-up and RBAC depends on: c.JupyterHub.load_roles, load_groups,
// services, custom_scopes, extra_user_scopes; c.Authenticator.admin_users, allowed_users, blocked_users,
// username_map, username_pattern; c.Spawner.server_token_scopes, oauth_client_allowed_scopes.
type Config struct {
	LoadRoles       []RoleSpec
	LoadGroups      []GroupSpec
	Services        []ServiceSpec
	AdminUsers      []Name
	AllowedUsers    []Name
	BlockedUsers    []Name
	CustomScopes    []CustomScope
	ExtraUserScopes []Name // 6.0 and later

	// APITokens are c.JupyterHub.api_tokens (token to user), ServiceTokens c.JupyterHub.service_tokens.
	APITokens     []TokenEntry
	ServiceTokens []TokenEntry

	UsernameMap     map[string]string // c.Authenticator.username_map
	UsernamePattern string            // c.Authenticator.username_pattern (Python syntax)
	Usernames       NameForm          // what the class of authenticator makes of names
	// Accounts is what is known of the machine's accounts, for NamesOfMachine: the own name of the account that a name is for, empty where
	// there is none. Other names are taken for accounts' own.
	Accounts map[string]string

	ServerTokenScopes         []Name // c.Spawner.server_token_scopes; empty: the scopes of role `server`
	ServerClientAllowedScopes []Name // c.Spawner.oauth_client_allowed_scopes

	// ManageGroups is c.Authenticator.manage_groups: groups come from the login, and load_groups stops the Hub.
	ManageGroups    bool
	ManageGroupsRef Ref
	// ResetManagedRoles is c.Authenticator.reset_managed_roles_on_startup, where no code of the config's own loads roles at a start:
	// what earlier logins brought goes.
	ResetManagedRoles bool
	// AllowExisting is c.Authenticator.allow_existing_users where allow_all is off: whoever has a row counts among
	// allowed_users.
	AllowExisting bool

	// Web are settings of what the Hub serves: see Call.
	Web WebSettings

	// LegacyUsers and LegacyAdmins are rows left in the database from before roles existed (an upgrade).
	LegacyUsers  []Name
	LegacyAdmins []Name

	// Unread lists what the reader could not evaluate. An answer that could change with it is Unknown.
	Unread []Unread
}

// RoleSpec is one entry of c.JupyterHub.load_roles. Has* tells an omitted key from an empty list: JupyterHub
// treats them differently for roles it knows already.
type RoleSpec struct {
	Ref            Ref // the whole entry
	Name           Name
	HasName        bool
	Description    *string
	DescriptionRef Ref
	// DescriptionNone: the key is there and None (or no string): no description, where an absent key leaves a default
	// role its own.
	DescriptionNone bool
	Scopes          []Name
	HasScopes       bool // false: key absent, or None
	ScopesNone      bool // the key is there and None: no scopes, where an absent key leaves a default role its own
	ScopesRef       Ref
	Users           []Name
	HasUsers        bool
	Groups          []Name
	HasGroups       bool
	Services        []Name
	HasServices     bool
}

// GroupSpec is one entry of c.JupyterHub.load_groups, of either form.
type GroupSpec struct {
	Name       Name
	Users      []Name
	ListForm   bool   // "g": [users], deprecated since 4.0, beside "g": {"users": [...], "properties": {...}}
	Properties []Name // keys only
}

// ServiceSpec is one entry of c.JupyterHub.services, as far as permissions depend on it.
type ServiceSpec struct {
	Ref                      Ref
	Name                     Name
	Admin                    bool
	AdminRef                 Ref
	APIToken                 bool   // an api_token is given
	Token                    string // what tells it from other tokens; may be left empty
	URL                      string
	HasURL                   bool // a url is given; an empty URL is one that could not be read
	Managed                  bool // a command is given: the Hub starts it
	OAuthClientID            Name
	OAuthRedirectURI         string
	HasOAuthRedirectURI      bool // given; empty: could not be read
	OAuthNoConfirm           bool // oauth_no_confirm: True
	OAuthClientAllowedScopes []Name
	OAuthRoles               []Name
	UnknownKeys              []Name // keys that jupyterhub.services.service.Service does not have
	UnknownBefore            int    // how many of them stand before oauth_client_id: the Hub stops at the first bad key
}

// CustomScope is one entry of c.JupyterHub.custom_scopes.
type CustomScope struct {
	Name           Name
	Description    string
	HasDescription bool
	Subscopes      []Name
	BadSubscopes   bool // subscopes is not a list of strings
	UnknownKeys    []Name
}

// TokenEntry is one pair of c.JupyterHub.api_tokens or service_tokens.
type TokenEntry struct {
	Owner Name
	Token string // what tells it from other tokens; may be left empty
}

// UnreadKind says what of the config could not be evaluated.
type UnreadKind uint8

const (
	UnreadRoles        UnreadKind = iota + 1 // load_roles as a whole, or entries that nobody could count
	UnreadRoleScopes                         // further scopes of the role In
	UnreadRoleUsers                          // further users of the role In
	UnreadRoleGroups                         // further groups of the role In
	UnreadRoleServices                       // further services of the role In
	UnreadGroups                             // load_groups as a whole, or unnamed entries
	UnreadGroupUsers                         // further members of the group In
	UnreadServices                           // services as a whole, or unnamed entries
	UnreadAdminUsers
	UnreadAllowedUsers
	UnreadBlockedUsers
	UnreadCustomScopes
	UnreadExtraUserScopes
	// UnreadOther is any other setting above. In names its trait, such as "Authenticator.username_map", or its entry,
	// such as "service panel". An empty In is something that may have set any trait: then other Unread with the
	// same Ref speak of settings that it may have replaced, not only added to.
	UnreadOther
)

// Unread is a part of the config that the reader could not evaluate.
type Unread struct {
	Kind UnreadKind
	In   string // the role or group, where Kind speaks of one
	Ref  Ref
}
