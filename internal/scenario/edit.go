package scenario

import "strings"

// Replace returns the document's text with the inside of one part changed and all else kept exactly. A fence
// that the new text would close early is lengthened; text without a line end gets one. A part that the document
// lacks is added, unless text is empty: the header at the top, config files and state before the checks, checks
// at the end, a config after a restart ("FILE@2") behind the checks. A name that can be no part changes nothing.
func (d *Document) Replace(part, text string) string {
	whole := d.Print()
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	b, ok := d.Find(part)
	if !ok {
		if text == "" {
			return whole
		}
		return d.insert(whole, part, text)
	}
	f := b.fence
	if f.char == '-' && endsFrontMatter(text) {
		// Front matter can't be lengthened, a fence can.
		return whole[:f.start] + fenced("rolecall", text, lineEnd(b.Raw)) + whole[f.end:]
	}
	return whole[:f.start] + f.with(b.Raw, text) + whole[f.end:]
}

// with writes the fence out around another text. raw is the fence as it is.
func (f fence) with(raw, text string) string {
	opening, closing := raw[:f.textStart-f.start], raw[f.textEnd-f.start:]
	if !strings.HasSuffix(opening, "\n") && text != "" {
		opening += "\n" // an unclosed fence on the last line
	}
	if f.char != '-' {
		if longer := needed(text, f.char); longer > f.length {
			mark := strings.Repeat(string(f.char), longer-f.length)
			opening = opening[:f.indent] + mark + opening[f.indent:]
			if f.closed {
				at := strings.IndexByte(closing, f.char)
				closing = closing[:at] + mark + closing[at:]
			}
		}
	}
	if f.indent == 0 {
		return opening + text + closing
	}
	var b strings.Builder
	b.WriteString(opening)
	for l := range strings.Lines(text) {
		if l != "\n" && l != "\r\n" {
			b.WriteString(strings.Repeat(" ", f.indent))
		}
		b.WriteString(l)
	}
	b.WriteString(closing)
	return b.String()
}

// needed is the length of a fence of char that no line of text closes.
func needed(text string, char byte) int {
	n := 3
	for at := 0; at < len(text); {
		l := lineAt(text, at)
		at = l.next
		if !l.blank && l.column < 4 && closes(l.rest(), char, n) {
			n = run(l.rest(), char) + 1
		}
	}
	return n
}

func endsFrontMatter(text string) bool {
	for at := 0; at < len(text); {
		l := lineAt(text, at)
		at = l.next
		if !l.blank && l.column == 0 && dashes(l) {
			return true
		}
	}
	return false
}

// fenced writes a new fence. end is the document's line end.
func fenced(info, text, end string) string {
	mark := strings.Repeat("`", needed(text, '`'))
	return mark + info + end + text + mark + end
}

// lineEnd is the line end that a text uses first.
func lineEnd(text string) string {
	if i := strings.IndexByte(text, '\n'); i > 0 && text[i-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}

// insert adds a part that the document lacks. It tries the sensible places in turn and takes the first where the
// part can be read back: an open quote, list or HTML comment at the end of the prose may swallow a fence.
func (d *Document) insert(whole, part, text string) string {
	info, places := d.placesFor(part)
	for _, at := range places {
		before, after := whole[:at], whole[at:]
		end := lineEnd(whole)
		if at == d.unclosedEnd() {
			before = d.closeLast(before, end)
		}
		out := before + gap(before, end) + fenced(info, text, end)
		if after != "" && !lineAt(after, 0).blank {
			out += end
		}
		out += after
		got, _ := Parse(out)
		if b, ok := got.Find(part); ok && b.Text == text && len(got.Blocks) > len(d.Blocks) {
			return out
		}
	}
	return whole
}

// gap is what must stand between a text and a new fence for a blank line between them.
func gap(before, end string) string {
	switch {
	case before == "" || before == byteOrderMark || strings.HasSuffix(before, "\n\n") || strings.HasSuffix(before, "\n\r\n"):
		return ""
	case strings.HasSuffix(before, "\n"):
		return end
	}
	return end + end
}

// unclosedEnd is the document's length when its last block is a fence that nothing closes, else -1.
func (d *Document) unclosedEnd() int {
	if n := len(d.Blocks); n > 0 && d.Blocks[n-1].Kind != Prose && !d.Blocks[n-1].fence.closed {
		return d.Blocks[n-1].fence.end
	}
	return -1
}

func (d *Document) closeLast(whole, end string) string {
	f := d.Blocks[len(d.Blocks)-1].fence
	if !strings.HasSuffix(whole, "\n") {
		whole += end
	}
	return whole + strings.Repeat(" ", f.indent) + strings.Repeat(string(f.char), f.length) + end
}

// placesFor returns the info string of a new part and the offsets where it may stand, best first.
func (d *Document) placesFor(part string) (info string, places []int) {
	var head, setup, firstChecks, last, end int
	firstChecks = -1
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Kind == Prose {
			end += len(b.Raw)
			if b.Raw == byteOrderMark {
				head = max(head, end)
			}
			continue
		}
		if firstChecks < 0 && (b.Kind == Checks || b.Restart) {
			firstChecks = b.fence.start
		}
		end = b.fence.end
		switch {
		case b.Kind == Header:
			head = end
			continue
		case firstChecks < 0:
			setup = end
		}
		last = end
	}
	name, _, again := strings.Cut(part, "@")
	switch {
	case part == "header":
		if head > 0 && head != len(byteOrderMark) {
			return "", nil
		}
		return "rolecall", []int{head}
	case part == "state" || fileName(name) && !again:
		info = "state"
		if part != "state" {
			info = configInfo(name)
		}
		if setup > 0 {
			places = append(places, setup)
		}
		if firstChecks >= 0 {
			places = append(places, firstChecks)
		}
		return info, append(places, end, head)
	case part == "checks" || strings.HasPrefix(part, "checks-"):
		if last > 0 {
			places = append(places, last)
		}
		return "checks", append(places, end, head)
	case fileName(name):
		return configInfo(name) + " restart", []int{last, end}
	}
	return "", nil
}

func configInfo(name string) string {
	if strings.HasSuffix(name, ".py") {
		return "python " + name
	}
	return "yaml " + name
}
