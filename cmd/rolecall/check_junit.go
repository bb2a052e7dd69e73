package main

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"rolecall.example/internal/suite"
)

// The report as JUnit's XML, as Jenkins' schema has it (junit-10.xsd): a suite for each scenario and JupyterHub, a case for
// each claim and one for what a document needs before anything can be claimed. It holds no times, so that it is the same
// from run to run.
type (
	junitSuites struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Name     string       `xml:"name,attr"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Errors   int          `xml:"errors,attr"`
		Suites   []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name       string           `xml:"name,attr"`
		Tests      int              `xml:"tests,attr"`
		Failures   int              `xml:"failures,attr"`
		Errors     int              `xml:"errors,attr"`
		File       string           `xml:"file,attr,omitempty"`
		Properties *junitProperties `xml:"properties"`
		Cases      []junitCase      `xml:"testcase"`
		Out        string           `xml:"system-out,omitempty"`
	}
	junitProperties struct {
		List []junitProperty `xml:"property"`
	}
	junitProperty struct {
		Name  string `xml:"name,attr"`
		Value string `xml:"value,attr"`
	}
	junitCase struct {
		Name    string      `xml:"name,attr"`
		Class   string      `xml:"classname,attr"`
		Failure *junitFault `xml:"failure"`
		Error   *junitFault `xml:"error"`
		Out     string      `xml:"system-out,omitempty"`
	}
	junitFault struct {
		Type    string `xml:"type,attr"`
		Message string `xml:"message,attr"`
		Text    string `xml:",chardata"`
	}
)

func (r *checkReport) junit(w io.Writer) error {
	all := junitSuites{Name: "rolecall check"}
	for _, p := range r.problems {
		all.add(junitSuite{Name: "files", Cases: []junitCase{{
			Name: p, Class: "rolecall", Error: &junitFault{Type: "cannot-open", Message: p},
		}}})
	}
	for i := range r.outcomes {
		all.add(suiteAsJUnit(&r.outcomes[i]))
	}
	if len(r.outcomes) == 0 && r.exit == exitNoChecks {
		all.add(junitSuite{Name: "files", Cases: []junitCase{{
			Name: "there is a scenario", Class: "rolecall", Error: &junitFault{Type: "nothing-checked", Message: r.total()},
		}}})
	}
	if r.minimum >= 0 {
		c := junitCase{Name: fmt.Sprintf("checks exercise at least %g %%", r.minimum), Class: "rolecall", Out: r.coverageText()}
		if r.below() {
			c.Failure = &junitFault{Type: "coverage", Message: r.coverageText()}
		}
		all.add(junitSuite{Name: "coverage", Cases: []junitCase{c}})
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	if err := e.Encode(all); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// add counts a suite's cases and adds it.
func (all *junitSuites) add(s junitSuite) {
	for _, c := range s.Cases {
		s.Tests++
		if c.Failure != nil {
			s.Failures++
		}
		if c.Error != nil {
			s.Errors++
		}
	}
	all.Tests += s.Tests
	all.Failures += s.Failures
	all.Errors += s.Errors
	all.Suites = append(all.Suites, s)
}

func suiteAsJUnit(o *suite.Outcome) junitSuite {
	name := o.File
	if title := scenarioName(o); title != "" {
		name += ": " + title
	}
	s := junitSuite{
		Name: name + " (JupyterHub " + o.Version + ")", File: o.File,
		Properties: &junitProperties{[]junitProperty{{"jupyterhub", o.Version}}},
	}
	ready := junitCase{Name: "the document is read and the Hub starts as it should", Class: o.File}
	var faults, remarks strings.Builder
	first := ""
	for i := range o.Findings {
		f := &o.Findings[i]
		if f.Severity.String() != "error" {
			remarks.WriteString(f.Severity.String() + ": " + f.String())
			continue
		}
		if first == "" {
			first = withHint(f)
		}
		faults.WriteString(f.String())
	}
	switch {
	case o.Errors > 0:
		if first == "" {
			first = "the Hub does not start"
		}
		ready.Error = &junitFault{Type: "unreadable", Message: first, Text: faults.String()}
	case o.Checked() == 0:
		ready.Error = &junitFault{Type: "nothing-checked", Message: "nothing was checked"}
	}
	s.Cases, s.Out = append(s.Cases, ready), remarks.String()
	for i := range o.Claims {
		if c := &o.Claims[i]; c.Verdict != suite.Done {
			s.Cases = append(s.Cases, claimAsJUnit(o, c))
		}
	}
	return s
}

func claimAsJUnit(o *suite.Outcome, c *suite.Claim) junitCase {
	out := junitCase{Name: fmt.Sprintf("line %d: %s", c.Place.Line, claimText(c)), Class: o.File, Out: strings.Join(c.Notes, "\n")}
	if c.Verdict == suite.Holds {
		return out
	}
	id, message := claimFault(o, c)
	fault := &junitFault{Type: id, Message: message}
	if c.Finding != nil {
		fault.Text = c.Finding.String()
	}
	if c.Verdict == suite.Fails {
		out.Failure = fault
	} else {
		out.Error = fault
	}
	return out
}
