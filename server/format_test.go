package server

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden is what became of a document of format 1 when it was first shared.
type golden struct {
	Title, Version string
	Readable       bool
	Verdict        verdictAnswer
	Document       string // as it is kept, where that is not as it was sent
}

// TestDocumentsOfFormat1OpenUnchanged shares documents that were written for format 1 once and for all: they are kept byte for
// byte, and say what they said. A change of these files breaks what people have shared.
func TestDocumentsOfFormat1OpenUnchanged(t *testing.T) {
	t.Parallel()
	const file = "testdata/format1/golden.json"
	s := sharingServer(t, nil)
	names, err := filepath.Glob("testdata/format1/*.md")
	if err != nil || len(names) < 6 {
		t.Fatalf("%v, %v", names, err)
	}
	got := map[string]golden{}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		saved := share(t, s, string(text))
		kept := decode[scenarioAnswer](t, send(s, "GET", "/api/scenarios/"+saved.ID, ""))
		seen := decode[evaluationAnswer](t, send(s, "POST", "/api/evaluate", kept.Document))
		if seen.Verdict != saved.Verdict || seen.Verdict != kept.Verdict || seen.Title != kept.Title || seen.Version != kept.Version {
			t.Errorf("%s: evaluated to %+v, kept with %+v", name, seen, kept)
		}
		g := golden{Title: kept.Title, Version: kept.Version, Readable: seen.Readable, Verdict: kept.Verdict}
		if kept.Document != string(text) {
			g.Document = kept.Document
		}
		got[strings.TrimSuffix(filepath.Base(name), ".md")] = g
	}
	text, err := json.MarshalIndent(got, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	text = append(text, '\n')
	if *update {
		if err := os.WriteFile(file, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil || string(want) != string(text) {
		t.Errorf("%v: they are now\n%s", err, text)
	}
}
