package pyconfig

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"rolecall.example/internal/limits"
)

// scanner splits a text into Python's tokens, NEWLINE, INDENT and DEDENT among them.
// Counterpart: "Lexical analysis" in the Python language reference.
type scanner struct {
	rep  *report
	file int32
	text string
	pos  int
	end  int // scan text[pos:end] only

	out     []token
	open    []bracket
	indents []indent
	broken  bool // something was reported
	inner   bool // inside an f-string's braces: newlines mean nothing
	mend    bool // second try: close brackets that were forgotten where a new statement plainly begins
	quiet   bool // first try: brackets that don't match are reported by the second
	retry   bool
}

type bracket struct {
	char byte
	at   int
}

// indent is the depth of a block: with tabs to the next multiple of 8, and with tabs as one column. The two
// must agree about which of two lines stands deeper.
type indent struct{ col, alt int }

// scan returns the tokens of a whole file; the last is tokEOF. ok is false when something was reported.
func scan(rep *report, file int32) (tokens []token, ok bool) {
	text := rep.texts[file]
	s := newScanner(rep, file, text)
	s.quiet = true
	s.run()
	if s.retry {
		again := newScanner(rep, file, text)
		again.mend = true
		again.run()
		return again.out, false
	}
	return s.out, !s.broken
}

func newScanner(rep *report, file int32, text string) *scanner {
	return &scanner{rep: rep, file: file, text: text, end: len(text), indents: []indent{{}}, out: make([]token, 0, len(text)/3+8)}
}

func (s *scanner) span(from, to int) span { return span{s.file, int32(from), int32(to)} }

func (s *scanner) fail(from, to int, id, message, hint string) {
	s.broken = true
	if s.quiet && len(s.open) > 0 {
		s.retry = true
		return
	}
	s.rep.error(s.span(from, to), id, message, hint)
}

func (s *scanner) emit(k kind, from int) {
	s.out = append(s.out, token{k, int32(from), int32(s.pos)})
}

func (s *scanner) run() {
	s.pos += len(s.text[s.pos:s.end]) - len(strings.TrimPrefix(s.text[s.pos:s.end], "\ufeff"))
	for s.pos < s.end && s.line() {
	}
	s.finish()
}

// line reads one logical line with its NEWLINE. It returns false at the end.
func (s *scanner) line() bool {
	if !s.indentation() {
		return s.pos < s.end
	}
	for s.pos < s.end {
		if s.newline() {
			if len(s.open) == 0 {
				s.out = append(s.out, token{tokNewline, int32(s.pos - 1), int32(s.pos)})
				return true
			}
			if s.mend && s.beginsStatement() {
				s.forgotten()
				return true
			}
			continue
		}
		if s.blank() {
			continue
		}
		s.word()
	}
	return false
}

func (s *scanner) finish() {
	if len(s.open) > 0 && !s.inner {
		s.broken = true
		if s.quiet {
			s.retry = true
			return
		}
		s.forgotten()
	}
	at := int32(s.end)
	if n := len(s.out); !s.inner && n > 0 && s.out[n-1].kind != tokNewline && s.out[n-1].kind != tokDedent {
		s.out = append(s.out, token{tokNewline, at, at})
	}
	for range s.indents[1:] {
		s.out = append(s.out, token{tokDedent, at, at})
	}
	s.out = append(s.out, token{tokEOF, at, at})
}

// newline consumes one line end: \n, \r\n or \r.
func (s *scanner) newline() bool {
	switch s.text[s.pos] {
	case '\n':
		s.pos++
		return true
	case '\r':
		s.pos++
		if s.pos < s.end && s.text[s.pos] == '\n' {
			s.pos++
		}
		return true
	}
	return false
}

// blank consumes blanks, a comment, or a backslash that joins two lines.
func (s *scanner) blank() bool {
	switch c := s.text[s.pos]; c {
	case ' ', '\t', '\f':
		s.pos++
		return true
	case '#':
		for s.pos < s.end && s.text[s.pos] != '\n' && s.text[s.pos] != '\r' {
			s.pos++
		}
		return true
	case '\\':
		from := s.pos
		s.pos++
		if s.pos < s.end && s.newline() {
			return true
		}
		s.fail(from, s.pos, "stray-backslash", "a backslash outside a string must be the last character of its line", "")
		s.emit(tokError, from)
		return true
	}
	return false
}

// indentation measures the blanks before a logical line and emits INDENT or DEDENT. It returns false where the
// line holds nothing.
func (s *scanner) indentation() bool {
	if s.inner {
		return true
	}
	col, alt, from := 0, 0, s.pos
	for s.pos < s.end {
		switch s.text[s.pos] {
		case ' ':
			col, alt = col+1, alt+1
		case '\t':
			col, alt = (col/8+1)*8, alt+1
		case '\f':
			col, alt = 0, 0
		default:
			goto measured
		}
		s.pos++
	}
measured:
	if s.pos < s.end && s.text[s.pos] == '#' {
		s.blank()
	}
	if s.pos >= s.end || s.newline() {
		return false
	}
	top := s.indents[len(s.indents)-1]
	switch {
	case col == top.col && alt == top.alt:
	case col > top.col:
		if alt <= top.alt {
			s.tabs(from)
		}
		if len(s.indents) > limits.PythonBlocks {
			s.fail(from, s.pos, "too-deep", "blocks are nested more than "+itoa(limits.PythonBlocks)+" deep", "")
			s.pos = s.end
			return false
		}
		s.indents = append(s.indents, indent{col, alt})
		s.out = append(s.out, token{tokIndent, int32(from), int32(s.pos)})
	case col == top.col:
		s.tabs(from)
	default:
		for col < s.indents[len(s.indents)-1].col {
			s.indents = s.indents[:len(s.indents)-1]
			s.out = append(s.out, token{tokDedent, int32(s.pos), int32(s.pos)})
		}
		if now := s.indents[len(s.indents)-1]; col != now.col {
			s.fail(from, s.pos, "bad-indentation", "this line is indented less than its block, but not as any block around it",
				"indent it like the line that it belongs to")
			s.indents = append(s.indents, indent{col, alt})
			s.out = append(s.out, token{tokError, int32(s.pos), int32(s.pos)}, token{tokIndent, int32(from), int32(s.pos)})
		} else if alt != now.alt {
			s.tabs(from)
		}
	}
	return true
}

func (s *scanner) tabs(from int) {
	s.fail(from, s.pos, "mixed-tabs", "tabs and spaces are mixed so that this line's block depends on the width of a tab",
		"indent with spaces only")
}

// word reads one name, number, string or operator.
func (s *scanner) word() {
	from := s.pos
	c := s.text[s.pos]
	switch {
	case c == '"' || c == '\'':
		s.string(from)
	case isDigit(c) || c == '.' && s.pos+1 < s.end && isDigit(s.text[s.pos+1]):
		s.number()
	case isNameByte(c):
		s.name()
		word := s.text[from:s.pos]
		if len(word) <= 2 && s.pos < s.end && (s.text[s.pos] == '"' || s.text[s.pos] == '\'') && isPrefix(word) {
			s.string(from)
		} else if len(word) <= len("continue") && keywords[word] {
			s.emit(tokKeyword, from)
		} else if from == s.pos {
			s.stranger()
		} else {
			s.emit(tokName, from)
		}
	case strings.IndexByte("()[]{},;~", c) >= 0:
		s.pos++
		s.emit(tokOp, from)
		if c != ',' {
			s.match(s.text[from:s.pos], from)
		}
	default:
		for _, op := range operators {
			if strings.HasPrefix(s.text[s.pos:s.end], op) {
				s.pos += len(op)
				s.emit(tokOp, from)
				s.match(op, from)
				return
			}
		}
		s.stranger()
	}
}

// match keeps the stack of open brackets.
func (s *scanner) match(op string, from int) {
	switch op {
	case "(", "[", "{":
		if len(s.open) >= limits.PythonBrackets {
			s.open = nil
			s.fail(from, s.pos, "too-deep", "brackets are nested more than "+itoa(limits.PythonBrackets)+" deep", "")
			s.out[len(s.out)-1].kind = tokError
			s.pos = s.end
			return
		}
		s.open = append(s.open, bracket{op[0], from})
	case ")", "]", "}":
		n := len(s.open)
		if n == 0 {
			s.fail(from, s.pos, "unmatched-bracket", "this '"+op+"' closes nothing", "")
			s.out[len(s.out)-1].kind = tokError
			return
		}
		if closer(s.open[n-1].char) == op[0] {
			s.open = s.open[:n-1]
			return
		}
		o := s.open[n-1]
		s.fail(from, s.pos, "mismatched-bracket", "this '"+op+"' can't close the '"+string(o.char)+"' opened on line "+
			itoa(s.lineOf(o.at)), "close it with '"+string(closer(o.char))+"' first")
		s.out[len(s.out)-1].kind = tokError
		for i := n - 1; i >= 0; i-- {
			if closer(s.open[i].char) == op[0] {
				s.open = s.open[:i]
				return
			}
		}
	}
}

func closer(open byte) byte {
	switch open {
	case '(':
		return ')'
	case '[':
		return ']'
	}
	return '}'
}

// lineOf counts lines for a message; not for messages that nobody will see, which would cost squared time.
func (s *scanner) lineOf(at int) int {
	if s.quiet || s.rep.count[s.file] > limits.PythonDiagnostics {
		return 0
	}
	return strings.Count(s.text[:at], "\n") + 1
}

// beginsStatement reports whether the line at pos, inside an open bracket, can only be a new statement: a
// keyword that begins one, or an assignment to an attribute.
func (s *scanner) beginsStatement() bool {
	rest := s.text[s.pos:s.end]
	if i := strings.IndexAny(rest, "\r\n"); i >= 0 {
		rest = rest[:i]
	}
	rest = strings.TrimLeft(rest, " \t")
	word := rest[:nameLength(rest)]
	if word == "" {
		return false
	}
	if beginners[word] {
		return true
	}
	dotted := false
	rest = rest[len(word):]
	for strings.HasPrefix(rest, ".") {
		n := nameLength(rest[1:])
		if n == 0 {
			return false
		}
		rest, dotted = rest[1+n:], true
	}
	rest = strings.TrimLeft(rest, " \t")
	assigns := strings.HasPrefix(rest, "=") && !strings.HasPrefix(rest, "==") || strings.HasPrefix(rest, "+=")
	return assigns && (dotted || s.open[len(s.open)-1].char != '(')
}

// forgotten reports the innermost bracket that was never closed and ends the statement.
func (s *scanner) forgotten() {
	o := s.open[len(s.open)-1]
	s.open = nil
	s.broken = true
	s.rep.error(s.span(o.at, o.at+1), "unclosed-bracket", "this '"+string(o.char)+"' is never closed",
		"add the missing '"+string(closer(o.char))+"'")
	at := int32(s.pos)
	s.out = append(s.out, token{tokError, at, at}, token{tokNewline, at, at})
}

// stranger reports a character that Python has no use for.
func (s *scanner) stranger() {
	from := s.pos
	r, n := utf8.DecodeRuneInString(s.text[s.pos:s.end])
	s.pos += n
	hint := ""
	switch r {
	case '“', '”', '„', '‘', '’', '«', '»':
		hint = "write straight quotes: ' or \""
	case '\u00a0', '\u2003', '\u2009', '\u200b', '\u3000':
		hint = "it looks like a blank but is none: write an ordinary space"
	case '–', '—', '−':
		hint = "write the minus sign of the keyboard: -"
	case '!':
		hint = "Python writes `not` for this"
	case '&', '|':
		hint = "Python writes `and` and `or`"
	}
	name := "'" + string(r) + "'"
	if !unicode.IsPrint(r) || r == utf8.RuneError {
		name = "U+" + hex4(r)
	}
	s.fail(from, s.pos, "unexpected-character", "the character "+name+" can't stand here", hint)
	s.emit(tokError, from)
}

func (s *scanner) name() { s.pos += nameLength(s.text[s.pos:s.end]) }

// nameLength is how many bytes of text are a name.
func nameLength(text string) int {
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			if !(isNameByte(c) || i > 0 && isDigit(c)) {
				return i
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) && !unicode.Is(unicode.Nl, r) &&
			!(i > 0 && (unicode.IsDigit(r) || unicode.In(r, unicode.Mn, unicode.Mc, unicode.Pc))) {
			return i
		}
		i += n
	}
	return len(text)
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isNameByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_' || c >= utf8.RuneSelf
}

func itoa(n int) string {
	if n < 0 {
		return "-" + itoa(-n)
	}
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + string(rune('0'+n%10))
}

func hex4(r rune) string {
	const digits = "0123456789ABCDEF"
	out := ""
	for r > 0 || len(out) < 4 {
		out = string(digits[r&15]) + out
		r >>= 4
	}
	return out
}
