package main

import (
	"fmt"
	"time"

	"rolecall.example/internal/suite"
	"rolecall.example/scenarios"
)

// documents is how long it takes to check many documents on two processors, as `rolecall check` does once it has read
// them: the median of some runs, in milliseconds of the clock and of this process's processor time.
type documents struct {
	Documents int     `json:"documents"`
	Checks    int     `json:"checks"`
	Clock     float64 `json:"clock"`
	Processor float64 `json:"processor"`
}

const documentCount = 1_000

// measureDocuments checks the gallery's documents again and again until there are so many.
func measureDocuments(n int) (documents, error) {
	out := documents{Documents: n}
	sections, err := scenarios.Sections()
	if err != nil {
		return out, err
	}
	var texts []string
	for _, s := range sections {
		for _, e := range s.Entries {
			texts = append(texts, e.Document)
		}
	}
	var jobs []suite.Job
	for i := range n {
		// No two are the same, so that nothing can be gained by remembering.
		text := texts[i%len(texts)] + fmt.Sprintf("\nThe document %d.\n", i)
		jobs = append(jobs, suite.Page(suite.File{Name: fmt.Sprintf("%d.md", i), Text: text})...)
	}
	var clock, used []float64
	for range hubRuns {
		begin, before := time.Now(), processor()
		outcomes := suite.Run(jobs, suite.Options{Parallel: 2})
		clock, used = append(clock, since(begin)), append(used, milliseconds(processor()-before))
		out.Checks = 0
		for i := range outcomes {
			o := &outcomes[i]
			if out.Checks += o.Checked(); o.Hold != o.Checked() || o.Errors > 0 {
				return out, fmt.Errorf("%s: not all checks of the gallery hold", o.File)
			}
		}
	}
	out.Clock, out.Processor = median(clock), median(used)
	return out, nil
}
