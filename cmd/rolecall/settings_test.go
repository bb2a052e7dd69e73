package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// written writes a file into a folder of the test and returns its path.
func written(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestSettingsAsJSON(t *testing.T) {
	t.Parallel()
	config := written(t, "config.py", `import os
c.JupyterHub.load_roles = [{"name": "a", "scopes": (os.environ["ONE"], os.environ["TWO"]), 1: float("inf")}]
c.JupyterHub.services.append({"name": open("name.txt").read()})
c.JupyterHub.services.insert(0, foo())
c.Authenticator.admin_users.update({"b", "a"})
c.Other.things = {2.5, None, True} | set(bar)
`)
	state := written(t, "state.yaml", "environment: {ONE: users}\nfiles: {name.txt: panel}\n")
	var out, errs bytes.Buffer
	if code := run([]string{"settings", "--format=json", "--state", state, config}, strings.NewReader(""), &out, &errs); code != exitFailed {
		t.Errorf("exit code %d, want %d: %s", code, exitFailed, errs.String())
	}
	var got struct {
		Settings map[string]any
		Unknown  []struct {
			Setting, In, File, Why, Question string
			Line, Column                     int
		}
		Diagnostics []struct {
			Severity, ID, Message string
			Line, Column          int
		}
	}
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatalf("%v\n%s", err, out.String())
	}
	var want map[string]any
	if err := json.Unmarshal([]byte(`{
		"JupyterHub.load_roles": [{"$dict": [["name", "a"],
			["scopes", {"$tuple": ["users", {"$unknown": "the environment variable TWO is not given"}]}], [1, {"$float": "inf"}]]}],
		"JupyterHub.services": {"$lazy": {"extend": [{"name": "panel"}], "inserts": [{"$tuple": [0, {"$unknown": "nothing here defines the name foo"}]}]}},
		"Authenticator.admin_users": {"$lazy": {"update": {"$set": ["a", "b"]}}},
		"Other.things": {"$set": [2.5, null, true, {"$more": "nothing here defines the name bar"}]}
	}`), &want); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got.Settings, want) {
		t.Errorf("settings: %v\nwant      %v", got.Settings, want)
	}
	if len(got.Unknown) != 3 || got.Unknown[0].In != `[0]["scopes"][1]` || got.Unknown[0].Line != 2 || got.Unknown[0].Column != 72 ||
		got.Unknown[0].File != config || got.Unknown[0].Question == "" {
		t.Errorf("unknown: %+v", got.Unknown)
	}
	found := false
	for _, d := range got.Diagnostics {
		found = found || d.Severity == "question" && d.ID == "environment-unset" && d.Line == 2 && d.Column == 72
	}
	if !found {
		t.Errorf("diagnostics lack the question: %+v", got.Diagnostics)
	}
}

func TestSettingsAsText(t *testing.T) {
	t.Parallel()
	config := written(t, "config.py", "c.JupyterHub.load_roles = []\nc.Spawner.cmd = 1 / 0\n")
	for _, tc := range []struct {
		name           string
		args           []string
		code           int
		stdout, stderr string
	}{
		{"a value with its place", []string{config}, exitUnreadable, config + ":1:1: JupyterHub.load_roles = []\n", ""},
		{"what could not be evaluated", []string{config}, exitUnreadable, config + ":2:17: unknown: Spawner.cmd: ", ""},
		{"the error that stops the Hub", []string{config}, exitUnreadable, "error: " + config + ":2:17: python-zero-division-error", ""},
		{"a file as standard input", []string{"-"}, exitOK, "-:1:1: A.b = 1\n", ""},
		{"no file", nil, exitUsage, "", "name a file"},
		{"no such file", []string{config + "x"}, exitUsage, "", "no such file"},
		{"no such option", []string{"--nonesuch", config}, exitUsage, "", `no option "--nonesuch"`},
		{"no such format", []string{"--format", "xml", config}, exitUsage, "", `no format "xml"`},
		{"an option without its value", []string{config, "--state"}, exitUsage, "", "--state needs a value"},
		{"no such version", []string{"--version=1", config}, exitUsage, "", `no JupyterHub "1"`},
		{"no such host", []string{"--host=x", config}, exitUsage, "", `no host "x"`},
		{"a state that is none", []string{"--state", written(t, "state.yaml", "enviroment: {}"), config}, exitUsage, "", `did you mean "environment"?`},
		{"a state with people in it", []string{"--state", written(t, "state.yaml", "users: [a]"), "-"}, exitOK, "A.b", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			var out, errs bytes.Buffer
			if got := run(append([]string{"settings"}, tc.args...), strings.NewReader("c.A.b = 1\n"), &out, &errs); got != tc.code {
				t.Errorf("exit code %d, want %d", got, tc.code)
			}
			expectText(t, "stdout", out.String(), tc.stdout)
			expectText(t, "stderr", errs.String(), tc.stderr)
		})
	}
}

func TestSettingsOfCases(t *testing.T) {
	t.Parallel()
	const cases = `{"files": [{"name": "a.py", "text": "import os\nc.T.x = os.environ['A']\nc.T.y = open('b.txt').read()\n"}], "environment": {"A": "1"}, "reads": {"b.txt": "2"}}
{"files": [{"name": "a.py", "text": "c.T.x = y\n"}]}
`
	var out, errs bytes.Buffer
	if code := run([]string{"settings", "--cases"}, strings.NewReader(cases), &out, &errs); code != exitOK {
		t.Fatalf("exit code %d: %s", code, errs.String())
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != 2 || !strings.HasPrefix(lines[0], `{"settings":{"T.x":"1","T.y":"2"}`) || !strings.Contains(lines[1], `"raises":{"class":"NameError","file":"a.py","line":1,`) {
		t.Errorf("got %s", out.String())
	}
	if code := run([]string{"settings", "--cases"}, strings.NewReader("no JSON\n"), &out, &errs); code != exitFailed || !strings.Contains(errs.String(), "no case") {
		t.Errorf("exit code %d, %s", code, errs.String())
	}
}
