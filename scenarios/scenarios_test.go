package scenarios

import (
	"strings"
	"testing"
)

func TestEveryFileIsInTheIndexOnce(t *testing.T) {
	t.Parallel()
	sections, err := Sections()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]int{"README": 1}
	for _, s := range sections {
		for _, e := range s.Entries {
			seen[e.Name]++
		}
	}
	entries, err := files.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if name := strings.TrimSuffix(e.Name(), ".md"); seen[name] != 1 {
			t.Errorf("%s stands %d times in index.go", e.Name(), seen[name])
		}
	}
	if seen[Example] != 1 {
		t.Errorf("the example %q is no entry", Example)
	}
}
