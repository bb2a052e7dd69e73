package main

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/suite"
)

// github writes workflow commands of GitHub Actions: an annotation for each thing that is wrong, at its line, and the sums.
func (r *checkReport) github(w io.Writer) error {
	out := bufio.NewWriter(w)
	for _, p := range r.problems {
		annotate(out, "error", suite.Place{}, "cannot-open", p)
	}
	for i := range r.outcomes {
		annotateOutcome(out, &r.outcomes[i])
	}
	for _, c := range r.coverage {
		for _, e := range c.elements {
			if !e.Exercised {
				annotate(out, "notice", e.Place, "not-exercised", fmt.Sprintf("no check exercises %s %s", e.Kind, e.Name))
			}
		}
	}
	switch {
	case r.below():
		annotate(out, "error", suite.Place{}, "coverage", r.coverageText())
	case len(r.outcomes) == 0 && r.exit == exitNoChecks:
		annotate(out, "error", suite.Place{}, "nothing-checked", "there is no scenario")
	}
	fmt.Fprintln(out, r.total())
	return out.Flush()
}

func annotateOutcome(w io.Writer, o *suite.Outcome) {
	with := " (JupyterHub " + o.Version + ")"
	for i := range o.Findings {
		f := &o.Findings[i]
		level := "notice"
		switch f.Severity {
		case diag.Error:
			level = "error"
		case diag.Warning:
			level = "warning"
		}
		annotate(w, level, f.Place, f.ID, withHint(f)+with)
	}
	for i := range o.Claims {
		c := &o.Claims[i]
		if c.Verdict == suite.Holds || c.Verdict == suite.Done {
			continue
		}
		id, message := claimFault(o, c)
		place := c.Place
		if c.Finding != nil {
			place = c.Finding.Place
		}
		annotate(w, "error", place, id, claimText(c)+"\n"+message+with)
	}
	if o.Checked() == 0 && o.Errors == 0 {
		annotate(w, "error", o.Place, "nothing-checked", "nothing was checked"+with)
	}
}

// annotate writes one command. What lies over several lines has no columns: GitHub refuses both together.
func annotate(w io.Writer, level string, at suite.Place, title, message string) {
	var properties []string
	set := func(name string, value any) {
		properties = append(properties, name+"="+commandProperty(fmt.Sprint(value)))
	}
	if at.File != "" && !isURL(at.File) && at.File != standardInput {
		set("file", at.File)
		set("line", at.Line)
		if at.LastLine == at.Line {
			set("col", at.Column)
			set("endColumn", at.LastColumn)
		} else {
			set("endLine", at.LastLine)
		}
	} else if at.File != "" {
		message = fmt.Sprintf("%s:%d:%d: %s", at.File, at.Line, at.Column, message)
	}
	set("title", title)
	fmt.Fprintf(w, "::%s %s::%s\n", level, strings.Join(properties, ","), commandData(message))
}

var (
	commandData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace
	commandProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace
)
