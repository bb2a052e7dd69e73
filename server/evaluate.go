package server

import (
	"context"
	"runtime"
	"time"

	"rolecall.example/internal/limits"
	"rolecall.example/internal/playground"
)

// turns bounds how much is evaluated at once.
type turns struct {
	free chan struct{}
	wait time.Duration
}

func newTurns() *turns {
	return &turns{free: make(chan struct{}, limits.EvaluationsPerCore*runtime.GOMAXPROCS(0)), wait: limits.EvaluationWait}
}

// take waits for a turn; give ends it. It fails when the wait or ctx ends.
func (t *turns) take(ctx context.Context) (give func(), err error) {
	give = func() { <-t.free }
	select {
	case t.free <- struct{}{}:
		return give, nil
	default:
	}
	patience := time.NewTimer(t.wait)
	defer patience.Stop()
	select {
	case t.free <- struct{}{}:
		return give, nil
	case <-patience.C:
		return nil, errBusy
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

var errBusy = &Error{ID: "busy", Message: "The server has more to evaluate than it can.", Hint: "Try again in a few seconds.", Retry: 5 * time.Second}

// evaluate runs the engine when it is this request's turn.
func (s *Server) evaluate(ctx context.Context, q playground.PageRequest) (*playground.Response, error) {
	give, err := s.turns.take(ctx)
	if err != nil {
		return nil, err
	}
	defer give()
	q.Bytes = s.config.Values
	r := playground.Page(q)
	return &r, nil
}
