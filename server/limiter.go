package server

import (
	"context"
	"hash/maphash"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"

	"rolecall.example/internal/limits"
)

// A Kind is what requests are counted as.
type Kind string

const (
	WriteKind    Kind = "write"    // saving and deleting
	EvaluateKind Kind = "evaluate" // POST /api/evaluate
)

// A Limiter counts requests of one client. Take returns 0 where one more is allowed and counts it, or how long the
// client should wait.
type Limiter interface {
	Take(ctx context.Context, kind Kind, client string) (wait time.Duration, err error)
}

// A Rate is how many requests one client may make in a time.
type Rate struct {
	Most int
	In   time.Duration
}

// DefaultRates are the limits of formats' table.
func DefaultRates() map[Kind][]Rate {
	return map[Kind][]Rate{
		WriteKind:    {{limits.WritesAMinute, time.Minute}, {limits.WritesADay, 24 * time.Hour}},
		EvaluateKind: {{limits.EvaluationsAMinute, time.Minute}},
	}
}

// limit counts a request and refuses it where its client makes too many.
func (s *Server) limit(r *http.Request, kind Kind) error {
	wait, err := s.config.Limiter.Take(r.Context(), kind, clientOf(r, s.config.ClientHeader))
	if err != nil {
		return err
	}
	if wait > 0 {
		return &Error{ID: "too-many", Message: "Too many requests came from this address.", Hint: "Try again later; whoever runs this server sets the limits.", Retry: wait}
	}
	return nil
}

// clientOf names who is counted: the address of the connection, or what a trusted proxy says about it in a header
// (the last entry, which the nearest proxy wrote). Addresses of IPv6 count by network, since a client has many.
func clientOf(r *http.Request, header string) string {
	text := r.RemoteAddr
	if header != "" {
		if values := r.Header.Values(header); len(values) > 0 {
			last := values[len(values)-1]
			text = strings.TrimSpace(last[strings.LastIndexByte(last, ',')+1:])
		}
	}
	addr, err := netip.ParseAddr(strings.Trim(text, "[]"))
	if err != nil {
		with, err := netip.ParseAddrPort(text)
		if err != nil {
			return "unknown" // all of them together
		}
		addr = with.Addr()
	}
	if addr = addr.Unmap().WithZone(""); addr.Is6() {
		if network, err := addr.Prefix(64); err == nil {
			return network.String()
		}
	}
	return addr.String()
}

// memoryLimiter counts in memory. It keeps no addresses, only their hashes under a key that lives as long as the
// program, and no more than limits.Clients of them.
type memoryLimiter struct {
	rates map[Kind][]Rate
	seed  maphash.Seed
	now   func() time.Time

	mu      sync.Mutex
	windows map[windowKey]*window
}

type windowKey struct {
	client uint64
	kind   Kind
	rate   int
}

// A window is the time in which requests are counted; it begins with the first.
type window struct {
	ends  time.Time
	count int
}

// NewLimiter returns a limiter that counts in this process's memory.
func NewLimiter(rates map[Kind][]Rate) Limiter {
	return &memoryLimiter{rates: rates, seed: maphash.MakeSeed(), now: time.Now, windows: map[windowKey]*window{}}
}

func (l *memoryLimiter) Take(_ context.Context, kind Kind, client string) (time.Duration, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now, hash := l.now(), maphash.String(l.seed, client)
	var wait time.Duration
	var count []*window
	for i, rate := range l.rates[kind] {
		key := windowKey{hash, kind, i}
		w := l.windows[key]
		if w == nil || !now.Before(w.ends) {
			if w == nil {
				l.makeRoom(now)
			}
			w = &window{ends: now.Add(rate.In)}
			l.windows[key] = w
		}
		if w.count >= rate.Most {
			wait = max(wait, w.ends.Sub(now))
		}
		count = append(count, w)
	}
	if wait == 0 {
		for _, w := range count {
			w.count++
		}
	}
	return wait, nil
}

// makeRoom drops windows that have ended when there are too many, and where that is not enough, half of the others:
// their clients are counted anew.
func (l *memoryLimiter) makeRoom(now time.Time) {
	if len(l.windows) < limits.Clients {
		return
	}
	for key, w := range l.windows {
		if !now.Before(w.ends) {
			delete(l.windows, key)
		}
	}
	for key := range l.windows {
		if len(l.windows) <= limits.Clients/2 {
			break
		}
		delete(l.windows, key)
	}
}
