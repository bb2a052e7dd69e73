package server

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"rolecall.example/internal/limits"
	"rolecall.example/scenarios"
	"rolecall.example/site"
)

const sample = "---\nformat: 1\ntitle: A reader\nsummary: Reads `groups`.\njupyterhub: \"5.5.1\"\n---\nSome *prose*.\n\n" +
	"```python jupyterhub_config.py\nc.JupyterHub.load_roles = []\n```\n\n```checks\nnobody can admin:users\n```\n"

func siteFiles() (fs.FS, *site.Manifest) {
	files := fstest.MapFS{
		"page-ABC.js":      {Data: []byte("let a = 1;\n")},
		"page-ABC.js.br":   {Data: []byte("brotli of it")},
		"page-ABC.js.gz":   {Data: []byte("gzip of it")},
		"engine-DEF.wasm":  {Data: []byte("\x00asm")},
		"style-GHI.css":    {Data: []byte("a{}")},
		"style-GHI.css.gz": {Data: []byte("gzip of css")},
		"icon-JKL.svg":     {Data: []byte("<svg/>")},
		"manifest.json":    {Data: []byte("{}")},
		"README":           {Data: []byte("secret")},
	}
	return files, &site.Manifest{Files: map[string]site.File{
		"page.js":       {Name: "page-ABC.js", Gzip: 10, Brotli: 12, Integrity: "sha384-abc"},
		"rolecall.wasm": {Name: "engine-DEF.wasm"},
		"rolecall.css":  {Name: "style-GHI.css", Gzip: 11},
		"favicon.svg":   {Name: "icon-JKL.svg"},
	}}
}

// testConfig is a small server's, and what it logs.
func testConfig() (Config, *bytes.Buffer) {
	var lines bytes.Buffer
	files, manifest := siteFiles()
	return Config{
		Files: files, Manifest: manifest,
		Gallery: []scenarios.Section{{ID: "start", Title: "Start", Entries: []scenarios.Entry{
			{Name: "reader", Document: sample}, {Name: "other", Document: "Only prose.\n"},
		}}},
		Example: "reader",
		Log:     slog.New(slog.NewTextHandler(&lines, nil)),
	}, &lines
}

func testServer(t *testing.T) (*Server, *bytes.Buffer) {
	t.Helper()
	c, lines := testConfig()
	s, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	return s, lines
}

// ask makes a request; headers are pairs of name and value.
func ask(s http.Handler, method, target string, headers ...string) *http.Response {
	r := httptest.NewRequest(method, target, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Add(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w.Result()
}

func body(t *testing.T, r *http.Response) string {
	t.Helper()
	text, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestASlashAtTheEndLeadsToThePage(t *testing.T) {
	t.Parallel()
	s, _ := testServer(t)
	for target, want := range map[string]string{
		"/gallery/?q=reader": "/gallery?q=reader", "/gallery/reader/": "/gallery/reader", "/scopes/?q=stop": "/scopes?q=stop",
		"/gallery/%2F%2Fx.example/": "/gallery/%2F%2Fx.example", "/gallery/a%3Fb/": "/gallery/a%3Fb",
	} {
		if r := ask(s, "GET", target); r.StatusCode != 308 || r.Header.Get("Location") != want {
			t.Errorf("%s: %d %q, want %q", target, r.StatusCode, r.Header.Get("Location"), want)
		}
	}
	if text := body(t, ask(s, "POST", "/api/evaluat")); !strings.Contains(text, "/api/openapi.json") {
		t.Errorf("an address of no operation: %s", text)
	}
}

func TestAddresses(t *testing.T) {
	t.Parallel()
	s, _ := testServer(t)
	for _, tc := range []struct {
		method, target string
		status         int
		kind           string
	}{
		{"GET", "/", 200, typeHTML},
		{"HEAD", "/", 200, typeHTML},
		{"GET", "/?from=gallery/other", 200, typeHTML},
		{"GET", "/?from=gallery/nonesuch", 404, typeHTML},
		{"GET", "/?from=reader", 404, typeHTML},
		{"GET", "/?from=../reader", 404, typeHTML},
		{"GET", "/gallery", 200, typeHTML},
		{"GET", "/gallery?q=reader", 200, typeHTML},
		{"GET", "/gallery?q=" + strings.Repeat("a", limits.GalleryQuery), 200, typeHTML},
		{"GET", "/gallery?q=" + strings.Repeat("a", limits.GalleryQuery+1), 400, typeHTML},
		{"GET", "/gallery/", 308, typeHTML},
		{"GET", "/gallery/reader", 200, typeHTML},
		{"GET", "/gallery/reader.md", 200, typeMarkdown},
		{"GET", "/gallery/nonesuch", 404, typeHTML},
		{"GET", "/gallery/nonesuch.md", 404, typeHTML},
		{"GET", "/gallery/reader.md.md", 404, typeHTML},
		{"GET", "/gallery/reader/", 308, typeHTML},
		{"GET", "/gallery/reader/more", 404, typeHTML},
		{"GET", "/api/nonesuch", 404, typeJSON},
		{"POST", "/api/evaluat", 404, typeJSON},
		{"DELETE", "/api/scenarios/x/y", 404, typeJSON},
		{"GET", "/assets/page-ABC.js", 200, "text/javascript; charset=utf-8"},
		{"GET", "/assets/engine-DEF.wasm", 200, "application/wasm"},
		{"GET", "/assets/", 404, typeHTML},
		{"GET", "/assets/README", 404, typeHTML},
		{"GET", "/assets/manifest.json", 404, typeHTML},
		{"GET", "/assets/page-ABC.js.br", 404, typeHTML},
		{"GET", "/assets/..%2fmanifest.json", 404, typeHTML},
		{"GET", "/favicon.ico", 200, "image/svg+xml; charset=utf-8"},
		{"GET", "/favicon.svg", 200, "image/svg+xml; charset=utf-8"},
		{"GET", "/robots.txt", 200, typeText},
		{"GET", "/healthz", 200, typeText},
		{"GET", "/nonesuch", 404, typeHTML},
		{"POST", "/", 405, typeHTML},
		{"OPTIONS", "/gallery", 405, typeHTML},
		{"DELETE", "/assets/page-ABC.js", 405, typeHTML},
		{"BREW", "/nonesuch", 405, typeHTML},
	} {
		r := ask(s, tc.method, tc.target)
		if r.StatusCode != tc.status || r.Header.Get("Content-Type") != tc.kind {
			t.Errorf("%s %s: %d %q, want %d %q", tc.method, tc.target, r.StatusCode, r.Header.Get("Content-Type"), tc.status, tc.kind)
		}
		if got := r.Header.Get("Content-Security-Policy"); got != policy {
			t.Errorf("%s %s: its policy is %q", tc.method, tc.target, got)
		}
		for name, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cross-Origin-Opener-Policy": "same-origin",
			"Permissions-Policy": permissions, "X-Frame-Options": "DENY", "Set-Cookie": "",
		} {
			if got := r.Header.Get(name); got != want {
				t.Errorf("%s %s: %s is %q, want %q", tc.method, tc.target, name, got, want)
			}
		}
		if allow := r.Header.Get("Allow"); tc.status == 405 && allow != "GET, HEAD" && (allow != "GET, HEAD, OPTIONS" || !strings.HasPrefix(tc.target, "/assets/")) {
			t.Errorf("%s %s: Allow is %q", tc.method, tc.target, r.Header.Get("Allow"))
		}
		if tc.status >= 400 && r.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s %s: an error may not be kept, Cache-Control is %q", tc.method, tc.target, r.Header.Get("Cache-Control"))
		}
		if text := body(t, r); tc.method == "HEAD" && text != "" {
			t.Errorf("%s %s: a body of %d bytes", tc.method, tc.target, len(text))
		}
	}
}

func TestThePolicyOfTheDesign(t *testing.T) {
	t.Parallel()
	for _, want := range []string{"default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "img-src 'self' data:",
		"font-src 'self'", "connect-src 'self'", "worker-src 'self' blob:", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"} {
		found := false
		for part := range strings.SplitSeq(policy, "; ") {
			found = found || part == want
		}
		if !found {
			t.Errorf("%q is missing in %q", want, policy)
		}
	}
}

func TestPagesAreAskedForAgainOnlyWhenTheyChanged(t *testing.T) {
	t.Parallel()
	s, _ := testServer(t)
	for _, target := range []string{"/", "/gallery", "/gallery/reader", "/gallery/reader.md", "/robots.txt", "/assets/page-ABC.js"} {
		first := ask(s, "GET", target)
		tag := first.Header.Get("ETag")
		if len(tag) < 4 {
			t.Fatalf("%s: no tag", target)
		}
		second := ask(s, "GET", target, "If-None-Match", tag)
		if second.StatusCode != 304 || body(t, second) != "" || second.Header.Get("ETag") != tag || second.Header.Get("Cache-Control") == "" {
			t.Errorf("%s with its tag: %d, %v", target, second.StatusCode, second.Header)
		}
		if again := ask(s, "GET", target, "If-None-Match", `"other"`); again.StatusCode != 200 {
			t.Errorf("%s with another tag: %d", target, again.StatusCode)
		}
		if zipped := ask(s, "GET", target, "If-None-Match", tag, "Accept-Encoding", "gzip"); zipped.Header.Get("Content-Encoding") == "gzip" && zipped.StatusCode != 200 {
			t.Errorf("%s: another coding is another tag, got %d", target, zipped.StatusCode)
		}
	}
}

func TestPagesAreCompressed(t *testing.T) {
	t.Parallel()
	s, _ := testServer(t)
	plain := ask(s, "GET", "/gallery/reader.md")
	zipped := ask(s, "GET", "/gallery/reader.md", "Accept-Encoding", "gzip, br")
	if zipped.Header.Get("Content-Encoding") != "gzip" || zipped.Header.Get("Vary") != "Accept-Encoding" {
		t.Fatalf("headers %v", zipped.Header)
	}
	z, err := gzip.NewReader(zipped.Body)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(z)
	if err != nil || string(text) != sample || body(t, plain) != sample {
		t.Errorf("%v: %q", err, text)
	}
	if head := ask(s, "HEAD", "/gallery/reader.md"); head.ContentLength != int64(len(sample)) {
		t.Errorf("HEAD says %d bytes of %d", head.ContentLength, len(sample))
	}
}

func TestAssetsComeInTheBestCoding(t *testing.T) {
	t.Parallel()
	s, _ := testServer(t)
	for _, tc := range []struct{ target, accept, coding, text string }{
		{"/assets/page-ABC.js", "", "", "let a = 1;\n"},
		{"/assets/page-ABC.js", "gzip, deflate, br, zstd", "br", "brotli of it"},
		{"/assets/page-ABC.js", "gzip", "gzip", "gzip of it"},
		{"/assets/page-ABC.js", "br;q=0.1, gzip;q=0.2", "gzip", "gzip of it"},
		{"/assets/page-ABC.js", "identity", "", "let a = 1;\n"},
		{"/assets/style-GHI.css", "br", "", "a{}"},
		{"/assets/style-GHI.css", "br, gzip", "gzip", "gzip of css"},
		{"/assets/engine-DEF.wasm", "br, gzip", "", "\x00asm"},
	} {
		r := ask(s, "GET", tc.target, "Accept-Encoding", tc.accept)
		if got := body(t, r); got != tc.text || r.Header.Get("Content-Encoding") != tc.coding || r.ContentLength != int64(len(tc.text)) {
			t.Errorf("%s for %q: %q in %q, %d bytes", tc.target, tc.accept, got, r.Header.Get("Content-Encoding"), r.ContentLength)
		}
		if got := r.Header.Get("Cache-Control"); got != "public, max-age=31536000, immutable" {
			t.Errorf("%s: Cache-Control is %q", tc.target, got)
		}
		if vary := r.Header.Get("Vary"); (vary == "Accept-Encoding") != (tc.target != "/assets/engine-DEF.wasm") {
			t.Errorf("%s: Vary is %q", tc.target, vary)
		}
		if head := ask(s, "HEAD", tc.target, "Accept-Encoding", tc.accept); head.ContentLength != int64(len(tc.text)) || body(t, head) != "" {
			t.Errorf("HEAD %s for %q: %d bytes", tc.target, tc.accept, head.ContentLength)
		}
	}
}

func TestPagesNameTheHashesOfTheirFiles(t *testing.T) {
	t.Parallel()
	s, _ := testServer(t)
	text := body(t, ask(s, "GET", "/gallery"))
	if want := `src="/assets/page-ABC.js" integrity="sha384-abc"`; !strings.Contains(text, want) {
		t.Errorf("no %s in %.900s", want, text)
	}
	if strings.Contains(text, `style-GHI.css" integrity`) {
		t.Error("a file without a hash has one")
	}
}

func TestErrorsAsJSON(t *testing.T) {
	t.Parallel()
	s, _ := testServer(t)
	r := ask(s, "GET", "/gallery/nonesuch", "Accept", "application/json")
	var got struct {
		Error struct{ ID, Message, Hint string }
	}
	if err := json.NewDecoder(r.Body).Decode(&got); err != nil || r.StatusCode != 404 || r.Header.Get("Content-Type") != typeJSON {
		t.Fatalf("%v: %d %v", err, r.StatusCode, r.Header)
	}
	if got.Error.ID != "not-found" || got.Error.Message == "" || got.Error.Hint == "" {
		t.Errorf("%+v", got)
	}
}

func TestRequestLimits(t *testing.T) {
	t.Parallel()
	s, _ := testServer(t)
	longest := "/healthz?" + strings.Repeat("a", limits.RequestTarget-len("/healthz?"))
	if r := ask(s, "GET", longest); r.StatusCode != 200 {
		t.Errorf("a target as long as the limit: %d", r.StatusCode)
	}
	if r := ask(s, "GET", longest+"a"); r.StatusCode != 414 || r.Header.Get("Content-Type") != typeHTML {
		t.Errorf("one byte past the limit: %d", r.StatusCode)
	}
	largest := strings.Repeat("a", limits.RequestHeader-len("Xx: \r\n"))
	if r := ask(s, "GET", "/healthz", "Xx", largest); r.StatusCode != 200 {
		t.Errorf("a header as large as the limit: %d", r.StatusCode)
	}
	if r := ask(s, "GET", "/healthz", "Xx", largest+"a"); r.StatusCode != 431 {
		t.Errorf("one byte past the limit: %d", r.StatusCode)
	}
}

func TestTheLogNamesNoAddress(t *testing.T) {
	t.Parallel()
	s, lines := testServer(t)
	ask(s, "GET", "/gallery/reader?who=me", "User-Agent", "an agent")
	ask(s, "PEEK", "/nonesuch-path")
	text := lines.String()
	for _, want := range []string{"route=/gallery/{name}", "status=200", "duration=", "method=GET", "status=405", "method=other"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in %s", want, text)
		}
	}
	for _, never := range []string{"reader", "who=me", "192.0.2.1", "agent", "nonesuch", "PEEK"} {
		if strings.Contains(text, never) {
			t.Errorf("%s stands in %s", never, text)
		}
	}
}

func TestRequestsAreObserved(t *testing.T) {
	t.Parallel()
	var seen []Observation
	c, _ := testConfig()
	c.Observe = func(o Observation) { seen = append(seen, o) }
	s, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	n := int64(len(body(t, ask(s, "GET", "/gallery/reader?who=me"))))
	ask(s, "PEEK", "/nonesuch-path")
	if len(seen) != 2 || seen[0].Method != "GET" || seen[0].Route != "/gallery/{name}" || seen[0].Status != 200 || seen[0].Bytes != n || seen[0].Took <= 0 ||
		seen[1].Method != "other" || seen[1].Route != "/" || seen[1].Status != 405 {
		t.Errorf("%+v", seen)
	}
	if got := s.Stats(); got != (Stats{}) {
		t.Errorf("%+v", got)
	}
}

func TestAPanicIsAnsweredAndLogged(t *testing.T) {
	t.Parallel()
	s, lines := testServer(t)
	broken := s.logged(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("boom") }))
	if r := ask(broken, "GET", "/"); r.StatusCode != 500 || strings.Contains(body(t, r), "boom") {
		t.Errorf("status %d", r.StatusCode)
	}
	if text := lines.String(); !strings.Contains(text, "cause=boom") || !strings.Contains(text, "status=500") {
		t.Error(text)
	}
}

func TestUnknownErrorsTellNothing(t *testing.T) {
	t.Parallel()
	s, lines := testServer(t)
	failing := s.answering(route{get: func(http.ResponseWriter, *http.Request) error { return fs.ErrPermission }})
	r := ask(failing, "GET", "/", "Accept", "application/json")
	if text := body(t, r); r.StatusCode != 500 || strings.Contains(text, "permission") || !strings.Contains(lines.String(), "permission denied") {
		t.Errorf("%d %s, logged %s", r.StatusCode, text, lines)
	}
	if _, status := answerable(&Error{ID: "no-such-id"}); status != 500 {
		t.Errorf("an ID that the table lacks: %d", status)
	}
	for id := range statuses {
		if titles[id] == "" {
			t.Errorf("%s has no title", id)
		}
	}
}

func TestTheGalleryMustBeWhole(t *testing.T) {
	t.Parallel()
	files, manifest := siteFiles()
	twice := []scenarios.Entry{{Name: "a"}, {Name: "a"}}
	for _, gallery := range [][]scenarios.Section{nil, {{Entries: twice}}, {{Entries: twice[:1]}, {Entries: twice[1:]}}} {
		c := Config{Files: files, Manifest: manifest, Gallery: gallery, Example: "a", Log: slog.New(slog.DiscardHandler)}
		if _, err := New(c); err == nil {
			t.Errorf("%+v is accepted", gallery)
		}
	}
}

func TestAFileWithoutATypeIsNoticed(t *testing.T) {
	t.Parallel()
	manifest := &site.Manifest{Files: map[string]site.File{"a": {Name: "a.exe"}}}
	if _, err := New(Config{Files: fstest.MapFS{}, Manifest: manifest, Log: slog.New(slog.DiscardHandler)}); err == nil || !strings.Contains(err.Error(), ".exe") {
		t.Errorf("got %v", err)
	}
}
