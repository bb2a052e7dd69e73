package server

import (
	"encoding/json"
	"math"
	"net/http"
	"strconv"
	"strings"

	"rolecall.example/templates"
)

// fail answers with an error, as a page or as JSON, whichever the client likes; to programs always as JSON.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, err error) {
	known, status := answerable(err)
	if status == http.StatusInternalServerError && err != error(errInternal) {
		s.log.Error("failed", "route", r.Pattern, "cause", err)
	}
	setRetry(w.Header(), known)
	if strings.HasPrefix(r.URL.Path, "/api/") {
		failJSON(known).serve(w, r, status)
		return
	}
	w.Header().Add("Vary", "Accept")
	if wantsJSON(r.Header) {
		failJSON(known).serve(w, r, status)
		return
	}
	message := known.Message
	if known.Hint != "" {
		message += " " + known.Hint
	}
	p, err := render(r.Context(), templates.ErrorPage(templates.ErrorData{
		Assets: s.assets.urls, Status: status, Title: titles[known.ID], Message: message,
	}))
	if err != nil {
		s.log.Error("failed", "route", r.Pattern, "cause", err)
		p = newPage(typeText, []byte(message+"\n"))
	}
	p.serve(w, r, status)
}

func failJSON(e *Error) *page {
	type body struct {
		ID      string `json:"id"`
		Message string `json:"message"`
		Hint    string `json:"hint,omitempty"`
	}
	text, _ := json.Marshal(map[string]body{"error": {e.ID, e.Message, e.Hint}}) // strings always marshal
	return newPage(typeJSON, append(text, '\n'))
}

// setRetry says when trying again makes sense, where that is known.
func setRetry(h http.Header, e *Error) {
	if e.Retry > 0 {
		h.Set("Retry-After", strconv.Itoa(int(math.Ceil(e.Retry.Seconds()))))
	}
}
