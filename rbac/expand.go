package rbac

import "strings"

// grant is a set of scopes under one filter: the packed form of "a!f", "b!f", …
type grant struct {
	set    scopeSet
	filter Filter
}

// packer collects scopes by their filter.
type packer struct {
	grants []grant
	at     map[Filter]int // built once a look through grants would be slow
}

// fewGrants are looked through; more get an index.
const fewGrants = 32

func (p *packer) add(set scopeSet, f Filter) {
	if i := p.find(f); i >= 0 {
		p.grants[i].set.union(set)
		return
	}
	if p.at != nil {
		p.at[f] = len(p.grants)
	}
	p.grants = append(p.grants, grant{set.clone(), f})
	if p.at == nil && len(p.grants) > fewGrants {
		p.at = make(map[Filter]int, 4*fewGrants)
		for i, g := range p.grants {
			p.at[g.filter] = i
		}
	}
}

func (p *packer) find(f Filter) int {
	if p.at != nil {
		if i, ok := p.at[f]; ok {
			return i
		}
		return -1
	}
	return findGrant(p.grants, f)
}

func findGrant(grants []grant, f Filter) int {
	for i := range grants {
		if g := &grants[i].filter; g.Kind == f.Kind && *g == f {
			return i
		}
	}
	return -1
}

// expansion is what raw scopes include before it is known whose they are: subscopes are followed, `self` and
// bare filters still wait for an owner. It is computed once a role. Counterpart: jupyterhub.scopes._expand_scope.
type expansion struct {
	fixed                 packer
	user, service, server scopeSet // under "!user", "!service", "!server"
	self                  bool
	failed                *HubError
}

// add expands one raw scope.
func (e *expansion) add(d *Definitions, raw string) {
	s := ParseScope(raw)
	id, ok := d.ids[s.Base]
	if !ok {
		e.fail(&HubError{Type: "KeyError", ID: "scope-undefined", Args: Args{Scope: raw}})
		return
	}
	if d.endless.has(id) {
		e.fail(&HubError{Type: "RecursionError", ID: "scope-endless", Args: Args{Scope: raw}})
		return
	}
	if d.literal(raw) {
		e.fixed.add(d.closure[id], marked)
		return
	}
	if id == d.selfID && s.Filter.Kind == NoFilter {
		e.self = true
		return
	}
	if f, ok := d.userOfServer(s.Filter); ok {
		var name scopeSet
		name.add(d.ids[readUsersName])
		e.fixed.add(name, f)
	}
	set := d.expansionOf(id, s.Filter)
	switch {
	case s.Filter.bare && s.Filter.Kind == UserFilter:
		e.user.union(set)
	case s.Filter.bare && s.Filter.Kind == ServiceFilter:
		e.service.union(set)
	case s.Filter.bare && s.Filter.Kind == ServerFilter:
		e.server.union(set)
	case !set.empty():
		e.fixed.add(set, s.Filter)
	}
}

// literal reports whether a scope ends in "!", in a version that keeps it so: it is no metascope then, and waits for nobody.
func (d *Definitions) literal(raw string) bool {
	return d.features.unreduced && strings.IndexByte(raw, '!') == len(raw)-1 && raw != ""
}

// expansionOf is the closure of a scope under a filter. A server filter does not reach the scopes about the
// server's user.
func (d *Definitions) expansionOf(id int, f Filter) scopeSet {
	set := d.closure[id]
	if d.features.serverReadsName {
		return set
	}
	if f.Kind == ServerFilter || f.Kind == otherFilter && strings.HasPrefix(f.Value, "server") {
		set = set.without(d.readUsers)
	}
	return set
}

const readUsersName = "read:users:name"

// userOfServer is the user that a scope for one server lets read the name of, in versions where it does.
// Counterpart: expand_server_filter of jupyterhub.roles in JupyterHub 2.
func (d *Definitions) userOfServer(f Filter) (Filter, bool) {
	if !d.features.serverReadsName || f.Kind != ServerFilter || f.bare {
		return Filter{}, false
	}
	user, _ := f.server()
	return Filter{Kind: UserFilter, Value: user}, true
}

func (e *expansion) fail(err *HubError) {
	if e.failed == nil {
		e.failed = err
	}
}

// merge adds all of o.
func (e *expansion) merge(o *expansion) {
	for _, g := range o.fixed.grants {
		e.fixed.add(g.set, g.filter)
	}
	e.user.union(o.user)
	e.service.union(o.service)
	e.server.union(o.server)
	e.self = e.self || o.self
	if o.failed != nil {
		e.fail(o.failed)
	}
}

func (d *Definitions) expandNames(raw []Name) *expansion {
	e := &expansion{}
	e.fixed.grants = make([]grant, 0, min(len(raw), fewGrants))
	for _, n := range raw {
		e.add(d, n.Value)
	}
	return e
}

func (d *Definitions) expandStrings(raw []string) *expansion {
	e := &expansion{}
	for _, s := range raw {
		e.add(d, s)
	}
	return e
}

// targets are what bare filters stand for; an empty string is no target, and the scope is removed.
type targets struct {
	user, service string
	named         bool   // user is the name of an owner that `self` is not for; it may be empty
	server        string // "user/server"
}

// serviceTargets are those of a service. JupyterHub 2 takes any owner's name for a user's.
func (d *Definitions) serviceTargets(name string) targets {
	if d.features.anyOwnerIsUser {
		return targets{user: name, named: true}
	}
	return targets{service: name}
}

// groupTargets are those of a group, which later versions do not have.
func (d *Definitions) groupTargets(name string) targets {
	if d.features.anyOwnerIsUser {
		return targets{user: name, named: true}
	}
	return targets{}
}

// resolve puts the owner in place of bare filters and of `self`, and reduces. The expansion stays as it is.
// Counterpart: jupyterhub.scopes.expand_scopes.
func (e *expansion) resolve(d *Definitions, t targets) (*packed, *HubError) {
	if e.failed != nil {
		return nil, e.failed
	}
	var all packer
	for _, g := range e.fixed.grants {
		all.add(g.set, g.filter)
	}
	if t.user != "" || t.named {
		if !e.user.empty() {
			all.add(e.user, Filter{Kind: UserFilter, Value: t.user})
		}
		if e.self && !t.named {
			all.add(d.self, Filter{Kind: UserFilter, Value: t.user})
		}
	}
	if t.service != "" && !e.service.empty() {
		all.add(e.service, Filter{Kind: ServiceFilter, Value: t.service})
	}
	if t.server != "" && !e.server.empty() {
		all.add(e.server, Filter{Kind: ServerFilter, Value: t.server})
	}
	return d.reduce(all.grants)
}
