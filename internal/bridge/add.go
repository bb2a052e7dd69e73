package bridge

import (
	"strings"

	"rolecall.example/internal/scenario"
	"rolecall.example/rbac"
)

// fences are the empty parts that the editor can add, by kind. A document has them at fixed places: the header
// first, notes below it, state before the checks, checks last.
var fences = map[string]struct {
	kind scenario.BlockKind
	text string
}{
	"header": {scenario.Header, "---\nformat: 1\ntitle: Untitled\njupyterhub: \"" + rbac.DefaultVersion + "\"\n---\n"},
	"notes":  {scenario.Prose, "What this scenario shows.\n"},
	"config": {scenario.Config, "```python jupyterhub_config.py\n```\n"},
	"state":  {scenario.State, "```state\n```\n"},
	"checks": {scenario.Checks, "```checks\n```\n"},
}

// withPart puts an empty part of the kind into a document that has none, and names it. A document that has
// one stays as it is, and that one is named.
func withPart(document, kind string) (text, part string) {
	f, ok := fences[kind]
	if !ok {
		return document, ""
	}
	d, _ := scenario.Parse(document)
	if p := first(d, kind); p != "" {
		return document, p
	}
	at := len(d.Blocks)
	for i, b := range d.Blocks {
		if before(f.kind, b.Kind) {
			at = i
			break
		}
	}
	var b strings.Builder
	for _, block := range d.Blocks[:at] {
		b.WriteString(block.Raw)
	}
	if b.Len() > 0 {
		if !strings.HasSuffix(b.String(), "\n") {
			b.WriteByte('\n')
		}
		if !strings.HasSuffix(b.String(), "\n\n") {
			b.WriteByte('\n')
		}
	}
	b.WriteString(f.text)
	if at < len(d.Blocks) && !strings.HasPrefix(d.Blocks[at].Raw, "\n") {
		b.WriteByte('\n')
	}
	for _, block := range d.Blocks[at:] {
		b.WriteString(block.Raw)
	}
	text = b.String()
	d, _ = scenario.Parse(text)
	return text, first(d, kind)
}

// first names the first part of a kind, or "".
func first(d *scenario.Document, kind string) string {
	for _, p := range parts(d) {
		if p.Kind == kind {
			return p.Part
		}
	}
	return ""
}

// before reports whether a new block of kind a stands before the first block of kind b. Prose never decides:
// what is written above a fence belongs to it, so a new state goes below the prose that leads to the checks only
// when nothing else comes first.
func before(a, b scenario.BlockKind) bool {
	switch a {
	case scenario.Header:
		return true
	case scenario.Prose:
		return b != scenario.Header
	case scenario.State:
		return b == scenario.Checks
	case scenario.Config:
		return b == scenario.State || b == scenario.Checks
	}
	return false
}
