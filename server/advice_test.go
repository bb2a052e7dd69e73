package server

import (
	"strings"
	"testing"

	"rolecall.example/internal/lint"
)

func TestEveryAdviceHasItsAddress(t *testing.T) {
	t.Parallel()
	s, _ := testServer(t)
	list := body(t, ask(s, "GET", "/advice"))
	pages := 0
	for _, topic := range lint.Advised {
		for _, id := range topic.IDs {
			pages++
			r := ask(s, "GET", "/advice/"+id)
			text := body(t, r)
			if r.StatusCode != 200 || !strings.Contains(list, `href="/advice/`+id+`"`) {
				t.Errorf("%s: %d, or not in the list", id, r.StatusCode)
			}
			// The wrong scenario's place is a line of its own config; ids are unique, though both have a line 1.
			for _, want := range []string{`<code>` + id + `</code>`, `href="#L`, `id="L1"`, `id="right-L1"`, `href="/?from=advice/` + id + `"`, `<link rel="canonical" href="/advice/` + id + `">`} {
				if strings.Count(text, want) < 1 {
					t.Errorf("%s: the page lacks %s", id, want)
				}
			}
			if n := strings.Count(text, `id="L1"`); n != 1 {
				t.Errorf("%s: %d first lines", id, n)
			}
			if open := ask(s, "GET", "/?from=advice/"+id); open.StatusCode != 200 || !strings.Contains(body(t, open), "Not so") {
				t.Errorf("%s does not open in the playground", id)
			}
		}
	}
	if pages < 30 {
		t.Errorf("only %d pages", pages)
	}
	if !strings.Contains(list, `id="routes"`) {
		t.Error("the list lacks the moves")
	}
}

func TestAddressesOfAdvice(t *testing.T) {
	t.Parallel()
	s, _ := testServer(t)
	for _, tc := range []struct {
		target   string
		status   int
		location string
	}{
		{"/advice/", 308, "/advice"},
		{"/advice/role-unheld/", 308, "/advice/role-unheld"},
		{"/advice/none", 404, ""},
		{"/advice/role-unheld.md", 404, ""},
		{"/advice/%3Cscript%3E", 404, ""},
		{"/?from=advice/none", 404, ""},
		{"/?from=advice/", 404, ""},
	} {
		if r := ask(s, "GET", tc.target); r.StatusCode != tc.status || r.Header.Get("Location") != tc.location {
			t.Errorf("%s: %d to %q", tc.target, r.StatusCode, r.Header.Get("Location"))
		}
	}
}
