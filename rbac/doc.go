// Package rbac is JupyterHub's role-based access control: what a Hub makes of its config at start-up, and who may
// then do what, why, and what comes near where the answer is no. It holds for the JupyterHub versions that
// Versions lists, and its answers are compared with recorded answers of real Hubs.
//
// # Scopes
//
// A scope is a permission, such as "delete:servers". Scopes include others: "servers" includes "delete:servers"
// and "read:servers". A filter narrows a scope to a user, a group's members, a server or a service:
// "servers!user=ann", "servers!group=class-a", "servers!server=ann/lab", "access:services!service=panel". A bare
// filter, "!user", stands for whoever holds the scope. Two scopes are no permissions but stand for some: "self"
// for what users do with what is their own, "inherit", in tokens, for all that the owner has. A config defines
// further scopes as custom scopes, which mean something to services only. [Definitions] holds the scopes of one
// version.
//
// # Roles
//
// A role is a named list of scopes. Users, groups and services hold roles; a user also holds the roles of its
// groups, with bare filters standing for the user. There is no other source of permissions, but for shared
// servers: without the role "user", which everybody gets at the first login, a user may do nothing. The default
// roles are "user" (scope "self"), "admin", "server" (for the token of a user's server) and "token" (for tokens
// that ask for nothing in particular); a config may override all but the scopes of "admin".
//
// # From config to answers
//
// [Start] does what the Hub does between reading its config and listening, and returns a [Hub] and what happened
// on the way, as [Event] values. A Hub does not change: what happens while it runs (a login, a server, a share, a
// new member) gives another Hub. A restart is a Start with the Hub before it. [Hub.Permissions] resolves a
// subject: raw scopes are expanded by what they include, bare filters get their target or are dropped, and what
// is held unfiltered makes its filtered forms superfluous. [Hub.Check] asks whether a scope is held, for all or
// for a target; [Hub.Explain] also says by which [Path].
//
// An [Outcome] is no bool. A refusal is a 403 when nothing of the kind is held, and a 404 when it is held for
// others, so that nobody learns what exists. [Failed] means that the Hub itself fails, with a Python exception.
// And where the config could not be read as a whole, an answer that hangs on the rest is [Unknown].
//
// # Tokens
//
// A token carries raw scopes, checked when it is issued ([Hub.NewToken], [Hub.ServerToken]) and, again, whenever
// it is used: it has what its scopes expand to, as far as its owner has that now. Of a wider and a narrower
// filter the intersection keeps the narrower, by what the database knows of users and groups.
//
// The package imports the standard library alone. It does no I/O, reads no clock, writes no sentences: events and
// errors have stable ids and names to speak of, and a [Ref] for the place in the config.
package rbac
