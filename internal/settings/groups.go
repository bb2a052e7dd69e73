package settings

import (
	"rolecall.example/internal/diag"
	"rolecall.example/rbac"
)

// groups reads c.JupyterHub.load_groups: a dict whose values are dicts or lists.
func (r *reader) groups() {
	v, a, ok := r.setting(hub, "load_groups", dictShape)
	if !ok {
		return
	}
	r.replaced(a, v)
	if unknown(v) {
		r.unread(rbac.UnreadGroups, "", v)
		return
	}
	v, ok = r.accept(v, a, dictShape)
	if !ok {
		return
	}
	for _, p := range v.Pairs {
		r.group(p)
	}
	if v.Partial {
		r.unread(rbac.UnreadGroups, "", v)
	}
}

func (r *reader) group(p Pair) {
	if unknown(p.Key) {
		r.unread(rbac.UnreadGroups, "", p.Key)
		return
	}
	if p.Key.Kind != Str {
		r.add(diag.Error, p.Key.Span, "not-a-string", "a group's name must be a string, not "+kindName(p.Key), "put it in quotes")
		return
	}
	r.placeholder(p.Key)
	spec := rbac.GroupSpec{Name: rbac.Name{Value: p.Key.Text, Ref: r.refs.mark(p.Key.Span)}}
	name := p.Key.Text
	switch v := p.Value; {
	case unknown(v):
		r.unread(rbac.UnreadGroupUsers, name, v)
	case v.Kind == List || v.Kind == Tuple:
		spec.ListForm = true
		spec.Users = r.names(v, "users of a group", rbac.UnreadGroupUsers, name)
	case v.Kind == Dict && !r.has("Group.users"):
		r.add(diag.Error, v.Span, "trait-error", "the value of a group in load_groups must be a list in this version, not a dict (TraitError)", "write a list: [ ]")
		return
	case v.Kind == Dict:
		if users, ok := v.lookup("users"); ok {
			spec.Users = r.names(users, "users of a group", rbac.UnreadGroupUsers, name)
		} else if v.Partial {
			r.unread(rbac.UnreadGroupUsers, name, v)
		}
		if properties, ok := v.lookup("properties"); ok {
			for _, key := range properties.stringKeys() {
				spec.Properties = append(spec.Properties, rbac.Name{Value: key.Text, Ref: r.refs.mark(key.Span)})
			}
		}
		for _, key := range v.stringKeys() {
			if key.Text != "users" && key.Text != "properties" {
				hint := "a group has the keys users and properties"
				if near := nearest(key.Text, []string{"users", "properties"}); near != "" {
					hint = "did you mean \"" + near + "\"?"
				}
				r.add(diag.Advice, key.Span, "unknown-group-key", "a group has no key \""+key.Text+"\": the Hub ignores it silently", hint)
			}
		}
	default:
		r.add(diag.Error, v.Span, "trait-error", "the value of a group in load_groups must be a dict or a list, not "+kindName(v)+" (TraitError)",
			"write {\"users\": [ ]}")
		return
	}
	r.config.LoadGroups = append(r.config.LoadGroups, spec)
}
