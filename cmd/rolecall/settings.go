package main

import (
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/reading"
	"rolecall.example/internal/scenario"
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

// settingsOptions is the command line of settings.
type settingsOptions struct {
	format, state, host, version string
	files                        []string
	cases                        bool
}

// runSettings prints what a config's files set.
func runSettings(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	o := settingsOptions{format: "text", host: "plain", version: rbac.DefaultVersion}
	if code, done := o.parse(args, stdout, stderr); done {
		return code
	}
	if o.cases {
		return settingsCases(o.version, stdin, stdout, stderr)
	}
	in := reading.Input{Host: o.host, JupyterHub: o.version}
	texts := map[string]string{}
	if o.state != "" {
		text, err := readDocument(o.state, stdin)
		if err != nil {
			fmt.Fprintf(stderr, "rolecall settings: %v\n", err)
			return exitUsage
		}
		state, ds := scenario.ParseState(text)
		for _, d := range ds {
			d.Span.File = o.state
			fmt.Fprint(stderr, diag.Format(d, text))
		}
		if len(ds) > 0 {
			return exitUsage
		}
		in.Environment, in.Reads, in.Values, in.Calls = state.Environment, state.Files, state.Values, state.Run
	}
	maps.Copy(texts, in.Reads)
	for _, name := range o.files {
		text, err := readDocument(name, stdin)
		if err != nil {
			fmt.Fprintf(stderr, "rolecall settings: %v\n", err)
			return exitUsage
		}
		texts[name] = text
		in.Files = append(in.Files, reading.File{Name: name, Lang: language(name), Text: text})
	}
	r := reading.Read(in)
	if r.Unsupported != "" {
		fmt.Fprintf(stderr, "rolecall settings: %s is in a language that is not read\n", r.Unsupported)
		return exitUsage
	}
	checkSettings(&r, o.version)
	if o.format == "json" {
		_, _ = stdout.Write(reading.AppendJSON(nil, r, reading.Questions(in, r), texts))
	} else {
		printSettings(stdout, r, texts)
	}
	return settingsExit(r)
}

// parse reads the command line; done when there is nothing more to do.
func (o *settingsOptions) parse(args []string, stdout, stderr io.Writer) (code int, done bool) {
	wrong := func(format string, a ...any) (int, bool) {
		fmt.Fprintf(stderr, "rolecall settings: "+format+"\nhint: rolecall settings --help says how\n", a...)
		return exitUsage, true
	}
	values := map[string]*string{"--format": &o.format, "--state": &o.state, "--host": &o.host, "--version": &o.version}
	for i := 0; i < len(args); i++ {
		name, value, cut := strings.Cut(args[i], "=")
		target, known := values[name]
		switch {
		case name == "-h" || name == "--help" || name == "-help":
			fmt.Fprint(stdout, settingsUsage)
			return exitOK, true
		case known && cut:
			*target = value
		case known && i+1 < len(args):
			i++
			*target = args[i]
		case known:
			return wrong("%s needs a value", name)
		case name == "--cases":
			o.cases = true
		case args[i] != "-" && strings.HasPrefix(args[i], "-"):
			return wrong("no option %q", args[i])
		default:
			o.files = append(o.files, args[i])
		}
	}
	switch {
	case o.cases && len(o.files) > 0:
		return wrong("--cases come on standard input")
	case len(o.files) == 0 && !o.cases:
		return wrong("name a file, or - for standard input")
	case o.format != "text" && o.format != "json":
		return wrong("no format %q", o.format)
	case !slices.Contains([]string{"plain", "z2jh", "tljh"}, o.host):
		return wrong("no host %q", o.host)
	case !slices.Contains(rbac.Versions(), o.version):
		return wrong("no JupyterHub %q; there are %s", o.version, strings.Join(rbac.Versions(), ", "))
	}
	return exitOK, false
}

// language tells a file's language by its name; what has no known ending is Python.
func language(name string) string {
	switch filepath.Ext(name) {
	case ".yaml", ".yml":
		return "yaml"
	}
	return "python"
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
