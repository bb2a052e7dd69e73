package server

import (
	"html"
	"strconv"
	"strings"

	"github.com/alecthomas/chroma/v2"

	"rolecall.example/internal/limits"
)

// highlight turns a text into lines of HTML, <span class="code-line" id="L1">, with classes and no styles. The
// second result is false where the language is none of ours or the text costs more than it may; the text then
// stands plain, in the same lines.
func highlight(lang, text, idPrefix string) (string, bool) {
	out := &lineWriter{lines: true, prefix: idPrefix}
	if !writeTokens(out, lang, text) {
		return plainLines(text, idPrefix), false
	}
	return out.close(), true
}

// highlightFence is the same for code in prose, where lines have no addresses.
func highlightFence(lang, text string) string {
	out := &lineWriter{}
	if !writeTokens(out, lang, text) {
		return html.EscapeString(text)
	}
	return out.close()
}

// writeTokens stops by what it has done, never by the clock: a page must come out the same on a busy machine, and
// where time stands still while code runs.
func writeTokens(out *lineWriter, lang, text string) bool {
	lexer, ok := lexers[strings.ToLower(lang)]
	if !ok || len(text) > limits.HighlightBytes {
		return false
	}
	next, err := lexer.Tokenise(&chroma.TokeniseOptions{State: "root"}, text)
	if err != nil {
		return false
	}
	for range limits.HighlightTokens {
		token := next()
		if token == chroma.EOF {
			return true
		}
		writeToken(out, token)
	}
	return next() == chroma.EOF
}

// plainLines is the text without highlighting.
func plainLines(text, idPrefix string) string {
	out := &lineWriter{lines: true, prefix: idPrefix}
	out.write("", text)
	return out.close()
}

// classes of the style sheet by chroma's categories; what has none is set as plain text.
func class(t chroma.TokenType) string {
	switch {
	case t.InCategory(chroma.Comment):
		return "tok-comment"
	case t == chroma.NameTag:
		return "tok-key"
	case t.InCategory(chroma.Keyword):
		return "tok-keyword"
	case t.InSubCategory(chroma.LiteralString):
		return "tok-string"
	case t.InSubCategory(chroma.LiteralNumber):
		return "tok-number"
	case t.InCategory(chroma.Punctuation), t.InCategory(chroma.Operator):
		return "tok-punct"
	}
	return ""
}

// writeToken writes a token; a string that reads like a scope shows its filter apart, as the editor does.
func writeToken(out *lineWriter, token chroma.Token) {
	kind := class(token.Type)
	if kind == "tok-string" {
		if head, scope, filter, tail, ok := splitScope(token.Value); ok {
			out.write(kind, head)
			out.write("tok-scope", scope)
			out.write("tok-filter", filter)
			out.write(kind, tail)
			return
		}
	}
	out.write(kind, token.Value)
}

// splitScope takes apart a quoted literal that has the form of a scope with a colon or a filter.
func splitScope(literal string) (head, scope, filter, tail string, ok bool) {
	if len(literal) < 3 || (literal[0] != '"' && literal[0] != '\'') || literal[len(literal)-1] != literal[0] {
		return "", "", "", "", false
	}
	inner := literal[1 : len(literal)-1]
	base, rest, filtered := strings.Cut(inner, "!")
	for i := range len(base) {
		if c := base[i]; !(c >= 'a' && c <= 'z' || c == ':' || c == '-' || c == '_') {
			return "", "", "", "", false
		}
	}
	if !filtered && !strings.Contains(strings.Trim(base, ":"), ":") || base == "" {
		return "", "", "", "", false
	}
	if filtered {
		kind, _, _ := strings.Cut(rest, "=")
		switch kind {
		case "user", "group", "server", "service":
		default:
			return "", "", "", "", false
		}
		filter = "!" + rest
	}
	return literal[:1], base, filter, literal[len(literal)-1:], true
}

// A lineWriter writes HTML. With lines it makes one span a line, and opens a token's span anew on each line that
// it runs over.
type lineWriter struct {
	lines  bool
	prefix string
	out    strings.Builder
	line   int
	open   bool
}

func (w *lineWriter) write(class, text string) {
	for text != "" {
		if w.lines && !w.open {
			w.line++
			w.out.WriteString(`<span class="code-line" id="` + w.prefix + "L" + strconv.Itoa(w.line) + `">`)
			w.open = true
		}
		piece, rest, broken := strings.Cut(text, "\n")
		if piece != "" {
			if class != "" {
				w.out.WriteString(`<span class="` + class + `">` + html.EscapeString(piece) + "</span>")
			} else {
				w.out.WriteString(html.EscapeString(piece))
			}
		}
		if broken {
			w.out.WriteString("\n")
			w.end()
		}
		text = rest
	}
}

func (w *lineWriter) end() {
	if w.open {
		w.out.WriteString("</span>")
		w.open = false
	}
}

func (w *lineWriter) close() string {
	if w.open {
		w.out.WriteString("\n")
		w.end()
	}
	return w.out.String()
}
