package server

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/pb33f/libopenapi"
	validator "github.com/pb33f/libopenapi-validator"

	"rolecall.example/internal/limits"
	"rolecall.example/server/store"
	"rolecall.example/server/store/sqlite"
)

// A sharing is a server with a database.
type sharing struct {
	*Server
	db    *sqlite.DB
	lines *bytes.Buffer
}

func sharingServer(t testing.TB, change func(*Config)) *sharing {
	t.Helper()
	db, err := sqlite.Open(context.Background(), filepath.Join(t.TempDir(), "rolecall.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	c, lines := testConfig()
	c.Store, c.Origin, c.Engine, c.Limiter = db.Store, "https://rolecall.test", "v1.0.0", unlimited{}
	if change != nil {
		change(&c)
	}
	s, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	return &sharing{s, db, lines}
}

type unlimited struct{}

func (unlimited) Take(context.Context, Kind, string) (time.Duration, error) { return 0, nil }

// send makes a request with a body; headers are pairs of name and value.
func send(h http.Handler, method, target, body string, headers ...string) *http.Response {
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	for i := 0; i < len(headers); i += 2 {
		r.Header.Add(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

const asMarkdown = "text/markdown; charset=utf-8"

// share saves a document and returns the answer.
func share(t testing.TB, h http.Handler, document string) savedAnswer {
	t.Helper()
	r := send(h, "POST", "/api/scenarios", document, "Content-Type", asMarkdown)
	text, err := io.ReadAll(r.Body)
	if err != nil || r.StatusCode != 201 {
		t.Fatalf("sharing: %d %s, %v", r.StatusCode, text, err)
	}
	var out savedAnswer
	if err := json.Unmarshal(text, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func decode[T any](t testing.TB, r *http.Response) (out T) {
	t.Helper()
	if err := json.NewDecoder(r.Body).Decode(&out); err != nil {
		t.Fatal(err)
	}
	return out
}

type failure struct {
	Error struct{ ID, Message, Hint string }
}

func TestAScenarioIsSharedReadAndDeleted(t *testing.T) {
	t.Parallel()
	s := sharingServer(t, nil)
	saved := share(t, s, sample)
	if !store.ValidID(saved.ID) || saved.URL != "https://rolecall.test/s/"+saved.ID || saved.Engine != "v1.0.0" ||
		saved.Verdict != (verdictAnswer{Starts: true, Hold: 1}) {
		t.Errorf("saved: %+v", saved)
	}
	at := "/api/scenarios/" + saved.ID
	got := decode[scenarioAnswer](t, send(s, "GET", at, ""))
	// What the header left out was written into it, and all else is as it was sent.
	want := strings.Replace(sample, "jupyterhub: \"5.5.1\"\n", "jupyterhub: \"5.5.1\"\noauthenticator: \"17.4.0\"\nhost: plain\n", 1)
	if got.Document != want || got.Hash != store.Hash(want) || got.Title != "A reader" || got.Version != "5.5.1" || got.Verdict != saved.Verdict ||
		got.ID != saved.ID || got.URL != saved.URL || got.Parent != "" || time.Since(got.Created) > time.Minute {
		t.Errorf("kept: %+v", got)
	}
	for _, tc := range []struct {
		id, header string
		status     int
		error      string
	}{
		{saved.ID, "", 401, "no-token"},
		{saved.ID, "Basic " + saved.Token, 401, "no-token"},
		{saved.ID, "Bearer ", 401, "no-token"},
		{saved.ID, "Bearer wrong", 403, "wrong-token"},
		{saved.ID, "Bearer " + store.HashToken(saved.Token), 403, "wrong-token"},
		{store.NewID(), "Bearer " + saved.Token, 404, "not-found"},
		{"nonesuch", "", 404, "not-found"},
	} {
		r := send(s, "DELETE", "/api/scenarios/"+tc.id, "", "Authorization", tc.header)
		if e := decode[failure](t, r).Error; r.StatusCode != tc.status || e.ID != tc.error || (r.Header.Get("WWW-Authenticate") != "") != (tc.status == 401) {
			t.Errorf("DELETE with %q: %d %+v", tc.header, r.StatusCode, e)
		}
	}
	if r := send(s, "GET", at, ""); r.StatusCode != 200 {
		t.Errorf("it is gone after refused deletions: %d", r.StatusCode)
	}
	if r := send(s, "DELETE", at, "", "Authorization", "bearer "+saved.Token); r.StatusCode != 204 || body(t, r) != "" {
		t.Errorf("DELETE: %d", r.StatusCode)
	}
	for _, method := range []string{"GET", "DELETE"} {
		r := send(s, method, at, "", "Authorization", "Bearer "+saved.Token)
		if e := decode[failure](t, r).Error; r.StatusCode != 410 || e.ID != "gone" || r.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s of what is gone: %d %+v", method, r.StatusCode, e)
		}
	}
}

func TestUnknownAndMalformedIDsAreTheSame(t *testing.T) {
	t.Parallel()
	s := sharingServer(t, nil)
	want := body(t, send(s, "GET", "/api/scenarios/"+store.NewID(), ""))
	for _, id := range []string{"x", "0OIl56789012", strings.Repeat("a", 13), "%00", "..%2f..", "%ff", "a.md", strings.Repeat("a", 4000)} {
		if r := send(s, "GET", "/api/scenarios/"+id, ""); r.StatusCode != 404 || body(t, r) != want {
			t.Errorf("%s: %d", id, r.StatusCode)
		}
	}
}

func TestACopyNamesItsParent(t *testing.T) {
	t.Parallel()
	s := sharingServer(t, nil)
	parent := share(t, s, sample)
	text, _ := json.Marshal(map[string]string{"document": sample, "parent": parent.ID})
	r := send(s, "POST", "/api/scenarios", string(text), "Content-Type", "application/json")
	if r.StatusCode != 201 {
		t.Fatalf("%d %s", r.StatusCode, body(t, r))
	}
	child := decode[savedAnswer](t, r)
	if got := decode[scenarioAnswer](t, send(s, "GET", "/api/scenarios/"+child.ID, "")); got.Parent != parent.ID {
		t.Errorf("its parent is %q", got.Parent)
	}
	for target, status := range map[string]int{"?parent=" + parent.ID: 201, "?parent=" + store.NewID(): 422, "?parent=x": 422, "?parent=": 201} {
		if r := send(s, "POST", "/api/scenarios"+target, sample); r.StatusCode != status {
			t.Errorf("%s: %d, want %d", target, r.StatusCode, status)
		}
	}
	send(s, "DELETE", "/api/scenarios/"+parent.ID, "", "Authorization", "Bearer "+parent.Token)
	if r := send(s, "POST", "/api/scenarios?parent="+parent.ID, sample); r.StatusCode != 201 {
		t.Errorf("a copy of what was deleted meanwhile: %d", r.StatusCode)
	}
}

func TestSubmissionsThatAreRefused(t *testing.T) {
	t.Parallel()
	s := sharingServer(t, nil)
	for _, tc := range []struct {
		name, kind, body string
		status           int
		id               string
	}{
		{"nothing", asMarkdown, "", 422, "no-config"},
		{"prose alone", asMarkdown, "Buy this.\n", 422, "no-config"},
		{"another format", asMarkdown, strings.Replace(sample, "format: 1", "format: 2", 1), 422, "unreadable-header"},
		{"an unknown version", asMarkdown, strings.Replace(sample, "5.5.1", "9.9.9", 1), 422, "unreadable-header"},
		{"an unknown key", asMarkdown, strings.Replace(sample, "format: 1", "format: 1\nfoo: 1", 1), 422, "unreadable-header"},
		{"a misspelt key", asMarkdown, strings.Replace(sample, "title:", "titel:", 1), 422, "unreadable-header"},
		{"bad UTF-8", asMarkdown, sample + "\xff", 400, "bad-text"},
		{"a NUL byte", asMarkdown, sample + "\x00", 400, "bad-text"},
		{"a form", "application/x-www-form-urlencoded", sample, 415, "unsupported-type"},
		{"a bad type", "text/", sample, 415, "unsupported-type"},
		{"another charset", "text/markdown; charset=latin1", sample, 415, "unsupported-type"},
		{"no JSON", "application/json", sample, 400, "bad-json"},
		{"cut JSON", "application/json", `{"document": "a`, 400, "bad-json"},
		{"JSON null", "application/json", `null`, 400, "bad-json"},
		{"a JSON list", "application/json", `[]`, 400, "bad-json"},
		{"a number", "application/json", `{"document": 1}`, 400, "bad-json"},
		{"another key", "application/json", `{"document": "a", "admin": true}`, 400, "bad-json"},
		{"two objects", "application/json", `{"document": "a"} {}`, 400, "bad-json"},
		{"deep JSON", "application/json", strings.Repeat("[", 20000), 400, "bad-json"},
		{"half a character", "application/json", `{"document": "\ud800"}`, 400, "bad-text"},
		{"the other half", "application/json", `{"document": "\udc00"}`, 400, "bad-text"},
		{"halves in the wrong order", "application/json", `{"document": "\udc00\ud800"}`, 400, "bad-text"},
		{"half before another escape", "application/json", `{"document": "\uD83D\u0041"}`, 400, "bad-text"},
		{"NUL in JSON", "application/json", `{"document": "\u0000"}`, 400, "bad-text"},
		{"bad UTF-8 in JSON", "application/json", "{\"document\": \"\xff\"}", 400, "bad-text"},
		{"a bad parent", "application/json", `{"document": "a", "parent": "x"}`, 422, "unknown-parent"},
		{"a version", "application/json", `{"document": "a", "version": "5.5.1"}`, 400, "bad-request"},
	} {
		r := send(s, "POST", "/api/scenarios", tc.body, "Content-Type", tc.kind)
		e := decode[failure](t, r).Error
		if strings.HasSuffix(e.Hint, "?.") {
			t.Errorf("%s: a question ends like a statement: %q", tc.name, e.Hint)
		}
		if r.StatusCode != tc.status || e.ID != tc.id || e.Message == "" || r.Header.Get("Content-Type") != typeJSON {
			t.Errorf("%s: %d %+v, want %d %s", tc.name, r.StatusCode, e, tc.status, tc.id)
		}
	}
	if n := count(t, s.db); n != 0 {
		t.Errorf("%d scenarios were kept", n)
	}
	for name, text := range map[string]string{"a whole character": `"\ud83d\ude00"`, "an escaped backslash": `"\\ud800"`, "a letter": `"\u00e9"`} {
		if halfCharacter([]byte(text)) {
			t.Errorf("%s counts as half", name)
		}
	}
}

func count(t testing.TB, db *sqlite.DB) (n int) {
	t.Helper()
	if err := db.Each(context.Background(), func(*store.Row) error { n++; return nil }); err != nil {
		t.Fatal(err)
	}
	return n
}

// full is a document with a whole header, so that nothing is written into it.
const full = "---\nformat: 1\ntitle: Large\njupyterhub: \"5.5.1\"\noauthenticator: \"17.4.0\"\nhost: plain\n---\n```python jupyterhub_config.py\n```\n"

func TestTheLimitOfADocument(t *testing.T) {
	t.Parallel()
	s := sharingServer(t, nil)
	at := full + strings.Repeat("'", limits.SharedDocument-len(full))
	headless := strings.Replace(at, "host: plain\n", "", 1)
	quoted := func(text string) string {
		var out strings.Builder
		out.WriteString(`{"document": "`)
		for _, c := range text {
			out.WriteString(`\u00` + string("0123456789abcdef"[c>>4]) + string("0123456789abcdef"[c&15]))
		}
		return out.String() + `"}`
	}
	for _, tc := range []struct {
		name, kind, body string
		status           int
	}{
		{"as large as the limit", asMarkdown, at, 201},
		{"one byte past it", asMarkdown, at + "a", 413},
		{"as large, in escapes", "application/json", quoted(at), 201},
		{"one past, in escapes", "application/json", quoted(at + "a"), 413},
		{"as large with what is written into its header", asMarkdown, headless, 201},
		{"one past the limit with it", asMarkdown, headless + "a", 413},
	} {
		r := send(s, "POST", "/api/scenarios", tc.body, "Content-Type", tc.kind)
		text := body(t, r)
		if r.StatusCode != tc.status || tc.status == 413 && !strings.Contains(text, "65536") {
			t.Errorf("%s: %d %.200s", tc.name, r.StatusCode, text)
		}
	}
	for text, status := range map[string]int{at: 200, at + "a": 413, headless + "host: plain\n": 200} {
		for kind, body := range map[string]string{asMarkdown: text, "application/json": quoted(text)} {
			if r := send(s, "POST", "/api/evaluate", body, "Content-Type", kind); r.StatusCode != status {
				t.Errorf("evaluating %d bytes as %s: %d", len(text), kind, r.StatusCode)
			}
		}
	}
	saved := share(t, s, at)
	if got := decode[scenarioAnswer](t, send(s, "GET", "/api/scenarios/"+saved.ID, "")); got.Document != at {
		t.Error("the largest document is kept otherwise")
	}
}

func TestTheLimitOfATitle(t *testing.T) {
	t.Parallel()
	s := sharingServer(t, nil)
	at := strings.Repeat("é", limits.SharedTitle)
	for title, want := range map[string]string{at: at, at + "a": at + "…"} {
		saved := share(t, s, strings.Replace(sample, "A reader", title, 1))
		if got := decode[scenarioAnswer](t, send(s, "GET", "/api/scenarios/"+saved.ID, "")); got.Title != want {
			t.Errorf("%d characters are kept as %q", len([]rune(title)), got.Title)
		}
	}
}

func TestEvaluate(t *testing.T) {
	t.Parallel()
	s := sharingServer(t, nil)
	document := strings.Replace(sample, "nobody can admin:users", "nobody can admin:users\nnobody can nonsense", 1)
	text, _ := json.Marshal(map[string]string{"document": document, "version": "4.1.6"})
	for _, tc := range []struct{ target, kind, body, version string }{
		{"/api/evaluate", asMarkdown, document, "5.5.1"},
		{"/api/evaluate?version=4.1.6", asMarkdown, document, "4.1.6"},
		{"/api/evaluate", "application/json", string(text), "4.1.6"},
	} {
		r := send(s, "POST", tc.target, tc.body, "Content-Type", tc.kind)
		if r.Header.Get("Access-Control-Allow-Origin") != "*" || r.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("headers %v", r.Header)
		}
		got := decode[evaluationAnswer](t, r)
		if got.Version != tc.version || got.Verdict != (verdictAnswer{Starts: true, Hold: 1, Invalid: 1}) || len(got.Checks) != 2 ||
			got.Checks[0] != (checkAnswer{Line: 14, Text: "nobody can admin:users", Verdict: "holds"}) ||
			got.Checks[1].Line != 15 || got.Checks[1].Verdict != "error" || got.Checks[1].ID == "" || len(got.Diagnostics) == 0 || got.Diagnostics[0].Line != 15 {
			t.Errorf("%s: %+v", tc.target, got)
		}
	}
	if n := count(t, s.db); n != 0 {
		t.Errorf("%d scenarios were kept", n)
	}
}

func TestOtherOriginsReadAndDoNotWrite(t *testing.T) {
	t.Parallel()
	s := sharingServer(t, nil)
	saved := share(t, s, sample)
	foreign := []string{"Origin", "https://elsewhere.test", "Sec-Fetch-Site", "cross-site"}
	for _, tc := range []struct {
		method, target string
		status         int
		origin, allow  string
	}{
		{"GET", "/api/scenarios/" + saved.ID, 200, "*", ""},
		{"GET", "/api/openapi.json", 200, "*", ""},
		{"POST", "/api/evaluate", 200, "*", ""},
		{"OPTIONS", "/api/evaluate", 204, "*", "OPTIONS, POST"},
		{"OPTIONS", "/api/scenarios/" + saved.ID, 204, "*", "GET, HEAD, OPTIONS"},
		{"POST", "/api/scenarios", 403, "", ""},
		{"OPTIONS", "/api/scenarios", 405, "", ""},
		{"DELETE", "/api/scenarios/" + saved.ID, 403, "", ""},
		{"GET", "/", 200, "", ""},
	} {
		r := send(s, tc.method, tc.target, sample, append(foreign, "Authorization", "Bearer "+saved.Token)...)
		if h := r.Header; r.StatusCode != tc.status || h.Get("Access-Control-Allow-Origin") != tc.origin || h.Get("Access-Control-Allow-Methods") != tc.allow {
			t.Errorf("%s %s: %d %v", tc.method, tc.target, r.StatusCode, h)
		}
	}
	for _, own := range [][]string{nil, {"Sec-Fetch-Site", "same-origin"}, {"Origin", "https://rolecall.test"}} {
		if r := send(s, "POST", "/api/scenarios", sample, own...); r.StatusCode != 201 {
			t.Errorf("%v: %d", own, r.StatusCode)
		}
	}
}

func TestWithoutAStoreNothingIsShared(t *testing.T) {
	t.Parallel()
	s, _ := testServer(t)
	for _, tc := range []struct {
		method, target string
		status         int
	}{
		{"POST", "/api/scenarios", 404}, {"GET", "/api/scenarios/" + store.NewID(), 404}, {"POST", "/api/evaluate", 200},
	} {
		if r := send(s, tc.method, tc.target, sample); r.StatusCode != tc.status {
			t.Errorf("%s %s: %d", tc.method, tc.target, r.StatusCode)
		}
	}
}

// TestAnswersAreAsDescribed makes requests of every kind, and holds them and their answers against openapi.json.
func TestAnswersAreAsDescribed(t *testing.T) {
	t.Parallel()
	s := sharingServer(t, nil)
	description, err := libopenapi.NewDocument([]byte(openAPI))
	if err != nil {
		t.Fatal(err)
	}
	v, errs := validator.NewValidator(description)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	if ok, errs := v.ValidateDocument(); !ok {
		t.Fatalf("it is no OpenAPI 3.1: %v", errs)
	}
	seen := map[string]bool{}
	exchange := func(good bool, method, target, body string, headers ...string) []byte {
		t.Helper()
		request := func() *http.Request {
			r := httptest.NewRequest(method, target, strings.NewReader(body))
			for i := 0; i < len(headers); i += 2 {
				r.Header.Add(headers[i], headers[i+1])
			}
			if body == "" {
				r.Body, r.ContentLength = http.NoBody, 0
			}
			return r
		}
		w := httptest.NewRecorder()
		s.ServeHTTP(w, request())
		if ok, errs := v.ValidateHttpRequest(request()); ok != good {
			t.Errorf("%s %s: the request is as described: %v, %v", method, target, ok, errs)
		}
		if ok, errs := v.ValidateHttpResponse(request(), w.Result()); !ok {
			t.Errorf("%s %s: %d is not as described: %v\n%s", method, target, w.Code, errs[0], w.Body)
		}
		seen[method+" "+http.StatusText(w.Code)] = true
		return w.Body.Bytes()
	}
	asJSON := func(v any) string { text, _ := json.Marshal(v); return string(text) }
	kind, bearer := []string{"Content-Type", "application/json"}, "Authorization"
	var saved savedAnswer
	if err := json.Unmarshal(exchange(true, "POST", "/api/scenarios", sample, "Content-Type", "text/markdown"), &saved); err != nil {
		t.Fatal(err)
	}
	at := "/api/scenarios/" + saved.ID
	exchange(true, "POST", "/api/scenarios", asJSON(map[string]string{"document": sample, "parent": saved.ID}), kind...)
	exchange(true, "POST", "/api/scenarios", asJSON(map[string]string{"document": sample, "parent": ""}), kind...)
	exchange(true, "POST", "/api/scenarios", asJSON(map[string]string{"document": sample, "parent": store.NewID()}), kind...)
	exchange(false, "POST", "/api/scenarios", asJSON(map[string]string{"document": sample, "parent": "x"}), kind...)
	exchange(false, "POST", "/api/scenarios", asJSON(map[string]any{"document": 1}), kind...)
	exchange(true, "POST", "/api/scenarios", strings.Repeat("a", limits.SharedDocument+1), "Content-Type", "text/markdown")
	exchange(false, "POST", "/api/scenarios", "<a/>", "Content-Type", "text/xml")
	exchange(true, "POST", "/api/scenarios", sample, "Content-Type", "text/markdown", "Sec-Fetch-Site", "cross-site")
	exchange(true, "GET", at, "")
	exchange(true, "GET", "/api/scenarios/"+store.NewID(), "")
	exchange(false, "GET", "/api/scenarios/nonesuch", "")
	exchange(true, "POST", "/api/evaluate", sample, "Content-Type", "text/plain")
	exchange(true, "POST", "/api/evaluate", asJSON(map[string]string{"document": "```python jupyterhub_config.py\nc.(\n```\n", "version": "5.5.1"}), kind...)
	exchange(true, "POST", "/api/evaluate", strings.Replace(sample, "nobody", "any nobody", 1), "Content-Type", "text/markdown")
	exchange(false, "POST", "/api/evaluate", `{}x`, kind...)
	exchange(true, "GET", "/api/openapi.json", "")
	exchange(true, "DELETE", at, "", bearer, "Bearer wrong")
	exchange(false, "DELETE", at, "")
	exchange(true, "DELETE", at, "", bearer, "Bearer "+saved.Token)
	exchange(true, "DELETE", at, "", bearer, "Bearer "+saved.Token)
	exchange(true, "GET", at, "")
	s.config.Limiter = NewLimiter(map[Kind][]Rate{WriteKind: {{0, time.Minute}}, EvaluateKind: {{0, time.Minute}}})
	exchange(true, "POST", "/api/evaluate", sample, "Content-Type", "text/markdown")
	exchange(true, "POST", "/api/scenarios", sample, "Content-Type", "text/markdown")
	exchange(true, "DELETE", at, "", bearer, "Bearer "+saved.Token)
	if len(seen) < 16 {
		t.Errorf("only %d kinds of answers were met: %v", len(seen), seen)
	}
}
