// Package checks is the check language: one line, one claim about who may do what. It parses, prints and runs.
//
// # Grammar
//
//	line      = [ check | step ] [ comment ] .
//	check     = subject ( "can" | "cannot" ) request [ because ]
//	          | ( "only" subjects | "nobody" ) "can" request
//	          | token "is" ( "issued" | "refused" ) .
//	step      = "after" subject ( call | "log" "in" ) .
//	subjects  = subject { "," subject } .
//	subject   = [ "user" ] NAME | "service" NAME | "server" NAME "/" [ NAME ] | token
//	          | "any" ( "user" | "admin" | "member" "of" NAME ) .
//	token     = "token" "of" ( [ "user" ] NAME | "service" NAME ) "with" "[" [ SCOPE { "," SCOPE } ] "]" .
//	request   = SCOPE | call [ "seeing" "[" [ NAME { "," NAME } ] "]" ] | "open" PATH | "log" "in" .
//	call      = METHOD PATH [ JSON ] .
//	because   = "because" NAME .
//	comment   = "#" { any } .
//
// A NAME is bare (letters, digits and . _ - ~ @ : +, and no word of the language) or quoted. A SCOPE is written as
// in a role, or quoted as a whole where its filter has other characters. No blank stands around the slash of a
// server.
//
// # What the claims mean
//
// A scope is held when the subject's expanded scopes have its base without a filter, or with one that covers what
// is asked. A bare filter is the subject's own: `any user can servers!user` asks for one's own servers, a server's
// `!server` is itself. A subject without anything of its own (a service asked for `!user`) is an error.
//
// `because ROLE` adds to a `can` that some way to it runs through the role, directly, by a group, or by the owner
// of a token; there may be other ways. A `cannot` has no such way, so `because` behind it does not parse, but for a
// login, where it names the rule that refuses.
//
// `only` and `nobody` speak of `any user`, `any member of` each group, all users and all services of the Hub. A
// listed group covers its members, `any user` every person, `any admin` every user with the admin flag; everybody
// listed has to be able to. One counterexample decides, even where other answers are unknown.
//
// Scopes of a token have to be defined and their filters have to name somebody even where the line says `is
// refused`: a slip is no reason to be refused.
//
// A call, or `open`, can be done where the Hub does not refuse for lack of permission: with a 403, the 404 of a filter
// that misses, or the way to the login page. What else it may fail with is told in the Message of a line that holds,
// a name in the address that nobody bears in its Hint. Users call with a login cookie, services, servers and tokens
// with their token; `open` goes through the proxy, to a server that runs, or to the Hub. `any user` and the like call
// as a person whom the Hub knows and no listing shows: names in an address are always those of others.
//
// `seeing` wants the names of a listing to be exactly these, all of them borne on the Hub. A listing shows 50 at most,
// unless its `limit` asks for more.
//
// A step changes the Hub for the lines below it, in later parts as well, and a restart starts over what it left. One
// that the Hub refuses, or cannot do, fails and changes nothing. Where it is not known what comes of it, it is Invalid, and
// everything below has "step-undecided".
//
// # Logging in
//
// Who logs in is a person of the state, not a user of the Hub: somebody else is an error. `only` and `nobody` speak of these
// people. `because RULE` names a rule of package login, in short where that is clear: "blocked" is blocked-users, "organizations"
// allowed-organizations. Behind a `can` it is one of the rules that let the person in, behind a `cannot` the one that refuses. A
// login at which the Hub itself fails is an error, unless `because` names where. `after art log in` makes the Hub that of
// afterwards: art has a row, an admin flag where the login sets one, and the groups that it brings.
package checks
