package settings

import (
	"rolecall.example/internal/diag"
	"rolecall.example/login"
	"rolecall.example/rbac"
)

// managed reads whether the authenticator manages groups and roles, and reports what the Hub refuses when it does.
func (r *reader) managed() {
	if v, a, ok := r.setting(r.authenticator.sections, "manage_groups", listShape); ok {
		if unknown(v) && len(r.config.LoadGroups) > 0 { // without, it decides nothing at the start
			r.unread(rbac.UnreadOther, "Authenticator.manage_groups", v)
		}
		r.config.ManageGroups, r.config.ManageGroupsRef = v.Kind == Bool && v.Bool, r.refs.mark(place(v, a))
	}
	if r.has("Authenticator.manage_roles") {
		r.managedRoles()
	}
}

// managedRoles reads manage_roles, and what a start makes of the roles that earlier logins brought.
func (r *reader) managedRoles() {
	v, _, ok := r.setting(r.authenticator.sections, "manage_roles", listShape)
	manages := ok && isTrue(v)
	loads := (manages || ok && unknown(v)) && login.ClassNamed(r.authenticator.name).Derived
	if loads {
		if manages {
			v.Text = "the roles that " + r.authenticator.name + ".load_managed_roles returns"
		}
		r.unread(rbac.UnreadRoles, "", v)
	}
	const reset = "reset_managed_roles_on_startup"
	if on, _, set := r.setting(r.authenticator.sections, reset, listShape); set {
		switch {
		case unknown(on):
			r.unread(rbac.UnreadOther, "Authenticator."+reset, on)
		case isTrue(on) && loads: // which of the roles and assignments it leaves is code
			v.Said = true
			r.unread(rbac.UnreadOther, "Authenticator."+reset, v)
		default:
			r.config.ResetManagedRoles = isTrue(on)
		}
	}
	if !manages {
		return
	}
	for _, role := range r.config.LoadRoles {
		if len(role.Users)+len(role.Groups) > 0 {
			r.add(diag.Error, r.refs.Span(role.Ref), "roles-are-managed",
				"a role can't name users or groups while the authenticator manages roles: the Hub stops here (ValueError)", "take users and groups away, or manage_roles")
		}
	}
}

// isTrue is whether a Bool setting comes to True, be it written as 1.
func isTrue(v Value) bool { return v.Kind == Bool && v.Bool || v.Kind == Int && v.Text == "1" }
