package main

import (
	"fmt"
	"io"
	"slices"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/export"
	"rolecall.example/internal/limits"
)

const exportUsage = `Usage: rolecall export --format python|helm|json [--state FILE] [--host plain|z2jh|tljh] [--version VERSION] FILE…

Writes the roles, groups, services, custom scopes and users that the files of a config set, as they count in the end: as a
jupyterhub_config.py, or as values of the Helm chart Zero to JupyterHub. What is not known, what is a secret and what the format cannot
say is left out: a comment in the text says so at its place, and standard error names it. json is both for programs: an object with
"python" and "helm", each with its "text" and with what is "left" out. The other options are those of settings.

Exit code: 0 all is written, 1 something is left out, 2 a wrong command line or a file that cannot be opened, 3 an error stops this Hub,
so that nothing is written.
`

// runExport writes what a config sets in one of the languages of configs.
func runExport(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	o := configOptions{command: "export", usage: exportUsage, formats: []string{"python", "helm", "json"}, named: true}
	c, code, done := o.read(args, stdin, stdout, stderr)
	if done {
		return code
	}
	r := c.result
	if isError := func(d diag.Diagnostic) bool { return d.Severity == diag.Error }; r.Broken || slices.ContainsFunc(r.Diagnostics, isError) {
		for _, d := range r.Diagnostics {
			if isError(d) {
				fmt.Fprint(stderr, d.Severity.String()+": "+diag.Format(d, c.texts[d.Span.File]))
			}
		}
		return exitUnreadable
	}
	options := export.Options{Most: limits.ExportFile, Chart: r.Host == "z2jh", Where: func(at diag.Span) string { return at.File + ":" + lineOf(c.texts, at) }}
	writes := map[string]func() (string, []export.Left){
		"python": func() (string, []export.Left) { return export.Python(r.Tree, options) },
		"helm":   func() (string, []export.Left) { return export.Helm(r.Tree, options) },
	}
	if o.format == "json" {
		out, anything := map[string]exported{}, false
		for name, write := range writes {
			text, left := write()
			out[name] = exported{text, c.left(left)}
			anything = anything || len(left) > 0
		}
		if code := printJSON(stdout, stderr, "export", out); code != exitOK || !anything {
			return code
		}
		return exitFailed
	}
	text, left := writes[o.format]()
	_, _ = io.WriteString(stdout, text)
	for _, l := range c.left(left) {
		fmt.Fprintf(stderr, "%s:%d:%d: left out: %s: %s\n", l.File, l.Line, l.Column, l.What, l.Why)
	}
	if len(left) > 0 {
		return exitFailed
	}
	return exitOK
}

// exported is the text of a config for programs.
type exported struct {
	Text string         `json:"text"`
	Left []exportedLeft `json:"left"`
}

// exportedLeft is what a text leaves out.
type exportedLeft struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
	What   string `json:"what"`
	Why    string `json:"why"`
}

// left tells what is left out, with its places.
func (c *config) left(list []export.Left) []exportedLeft {
	out := []exportedLeft{}
	for _, l := range list {
		p := diag.PositionOf(c.texts[l.Span.File], l.Span.Start)
		what := l.Setting + l.Way
		if what == "" {
			what = "all that is set here"
		}
		out = append(out, exportedLeft{l.Span.File, p.Line, p.Column, what, l.Why})
	}
	return out
}

// lineOf is the line at which a span begins.
func lineOf(texts map[string]string, at diag.Span) string {
	return fmt.Sprint(diag.PositionOf(texts[at.File], at.Start).Line)
}
