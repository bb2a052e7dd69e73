package scenario

import "strings"

// line is one line of a document, read up to its first character that is no blank.
type line struct {
	text             string
	start, end, next int // the line is text[start:end]; next is where the next one begins
	at, column       int // the first character that is no blank: its offset, its column with tabs of 4
	blank            bool
}

// lineAt reads the line that begins at offset start.
func lineAt(text string, start int) line {
	l := line{text: text, start: start, end: len(text), next: len(text), at: start}
	if i := strings.IndexByte(text[start:], '\n'); i >= 0 {
		l.end, l.next = start+i, start+i+1
		if l.end > start && text[l.end-1] == '\r' {
			l.end--
		}
	}
	l.skip(0)
	return l
}

// skip moves n bytes on, then over blanks.
func (l *line) skip(n int) {
	l.at += n
	l.column += n
	for l.at < l.end {
		switch l.text[l.at] {
		case ' ':
			l.column++
		case '\t':
			l.column += 4 - l.column%4
		default:
			return
		}
		l.at++
	}
	l.blank = true
}

func (l line) rest() string { return l.text[l.at:l.end] }

// continues reports whether the line can only be the next line of a paragraph, and so stays in a list item
// without being indented ("lazy continuation").
func (l line) continues(from int) bool {
	if l.column-from >= 4 {
		return true
	}
	rest := l.rest()
	if _, ok := openingFence(l); ok {
		return false
	}
	if _, ok := listMarker(rest, false); ok {
		return false
	}
	return htmlBlock(rest) == noHTML && rest[0] != '>' && rest[0] != '#' && !new(rule).at(l)
}

// quotesParagraph reports whether the line of a quote ends in a paragraph's text.
func quotesParagraph(l line) bool {
	var r rule
	for !l.blank {
		rest := l.rest()
		if rest[0] == '>' {
			l.skip(1)
			continue
		}
		if _, ok := openingFence(l); ok || rest[0] == '#' || r.at(l) || htmlBlock(rest) != noHTML {
			return false
		}
		width, ok := listMarker(rest, false)
		if !ok {
			return true
		}
		l.skip(width)
	}
	return false
}

// rule looks for a thematic break, such as `---` or `* * *`, at growing offsets of one line. It remembers what
// made the last one none, so that a line of many list markers costs no more than its length.
type rule struct {
	char  byte
	until int // up to here nothing of char is a thematic break
}

func (r *rule) at(l line) bool {
	char := l.text[l.at]
	if char != '-' && char != '*' && char != '_' || char == r.char && l.at <= r.until {
		return false
	}
	n := 0
	for i := l.at; i < l.end; i++ {
		switch l.text[i] {
		case char:
			n++
		case ' ', '\t':
		default:
			*r = rule{char, i}
			return false
		}
	}
	return n >= 3
}

// listMarker returns the width of a bullet or number that begins a list item. Within a paragraph only an item
// with content begins a list, and a numbered one only with 1.
func listMarker(rest string, inParagraph bool) (int, bool) {
	width := 0
	switch rest[0] {
	case '-', '+', '*':
		width = 1
	default:
		for width < len(rest) && width < 10 && '0' <= rest[width] && rest[width] <= '9' {
			width++
		}
		if width == 0 || width > 9 || width == len(rest) || rest[width] != '.' && rest[width] != ')' {
			return 0, false
		}
		if inParagraph && rest[:width] != "1" {
			return 0, false
		}
		width++
	}
	after := rest[width:]
	if strings.TrimLeft(after, " \t") == "" {
		return width, !inParagraph
	}
	return width, after[0] == ' ' || after[0] == '\t'
}

// stripped is the number of blanks that a fence's line loses to the fence's own indentation.
func stripped(line string, indent int) int {
	n := 0
	for n < indent && n < len(line) && line[n] == ' ' {
		n++
	}
	return n
}
