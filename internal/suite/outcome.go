package suite

import (
	"rolecall.example/internal/checks"
	"rolecall.example/internal/diag"
	"rolecall.example/internal/playground"
)

// Verdict of a claim.
type Verdict uint8

const (
	Holds     Verdict = iota + 1
	Fails             // it is not true
	Undecided         // it can't be decided: a name that nobody bears, something unread
	Done              // a step, which claims nothing
)

var verdictNames = [...]string{Holds: "holds", Fails: "fails", Undecided: "error", Done: "done"}

// String returns the verdict's stable name.
func (v Verdict) String() string { return verdictNames[v] }

// Claim is what a document claims, and whether it is so.
type Claim struct {
	Text    string // a check as written, without its comment; empty: that the Hub stops
	Stops   string // the id of the error with which the document says that its Hub stops
	Place   Place  // the whole line; of a stop, the header
	Verdict Verdict
	Finding *Finding // why it does not hold, at the place that it speaks of
	Notes   []string // of a claim that holds: what the Hub answers besides permission
}

// Outcome is what came of one scenario with one JupyterHub.
type Outcome struct {
	File       string
	Number, Of int // which scenario of its page it is, from 1
	Title      string
	Version    string
	Place      Place // where it begins

	Readable, Starts bool
	Stops            string    // the id of the error with which the document says that its Hub stops
	Claims           []Claim   // in the document's order; a stop first
	Findings         []Finding // what else there is to say, infos left out
	Coverage         []Element // with Options.Coverage, of a Hub that starts; sorted by kind and name

	Hold, Fail, Undecided int
	Errors                int // what keeps the document from being read, or the Hub from starting as it should
}

// Checked is how many claims there are.
func (o *Outcome) Checked() int { return o.Hold + o.Fail + o.Undecided }

// outcome sums up what a run says.
func outcome(j *Job, a *playground.Response) Outcome {
	l := &locator{job: j, doc: a.Document, lines: map[string][]int{}}
	o := Outcome{
		File: j.File.Name, Number: j.Number, Of: j.Of, Title: a.Meta.Title, Version: a.Version,
		Readable: a.Readable, Starts: a.Starts, Stops: a.Meta.Stops, Place: l.place(j.File, diag.Span{Start: j.start, End: j.start}),
	}
	stop := o.stop(l, a)
	said := map[diag.Span]bool{}
	for _, c := range a.Checks {
		said[c.Line.Span], said[c.Place] = true, true
	}
	for _, d := range a.Diagnostics {
		switch {
		case d.Severity == diag.Info || said[d.Span] || stop != nil && d.ID == stop.ID && d.Span == stop.Span:
			continue
		case d.Severity == diag.Error:
			o.Errors++
		}
		o.Findings = append(o.Findings, l.finding(d))
	}
	if o.Errors == 0 && a.Readable && !a.Starts && o.Stops == "" {
		o.Errors++
	}
	for _, c := range a.Checks {
		o.claim(l, c)
	}
	return o
}

// stop judges a header's claim that the Hub stops at start-up, and finds the error that bears it out.
func (o *Outcome) stop(l *locator, a *playground.Response) *diag.Diagnostic {
	if !a.Readable || a.Meta.Stops == "" {
		return nil
	}
	c := Claim{Stops: a.Meta.Stops, Verdict: Fails, Place: l.finding(diag.Diagnostic{Span: diag.Span{File: "header"}}).Place}
	var found *diag.Diagnostic
	for i := range a.Diagnostics {
		if d := &a.Diagnostics[i]; d.ID == c.Stops && d.Severity == diag.Error && !a.Starts {
			c.Verdict, found = Holds, d
			break
		}
	}
	o.add(c)
	return found
}

func (o *Outcome) claim(l *locator, r playground.CheckResult) {
	_, step := r.Line.Node.(*checks.After)
	c := Claim{Text: r.Line.Text, Place: l.finding(diag.Diagnostic{Span: r.Line.Span}).Place, Verdict: Undecided}
	switch {
	case r.Verdict == checks.Holds && step:
		c.Verdict = Done
	case r.Verdict == checks.Holds:
		c.Verdict = Holds
	case r.Verdict == checks.Fails:
		c.Verdict = Fails
	}
	if r.Verdict != checks.Holds {
		f := l.finding(diag.Diagnostic{Span: r.Place, ID: r.ID, Severity: diag.Error, Message: r.Message, Hint: r.Hint})
		c.Finding = &f
	} else {
		for _, note := range []string{r.Message, r.Hint} {
			if note != "" {
				c.Notes = append(c.Notes, note)
			}
		}
	}
	o.add(c)
}

func (o *Outcome) add(c Claim) {
	switch c.Verdict {
	case Holds:
		o.Hold++
	case Fails:
		o.Fail++
	case Undecided:
		o.Undecided++
	}
	o.Claims = append(o.Claims, c)
}
