package templates

import (
	"context"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/a-h/templ"
)

// shown makes a name fit for a line of text. What can't be printed, and a name that is empty or begins or ends with
// a blank, is written with quotes and escapes: a name must not turn a sentence around or vanish from it.
func shown(name string) string {
	if name == "" || name != strings.TrimSpace(name) {
		return strconv.Quote(name)
	}
	for _, r := range name {
		if !strconv.IsPrint(r) || r == utf8.RuneError {
			return strconv.Quote(name)
		}
	}
	return name
}

// printable makes a text fit to be shown as it is, such as a title or a message: what can't be printed is written as an
// escape, a tab or a line's end as a blank.
func printable(text string) string {
	for _, r := range text {
		if !strconv.IsPrint(r) || r == utf8.RuneError {
			return escaped(text)
		}
	}
	return text
}

func escaped(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			b.WriteByte(' ')
		case strconv.IsPrint(r):
			b.WriteRune(r)
		default:
			b.WriteString(strings.Trim(strconv.QuoteRune(r), "'"))
		}
	}
	return b.String()
}

// key makes a name fit for an id: other characters than letters, digits, point and hyphen become _xx_ in hexadecimal,
// so that two names never give one id.
func key(name string) string {
	plain := true
	for i := 0; i < len(name); i++ {
		if !keeps(name[i]) {
			plain = false
			break
		}
	}
	if plain {
		return name
	}
	b := make([]byte, 0, len(name)+16)
	for i := 0; i < len(name); i++ {
		if keeps(name[i]) {
			b = append(b, name[i])
			continue
		}
		b = append(b, '_')
		b = strconv.AppendUint(b, uint64(name[i]), 16)
		b = append(b, '_')
	}
	return string(b)
}

func keeps(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '.'
}

// bit is a run of a phrase: the view's own words, a name of the config, or a scope.
type bit struct {
	text       string
	name, code bool
}

// phrase is a piece of a sentence that knows which of its words are names, so that those stand isolated in <bdi>: a
// right-to-left name leaves the words around it where they are.
type phrase []bit

func say(text string) bit   { return bit{text: text} }
func coded(base string) bit { return bit{text: shown(base), code: true} }
func named(name string) bit { return bit{text: shown(name), name: true} }

// String is the phrase as plain text, for attributes and titles.
func (p phrase) String() string {
	var b strings.Builder
	for _, x := range p {
		b.WriteString(x.text)
	}
	return b.String()
}

// Render writes the phrase as HTML.
func (p phrase) Render(_ context.Context, w io.Writer) error {
	var b strings.Builder
	for _, x := range p {
		switch {
		case x.name:
			b.WriteString(`<bdi class="name">`)
			b.WriteString(templ.EscapeString(x.text))
			b.WriteString(`</bdi>`)
		case x.code:
			b.WriteString(`<code class="scope">`)
			b.WriteString(templ.EscapeString(x.text))
			b.WriteString(`</code>`)
		default:
			b.WriteString(templ.EscapeString(x.text))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// capital begins a sentence. A name keeps its own first letter.
func (p phrase) capital() phrase {
	if len(p) == 0 || p[0].name || p[0].text == "" {
		return p
	}
	out := append(phrase(nil), p...)
	out[0].text = strings.ToUpper(out[0].text[:1]) + out[0].text[1:]
	return out
}
