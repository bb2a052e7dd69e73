// Package rbac is JupyterHub's role-based access control: what a Hub makes of its config at start-up, and who may
// then do what, why, and what comes near where the answer is no. It holds for the JupyterHub versions that
// [Versions] lists, and its answers are compared with those of real Hubs. Each section below has an example that runs.
//
// # Scopes
//
// A scope is a permission, such as "delete:servers". Scopes include others, which include others again: "servers"
// includes "delete:servers" and "read:servers", and this "read:users:name". [Definitions] holds the scopes of one
// version, [Definitions.Includes] and [Definitions.Chain] follow them. (Example: Subscopes)
//
// A filter narrows a scope, with all that it includes, to what it names: "servers!user=ann" to a user and its servers,
// "servers!group=class-a" to the members of a group and their servers, "servers!server=ann/lab" to one server, of which
// the default one has an empty name, "access:services!service=panel" to a service. The names need not exist. Any
// filter may stand on any scope, also where it means nothing: "read:users!group=g" tells nothing about the group g
// itself. (Example: Filters)
//
// A bare filter, "!user", "!service" or "!server", stands for whoever holds the scope: in a group's role for each member
// by itself. Without anybody to stand for, the scope is dropped. (Example: BareFilters)
//
// Two scopes are no permissions but stand for some: "self" for what users do with what is their own (Example: Self), and
// "inherit", in tokens, for all that the owner has (Example: Inherit).
//
// A config defines further scopes as custom scopes, which mean something to services only. (Example: CustomScopes)
//
// # Roles
//
// A role is a named list of scopes; it is the only way to a permission, but for shares. Users, groups and services bear
// roles. (Example: Roles)
//
// The default roles are "user" (scope "self"), which everybody gets at the first login and without which a user may do
// nothing; "admin"; "server", for the token of a user's server; and "token", for tokens that ask for nothing in
// particular. A config may override all but the scopes of "admin". (Example: DefaultRoles)
//
// A user also has the roles of its groups. Members are people to be filtered by, too, and both count at the moment of the
// question. (Example: Groups)
//
// A service has the roles that name it, and no default role. (Example: Services)
//
// The admin flag of users and services goes with the role "admin", by rules of its own at each start, and a few handlers
// ask for it and not for a scope. See [Hub.IsAdmin].
//
// # Starts
//
// [Start] does what the Hub does between reading its config and listening, and returns a [Hub] and what happened on the
// way, as [Event] values: roles, users, groups and services that are made, warnings, and what stops the Hub. (Example:
// Events)
//
// A Hub does not change: what happens while it runs (a login, a server, a share, a new member) gives another Hub. A restart
// is a Start with the Hub before it: roles that are gone from the config are deleted, bearers become exactly those that
// are named, users, groups, memberships and admin flags persist. (Example: Restarts) A database from before roles
// existed is given by Config.LegacyUsers.
//
// # Decisions
//
// [Hub.Permissions] resolves a subject: raw scopes are expanded by what they include, bare filters get their target or
// are dropped, and what is held unfiltered makes its filtered forms superfluous. [Hub.Check] asks whether a scope is held,
// unfiltered or for a target; [Hub.Explain] also says by which [Path], or what comes near as a [NearMiss].
//
// An [Outcome] is no bool. A refusal is a 403 when nothing of the kind is held, and a 404 when it is held for others, so
// that nobody learns what exists. [Failed] means that the Hub itself fails, with a Python exception. And where the config
// could not be read as a whole, an answer that hangs on the rest is [Unknown]. (Example: Unread)
//
// Many configs name nobody. What they give is asked of somebody imagined: [AnyUser], [AnyMember], [AnyAdmin], whose name
// in filters is [AnyName].
//
// # Tokens
//
// A token carries raw scopes, checked when it is issued and, again, whenever it is used: it has what its scopes expand
// to, as far as its owner has that now. Of a wider and a narrower filter the intersection keeps the narrower, by what the
// database knows of users and groups. In JupyterHub 2 tokens carry roles. (Example: Tokens)
//
// A server or service that somebody logs in to is an OAuth client. It is given what its config allows, it asks for and its
// visitor has, if the visitor may enter at all. [Hub.Authorize] (Example: Oauth)
//
// A server's own token is issued as it is started: [Hub.ServerToken]. (Example: ServerTokens)
//
// # Shares
//
// Since JupyterHub 5 users share servers with users and groups: the others hold scopes for this one server, without any
// role. Tokens have what was shared with their owner itself, and not what was shared with its groups. (Example: Shares)
//
// # Requests
//
// [Hub.Call] answers a request to the REST API or a page of the Hub: the status, why, and the Hub afterwards. A handler
// asks for any one of some scopes, for the target that its address names. (Examples: Requests, Hub.Call) Listings are
// reduced to what filtered scopes cover (Example: Listings), and models to the fields that scopes reveal (Example:
// ModelFields). [Hub.Open] is what comes of an address in a browser, servers and services included (Example: Pages).
//
// # Versions
//
// Versions differ in the scopes and settings that they have and in what they make of them, and [Definitions] of several
// live side by side. Inside, behaviour hangs on named features, never on version numbers. (Example: Versions)
//
// The package imports the standard library alone. It does no I/O, reads no clock, writes no sentences: events and
// errors have stable ids and names to speak of, and a [Ref] for the place in the config.
package rbac
