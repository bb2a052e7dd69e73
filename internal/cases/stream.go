package cases

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// Stream reads one case a line and writes one result a line, in the same order, each as soon as it is known. A line that is no case, or that
// cannot be answered, gives an object with the key "unreadable", so that the lines stay in step; Stream counts
// those. The error is of reading or writing. Blank lines are passed over.
func Stream(in io.Reader, out io.Writer) (unreadable int, err error) {
	const longest = 64 << 20
	lines := bufio.NewScanner(in)
	lines.Buffer(make([]byte, 64<<10), longest)
	w := bufio.NewWriter(out)
	encode := json.NewEncoder(w)
	encode.SetEscapeHTML(false)
	for n := 1; lines.Scan(); n++ {
		line := bytes.TrimSpace(lines.Bytes())
		if len(line) == 0 {
			continue
		}
		result, err := resolveLine(line)
		if err != nil {
			unreadable++
			result = object{"unreadable": fmt.Sprintf("line %d: %v", n, err)}
		}
		if err := errors.Join(encode.Encode(result), w.Flush()); err != nil {
			return unreadable, err
		}
	}
	return unreadable, lines.Err()
}

func resolveLine(line []byte) (object, error) {
	var c Case
	if err := json.Unmarshal(line, &c); err != nil {
		return nil, err
	}
	return Resolve(&c)
}
