package server

import (
	"context"
	"net/http"
	"sync"

	"rolecall.example/advice"
	"rolecall.example/internal/lint"
	"rolecall.example/internal/playground"
	"rolecall.example/internal/scenario"
	"rolecall.example/templates"
)

// advicePages are the pages of advice, each rendered when it is first asked for.
type advicePages struct {
	list        func() (*page, error)
	pages       map[string]func() (*page, error)
	playgrounds map[string]func() (*page, error) // with the scenario that gets the advice
}

func (s *Server) newAdvicePages() *advicePages {
	out := &advicePages{pages: map[string]func() (*page, error){}, playgrounds: map[string]func() (*page, error){}}
	out.list = sync.OnceValues(func() (*page, error) {
		return render(context.Background(), templates.AdviceListPage(templates.AdviceListData{
			Assets: s.assets.urls, Canonical: s.config.Origin + "/advice",
			Topics: templates.AdviceTopics(func(id string) string { p, _ := advice.Read(id); return p.Title }),
		}))
	})
	for _, topic := range lint.Advised {
		for _, id := range topic.IDs {
			out.pages[id] = sync.OnceValues(func() (*page, error) { return s.renderAdvice(id) })
			out.playgrounds[id] = sync.OnceValues(func() (*page, error) {
				p, _ := advice.Read(id) // a test holds that each has its page
				r := playground.Page(playground.PageRequest{Document: p.Wrong})
				return s.drawPlayground(context.Background(), p.Wrong, "advice/"+id, &r)
			})
		}
	}
	return out
}

// adviceRoutes are the list of advice and a page for each.
func (s *Server) adviceRoutes() map[string]route {
	return map[string]route{
		"/advice":            {get: func(w http.ResponseWriter, r *http.Request) error { return serveRendered(w, r, s.advice.list) }},
		"/advice/{$}":        {get: func(w http.ResponseWriter, r *http.Request) error { return moved(w, r, "/advice") }},
		"/advice/{name}":     {get: s.advicePage},
		"/advice/{name}/{$}": {get: func(w http.ResponseWriter, r *http.Request) error { return moved(w, r, "/advice/"+r.PathValue("name")) }},
	}
}

func (s *Server) advicePage(w http.ResponseWriter, r *http.Request) error {
	draw, ok := s.advice.pages[r.PathValue("name")]
	if !ok {
		return &Error{ID: "not-found", Message: "There is no advice of this name.", Hint: "The page of advice lists all of it."}
	}
	return serveRendered(w, r, draw)
}

func (s *Server) renderAdvice(id string) (*page, error) {
	p, _ := advice.Read(id)
	return render(context.Background(), templates.AdvicePage(templates.AdviceData{
		Assets: s.assets.urls, ID: id, Title: p.Title, Canonical: s.config.Origin + templates.AdviceURL(id), Prose: prose(p.Prose),
		Wrong: adviceCase(id, p.Wrong, ""), Right: adviceCase(id, p.Right, "right-"),
	}))
}

// adviceCase runs one of a page's scenarios. prefix keeps the ids of its lines apart from those of the other.
func adviceCase(id, document, prefix string) templates.AdviceCase {
	r := playground.Page(playground.PageRequest{Document: document})
	out := templates.AdviceCase{ID: id, Response: &r}
	first := true
	for i := range r.Document.Blocks {
		switch b := &r.Document.Blocks[i]; b.Kind {
		case scenario.Config, scenario.State:
			lang := b.Lang
			if b.Kind == scenario.State {
				lang = "yaml"
			}
			lines, _ := highlight(lang, b.Text, prefix+templates.LinePrefix(b.Part, first && b.Kind == scenario.Config))
			out.Pieces = append(out.Pieces, templates.Piece{HTML: lines, Part: b.Part, File: b.File})
			first = first && b.Kind != scenario.Config
		}
	}
	return out
}
