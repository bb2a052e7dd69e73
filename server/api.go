package server

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"rolecall.example/internal/limits"
	"rolecall.example/internal/playground"
	"rolecall.example/server/store"
)

// apiRoutes are the addresses for programs; openapi.json describes them.
func (s *Server) apiRoutes() map[string]route {
	routes := map[string]route{
		"/api/openapi.json": {get: fixed(typeJSON, openAPI), open: true},
		"/api/evaluate":     {post: s.apiEvaluate, open: true},
	}
	if s.config.Store != nil {
		routes["/api/scenarios"] = route{post: s.apiSave}
		routes["/api/scenarios/{id}"] = route{get: s.apiScenario, delete: s.apiDelete, open: true}
	}
	return routes
}

// apiSave keeps a scenario that somebody shares.
func (s *Server) apiSave(w http.ResponseWriter, r *http.Request) error {
	if err := s.writing(r); err != nil {
		return err
	}
	in, err := readSubmission(w, r)
	if err != nil {
		return err
	}
	if in.Version != "" {
		return &Error{ID: "bad-request", Message: "A scenario is kept with the JupyterHub that its header names; version is only for evaluating."}
	}
	sc, token, err := s.save(r.Context(), in)
	if err != nil {
		return err
	}
	url := s.origin(r) + "/s/" + sc.ID
	w.Header().Set("Location", url)
	return answerJSON(w, http.StatusCreated, savedAnswer{ID: sc.ID, URL: url, Token: token, Verdict: verdictAnswer(sc.Verdict), Engine: sc.Engine})
}

// save checks a submission, runs it with the engine and keeps it under a new ID.
func (s *Server) save(ctx context.Context, in *submission) (sc *store.Scenario, token string, err error) {
	document, err := prepare(in.Document)
	if err != nil {
		return nil, "", err
	}
	if in.Parent != "" {
		switch err := s.config.Store.Check(ctx, in.Parent); {
		case errors.Is(err, store.ErrNotFound):
			return nil, "", &Error{ID: "unknown-parent", Message: "The scenario that this is said to be a copy of is not here.", Hint: "Leave parent out."}
		case err != nil && !errors.Is(err, store.ErrDeleted): // a copy may outlive what it was made of
			return nil, "", err
		}
	}
	result, err := s.evaluate(ctx, playground.PageRequest{Document: document})
	if err != nil {
		return nil, "", err
	}
	token = store.NewToken()
	sc = &store.Scenario{
		Document: document, Hash: store.Hash(document), Title: shortened(result.Meta.Title), Version: result.Version, Parent: in.Parent,
		Created: time.Now().UTC().Truncate(time.Second), Verdict: VerdictOf(result), Engine: s.config.Engine,
	}
	for range 3 { // an ID that is taken is as good as impossible
		sc.ID = store.NewID()
		if err = s.config.Store.Save(ctx, sc, store.HashToken(token)); !errors.Is(err, store.ErrTaken) {
			break
		}
	}
	return sc, token, err
}

// shortened is what is kept of a title.
func shortened(title string) string {
	n := 0
	for i := range title {
		if n == limits.SharedTitle {
			return title[:i] + "…"
		}
		n++
	}
	return title
}

// apiScenario answers what is kept of a scenario.
func (s *Server) apiScenario(w http.ResponseWriter, r *http.Request) error {
	origin := s.origin(r)
	p, err := s.storedPage(r.Context(), r.PathValue("id"), "api "+origin, func(_ context.Context, sc *store.Scenario) (*page, error) {
		return jsonPage(scenarioAnswer{
			ID: sc.ID, URL: origin + "/s/" + sc.ID, Title: sc.Title, Version: sc.Version, Parent: sc.Parent, Created: sc.Created,
			Verdict: verdictAnswer(sc.Verdict), Engine: sc.Engine, Hash: sc.Hash, Document: sc.Document,
		})
	})
	if err != nil {
		return err
	}
	p.serve(w, r, http.StatusOK)
	return nil
}

// apiDelete deletes a scenario for whoever has its token.
func (s *Server) apiDelete(w http.ResponseWriter, r *http.Request) error {
	if err := s.writing(r); err != nil {
		return err
	}
	id := r.PathValue("id")
	if !store.ValidID(id) {
		return errNoScenario
	}
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if token = strings.TrimSpace(token); !strings.EqualFold(scheme, "Bearer") || token == "" {
		w.Header().Set("WWW-Authenticate", `Bearer realm="the token that came with the scenario"`)
		return &Error{ID: "no-token", Message: "Deleting takes the token that was shown when the scenario was shared.", Hint: "Send it as Authorization: Bearer TOKEN."}
	}
	err := s.config.Store.Delete(r.Context(), id, token)
	if errors.Is(err, store.ErrToken) {
		return &Error{ID: "wrong-token", Message: "The token does not belong to this scenario."}
	}
	if err == nil || errors.Is(err, store.ErrDeleted) {
		s.shared.forget(id)
	}
	if err != nil {
		return fromStore(err)
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// apiEvaluate runs a document and keeps nothing.
func (s *Server) apiEvaluate(w http.ResponseWriter, r *http.Request) error {
	if err := s.limit(r, EvaluateKind); err != nil {
		return err
	}
	in, err := readSubmission(w, r)
	if err != nil {
		return err
	}
	if in.Parent != "" {
		return &Error{ID: "bad-request", Message: "Nothing is kept of what is evaluated; parent is only for saving."}
	}
	result, err := s.evaluate(r.Context(), playground.PageRequest{Document: in.Document, Version: in.Version, Rows: 1})
	if err != nil {
		return err
	}
	return answerJSON(w, http.StatusOK, s.evaluation(result, in.Document))
}

// writing is what stands before every change: it may not come from a page of another origin, nor too often.
func (s *Server) writing(r *http.Request) error {
	if err := s.sameOrigin.Check(r); err != nil {
		return &Error{ID: "foreign-origin", Message: "Only this server's own pages and programs may change something here."}
	}
	return s.limit(r, WriteKind)
}
