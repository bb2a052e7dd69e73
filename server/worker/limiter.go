package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"rolecall.example/server"
	"rolecall.example/server/store"
)

// limiter counts what clients do where no memory lasts: by the platform's own limits, which know a minute and nothing
// longer, and in the database what has no such limit. The rates' numbers for a minute stand in wrangler.jsonc.
type limiter struct {
	rates    map[server.Kind][]server.Rate
	platform map[server.Kind]func(client string) (allowed bool, err error)
	store    *store.Store
}

// Take implements server.Limiter.
func (l *limiter) Take(ctx context.Context, kind server.Kind, client string) (time.Duration, error) {
	ask := l.platform[kind]
	for _, rate := range l.rates[kind] {
		if ask != nil && rate.In <= time.Minute {
			allowed, err := ask(client)
			if err != nil {
				return 0, err
			}
			if !allowed {
				return rate.In, nil // the platform does not tell when the time ends
			}
			continue
		}
		now := time.Now()
		count, ends, err := l.store.Count(ctx, countName(kind, rate, client), rate.In, now)
		if err != nil {
			return 0, err
		}
		if count > rate.Most {
			return max(time.Second, ends.Sub(now)), nil
		}
	}
	return 0, nil
}

// countName names a count without the address.
func countName(kind server.Kind, rate server.Rate, client string) string {
	sum := sha256.Sum256([]byte(string(kind) + " " + rate.In.String() + " " + client))
	return hex.EncodeToString(sum[:12])
}
