package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rolecall.example/server/store"
	"rolecall.example/server/store/sqlite"
)

const storedDocument = "---\nformat: 1\ntitle: Kept\njupyterhub: \"5.5.1\"\noauthenticator: \"17.4.0\"\nhost: plain\n---\n```python jupyterhub_config.py\n```\n\n" +
	"```checks\nnobody can admin:users\n```\n"

// filled makes a database with two scenarios: one that is as it was saved, and one whose verdict has changed since.
func filled(t *testing.T) (file string, same, changed string) {
	t.Helper()
	file = filepath.Join(t.TempDir(), "rolecall.db")
	db, err := sqlite.Open(context.Background(), file)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, hold := range []int{1, 7} {
		sc := &store.Scenario{ID: store.NewID(), Document: storedDocument, Hash: store.Hash(storedDocument), Title: "Kept", Version: "5.5.1",
			Created: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), Verdict: store.Verdict{Starts: true, Hold: hold}, Engine: "v0.9"}
		if err := db.Save(context.Background(), sc, store.HashToken("t")); err != nil {
			t.Fatal(err)
		}
		same, changed = changed, sc.ID
	}
	return file, same, changed
}

// command runs one and demands its exit code.
func runs(t *testing.T, code int, stdin string, args ...string) (stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	if got := run(args, strings.NewReader(stdin), &out, &errs); got != code {
		t.Errorf("%v: exit code %d, want %d\n%s%s", args, got, code, out.String(), errs.String())
	}
	return out.String(), errs.String()
}

func TestScenarioCommandLine(t *testing.T) {
	t.Parallel()
	missing := filepath.Join(t.TempDir(), "none.db")
	for _, tc := range []struct {
		args   []string
		code   int
		stderr string
	}{
		{[]string{"scenario"}, exitUsage, "say what to do"},
		{[]string{"scenario", "paint"}, exitUsage, "paint"},
		{[]string{"scenario", "show"}, exitUsage, "one argument more"},
		{[]string{"scenario", "show", "a", "b"}, exitUsage, `"b"`},
		{[]string{"scenario", "show", "a", "--sql"}, exitUsage, "export"},
		{[]string{"scenario", "show", "a", "--nonesuch"}, exitUsage, "nonesuch"},
		{[]string{"scenario", "show", "a", "--database", missing}, exitFailed, "none.db"},
		{[]string{"recheck", "--database", missing}, exitFailed, "none.db"},
		{[]string{"recheck", "x"}, exitUsage, `"x"`},
		{[]string{"backup"}, exitUsage, "name the file"},
		{[]string{"backup", "a", "--database", missing}, exitFailed, "none.db"},
	} {
		_, stderr := runs(t, tc.code, "", tc.args...)
		expectText(t, strings.Join(tc.args, " "), stderr, tc.stderr)
	}
	if _, err := os.Stat(missing); err == nil {
		t.Error("a database was made")
	}
	for _, name := range []string{"scenario", "recheck", "backup"} {
		stdout, _ := runs(t, exitOK, "", "help", name)
		expectText(t, name, stdout, "--database FILE")
	}
}

func TestShowDeleteAndPurge(t *testing.T) {
	t.Parallel()
	file, id, _ := filled(t)
	at := "--database=" + file
	stdout, _ := runs(t, exitOK, "", "scenario", "show", id, at)
	for _, want := range []string{id, "Kept", "5.5.1", "2026-01-02T03:04:05Z", "1 check: 1 hold", "v0.9"} {
		expectText(t, "show", stdout, want)
	}
	if !strings.HasSuffix(stdout, "\n\n"+storedDocument) {
		t.Errorf("show ends otherwise: %s", stdout)
	}
	runs(t, exitOK, "", "scenario", at, "delete", id)
	_, stderr := runs(t, exitFailed, "", "scenario", at, "delete", id)
	expectText(t, "delete twice", stderr, "deleted already")
	stdout, _ = runs(t, exitOK, "", "scenario", "show", id, at)
	if !strings.Contains(stdout, "\ndeleted ") || strings.Contains(stdout, "admin:users") {
		t.Errorf("show of what is gone: %s", stdout)
	}
	runs(t, exitOK, "", "scenario", "purge", id, at)
	_, stderr = runs(t, exitFailed, "", "scenario", "show", id, at)
	expectText(t, "show after purge", stderr, "there is no scenario")
}

func TestPurgedTextIsNowhereInTheFile(t *testing.T) {
	t.Parallel()
	file, first, second := filled(t)
	for _, name := range []string{file} {
		if text, _ := os.ReadFile(name); !bytes.Contains(text, []byte("nobody can admin:users")) {
			t.Fatal("the text is not looked for where it is")
		}
	}
	runs(t, exitOK, "", "scenario", "delete", first, "--database", file)
	runs(t, exitOK, "", "scenario", "purge", second, "--database", file)
	for _, name := range []string{file, file + "-wal"} {
		if text, _ := os.ReadFile(name); bytes.Contains(text, []byte("nobody can admin:users")) {
			t.Errorf("%s still holds it", filepath.Base(name))
		}
	}
}

func TestExportAndImport(t *testing.T) {
	t.Parallel()
	file, id, other := filled(t)
	runs(t, exitOK, "", "scenario", "delete", other, "--database", file)
	exported, said := runs(t, exitOK, "", "scenario", "export", "--database", file)
	expectText(t, "export", said, "2 scenarios exported")
	copied := filepath.Join(t.TempDir(), "deep", "copy.db")
	for range 2 { // what is there already stays
		stdout, _ := runs(t, exitOK, exported, "scenario", "import", "-", "--database", copied)
		expectText(t, "import", stdout, "2 scenarios imported")
	}
	if again, _ := runs(t, exitOK, "", "scenario", "export", "--database", copied); again != exported {
		t.Error("the copy's export differs")
	}
	to := filepath.Join(t.TempDir(), "export.jsonl")
	runs(t, exitOK, "", "scenario", "export", to, "--database", file)
	if text, err := os.ReadFile(to); err != nil || string(text) != exported {
		t.Errorf("the file differs: %v", err)
	}
	runs(t, exitFailed, "", "scenario", "export", to, "--database", file) // it is there
	runs(t, exitOK, "", "scenario", "import", to, "--database", copied)
	runs(t, exitFailed, exported[:len(exported)-20], "scenario", "import", "-", "--database", copied)
	// A scenario that was deleted here stays deleted.
	runs(t, exitOK, "", "scenario", "delete", id, "--database", copied)
	stdout, _ := runs(t, exitOK, exported, "scenario", "import", "-", "--database", copied)
	expectText(t, "import over a deletion", stdout, "1 scenario left")
	statements, _ := runs(t, exitOK, "", "scenario", "export", "--sql", "--database", file)
	if !strings.HasPrefix(statements, "INSERT INTO scenarios (id,") || strings.Count(statements, "INSERT") != 2 {
		t.Errorf("statements: %s", statements)
	}
}

func TestRecheck(t *testing.T) {
	t.Parallel()
	file, same, changed := filled(t)
	stdout, _ := runs(t, exitFailed, "", "recheck", "--database", file)
	for _, want := range []string{changed + " Kept (JupyterHub 5.5.1)", "saved: 7 checks: 7 hold (engine v0.9)", "now:   1 check: 1 hold", "2 scenarios", "1 changed"} {
		expectText(t, "recheck", stdout, want)
	}
	if strings.Contains(stdout, same) {
		t.Errorf("what is the same is printed: %s", stdout)
	}
	runs(t, exitOK, "", "scenario", "delete", changed, "--database", file)
	stdout, _ = runs(t, exitOK, "", "recheck", "--database", file)
	expectText(t, "recheck after a deletion", stdout, "1 scenario ")
}

func TestBackup(t *testing.T) {
	t.Parallel()
	file, id, _ := filled(t)
	db, err := sqlite.Open(context.Background(), file) // in use, as by a server
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	to := filepath.Join(t.TempDir(), "it's a copy.db")
	stdout, _ := runs(t, exitOK, "", "backup", to, "--database", file)
	expectText(t, "backup", stdout, "is a copy")
	_, stderr := runs(t, exitFailed, "", "backup", to, "--database", file)
	expectText(t, "over a file that is there", stderr, "exists")
	shown, _ := runs(t, exitOK, "", "scenario", "show", id, "--database", to)
	expectText(t, "the copy", shown, "admin:users")
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(to), "*.part*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
