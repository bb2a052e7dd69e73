package playground

import (
	"slices"

	"rolecall.example/internal/amend"
	"rolecall.example/internal/checks"
	"rolecall.example/internal/diag"
	"rolecall.example/internal/limits"
	"rolecall.example/internal/scenario"
	"rolecall.example/internal/settings"
	"rolecall.example/login"
	"rolecall.example/rbac"
)

// Run evaluates a scenario. It is a function of its argument and never panics.
func Run(q Request) Response {
	r := evaluated(q, true)
	r.answer()
	if r.Starts && !q.Claims {
		r.open()
	}
	if q.Login && r.Readable {
		r.Login = r.logIn()
	}
	r.finish()
	return r.Response
}

// PageRequest is what a page asks that is complete without script.
type PageRequest struct {
	Document, Version string   // as in Request
	Ask               Ask      // the question of the Why view
	Rows              int      // Access: at most so many rows of each kind; 0: all
	Bytes             int      // bound on the values of the config's evaluation; 0: the default limit
	Against           *Against // what Changes compares with; nil: nothing is compared
}

// Page evaluates a scenario for a page that is complete without script. It answers as Run does, and a program that calls
// Page alone holds none of what only the playground's views ask.
func Page(q PageRequest) Response {
	r := evaluated(Request{Document: q.Document, Version: q.Version, Ask: q.Ask, Rows: q.Rows, Bytes: q.Bytes, Against: q.Against}, true)
	r.answer()
	r.finish()
	return r.Response
}

// answer answers what pages ask.
func (r *run) answer() {
	if r.Starts && !r.request.Claims {
		r.Access = access(r.hub, r.request.Filter, r.request.Rows)
		r.Why = why(r.hub, &r.refs, r.request.Ask)
	}
	r.Changes = r.compare()
}

// open answers what the playground's views ask besides, each while it is open.
func (r *run) open() {
	q := &r.request
	if q.Why != nil {
		r.openWhy()
	}
	if q.Map != nil {
		r.Map = makeMap(r.hub, *q.Map)
	}
	r.Said = refused(r.hub, q.Said)
	r.Tokens = tokens(r.hub, q.Tokens)
	r.Ways = r.ways()
	if q.Checks != nil {
		r.openChecks()
	}
}

// evaluated goes down the line until there is a Hub that can be asked, and what its checks came to; with advice about
// the config where somebody will read it.
func evaluated(q Request, advise bool) *run {
	r := &run{request: q, session: checks.NewSession()}
	if r.session.Reasons = q.Reasons; q.Reasons {
		r.Refs = &r.refs
	}
	r.Ask = q.Ask
	r.read()
	for i, p := range Phases(r.Document) {
		before, started := r.hub, r.Starts
		if r.Readable {
			r.start(p)
		}
		if i > 0 && before != nil {
			r.restarted = &restarted{before: before, started: started, after: r.hub}
		}
		r.check(p)
		if advise {
			r.advise(p)
		}
	}
	return r
}

// restarted is a Hub before and after a restart.
type restarted struct {
	before, after *rbac.Hub
	started       bool // before came up
}

// run is one evaluation on its way down the line: text, settings, start-up, Hub, questions.
type run struct {
	Response
	request Request

	defs *rbac.Definitions
	refs settings.Refs // of all starts: rows of the database keep the marks of the start that made them
	hub  *rbac.Hub     // after the last start, whether or not it came up
	part string        // the first config part of the start under way

	launched launch       // of the start under way
	last     *lastStart   // nil before the first
	source   amend.Source // of the start under way

	loginDefs *login.Definitions // nil where the OAuthenticator is not known
	signIn    *login.Config      // of the last start, nil where it could not be read
	findings  []diag.Diagnostic  // about it

	session *checks.Session // of all checks parts

	restarted *restarted // the last one
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
	r.loginDefs, _ = login.Define(r.Version, doc.Meta.OAuthenticator)
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
		if _, step := c.Line.Node.(*checks.After); step && c.Verdict == checks.Holds {
			continue // a step that goes well claims nothing
		}
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
			r.say(diag.Diagnostic{Span: c.Place, ID: c.ID, Severity: diag.Error, Message: c.Message, Hint: c.Hint})
		}
	}
	if !r.request.Claims {
		r.Names = r.nameAll()
	}
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
