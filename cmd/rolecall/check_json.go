package main

import (
	"encoding/json"
	"io"

	"rolecall.example/internal/suite"
)

// The report as JSON, format 1: names stay, and new ones may come.
type (
	jsonReport struct {
		Format    int            `json:"format"`
		Exit      int            `json:"exit"`
		Totals    jsonTotals     `json:"totals"`
		Problems  []string       `json:"problems"`
		Scenarios []jsonScenario `json:"scenarios"`
		Coverage  *jsonCoverage  `json:"coverage,omitempty"`
	}
	jsonTotals struct {
		Files     int `json:"files"`
		Skipped   int `json:"skipped"`
		Scenarios int `json:"scenarios"`
		Checks    int `json:"checks"`
		Hold      int `json:"hold"`
		Fail      int `json:"fail"`
		Undecided int `json:"undecided"`
		Errors    int `json:"errors"`
		Empty     int `json:"empty"`
	}
	jsonPlace struct {
		File       string `json:"file"`
		Line       int    `json:"line"`
		Column     int    `json:"column"`
		LastLine   int    `json:"lastLine"`
		LastColumn int    `json:"lastColumn"`
	}
	jsonScenario struct {
		File       string        `json:"file"`
		Number     int           `json:"number"`
		Line       int           `json:"line"`
		Title      string        `json:"title"`
		JupyterHub string        `json:"jupyterhub"`
		Readable   bool          `json:"readable"`
		Starts     bool          `json:"starts"`
		Stops      string        `json:"stops,omitempty"`
		Claims     []jsonClaim   `json:"claims"`
		Findings   []jsonFinding `json:"findings"`
	}
	jsonClaim struct {
		Text    string       `json:"text"`
		Verdict string       `json:"verdict"`
		Place   jsonPlace    `json:"place"`
		Finding *jsonFinding `json:"finding,omitempty"`
		Notes   []string     `json:"notes,omitempty"`
	}
	jsonFinding struct {
		Severity string     `json:"severity"`
		ID       string     `json:"id"`
		Message  string     `json:"message"`
		Hint     string     `json:"hint,omitempty"`
		Place    *jsonPlace `json:"place,omitempty"`
	}
	jsonCoverage struct {
		Percent   float64       `json:"percent"`
		Minimum   *float64      `json:"minimum,omitempty"`
		Elements  int           `json:"elements"`
		Exercised int           `json:"exercised"`
		Missing   []jsonMissing `json:"missing"`
	}
	jsonMissing struct {
		Scenario int       `json:"scenario"` // its index among the scenarios above
		Kind     string    `json:"kind"`
		Name     string    `json:"name"`
		Place    jsonPlace `json:"place"`
	}
)

func (r *checkReport) json(w io.Writer) error {
	out := jsonReport{
		Format: 1, Exit: r.exit, Problems: append([]string{}, r.problems...), Scenarios: []jsonScenario{},
		Totals: jsonTotals{
			Files: r.files, Skipped: r.skipped, Scenarios: len(r.outcomes), Checks: r.hold + r.fail + r.undecided,
			Hold: r.hold, Fail: r.fail, Undecided: r.undecided, Errors: r.errors, Empty: r.empty,
		},
	}
	for i := range r.outcomes {
		out.Scenarios = append(out.Scenarios, scenarioAsJSON(&r.outcomes[i]))
	}
	if r.coverage != nil {
		out.Coverage = r.coverageAsJSON()
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(out)
}

func scenarioAsJSON(o *suite.Outcome) jsonScenario {
	s := jsonScenario{
		File: o.File, Number: o.Number, Line: o.Place.Line, Title: o.Title, JupyterHub: o.Version, Readable: o.Readable, Starts: o.Starts,
		Stops: o.Stops, Claims: []jsonClaim{}, Findings: []jsonFinding{},
	}
	for i := range o.Claims {
		c := &o.Claims[i]
		j := jsonClaim{Text: claimText(c), Verdict: c.Verdict.String(), Place: jsonPlace(c.Place), Notes: c.Notes}
		switch {
		case c.Finding != nil:
			f := findingAsJSON(c.Finding)
			j.Finding = &f
		case c.Verdict == suite.Fails:
			id, message := claimFault(o, c)
			j.Finding = &jsonFinding{Severity: "error", ID: id, Message: message}
		}
		s.Claims = append(s.Claims, j)
	}
	for i := range o.Findings {
		s.Findings = append(s.Findings, findingAsJSON(&o.Findings[i]))
	}
	return s
}

func findingAsJSON(f *suite.Finding) jsonFinding {
	p := jsonPlace(f.Place)
	return jsonFinding{Severity: f.Severity.String(), ID: f.ID, Message: f.Message, Hint: f.Hint, Place: &p}
}

func (r *checkReport) coverageAsJSON() *jsonCoverage {
	c := &jsonCoverage{Percent: r.percent(), Elements: r.elements, Exercised: r.elements - r.missing, Missing: []jsonMissing{}}
	if r.minimum >= 0 {
		c.Minimum = &r.minimum
	}
	versions := len(r.outcomes) / max(1, len(r.coverage))
	for i, s := range r.coverage {
		for _, e := range s.elements {
			if !e.Exercised {
				c.Missing = append(c.Missing, jsonMissing{Scenario: i * versions, Kind: string(e.Kind), Name: e.Name, Place: jsonPlace(e.Place)})
			}
		}
	}
	return c
}
