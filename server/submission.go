package server

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"
	"unicode/utf8"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/limits"
	"rolecall.example/internal/scenario"
	"rolecall.example/server/store"
)

// A submission is a document that a client sends, as Markdown or in JSON.
type submission struct {
	Document string `json:"document"`
	Parent   string `json:"parent"`  // the ID of what it is a copy of, where it is to be kept
	Version  string `json:"version"` // asks about another JupyterHub, where it is to be evaluated
}

// jsonBytes is the most that JSON around a document of limits.SharedDocument bytes may have: every character may be
// written as an escape of six.
const jsonBytes = 6*limits.SharedDocument + 4<<10

// readSubmission reads a request's body, no further than it may go.
func readSubmission(w http.ResponseWriter, r *http.Request) (*submission, error) {
	kind := "text/markdown"
	if given := r.Header.Get("Content-Type"); given != "" {
		var params map[string]string
		var err error
		kind, params, err = mime.ParseMediaType(given)
		if charset := params["charset"]; err != nil || charset != "" && !strings.EqualFold(charset, "utf-8") {
			return nil, errType
		}
	}
	most := int64(limits.SharedDocument)
	switch kind {
	case "text/markdown", "text/plain":
	case "application/json":
		most = jsonBytes
	default:
		return nil, errType
	}
	if coding := r.Header.Get("Content-Encoding"); coding != "" && coding != "identity" {
		return nil, errType
	}
	if r.ContentLength > most {
		return nil, tooLarge(r.ContentLength, most)
	}
	text, err := io.ReadAll(http.MaxBytesReader(w, r.Body, most))
	if large := (*http.MaxBytesError)(nil); errors.As(err, &large) {
		return nil, tooLarge(0, most)
	} else if err != nil {
		return nil, &Error{ID: "bad-request", Message: "The request's body did not arrive whole."}
	}
	if !utf8.Valid(text) {
		return nil, &Error{ID: "bad-text", Message: "The request's body is not UTF-8."}
	}
	in := &submission{Document: string(text)}
	if most == jsonBytes {
		if in, err = readJSON(text); err != nil {
			return nil, err
		}
	} else {
		in.Parent, in.Version = r.URL.Query().Get("parent"), r.URL.Query().Get("version")
	}
	if n := len(in.Document); n > limits.SharedDocument {
		return nil, tooLarge(int64(n), limits.SharedDocument)
	}
	if strings.ContainsRune(in.Document, 0) {
		return nil, &Error{ID: "bad-text", Message: "The document holds a NUL byte."}
	}
	if in.Parent != "" && !store.ValidID(in.Parent) {
		return nil, &Error{ID: "unknown-parent", Message: "parent is no ID of a scenario.", Hint: "IDs are the 12 characters at the end of a scenario's address."}
	}
	return in, nil
}

var errType = &Error{ID: "unsupported-type", Message: "A document is sent as text/markdown, or as application/json with the keys document and parent; in UTF-8, without a coding.",
	Hint: "With curl: --header 'Content-Type: text/markdown' --data-binary @FILE."}

// tooLarge names the limit, and the size where it is known.
func tooLarge(n, most int64) error {
	what := "A document that is shared or evaluated here has at most %d bytes (64 KiB)"
	if most == jsonBytes {
		what = "A request for a document has at most %d bytes of JSON"
	}
	message := fmt.Sprintf(what, most)
	if n > 0 {
		message += fmt.Sprintf("; this one has %d", n)
	}
	return &Error{ID: "too-large", Message: message + "."}
}

func readJSON(text []byte) (*submission, error) {
	var in *submission
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&in); err != nil || in == nil {
		return nil, &Error{ID: "bad-json", Message: "The request's body is no JSON object with the keys document, parent and version, all texts."}
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, &Error{ID: "bad-json", Message: "More follows behind the JSON object."}
	}
	if halfCharacter(text) {
		return nil, &Error{ID: "bad-text", Message: `The JSON holds half a character, a \u escape of one surrogate without the other.`}
	}
	return in, nil
}

// halfCharacter finds an escape of a surrogate that stands alone. encoding/json reads it as another character, and
// what is kept would not be what was sent.
func halfCharacter(text []byte) bool {
	surrogate := func(at int) (high, low bool) {
		if at+6 > len(text) || text[at] != '\\' || text[at+1] != 'u' {
			return false, false
		}
		d, c := text[at+2]|0x20, text[at+3]|0x20
		return d == 'd' && (c == '8' || c == '9' || c == 'a' || c == 'b'), d == 'd' && c >= 'c' && c <= 'f'
	}
	for i := 0; i < len(text); i++ {
		if text[i] != '\\' {
			continue
		}
		high, low := surrogate(i)
		if low {
			return true
		}
		if high {
			if _, low := surrogate(i + 6); !low {
				return true
			}
			i += 6
		}
		i++ // what is escaped
	}
	return false
}

// prepare makes of a document what is kept: all that its header leaves out is written in, so that the answer
// does not drift when defaults change.
func prepare(document string) (string, error) {
	doc, diagnostics := scenario.Parse(document)
	for _, d := range diagnostics {
		if b, ok := doc.Find(d.Span.File); d.Severity == diag.Error && ok && b.Kind == scenario.Header {
			at := diag.PositionOf(document, doc.Offset(d.Span).Start)
			return "", &Error{ID: "unreadable-header", Message: fmt.Sprintf("The document's header can't be read. Line %d: %s.", at.Line, d.Message), Hint: sentence(d.Hint)}
		}
	}
	hasConfig := false
	for i := range doc.Blocks {
		hasConfig = hasConfig || doc.Blocks[i].Kind == scenario.Config
	}
	if !hasConfig {
		return "", &Error{ID: "no-config", Message: "The document holds no config.", Hint: "A config stands in a fence with its file name: ```python jupyterhub_config.py."}
	}
	out := doc.Format()
	if len(out) > limits.SharedDocument {
		return "", tooLarge(int64(len(out)), limits.SharedDocument)
	}
	return out, nil
}

// sentence gives a hint of a diagnostic its capital and, where it is no question, its full stop.
func sentence(hint string) string {
	if hint == "" {
		return ""
	}
	hint = strings.ToUpper(hint[:1]) + hint[1:]
	if strings.HasSuffix(hint, "?") {
		return hint
	}
	return hint + "."
}
