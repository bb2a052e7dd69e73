package scenarios

// index says which scenarios stand under which heading, in the order of the page.
var index = []struct {
	id, title, summary string
	names              []string
}{
	{
		"roles", "Roles, admins and who bears them",
		"A role gives scopes to users, to services and to the members of groups. The role admin has them all.",
		[]string{
			"server-rights", "reader", "admin-scope-misspelt-fails", "admin-scopes-chosen", "admin-users-and-role", "admin-less-by-server-role",
			"admin-removed", "admin-role-scopes-fails", "admin-users-empty-fails", "admin-users-from-environment",
		},
	},
	{
		"groups", "Groups, teachers and assistants",
		"The filter !group= speaks of the members of a group, and a role can be borne by a group.",
		[]string{
			"teacher", "teachers-open-servers", "list-one-class", "instructors", "instructors-admin-page", "enrolment-step", "group-key-fails",
			"group-key-works", "ta-username-template", "groups-managed-fails", "groups-from-login", "group-made-later", "lti-role-name-fails",
			"lti-groups", "capital-role-name-fails", "capital-role-name-works", "wrong-section", "missing-comma",
		},
	},
	{
		"user", "What everybody gets: the role user",
		"Every user bears the role user. An entry of that name replaces its scopes, and every other role adds to them.",
		[]string{
			"service-for-everybody", "user-without-self", "smaller-role", "create-servers-by-group", "stop-own-server", "inherit-as-text-fails",
			"self-for-a-service", "all-scope-fails",
		},
	},
	{
		"tokens", "Tokens and the one in a notebook",
		"A server's token has the scopes of the role server, as far as its owner holds them.",
		[]string{
			"notebook-inherit", "notebook-self", "admin-notebook-token", "notebook-and-page-token", "token-with-few-scopes", "own-auth-state",
			"server-role-without-activity",
		},
	},
	{
		"services", "Services",
		"The Hub gives a service nothing by itself. What it may do stands in a role.",
		[]string{
			"service-lists-users", "idle-culler", "idle-culler-admin-servers", "idle-culler-admin-users", "culler-docs-fails",
			"z2jh-culler-role-lost", "service-admin-true", "service-undefined-fails", "service-added", "binder-service", "nbgrader-formgrader",
			"dask-gateway", "prometheus-metrics", "custom-scope-undefined-fails", "custom-scopes", "api-launcher", "api-launcher-group",
		},
	},
	{
		"login", "Who may log in",
		"Before any permission stands the login: something has to allow it, and nothing may block it.",
		[]string{
			"login-admin-only", "login-admin-only-oauth", "login-existing-users", "login-users-and-organization", "login-allow-all-organization",
			"login-github-teams", "login-google-domain", "login-cilogon-providers", "login-keycloak-groups", "login-brings-roles", "login-blocked-wins",
			"login-jupyterhub-4", "login-jupyterhub-5", "login-oauthenticator-15", "login-oauthenticator-16",
		},
	},
	{
		"sharing", "Sharing and working together",
		"People share their own servers, open those of their group, or work in an account that belongs to a project.",
		[]string{"share-server", "open-each-others-servers", "collaboration-account", "lazy-groups-fails", "start-not-stop"},
	},
	{
		"time", "What a restart changes",
		"The Hub's database outlives a config: names that go from the file may stay in the Hub.",
		[]string{"role-removed-restart"},
	},
}
