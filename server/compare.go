package server

import (
	"context"
	"net/http"

	"rolecall.example/internal/limits"
	"rolecall.example/internal/playground"
	"rolecall.example/server/store"
	"rolecall.example/templates"
)

var errNoParent = &Error{ID: "not-found", Message: "This scenario is no copy of another, so there is nothing to compare it with.", Hint: "Name another: /s/ID/compare/OTHER."}

// sharedCompare answers /s/ID/compare/OTHER, and /s/ID/compare where OTHER is the scenario that ID is a copy of: who can do
// what now and could not before, what became of the checks, and what differs between the documents.
func (s *Server) sharedCompare(w http.ResponseWriter, r *http.Request) error {
	id, other := r.PathValue("id"), r.PathValue("with")
	if other == "" {
		sc, err := s.stored(r.Context(), id)
		if err != nil {
			return err
		}
		if other = sc.Parent; other == "" {
			return errNoParent
		}
	}
	// The page is kept with ID's; whether the other one still stands is asked each time.
	if _, err := s.stored(r.Context(), other); err != nil {
		return err
	}
	origin := s.origin(r)
	return s.sharedAnswer(w, r, id, "compare "+other+" "+origin, func(ctx context.Context, sc *store.Scenario) (*page, error) {
		return s.renderCompare(ctx, origin, sc, other)
	})
}

// stored reads a scenario.
func (s *Server) stored(ctx context.Context, id string) (*store.Scenario, error) {
	sc, err := s.config.Store.Get(ctx, id)
	if err != nil {
		return nil, fromStore(err)
	}
	return sc, nil
}

func (s *Server) renderCompare(ctx context.Context, origin string, sc *store.Scenario, other string) (*page, error) {
	before, err := s.stored(ctx, other)
	if err != nil {
		return nil, err
	}
	r, err := s.evaluate(ctx, playground.PageRequest{
		Document: sc.Document, Rows: limits.StaticRows,
		Against: &playground.Against{Kind: playground.AgainstDocument, Document: before.Document},
	})
	if err != nil {
		return nil, err
	}
	was := r.Changes.Before.Response
	return render(ctx, templates.ComparePage(templates.CompareData{
		Assets: s.assets.urls, URL: origin + sharedPrefix + sc.ID + "/compare/" + other,
		Before: templates.CompareSide{ID: before.ID, Title: sharedTitle(was), Created: before.Created, Response: was},
		After:  templates.CompareSide{ID: sc.ID, Title: sharedTitle(r), Created: sc.Created, Response: r},
		Parts:  diffDocuments(was.Document, r.Document), IsParent: sc.Parent == other,
	}))
}
