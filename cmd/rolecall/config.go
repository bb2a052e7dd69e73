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

// configOptions is the command line of a command that reads the files of a config. The first format is the default,
// unless one has to be named.
type configOptions struct {
	command, usage string
	formats        []string
	named          bool // a format has to be named

	format, state, host, version string
	files                        []string
}

// config is what the files say.
type config struct {
	input  reading.Input
	result reading.Result
	texts  map[string]string // by file
}

// read reads the command line and the files; done when there is nothing more to do.
func (o *configOptions) read(args []string, stdin io.Reader, stdout, stderr io.Writer) (c config, code int, done bool) {
	o.host, o.version = "plain", rbac.DefaultVersion
	if !o.named {
		o.format = o.formats[0]
	}
	if code, done := o.parse(args, stdout, stderr); done {
		return c, code, true
	}
	failed := func(err error) (config, int, bool) {
		fmt.Fprintf(stderr, "rolecall %s: %v\n", o.command, err)
		return c, exitUsage, true
	}
	c = config{input: reading.Input{Host: o.host, JupyterHub: o.version}, texts: map[string]string{}}
	if o.state != "" {
		text, err := readDocument(o.state, stdin)
		if err != nil {
			return failed(err)
		}
		state, ds := scenario.ParseState(text)
		for _, d := range ds {
			d.Span.File = o.state
			fmt.Fprint(stderr, diag.Format(d, text))
		}
		if len(ds) > 0 {
			return c, exitUsage, true
		}
		c.input.Environment, c.input.Reads, c.input.Values, c.input.Calls = state.Environment, state.Files, state.Values, state.Run
	}
	maps.Copy(c.texts, c.input.Reads)
	for _, name := range o.files {
		text, err := readDocument(name, stdin)
		if err != nil {
			return failed(err)
		}
		c.texts[name] = text
		c.input.Files = append(c.input.Files, reading.File{Name: name, Lang: language(name), Text: text})
	}
	c.result = reading.Read(c.input)
	if c.result.Unsupported != "" {
		return failed(fmt.Errorf("%s is in a language that is not read", c.result.Unsupported))
	}
	return c, exitOK, false
}

// parse reads the command line; done when there is nothing more to do.
func (o *configOptions) parse(args []string, stdout, stderr io.Writer) (code int, done bool) {
	wrong := func(format string, a ...any) (int, bool) {
		return misused(stderr, o.command, fmt.Sprintf(format, a...)), true
	}
	values := map[string]*string{"--format": &o.format, "--state": &o.state, "--host": &o.host, "--version": &o.version}
	for i := 0; i < len(args); i++ {
		name, value, cut := strings.Cut(args[i], "=")
		target, known := values[name]
		switch {
		case name == "-h" || name == "--help" || name == "-help":
			fmt.Fprint(stdout, o.usage)
			return exitOK, true
		case known && cut:
			*target = value
		case known && i+1 < len(args):
			i++
			*target = args[i]
		case known:
			return wrong("%s needs a value", name)
		case args[i] != "-" && strings.HasPrefix(args[i], "-"):
			return wrong("no option %q", args[i])
		default:
			o.files = append(o.files, args[i])
		}
	}
	switch {
	case len(o.files) == 0:
		return wrong("name a file, or - for standard input")
	case o.format == "":
		return wrong("name a format: --format %s", strings.Join(o.formats, " or "))
	case !slices.Contains(o.formats, o.format):
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
