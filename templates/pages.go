package templates

import (
	"time"

	"github.com/a-h/templ"

	"rolecall.example/internal/playground"
)

// Assets are the addresses of built site files, with their hashes in the names. An empty one is left out of the
// page.
type Assets struct {
	CSS          string // the style sheet
	PlaygroundJS string // the playground's module
	ThemeJS      string // a small classic script that sets the theme before the first paint
	PageJS       string // the small module of pages that are read: theme, copying
	EmbedCSS     string // the style sheet of embeds
	EmbedJS      string // the module of embeds
	EmbedHost    string // /embed/v1.js, the script of pages that show embeds; Integrity has its hash
	Icon         string // favicon.svg
	Worker       string // the engine's worker
	Engine       string // the WebAssembly file
	Runtime      string // Go's wasm_exec.js, where the bundle keeps it apart
	// Static tells that the pages are files that no server of ours answers: what needs one is not offered.
	Static bool
	// Integrity has the hash of each address, for the attribute of that name: a browser runs what was built or nothing.
	Integrity map[string]string
}

// PlaygroundData is the page "/".
type PlaygroundData struct {
	Assets   Assets
	Document string // the scenario document, as the editor gets it
	From     string // what the document is a copy of: a name of the gallery, "s/ID", or ""
	Response *playground.Response
	Options  Options
	View     string   // the tab that is chosen: "access" (or empty), "why", "login", "map", "startup", "checks"
	Versions []string // every JupyterHub version to choose from, whole, newest stable first
	// Panel is that view, drawn. Nil: Access. The server draws no other, so that its program holds none of them.
	Panel templ.Component
	// ConfigHTML is the first config, highlighted, as the editor's place shows it until the editor runs. Empty:
	// plain text is shown.
	ConfigHTML string
	// Sharing tells that the server keeps scenarios. EmbedIntegrity is the hash of the host script of embeds, empty where there are none; Origin is where
	// a terminal finds this server.
	Sharing                bool
	EmbedIntegrity, Origin string
	// Follows are files on the server's machine that the document is read from, whenever they are saved; nil: none.
	Follows *Follows
}

// Follows are files that a playground follows.
type Follows struct {
	Name    string // what they are called
	Version string // of what was read, for the script
	Problem string // why they could not be read; the document is how they were before
}

// GalleryData is the page "/gallery".
type GalleryData struct {
	Assets   Assets
	Sections []GallerySection
	// Query is what was searched for; Found then has what fits it, the best first, and Sections nothing.
	Query string
	Found []GalleryCard
}

// GallerySection is one heading of the gallery with its cards.
type GallerySection struct {
	ID, Title, Summary string
	Cards              []GalleryCard
}

// GalleryCard is one scenario of the gallery.
type GalleryCard struct {
	Name    string // the address is /gallery/NAME
	Title   string
	Summary string // plain text; `code` between backquotes is set as code
	Version string // of JupyterHub, whole
	Symptom string // what brings people to it, in their words
	Said    string // a message that goes with it, where the search found it for that
	Tally   playground.Tally
	Verdict playground.Verdict
	// Starts is false where this scenario shows a Hub that stops at start-up.
	Starts bool
}

// ScenarioData is a scenario's page: a gallery entry's, or a shared one's.
type ScenarioData struct {
	Assets   Assets
	Name     string // of the gallery: "reader"
	Title    string
	Summary  string
	Said     []string // of the gallery: messages that go with it
	Response *playground.Response
	Options  Options  // Static is set by the page
	Pieces   []Piece  // the document's prose, configs and checks, in its order
	TryURL   string   // "/?from=gallery/NAME"
	RawURL   string   // the document itself
	Scopes   []string // that the document uses, of its version, for links into the reference
	Shared   *Shared  // of a shared scenario; nil in the gallery
	Preview  *Preview
}

// Shared is what a shared scenario's page says beyond a gallery entry's.
type Shared struct {
	URL        string // the page's own address, whole, to be copied
	Created    time.Time
	Saved, Now Summing // what was said when it was saved, and what is said now
	// SavedEngine and Engine are the releases that said so.
	SavedEngine, Engine string
	CompareURL          string // compares with the scenario that this is a copy of; empty: it is none's
	ParentURL           string // that scenario; empty where it was deleted
	IsCopy              bool
	JSONURL             string
	ReportURL           string // where to tell of abuse; empty: nowhere
}

// Summing is a verdict as it is kept beside a document: a Hub that is to stop counts as a check.
type Summing struct {
	Starts              bool
	Hold, Fail, Invalid int
}

// Piece is one block of a scenario's page: prose, a config, the state, or checks, whose verdicts then stand at their place.
type Piece struct {
	// HTML is trusted: goldmark's for prose, chroma's lines for a config (the inside of <pre>, one
	// <span class="code-line"> a line; see CodeLines and LinePrefix).
	HTML string
	// Part and File name a config. Part alone names checks and the state; both are empty for prose.
	Part, File string
	Checks     bool
	Restart    bool // the config starts the Hub again
}

// ErrorData is any error's page.
type ErrorData struct {
	Assets  Assets
	Status  int    // 404
	Title   string // "There is no such page"; empty: the usual words for Status
	Message string // one or two sentences; empty: the usual words
}
