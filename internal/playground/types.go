// Package playground is the façade: Run takes a scenario and a question and returns everything there is to say,
// as data. The browser and the command line call Run, the server Page, which asks less; then a view or a printer, and nothing
// beneath.
package playground

import (
	"rolecall.example/internal/checks"
	"rolecall.example/internal/diag"
	"rolecall.example/internal/reading"
	"rolecall.example/internal/scenario"
	"rolecall.example/internal/settings"
	"rolecall.example/rbac"
)

// Request is one evaluation.
type Request struct {
	Document string    // a scenario document, any of formats.md's
	Version  string    // asks about another JupyterHub than the document's header names; empty: the header's
	Ask      Ask       // the question of the Why view
	Why      *WhyAsk   // what the Why view asks besides; nil while it is not open
	Ways     bool      // look for routes to more permissions
	Filter   string    // Access: rows whose name, group or role contains this
	Map      *MapAsk   // the Map view; nil: it is not drawn
	Login    bool      // answers the Log in view
	Rows     int       // Access: at most so many rows of each kind; 0: all
	Steps    int       // bound on the config's evaluation; 0: the default limit
	Bytes    int       // bound on the values that it makes; 0: the default limit
	Said     string    // an error of the Hub, or lines of its log, for the Why view to read
	Tokens   *TokenAsk // the question of the Tokens view; nil: none
	Against  *Against  // what Changes compares with; nil: nothing is compared
	Claims   bool      // the checks alone: no Access, no Why, no Names
	Reasons  bool      // checks gather what they asked, and Response.Configs is filled

	// Checks is what the Checks view asks besides; nil while it is not open.
	Checks *ChecksAsk
}

// Ask is the Why view's question in its three parts. Who is a subject in the check language ("johan",
// "service idle-culler", "any member of class-a"); Verb is a Verb's ID; Whom is a target: "" (everyone), or a
// filter ("user=student3", "server=student3/", "group=class-b", "service=panel").
// Whom may also be OwnWhom.
type Ask struct{ Who, Verb, Whom string }

// OwnWhom asks an imagined person ("any user" …) about themselves: the filter `!user`, which stands for their own name.
const OwnWhom = "user"

// Response is all there is to say about a scenario.
type Response struct {
	Document *scenario.Document
	Meta     scenario.Meta
	Version  string // the JupyterHub version that answered
	// Readable is false while the config, header or state has an error that leaves nothing to evaluate: views then
	// keep the last good answer. Starts is false when this Hub would stop at start-up.
	Readable bool
	Starts   bool
	Stopped  string // the limit that ended the evaluation, or ""

	Diagnostics []diag.Diagnostic // of every part, sorted
	Offers      []Offer           // edits that the views offer, each once
	Fixes       []Fix             // which of Offers mends which of Diagnostics
	Startup     Startup
	Access      Access
	Ask         Ask              // the request's
	Why         *Why             // nil when Ask is empty or cannot be asked
	WhoCan      *WhoCan          // Ask.Who is Anybody, and the Why view open
	Person      *Row             // Ask.Verb is Everything, and the Why view open: all that this one may do
	Asking      *diag.Diagnostic // what is wrong with the request that was typed into the Why view
	Map         *Map             // nil when it was not asked for
	Ways        *Ways            // nil unless asked for, and where the Hub does not start
	Changes     *Changes         // nil when nothing was to be compared
	Tokens      *Tokens          // nil when nothing was asked, or no Hub runs
	Said        *Said            // nil when nothing was said, or no Hub runs
	Login       *Login           // nil where it is not asked for
	Checks      []CheckResult
	Enough      []Enough         // what would be enough for the checks that fail, and for wishes; only for the open view
	Unneeded    []Unneeded       // scopes that no check needs, where that was asked
	Wishing     *diag.Diagnostic // what is wrong with the wishes
	Tally       Tally
	Questions   []Question // what the config of the last start does not say itself, by place
	Names       Names      // for completion
	// Settings is what the config of the last start sets, nil where it could not be read; Host whose files came before.
	Settings *settings.Tree
	Host     string
	// Configs is what each start took from its config, with Request.Reasons, and Refs where their parts are written.
	Configs []*rbac.Config
	Refs    *settings.Refs
}

// Question is one thing that the config does not say itself: a variable of the environment, a file, what a name stands
// for, whether a function is called. The answer goes into the document's state: environment, files, values, run.
type Question = reading.Question

// The kinds of questions.
const (
	AskEnvironment = settings.AskEnvironment
	AskFile        = settings.AskFile
	AskValue       = settings.AskValue
	AskRun         = settings.AskRun
)

// Tally counts what the status line says.
type Tally struct {
	Errors, Warnings, Questions, Advice int
	Checks, Hold, Fail, Invalid         int
}

// Startup is what the Hub says and does while it starts.
type Startup struct {
	Running bool
	Broken  string        // id of the error with which the Hub stops while it reads its config, before it starts; or ""
	Steps   []StartupStep // in the Hub's order
	Made    Made
}

// StartupStep is one event with its place.
type StartupStep struct {
	Event   rbac.Event
	Span    diag.Span
	Message string // the diagnostic's sentence
	Hint    string
}

// Made counts what there is after the start.
type Made struct{ Users, Groups, Services, Roles, CustomScopes int }

// Family is a group of verbs: one column of Access, which unfolds.
type Family struct {
	ID    string // "own", "users", "servers", "groups", "tokens", "services", "shares", "hub", "custom"
	Verbs []Verb
}

// Verb is one thing to do, and the scope that it takes.
type Verb struct {
	ID    string // "servers.stop"
	Scope string // base: "delete:servers"
	// Kind of the target that a question about the verb may name: "user", "server", "group", "service" or "".
	Kind string
}

// Reach says over whom a verb reaches, from nothing to everything.
type Reach uint8

const (
	Nothing Reach = iota
	Self          // only the subject's own
	Some          // Targets
	Everyone
	Unclear // something unread could change it
)

// Target is what a filter names.
type Target struct{ Kind, Name string } // Kind: user, server, group, service

// Cell is one subject's reach with one verb.
type Cell struct {
	Verb    string
	Reach   Reach
	Own     bool     // Reach Some: and their own besides
	Targets []Target // Reach Some, sorted
}

// Summary is a family's folded cell: the widest reach in it, and the verbs that have it when not all do.
type Summary struct {
	Cell
	All   bool     // every verb of the family has this reach
	Verbs []string // the IDs of those that have it
}

// RowKind groups the rows of Access, in this order.
type RowKind uint8

const (
	RowAnyone RowKind = iota + 1 // any user, any member of …, any admin
	RowUser
	RowService
)

// Row is one subject of Access.
type Row struct {
	Kind    RowKind
	Subject rbac.Subject
	Who     string // in the check language
	Groups  []string
	Roles   []string
	Admin   bool
	Cells   []Cell    // one a verb, in the order of Access.Families
	Folded  []Summary // one a family
	Error   string    // the Hub cannot resolve this subject: why
}

// Access is the matrix of who reaches whom.
type Access struct {
	Families []Family
	Rows     []Row
	Hidden   map[RowKind]int // rows that Request.Rows or Filter left out
	Total    map[RowKind]int
}

// Option is one entry of a select.
type Option struct{ Value, Label, Group string }

// Why answers Ask with its reasons.
type Why struct {
	Ask     Ask
	Whos    []Option
	Targets []Option // for the verb's kind; the first is everyone
	Scope   string   // "delete:servers!server=student3/"
	Check   string   // the same question as a line of the check language
	Request string   // the request that was typed, where one was; Verb is the zero Verb then, unless it is a scope
	Row     Row      // the subject's row, for the sentence
	Verb    Verb
	Result  rbac.Result
	Paths   []Path
	Near    []Near
	Unread  []diag.Span
	HTTP    *HTTP    // the request that does it; nil where no single one fits
	WhoElse []Who    // others who can, shortest reason each; sorted, users before services
	More    int      // further ones that WhoElse leaves out
	Fixes   []Remedy // what would make a no a yes, the least excess first; only for the open view
}

// Path is an rbac.Path with the places of its steps.
type Path struct {
	rbac.Path
	RoleSpan, HeldSpan, GroupSpan, RawSpan, MatchSpan diag.Span
}

// Near is an rbac.NearMiss with places.
type Near struct {
	Path   Path
	Reason rbac.Missed
}

// Who is somebody who can, and how: by a role, perhaps by a group.
type Who struct {
	Who   string
	Kind  RowKind
	Role  string
	Group string
	Reach Reach
	Path  *Path // the shortest way; nil where it was not looked for, or takes no scope
}

// CheckResult is one checked line with its part.
type CheckResult struct {
	Part string
	checks.Result
}

// Names is what completion offers: the version's scopes and the config's own names.
type Names struct {
	Scopes                         []ScopeName
	Users, Groups, Services, Roles []string
	Servers                        []string // "user/server"
}

// ScopeName is a scope with what it includes.
type ScopeName struct {
	Name     string
	Includes []string
	Custom   bool
}
