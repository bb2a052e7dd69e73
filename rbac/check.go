package rbac

// Check answers whether the subject holds scope, "base" or "base!kind=value": the base unfiltered, or a filter
// that covers the asked one. Counterpart: jupyterhub.scopes.has_scope. Explain does the same with Paths and Near.
func (h *Hub) Check(s Subject, scope string) Result {
	if len(h.config.Unread) > 0 {
		r := h.Explain(s, scope)
		r.Paths, r.Near = nil, nil
		return r
	}
	want := ParseScope(scope)
	id, err := h.question(want, scope)
	if err != nil {
		return Result{Outcome: Failed, Error: err}
	}
	p, err := h.permissions(s)
	if err != nil {
		return Result{Outcome: Failed, Error: err}
	}
	return p.answer(id, want.Filter)
}

// question checks what is asked: a defined scope, with a filter that has a value.
func (h *Hub) question(want Scope, text string) (int, *HubError) {
	id, ok := h.x.defs.ids[want.Base]
	f := want.Filter
	if !ok || f.Kind == otherFilter {
		return 0, h.x.defs.CheckScope(text)
	}
	if f.Kind != NoFilter && f.Value == "" {
		return 0, &HubError{Type: "ValueError", ID: "filter-unexpanded", Args: Args{Scope: text, Filter: f.String()}}
	}
	return id, nil
}

func (p *Permissions) answer(id int, want Filter) Result {
	r := Result{Outcome: Forbidden}
	switch {
	case p.covers(id, want):
		r.Outcome, r.Held = Allowed, true
	case p.held(id):
		r.Held = true
		if want.Kind != NoFilter {
			r.Outcome = NotFound
		}
	}
	return r
}
