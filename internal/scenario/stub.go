// Package scenario reads and prints scenario documents (format 1): Markdown with a header, config files,
// checks, and state. Prose is kept exactly; an editor changes blocks in place.
package scenario

import "rolecall.example/internal/diag"

// BlockKind says what a block of a document is.
type BlockKind uint8

const (
	Prose  BlockKind = iota + 1 // everything between the fences, blank lines and other fences included
	Header                      // front matter, or a fence ```rolecall
	Config                      // a fence with a file name
	Checks
	State
)

// Block is one piece of a document. Concatenating Raw of all blocks gives the document back, byte for byte.
type Block struct {
	Kind BlockKind
	Raw  string
	// Part names the block in diagnostics and in the editor; unique in a document: "jupyterhub_config.py",
	// "checks", "checks-2", "state", "header"; a config file after a restart: "jupyterhub_config.py@2".
	Part string
	// File is a config fence's file name, Lang its language word ("python", "yaml").
	File, Lang string
	Restart    bool   // Config: starts the Hub again over the same database
	Text       string // the inside: lines between the fences or the dashes, each with its line end
	Start      int    // byte offset of Text in the document
}

// Meta is a document's header.
type Meta struct {
	Format         int
	Title          string
	Summary        string
	JupyterHub     string // full version; rbac.DefaultVersion when left out
	OAuthenticator string
	Host           string // plain, z2jh, tljh
}

// SavedState is the `state` fence.
type SavedState struct {
	BeforeUsers, BeforeAdmins []string
	Users                     []string
	Servers, Running          map[string][]string
	Shares                    []Share
	Environment               map[string]string
	Files                     map[string]string
	HasPeople                 bool
}

// Share is one entry of state's shares.
type Share struct {
	Owner, Server, With string // With: "user NAME" or "group NAME"
	Scopes              []string
	HasScopes           bool
}

// Document is a scenario.
type Document struct {
	Blocks []Block
	Meta   Meta
	State  SavedState
}

// Parse reads a document. It always returns one; errors are diagnostics in the part they stand in
// (Span.File is Block.Part, offsets count in Block.Text), or in the part "document" with offsets in text.
func Parse(text string) (*Document, []diag.Diagnostic) { return &Document{}, nil }

// Print writes the document out: Parse(Print(d)) equals d, and Print after Parse is the text itself.
func (d *Document) Print() string { return "" }

// Find returns the block of a part.
func (d *Document) Find(part string) (*Block, bool) { return nil, false }

// Replace returns the document's text with the inside of one part changed and all else kept exactly. A fence
// that the new text would close early is lengthened.
func (d *Document) Replace(part, text string) string { return "" }

// Offset turns a span of a part into a span of the document's own text, for messages that speak of the file.
func (d *Document) Offset(s diag.Span) diag.Span { return s }
