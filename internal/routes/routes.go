// Package routes finds known ways to more permissions than somebody holds: what they may do to others, to groups and to
// names, closed over a fixed list of moves. Each route is tried on the Hub before it is told. That there is none here says
// nothing about other ways.
//
// The moves:
//
//   - join: become a member of a group that one may edit, which has roles or shares;
//   - add: make somebody else a member of a group that one may edit and that one's own filters name;
//   - token: issue a token for somebody else, who then acts by it;
//   - server: open somebody else's server and act by its token;
//   - admin: give oneself the admin flag, where the Hub does not ask for that flag;
//   - rename: give somebody else the name that one's own filters name, after deleting who had it.
//
// Two more are known and lead nowhere by themselves: a share never gives more than the sharer holds, and on the properties
// of a group no permission hangs. What only JupyterHub 2 has, tokens that carry roles, is not followed.
package routes

import (
	"cmp"
	"slices"

	"rolecall.example/rbac"
)

// MoveKind is one of the moves of the package comment, or what one waits for.
type MoveKind string

const (
	Join   MoveKind = "join"
	Add    MoveKind = "add"
	Token  MoveKind = "token"
	Open   MoveKind = "server" // open a server
	Start  MoveKind = "start"  // the server is started, by whoever may: at the latest by its user
	Admin  MoveKind = "admin"
	Delete MoveKind = "delete"
	Rename MoveKind = "rename"
)

// Actor is who sends a request: the bearer, or a token that they came by.
type Actor struct {
	Kind ActorKind
	Name string // of the user or service; of a token or server, of its user
}

// ActorKind says what an Actor is.
type ActorKind uint8

const (
	User ActorKind = iota + 1
	Service
	TokenOf  // a token of the user with all that the user has
	ServerOf // the token of the user's default server
)

// Move is one step of a route.
type Move struct {
	Kind  MoveKind
	By    Actor
	User  string // whom it is done to
	Group string // join, add
	Name  string // rename: the new name
}

// Gain is a scope that is held at the end and was not at the start. Was is the same about the earlier name, where a user was
// renamed on the way.
type Gain struct {
	Scope string
	Was   string
}

// Route is a way to more.
type Route struct {
	Who    rbac.Subject // User, Service, AnyUser or AnyMember
	As     string       // the user who stands for Who in Moves; Who's own name where it has one
	Made   bool         // As is nobody of the Hub, but somebody with what Who has
	Others int          // further bearers with the same roles and groups
	Moves  []Move
	End    Actor  // who holds Gains at the end
	Gains  []Gain // without what others of them include, by scope
	All    bool   // it ends with all that an admin has
}

// Result is all routes that were found.
type Result struct {
	Routes  []Route
	Partial bool // the Hub is too large to look at everybody
}

// Limits bound the search.
type Limits struct{ Work, Routes int }

// Find looks for routes on a running Hub. Admins are left out, who hold all there is.
func Find(h *rbac.Hub, limits Limits) Result {
	f := &finder{start: h, left: limits.Work, defs: h.Definitions()}
	f.survey()
	for _, b := range f.bearers() {
		if len(f.found) >= limits.Routes || f.left <= 0 {
			f.partial = true
			break
		}
		f.bearer(b)
	}
	slices.SortStableFunc(f.found, func(a, b Route) int {
		return cmp.Or(boolFirst(a.All, b.All), boolFirst(a.Who.Kind != rbac.Service, b.Who.Kind != rbac.Service), cmp.Compare(len(a.Moves), len(b.Moves)))
	})
	return Result{f.found, f.partial}
}
