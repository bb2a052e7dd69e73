package server

import (
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"
)

// A recorder remembers what was answered, for the log and for the recovery from a panic.
type recorder struct {
	http.ResponseWriter
	status int
	bytes  int64
}

func (r *recorder) WriteHeader(status int) {
	if r.status == 0 {
		r.status = status
	}
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(p []byte) (int, error) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	n, err := r.ResponseWriter.Write(p)
	r.bytes += int64(n)
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// An Observation is what became of one request: what its log line says, for metrics.
type Observation struct {
	Method, Route string
	Status        int
	Bytes         int64
	Took          time.Duration
}

// Stats is what the server holds at this moment.
type Stats struct {
	Evaluations int // under way
	KeptPages   int
	KeptBytes   int
}

// Stats counts.
func (s *Server) Stats() Stats {
	s.shared.mu.Lock()
	defer s.shared.mu.Unlock()
	return Stats{Evaluations: len(s.turns.free), KeptPages: len(s.shared.kept), KeptBytes: s.shared.size}
}

// logged writes one line for each request: what kind of address was asked for and how it went. The address itself
// is not logged, nor the client's: what people look at is theirs.
func (s *Server) logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begin := time.Now()
		rec := &recorder{ResponseWriter: w}
		defer func() {
			level := slog.LevelInfo
			if cause := recover(); cause != nil {
				if cause == http.ErrAbortHandler {
					panic(cause)
				}
				s.log.Error("panic", "route", r.Pattern, "cause", cause, "stack", string(debug.Stack()))
				level = slog.LevelError
				if rec.status == 0 {
					s.fail(rec, r, errInternal)
				}
			}
			took := time.Since(begin)
			s.log.LogAttrs(r.Context(), level, "request", slog.String("method", method(r)), slog.String("route", r.Pattern), slog.Int("status", rec.status),
				slog.Int64("bytes", rec.bytes), slog.Duration("duration", took.Round(time.Microsecond)))
			if s.config.Observe != nil {
				s.config.Observe(Observation{method(r), r.Pattern, rec.status, rec.bytes, took})
			}
		}()
		next.ServeHTTP(rec, r)
	})
}

// method is the request's method where it is a usual one: a client may send any word.
func method(r *http.Request) string {
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions:
		return r.Method
	}
	return "other"
}
