package rbac

// This file holds the package's entry points until the engine stands; each moves to the file of its idea.

// Definitions are the scopes, default roles and behaviours of one JupyterHub version, as values.
type Definitions struct{}

// Versions lists the JupyterHub versions that Define knows, newest first. DefaultVersion is among them.
func Versions() []string { return []string{"6.0.0b2", "5.5.1"} }

// DefaultVersion is what a document without a version speaks of.
const DefaultVersion = "5.5.1"

// Define returns the definitions of a full JupyterHub version such as "5.5.1".
func Define(version string) (*Definitions, bool) { return nil, false }

// Version is the full version.
func (d *Definitions) Version() string { return "" }

// Scopes lists the defined scope names in the Hub's order (custom scopes, once a Hub has started, last).
func (d *Definitions) Scopes() []string { return nil }

// Has reports whether base is a defined scope.
func (d *Definitions) Has(base string) bool { return false }

// Includes lists base and everything that it includes (the closure of subscopes), sorted.
func (d *Definitions) Includes(base string) []string { return nil }

// SelfScopes lists what `self` stands for, without filters, sorted.
func (d *Definitions) SelfScopes() []string { return nil }

// CheckScope returns nil when scope may stand in a role: its base is defined, its filter is well formed.
// Counterpart: jupyterhub.scopes._check_scopes_exist.
func (d *Definitions) CheckScope(scope string) *HubError { return nil }

// Hub is a JupyterHub after start-up: its users, groups, services, roles. It does not change.
type Hub struct{}

// Start does what JupyterHub does between reading its config and listening: see Event for its order. prev is
// the Hub before a restart, nil for a fresh database. The Hub is never nil; Running tells if it came up.
func Start(d *Definitions, prev *Hub, c *Config) (*Hub, []Event) { return &Hub{}, nil }

// Running reports whether start-up got through.
func (h *Hub) Running() bool { return false }

// Definitions are the version's, with the config's custom scopes.
func (h *Hub) Definitions() *Definitions { return nil }

// Config is what the Hub was started with.
func (h *Hub) Config() *Config { return nil }

// WithUsers adds users as by a first login: each gets the role `user`. Known names stay as they are.
func (h *Hub) WithUsers(names ...string) *Hub { return h }

// WithServers adds servers (stopped) of known users, with their OAuth clients.
func (h *Hub) WithServers(servers map[string][]string) *Hub { return h }

// Users, Groups, Services and Roles list names, sorted.
func (h *Hub) Users() []string    { return nil }
func (h *Hub) Groups() []string   { return nil }
func (h *Hub) Services() []string { return nil }
func (h *Hub) Roles() []string    { return nil }

// HasUser, HasGroup, HasService and HasRole look a name up.
func (h *Hub) HasUser(name string) bool    { return false }
func (h *Hub) HasGroup(name string) bool   { return false }
func (h *Hub) HasService(name string) bool { return false }
func (h *Hub) HasRole(name string) bool    { return false }

// IsAdmin is the admin flag of a User or Service.
func (h *Hub) IsAdmin(s Subject) bool { return false }

// GroupsOf lists a user's groups, sorted; MembersOf a group's members, sorted; ServersOf a user's servers.
func (h *Hub) GroupsOf(user string) []string   { return nil }
func (h *Hub) MembersOf(group string) []string { return nil }
func (h *Hub) ServersOf(user string) []string  { return nil }

// RolesOf lists the roles that a subject holds, direct ones and those of its groups, sorted by role.
func (h *Hub) RolesOf(s Subject) []RoleHeld { return nil }

// RoleHeld is one way in which a subject holds a role.
type RoleHeld struct {
	Role  string
	Group string // by this group; empty: directly
	Given bool   // by the Hub itself
	Ref   Ref    // where the config names the bearer
}

// RoleScopes lists the scopes stored for a role, as written.
func (h *Hub) RoleScopes(role string) []Name { return nil }

// Permissions is what a subject may do: expanded scopes, packed. Counterpart: jupyterhub.scopes.get_scopes_for.
type Permissions struct{}

// Permissions resolves a subject. The error is what the Hub raises (an empty filter, for example).
func (h *Hub) Permissions(s Subject) (*Permissions, *HubError) { return &Permissions{}, nil }

// Strings lists the expanded scopes as JupyterHub prints them, sorted.
func (p *Permissions) Strings() []string { return nil }

// Reach of base: everyone, or the filters it is held with ("user=a", "group=g", "server=a/lab"), sorted.
func (p *Permissions) Reach(base string) (everyone bool, filters []string) { return false, nil }

// Check answers whether the subject holds scope, "base" or "base!kind=value": the base unfiltered, or a filter
// that covers the asked one. Counterpart: jupyterhub.scopes.has_scope. Explain does the same with Paths and Near.
func (h *Hub) Check(s Subject, scope string) Result   { return Result{} }
func (h *Hub) Explain(s Subject, scope string) Result { return Result{} }

// Uncertain lists what was not read and could change the subject's permissions.
func (h *Hub) Uncertain(s Subject) []Unread { return nil }

// NewToken issues a token, or says why the Hub refuses. The Hub itself does not change.
// Counterpart: jupyterhub.orm.APIToken.new.
func (h *Hub) NewToken(r TokenRequest) (*Token, *HubError) { return nil, nil }

// ServerToken is the token that a user's server gets as it is spawned, and the scopes that it asked for and
// did not get. Counterpart: jupyterhub.user.User.spawn.
func (h *Hub) ServerToken(user, server string) (*Token, []Dropped, *HubError) { return nil, nil, nil }

// DroppedOf lists the scopes that an issued token stores and does not have now.
func (h *Hub) DroppedOf(t *Token) []Dropped { return nil }
