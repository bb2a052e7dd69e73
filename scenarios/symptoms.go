package scenarios

// symptom is how people come to a scenario: what they see, in their words, and what a Hub, a log or a browser says. The gallery is
// searched by both. What stops a Hub is said in the Hub's own words, which conformance holds against a live one.
type symptom struct {
	seen string
	said []string
}

const (
	forbidden = "403 : Forbidden"
	noAllow   = "No allow config found, it's possible that nobody can login to your Hub!"
)

var symptoms = map[string]symptom{
	// Roles and admins.
	"server-rights": {"Some people and a service should start and stop everybody's servers", []string{"requires any of [delete:servers]"}},
	"reader":        {"Somebody should look users up and change nothing", []string{"requires any of [read:users]"}},
	"admin-scope-misspelt-fails": {"The Hub does not start since I gave my helpers more scopes", []string{
		"jupyterhub.scopes.ScopeNotFound: Scope 'admin:uservers' for role server-rights does not exist",
		"Action is not authorized with current scopes; requires any of [admin:users]",
	}},
	"admin-scopes-chosen": {"My helpers get 403 on the admin page", []string{
		forbidden, "Action is not authorized with current scopes; requires any of [admin:users]", "requires any of [list:users]",
	}},
	"admin-users-and-role": {"Do I need admin_users, or the role admin, or both?", []string{
		"Configuration specifies both admin_users and users in the admin role specification. If admin role is present in config, c.Authenticator.admin_users should not be used.",
	}},
	"admin-less-by-server-role": {"Admins should manage their own servers only, and still reach all of them", nil},
	"admin-removed": {"I removed a name from admin_users, and that person is still an admin", []string{
		"Removing admin=True from",
	}},
	"admin-role-scopes-fails": {"I gave the role admin fewer scopes, and the Hub does not start", []string{
		"jupyterhub.roles.RoleValueError: Cannot override admin role admin.scopes",
	}},
	"admin-users-empty-fails": {"The Hub stops at a user name that is empty", []string{
		"ValueError: username '' is not valid",
	}},
	"admin-users-from-environment": {"Admins should come from an environment variable that may be missing", []string{"username '' is not valid"}},

	// Who may log in.
	"login-admin-only":             {"I am in admin_users and cannot log in", []string{noAllow, forbidden}},
	"login-admin-only-oauth":       {"The Hub warns that nobody can log in, and the admins do", []string{noAllow}},
	"login-existing-users":         {"Somebody who is not in allowed_users can log in", nil},
	"login-users-and-organization": {"Some guests by name, and everybody of our organization on GitHub", nil},
	"login-allow-all-organization": {"Strangers can log in although I set allowed_organizations", nil},
	"login-github-teams":           {"Only one team of a GitHub organization should log in", []string{forbidden}},
	"login-google-domain":          {"I set hosted_domain, and nobody of my domain can log in", []string{noAllow, forbidden}},
	"login-cilogon-providers":      {"People from two identity providers of CILogon should log in", nil},
	"login-keycloak-groups":        {"Groups of Keycloak should decide who logs in and who is an admin", nil},
	"login-brings-roles":           {"Roles of the university should come with the login", nil},
	"login-blocked-wins":           {"One person should not log in any more", nil},
	"login-jupyterhub-4":           {"Everybody can log in, and I never allowed anybody", nil},
	"login-jupyterhub-5":           {"Since the upgrade to JupyterHub 5 nobody can log in", []string{noAllow}},
	"login-oauthenticator-15":      {"A member of the organization cannot log in with OAuthenticator 15", []string{forbidden}},
	"login-oauthenticator-16":      {"Since the upgrade of OAuthenticator more people can log in", nil},

	// Groups.
	"teacher":                 {"A teacher should run the servers of one class", nil},
	"teachers-open-servers":   {"Teachers should see, start, stop and open their students' servers", []string{"requires any of [access:servers]"}},
	"list-one-class":          {"GET /users shows everybody, or nobody, and should show one class", []string{"requires any of [list:users]"}},
	"instructors":             {"Instructors should add and remove the members of their group", []string{"requires any of [groups]"}},
	"instructors-admin-page":  {"A group admin should manage one group on the admin page", []string{"requires any of [admin-ui]"}},
	"enrolment-step":          {"What changes when somebody joins a group?", nil},
	"group-key-fails":         {"I copied the example of the documentation, and instructors get nothing", []string{forbidden}},
	"group-key-works":         {"Instructors get nothing from a role with their group", nil},
	"ta-username-template":    {"An assistant should open only the server named after the course, of any student", []string{"access:servers!server={username}/data8"}},
	"groups-managed-fails":    {"The Hub stops since I fill a group while groups come from the login", []string{"ValueError: Group management has been offloaded to the authenticator"}},
	"groups-from-login":       {"Groups come from the identity provider; can a role name them, and can I edit them?", []string{"Group management via API is disabled"}},
	"group-made-later":        {"A role has no effect for a group that I made on the admin page", nil},
	"lti-role-name-fails":     {"The Hub stops at a role name made from a Canvas or LTI group", []string{"jupyterhub.roles.InvalidNameError: Invalid role name: 'course::123::ta'"}},
	"lti-groups":              {"My groups have colons and capitals in their names", []string{"Invalid role name"}},
	"capital-role-name-fails": {"The Hub stops at a role name with a capital letter", []string{"jupyterhub.roles.InvalidNameError: Invalid role name: 'class-A-student'"}},
	"capital-role-name-works": {"May names of groups and roles have capital letters?", []string{"Invalid role name"}},
	"wrong-section":           {"A teacher reaches the students of the other section", []string{"Additional property load_groups is not allowed"}},
	"missing-comma":           {"Two people on a list get nothing, and a user with a strange long name appeared", nil},

	// The role user.
	"service-for-everybody": {"Users get 403 when they open a service", []string{forbidden, "You do not have permission to access"}},
	"user-without-self": {"Nobody can start a server since I changed the role user", []string{
		forbidden, "user role overridden with scopes= which does not include 'self'", "requires any of [servers]", "500 : Internal Server Error",
	}},
	"smaller-role":            {"I gave a group a role with fewer scopes, and it restricts nobody", nil},
	"create-servers-by-group": {"Only some groups should be able to start servers", nil},
	"stop-own-server":         {"A notebook gets 403 when it stops its own server through the API", []string{forbidden, "requires any of [delete:servers]"}},
	"inherit-as-text-fails":   {"The Hub stops at a scope of one letter", []string{"jupyterhub.scopes.ScopeNotFound: Scope 'i' for role server does not exist"}},
	"self-for-a-service":      {"A service has the scope self and may do nothing", []string{"Not expanding 'self' scope for owner which is not a User", forbidden}},
	"all-scope-fails":         {"The Hub stops at the scope all, from an old example", []string{"jupyterhub.scopes.ScopeNotFound: Draft scope 'all' is now called 'inherit'"}},

	// Tokens.
	"notebook-inherit":        {"A notebook should call the Hub's API as its owner", []string{"$JUPYTERHUB_API_TOKEN"}},
	"notebook-self":           {"An admin's notebook should not have an admin's rights", []string{"$JUPYTERHUB_API_TOKEN"}},
	"admin-notebook-token":    {"I am an admin, and my notebook's token gets 403", []string{forbidden, "$JUPYTERHUB_API_TOKEN", "requires any of [list:users]"}},
	"notebook-and-page-token": {"The token in the notebook has fewer scopes than the one from the token page", []string{forbidden, "$JUPYTERHUB_API_TOKEN", "server_token_scopes", "oauth_client_allowed_scopes"}},
	"token-with-few-scopes":   {"How do I create a token with limited scopes?", []string{"Not assigning requested scopes list:users not held by User"}},
	"own-auth-state":          {"auth_state is missing when a notebook asks for it; I need a fresh access token", []string{"KeyError: 'auth_state'"}},
	"server-role-without-activity": {"Servers are stopped as idle while people work in them", []string{
		"Adding required scope users:activity!user to server token, missing from Spawner.server_token_scopes", "Error notifying Hub of activity",
	}},

	// Services.
	"service-lists-users":       {"A service gets 403 when it lists users", []string{forbidden, "Action is not authorized with current scopes; requires any of [list:users]"}},
	"idle-culler":               {"What does the idle culler need?", nil},
	"idle-culler-admin-servers": {"The idle culler with a wider scope than it needs", nil},
	"idle-culler-admin-users":   {"The idle culler should delete users as well", []string{"--cull-users"}},
	"culler-docs-fails":         {"The idle culler gets 403 at GET /users, and no server is stopped", []string{"requires any of [list:users]", "HTTP 403: Forbidden"}},
	"z2jh-culler-role-lost":     {"The culler of Zero to JupyterHub gets 403 since I set hub.config.JupyterHub.load_roles", []string{"HTTP 403: Forbidden", "requires any of [list:users]"}},
	"service-admin-true":        {"admin: True of a service is deprecated; what do I write?", []string{"Service report sets `admin: True`, which is deprecated in JupyterHub 2.0. You can assign now assign roles via `JupyterHub.load_roles` configuration."}},
	"service-undefined-fails":   {"The Hub stops at a role of a service that I did define", []string{"ValueError: Found undefined service idle in role culler. Define it first in c.JupyterHub.services."}},
	"service-added":             {"A second list of services replaces the first", []string{"Found undefined service"}},
	"binder-service":            {"Users may not open BinderHub", []string{"You do not have permission to access JupyterHub service binder", forbidden}},
	"nbgrader-formgrader":       {"formgrader says 403, or the course list is empty", []string{forbidden, "KeyError: 'prefix'"}},
	"dask-gateway":              {"dask-gateway should be for one group only", nil},
	"prometheus-metrics":        {"Prometheus gets 403 at /hub/metrics", []string{forbidden, "requires any of [read:metrics]", "server returned HTTP status 403 Forbidden"}},
	"custom-scope-undefined-fails": {"The Hub stops at a scope of my own", []string{
		"jupyterhub.scopes.ScopeNotFound: Scope 'custom:grades:write' for role graders does not exist",
	}},
	"custom-scopes":      {"A service should tell people apart by scopes of its own", []string{"oauth_client_allowed_scopes"}},
	"api-launcher":       {"A service should create users and start their servers", nil},
	"api-launcher-group": {"A service should start servers for one group only", nil},

	// Sharing.
	"share-server":             {"Users should share their server with others", []string{"requires any of [shares]"}},
	"open-each-others-servers": {"Members of a team should open each other's servers", []string{"requires any of [access:servers]"}},
	"collaboration-account":    {"Members of a project should work together in one server", nil},
	"lazy-groups-fails":        {"The Hub stops at a loop that fills load_groups", []string{"TypeError: 'LazyConfigValue' object does not support item assignment"}},
	"start-not-stop":           {"People should start a shared server and not stop it", nil},

	"role-removed-restart": {"I took people out of the config, and they still have their rights", nil},
}
