package playground_test

import (
	"testing"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/playground"
)

func TestOffersAreAppliedToTheirParts(t *testing.T) {
	t.Parallel()
	const document = "```python jupyterhub_config.py\na = 1\nb = 2\n```\n\nNotes.\n\n```checks\nnobody can shutdown\n```\n"
	at := func(part string, start, end int, text string) playground.Edit {
		return playground.Edit{Span: diag.Span{File: part, Start: start, End: end}, Text: text}
	}
	const config = "jupyterhub_config.py"
	for _, c := range []struct {
		name  string
		edits []playground.Edit
		want  string
	}{
		{"one place", []playground.Edit{at(config, 4, 5, "3")},
			"```python jupyterhub_config.py\na = 3\nb = 2\n```\n\nNotes.\n\n```checks\nnobody can shutdown\n```\n"},
		{"several places and parts", []playground.Edit{at(config, 0, 1, "x"), at("checks", 0, 0, "# who\n"), at(config, 12, 12, "c = 3\n")},
			"```python jupyterhub_config.py\nx = 1\nb = 2\nc = 3\n```\n\nNotes.\n\n```checks\n# who\nnobody can shutdown\n```\n"},
		{"a part that is not there", []playground.Edit{at("state", 0, 0, "users: [ann]\n")},
			"```python jupyterhub_config.py\na = 1\nb = 2\n```\n\n```state\nusers: [ann]\n```\n\nNotes.\n\n```checks\nnobody can shutdown\n```\n"},
		{"past the end", []playground.Edit{at(config, 4, 500, "3")}, ""},
		{"backwards", []playground.Edit{at(config, 6, 7, "x"), at(config, 0, 1, "y")}, ""},
	} {
		r := playground.Run(playground.Request{Document: document})
		r.Offers = []playground.Offer{{Key: "other"}, {Key: "k", Edits: c.edits}}
		got, ok := r.Apply("k")
		if got != c.want || ok != (c.want != "") {
			t.Errorf("%s: %v\n%s", c.name, ok, got)
		}
	}
	if _, ok := (&playground.Response{}).Apply("k"); ok {
		t.Error("an offer that nobody made was applied")
	}
}
