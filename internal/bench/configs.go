package main

import (
	"fmt"
	"strings"

	"rolecall.example/internal/reading"
)

// reader is how long a config in Python of so many lines takes to parse and evaluate: the median, in milliseconds of
// this process's processor time.
type reader struct {
	Lines int     `json:"lines"`
	Time  float64 `json:"time"`
}

// configLines are the lengths that are measured: cost grows with them, no faster.
var configLines = []int{200, 2_000, 20_000}

// configOf is a config of so many lines, with what people write: roles as dicts, loops, f-strings, conditions, functions.
func configOf(lines int) string {
	var b strings.Builder
	b.WriteString("import os\nroles = []\ndef add(name, *scopes, users=()):\n    roles.append({'name': name, 'scopes': list(scopes), 'users': list(users)})\n")
	for n := 4; n < lines-1; n += 7 {
		fmt.Fprintf(&b, "course = 'course-%d'\n", n)
		b.WriteString("for user in ['ann', 'bo']:\n")
		b.WriteString("    add(f'{course}-{user}', f'read:users!group={course}', 'self', users=[user])\n")
		b.WriteString("if len(course) > 3 and course.startswith('course'):\n")
		b.WriteString("    c.JupyterHub.load_groups.update({course: {'users': [u.strip() for u in 'ann, bo'.split(',')]}})\n")
		b.WriteString("# students of the course\n")
		fmt.Fprintf(&b, "limit_%d = int(os.environ.get('LIMIT', '%d')) + 1\n", n, n)
	}
	b.WriteString("c.JupyterHub.load_roles = roles\n")
	return b.String()
}

// measureReader times the reader of Python. A short config is read so often in a row that the garbage collector takes its
// share of it, as it does of a long one.
func measureReader(lines int) (reader, error) {
	out := reader{Lines: lines}
	text := configOf(lines)
	in := reading.Input{Files: []reading.File{{Name: "jupyterhub_config.py", Lang: "python", Text: text}}}
	var times []float64
	inARow := max(1, configLines[len(configLines)-1]/lines)
	for range hubRuns * 5 {
		begin := processor()
		for range inARow {
			r := reading.Read(in)
			if r.Raised != nil || r.Stopped != "" || len(r.Tree.Assignments) != 2 {
				return out, fmt.Errorf("a config of %d lines is not read: %v", lines, r.Diagnostics)
			}
		}
		times = append(times, milliseconds(processor()-begin)/float64(inARow))
	}
	out.Time = median(times)
	return out, nil
}
