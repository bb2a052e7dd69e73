package server

import (
	"context"
	"net/http"
	"strings"

	"rolecall.example/internal/limits"
	"rolecall.example/internal/playground"
	"rolecall.example/server/card"
	"rolecall.example/server/store"
	"rolecall.example/templates"
)

// Paths of a shared scenario.
const (
	sharedPrefix = "/s/"
	embedPrefix  = "/e/"
)

// sharedScenario answers /s/ID with the page, /s/ID.md with the document and /s/ID.json with the data.
func (s *Server) sharedScenario(w http.ResponseWriter, r *http.Request) error {
	name := r.PathValue("name")
	origin := s.origin(r)
	if id, ok := strings.CutSuffix(name, ".md"); ok {
		everyOrigin(w.Header())
		return s.sharedAnswer(w, r, id, "md", func(_ context.Context, sc *store.Scenario) (*page, error) {
			return newPage(typeMarkdown, []byte(sc.Document)), nil
		})
	}
	if id, ok := strings.CutSuffix(name, ".json"); ok {
		everyOrigin(w.Header())
		return s.sharedAnswer(w, r, id, "json "+origin, s.evaluated(func(_ context.Context, sc *store.Scenario, r *playground.Response) (*page, error) {
			return s.sharedData(origin, sc, r)
		}))
	}
	return s.sharedAnswer(w, r, name, "page "+origin, s.evaluated(func(ctx context.Context, sc *store.Scenario, r *playground.Response) (*page, error) {
		return s.renderShared(ctx, origin, sc, r)
	}))
}

// sharedAnswer serves what is kept or drawn of a scenario. Search engines are asked to leave it alone: whom a link is
// given to is its owner's choice.
func (s *Server) sharedAnswer(w http.ResponseWriter, r *http.Request, id, variant string, draw documentDrawing) error {
	w.Header().Set("X-Robots-Tag", "noindex")
	p, err := s.storedPage(r.Context(), id, variant, draw)
	if err != nil {
		return err
	}
	p.serve(w, r, http.StatusOK)
	return nil
}

// everyOrigin lets every site read an answer by script, and show it.
func everyOrigin(h http.Header) {
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
}

func (s *Server) renderShared(ctx context.Context, origin string, sc *store.Scenario, r *playground.Response) (*page, error) {
	title := sharedTitle(r)
	url := origin + sharedPrefix + sc.ID
	shared := &templates.Shared{
		URL: url, Created: sc.Created, Engine: s.config.Engine, JSONURL: sharedPrefix + sc.ID + ".json", ReportURL: s.config.Report,
		Saved: templates.Summing(sc.Verdict), Now: templates.Summing(VerdictOf(r)), SavedEngine: sc.Engine,
	}
	if sc.Parent != "" {
		shared.IsCopy = true
		if s.config.Store.Check(ctx, sc.Parent) == nil {
			shared.ParentURL = sharedPrefix + sc.Parent
			shared.CompareURL = sharedPrefix + sc.ID + "/compare"
		}
	}
	scopes, err := s.scopesUsed(ctx, sc.Document)
	if err != nil {
		return nil, err
	}
	return render(ctx, templates.ScenarioPage(templates.ScenarioData{
		Assets: s.assets.urls, Title: title, Summary: r.Meta.Summary, Response: r, Options: templates.Options{Static: true},
		Pieces: pieces(r.Document), TryURL: "/?from=s/" + sc.ID, RawURL: sharedPrefix + sc.ID + ".md", Scopes: scopes, Shared: shared,
		Preview: preview(origin, sc.ID, title, r),
	}))
}

// scopesUsed lists a document's scopes, when it is this request's turn: it is evaluated for that.
func (s *Server) scopesUsed(ctx context.Context, document string) ([]string, error) {
	give, err := s.turns.take(ctx)
	if err != nil {
		return nil, err
	}
	defer give()
	return playground.ScopesUsed(document).All(), nil
}

// preview is what other sites show of a scenario.
func preview(origin, id, title string, r *playground.Response) *templates.Preview {
	url := origin + sharedPrefix + id
	return &templates.Preview{
		URL: url, Title: templates.PreviewTitle(r, title), Description: templates.PreviewDescription(r),
		Image: url + "/card.png", ImageWidth: card.Width, ImageHeight: card.Height, ImageAlt: templates.PreviewAlt(r, title),
		OEmbed: oembedURL(origin, url), Markdown: url + ".md", Unlisted: true,
	}
}

// sharedTitle is a shared document's title, or words for one that has none.
func sharedTitle(r *playground.Response) string { return title(r, templates.Untitled) }

// A documentDrawing makes an answer of a stored scenario alone.
type documentDrawing func(context.Context, *store.Scenario) (*page, error)

// evaluated has the engine run the document first.
func (s *Server) evaluated(draw drawing) documentDrawing {
	return func(ctx context.Context, sc *store.Scenario) (*page, error) {
		r, err := s.evaluate(ctx, playground.PageRequest{Document: sc.Document, Rows: limits.StaticRows})
		if err != nil {
			return nil, err
		}
		return draw(ctx, sc, r)
	}
}
