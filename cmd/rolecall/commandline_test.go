package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestWhatIsWrongIsShownInTheCommandLine(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", 300)
	for _, tc := range []struct {
		args        []string
		said, shown string
	}{
		{[]string{"chekc", "docs"}, `rolecall: no command "chekc" (did you mean check?)`, "    rolecall chekc docs\n             ^^^^^\n"},
		{[]string{"help", "chekc"}, `no command "chekc"`, "    rolecall help chekc\n                  ^^^^^\n"},
		{[]string{"check", "docs", "--formt=json"}, `no option "--formt" (did you mean --format?)`, "    rolecall check docs --formt=json\n                        ^^^^^^^\n"},
		{[]string{"check", "-formt", "json"}, `no option "--formt"`, "    rolecall check -formt json\n                   ^^^^^^\n"},
		{[]string{"check", "a b", "--format"}, "--format needs a value", "    rolecall check 'a b' --format\n                         ^^^^^^^^\n"},
		{[]string{"check", "--format", "xml", "docs"}, `"xml"`, "    rolecall check --format xml docs\n                            ^^^\n"},
		{[]string{"check", "--min-coverage=80", "--min-coverage=x", "docs"}, `--min-coverage "x": `, "    rolecall check --min-coverage=80 --min-coverage=x docs\n                                                    ^\n"},
		{[]string{"serve", "--writes", "10"}, "--writes \"10\": two numbers", "    rolecall serve --writes 10\n                            ^^\n"},
		{[]string{"serve", "--scenario", "two", "a.md"}, "--scenario \"two\": this is no number", "                              ^^^\n"},
		{[]string{"fmt", "--check", "--write", "a.md"}, "--check writes nothing", "    rolecall fmt --check --write a.md\n                 ^^^^^^^\n"},
		{[]string{"export", "--format=xml", "a.py"}, `no format "xml"`, "    rolecall export --format=xml a.py\n                             ^^^\n"},
		{[]string{"settings", "--nonesuch", "a.py"}, `no option "--nonesuch"`, "    rolecall settings --nonesuch a.py\n                      ^^^^^^^^^^\n"},
		{[]string{"new", "nonesuch"}, `no document "nonesuch"`, "    rolecall new nonesuch\n                 ^^^^^^^^\n"},
		{[]string{"resolve", "x"}, "takes no arguments", "    rolecall resolve x\n                     ^\n"},
		{[]string{"version", "x"}, "takes no arguments", "    rolecall version x\n                     ^\n"},
		{[]string{"new", "\x1b[2Jé"}, "no document", "    rolecall new \"\\x1b[2Jé\"\n                 ^^^^^^^^^^\n"},
		{[]string{"check", long, "--nonesuch", long}, "no option", "    …" + long[:99] + " --nonesuch " + long[:89] + "…\n     " + strings.Repeat(" ", 100) + "^^^^^^^^^^\n"},
		// What a message does not speak of is not shown.
		{[]string{"new"}, "name a config's file", ""},
	} {
		_, stderr := runs(t, exitUsage, "", tc.args...)
		if !strings.Contains(stderr, tc.said) || !strings.Contains(stderr, tc.shown) || !strings.Contains(stderr, "hint: rolecall help") {
			t.Errorf("%q:\n%s\nwant %q and\n%s", tc.args, stderr, tc.said, tc.shown)
		}
		if tc.shown == "" && strings.Contains(stderr, "^") {
			t.Errorf("%q:\n%s", tc.args, stderr)
		}
		if strings.Contains(stderr, "\x1b") {
			t.Errorf("%q: the terminal is told to do something", tc.args)
		}
	}
}

// TestProgramsAreAnsweredInJSON asks every command that answers about configs and documents.
func TestProgramsAreAnsweredInJSON(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	put := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	config := put("jupyterhub_config.py", "c.JupyterHub.load_roles = [{\"name\": \"crew\", \"scopes\": [\"list:users\"], \"users\": [\"ann\"]}]\n")
	other := put("other.py", "c.JupyterHub.load_roles = []\n")
	page := put("page.md", "---\ntitle: A <page>\n---\n```python jupyterhub_config.py\n```\n\n```checks\nnobody can admin:users\n```\n")
	bad := put("bad.md", "---\nformat: 7\n---\n```checks\n```\n")
	for _, tc := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"explain", config, "ann can list:users"}, exitOK, `ann`},
		{[]string{"who-can", config, "list:users"}, exitOK, `ann`},
		{[]string{"diff", config, other}, exitFailed, `"lost"`},
		{[]string{"lint", config}, exitOK, ``},
		{[]string{"check", page}, exitOK, `"hold": 1`},
		{[]string{"settings", config}, exitOK, `list:users`},
		{[]string{"export", config}, exitOK, `"helm"`},
		{[]string{"fmt", page}, exitOK, `title: A <page>\njupyterhub:`},
		{[]string{"fmt", "--check", page, bad}, exitUnreadable, `"readable": false`},
		{[]string{"fmt", "--check", page}, exitFailed, `"changes": true`},
		{[]string{"new", config}, exitOK, `"parts": [`},
		{[]string{"new", "teacher"}, exitOK, `"title": "A teacher who runs one class"`},
	} {
		stdout, stderr := runs(t, tc.code, "", append(tc.args, "--format", "json")...)
		if !json.Valid([]byte(stdout)) || !strings.Contains(stdout, tc.want) {
			t.Errorf("%q: %s\n%s", tc.args, stdout, stderr)
		}
	}
}
