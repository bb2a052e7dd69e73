package server

import (
	"encoding/json"
	"time"

	"rolecall.example/internal/playground"
	"rolecall.example/server/store"
)

// sharedDataAnswer is /s/ID.json: what the page says, for programs. Keys are added, never changed.
type sharedDataAnswer struct {
	ID       string           `json:"id"`
	URL      string           `json:"url"`
	Document string           `json:"document_url"`
	Title    string           `json:"title"`
	Summary  string           `json:"summary,omitempty"`
	Version  string           `json:"version"`
	Parent   string           `json:"parent,omitempty"`
	Created  time.Time        `json:"created"`
	Hash     string           `json:"hash"`
	Saved    savedSumAnswer   `json:"saved"` // what was said when it was saved
	Now      evaluationAnswer `json:"now"`   // what is said today
	Changed  bool             `json:"changed"`
}

type savedSumAnswer struct {
	Engine  string        `json:"engine"`
	Verdict verdictAnswer `json:"verdict"`
}

func (s *Server) sharedData(origin string, sc *store.Scenario, r *playground.Response) (*page, error) {
	url := origin + sharedPrefix + sc.ID
	text, err := json.MarshalIndent(sharedDataAnswer{
		ID: sc.ID, URL: url, Document: url + ".md", Title: r.Meta.Title, Summary: r.Meta.Summary, Version: r.Version, Parent: sc.Parent,
		Created: sc.Created, Hash: sc.Hash, Saved: savedSumAnswer{sc.Engine, verdictAnswer(sc.Verdict)}, Now: s.evaluation(r, sc.Document),
		Changed: sc.Verdict != VerdictOf(r),
	}, "", "  ")
	if err != nil {
		return nil, err
	}
	return newPage(typeJSON, append(text, '\n')), nil
}
