package logincases

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"

	"rolecall.example/login"
)

// longest is how long a line of cases may be, in bytes.
const longest = 1 << 20

// Each reads cases, one JSON object a line, and calls do with each; it stops at the first line that is none.
func Each(in io.Reader, do func(line int, c Case) error) error {
	lines := bufio.NewScanner(in)
	lines.Buffer(make([]byte, 64<<10), longest)
	for n := 1; lines.Scan(); n++ {
		var c Case
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
		if err := do(n, c); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
	return lines.Err()
}

// Stream answers cases, with one answer a line.
func Stream(in io.Reader, out io.Writer) error {
	w := bufio.NewWriter(out)
	enc := json.NewEncoder(w)
	var r Runner
	err := Each(in, func(_ int, c Case) error {
		a, rule, err := r.Run(c)
		if err != nil {
			return err
		}
		return enc.Encode(struct {
			Answer
			Rule login.Rule `json:"rule,omitempty"`
		}{a, rule})
	})
	if err != nil {
		return err
	}
	return w.Flush()
}
