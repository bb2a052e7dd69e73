package rbac

import (
	"slices"
	"strings"
)

// FilterKind says what a scope's filter speaks of.
type FilterKind uint8

const (
	NoFilter FilterKind = iota
	UserFilter
	ServiceFilter
	ServerFilter
	GroupFilter
	otherFilter // accepted nowhere; only an OAuth client's unchecked allowed scopes can hold one
)

var filterKeys = [...]string{UserFilter: "user", ServiceFilter: "service", ServerFilter: "server", GroupFilter: "group"}

// String returns the filter's key as it is written in a scope, such as "user".
func (k FilterKind) String() string {
	if int(k) < len(filterKeys) {
		return filterKeys[k]
	}
	return ""
}

func filterKind(key string) FilterKind {
	switch key {
	case "user":
		return UserFilter
	case "service":
		return ServiceFilter
	case "server":
		return ServerFilter
	case "group":
		return GroupFilter
	}
	return otherFilter
}

// Filter narrows a scope to what it names. The zero Filter is none: the scope holds for everyone. A filter
// without a value ("!user") is bare: it stands for the owner until expansion.
type Filter struct {
	Kind  FilterKind
	Value string // a name; for ServerFilter "user/server", the default server's name being empty
	bare  bool
}

// String prints the filter as it stands after the "!".
func (f Filter) String() string {
	switch {
	case f.Kind == NoFilter:
		return ""
	case f.Kind == otherFilter:
		return f.Value
	case f.bare:
		return f.Kind.String()
	}
	return f.Kind.String() + "=" + f.Value
}

// ParseFilter reads what stands after a scope's "!". It accepts everything; see Definitions.CheckScope for
// what JupyterHub accepts in roles.
func ParseFilter(text string) Filter {
	if text == "" {
		return Filter{}
	}
	key, value, valued := strings.Cut(text, "=")
	kind := filterKind(key)
	if kind == otherFilter {
		return Filter{Kind: otherFilter, Value: text}
	}
	return Filter{Kind: kind, Value: value, bare: !valued}
}

// server takes the value of a server filter apart.
func (f Filter) server() (user, name string) {
	user, name, _ = strings.Cut(f.Value, "/")
	return user, name
}

// Bare reports whether the filter waits for an owner: "!user", "!service", "!server".
func (f Filter) Bare() bool { return f.bare }

// Scope is one scope, taken apart at its first "!". An empty filter is no filter, as in JupyterHub.
type Scope struct {
	Base   string
	Filter Filter
}

// ParseScope takes a scope apart. Counterpart: the partition("!") all over jupyterhub.scopes.
func ParseScope(text string) Scope {
	base, filter, _ := strings.Cut(text, "!")
	return Scope{base, ParseFilter(filter)}
}

// String prints the scope: ParseScope(s.String()) equals s.
func (s Scope) String() string {
	if s.Filter.Kind == NoFilter {
		return s.Base
	}
	return s.Base + "!" + s.Filter.String()
}

// looseFilters are what JupyterHub 2 looks for anywhere in a scope with a filter.
var looseFilters = []string{"!user", "!service=", "!group=", "!server="}

// CheckScope returns nil when scope may stand in a role: its base is defined, its filter is well formed.
// Counterpart: jupyterhub.scopes._check_scopes_exist.
func (d *Definitions) CheckScope(scope string) *HubError {
	s := ParseScope(scope)
	if !d.Has(s.Base) {
		id := "scope-not-found"
		if s.Base == "all" {
			id = "scope-renamed" // the drafts of JupyterHub 2 had `all`, which became `inherit`
		}
		return &HubError{Type: d.features.class("ScopeNotFound"), ID: id, Args: Args{Scope: scope, Suggestion: d.suggestScope(s)}}
	}
	f := s.Filter
	if d.features.looseFilters {
		if f.Kind != NoFilter && !slices.ContainsFunc(looseFilters, func(part string) bool { return strings.Contains(scope, part) }) {
			return &HubError{Type: d.features.class("ScopeNotFound"), ID: "filter-not-found", Args: Args{Scope: scope, Filter: f.String(), Suggestion: suggestFilter(s)}}
		}
		return nil
	}
	if f.Kind == otherFilter || f.bare && f.Kind == GroupFilter {
		return &HubError{Type: d.features.class("ScopeNotFound"), ID: "filter-not-found", Args: Args{Scope: scope, Filter: f.String(), Suggestion: suggestFilter(s)}}
	}
	return nil
}
