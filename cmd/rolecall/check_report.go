package main

import (
	"fmt"
	"io"

	"rolecall.example/internal/suite"
)

// checkFormats are the forms in which check reports.
var checkFormats = []string{"pretty", "json", "junit", "github"}

// checkReport is all that check has to say.
type checkReport struct {
	outcomes []suite.Outcome
	problems []string
	files    int
	skipped  int

	hold, fail, undecided, errors int
	empty                         int // outcomes with nothing wrong and without a claim

	coverage []covered // with --coverage: of each scenario, over all its JupyterHubs
	elements int
	missing  int     // elements that no check exercises
	minimum  float64 // percent; negative: none is demanded

	exit int
}

// covered is what the checks of one scenario exercise.
type covered struct {
	outcome  *suite.Outcome
	elements []suite.Element
}

func newCheckReport(outcomes []suite.Outcome, g *gatherer, o *checkOptions) *checkReport {
	r := &checkReport{outcomes: outcomes, problems: g.problems, files: g.files, skipped: g.skipped, minimum: o.minimum}
	for i := range outcomes {
		o := &outcomes[i]
		r.hold += o.Hold
		r.fail += o.Fail
		r.undecided += o.Undecided
		r.errors += o.Errors
		if o.Checked() == 0 && o.Errors == 0 {
			r.empty++
		}
	}
	if o.coverage {
		r.cover(max(1, len(o.versions)))
	}
	r.exit = r.code(o.skipOthers)
	return r
}

// cover brings together what a scenario's checks exercise under each JupyterHub: once is enough.
func (r *checkReport) cover(versions int) {
	for i := 0; i < len(r.outcomes); i += versions {
		c := covered{outcome: &r.outcomes[i]}
		at := map[[2]string]int{}
		for j := range versions {
			for _, e := range r.outcomes[i+j].Coverage {
				key := [2]string{string(e.Kind), e.Name}
				if n, ok := at[key]; ok {
					c.elements[n].Exercised = c.elements[n].Exercised || e.Exercised
					continue
				}
				at[key] = len(c.elements)
				c.elements = append(c.elements, e)
			}
		}
		for _, e := range c.elements {
			r.elements++
			if !e.Exercised {
				r.missing++
			}
		}
		r.coverage = append(r.coverage, c)
	}
}

// percent is how much of what load_roles name the checks exercise; of nothing, all of it.
func (r *checkReport) percent() float64 {
	if r.elements == 0 {
		return 100
	}
	return 100 * float64(r.elements-r.missing) / float64(r.elements)
}

// below reports whether the coverage is less than was asked for.
func (r *checkReport) below() bool {
	return r.minimum >= 0 && 100*float64(r.elements-r.missing) < r.minimum*float64(r.elements)
}

func (r *checkReport) code(others bool) int {
	switch {
	case len(r.problems) > 0:
		return exitUsage
	case r.errors > 0:
		return exitUnreadable
	case r.fail+r.undecided > 0:
		return exitFailed
	case r.empty > 0 || len(r.outcomes) == 0 && !others:
		return exitNoChecks
	case r.below():
		return exitCoverage
	}
	return exitOK
}

func (r *checkReport) write(w io.Writer, format string) error {
	switch format {
	case "json":
		return r.json(w)
	case "junit":
		return r.junit(w)
	case "github":
		return r.github(w)
	}
	return r.pretty(w)
}

// sums counts claims in words.
func sums(hold, fail, undecided int) string {
	total := hold + fail + undecided
	if total == 0 {
		return "nothing was checked"
	}
	s := fmt.Sprintf("%s: %d hold", count(total, "check"), hold)
	if fail > 0 {
		s += fmt.Sprintf(", %d fail", fail)
	}
	if undecided > 0 {
		s += fmt.Sprintf(", %d cannot be decided", undecided)
	}
	return s
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// claimText is a claim as people read it.
func claimText(c *suite.Claim) string {
	if c.Text == "" {
		return "the Hub stops at start-up: " + c.Stops
	}
	return c.Text
}

// claimFault is what is wrong with a claim that does not hold: its id and a sentence.
func claimFault(o *suite.Outcome, c *suite.Claim) (id, message string) {
	switch {
	case c.Finding != nil:
		return c.Finding.ID, withHint(c.Finding)
	case o.Starts:
		return "stop-fails", "the Hub starts"
	}
	return "stop-fails", "the Hub stops with another error"
}

func withHint(f *suite.Finding) string {
	if f.Hint == "" {
		return f.Message
	}
	return f.Message + " (" + f.Hint + ")"
}

// scenarioName names a scenario of a page.
func scenarioName(o *suite.Outcome) string {
	switch {
	case o.Title != "":
		return o.Title
	case o.Of > 1:
		return fmt.Sprintf("scenario %d", o.Number)
	}
	return ""
}

// total is the last line of a report, without its line end.
func (r *checkReport) total() string {
	s := count(len(r.outcomes), "scenario") + ", " + sums(r.hold, r.fail, r.undecided)
	if r.empty > 0 && len(r.outcomes) > 1 {
		s += fmt.Sprintf("; %d without a check", r.empty)
	}
	if r.errors > 0 {
		s += "; " + count(r.errors, "error")
	}
	if r.skipped > 0 {
		s += fmt.Sprintf("; %s without a scenario skipped", count(r.skipped, "file"))
	}
	return s
}
