package playground

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"rolecall.example/rbac"
)

// idsOf finds the ids that the engine's source gives to events and errors.
func idsOf(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob("../../rbac/*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no source of the engine: %v", err)
	}
	pattern := regexp.MustCompile(`(?:fatal\("\w+", |warn\(|note\(|ID: |id :?= )"([a-z]+(?:-[a-z]+)*)"`)
	ids := map[string]string{}
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range pattern.FindAllStringSubmatch(string(text), -1) {
			ids[m[1]] = f
		}
	}
	return ids
}

func TestEveryEventAndErrorHasASentence(t *testing.T) {
	t.Parallel()
	ids := idsOf(t)
	if len(ids) < 40 {
		t.Fatalf("found %d ids in the engine's source: the pattern misses them", len(ids))
	}
	for id, file := range ids {
		if _, ok := sayings[id]; !ok {
			t.Errorf("%s: %q has no sentence", file, id)
		}
	}
	for id := range sayings {
		if _, ok := ids[id]; !ok {
			t.Errorf("the sentence of %q speaks of nothing that the engine says", id)
		}
	}
}

func TestSentencesNameWhatTheySpeakOf(t *testing.T) {
	t.Parallel()
	args := rbac.Args{
		Role: "R", Scope: "S", Filter: "F", User: "U", Group: "G", Service: "V", Key: "K", Suggestion: "N",
		Names: []string{"A", "B"},
	}
	for id := range sayings {
		got := saying(id, args)
		if strings.Contains(got.message+got.hint, "{") && !strings.Contains(got.hint, `{"`) {
			t.Errorf("%s: a placeholder is left in %q (%q)", id, got.message, got.hint)
		}
		if strings.HasSuffix(got.message, ".") || strings.HasSuffix(got.hint, ".") {
			t.Errorf("%s: ends in a full stop", id)
		}
	}
	if got := saying("service-not-found", rbac.Args{Role: "culler", Service: "idle"}); got.hint != "" {
		t.Errorf("a hint without a suggestion is said: %q", got.hint)
	}
}
