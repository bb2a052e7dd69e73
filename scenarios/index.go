package scenarios

// index says which scenarios stand under which heading, in the order of the page.
var index = []struct {
	id, title, summary string
	names              []string
}{
	{
		"roles", "Roles and who bears them",
		"A role gives scopes to users, to services and to the members of groups.",
		[]string{"server-rights", "reader"},
	},
	{
		"groups", "Groups and teachers",
		"The filter !group= speaks of the members of a group, and a role can be borne by a group.",
		[]string{"teacher", "list-one-class", "create-servers-by-group", "instructors", "instructors-admin-page", "enrolment-step"},
	},
	{
		"services", "Services",
		"The Hub gives a service nothing by itself. What it may do stands in a role.",
		[]string{"idle-culler", "idle-culler-admin-servers", "idle-culler-admin-users", "api-launcher", "api-launcher-group"},
	},
	{
		"tokens", "The token in a notebook",
		"A server's token has the scopes of the role server, as far as its owner holds them.",
		[]string{"notebook-inherit", "notebook-self"},
	},
	{
		"time", "What changes while a Hub lives",
		"Its database outlives a config, and people change what is in it: they share servers and join groups.",
		[]string{"role-removed-restart", "share-server"},
	},
	{
		"documentation", "What the documentation gets wrong",
		"Three examples that do not do on JupyterHub 5.5.1 what they are shown for, each beside one that does.",
		[]string{
			"capital-role-name-fails", "capital-role-name-works", "culler-docs-fails", "group-key-fails", "group-key-works",
		},
	},
}
