package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const casesDocument = `---
format: 1
title: x
jupyterhub: "5.5.1"
---
` + "```python jupyterhub_config.py" + `
c.JupyterHub.load_groups = {"a": {"users": ["ann"]}}
` + "```\n\n```state" + `
users: [zoe]
shares: []
` + "```\n\n```checks" + `
any member of a can servers!user because "user"
token of ann with [self] cannot GET /users
only ann can servers!user=ann
nobody can GET /users seeing [zoe]
token of zoe with [servers] is refused
nonesuch can shutdown
` + "```\n\n```python jupyterhub_config.py restart" + `
c.JupyterHub.load_roles = [{"name": "cap", "scopes": ["nonesuch"]}]
` + "```\n"

// TestCheckCasesAreWhole reads what a live Hub is asked: nothing of a line is lost on the way.
func TestCheckCasesAreWhole(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "a.md")
	if err := os.WriteFile(file, []byte(casesDocument), 0o600); err != nil {
		t.Fatal(err)
	}
	var out, errs strings.Builder
	if code := run([]string{"check", "--cases", file}, nil, &out, &errs); code != exitOK {
		t.Fatalf("exit %d: %s", code, errs.String())
	}
	var got checkCase
	if err := json.Unmarshal([]byte(out.String()), &got); err != nil {
		t.Fatal(err)
	}
	if got.StopID != "scope-not-found" || !got.Readable || len(got.Phases) != 2 || len(got.Phases[1].Files) != 1 || got.State.Users[0] != "zoe" {
		t.Errorf("case %+v", got)
	}
	lines, _ := json.Marshal(got.Phases[0].Lines)
	want := `[{"text":"any member of a can servers!user because \"user\"","verdict":"holds","kind":"check","subject":{"kind":"any member","name":"a"},"because":"user","request":{"scope":"servers!user"}},` +
		`{"text":"token of ann with [self] cannot GET /users","verdict":"holds","kind":"check","subject":{"kind":"token","name":"ann","of":"user","scopes":["self"]},"negative":true,"request":{"method":"GET","path":"/users"}},` +
		`{"text":"only ann can servers!user=ann","verdict":"holds","kind":"only","subjects":[{"kind":"user","name":"ann"}],"request":{"scope":"servers!user=ann"}},` +
		`{"text":"nobody can GET /users seeing [zoe]","verdict":"holds","kind":"only","request":{"method":"GET","path":"/users","seeing":["zoe"]}},` +
		`{"text":"token of zoe with [servers] is refused","verdict":"holds","kind":"token","subject":{"kind":"token","name":"zoe","of":"user","scopes":["servers"]},"negative":true},` +
		`{"text":"nonesuch can shutdown","verdict":"error","kind":"check","subject":{"kind":"user","name":"nonesuch"},"request":{"scope":"shutdown"}}]`
	if string(lines) != want {
		t.Errorf("lines\n%s\nwant\n%s", lines, want)
	}
}

// TestCheckCasesSayWhoHasLoggedInBefore tells the program of a live Hub of rows that it cannot make.
func TestCheckCasesSayWhoHasLoggedInBefore(t *testing.T) {
	t.Parallel()
	for people, want := range map[string]bool{"{eve: {known: true}, bo: {}}": true, "{bo: {}}": false} {
		in := strings.NewReader("---\nformat: 1\ntitle: x\njupyterhub: \"5.5.1\"\n---\n```python jupyterhub_config.py\nx = 1\n```\n\n```state\npeople: " + people + "\n```\n")
		var out, errs strings.Builder
		if code := run([]string{"check", "--cases", "-"}, in, &out, &errs); code != exitOK {
			t.Fatalf("exit %d: %s", code, errs.String())
		}
		if got := strings.Contains(out.String(), `"known":true`); got != want {
			t.Errorf("%s: %s", people, out.String())
		}
	}
}
