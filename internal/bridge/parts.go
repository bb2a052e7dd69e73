package bridge

import (
	"fmt"
	"strconv"
	"strings"

	"rolecall.example/internal/scenario"
)

// kinds name the parts of a document in the order in which the editor shows them.
var kinds = []struct {
	kind scenario.BlockKind
	name string
}{
	{scenario.Config, "config"},
	{scenario.Checks, "checks"},
	{scenario.State, "state"},
	{scenario.Prose, "notes"},
	{scenario.Header, "header"},
}

// parts lists a document's parts as the editor shows them. Each stretch of prose that says something is a part,
// "notes", "notes-2" and so on.
func parts(d *scenario.Document) []Part {
	out := []Part{}
	for _, k := range kinds {
		for _, b := range named(d) {
			if b.Kind != k.kind || b.Part == "" {
				continue
			}
			out = append(out, Part{
				Part: b.Part, Kind: k.name, File: b.File, Lang: b.Lang, Restart: b.Restart, Text: strings.ToValidUTF8(b.Text, "\uFFFD"),
			})
		}
	}
	return out
}

// named returns the document's blocks with a name for each stretch of prose that is not blank. The names are the
// editor's alone.
func named(d *scenario.Document) []scenario.Block {
	blocks := make([]scenario.Block, len(d.Blocks))
	copy(blocks, d.Blocks)
	n := 0
	for i := range blocks {
		b := &blocks[i]
		if b.Kind != scenario.Prose {
			continue
		}
		b.Part = ""
		if strings.TrimSpace(b.Raw) == "" {
			continue
		}
		if n++; n == 1 {
			b.Part = firstNotes
		} else {
			b.Part = firstNotes + "-" + strconv.Itoa(n)
		}
		b.Text = b.Raw
	}
	return blocks
}

// firstNotes is the name of the first stretch of prose.
const firstNotes = "notes"

// edited returns the document with every edit made in order.
func edited(document string, edits []Edit) (string, error) {
	for _, e := range edits {
		d, _ := scenario.Parse(document)
		i := index(d, e.Part)
		switch {
		case i >= 0 && d.Blocks[i].Kind == scenario.Prose:
			document = join(d, i, prose(d, i, e.Text))
		case i < 0 && e.Part == firstNotes:
			document = withNotes(d, e.Text)
		default:
			document = d.Replace(e.Part, e.Text)
			if i < 0 && e.Text != "" {
				if d, _ := scenario.Parse(document); index(d, e.Part) < 0 {
					return "", fmt.Errorf("the document can have no part %q", e.Part)
				}
			}
		}
		if e.Pasted {
			document, _ = pastedAs(document, e.Part)
		}
	}
	return document, nil
}

// withNotes puts prose below the header.
func withNotes(d *scenario.Document, text string) string {
	i := 0
	for i < len(d.Blocks) && (d.Blocks[i].Kind == scenario.Header || strings.TrimSpace(d.Blocks[i].Raw) == "") {
		i++
	}
	var head, tail strings.Builder
	for j, b := range d.Blocks {
		if j < i {
			head.WriteString(b.Raw)
		} else {
			tail.WriteString(b.Raw)
		}
	}
	if head.Len() > 0 && !strings.HasSuffix(head.String(), "\n") {
		head.WriteByte('\n')
	}
	if !strings.HasSuffix(text, "\n") && text != "" {
		text += "\n"
	}
	if strings.TrimSpace(text) != "" && tail.Len() > 0 {
		text += "\n"
	}
	return head.String() + text + tail.String()
}

func index(d *scenario.Document, part string) int {
	for i, b := range named(d) {
		if b.Part != "" && b.Part == part {
			return i
		}
	}
	return -1
}

// prose ends text with a line break where a block follows: a fence opens only at the start of a line.
func prose(d *scenario.Document, i int, text string) string {
	if i+1 < len(d.Blocks) && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	return text
}

// join prints the document with raw in the place of block i.
func join(d *scenario.Document, i int, raw string) string {
	var b strings.Builder
	for j := range d.Blocks {
		if j == i {
			b.WriteString(raw)
		} else {
			b.WriteString(d.Blocks[j].Raw)
		}
	}
	return b.String()
}
