// Package changes says what differs in effect between two Hubs: who gained or lost which verb over whom. Two configs
// that are spelt differently and let everybody do the same have no changes.
//
// Compared is, for every bearer of either Hub (users, services, any user, any member of a group, any admin) and every
// verb, whether the verb's scope is held over each target: everyone, each user, group, service and server that either
// Hub has or a filter names, and whoever joins a group later. A held scope covers a target as jupyterhub.scopes.has_scope
// has it, so a group's filter is held against the users that it holds. A bearer that one Hub lacks is compared with what
// that name would hold there at a first login: any user; a service that is not there holds nothing.
//
// Not compared are scopes that no verb asks for by themselves (`admin:servers` is what it includes), what a version makes
// of a held scope at an endpoint, and tokens.
package changes

import "rolecall.example/rbac"

// Verb is one thing to do, with the scope that it takes on either Hub: "" where that Hub's version has none.
type Verb struct {
	ID            string
	Before, After string
	// Filters are the kinds of filters that have an effect: "user", "server", "group", "service".
	Filters []string
	// AnyFilter: the scope with whatever filter is as good as without one.
	AnyFilter bool
}

// Result is all that differs.
type Result struct {
	Changes []Change // by whom they are about, in the order of Access's rows
	More    int      // changes beyond limits.Changes
	Failing []Failure
	// Unclear are answers that hang on something unread, so that nothing is said of them.
	Unclear []Change
	// Users, Groups, Services and Roles that only one of the Hubs has. A role by itself is no change: it shows by what
	// its bearers hold.
	Users, Groups, Services, Roles Names
	// Unread counts the parts of the configs before and after that could not be read.
	Unread [2]int
	// Partial: the comparison would have been too much work and ended before it was through.
	Partial bool
}

// Empty reports whether nobody can do anything else, and nobody came or went.
func (r *Result) Empty() bool {
	return len(r.Changes) == 0 && len(r.Failing) == 0 && r.Users.empty() && r.Groups.empty() && r.Services.empty() && !r.Partial
}

// Names are those that only one Hub has, sorted. Those of whom it can't be told, since what was not read may bring
// them, are only counted.
type Names struct {
	New, Gone []string
	Unsure    int
}

func (n *Names) empty() bool { return len(n.New)+len(n.Gone) == 0 }

// Failure is bearers that one of the Hubs cannot resolve, by the same error.
type Failure struct {
	Who           Who
	Before, After *rbac.HubError // one of them is nil
}

// Change is what the same people gained and lost.
type Change struct {
	Who   Who
	Lines []Line
}

// Line is some verbs over the same targets.
type Line struct {
	Verbs []string // IDs, of one family, in its order
	Sign  Sign
	Over  Reach
	// Kept is, where Over is everyone, what was held before a gain, or is held still after a loss.
	Kept Reach
}

// Sign says what became of a permission.
type Sign uint8

const (
	Gained Sign = iota + 1
	Lost
	Unclear
)

// Reach is over whom.
type Reach struct {
	Everyone bool
	Own      bool // the bearer's own
	Targets  []Target
	More     int // targets beyond limits.ChangeTargets
}

// Target is what a filter may name.
type Target struct {
	Kind, Name string // Kind: user, server, group, service
	// Future, of a group: of those who are in it now some can be reached on the other side, too. Those who can't are
	// targets themselves; so this is about who joins the group later.
	Future bool
}
