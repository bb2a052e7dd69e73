package main

import (
	"testing"

	"rolecall.example/internal/bench/hubs"
	"rolecall.example/internal/playground"
	"rolecall.example/rbac"
)

func TestPercentile(t *testing.T) {
	t.Parallel()
	times := make([]float64, 100)
	for i := range times {
		times[i] = float64(100 - i)
	}
	for p, want := range map[int]float64{1: 1, 50: 50, 99: 99, 100: 100} {
		if got := percentile(times, p); got != want {
			t.Errorf("percentile %d is %v, want %v", p, got, want)
		}
	}
	if got := percentile([]float64{7}, 50); got != 7 {
		t.Errorf("of one time: %v", got)
	}
}

// It counts allocations, so it runs alone.
func TestMeasureTellsEverything(t *testing.T) {
	d, _ := rbac.Define(rbac.DefaultVersion)
	f, err := measureHub(d, hubs.Sizes[0])
	if err != nil {
		t.Fatal(err)
	}
	if f.Users != 100 || f.Scopes != 2838 || f.Start <= 0 || f.Resolve <= 0 || f.Strings <= 0 || f.Allocated == 0 || len(f.Decisions) != len(questions) {
		t.Errorf("%+v", f)
	}
	for _, q := range f.Decisions {
		if q.Check <= 0 || q.Explain <= 0 || q.Allocations > 0 || q.Outcome == "" {
			t.Errorf("%+v", q)
		}
	}
	if _, err := measureHub(d, hubs.Size{Users: 1, Groups: 1}); err != nil {
		t.Errorf("a hub of one: %v", err)
	}
}

func TestDocumentsAreChecked(t *testing.T) {
	t.Parallel()
	d, err := measureDocuments(120)
	if err != nil || d.Documents != 120 || d.Checks < 600 || d.Clock <= 0 || d.Processor <= 0 {
		t.Errorf("%+v, %v", d, err)
	}
}

func TestConfigsOfAllLengthsAreRead(t *testing.T) {
	t.Parallel()
	for _, lines := range configLines[:2] {
		r, err := measureReader(lines)
		if err != nil || r.Time <= 0 || r.Lines != lines {
			t.Errorf("%+v, %v", r, err)
		}
	}
}

// TestMapsAreOfAThousandPeople draws what is measured.
func TestMapsAreOfAThousandPeople(t *testing.T) {
	t.Parallel()
	for _, m := range maps {
		r := playground.Run(playground.Request{Document: "```python jupyterhub_config.py\n" + m.config + "```\n", Map: &playground.MapAsk{}, Rows: 1})
		if r.Map == nil || r.Map.Grid.People != 1000 || len(r.Map.Graph.Edges) < 40 {
			t.Errorf("%s: %+v", m.name, r.Diagnostics)
		}
	}
}
