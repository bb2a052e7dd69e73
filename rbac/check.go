package rbac

// Check answers whether the subject holds scope, "base" or "base!kind=value": the base unfiltered, or a filter
// that covers the asked one. Counterpart: jupyterhub.scopes.has_scope. Explain does the same with Paths and Near.
func (h *Hub) Check(s Subject, scope string) Result {
	want := ParseScope(scope)
	id, err := h.question(want, scope)
	if err != nil {
		return h.unaskable(want, err)
	}
	p, err := h.permissions(s)
	if err != nil {
		return h.unresolved(s, err)
	}
	r := p.answer(id, want.Filter)
	switch {
	case len(h.config.Unread) == 0:
	case r.Outcome == Allowed:
		// Whether the yes stands hangs on its paths.
		r = h.Explain(s, scope)
		r.Paths = nil
	default:
		r = h.doubtNo(s, id, want, r)
	}
	return r
}

// doubtNo is doubt for a no, apart so that Check keeps off the heap while everything was read.
func (h *Hub) doubtNo(s Subject, id int, want Scope, r Result) Result {
	p, _ := h.permissions(s)
	return h.doubt(&question{h: h, s: s, p: &p, id: id, want: want}, r)
}

// question checks what is asked: a defined scope, with a filter that has a value.
func (h *Hub) question(want Scope, text string) (int, *HubError) {
	id, ok := h.x.defs.ids[want.Base]
	f := want.Filter
	if !ok || f.Kind == otherFilter {
		return 0, h.x.defs.CheckScope(text)
	}
	if f.Kind != NoFilter && f.Value == "" && (f.bare || !h.x.defs.features.emptyFilters) {
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
