package lint

// Advised lists the ids that have a page, by what they are about. Most are said by the readers or by the Hub itself.
var Advised = []Topic{
	{"roles", "Roles", []string{
		"unknown-role-key", "role-unheld", "role-restricts-nothing", "role-twice", "admin-users-and-role",
		"admin-users-makes-admins", "user-role-without-self", "unfiltered-in-user", "servers-without-access",
	}},
	{"scopes", "Scopes and filters", []string{
		"scope-not-found", "filter-not-found", "scope-adds-nothing", "stands-for-nobody", "filter-names-nobody",
		"filter-not-normalised", "server-filter-without-user", "custom-scope-unused", "custom-scope-without-client",
	}},
	{"bearers", "Users and services", []string{
		"name-normalised", "service-admin-deprecated", "culler-without-scopes", "server-role-without-activity",
	}},
	{"python", "Python and traitlets", []string{
		"string-for-list", "letters-for-names", "joined-strings", "duplicate-key", "replaced-later", "lazy-no-effect", "lazy-wrong-kind",
	}},
	{"sections", "Settings and groups", []string{
		"unknown-group-key", "section-not-read", "unknown-section", "lower-case-section", "placeholder",
	}},
	{"logins", "Logging in", []string{
		"no-allow-rule", "admins-not-allowed", "allow-all-covers", "unknown-trait", "blocked-upper-case", "map-upper-case", "username-invalid",
		"groups-not-managed", "groups-without-key", "groups-key-unknown", "groups-replace-users", "scopes-not-requested", "hosted-domain-alone",
		"google-domain-case", "google-group-address", "google-domain-not-hosted", "team-two-colons",
	}},
}

// Topic is a heading of the list of advice.
type Topic struct {
	ID, Title string
	IDs       []string
}

// known are the ids that have a page.
var known = func() map[string]bool {
	out := map[string]bool{}
	for _, t := range Advised {
		for _, id := range t.IDs {
			out[id] = true
		}
	}
	return out
}()

// HasPage reports whether /advice/ID explains a diagnostic.
func HasPage(id string) bool { return known[id] }
