package playground

import (
	"rolecall.example/internal/amend"
	"rolecall.example/internal/checks"
	"rolecall.example/internal/reading"
	"rolecall.example/internal/settings"
	"rolecall.example/rbac"
)

// lastStart is what the last start of a document began with, so that it can be tried with another config.
type lastStart struct {
	Phase
	before *rbac.Hub // whose database the start takes over; nil: none
	first  bool
	config *rbac.Config
	source amend.Source
}

func sourceOf(in reading.Input, got reading.Result) amend.Source {
	s := amend.Source{Host: got.Host, Tree: got.Tree, Values: got.Values}
	for _, f := range in.Files {
		s.Parts = append(s.Parts, amend.Part{Name: f.Name, Lang: f.Lang, Text: f.Text})
	}
	return s
}

// rehearsal is how a start comes out with another config: the Hub after the document's steps, and what becomes of the
// checks that speak of this start.
type rehearsal struct {
	hub     *rbac.Hub // nil where it does not start
	results []CheckResult
}

// rehearse tries the last start with another config. Without all only the document's steps are made, which change the Hub,
// and its claims are left out.
func (r *run) rehearse(config *rbac.Config, all bool) rehearsal {
	l := r.last
	config.LegacyUsers, config.LegacyAdmins = l.config.LegacyUsers, l.config.LegacyAdmins
	hub, _ := rbac.Start(r.defs, l.before, config)
	if !hub.Running() {
		return rehearsal{}
	}
	if l.first {
		shadow := run{Response: Response{Document: r.Document}, defs: r.defs, loginDefs: r.loginDefs, signIn: r.signIn}
		hub = shadow.populate(hub, config)
	}
	out := rehearsal{hub: hub}
	session := checks.NewSession()
	session.Logins = r.askLogins()
	for _, b := range l.Checks {
		lines, _ := checks.Parse(b.Part, b.Text)
		if !all {
			lines = steps(lines)
		}
		results, after := session.Run(out.hub, lines)
		for _, one := range results {
			out.results = append(out.results, CheckResult{Part: b.Part, Result: one})
		}
		out.hub = after
	}
	return out
}

// steps are the lines that change the Hub.
func steps(lines []checks.Line) []checks.Line {
	var out []checks.Line
	for _, l := range lines {
		if _, step := l.Node.(*checks.After); step {
			out = append(out, l)
		}
	}
	return out
}

// reread is what changed parts of the last start say; nil where they can't be read without an error.
func (r *run) reread(parts []amend.Part) *rbac.Config {
	in := r.input(r.last.Phase)
	for i := range in.Files {
		in.Files[i].Text = parts[i].Text
	}
	got := reading.Read(in)
	if got.Broken || got.Stopped != "" || got.Unsupported != "" || failed(got.Diagnostics) {
		return nil
	}
	config, ds := settings.RBACInto(&settings.Refs{}, got.Tree, r.defs)
	if failed(ds) {
		return nil
	}
	return config
}

// write puts a change down. It is false where no edit says just that.
func (r *run) write(key string, c amend.Change) (Offer, bool) {
	edits, ok := r.last.source.Edits(c, r.last.config, r.reread)
	if !ok {
		return Offer{}, false
	}
	out := Offer{Key: key}
	for _, e := range edits {
		out.Edits = append(out.Edits, Edit(e))
	}
	return out, true
}

// replay runs the document with an offer's edits, as if they had been typed; nil where that can't be read or does not start.
func (r *run) replay(edits []Edit) *run {
	text, ok := Apply(r.request.Document, edits)
	if !ok {
		return nil
	}
	again := &run{request: Request{Document: text, Version: r.request.Version, Steps: r.request.Steps, Bytes: r.request.Bytes}, session: checks.NewSession()}
	again.read()
	for _, p := range Phases(again.Document) {
		if again.Readable {
			again.start(p)
		}
		again.check(p)
	}
	if !again.Starts {
		return nil
	}
	return again
}
