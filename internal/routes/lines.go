package routes

import (
	"strings"

	"rolecall.example/internal/checks"
	"rolecall.example/rbac"
)

// maxClaims bounds the gains that Lines claims; one would do to see that a way is closed.
const maxClaims = 3

// Lines are a route in the check language: what the bearer cannot do, the steps, and what can be done then. h is the Hub that
// the route was found on, with its person made; gains about names that it does not have are not claimed.
func (r *Route) Lines(h *rbac.Hub) []string {
	var before, after []string
	who := Actor{User, r.As}
	if r.Who.Kind == rbac.Service {
		who.Kind = Service
	}
	for _, g := range r.Gains {
		earlier := g.Scope
		if g.Was != "" {
			earlier = g.Was
		}
		if r.All && g.Scope != "admin:users" && g.Scope != "shutdown" {
			continue // these two say it
		}
		if len(after) < maxClaims && askable(h, earlier) {
			before = append(before, who.text()+" cannot "+checks.ScopeText(earlier))
			after = append(after, r.End.text()+" can "+checks.ScopeText(g.Scope))
		}
	}
	out := before
	for i := range r.Moves {
		m := &r.Moves[i]
		if m.Kind == Open {
			out = append(out, m.By.text()+" can open /user/"+escaped(m.User)+"/")
			continue
		}
		method, path, body, _ := m.Call()
		out = append(out, strings.TrimSpace("after "+m.By.text()+" "+method+" "+path+" "+body))
	}
	return append(out, after...)
}

// askable reports whether a check may ask for a scope: it names somebody whom the Hub has.
func askable(h *rbac.Hub, scope string) bool {
	s := rbac.ParseScope(scope)
	switch s.Filter.Kind {
	case rbac.UserFilter:
		return h.HasUser(s.Filter.Value)
	case rbac.GroupFilter:
		return h.HasGroup(s.Filter.Value)
	case rbac.ServiceFilter:
		return h.HasService(s.Filter.Value)
	case rbac.ServerFilter:
		user, _, _ := strings.Cut(s.Filter.Value, "/")
		return h.HasUser(user)
	}
	return true
}

// text writes an actor in the check language.
func (a Actor) text() string {
	s := checks.Subject{Kind: checks.User, Name: a.Name}
	switch a.Kind {
	case Service:
		s.Kind = checks.Service
	case TokenOf:
		s = checks.Subject{Kind: checks.TokenOf, Token: &checks.Token{Owner: a.Name, Scopes: []checks.Scope{{Base: "inherit"}}}}
	case ServerOf:
		s.Kind = checks.Server
	}
	return s.String()
}
