package templates

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/a-h/templ"

	"rolecall.example/internal/playground"
	"rolecall.example/internal/scenario"
	"rolecall.example/internal/secrets"
)

// ShareData is what is said of a document before it is shared.
type ShareData struct {
	Response *playground.Response
	Bytes    int // of the document
	Most     int // that a server takes
	Findings []ShareFinding
}

// ShareFinding is a place that looks like a secret, or like somebody's.
type ShareFinding struct {
	secrets.Finding
	Part         string
	Line, Column int
	Value        string
}

// secretsShown is how many places are listed; the rest is a number.
const secretsShown = 5

// findings are those that warn, or those that only note something, each with its number in d.Findings.
func (d *ShareData) findings(notes bool) (out []int) {
	for i, f := range d.Findings {
		if f.IsNote() == notes {
			out = append(out, i)
		}
	}
	return out
}

// secretWords say what a place seems to hold.
var secretWords = map[string]string{
	secrets.Token: "a token", secrets.Password: "a password", secrets.Client: "a client secret", secrets.Cookie: "a key of the Hub",
	secrets.PrivateKey: "a private key", secrets.Cloud: "a key of another service", secrets.URL: "a password in an address",
	secrets.Random: "a secret: nobody would think this up",
}

func (f *ShareFinding) place() place { return place{part: f.Part, line: f.Line, column: f.Column} }

// title says where and what: "jupyterhub_config.py, line 10 seems to hold a token".
func (f *ShareFinding) title() string {
	return f.place().label() + ", seems to hold " + secretWords[f.ID]
}

// masked shows enough of a secret to know it by: its beginning and its end.
func (f *ShareFinding) masked() string {
	v := oneLine(f.Value)
	const most, ends = 10, 3
	if utf8.RuneCountInString(v) <= most {
		r := []rune(v)
		return string(r[:min(2, len(r))]) + "…"
	}
	r := []rune(v)
	return string(r[:ends]) + "…" + string(r[len(r)-ends:])
}

// code shows the setting and enough of its value.
func (f *ShareFinding) code() string {
	if f.Name == "" {
		return f.masked()
	}
	return shown(f.Name) + ": " + f.masked()
}

// ShareUploaded says what a document holds: "title, jupyterhub_config.py, checks and notes".
func ShareUploaded(r *playground.Response) string {
	var names []string
	add := func(name string) {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if r.Meta.Title != "" {
		add("title")
	}
	for _, b := range r.Document.Blocks {
		switch {
		case b.Kind == scenario.Config:
			add(shown(b.File))
		case b.Kind == scenario.Checks:
			add("checks")
		case b.Kind == scenario.State:
			add("state")
		case b.Kind == scenario.Prose && strings.TrimSpace(b.Raw) != "":
			add("notes")
		}
	}
	const most = 8
	n := len(names)
	if n > most {
		names = append(names[:most-1:most-1], count(n-most+1, "part more", "parts more"))
		n = most
	}
	what := "an empty document"
	switch {
	case n == 1:
		what = names[0]
	case n > 1:
		what = strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
	return "Uploaded: " + what + ". This document as it stands, and nothing else."
}

// bytesOf is a size for people: "812 bytes", "1.2 kB".
func bytesOf(n int) string {
	if n < 1000 {
		return count(n, "byte", "bytes")
	}
	return strconv.FormatFloat(float64(n)/1000, 'f', 1, 64) + " kB"
}

// sharing marks the dialog of a server that keeps scenarios.
func sharing(d *PlaygroundData) templ.Attributes {
	if d.Sharing {
		return templ.Attributes{"data-sharing": ""}
	}
	return nil
}

// apiOrigin is where a terminal finds this server, or words for an address that the server does not know itself.
func apiOrigin(d *PlaygroundData) string {
	if d.Origin != "" {
		return d.Origin
	}
	return "http://THIS-SERVER"
}

// deletionFile is what a deletion token is kept in. The script puts values in the place of the words in capitals.
const deletionFile = `Rolecall scenario: TITLE
Page: URL
Deletion token: TOKEN

Whoever has the token can delete the page, in the playground that shared it or with:

    curl -X DELETE -H "Authorization: Bearer TOKEN" API
`
