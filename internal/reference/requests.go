package reference

import (
	"slices"
	"strings"

	"rolecall.example/rbac"
)

// A Request is an address that takes scopes, as people write it.
type Request struct {
	rbac.Requirement
	Address string // without the method: "/users/{user}/server" of the REST API, "/hub/admin" of the pages
	Page    bool   // it is opened in a browser
}

// Call is the method and the address.
func (r *Request) Call() string { return r.Method + " " + r.Address }

// argument names what stands at a "+" or "*" by the part of the path before it.
func argument(before string) string {
	switch before {
	case "users", "user", "spawn", "spawn-pending":
		return "{user}"
	case "groups":
		return "{group}"
	case "services":
		return "{service}"
	case "tokens":
		return "{id}"
	case "shares", "share-codes", "shared":
		return "{owner}"
	}
	return "{server}" // after servers, {user} or {owner}
}

func newRequest(r rbac.Requirement) *Request {
	out := &Request{Requirement: r, Page: r.Login && r.Handler != "OAuthAuthorizeHandler"}
	parts := strings.Split(r.Path, "/")
	for i, p := range parts {
		switch p {
		case "+", "*":
			parts[i] = argument(parts[i-1])
		case "**":
			parts[i] = "…"
		}
	}
	out.Address = strings.Join(parts, "/")
	if rest, api := strings.CutPrefix(out.Address, rbac.APIPrefix+"/"); api {
		out.Address = "/" + rest
	}
	return out
}

// An Opening is a request that a scope opens, or helps to open.
type Opening struct {
	*Request
	By      string            // what the request asks for, of all that the scope includes: the scope itself if need be
	Held    []string          // all that the request takes and the scope includes
	Others  []string          // what the request takes as well, and the scope does not include
	Filters []rbac.FilterKind // kinds of filter with which the scope still opens it
	Lacks   [][]string        // what it takes besides, of each list one, that the scope does not include
}

// opens lists what a scope opens: by itself first, then by what it includes, each in the order of addresses.
func (v *Version) opens(s *Scope) []Opening {
	var out []Opening
	held := v.held(s)
	for _, r := range v.Requests {
		o := Opening{Request: r}
		for i, any := range slices.Concat(r.Needs, r.Besides) {
			at := slices.IndexFunc(any, func(scope string) bool { return slices.Contains(held, scope) })
			switch {
			case at < 0:
				o.Lacks = append(o.Lacks, any)
			case i < len(r.Needs) && o.By == "":
				o.By = any[at]
				if slices.Contains(any, s.Name) {
					o.By = s.Name
				}
				o.Held = slices.DeleteFunc(slices.Clone(any), func(scope string) bool { return !slices.Contains(held, scope) })
				o.Others = without(any, held)
			}
		}
		if o.By == "" {
			continue
		}
		for _, kind := range r.Filters {
			if s.Kind == Plain && slices.Contains(v.defs.IncludesUnder(s.Name, kind), o.By) {
				o.Filters = append(o.Filters, kind)
			}
		}
		if s.Kind == Self && !slices.Contains(r.Filters, rbac.UserFilter) {
			continue // self is held for oneself alone
		}
		out = append(out, o)
	}
	slices.SortStableFunc(out, func(a, b Opening) int {
		return order(a.By != s.Name)*2 + order(a.Always != 0) - order(b.By != s.Name)*2 - order(b.Always != 0)
	})
	return out
}

func order(later bool) int {
	if later {
		return 1
	}
	return 0
}

// held are the scopes that count for whoever holds s.
func (v *Version) held(s *Scope) []string {
	switch s.Kind {
	case Self:
		return v.defs.SelfScopes()
	case Plain:
		return v.defs.Includes(s.Name)
	}
	return nil
}

// A Reveal is the fields of a model that a scope shows.
type Reveal struct {
	Model  string
	Fields []Field
}

// A Field comes by the scope itself or by one that it includes.
type Field struct{ Name, By string }

func (v *Version) reveals(s *Scope) []Reveal {
	held := v.held(s)
	var out []Reveal
	for _, model := range []string{"user", "server", "group", "service"} {
		r := Reveal{Model: model}
		for i := range v.Models {
			m := &v.Models[i]
			if m.Model != model || !slices.Contains(held, m.Scope) {
				continue
			}
			for _, f := range m.Fields {
				at := slices.IndexFunc(r.Fields, func(o Field) bool { return o.Name == f })
				switch {
				case at < 0:
					r.Fields = append(r.Fields, Field{f, m.Scope})
				case m.Scope == s.Name:
					r.Fields[at].By = m.Scope
				}
			}
		}
		slices.SortFunc(r.Fields, func(a, b Field) int { return strings.Compare(a.Name, b.Name) })
		if len(r.Fields) > 0 {
			out = append(out, r)
		}
	}
	return out
}
