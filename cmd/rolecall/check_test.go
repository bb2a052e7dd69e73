package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rolecall.example/internal/limits"
)

// The documents have no config: a Hub with JupyterHub's defaults is all that they need.
const (
	holdingDocument = "---\nformat: 1\ntitle: Defaults\njupyterhub: \"5.5.1\"\n---\n\n```checks\nany user can servers!user\nany user cannot shutdown\n```\n"
	failingDocument = "Text\n\n```checks\nany user can servers!user   # holds\n  any user can shutdown   # fails\nany member of none can users\n```\n"
	brokenHeader    = "---\nformat: 1\ntitel: x\n---\n```checks\nany user can servers!user\n```\n"
	brokenLine      = "```checks\nany user kan servers!user\nany user can servers!user\n```\n"
	noChecks        = "# Hello\n"
	stopping        = "---\nformat: 1\nstops: role-name-invalid\n---\n```python jupyterhub_config.py\nc.JupyterHub.load_roles = [{\"name\": \"Capital\"}]\n```\n"
	page            = "# Page\n\n```rolecall\ntitle: One\n```\n```checks\nany user can shutdown\n```\n\n```rolecall\ntitle: Two\n```\n```checks\nany user can shutdown\n```\n"
)

func TestCheck(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	holding, failing := file("holding.md", holdingDocument), file("failing.md", failingDocument)
	empty := file("empty.md", noChecks)
	for _, c := range []struct {
		name   string
		args   []string
		stdin  string
		code   int
		stdout []string
		stderr string
	}{
		{"all hold", []string{holding}, "", 0, []string{"Defaults (JupyterHub 5.5.1)", "  holds  any user can servers!user\n", "2 checks: 2 hold\n"}, ""},
		{"another version", []string{"--version", "6.0.0b2", holding}, "", 0, []string{"Defaults (JupyterHub 6.0.0b2)"}, ""},
		{"another version, in one word", []string{"--version=6.0.0b2", holding}, "", 0, []string{"(JupyterHub 6.0.0b2)"}, ""},
		{"an unknown version", []string{"--version=1.0", holding}, "", 2, nil, `--version "1.0": there is no JupyterHub "1.0"; there are 6`},
		{"one fails, one cannot be decided", []string{failing}, "", 1, []string{
			"  holds  any user can servers!user\n", "  fails  any user can shutdown\n",
			"failing.md:5:3: check-fails: any user cannot", "      any user can shutdown   # fails\n", "          ^^^^^^^^^^^^^^^^^^^^^\n",
			"  error  any member of none can users\n", "failing.md:6:1: unknown-group: this Hub has no group \"none\"",
			"3 checks: 1 hold, 1 fail, 1 cannot be decided\n",
		}, ""},
		{"standard input", []string{"-"}, holdingDocument, 0, []string{"2 checks: 2 hold"}, ""},
		{"several", []string{holding, failing}, "", 1, []string{"2 scenarios, 5 checks: 3 hold, 1 fail, 1 cannot be decided\n"}, ""},
		{"several with an empty one", []string{holding, empty}, "", 4, []string{"nothing was checked\n", "2 scenarios, 2 checks: 2 hold; 1 without a check\n"}, ""},
		{"a page of two", []string{"-"}, page, 1, []string{
			"One (JupyterHub", "standard input:7:1: check-fails", "Two (JupyterHub", "standard input:14:1: check-fails",
		}, ""},
		{"a broken header", []string{"-"}, brokenHeader, 3, []string{"standard input:3:1: unknown-key: the header has no key \"titel\" (did you mean \"title\"?)\n", "the document cannot be read, so nothing was checked\n"}, ""},
		{"a broken line", []string{"-"}, brokenLine, 3, []string{"standard input:2:10: check-syntax", "  holds  any user can servers!user"}, ""},
		{"no checks", []string{empty}, "", 4, []string{"nothing was checked\n"}, ""},
		{"too large", []string{"-"}, strings.Repeat("a", limits.Document+1), 3, []string{"limit-document"}, ""},
		{"a Hub that stops as it should", []string{"-"}, stopping, 0, []string{"  holds  the Hub stops at start-up: role-name-invalid\n", "1 check: 1 hold\n"}, ""},
		{"a Hub that stops otherwise", []string{"-"}, strings.Replace(stopping, "Capital", "abc\", \"scopes\": [\"usrs\"], \"x\": \"y", 1), 3, []string{"  fails  the Hub stops", "the Hub stops with another error"}, ""},
		{"a Hub that starts and should not", []string{"-"}, strings.Replace(stopping, "Capital", "abc", 1), 1, []string{"  fails  the Hub stops at start-up: role-name-invalid\n    the Hub starts\n"}, ""},
		{"a Hub that stops and should not", []string{"-"}, strings.Replace(stopping, "stops: role-name-invalid\n", "", 1), 3, []string{"role-name-invalid", "the Hub does not start, so nothing was checked\n"}, ""},
		{"no file", nil, "", 2, nil, "name a file"},
		{"a file that is not there", []string{filepath.Join(dir, "none.md"), holding}, "", 2, []string{"2 hold"}, "none.md"},
		{"an unknown option", []string{"--formt", "json", holding}, "", 2, nil, `no option "--formt" (did you mean --format?)`},
		{"help", []string{"--help"}, "", 0, []string{"Usage: rolecall check"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var stdout, stderr strings.Builder
			code := runCheck(c.args, strings.NewReader(c.stdin), &stdout, &stderr)
			if code != c.code {
				t.Errorf("exit code %d, want %d", code, c.code)
			}
			rest := stdout.String()
			for _, want := range c.stdout {
				_, after, ok := strings.Cut(rest, want)
				if !ok {
					t.Errorf("no %q in its place in\n%s", want, stdout.String())
				}
				rest = after
			}
			if !strings.Contains(stderr.String(), c.stderr) || c.stderr == "" && stderr.Len() > 0 {
				t.Errorf("stderr %q, want %q", stderr.String(), c.stderr)
			}
		})
	}
}

func TestAServiceWhoseURLIsNotKnown(t *testing.T) {
	t.Parallel()
	const document = "```python jupyterhub_config.py\nimport os\nc.JupyterHub.services = [{\"name\": \"panel\", \"url\": os.environ[\"PANEL\"]}]\n```\n```checks\nany user can open /services/panel/\nany user cannot open /services/panel/\n```\n"
	stdout, _ := runs(t, exitFailed, document, "check", "-")
	if strings.Count(stdout, ": unread: ") != 2 || !strings.Contains(stdout, "2 cannot be decided") {
		t.Error(stdout)
	}
}
