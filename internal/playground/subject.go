package playground

import "rolecall.example/rbac"

const anyName = ""

func subjectText(s rbac.Subject) string    { return s.Name }
func scopeText(s string) string            { return s }
func hubErrorText(e *rbac.HubError) string { return e.ID }
func (r *run) tell(events []rbac.Event)    {}
