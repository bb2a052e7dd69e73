package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"rolecall.example/internal/suite"
	"rolecall.example/rbac"
)

// Exit codes of check, beside those of every command.
const (
	exitUnreadable = 3 // a document or config that can't be read, or a Hub that does not start
	exitNoChecks   = 4 // nothing was checked
	exitCoverage   = 5 // all hold, and they exercise less than was asked for
)

const checkUsage = `Usage: rolecall check [options] FILE|DIR|URL…
       rolecall check [options] CONFIG… --checks FILE

Runs the checks of scenario documents, and says for each line whether it holds.
A FILE is a Markdown document, or a page with several of them; - is standard
input. Of a DIR every *.md that holds a scenario is checked. A URL is fetched;
the address of a shared scenario stands for its document. CONFIG is a .py or
.yaml file; several are one config, loaded in this order.

    --checks FILE          lines of the check language about the config; may be
                           given again
    --state FILE           what the config does not say: the YAML of a state fence
    --host NAME            whose files come before the config's: plain, z2jh, tljh
    --jupyterhub V[,V…]    ask these JupyterHubs instead of the ones that the
                           documents name (--version is the same)
    --format NAME          pretty (the default), json, junit, or github: workflow
                           commands that annotate a pull request
    --output FILE          write that to FILE, and the pretty one to standard output
    --coverage             list the roles, scopes, filters and bearers of
                           load_roles that no check exercises
    --min-coverage PERCENT demand that checks exercise so many of them
    --skip-others          leave out files without a scenario, as in a DIR; having
                           nothing left to check is then no error
    --cases                print the documents instead, one JSON object a line, with
                           the tree of each check and what the engine says of it:
                           make conformance-scenarios asks live JupyterHubs that

Exit code: 0 all hold, 1 a check fails or cannot be decided, 2 a wrong command
line or something that cannot be opened, 3 a document or config that cannot be
read or a Hub that does not start, 4 nothing was checked, in all or in one
scenario, 5 below the coverage. Of several, the first of 2, 3, 1, 4, 5 counts.
`

// checkOptions are check's command line.
type checkOptions struct {
	sources    []string
	checks     []string
	state      string
	host       string
	versions   []string
	format     string
	output     string
	coverage   bool
	minimum    float64 // percent; negative: none is demanded
	skipOthers bool
	cases      bool
}

// runCheck runs the checks of documents and configs.
func runCheck(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	var flags flag.FlagSet
	o := checkOptions{minimum: -1}
	flags.Func("checks", "", func(s string) error { o.checks = append(o.checks, s); return nil })
	flags.StringVar(&o.state, "state", "", "")
	flags.StringVar(&o.host, "host", "", "")
	flags.Func("jupyterhub", "", o.addVersions)
	flags.Func("version", "", o.addVersions)
	flags.StringVar(&o.format, "format", "pretty", "")
	flags.StringVar(&o.output, "output", "", "")
	flags.BoolVar(&o.coverage, "coverage", false, "")
	flags.Func("min-coverage", "", o.setMinimum)
	flags.BoolVar(&o.skipOthers, "skip-others", false, "")
	flags.BoolVar(&o.cases, "cases", false, "")
	rest, code, done := arguments("check", checkUsage, &flags, args, stdout, stderr)
	if done {
		return code
	}
	o.sources = rest
	if wrong := o.wrong(); wrong != "" {
		return misused(stderr, "check", wrong)
	}
	if o.cases {
		return checkCases(o.sources, strings.Join(o.versions, ","), stdin, stdout, stderr)
	}
	return o.run(stdin, stdout, stderr)
}

// run gathers, runs and reports.
func (o *checkOptions) run(stdin io.Reader, stdout, stderr io.Writer) int {
	g := gatherer{options: o, stdin: stdin}
	g.all()
	for _, p := range g.problems {
		fmt.Fprintf(stderr, "rolecall check: %s\n", p)
	}
	options := suite.Options{Versions: o.versions, Coverage: o.coverage}
	if terminal(stderr) {
		options.Done = func(done, total int) { progress(stderr, done, total) }
	}
	r := newCheckReport(suite.Run(g.jobs, options), &g, o)
	if o.output == "" {
		if err := r.write(stdout, o.format); err != nil {
			return failed(stderr, "check", err)
		}
		return r.exit
	}
	if err := r.write(stdout, "pretty"); err != nil {
		return failed(stderr, "check", err)
	}
	if err := g.writeOutput(o.output, func(w io.Writer) error { return r.write(w, o.format) }); err != nil {
		fmt.Fprintf(stderr, "rolecall check: %v\n", err)
		return exitUsage
	}
	return r.exit
}

func (o *checkOptions) addVersions(list string) error {
	for v := range strings.SplitSeq(list, ",") {
		v = strings.TrimSpace(v)
		if !slices.Contains(rbac.Versions(), v) {
			return fmt.Errorf("there is no JupyterHub %q; there are %s", v, strings.Join(rbac.Versions(), ", "))
		}
		if !slices.Contains(o.versions, v) {
			o.versions = append(o.versions, v)
		}
	}
	return nil
}

func (o *checkOptions) setMinimum(text string) error {
	n, err := strconv.ParseFloat(strings.TrimSuffix(text, "%"), 64)
	if err != nil || !(n >= 0 && n <= 100) {
		return fmt.Errorf("a percentage is between 0 and 100")
	}
	o.minimum, o.coverage = n, true
	return nil
}

// wrong says what is wrong with the command line, or nothing.
func (o *checkOptions) wrong() string {
	config := slices.ContainsFunc(o.sources, o.isConfig)
	switch {
	case len(o.sources) == 0:
		return "name a file, a folder or a URL, or - for standard input"
	case !slices.Contains(checkFormats, o.format):
		return fmt.Sprintf("there is no format %q; there are %s", o.format, strings.Join(checkFormats, ", "))
	case o.host != "" && !slices.Contains([]string{"plain", "z2jh", "tljh"}, o.host):
		return fmt.Sprintf("there is no host %q; there are plain, z2jh, tljh", o.host)
	case len(o.checks) > 0 && !config:
		return "--checks is about a config: name its .py or .yaml file"
	case (o.state != "" || o.host != "") && !config:
		return "--state and --host are about a config; a document says both itself"
	case o.cases && (config || len(o.versions) > 1):
		return "--cases prints documents, for one JupyterHub"
	case o.standardInputs() > 1:
		return "standard input can be read once"
	}
	return ""
}

func (o *checkOptions) standardInputs() (n int) {
	for _, name := range slices.Concat(o.sources, o.checks, []string{o.state}) {
		if name == "-" {
			n++
		}
	}
	return n
}

// terminal reports whether somebody looks at what is written.
func terminal(w io.Writer) bool {
	if line, ok := w.(*commandLine); ok {
		w = line.Writer
	}
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// progress draws how far the runs are over its last drawing, and takes it away at the end.
func progress(w io.Writer, done, total int) {
	const few = 20 // runs that are over before anybody could read of them
	switch step := max(1, total/100); {
	case total < few:
	case done == total:
		fmt.Fprint(w, "\r\x1b[K")
	case done%step == 0:
		fmt.Fprintf(w, "\r%d of %d scenarios", done, total)
	}
}
