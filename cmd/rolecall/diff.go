package main

import (
	"flag"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/playground"
	"rolecall.example/internal/scenario"
	"rolecall.example/rbac"
	"rolecall.example/templates"
)

const diffUsage = `Usage: rolecall diff [--format text|markdown|json] [--jupyterhub V[,V]] [--host H] [--state FILE] OLD NEW
       rolecall diff [--format …] --jupyterhub V,V FILE
       rolecall diff [--format …] --restart FILE

Says who gained or lost what: between two files, between two JupyterHubs for one file, or by the last restart of a document. Another
spelling of the same is no difference. A file is a scenario document (.md), a jupyterhub_config.py or values in YAML, or - for a document on
standard input. --host (plain, z2jh, tljh) and --state, what a config does not say itself, are about configs; documents say both themselves.
The format markdown is for a comment on a pull request.

Exit code: 0 nobody gained or lost anything, 1 somebody did, 2 a wrong command line or a file that cannot be opened, 3 a file that cannot be
read, a Hub that does not start, or no difference found where a part of a config could not be read.
`

// comparand is a file to compare, as a document.
type comparand struct {
	name, document string
	config         string // the part that is the file itself; "": the file is the document
	text           string
}

// runDiff says what differs in effect between two configs.
func runDiff(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	var format, versions, host, state string
	var restart bool
	flags := flag.NewFlagSet("diff", flag.ContinueOnError)
	flags.StringVar(&format, "format", "text", "")
	flags.StringVar(&versions, "jupyterhub", "", "")
	flags.StringVar(&host, "host", "", "")
	flags.StringVar(&state, "state", "", "")
	flags.BoolVar(&restart, "restart", false, "")
	files, code, done := arguments("diff", diffUsage, flags, args, stdout, stderr)
	if done {
		return code
	}
	var version []string
	if versions != "" {
		version = strings.Split(versions, ",")
	}
	both := len(files) == 2 && !restart
	byVersion := len(files) == 1 && len(version) == 2 && !restart
	byRestart := len(files) == 1 && len(version) < 2 && restart
	switch {
	case !slices.Contains([]string{"text", "markdown", "json"}, format):
		return misused(stderr, "diff", fmt.Sprintf("no format %q", format))
	case !both && !byVersion && !byRestart || len(version) > 2:
		return misused(stderr, "diff", "name two files, or one with --jupyterhub V,V or --restart")
	case host != "" && !slices.Contains([]string{"plain", "z2jh", "tljh"}, host):
		return misused(stderr, "diff", fmt.Sprintf("no host %q", host))
	}
	for _, v := range version {
		if !slices.Contains(rbac.Versions(), v) {
			return misused(stderr, "diff", fmt.Sprintf("no JupyterHub %q; there are %s", v, strings.Join(rbac.Versions(), ", ")))
		}
	}
	var sides []comparand
	for _, name := range files {
		c, err := readComparand(name, host, state, stdin)
		if err != nil {
			fmt.Fprintf(stderr, "rolecall diff: %v\n", err)
			return exitUsage
		}
		sides = append(sides, c)
	}
	before, after := &sides[0], &sides[len(sides)-1]
	q := playground.Request{Document: after.document, Rows: 1}
	if len(version) > 0 {
		q.Version = version[len(version)-1]
	}
	switch {
	case both:
		q.Against = &playground.Against{Kind: playground.AgainstDocument, Document: before.document}
		if len(version) > 0 {
			q.Against.Version = version[0]
		}
	case byVersion:
		q.Against = &playground.Against{Kind: playground.AgainstVersion, Version: version[0]}
	default:
		q.Against = &playground.Against{Kind: playground.AgainstRestart}
	}
	r := playground.Run(q)
	c := r.Changes
	if byRestart && !c.Restarts {
		return misused(stderr, "diff", after.name+" has no restart")
	}
	if !c.Before.Starts && c.Before.Response != nil {
		before.explain(stderr, c.Before.Response)
	}
	if !c.After.Starts {
		after.explain(stderr, &r)
	}
	switch format {
	case "markdown":
		_, _ = io.WriteString(stdout, templates.ChangesMarkdown(c))
	case "json":
		_, _ = stdout.Write(diffJSON(c))
	default:
		_, _ = io.WriteString(stdout, templates.ChangesText(c))
	}
	switch {
	case !c.Compared():
		return exitUnreadable
	case c.Different():
		return exitFailed
	case c.Result.Unread != [2]int{}:
		return exitUnreadable
	}
	return exitOK
}

// readComparand reads a file and makes a document of what is a config.
func readComparand(name, host, state string, stdin io.Reader) (comparand, error) {
	text, err := readDocument(name, stdin)
	if err != nil {
		return comparand{}, err
	}
	c := comparand{name: name, document: text, text: text}
	if name == "-" {
		c.name = "standard input"
		return c, nil
	}
	switch filepath.Ext(name) {
	case ".py", ".yaml", ".yml":
	default:
		if pieces := scenario.Split(text); len(pieces) > 1 {
			return c, fmt.Errorf("%s holds %d scenarios, and one can be compared", name, len(pieces))
		}
		return c, nil
	}
	c.config = "jupyterhub_config.py"
	if language(name) == "yaml" {
		c.config = "values.yaml"
	}
	header := "---\nformat: 1\n"
	if host != "" {
		header += "host: " + host + "\n"
	}
	doc, _ := scenario.Parse(header + "---\n")
	doc, _ = scenario.Parse(doc.Replace(c.config, text))
	if state != "" {
		answers, err := readDocument(state, stdin)
		if err != nil {
			return c, err
		}
		doc, _ = scenario.Parse(doc.Replace("state", answers))
	}
	c.document = doc.Print()
	return c, nil
}

// explain prints the errors that keep a file from being read, or its Hub from starting, at their places.
func (c *comparand) explain(w io.Writer, r *playground.Response) {
	for _, d := range r.Diagnostics {
		if d.Severity != diag.Error {
			continue
		}
		text := c.text
		switch {
		case c.config == "":
			d.Span = r.Document.Offset(d.Span)
		case d.Span.File != c.config:
			text = ""
		}
		d.Span.File = c.name
		fmt.Fprint(w, diag.Format(d, text))
	}
}
