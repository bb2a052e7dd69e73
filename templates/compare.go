package templates

import (
	"strconv"
	"strings"
	"time"

	"rolecall.example/internal/playground"
)

// CompareData is the page that compares two shared scenarios.
type CompareData struct {
	Assets        Assets
	URL           string // the page's own, whole
	Before, After CompareSide
	IsParent      bool       // After is a copy of Before
	Parts         []DiffPart // those that differ
}

// CompareSide is one of the two.
type CompareSide struct {
	ID, Title string
	Created   time.Time
	Response  *playground.Response
}

// DiffPart is a part of the documents that differs.
type DiffPart struct {
	Part           string // its name, or ProsePart
	Added, Removed bool   // only one of the documents has it
	Lines          []DiffLine
	Cut            bool // there is more than is listed
}

// ProsePart stands for a document's prose, all together. No part of a document is called so.
const ProsePart = " prose"

// LineKind says what became of a line.
type LineKind uint8

const (
	SameLine LineKind = iota + 1
	OldLine           // only before
	NewLine           // only after
	LeftOut           // Before lines that are the same in both are not shown
)

// DiffLine is a line with its numbers in both texts, 0 where it has none.
type DiffLine struct {
	Kind          LineKind
	Before, After int
	Text          string
}

// sideTitle is a scenario's title, or words for none: a link needs one.
func sideTitle(s *CompareSide) string {
	if strings.TrimSpace(s.Title) == "" {
		return Untitled
	}
	return printable(s.Title)
}

// diffTitle heads a part's difference.
func diffTitle(p *DiffPart) string {
	if p.Part == ProsePart {
		return "Prose"
	}
	return shown(p.Part)
}

func diffNote(p *DiffPart) string {
	switch {
	case p.Added:
		return "new"
	case p.Removed:
		return "removed"
	}
	old, now := 0, 0
	for _, l := range p.Lines {
		switch l.Kind {
		case OldLine:
			old++
		case NewLine:
			now++
		}
	}
	return "+" + digits(now) + " −" + digits(old)
}

func lineNumber(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// changedCheck is one claim and what became of it. An empty mark: that document does not make the claim.
type changedCheck struct {
	claim, rest          string
	before, after        string
	beforeSays, afterSay string
}

// checkChanges compares the checks of two documents by their text, the first with the first where one stands twice:
// those that come out otherwise, then those that only one of them has. same counts the others.
func checkChanges(before, after *playground.Response) (changed []changedCheck, same int) {
	was, is := checkLines(before), checkLines(after)
	rest := map[string][]*checkLine{}
	for i := range was {
		rest[was[i].claim+was[i].rest] = append(rest[was[i].claim+was[i].rest], &was[i])
	}
	var added []changedCheck
	for i := range is {
		now := &is[i]
		text := now.claim + now.rest
		c := changedCheck{claim: now.claim, rest: now.rest, after: now.mark, afterSay: now.say}
		old := rest[text]
		if len(old) == 0 {
			added = append(added, c)
			continue
		}
		rest[text] = old[1:]
		if old[0].mark == now.mark {
			same++
			continue
		}
		c.before, c.beforeSays = old[0].mark, old[0].say
		changed = append(changed, c)
	}
	changed = append(changed, added...)
	for i := range was {
		text := was[i].claim + was[i].rest
		if list := rest[text]; len(list) > 0 && list[0] == &was[i] {
			rest[text] = list[1:]
			changed = append(changed, changedCheck{claim: was[i].claim, rest: was[i].rest, before: was[i].mark, beforeSays: was[i].say})
		}
	}
	return changed, same
}

// comparePreview is what other sites show of the comparison.
func comparePreview(d *CompareData) *Preview {
	before, after := d.Before.Response, d.After.Response
	words := capitalized(verdictFor(before.Verdict(), before.Starts, before.Tally).text) + " before, " +
		verdictFor(after.Verdict(), after.Starts, after.Tally).text + " after."
	if c := after.Changes; c != nil && c.Compared() {
		words += " " + full(changeSum(c))
	}
	switch n := len(d.Parts); n {
	case 0:
		words += " The documents are the same."
	default:
		words += " " + count(n, "part of the document differs.", "parts of the document differ.")
	}
	return &Preview{URL: d.URL, Title: "Compare: " + cutText(printable(d.After.Title), 120), Description: words, Unlisted: true}
}
