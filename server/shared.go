package server

import (
	"context"
	"errors"

	"rolecall.example/internal/limits"
	"rolecall.example/internal/playground"
	"rolecall.example/server/store"
)

var (
	errNoScenario = &Error{ID: "not-found", Message: "There is no scenario at this address.", Hint: "Look whether the address is whole: it ends with 12 letters and digits."}
	errGone       = &Error{ID: "gone", Message: "This scenario was deleted.", Hint: "Who shared it, or who runs this server, has taken it away for good."}
)

// fromStore turns the store's errors into those that a client is told.
func fromStore(err error) error {
	switch {
	case errors.Is(err, store.ErrNotFound):
		return errNoScenario
	case errors.Is(err, store.ErrDeleted):
		return errGone
	}
	return err
}

// storedPage returns an answer that is made of a stored scenario alone. It is kept, so that it is made once; variant
// says which answer of the scenario's this is, with everything that it depends on beside the scenario and the engine:
// the origin, where it names one. A scenario that was deleted is not answered from what was kept: at once where this
// server deleted it, within freshFor where another process did.
func (s *Server) storedPage(ctx context.Context, id, variant string, draw func(context.Context, *store.Scenario) (*page, error)) (*page, error) {
	if !store.ValidID(id) {
		return nil, errNoScenario
	}
	return s.shared.page(pageKey{id, variant}, func() error {
		return fromStore(s.config.Store.Check(ctx, id))
	}, func() (*page, error) {
		ctx := context.WithoutCancel(ctx) // others may wait for the same page
		sc, err := s.config.Store.Get(ctx, id)
		if err != nil {
			return nil, fromStore(err)
		}
		return draw(ctx, sc)
	})
}

// A drawing makes an answer of a stored scenario and of what the engine says about it now.
type drawing func(context.Context, *store.Scenario, *playground.Response) (*page, error)

// sharedPage is storedPage for answers that the engine has a part in.
func (s *Server) sharedPage(ctx context.Context, id, variant string, draw drawing) (*page, error) {
	return s.storedPage(ctx, id, variant, func(ctx context.Context, sc *store.Scenario) (*page, error) {
		r, err := s.evaluate(ctx, playground.PageRequest{Document: sc.Document, Rows: limits.StaticRows})
		if err != nil {
			return nil, err
		}
		return draw(ctx, sc, r)
	})
}
