package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const explained = `c.JupyterHub.load_groups = {"class-b": ["student3", "student4"]}
c.JupyterHub.load_roles = [{"name": "teacher", "scopes": ["servers!group=class-b"], "users": ["johan"]}]
`

func TestExplainAndWhoCan(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "config.py")
	if err := os.WriteFile(file, []byte(explained), 0o644); err != nil {
		t.Fatal(err)
	}
	document := "```python jupyterhub_config.py\n" + explained + "```\n"
	for _, c := range []struct {
		name   string
		args   []string
		stdin  string
		code   int
		stdout []string
		stderr string
	}{
		{"a yes", []string{"explain", file, "johan can servers!user=student3"}, "", 0,
			[]string{"yes: johan may", "1. teacher, role, held directly (" + file + ":2)", "student3 is in class-b (" + file + ":1)"}, ""},
		{"a no", []string{"explain", "-", "johan can access:servers!server=student3/"}, document, 1,
			[]string{"no: johan may not open student3’s server\n", "missing: access:servers!server=student3/", "nearest fixes:\n    1. Add access:servers!server=student3/ to role teacher. Lets nobody"}, ""},
		{"a call", []string{"explain", file, "any member of class-b can GET /users"}, "", 1, []string{"the Hub answers 403 to GET /users", "missing: list:users"}, ""},
		{"a token", []string{"explain", file, "token of johan with [servers!user=student3] can DELETE /users/student3/server"}, "", 0, []string{"yes: "}, ""},
		{"who can", []string{"who-can", file, "delete:servers!server=student3/"}, "", 0,
			[]string{"Who may stop student3’s server: 2 users", "johan: role teacher, servers!group=class-b (" + file + ":2)", "student3: role user, their own, self"}, ""},
		{"what no scope answers", []string{"who-can", file, "log in"}, "", 2, nil, "logging in"},
		{"another version", []string{"who-can", "--version=6.0.0b2", file, "start:servers!user=student3"}, "", 0, []string{"johan: role teacher"}, ""},
		{"a scope that is not there", []string{"who-can", file, "start:servers"}, "", 2, nil, `no scope "start:servers"`},
		{"no question", []string{"explain", file, "johan"}, "", 2, nil, "expected"},
		{"no claim", []string{"explain", file, "nobody can servers"}, "", 2, nil, "SUBJECT can REQUEST"},
		{"nobody of the name", []string{"explain", file, "jo can servers"}, "", 2, nil, `no user "jo"`},
		{"a Hub that stops", []string{"explain", "-", "any user can servers"}, "```python jupyterhub_config.py\nc.JupyterHub.load_roles = [{\"name\": \"Capital\"}]\n```\n", 3, nil, "does not start"},
		{"a file only", []string{"who-can", file}, "", 2, nil, "name a file and a question"},
		{"no file", []string{"explain", file + "x", "johan can servers"}, "", 2, nil, "config.pyx"},
		{"help", []string{"who-can", "--help"}, "", 0, []string{"Usage: rolecall who-can"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var stdout, stderr strings.Builder
			if code := run(c.args, strings.NewReader(c.stdin), &stdout, &stderr); code != c.code {
				t.Errorf("exit code %d, want %d\n%s%s", code, c.code, stdout.String(), stderr.String())
			}
			for _, want := range c.stdout {
				if !strings.Contains(stdout.String(), want) {
					t.Errorf("stdout lacks %q\n%s", want, stdout.String())
				}
			}
			if !strings.Contains(stderr.String(), c.stderr) {
				t.Errorf("stderr %q lacks %q", stderr.String(), c.stderr)
			}
		})
	}
}

// The edits of the JSON are of the file: made in it, they make the answer a yes.
func TestTheEditsOfExplainFitTheFile(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "config.md")
	text := "Some prose.\n\n  ```python jupyterhub_config.py\n  " + strings.ReplaceAll(strings.TrimSpace(explained), "\n", "\n  ") + "\n  ```\n"
	for _, name := range []string{file, strings.Replace(file, ".md", ".py", 1)} {
		if strings.HasSuffix(name, ".py") {
			text = explained
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		var stdout, stderr strings.Builder
		run([]string{"explain", "--format", "json", name, "johan can list:users"}, nil, &stdout, &stderr)
		var got struct {
			Answer string
			Fixes  []struct {
				Edits []struct {
					Start, End int
					Text       string
				}
			}
		}
		if err := json.Unmarshal([]byte(stdout.String()), &got); err != nil || got.Answer != "no" || len(got.Fixes) == 0 {
			t.Fatalf("%v: %s%s", err, stdout.String(), stderr.String())
		}
		changed := text
		for i := len(got.Fixes[0].Edits) - 1; i >= 0; i-- {
			e := got.Fixes[0].Edits[i]
			changed = changed[:e.Start] + e.Text + changed[e.End:]
		}
		if err := os.WriteFile(name, []byte(changed), 0o644); err != nil {
			t.Fatal(err)
		}
		if code := run([]string{"explain", name, "johan can list:users"}, nil, &stdout, &stderr); code != 0 {
			t.Errorf("the edit makes it no yes:\n%s", changed)
		}
	}
}
