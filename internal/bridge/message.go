// Package bridge is the engine's one door for the browser: JSON in, playground.Run and a view, JSON out. All that the
// page knows about the engine stands in the types of this file; site/src/protocol.ts says the same in TypeScript.
package bridge

// Request is one message of the page.
type Request struct {
	// Op is "run", which evaluates a document, "share", which says what would be shared of it, or "start", which names the
	// versions.
	Op       string `json:"op"`
	Document string `json:"document"`
	// Edits put new text into parts of the document, in order, before anything else is done.
	Edits []Edit `json:"edits"`
	// Replies are answers to the config's questions, for the state, after the edits.
	Replies []Reply `json:"replies"`
	Version string  `json:"version"` // asks about another JupyterHub than the header names; empty: the header's
	Ask     Ask     `json:"ask"`
	Filter  string  `json:"filter"`
	View    string  `json:"view"` // one of panels; the only one that is rendered
	// Fields are what the controls of the views say, by their names: "tokens.scopes". Each view reads its own.
	Fields map[string]string `json:"fields"`
	// Original is the document as it was opened, for the view that compares with it; empty: it is as it was.
	Original string   `json:"original"`
	Unfolded []string `json:"unfolded"`
	Rows     int      `json:"rows"` // of each kind; 0: defaultRows
	// Names is the mark of the names that the page has already (Answer.NamesMark): equal ones are not sent again.
	Names string    `json:"namesMark"`
	Share *ShareAsk `json:"share"`
}

// Edit is the new text of one part. Pasted: it replaced all that was there, and may be for another reader.
type Edit struct {
	Part   string `json:"part"`
	Text   string `json:"text"`
	Pasted bool   `json:"pasted,omitempty"`
}

// Reply is an answer to a playground.Question of that kind and name, or takes it away.
type Reply struct {
	Kind string `json:"kind"`
	Name string `json:"name"`
	Text string `json:"text"`
	Gone bool   `json:"gone"`
}

// Ask is playground.Ask.
type Ask struct {
	Who  string `json:"who"`
	Verb string `json:"verb"`
	Whom string `json:"whom"`
}

// Answer is what comes back. Error alone is set when the request could not be understood.
type Answer struct {
	Document  string       `json:"document"` // after Edits
	Version   string       `json:"version"`
	Title     string       `json:"title"`
	Readable  bool         `json:"readable"`
	Starts    bool         `json:"starts"`
	Stopped   string       `json:"stopped"`
	Parts     []Part       `json:"parts"`
	Ask       Ask          `json:"ask"` // as answered: what was left out is filled in
	Panel     string       `json:"panel"`
	Status    string       `json:"status"`
	Notice    string       `json:"notice"`
	Asked     string       `json:"asked"` // the config's questions
	Counts    Counts       `json:"counts"`
	Marks     []Diagnostic `json:"diagnostics"`
	Lines     []Line       `json:"lines"`
	Offers    []Offer      `json:"offers"`
	Names     *Names       `json:"names"` // null: the page has them
	NamesMark string       `json:"namesMark"`
	Elapsed   float64      `json:"elapsed"` // of Run and the view, in milliseconds

	Share          *Share   `json:"share,omitempty"`    // op share
	Versions       []string `json:"versions,omitempty"` // op start: newest first
	DefaultVersion string   `json:"defaultVersion,omitempty"`
	Error          string   `json:"error,omitempty"`
}

// Offer is a playground.Offer in the editor's terms: From and To count UTF-16 units in the part's text.
type Offer struct {
	Key   string      `json:"key"`
	Edits []OfferEdit `json:"edits"`
}

// OfferEdit replaces what stands from From to To. A part that is not there is made of Text.
type OfferEdit struct {
	Part string `json:"part"`
	From int    `json:"from"`
	To   int    `json:"to"`
	Text string `json:"text"`
}

// Part is one text that the editor shows. Kind is header, notes, config, checks or state.
type Part struct {
	Part    string `json:"part"`
	Kind    string `json:"kind"`
	File    string `json:"file"`
	Lang    string `json:"lang"`
	Restart bool   `json:"restart"`
	Text    string `json:"text"`
}

// Counts are what tabs show beside their names. Startup counts errors and warnings of the start.
type Counts struct {
	Errors    int `json:"errors"`
	Warnings  int `json:"warnings"`
	Questions int `json:"questions"`
	Advice    int `json:"advice"`
	Checks    int `json:"checks"`
	Hold      int `json:"hold"`
	Fail      int `json:"fail"`
	Invalid   int `json:"invalid"`
	Startup   int `json:"startup"`
}

// Diagnostic is a diag.Diagnostic in the editor's terms: From and To count UTF-16 units in the part's text.
type Diagnostic struct {
	Part     string `json:"part"`
	From     int    `json:"from"`
	To       int    `json:"to"`
	Severity string `json:"severity"`
	ID       string `json:"id"`
	Message  string `json:"message"`
	Hint     string `json:"hint"`
}

// Line is a line that the Why view's paths run through, from 1. Note is set where a scope grants the thing.
type Line struct {
	Part string `json:"part"`
	Line int    `json:"line"`
	Note string `json:"note"`
}

// Names are playground.Names.
type Names struct {
	Scopes   []Scope  `json:"scopes"`
	Users    []string `json:"users"`
	Groups   []string `json:"groups"`
	Services []string `json:"services"`
	Roles    []string `json:"roles"`
	Servers  []string `json:"servers"`
}

// Scope is a scope with what it includes.
type Scope struct {
	Name     string   `json:"name"`
	Includes []string `json:"includes"`
	Custom   bool     `json:"custom"`
}
