package playground

import (
	"rolecall.example/internal/checks"
	"rolecall.example/rbac"
)

// subjectText writes a row's subject in the check language.
func subjectText(s rbac.Subject) string {
	kinds := map[rbac.SubjectKind]checks.SubjectKind{
		rbac.User: checks.User, rbac.Service: checks.Service,
		rbac.AnyUser: checks.AnyUser, rbac.AnyMember: checks.AnyMember, rbac.AnyAdmin: checks.AnyAdmin,
	}
	return checks.Subject{Kind: kinds[s.Kind], Name: s.Name}.String()
}

// scopeText writes a scope and the filter it is asked with ("kind=name", or "") in the check language.
func scopeText(base, filter string) string {
	text := base
	if filter != "" {
		text += "!" + filter
	}
	return checks.ScopeText(text)
}
