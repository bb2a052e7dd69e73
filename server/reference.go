package server

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"

	"rolecall.example/internal/limits"
	"rolecall.example/internal/reference"
	"rolecall.example/rbac"
	"rolecall.example/templates"
)

// scopePages is the reference. Its facts are computed when the first page of it is asked for, and each page when it is.
type scopePages struct {
	facts func() *reference.Reference
	uses  func() map[string][]templates.ScopeUse // documents of the gallery by the scope that they use

	mu    sync.Mutex
	pages map[scopeKey]func() (*page, error)
}

// scopeKey names a page: of one scope, or, with an empty scope, of a version's list.
type scopeKey struct{ version, scope string }

func (s *Server) newScopePages() *scopePages {
	return &scopePages{
		facts: sync.OnceValue(reference.New),
		uses:  sync.OnceValue(s.scopeUses),
		pages: map[scopeKey]func() (*page, error){},
	}
}

// referenceRoutes are the addresses of the reference. The short ones speak of the default version, the long ones of one
// version for ever; a default version's long address answers, too, and names the short one as the one to link to.
func (s *Server) referenceRoutes() map[string]route {
	return map[string]route{
		"/scopes":         {get: s.scopesPage},
		"/scopes/{$}":     {get: func(w http.ResponseWriter, r *http.Request) error { return moved(w, r, "/scopes") }},
		"/scopes/{first}": {get: s.scopesPage},
		"/scopes/{first}/{$}": {get: func(w http.ResponseWriter, r *http.Request) error {
			return moved(w, r, "/scopes/"+r.PathValue("first"))
		}},
		"/scopes/{version}/{name}": {get: s.versionScopePage},
	}
}

// scopesPage answers a version's list, with ?q= a search of it, and /scopes/NAME. ?version= leads to that version.
func (s *Server) scopesPage(w http.ResponseWriter, r *http.Request) error {
	first, query := r.PathValue("first"), r.URL.Query()
	v := s.scopes.facts().Version(first)
	if first != "" && v == nil {
		return s.scopePage(w, r, rbac.DefaultVersion, first)
	}
	if v == nil {
		v = s.scopes.facts().Version(rbac.DefaultVersion)
	}
	q := strings.TrimSpace(query.Get("q"))
	if to := query.Get("version"); to != "" {
		if s.scopes.facts().Version(to) == nil {
			return &Error{ID: "not-found", Message: "The reference has no such version of JupyterHub.", Hint: "The page of scopes lists those that it has."}
		}
		target := templates.ScopesURL(to)
		if q != "" {
			target += "?q=" + url.QueryEscape(q)
		}
		http.Redirect(w, r, target, http.StatusFound)
		return nil
	}
	if q == "" {
		return serveRendered(w, r, s.scopes.page(scopeKey{version: v.Name}, func() (*page, error) { return s.renderScopes(v) }))
	}
	if len(q) > limits.ScopeQuery {
		return &Error{ID: "query-too-long", Message: "That is too long to search for.", Hint: "A scope, a request or a word will do."}
	}
	found := v.Search(q, templates.DescribeScope)
	data := s.scopesData(v)
	data.Query, data.Result = q, &found
	p, err := render(r.Context(), templates.ScopesPage(data))
	if err != nil {
		return err
	}
	p.serve(w, r, http.StatusOK)
	return nil
}

func (s *Server) versionScopePage(w http.ResponseWriter, r *http.Request) error {
	if version := r.PathValue("version"); s.scopes.facts().Version(version) != nil {
		return s.scopePage(w, r, version, r.PathValue("name"))
	}
	return &Error{ID: "not-found", Message: "The reference has no such version of JupyterHub.", Hint: "The page of scopes lists those that it has."}
}

// scopePage answers for one scope, or says in which versions there is one of that name, or what was meant.
func (s *Server) scopePage(w http.ResponseWriter, r *http.Request, version, name string) error {
	facts := s.scopes.facts()
	v := facts.Version(version)
	if scope := v.Scope(name); scope != nil {
		return serveRendered(w, r, s.scopes.page(scopeKey{version, name}, func() (*page, error) { return s.renderScope(v, scope) }))
	}
	data := templates.NoScopeData{Assets: s.assets.urls, Version: v, Versions: versionNames(facts), Name: name, Having: facts.Having(name)}
	if len(data.Having) == 0 && len(name) <= limits.ScopeQuery {
		data.Suggest = v.Suggest(name)
	}
	p, err := render(r.Context(), templates.NoScopePage(data))
	if err != nil {
		return err
	}
	p.serve(w, r, http.StatusNotFound)
	return nil
}

// page keeps one rendering of a page that there is: only names of versions and scopes come here.
func (c *scopePages) page(key scopeKey, draw func() (*page, error)) func() (*page, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.pages[key] == nil {
		c.pages[key] = sync.OnceValues(draw)
	}
	return c.pages[key]
}

func versionNames(r *reference.Reference) []string {
	var out []string
	for _, v := range r.Versions {
		out = append(out, v.Name)
	}
	return out
}

func (s *Server) scopesData(v *reference.Version) templates.ScopesData {
	return templates.ScopesData{
		Assets: s.assets.urls, Version: v, Versions: versionNames(s.scopes.facts()), Canonical: s.config.Origin + templates.ScopesURL(v.Name),
	}
}

func (s *Server) renderScopes(v *reference.Version) (*page, error) {
	return render(context.Background(), templates.ScopesPage(s.scopesData(v)))
}

func (s *Server) renderScope(v *reference.Version, scope *reference.Scope) (*page, error) {
	return render(context.Background(), templates.ScopePage(templates.ScopeData{
		Assets: s.assets.urls, Version: v, Versions: versionNames(s.scopes.facts()),
		Canonical: s.config.Origin + templates.ScopeURL(v.Name, scope.Name), Scope: scope, Gallery: s.scopes.uses()[scope.Name],
	}))
}

// scopeUses runs every document of the gallery and gathers which scopes it uses.
func (s *Server) scopeUses() map[string][]templates.ScopeUse {
	out := map[string][]templates.ScopeUse{}
	for _, section := range s.config.Gallery {
		for _, e := range section.Entries {
			entry := s.gallery.entries[e.Name]
			uses := entry.uses()
			for _, scope := range uses.All() {
				out[scope] = append(out[scope], templates.ScopeUse{
					Name: e.Name, Title: title(entry.run(), e.Name),
					Gives: slices.Contains(uses.Gives, scope), Asks: slices.Contains(uses.Asks, scope),
				})
			}
		}
	}
	return out
}
