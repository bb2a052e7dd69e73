package main

import (
	"bytes"
	"strings"
	"testing"
)

func TestExportWritesTheSettingsAndNamesWhatIsLeftOut(t *testing.T) {
	t.Parallel()
	config := written(t, "config.py", "import os\nc.JupyterHub.load_roles.append({'name': 'r', 'users': [os.environ['WHO'], 'bo']})\n")
	state := written(t, "state.yaml", "environment: {WHO: ann}\n")
	values := written(t, "values.yaml", "hub: {loadRoles: {reader: {scopes: [list:users]}}}\n")
	token := written(t, "token.py", "c.JupyterHub.services = [\n    {'name': 's', 'api_token': 'abc'}]\n")
	for _, tc := range []struct {
		name           string
		args           []string
		code           int
		stdout, stderr string
	}{
		{"as Python", []string{"--format", "python", "--state", state, config}, exitOK, "c = get_config()\n\nc.JupyterHub.load_roles = [\n", ""},
		{"with what the state says", []string{"--format=python", "--state", state, config}, exitOK, `"users": ["ann", "bo"],`, ""},
		{"as values", []string{"--format=helm", "--state", state, config}, exitOK, "  loadRoles:\n    r:\n      users:\n        - ann\n        - bo\n", ""},
		{"values as Python", []string{"--format=python", "--host=z2jh", values}, exitOK, `"name": "reader",`, ""},
		{"values as values", []string{"--format=helm", "--host=z2jh", values}, exitOK, "cull:\n  enabled: true\nhub:\n  loadRoles:\n    reader:\n", ""},
		{"what is not known", []string{"--format=python", config}, exitFailed, config + ":2)",
			config + ":2:56: left out: JupyterHub.load_roles[0][\"users\"][0]: the environment variable WHO is not given\n"},
		{"a secret", []string{"--format=helm", token}, exitFailed, "# \"api_token\" left out: a secret (" + token + ":2)\n",
			token + ":2:32: left out: JupyterHub.services[0][\"api_token\"]: a secret\n"},
		{"a config that stops the Hub", []string{"--format=helm", written(t, "bad.py", "c.A.b = 1 / 0\n")}, exitUnreadable, "", "error: "},
		{"no format", []string{config}, exitUsage, "", "name a format: --format python or helm or json"},
		{"no such format", []string{"--format=xml", config}, exitUsage, "", `no format "xml"`},
		{"for programs", []string{"--format=json", "--state", state, config}, exitOK, `"left": []`, ""},
		{"for programs, what is not known", []string{"--format=json", config}, exitFailed, `"why": "the environment variable WHO is not given"`, ""},
		{"no file", []string{"--format=helm"}, exitUsage, "", "rolecall export: name a file"},
		{"help", []string{"--help"}, exitOK, "Usage: rolecall export", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			var out, errs bytes.Buffer
			if got := run(append([]string{"export"}, tc.args...), strings.NewReader(""), &out, &errs); got != tc.code {
				t.Errorf("exit code %d, want %d: %s", got, tc.code, errs.String())
			}
			expectText(t, "stdout", out.String(), tc.stdout)
			expectText(t, "stderr", errs.String(), tc.stderr)
			if strings.Contains(out.String()+errs.String(), "abc") {
				t.Error("a secret is told")
			}
		})
	}
}
