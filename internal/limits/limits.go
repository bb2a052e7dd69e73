// Package limits is the one table of what Rolecall takes before it stops. Every part keeps these; each is tested at
// the limit and one past it.
package limits

import "time"

const (
	// Replies bounds the answers to a config's questions that one message of the page brings.
	Replies = 100

	// Fields and FieldBytes bound what one message says of the controls of the views: how many, and bytes of names and
	// values together.
	Fields     = 64
	FieldBytes = 1 << 16

	// Document is the size in bytes of a document in the page or on the command line.
	Document = 1 << 20

	// EvaluationSteps, EvaluationBytes and EvaluationDepth bound the evaluation of a config: steps of the evaluator,
	// bytes of values that it makes, and how deep calls and expressions nest.
	EvaluationSteps = 5_000_000
	EvaluationBytes = 64 << 20
	EvaluationDepth = 200

	// PythonFile is the size in bytes of one file of a config; PythonFiles how many there may be, with those that
	// they load, PythonLoads how many load each other in a row.
	PythonFile  = 1 << 20
	PythonFiles = 200
	PythonLoads = 20

	// PythonBrackets and PythonBlocks are how many brackets may be open, and blocks inside each other, as CPython
	// has it; PythonNesting how deep operators, calls and brackets nest in one expression, PythonFStrings f-strings
	// in the braces of f-strings; PythonFrames how deep all evaluations nest, calls included.
	PythonBrackets = 200
	PythonBlocks   = 100
	PythonNesting  = 1_000
	PythonFStrings = 16
	PythonFrames   = 8_000

	// PythonClauses is how many loops a comprehension has, as CPython has it.
	PythonClauses = 20

	// PythonDiagnostics is how much is said about one file, before one more says that the rest is left out;
	// PythonReplaced how many earlier values of one setting are kept to advise about.
	PythonDiagnostics = 200
	PythonReplaced    = 20

	// QuestionHangs is how many places are named that hang on one question; the rest is a number.
	QuestionHangs = 50

	// HubSaid is how many bytes of an error of the Hub, or of its log, are read.
	HubSaid = 32 << 10

	// TokenScopes is how many scopes of a token that somebody asks for are looked at.
	TokenScopes = 100

	// Changes is how many changes between two Hubs are told apart, each about other people; ChangeTargets how many
	// targets of one are listed. ChangeSteps bounds the names that a comparison looks at.
	Changes       = 300
	ChangeTargets = 1_000
	ChangeSteps   = 5_000_000

	// ValueDepth is how deep containers nest in what is taken from a config, and in JSON and YAML that it reads;
	// ValueBytes what each value in it counts against EvaluationBytes.
	ValueDepth = 100
	ValueBytes = 160

	// Causes is how many unknowns are named of those that one value hangs on.
	Causes = 16

	// GeneratorBytes is what a generator of Python counts against EvaluationBytes: it has a stack of its own.
	GeneratorBytes = 4 << 10

	// KeyDepth, KeyItems and KeyBytes bound a tuple that is a dict's key: how deep it nests, its elements, its size.
	// FormatDigits is how many digits a format may ask for after the point. What lies beyond is unknown.
	KeyDepth     = 20
	KeyItems     = 1_000
	KeyBytes     = 64 << 10
	FormatDigits = 1_000

	// ExportFile and ExportView are the bytes of an exported config after which further entries are left out: from the
	// command, and in a view. One list may stand in thousands of roles.
	ExportFile = 16 << 20
	ExportView = 64 << 10

	// Users, Groups, Services and Roles bound what a Hub has after its start.
	Users    = 100_000
	Groups   = 20_000
	Services = 2_000
	Roles    = 5_000

	// Checks bounds the check lines of a document. Questions bounds the work of those that ask for more than one
	// answer: a scope asked of one candidate of `only` or `nobody` is 1, and what looks at all of a Hub, or changes
	// it, weighs by the Hub's size.
	Checks    = 500
	Questions = 2_000_000

	// People is how many people a state describes who log in.
	People = 500

	// RouteWork bounds the search for routes to more permissions: looking at somebody is 1, a change of the Hub weighs by its
	// users. Routes is how many are told.
	RouteWork = 30_000
	Routes    = 40

	// Secrets is how many places of one text are said to look like a secret.
	Secrets = 100

	// StaticRows bounds the rows of each kind in a view that the server renders; the rest is a number.
	StaticRows = 60

	// YAMLDepth and YAMLNodes bound a header or state, and YAML that a config reads: how deep it nests, and its nodes,
	// in a header or state once aliases are followed.
	YAMLDepth = 20
	YAMLNodes = 10_000

	// HighlightBytes and HighlightTokens bound the highlighting of a text, MarkdownBytes and MarkdownDepth the
	// rendering of prose: its size, and how deep its blocks and spans nest. Beyond them a text stands plain.
	HighlightBytes  = 64 << 10
	HighlightTokens = 20_000 // about 50 ms
	MarkdownBytes   = 64 << 10
	MarkdownDepth   = 20

	// ScopeQuery is the size in bytes of what the reference of scopes searches for.
	ScopeQuery = 200
	// GridSingles is how many people a map shows one by one, GridLines how many rows and columns it has at most, and GridNames how many
	// names of a line it keeps.
	GridSingles = 12
	GridLines   = 40
	GridNames   = 6
	// GridPeople is how many people a map looks at, and GridTargets how many filters that they hold, all together.
	GridPeople  = 5000
	GridTargets = 200_000
	// GraphLines is how many boxes a layer of the graph of roles has at most.
	GraphLines = 40
	// GalleryQuery is the size in bytes of what the gallery searches for: a few lines of a log.
	GalleryQuery = 1000

	// SharedDocument is the size in bytes of a document that is shared or embedded, SharedTitle how many characters of
	// its title are kept beside it. SharedPages bounds the bytes of
	// rendered pages of shared scenarios that a server keeps.
	SharedDocument = 64 << 10
	SharedTitle    = 300
	SharedPages    = 64 << 20

	// EmbedPage is the weight of an embed's page, in bytes of gzip: with its style sheet and script it stays below 30 KB.
	EmbedPage = 16 << 10

	// EvaluationsPerCore is how many evaluations of one core a server has under way; further ones wait for
	// EvaluationWait and are then refused.
	EvaluationsPerCore = 2
	EvaluationWait     = 2 * time.Second

	// WritesAMinute and WritesADay are how often one address may save or delete, EvaluationsAMinute how often it may
	// have something evaluated; Clients is how many counts are kept.
	WritesAMinute      = 10
	WritesADay         = 100
	EvaluationsAMinute = 60
	Clients            = 200_000

	// RequestTarget and RequestHeader bound a request's path with query, and all its header fields, in bytes.
	RequestTarget = 8 << 10
	RequestHeader = 32 << 10
)
