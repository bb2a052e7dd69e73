package templates

// scopeGroup is a heading of the reference, in the order of the page.
type scopeGroup struct{ id, title, summary string }

var scopeGroups = []scopeGroup{
	{"meta", "Standing for others", "Names that grant nothing themselves and stand for what somebody has."},
	{"users", "Users", "Accounts: who they are, what is known of them, and changing that."},
	{"servers", "Servers", "What users run: seeing, starting, stopping, opening."},
	{"tokens", "Tokens", "Keys to the API that belong to a user."},
	{"groups", "Groups", "Lists of users, and what hangs on being in one."},
	{"services", "Services", "Programs beside the Hub."},
	{"roles", "Roles", "Which roles somebody holds. Roles themselves are made by the config alone."},
	{"shares", "Shares", "Servers that their owners let others use."},
	{"hub", "The Hub", "The Hub itself, its pages and its proxy."},
}

// scopeWord describes a scope: what it gives, in a sentence or two, and, where people go wrong, what it does not give.
// Both hold for every version that defines the scope. Scopes in them stand between backquotes.
type scopeWord struct{ name, group, text, beware string }

// scopeWords has an entry for each scope of each version, and no other.
var scopeWords = []scopeWord{
	{"self", "meta", "Stands for what is a user’s own: the profile, servers, tokens, activity and, where the version has them, shares, each with the filter of the user’s own name. The role user consists of it.",
		"Only users have something of their own: in the role of a service it opens nothing. In a group’s role it speaks of each member."},
	{"inherit", "meta", "Makes a token as strong as its owner, whatever the owner may do at the time of the request. The role token consists of it.",
		"It is meant for tokens. A role that gives it to a user or a service opens nothing by it."},
	{"(no_scope)", "meta", "Says that nothing is granted. A token with it alone still tells, at GET /user, whose it is.", ""},

	{"admin:users", "users", "Allows creating users, renaming them and changing their models; by what it includes also reading, listing and deleting them.",
		"It does not reach their servers or tokens: those take `admin:servers` and `tokens`."},
	{"users", "users", "Combines reading users, listing them and reporting their activity.",
		"Despite its name it changes nothing but the last activity: creating and renaming take `admin:users`."},
	{"delete:users", "users", "Allows removing users from the Hub, with what is stored of them.", ""},
	{"list:users", "users", "Opens the list of users. With a user or group filter the list holds those alone.",
		"The list shows a name for each; what else stands in it comes by `read:users`, `read:servers` and others."},
	{"read:users", "users", "Shows a user’s profile: name, groups, roles, admin flag, times, and where the default server is.",
		"Without `list:users` it answers for a name that one knows and does not list any."},
	{"read:users:name", "users", "Shows that a user of a name exists, and whether it is an admin.", ""},
	{"read:users:groups", "users", "Shows which groups a user is in.", ""},
	{"read:users:activity", "users", "Shows when a user was last active.", ""},
	{"users:activity", "users", "Allows telling the Hub when a user, or a user’s server, was last active. Servers do so for their users.", ""},
	{"admin:auth_state", "users", "Shows the authentication state, what the login left of a user: often the tokens of the identity provider.",
		"It adds a field to a model that another scope opens, such as `read:users`."},

	{"admin:servers", "servers", "Combines starting, stopping and reading servers, with the spawner’s state of each.",
		"It does not open them: looking into somebody’s server takes `access:servers`."},
	{"servers", "servers", "Allows starting and stopping servers, and seeing that they are there.",
		"It does not open a server: that is `access:servers`. Whoever may stop but not start holds `delete:servers`."},
	{"start:servers", "servers", "Allows making and starting servers through the API, and not stopping them.",
		"The pages that start a server in the browser still ask for `servers`."},
	{"delete:servers", "servers", "Allows stopping servers and removing named ones.",
		"It does not list them: whoever looks for servers to stop needs `list:users` and `read:servers`, too."},
	{"read:servers", "servers", "Shows a user’s servers: their names, addresses, whether they run and since when.", ""},
	{"access:servers", "servers", "Allows opening a running server in the browser or through its own API.",
		"It does not start a server that is stopped: that is `servers`."},
	{"admin:server_state", "servers", "Shows what the spawner keeps of a server, such as a process number or the name of a pod.",
		"It adds a field to a server that another scope shows, such as `read:servers`."},

	{"tokens", "tokens", "Allows seeing, making and revoking the tokens of users.",
		"A token made for somebody can hold what its owner holds, which may be more than its maker has."},
	{"read:tokens", "tokens", "Shows a user’s tokens: what they are for and what they may do, not the secret itself.", ""},

	{"admin:groups", "groups", "Allows creating groups and, by what it includes, deleting them and changing their members.", ""},
	{"groups", "groups", "Allows adding users to groups and taking them out, and reading and listing groups.",
		"Whoever may add members can hand out all that the group’s roles give."},
	{"delete:groups", "groups", "Allows removing groups.", ""},
	{"list:groups", "groups", "Opens the list of groups. With group filters the list holds those alone.", ""},
	{"read:groups", "groups", "Shows a group and who is in it.",
		"A user filter on it shows nothing: a group is covered by a group filter alone."},
	{"read:groups:name", "groups", "Shows that a group of a name exists.", ""},

	{"admin:services", "services", "Allows registering services while the Hub runs, and removing those again.",
		"Services of the config stay: the Hub refuses to remove them."},
	{"list:services", "services", "Opens the list of services. With service filters it holds those alone.", ""},
	{"read:services", "services", "Shows a service: its address, its command and process, what it says of itself.", ""},
	{"read:services:name", "services", "Shows that a service of a name exists, and whether it is an admin.", ""},
	{"access:services", "services", "Allows logging in to services that ask the Hub who is there.",
		"A service asks for itself: one that does not look at it lets everybody in."},

	{"read:roles", "roles", "Shows who holds which roles: users, services and groups.", ""},
	{"read:roles:users", "roles", "Shows the roles that a user was given directly.", "Roles that come by a group are not among them."},
	{"read:roles:services", "roles", "Shows the roles that a service was given.", ""},
	{"read:roles:groups", "roles", "Shows the roles that a group was given.", ""},

	{"shares", "shares", "Allows sharing servers with users and groups, seeing what is shared and taking it back.",
		"Sharing with somebody also takes what is shared, `access:servers` unless the request says otherwise, and reading the name of whom it goes to: `read:users:name` or `read:groups:name`."},
	{"read:shares", "shares", "Shows with whom a server is shared, and its share codes.", ""},
	{"users:shares", "shares", "Shows what is shared with a user, and allows giving a share up.", "It shares nothing with anybody: that is `shares`."},
	{"read:users:shares", "shares", "Shows what is shared with a user.", ""},
	{"groups:shares", "shares", "Shows what is shared with a group, and allows giving a share up for it.", "It shares nothing with anybody: that is `shares`."},
	{"read:groups:shares", "shares", "Shows what is shared with a group.", ""},

	{"admin-ui", "hub", "Opens the admin page.",
		"What the page can show and do is asked for by other scopes, such as `list:users` for its rows and `servers` for its buttons."},
	{"read:hub", "hub", "Shows the versions and classes that the Hub runs with, at GET /info.", ""},
	{"read:metrics", "hub", "Opens the Hub’s figures for Prometheus.",
		"Where the config sets `authenticate_prometheus` to False, nobody needs it."},
	{"proxy", "hub", "Shows the proxy’s routes, and allows setting them anew and telling the Hub of another proxy.", ""},
	{"shutdown", "hub", "Allows stopping the Hub and, as the request says, the proxy and all servers with it.", ""},
}

// wordOf finds the words of a scope. A scope that this table lacks has none.
func wordOf(scope string) scopeWord {
	for _, w := range scopeWords {
		if w.name == scope {
			return w
		}
	}
	return scopeWord{name: scope}
}

// DescribeScope is all that is said of a scope in words, for a search.
func DescribeScope(scope string) string {
	w := wordOf(scope)
	return w.text + " " + w.beware
}

// defaultRoleWords say who holds a default role.
func defaultRoleWords(role string) string {
	switch role {
	case "user":
		return "Everybody gets it at the first login, and keeps it unless a config names its users. A config may give it other scopes."
	case "admin":
		return "Whoever has the admin flag gets it. Its scopes are fixed: a config that changes them stops the Hub."
	case "server":
		return "What the token of a user’s server asks for."
	}
	return "What a token gets that asks for nothing in particular."
}
