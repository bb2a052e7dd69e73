package server

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// file is a Follower of a text that changes when it is told to.
type file struct {
	now  Followed
	next chan Followed
}

func (f *file) Next(ctx context.Context, version string) Followed {
	if version != f.now.Version {
		return f.now
	}
	select {
	case now := <-f.next:
		return now
	case <-ctx.Done():
		return f.now
	}
}

func follows(t *testing.T, f *file) *Server {
	t.Helper()
	c, _ := testConfig()
	c.Follow = f
	s, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func askFollow(s *Server, target, host string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("GET", target, nil)
	r.Host = host
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

func TestAFollowedFileIsShownToThisMachineAlone(t *testing.T) {
	t.Parallel()
	s := follows(t, &file{now: Followed{Version: "1", Name: "a.py", Document: "secret-of-ann"}})
	for _, host := range []string{"127.0.0.1:4747", "localhost:4747", "localhost", "[::1]:4747", "127.8.8.8"} {
		for _, target := range []string{"/", "/follow"} {
			if w := askFollow(s, target, host); w.Code != 200 || !strings.Contains(w.Body.String(), "secret-of-ann") {
				t.Errorf("%s at %s: %d", target, host, w.Code)
			}
		}
	}
	for _, host := range []string{"rebound.example:4747", "localhost.rebound.example", "127.0.0.1.rebound.example", "", "10.0.0.1", "0.0.0.0:4747"} {
		for _, target := range []string{"/", "/follow", "/gallery"} {
			if w := askFollow(s, target, host); w.Code != http.StatusMisdirectedRequest || strings.Contains(w.Body.String(), "secret-of-ann") {
				t.Errorf("%s at %s: %d", target, host, w.Code)
			}
		}
	}
	for site, want := range map[string]int{"same-origin": 200, "none": 200, "same-site": 403, "cross-site": 403} {
		if w := askFollow(s, "/follow", "localhost", "Sec-Fetch-Site", site); w.Code != want || w.Header().Get("Access-Control-Allow-Origin") != "" ||
			w.Header().Get("Cross-Origin-Resource-Policy") != "same-origin" {
			t.Errorf("%s: %d, %v", site, w.Code, w.Header())
		}
	}
}

func TestAChangeOfAFollowedFileIsWaitedFor(t *testing.T) {
	t.Parallel()
	f := &file{now: Followed{Version: "1", Name: "a.py", Document: "one"}, next: make(chan Followed, 1)}
	s := follows(t, f)
	f.next <- Followed{Version: "2", Name: "a.py", Document: "two", Problem: "gone"}
	var got Followed
	w := askFollow(s, "/follow?version=1", "localhost")
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || got != (Followed{Version: "2", Name: "a.py", Document: "two", Problem: "gone"}) {
		t.Errorf("%+v, %v", got, err)
	}
	if w.Header().Get("Cache-Control") != "no-store" {
		t.Error("an answer may be kept")
	}
	s.stop() // nobody waits for a server that stops
	if w := askFollow(s, "/follow?version=1", "localhost"); w.Code != 200 || !strings.Contains(w.Body.String(), `"one"`) {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestThePlaygroundSaysWhichFileItFollows(t *testing.T) {
	t.Parallel()
	s := follows(t, &file{now: Followed{Version: "1", Name: "<b>.py", Document: "x", Problem: "it is <i>gone</i>"}})
	w := askFollow(s, "/", "localhost")
	text := w.Body.String()
	for _, want := range []string{"Follows &lt;b&gt;.py and answers anew", "it is &lt;i&gt;gone", `"version":"1"`} {
		if !strings.Contains(text, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if w.Header().Get("Cache-Control") != "no-store" {
		t.Error("the page may be kept")
	}
	if text := askFollow(s, "/?from=gallery/reader", "localhost").Body.String(); strings.Contains(text, "Follows ") || strings.Contains(text, `"follows"`) {
		t.Error("a copy of the gallery follows the file")
	}
	plain, _ := testServer(t)
	if w := askFollow(plain, "/follow", "localhost"); w.Code != 404 {
		t.Errorf("without a file: %d", w.Code)
	}
}
