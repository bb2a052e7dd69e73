package reading

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"rolecall.example/internal/diag"
)

// recorded is what the chart's own jupyterhub_config.py made of some values, run by real Python.
type recorded struct {
	Files    []string       `json:"files"`
	Settings map[string]any `json:"settings"`
	Error    string         `json:"error"`
}

func TestValuesAreReadAsTheChartReadsThem(t *testing.T) {
	t.Parallel()
	f, err := os.Open("testdata/chart.jsonl.gz")
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
	cases, compared, unknown, refused := 0, 0, 0, 0
	for ; lines.Scan(); cases++ {
		var want recorded
		if err := json.Unmarshal(lines.Bytes(), &want); err != nil {
			t.Fatal(err)
		}
		in := Input{Host: "z2jh"}
		for i, text := range want.Files {
			in.Files = append(in.Files, File{Name: fmt.Sprintf("values-%d.yaml", i), Lang: "yaml", Text: text})
		}
		r := Read(in)
		stops := r.Broken || slices.ContainsFunc(r.Diagnostics, func(d diag.Diagnostic) bool { return d.Severity == diag.Error })
		if want.Error != "" {
			refused++
		}
		if stops != (want.Error != "") {
			t.Errorf("case %d: the Hub stops with %q, here: %v\n%s", cases, want.Error, r.Diagnostics, strings.Join(want.Files, "---\n"))
			continue
		}
		for path, value := range want.Settings {
			class, name, _ := strings.Cut(path, ".")
			a, ok := r.Tree.Find(class, name)
			if !ok {
				t.Errorf("case %d: %s is not set, want %v", cases, path, value)
				continue
			}
			var got any
			if err := json.Unmarshal(AppendValue(nil, a.Value), &got); err != nil {
				t.Fatal(err)
			}
			compared++
			if d := differs(path, value, got, &unknown); d != "" {
				t.Errorf("case %d: %s\n%s", cases, d, strings.Join(want.Files, "---\n"))
			}
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	if cases < 250 || compared < 1000 || refused < 30 || unknown > compared/10 {
		t.Errorf("%d cases, %d values, %d refused starts, %d unknown: fewer answers than there should be", cases, compared, refused, unknown)
	}
}

// differs says where two values differ. What is not known differs from nothing, and is counted.
func differs(way string, want, got any, unknown *int) string {
	if m, ok := got.(map[string]any); ok && m["$unknown"] != nil {
		*unknown++
		return ""
	}
	if strings.HasSuffix(way, ".command") {
		return "" // the record leaves it out
	}
	switch w := want.(type) {
	case map[string]any:
		if g, ok := got.(map[string]any); ok && len(g) == len(w) {
			for key := range w {
				if d := differs(way+"."+key, w[key], g[key], unknown); d != "" {
					return d
				}
			}
			return ""
		}
	case []any:
		if g, ok := got.([]any); ok && len(g) == len(w) {
			for i := range w {
				if d := differs(fmt.Sprintf("%s[%d]", way, i), w[i], g[i], unknown); d != "" {
					return d
				}
			}
			return ""
		}
	}
	if reflect.DeepEqual(want, got) {
		return ""
	}
	return fmt.Sprintf("%s is %v, want %v", way, got, want)
}
