package main

import (
	"bytes"
	"strings"
	"testing"
)

func TestCommandLine(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name           string
		args           []string
		code           int
		stdout, stderr string
	}{
		{"no command prints the usage as an error", nil, exitUsage, "", "Commands:"},
		{"help is asked for, so it is no error", []string{"help"}, exitOK, "rolecall COMMAND", ""},
		{"--help likewise", []string{"--help"}, exitOK, "serve", ""},
		{"help lists itself", []string{"help"}, exitOK, "    help ", ""},
		{"help of a command", []string{"help", "version"}, exitOK, "rolecall version", ""},
		{"help of another", []string{"help", "resolve"}, exitOK, "rolecall resolve", ""},
		{"help of the logins' cases", []string{"login", "--help"}, exitOK, "rolecall login", ""},
		{"logins take no arguments", []string{"login", "x"}, exitUsage, "", "one a line"},
		{"help of the one with files", []string{"help", "check"}, exitOK, "rolecall check", ""},
		{"help of an unknown command", []string{"help", "nonesuch"}, exitUsage, "", `no command "nonesuch"`},
		{"an unknown command", []string{"nonesuch"}, exitUsage, "", "hint: rolecall help"},
		{"version", []string{"version"}, exitOK, "rolecall ", ""},
		{"--version", []string{"--version"}, exitOK, "rolecall ", ""},
		{"version takes nothing", []string{"version", "x"}, exitUsage, "", "takes no arguments"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			var out, errs bytes.Buffer
			if got := run(tc.args, strings.NewReader(""), &out, &errs); got != tc.code {
				t.Errorf("exit code %d, want %d", got, tc.code)
			}
			expectText(t, "stdout", out.String(), tc.stdout)
			expectText(t, "stderr", errs.String(), tc.stderr)
		})
	}
}

// expectText demands a part of the text, and no text at all where want is empty.
func expectText(t *testing.T, where, got, want string) {
	t.Helper()
	if want == "" && got != "" {
		t.Errorf("%s: %q, want nothing", where, got)
	}
	if !strings.Contains(got, want) {
		t.Errorf("%s: %q, want it to contain %q", where, got, want)
	}
}
