package helm

import (
	"strings"
	"unicode/utf8"

	"rolecall.example/internal/pyconfig"
	"rolecall.example/internal/settings"
)

// bare is where a scalar itself begins, behind its anchor and tag.
func (s *source) bare(at int) int {
	for at < len(s.text) && (s.text[at] == '&' || s.text[at] == '!') {
		if n := strings.IndexAny(s.text[at:], " \t\r\n"); n >= 0 {
			at += n
		}
		at += len(s.text[at:]) - len(strings.TrimLeft(s.text[at:], " \t\r\n"))
	}
	return at
}

// block is a block scalar: its lines from first to last, how far they are indented (-1: there are none), and its end.
type block struct{ first, last, indent, end int }

// blockAt reads the block scalar whose indicator stands at an offset.
func (s *source) blockAt(at int) block {
	first := s.lineAt(at) + 1 // the line after the indicator's
	b := block{first: first, last: first - 1, indent: -1, end: min(at+1, len(s.text))}
	for i := first; i < len(s.lines); i++ {
		text := strings.TrimRight(s.line(s.lines[i]), "\r\n")
		depth := len(text) - len(strings.TrimLeft(text, " "))
		if depth == len(text) {
			continue // blank
		}
		if b.indent < 0 {
			b.indent = depth
			if given := explicit(s.line(at)); given > 0 {
				b.indent = min(depth, parentIndent(s, at)+given)
			}
		}
		if depth < b.indent || b.indent == 0 {
			break
		}
		b.end, b.last = s.lines[i]+len(text), i
	}
	return b
}

// explicit is the indentation that a block scalar's indicator names: "|2-" gives 2.
func explicit(indicator string) int {
	for _, c := range strings.TrimSpace(indicator) {
		if '1' <= c && c <= '9' {
			return int(c - '0')
		}
		if c != '|' && c != '>' && c != '-' && c != '+' {
			break
		}
	}
	return 0
}

// parentIndent is how far the line of an indicator is indented.
func parentIndent(s *source, at int) int {
	i := strings.LastIndexByte(s.text[:at], '\n') + 1
	line := s.text[i:at]
	return len(line) - len(strings.TrimLeft(line, " "))
}

// origin tells where each piece of a text stands in the file, through indentation, folded lines and escapes; nil where
// that is not found out.
func (s *source) origin(v settings.Value) *pyconfig.Origin {
	at := s.bare(v.Span.Start)
	if at >= len(s.text) {
		return nil
	}
	o := &pyconfig.Origin{File: s.name}
	whole := false
	if c := s.text[at]; c == '|' || c == '>' {
		whole = s.blockPieces(o, v.Text, s.blockAt(at))
	} else {
		whole = s.flowPieces(o, v.Text, at)
	}
	if !whole {
		return nil
	}
	return o
}

func mark(o *pyconfig.Origin, text, file int) {
	o.Marks = append(o.Marks, pyconfig.Mark{Text: text, File: file})
}

// blockPieces finds each line of a block scalar in its text, behind the blanks and line ends that join them.
func (s *source) blockPieces(o *pyconfig.Origin, text string, b block) bool {
	done := 0
	for i := b.first; i <= b.last; i++ {
		line := strings.TrimRight(s.line(s.lines[i]), "\r\n")
		from := min(b.indent, len(line))
		if line = line[from:]; line == "" {
			continue
		}
		for !strings.HasPrefix(text[done:], line) {
			if done == len(text) || text[done] != ' ' && text[done] != '\n' {
				return false
			}
			done++
		}
		mark(o, done, s.lines[i]+from)
		done += len(line)
	}
	return strings.Trim(text[done:], "\n") == ""
}

// flowPieces goes along a quoted or plain scalar and its text side by side.
func (s *source) flowPieces(o *pyconfig.Origin, text string, at int) bool {
	quote := s.text[at]
	if quote == '"' || quote == '\'' {
		at++
	} else {
		quote = 0
	}
	mark(o, 0, at)
	done := 0
	for at < len(s.text) && done < len(text) {
		rest := s.text[at:]
		c := rest[0]
		blanks := len(rest) - len(strings.TrimLeft(rest, " \t"))
		switch {
		case quote == '\'' && strings.HasPrefix(rest, "''"):
			done, at = done+1, at+2
		case quote == '"' && c == '\\' && strings.HasPrefix(strings.TrimLeft(rest[1:], "\r"), "\n"):
			at += len(rest) - len(strings.TrimLeft(rest[1:], " \t\r\n"))
		case quote == '"' && c == '\\' && len(rest) > 1:
			_, size := utf8.DecodeRuneInString(text[done:])
			done, at = done+size, at+2+map[byte]int{'x': 2, 'u': 4, 'U': 8}[rest[1]]
		case blanks < len(rest) && (rest[blanks] == '\n' || rest[blanks] == '\r'):
			space := len(rest) - len(strings.TrimLeft(rest, " \t\r\n"))
			at, done = at+space, done+max(1, strings.Count(rest[:space], "\n")-1)
		case c == text[done]:
			done, at = done+1, at+1
			continue
		default:
			return false
		}
		mark(o, done, at)
	}
	return done == len(text)
}
