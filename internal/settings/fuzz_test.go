package settings_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rolecall.example/internal/pyconfig"
	"rolecall.example/internal/settings"
	"rolecall.example/rbac"
)

func FuzzRBAC(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txt")
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, one := range strings.Split(string(b), "\n---\n") {
			config, _, _ := strings.Cut(one, "\n==>")
			f.Add(config)
		}
	}
	d, _ := rbac.Define("6.0.0b2")
	f.Fuzz(func(t *testing.T, text string) {
		r := pyconfig.Evaluate(pyconfig.Input{Files: []pyconfig.File{{Name: "f.py", Text: text}},
			Limits: pyconfig.Limits{Steps: 20_000, Bytes: 1 << 20}})
		config, refs, list := settings.RBAC(r.Tree, d)
		for _, x := range list {
			if x.Span.Start < 0 || x.Span.End < x.Span.Start || x.Span.End > len(text) || x.ID == "" || x.Message == "" {
				t.Fatalf("%+v of %d bytes", x, len(text))
			}
		}
		for _, role := range config.LoadRoles {
			if s := refs.Span(role.Ref); s.End > len(text) {
				t.Fatalf("%+v of %d bytes", s, len(text))
			}
		}
	})
}
