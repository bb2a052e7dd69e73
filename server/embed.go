package server

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"rolecall.example/internal/limits"
	"rolecall.example/internal/playground"
	"rolecall.example/rbac"
	"rolecall.example/server/store"
	"rolecall.example/site"
	"rolecall.example/templates"
)

// embedHost is the script of pages that show embeds. Version 1 of what they and the embeds say to each other is its
// address; its content is frozen (site.EmbedV1).
const embedHost = "/embed/v1.js"

// framePolicy is the policy of embeds: any page may frame them, also one that was opened from disk.
var framePolicy = strings.Replace(policy, "frame-ancestors 'none'", "frame-ancestors * file:", 1)

// embedRoutes are scenarios in frames of other pages, and what such pages load. They are open, because a sandboxed
// frame is of no origin.
func (s *Server) embedRoutes() map[string]route {
	return map[string]route{
		"/e/":               {open: true, get: s.framed(func(*http.Request, *embedQuery) (*page, error) { return nil, errNoScenario })},
		"/e/{id}":           {open: true, get: s.framed(s.sharedEmbed)},
		"/e/gallery/{name}": {open: true, get: s.framed(s.galleryEmbed)},
		embedHost:           {open: true, get: s.embedScript},
		"/embed/v1.json":    {open: true, get: s.embedFacts},
	}
}

// embedQuery is what an embed's address asks for.
type embedQuery struct {
	view, theme string
	ask         playground.Ask // of the view "why"; empty: one that the scenario suggests
}

// variant names the answer among those of one scenario.
func (q *embedQuery) variant() string {
	parts := []string{"embed", q.view, q.theme, q.ask.Who, q.ask.Verb, q.ask.Whom}
	text, _ := json.Marshal(parts) // strings always marshal
	return string(text)
}

// readEmbedQuery refuses values that an embed does not have: who writes docs must see the mistake.
func readEmbedQuery(r *http.Request) (*embedQuery, error) {
	given := r.URL.Query()
	q := &embedQuery{view: given.Get("view"), theme: given.Get("theme")}
	for _, p := range []struct {
		name    string
		value   *string
		allowed []string
	}{{"view", &q.view, templates.EmbedViews}, {"theme", &q.theme, templates.EmbedThemes}} {
		if *p.value == "" {
			*p.value = p.allowed[0]
		}
		if !slices.Contains(p.allowed, *p.value) {
			bad := *p.value
			*p.value = p.allowed[0]
			return q, &Error{ID: "bad-embed", Message: templates.EmbedSays(p.name, bad, p.allowed)}
		}
	}
	if q.view == "why" {
		q.ask = playground.Ask{Who: given.Get("who"), Verb: given.Get("verb"), Whom: given.Get("whom")}
	}
	return q, nil
}

// framed answers in a frame, its errors too.
func (s *Server) framed(answer func(*http.Request, *embedQuery) (*page, error)) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		h := w.Header()
		h.Set("Content-Security-Policy", framePolicy)
		h.Del("X-Frame-Options")
		h.Set("Cross-Origin-Embedder-Policy", "require-corp") // so that hosts that isolate themselves may frame it
		h.Set("X-Robots-Tag", "noindex")
		q, err := readEmbedQuery(r)
		if err == nil {
			var p *page
			if p, err = answer(r, q); err == nil {
				p.serve(w, r, http.StatusOK)
				return nil
			}
		}
		return s.failFramed(w, r, q, err)
	}
}

// failFramed says in the frame what went wrong. What is our own fault is left to the table of errors.
func (s *Server) failFramed(w http.ResponseWriter, r *http.Request, q *embedQuery, err error) error {
	known, status := answerable(err)
	if status == http.StatusInternalServerError || wantsJSON(r.Header) {
		return err
	}
	p, failed := render(r.Context(), templates.EmbedErrorPage(templates.EmbedErrorData{
		Assets: s.assets.urls, Theme: q.theme, Title: titles[known.ID], Message: strings.TrimSpace(known.Message + " " + known.Hint),
	}))
	if failed != nil {
		return failed
	}
	setRetry(w.Header(), known)
	p.serve(w, r, status)
	return nil
}

func (s *Server) sharedEmbed(r *http.Request, q *embedQuery) (*page, error) {
	if s.config.Store == nil {
		return nil, errNoScenario
	}
	id := r.PathValue("id")
	return s.sharedPage(r.Context(), id, q.variant(), func(ctx context.Context, sc *store.Scenario, r *playground.Response) (*page, error) {
		d := templates.EmbedData{PageURL: sharedPrefix + id, EditURL: "/?from=s/" + id, RawURL: sharedPrefix + id + ".md"}
		if saved, now := templates.Summing(sc.Verdict), templates.Summing(VerdictOf(r)); saved != now {
			d.Then = &templates.Shared{Created: sc.Created, Saved: saved, Now: now, SavedEngine: sc.Engine, Engine: s.config.Engine}
		}
		return s.drawEmbed(ctx, q, sc.Document, r, d)
	})
}

func (s *Server) galleryEmbed(r *http.Request, q *embedQuery) (*page, error) {
	e, ok := s.gallery.entries[r.PathValue("name")]
	if !ok {
		return nil, &Error{ID: "not-found", Message: "The gallery has no scenario of this name.", Hint: "The gallery’s own page lists them all."}
	}
	return s.shared.page(pageKey{"gallery/" + e.Name, q.variant()}, func() error { return nil }, func() (*page, error) {
		return s.drawEmbed(context.WithoutCancel(r.Context()), q, e.Document, e.run(), templates.EmbedData{
			PageURL: "/gallery/" + e.Name, EditURL: "/?from=gallery/" + e.Name, RawURL: "/gallery/" + e.Name + ".md",
		})
	})
}

// drawEmbed renders one view. What is too much for a frame is left out and counted, so that every embed weighs less
// than limits.EmbedPage.
func (s *Server) drawEmbed(ctx context.Context, q *embedQuery, document string, r *playground.Response, d templates.EmbedData) (*page, error) {
	if q.view == "why" {
		var err error
		if r, err = s.answerEmbed(ctx, q, document, r); err != nil {
			return nil, err
		}
	}
	d.Assets, d.View, d.Theme, d.Versions = s.assets.urls, q.view, q.theme, rbac.Versions()
	if q.view == "access" {
		r, d.Left = narrowed(r)
	}
	for _, cut := range embedCuts {
		d.Response, d.Checks = cut.response(r), cut.checks
		if q.view == "config" || q.view == "edit" {
			d.Configs = cut.configs(r.Document)
		}
		p, err := render(ctx, templates.EmbedPage(d))
		if err != nil || p.wire() <= limits.EmbedPage {
			return p, err
		}
	}
	return nil, &Error{ID: "embed-too-large", Message: "This scenario is too large for an embed.", Hint: "Its own page shows it: " + d.PageURL}
}

// answerEmbed asks the question of the view Why: the one in the address, or one that the scenario suggests.
func (s *Server) answerEmbed(ctx context.Context, q *embedQuery, document string, r *playground.Response) (*playground.Response, error) {
	ask := q.ask
	if ask == (playground.Ask{}) {
		ask = suggested(&r.Access)
	}
	if ask == (playground.Ask{}) {
		return r, nil
	}
	answered, err := s.evaluate(ctx, playground.PageRequest{Document: document, Rows: limits.StaticRows, Ask: ask})
	if err != nil {
		return nil, err
	}
	if answered.Why == nil && q.ask != (playground.Ask{}) && answered.Starts {
		return nil, &Error{ID: "bad-embed", Message: templates.EmbedAsks(q.ask)}
	}
	return answered, nil
}

// embedScript answers /embed/v1.js. Its content is frozen, and it could be kept for ever; it is asked for again after
// a day, so that pages that name no hash could get a mended one.
func (s *Server) embedScript(w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Cache-Control", "public, max-age=86400")
	hostScript().serve(w, r, http.StatusOK)
	return nil
}

// embedFacts answers /embed/v1.json: what a page needs to name the script, and what an embed's address may say.
func (s *Server) embedFacts(w http.ResponseWriter, r *http.Request) error {
	facts := struct {
		Script    string   `json:"script"`
		Integrity string   `json:"integrity"`
		Element   string   `json:"element"`
		Embeds    string   `json:"embeds"`
		Views     []string `json:"views"`
		Themes    []string `json:"themes"`
		Sandbox   string   `json:"sandbox"`
	}{
		s.origin(r) + embedHost, site.EmbedV1Integrity, "rolecall-playground", s.origin(r) + "/e/", templates.EmbedViews, templates.EmbedThemes,
		"allow-scripts allow-popups allow-popups-to-escape-sandbox",
	}
	text, err := json.MarshalIndent(facts, "", "  ")
	if err != nil {
		return err
	}
	newPage(typeJSON, append(text, '\n')).serve(w, r, http.StatusOK)
	return nil
}
