package server

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// A handler answers a request. What it returns is answered by the table of errors. A handler may set headers of its
// own before it answers, Cache-Control among them.
type handler func(w http.ResponseWriter, r *http.Request) error

// A route is what one address answers, by method.
type route struct {
	get    handler // answers HEAD as well
	post   handler
	delete handler
	// open lets pages of every origin read the answers by script, those to a deletion excepted. It is for what changes
	// nothing.
	open bool
}

// routes are all addresses that the server knows, by the pattern of http.ServeMux without a method.
func (s *Server) routes() map[string]route {
	all := map[string]route{}
	groups := []map[string]route{
		s.siteRoutes(),
		s.apiRoutes(),
		s.referenceRoutes(),
		s.adviceRoutes(),
		s.embedRoutes(),
	}
	if s.config.Store != nil {
		groups = append(groups, s.sharedRoutes())
	}
	if s.config.Follow != nil {
		groups = append(groups, s.followRoutes())
	}
	for _, group := range groups {
		maps.Copy(all, group)
	}
	return all
}

// siteRoutes are the playground, the gallery and the site's files.
func (s *Server) siteRoutes() map[string]route {
	return map[string]route{
		"/{$}":            {get: s.playgroundPage},
		"/gallery":        {get: s.galleryPage},
		"/gallery/{$}":    {get: func(w http.ResponseWriter, r *http.Request) error { return moved(w, r, "/gallery") }},
		"/gallery/{name}": {open: true, get: s.scenarioPage},
		"/gallery/{name}/{$}": {get: func(w http.ResponseWriter, r *http.Request) error {
			return moved(w, r, "/gallery/"+url.PathEscape(r.PathValue("name")))
		}},
		"/assets/{file...}": {open: true, get: func(w http.ResponseWriter, r *http.Request) error {
			return s.assets.serve(w, r, r.PathValue("file"))
		}},
		"/favicon.ico": {get: s.favicon},
		"/favicon.svg": {get: s.favicon},
		"/robots.txt":  {get: fixed(typeText, "User-agent: *\nDisallow: /?from=\n")},
		"/healthz":     {get: healthy},
		"/":            {get: func(http.ResponseWriter, *http.Request) error { return errNoPage }},
		"/api/":        {get: noOperation, post: noOperation, delete: noOperation},
	}
}

func noOperation(http.ResponseWriter, *http.Request) error { return errNoOperation }

// sharedRoutes are the addresses of shared scenarios; they stand where there is a store.
func (s *Server) sharedRoutes() map[string]route {
	return map[string]route{
		"/s/{name}": {get: s.sharedScenario},
		"/s/{id}/{$}": {get: func(w http.ResponseWriter, r *http.Request) error {
			return moved(w, r, "/s/"+url.PathEscape(r.PathValue("id")))
		}},
		"/s/{id}/badge.svg":      {get: s.sharedBadge, open: true},
		"/s/{id}/card.png":       {get: s.sharedCard, open: true},
		"/s/{id}/compare":        {get: s.sharedCompare},
		"/s/{id}/compare/{with}": {get: s.sharedCompare},
		"/oembed":                {get: s.oembed, open: true},
	}
}

var errNoPage = &Error{ID: "not-found", Message: "There is no page at this address.", Hint: "The gallery lists every scenario."}

var errNoOperation = &Error{ID: "not-found", Message: "There is nothing to ask at this address.", Hint: "/api/openapi.json describes what there is."}

func (s *Server) mux() http.Handler {
	mux := http.NewServeMux()
	for pattern, route := range s.routes() {
		mux.Handle(pattern, s.answering(route))
	}
	return mux
}

// answering picks the handler by method and answers its error.
func (s *Server) answering(route route) http.Handler {
	by := map[string]handler{}
	if route.get != nil {
		by[http.MethodGet], by[http.MethodHead] = route.get, route.get
	}
	if route.post != nil {
		by[http.MethodPost] = route.post
	}
	if route.delete != nil {
		by[http.MethodDelete] = route.delete
	}
	if route.open {
		by[http.MethodOptions] = preflight
	}
	allowed := strings.Join(slices.Sorted(maps.Keys(by)), ", ")
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if route.open && r.Method != http.MethodDelete {
			w.Header().Set("Access-Control-Allow-Origin", "*")
			w.Header().Set("Cross-Origin-Resource-Policy", "cross-origin")
		}
		chosen, ok := by[r.Method]
		if !ok {
			w.Header().Set("Allow", allowed)
			s.fail(w, r, &Error{ID: "method-not-allowed", Message: "This address answers " + allowed + " only."})
			return
		}
		if r.Method == http.MethodOptions {
			w.Header().Set("Access-Control-Allow-Methods", strings.TrimPrefix(allowed, http.MethodDelete+", "))
		}
		if err := chosen(w, r); err != nil {
			s.fail(w, r, err)
		}
	})
}

// preflight answers the question that a browser asks before it reads across origins.
func preflight(w http.ResponseWriter, _ *http.Request) error {
	w.Header().Set("Access-Control-Allow-Headers", "Content-Type")
	w.Header().Set("Access-Control-Max-Age", "86400")
	w.WriteHeader(http.StatusNoContent)
	return nil
}
