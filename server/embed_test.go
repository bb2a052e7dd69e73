package server

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rolecall.example/internal/limits"
	"rolecall.example/internal/playground"
	"rolecall.example/scenarios"
	"rolecall.example/server/store"
	"rolecall.example/server/store/sqlite"
	"rolecall.example/site"
	"rolecall.example/templates"
)

const classDocument = "---\nformat: 1\ntitle: One class\njupyterhub: \"5.5.1\"\n---\n" +
	"```python jupyterhub_config.py\nc.JupyterHub.load_groups = {\"class-b\": {\"users\": [\"ann\"]}}\n" +
	"c.JupyterHub.load_roles = [{\"name\": \"teacher\", \"scopes\": [\"servers!group=class-b\"], \"users\": [\"johan\"]}]\n```\n\n" +
	"```checks\njohan can servers!user=ann\n```\n"

// embedServer has one shared scenario for each document, and returns their ids.
func embedServer(t *testing.T, documents ...string) (*Server, []string) {
	t.Helper()
	files, manifest := siteFiles()
	kept, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "rolecall.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kept.Close() })
	var ids []string
	for i, document := range documents {
		id := store.NewID()
		sc := &store.Scenario{ID: id, Document: document, Hash: fmt.Sprint(i), Version: "5.5.1", Created: time.Unix(1, 0).UTC()}
		if err := kept.Store.Save(t.Context(), sc, "token"); err != nil {
			t.Fatal(err)
		}
		ids = append(ids, id)
	}
	s, err := New(Config{
		Files: files, Manifest: manifest, Store: kept.Store, Origin: "https://rolecall.test", Log: slog.New(slog.DiscardHandler),
		Gallery: []scenarios.Section{{ID: "start", Title: "Start", Entries: []scenarios.Entry{{Name: "reader", Document: sample}}}},
		Example: "reader",
	})
	if err != nil {
		t.Fatal(err)
	}
	return s, ids
}

func TestEmbeds(t *testing.T) {
	t.Parallel()
	s, ids := embedServer(t, classDocument)
	shared := "/e/" + ids[0]
	for _, tc := range []struct {
		target string
		status int
		want   string
	}{
		{shared, 200, `data-view="access"`},
		{shared, 200, `id="matrix"`},
		{shared, 200, `<h1 dir="auto">One class</h1>`},
		{shared, 200, `id="try" href="/s/` + ids[0] + `"`},
		{shared, 200, `data-raw="/s/` + ids[0] + `.md"`},
		{shared, 200, `<template id="live">`},
		{shared + "?view=checks", 200, `<b>johan can</b>`},
		{shared + "?view=checks", 200, `aria-current="page">Checks</a>`},
		{shared + "?view=config", 200, `id="L1"`},
		{shared + "?view=edit", 200, `data-start="edit"`},
		{shared + "?view=why", 200, `data-who="johan" data-verb="servers.start" data-whom="group=class-b"`},
		{shared + "?view=why", 200, `href="?view=config#L2"`},
		{shared + "?view=why&theme=dark", 200, `href="?theme=dark&amp;view=config#L2"`},
		{shared + "?view=why&who=ann&verb=servers.stop", 200, `may not stop everyone’s servers`},
		{shared + "?theme=dark", 200, `data-theme="dark"`},
		{shared + "?theme=dark&view=checks", 200, `href="?theme=dark&amp;view=access"`},
		{shared + "?theme=auto", 200, `<html lang="en">`},
		{"/e/gallery/reader", 200, `id="try" href="/gallery/reader"`},
		{"/e/gallery/reader", 200, `id="open" href="/?from=gallery/reader"`},
		{shared, 200, `id="open" href="/?from=s/` + ids[0] + `"`},
		{shared, 200, `<base target="_blank">`},
		{shared, 200, `href="?view=checks" target="_self"`},
		{shared, 200, `Today’s Rolecall answers differently. When it was saved, on <time datetime="1970-01-01T00:00:01Z">1 January 1970:</time>`},

		{shared + "?view=nix", 400, `What view may be: access, checks, why, config, edit.`},
		{shared + "?view=access,checks", 400, `view=access,checks`},
		{shared + "?theme=%3Cb%3E", 400, `theme=&lt;b&gt;`},
		{shared + "?view=nix&theme=dark", 400, `data-theme="dark"`},
		{shared + "?view=why&who=nobody-here&verb=servers.stop", 400, `who=nobody-here`},
		{"/e/gallery/nonesuch", 404, `The gallery has no scenario of this name.`},
		{"/e/aaaaaaaaaaaa", 404, `There is no scenario at this address.`},
		{"/e/a", 404, `There is no scenario at this address.`},
		{"/e/a/b", 404, `There is no scenario at this address.`},
		{"/e/", 404, `There is no scenario at this address.`},
	} {
		answer := ask(s, "GET", tc.target)
		text := body(t, answer)
		if answer.StatusCode != tc.status || !strings.Contains(text, tc.want) {
			t.Errorf("%s: %d, want %d with %s in\n%s", tc.target, answer.StatusCode, tc.status, tc.want, text)
		}
		h := answer.Header
		if got := h.Get("Content-Security-Policy"); got != strings.TrimSuffix(policy, "'none'")+"* file:" {
			t.Errorf("%s: policy %q", tc.target, got)
		}
		if h.Get("X-Frame-Options") != "" || h.Get("Access-Control-Allow-Origin") != "*" || h.Get("Cross-Origin-Resource-Policy") != "cross-origin" ||
			h.Get("Cross-Origin-Embedder-Policy") != "require-corp" {
			t.Errorf("%s: pages of others can't frame it: %v", tc.target, h)
		}
	}
}

// TestOnlyEmbedsAreFramed holds what all other pages say.
func TestOnlyEmbedsAreFramed(t *testing.T) {
	t.Parallel()
	s, _ := embedServer(t)
	for _, target := range []string{"/", "/gallery", "/gallery/reader", "/embed/v1.js", "/nonesuch"} {
		h := ask(s, "GET", target).Header
		if h.Get("Content-Security-Policy") != policy || h.Get("X-Frame-Options") != "DENY" {
			t.Errorf("%s may be framed: %v", target, h)
		}
	}
}

// TestEmbedsFindTheirFiles holds that a sandboxed frame, which is of no origin, may load what it names.
func TestEmbedsFindTheirFiles(t *testing.T) {
	t.Parallel()
	s, ids := embedServer(t, classDocument)
	s.assets.urls.EmbedCSS, s.assets.urls.EmbedJS = "/assets/style-GHI.css", "/assets/page-ABC.js"
	text := body(t, ask(s, "GET", "/e/"+ids[0]))
	for _, want := range []string{`<link rel="stylesheet" href="/assets/style-GHI.css" crossorigin`, `src="/assets/page-ABC.js" crossorigin integrity="sha384-abc"`} {
		if !strings.Contains(text, want) {
			t.Errorf("%s is not in\n%s", want, text)
		}
	}
	for _, target := range []string{"/assets/page-ABC.js", "/assets/engine-DEF.wasm", "/gallery/reader.md", embedHost} {
		if got := ask(s, "GET", target).Header.Get("Access-Control-Allow-Origin"); got != "*" {
			t.Errorf("%s: Access-Control-Allow-Origin: %q", target, got)
		}
	}
}

func TestTheScriptOfPagesWithEmbeds(t *testing.T) {
	t.Parallel()
	s, _ := embedServer(t)
	answer := ask(s, "GET", embedHost)
	if got := body(t, answer); got != string(site.EmbedV1) || !strings.HasPrefix(answer.Header.Get("Content-Type"), "text/javascript") {
		t.Errorf("%v %q", answer.Header, got)
	}
	if got := answer.Header.Get("Cache-Control"); got != "public, max-age=86400" {
		t.Errorf("Cache-Control: %q", got)
	}
	if ask(s, "GET", embedHost, "If-None-Match", answer.Header.Get("ETag")).StatusCode != 304 {
		t.Error("a browser that has it gets it again")
	}
	var facts struct {
		Script, Integrity string
		Views, Themes     []string
	}
	if err := json.Unmarshal([]byte(body(t, ask(s, "GET", "/embed/v1.json"))), &facts); err != nil {
		t.Fatal(err)
	}
	if facts.Script != "https://rolecall.test/embed/v1.js" || facts.Integrity != site.EmbedV1Integrity || len(facts.Views) != 5 || len(facts.Themes) != 3 {
		t.Errorf("%+v", facts)
	}
	if s.assets.urls.Integrity[s.assets.urls.EmbedHost] != site.EmbedV1Integrity {
		t.Error("views don't know the hash")
	}
}

func TestDeletedScenariosAreNoLongerEmbedded(t *testing.T) {
	t.Parallel()
	s, ids := embedServer(t, classDocument)
	if got := ask(s, "GET", "/e/"+ids[0]).StatusCode; got != 200 {
		t.Fatal(got)
	}
	if err := s.config.Store.Bury(t.Context(), ids[0]); err != nil {
		t.Fatal(err)
	}
	s.shared.forget(ids[0])
	answer := ask(s, "GET", "/e/"+ids[0])
	if text := body(t, answer); answer.StatusCode != 410 || !strings.Contains(text, "was deleted") || answer.Header.Get("X-Frame-Options") != "" {
		t.Errorf("%d %s", answer.StatusCode, text)
	}
}

// TestEmbedsAreLight makes scenarios as heavy as they may be, of names that compress badly, and holds each view below its
// weight.
func TestEmbedsAreLight(t *testing.T) {
	t.Parallel()
	name := func(n int) string { return fmt.Sprintf("%x-%x", n*2654435761%4294967291, n*40503%65521) }
	fill := func(begin, end string, line func(int) string) string {
		var b strings.Builder
		b.WriteString(begin)
		for n := 1; b.Len()+len(end)+400 < limits.SharedDocument; n++ {
			b.WriteString(line(n))
		}
		return b.String() + end
	}
	const head = "---\nformat: 1\njupyterhub: \"5.5.1\"\n---\n"
	roles := fill(head+"```python jupyterhub_config.py\nc.JupyterHub.load_roles = [\n", "]\n```\n", func(n int) string {
		return fmt.Sprintf("    {\"name\": \"r-%s\", \"scopes\": [\"servers!user=%s\", \"read:users!user=%s\"], \"users\": [\"%s\"]},\n", name(n), name(n+1), name(n+2), name(n+3))
	})
	checks := fill(head+"```python jupyterhub_config.py\nc.x = 1\n```\n```checks\n", "```\n", func(n int) string {
		if n > limits.Checks {
			return "# " + name(n) + "\n"
		}
		return fmt.Sprintf("%s can servers!user=%s  # %s\n", name(n), name(n+1), name(n+2))
	})
	line := head + "```python jupyterhub_config.py\nc.x = \"" + strings.Repeat(name(7), 3000) + "\"\n```\n"
	files := fill(head, "", func(n int) string { return fmt.Sprintf("```python f%s.py\nx = %q\n```\n", name(n), name(n+1)) })
	title := "---\nformat: 1\ntitle: \"" + fill("", "", name) + "\"\n---\n```python jupyterhub_config.py\nc.x = 1\n```\n"
	documents := map[string]string{"roles": roles, "checks": checks, "one line": line, "title": title, "files": files}
	for what, document := range documents {
		if len(document) > limits.SharedDocument {
			t.Fatalf("%s: %d bytes", what, len(document))
		}
		s, ids := embedServer(t, document)
		for _, view := range templates.EmbedViews {
			answer := ask(s, "GET", "/e/"+ids[0]+"?view="+view, "Accept-Encoding", "gzip")
			weight := len(body(t, answer))
			if answer.StatusCode == 422 && what == "files" && (view == "config" || view == "edit") {
				continue // hundreds of files are no picture; the frame leads to the page
			}
			if answer.StatusCode != 200 || weight > limits.EmbedPage {
				t.Errorf("%s, %s: %d, %d bytes", what, view, answer.StatusCode, weight)
			}
		}
	}
}

func TestEmbedCuts(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		lines, bytes int
		text, want   string
		more         int
	}{
		{2, 100, "a\nb\n", "a\nb\n", 0},
		{2, 100, "a\nb", "a\nb", 0},
		{2, 100, "a\nb\nc\n", "a\nb\n", 1},
		{2, 100, "a\nb\nc\nd", "a\nb\n", 2},
		{9, 4, "a\nb\nc\n", "a\nb\n", 1},
		{9, 4, "abcdef\nb\n", "", 2},
		{0, 100, "a\n", "", 1},
	} {
		if got, more := (embedCut{lines: tc.lines, bytes: tc.bytes}).text(tc.text); got != tc.want || more != tc.more {
			t.Errorf("%q to %d lines, %d bytes: %q and %d more, want %q and %d", tc.text, tc.lines, tc.bytes, got, more, tc.want, tc.more)
		}
	}
	r := &playground.Response{}
	for i := range 7 {
		r.Access.Rows = append(r.Access.Rows, playground.Row{Kind: playground.RowUser, Who: fmt.Sprint("u", i)}, playground.Row{Kind: playground.RowService, Who: fmt.Sprint("s", i)})
	}
	r.Access.Hidden = map[playground.RowKind]int{playground.RowUser: 3}
	cut := (embedCut{rows: 5}).response(r)
	if len(cut.Access.Rows) != 10 || cut.Access.Hidden[playground.RowUser] != 5 || cut.Access.Hidden[playground.RowService] != 2 || r.Access.Hidden[playground.RowUser] != 3 {
		t.Errorf("%d rows, %v hidden, before %v", len(cut.Access.Rows), cut.Access.Hidden, r.Access.Hidden)
	}
}

// TestEmbedsEscape asks for each view of a scenario whose every name and text is an attack, with attacks in the query.
func TestEmbedsEscape(t *testing.T) {
	t.Parallel()
	const attack = `"><script>alert(1)</script><img src=x onerror=alert(1)>`
	quoted, _ := json.Marshal(attack)
	document := "---\nformat: 1\ntitle: " + string(quoted) + "\n---\n" + attack + "\n\n```python \"><script>.py\n" +
		"c.JupyterHub.load_groups = {" + string(quoted) + ": {\"users\": [" + string(quoted) + "]}}\n" +
		"c.JupyterHub.load_roles = [{\"name\": \"teacher\", \"scopes\": [\"servers!group=" + strings.ReplaceAll(attack, `"`, `\"`) + "\"], \"users\": [" + string(quoted) + "]}]\n```\n\n" +
		"```checks\n" + string(quoted) + " can servers  # " + attack + "\n" + attack + "\n```\n"
	s, ids := embedServer(t, document)
	for _, view := range append(templates.EmbedViews, attack) {
		for _, theme := range append(templates.EmbedThemes, attack) {
			q := url.Values{"view": {view}, "theme": {theme}}
			if view == "why" {
				q.Set("who", attack)
				q.Set("verb", attack)
			}
			text := body(t, ask(s, "GET", "/e/"+ids[0]+"?"+q.Encode()))
			if strings.Contains(text, "<script>") || strings.Contains(text, "<img") {
				t.Errorf("view %q, theme %q:\n%s", view, theme, text)
			}
		}
	}
}
