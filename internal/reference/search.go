package reference

import (
	"slices"
	"strings"

	"rolecall.example/rbac"
)

// A Result is what a query finds: scopes by their name, by what is said of them, by a request that they open, or by a
// field that they reveal; and the requests and fields themselves.
type Result struct {
	Query    string
	Requests []*Request
	Fields   []FieldOf
	Hits     []Hit  // the best first
	Suggest  string // a scope that a misspelt name may have meant, where none is exactly that
}

// A FieldOf is a field of a model, with the scopes that reveal it.
type FieldOf struct {
	Model, Name string
	Scopes      []string
}

// A Hit is a scope with the reasons for which it was found.
type Hit struct {
	*Scope
	Reason Reason
	Calls  []string // those of the result's requests that the scope opens, alone or together with others
	Fields []string // those of the result's fields that it reveals, "user: name"
}

// Reason says how well a scope fits, the best first.
type Reason uint8

const (
	ByName  Reason = iota + 1 // the name itself
	InName                    // a part of the name
	Asked                     // the request asks for it, or the field comes by it
	InText                    // the words that describe it
	Covered                   // what the request asks for, or what reveals the field, is included in it
)

// Search looks for a text: the name of a scope, with or without a filter; a request such as "DELETE /users/ann/server";
// an address or a part of one; a field; or words. describe gives the words that are said of a scope.
func (v *Version) Search(query string, describe func(scope string) string) Result {
	out := Result{Query: query}
	method, path, terms := split(query)
	out.Requests = v.requestsAt(method, path, terms)
	out.Fields = v.fieldsOf(terms)
	named := false
	for _, s := range v.Scopes {
		h := Hit{Scope: s}
		h.match(&out, terms, describe(s.Name))
		if h.Reason != 0 {
			named = named || h.Reason == ByName
			out.Hits = append(out.Hits, h)
		}
	}
	slices.SortStableFunc(out.Hits, func(a, b Hit) int {
		if a.Reason == Covered && b.Reason == Covered {
			return len(v.held(a.Scope)) - len(v.held(b.Scope)) // the least that will do
		}
		return int(a.Reason) - int(b.Reason)
	})
	if !named && path == "" && len(terms) == 1 && len(out.Requests) == 0 {
		out.Suggest = v.Suggest(terms[0])
	}
	return out
}

// split reads a query: a request, or words of which a scope loses its filter.
func split(query string) (method, path string, terms []string) {
	words := strings.Fields(query)
	if len(words) > 0 && slices.Contains([]string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"}, strings.ToUpper(words[0])) {
		if len(words) == 1 || strings.HasPrefix(words[1], "/") {
			method, words = strings.ToUpper(words[0]), words[1:]
		}
	}
	if len(words) > 0 && strings.HasPrefix(words[0], "/") {
		path, _, _ = strings.Cut(words[0], "?")
		return method, path, nil // what follows is a body
	}
	for _, w := range words {
		if base := rbac.ParseScope(w).Base; base != "" {
			terms = append(terms, strings.ToLower(base))
		}
	}
	return method, "", terms
}

// requestsAt finds requests by their address; where none has it, by a part of it.
func (v *Version) requestsAt(method, path string, terms []string) []*Request {
	var out []*Request
	take := func(match func(*Request) bool) {
		for _, r := range v.Requests {
			if (method == "" || method == r.Method) && match(r) {
				out = append(out, r)
			}
		}
	}
	switch {
	case path != "":
		if take(func(r *Request) bool { return r.At("", path) }); len(out) == 0 {
			take(func(r *Request) bool { return strings.Contains(r.Address, path) || strings.Contains(r.Path, path) })
		}
	case method != "" && len(terms) == 0:
		take(func(*Request) bool { return true })
	case len(terms) == 1 && strings.Contains(terms[0], "/"):
		take(func(r *Request) bool { return strings.Contains(r.Address, terms[0]) || r.At("", "/"+terms[0]) })
	}
	return out
}

// fieldsOf finds the field of this name in every model.
func (v *Version) fieldsOf(terms []string) []FieldOf {
	var out []FieldOf
	if len(terms) != 1 {
		return nil
	}
	for i := range v.Models {
		m := &v.Models[i]
		if !slices.Contains(m.Fields, terms[0]) {
			continue
		}
		if n := len(out) - 1; n >= 0 && out[n].Model == m.Model {
			out[n].Scopes = append(out[n].Scopes, m.Scope)
			continue
		}
		out = append(out, FieldOf{m.Model, terms[0], []string{m.Scope}})
	}
	return out
}

func (h *Hit) match(r *Result, terms []string, words string) {
	better := func(reason Reason) {
		if h.Reason == 0 || reason < h.Reason {
			h.Reason = reason
		}
	}
	for _, o := range h.Opens {
		if slices.Contains(r.Requests, o.Request) {
			h.Calls = append(h.Calls, o.Call())
			better(Covered)
			if o.By == h.Name {
				better(Asked)
			}
		}
	}
	for _, f := range r.Fields {
		for _, reveal := range h.Reveals {
			for _, field := range reveal.Fields {
				if reveal.Model == f.Model && field.Name == f.Name {
					h.Fields = append(h.Fields, f.Model+": "+f.Name)
					better(Covered)
					if field.By == h.Name {
						better(Asked)
					}
				}
			}
		}
	}
	if len(terms) == 0 {
		return
	}
	name, text := strings.ToLower(h.Name), strings.ToLower(words)
	all := func(in string) bool {
		return !slices.ContainsFunc(terms, func(t string) bool { return !strings.Contains(in, t) })
	}
	switch {
	case len(terms) == 1 && terms[0] == name:
		better(ByName)
	case all(name):
		better(InName)
	case all(name + " " + text):
		better(InText)
	}
}
