package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const (
	oldConfig = `c.JupyterHub.load_groups = {"class-b": {"users": ["cid"]}}
c.JupyterHub.load_roles = [{"name": "teacher", "scopes": ["access:servers!group=class-b"], "users": ["tess"]}]
`
	restarting = "---\nformat: 1\n---\n```python jupyterhub_config.py\n" + oldConfig + "```\n```checks\ntess can access:servers!user=cid\n```\n" +
		"```python jupyterhub_config.py restart\nc.JupyterHub.load_roles = [{\"name\": \"teacher\", \"scopes\": [\"list:users\"], \"users\": [\"tess\"]}]\n```\n"
)

func TestDiff(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	with := func(old, new string) string { return strings.Replace(oldConfig, old, new, 1) }
	before := file("old.py", oldConfig)
	document := file("old.md", "---\nformat: 1\n---\n```python jupyterhub_config.py\n"+oldConfig+"```\n")
	respelt := file("respelt.py", with(`=class-b"]`, `=class-b", "access:servers!user=cid"]`))
	wider := file("wider.py", with("!group=class-b", ""))
	broken := file("broken.py", with("access:servers", "access:server"))
	unreadable := file("unreadable.py", "c.JupyterHub.load_roles = [\n")
	values := file("values.yaml", "hub:\n  loadRoles:\n    teacher:\n      scopes: [\"access:servers!group=class-b\"]\n      users: [tess]\n  config:\n    JupyterHub:\n      load_groups:\n        class-b: {users: [cid]}\n")
	unread := file("unread.py", with(`["tess"]`, `fetch()`))
	environment := file("environment.py", "import os\n"+with(`["tess"]`, `os.environ["STAFF"].split(",")`))
	state := file("state.yaml", "environment: {STAFF: tess}\n")
	restart, two := file("restart.md", restarting), file("two.md", page)
	for _, c := range []struct {
		name   string
		args   []string
		stdin  string
		code   int
		stdout []string
		stderr string
	}{
		{"the same", []string{before, before}, "", 0, []string{"Nobody gained or lost anything.\n"}, ""},
		{"another spelling", []string{before, respelt}, "", 0, []string{"Nobody gained or lost anything.\n"}, ""},
		{"a document and a config", []string{document, before}, "", 0, []string{"Nobody"}, ""},
		{"standard input", []string{"-", wider}, "---\nformat: 1\n---\n```python jupyterhub_config.py\n" + oldConfig + "```\n", 1, []string{"\ntess\n"}, ""},
		{"no filter any more", []string{before, wider}, "", 1, []string{"1 user gained, nobody lost anything.\n\ntess\n  + open everyone’s servers; before only the servers of class-b and their own servers\n"}, ""},
		{"the other way round", []string{wider, before}, "", 1, []string{"  - open everyone’s servers; still the servers of class-b and their own servers\n"}, ""},
		{"markdown", []string{"--format", "markdown", before, wider}, "", 1, []string{"**1 user gained", "\n`tess`\n\n- ➕ open everyone’s servers; before only the servers of `class-b` and their own servers\n"}, ""},
		{"two versions", []string{"--jupyterhub", "4.1.6,5.5.1", before}, "", 1, []string{"gained", "+ see the shares of their own servers"}, ""},
		{"two files on one version", []string{"--jupyterhub=4.1.6", before, wider}, "", 1, []string{"open everyone"}, ""},
		{"two files on two versions", []string{"--jupyterhub=4.1.6,5.5.1", before, before}, "", 1, []string{"shares"}, ""},
		{"a restart", []string{"--restart", restart}, "", 1, []string{"tess\n  + list everyone", "  - open the servers of class-b\n"}, ""},
		{"a restart that is not there", []string{"--restart", document}, "", 2, nil, "has no restart"},
		{"it does not start any more", []string{before, broken}, "", 3, []string{"This Hub does not start any more."}, "broken.py:2:59: scope-not-found"},
		{"it cannot be read", []string{unreadable, before}, "", 3, []string{"The other config can’t be read."}, "unreadable.py:1:27: unclosed-bracket"},
		{"values of the chart", []string{before, values}, "", 1, []string{"Who and what there is\n"}, ""},
		{"something unread", []string{unread, unread}, "", 3, []string{"Nobody gained or lost anything, as far as the configs can be read.\n"}, ""},
		{"what a config does not say", []string{"--state", state, before, environment}, "", 0, []string{"Nobody gained"}, ""},
		{"no file", nil, "", 2, nil, "name two files"},
		{"three files", []string{before, before, before}, "", 2, nil, "name two files"},
		{"one version of one file", []string{"--jupyterhub=4.1.6", before}, "", 2, nil, "name two files"},
		{"an unknown version", []string{"--jupyterhub=1.0", before, before}, "", 2, nil, `no JupyterHub "1.0"`},
		{"an unknown format", []string{"--format=html", before, before}, "", 2, nil, `no format "html"`},
		{"a file that is not there", []string{before, filepath.Join(dir, "none.py")}, "", 2, nil, "none.py"},
		{"a page of two", []string{before, two}, "", 2, nil, "holds 2 scenarios"},
		{"help", []string{"--help"}, "", 0, []string{"Usage: rolecall diff"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var stdout, stderr strings.Builder
			if code := runDiff(c.args, strings.NewReader(c.stdin), &stdout, &stderr); code != c.code {
				t.Errorf("exit code %d, want %d\n%s%s", code, c.code, stdout.String(), stderr.String())
			}
			for _, want := range c.stdout {
				if !strings.Contains(stdout.String(), want) {
					t.Errorf("no %q in\n%s", want, stdout.String())
				}
			}
			if !strings.Contains(stderr.String(), c.stderr) || c.stderr == "" && stderr.Len() > 0 {
				t.Errorf("stderr %q, want %q", stderr.String(), c.stderr)
			}
		})
	}
	var stdout, stderr strings.Builder
	runDiff([]string{"--format=json", before, wider}, nil, &stdout, &stderr)
	var got diffResult
	if err := json.Unmarshal([]byte(stdout.String()), &got); err != nil {
		t.Fatal(err)
	}
	if !got.Different || len(got.Changes) != 1 || got.Changes[0].Who[0] != "tess" || got.Changes[0].Lines[0].Scopes[0] != "access:servers" ||
		!got.Changes[0].Lines[0].Over.Everyone || got.Changes[0].Lines[0].Kept.Targets[0].Name != "class-b" {
		t.Errorf("as JSON: %s", stdout.String())
	}
}
