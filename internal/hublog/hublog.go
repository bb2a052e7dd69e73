// Package hublog reads what a JupyterHub says when it refuses a request: the lines of its log, and the body of the answer.
//
// Since JupyterHub 2 a refusal has up to three lines, and a body, in the words of jupyterhub.scopes.needs_scope and of
// tornado. The line of the scopes names the filter since JupyterHub 5 ("Requires any of [servers] on server=ben/"), the
// line of the request whose it was ("ann@127.0.0.1"). Each is read by itself, and together they say all that there is.
package hublog

import (
	"encoding/json"
	"slices"
	"strings"

	"rolecall.example/internal/limits"
)

// Said is what a text says. Empty fields are not said.
type Said struct {
	Status       int    // 403, or 404 where a filter misses
	Method, Path string // Path is the request's own, "/hub/api/users"
	Who          string // a user or service; the Hub's log does not tell them apart
	// Requires are the scopes of which one would do, Filter what it has to cover: "server=ben/", "*" for everyone.
	Requires []string
	Filter   string
	// Held are the expanded scopes that the request had; HasHeld tells that the text lists them, none included.
	Held    []string
	HasHeld bool
	// Anonymous: there was no valid token or cookie at all.
	Anonymous bool
}

// The words of the Hub.
const (
	notAuthorizing = "Not authorizing access to "
	requiresAny    = "equires any of [" // a capital in the log, none in the body
	notDerived     = ", not derived from scopes ["
	action         = "Action is not authorized with current scopes"
	noAccess       = "No access to resources or resources not found"
	credentials    = "Missing or invalid credentials"
)

// Looks reports whether a text is something that Read would read. It is cheap.
func Looks(text string) bool {
	for _, words := range []string{notAuthorizing, action, noAccess, credentials} {
		if strings.Contains(text, words) {
			return true
		}
	}
	return false
}

// Read reads a text: one line, several, or a body of JSON, with anything around them. Of several refusals the first one
// counts. It is false when the text is none.
func Read(text string) (Said, bool) {
	text = text[:min(len(text), limits.HubSaid)]
	var s Said
	found := false
	for line := range strings.Lines(text) {
		line = unquoted(strings.TrimSpace(line))
		var next Said
		isOne := next.refusal(line)
		isOne = next.request(line) || isOne
		if !isOne {
			continue
		}
		if found && !s.goesWith(&next) {
			break
		}
		found = true
		s.take(&next)
	}
	return s, found && (s.Status != 0 || s.Requires != nil)
}

// refusal reads the words of a refusal in a line.
func (s *Said) refusal(line string) bool {
	switch {
	case strings.Contains(line, notAuthorizing):
		_, rest, _ := strings.Cut(line, notAuthorizing)
		path, rest, ok := strings.Cut(rest, ". R")
		if !ok {
			return false
		}
		s.Path = path
		s.Requires, rest = list(rest, requiresAny)
		if filter, ok := strings.CutPrefix(rest, " on "); ok {
			s.Filter, _, _ = strings.Cut(filter, notDerived)
		}
		if _, held, ok := strings.Cut(rest, notDerived); ok {
			held, _, _ = strings.Cut(held, "]")
			s.Held, s.HasHeld = split(held), true
		}
	case strings.Contains(line, action):
		s.Status = 403
		_, rest, _ := strings.Cut(line, action)
		s.Requires, _ = list(rest, requiresAny)
	case strings.Contains(line, noAccess):
		s.Status = 404
	case strings.Contains(line, credentials):
		s.Status, s.Anonymous = 403, true
	default:
		return false
	}
	return true
}

// list reads the scopes between brackets behind some words, and returns what comes after.
func list(text, words string) (scopes []string, rest string) {
	_, text, ok := strings.Cut(text, words)
	if !ok {
		return nil, ""
	}
	inside, rest, _ := strings.Cut(text, "]")
	return split(inside), rest
}

func split(list string) []string {
	var out []string
	for s := range strings.SplitSeq(list, ",") {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// request reads the status, method, path and bearer of a request's line: "403 GET /hub/api/users (ann@127.0.0.1) 15.12ms".
// The line of an error has the address alone in its brackets.
func (s *Said) request(line string) bool {
	words := strings.Fields(line)
	for i := 0; i+3 < len(words); i++ {
		if words[i] != "403" && words[i] != "404" || !methods[words[i+1]] || !strings.HasPrefix(words[i+2], "/") || !strings.HasPrefix(words[i+3], "(") {
			continue
		}
		s.Status = 403
		if words[i] == "404" {
			s.Status = 404
		}
		s.Method = words[i+1]
		s.Path, _, _ = strings.Cut(words[i+2], "?")
		bearer, _, _ := strings.Cut(strings.TrimPrefix(words[i+3], "("), ")")
		if at := strings.LastIndexByte(bearer, '@'); at > 0 {
			s.Who = bearer[:at]
		}
		return true
	}
	return false
}

var methods = map[string]bool{"GET": true, "HEAD": true, "POST": true, "PUT": true, "PATCH": true, "DELETE": true}

// goesWith reports whether two lines may speak of one request.
func (s *Said) goesWith(o *Said) bool {
	return (s.Path == "" || o.Path == "" || s.Path == o.Path) && (s.Method == "" || o.Method == "" || s.Method == o.Method) &&
		(s.Who == "" || o.Who == "" || s.Who == o.Who) &&
		(s.Requires == nil || o.Requires == nil || slices.Equal(s.Requires, o.Requires))
}

// take adds what another line of the same request says.
func (s *Said) take(o *Said) {
	if s.Status == 0 {
		s.Status = o.Status
	}
	for _, f := range [...]struct{ to, from *string }{{&s.Method, &o.Method}, {&s.Path, &o.Path}, {&s.Who, &o.Who}, {&s.Filter, &o.Filter}} {
		if *f.to == "" {
			*f.to = *f.from
		}
	}
	if s.Requires == nil {
		s.Requires = o.Requires
	}
	if o.HasHeld && !s.HasHeld {
		s.Held, s.HasHeld = o.Held, true
	}
	s.Anonymous = s.Anonymous || o.Anonymous
}

// unquoted takes the message out of a body of JSON, or of a line that quotes one, as clients print it.
func unquoted(line string) string {
	var body struct{ Message string }
	if from, to := strings.IndexByte(line, '{'), strings.LastIndexByte(line, '}'); from >= 0 && to > from {
		if json.Unmarshal([]byte(line[from:to+1]), &body) == nil && body.Message != "" {
			return line[:from] + body.Message
		}
	}
	return line
}
