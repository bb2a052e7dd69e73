package scenario

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/limits"
)

// documentPart is the File of spans that count in the document's own text.
const documentPart = "document"

const byteOrderMark = "\ufeff"

// maxDiagnostics bounds what is said about one document, and about its header and state each: who has a thousand
// errors reads ten.
const maxDiagnostics = 1000

// Parse reads a document. It always returns one; errors are diagnostics in the part they stand in
// (Span.File is Block.Part, offsets count in Block.Text), or in the part "document" with offsets in text.
// A document is one scenario: Split cuts a page that holds several.
func Parse(text string) (*Document, []diag.Diagnostic) {
	p := &parser{text: text, doc: &Document{Meta: defaults()}, parts: map[string]int{}}
	if len(text) > limits.Document {
		p.say("", 0, 0, diag.Diagnostic{
			ID: "limit-document", Severity: diag.Error,
			Message: fmt.Sprintf("the document has %d bytes, and Rolecall reads at most %d", len(text), limits.Document),
		})
		if text != "" {
			p.prose(0, len(text))
		}
		return p.doc, p.diagnostics
	}
	p.encoding()
	p.blocks()
	p.order()
	diag.Sort(p.diagnostics)
	return p.doc, p.diagnostics
}

type parser struct {
	text        string
	doc         *Document
	diagnostics []diag.Diagnostic
	parts       map[string]int // how often a part's name was given

	done int // offset behind the last block
	bare []fence
}

// say adds a diagnostic; an empty part means offsets in the document.
func (p *parser) say(part string, start, end int, d diag.Diagnostic) {
	if part == "" {
		part = documentPart
	}
	if len(p.diagnostics) >= maxDiagnostics {
		return
	}
	d.Span = diag.Span{File: part, Start: start, End: end}
	p.diagnostics = append(p.diagnostics, d)
}

// encoding says where the text is no UTF-8 or holds a NUL byte.
func (p *parser) encoding() {
	for i := 0; i < len(p.text); {
		r, n := utf8.DecodeRuneInString(p.text[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			p.say("", i, i+1, diag.Diagnostic{ID: "not-utf8", Severity: diag.Error, Message: "the document is not UTF-8 from here on"})
			return
		case r == 0:
			p.say("", i, i+1, diag.Diagnostic{ID: "nul-byte", Severity: diag.Error, Message: "the document holds a NUL byte"})
			return
		}
		i += n
	}
}

// blocks cuts the text at its fences.
func (p *parser) blocks() {
	front, hasFront, at := body(p.text)
	list := fences(p.text, at)
	if hasFront && frontIsHeader(p.text, front, list) {
		p.header(front)
	}
	for _, f := range list {
		p.fence(f)
	}
	p.prose(p.done, len(p.text))
}

// prose adds what lies between two blocks.
func (p *parser) prose(from, to int) {
	p.done = to
	if from < to {
		p.doc.Blocks = append(p.doc.Blocks, Block{Kind: Prose, Raw: p.text[from:to], Text: p.text[from:to], Start: from})
	}
}

// add adds a block with a unique part name made from name.
func (p *parser) add(kind BlockKind, name, separator string, f fence) *Block {
	p.prose(p.done, f.start)
	p.done = f.end
	p.parts[name]++
	part := name
	if n := p.parts[name]; n > 1 {
		part += separator + strconv.Itoa(n)
	}
	p.doc.Blocks = append(p.doc.Blocks, Block{
		Kind: kind, Raw: p.text[f.start:f.end], Part: part,
		Text: f.inside(p.text), Start: f.textStart, fence: f,
	})
	if !f.closed {
		p.say("", f.start, f.infoStart+len(f.info), diag.Diagnostic{
			ID: "fence-unclosed", Severity: diag.Warning,
			Message: "this fence is never closed: all that follows belongs to it",
			Hint:    "end it with a line " + strings.Repeat(string(f.char), f.length),
		})
	}
	return &p.doc.Blocks[len(p.doc.Blocks)-1]
}

// inside is the text between the fence's lines, without the fence's own indentation.
func (f fence) inside(text string) string {
	body := text[f.textStart:f.textEnd]
	if f.indent == 0 {
		return body
	}
	var b strings.Builder
	for l := range strings.Lines(body) {
		b.WriteString(l[stripped(l, f.indent):])
	}
	return b.String()
}

// fence decides what a fence is.
func (p *parser) fence(f fence) {
	words := f.words()
	if len(words) == 0 {
		return
	}
	switch words[0].text {
	case "rolecall":
		p.header(f)
		p.noMoreWords(f, words[1:])
	case "checks":
		p.add(Checks, "checks", "-", f)
		p.noMoreWords(f, words[1:])
	case "state":
		p.state(f)
		p.noMoreWords(f, words[1:])
	default:
		p.config(f, words)
	}
}

func (p *parser) noMoreWords(f fence, extra []word) {
	if len(extra) > 0 {
		p.say("", extra[0].at, f.infoStart+len(f.info), diag.Diagnostic{
			ID: "unknown-fence-word", Severity: diag.Error,
			Message: fmt.Sprintf("a fence of this kind takes no further word, found %q", extra[0].text),
		})
	}
}
