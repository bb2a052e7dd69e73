package suite

import (
	"cmp"
	"slices"
	"strings"

	"rolecall.example/internal/checks"
	"rolecall.example/internal/diag"
	"rolecall.example/internal/playground"
	"rolecall.example/rbac"
)

// Kind says what sort of thing an Element is.
type Kind string

// What the roles of a config are made of.
const (
	RoleElement   Kind = "role"
	ScopeElement  Kind = "scope"  // its base
	FilterElement Kind = "filter" // "!group=class-b", "!user"
	BearerElement Kind = "bearer" // "user ann", "group class-b", "service culler"
)

// Kinds in the order in which they are told.
var Kinds = []Kind{RoleElement, ScopeElement, FilterElement, BearerElement}

// Element is something that load_roles names. A check exercises what lies on the way to its answer, to a yes as to a near
// miss, and whom it asks about; one that can't be decided exercises nothing.
type Element struct {
	Kind      Kind
	Name      string
	Place     Place // where the config names it first
	Exercised bool
}

type elementKey struct {
	kind Kind
	name string
}

// coverage gathers elements and what is exercised.
type coverage struct {
	l    *locator
	refs func(rbac.Ref) diag.Span
	all  map[elementKey]*Element
	used map[elementKey]bool
}

// cover tells which elements of a scenario's configs its checks exercise.
func cover(j *Job, a *playground.Response) []Element {
	c := &coverage{
		l: &locator{job: j, doc: a.Document, lines: map[string][]int{}}, refs: a.Refs.Span,
		all: map[elementKey]*Element{}, used: map[elementKey]bool{},
	}
	for _, config := range a.Configs {
		for i := range config.LoadRoles {
			c.role(&config.LoadRoles[i])
		}
	}
	for _, r := range a.Checks {
		if r.Verdict == checks.Invalid {
			continue
		}
		if n, ok := r.Line.Node.(*checks.Check); ok && n.Because != nil {
			c.use(RoleElement, n.Because.Name)
		}
		for _, asked := range r.Reasons {
			c.subject(asked.Subject)
			for i := range asked.Answer.Paths {
				c.path(&asked.Answer.Paths[i])
			}
			for i := range asked.Answer.Near {
				c.path(&asked.Answer.Near[i].Path)
			}
		}
	}
	out := make([]Element, 0, len(c.all))
	for key, e := range c.all {
		e.Exercised = c.used[key]
		out = append(out, *e)
	}
	slices.SortFunc(out, func(a, b Element) int {
		return cmp.Or(slices.Index(Kinds, a.Kind)-slices.Index(Kinds, b.Kind), strings.Compare(a.Name, b.Name))
	})
	return out
}

// role adds what a role names.
func (c *coverage) role(r *rbac.RoleSpec) {
	if !r.HasName {
		return
	}
	c.add(RoleElement, r.Name.Value, r.Ref)
	for _, s := range r.Scopes {
		base, filter := split(s.Value)
		c.add(ScopeElement, base, s.Ref)
		if filter != "" {
			c.add(FilterElement, filter, s.Ref)
		}
	}
	for _, list := range []struct {
		kind  string
		names []rbac.Name
	}{{"user ", r.Users}, {"group ", r.Groups}, {"service ", r.Services}} {
		for _, n := range list.names {
			c.add(BearerElement, list.kind+n.Value, n.Ref)
		}
	}
}

func (c *coverage) add(kind Kind, name string, ref rbac.Ref) {
	key := elementKey{kind, name}
	if c.all[key] == nil {
		c.all[key] = &Element{Kind: kind, Name: name, Place: c.l.finding(diag.Diagnostic{Span: c.refs(ref)}).Place}
	}
}

func (c *coverage) use(kind Kind, name string) { c.used[elementKey{kind, name}] = true }

// subject is somebody who was asked about; of a token, its owner.
func (c *coverage) subject(s rbac.Subject) {
	if s.Kind == rbac.Bearer {
		s = s.Token.Owner
	}
	switch s.Kind {
	case rbac.User:
		c.use(BearerElement, "user "+s.Name)
	case rbac.Service:
		c.use(BearerElement, "service "+s.Name)
	case rbac.AnyMember:
		c.use(BearerElement, "group "+s.Name)
	}
}

// path is a way to a permission, or what comes close to one.
func (c *coverage) path(p *rbac.Path) {
	if p.Role != "" {
		c.use(RoleElement, p.Role)
	}
	if p.Group != "" {
		c.use(BearerElement, "group "+p.Group)
	}
	if p.Raw != "" {
		base, filter := split(p.Raw)
		c.use(ScopeElement, base)
		if filter != "" {
			c.use(FilterElement, filter)
		}
	}
	for i := range p.Owner {
		c.path(&p.Owner[i])
	}
}

// split takes a scope as written apart; the filter keeps its mark.
func split(raw string) (base, filter string) {
	if i := strings.IndexByte(raw, '!'); i >= 0 {
		return raw[:i], raw[i:]
	}
	return raw, ""
}
