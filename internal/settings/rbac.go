package settings

import (
	"rolecall.example/internal/diag"
	"rolecall.example/rbac"
)

// RBAC reads the traits that permissions depend on, as traitlets would check and coerce them, for the version
// of d. Diagnostics are TraitErrors (which stop the Hub), unknown keys and traits, deprecated forms, and the
// questions about what could not be evaluated and matters.
func RBAC(t *Tree, d *rbac.Definitions) (*rbac.Config, *Refs, []diag.Diagnostic) {
	refs := &Refs{}
	config, list := RBACInto(refs, t, d)
	return config, refs, list
}

// RBACInto is RBAC with marks added to refs.
func RBACInto(refs *Refs, t *Tree, d *rbac.Definitions) (*rbac.Config, []diag.Diagnostic) {
	if t == nil {
		t = &Tree{}
	}
	r := &reader{refs: refs, tree: t, defs: d, config: &rbac.Config{}, read: map[listKey]nameList{}}
	r.authenticator = r.classOf("authenticator_class", authenticators)
	r.spawner = r.classOf("spawner_class", spawners)
	r.customScopes()
	r.roles()
	r.extraUserScopes()
	r.users()
	r.groups()
	r.services()
	r.tokens("api_tokens", &r.config.APITokens)
	r.tokens("service_tokens", &r.config.ServiceTokens)
	r.serverTokens()
	r.managed()
	r.web()
	r.unknownTraits()
	r.scalars()
	r.classesNamed()
	r.opaque()
	return r.config, diag.Sort(r.list)
}

// reader reads one tree.
type reader struct {
	refs                   *Refs
	tree                   *Tree
	defs                   *rbac.Definitions
	config                 *rbac.Config
	list                   []diag.Diagnostic
	authenticator, spawner class
	read                   map[listKey]nameList // lists that were read already
}

func (r *reader) add(severity diag.Severity, at diag.Span, id, message, hint string) {
	r.list = append(r.list, diag.Diagnostic{Span: at, ID: id, Severity: severity, Message: message, Hint: hint})
}

// has reports whether the version has a setting.
func (r *reader) has(setting string) bool { return r.defs == nil || r.defs.HasSetting(setting) }

// unread notes that a part of the config could not be evaluated, and asks what would settle it.
func (r *reader) unread(kind rbac.UnreadKind, in string, v Value) {
	gaps := v.Gaps()
	if len(gaps) == 0 {
		gaps = []Gap{{Span: v.Span, Why: v.Text, Said: v.Said, Question: v.Question}}
	}
	for _, g := range gaps {
		r.config.Unread = append(r.config.Unread, rbac.Unread{Kind: kind, In: in, Ref: r.refs.mark(g.Span)})
		switch {
		case g.Question != nil:
			r.list = append(r.list, *g.Question)
		case g.Said:
		case v.Kind == Object:
			r.add(diag.Question, v.Span, "imported-value", "the value of "+v.Text+" is imported and not known", "write the value itself to have it read")
		case v.Partial:
			r.add(diag.Question, g.Span, "unknown-value", "further entries could not be evaluated: "+g.Why, "")
		default:
			r.add(diag.Question, g.Span, "unknown-value", "this could not be evaluated: "+g.Why, "")
		}
	}
}

// unknown reports whether nothing is known of a value: it could not be evaluated, or is an imported constant.
func unknown(v Value) bool { return v.Kind == Unknown || v.Kind == Object && v.Question != nil }

// readTraits are the traits behind each kind of what may be unread.
var readTraits = []struct {
	kind rbac.UnreadKind
	in   string
	hub  bool // of the JupyterHub, not the authenticator or spawner
}{
	{rbac.UnreadRoles, "load_roles", true},
	{rbac.UnreadGroups, "load_groups", true},
	{rbac.UnreadServices, "services", true},
	{rbac.UnreadCustomScopes, "custom_scopes", true},
	{rbac.UnreadExtraUserScopes, "extra_user_scopes", true},
	{rbac.UnreadAdminUsers, "admin_users", false},
	{rbac.UnreadAllowedUsers, "allowed_users", false},
	{rbac.UnreadBlockedUsers, "blocked_users", false},
}

// opaque takes in that something unread may have assigned any trait, but for those that the config assigns
// after it. Its question stands already.
func (r *reader) opaque() {
	n := len(r.tree.Opaque)
	if n == 0 {
		return
	}
	ref := r.refs.mark(r.tree.Opaque[n-1])
	for _, one := range readTraits {
		sections := hub
		if !one.hub {
			sections = r.authenticator.sections[len(r.authenticator.sections)-1:]
		}
		if a, ok := r.tree.Find(sections[0], one.in); ok && a.After == n && len(a.Lazy) == 0 {
			continue
		}
		r.config.Unread = append(r.config.Unread, rbac.Unread{Kind: one.kind, Ref: ref})
	}
	r.config.Unread = append(r.config.Unread, rbac.Unread{Kind: rbac.UnreadOther, Ref: ref})
}
