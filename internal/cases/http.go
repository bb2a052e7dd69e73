package cases

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"rolecall.example/rbac"
)

// Request is one HTTP request of a case. All requests of a case meet the same state.
type Request struct {
	Token      *int            `json:"token"`     // index into the case's tokens
	BadToken   bool            `json:"bad_token"` // a token that nobody has issued
	Cookie     string          `json:"cookie"`    // a user who is logged in
	Method     string          `json:"method"`
	Path       string          `json:"path"` // under /hub/api
	Raw        bool            `json:"raw"`  // Path is from the server's root
	Body       json.RawMessage `json:"body"`
	Pagination bool            `json:"pagination"`
}

// http runs the requests of a case.
func (r *runner) http(c *Case) object {
	config := c.Config.engine(r.defs)
	config.Web.NamedServers = rbac.On // as the recorded Hubs had it
	hub, events := rbac.Start(r.defs, nil, config)
	if !hub.Running() {
		last := events[len(events)-1]
		return object{"error": object{"type": last.Type, "stage": last.Stage, "id": last.ID}}
	}
	for _, g := range c.Config.LoadGroups {
		if g.Value.Properties != nil {
			hub = hub.WithProperties(g.Key, g.Value.Properties)
		}
	}
	r.hub = hub.WithUsers(c.Config.Users...).WithServers(c.Config.Servers)
	// Servers were started in the order of users. The keys of recorded cases are sorted and tell it no more.
	slices.SortStableFunc(c.Running, func(a, b Entry[[]string]) int {
		return slices.Index(c.Config.Users, a.Key) - slices.Index(c.Config.Users, b.Key)
	})
	for _, u := range c.Running {
		for _, server := range u.Value {
			var err *rbac.HubError
			if r.hub, err = r.hub.WithRunning(u.Key, server); err != nil {
				return object{"error": failure(err)}
			}
		}
	}
	r.shares(c.Shares)
	issued := list(c.Tokens, func(t Token) object {
		r.tokens = append(r.tokens, r.issue(t))
		last := r.tokens[len(r.tokens)-1]
		if last.token == nil {
			return last.err
		}
		r.hub = r.hub.WithToken(last.token)
		return object{"ok": true}
	})
	before := snapshot(r.hub)
	return object{"version": c.Version, "tokens": issued, "responses": list(c.Requests, func(q Request) object { return r.request(q, before) })}
}

// call is the request as the engine takes it.
func (r *runner) call(q Request) rbac.Call {
	out := rbac.Call{Method: q.Method, Path: q.Path, Pagination: q.Pagination}
	if !q.Raw {
		out.Path = rbac.APIPrefix + q.Path
	}
	if q.Body != nil {
		out.Body = string(q.Body)
	}
	switch {
	case q.Token != nil && *q.Token >= 0 && *q.Token < len(r.tokens):
		out.Subject = rbac.Subject{Kind: rbac.Bearer, Token: r.tokens[*q.Token].token}
	case q.Token != nil || q.BadToken:
		out.Subject = rbac.Subject{Kind: rbac.Bearer}
	case q.Cookie != "":
		out.Subject = rbac.Subject{Kind: rbac.User, Name: q.Cookie}
	}
	return out
}

// request answers one request, with what it does to the Hub.
func (r *runner) request(q Request, before object) object {
	a := r.hub.Call(r.call(q))
	out := object{"status": a.Status, "outcome": outcomes[a.Outcome]}
	if a.Body != nil && a.Status < 300 {
		out["body"] = a.Body
		if info, ok := a.Body.(map[string]any); ok && strings.HasPrefix(q.Path, "/info") {
			out["body"] = strs(slices.Sorted(maps.Keys(info)))
		}
	}
	if a.Location != "" {
		out["location"] = a.Location
	}
	if a.Reason != "" {
		out["reason"] = a.Reason
	}
	if a.Error != nil {
		out["error"] = failure(a.Error)
	}
	if len(a.Needs) > 0 {
		out["needs"] = list(a.Needs, func(n rbac.Need) object {
			return object{"any": strs(n.Scopes), "filter": n.Target.String(), "passed": n.Passed}
		})
	}
	if a.After != r.hub {
		if d := difference(before, snapshot(a.After)); len(d) > 0 {
			out["effect"] = d
		}
	}
	return out
}

var outcomes = [...]string{rbac.Allowed: "allowed", rbac.Filtered: "filtered", rbac.Forbidden: "forbidden", rbac.NotFound: "not-found",
	rbac.Refused: "refused", rbac.Failed: "failed", rbac.Unknown: "unknown"}
