// Package reading reads a config's files, whatever they are written in, into one tree of settings, and prints that
// tree as JSON.
package reading

import (
	"rolecall.example/internal/diag"
	"rolecall.example/internal/pyconfig"
	"rolecall.example/internal/settings"
)

// File is one file of a config. Name is what diagnostics call it, Lang its language: "python".
type File struct{ Name, Lang, Text string }

// Input is all that a reading may depend on.
type Input struct {
	Files       []File            // in the order in which they are loaded
	Host        string            // whose files come before these: plain, z2jh, tljh
	Environment map[string]string // what os.environ answers
	Reads       map[string]string // what open() and friends answer, by path
	Values      map[string]string // Python literals for names and calls that the files do not define
	Calls       []string          // functions that are called with the config though no file does
	Steps       int               // bound on the evaluation; 0: the default limit
}

// Result is what the files assigned, and what there is to say about them.
type Result struct {
	Tree        *settings.Tree
	Diagnostics []diag.Diagnostic
	Broken      bool           // a file cannot be read whole: the tree is what was read before
	Stopped     string         // the limit that ended the evaluation, or ""
	Noted       []settings.Ask // questions that the input answers, or the config by a default
	Unsupported string         // the name of a file in a language that is not read; then there is no tree
}

// Read reads the files.
func Read(input Input) Result { return read(input, false) }

func read(input Input, doubt bool) Result {
	in := pyconfig.Input{Environment: input.Environment, Reads: input.Reads, Values: input.Values, Calls: input.Calls, Doubt: doubt,
		Limits: pyconfig.Limits{Steps: input.Steps}}
	for _, f := range input.Files {
		if f.Lang != "python" {
			return Result{Unsupported: f.Name}
		}
		in.Files = append(in.Files, pyconfig.File{Name: f.Name, Text: f.Text})
	}
	got := pyconfig.Evaluate(in)
	return Result{Tree: got.Tree, Noted: got.Noted, Diagnostics: got.Diagnostics, Broken: got.Broken, Stopped: got.Stopped}
}
