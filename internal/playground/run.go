package playground

import (
	"slices"

	"rolecall.example/internal/checks"
	"rolecall.example/internal/diag"
	"rolecall.example/internal/limits"
	"rolecall.example/internal/pyconfig"
	"rolecall.example/internal/scenario"
	"rolecall.example/internal/settings"
	"rolecall.example/rbac"
)

// Run evaluates a scenario. It is a function of its argument and never panics.
func Run(q Request) Response {
	r := &run{request: q}
	r.read()
	if r.Readable {
		r.start()
	}
	r.judge()
	r.finish()
	return r.Response
}

// run is one evaluation on its way down the line: text, settings, start-up, Hub, questions.
type run struct {
	Response
	request Request

	defs  *rbac.Definitions
	files []pyconfig.File
	refs  *settings.Refs
	hub   *rbac.Hub
}

func (r *run) say(d ...diag.Diagnostic) { r.Diagnostics = append(r.Diagnostics, d...) }

// failed reports whether one of the diagnostics is an error.
func failed(ds []diag.Diagnostic) bool {
	return slices.ContainsFunc(ds, func(d diag.Diagnostic) bool { return d.Severity == diag.Error })
}

// read parses the document and gathers what the first start needs.
func (r *run) read() {
	if len(r.request.Document) > limits.Document {
		r.Document = &scenario.Document{}
		r.say(tooLarge(len(r.request.Document)))
		return
	}
	doc, ds := scenario.Parse(r.request.Document)
	r.Document, r.Meta, r.Version = doc, doc.Meta, doc.Meta.JupyterHub
	r.say(ds...)
	if r.request.Version != "" {
		r.Version = r.request.Version
	}
	if r.Version == "" {
		r.Version = rbac.DefaultVersion
	}
	defs, ok := rbac.Define(r.Version)
	if !ok {
		r.say(unknownVersion(r.Version))
		return
	}
	r.defs = defs
	r.Readable = !failed(ds)
	for _, b := range doc.Blocks {
		switch {
		case b.Kind != scenario.Config:
		case b.Restart:
			r.say(notYet(b.Part, "a restart"))
		case b.Lang == "python":
			r.files = append(r.files, pyconfig.File{Name: b.Part, Text: b.Text})
		default:
			r.say(notYet(b.Part, "a config in "+b.Lang))
		}
	}
	r.say(unsupportedState(doc)...)
}

// start evaluates the config files and starts the Hub.
func (r *run) start() {
	limits := pyconfig.Limits{Steps: r.request.Steps}
	got := pyconfig.Evaluate(pyconfig.Input{
		Files: r.files, Environment: r.Document.State.Environment, Reads: r.Document.State.Files, Limits: limits,
	})
	r.say(got.Diagnostics...)
	r.Stopped = got.Stopped
	if got.Broken || got.Stopped != "" {
		r.Readable = false
		return
	}
	config, refs, ds := settings.RBAC(got.Tree, r.defs)
	r.refs = refs
	r.say(ds...)
	if over := overLimit(config); over != nil {
		r.say(*over)
		r.Readable = false
		return
	}
	if failed(got.Diagnostics) || failed(ds) {
		// The Hub stops while it reads its config: an exception in the file, or a TraitError.
		return
	}
	state := &r.Document.State
	config.LegacyUsers = names(append(slices.Clone(state.BeforeUsers), state.BeforeAdmins...))
	config.LegacyAdmins = names(state.BeforeAdmins)
	hub, events := rbac.Start(r.defs, nil, config)
	r.tell(events)
	r.Startup.Running = hub.Running()
	if !hub.Running() {
		return
	}
	hub = hub.WithUsers(state.Users...).WithServers(serversOf(state))
	if over := overLimitHub(hub); over != nil {
		r.say(*over)
		r.Readable = false
		return
	}
	r.hub = hub
	r.Starts = true
	r.Startup.Made = made(hub)
}

// judge answers the questions: the matrix, Why, the checks.
func (r *run) judge() {
	if r.hub != nil {
		r.Access = access(r.hub, r.request.Filter, r.request.Rows)
		r.Why = why(r.hub, r.refs, r.request.Ask)
	}
	if r.Document == nil {
		return
	}
	for _, b := range r.Document.Blocks {
		if b.Kind != scenario.Checks {
			continue
		}
		lines, ds := checks.Parse(b.Part, b.Text)
		r.say(ds...)
		r.Tally.Invalid += len(ds)
		r.Tally.Checks += len(ds)
		if r.hub == nil {
			continue
		}
		for _, res := range checks.Run(r.hub, lines) {
			r.Checks = append(r.Checks, CheckResult{Part: b.Part, Result: res})
		}
	}
}

// finish counts, names and sorts.
func (r *run) finish() {
	for _, d := range r.Diagnostics {
		switch d.Severity {
		case diag.Error:
			r.Tally.Errors++
		case diag.Warning:
			r.Tally.Warnings++
		case diag.Question:
			r.Tally.Questions++
		case diag.Advice:
			r.Tally.Advice++
		}
	}
	for _, c := range r.Checks {
		r.Tally.Checks++
		switch c.Verdict {
		case checks.Holds:
			r.Tally.Hold++
		case checks.Fails:
			r.Tally.Fail++
		default:
			r.Tally.Invalid++
		}
		if c.Verdict != checks.Holds && c.Message != "" {
			r.say(diag.Diagnostic{Span: c.Line.Span, ID: c.ID, Severity: diag.Error, Message: c.Message})
		}
	}
	r.Names = r.nameAll()
	r.Diagnostics = diag.Sort(r.Diagnostics)
}

func names(list []string) []rbac.Name {
	out := make([]rbac.Name, len(list))
	for i, s := range list {
		out[i].Value = s
	}
	return out
}

// serversOf are the servers that the state names, the running ones included.
func serversOf(s *scenario.SavedState) map[string][]string {
	out := make(map[string][]string, len(s.Servers)+len(s.Running))
	for _, m := range []map[string][]string{s.Servers, s.Running} {
		for user, list := range m {
			for _, name := range list {
				if !slices.Contains(out[user], name) {
					out[user] = append(out[user], name)
				}
			}
		}
	}
	return out
}
