// The bench program measures the engine natively and prints what it found as JSON: each scenario of the gallery
// through the bridge, as the page asks it, and generated hubs of growing size through the engine alone.
// e2e/bench.js measures the same in a browser and prints both (`make bench`). With -size it measures one generated hub in
// detail, and with -config it prints that hub's config, for a live JupyterHub to be timed with (`make bench-hub`).
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"runtime"
	"slices"
	"time"

	"rolecall.example/internal/bench/hubs"
	"rolecall.example/internal/bridge"
	"rolecall.example/rbac"
	"rolecall.example/scenarios"
)

// report is what the program prints. Times are in milliseconds.
type report struct {
	Go      string     `json:"go"`
	Gallery []scenario `json:"gallery"`
	Maps    []scenario `json:"maps"` // with their config
	Hubs    []figures  `json:"hubs"`
	Configs []reader   `json:"configs"`

	Documents documents `json:"documents"`
}

type scenario struct {
	Name string  `json:"name"`
	P50  float64 `json:"p50"`
	P99  float64 `json:"p99"`
	// Config is what a browser measures the same with, where it is no scenario of the gallery.
	Config string `json:"config,omitempty"`
}

const (
	warmUps = 20  // runs before the clock counts
	runs    = 400 // runs of each scenario: enough for a 99th percentile
)

func main() {
	size := flag.Int("size", 0, "measure only the generated hub of so many users")
	config := flag.Bool("config", false, "print its config instead")
	flag.Parse()
	out, err := run(*size, *config)
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
	fmt.Printf("%s\n", out)
}

// run gives what the program prints.
func run(users int, config bool) ([]byte, error) {
	defs, ok := rbac.Define(rbac.DefaultVersion)
	if !ok {
		return nil, fmt.Errorf("no definitions of JupyterHub %s", rbac.DefaultVersion)
	}
	if users == 0 {
		out := report{Go: runtime.Version()}
		if err := measure(defs, &out); err != nil {
			return nil, err
		}
		return json.MarshalIndent(out, "", "  ")
	}
	i := slices.IndexFunc(hubs.Sizes, func(n hubs.Size) bool { return n.Users == users })
	if i < 0 {
		return nil, fmt.Errorf("no hub of %d users is generated", users)
	}
	if config {
		return hubs.JSON(hubs.Sizes[i]), nil
	}
	out, err := measureHub(defs, hubs.Sizes[i])
	if err != nil {
		return nil, err
	}
	return json.Marshal(out)
}

func measure(defs *rbac.Definitions, out *report) error {
	sections, err := scenarios.Sections()
	if err != nil {
		return err
	}
	for _, section := range sections {
		for _, e := range section.Entries {
			times, err := timeScenario(e, "access")
			if err != nil {
				return err
			}
			out.Gallery = append(out.Gallery, scenario{Name: e.Name, P50: percentile(times, 50), P99: percentile(times, 99)})
		}
	}
	for _, m := range maps {
		document := "```python jupyterhub_config.py\n" + m.config + "```\n"
		times, err := timeScenario(scenarios.Entry{Name: m.name, Document: document}, "map")
		if err != nil {
			return err
		}
		out.Maps = append(out.Maps, scenario{m.name, percentile(times, 50), percentile(times, 99), m.config})
	}
	for _, lines := range configLines {
		r, err := measureReader(lines)
		if err != nil {
			return err
		}
		out.Configs = append(out.Configs, r)
	}
	for _, n := range hubs.Sizes {
		h, err := measureHub(defs, n)
		if err != nil {
			return err
		}
		out.Hubs = append(out.Hubs, h)
	}
	out.Documents, err = measureDocuments(documentCount)
	return err
}

// timeScenario asks as the page does after a key was pressed, with a view open.
func timeScenario(e scenarios.Entry, view string) ([]float64, error) {
	request, err := json.Marshal(bridge.Request{Op: "run", Document: e.Document, View: view})
	if err != nil {
		return nil, err
	}
	var times []float64
	for i := range warmUps + runs {
		begin := time.Now()
		text := bridge.Handle(request)
		if i >= warmUps {
			times = append(times, since(begin))
		}
		var answer bridge.Answer
		if err := json.Unmarshal(text, &answer); err != nil || answer.Error != "" || answer.Panel == "" {
			return nil, fmt.Errorf("%s: no answer to measure: %v %s", e.Name, err, answer.Error)
		}
	}
	return times, nil
}

func since(begin time.Time) float64 { return float64(time.Since(begin).Nanoseconds()) / 1e6 }

// percentile of the times, by the nearest rank.
func percentile(times []float64, p int) float64 {
	times = slices.Clone(times)
	slices.Sort(times)
	return times[(len(times)*p+99)/100-1]
}
