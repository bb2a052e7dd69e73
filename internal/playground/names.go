package playground

import (
	"strings"

	"rolecall.example/rbac"
)

// maxNames bounds each list that completion gets.
const maxNames = 2000

// nameAll lists what completion offers; before a Hub has started, the version's scopes alone.
func (r *run) nameAll() Names {
	d := r.defs
	if d == nil {
		d, _ = rbac.Define(rbac.DefaultVersion)
	}
	var n Names
	if r.Starts {
		d = r.hub.Definitions()
		n.Users, n.Groups, n.Services, n.Roles = first(r.hub.Users()), first(r.hub.Groups()), first(r.hub.Services()), first(r.hub.Roles())
		for _, u := range n.Users {
			for _, s := range r.hub.ServersOf(u) {
				n.Servers = append(n.Servers, u+"/"+s)
			}
		}
		n.Servers = first(n.Servers)
	}
	for _, s := range d.Scopes() {
		n.Scopes = append(n.Scopes, ScopeName{Name: s, Includes: d.Includes(s), Custom: strings.HasPrefix(s, customPrefix)})
	}
	return n
}

func first(list []string) []string { return list[:min(len(list), maxNames)] }

// made counts what a Hub holds after its start.
func made(h *rbac.Hub) Made {
	m := Made{Users: len(h.Users()), Groups: len(h.Groups()), Services: len(h.Services()), Roles: len(h.Roles())}
	for _, s := range h.Definitions().Scopes() {
		if strings.HasPrefix(s, customPrefix) {
			m.CustomScopes++
		}
	}
	return m
}
