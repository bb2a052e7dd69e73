package server

import (
	"strings"

	"github.com/aymanbagabas/go-udiff/lcs"

	"rolecall.example/internal/scenario"
	"rolecall.example/templates"
)

// diffContext is how many lines around a change are shown.
const diffContext = 3

// diffDocuments compares two documents part by part: the header, the prose, each config, the state, each list of
// checks. Parts that are the same in both are left out.
func diffDocuments(before, after *scenario.Document) (out []templates.DiffPart) {
	was, is := partTexts(before), partTexts(after)
	seen := map[string]bool{}
	for _, list := range [...][]partText{is, was} {
		for _, p := range list {
			if seen[p.name] {
				continue
			}
			seen[p.name] = true
			a, inBefore := findText(was, p.name)
			b, inAfter := findText(is, p.name)
			if a == b && inBefore == inAfter {
				continue
			}
			part := templates.DiffPart{Part: p.name, Added: !inBefore, Removed: !inAfter}
			part.Lines, part.Cut = diffLines(a, b)
			out = append(out, part)
		}
	}
	return out
}

type partText struct{ name, text string }

// partTexts lists a document's parts with their texts; its prose is one part, whose name no other part can have.
func partTexts(doc *scenario.Document) (out []partText) {
	if doc == nil {
		return nil
	}
	var prose strings.Builder
	at := -1
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Kind != scenario.Prose {
			out = append(out, partText{b.Part, b.Text})
			continue
		}
		if strings.TrimSpace(b.Raw) == "" {
			continue
		}
		if at < 0 {
			at = len(out)
			out = append(out, partText{templates.ProsePart, ""})
		}
		prose.WriteString(strings.Trim(b.Raw, "\r\n") + "\n")
	}
	if at >= 0 {
		out[at].text = prose.String()
	}
	return out
}

func findText(parts []partText, name string) (string, bool) {
	for _, p := range parts {
		if p.name == name {
			return p.text, true
		}
	}
	return "", false
}

// maxDiffLines bounds the lines that a part's difference shows.
const maxDiffLines = 2_000

// diffLines compares two texts by lines and keeps the changes with some lines around them. cut tells that there is
// more than is shown. The library bounds its search, so that texts which differ much cost no more than their length.
func diffLines(before, after string) (out []templates.DiffLine, cut bool) {
	a, b := lines(before), lines(after)
	at := 0 // lines of a that are dealt with
	shift := 0
	same := func(to int, isLast bool) {
		from := at
		if head := from + diffContext; from > 0 {
			for ; from < min(head, to); from++ {
				out = append(out, templates.DiffLine{Kind: templates.SameLine, Before: from + 1, After: from + 1 + shift, Text: a[from]})
			}
		}
		start := max(from, to-diffContext)
		if isLast {
			start = to
		}
		if start > from {
			out = append(out, templates.DiffLine{Kind: templates.LeftOut, Before: start - from})
		}
		for i := start; i < to; i++ {
			out = append(out, templates.DiffLine{Kind: templates.SameLine, Before: i + 1, After: i + 1 + shift, Text: a[i]})
		}
		at = to
	}
	for _, d := range lcs.DiffLines(a, b) {
		same(d.Start, false)
		for i := d.Start; i < d.End; i++ {
			out = append(out, templates.DiffLine{Kind: templates.OldLine, Before: i + 1, Text: a[i]})
		}
		for i := d.ReplStart; i < d.ReplEnd; i++ {
			out = append(out, templates.DiffLine{Kind: templates.NewLine, After: i + 1, Text: b[i]})
		}
		at, shift = d.End, d.ReplEnd-d.End
	}
	same(len(a), true)
	if len(out) > maxDiffLines {
		return out[:maxDiffLines], true
	}
	return out, false
}

// lines are a text's lines without their ends. A missing end of the last line is no difference.
func lines(text string) []string {
	if text == "" {
		return nil
	}
	out := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	for i := range out {
		out[i] = strings.TrimSuffix(out[i], "\r")
	}
	return out
}
