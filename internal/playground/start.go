package playground

import (
	"maps"
	"slices"
	"strings"

	"rolecall.example/internal/checks"
	"rolecall.example/internal/diag"
	"rolecall.example/internal/reading"
	"rolecall.example/internal/settings"
	"rolecall.example/rbac"
)

// start evaluates the config files of a phase and starts the Hub over the database that the phases before it left.
func (r *run) start(p Phase) {
	first := r.hub == nil
	r.Starts = false
	r.Startup = Startup{}
	r.launched = launch{}
	config, broken := r.evaluate(p)
	if config == nil || !r.Readable {
		r.Readable = false
		return
	}
	r.askAccounts(config)
	r.launched.config = config
	if broken {
		// The Hub stops while it reads its config, an exception in the file or a TraitError, before it opens its database.
		return
	}
	state := &r.Document.State
	if first {
		config.LegacyUsers = names(append(slices.Clone(state.BeforeUsers), state.BeforeAdmins...))
		config.LegacyAdmins = names(state.BeforeAdmins)
	}
	r.last = &lastStart{Phase: p, before: r.hub, first: first, config: config, source: r.source}
	hub, events := rbac.Start(r.defs, r.hub, config)
	r.tell(events)
	r.hub = hub
	r.launched.events = events
	r.Startup.Running = hub.Running()
	if !hub.Running() {
		return
	}
	if first {
		r.hub = r.populate(hub, config)
	}
	r.launched.hub = r.hub
	if over := overLimitHub(r.hub); over != nil {
		r.say(*over)
		r.Readable, r.launched = false, launch{}
		return
	}
	r.Starts = true
	r.Startup.Made = made(r.hub)
}

// input is what the reading of a phase's files depends on.
func (r *run) input(p Phase) reading.Input {
	in := reading.Input{
		Host: r.Document.Meta.Host, Environment: r.Document.State.Environment, Reads: r.Document.State.Files, Steps: r.request.Steps, Bytes: r.request.Bytes,
		JupyterHub: r.Version, Values: r.Document.State.Values, Calls: r.Document.State.Run,
	}
	for _, b := range p.Files {
		in.Files = append(in.Files, reading.File{Name: b.Part, Lang: b.Lang, Text: b.Text})
	}
	return in
}

// evaluate reads the phase's files into what the engine takes. broken tells that the Hub would stop while it reads
// them; a nil config that there is nothing to evaluate.
func (r *run) evaluate(p Phase) (config *rbac.Config, broken bool) {
	in := r.input(p)
	r.Settings = nil
	r.part = "document"
	if len(in.Files) > 0 {
		r.part = in.Files[0].Name
	}
	got := reading.Read(in)
	if got.Unsupported != "" {
		b, _ := r.Document.Find(got.Unsupported)
		r.say(notYet(b.Part, "a config in "+b.Lang))
		return nil, false
	}
	r.say(got.Diagnostics...)
	r.Questions = reading.Questions(in, got)
	r.Stopped = got.Stopped
	if got.Broken || got.Stopped != "" {
		return nil, false
	}
	r.Settings, r.Host = got.Tree, got.Host
	r.source = sourceOf(in, got)
	config, ds := settings.RBACInto(&r.refs, got.Tree, r.defs)
	r.say(ds...)
	if r.request.Reasons {
		r.Configs = append(r.Configs, config)
	}
	if over := overLimit(config); over != nil {
		r.say(*over)
		return nil, false
	}
	for _, d := range slices.Concat(got.Diagnostics, ds) {
		if d.Severity == diag.Error && r.Startup.Broken == "" {
			r.Startup.Broken = d.ID
		}
	}
	if broken := r.logins(got.Tree, ds); r.Startup.Broken == "" {
		r.Startup.Broken = broken
	}
	return config, r.Startup.Broken != ""
}

// populate adds what the document's state says there is after the first start: users, servers, shares.
func (r *run) populate(hub *rbac.Hub, config *rbac.Config) *rbac.Hub {
	state := &r.Document.State
	servers := serversOf(state)
	hub = r.knownPeople(hub.WithUsers(state.Users...), config)
	for _, user := range slices.Sorted(maps.Keys(servers)) {
		if !hub.HasUser(user) {
			r.say(diag.Diagnostic{
				Span: diag.Span{File: "state"}, ID: "server-without-user", Severity: diag.Error,
				Message: "the state gives servers to " + user + ", whom this Hub does not have", Hint: "add the name to users",
			})
		}
	}
	hub = hub.WithServers(servers)
	for _, user := range slices.Sorted(maps.Keys(state.Running)) {
		for _, server := range state.Running[user] {
			next, err := hub.WithRunning(user, server)
			if err != nil {
				r.say(diag.Diagnostic{
					Span: diag.Span{File: "state"}, ID: "server-refused", Severity: diag.Error,
					Message: "the server " + user + "/" + server + " cannot run, since it gets no token: " + hubErrorText(err),
				})
				continue
			}
			hub = next
		}
	}
	for _, s := range state.Shares {
		with := rbac.Subject{Kind: rbac.User, Name: strings.TrimPrefix(s.With, "user ")}
		if name, ok := strings.CutPrefix(s.With, "group "); ok {
			with = rbac.Subject{Kind: rbac.Group, Name: name}
		}
		next, _, err := hub.Share(s.Owner, s.Server, with, s.Scopes, s.HasScopes)
		if err != nil {
			r.say(diag.Diagnostic{
				Span: diag.Span{File: "state"}, ID: "share-refused", Severity: diag.Error,
				Message: "the server " + s.Owner + "/" + s.Server + " cannot be shared with " + s.With + ": " + hubErrorText(err),
			})
			continue
		}
		hub = next
	}
	return hub
}

// askLogins is what checks ask about people who log in.
func (r *run) askLogins() checks.Logins {
	l := checks.Logins{Why: "who may log in is not known for OAuthenticator " + r.Meta.OAuthenticator}
	for i := range r.Document.State.People {
		l.People = append(l.People, r.Document.State.People[i].Name)
	}
	if r.loginDefs != nil && r.signIn != nil {
		l.Login, l.After = r.login, r.loggedIn
	}
	return l
}

// check runs the phase's checks.
func (r *run) check(p Phase) {
	r.session.Logins = r.askLogins()
	for _, b := range p.Checks {
		lines, ds := checks.Parse(b.Part, b.Text)
		r.say(ds...)
		r.Tally.Invalid += len(ds)
		r.Tally.Checks += len(ds)
		if !r.Readable {
			continue
		}
		hub := r.hub
		if !r.Starts {
			hub = nil
		}
		results, after := r.session.Run(hub, lines)
		for _, res := range results {
			if _, step := res.Line.Node.(*checks.After); step && res.Verdict == checks.Invalid && res.Hint == "" && r.Starts {
				res.Hint = "Access and Why show this Hub without the step"
			}
			r.Checks = append(r.Checks, CheckResult{Part: b.Part, Result: res})
		}
		if r.Starts {
			r.hub = after
		}
	}
}
