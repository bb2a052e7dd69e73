package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"rolecall.example/internal/suite"
)

func TestSiteNamesAreOneEach(t *testing.T) {
	t.Parallel()
	names := siteNames{taken: map[string]bool{"index": true, "teacher": true}, bases: map[string]string{}}
	var got []string
	for _, j := range []suite.Job{
		{File: suite.File{Name: "docs/index.md"}, Number: 1}, {File: suite.File{Name: "docs/index.md"}, Number: 2}, {File: suite.File{Name: "index.md"}, Number: 1},
		{File: suite.File{Name: "docs/roles.md"}, Number: 1}, {File: suite.File{Name: "docs/roles.md"}, Number: 2},
		{File: suite.File{Name: "other/Roles.md"}, Number: 1}, {File: suite.File{Name: "Röle n.md"}, Number: 1},
		{File: suite.File{Name: "teacher.md"}, Number: 1}, {File: suite.File{Name: "../..md"}, Number: 1},
		{File: suite.File{Name: "https://rolecall.example.org/s/7kQmR4xVbT2n"}, Number: 1},
	} {
		got = append(got, names.name(&j))
	}
	want := []string{"docs-index", "docs-index-2", "index-2", "roles", "roles-2", "other-Roles", "R-le-n", "teacher-2", "scenario", "7kQmR4xVbT2n"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestAFolderIsWrittenToOnlyWhereItIsOurs(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "made/here")
	export := func(names ...string) {
		t.Helper()
		f, err := openFolder(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if err := f.put(name, []byte(name)); err != nil {
				t.Fatal(err)
			}
		}
		if err := f.finish(&siteList{Files: f.written()}); err != nil {
			t.Fatal(err)
		}
		if err := f.close(); err != nil {
			t.Fatal(err)
		}
	}
	files := func() (out []string) {
		filepath.WalkDir(dir, func(path string, _ os.DirEntry, _ error) error {
			name, _ := filepath.Rel(dir, path)
			out = append(out, name)
			return nil
		})
		return out
	}
	export("a.html", "e/x/y.html", "e/z.html")
	if err := os.WriteFile(filepath.Join(dir, "e/mine"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	export("a.html", "b.html")
	if got, want := files(), []string{".", "a.html", "b.html", "e", "e/mine", siteListName}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}

	// A list that somebody else wrote removes nothing outside, and no file is written through a link.
	outside := filepath.Join(t.TempDir(), "outside")
	if err := os.WriteFile(outside, []byte("kept"), 0o644); err != nil {
		t.Fatal(err)
	}
	away, _ := filepath.Rel(dir, outside)
	list, _ := json.Marshal(siteList{Files: []string{filepath.ToSlash(away), outside}})
	if err := os.WriteFile(filepath.Join(dir, siteListName), list, 0o644); err != nil {
		t.Fatal(err)
	}
	export("a.html")
	if err := os.Symlink(outside, filepath.Join(dir, "c.html")); err != nil {
		t.Fatal(err)
	}
	f, err := openFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.put("c.html", nil); err == nil {
		t.Error("a file is written through a link")
	}
	f.close()
	if text, err := os.ReadFile(outside); err != nil || string(text) != "kept" {
		t.Errorf("outside of the folder: %q, %v", text, err)
	}

	other := t.TempDir()
	if err := os.WriteFile(filepath.Join(other, "thesis.tex"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := openFolder(other); err == nil || !strings.Contains(err.Error(), "thesis.tex") {
		t.Error(err)
	}
}

func TestExportSiteSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	empty := filepath.Join(t.TempDir(), "page.md")
	if err := os.WriteFile(empty, []byte("# No scenario\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ args, want string }{
		{"", "name a folder"},
		{"--format xml DIR", `"xml" is neither`},
		{"--only-documents DIR", "needs a document"},
		{"--base rolecall DIR", `"rolecall" is neither`},
		{"--base //x.example/ DIR", "is neither"},
		{"--base ftp://x.example/ DIR", "is neither"},
		{"--base /a?b DIR", "is neither"},
		{"DIR " + empty + ".none", "no such file"},
		{"DIR " + filepath.Dir(empty), "no scenario stands"},
	} {
		out := filepath.Join(t.TempDir(), "out")
		_, stderr := runs(t, exitUsage, "", append([]string{"export-site"}, strings.Fields(strings.ReplaceAll(c.args, "DIR", out))...)...)
		if !strings.Contains(stderr, c.want) {
			t.Errorf("%s: %q", c.args, stderr)
		}
		if _, err := os.Stat(out); err == nil {
			t.Errorf("%s: the folder was made", c.args)
		}
	}
}

func TestExportSiteKnowsItsHome(t *testing.T) {
	t.Parallel()
	for base, want := range map[string]string{
		"/": "/", "/docs": "/docs/", "/docs/": "/docs/", "/a b/": "/a%20b/", "https://docs.example.org": "/", "https://docs.example.org/roles": "/roles/",
	} {
		if got, ok := homeOf(base); !ok || got != want {
			t.Errorf("%s: %q, want %q", base, got, want)
		}
	}
}
