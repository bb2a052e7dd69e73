package templates

import (
	"sort"
	"strings"

	"rolecall.example/internal/checks"
	"rolecall.example/internal/diag"
	"rolecall.example/internal/playground"
	"rolecall.example/internal/scenario"
)

// exampleChecks are lines to begin with, in a document that has none.
const exampleChecks = "johan can servers!user=student3\nany user cannot admin:users\nonly johan can delete:servers"

// maxOthers bounds the names that a failed `only` or `nobody` lists.
const maxOthers = 12

// checkLine is one line of Checks: a result, or a line that did not parse.
type checkLine struct {
	span      diag.Span
	mark, say string
	claim     string // "johan can"
	rest      string // "servers!user=student3"
	comment   string
	message   string
	hint      string
	id        string
	others    []string
}

// checkLines lists every line that claims something, in the document's order.
func checkLines(r *playground.Response) []checkLine {
	var out []checkLine
	type start struct {
		part string
		at   int
	}
	seen := map[start]bool{}
	for i := range r.Checks {
		c := &r.Checks[i]
		l := checkLine{span: c.Line.Span, message: c.Message, hint: c.Hint, id: c.ID, others: c.Others}
		if l.span.File == "" {
			l.span.File = c.Part
		}
		l.mark, l.say = verdictMark(c.Verdict)
		if _, step := c.Line.Node.(*checks.After); step && c.Verdict == checks.Holds {
			l.say = "done"
		}
		l.claim, l.rest = splitClaim(c.Line.Text)
		l.comment = commentAfter(r, l.span)
		out = append(out, l)
		seen[start{l.span.File, lineStart(r, l.span)}] = true
	}
	parts := checkParts(r)
	for i := range r.Diagnostics {
		d := &r.Diagnostics[i]
		at := start{d.Span.File, lineStart(r, d.Span)}
		if !parts[d.Span.File] || d.Severity != diag.Error || seen[at] {
			continue
		}
		seen[at] = true
		l := checkLine{span: d.Span, message: d.Message, hint: d.Hint, id: d.ID}
		l.mark, l.say = verdictMark(checks.Invalid)
		l.rest = textOfLine(r, d.Span)
		out = append(out, l)
	}
	order := map[string]int{}
	if r.Document != nil {
		for i, b := range r.Document.Blocks {
			order[b.Part] = i
		}
	}
	sort.SliceStable(out, func(i, j int) bool {
		a, b := out[i].span, out[j].span
		if a.File != b.File {
			return order[a.File] < order[b.File]
		}
		return a.Start < b.Start
	})
	return out
}

// linesOf is the lines of one part. Where the Hub does not start they are there, and undecided.
func linesOf(r *playground.Response, part string) (out []checkLine) {
	for _, l := range checkLines(r) {
		if l.span.File == part {
			out = append(out, l)
		}
	}
	b := blockOf(r, part)
	if len(r.Checks) > 0 || b == nil {
		return out
	}
	out = nil
	at := 0
	for line := range strings.Lines(b.Text) {
		claim, comment := cutComment(line)
		if claim != "" {
			l := checkLine{span: diag.Span{File: part, Start: at, End: at + len(line)}, mark: "unknown", say: "not run"}
			l.claim, l.rest = splitClaim(claim)
			l.comment = comment
			out = append(out, l)
		}
		at += len(line)
	}
	return out
}

// cutComment parts a line of checks from the comment behind it.
func cutComment(line string) (claim, comment string) {
	quoted := false
	for i := 0; i < len(line); i++ {
		switch {
		case line[i] == '\\' && quoted:
			i++
		case line[i] == '"':
			quoted = !quoted
		case line[i] == '#' && !quoted && (i == 0 || line[i-1] == ' ' || line[i-1] == '\t'):
			return strings.TrimSpace(line[:i]), strings.TrimSpace(line[i+1:])
		}
	}
	return strings.TrimSpace(line), ""
}

func verdictMark(v checks.Verdict) (mark, says string) {
	switch v {
	case checks.Holds:
		return "yes", "holds"
	case checks.Fails:
		return "no", "fails"
	}
	return "invalid", "error"
}

// noteClass is the weight of a line's message: why it does not hold, or what the Hub answers besides.
func noteClass(l *checkLine) string {
	if l.mark == "yes" {
		return "check-comment"
	}
	return "check-why"
}

// splitClaim parts a check after its "can" or "cannot", and a step after its "after", for the weight of its letters
// alone.
func splitClaim(text string) (claim, rest string) {
	if step, ok := strings.CutPrefix(text, "after "); ok {
		return "after", " " + step
	}
	quoted := false
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '\\' && quoted:
			i++
		case text[i] == '"':
			quoted = !quoted
		case text[i] == ' ' && !quoted:
			for _, w := range [...]string{" cannot ", " can ", " is "} {
				if strings.HasPrefix(text[i:], w) {
					return text[:i+len(w)-1], text[i+len(w)-1:]
				}
			}
		}
	}
	return "", text
}

// lineStart is where the line of a span begins in its part.
func lineStart(r *playground.Response, s diag.Span) int {
	b := blockOf(r, s.File)
	if b == nil {
		return s.Start
	}
	return strings.LastIndexByte(b.Text[:max(0, min(s.Start, len(b.Text)))], '\n') + 1
}

func textOfLine(r *playground.Response, s diag.Span) string {
	b := blockOf(r, s.File)
	if b == nil {
		return ""
	}
	line, _, _ := strings.Cut(b.Text[lineStart(r, s):], "\n")
	return strings.TrimSpace(line)
}

// commentAfter is what the author wrote behind a check, without its sign.
func commentAfter(r *playground.Response, s diag.Span) string {
	b := blockOf(r, s.File)
	if b == nil || s.End < 0 || s.End > len(b.Text) {
		return ""
	}
	rest, _, _ := strings.Cut(b.Text[s.End:], "\n")
	rest = strings.TrimSpace(rest)
	if !strings.HasPrefix(rest, "#") {
		return ""
	}
	return strings.TrimSpace(strings.TrimLeft(rest, "#"))
}

// hasChecks reports whether the document holds a line of checks at all.
func hasChecks(r *playground.Response) bool {
	if r.Document == nil {
		return false
	}
	for _, b := range r.Document.Blocks {
		if b.Kind != scenario.Checks {
			continue
		}
		for _, line := range strings.Split(b.Text, "\n") {
			if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
				return true
			}
		}
	}
	return false
}

// verdictTag is a verdict as a tag: its mark and its words.
type verdictTag struct{ mark, text string }

// verdictOf sums the checks up: "4/4".
func verdictOf(t playground.Tally) verdictTag {
	text := digits(t.Hold) + "/" + digits(t.Checks)
	switch {
	case t.Checks == 0:
		return verdictTag{"unknown", "nothing checked"}
	case t.Fail > 0:
		return verdictTag{"no", text}
	case t.Hold < t.Checks:
		return verdictTag{"invalid", text}
	}
	return verdictTag{"yes", text}
}

// verdictFor sums a scenario up. A Hub that stops is a pass where its document says just that.
func verdictFor(v playground.Verdict, starts bool, t playground.Tally) verdictTag {
	switch {
	case v == playground.AllHold && !starts:
		return verdictTag{"yes", "stops, as it says"}
	case v == playground.NotUsable && starts:
		return verdictTag{"no", "starts, although it says otherwise"}
	case v == playground.NotUsable:
		return verdictTag{"no", "does not start"}
	}
	tag := verdictOf(t)
	if t.Checks > 0 {
		tag.text += " checks hold"
	}
	return tag
}

// statusVerdict is what the status line says of the checks, or of the claim that the Hub stops.
func statusVerdict(r *playground.Response) verdictTag {
	if r.Meta.Stops != "" && r.Readable {
		return verdictFor(r.Verdict(), r.Starts, r.Tally)
	}
	return verdictOf(r.Tally)
}

// tallyText says how the checks came out: "3 of 4 hold, 1 fails".
func tallyText(t playground.Tally) string {
	s := digits(t.Hold) + " of " + digits(t.Checks)
	if t.Hold == 1 {
		s += " holds"
	} else {
		s += " hold"
	}
	if t.Fail > 0 {
		s += ", " + count(t.Fail, "fails", "fail")
	}
	if t.Invalid > 0 {
		s += ", " + count(t.Invalid, "can’t be decided", "can’t be decided")
	}
	return s
}
