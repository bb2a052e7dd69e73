package export_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"testing"

	"rolecall.example/internal/reading"
	"rolecall.example/internal/scenario"
	"rolecall.example/scenarios"
)

func TestTheGallerysConfigsComeBack(t *testing.T) {
	t.Parallel()
	configs := 0
	sections, err := scenarios.Sections()
	if err != nil {
		t.Fatal(err)
	}
	for _, section := range sections {
		for _, one := range section.Entries {
			doc, _ := scenario.Parse(one.Document)
			for _, b := range doc.Blocks {
				if b.Kind == scenario.Config {
					configs++
					roundTrips(t, one.Name+" "+b.Part, reading.Read(reading.Input{
						Host: doc.Meta.Host, Files: []reading.File{{Name: b.Part, Lang: b.Lang, Text: b.Text}}, Environment: doc.State.Environment,
					}))
				}
			}
		}
	}
	if configs < 20 {
		t.Errorf("only %d configs", configs)
	}
}

func TestTheChartsValuesComeBack(t *testing.T) {
	t.Parallel()
	f, err := os.Open("../reading/testdata/chart.jsonl.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<20)
	cases := 0
	for ; lines.Scan(); cases++ {
		var one struct {
			Files []string
			Error string
		}
		if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
			t.Fatal(err)
		}
		in := reading.Input{Host: "z2jh"}
		for i, text := range one.Files {
			in.Files = append(in.Files, reading.File{Name: fmt.Sprintf("values-%d.yaml", i), Lang: "yaml", Text: text})
		}
		if r := reading.Read(in); !r.Broken && one.Error == "" {
			roundTrips(t, fmt.Sprintf("case %d", cases), r)
		}
	}
	if err := lines.Err(); err != nil || cases < 250 {
		t.Errorf("%d cases, %v", cases, err)
	}
}
