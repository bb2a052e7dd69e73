package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestLint(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	const role = `c.JupyterHub.load_roles = [{"name": "lister", "scopes": ["list:users"], "group": ["staff"]}]`
	document := file("one.md", "# Page\n\n```rolecall\ntitle: One\n```\n```python jupyterhub_config.py\nx = 1\n```\n\n```rolecall\ntitle: Two\n```\n```python jupyterhub_config.py\n"+role+"\n```\n")
	python := file("config.py", "x = '```'\n"+role)
	values := file("values.yaml", "hub:\n  loadRoles:\n    lister:\n      group: [staff]\n")
	fine := file("fine.py", strings.Replace(role, "group", "groups", 1)+"\n")
	routed := file("routed.py", "c.JupyterHub.load_groups = {\"class\": {\"users\": [\"sam\"]}}\nc.Authenticator.allowed_users = {\"sam\", \"zoe\"}\n"+
		"c.JupyterHub.load_roles = [{\"name\": \"clerk\", \"scopes\": [\"groups!group=class\", \"list:users!group=class\"], \"users\": [\"tia\"]}]\n")
	unread := file("unread.py", "import somewhere\nc.JupyterHub.load_roles = somewhere.roles()\n")
	for _, c := range []struct {
		name           string
		args           []string
		stdin          string
		code           int
		stdout, stderr string
	}{
		{"a document", []string{document}, "", 1, "advice: " + document + ":14:73: unknown-role-key: a role has no key \"group\": the Hub ignores it silently (did you mean \"groups\"?)\n    " + role + "\n" + strings.Repeat(" ", 76) + "^^^^^^^\n1 finding\n", ""},
		{"a config in Python", []string{python}, "", 1, "config.py:2:73: unknown-role-key", ""},
		{"Helm values", []string{"--host=z2jh", values}, "", 1, "values.yaml:4:7: unknown-role-key", ""},
		{"nothing to say", []string{fine}, "", 0, "", ""},
		{"what could not be read does not count", []string{unread}, "", 0, "question: ", ""},
		{"an error", []string{"-"}, "```python jupyterhub_config.py\nx = \n```\n", 1, "error: standard input:2:", ""},
		{"another version", []string{"--version", "3.1.1", "-"}, "```python jupyterhub_config.py\nc.JupyterHub.load_roles = [{\"name\": \"lister\", \"scopes\": [\"admin:users\"], \"users\": [\"ann\"]}]\n```\n", 1, "admin-users-makes-admins", ""},
		{"routes", []string{"--routes", routed}, "", 0, "route: " + routed + ": tia can come by list:users!user=zoe.\n    tia makes zoe a member of the group class.\n", ""},
		{"no routes unasked", []string{routed}, "", 0, "", ""},
		{"routes as JSON", []string{"--routes", "--format=json", routed}, "", 0, "\"checks\": [\n", ""},
		{"no file", nil, "", 2, "", "name a file"},
		{"a file that is not there", []string{fine, filepath.Join(dir, "none.md")}, "", 2, "", "none.md"},
		{"an unknown format", []string{"--format", "xml", fine}, "", 2, "", `no format "xml"`},
		{"an unknown host", []string{"--host", "moon", fine}, "", 2, "", `no host "moon"`},
		{"an unknown version", []string{"--version", "1.0", fine}, "", 2, "", `no JupyterHub "1.0"`},
		{"help", []string{"--help"}, "", 0, "Usage: rolecall lint", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var stdout, stderr strings.Builder
			if code := runLint(c.args, strings.NewReader(c.stdin), &stdout, &stderr); code != c.code {
				t.Errorf("exit code %d, want %d\n%s", code, c.code, stdout.String())
			}
			if got := stdout.String(); !strings.Contains(got, c.stdout) || c.stdout == "" && got != "" {
				t.Errorf("stdout\n%s\nwant\n%s", got, c.stdout)
			}
			if got := stderr.String(); !strings.Contains(got, c.stderr) || c.stderr == "" && got != "" {
				t.Errorf("stderr %q, want %q", got, c.stderr)
			}
		})
	}
}

// TestLintAsJSON makes the edits of the findings, which have to fit the file.
func TestLintAsJSON(t *testing.T) {
	t.Parallel()
	const before = "# Page\n\n```python jupyterhub_config.py\nc.Authenticator.admin_users = {'Änn'}\nc.JupyterHub.load_roles = [{'name': 'lister', 'group': ['x']}]\n```\n"
	var stdout, stderr strings.Builder
	if code := runLint([]string{"--format=json", "-"}, strings.NewReader(before), &stdout, &stderr); code != exitFailed || stderr.Len() > 0 {
		t.Fatalf("exit code %d, %s", code, stderr.String())
	}
	var got struct{ Findings []finding }
	if err := json.Unmarshal([]byte(stdout.String()), &got); err != nil {
		t.Fatal(err)
	}
	after, edits := before, 0
	for i := len(got.Findings) - 1; i >= 0; i-- {
		f := got.Findings[i]
		for _, e := range f.Edits {
			after = after[:e.Start] + e.Text + after[e.End:]
			edits++
			if f.Page != "/advice/"+f.ID {
				t.Errorf("%s has the page %q", f.ID, f.Page)
			}
		}
	}
	want := strings.NewReplacer("'Änn'", "'änn'", "'group'", "'groups'").Replace(before)
	if after != want || edits != 2 {
		t.Errorf("%d edits:\n%s", edits, after)
	}
	if f := got.Findings[0]; f.File != "standard input" || f.Line != 4 || f.Column != 32 || f.Severity != "advice" {
		t.Errorf("the first finding is %+v", f)
	}
	stdout.Reset()
	if code := runLint([]string{"--format", "json", "-"}, strings.NewReader("```python jupyterhub_config.py\nx = 1\n```\n"), &stdout, &stderr); code != exitOK || stdout.String() != "{\n  \"findings\": []\n}\n" {
		t.Errorf("exit code %d, %s", code, stdout.String())
	}
}
