package server

import (
	"context"
	"net/http"
	"strings"

	"rolecall.example/internal/playground"
	"rolecall.example/server/card"
	"rolecall.example/server/store"
	"rolecall.example/templates"
)

// sharedBadge answers /s/ID/badge.svg: how the checks come out today.
func (s *Server) sharedBadge(w http.ResponseWriter, r *http.Request) error {
	return s.sharedAnswer(w, r, r.PathValue("id"), "badge", s.evaluated(func(ctx context.Context, sc *store.Scenario, r *playground.Response) (*page, error) {
		p, err := render(ctx, templates.Badge(r, sharedTitle(r)))
		if err != nil {
			return nil, err
		}
		return newPage(typeSVG, p.body), nil
	}))
}

// sharedCard answers /s/ID/card.png: the picture that previews show.
func (s *Server) sharedCard(w http.ResponseWriter, r *http.Request) error {
	origin := s.origin(r)
	return s.sharedAnswer(w, r, r.PathValue("id"), "card "+origin, s.evaluated(func(_ context.Context, sc *store.Scenario, r *playground.Response) (*page, error) {
		_, address, _ := strings.Cut(origin, "://")
		picture, err := card.Draw(templates.CardOf(r, sharedTitle(r), address+sharedPrefix+sc.ID))
		if err != nil {
			return nil, err
		}
		return newPage(typePNG, picture), nil
	}))
}
