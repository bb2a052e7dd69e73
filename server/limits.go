package server

import "time"

// What a request and a rendering may cost. The limits of documents themselves stand with their readers.
const (
	// MaxTarget is the longest request target (path and query) in bytes; beyond it the answer is 414.
	MaxTarget = 8 << 10
	// MaxHeader is the most that all header fields of a request may measure together, in bytes; beyond it the
	// answer is 431. net/http itself closes the connection at hardMaxHeader, so that the reading is bounded too.
	MaxHeader     = 32 << 10
	hardMaxHeader = 64 << 10

	// MaxHighlight is the largest text that is highlighted, in bytes, and HighlightTime what it may take; beyond
	// either the text stands plain.
	MaxHighlight  = 64 << 10
	HighlightTime = 50 * time.Millisecond
	// MaxMarkdown is the largest prose that is rendered as Markdown, in bytes, and MaxMarkdownDepth how deep its
	// blocks and spans may nest; beyond either the prose stands as it was written.
	MaxMarkdown      = 64 << 10
	MaxMarkdownDepth = 20

	// RowsShown is how many rows of each kind a page shows before "and N more".
	RowsShown = 60
)

// How long a connection may take for each of its stages.
const (
	readHeaderTime = 5 * time.Second
	readTime       = 10 * time.Second
	writeTime      = 60 * time.Second
	idleTime       = 2 * time.Minute
	// DrainTime is how long a stopping server waits for requests that it has begun.
	DrainTime = 10 * time.Second
)
