package rbac

// Explain is Check with its reasons.
func (h *Hub) Explain(s Subject, scope string) Result { return Result{} }

// Uncertain lists what was not read and could change the subject's permissions.
func (h *Hub) Uncertain(s Subject) []Unread { return nil }
