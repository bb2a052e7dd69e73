// Package limits is the one table of what Rolecall takes before it stops. Every part keeps these; each is tested at
// the limit and one past it.
package limits

import "time"

const (
	// Document is the size in bytes of a document in the page or on the command line.
	Document = 1 << 20

	// EvaluationSteps, EvaluationBytes and EvaluationDepth bound the evaluation of a config: steps of the evaluator,
	// bytes of values that it makes, and how deep calls and expressions nest.
	EvaluationSteps = 5_000_000
	EvaluationBytes = 64 << 20
	EvaluationDepth = 200

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

	// StaticRows bounds the rows of each kind in a view that the server renders; the rest is a number.
	StaticRows = 60

	// YAMLDepth and YAMLNodes bound a header or state: how deep it nests, and its nodes once aliases are followed.
	YAMLDepth = 20
	YAMLNodes = 10_000

	// HighlightBytes and HighlightTime bound the highlighting of a text, MarkdownBytes and MarkdownDepth the
	// rendering of prose: its size, and how deep its blocks and spans nest. Beyond them a text stands plain.
	HighlightBytes = 64 << 10
	HighlightTime  = 50 * time.Millisecond
	MarkdownBytes  = 64 << 10
	MarkdownDepth  = 20

	// RequestTarget and RequestHeader bound a request's path with query, and all its header fields, in bytes.
	RequestTarget = 8 << 10
	RequestHeader = 32 << 10
)
