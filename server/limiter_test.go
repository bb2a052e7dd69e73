package server

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"rolecall.example/internal/limits"
	"rolecall.example/server/store"
)

// clocked is a limiter with the default rates and a clock that a test moves.
func clocked() (*memoryLimiter, *time.Time) {
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	l := NewLimiter(DefaultRates()).(*memoryLimiter)
	l.now = func() time.Time { return now }
	return l, &now
}

func take(t *testing.T, l Limiter, kind Kind, client string) time.Duration {
	t.Helper()
	wait, err := l.Take(context.Background(), kind, client)
	if err != nil {
		t.Fatal(err)
	}
	return wait
}

func TestRates(t *testing.T) {
	t.Parallel()
	l, now := clocked()
	begin := *now
	for n := range limits.WritesADay {
		if n > 0 && n%limits.WritesAMinute == 0 {
			if wait := take(t, l, WriteKind, "a"); wait != time.Minute {
				t.Fatalf("write %d in one minute: wait %v", limits.WritesAMinute+1, wait)
			}
			*now = now.Add(time.Minute)
		}
		if wait := take(t, l, WriteKind, "a"); wait != 0 {
			t.Fatalf("write %d: wait %v", n+1, wait)
		}
	}
	*now = now.Add(time.Minute)
	if wait := take(t, l, WriteKind, "a"); wait != begin.Add(24*time.Hour).Sub(*now) {
		t.Errorf("write %d in one day: wait %v", limits.WritesADay+1, wait)
	}
	if wait := take(t, l, WriteKind, "b"); wait != 0 {
		t.Errorf("another client waits %v", wait)
	}
	for n := range limits.EvaluationsAMinute {
		if wait := take(t, l, EvaluateKind, "a"); wait != 0 {
			t.Fatalf("evaluation %d: wait %v", n+1, wait)
		}
	}
	if wait := take(t, l, EvaluateKind, "a"); wait != time.Minute {
		t.Errorf("one evaluation more: wait %v", wait)
	}
	*now = begin.Add(24 * time.Hour)
	if wait := take(t, l, WriteKind, "a"); wait != 0 {
		t.Errorf("a day later: wait %v", wait)
	}
}

func TestTheLimiterStaysSmall(t *testing.T) {
	t.Parallel()
	l, now := clocked()
	for n := range 2 * limits.Clients {
		take(t, l, EvaluateKind, fmt.Sprint(n))
	}
	if n := len(l.windows); n > limits.Clients {
		t.Errorf("%d windows are kept", n)
	}
	*now = now.Add(time.Hour)
	for n := range limits.Clients {
		take(t, l, EvaluateKind, fmt.Sprint("later", n))
	}
	if n := len(l.windows); n > limits.Clients {
		t.Errorf("%d windows are kept", n)
	}
}

func TestWhoIsCounted(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		remote, header string
		values         []string
		want           string
	}{
		{"192.0.2.1:1234", "", nil, "192.0.2.1"},
		{"192.0.2.1:1234", "", []string{"198.51.100.1"}, "192.0.2.1"}, // nobody said that it may be trusted
		{"192.0.2.1:1234", "X-Forwarded-For", []string{"198.51.100.1"}, "198.51.100.1"},
		{"192.0.2.1:1234", "X-Forwarded-For", []string{"10.0.0.1, 203.0.113.9", "10.0.0.2 , 198.51.100.1 "}, "198.51.100.1"},
		{"192.0.2.1:1234", "X-Forwarded-For", []string{"198.51.100.1:5678"}, "198.51.100.1"},
		{"192.0.2.1:1234", "X-Forwarded-For", []string{"nonsense"}, "unknown"},
		{"192.0.2.1:1234", "X-Forwarded-For", nil, "192.0.2.1"},
		{"[2001:db8:1:2:3::4]:1234", "", nil, "2001:db8:1:2::/64"},
		{"[::ffff:192.0.2.1]:1234", "", nil, "192.0.2.1"},
		{"[fe80::1%eth0]:1234", "", nil, "fe80::/64"},
		{"192.0.2.1:1234", "CF-Connecting-IP", []string{"2001:db8:1:2:9::"}, "2001:db8:1:2::/64"},
		{"", "", nil, "unknown"},
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.RemoteAddr = tc.remote
		for _, v := range tc.values {
			r.Header.Add("X-Forwarded-For", v)
			r.Header.Add("CF-Connecting-IP", v)
		}
		if got := clientOf(r, tc.header); got != tc.want {
			t.Errorf("%+v: %q", tc, got)
		}
	}
}

// TestTooManyRequests counts writes and evaluations at the server, at the limit and one past it.
func TestTooManyRequests(t *testing.T) {
	t.Parallel()
	limiter, now := clocked()
	s := sharingServer(t, func(c *Config) { c.Limiter = limiter })
	ask := func(method, target string) *http.Response { return send(s, method, target, sample) }
	for n := range limits.WritesAMinute {
		method, target, want := "POST", "/api/scenarios", 201
		if n%2 == 1 {
			method, target, want = "DELETE", "/api/scenarios/"+store.NewID(), 401 // what is refused counts as well
		}
		if r := ask(method, target); r.StatusCode != want {
			t.Fatalf("write %d: %d", n+1, r.StatusCode)
		}
	}
	for _, r := range []*http.Response{ask("POST", "/api/scenarios"), ask("DELETE", "/api/scenarios/"+store.NewID())} {
		if e := decode[failure](t, r).Error; r.StatusCode != 429 || e.ID != "too-many" || r.Header.Get("Retry-After") != "60" {
			t.Errorf("one write more: %d %v %+v", r.StatusCode, r.Header, e)
		}
	}
	for n := range limits.EvaluationsAMinute {
		if r := ask("POST", "/api/evaluate"); r.StatusCode != 200 {
			t.Fatalf("evaluation %d: %d", n+1, r.StatusCode)
		}
	}
	if r := ask("POST", "/api/evaluate"); r.StatusCode != 429 {
		t.Errorf("one evaluation more: %d", r.StatusCode)
	}
	*now = now.Add(time.Minute)
	if r := ask("POST", "/api/scenarios"); r.StatusCode != 201 {
		t.Errorf("a minute later: %d", r.StatusCode)
	}
}

func TestEvaluationsWaitTheirTurn(t *testing.T) {
	t.Parallel()
	s := sharingServer(t, nil)
	s.turns = &turns{free: make(chan struct{}, 1), wait: time.Hour}
	give, err := s.turns.take(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	waiting := make(chan *http.Response)
	go func() { waiting <- send(s, "POST", "/api/evaluate", sample) }()
	select {
	case r := <-waiting:
		t.Fatalf("it did not wait: %d", r.StatusCode)
	case <-time.After(50 * time.Millisecond):
	}
	give()
	if r := <-waiting; r.StatusCode != 200 {
		t.Errorf("after its turn: %d", r.StatusCode)
	}
	s.turns.wait = time.Millisecond
	if give, err = s.turns.take(context.Background()); err != nil {
		t.Fatal(err)
	}
	defer give()
	for _, target := range []string{"/api/evaluate", "/api/scenarios"} {
		r := send(s, "POST", target, sample)
		if e := decode[failure](t, r).Error; r.StatusCode != 503 || e.ID != "busy" || r.Header.Get("Retry-After") != "5" {
			t.Errorf("%s: %d %v %+v", target, r.StatusCode, r.Header, e)
		}
	}
	if n := cap(newTurns().free); n < limits.EvaluationsPerCore {
		t.Errorf("%d evaluations at once", n)
	}
	if newTurns().wait != limits.EvaluationWait {
		t.Error("the wait is another")
	}
}
