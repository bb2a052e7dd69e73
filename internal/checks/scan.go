package checks

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"rolecall.example/internal/diag"
)

// reserved words are names only when they are quoted.
var reserved = map[string]bool{
	"after": true, "any": true, "because": true, "can": true, "cannot": true, "is": true, "log": true, "member": true,
	"nobody": true, "of": true, "only": true, "open": true, "seeing": true, "server": true, "service": true,
	"token": true, "user": true, "with": true,
}

func nameChar(r rune) bool {
	switch r {
	case '.', '_', '-', '~', '@', ':', '+':
		return true
	case utf8.RuneError:
		return false
	}
	if r < utf8.RuneSelf {
		return 'a' <= r|0x20 && r|0x20 <= 'z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// scanner reads the pieces of one line. What a piece may be hangs on its place (a path may hold `#`, a name may
// not), so the parser asks for the kind that it expects. The first error stays.
type scanner struct {
	part, text string
	at, end    int // the rest of the line is text[at:end]
	err        *diag.Diagnostic
}

func (s *scanner) blanks() {
	for s.at < s.end && (s.text[s.at] == ' ' || s.text[s.at] == '\t') {
		s.at++
	}
}

// done reports whether nothing but a comment is left.
func (s *scanner) done() bool {
	s.blanks()
	return s.at >= s.end || s.text[s.at] == '#'
}

// fail keeps the first error.
func (s *scanner) fail(at At, id, message, hint string) {
	if s.err == nil {
		s.err = &diag.Diagnostic{
			Span: diag.Span{File: s.part, Start: at.Start, End: at.End},
			ID:   id, Severity: diag.Error, Message: message, Hint: hint,
		}
	}
}

// expected fails with what should stand here and what does.
func (s *scanner) expected(what, hint string) {
	s.blanks()
	at := At{s.at, s.at}
	if s.done() {
		s.fail(at, "check-syntax", "expected "+what+", found the end of the line", hint)
		return
	}
	at.End = s.pieceEnd()
	s.fail(at, "check-syntax", fmt.Sprintf("expected %s, found %q", what, s.text[at.Start:at.End]), hint)
}

// pieceEnd is where the piece at hand ends, for a message: a word, else one character.
func (s *scanner) pieceEnd() int {
	if end := s.run(nameChar); end > s.at {
		return min(end, s.at+60)
	}
	_, n := utf8.DecodeRuneInString(s.text[s.at:s.end])
	return s.at + n
}

// run is the end of the run of such characters from here on.
func (s *scanner) run(is func(rune) bool) int {
	for i, r := range s.text[s.at:s.end] {
		if !is(r) {
			return s.at + i
		}
	}
	return s.end
}

// peek is the word at hand, or "" where something else stands.
func (s *scanner) peek() string {
	s.blanks()
	return s.text[s.at:s.run(nameChar)]
}

// take moves past a word that peek has shown.
func (s *scanner) take(word string) At {
	at := At{s.at, s.at + len(word)}
	s.at = at.End
	return at
}

// word takes the word if it is at hand.
func (s *scanner) word(w string) bool {
	if s.peek() != w {
		return false
	}
	s.take(w)
	return true
}

// char takes a character if it is at hand.
func (s *scanner) char(c byte) bool {
	s.blanks()
	if s.at < s.end && s.text[s.at] == c {
		s.at++
		return true
	}
	return false
}

// next reports whether c stands right here, without a blank before it.
func (s *scanner) next(c byte) bool { return s.at < s.end && s.text[s.at] == c }

// name reads a bare or quoted name.
func (s *scanner) name(what string) (string, At) {
	if w := s.peek(); w != "" {
		if reserved[w] {
			s.fail(At{s.at, s.at + len(w)}, "check-reserved-word",
				fmt.Sprintf("expected %s, found %q, a word of this language", what, w), `quote a name that is spelt so: "`+w+`"`)
			return "", At{}
		}
		return w, s.take(w)
	}
	if s.next('"') {
		return s.quoted()
	}
	s.expected(what, "")
	return "", At{}
}

// quoted reads a text in quotes, with \" and \\ in it.
func (s *scanner) quoted() (string, At) {
	at := At{Start: s.at}
	var b strings.Builder
	for i := s.at + 1; i < s.end; {
		r, n := utf8.DecodeRuneInString(s.text[i:s.end])
		switch {
		case r == '"':
			at.End, s.at = i+1, i+1
			if b.Len() == 0 {
				s.fail(at, "check-empty-name", "there is nothing in these quotes", "")
			}
			return b.String(), at
		case r == '\\':
			if i+1 >= s.end || s.text[i+1] != '"' && s.text[i+1] != '\\' {
				s.fail(At{i, i + 1}, "check-escape", `in quotes a backslash stands before " or \ only`, `write \\ for one backslash`)
				return "", at
			}
			b.WriteByte(s.text[i+1])
			i += 2
		case r < ' ' || r == utf8.RuneError && n == 1:
			s.fail(At{i, i + n}, "check-character", "this character cannot stand in a name", "")
			return "", at
		default:
			b.WriteString(s.text[i : i+n])
			i += n
		}
	}
	s.fail(At{s.at, s.end}, "check-unclosed-quote", "this quote is never closed", "")
	return "", at
}

// short cuts what a message quotes.
func short(s string) string {
	const most = 80
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}

// path reads from a slash to the next blank.
func (s *scanner) path(what string) string {
	s.blanks()
	if !s.next('/') {
		s.expected(what, "a path begins with a slash")
		return ""
	}
	from := s.at
	s.at = s.run(func(r rune) bool { return r > ' ' && r != 0x7f && r != utf8.RuneError })
	if s.at < s.end && s.text[s.at] != ' ' && s.text[s.at] != '\t' {
		s.fail(At{s.at, s.at + 1}, "check-character", "this character cannot stand in a path", "")
	}
	return s.text[from:s.at]
}

// body reads a JSON value if one is at hand.
func (s *scanner) body() string {
	if s.done() {
		return ""
	}
	if w := s.peek(); strings.IndexByte(`{["-0123456789`, s.text[s.at]) < 0 && w != "true" && w != "false" && w != "null" {
		return ""
	}
	var raw json.RawMessage
	d := json.NewDecoder(strings.NewReader(s.text[s.at:s.end]))
	if err := d.Decode(&raw); err != nil {
		s.fail(At{s.at, s.end}, "check-json", "this is no JSON: "+err.Error(), "")
		return ""
	}
	from := s.at
	s.at += int(d.InputOffset())
	return s.text[from:s.at]
}
