package checks

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"rolecall.example/internal/limits"
)

var update = flag.Bool("update", false, "rewrite the expectations in testdata")

// dump writes a tree in a compact form that says nothing about places.
func dump(n Node) string {
	switch n := n.(type) {
	case *Check:
		s := "(can "
		if n.Cannot {
			s = "(cannot "
		}
		s += dumpSubject(n.Subject) + " " + dumpRequest(n.Request)
		if n.Because != nil {
			s += fmt.Sprintf(" (because %q)", n.Because.Name)
		}
		return s + ")"
	case *Only:
		s := "(only"
		for _, x := range n.Subjects {
			s += " " + dumpSubject(x)
		}
		return s + " " + dumpRequest(n.Request) + ")"
	case *Nobody:
		return "(nobody " + dumpRequest(n.Request) + ")"
	case *TokenIs:
		if n.Refused {
			return "(refused " + dumpToken(&n.Token) + ")"
		}
		return "(issued " + dumpToken(&n.Token) + ")"
	case *After:
		if n.Call == nil {
			return "(after " + dumpSubject(n.Subject) + " log-in)"
		}
		return "(after " + dumpSubject(n.Subject) + " " + dumpCall(*n.Call) + ")"
	}
	return "nil"
}

func dumpSubject(s Subject) string {
	switch s.Kind {
	case User:
		return fmt.Sprintf("%q", s.Name)
	case Service:
		return fmt.Sprintf("(service %q)", s.Name)
	case Server:
		return fmt.Sprintf("(server %q %q)", s.Name, s.Server)
	case TokenOf:
		return dumpToken(s.Token)
	case AnyUser:
		return "any-user"
	case AnyAdmin:
		return "any-admin"
	case AnyMember:
		return fmt.Sprintf("(any-member %q)", s.Name)
	}
	return "?"
}

func dumpToken(t *Token) string {
	s := fmt.Sprintf("(token %q", t.Owner)
	if t.OfService {
		s = fmt.Sprintf("(token (service %q)", t.Owner)
	}
	for _, x := range t.Scopes {
		s += " " + dumpScope(x)
	}
	return s + ")"
}

func dumpScope(s Scope) string {
	if s.Kind == "" {
		return s.Base
	}
	return fmt.Sprintf("(%s %s %q)", s.Base, s.Kind, s.Value)
}

func dumpRequest(r Request) string {
	switch r.Kind {
	case AskScope:
		return dumpScope(r.Scope)
	case AskOpen:
		return "(open " + r.Path + ")"
	case AskLogIn:
		return "log-in"
	}
	s := dumpCall(r.Call)
	if r.HasSeeing {
		s = fmt.Sprintf("(seeing %s %q)", s, r.Seeing)
	}
	return s
}

func dumpCall(c Call) string {
	if c.Body != "" {
		return fmt.Sprintf("(%s %s %s)", c.Method, c.Path, c.Body)
	}
	return fmt.Sprintf("(%s %s)", c.Method, c.Path)
}

// table reads pairs of lines; blank lines and lines that begin with "## " lie between them.
func table(t *testing.T, name string) [][2]string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var out [][2]string
	var first *string
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSuffix(line, "\n")
		switch {
		case first != nil:
			out = append(out, [2]string{*first, line})
			first = nil
		case line != "" && !strings.HasPrefix(line, "## "):
			first = &line
		}
	}
	if first != nil {
		t.Fatalf("%s: the last line has no expectation", name)
	}
	return out
}

// compareTable runs got over a table and compares, or rewrites the file's second lines.
func compareTable(t *testing.T, name string, got func(line string) string) {
	t.Helper()
	rows := table(t, name)
	if len(rows) < 30 {
		t.Errorf("%s has %d lines only", name, len(rows))
	}
	text, _ := os.ReadFile(name)
	for _, row := range rows {
		result := got(row[0])
		if *update {
			text = []byte(strings.Replace(string(text), row[0]+"\n"+row[1]+"\n", row[0]+"\n"+result+"\n", 1))
		} else if result != row[1] {
			t.Errorf("%s\n got %s\nwant %s", row[0], result, row[1])
		}
	}
	if *update {
		if err := os.WriteFile(name, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestLinesThatParse(t *testing.T) {
	t.Parallel()
	compareTable(t, "testdata/lines.txt", func(line string) string {
		lines, ds := Parse("checks", line)
		if len(ds) > 0 {
			return ds[0].ID + ": " + ds[0].Message
		}
		if len(lines) == 0 {
			return "nothing"
		}
		return dump(lines[0].Node)
	})
}

func TestLinesThatFail(t *testing.T) {
	t.Parallel()
	compareTable(t, "testdata/errors.txt", func(line string) string {
		_, ds := Parse("checks", line)
		if len(ds) != 1 {
			return fmt.Sprintf("%d diagnostics", len(ds))
		}
		d := ds[0]
		s := strings.Repeat(" ", utf8.RuneCountInString(line[:d.Span.Start])) +
			strings.Repeat("^", max(1, utf8.RuneCountInString(line[d.Span.Start:d.Span.End]))) + " " + d.ID + ": " + d.Message
		if d.Hint != "" {
			s += " (" + d.Hint + ")"
		}
		return s
	})
}

func TestLinesHaveTheirPlaces(t *testing.T) {
	t.Parallel()
	text := "# a comment\n\n  johan can users   # why\r\nfoo bar # \"x\nnobody can groups"
	lines, ds := Parse("checks-2", text)
	if len(ds) != 1 || len(lines) != 3 {
		t.Fatalf("%d lines, %d diagnostics", len(lines), len(ds))
	}
	for i, want := range []string{"johan can users", "foo bar", "nobody can groups"} {
		l := lines[i]
		if l.Text != want || text[l.Span.Start:l.Span.End] != want || l.Span.File != "checks-2" {
			t.Errorf("line %d is %q at %v, want %q", i, l.Text, l.Span, want)
		}
	}
	if lines[1].Node != nil || lines[0].Node == nil {
		t.Error("a line has a tree exactly if it parses")
	}
	c := lines[0].Node.(*Check)
	if got := text[c.Request.Scope.At.Start:c.Request.Scope.At.End]; got != "users" {
		t.Errorf("the scope stands at %q", got)
	}
	if got := text[c.Subject.At.Start:c.Subject.At.End]; got != "johan" {
		t.Errorf("the subject stands at %q", got)
	}
}

func TestParseStopsAtTheLimit(t *testing.T) {
	t.Parallel()
	line := "a can users\n"
	if lines, ds := Parse("checks", strings.Repeat(line, limits.Checks)); len(lines) != limits.Checks || len(ds) != 0 {
		t.Errorf("at the limit: %d lines, %v", len(lines), ds)
	}
	lines, ds := Parse("checks", strings.Repeat(line, limits.Checks+1))
	if len(lines) != limits.Checks || len(ds) != 1 || ds[0].ID != "limit-checks" {
		t.Errorf("past the limit: %d lines, %v", len(lines), ds)
	}
}

func FuzzParse(f *testing.F) {
	for _, name := range []string{"testdata/lines.txt", "testdata/errors.txt"} {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			f.Add(line)
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		lines, ds := Parse("checks", text)
		for _, d := range ds {
			if d.Span.Start < 0 || d.Span.End < d.Span.Start || d.Span.End > len(text) {
				t.Errorf("%s has the span %v in %d bytes", d.ID, d.Span, len(text))
			}
		}
		for _, l := range lines {
			if text[l.Span.Start:l.Span.End] != l.Text {
				t.Errorf("%q stands at %q", l.Text, text[l.Span.Start:l.Span.End])
			}
			if l.Node == nil {
				continue
			}
			printed := Print(l.Node)
			again, ds := Parse("checks", printed)
			if len(ds) > 0 || len(again) != 1 || dump(again[0].Node) != dump(l.Node) {
				t.Errorf("%q prints as %q, which parses as %v %v", l.Text, printed, again, ds)
			} else if twice := Print(again[0].Node); twice != printed {
				t.Errorf("%q prints as %q, then as %q", l.Text, printed, twice)
			}
		}
	})
}
