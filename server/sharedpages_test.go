package server

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"rolecall.example/internal/playground"
	"rolecall.example/server/store"
)

func stands() error { return nil }

func drawn(text string) func() (*page, error) {
	return func() (*page, error) { return newPage(typeText, []byte(text)), nil }
}

func TestAPageIsDrawnOnce(t *testing.T) {
	t.Parallel()
	c := newSharedPages(1 << 20)
	var all sync.WaitGroup
	var mu sync.Mutex
	drawings := 0
	for range 20 {
		all.Go(func() {
			p, err := c.page(pageKey{"a", "page"}, stands, func() (*page, error) {
				mu.Lock()
				drawings++
				mu.Unlock()
				time.Sleep(10 * time.Millisecond)
				return newPage(typeText, []byte("x")), nil
			})
			if err != nil || string(p.body) != "x" {
				t.Errorf("%v, %v", p, err)
			}
		})
	}
	all.Wait()
	if drawings != 1 {
		t.Errorf("drawn %d times", drawings)
	}
}

func TestAFailedDrawingIsNotKept(t *testing.T) {
	t.Parallel()
	c, fails := newSharedPages(1<<20), errors.New("no")
	if _, err := c.page(pageKey{"a", ""}, stands, func() (*page, error) { return nil, fails }); !errors.Is(err, fails) {
		t.Errorf("%v", err)
	}
	func() {
		defer func() { recover() }()
		c.page(pageKey{"a", ""}, stands, func() (*page, error) { panic("boom") })
	}()
	if p, err := c.page(pageKey{"a", ""}, stands, drawn("x")); err != nil || string(p.body) != "x" {
		t.Errorf("%v, %v", p, err)
	}
}

func TestKeptPagesAreBounded(t *testing.T) {
	t.Parallel()
	p, _ := drawn(strings.Repeat("é?", 100))()
	c := newSharedPages(3 * p.size())
	for _, id := range []string{"a", "b", "c", "a", "d"} { // a is used again, so b is the oldest
		c.page(pageKey{id, ""}, stands, drawn(strings.Repeat("é?", 100)))
	}
	if c.size > c.limit || len(c.kept) != 3 || c.kept[pageKey{"b", ""}] != nil || c.kept[pageKey{"a", ""}] == nil {
		t.Errorf("%d bytes, %d pages", c.size, len(c.kept))
	}
	if _, err := c.page(pageKey{"large", ""}, stands, drawn(strings.Repeat("a", 5*p.size()))); err != nil || c.size > c.limit {
		t.Errorf("one that is larger than all: %d bytes, %v", c.size, err)
	}
}

func TestDeletionReachesKeptPages(t *testing.T) {
	t.Parallel()
	c, gone := newSharedPages(1<<20), errors.New("gone")
	c.page(pageKey{"a", "page"}, stands, drawn("x"))
	c.page(pageKey{"a", "card"}, stands, drawn("x"))
	c.page(pageKey{"b", "page"}, stands, drawn("x"))
	c.forget("a")
	if len(c.kept) != 1 {
		t.Errorf("%d pages are kept", len(c.kept))
	}
	// A page that is drawn while its scenario is deleted is not kept.
	c.page(pageKey{"a", "page"}, stands, func() (*page, error) { c.forget("a"); return drawn("x")() })
	if len(c.kept) != 1 {
		t.Error("a page was kept that was drawn before the deletion")
	}
	// A page that was kept a while ago is answered only after the store was asked.
	c.kept[pageKey{"b", "page"}].Value.(*keptPage).confirmed = time.Now().Add(-freshFor)
	if _, err := c.page(pageKey{"b", "page"}, func() error { return gone }, drawn("x")); !errors.Is(err, gone) || len(c.kept) != 0 || c.size != 0 {
		t.Errorf("%v, %d pages of %d bytes", err, len(c.kept), c.size)
	}
}

func TestSharedPage(t *testing.T) {
	t.Parallel()
	s, ctx := sharingServer(t, nil), context.Background()
	saved := share(t, s, sample)
	draw := func(_ context.Context, sc *store.Scenario, r *playground.Response) (*page, error) {
		if sc.ID != saved.ID || r.Tally.Hold != 1 || !strings.HasPrefix(sc.Document, "---\n") {
			t.Errorf("drawn with %+v, %+v", sc, r.Tally)
		}
		return drawn("page")()
	}
	for range 2 {
		if p, err := s.sharedPage(ctx, saved.ID, "page", draw); err != nil || string(p.body) != "page" {
			t.Errorf("%v, %v", p, err)
		}
	}
	var e *Error
	for _, id := range []string{store.NewID(), "nonesuch"} {
		if _, err := s.sharedPage(ctx, id, "page", draw); !errors.As(err, &e) || e.ID != "not-found" {
			t.Errorf("%s: %v", id, err)
		}
	}
	if r := send(s, "DELETE", "/api/scenarios/"+saved.ID, "", "Authorization", "Bearer "+saved.Token); r.StatusCode != 204 {
		t.Fatal(r.StatusCode)
	}
	if _, err := s.sharedPage(ctx, saved.ID, "page", draw); !errors.As(err, &e) || e.ID != "gone" {
		t.Errorf("after its deletion: %v", err)
	}
}
