package scenarios

// onlyIts names the scenarios that tell of their own JupyterHub alone, with the reason.
var onlyIts = map[string]string{
	"login-admin-only": newRules, "login-admin-only-oauth": newRules, "login-existing-users": newRules, "login-users-and-organization": newRules,
	"login-allow-all-organization": newRules, "login-github-teams": newRules, "login-google-domain": newRules, "login-cilogon-providers": newRules,
	"login-keycloak-groups": newRules, "login-brings-roles": newRules, "login-blocked-wins": newRules, "login-jupyterhub-5": newRules, "login-oauthenticator-16": newRules,
	"login-jupyterhub-4": oldRules, "login-oauthenticator-15": oldRules,
}

const (
	newRules = "who may log in is decided otherwise before JupyterHub 5 and OAuthenticator 16"
	oldRules = "and otherwise since"
)

// since names the scenarios that tell of what came with a JupyterHub: the oldest one that they hold on.
var since = map[string]string{
	// Shares, names of groups with colons in filters, and changes of groups that the authenticator manages.
	"groups-from-login": "5.4.6", "lti-groups": "5.4.6", "share-server": "5.4.6",
	// Groups are dicts since JupyterHub 4, before they are lists; servers get server_token_scopes and their activity scope.
	"admin-notebook-token": "4.1.6", "api-launcher-group": "4.1.6", "capital-role-name-fails": "4.1.6", "capital-role-name-works": "4.1.6",
	"collaboration-account": "4.1.6", "create-servers-by-group": "4.1.6", "dask-gateway": "4.1.6", "enrolment-step": "4.1.6",
	"group-key-fails": "4.1.6", "group-key-works": "4.1.6", "groups-managed-fails": "4.1.6", "instructors": "4.1.6",
	"instructors-admin-page": "4.1.6", "list-one-class": "4.1.6", "lti-role-name-fails": "4.1.6", "nbgrader-formgrader": "4.1.6",
	"notebook-and-page-token": "4.1.6", "open-each-others-servers": "4.1.6", "role-removed-restart": "4.1.6", "server-rights": "4.1.6",
	"server-role-without-activity": "4.1.6", "smaller-role": "4.1.6", "start-not-stop": "4.1.6", "ta-username-template": "4.1.6",
	"teacher": "4.1.6", "teachers-open-servers": "4.1.6", "token-with-few-scopes": "4.1.6", "wrong-section": "4.1.6",
	// Tokens have scopes since JupyterHub 3, !server is a filter, and the admin page has a scope of its own; `self` means
	// nobody in a token of JupyterHub 2.
	"admin-less-by-server-role": "3.1.1", "admin-scopes-chosen": "3.1.1", "api-launcher": "3.1.1", "custom-scopes": "3.1.1",
	"idle-culler": "3.1.1", "notebook-self": "3.1.1", "own-auth-state": "3.1.1", "reader": "3.1.1", "stop-own-server": "3.1.1",
}

// repaired are changes that mend a scenario which fails on purpose, old and new texts of its config: after them, it
// must not hold. Its roles may have no effect, so that taking them away shows nothing.
var repaired = map[string][]string{
	"admin-role-scopes-fails":      {`"admin", "scopes"`, `"helper", "scopes"`},
	"admin-scope-misspelt-fails":   {`admin:uservers`, `admin:servers`},
	"admin-users-empty-fails":      {`.split(",")`, `.split()`},
	"all-scope-fails":              {`"all"`, `"inherit"`},
	"capital-role-name-fails":      {`"class-A-student"`, `"class-a-student"`, `"class-B-student"`, `"class-b-student"`},
	"custom-scope-undefined-fails": {`c.JupyterHub.services`, `c.JupyterHub.custom_scopes = {"custom:grades:write": {"description": "w"}}` + "\nc.JupyterHub.services"},
	"group-key-fails":              {`"group":`, `"groups":`},
	"groups-managed-fails":         {`c.JupyterHub.load_groups`, `groups`},
	"inherit-as-text-fails":        {`"inherit"`, `["inherit"]`},
	"lazy-groups-fails":            {`for project`, "c.JupyterHub.load_groups = {}\nfor project"},
	"lti-role-name-fails":          {`"name": "course::123::ta"`, `"name": "course-123-ta"`},
	"service-undefined-fails":      {`c.JupyterHub.services = [{"name": "panel"`, `c.JupyterHub.services += [{"name": "panel"`},
}

// idle are roles that show that they do nothing, PART and number: without them, all checks hold as well.
var idle = map[string][]string{
	"self-for-a-service":  {"jupyterhub_config.py 0"},
	"service-lists-users": {"jupyterhub_config.py 0"},
}
