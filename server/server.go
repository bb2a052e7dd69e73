// Package server is Rolecall's web server: an http.Handler over the built site files and the gallery. It renders
// with playground.Page and the templates what the browser's engine would, so that every page answers without script.
// What people share is in the store; nothing else is kept between requests. It sets no cookies and logs nothing that
// people wrote. The same package is compiled for Cloudflare's Workers, so it opens no files and knows no driver.
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
	"rolecall.example/internal/release"
	"rolecall.example/scenarios"
	"rolecall.example/server/store"
	"rolecall.example/site"
)

// Config is what a server is made of.
type Config struct {
	Files    fs.FS // the built site files, served under /assets/
	Manifest *site.Manifest
	Gallery  []scenarios.Section
	Example  string // the gallery's entry that "/" opens with
	Log      *slog.Logger

	Store  *store.Store // shared scenarios; nil: nothing is shared, and no address speaks of it
	Origin string       // the server's public origin ("https://rolecall.example.org"); empty: what each request names
	Engine string       // the release whose engine gives the verdicts; empty: release.Development
	Values int          // bytes of values that one evaluation may make; 0: limits.EvaluationBytes
	Kept   int          // bytes of rendered pages of shared scenarios to keep; 0: limits.SharedPages

	Limiter      Limiter           // counts what clients do; nil: NewLimiter(DefaultRates())
	ClientHeader string            // a header in which a trusted proxy names the client's address; empty: there is no proxy
	Observe      func(Observation) // told of every request; nil: nobody is
	Follow       Follower          // files that "/" opens with and follows; only requests that name this machine are answered then
	Static       bool              // the pages are to be written to files: what needs a server is not offered on them
	Report       string            // the address (http, https or mailto) where abuse is reported; empty: none is shown
}

// origin is where this server is for others, without a slash at its end.
func (s *Server) origin(r *http.Request) string {
	if s.config.Origin != "" {
		return s.config.Origin
	}
	if r.TLS != nil {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

// A Server answers requests. Pages are rendered when they are first asked for and then kept: what they are made of
// does not change while the program runs.
type Server struct {
	config  Config
	assets  *assets
	gallery *gallery
	scopes  *scopePages
	advice  *advicePages
	shared  *sharedPages
	turns   *turns
	times   times

	stopping   context.Context // ends when Run begins to stop
	stop       func()
	sameOrigin *http.CrossOriginProtection
	log        *slog.Logger
	handler    http.Handler
}

// New checks the configuration and returns the server.
func New(c Config) (*Server, error) {
	files, err := newAssets(c.Files, c.Manifest)
	if err != nil {
		return nil, err
	}
	if c.Static {
		// A host may send files otherwise than they were written, so no hash is named.
		files.urls.Static, files.urls.Integrity = true, nil
	}
	if c.Engine == "" {
		c.Engine = release.Development
	}
	if c.Kept == 0 {
		c.Kept = limits.SharedPages
	}
	if c.Limiter == nil {
		c.Limiter = NewLimiter(DefaultRates())
	}
	s := &Server{config: c, assets: files, shared: newSharedPages(c.Kept), turns: newTurns(), times: defaultTimes, log: c.Log}
	s.stopping, s.stop = context.WithCancel(context.Background())
	s.sameOrigin = http.NewCrossOriginProtection()
	if c.Origin != "" {
		if err := s.sameOrigin.AddTrustedOrigin(c.Origin); err != nil {
			return nil, err
		}
	}
	if s.gallery, err = s.newGallery(c.Gallery, c.Example); err != nil {
		return nil, err
	}
	s.scopes = s.newScopePages()
	s.advice = s.newAdvicePages()
	s.handler = s.logged(s.bounded(s.mux()))
	return s, nil
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

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
		if s.config.Follow != nil && !isLocal(r.Host) {
			s.fail(w, r, &Error{ID: "foreign-host", Message: "This server shows a file of this machine, and answers under the machine's own name alone.", Hint: "Open the address that it printed."})
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

// moved leads to an address of ours, with the query that was asked.
func moved(w http.ResponseWriter, r *http.Request, to string) error {
	if r.URL.RawQuery != "" {
		to += "?" + r.URL.RawQuery
	}
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

// render draws a component into a page, whole even where the client has closed its side meanwhile: it may still read.
func render(ctx context.Context, c templ.Component) (*page, error) {
	var out bytes.Buffer
	if err := c.Render(context.WithoutCancel(ctx), &out); err != nil {
		return nil, err
	}
	return newPage(typeHTML, out.Bytes()), nil
}
