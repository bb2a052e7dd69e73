package server

import (
	"fmt"
	"strings"
	"testing"

	"rolecall.example/internal/playground"
	"rolecall.example/templates"
)

// written writes a difference as text: " " the same, "-" old, "+" new, "@n" n lines left out; each with its numbers.
func written(list []templates.DiffLine) string {
	var b strings.Builder
	for _, l := range list {
		switch l.Kind {
		case templates.LeftOut:
			fmt.Fprintf(&b, "@%d|", l.Before)
		case templates.SameLine:
			fmt.Fprintf(&b, "%d,%d %s|", l.Before, l.After, l.Text)
		case templates.OldLine:
			fmt.Fprintf(&b, "%d-%s|", l.Before, l.Text)
		case templates.NewLine:
			fmt.Fprintf(&b, "%d+%s|", l.After, l.Text)
		}
	}
	return b.String()
}

func TestDiffLines(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ before, after, want string }{
		{"", "", ""},
		{"a\n", "a", ""},
		{"a\r\nb\r\n", "a\nb\n", ""},
		{"", "a\nb\n", "1+a|2+b|"},
		{"a\nb\n", "", "1-a|2-b|"},
		{"a\nb\nc\n", "a\nx\nc\n", "1,1 a|2-b|2+x|3,3 c|"},
		{"1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nx\n6\n7\n8\n9\n", "@1|2,2 2|3,3 3|4,4 4|5-5|5+x|6,6 6|7,7 7|8,8 8|@1|"},
		{"a\n1\n2\n3\n4\n5\n6\n7\nb\n", "1\n2\n3\n4\n5\n6\n7\n", "1-a|2,1 1|3,2 2|4,3 3|@1|6,5 5|7,6 6|8,7 7|9-b|"},
		{"a\n1\n2\nb\n", "1\n2\n", "1-a|2,1 1|3,2 2|4-b|"},
	} {
		got, cut := diffLines(tc.before, tc.after)
		same := tc.want == ""
		if text := written(got); text != tc.want && !(same && !strings.ContainsAny(text, "+-")) || cut {
			t.Errorf("%q, %q: %s, want %s", tc.before, tc.after, text, tc.want)
		}
	}
}

func TestDiffLinesIsBounded(t *testing.T) {
	t.Parallel()
	var a, b strings.Builder
	for i := range 32 << 10 {
		fmt.Fprintf(&a, "%c\n", 'a'+i*i%7)
		fmt.Fprintf(&b, "%c\n", 'a'+i*i*i%11)
	}
	got, cut := diffLines(a.String(), b.String())
	if !cut || len(got) != maxDiffLines {
		t.Errorf("%d lines, cut: %t", len(got), cut)
	}
}

func TestDiffDocuments(t *testing.T) {
	t.Parallel()
	head := "---\nformat: 1\ntitle: T\n---\n"
	config := "```python jupyterhub_config.py\na = 1\n```\n"
	for _, tc := range []struct{ name, before, after, want string }{
		{"the same", head + "Prose.\n\n" + config, head + "Prose.\n\n\n" + config, ""},
		{"prose is one part", head + "One.\n" + config + "Two.\n", head + "One.\n" + config + "Three.\n", " prose"},
		{"a config that is new", head, head + config, "jupyterhub_config.py added"},
		{"one that is gone", head + config, head, "jupyterhub_config.py removed"},
		{"the header", head, "---\nformat: 1\ntitle: U\n---\n", "header"},
		{"checks", head + "```checks\na can b\n```\n", head + "```checks\na can c\n```\n", "checks"},
		{"a state that is empty", head, head + "```state\n```\n", "state added"},
	} {
		var got []string
		parse := func(text string) *playground.Response {
			r := playground.Run(playground.Request{Document: text})
			return &r
		}
		for _, p := range diffDocuments(parse(tc.before).Document, parse(tc.after).Document) {
			text := p.Part
			if p.Added {
				text += " added"
			}
			if p.Removed {
				text += " removed"
			}
			got = append(got, text)
		}
		if strings.Join(got, ", ") != tc.want {
			t.Errorf("%s: %q, want %q", tc.name, got, tc.want)
		}
	}
}
