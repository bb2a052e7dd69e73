package templates

import (
	"github.com/a-h/templ"

	"rolecall.example/internal/playground"
	"rolecall.example/rbac"
)

// scopeRefURL is the address of a scope's page in the reference, of the version that answered; "" for scopes that the
// version does not define itself.
func scopeRefURL(r *playground.Response, scope string) string {
	base := baseOf(scope)
	for i := range r.Names.Scopes {
		if s := &r.Names.Scopes[i]; s.Name == base && !s.Custom {
			return ScopeURL(r.Version, base)
		}
	}
	return ""
}

// newTab are the attributes of a link that leaves a live page open.
func newTab(o Options) templ.Attributes {
	if o.Static {
		return nil
	}
	return templ.Attributes{"target": "_blank", "rel": "noopener"}
}

// ScopeURL is the address of a scope's page: short for the default version, which changes over time.
func ScopeURL(version, scope string) string { return ScopesURL(version) + "/" + scope }

// ScopesURL is the address of a version's list.
func ScopesURL(version string) string {
	if version == rbac.DefaultVersion {
		return "/scopes"
	}
	return "/scopes/" + version
}
