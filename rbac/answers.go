package rbac

// SubjectKind says what sort of bearer of permissions a Subject is.
type SubjectKind uint8

const (
	User      SubjectKind = iota + 1 // a user of the Hub's database
	Service                          // a service
	Group                            // a group by itself; the Hub never asks this, its own tests do
	Bearer                           // a token: Subject.Token
	AnyUser                          // a person who holds what everybody gets: role `user`, nothing else
	AnyMember                        // the same, and a member of the group Name
	AnyAdmin                         // a person with the roles `user` and `admin`
)

// Subject is who asks.
type Subject struct {
	Kind  SubjectKind
	Name  string
	Token *Token // Kind Bearer
}

// Outcome of a question. It is not a bool: see the package comment.
type Outcome uint8

const (
	Allowed   Outcome = iota + 1
	Filtered          // a listing, reduced to some names
	Forbidden         // 403
	NotFound          // 404, because the filter misses
	Refused           // a token or a login that is not given
	Failed            // the Hub itself fails: Result.Error
	Unknown           // Result.Unread could change it
)

// HubError is an exception that JupyterHub raises: at start-up, at issuing a token, or while it resolves scopes.
type HubError struct {
	Type string // the Python class, such as ScopeNotFound
	ID   string // our stable id, such as "scope-not-found"
	Args Args
}

// Args are the names that an event or error speaks of; which are set hangs on the ID.
type Args struct {
	Role, Scope, Filter, User, Group, Service, Key, Suggestion string
	Names                                                      []string // sorted
	Ref                                                        Ref
}

// Level of an Event.
type Level uint8

const (
	Fatal Level = iota + 1 // start-up stops here
	Warn                   // the Hub logs a warning
	Note                   // what the Hub does without a word: roles, users, groups made, changed, deleted
)

// Event is something that happens while a Hub starts, in the Hub's order.
type Event struct {
	Level Level
	ID    string // stable, such as "role-without-scopes"
	Stage string // the method of jupyterhub.app.JupyterHub: "init_role_creation"
	Type  string // for Fatal: the Python exception class
	Args  Args
}

// Holding says how a subject comes to bear a role.
type Holding uint8

const (
	Direct  Holding = iota + 1 // named in the role, or given by the Hub (default roles): see Path.Given
	ByGroup                    // member of Path.Group, which bears the role
	ByShare                    // a server was shared with the subject or its group
	ByToken                    // the token's own scopes; Path.Owner then tells how the owner holds it
)

// Path is one independent way from a subject to a permission.
type Path struct {
	Holding  Holding
	Role     string
	RoleRef  Ref
	Given    bool   // the Hub gave the role by itself: `user` to everybody, `admin` to admin_users
	HeldRef  Ref    // where the config names the bearer: in the role's list, in admin_users, …
	Group    string // ByGroup
	GroupRef Ref    // where the config makes the subject a member of Group

	Raw    string // the scope as written in the role
	RawRef Ref
	Scope  string // after `self`, `!user` and so on are replaced: "delete:servers!group=class-b"
	// Chain is the way by subscopes from the written scope's base to the wanted base, both included;
	// it begins with "self" where the metascope opened the way.
	Chain []string
	Match Match
	Owner []Path // ByToken: the owner's paths to the same
}

// MatchKind says why a held scope covers what was asked.
type MatchKind uint8

const (
	Unfiltered MatchKind = iota + 1 // held without a filter: everyone and everything
	SameFilter                      // the asked filter is held
	OwnServer                       // asked for a server, held for its user
	MemberOf                        // asked for a user or server, held for a group of the user
)

// Match is the last step of a Path.
type Match struct {
	Kind   MatchKind
	Filter string // held: "group=class-b"
	Group  string // MemberOf
	Member string // MemberOf: the user
	Ref    Ref    // MemberOf: where the config makes Member a member of Group
}

// NearMiss is something the subject holds that comes close to what was asked.
type NearMiss struct {
	Path   Path // Match is empty
	Reason Missed
}

// Missed says what a NearMiss lacks.
type Missed uint8

const (
	OtherFilter Missed = iota + 1 // the base is held, for others
	NotIncluded                   // a related scope with a fitting filter, which does not include the base
	DroppedBare                   // `!user`, `!service`, `!server` or `self` without a target: removed
	NotOfOwner                    // the token asks for it, its owner does not hold it (any more)
	NotOfToken                    // the owner holds it, the token does not carry it
)

// Result answers a question with its reasons.
type Result struct {
	Outcome Outcome
	Held    bool // the base is held with some filter: why a miss is a 404 and not a 403
	Paths   []Path
	Near    []NearMiss
	Unread  []Unread // Outcome Unknown: what would have to be read
	Error   *HubError
}

// Yes reports whether the subject may do it.
func (r Result) Yes() bool { return r.Outcome == Allowed || r.Outcome == Filtered }

// TokenRequest is what JupyterHub's new_api_token is asked for.
type TokenRequest struct {
	Owner     Subject // User or Service
	Scopes    []string
	HasScopes bool // false: the scopes of the role `token`
	Roles     []string
	HasRoles  bool
	Client    string // "service:NAME" or "server:USER/NAME": issued through that OAuth client; empty: by the Hub
}

// Token is an issued token.
type Token struct {
	Owner  Subject
	Client string
	Scopes []string // stored: raw, sorted
	Added  []string // of a server: what the Hub asks for although nobody said so, with a warning in its log

	owner, client int32   // the rows that it hangs on
	roles         []int32 // JupyterHub 2: the roles that it carries instead of Scopes
	born          int32   // the database's last serial when it was issued
}

// Dropped is a scope that a token asks for or stores and does not have in the end.
type Dropped struct {
	Scope  string
	Reason Missed
}
