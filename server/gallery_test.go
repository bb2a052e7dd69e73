package server

import (
	"html"
	"log/slog"
	"strings"
	"testing"

	"rolecall.example/internal/playground"
	"rolecall.example/scenarios"
)

// TestEveryScenarioHasItsPages asks for the real gallery, as it is served.
func TestEveryScenarioHasItsPages(t *testing.T) {
	t.Parallel()
	files, manifest := siteFiles()
	sections, err := scenarios.Sections()
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(Config{Files: files, Manifest: manifest, Gallery: sections, Example: scenarios.Example, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	index := body(t, ask(s, "GET", "/gallery"))
	for _, section := range sections {
		for _, e := range section.Entries {
			r := playground.Run(playground.Request{Document: e.Document})
			title := html.EscapeString(r.Meta.Title)
			if r.Meta.Title == "" || r.Meta.Summary == "" {
				t.Errorf("%s has no title or no summary", e.Name)
			}
			if !strings.Contains(index, `href="/gallery/`+e.Name+`"`) {
				t.Errorf("the gallery does not lead to %s", e.Name)
			}
			page := body(t, ask(s, "GET", "/gallery/"+e.Name))
			for _, want := range []string{title, `href="/?from=gallery/` + e.Name + `"`, `href="/gallery/` + e.Name + `.md"`, `id="L1"`, `class="tok-`} {
				if !strings.Contains(html.UnescapeString(page), html.UnescapeString(want)) {
					t.Errorf("the page of %s lacks %s", e.Name, want)
				}
			}
			if got := strings.Count(page, `<li class="check`); got != len(r.Checks) || got == 0 && r.Meta.Stops == "" {
				t.Errorf("the page of %s shows %d lines of %d", e.Name, got, len(r.Checks))
			}
			if got := body(t, ask(s, "GET", "/gallery/"+e.Name+".md")); got != e.Document {
				t.Errorf("the document of %s is not served as it is", e.Name)
			}
			if text := body(t, ask(s, "GET", "/?from=gallery/"+e.Name)); !strings.Contains(text, `id="scenario"`) || !strings.Contains(html.UnescapeString(text), r.Meta.Title) {
				t.Errorf("the playground does not open %s", e.Name)
			}
		}
	}
}

// TestTheGalleryIsSearched asks as somebody who pastes a line of a log.
func TestTheGalleryIsSearched(t *testing.T) {
	t.Parallel()
	sections, err := scenarios.Sections()
	if err != nil {
		t.Fatal(err)
	}
	files, manifest := siteFiles()
	s, err := New(Config{Files: files, Manifest: manifest, Gallery: sections, Example: scenarios.Example, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	text := body(t, ask(s, "GET", "/gallery?q=ScopeNotFound%3A+Scope+%27admin%3Aserverz%27+for+role+mine+does+not+exist"))
	for _, want := range []string{`href="/gallery/admin-scope-misspelt-fails"`, `value="ScopeNotFound: Scope &#39;admin:serverz&#39;`, "for role server-rights does not exist", `content="noindex"`} {
		if !strings.Contains(text, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	for _, not := range []string{`href="/gallery/teacher"`, `id="s-groups"`} {
		if strings.Contains(text, not) {
			t.Errorf("the page has %q", not)
		}
	}
	if text := body(t, ask(s, "GET", "/gallery?q=%20")); !strings.Contains(text, `id="s-groups"`) {
		t.Error("a blank query is not the whole gallery")
	}
}
