package server

import (
	"bytes"
	"encoding/json"
	"net/http"
	"time"

	"rolecall.example/internal/checks"
	"rolecall.example/internal/diag"
	"rolecall.example/internal/playground"
	"rolecall.example/server/store"
)

// The JSON that programs read. openapi.json describes it; keys are added, never changed.
type (
	savedAnswer struct {
		ID      string        `json:"id"`
		URL     string        `json:"url"`
		Token   string        `json:"token"`
		Verdict verdictAnswer `json:"verdict"`
		Engine  string        `json:"engine"`
	}
	scenarioAnswer struct {
		ID       string        `json:"id"`
		URL      string        `json:"url"`
		Title    string        `json:"title"`
		Version  string        `json:"version"`
		Parent   string        `json:"parent,omitempty"`
		Created  time.Time     `json:"created"`
		Verdict  verdictAnswer `json:"verdict"`
		Engine   string        `json:"engine"`
		Hash     string        `json:"hash"`
		Document string        `json:"document"`
	}
	verdictAnswer struct {
		Starts  bool `json:"starts"`
		Hold    int  `json:"hold"`
		Fail    int  `json:"fail"`
		Invalid int  `json:"invalid"`
	}
	evaluationAnswer struct {
		Title       string             `json:"title"`
		Version     string             `json:"version"`
		Engine      string             `json:"engine"`
		Readable    bool               `json:"readable"`
		Stopped     string             `json:"stopped,omitempty"`
		Verdict     verdictAnswer      `json:"verdict"`
		Checks      []checkAnswer      `json:"checks"`
		Diagnostics []diagnosticAnswer `json:"diagnostics"`
	}
	checkAnswer struct {
		Line    int    `json:"line"`
		Text    string `json:"text"`
		Verdict string `json:"verdict"`
		ID      string `json:"id,omitempty"`
		Message string `json:"message,omitempty"`
		Hint    string `json:"hint,omitempty"`
	}
	diagnosticAnswer struct {
		Part     string `json:"part"`
		Line     int    `json:"line"`
		Column   int    `json:"column"`
		ID       string `json:"id"`
		Severity string `json:"severity"`
		Message  string `json:"message"`
		Hint     string `json:"hint,omitempty"`
	}
)

// VerdictOf sums up what is kept beside a scenario. A document about a Hub that stops makes that claim in its
// header, and it counts as a check.
func VerdictOf(r *playground.Response) store.Verdict {
	v := store.Verdict{Starts: r.Starts, Hold: r.Tally.Hold, Fail: r.Tally.Fail, Invalid: r.Tally.Invalid}
	switch {
	case r.Meta.Stops == "" || !r.Readable:
	case r.StopsAsSaid():
		v.Hold++
	default:
		v.Fail++
	}
	return v
}

// words of verdicts in JSON.
var verdictWords = map[checks.Verdict]string{checks.Holds: "holds", checks.Fails: "fails", checks.Invalid: "error"}

// evaluation is a response with lines and columns in the document.
func (s *Server) evaluation(r *playground.Response, document string) evaluationAnswer {
	out := evaluationAnswer{
		Title: r.Meta.Title, Version: r.Version, Engine: s.config.Engine, Readable: r.Readable, Stopped: r.Stopped,
		Verdict: verdictAnswer(VerdictOf(r)), Checks: []checkAnswer{}, Diagnostics: []diagnosticAnswer{},
	}
	place := func(span diag.Span) diag.Position { return diag.PositionOf(document, r.Document.Offset(span).Start) }
	for _, c := range r.Checks {
		out.Checks = append(out.Checks, checkAnswer{
			Line: place(c.Line.Span).Line, Text: c.Line.Text, Verdict: verdictWords[c.Verdict], ID: c.ID, Message: c.Message, Hint: c.Hint,
		})
	}
	for _, d := range r.Diagnostics {
		at := place(d.Span)
		out.Diagnostics = append(out.Diagnostics, diagnosticAnswer{
			Part: d.Span.File, Line: at.Line, Column: at.Column, ID: d.ID, Severity: d.Severity.String(), Message: d.Message, Hint: d.Hint,
		})
	}
	return out
}

// answerJSON answers with a value that is made for this request alone.
func answerJSON(w http.ResponseWriter, status int, value any) error {
	text, err := encodeJSON(value)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Type", typeJSON)
	w.WriteHeader(status)
	w.Write(text) // a client that went away is no error of ours
	return nil
}

// jsonPage is an answer in JSON that is kept.
func jsonPage(value any) (*page, error) {
	text, err := encodeJSON(value)
	if err != nil {
		return nil, err
	}
	return newPage(typeJSON, text), nil
}

// encodeJSON writes a value as it reads best: <, > and & stand as they are, since nothing of ours embeds it in HTML.
func encodeJSON(value any) ([]byte, error) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	if err := e.Encode(value); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
