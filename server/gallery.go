package server

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync"

	"rolecall.example/internal/limits"
	"rolecall.example/internal/playground"
	"rolecall.example/internal/scenario"
	"rolecall.example/rbac"
	"rolecall.example/scenarios"
	"rolecall.example/server/store"
	"rolecall.example/site"
	"rolecall.example/templates"
)

// gallery holds each page of the gallery until it is asked for, and then as rendered.
type gallery struct {
	example string
	index   func() (*page, error)
	words   func() *scenarios.Index
	entries map[string]*entry
}

type entry struct {
	scenarios.Entry
	run        func() *playground.Response
	uses       func() playground.Uses
	scenario   func() (*page, error)
	playground func() (*page, error)
	document   *page
}

func (s *Server) newGallery(sections []scenarios.Section, example string) (*gallery, error) {
	out := &gallery{example: example, entries: map[string]*entry{}}
	for _, section := range sections {
		for _, e := range section.Entries {
			if _, twice := out.entries[e.Name]; twice {
				return nil, fmt.Errorf("gallery: two entries are called %q", e.Name)
			}
			out.entries[e.Name] = s.newEntry(e)
		}
	}
	if out.entries[example] == nil {
		return nil, fmt.Errorf("gallery: the example %q is none of the entries", example)
	}
	out.words = sync.OnceValue(func() *scenarios.Index { return scenarios.NewIndex(sections) })
	out.index = sync.OnceValues(func() (*page, error) { return s.renderGallery(sections, out.entries) })
	return out, nil
}

func (s *Server) newEntry(e scenarios.Entry) *entry {
	out := &entry{Entry: e, document: newPage(typeMarkdown, []byte(e.Document))}
	out.run = sync.OnceValue(func() *playground.Response {
		r := playground.Page(playground.PageRequest{Document: e.Document, Rows: limits.StaticRows})
		return &r
	})
	out.uses = sync.OnceValue(func() playground.Uses { return playground.ScopesUsed(e.Document) })
	out.scenario = sync.OnceValues(func() (*page, error) { return s.renderScenario(out) })
	out.playground = sync.OnceValues(func() (*page, error) { return s.renderPlayground(out) })
	return out
}

// galleryPage answers the whole gallery, or with ?q= what is found in it.
func (s *Server) galleryPage(w http.ResponseWriter, r *http.Request) error {
	q := strings.TrimSpace(r.URL.Query().Get("q"))
	if q == "" {
		return serveRendered(w, r, s.gallery.index)
	}
	if len(q) > limits.GalleryQuery {
		return &Error{ID: "query-too-long", Message: "That is too long to search for.", Hint: "A few words, or the last line of an error, will do."}
	}
	data := templates.GalleryData{Assets: s.assets.urls, Query: q}
	for _, e := range s.gallery.words().Search(q) {
		c := galleryCard(s.gallery.entries[e.Name])
		c.Said = e.Message(q)
		data.Found = append(data.Found, c)
	}
	p, err := render(r.Context(), templates.GalleryPage(data))
	if err != nil {
		return err
	}
	p.serve(w, r, http.StatusOK)
	return nil
}

// scenarioPage answers /gallery/NAME with the page and /gallery/NAME.md with the document.
func (s *Server) scenarioPage(w http.ResponseWriter, r *http.Request) error {
	name, raw := strings.CutSuffix(r.PathValue("name"), ".md")
	e, ok := s.gallery.entries[name]
	if !ok {
		return &Error{ID: "not-found", Message: "The gallery has no scenario of this name.", Hint: "The gallery's own page lists them all."}
	}
	if raw {
		e.document.serve(w, r, http.StatusOK)
		return nil
	}
	return serveRendered(w, r, e.scenario)
}

func serveRendered(w http.ResponseWriter, r *http.Request, rendered func() (*page, error)) error {
	p, err := rendered()
	if err != nil {
		return err
	}
	p.serve(w, r, http.StatusOK)
	return nil
}

func (s *Server) renderGallery(sections []scenarios.Section, entries map[string]*entry) (*page, error) {
	data := templates.GalleryData{Assets: s.assets.urls}
	for _, section := range sections {
		out := templates.GallerySection{ID: section.ID, Title: section.Title, Summary: section.Summary}
		for _, e := range section.Entries {
			out.Cards = append(out.Cards, galleryCard(entries[e.Name]))
		}
		data.Sections = append(data.Sections, out)
	}
	return render(context.Background(), templates.GalleryPage(data))
}

func (s *Server) renderScenario(e *entry) (*page, error) {
	r := e.run()
	return render(context.Background(), templates.ScenarioPage(templates.ScenarioData{
		Assets: s.assets.urls, Name: e.Name, Title: title(r, e.Name), Summary: r.Meta.Summary, Said: e.Said, Response: r,
		Options: templates.Options{Static: true}, Pieces: pieces(r.Document),
		TryURL: "/?from=gallery/" + e.Name, RawURL: "/gallery/" + e.Name + ".md", Scopes: e.uses().All(),
	}))
}

func galleryCard(e *entry) templates.GalleryCard {
	r := e.run()
	return templates.GalleryCard{
		Name: e.Name, Title: title(r, e.Name), Summary: r.Meta.Summary, Symptom: e.Symptom, Version: r.Version, Tally: r.Tally,
		Starts: r.Starts, Verdict: r.Verdict(),
	}
}

// title is the document's, or its name where it has none.
func title(r *playground.Response, name string) string {
	if strings.TrimSpace(r.Meta.Title) != "" {
		return r.Meta.Title
	}
	return name
}

// pieces are a document's prose and configs as HTML, and the places of its checks, in its order.
func pieces(doc *scenario.Document) (out []templates.Piece) {
	first := true
	for i := range doc.Blocks {
		switch b := &doc.Blocks[i]; b.Kind {
		case scenario.Prose:
			if html := prose(b.Raw); strings.TrimSpace(html) != "" {
				out = append(out, templates.Piece{HTML: html})
			}
		case scenario.Config:
			lines, _ := highlight(b.Lang, b.Text, templates.LinePrefix(b.Part, first))
			out = append(out, templates.Piece{HTML: lines, Part: b.Part, File: b.File, Restart: b.Restart})
			first = false
		case scenario.State:
			lines, _ := highlight("yaml", b.Text, templates.LinePrefix(b.Part, false))
			out = append(out, templates.Piece{HTML: lines, Part: b.Part})
		case scenario.Checks:
			out = append(out, templates.Piece{Part: b.Part, Checks: true})
		}
	}
	return out
}

// playgroundPage answers "/", with ?from=gallery/NAME, ?from=advice/NAME and ?from=s/ID opening that document.
func (s *Server) playgroundPage(w http.ResponseWriter, r *http.Request) error {
	name := s.gallery.example
	if from := r.URL.Query().Get("from"); from != "" {
		if id, ok := strings.CutPrefix(from, "s/"); ok && s.config.Store != nil {
			return s.sharedAnswer(w, r, id, "playground", s.evaluated(s.renderCopy))
		}
		if draw, ok := s.advice.playgrounds[strings.TrimPrefix(from, "advice/")]; ok && strings.HasPrefix(from, "advice/") {
			return serveRendered(w, r, draw)
		}
		name = strings.TrimPrefix(from, "gallery/")
		if _, ok := s.gallery.entries[name]; !ok || name == from {
			return &Error{ID: "not-found", Message: "There is no such document to open.", Hint: "The gallery lists what can be opened."}
		}
	}
	return serveRendered(w, r, s.gallery.entries[name].playground)
}

func (s *Server) renderPlayground(e *entry) (*page, error) {
	return s.drawPlayground(context.Background(), e.Document, e.Name, e.run())
}

// renderCopy opens a shared document for editing: what is shared then is a copy of it.
func (s *Server) renderCopy(ctx context.Context, sc *store.Scenario, r *playground.Response) (*page, error) {
	return s.drawPlayground(ctx, sc.Document, "s/"+sc.ID, r)
}

func (s *Server) drawPlayground(ctx context.Context, document, from string, r *playground.Response) (*page, error) {
	return render(ctx, templates.PlaygroundPage(s.playgroundData(document, from, r)))
}

func (s *Server) playgroundData(document, from string, r *playground.Response) templates.PlaygroundData {
	data := templates.PlaygroundData{
		Assets: s.assets.urls, Document: document, From: from, Response: r, Versions: rbac.Versions(),
		Sharing: s.config.Store != nil, EmbedIntegrity: site.EmbedV1Integrity, Origin: s.config.Origin,
	}
	for _, p := range pieces(data.Response.Document) {
		if p.File != "" {
			data.ConfigHTML = p.HTML
			break
		}
	}
	return data
}
