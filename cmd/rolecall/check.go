package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"rolecall.example/internal/checks"
	"rolecall.example/internal/diag"
	"rolecall.example/internal/limits"
	"rolecall.example/internal/playground"
	"rolecall.example/internal/scenario"
)

// Exit codes of check, beside those of every command.
const (
	exitUnreadable = 3 // a document or config that can't be read, or a Hub that does not start
	exitNoChecks   = 4 // nothing was checked
)

const checkUsage = `Usage: rolecall check [--version VERSION] [--cases] FILE…

Runs the checks of scenario documents, and says for each line whether it holds. FILE is a Markdown document, a page with several of them,
or - for standard input. --version asks another JupyterHub than the documents name. --cases prints the documents instead, one JSON object a
line, with the tree of each check and what the engine says of it: make conformance-scenarios asks live JupyterHubs that.

Exit code: 0 all hold, 1 a check fails or cannot be decided, 2 a wrong command line or a file that cannot be opened, 3 a document or config
that cannot be read or a Hub that does not start, 4 nothing was checked. Of several, the first of 2, 3, 1, 4 counts.
`

// runCheck runs the checks of scenario documents.
func runCheck(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	var files []string
	version, cases := "", false
	for i := 0; i < len(args); i++ {
		switch a := args[i]; {
		case a == "-h" || a == "--help" || a == "-help":
			fmt.Fprint(stdout, checkUsage)
			return exitOK
		case a == "--version" && i+1 < len(args):
			i++
			version = args[i]
		case strings.HasPrefix(a, "--version="):
			version = strings.TrimPrefix(a, "--version=")
		case a == "--cases":
			cases = true
		case a != "-" && strings.HasPrefix(a, "-"):
			fmt.Fprintf(stderr, "rolecall check: no option %q\nhint: rolecall check --help lists them\n", a)
			return exitUsage
		default:
			files = append(files, a)
		}
	}
	if len(files) == 0 {
		fmt.Fprint(stderr, "rolecall check: name a file, or - for standard input\n")
		return exitUsage
	}
	if cases {
		return checkCases(files, version, stdin, stdout, stderr)
	}
	var all report
	for _, name := range files {
		text, err := readDocument(name, stdin)
		if err != nil {
			fmt.Fprintf(stderr, "rolecall check: %v\n", err)
			all.unopened++
			continue
		}
		if name == "-" {
			name = "standard input"
		}
		for _, piece := range scenario.Split(text) {
			r := report{out: stdout, name: name, page: text, start: piece.Start}
			r.scenario(playground.Run(playground.Request{Document: piece.Text, Version: version}))
			all.add(&r)
		}
	}
	if all.documents > 1 {
		fmt.Fprintf(stdout, "\n%d scenarios, %s\n", all.documents, all.sums())
	}
	return all.exit()
}

// readDocument reads a file or standard input, one byte past the limit at most: Run says what is too large.
func readDocument(name string, stdin io.Reader) (string, error) {
	from := stdin
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return "", err
		}
		defer f.Close()
		from = f
	}
	text, err := io.ReadAll(io.LimitReader(from, limits.Document+1))
	if err != nil {
		return "", fmt.Errorf("%s: %w", name, err)
	}
	return string(text), nil
}

// report prints what became of one scenario and counts it.
type report struct {
	out                                                io.Writer
	name, page                                         string
	start                                              int // where the scenario begins in the page
	documents, hold, fail, undecided, unread, unopened int
	empty                                              int // scenarios without a check
}

func (r *report) add(o *report) {
	r.documents++
	r.hold += o.hold
	r.fail += o.fail
	r.undecided += o.undecided
	r.unread += o.unread
	r.empty += o.empty
}

func (r *report) exit() int {
	switch {
	case r.unopened > 0:
		return exitUsage
	case r.unread > 0:
		return exitUnreadable
	case r.fail+r.undecided > 0:
		return exitFailed
	case r.empty > 0:
		return exitNoChecks
	}
	return exitOK
}

func (r *report) sums() string {
	total := r.hold + r.fail + r.undecided
	if total == 0 {
		return "nothing was checked"
	}
	s := fmt.Sprintf("%s: %d hold", count(total, "check"), r.hold)
	if r.fail > 0 {
		s += fmt.Sprintf(", %d fail", r.fail)
	}
	if r.undecided > 0 {
		s += fmt.Sprintf(", %d cannot be decided", r.undecided)
	}
	return s
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// scenario prints one scenario: what there is to say about its text, a line a check, and the sums.
func (r *report) scenario(a playground.Response) {
	title := a.Meta.Title
	if title == "" {
		title = r.name
	}
	fmt.Fprintf(r.out, "%s (JupyterHub %s)\n", title, a.Version)
	stop := r.stop(&a)
	said := map[diag.Span]bool{}
	for _, c := range a.Checks {
		said[c.Line.Span], said[c.Place] = true, true
	}
	for _, d := range a.Diagnostics {
		switch {
		case d.Severity == diag.Info || said[d.Span] || stop != nil && d.ID == stop.ID && d.Span == stop.Span:
			continue
		case d.Severity == diag.Error:
			r.unread++
		}
		r.print(&a, d)
	}
	for _, c := range a.Checks {
		r.check(&a, c)
	}
	if r.hold+r.fail+r.undecided == 0 {
		r.empty = 1
	}
	switch {
	case !a.Readable:
		fmt.Fprintln(r.out, "the document cannot be read, so nothing was checked")
	case !a.Starts && a.Meta.Stops == "":
		fmt.Fprintln(r.out, "the Hub does not start, so nothing was checked")
	default:
		fmt.Fprintln(r.out, r.sums())
	}
}

// stop judges a header's claim that the Hub stops at start-up, and finds the error that bears it out.
func (r *report) stop(a *playground.Response) *diag.Diagnostic {
	claimed := a.Meta.Stops
	if !a.Starts && claimed == "" && a.Readable {
		r.unread++
	}
	if claimed == "" || !a.Readable {
		return nil
	}
	for i := range a.Diagnostics {
		if d := &a.Diagnostics[i]; d.ID == claimed && d.Severity == diag.Error && !a.Starts {
			r.hold++
			fmt.Fprintf(r.out, "  holds  the Hub stops at start-up: %s\n", claimed)
			return d
		}
	}
	r.fail++
	found := "and it stops with another error"
	if a.Starts {
		found = "and it starts"
	}
	fmt.Fprintf(r.out, "  fails  the Hub stops at start-up: %s\n    %s\n", claimed, found)
	return nil
}

// check prints one check. What does not hold has its reason and its place below it.
func (r *report) check(a *playground.Response, c playground.CheckResult) {
	word := "holds"
	_, step := c.Line.Node.(*checks.After)
	switch {
	case c.Verdict == checks.Holds && step:
		word = "done "
	case c.Verdict == checks.Holds:
		r.hold++
	case c.Verdict == checks.Fails:
		r.fail++
		word = "fails"
	default:
		r.undecided++
		word = "error"
	}
	fmt.Fprintf(r.out, "  %s  %s\n", word, c.Line.Text)
	if c.Verdict == checks.Holds {
		for _, note := range []string{c.Message, c.Hint} {
			if note != "" {
				fmt.Fprintf(r.out, "    %s\n", note)
			}
		}
	} else {
		r.print(a, diag.Diagnostic{Span: c.Place, ID: c.ID, Message: c.Message, Hint: c.Hint})
	}
}

// print writes a diagnostic with its place in the page, indented under what it belongs to.
func (r *report) print(a *playground.Response, d diag.Diagnostic) {
	d.Span = a.Document.Offset(d.Span)
	d.Span.File, d.Span.Start, d.Span.End = r.name, d.Span.Start+r.start, d.Span.End+r.start
	for line := range strings.Lines(diag.Format(d, r.page)) {
		fmt.Fprint(r.out, "    ", line)
	}
}
