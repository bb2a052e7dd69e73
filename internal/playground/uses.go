package playground

import (
	"maps"
	"slices"

	"rolecall.example/internal/checks"
	"rolecall.example/rbac"
)

// Uses are the scopes that a scenario speaks of, without their filters, sorted: those that its configs give out, in
// roles, tokens of servers and OAuth clients; and those that its checks ask for, or that the requests in them take.
type Uses struct{ Gives, Asks []string }

// All are both, sorted, each once.
func (u Uses) All() []string {
	return slices.Compact(slices.Sorted(slices.Values(slices.Concat(u.Gives, u.Asks))))
}

// ScopesUsed runs a document and says which scopes of its version it uses.
func ScopesUsed(document string) Uses {
	r := &run{request: Request{Document: document}, session: checks.NewSession()}
	r.read()
	gives, asks := map[string]bool{}, map[string]bool{}
	take := func(into map[string]bool, scope string) {
		if base := rbac.ParseScope(scope).Base; r.defs != nil && r.defs.Has(base) {
			into[base] = true
		}
	}
	for _, p := range Phases(r.Document) {
		if r.Readable {
			r.start(p)
		}
		r.check(p)
		if r.hub == nil {
			continue
		}
		for _, s := range scopesOf(r.hub.Config()) {
			take(gives, s.Value)
		}
	}
	for _, c := range r.Checks {
		take(asks, c.Scope)
	}
	return Uses{slices.Sorted(maps.Keys(gives)), slices.Sorted(maps.Keys(asks))}
}

// scopesOf are the scopes that a config writes.
func scopesOf(c *rbac.Config) []rbac.Name {
	out := slices.Concat(c.ExtraUserScopes, c.ServerTokenScopes, c.ServerClientAllowedScopes)
	for i := range c.LoadRoles {
		out = append(out, c.LoadRoles[i].Scopes...)
	}
	for i := range c.Services {
		out = append(out, c.Services[i].OAuthClientAllowedScopes...)
	}
	return out
}
