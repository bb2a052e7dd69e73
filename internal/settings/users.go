package settings

import (
	"strings"

	"rolecall.example/internal/diag"
	"rolecall.example/rbac"
)

// users reads the Authenticator's sets of users, its map and its pattern of names.
func (r *reader) users() {
	r.legacyAdmins()
	r.userSet("admin_users", rbac.UnreadAdminUsers, &r.config.AdminUsers)
	r.userSet("allowed_users", rbac.UnreadAllowedUsers, &r.config.AllowedUsers)
	r.userSet("blocked_users", rbac.UnreadBlockedUsers, &r.config.BlockedUsers)
	r.usernameMap()
	r.usernamePattern()
}

// authenticatorTraits are those read here, in any section.
var authenticatorTraits = map[string]bool{"admin_users": true, "allowed_users": true, "blocked_users": true,
	"username_map": true, "username_pattern": true, "whitelist": true}

func (r *reader) userSet(trait string, kind rbac.UnreadKind, out *[]rbac.Name) {
	v, a, ok := r.setting(r.authenticator.sections, trait, setShape)
	if trait == "allowed_users" && !ok {
		// whitelist is the old name of allowed_users.
		if v, a, ok = r.setting(r.authenticator.sections, "whitelist", setShape); ok {
			r.add(diag.Warning, a.Span, "deprecated-trait", path(a)+" is deprecated", "write "+"c."+a.Class+".allowed_users")
		}
	}
	if trait == "admin_users" && (!ok || !unknown(v) && len(v.Items) == 0 && !v.Partial && v.Kind != Str) && len(r.config.AdminUsers) > 0 {
		return // c.JupyterHub.admin_users counts while the authenticator's set is empty
	}
	if !ok {
		return
	}
	if trait == "admin_users" {
		r.config.AdminUsers = nil
	}
	r.guessedClass(a)
	if unknown(v) {
		r.unread(kind, "", v)
		return
	}
	if v, ok = r.accept(v, a, setShape); ok {
		*out = r.names(v, trait, kind, "")
	}
}

// legacyAdmins reads c.JupyterHub.admin_users, which counts when the authenticator's is empty.
func (r *reader) legacyAdmins() {
	v, a, ok := r.setting(hub, "admin_users", setShape)
	if !ok {
		return
	}
	r.add(diag.Warning, a.Span, "deprecated-trait", "c.JupyterHub.admin_users is deprecated since JupyterHub 0.7.2", "write c.Authenticator.admin_users")
	if unknown(v) {
		r.unread(rbac.UnreadAdminUsers, "", v)
		return
	}
	if v, ok = r.accept(v, a, setShape); ok {
		r.config.AdminUsers = r.names(v, "admin_users", rbac.UnreadAdminUsers, "")
	}
}

// guessedClass says which class's setting was taken when the class's descent is not known.
func (r *reader) guessedClass(a *Assignment) {
	c := r.authenticator
	if c.certain || a.Class == "Authenticator" || a.Class == c.name {
		return
	}
	name := c.name
	if c.unknown {
		name = "the authenticator"
	}
	r.add(diag.Question, a.Span, "authenticator-not-known", "whether "+name+" is a "+a.Class+" is not known: "+path(a)+" is taken to count",
		"write c.Authenticator."+a.Trait+" to be sure")
}

func (r *reader) usernameMap() {
	v, a, ok := r.setting(r.authenticator.sections, "username_map", dictShape)
	if !ok {
		return
	}
	r.guessedClass(a)
	in := "Authenticator.username_map"
	if unknown(v) {
		r.unread(rbac.UnreadOther, in, v)
		return
	}
	if v, ok = r.accept(v, a, dictShape); !ok {
		return
	}
	for _, p := range v.Pairs {
		switch {
		case unknown(p.Key) || unknown(p.Value):
			if unknown(p.Key) {
				r.unread(rbac.UnreadOther, in, p.Key)
			} else {
				r.unread(rbac.UnreadOther, in, p.Value)
			}
		case p.Key.Kind == Str && p.Value.Kind == Str:
			if r.config.UsernameMap == nil {
				r.config.UsernameMap = map[string]string{}
			}
			r.config.UsernameMap[p.Key.Text] = p.Value.Text
		default:
			r.add(diag.Error, p.Value.Span, "not-a-string", "username_map maps strings to strings, and this is "+kindName(p.Value), "")
		}
	}
	if v.Partial {
		r.unread(rbac.UnreadOther, in, v)
	}
}

func (r *reader) usernamePattern() {
	v, a, ok := r.setting(r.authenticator.sections, "username_pattern", listShape)
	if !ok || len(a.Lazy) > 0 {
		return
	}
	r.guessedClass(a)
	switch {
	case unknown(v):
		r.unread(rbac.UnreadOther, "Authenticator.username_pattern", v)
	case v.Kind != Str:
		r.add(diag.Error, v.Span, "trait-error", path(a)+" must be a string, not "+kindName(v)+" (TraitError)", "")
	default:
		r.config.UsernamePattern = v.Text
	}
}

// managed reports what the Hub refuses when the authenticator manages groups or roles.
func (r *reader) managed() {
	if v, _, ok := r.setting(r.authenticator.sections, "manage_groups", listShape); ok && v.Kind == Bool && v.Bool && len(r.config.LoadGroups) > 0 {
		a, _ := r.tree.Find("JupyterHub", "load_groups")
		r.add(diag.Error, a.Span, "groups-are-managed", "load_groups can't be used while the authenticator manages groups: the Hub stops here (ValueError)",
			"take load_groups or manage_groups away")
	}
	v, _, ok := r.setting(r.authenticator.sections, "manage_roles", listShape)
	if !ok || v.Kind != Bool || !v.Bool {
		return
	}
	for _, role := range r.config.LoadRoles {
		if len(role.Users)+len(role.Groups) > 0 {
			r.add(diag.Error, r.refs.Span(role.Ref), "roles-are-managed",
				"a role can't name users or groups while the authenticator manages roles: the Hub stops here (ValueError)", "take users and groups away, or manage_roles")
		}
	}
}

// unknownTraits reports sections and traits that nothing reads.
func (r *reader) unknownTraits() {
	for i := range r.tree.Assignments {
		a := &r.tree.Assignments[i]
		switch {
		case a.Class == "JupyterHub":
			r.unknownHubTrait(a)
		case a.Class == "Authenticator":
			if near := nearest(a.Trait, authenticatorNames); near != "" && !contains(authenticatorNames, a.Trait) {
				r.add(diag.Warning, a.Span, "unknown-trait", "the Authenticator has no setting "+a.Trait+" as far as is known: the Hub warns and ignores it", "did you mean "+near+"?")
			}
		case authenticatorTraits[a.Trait] && r.authenticator.certain && strings.HasSuffix(a.Class, "uthenticator") && !contains(r.authenticator.sections, a.Class):
			r.add(diag.Advice, a.Span, "section-not-read", path(a)+" has no effect: the Hub uses "+r.authenticator.name, "write c.Authenticator."+a.Trait+", or set authenticator_class")
		case a.Class != "Spawner" && a.Class != "OAuthenticator" && nearest(a.Class, sectionNames) != "":
			near := nearest(a.Class, sectionNames)
			r.add(diag.Advice, a.Span, "unknown-section", "nothing reads the section c."+a.Class+": the Hub ignores it silently", "did you mean c."+near+"?")
		}
	}
}

func (r *reader) unknownHubTrait(a *Assignment) {
	if contains(hubNames, a.Trait) || contains(hubNames6, a.Trait) && r.version(6) {
		return
	}
	hint := "it may belong to another version of JupyterHub"
	switch near := nearest(a.Trait, hubNames); {
	case contains(hubNames6, a.Trait):
		hint = "JupyterHub 6 brings it"
	case contains(authenticatorNames, a.Trait):
		hint = "did you mean c.Authenticator." + a.Trait + "?"
	case near != "":
		hint = "did you mean " + near + "?"
	default:
		if !r.version(5) && !r.version(6) {
			return
		}
	}
	r.add(diag.Warning, a.Span, "unknown-trait", "JupyterHub has no setting "+a.Trait+": it warns and ignores it", hint)
}

func contains(list []string, s string) bool {
	for _, one := range list {
		if one == s {
			return true
		}
	}
	return false
}
