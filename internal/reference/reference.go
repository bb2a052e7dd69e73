package reference

import (
	"slices"

	"rolecall.example/rbac"
)

// A Reference holds every version.
type Reference struct {
	Versions []*Version // newest first
}

// A Version is the reference of one JupyterHub version.
type Version struct {
	Name     string
	Scopes   []*Scope   // in the Hub's order
	Requests []*Request // those of the REST API first
	Roles    []rbac.DefaultRole
	Self     []string // what the metascope self stands for, those left out that another of them includes
	Models   []rbac.ModelFields

	// AnyFilterPasses: what names nobody opens by scopes with any filter. ServerFilterReadsName: a server filter brings
	// read:users:name for the server's user.
	AnyFilterPasses, ServerFilterReadsName bool

	defs *rbac.Definitions
}

// A Scope is one scope of one version.
type Scope struct {
	Name string
	Kind Kind

	Includes   []Node
	IncludedIn []string // by what includes it directly, sorted
	Above      []string // by all that includes it, at any depth, sorted

	Opens   []Opening
	Reveals []Reveal
	Filters []FilterUse // one for each kind
	Roles   []RoleUse

	In      []string // versions that define it, oldest first
	Changes []Change // oldest first

	Near     []Near
	Misspelt []string // what people write for it, and what stops the Hub
	Error    string   // the class of the exception that a misspelt scope raises
}

// Kind tells scopes that grant from those that stand for others.
type Kind uint8

const (
	Plain Kind = iota
	Self
	Inherit
	NoScope
)

// A Node is a scope in the tree of what another includes.
type Node struct {
	Name string
	Sub  []Node
}

// New computes the reference of every version.
func New() *Reference {
	out := &Reference{}
	for _, name := range rbac.Versions() {
		d, _ := rbac.Define(name)
		out.Versions = append(out.Versions, newVersion(d))
	}
	for _, v := range out.Versions {
		for _, s := range v.Scopes {
			s.In, s.Changes = out.history(s.Name)
		}
	}
	return out
}

// Version finds a version by its name.
func (r *Reference) Version(name string) *Version {
	for _, v := range r.Versions {
		if v.Name == name {
			return v
		}
	}
	return nil
}

// Having lists the versions that define a scope, newest first.
func (r *Reference) Having(scope string) (out []string) {
	for _, v := range r.Versions {
		if v.Scope(scope) != nil {
			out = append(out, v.Name)
		}
	}
	return out
}

// Scope finds a scope of the version by its name.
func (v *Version) Scope(name string) *Scope {
	for _, s := range v.Scopes {
		if s.Name == name {
			return s
		}
	}
	return nil
}

// Suggest returns the scope that a misspelt name may have meant, or "".
func (v *Version) Suggest(name string) string { return rbac.ParseScope(v.defs.Suggest(name)).Base }

func newVersion(d *rbac.Definitions) *Version {
	v := &Version{
		Name: d.Version(), Roles: d.DefaultRoles(), Models: d.Fields(), defs: d,
		AnyFilterPasses: d.AnyFilterPasses(), ServerFilterReadsName: d.ServerFilterReadsName(),
	}
	for _, r := range d.Requirements() {
		v.Requests = append(v.Requests, newRequest(r))
	}
	slices.SortStableFunc(v.Requests, func(a, b *Request) int { return order(a.Page) - order(b.Page) })
	v.Self = tops(d, d.SelfScopes())
	for _, name := range d.Scopes() {
		s := &Scope{Name: name, Kind: kindOf(name)}
		s.Includes = nodes(d, name)
		s.IncludedIn, s.Above = above(d, name)
		s.Opens = v.opens(s)
		s.Reveals = v.reveals(s)
		s.Filters = v.filters(s)
		s.Roles = v.roles(name)
		s.Near = near(d, name)
		s.Misspelt, s.Error = misspelt(d, name)
		v.Scopes = append(v.Scopes, s)
	}
	return v
}

func kindOf(name string) Kind {
	switch name {
	case "self":
		return Self
	case "inherit":
		return Inherit
	case "(no_scope)":
		return NoScope
	}
	return Plain
}

// nodes is the tree below a scope. JupyterHub's own scopes never include themselves.
func nodes(d *rbac.Definitions, name string) []Node {
	var out []Node
	for _, sub := range d.Subscopes(name) {
		out = append(out, Node{sub, nodes(d, sub)})
	}
	return out
}

// above lists what includes a scope: directly, and at any depth.
func above(d *rbac.Definitions, name string) (direct, all []string) {
	for _, other := range d.Scopes() {
		if other == name {
			continue
		}
		if slices.Contains(d.Subscopes(other), name) {
			direct = append(direct, other)
		}
		if slices.Contains(d.Includes(other), name) {
			all = append(all, other)
		}
	}
	slices.Sort(direct)
	slices.Sort(all)
	return direct, all
}

// tops leaves out of a list what another scope of it includes.
func tops(d *rbac.Definitions, list []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool {
		return slices.ContainsFunc(list, func(o string) bool { return o != s && slices.Contains(d.Includes(o), s) })
	})
}

// RoleUse is a default role that holds a scope, and the scope by which the role's own list does.
type RoleUse struct{ Role, By string }

func (v *Version) roles(name string) []RoleUse {
	var out []RoleUse
	for _, r := range v.Roles {
		for _, raw := range r.Scopes {
			base := rbac.ParseScope(raw).Base
			if slices.Contains(v.defs.Includes(base), name) || base == "self" && slices.Contains(v.defs.SelfScopes(), name) {
				out = append(out, RoleUse{r.Name, raw})
			}
		}
	}
	return out
}

// Bare tells whether the version takes a filter without a value, "!user", in a role.
func (v *Version) Bare(kind rbac.FilterKind) bool {
	return v.defs.CheckScope("self!"+kind.String()) == nil
}

// Custom tells whether a config of the version can define scopes of its own.
func (v *Version) Custom() bool { return v.defs.HasSetting("JupyterHub.custom_scopes") }
