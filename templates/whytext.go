package templates

import (
	"strconv"
	"strings"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/playground"
)

// WhyText tells the answer of the Why view in lines of text: the sentence, the ways of a yes, or what a no lacks and the
// nearest fixes. place says where a span is, "" for nowhere.
func WhyText(r *playground.Response, place func(diag.Span) string) string {
	y := r.Why
	t := &lines{place: place}
	t.add(0, outcomeWord(y.Result)+": "+sentence(y).String(), diag.Span{})
	if y.HTTP != nil && y.HTTP.Answer.Status > 0 {
		says := "the Hub answers " + strconv.Itoa(y.HTTP.Answer.Status) + " to " + trimmedCall(y.HTTP)
		if y.Result.Yes() && y.HTTP.Says != "" {
			says += ": " + printable(y.HTTP.Says)
		}
		t.add(1, says, diag.Span{})
	}
	for i := range y.Paths {
		if i == maxPaths {
			t.add(1, "and "+digits(len(y.Paths)-maxPaths)+" more ways", diag.Span{})
			break
		}
		steps := stepsOf(y, &y.Paths[i])
		for j := range steps {
			lead := "  "
			if j == 0 {
				lead = digits(i+1) + "."
			}
			t.add(1, lead+" "+steps[j].text(), steps[j].span)
		}
	}
	if y.Result.Yes() {
		return t.String()
	}
	if scopes := missingScopes(y); len(scopes) > 0 {
		t.add(1, "missing: "+strings.Join(scopes, " or "), diag.Span{})
	}
	for _, g := range nearGroups(y) {
		for j := range g.steps {
			t.add(1, "close: "+g.head.text()+": "+g.steps[j].text(), g.steps[j].span)
		}
	}
	for _, s := range y.Unread {
		t.add(1, "hangs on: "+sourceOf(r, s), s)
	}
	if len(y.Fixes) > 0 {
		t.add(1, "nearest fixes:", diag.Span{})
	}
	for i := range y.Fixes {
		f := &y.Fixes[i]
		t.add(2, strings.TrimSpace(digits(i+1)+". "+fixTitle(f).String()+". "+fixEffect(f).String()+" "+fixChecks(f)), diag.Span{})
	}
	return t.String()
}

// WhoCanText tells who can, one a line.
func WhoCanText(r *playground.Response, place func(diag.Span) string) string {
	t := &lines{place: place}
	t.add(0, whoCanTitle(r).String()+": "+whoCanSum(r.WhoCan), diag.Span{})
	for i := range r.WhoCan.Whos {
		w := &r.WhoCan.Whos[i]
		text, at := shown(w.Who)+": "+whoReason(w).String(), diag.Span{}
		if w.Path != nil {
			text, at = text+", "+printable(w.Path.Raw), w.Path.RawSpan
		}
		t.add(1, text, at)
	}
	for i := range r.WhoCan.Unclear {
		t.add(1, shown(r.WhoCan.Unclear[i].Who)+": unclear", diag.Span{})
	}
	if n := r.WhoCan.Unasked; n > 0 {
		t.add(1, digits(n)+" were not asked", diag.Span{})
	}
	return t.String()
}

// text is a step on one line: "servers!group=class-b, scope".
func (s *step) text() string {
	var parts []string
	for _, p := range []string{strings.TrimSpace(printable(s.scope) + " " + s.words.String()), s.kind, s.miss.String()} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, ", ")
}

type lines struct {
	strings.Builder
	place func(diag.Span) string
}

func (t *lines) add(depth int, text string, at diag.Span) {
	t.WriteString(strings.Repeat("  ", depth) + text)
	if where := t.place(at); at.File != "" && where != "" {
		t.WriteString(" (" + where + ")")
	}
	t.WriteByte('\n')
}
