// Package reading reads a config's files, whatever they are written in, into one tree of settings, and prints that
// tree as JSON.
package reading

import (
	"maps"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/helm"
	"rolecall.example/internal/pyconfig"
	"rolecall.example/internal/settings"
)

// File is one file of a config. Name is what diagnostics call it, Lang its language: "python" or "yaml".
type File struct{ Name, Lang, Text string }

// Input is all that a reading may depend on.
type Input struct {
	Files       []File            // in the order in which they are loaded
	Host        string            // whose files come before these: plain, z2jh, tljh
	Environment map[string]string // what os.environ answers
	Reads       map[string]string // what open() and friends answer, by path
	Values      map[string]string // Python literals for names and calls that the files do not define
	Calls       []string          // functions that are called with the config though no file does
	JupyterHub  string            // the version that reads the settings, whole; empty: a current one
	Steps       int               // bound on the evaluation; 0: the default limit
	Bytes       int               // bound on the values that it makes; 0: the default limit
}

// Result is what the files assigned, and what there is to say about them.
type Result struct {
	Tree        *settings.Tree
	Diagnostics []diag.Diagnostic
	Broken      bool             // a file cannot be read whole: the tree is what was read before
	Stopped     string           // the limit that ended the evaluation, or ""
	Raised      *pyconfig.Raised // the first exception that stops Python for sure
	Unsure      bool             // something is not known: it may also raise
	Host        string           // whose files came before: plain, z2jh, tljh
	Noted       []settings.Ask   // questions that the input answers, or the config by a default
	Unsupported string           // the name of a file in a language that is not read; then there is no tree
	Values      settings.Value   // what the host's YAML says, its defaults included; the zero Value where there is none
}

// Read reads the files.
func Read(input Input) Result { return read(input, false) }

func read(input Input, doubt bool) Result {
	in := pyconfig.Input{Environment: input.Environment, Reads: input.Reads, Values: input.Values, Calls: input.Calls, Doubt: doubt,
		Limits: pyconfig.Limits{Steps: input.Steps, Bytes: input.Bytes}}
	host := Result{Host: helm.Plain}
	var given settings.Value
	var values []helm.File
	for _, f := range input.Files {
		switch f.Lang {
		case "python":
			in.Files = append(in.Files, pyconfig.File{Name: f.Name, Text: f.Text})
		case "yaml":
			values = append(values, helm.File{Name: f.Name, Text: f.Text})
		default:
			return Result{Unsupported: f.Name}
		}
	}
	if len(values) > 0 || input.Host == helm.Z2JH || input.Host == helm.TLJH {
		p := helm.Prepare(helm.Input{Host: input.Host, YAML: values, Python: in.Files, JupyterHub: input.JupyterHub})
		host.Host, host.Diagnostics = p.Used, p.Diagnostics
		if !p.OK {
			host.Tree, host.Broken = &settings.Tree{}, true
			return host
		}
		in.Files, in.Host, given = p.Files, p.Host, p.Host.Values
		in.Reads, in.Environment = both(p.Reads, input.Reads), both(p.Environment, input.Environment)
	}
	got := pyconfig.Evaluate(in)
	return Result{Tree: got.Tree, Host: host.Host, Noted: got.Noted, Diagnostics: diag.Sort(append(host.Diagnostics, got.Diagnostics...)),
		Raised: got.Raised, Unsure: got.Unsure, Broken: got.Broken, Stopped: got.Stopped, Values: given}
}

// both is what the distribution brings, and over it what the state says.
func both(brought, said map[string]string) map[string]string {
	out := make(map[string]string, len(brought)+len(said))
	maps.Copy(out, brought)
	maps.Copy(out, said)
	return out
}
