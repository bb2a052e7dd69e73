package playground

// sayings holds the sentence and the hint of every event and error that the engine knows by id. A test holds that
// none is missing.
var sayings = map[string]said{
	// What stops the start.
	"scope-not-found":   {`role {role} has the scope "{scope}", which this JupyterHub does not have`, `did you mean "{suggestion}"?`},
	"scope-renamed":     {`role {role} has the scope "{scope}", a name from the drafts of JupyterHub 2`, `it is called "inherit" now, and means something only for tokens`},
	"filter-not-found":  {`the filter "!{filter}" of "{scope}" in role {role} is not one that JupyterHub has`, `did you mean "{suggestion}"?`},
	"role-without-name": {`a role in load_roles has no name`, `add a "name" key`},
	"role-twice":        {`the role {role} stands in load_roles twice`, `put its scopes and bearers into one entry`},
	"role-name-invalid": {
		`"{role}" is not a valid role name`,
		`names have 3 to 255 characters: lower-case letters, digits and - . _ ~, a letter first, a letter or digit last`,
	},
	"admin-role-override": {`the {key} of the role admin cannot be changed`, `leave "{key}" out; admin always holds every scope`},
	"service-not-found": {
		`role {role} names the service "{service}", which c.JupyterHub.services does not define`,
		`define it first, or correct the name: "{suggestion}"`,
	},
	"bearer-twice":                     {`{bearer} stands twice in role {role}, and the database takes it once`, `names are compared in lower case`},
	"admin-role-new-group":             {`the role admin names the group {group}, which does not exist yet`, `define it in load_groups, or the Hub stops`},
	"custom-scope-name-invalid":        {`"{scope}" is not a valid name of a custom scope`, `names begin with custom: and go on with at least two lower-case letters, digits, or - _ : *`},
	"custom-scope-without-description": {`the custom scope {scope} has no description`, `add a "description"`},
	"custom-scope-subscopes-invalid":   {`the subscopes of {scope} are not a list of scope names`, `write ["custom:…"]`},
	"custom-scope-of-builtin":          {`the custom scope {scope} includes a scope that is not a custom one`, `custom scopes include custom scopes only`},
	"custom-subscope-not-found":        {`the custom scope {scope} includes "{key}", which is not defined`, `define it in custom_scopes as well`},
	"custom-scope-redefined":           {`the scope {scope} exists already and is something else`, `choose another name`},
	"service-unknown-key":              {`service {service} has the key "{key}", which services do not have`, `did you mean "{suggestion}"?`},
	"service-client-id-invalid":        {`the OAuth client id "{key}" of service {service} does not begin with service-`, `write "{suggestion}"`},
	"service-url-invalid":              {`the url "{key}" of service {service} is not one that the Hub takes`, `begin it with http:// or https://`},
	"role-scopes-none":                 {`the scopes of role {role} are None, which the Hub stumbles over`, `write an empty list, [], or leave "scopes" out`},
	"service-redirect-missing":         {`service {service} has an oauth_client_id, and no oauth_redirect_uri or url`, `give one of them`},
	"username-invalid":                 {`"{user}" is not a valid user name`, `it is empty, begins or ends with a blank, or has a slash`},
	"user-not-allowed":                 {`{user} is named, and is not in allowed_users`, `add the name to allowed_users: this JupyterHub stops at names that are not`},
	"token-too-short":                  {`the token of {bearer} is shorter than 8 characters`, `make a longer one, for example with openssl rand -hex 32`},
	"groups-managed":                   {`load_groups is set while the authenticator manages the groups`, `keep one of load_groups and manage_groups`},

	// What the Hub warns of.
	"role-without-scopes":             {`role {role} has no scopes, so it gives nothing`, ``},
	"role-extended":                   {`role {role} has more scopes than before the restart`, ``},
	"role-deleted":                    {`role {role} is not in load_roles any more: it is deleted, with its bearers`, ``},
	"admin-users-and-role":            {`admins are named both in admin_users and in the role admin: all of them are admins`, `keep one of the two places`},
	"allowed-users-single-characters": {`allowed_users has names of a single character, {names}, as a set made of a string has`, `write {"name"}, not set("name")`},
	"upgrade":                         {`the database has users and no roles, as before JupyterHub 2: everybody gets the default roles`, ``},
	"admin-removed":                   {`{bearer} was an admin, and is not listed in the role admin: the flag is removed`, ``},
	"extra-user-scopes-ignored":       {`extra_user_scopes has no effect, since the scopes of the role user are given in load_roles`, `add {names} there`},
	"user-role-without-self":          {`the role user is given without "self": users may not do what they normally may with their own account and servers`, `add "self" unless that is meant`},
	"custom-scope-unknown-key":        {`the custom scope {scope} has the key "{key}", which nothing reads`, `a custom scope has a description and subscopes`},
	"service-admin-deprecated":        {`service {service} has admin: True, which makes it an admin of everything`, `give it a role with the scopes it needs instead`},
	"oauth-roles-ignored":             {`service {service} has both oauth_client_allowed_scopes and oauth_roles: the roles are ignored`, `leave oauth_roles out`},
	"oauth-client-deleted":            {`service {service} has no OAuth any more: its client {key} is deleted, with its tokens`, ``},
	"service-implicit":                {`a service token names {service}, which c.JupyterHub.services does not define: it is made`, `define the service instead`},
	"group-list-deprecated":           {`the group {group} is written as a list, a form that is deprecated since JupyterHub 4`, `write {"users": […]}`},
	"blocked-user-admin":              {`{user} is blocked, and loses admin`, ``},
	"blocked-user-roles":              {`{user} is blocked, and loses the roles {names}`, ``},
	"blocked-user-groups":             {`{user} is blocked, and leaves the groups {names}`, ``},

	// What the Hub does without a word.
	"role-created":            {`role {role} is made`, ``},
	"role-changed":            {`role {role} is changed from its default`, ``},
	"user-created":            {`user {user} is made`, ``},
	"group-created":           {`group {group} is made`, ``},
	"service-created":         {`service {service} is made`, ``},
	"service-deleted":         {`service {service} is deleted`, ``},
	"service-assumed":         {`the service {service} is taken to exist: not all of services could be read`, ``},
	"group-assumed":           {`the group {group} is taken to exist: not all of load_groups could be read`, ``},
	"scope-assumed":           {`the scope {scope} is taken to exist: not all of custom_scopes could be read`, ``},
	"token-assumed":           {`the token of {bearer} is taken as issued: the scopes of the role token could not be read`, ``},
	"username-pattern-unread": {`the username_pattern {key} cannot be tried here: names are taken as valid`, ``},

	// What the Hub raises later, while it answers.
	"filter-empty":            {`the Hub fails whenever it works out these permissions: the filter "!{filter}" has an empty name`, ``},
	"filter-unexpanded":       {`"{scope}" asks with a filter that names nobody`, `name the user, service or server`},
	"post-filter-with-filter": {`"{scope}" asks for a listing, which takes no filter`, ``},
	"subject-not-found":       {`there is no {bearer} on this Hub`, ``},
	"scope-undefined":         {`the Hub fails whenever it works out these permissions: the scope "{scope}" is not defined any more`, ``},
	"scope-endless":           {`the Hub fails whenever it works out these permissions: the custom scope {scope} includes itself`, ``},

	// Why a token or a share is refused.
	"owner-not-found":        {`there is no {bearer} on this Hub to own the token`, ``},
	"client-not-found":       {`there is no OAuth client "{key}" on this Hub`, `a service has one when it has a url or an oauth_redirect_uri`},
	"token-scopes-and-roles": {`a token is asked for by scopes or by roles, not by both`, ``},
	"role-not-found":         {`there is no role {role} on this Hub`, `did you mean "{suggestion}"?`},
	"token-scopes-not-held":  {`{bearer} does not hold {names}, and a token never holds more than its owner`, ``},
	"token-gone":             {`the token is not there any more: its owner or its OAuth client was deleted`, ``},
	"share-without-scopes":   {`a share of {key} names no scopes`, `leave the scopes out to share access to the server`},
	"share-filter":           {`"{scope}" cannot be shared with {key}: its filter names something else`, `leave the filter out`},
}
