package scenario

import "strings"

// A fence of CommonMark at the top level of a document, or front matter. Offsets count in the document.
type fence struct {
	start, end         int // the whole of it, both fence lines included
	textStart, textEnd int
	indent             int // columns of blanks before the opening fence: its lines lose as many
	char               byte
	length             int
	info               string // trimmed
	infoStart          int
	closed             bool
}

// fences lists the fenced code blocks of text from offset at on, by CommonMark's rules. Those that a list item,
// a quote, an HTML block or indented code holds are not in the list: in a scenario they are prose. Two rules
// differ from CommonMark, to keep the scanner small: an HTML tag alone on a line (its seventh kind of HTML
// block) does not hide a fence in the lines below it, and a line ends with LF or CRLF, not with CR alone.
func fences(text string, at int) []fence {
	s := scanner{text: text, at: at}
	var out []fence
	for s.at < len(text) {
		if f, ok := s.next(); ok {
			out = append(out, f)
		}
	}
	return out
}

// word is a word of an info string, with its offset in the document.
type word struct {
	text string
	at   int
}

func (w word) end() int { return w.at + len(w.text) }

// words are the words of the info string; first is the first one's text.
func (f fence) words() []word {
	var out []word
	for at := 0; at < len(f.info); {
		n := strings.IndexAny(f.info[at:], " \t")
		if n < 0 {
			n = len(f.info) - at
		}
		if n > 0 {
			out = append(out, word{f.info[at : at+n], f.infoStart + at})
		}
		at += n + 1
	}
	return out
}

func (f fence) first() string {
	if i := strings.IndexAny(f.info, " \t"); i >= 0 {
		return f.info[:i]
	}
	return f.info
}

// scanner walks a document by lines and knows which list items are open.
type scanner struct {
	text      string
	at        int
	lists     []int // the columns where the content of each open list item begins
	paragraph bool  // the last line was a paragraph's: it may go on without the list item's indentation
	quote     bool  // that paragraph stands in a quote
	empty     bool  // the last line began a list item and nothing else: a blank line then ends the item
}

// next reads one line, or one whole fence or HTML block.
func (s *scanner) next() (fence, bool) {
	l := lineAt(s.text, s.at)
	empty := s.empty
	s.empty = false
	if l.blank {
		if empty {
			s.lists = s.lists[:len(s.lists)-1]
		}
		s.at, s.paragraph, s.quote = l.next, false, false
		return fence{}, false
	}
	open := 0
	for open < len(s.lists) && l.column >= s.lists[open] {
		open++
	}
	if open < len(s.lists) && s.paragraph && l.continues(base(s.lists, open)) {
		s.at = l.next
		return fence{}, false
	}
	same := open == len(s.lists) && !s.quote
	s.lists = s.lists[:open]
	return s.content(l, same && s.paragraph)
}

func base(lists []int, n int) int {
	if n == 0 {
		return 0
	}
	return lists[n-1]
}

// content looks at what a line holds once its list items are taken off. inParagraph tells that the line before
// was a paragraph of the same container.
func (s *scanner) content(l line, inParagraph bool) (fence, bool) {
	s.paragraph, s.quote = false, false
	var r rule
	for {
		from := base(s.lists, len(s.lists))
		if l.column-from >= 4 { // indented code, or a paragraph's next line
			s.at, s.paragraph = l.next, inParagraph
			return fence{}, false
		}
		rest := l.rest()
		if f, ok := openingFence(l); ok {
			s.fenced(&f, from)
			f.indent = l.column - from
			return f, len(s.lists) == 0
		}
		if kind := htmlBlock(rest); kind != noHTML {
			s.html(kind, l, from)
			return fence{}, false
		}
		if rest[0] == '>' || rest[0] == '#' || r.at(l) {
			s.at = l.next
			s.quote = rest[0] == '>'
			s.paragraph = s.quote && quotesParagraph(l)
			return fence{}, false
		}
		width, ok := listMarker(rest, inParagraph)
		if !ok {
			s.at, s.paragraph = l.next, true
			return fence{}, false
		}
		marker := l.column + width
		l.skip(width)
		if l.blank {
			s.lists = append(s.lists, marker+1)
			s.at, s.empty = l.next, true
			return fence{}, false
		}
		if l.column-marker > 4 { // indented code in the item
			s.lists = append(s.lists, marker+1)
			s.at = l.next
			return fence{}, false
		}
		s.lists, inParagraph = append(s.lists, l.column), false
	}
}

// fenced moves past a fence whose opening line was read. from is the column where its container's content begins.
func (s *scanner) fenced(f *fence, from int) {
	l := lineAt(s.text, f.start)
	s.at, f.textStart = l.next, l.next
	for s.at < len(s.text) {
		l = lineAt(s.text, s.at)
		if !l.blank && l.column < from {
			break // the list item ends, and the fence with it
		}
		if !l.blank && l.column-from < 4 && closes(l.rest(), f.char, f.length) {
			f.textEnd, f.end, f.closed = s.at, l.next, true
			s.at = l.next
			return
		}
		s.at = l.next
	}
	f.textEnd, f.end = s.at, s.at
}

// html moves past an HTML block.
func (s *scanner) html(kind htmlKind, l line, from int) {
	for {
		s.at = l.next
		if kind.endsWith(l.rest()) || s.at >= len(s.text) {
			return
		}
		l = lineAt(s.text, s.at)
		if l.blank && kind == htmlElement || !l.blank && l.column < from {
			return
		}
	}
}

// openingFence reads ```` ```info ```` or ~~~info.
func openingFence(l line) (fence, bool) {
	rest := l.rest()
	char := rest[0]
	if char != '`' && char != '~' {
		return fence{}, false
	}
	n := run(rest, char)
	info := rest[n:]
	if n < 3 || char == '`' && strings.IndexByte(info, '`') >= 0 {
		return fence{}, false
	}
	trimmed := strings.TrimLeft(info, " \t")
	return fence{
		start: l.start, char: char, length: n,
		info: strings.TrimRight(trimmed, " \t"), infoStart: l.at + n + len(info) - len(trimmed),
	}, true
}

// closes reports whether a line ends a fence of this character and length.
func closes(rest string, char byte, length int) bool {
	n := run(rest, char)
	return n >= length && strings.Trim(rest[n:], " \t") == ""
}

// run counts how often char stands at the start of s.
func run(s string, char byte) int {
	n := 0
	for n < len(s) && s[n] == char {
		n++
	}
	return n
}
