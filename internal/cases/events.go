package cases

import (
	"strings"

	"rolecall.example/rbac"
)

// shares makes the shares of a step.
func (r *runner) shares(shares []Share) []any {
	return list(shares, func(s Share) object {
		kind, name, _ := strings.Cut(s.With, ":")
		with := rbac.Subject{Kind: rbac.Group, Name: name}
		if kind == "user" {
			with.Kind = rbac.User
		}
		var scopes []string
		if s.Scopes != nil {
			scopes = *s.Scopes
		}
		hub, stored, err := r.hub.Share(s.Owner, s.Server, with, scopes, s.Scopes != nil)
		if err != nil {
			return object{"error": failure(err)}
		}
		r.hub = hub
		return object{"scopes": strs(stored)}
	})
}

// issue asks for a token. One for a server also makes the server, as spawning does.
func (r *runner) issue(t Token) token {
	kind, name, _ := strings.Cut(t.Owner, ":")
	var issued *rbac.Token
	var err *rbac.HubError
	if t.Spawn != nil {
		if issued, _, err = r.hub.ServerToken(name, *t.Spawn); err == nil || r.hub.HasUser(name) {
			r.hub = r.hub.WithServers(map[string][]string{name: {*t.Spawn}})
		}
	} else {
		req := rbac.TokenRequest{Owner: rbac.Subject{Kind: rbac.Service, Name: name}, Client: t.Client}
		if kind == "user" {
			req.Owner.Kind = rbac.User
		}
		if t.Scopes != nil {
			req.Scopes, req.HasScopes = *t.Scopes, true
		}
		if t.Roles != nil {
			req.Roles, req.HasRoles = *t.Roles, true
		}
		issued, err = r.hub.NewToken(req)
	}
	if err != nil {
		return token{err: object{"error": failure(err)}}
	}
	return token{token: issued}
}

// dumpTokens gives all tokens so far as they are now.
func (r *runner) dumpTokens() []any {
	return list(r.tokens, func(t token) object {
		switch {
		case t.token == nil:
			return t.err
		case !r.hub.HasToken(t.token):
			return object{"gone": true}
		}
		out := object{}
		if r.defs.TokensCarryRoles() {
			out["roles"] = strs(r.hub.TokenRoles(t.token))
		} else {
			out["scopes"] = strs(t.token.Scopes)
		}
		if len(t.token.Added) > 0 {
			out["spawn_warnings"] = []any{"Adding required scope " + t.token.Added[0] +
				" to server token, missing from Spawner.server_token_scopes. Please make sure to add it!"}
		}
		if t.token.Client != "" {
			out["client_id"] = r.hub.ClientID(t.token)
		}
		r.resolve(rbac.Subject{Kind: rbac.Bearer, Token: t.token}, out)
		return out
	})
}

// change makes one of the changes that happen while a Hub runs.
func (r *runner) change(c Change) {
	switch c.Op {
	case "group_add":
		r.hub = r.hub.WithMember(c.Group, c.User)
	case "group_remove":
		r.hub = r.hub.WithoutMember(c.Group, c.User)
	case "group_delete":
		r.hub = r.hub.WithoutGroup(c.Group)
	case "user_delete":
		r.hub = r.hub.WithoutUser(c.User)
	case "set_admin":
		r.hub = r.hub.WithAdmin(c.User, c.Admin)
	}
}

func (r *runner) oauth(q OAuthQuery) object {
	allowed, ok := r.hub.OAuthScopes(q.Client)
	if !ok || !r.hub.HasUser(q.User) {
		return missing("NoSuchSubject")
	}
	out := object{"client_allowed_scopes": strs(allowed)}
	var requested []string
	if q.Requested != nil {
		requested = append([]string{}, *q.Requested...)
	}
	if _, err := r.hub.Permissions(rbac.Subject{Kind: rbac.User, Name: q.User}); err != nil {
		out["error"] = failure(err)
		return out
	}
	a, err := r.hub.Authorize(q.User, q.Client, requested)
	out["access"] = a.Access
	if err != nil {
		out["error"] = failure(err)
		return out
	}
	out["allowed"], out["disallowed"] = strs(a.Allowed), strs(a.Disallowed)
	return out
}
