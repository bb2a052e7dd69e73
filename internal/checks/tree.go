package checks

import "rolecall.example/internal/diag"

// Line is one line that says something; blank and comment lines have none.
type Line struct {
	Span diag.Span // the whole line without its comment
	Text string    // as written, trimmed, without its comment
	Node Node      // nil where the line did not parse
}

// Node is the line's tree: *Check, *Only, *Nobody, *TokenIs or *After.
type Node interface{ node() }

// At is where a piece of a line stands: bytes of the part's text.
type At struct{ Start, End int }

// Check claims that a subject can, or cannot.
type Check struct {
	Subject Subject
	Cannot  bool
	Request Request
	Because *Because // the role that the yes runs through; nil: any
}

// Because names a role, or for a login a rule.
type Because struct {
	Name string
	At   At
}

// Only claims that each of its subjects can and that nobody else can.
type Only struct {
	Subjects []Subject
	Request  Request
}

// Nobody claims that no user and no service can.
type Nobody struct{ Request Request }

// TokenIs claims that the Hub issues a token, or refuses it.
type TokenIs struct {
	Token   Token
	Refused bool
	At      At // of the token
}

// After is a step: it changes the Hub for the lines below it.
type After struct {
	Subject Subject
	Call    *Call // nil: the subject logs in
	At      At    // of what is done
}

func (*Check) node()   {}
func (*Only) node()    {}
func (*Nobody) node()  {}
func (*TokenIs) node() {}
func (*After) node()   {}

// SubjectKind says how a subject is written.
type SubjectKind uint8

const (
	User      SubjectKind = iota + 1 // NAME, user NAME
	Service                          // service NAME
	Server                           // server USER/[SERVER]: the token that the server gets as it is spawned
	TokenOf                          // token of OWNER with [SCOPES]
	AnyUser                          // any user
	AnyMember                        // any member of GROUP
	AnyAdmin                         // any admin
)

// Subject is who asks.
type Subject struct {
	Kind   SubjectKind
	Name   string // the user, service or group; Server: its user
	Server string // Server: its name, empty for the default server
	Token  *Token // TokenOf
	At     At
}

// Token is a token that is asked for.
type Token struct {
	OfService bool
	Owner     string
	Scopes    []Scope
	At        At // of the owner's name
}

// RequestKind says what sort of thing is asked.
type RequestKind uint8

const (
	AskScope RequestKind = iota + 1 // a scope, held for what its filter names
	AskCall                         // a call of the REST API
	AskOpen                         // a page or a server, opened in a browser
	AskLogIn                        // logging in
)

// Request is what a subject can do.
type Request struct {
	Kind      RequestKind
	Scope     Scope
	Call      Call
	Seeing    []string // AskCall: the names that the answer shows
	HasSeeing bool
	Path      string // AskOpen
	At        At
}

// Call is a request to the REST API.
type Call struct {
	Method, Path string
	Body         string // JSON as written; empty: none
}

// Scope is a scope name with its filter.
type Scope struct {
	Base  string
	Kind  string // user, server, group, service; empty: no filter
	Value string // empty: the bare filter, such as `!user`; of a server: USER/SERVER
	At    At
}

// String writes the scope as JupyterHub does.
func (s Scope) String() string {
	switch {
	case s.Kind == "":
		return s.Base
	case s.Value == "":
		return s.Base + "!" + s.Kind
	}
	return s.Base + "!" + s.Kind + "=" + s.Value
}
