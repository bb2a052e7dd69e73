package settings

import (
	"strings"

	"rolecall.example/internal/diag"
	"rolecall.example/rbac"
)

// users reads the Authenticator's sets of users, its map and its pattern of names.
func (r *reader) users() {
	if contains(r.authenticator.sections, "MWOAuthenticator") {
		r.config.Usernames = rbac.NamesAsWritten
		if r.has("Authenticator.allow_all") { // this JupyterHub needs an OAuthenticator of its time
			r.config.Usernames = rbac.NamesWithoutBlanks
		}
	}
	if contains(r.authenticator.sections, "PAMAuthenticator") {
		if v, _, ok := r.setting(r.authenticator.sections, "pam_normalize_username", listShape); ok && isTrue(v) {
			r.config.Usernames = rbac.NamesOfMachine
		}
	}
	r.legacyAdmins()
	r.userSet("admin_users", rbac.UnreadAdminUsers, &r.config.AdminUsers)
	r.userSet("allowed_users", rbac.UnreadAllowedUsers, &r.config.AllowedUsers)
	r.userSet("blocked_users", rbac.UnreadBlockedUsers, &r.config.BlockedUsers)
	r.usernameMap()
	r.usernamePattern()
	r.allowExisting()
}

// allowExisting reads c.Authenticator.allow_existing_users, whose default is whether there are allowed users, and
// which has no effect where allow_all lets everybody in anyway.
func (r *reader) allowExisting() {
	if !r.has("Authenticator.allow_existing_users") {
		return
	}
	listed := len(r.config.AllowedUsers) > 0
	open := contains(r.authenticator.sections, "TmpAuthenticator") || !listed && contains(r.authenticator.sections, "DummyAuthenticator")
	all := r.flag("allow_all", open)
	// OAuthenticator's classes have it off.
	if r.flag("allow_existing_users", listed && !contains(r.authenticator.sections, "OAuthenticator")) && !all {
		r.config.AllowExisting = true
	}
}

// flag reads a Bool of the authenticator. Where it is not known, the users who may get the role `user` are not.
func (r *reader) flag(trait string, byDefault bool) bool {
	v, a, ok := r.setting(r.authenticator.sections, trait, listShape)
	switch {
	case !ok || len(a.Lazy) > 0:
		return byDefault
	case unknown(v):
		r.unread(rbac.UnreadAllowedUsers, "", v)
		return byDefault
	case v.Kind == Int && (v.Text == "0" || v.Text == "1"):
		return v.Text == "1"
	case v.Kind != Bool:
		r.add(diag.Error, v.Span, "trait-error", path(a)+" must be a bool, not "+kindName(v)+" (TraitError)", "")
		return byDefault
	}
	return v.Bool
}

// authenticatorTraits are those read here, in any section.
var authenticatorTraits = map[string]bool{"admin_users": true, "allowed_users": true, "blocked_users": true,
	"username_map": true, "username_pattern": true, "whitelist": true}

func (r *reader) userSet(trait string, kind rbac.UnreadKind, out *[]rbac.Name) {
	v, a, ok := r.setting(r.authenticator.sections, trait, setShape)
	if trait == "allowed_users" {
		// whitelist is the old name of allowed_users, and wins where both are set.
		if old, from, set := r.setting(r.authenticator.sections, "whitelist", setShape); set {
			v, a, ok = old, from, true
			r.add(diag.Warning, a.Span, "deprecated-trait", path(a)+" is deprecated", "write "+"c."+a.Class+".allowed_users")
		}
	}
	if trait == "admin_users" && (!ok || nothing(v)) && len(r.config.AdminUsers) > 0 {
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
			r.add(diag.Warning, p.Value.Span, "not-a-string", "username_map maps strings to strings, and this is "+kindName(p.Value), "")
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
	case unknown(v) || v.Kind == Object && v.Text == "bytes":
		r.unread(rbac.UnreadOther, "Authenticator.username_pattern", v)
	case v.Kind != Str:
		r.add(diag.Error, v.Span, "trait-error", path(a)+" must be a string, not "+kindName(v)+" (TraitError)", "")
	default:
		r.config.UsernamePattern = v.Text
	}
}

// unknownTraits reports sections and traits that nothing reads.
func (r *reader) unknownTraits() {
	for i := range r.tree.Assignments {
		a := &r.tree.Assignments[i]
		switch {
		case a.Class == "JupyterHub":
			r.unknownHubTrait(a)
		case a.Class == "Authenticator" && contains(authenticatorNames, a.Trait):
			if !r.has("Authenticator." + a.Trait) {
				r.add(diag.Warning, a.Span, "unknown-trait", "the Authenticator has no setting "+a.Trait+": the Hub warns and ignores it", "another version of JupyterHub has it")
			}
		case a.Class == "Authenticator":
			if near := nearest(a.Trait, authenticatorNames); near != "" {
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
	known := contains(hubNames, a.Trait)
	if known && r.has("JupyterHub."+a.Trait) {
		return
	}
	hint := "it may belong to another version of JupyterHub"
	switch near := nearest(a.Trait, hubNames); {
	case known:
		hint = "another version of JupyterHub has it"
	case contains(authenticatorNames, a.Trait):
		hint = "did you mean c.Authenticator." + a.Trait + "?"
	case near != "":
		hint = "did you mean " + near + "?"
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
