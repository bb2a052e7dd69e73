package main

import (
	"fmt"
	"io"
	"slices"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/reading"
	"rolecall.example/internal/settings"
	"rolecall.example/rbac"
)

const settingsUsage = `Usage: rolecall settings [--format text|json] [--state FILE] [--host plain|z2jh|tljh] [--version VERSION] FILE…
       rolecall settings --cases <CASES

Says what the files of a config set, with the place of each part, and what could not be evaluated. Files are loaded in the order in which
they are named; - is standard input. --state names a YAML file that says what the config does not: the keys environment, files, values and
run of a scenario's state. --host says whose files come before these. --version names the JupyterHub that reads the settings. --cases answers
readings, one JSON object a line: {"files": [{"name": …, "text": …}], "environment": {…}, "reads": {…}, "values": {…}, "host": …}.

Exit code: 0 all was read, 1 something is unknown, 2 a wrong command line or a file that cannot be opened, 3 an error stops this Hub.
`

// runSettings prints what a config's files set.
func runSettings(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	if len(args) == 1 && args[0] == "--cases" {
		return settingsCases(rbac.DefaultVersion, stdin, stdout, stderr)
	}
	o := configOptions{command: "settings", usage: settingsUsage, formats: []string{"text", "json"}}
	c, code, done := o.read(args, stdin, stdout, stderr)
	if done {
		return code
	}
	if defs, ok := rbac.Define(o.version); ok {
		_, _, ds := settings.RBAC(c.result.Tree, defs)
		c.result.Diagnostics = diag.Sort(append(c.result.Diagnostics, ds...))
	}
	if o.format == "json" {
		_, _ = stdout.Write(reading.AppendJSON(nil, c.result, reading.Questions(c.input, c.result), c.texts))
	} else {
		printSettings(stdout, c.result, c.texts)
	}
	return settingsExit(c.result)
}

func printSettings(w io.Writer, r reading.Result, texts map[string]string) {
	for i := range r.Tree.Assignments {
		a := &r.Tree.Assignments[i]
		p := diag.PositionOf(texts[a.Span.File], a.Span.Start)
		fmt.Fprintf(w, "%s:%d:%d: %s = %s\n", a.Span.File, p.Line, p.Column, a.Class+"."+a.Trait, reading.AppendAssignment(nil, a))
	}
	for _, m := range reading.Unknown(r.Tree) {
		p := diag.PositionOf(texts[m.Span.File], m.Span.Start)
		fmt.Fprintf(w, "%s:%d:%d: unknown: %s%s: %s\n", m.Span.File, p.Line, p.Column, m.Setting, m.Way, m.Why)
	}
	for _, d := range r.Diagnostics {
		fmt.Fprint(w, d.Severity.String()+": "+diag.Format(d, texts[d.Span.File]))
	}
}

// settingsExit sums a reading up.
func settingsExit(r reading.Result) int {
	if r.Broken || slices.ContainsFunc(r.Diagnostics, func(d diag.Diagnostic) bool { return d.Severity == diag.Error }) {
		return exitUnreadable
	}
	if len(reading.Unknown(r.Tree)) > 0 || len(r.Tree.Opaque) > 0 {
		return exitFailed
	}
	return exitOK
}
