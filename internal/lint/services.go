package lint

import (
	"strings"

	"rolecall.example/internal/settings"
	"rolecall.example/rbac"
)

// cullerScopes are what jupyterhub-idle-culler asks the Hub with: it lists the users, looks at when they and their
// servers were last active, and stops servers.
var cullerScopes = []string{"list:users", "read:users:activity", "read:servers", "delete:servers"}

// services advises about cullers that cannot find or stop what they are to cull.
func (l *linter) services() {
	if l.unsure("", rbac.UnreadRoles, rbac.UnreadServices) {
		return
	}
	for i := range l.Config.Services {
		s := &l.Config.Services[i]
		if !strings.Contains(strings.ToLower(s.Name.Value), "cull") && !l.runsCuller(s.Name.Value) {
			continue
		}
		l.culler(s)
	}
}

// runsCuller reports whether a service's command is the idle culler.
func (l *linter) runsCuller(service string) bool {
	if l.Tree == nil {
		return false
	}
	a, ok := l.Tree.Find("JupyterHub", "services")
	if !ok {
		return false
	}
	for _, item := range a.Value.Items {
		name, command := "", false
		for _, p := range item.Pairs {
			switch p.Key.Text {
			case "name":
				name = p.Value.Text
			case "command":
				command = mentions(p.Value, "idle_culler")
			}
		}
		if command && name == service {
			return true
		}
	}
	return false
}

func mentions(v settings.Value, word string) bool {
	if v.Kind == settings.Str && strings.Contains(v.Text, word) {
		return true
	}
	for _, item := range v.Items {
		if mentions(item, word) {
			return true
		}
	}
	return false
}

func (l *linter) culler(s *rbac.ServiceSpec) {
	who := rbac.Subject{Kind: rbac.Service, Name: s.Name.Value}
	if len(l.Hub.Uncertain(who)) > 0 {
		return
	}
	p, err := l.Hub.Permissions(who)
	if err != nil {
		return
	}
	var missing []string
	for _, base := range cullerScopes {
		if !l.defs.Has(base) {
			continue
		}
		if everyone, filters := p.Reach(base); !everyone && len(filters) == 0 {
			missing = append(missing, base)
		}
	}
	if len(missing) == 0 {
		return
	}
	// The first role with bearers of this name is where its scopes stand.
	at, edits, role := s.Name.Ref, []Edit(nil), ""
	for i := range l.Config.LoadRoles {
		spec := &l.Config.LoadRoles[i]
		for _, n := range spec.Services {
			if n.Value == s.Name.Value && role == "" && !defaultRole(spec.Name.Value) {
				role, at = spec.Name.Value, spec.ScopesRef
				if last := len(spec.Scopes) - 1; last >= 0 {
					edits = l.after(spec.Scopes[last].Ref, spec.Scopes[last].Value, missing...)
				}
			}
		}
	}
	if role != "" && l.Meant != nil && l.Meant(role, missing[0]) {
		return
	}
	l.add(at, "culler-without-scopes", "the service "+s.Name.Value+" cannot do what a culler does: it lacks "+listed(missing), "a culler lists users, reads their activity and their servers, and stops servers", edits...)
}

// listed names a few things.
func listed(names []string) string {
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
	return names[0]
}

// serverRole advises where the token of a server cannot report that somebody works in it.
func (l *linter) serverRole() {
	ref, list := rbac.Ref(0), l.Config.ServerTokenScopes
	spec := l.spec("server")
	switch {
	case len(list) > 0:
		ref = list[0].Ref
	case spec != nil && spec.HasScopes:
		ref, list = spec.ScopesRef, spec.Scopes
	default:
		return
	}
	if l.unsure("server", rbac.UnreadRoles, rbac.UnreadRoleScopes) || l.unread[rbac.Unread{Kind: rbac.UnreadOther, In: "Spawner.server_token_scopes"}] || len(list) > maxScopes {
		return
	}
	held := l.holdings(list)
	if held.covers([]rbac.Scope{rbac.ParseScope("users:activity!user")}, 0) || held[rbac.ParseScope("inherit")] > 0 {
		return
	}
	for _, n := range list {
		if strings.HasPrefix(n.Value, "users:activity!server") {
			return
		}
	}
	const somebody = "rolecall-somebody"
	h := l.Hub.WithUsers(somebody)
	token, _, err := h.ServerToken(somebody, "")
	if err != nil {
		return
	}
	var edits []Edit
	if last := len(list) - 1; last >= 0 {
		edits = l.after(list[last].Ref, list[last].Value, "users:activity!user")
	}
	message := "the token of a server cannot report activity: its servers look idle"
	if p, err := h.Permissions(rbac.Subject{Kind: rbac.Bearer, Token: token}); err == nil {
		if yes, _ := p.HasScope("users:activity!user="+somebody, false); yes {
			message = "these scopes replace those of a server's token, activity among them: the Hub adds it with a warning at each start of a server"
		}
	}
	l.add(ref, "server-role-without-activity", message, "add \"users:activity!user\"", edits...)
}
