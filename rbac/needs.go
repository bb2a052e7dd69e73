package rbac

// HasScope mirrors jupyterhub.scopes.has_scope: whether scope ("base" or "base!kind=value") is held. postFilter
// is for listings that drop what a filter does not cover: there any holding will do.
func (p *Permissions) HasScope(scope string, postFilter bool) (bool, *HubError) {
	want := ParseScope(scope)
	if want.Filter.valueless() && !p.hub.x.defs.features.emptyFilters {
		return false, &HubError{Type: "ValueError", ID: "filter-unexpanded", Args: Args{Scope: scope, Filter: want.Filter.String()}}
	}
	id, ok := p.hub.x.defs.ids[want.Base]
	switch {
	case !ok || !p.held(id):
		return false, nil
	case p.base.all.has(id):
		return true, nil
	case want.Filter.Kind == NoFilter:
		return postFilter, nil
	case postFilter:
		return false, &HubError{Type: "ValueError", ID: "post-filter-with-filter", Args: Args{Scope: scope}}
	}
	return p.covers(id, want.Filter), nil
}

// Needs mirrors the decorator @needs_scope of an endpoint that wants one of scopes for a target. Without any of
// them the answer is a 403, or, where one is held for others than the target, a 404 that does not tell whether
// the target exists. An endpoint that wants a scope which the Hub does not define can not be made: the outcome is
// Failed.
func (p *Permissions) Needs(scopes []string, target Filter, postFilter bool) Result {
	r := Result{Outcome: Forbidden}
	f := &p.hub.x.defs.features
	if f.anyFilterPasses {
		postFilter = target.Kind == NoFilter
	}
	for _, base := range scopes {
		if _, ok := p.hub.x.defs.ids[base]; !ok {
			return Result{Outcome: Failed, Error: &HubError{Type: "ValueError", ID: "scope-not-valid", Args: Args{Scope: base}}}
		}
	}
	for _, base := range scopes {
		yes, err := p.HasScope(Scope{base, target}.String(), postFilter)
		if err != nil {
			return Result{Outcome: Failed, Error: err}
		}
		if id, ok := p.hub.x.defs.ids[base]; ok && p.held(id) {
			r.Held = true
		}
		if yes {
			return Result{Outcome: Allowed, Held: true}
		}
		if r.Held && f.firstHeldDecides {
			break
		}
	}
	if r.Held && target.Kind != NoFilter {
		r.Outcome = NotFound
	}
	return r
}

// Covers mirrors jupyterhub.scopes.check_scope_filter for a resource that exists: whether base is held for it.
// It decides on the fields of models, on creating tokens and on OAuth. Unlike HasScope it takes a server's own
// name for a server filter.
func (p *Permissions) Covers(base string, resource Filter) bool {
	id, ok := p.hub.x.defs.ids[base]
	if !ok || !p.held(id) {
		return false
	}
	if p.base.all.has(id) {
		return true
	}
	if resource.Kind == ServerFilter {
		if _, name := resource.server(); name != "" && p.under(id, Filter{Kind: ServerFilter, Value: name}) {
			return true
		}
	}
	return p.covers(id, resource)
}
