// Package secrets finds what looks like a secret in a text that somebody is about to show to others: values of settings
// whose names say so, tokens of known shapes, passwords in URLs, private keys, long random strings; and, as a note,
// e-mail addresses. It reads text, not programs, so it works on a config that does not parse, and costs time in
// proportion to the text.
//
// It errs on the quiet side where a text says itself that it is an example ("changeme", "<your token>", "super-secret"):
// a warning that is wrong twice is not read a third time. Its answer is "looks like", never "is".
package secrets

// IDs of findings. They are stable over releases.
const (
	Token      = "secret-token"         // a token of JupyterHub or of a service
	Password   = "secret-password"      // a password
	Client     = "secret-client-secret" // of an OAuth client
	Cookie     = "secret-cookie-secret" // what the Hub signs cookies or encrypts its state with
	PrivateKey = "secret-private-key"   // a key in PEM
	Cloud      = "secret-cloud-key"     // of a cloud or a code host, by its name or shape
	URL        = "secret-in-url"        // a password in an address
	Random     = "secret-random"        // nothing but its looks
	Email      = "personal-email"       // no secret, but somebody's
)

// Syntax says how bare words are read: as names in Python, as values in YAML, in prose only where they stand behind `NAME=`
// or look random.
type Syntax uint8

const (
	Plain Syntax = iota
	Python
	YAML
)

// Finding is one place. text[Start:End] is the value alone, without its quotes.
type Finding struct {
	Start, End int
	ID         string
	Name       string // of the setting, as written; empty where the looks alone tell
}

// IsNote reports whether the finding is no secret but worth a word.
func (f Finding) IsNote() bool { return f.ID == Email }
