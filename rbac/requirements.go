package rbac

import (
	"slices"
	"strings"
)

// Requirement is what one address of the Hub takes of whoever asks: the scopes, the filters that they may be held
// with, and the status of a refusal. It says what Call answers, without a Hub.
type Requirement struct {
	// Endpoint has in Needs what its decorators want, or what its handler asks by itself: of each list one scope, and
	// of all lists. Its Handler is HubOAuth where a server or a service asks the Hub, as for Hub.Open.
	Endpoint
	Inside bool // the handler asks, not a decorator

	// Filters are the kinds of filter with which the scopes still open the address. Narrows tells that it then opens for
	// what the filter covers alone; without it such a filter has no effect.
	Filters []FilterKind
	Narrows bool

	Missing   int // status where none of the scopes is held
	Elsewhere int // status where one is held, for others than the address names; 0: the address names nobody

	// FirstDecides: of several scopes the first that is held decides, even where it misses and a later one would not.
	FirstDecides bool
	// Besides are asked once Needs are met, of each list one: what a share gives away, and whose name it goes to.
	Besides [][]string
	// Always is a status that ends the request even where the scopes suffice: an address that is out of use.
	Always int
}

// anyFilter are the kinds of filter that a scope may have.
var anyFilter = []FilterKind{UserFilter, GroupFilter, ServerFilter, ServiceFilter}

// Filters lists the kinds of filter that can cover such a target: a user is covered by its name and by its groups, a
// server by its user, too. Counterpart: jupyterhub.scopes.has_scope.
func (k TargetKind) Filters() []FilterKind {
	switch k {
	case userTarget:
		return []FilterKind{UserFilter, GroupFilter}
	case groupTarget:
		return []FilterKind{GroupFilter}
	case serviceTarget:
		return []FilterKind{ServiceFilter}
	case serverTarget, shareTarget:
		return []FilterKind{UserFilter, GroupFilter, ServerFilter}
	}
	return nil
}

// Requirements lists every address of the version's Hub that takes scopes, sorted by path and method: the endpoints
// whose decorators want them, and those whose handlers ask by themselves.
func (d *Definitions) Requirements() []Requirement {
	var out []Requirement
	for _, e := range d.Endpoints() {
		if len(e.Needs) > 0 {
			out = append(out, d.decorated(e))
		}
		out = append(out, d.inside(e)...)
	}
	out = append(out, d.opened()...)
	slices.SortStableFunc(out, func(a, b Requirement) int {
		if c := strings.Compare(a.Path, b.Path); c != 0 {
			return c
		}
		return strings.Compare(a.Method, b.Method)
	})
	return out
}

// decorated is a Requirement of @needs_scope.
func (d *Definitions) decorated(e Endpoint) Requirement {
	r := Requirement{Endpoint: e, Filters: e.Target.Filters(), Narrows: e.Target != noTarget, Missing: 403}
	if e.Target != noTarget {
		r.Elsewhere = 404
	}
	for _, any := range e.Needs {
		r.FirstDecides = r.FirstDecides || len(any) > 1 && d.features.firstHeldDecides
	}
	switch {
	case e.Handler == "UserListAPIHandler" && e.Method == "GET":
		r.Filters, r.Narrows = []FilterKind{UserFilter, GroupFilter}, true
	case e.Handler == "GroupListAPIHandler" && e.Method == "GET":
		r.Filters, r.Narrows = []FilterKind{GroupFilter}, true
	case e.Handler == "ServiceListAPIHandler":
		r.Filters, r.Narrows = []FilterKind{ServiceFilter}, true
	case e.Target == noTarget && d.features.anyFilterPasses:
		r.Filters = anyFilter
	}
	switch {
	case e.Handler == "UserAdminAccessAPIHandler":
		r.Always = 403
	case e.Target == shareTarget && !strings.HasSuffix(e.Path, "/*"):
		// The scope's filter is compared with a server that is called None.
		r.Filters = []FilterKind{UserFilter, GroupFilter}
		if e.Method != "GET" {
			r.Always = 405
		}
	case e.Handler == "ServerShareAPIHandler" && e.Method == "POST":
		r.Besides = [][]string{{"access:servers"}, {"read:users:name", "read:groups:name"}}
	case e.Handler == "ServerShareCodeAPIHandler" && e.Method == "POST":
		r.Besides = [][]string{{"access:servers"}}
	}
	return r
}

// inside are the Requirements that the handler of an endpoint without a decorator asks for.
func (d *Definitions) inside(e Endpoint) []Requirement {
	r := Requirement{Endpoint: e, Inside: true, Narrows: true, Missing: 403, Elsewhere: 403}
	ask := func(scope string, target TargetKind) Requirement {
		r := r
		r.Needs, r.Target, r.Filters = [][]string{{scope}}, target, target.Filters()
		return r
	}
	switch e.Method + " " + e.Handler {
	case "GET MetricsHandler":
		r := ask("read:metrics", noTarget)
		r.Filters, r.Narrows, r.Elsewhere = anyFilter, false, 0
		return []Requirement{r}
	case "POST UserTokenListAPIHandler":
		return []Requirement{ask("tokens", userTarget)}
	case "GET OAuthAuthorizeHandler":
		return []Requirement{ask("access:servers", serverTarget), ask("access:services", serviceTarget)}
	}
	return nil
}

// opened are the Requirements of what is opened in a browser: a server, a service, and the page that stands for a
// server that does not run.
func (d *Definitions) opened() []Requirement {
	open := func(path, handler, scope string, target TargetKind) Requirement {
		e := Endpoint{Method: "GET", Path: path, Handler: handler, Needs: [][]string{{scope}}, Target: target, Login: true}
		return Requirement{Endpoint: e, Inside: true, Filters: target.Filters(), Narrows: true, Missing: 403, Elsewhere: 403}
	}
	waiting := open("/hub/user/+/**", "UserUrlHandler", "access:servers", userTarget)
	waiting.Elsewhere = 404
	if restFeaturesOf(d.version).urlByServer {
		waiting.Missing, waiting.Target, waiting.Filters = 404, serverTarget, serverTarget.Filters()
	}
	return []Requirement{
		open("/user/+/**", "HubOAuth", "access:servers", serverTarget),
		open("/services/+/**", "HubOAuth", "access:services", serviceTarget),
		waiting,
	}
}

// At reports whether the Requirement speaks of an address: its method, or "" for any, and a path from the server's root
// or from APIPrefix. Any text stands for an argument.
func (r *Requirement) At(method, path string) bool {
	if method != "" && method != r.Method {
		return false
	}
	return matchAddress(r.Path, path) || matchAddress(r.Path, APIPrefix+path)
}

func matchAddress(pattern, path string) bool {
	if head, open := strings.CutSuffix(pattern, "/**"); open {
		segments := strings.Split(path, "/")
		n := strings.Count(head, "/") + 1
		if len(segments) < n {
			return false
		}
		pattern, path = head, strings.Join(segments[:n], "/")
	}
	_, ok := matchSegments(pattern, strings.Split(path, "/"))
	return ok
}
