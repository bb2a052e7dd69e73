package main

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"rolecall.example/internal/suite"
)

// pretty writes for people: a line a claim, the reasons of what does not hold with their lines, the sums.
func (r *checkReport) pretty(w io.Writer) error {
	out := bufio.NewWriter(&tameWriter{w: w})
	for i := range r.outcomes {
		prettyOutcome(out, &r.outcomes[i])
	}
	if len(r.outcomes) != 1 || r.skipped > 0 {
		fmt.Fprintf(out, "\n%s\n", r.total())
	}
	r.prettyCoverage(out)
	return out.Flush()
}

func prettyOutcome(w io.Writer, o *suite.Outcome) {
	name := o.File
	if title := scenarioName(o); title != "" {
		name += ": " + title
	}
	fmt.Fprintf(w, "%s (JupyterHub %s)\n", name, o.Version)
	for i := range o.Claims {
		if c := &o.Claims[i]; c.Stops != "" {
			prettyClaim(w, o, c)
		}
	}
	for i := range o.Findings {
		indented(w, o.Findings[i].String())
	}
	for i := range o.Claims {
		if c := &o.Claims[i]; c.Stops == "" {
			prettyClaim(w, o, c)
		}
	}
	switch {
	case !o.Readable:
		fmt.Fprintln(w, "the document cannot be read, so nothing was checked")
	case !o.Starts && o.Stops == "":
		fmt.Fprintln(w, "the Hub does not start, so nothing was checked")
	default:
		fmt.Fprintln(w, sums(o.Hold, o.Fail, o.Undecided))
	}
}

// prettyClaim writes a claim. What does not hold has its reason and its place below it.
func prettyClaim(w io.Writer, o *suite.Outcome, c *suite.Claim) {
	fmt.Fprintf(w, "  %-5s  %s\n", c.Verdict, claimText(c))
	switch {
	case c.Finding != nil:
		indented(w, c.Finding.String())
	case c.Verdict == suite.Fails:
		_, message := claimFault(o, c)
		indented(w, message+"\n")
	}
	for _, note := range c.Notes {
		indented(w, note+"\n")
	}
}

func indented(w io.Writer, text string) {
	for line := range strings.Lines(text) {
		fmt.Fprint(w, "    ", line)
	}
}

func (r *checkReport) prettyCoverage(w io.Writer) {
	if r.coverage == nil {
		return
	}
	fmt.Fprintf(w, "\n%s\n", r.coverageText())
	for _, c := range r.coverage {
		for _, e := range c.elements {
			if !e.Exercised {
				fmt.Fprintf(w, "  %s:%d:%d: no check exercises %s %s\n", e.Place.File, e.Place.Line, e.Place.Column, e.Kind, e.Name)
			}
		}
	}
}

func (r *checkReport) coverageText() string {
	s := fmt.Sprintf("coverage: %.1f %% (%d of %d roles, scopes, filters and bearers)", r.percent(), r.elements-r.missing, r.elements)
	if r.below() {
		s += fmt.Sprintf("; %g %% are asked for", r.minimum)
	}
	return s
}

// tameWriter keeps what documents say from steering what reads the report: control characters become U+FFFD, and no line
// begins as a command to the runner of a pipeline, "::" or "##[", does.
type tameWriter struct {
	w    io.Writer
	rest string // a line that is not at its end
}

func (t *tameWriter) Write(p []byte) (int, error) {
	text := t.rest + string(p)
	end := strings.LastIndexByte(text, '\n') + 1
	t.rest = text[end:]
	var out strings.Builder
	for line := range strings.Lines(text[:end]) {
		out.WriteString(tame(line))
	}
	if _, err := io.WriteString(t.w, out.String()); err != nil {
		return 0, err
	}
	return len(p), nil
}

func tame(line string) string {
	line = strings.Map(func(c rune) rune {
		if c < ' ' && c != '\t' && c != '\n' || c == 0x7f || c >= 0x80 && c < 0xa0 {
			return '\ufffd'
		}
		return c
	}, line)
	line = strings.ReplaceAll(line, "##[", "## [")
	start := len(line) - len(strings.TrimLeft(line, " \t"))
	if strings.HasPrefix(line[start:], "::") {
		line = line[:start] + ": :" + line[start+2:]
	}
	return line
}
