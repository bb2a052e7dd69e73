package enough

import (
	"strings"

	"rolecall.example/internal/checks"
	"rolecall.example/rbac"
)

// Demand is what a wish comes down to: one of the scopes Bases is to be held for Target, or without a filter where that is
// the zero Filter.
type Demand struct {
	Bases  []string
	Target rbac.Filter
}

// Try gives a Hub in which the subject holds further scopes by a role of its own; nil where that does not start.
type Try func(scopes []string) *rbac.Hub

// maxDoors bounds the scopes that one request asks for one after the other.
const maxDoors = 6

// Demands tells what a subject lacks for a wish; none where it is fulfilled. The problem says why no scope fulfils it.
func Demands(h *rbac.Hub, s rbac.Subject, w Wish, try Try) (out []Demand, problem string) {
	switch {
	case w.Any != "":
		out, problem = everything(h.Definitions(), w)
	case w.Request.Kind == checks.AskScope:
		asked := checks.NewAsker(h).Ask(s, w.Request, false)
		if asked.ID != "" {
			return nil, asked.Message
		}
		scope := rbac.ParseScope(asked.Scope)
		out = []Demand{{[]string{scope.Base}, scope.Filter}}
	case isListing(w.Request):
		out, problem = listing(h.Definitions(), w.Request)
	default:
		return doors(s, w.Request, try)
	}
	return lacking(h, s, out), problem
}

// lacking are the demands that are not met yet.
func lacking(h *rbac.Hub, s rbac.Subject, list []Demand) []Demand {
	var out []Demand
	for _, d := range list {
		met := false
		for _, base := range d.Bases {
			met = met || h.Check(s, rbac.Scope{Base: base, Filter: d.Target}.String()).Yes()
		}
		if !met {
			out = append(out, d)
		}
	}
	return out
}

// everything is what a method asks for at an address, whatever stands in it.
func everything(d *rbac.Definitions, w Wish) ([]Demand, string) {
	var out []Demand
	for _, r := range d.Requirements() {
		if r.Method == w.Method && r.At(w.Method, rbac.APIPrefix+anyPaths[w.Any]) {
			for _, any := range r.Needs {
				out = append(out, Demand{Bases: any})
			}
		}
	}
	if len(out) == 0 {
		return nil, "no scope stands at this address"
	}
	return out, ""
}

func isListing(r checks.Request) bool {
	path, _, _ := strings.Cut(r.Call.Path, "?")
	return r.Kind == checks.AskCall && r.Call.Method == "GET" && (path == "/users" || path == "/groups" || path == "/services")
}

// listing is what a whole list takes, or one that shows some names.
func listing(d *rbac.Definitions, q checks.Request) ([]Demand, string) {
	path, _, _ := strings.Cut(q.Call.Path, "?")
	kinds := map[string]rbac.FilterKind{"/users": rbac.UserFilter, "/groups": rbac.GroupFilter, "/services": rbac.ServiceFilter}
	var out []Demand
	for _, r := range d.Requirements() {
		if !r.At("GET", rbac.APIPrefix+path) {
			continue
		}
		for _, any := range r.Needs {
			if !q.HasSeeing {
				out = append(out, Demand{Bases: any})
			}
			for _, name := range q.Seeing {
				out = append(out, Demand{any, rbac.Filter{Kind: kinds[path], Value: name}})
			}
		}
	}
	return out, ""
}

// doors asks for a request again and again, each time with the scope that it lacked, until it is let through.
func doors(s rbac.Subject, q checks.Request, try Try) (out []Demand, problem string) {
	var granted []string
	for range maxDoors {
		hub := try(granted)
		if hub == nil {
			return nil, "the Hub does not start with further scopes"
		}
		asked := checks.NewAsker(hub).Ask(s, q, false)
		if asked.ID != "" {
			return nil, asked.Message
		}
		if asked.Yes {
			return out, ""
		}
		needs := Needed(asked.Answer)
		if len(needs) == 0 {
			return nil, "no scope is lacking: " + strings.TrimPrefix(checks.Says(asked.Answer), "since ")
		}
		d := Demand{Target: needs[0].Filter}
		for _, n := range needs {
			d.Bases = append(d.Bases, n.Base)
		}
		out, granted = append(out, d), append(granted, needs[0].String())
	}
	return nil, "it asks for ever more scopes"
}

// Needed are the scopes of which one would lead on where a request was refused for lack of one.
func Needed(a rbac.Answer) []rbac.Scope {
	switch a.Reason {
	case "", "scope-missing", "scope-elsewhere", "share-scope-missing":
	default:
		return nil
	}
	if len(a.Needs) == 0 {
		return nil
	}
	last := a.Needs[len(a.Needs)-1]
	if last.Passed != "" {
		return nil
	}
	var out []rbac.Scope
	for _, base := range last.Scopes {
		out = append(out, rbac.Scope{Base: base, Filter: last.Target})
	}
	return out
}
