//go:build !js

package main

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rolecall.example/server"
	"rolecall.example/server/store/sqlite"
)

func TestLimits(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	db, err := sqlite.Open(ctx, filepath.Join(t.TempDir(), "a.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	l := &limiter{rates: map[server.Kind][]server.Rate{server.WriteKind: {{Most: 2, In: time.Minute}, {Most: 3, In: 24 * time.Hour}}}, store: db.Store}
	take := func(client string) time.Duration {
		t.Helper()
		wait, err := l.Take(ctx, server.WriteKind, client)
		if err != nil {
			t.Fatal(err)
		}
		return wait
	}
	if a, b, c := take("a"), take("a"), take("a"); a != 0 || b != 0 || c <= 0 || c > time.Minute {
		t.Errorf("two in a minute, counted in the database: %v %v %v", a, b, c)
	}
	if take("b") != 0 {
		t.Error("another client is counted apart")
	}
	// The platform's word on the minute; the day is still the database's.
	allowed, asked := true, ""
	l.platform = map[server.Kind]func(string) (bool, error){server.WriteKind: func(client string) (bool, error) { asked = client; return allowed, nil }}
	if a, b, c, d := take("c"), take("c"), take("c"), take("c"); a+b+c != 0 || d <= time.Minute || d > 24*time.Hour || asked != "c" {
		t.Errorf("three in a day: %v %v %v %v", a, b, c, d)
	}
	allowed = false
	if wait := take("d"); wait != time.Minute {
		t.Errorf("the platform refuses: %v", wait)
	}
	l.platform[server.WriteKind] = func(string) (bool, error) { return false, errors.New("broken") }
	if _, err := l.Take(ctx, server.WriteKind, "e"); err == nil {
		t.Error("its errors are lost")
	}
	if name := countName(server.WriteKind, server.Rate{In: time.Hour}, "192.0.2.1"); strings.Contains(name, "192") || len(name) != 24 {
		t.Errorf("the name %q", name)
	}
}
