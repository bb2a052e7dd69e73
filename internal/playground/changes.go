package playground

import (
	"slices"

	"rolecall.example/internal/changes"
	"rolecall.example/internal/diag"
	"rolecall.example/rbac"
)

// Against is what the Changes view compares a scenario with.
type Against struct {
	Kind string // one of the constants below
	// Document is the other scenario of AgainstDocument, which is the earlier one; AgainstRestart compares with it where
	// the document has no restart.
	Document string
	// Version is the other JupyterHub of AgainstVersion, asked about the same scenario; it is the earlier one. Of another
	// document it is asked about, too, if it is not empty.
	Version string
}

// The kinds of Against.
const (
	AgainstDocument = "document"
	AgainstRestart  = "restart" // the Hub as it was before the document's last restart
	AgainstVersion  = "version"
)

// Changes says what differs in effect from what a scenario is compared with.
type Changes struct {
	Against  Against
	Restarts bool // the document restarts its Hub, so that AgainstRestart can be asked
	// Before and After are the two Hubs. Result is filled where both of them start.
	Before, After Side
	Result        changes.Result
	verbs         []Verb
}

// Side is one of the two Hubs.
type Side struct {
	Version          string
	Readable, Starts bool
	Stop             *diag.Diagnostic // why it does not start, or cannot be read
	Response         *Response        // of another evaluation, for its checks; else nil
}

// What Result is made of, for those who draw it.
type (
	ChangeOfWho   = changes.Change
	ChangeLine    = changes.Line
	ChangeReach   = changes.Reach
	ChangeTarget  = changes.Target
	ChangeNames   = changes.Names
	ChangeWho     = changes.Who
	ChangeSaid    = changes.Said
	ChangeFailure = changes.Failure
)

// What became of a permission.
const (
	Gained        = changes.Gained
	Lost          = changes.Lost
	UnclearChange = changes.Unclear
)

// Compared reports whether both Hubs start, so that there is a Result.
func (c *Changes) Compared() bool { return c.Before.Starts && c.After.Starts }

// Different reports whether anything came out otherwise: what anybody may do, or whether the Hub starts.
func (c *Changes) Different() bool {
	if c.Compared() {
		return !c.Result.Empty()
	}
	return c.Before.Readable && c.After.Readable && c.Before.Starts != c.After.Starts
}

// Verb looks up a verb that Result names.
func (c *Changes) Verb(id string) Verb {
	if i := slices.IndexFunc(c.verbs, func(v Verb) bool { return v.ID == id }); i >= 0 {
		return c.verbs[i]
	}
	return Verb{ID: id}
}

// compare answers the request's Against, nil where it asks for nothing.
func (r *run) compare() *Changes {
	against := r.request.Against
	if against == nil {
		return nil
	}
	c := &Changes{Against: *against, Restarts: r.restarted != nil}
	if against.Kind == AgainstRestart && r.restarted == nil {
		c.Against.Kind = AgainstDocument
	}
	c.After = r.side()
	before, after := (*rbac.Hub)(nil), r.hub
	switch c.Against.Kind {
	case AgainstRestart:
		before, after = r.restarted.before, r.restarted.after
		c.Before = Side{Version: r.Version, Readable: true, Starts: r.restarted.started}
		c.After.Starts = r.Starts
	default:
		q := Request{Document: against.Document, Steps: r.request.Steps, Bytes: r.request.Bytes, Version: r.request.Version}
		if against.Version != "" {
			q.Version = against.Version
		}
		if against.Kind == AgainstVersion {
			q.Document = r.request.Document
		}
		other := evaluated(q, false)
		other.finish()
		c.Before = other.side()
		c.Before.Response = &other.Response
		before = other.hub
	}
	if c.Compared() {
		var verbs []changes.Verb
		verbs, c.verbs = verbsOf(before.Definitions(), after.Definitions())
		c.Result = changes.Compare(before, after, verbs)
	}
	return c
}

// side says how an evaluation came out.
func (r *run) side() Side {
	s := Side{Version: r.Version, Readable: r.Readable, Starts: r.Starts}
	if !r.Starts {
		ds := diag.Sort(slices.Clone(r.Diagnostics))
		if i := slices.IndexFunc(ds, func(d diag.Diagnostic) bool { return d.Severity == diag.Error }); i >= 0 {
			s.Stop = &ds[i]
		}
	}
	return s
}

// filterKinds are the kinds of filters that have an effect on a verb.
var filterKinds = map[string][]string{
	"user": {"user", "group"}, "server": {"server", "user", "group"}, "group": {"group"}, "service": {"service"},
}

// verbsOf joins the verbs of two versions by their IDs. What a custom scope's filters mean is its service's affair:
// all of them count.
func verbsOf(before, after *rbac.Definitions) (out []changes.Verb, all []Verb) {
	at := map[string]int{}
	for i, d := range []*rbac.Definitions{before, after} {
		for _, f := range families(d) {
			for _, v := range f.Verbs {
				j, ok := at[v.ID]
				if !ok {
					j = len(out)
					at[v.ID] = j
					filters := filterKinds[v.Kind]
					if f.ID == FamilyCustom {
						filters = []string{"user", "server", "group", "service"}
					}
					out = append(out, changes.Verb{ID: v.ID, Filters: filters, AnyFilter: v.ID == verbMetrics})
					all = append(all, v)
				}
				if i == 0 {
					out[j].Before = v.Scope
				} else {
					out[j].After, all[j] = v.Scope, v
				}
			}
		}
	}
	return out, all
}
