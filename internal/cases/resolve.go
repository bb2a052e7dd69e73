package cases

import (
	"fmt"
	"strings"

	"rolecall.example/rbac"
)

// object is a JSON object of a result.
type object = map[string]any

// Resolve runs a case. The result is made of maps, lists, strings, booleans and numbers as encoding/json has
// them; see the case format for its keys.
func Resolve(c *Case) (map[string]any, error) {
	if c.Version == "" {
		c.Version = rbac.DefaultVersion
	}
	d, ok := rbac.Define(c.Version)
	if !ok {
		return nil, fmt.Errorf("no JupyterHub %q here: there are %s", c.Version, strings.Join(rbac.Versions(), ", "))
	}
	r := &runner{defs: d}
	if c.Requests != nil {
		return r.http(c), nil
	}
	first := r.step(&c.Step)
	if len(c.Restart) == 0 {
		first["version"] = c.Version
		return first, nil
	}
	steps := []any{first}
	for i := range c.Restart {
		steps = append(steps, r.step(&c.Restart[i]))
	}
	return object{"version": c.Version, "steps": steps}, nil
}

// runner goes through the steps of a case; tokens live on over restarts.
type runner struct {
	defs   *rbac.Definitions
	hub    *rbac.Hub
	tokens []token
}

// token is a token that was issued, or why it was not.
type token struct {
	token *rbac.Token
	err   object
}

func (r *runner) step(s *Step) object {
	if s.Config.refused(r.defs) {
		return object{"error": object{"type": "TraitError", "stage": "config", "id": "trait-error"}, "events": []any{}}
	}
	hub, events := rbac.Start(r.defs, r.hub, s.Config.engine(r.defs))
	r.hub = hub
	if !hub.Running() {
		last := events[len(events)-1]
		return object{"error": object{"type": last.Type, "stage": last.Stage, "id": last.ID}, "events": said(events)}
	}
	out := object{"events": said(events)}
	r.hub = r.hub.WithUsers(s.Config.Users...).WithServers(s.Config.Servers)
	if len(s.Shares) > 0 {
		out["shares"] = r.shares(s.Shares)
	}
	for _, t := range s.Tokens {
		r.tokens = append(r.tokens, r.issue(t))
	}
	for _, c := range s.After {
		r.change(c)
	}
	r.dump(out)
	if len(r.tokens) > 0 {
		out["tokens"] = r.dumpTokens()
	}
	if len(s.Queries) > 0 {
		out["queries"] = list(s.Queries, r.query)
	}
	if len(s.OAuth) > 0 {
		out["oauth"] = list(s.OAuth, r.oauth)
	}
	return out
}

func list[T any](items []T, f func(T) object) []any {
	out := make([]any, len(items))
	for i, item := range items {
		out[i] = f(item)
	}
	return out
}

func strs(s []string) []any {
	out := make([]any, len(s))
	for i, v := range s {
		out[i] = v
	}
	return out
}

func failure(err *rbac.HubError) object { return object{"type": err.Type, "id": err.ID} }

// dump puts the Hub's state into out.
func (r *runner) dump(out object) {
	h := r.hub
	roles, users, groups, services := object{}, object{}, object{}, object{}
	for _, name := range h.Roles() {
		role := object{"scopes": any(strs(nil))}
		var scopes []string
		for _, n := range h.RoleScopes(name) {
			scopes = append(scopes, n.Value)
		}
		role["scopes"] = strs(scopes)
		if h.RoleScopesNone(name) {
			role["scopes"] = nil
		}
		us, gs, ss := h.RoleBearers(name)
		for key, bearers := range map[string][]string{"users": us, "groups": gs, "services": ss} {
			if len(bearers) > 0 {
				role[key] = strs(bearers)
			}
		}
		roles[name] = role
	}
	for _, name := range h.Users() {
		s := rbac.Subject{Kind: rbac.User, Name: name}
		u := r.entity(s)
		u["admin"] = h.IsAdmin(s)
		if in := h.GroupsOf(name); len(in) > 0 {
			u["groups"] = strs(in)
		}
		users[name] = u
	}
	for _, name := range h.Groups() {
		g := r.entity(rbac.Subject{Kind: rbac.Group, Name: name})
		g["users"] = strs(h.MembersOf(name))
		groups[name] = g
	}
	for _, name := range h.Services() {
		sub := rbac.Subject{Kind: rbac.Service, Name: name}
		s := r.entity(sub)
		s["admin"] = h.IsAdmin(sub)
		if allowed, has := h.OAuthScopes("service:" + name); has {
			s["oauth_client_allowed_scopes"] = strs(allowed)
		}
		services[name] = s
	}
	out["roles"], out["users"], out["groups"], out["services"] = roles, users, groups, services
}

// entity is what users, groups and services have in common.
func (r *runner) entity(s rbac.Subject) object {
	var direct []string
	for _, held := range r.hub.RolesOf(s) {
		if held.Holding == rbac.Direct {
			direct = append(direct, held.Role)
		}
	}
	out := object{"roles": strs(direct), "raw": strs(r.hub.RawScopes(s))}
	r.resolve(s, out)
	return out
}

// resolve puts a subject's expanded scopes into out.
func (r *runner) resolve(s rbac.Subject, out object) {
	p, err := r.hub.Permissions(s)
	if err != nil {
		out["error"] = failure(err)
		return
	}
	expanded, reduced := p.Strings(), p.Reduced()
	out["expanded"] = strs(expanded)
	if strings.Join(expanded, "\n") != strings.Join(reduced, "\n") {
		out["reduced"] = strs(reduced)
	}
}
