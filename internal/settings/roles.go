package settings

import (
	"slices"

	"rolecall.example/internal/diag"
	"rolecall.example/rbac"
)

var hub = []string{"JupyterHub"}

var roleKeys = []string{"name", "description", "scopes", "users", "groups", "services"}

// roles reads c.JupyterHub.load_roles: a list of dicts.
func (r *reader) roles() {
	v, a, ok := r.setting(hub, "load_roles", listShape)
	if !ok {
		return
	}
	r.replaced(a, v)
	if unknown(v) {
		r.unread(rbac.UnreadRoles, "", v)
		return
	}
	v, ok = r.accept(v, a, listShape)
	if !ok {
		return
	}
	for _, item := range v.Items {
		switch {
		case unknown(item):
			r.unread(rbac.UnreadRoles, "", item)
		case item.Kind != Dict:
			hint := ""
			if item.Kind == List || item.Kind == Tuple {
				hint = "use extend, or *, to put the entries of a list in"
			}
			r.add(diag.Error, item.Span, "trait-error", "each entry of load_roles must be a dict, not "+kindName(item)+" (TraitError)", hint)
		default:
			r.role(item)
		}
	}
	if v.Partial {
		r.unread(rbac.UnreadRoles, "", v)
	}
}

func (r *reader) role(v Value) {
	spec := rbac.RoleSpec{Ref: r.refs.mark(v.Span)}
	if name, ok := v.lookup("name"); ok {
		switch {
		case unknown(name):
			r.unread(rbac.UnreadRoles, "", name)
			return
		case name.Kind != Str:
			r.add(diag.Error, name.Span, "role-name-not-string", "a role's name must be a string, not "+kindName(name)+": the Hub stops here (TypeError)", "")
			return
		}
		r.placeholder(name)
		spec.Name, spec.HasName = rbac.Name{Value: name.Text, Ref: r.refs.mark(name.Span)}, true
	} else if v.Partial {
		r.unread(rbac.UnreadRoles, "", v)
		return
	}
	in := spec.Name.Value
	if d, ok := v.lookup("description"); ok {
		spec.DescriptionRef = r.refs.mark(d.Span)
		if d.Kind == Str {
			spec.Description = &d.Text
		}
		spec.DescriptionNone = d.Kind != Str && !unknown(d)
	}
	r.roleScopes(&spec, v)
	for _, list := range []struct {
		key  string
		kind rbac.UnreadKind
		out  *[]rbac.Name
		has  *bool
	}{
		{"users", rbac.UnreadRoleUsers, &spec.Users, &spec.HasUsers},
		{"groups", rbac.UnreadRoleGroups, &spec.Groups, &spec.HasGroups},
		{"services", rbac.UnreadRoleServices, &spec.Services, &spec.HasServices},
	} {
		members, ok := v.lookup(list.key)
		if ok {
			*list.has = true
			*list.out = r.names(members, list.key+" of a role", list.kind, in)
		} else if v.Partial {
			r.unread(list.kind, in, v)
		}
	}
	for _, key := range v.stringKeys() {
		if !slices.Contains(roleKeys, key.Text) {
			r.unknownRoleKey(key)
		}
	}
	r.config.LoadRoles = append(r.config.LoadRoles, spec)
}

// roleScopes reads a role's scopes.
func (r *reader) roleScopes(spec *rbac.RoleSpec, v Value) {
	scopes, ok := v.lookup("scopes")
	if !ok {
		if v.Partial {
			r.unread(rbac.UnreadRoleScopes, spec.Name.Value, v)
		}
		return
	}
	spec.ScopesRef = r.refs.mark(scopes.Span)
	spec.HasScopes = true
	switch {
	case scopes.Kind == None:
		spec.HasScopes, spec.ScopesNone = false, true
	case scopes.Kind == Set:
		r.add(diag.Error, scopes.Span, "scopes-not-stored", "the scopes of a role are a set, which the Hub can't store (TypeError)", "write a list: [ ]")
	case (scopes.Kind == Bool || scopes.Kind == Int || scopes.Kind == Float) && falsy(scopes):
	default:
		spec.Scopes = r.names(scopes, "scopes of a role", rbac.UnreadRoleScopes, spec.Name.Value)
	}
}

func falsy(v Value) bool {
	return v.Kind == None || v.Kind == Bool && !v.Bool || (v.Kind == Int || v.Kind == Float) && (v.Text == "0" || v.Text == "0.0")
}

func (r *reader) unknownRoleKey(key Value) {
	if key.Text == "managed_by_auth" {
		return
	}
	if key.Text == "tokens" {
		r.add(diag.Advice, key.Span, "unknown-role-key", "a role's key \"tokens\" has no effect: tokens get their scopes when they are issued", "")
		return
	}
	hint := "a role has the keys name, description, scopes, users, groups and services"
	if near := nearest(key.Text, roleKeys); near != "" {
		hint = "did you mean \"" + near + "\"?"
	}
	r.add(diag.Advice, key.Span, "unknown-role-key", "a role has no key \""+key.Text+"\": the Hub ignores it silently", hint)
}

// replaced advises about an earlier value that a later assignment threw away, when something of it is gone.
func (r *reader) replaced(a *Assignment, now Value) {
	kept := map[diag.Span]bool{}
	mark(now, kept)
	for _, old := range a.Replaced {
		at := diag.Span{}
		lost := func(s diag.Span) {
			if kept[s] || at != (diag.Span{}) {
				return
			}
			if at = old.Span; s.Start < at.Start || s.End > at.End || s.File != at.File {
				at = s
			}
		}
		for _, item := range old.Items {
			lost(item.Span)
		}
		for _, p := range old.Pairs {
			lost(p.Key.Span)
		}
		if at != (diag.Span{}) {
			r.add(diag.Advice, at, "replaced-later", "a later assignment of "+path(a)+" replaces this, so it has no effect",
				"add to the first value with .append(…) or .update(…), or put both in one")
		}
	}
}

func mark(v Value, kept map[diag.Span]bool) {
	for _, item := range v.Items {
		kept[item.Span] = true
	}
	for _, p := range v.Pairs {
		kept[p.Key.Span] = true
	}
}
