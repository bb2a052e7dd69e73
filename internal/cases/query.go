package cases

import (
	"strconv"
	"strings"

	"rolecall.example/rbac"
)

// subject finds who is meant by "user:a", "service:s", "group:g" or "token:0".
func (r *runner) subject(spec string) (rbac.Subject, bool) {
	kind, name, _ := strings.Cut(spec, ":")
	switch kind {
	case "user":
		return rbac.Subject{Kind: rbac.User, Name: name}, r.hub.HasUser(name)
	case "service":
		return rbac.Subject{Kind: rbac.Service, Name: name}, r.hub.HasService(name)
	case "group":
		return rbac.Subject{Kind: rbac.Group, Name: name}, r.hub.HasGroup(name)
	case "token":
		if i, err := strconv.Atoi(name); err == nil && i >= 0 && i < len(r.tokens) {
			if t := r.tokens[i].token; t != nil && r.hub.HasToken(t) {
				return rbac.Subject{Kind: rbac.Bearer, Token: t}, true
			}
		}
	}
	return rbac.Subject{}, false
}

func missing(class string) object { return object{"error": object{"type": class}} }

func (r *runner) query(q Query) object {
	s, ok := r.subject(q.Subject)
	if !ok {
		return missing("NoSuchSubject")
	}
	p, err := r.hub.Permissions(s)
	if err != nil {
		return object{"error": failure(err)}
	}
	if q.Check != nil {
		return r.check(p, q)
	}
	scopes, filter := q.Any, q.Filter
	if len(scopes) == 0 {
		var base string
		base, filter, _ = strings.Cut(q.Scope, "!")
		scopes = []string{base}
	}
	out := object{}
	if len(scopes) == 1 && r.defs.Has("shares") { // the function has_scope came with shares
		full := scopes[0]
		if filter != "" {
			full += "!" + filter
		}
		if yes, err := p.HasScope(full, q.PostFilter); err != nil {
			out["has_scope_error"] = failure(err)
		} else {
			out["has_scope"] = yes
		}
	}
	target, err := endpoint(filter)
	if err != nil {
		out["needs_scope_error"] = failure(err)
		return out
	}
	switch a := p.Needs(scopes, target, q.PostFilter); a.Outcome {
	case rbac.Allowed:
		out["status"] = 200
	case rbac.NotFound:
		out["status"] = 404
	case rbac.Failed:
		out["needs_scope_error"] = failure(a.Error)
	default:
		out["status"] = 403
	}
	return out
}

// endpoint is the target of an endpoint whose arguments the filter names.
func endpoint(filter string) (rbac.Filter, *rbac.HubError) {
	key, value, _ := strings.Cut(filter, "=")
	switch key {
	case "":
		return rbac.Filter{}, nil
	case "server":
		user, server, _ := strings.Cut(value, "/")
		return rbac.ParseFilter("server=" + user + "/" + server), nil
	case "user", "group", "service":
		return rbac.ParseFilter(key + "=" + value), nil
	}
	return rbac.Filter{}, &rbac.HubError{Type: "ValueError", ID: "filter-unknown"}
}

func (r *runner) check(p *rbac.Permissions, q Query) object {
	name, exists := q.Check.Name, false
	switch q.Check.Kind {
	case "user":
		exists = r.hub.HasUser(name)
	case "group":
		exists = r.hub.HasGroup(name)
	case "service":
		exists = r.hub.HasService(name)
	case "server":
		user, server, _ := strings.Cut(name, "/")
		exists = r.hub.HasServer(user, server)
	}
	if !exists {
		return missing("NoSuchResource")
	}
	return object{"check": p.Covers(q.Check.Scope, rbac.ParseFilter(q.Check.Kind+"="+name))}
}
