package rbac

import "slices"

// restFeatures are the named behaviours in which the handlers of JupyterHub versions differ, beside what the
// generated table of endpoints says.
type restFeatures struct {
	adminFlag       bool // giving the admin flag, or changing who has it, takes the requester's own
	tokenScopes     bool // tokens carry scopes, not roles
	tokenTypes      bool // a new token's scopes and roles are checked to be lists of strings
	tokenIDs        bool // GET /user tells the token's id
	stoppedServers  bool // include_stopped_servers
	fullURLs        bool // servers have full_name, full_url, full_progress_url
	displayNames    bool // servers have a display name, and their names are checked
	forgeryChecked  bool // requests from browsers that change something have to carry a sign of the Hub's page
	properties      bool // groups have properties
	userSort        bool // GET /users takes sort
	managedRefused  bool // groups that the authenticator manages cannot be changed
	missingServices bool // a service that is not there is a 404 and not an exception
	stopUnknown     bool // stopping the server of a user who is not there is a 404 and not an exception
	urlByServer     bool // /hub/user/NAME/ asks for access to the server, not to the user
}

func restFeaturesOf(version string) *restFeatures {
	at := slices.Index(endpointVersions, version)
	since := func(first string) bool { return at >= slices.Index(endpointVersions, first) }
	return &restFeatures{
		adminFlag:       since("4.1.6"),
		tokenScopes:     since("3.1.1"),
		tokenTypes:      since("5.4.6"),
		tokenIDs:        since("5.4.6"),
		stoppedServers:  since("3.1.1"),
		fullURLs:        since("5.4.6"),
		displayNames:    since("6.0.0b2"),
		forgeryChecked:  since("4.1.6"),
		properties:      since("4.1.6"),
		userSort:        since("5.4.6"),
		managedRefused:  !since("5.4.6"),
		missingServices: since("5.4.6"),
		stopUnknown:     since("5.4.6"),
		urlByServer:     since("5.4.6"),
	}
}
