package rbac

import (
	"slices"
	"strings"
)

// DefaultRole is a role that the version itself defines, with its scopes as JupyterHub writes them.
type DefaultRole struct {
	Name   string
	Scopes []string
}

// DefaultRoles lists the roles that a Hub without any config has, in the Hub's order.
func (d *Definitions) DefaultRoles() []DefaultRole {
	out := make([]DefaultRole, len(d.roles))
	for i, r := range d.roles {
		out[i] = DefaultRole{r.name, slices.Clone(r.scopes)}
	}
	return out
}

// Subscopes lists the scopes that base includes directly, in the Hub's order.
func (d *Definitions) Subscopes(base string) []string {
	id, ok := d.ids[base]
	if !ok {
		return nil
	}
	out := make([]string, 0, len(d.subscopes[id]))
	for _, sub := range d.subscopes[id] {
		out = append(out, d.names[sub])
	}
	return out
}

// IncludesUnder lists what base includes once it has a filter of this kind, itself among it, sorted: a server filter
// does not reach what is the server's user's. NoFilter gives what Includes gives.
func (d *Definitions) IncludesUnder(base string, kind FilterKind) []string {
	id, ok := d.ids[base]
	if !ok {
		return nil
	}
	return d.sorted(d.expansionOf(id, Filter{Kind: kind}))
}

// ModelFields says which fields of a JSON model a scope reveals: "user", "group", "service" or "server".
type ModelFields struct {
	Model, Scope string
	Fields       []string // sorted
}

// Target is what a scope's filter has to cover for the fields to show.
func (m *ModelFields) Target() TargetKind {
	switch m.Model {
	case "user":
		return userTarget
	case "group":
		return groupTarget
	case "service":
		return serviceTarget
	}
	return serverTarget
}

// serverFields are the fields of a server's model that read:servers shows; those behind a feature come in
// serverModel's order.
const serverFields = "last_activity name pending progress_url ready started url user_options"

// Fields lists which scopes reveal which fields of models, sorted by model and scope.
// Counterpart: the maps of jupyterhub.apihandlers.base.APIHandler._filter_model.
func (d *Definitions) Fields() []ModelFields {
	var out []ModelFields
	bit := d.endpointBit()
	for _, row := range generatedFields {
		if row.versions&bit != 0 {
			out = append(out, ModelFields{row.model, row.scope, sorted(strings.Fields(row.fields))})
		}
	}
	f := restFeaturesOf(d.version)
	fields := strings.Fields(serverFields)
	if f.stoppedServers {
		fields = append(fields, "stopped")
	}
	if f.fullURLs {
		fields = append(fields, "full_name", "full_progress_url", "full_url")
	}
	if f.displayNames {
		fields = append(fields, "display_name")
	}
	out = append(out, ModelFields{"server", "read:servers", sorted(fields)}, ModelFields{"server", "admin:server_state", []string{"state"}})
	slices.SortFunc(out, func(a, b ModelFields) int {
		if c := strings.Compare(a.Model, b.Model); c != 0 {
			return c
		}
		return strings.Compare(a.Scope, b.Scope)
	})
	return out
}

// AnyFilterPasses tells that an address which names nobody takes scopes with any filter, so that a filter there
// narrows nothing.
func (d *Definitions) AnyFilterPasses() bool { return d.features.anyFilterPasses }

// Suggest returns a defined scope that text may have meant, with text's filter, or "".
func (d *Definitions) Suggest(text string) string { return d.suggestScope(ParseScope(text)) }

// ServerFilterReadsName tells that any scope with a server filter also brings read:users:name for the server's user.
func (d *Definitions) ServerFilterReadsName() bool { return d.features.serverReadsName }
