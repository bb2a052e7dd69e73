package templates_test

import (
	"bytes"
	"go/format"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"github.com/a-h/templ/generator"
	"github.com/a-h/templ/parser/v2"
)

func TestGeneratedFilesAreFresh(t *testing.T) {
	t.Parallel()
	sources, err := filepath.Glob("*.templ")
	if err != nil || len(sources) == 0 {
		t.Fatal("no .templ file found", err)
	}
	for _, source := range sources {
		file, err := parser.Parse(source)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		// The program is run at the module's root, and writes the names as seen from there.
		if _, err := generator.Generate(file, &b, generator.WithVersion(templ.Version()), generator.WithFileName("templates/"+source)); err != nil {
			t.Fatal(err)
		}
		want, err := format.Source(b.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimSuffix(source, ".templ") + "_templ.go"
		got, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is not what %s gives: run 'go generate ./templates'", name, source)
		}
	}
	for _, name := range mustGlob(t, "*_templ.go") {
		source := strings.TrimSuffix(name, "_templ.go") + ".templ"
		if _, err := os.Stat(source); err != nil {
			t.Errorf("%s has no source", name)
		}
	}
}

func mustGlob(t *testing.T, pattern string) []string {
	t.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	return names
}
