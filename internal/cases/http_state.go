package cases

import (
	"reflect"

	"rolecall.example/rbac"
)

// snapshot is the state of a Hub as the recorded effects compare it.
func snapshot(h *rbac.Hub) object {
	out := object{}
	for _, name := range h.Users() {
		s := rbac.Subject{Kind: rbac.User, Name: name}
		servers := object{}
		for _, server := range h.ServersOf(name) {
			if active := h.Active(name, server); active || server != "" {
				servers[server] = active
			}
		}
		out["user:"+name] = object{
			"admin": h.IsAdmin(s), "roles": strs(direct(h, s)), "groups": strs(h.GroupsOf(name)), "tokens": len(h.TokensOf(s)), "servers": servers,
		}
	}
	for _, name := range h.Groups() {
		g := object{"users": strs(h.MembersOf(name)), "properties": nil}
		if h.HasProperties() {
			g["properties"] = h.Properties(name)
		}
		out["group:"+name] = g
	}
	for _, name := range h.Services() {
		out["service:"+name] = object{"admin": h.IsAdmin(rbac.Subject{Kind: rbac.Service, Name: name})}
	}
	for _, s := range h.Shares() {
		out["share:"+s.Owner+"/"+s.Server+">"+s.With.Name] = strs(s.Scopes)
	}
	if h.Definitions().Has("shares") {
		out["share_codes"] = h.ShareCodes()
	}
	return out
}

// direct are the roles that a subject holds by itself, sorted.
func direct(h *rbac.Hub, s rbac.Subject) []string {
	var out []string
	for _, held := range h.RolesOf(s) {
		if held.Holding == rbac.Direct {
			out = append(out, held.Role)
		}
	}
	return out
}

// difference is what a request has changed.
func difference(a, b object) object {
	out := object{}
	for key := range a {
		if _, ok := b[key]; !ok {
			out[key] = "deleted"
		}
	}
	for key, now := range b {
		was, had := a[key]
		fields, isObject := now.(object)
		switch {
		case !had:
			out[key] = object{"created": now}
		case reflect.DeepEqual(was, now):
		case !isObject:
			out[key] = now
		default:
			changed := object{}
			for field, v := range fields {
				if !reflect.DeepEqual(was.(object)[field], v) {
					changed[field] = v
				}
			}
			out[key] = changed
		}
	}
	return out
}
