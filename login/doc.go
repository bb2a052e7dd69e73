// Package login says who may log in to a JupyterHub, which rule decides, and what else the login does: the name that the
// Hub gives somebody, the admin flag, groups. It holds for the pairs of JupyterHub and OAuthenticator that [Pairs]
// lists, and its answers are compared with those of the real programs.
//
// Logging in comes before any permission: package rbac says what somebody may do who is in.
//
// # A login
//
// [Login] takes a [Config], a [Person] and the Hub, and goes through the Hub's steps in the Hub's order:
//
//   - authenticate: the form's password is right, or the provider knows the person. The provider says who it is;
//   - username: one of the provider's claims is the name, shortened or prefixed by some classes;
//   - normalize and username-map: the name in lower case, and replaced where a map says so. Keys of the map must be in
//     lower case;
//   - managed-groups: with manage_groups, the login brings the Hub's groups;
//   - validate: no name is empty, holds a slash, or begins or ends with a blank; username_pattern holds from its start;
//   - blocked-users: whoever stands there is refused, whatever allows them. So are people whom some providers filter:
//     Google's hosted_domain, Globus's identity_provider;
//   - the rules that allow. One is enough;
//   - admin: the flag is set, taken away, or left as the database has it;
//   - post-auth-hook, system-user: what may still go wrong.
//
// [Result.Trace] has all of them, also those that the Hub did not come to. (Examples: Login, Trace)
//
// # What allows
//
// Since JupyterHub 5 nobody may log in unless something says so: allow_all, allowed_users, allow_existing_users, groups, or
// a rule of the provider. Each is enough by itself, so a list beside allow_all has no effect. (Example: AllowAll)
//
// Before, an empty allowed_users meant everybody, and with a list everybody counted who had a row in the database.
// (Example: BeforeFive)
//
// allow_existing_users lets in whoever has a row: from an earlier login, or because the config names them in a group or
// role. It is on by default where allowed_users is set, but for OAuthenticator's classes. (Example: Existing)
//
// admin_users may log in where OAuthenticator decides. In the base class they may only where allowed_users is set as well,
// which they then join. (Example: AdminOnly)
//
// # Providers
//
// Since OAuthenticator 16 rules of providers allow, beside names: an organization, a team, a group, a domain. In 15 they were
// conditions: whoever met them still had to pass allowed_users. (Example: FifteenAndSixteen)
//
// Some look like rules that allow and only filter: hosted_domain lets nobody in by itself. (Example: HostedDomain)
//
// # Groups
//
// With manage_groups the user is in the groups that the login brings, and in no others, afterwards. Since OAuthenticator 17
// a path into the auth_state says where they stand; where it leads nowhere there are none. allowed_groups and
// admin_groups speak of these groups, and stop a Hub that does not manage them. admin_groups is authoritative: whoever is
// in none of them is no admin any more. (Example: Groups)
//
// # What is not known
//
// Functions of the config and classes of somebody else's decide what cannot be known here. Then the verdict is Unknown and
// [Result.Asks] says what a person could say, in Person.Replies. Settings that could not be read stand in
// [Result.Unread], where they could change the answer. (Example: Callable)
//
// # Start-up
//
// [Check] says what stops the Hub, what it warns of, and what looks like a mistake.
//
// The package imports the standard library and rbac alone. It does no I/O and writes no sentences.
package login
