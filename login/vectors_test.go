package login_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rolecall.example/internal/logincases"
)

// TestTheRealProgramsAgree holds the engine against what real authenticators answered, in testdata. conformance/login
// writes these files.
func TestTheRealProgramsAgree(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/*.jsonl.gz")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 3 {
		t.Fatalf("vectors of %d pairs", len(files))
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".jsonl.gz"), func(t *testing.T) {
			t.Parallel()
			f, err := os.Open(file)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			text, err := gzip.NewReader(f)
			if err != nil {
				t.Fatal(err)
			}
			count, wrong := 0, 0
			var r logincases.Runner
			err = logincases.Each(text, func(line int, c logincases.Case) error {
				count++
				got, rule, err := r.Run(c)
				if err != nil {
					return err
				}
				var want logincases.Answer
				if err := json.Unmarshal(c.Want, &want); err != nil {
					return err
				}
				a, _ := json.Marshal(want)
				b, _ := json.Marshal(got)
				if !bytes.Equal(a, b) {
					if wrong++; wrong < 10 {
						t.Errorf("line %d: the engine says %s by %s, the real programs %s", line, b, rule, a)
					}
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			if count < 1000 || wrong > 0 {
				t.Errorf("%d of %d cases differ", wrong, count)
			}
		})
	}
}
