package borders

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"rolecall.example/internal/playground"
	"rolecall.example/rbac"
)

// root is the module's folder, seen from this package.
const root = "../.."

// built are folders and files that are made, not written.
var built = regexp.MustCompile(`^(\.git|\.cache|bin|dist|e2e/out|site/dist)$|(^|/)node_modules$`)

// never may stand in a file, by what it is. The expressions are put together from pieces, so that they do not
// find themselves.
var never = map[string]*regexp.Regexp{
	"an address of a package registry": regexp.MustCompile(`registry\.npm` + `js\.org|proxy\.golang` + `\.org|sum\.golang` + `\.org|pypi` + `\.org|files\.python` +
		`hosted\.org|crates` + `\.io|deb\.debian` + `\.org|repo\.maven` + `\.apache\.org`),
	"a path of somebody's machine": regexp.MustCompile(`(^|[\s"'=(:])/(work|root` + `)/[\w.-]`),
	"something left open":          regexp.MustCompile(`\b(TO` + `DO|FIX` + `ME|X` + `XX)\b`),
	"a skipped test":               regexp.MustCompile(`\bt\.Sk` + `ip(f|Now)?\(|\b(test|it|describe)\.(sk` + `ip|only|to` + `do)\b`),
}

// eachFile calls with every file of the project, as it would be committed.
func eachFile(t *testing.T, do func(path string, text []byte)) {
	t.Helper()
	count := 0
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, _ := filepath.Rel(root, path) // both lie under root
		name = filepath.ToSlash(name)
		if built.MatchString(name) {
			if entry.IsDir() {
				return filepath.SkipDir
			}
			return nil
		}
		if !entry.Type().IsRegular() {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		count++
		do(name, text)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if count < 50 {
		t.Errorf("only %d files were looked at", count)
	}
}

func TestFilesSpeakOfTheProjectAlone(t *testing.T) {
	t.Parallel()
	eachFile(t, func(path string, text []byte) {
		if path == "go.sum" || bytes.IndexByte(text, 0) >= 0 || strings.Contains(path, "/testdata/fuzz/") {
			return
		}
		for what, pattern := range never {
			if at := pattern.FindIndex(text); at != nil {
				t.Errorf("%s:%d: %s: %q", path, 1+bytes.Count(text[:at[0]], []byte("\n")), what, text[at[0]:at[1]])
			}
		}
	})
}

func TestFilesHoldOneIdea(t *testing.T) {
	t.Parallel()
	const limit = 450
	eachFile(t, func(path string, text []byte) {
		switch ext := filepath.Ext(path); {
		case ext != ".go" && ext != ".ts" && ext != ".js" && ext != ".templ", strings.HasSuffix(path, "_templ.go"), strings.HasSuffix(path, "_gen.go"):
		case bytes.Count(text, []byte("\n")) > limit:
			t.Errorf("%s has %d lines; %d are the most", path, bytes.Count(text, []byte("\n")), limit)
		}
	})
}

func TestTheLicenceIsThere(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(filepath.Join(root, "LICENSE"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"BSD 3-Clause License", "The Rolecall authors", "Neither the name of the copyright holder"} {
		if !bytes.Contains(text, []byte(want)) {
			t.Errorf("LICENSE lacks %q", want)
		}
	}
}

func TestTheReadmeNamesEveryVersion(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, version := range rbac.Versions() {
		if !bytes.Contains(text, []byte(version)) {
			t.Errorf("README.md does not name JupyterHub %s", version)
		}
	}
}

// TestTheReadmesScenarioHolds runs the document that README.md shows.
func TestTheReadmesScenarioHolds(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, opened := strings.Cut(string(text), "````markdown\n")
	document, _, closed := strings.Cut(rest, "\n````\n")
	if !opened || !closed {
		t.Fatal("README.md shows no document")
	}
	r := playground.Run(playground.Request{Document: document + "\n"})
	if r.Verdict() != playground.AllHold || r.Tally.Checks < 5 {
		t.Errorf("%d of %d checks hold, %d errors", r.Tally.Hold, r.Tally.Checks, r.Tally.Errors)
	}
}
