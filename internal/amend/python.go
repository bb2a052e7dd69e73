package amend

import (
	"strings"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/settings"
)

// literal is a display of Python in its brackets: [a, b], {"k": v}, (a,), dict(k=v).
type literal struct {
	open, shut int // offsets of the brackets
	items      []stretch
	comma      int // offset of the comma behind the last item; 0: none
}

type stretch struct{ from, to int }

// literalAt reads the display that spans a stretch of text. It is false where something else stands there: a name, a
// sum, a comprehension.
func literalAt(text string, from, to int) (literal, bool) {
	l := literal{open: from}
	for l.open < to && wordByte(text[l.open]) {
		l.open++
	}
	if name := text[from:l.open]; name != "" && name != "dict" || l.open >= to || strings.IndexByte("[{(", text[l.open]) < 0 {
		return l, false
	}
	depth, start, last := 1, 0, 0
	for at := l.open + 1; at < to; {
		c := text[at]
		next := at + 1
		switch {
		case c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\\':
			at = next
			continue
		case c == '#':
			at = endOfLine(text, at)
			continue
		case c == '"' || c == '\'':
			next = afterString(text, at, to)
		case strings.IndexByte("[{(", c) >= 0:
			depth++
		case strings.IndexByte("]})", c) >= 0:
			if depth--; depth == 0 {
				if start > 0 {
					l.items = append(l.items, stretch{start, last})
				}
				l.shut = at
				return l, next == to
			}
		case c == ',' && depth == 1:
			if start == 0 {
				return l, false
			}
			l.items, l.comma, start = append(l.items, stretch{start, last}), at, 0
			at = next
			continue
		case wordByte(c):
			for next < to && wordByte(text[next]) {
				next++
			}
			if depth == 1 && text[at:next] == "for" {
				return l, false
			}
		}
		if start == 0 {
			start, l.comma = at, 0
		}
		at, last = next, next
	}
	return l, false
}

func wordByte(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}

// afterString is the offset behind the string that begins at one; its letters before the quote do not matter, since a raw
// string can't end in a backslash either.
func afterString(text string, at, to int) int {
	quote := text[at : at+1]
	if triple := strings.Repeat(quote, 3); strings.HasPrefix(text[at:to], triple) {
		quote = triple
	}
	for at += len(quote); at < to; at++ {
		switch {
		case text[at] == '\\':
			at++
		case strings.HasPrefix(text[at:to], quote):
			return at + len(quote)
		}
	}
	return to
}

// add puts an item behind the last one, in a line of its own where the last one has one.
func (l literal) add(file, text, item string) []Edit {
	at := func(where int, s string) Edit {
		return Edit{diag.Span{File: file, Start: where, End: where}, s}
	}
	tuple := text[l.open] == '('
	if len(l.items) == 0 {
		if tuple {
			item += ","
		}
		return []Edit{at(l.open+1, item)}
	}
	last := l.items[len(l.items)-1]
	indent, own := indentBefore(text, last.from)
	end := lineEnd(text)
	switch {
	case own && l.comma > 0:
		where := min(endOfLine(text, l.comma), l.shut)
		if where == l.shut {
			where = l.comma + 1
		}
		return []Edit{at(where, end+indent+item+",")}
	case own:
		where := endOfLine(text, last.to)
		if where > l.shut {
			return []Edit{at(last.to, ","+end+indent+item)}
		}
		return []Edit{at(last.to, ","), at(where, end+indent+item)}
	case l.comma > 0 && tuple && len(l.items) == 1:
		return []Edit{at(l.comma+1, " "+item)}
	case l.comma > 0:
		return []Edit{at(l.comma+1, " "+item+",")}
	}
	return []Edit{at(last.to, ", "+item)}
}

// pyItem adds an item to a list, tuple or set that is written as a display.
func pyItem(p Part, span diag.Span, item string) []Edit {
	l, ok := literalAt(p.Text, span.Start, span.End)
	if !ok {
		return nil
	}
	return l.add(p.Name, p.Text, item)
}

// pyEntry adds a key to a dict that is written as a display, or as dict(…).
func pyEntry(p Part, span diag.Span, key string, v node) []Edit {
	l, ok := literalAt(p.Text, span.Start, span.End)
	if !ok {
		return nil
	}
	quote := byte('"')
	if len(l.items) > 0 {
		quote = pyQuoteOf(p.Text[l.items[0].from:l.items[0].to])
	}
	if p.Text[l.open] == '(' {
		return l.add(p.Name, p.Text, key+"="+v.python(quote))
	}
	return l.add(p.Name, p.Text, pyText(key, quote)+": "+v.python(quote))
}

// pyQuoteOf is the quote that a stretch of Python uses first.
func pyQuoteOf(text string) byte {
	if i := strings.IndexAny(text, `"'`); i >= 0 {
		return text[i]
	}
	return '"'
}

// quoteOfItems is the quote that the strings of a list have; 0 in YAML where they have none.
func quoteOfItems(p Part, list settings.Value) byte {
	for i := len(list.Items) - 1; i >= 0; i-- {
		s := list.Items[i].Span
		if s.File != p.Name || s.Start < list.Span.Start || s.End > list.Span.End {
			continue
		}
		if p.Lang == "yaml" {
			return yamlQuoteOf(p.Text[s.Start:s.End])
		}
		return pyQuoteOf(p.Text[s.Start:s.End])
	}
	if p.Lang == "yaml" {
		return 0
	}
	return pyQuoteOf(p.Text)
}
