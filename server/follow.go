package server

import (
	"context"
	"net"
	"net/http"
	"time"

	"rolecall.example/internal/limits"
	"rolecall.example/internal/playground"
	"rolecall.example/templates"
)

// A Followed is the document in files as it is now.
type Followed struct {
	Version  string `json:"version"` // another one where anything below is otherwise
	Name     string `json:"name"`    // what the files are called
	Document string `json:"document"`
	Problem  string `json:"problem"` // why Document is how the files were before; empty: it is how they are
}

// A Follower watches files. Its methods may be called by several at once.
type Follower interface {
	// Next returns the document once its version is another one than that, or ctx ends.
	Next(ctx context.Context, version string) Followed
}

// followPath is where the playground asks for the files that it follows.
const followPath = "/follow"

// followWait is how long a request for another version waits: less than an answer may take.
const followWait = 20 * time.Second

// followRoutes are the addresses of the files that the playground follows.
func (s *Server) followRoutes() map[string]route {
	return map[string]route{
		"/{$}":     {get: s.followPage},
		followPath: {get: s.followed},
	}
}

// followed answers with the files, once they are in another version than ?version= says.
func (s *Server) followed(w http.ResponseWriter, r *http.Request) error {
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" && site != "none" {
		return &Error{ID: "foreign-origin", Message: "Only this server's own pages may read the files that it follows."}
	}
	ctx, cancel := context.WithTimeout(r.Context(), followWait)
	defer cancel()
	stop := context.AfterFunc(s.stopping, cancel)
	defer stop()
	return answerJSON(w, http.StatusOK, s.config.Follow.Next(ctx, r.URL.Query().Get("version")))
}

// followPage answers with the playground over the files. Copies of other documents open as ever.
func (s *Server) followPage(w http.ResponseWriter, r *http.Request) error {
	if r.URL.Query().Has("from") {
		return s.playgroundPage(w, r)
	}
	now := s.config.Follow.Next(r.Context(), "")
	response, err := s.evaluate(r.Context(), playground.PageRequest{Document: now.Document, Rows: limits.StaticRows})
	if err != nil {
		return err
	}
	data := s.playgroundData(now.Document, "", response)
	data.Follows = &templates.Follows{Name: now.Name, Version: now.Version, Problem: now.Problem}
	p, err := render(r.Context(), templates.PlaygroundPage(data))
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	p.serve(w, r, http.StatusOK)
	return nil
}

// isLocal reports whether a request's Host names this machine: a page of another site whose name was made to lead here does not.
func isLocal(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	return IsLoopback(host)
}

// IsLoopback reports whether a host, without a port, is this machine alone.
func IsLoopback(host string) bool {
	if n := len(host); n > 2 && host[0] == '[' && host[n-1] == ']' {
		host = host[1 : n-1]
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
