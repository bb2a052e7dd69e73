package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/lint"
	"rolecall.example/internal/playground"
	"rolecall.example/internal/scenario"
	"rolecall.example/rbac"
	"rolecall.example/templates"
)

const lintUsage = `Usage: rolecall lint [--format pretty|json] [--host plain|z2jh|tljh] [--routes] [--version VERSION] FILE…

Says what of a config hardly means what it seems to, what the Hub would warn of, and what would stop it. FILE is a scenario document (.md),
a page with several of them, or a file of a config (.py, .yaml); each is looked at by itself, and - is a document from standard input. --host is
whose files come before that of a config; --routes adds the known routes by which somebody reaches more permissions than they hold, which do not count
for the exit code: many Hubs mean them so; --version asks a JupyterHub other than the document's, or the default one.

Exit code: 0 there is nothing to say, 1 there is advice, a warning or an error, 2 a wrong command line or a file that cannot be opened. Places that
could not be read are printed and do not count.
`

// finding is one diagnostic of lint's JSON. Lines and columns count from 1, columns in characters.
type finding struct {
	File     string     `json:"file"`
	Line     int        `json:"line"`
	Column   int        `json:"column"`
	Severity string     `json:"severity"`
	ID       string     `json:"id"`
	Message  string     `json:"message"`
	Hint     string     `json:"hint,omitempty"`
	Page     string     `json:"page,omitempty"` // on a server of Rolecall
	Edits    []lintEdit `json:"edits,omitempty"`
}

// lintEdit replaces the bytes of the file from Start to End.
type lintEdit struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// lintRoute is a known route to more permissions, in lint's JSON: what it says, and the lines of the check language that
// show it.
type lintRoute struct {
	File   string   `json:"file"`
	Says   []string `json:"says"` // who comes by what; then the moves, in order
	Checks []string `json:"checks"`
}

// runLint gives advice about documents and configs.
func runLint(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	var flags flag.FlagSet
	format := flags.String("format", "pretty", "")
	host := flags.String("host", "plain", "")
	withRoutes := flags.Bool("routes", false, "")
	version := flags.String("version", "", "")
	files, code, done := arguments("lint", lintUsage, &flags, args, stdout, stderr)
	switch {
	case done:
		return code
	case len(files) == 0:
		return misused(stderr, "lint", "name a file, or - for standard input")
	case *format != "pretty" && *format != "json":
		return misused(stderr, "lint", fmt.Sprintf("no format %q", *format))
	case !slices.Contains([]string{"plain", "z2jh", "tljh"}, *host):
		return misused(stderr, "lint", fmt.Sprintf("no host %q", *host))
	case *version != "" && !slices.Contains(rbac.Versions(), *version):
		return misused(stderr, "lint", fmt.Sprintf("no JupyterHub %q; there are %s", *version, strings.Join(rbac.Versions(), ", ")))
	}
	l := linting{out: stdout, pretty: *format == "pretty", found: []finding{}, withRoutes: *withRoutes, routes: []lintRoute{}}
	unopened := false
	for _, name := range files {
		text, err := readDocument(name, stdin)
		if err != nil {
			fmt.Fprintf(stderr, "rolecall lint: %v\n", err)
			unopened = true
			continue
		}
		if !isConfig(name) {
			if name == "-" {
				name = "standard input"
			}
			for _, piece := range scenario.Split(text) {
				l.document(name, text, piece.Start, playground.Run(playground.Request{Document: piece.Text, Version: *version, Ways: *withRoutes}))
			}
			continue
		}
		l.document(name, text, -1, playground.Run(playground.Request{Document: aroundConfig(name, text, *host), Version: *version, Ways: *withRoutes}))
	}
	if l.pretty {
		if n := len(l.found); n > 0 {
			fmt.Fprintln(stdout, count(n, "finding"))
		}
	} else {
		e := json.NewEncoder(stdout)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		out := map[string]any{"findings": l.found}
		if *withRoutes {
			out["routes"] = l.routes
		}
		_ = e.Encode(out)
	}
	switch {
	case unopened:
		return exitUsage
	case l.counted > 0:
		return exitFailed
	}
	return exitOK
}

// isConfig tells a file of a config from a document by its name.
func isConfig(name string) bool {
	return slices.Contains([]string{".py", ".yaml", ".yml"}, filepath.Ext(name))
}

// aroundConfig is a document whose one part is a config.
func aroundConfig(name, text, host string) string {
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	file := "jupyterhub_config.py"
	if language(name) == "yaml" {
		file = "values.yaml"
		if host == "tljh" {
			file = "config.yaml"
		}
	}
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	return fmt.Sprintf("---\nformat: 1\nhost: %s\n---\n%s%s %s\n%s%s\n", host, fence, language(name), file, text, fence)
}

// linting gathers what there is to say about all files.
type linting struct {
	out        io.Writer
	pretty     bool
	withRoutes bool
	found      []finding
	routes     []lintRoute
	counted    int
}

// document takes in what there is about one scenario, which begins at start of the file; -1: its config is the file.
func (l *linting) document(name, text string, start int, a playground.Response) {
	place := func(s diag.Span) diag.Span {
		if start >= 0 {
			s = a.Document.Offset(s)
			s.Start, s.End = s.Start+start, s.End+start
		}
		s.File = name
		return s
	}
	for _, d := range a.Diagnostics {
		switch {
		case d.Severity == diag.Info || d.ID == "check-fails":
			continue
		case d.Severity != diag.Question:
			l.counted++
		}
		var edits []lintEdit
		for _, o := range a.Offers {
			if key := a.FixOf(&d); key != "" && o.Key == key {
				for _, e := range o.Edits {
					at := place(e.Span)
					edits = append(edits, lintEdit{at.Start, at.End, e.Text})
				}
			}
		}
		d.Span = place(d.Span)
		at := diag.PositionOf(text, d.Span.Start)
		f := finding{File: name, Line: at.Line, Column: at.Column, Severity: d.Severity.String(), ID: d.ID, Message: d.Message, Hint: d.Hint, Edits: edits}
		if lint.HasPage(d.ID) {
			f.Page = "/advice/" + d.ID
		}
		l.found = append(l.found, f)
		if l.pretty {
			fmt.Fprint(l.out, d.Severity.String()+": "+diag.Format(d, text))
		}
	}
	if l.withRoutes {
		l.ways(name, a.Ways)
	}
}

// ways takes in the known routes of one scenario. A Hub that does not start has none to look at, which was said above.
func (l *linting) ways(name string, found *playground.Ways) {
	if found == nil {
		return
	}
	for i := range found.List {
		w := &found.List[i]
		r := lintRoute{File: name, Says: templates.RouteText(w), Checks: w.Lines}
		l.routes = append(l.routes, r)
		if l.pretty {
			fmt.Fprintf(l.out, "route: %s: %s\n", name, strings.Join(r.Says, "\n    "))
		}
	}
	if found.Partial && l.pretty {
		fmt.Fprintf(l.out, "route: %s: the Hub is too large to look at everybody\n", name)
	}
}
