// Package enough finds the scopes that are enough for wishes: what a subject is to be able to do and cannot yet.
//
// # Wishes
//
// A wish is a line of its own, and speaks in the requests of the check language:
//
//	line = subject ":" wish { "," wish } [ comment ] .
//	wish = request | METHOD "any" ( "user" | "server" | "group" | "service" ) .
//
// `service culler: GET /users, DELETE any server` wishes for the whole list of users, and to stop whatever server there is or
// will be. A listing is wished for as a whole, or with `seeing [NAMES]` for these names alone. The comma that parts two wishes
// has a blank behind it.
//
// # What is enough
//
// Of all sets of scopes that fulfil the wishes the one with the least excess is found, and of these one with the fewest
// scopes. The excess counts what is granted besides: for each scope that is held in the end the users, servers, groups and
// services that it covers, and once more where it also covers those to come; less what the subject holds already, and what
// the wishes ask for. The search is exact unless it runs into its bound, which Answer.Exact tells.
package enough

import (
	"strings"

	"rolecall.example/internal/checks"
	"rolecall.example/internal/diag"
	"rolecall.example/internal/limits"
)

// Wish is one thing that a subject is to be able to do.
type Wish struct {
	Subject checks.Subject
	Request checks.Request
	Method  string // with Any: what is to be done to whatever there is of a kind
	Any     string // user, server, group or service; empty: Request
	Span    diag.Span
}

// String writes the wish as it is written in a line.
func (w *Wish) String() string {
	if w.Any != "" {
		return w.Method + " any " + w.Any
	}
	return w.Request.String()
}

// anyPaths are the addresses of whatever there is of a kind.
var anyPaths = map[string]string{"user": "/users/+", "server": "/users/+/server", "group": "/groups/+", "service": "/services/+"}

// Parse reads lines of wishes. A line that is none has one diagnostic.
func Parse(part, text string) ([]Wish, []diag.Diagnostic) {
	var out []Wish
	var wrong []diag.Diagnostic
	at := 0
	for raw := range strings.Lines(text) {
		start := at
		at += len(raw)
		list, bad := line(strings.TrimRight(raw, "\r\n"))
		span := diag.Span{File: part, Start: start, End: start + len(strings.TrimRight(raw, "\r\n"))}
		if bad != nil {
			bad.Span = span
			wrong = append(wrong, *bad)
			continue
		}
		for _, w := range list {
			w.Span = span
			if len(out) == limits.Checks {
				return out, append(wrong, diag.Diagnostic{Span: span, ID: "limit-wishes", Severity: diag.Error, Message: "these are more wishes than are looked at"})
			}
			out = append(out, w)
		}
	}
	return out, wrong
}

// line reads the wishes of one line; none of a line that is blank.
func line(text string) ([]Wish, *diag.Diagnostic) {
	text = strings.TrimSpace(uncommented(text))
	if text == "" {
		return nil, nil
	}
	who, rest, ok := subjectOf(text)
	if !ok {
		return nil, &diag.Diagnostic{ID: "wish-syntax", Severity: diag.Error, Message: "expected a subject and a colon before the wishes", Hint: "write: service culler: GET /users"}
	}
	lines, wrong := checks.Parse("", who+" can self")
	if len(wrong) > 0 {
		return nil, &wrong[0]
	}
	check, isCheck := lines[0].Node.(*checks.Check)
	if !isCheck {
		return nil, &diag.Diagnostic{ID: "wish-syntax", Severity: diag.Error, Message: "expected one subject before the colon"}
	}
	var out []Wish
	for _, one := range pieces(rest) {
		w := Wish{Subject: check.Subject}
		if words := strings.Fields(one); len(words) == 3 && words[1] == "any" && anyPaths[words[2]] != "" && words[0] == strings.ToUpper(words[0]) {
			w.Method, w.Any = words[0], words[2]
		} else if request, bad := checks.ParseRequest("", one); bad != nil {
			return nil, bad
		} else {
			w.Request = request
		}
		out = append(out, w)
	}
	return out, nil
}

// subjectOf parts a line at its first colon that a blank follows and no quote is around: a NAME may hold colons.
func subjectOf(text string) (who, rest string, ok bool) {
	quoted := false
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '\\' && quoted:
			i++
		case text[i] == '"':
			quoted = !quoted
		case text[i] == ':' && !quoted && (i+1 == len(text) || text[i+1] == ' '):
			return strings.TrimSpace(text[:i]), text[i+1:], i > 0
		}
	}
	return "", "", false
}

// pieces parts wishes at commas that a blank follows and that stand in no quotes or brackets.
func pieces(text string) []string {
	var out []string
	quoted, depth, from := false, 0, 0
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\\' && quoted:
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '[' || c == '{':
			depth++
		case c == ']' || c == '}':
			depth--
		case c == ',' && depth <= 0 && (i+1 == len(text) || text[i+1] == ' '):
			out = append(out, strings.TrimSpace(text[from:i]))
			from = i + 1
		}
	}
	return append(out, strings.TrimSpace(text[from:]))
}

// uncommented takes a comment away: what follows a # at the start or behind a blank, outside of quotes.
func uncommented(text string) string {
	quoted := false
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '\\' && quoted:
			i++
		case text[i] == '"':
			quoted = !quoted
		case text[i] == '#' && !quoted && (i == 0 || text[i-1] == ' '):
			return text[:i]
		}
	}
	return text
}
