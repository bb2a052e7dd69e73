package server

import (
	"strings"
	"sync"
	"testing"

	"rolecall.example/internal/limits"
	"rolecall.example/internal/reference"
	"rolecall.example/scenarios"
)

func TestAddressesOfTheReference(t *testing.T) {
	t.Parallel()
	s, _ := testServer(t)
	for _, tc := range []struct {
		target   string
		status   int
		location string
		says     string
	}{
		{"/scopes", 200, "", "Scopes of JupyterHub 5.5.1"},
		{"/scopes/", 308, "/scopes", ""},
		{"/scopes/5.5.1", 200, "", `<link rel="canonical" href="/scopes">`},
		{"/scopes/4.1.6", 200, "", `<link rel="canonical" href="/scopes/4.1.6">`},
		{"/scopes/4.1.6/", 308, "/scopes/4.1.6", ""},
		{"/scopes?version=4.1.6", 302, "/scopes/4.1.6", ""},
		{"/scopes?version=5.5.1&q=stop+servers", 302, "/scopes?q=stop+servers", ""},
		{"/scopes?version=1.5", 404, "", "no such version"},
		{"/scopes/servers", 200, "", `<link rel="canonical" href="/scopes/servers">`},
		{"/scopes/servers/", 308, "/scopes/servers", ""},
		{"/scopes/5.5.1/servers", 200, "", `<link rel="canonical" href="/scopes/servers">`},
		{"/scopes/6.0.0b2/start:servers", 200, "", `<link rel="canonical" href="/scopes/6.0.0b2/start:servers">`},
		{"/scopes/(no_scope)", 200, "", "(no_scope)"},
		{"/scopes/read%3Ausers", 200, "", "read:users"},
		{"/scopes/start:servers", 404, "", `href="/scopes/6.0.0b2/start:servers"`},
		{"/scopes/2.3.1/shares", 404, "", `href="/scopes/5.4.6/shares"`},
		{"/scopes/read:user", 404, "", `href="/scopes/read:users"`},
		{"/scopes/4.1.6/read:user", 404, "", `href="/scopes/4.1.6/read:users"`},
		{"/scopes/%3Cscript%3E", 404, "", "&lt;script&gt;"},
		{"/scopes/1.5/servers", 404, "", "no such version"},
		{"/scopes/5.5.1/servers/more", 404, "", ""},
		{"/scopes?q=DELETE+/users/%7Bname%7D/server", 200, "", `href="/scopes/delete:servers"`},
		{"/scopes/3.1.1?q=auth_state", 200, "", `href="/scopes/3.1.1/admin:auth_state"`},
		{"/scopes?q=%3Cscript%3Ealert(1)%3C/script%3E", 200, "", "&lt;script&gt;"},
		{"/scopes?q=" + strings.Repeat("a", limits.ScopeQuery), 200, "", "No scope fits"},
		{"/scopes?q=" + strings.Repeat("a", limits.ScopeQuery+1), 400, "", "too long"},
		{"/scopes/" + strings.Repeat("a", 4000), 404, "", "no such scope"},
	} {
		r := ask(s, "GET", tc.target)
		text := body(t, r)
		if r.StatusCode != tc.status || r.Header.Get("Location") != tc.location || !strings.Contains(text, tc.says) {
			t.Errorf("%.80s: %d to %q, lacks %q: %.200s", tc.target, r.StatusCode, r.Header.Get("Location"), tc.says, text)
		}
		if strings.Contains(text, "<script>alert") {
			t.Errorf("%s: the page runs what was searched for", tc.target)
		}
	}
	if r := ask(s, "POST", "/scopes"); r.StatusCode != 405 {
		t.Errorf("POST: %d", r.StatusCode)
	}
}

func TestPagesOfTheReferenceAreKept(t *testing.T) {
	t.Parallel()
	s, lines := testServer(t)
	for _, target := range []string{"/scopes", "/scopes/6.0.0b2", "/scopes/servers", "/scopes/2.3.1/self"} {
		first := ask(s, "GET", target)
		tag := first.Header.Get("ETag")
		if again := ask(s, "GET", target, "If-None-Match", tag); tag == "" || again.StatusCode != 304 {
			t.Errorf("%s with its tag %q: %d", target, tag, again.StatusCode)
		}
		if zipped := ask(s, "GET", target, "Accept-Encoding", "gzip"); zipped.Header.Get("Content-Encoding") != "gzip" {
			t.Errorf("%s is not compressed", target)
		}
	}
	kept := len(s.scopes.pages)
	for range 50 {
		ask(s, "GET", "/scopes/nosuch"+strings.Repeat("x", 3))
		ask(s, "GET", "/scopes?q=anything")
	}
	if len(s.scopes.pages) != kept {
		t.Errorf("%d pages are kept, %d before", len(s.scopes.pages), kept)
	}
	if strings.Contains(lines.String(), "anything") {
		t.Error("the log says what people search for")
	}
}

func TestTheOriginStandsInCanonicalAddresses(t *testing.T) {
	t.Parallel()
	s, _ := testServer(t)
	s.config.Origin = "https://rolecall.example.org"
	if text := body(t, ask(s, "GET", "/scopes/servers")); !strings.Contains(text, `<link rel="canonical" href="https://rolecall.example.org/scopes/servers">`) {
		t.Error("the canonical address has no origin")
	}
}

// Every page of every version is there, many at once, and the gallery's documents stand on those that they use.
func TestEveryScopeOfEveryVersionHasItsPage(t *testing.T) {
	t.Parallel()
	s, _ := testServer(t)
	sections, err := scenarios.Sections()
	if err != nil {
		t.Fatal(err)
	}
	s.config.Gallery = sections
	if s.gallery, err = s.newGallery(sections, scenarios.Example); err != nil {
		t.Fatal(err)
	}
	var wait sync.WaitGroup
	for _, v := range reference.New().Versions {
		wait.Go(func() {
			for _, scope := range v.Scopes {
				r := ask(s, "GET", "/scopes/"+v.Name+"/"+scope.Name)
				if text := body(t, r); r.StatusCode != 200 || !strings.Contains(text, ">"+scope.Name+"</h1>") {
					t.Errorf("%s %s: %d", v.Name, scope.Name, r.StatusCode)
				}
			}
		})
	}
	wait.Wait()
	text := body(t, ask(s, "GET", "/scopes/servers"))
	if !strings.Contains(text, `href="/gallery/teacher"`) || strings.Contains(text, `href="/gallery/notebook-nosuch"`) {
		t.Error("the gallery's teacher gives servers and is not on its page")
	}
	if text := body(t, ask(s, "GET", "/scopes/shutdown")); strings.Contains(text, `href="/gallery/teacher"`) {
		t.Error("the gallery's teacher does not speak of shutdown")
	}
}
