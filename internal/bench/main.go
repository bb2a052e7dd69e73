// The bench program measures the engine natively and prints what it found as JSON: each scenario of the gallery
// through the bridge, as the page asks it, and generated hubs of growing size through the engine alone.
// e2e/bench.js measures the same in a browser and prints both (`make bench`).
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"slices"
	"time"

	"rolecall.example/internal/bridge"
	"rolecall.example/rbac"
	"rolecall.example/scenarios"
)

// report is what the program prints. Times are in milliseconds.
type report struct {
	Go      string     `json:"go"`
	Gallery []scenario `json:"gallery"`
	Hubs    []hub      `json:"hubs"`
}

type scenario struct {
	Name string  `json:"name"`
	P50  float64 `json:"p50"`
	P99  float64 `json:"p99"`
}

type hub struct {
	Users   int     `json:"users"`
	Start   float64 `json:"start"`   // rbac.Start
	Resolve float64 `json:"resolve"` // the permissions of every user
}

const (
	warmUps = 20  // runs before the clock counts
	runs    = 400 // runs of each scenario: enough for a 99th percentile
	hubRuns = 9   // of each hub; the median is told
)

func main() {
	out := report{Go: runtime.Version()}
	if err := measure(&out); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
	text, _ := json.MarshalIndent(out, "", "  ") // numbers and strings always marshal
	fmt.Println(string(text))
}

func measure(out *report) error {
	sections, err := scenarios.Sections()
	if err != nil {
		return err
	}
	for _, section := range sections {
		for _, e := range section.Entries {
			times, err := timeScenario(e)
			if err != nil {
				return err
			}
			out.Gallery = append(out.Gallery, scenario{e.Name, percentile(times, 50), percentile(times, 99)})
		}
	}
	defs, ok := rbac.Define(rbac.DefaultVersion)
	if !ok {
		return fmt.Errorf("no definitions of JupyterHub %s", rbac.DefaultVersion)
	}
	for _, n := range sizes {
		h, err := timeHub(defs, n)
		if err != nil {
			return err
		}
		out.Hubs = append(out.Hubs, h)
	}
	return nil
}

// timeScenario asks as the page does after a key was pressed, with the Access view open.
func timeScenario(e scenarios.Entry) ([]float64, error) {
	request, err := json.Marshal(bridge.Request{Op: "run", Document: e.Document, View: "access"})
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

func timeHub(defs *rbac.Definitions, n size) (hub, error) {
	config := generate(n)
	var starts, resolves []float64
	for range hubRuns {
		runtime.GC()
		begin := time.Now()
		h, _ := rbac.Start(defs, nil, config)
		starts = append(starts, since(begin))
		if !h.Running() || len(h.Users()) != n.users {
			return hub{}, fmt.Errorf("the hub of %d users does not start as it should", n.users)
		}
		begin = time.Now()
		for _, name := range h.Users() {
			if _, err := h.Permissions(rbac.Subject{Kind: rbac.User, Name: name}); err != nil {
				return hub{}, fmt.Errorf("the hub of %d users: %s: %v", n.users, name, err)
			}
		}
		resolves = append(resolves, since(begin))
	}
	return hub{n.users, percentile(starts, 50), percentile(resolves, 50)}, nil
}

func since(begin time.Time) float64 { return float64(time.Since(begin).Nanoseconds()) / 1e6 }

// percentile of the times, by the nearest rank.
func percentile(times []float64, p int) float64 {
	times = slices.Clone(times)
	slices.Sort(times)
	return times[(len(times)*p+99)/100-1]
}
