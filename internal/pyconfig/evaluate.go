// Package pyconfig reads the Python of a jupyterhub_config.py: scan, parse, evaluate. Values remember where
// they were written; what can't be evaluated becomes an unknown, and a question where a setting depends on it.
//
// It runs the part of Python that configs use: literals, names, operators, f-strings, containers and their
// methods, control flow, comprehensions, functions, simple classes, the environment, paths. All else parses and
// becomes unknown. Whole numbers are 64 bits wide; what Python would compute beyond is unknown. Everything is
// bounded by Limits, without a clock.
package pyconfig

import (
	"sort"
	"strings"
	"unicode/utf8"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/limits"
	"rolecall.example/internal/settings"
)

// File is one Python file of the config; files are run in order and share nothing but `c`.
type File struct{ Name, Text string }

// Input is all that an evaluation may depend on.
type Input struct {
	Files       []File
	Environment map[string]string // what os.environ answers; a name that is missing is a question
	Reads       map[string]string // what open() and friends answer, by path as written
	Values      map[string]string // Python literals for names and calls that the files do not define
	Calls       []string          // functions that are called with the config at the end of the file that defines them
	// Doubt takes all that environment, reads and values say as not known, defaults too: what hangs on them shows.
	Doubt  bool
	Host   *Host  // nil: nothing comes before the files
	Limits Limits // zero fields mean the defaults
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
	// Unsure tells that something came out of the evaluation that is not known: it may also raise.
	Unsure bool
	// Raised is the first exception that stops Python for sure, in the order in which the files run.
	Raised *Raised
	// Noted are the questions that the input answers, or the config by a default.
	Noted []settings.Ask
}

// Raised is an exception that nothing handles: its class, "KeyError", and the place that raises it.
type Raised struct {
	Class string
	Span  diag.Span
}

// evaluateIn runs the files, with sets in one order.
func evaluateIn(input Input, order setOrder) (Result, *interp) {
	rep := newReport()
	in := newInterp(rep, input)
	in.walking = order
	in.sources()
	broken := false
	var module *scope
	for _, f := range input.Files {
		if !checkText(rep, f.Name, f.Text) {
			broken = true
			continue
		}
		body, ok := parseFile(rep, rep.addFrom(f.Name, f.Text, in.origin(f.Name)))
		if in.gaps = in.gaps || !ok; !ok {
			in.syntax()
		}
		broken = broken || !ok
		if module == nil || !in.joined() {
			module = in.newConfigModule(f.Name)
		}
		in.runIn(body, module)
		if in.stopped != "" {
			break
		}
	}
	return in.result(broken), in
}

// checkText reports what makes a text no Python at all: its size, NUL bytes, bytes that are no UTF-8.
func checkText(rep *report, name, text string) bool {
	at := 0
	id, message, hint := "", "", ""
	switch {
	case len(text) > limits.PythonFile:
		id, message = "file-too-large", "the file "+name+" is larger than 1 MiB and is not read"
	case strings.IndexByte(text, 0) >= 0:
		at = strings.IndexByte(text, 0)
		id, message = "nul-byte", "a NUL byte stands here, and Python reads no file that has one"
		hint = "save the file as plain text (UTF-8)"
	case !utf8.ValidString(text):
		for at < len(text) {
			r, n := utf8.DecodeRuneInString(text[at:])
			if r == utf8.RuneError && n < 2 {
				break
			}
			at += n
		}
		id, message, hint = "bad-utf8", "this byte is no UTF-8, so Python can't read the file", "save the file as UTF-8"
	default:
		return true
	}
	file := rep.addFile(name, text)
	rep.error(span{file, int32(at), int32(min(at+1, len(text)))}, id, message, hint)
	return false
}

func sortStrings(list []string) { sort.Strings(list) }
