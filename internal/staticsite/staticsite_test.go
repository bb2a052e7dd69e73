package staticsite

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"rolecall.example/rbac"
)

func TestAddressesHaveFiles(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("testdata/files.json")
	if err != nil {
		t.Fatal(err)
	}
	var table map[string]string
	if err := json.Unmarshal(text, &table); err != nil {
		t.Fatal(err)
	}
	for address, want := range table {
		if got, ok := File(address); !ok || got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
	for _, address := range []string{
		"/s/7kQmR4xVbT2n", "/e/7kQmR4xVbT2n", "/api/evaluate", "/gallery?q=x", "/scopes?version=5.4.6", "/?from=s/7kQmR4xVbT2n", "gallery", "//gallery",
		"https://hub.example/gallery", "/gallery/../x", "/gallery/a%2Fb", "/e/gallery/x?view=../../y", "/gallery/%00", "/?from=gallery/..%2F..%2Fx", "/gallery/%zz",
	} {
		if got, ok := File(address); ok {
			t.Errorf("%s has the file %q", address, got)
		}
	}
}

func TestEachScopeHasAFileOfItsOwn(t *testing.T) {
	t.Parallel()
	for _, version := range rbac.Versions() {
		seen := map[string]string{}
		d, _ := rbac.Define(version)
		for _, name := range d.Scopes() {
			file, ok := File("/scopes/" + name)
			if other := seen[strings.ToLower(file)]; !ok || other != "" {
				t.Errorf("%s: %q, as of %q", name, file, other)
			}
			seen[strings.ToLower(file)] = name
		}
	}
}

// site answers with pages that are given.
type site map[string]string

func (s site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	text, ok := s[r.URL.RequestURI()]
	if !ok && s["none"] == "" {
		http.Error(w, "no", http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; script-src 'self'")
	if !ok {
		w.WriteHeader(http.StatusNotFound)
		text = s["none"]
	}
	fmt.Fprint(w, text)
}

func written(t *testing.T, s site, seeds ...string) (map[string]string, error) {
	t.Helper()
	out := map[string]string{}
	var mu sync.Mutex
	err := Write(t.Context(), s, seeds, "/docs/", func(name string, content []byte) error {
		mu.Lock()
		defer mu.Unlock()
		if _, twice := out[name]; twice {
			t.Errorf("%s is written twice", name)
		}
		out[name] = string(content)
		return nil
	})
	return out, err
}

func TestWriteFollowsLinks(t *testing.T) {
	t.Parallel()
	got, err := written(t, site{
		"/": `<!doctype html><html lang="en"><head><meta charset="utf-8"/><link rel="canonical" href="/"/>` +
			`<link rel="stylesheet" href="/assets/a.css" integrity="sha384-x" crossorigin/></head><body data-raw="/gallery/a.md">` +
			`<a href="/gallery/a#L2" class="x">a &amp; b</a><noscript><a href="/gallery/a">a</a></noscript>` +
			`<a href="/gallery/none">c</a><a href="/s/1">d</a><a href="#here">e</a><a href="//x.example/">f</a><a href="b.md">g</a><p>href="/gallery/a"</p></body></html>`,
		"/assets/a.css": "", "/gallery/a.md": "",
		"/gallery/a":            `<html><a href="/">home</a><a href="/scopes/read:users">s</a>`,
		"/scopes/read:users":    `<html><a href="/gallery/a">a</a><a href="/e/gallery/a?view=why">e</a>`,
		"/e/gallery/a?view=why": `<html><a href="?view=why#L1">here</a><a href="?view=access">there</a>`,
	}, "/")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"404.html", "assets/a.css", "e/gallery/a/why.html", "gallery/a.html", "gallery/a.md", "index.html", "scopes/read-users.html"}
	if names := slices.Sorted(maps.Keys(got)); !slices.Equal(names, want) {
		t.Errorf("%q, want %q", names, want)
	}
	for file, parts := range map[string][]string{
		"index.html": {
			`<html lang="en" data-base="./">`, `content="default-src &#39;none&#39;; script-src &#39;self&#39;"`, `<link rel="stylesheet" href="assets/a.css"/>`,
			`data-raw="gallery/a.md"`, `<a href="gallery/a.html#L2" class="x">a &amp; b</a><noscript><a href="gallery/a.html">`,
			`<a href="/gallery/none">c</a><a href="/s/1">d</a><a href="#here">e</a><a href="//x.example/">f</a><a href="b.md">g</a><p>href="/gallery/a"</p>`,
		},
		"gallery/a.html":         {`data-base="../"`, `<a href="../index.html">`, `<a href="../scopes/read-users.html">`},
		"scopes/read-users.html": {`<a href="../gallery/a.html">`, `<a href="../e/gallery/a/why.html">`},
		"e/gallery/a/why.html":   {`data-base="../../../"`, `<a href="why.html#L1">`, `<a href="?view=access">`},
	} {
		for _, part := range parts {
			if !strings.Contains(got[file], part) {
				t.Errorf("%s lacks %s:\n%s", file, part, got[file])
			}
		}
	}
	if strings.Contains(got["index.html"], "canonical") {
		t.Error("a file says where it is")
	}
}

func TestTheMissingPageLeadsHomeFromAnyDepth(t *testing.T) {
	t.Parallel()
	got, err := written(t, site{
		"/": `<html><link href="/assets/a.css">`, "/gallery/a": "<html>", "/assets/a.css": "",
		"none": `<html lang="en"><head><meta charset="utf-8"/><link rel="stylesheet" href="/assets/a.css"/></head><a href="/">home</a><a href="/gallery/a#top">a</a><a href="/s/1">b</a>`,
	}, "/", "/gallery/a")
	if err != nil {
		t.Fatal(err)
	}
	want := `<html lang="en" data-base="/docs/"><head><meta charset="utf-8"/><meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; script-src &#39;self&#39;">` +
		`<meta name="referrer" content="no-referrer"><link rel="stylesheet" href="/docs/assets/a.css"/></head><a href="/docs/index.html">home</a><a href="/docs/gallery/a.html#top">a</a><a href="/s/1">b</a>`
	if got["404.html"] != want {
		t.Errorf("%s\nwant\n%s", got["404.html"], want)
	}
}

func TestWriteNeedsItsSeeds(t *testing.T) {
	t.Parallel()
	for _, seed := range []string{"/gallery/none", "/api/evaluate"} {
		if _, err := written(t, site{}, seed); err == nil || !strings.Contains(err.Error(), seed) {
			t.Errorf("%s: %v", seed, err)
		}
	}
}

func TestWriteSaysWhatCouldNotBePut(t *testing.T) {
	t.Parallel()
	err := Write(t.Context(), site{"/": "x"}, []string{"/"}, "/", func(name string, _ []byte) error { return fmt.Errorf("no room for %s", name) })
	if err == nil || !strings.Contains(err.Error(), "no room for index.html") {
		t.Error(err)
	}
}
