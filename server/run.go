package server

import (
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
)

// Run serves on the listener until ctx ends, then stops: it takes no new requests, gives those that it has begun
// a while to finish, and closes what is left. It returns nil after an orderly stop.
func (s *Server) Run(ctx context.Context, on net.Listener) error {
	srv := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: s.times.header,
		ReadTimeout:       s.times.read,
		WriteTimeout:      s.times.write,
		IdleTimeout:       s.times.idle,
		MaxHeaderBytes:    hardHeader,
		ErrorLog:          log.New(io.Discard, "", 0), // its lines name clients; what matters is logged by us
	}
	ended := make(chan error, 1)
	go func() { ended <- srv.Serve(on) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	s.log.Info("stopping")
	if s.stop != nil {
		s.stop() // those who wait for a change are answered
	}
	drain, cancel := context.WithTimeout(context.Background(), s.times.drain)
	defer cancel()
	err := srv.Shutdown(drain)
	if errors.Is(err, context.DeadlineExceeded) {
		s.log.Warn("stopped before every request was answered")
		err = srv.Close()
	}
	return err
}
