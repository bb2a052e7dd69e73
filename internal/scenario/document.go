package scenario

import (
	"strings"

	"rolecall.example/internal/diag"
)

// FormatNumber is the document format that this package reads and writes.
const FormatNumber = 1

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
	// File is a config fence's file name, Lang its language ("python", "yaml").
	File, Lang string
	Restart    bool   // Config: starts the Hub again over the same database
	Text       string // the inside: lines between the fences or the dashes, each with its line end
	Start      int    // byte offset of Text in the document

	fence fence // how the block is fenced; zero for prose
}

// Meta is a document's header.
type Meta struct {
	Format         int
	Title          string
	Summary        string
	JupyterHub     string // full version; rbac.DefaultVersion when left out
	OAuthenticator string // empty: the one of the JupyterHub's time, OAuthenticatorOf
	Host           string // plain, z2jh, tljh
	// Stops is the id of the error with which this Hub stops at start-up, for a document that shows just that:
	// such a document holds when the Hub stops with this error. Empty: the Hub is to start.
	Stops string
}

// SavedState is the `state` fence.
type SavedState struct {
	BeforeUsers, BeforeAdmins []string
	Users                     []string
	Servers, Running          map[string][]string
	Shares                    []Share
	Environment               map[string]string
	Files                     map[string]string
	Values                    map[string]string // Python literals for what the config does not define
	Run                       []string          // functions of the config that are called with c
	People                    []Person          // who logs in, in the order of the text
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

// Print writes the document out: Parse(Print(d)) equals d, and Print after Parse is the text itself.
func (d *Document) Print() string {
	var b strings.Builder
	for i := range d.Blocks {
		b.WriteString(d.Blocks[i].Raw)
	}
	return b.String()
}

// Find returns the block of a part.
func (d *Document) Find(part string) (*Block, bool) {
	if part == "" {
		return nil, false
	}
	for i := range d.Blocks {
		if d.Blocks[i].Part == part {
			return &d.Blocks[i], true
		}
	}
	return nil, false
}

// Offset turns a span of a part into a span of the document's own text, for messages that speak of the file.
// The result's File is "document". A span of a part that the document lacks comes back as it is.
func (d *Document) Offset(s diag.Span) diag.Span {
	b, ok := d.Find(s.File)
	if !ok {
		return s
	}
	return diag.Span{File: documentPart, Start: b.offset(s.Start), End: b.offset(s.End)}
}

// offset maps an offset of Text to one of the document. They differ by more than Start where the fence is
// indented: Text has its lines without that indentation.
func (b *Block) offset(at int) int {
	at = max(0, min(at, len(b.Text)))
	if b.fence.indent == 0 {
		return b.Start + at
	}
	inside := b.Raw[b.fence.textStart-b.fence.start : b.fence.textEnd-b.fence.start]
	line, base := b.Text, b.fence.textStart
	for {
		base += stripped(inside, b.fence.indent)
		n := strings.IndexByte(line, '\n') + 1
		if n == 0 || at < n {
			return base + at
		}
		if n == len(line) && at == n {
			return base + n
		}
		inside = inside[strings.IndexByte(inside, '\n')+1:]
		line, base, at = line[n:], base+n, at-n
	}
}
