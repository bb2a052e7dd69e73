// Package server is Rolecall's web server: an http.Handler over the built site files and the gallery. It renders
// with playground.Run and the templates what the browser's engine would, so that every page answers without script.
// It keeps no state between requests, sets no cookies and logs nothing that people wrote.
package server

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"

	"github.com/a-h/templ"

	"rolecall.example/internal/limits"
	"rolecall.example/scenarios"
	"rolecall.example/site"
)

// Config is what a server is made of.
type Config struct {
	Files    fs.FS // the built site files, served under /assets/
	Manifest *site.Manifest
	Gallery  []scenarios.Section
	Example  string // the gallery's entry that "/" opens with
	Log      *slog.Logger
}

// A Server answers requests. Pages are rendered when they are first asked for and then kept: what they are made of
// does not change while the program runs.
type Server struct {
	assets  *assets
	gallery *gallery
	log     *slog.Logger
	handler http.Handler
}

// New checks the configuration and returns the server.
func New(c Config) (*Server, error) {
	files, err := newAssets(c.Files, c.Manifest)
	if err != nil {
		return nil, err
	}
	s := &Server{assets: files, log: c.Log}
	if s.gallery, err = s.newGallery(c.Gallery, c.Example); err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	for pattern, handler := range s.routes() {
		mux.Handle(pattern, s.reading(handler))
	}
	s.handler = s.logged(s.bounded(mux))
	return s, nil
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// A handler answers a request to read something. What it returns is answered by the table of errors.
type handler func(w http.ResponseWriter, r *http.Request) error

// routes is every address that the server knows.
func (s *Server) routes() map[string]handler {
	return map[string]handler{
		"/{$}":            s.playgroundPage,
		"/gallery":        s.galleryPage,
		"/gallery/{$}":    func(w http.ResponseWriter, r *http.Request) error { return moved(w, r, "/gallery") },
		"/gallery/{name}": s.scenarioPage,
		"/assets/{file...}": func(w http.ResponseWriter, r *http.Request) error {
			return s.assets.serve(w, r, r.PathValue("file"))
		},
		"/favicon.ico": s.favicon,
		"/favicon.svg": s.favicon,
		"/robots.txt":  fixed(typeText, "User-agent: *\nDisallow: /?from=\n"),
		"/healthz":     healthy,
		"/":            func(http.ResponseWriter, *http.Request) error { return errNoPage },
	}
}

var errNoPage = &Error{ID: "not-found", Message: "There is no page at this address.", Hint: "The gallery lists every scenario."}

// reading lets only GET and HEAD through and answers a handler's error.
func (s *Server) reading(next handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			s.fail(w, r, &Error{ID: "method-not-allowed", Message: "This address can only be read, by GET or HEAD."})
			return
		}
		if err := next(w, r); err != nil {
			s.fail(w, r, err)
		}
	})
}

// bounded sets the headers of every answer and refuses requests that are larger than ours ever are.
func (s *Server) bounded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		secure(w.Header())
		if n := len(r.RequestURI); n > limits.RequestTarget {
			s.fail(w, r, &Error{ID: "target-too-long", Message: fmt.Sprintf("The address has %d bytes; %d are the most.", n, limits.RequestTarget)})
			return
		}
		if n := headerSize(r.Header); n > limits.RequestHeader {
			s.fail(w, r, &Error{ID: "header-too-large", Message: fmt.Sprintf("The request's header has %d bytes; %d are the most.", n, limits.RequestHeader)})
			return
		}
		next.ServeHTTP(w, r)
	})
}

// headerSize is what the header fields measure on the wire: "name: value" and a line end each.
func headerSize(h http.Header) (n int) {
	for name, values := range h {
		for _, value := range values {
			n += len(name) + len(value) + 4
		}
	}
	return n
}

func moved(w http.ResponseWriter, r *http.Request, to string) error {
	http.Redirect(w, r, to, http.StatusPermanentRedirect)
	return nil
}

func (s *Server) favicon(w http.ResponseWriter, r *http.Request) error {
	icon, ok := s.assets.icon()
	if !ok {
		return errNoPage
	}
	return s.assets.send(w, r, icon, "public, max-age=86400")
}

// fixed answers with a short text that never changes.
func fixed(kind, text string) handler {
	p := newPage(kind, []byte(text))
	return func(w http.ResponseWriter, r *http.Request) error {
		p.serve(w, r, http.StatusOK)
		return nil
	}
}

func healthy(w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Type", typeText)
	w.Write([]byte("ok\n"))
	return nil
}

// render draws a component into a page.
func render(ctx context.Context, c templ.Component) (*page, error) {
	var out bytes.Buffer
	if err := c.Render(ctx, &out); err != nil {
		return nil, err
	}
	return newPage(typeHTML, out.Bytes()), nil
}
