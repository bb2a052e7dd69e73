package scenario

import "strings"

// htmlKind is a kind of CommonMark's HTML blocks: what ends it.
type htmlKind uint8

const (
	noHTML          htmlKind = iota
	htmlRaw                  // <script>, <pre>, <style>, <textarea>: to the closing tag
	htmlComment              // to -->
	htmlInstruction          // to ?>
	htmlDeclaration          // to >
	htmlData                 // to ]]>
	htmlElement              // to the next blank line
)

var rawTags = []string{"script", "pre", "style", "textarea"}

var blockTags = strings.Fields(`address article aside base basefont blockquote body caption center col colgroup dd
details dialog dir div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr
html iframe legend li link main menu menuitem nav noframes ol optgroup option p param search section summary table
tbody td tfoot th thead title tr track ul`)

// htmlBlock says which HTML block a line begins.
func htmlBlock(rest string) htmlKind {
	if rest[0] != '<' || len(rest) < 2 {
		return noHTML
	}
	switch {
	case strings.HasPrefix(rest, "<!--"):
		return htmlComment
	case rest[1] == '?':
		return htmlInstruction
	case strings.HasPrefix(rest, "<![CDATA["):
		return htmlData
	case rest[1] == '!' && len(rest) > 2 && letter(rest[2]):
		return htmlDeclaration
	case rest[1] == '/':
		if tag(rest[2:], blockTags, true) {
			return htmlElement
		}
	case tag(rest[1:], rawTags, false):
		return htmlRaw
	case tag(rest[1:], blockTags, true):
		return htmlElement
	}
	return noHTML
}

// endsWith reports whether a line of the block is its last.
func (k htmlKind) endsWith(rest string) bool {
	switch k {
	case htmlRaw:
		low := strings.ToLower(rest)
		for _, t := range rawTags {
			if strings.Contains(low, "</"+t+">") {
				return true
			}
		}
	case htmlComment:
		return strings.Contains(rest, "-->")
	case htmlInstruction:
		return strings.Contains(rest, "?>")
	case htmlDeclaration:
		return strings.Contains(rest, ">")
	case htmlData:
		return strings.Contains(rest, "]]>")
	}
	return false
}

// tag reports whether s begins with one of the names and a character that ends a name; `/>` ends one where
// selfClosing.
func tag(s string, names []string, selfClosing bool) bool {
	n := 0
	for n < len(s) && (letter(s[n]) || '0' <= s[n] && s[n] <= '9') {
		n++
	}
	if n == 0 || n > 10 {
		return false
	}
	after := s[n:]
	ends := after == "" || after[0] == ' ' || after[0] == '\t' || after[0] == '>' ||
		selfClosing && strings.HasPrefix(after, "/>")
	if !ends {
		return false
	}
	name := strings.ToLower(s[:n])
	for _, want := range names {
		if name == want {
			return true
		}
	}
	return false
}

func letter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
