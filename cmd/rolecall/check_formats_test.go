package main

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"rolecall.example/internal/suite"
)

// hostilePage has scenarios of every sort, with titles and names that try to break a report.
const hostilePage = "# Page\n\n```rolecall\ntitle: \"a]]>,b%::<&\\\"\\r\\n::error::x\\e[31m##[group]\"\n```\n" +
	"```python jupyterhub_config.py\nc.JupyterHub.load_groups = {\"g\": {\"users\": [\"ann\"]}}\nc.JupyterHub.load_roles = [{\"name\": \"abc\", \"scopes\": [], \"users\": [\"an, :%n\"]}]\n```\n" +
	"```checks\nany user can servers!user\nany user can shutdown   # no\nany member of \"<nobody> & ]]>\" can users\nafter any admin POST /groups/new\n\"an, :%n\" cannot DELETE /users/100%25\n```\n\n" +
	"```rolecall\nstops: role-name-invalid\n```\n```checks\n```\n\n```rolecall\ntitle: Empty\n```\n\n```rolecall\ntitel: no\n```\n```checks\nany user can self\n```\n"

// checked runs check over standard input.
func checked(t *testing.T, text string, args ...string) (out, errs string, code int) {
	t.Helper()
	var stdout, stderr strings.Builder
	code = run(append([]string{"check", "-"}, args...), strings.NewReader(text), &stdout, &stderr)
	return stdout.String(), stderr.String(), code
}

func TestCheckAsJSON(t *testing.T) {
	t.Parallel()
	out, _, code := checked(t, hostilePage, "--format", "json", "--min-coverage", "50")
	var got jsonReport
	d := json.NewDecoder(strings.NewReader(out))
	d.DisallowUnknownFields()
	if err := d.Decode(&got); err != nil || code != exitUnreadable {
		t.Fatalf("exit code %d, %v", code, err)
	}
	if want := (jsonTotals{Files: 1, Scenarios: 4, Checks: 5, Hold: 2, Fail: 2, Undecided: 1, Errors: 1, Empty: 1}); got.Totals != want || got.Exit != 3 || got.Format != 1 {
		t.Errorf("totals %+v, exit %d", got.Totals, got.Exit)
	}
	var verdicts []string
	for _, c := range got.Scenarios[0].Claims {
		verdicts = append(verdicts, fmt.Sprintf("%d:%d %s", c.Place.Line, c.Place.Column, c.Verdict))
	}
	if want := []string{"11:1 holds", "12:1 fails", "13:1 error", "14:1 done", "15:1 holds"}; !slices.Equal(verdicts, want) {
		t.Errorf("claims %q", verdicts)
	}
	if f := got.Scenarios[0].Claims[2].Finding; f == nil || f.ID != "unknown-group" || f.Place.Line != 13 || f.Place.Column != 1 {
		t.Errorf("the finding: %+v", f)
	}
	if s := got.Scenarios[1]; s.Stops != "role-name-invalid" || s.Claims[0].Finding.ID != "stop-fails" || s.Line != 18 {
		t.Errorf("the stop: %+v", s)
	}
	if c := got.Coverage; c == nil || c.Elements != 2 || c.Exercised != 1 || c.Percent != 50 || *c.Minimum != 50 || c.Missing[0].Name != "abc" {
		t.Errorf("coverage: %+v", c)
	}
}

// junitElements is what may stand in a report by Jenkins' schema of JUnit's XML (junit-10.xsd): the attributes of each
// element, those that have to be there with a mark, the elements in it, and whether it holds text.
var junitElements = map[string]struct {
	attributes, children string
	text                 bool
}{
	"testsuites": {"name time tests failures errors", "testsuite", false},
	"testsuite":  {"name! tests! failures! errors! group time skipped timestamp hostname id package file log url", "testsuite properties testcase system-out system-err", false},
	"properties": {"", "property", false},
	"property":   {"name! value!", "", false},
	"testcase":   {"name! time classname group", "skipped error failure system-out system-err", false},
	"failure":    {"type message", "", true},
	"error":      {"type message", "", true},
	"skipped":    {"type message", "", true},
	"system-out": {"", "", true},
	"system-err": {"", "", true},
}

// junitFaults says where a text differs from the schema, and where its counts are wrong.
func junitFaults(text string) (faults []string) {
	say := func(format string, a ...any) { faults = append(faults, fmt.Sprintf(format, a...)) }
	type open struct {
		name   string
		counts map[string]int // what its attributes say
		found  map[string]int
	}
	var stack []open
	if !strings.Contains(text, "<testsuites") {
		say("there is no root")
	}
	d := xml.NewDecoder(strings.NewReader(text))
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		} else if err != nil {
			say("%v", err)
			break
		}
		switch e := token.(type) {
		case xml.StartElement:
			name := e.Name.Local
			rule, ok := junitElements[name]
			if !ok || e.Name.Space != "" {
				say("there is no element %s", name)
			}
			if len(stack) == 0 && name != "testsuites" {
				say("the root is %s", name)
			} else if len(stack) > 0 && !slices.Contains(strings.Fields(junitElements[stack[len(stack)-1].name].children), name) {
				say("%s stands in %s", name, stack[len(stack)-1].name)
			}
			o := open{name, map[string]int{}, map[string]int{}}
			for _, a := range e.Attr {
				if !slices.Contains(strings.Fields(strings.ReplaceAll(rule.attributes, "!", "")), a.Name.Local) {
					say("%s has an attribute %s", name, a.Name.Local)
				}
				switch a.Name.Local {
				case "tests", "failures", "errors":
					n, err := strconv.Atoi(a.Value)
					if err != nil {
						say("%s is %q", a.Name.Local, a.Value)
					}
					o.counts[a.Name.Local] = n
				}
			}
			for want := range strings.FieldsSeq(rule.attributes) {
				if want, must := strings.CutSuffix(want, "!"); must && !slices.ContainsFunc(e.Attr, func(a xml.Attr) bool { return a.Name.Local == want }) {
					say("%s lacks %s", name, want)
				}
			}
			for i := range stack {
				switch name {
				case "testcase":
					stack[i].found["tests"]++
				case "failure", "error":
					stack[i].found[name+"s"]++
				}
			}
			stack = append(stack, o)
		case xml.EndElement:
			o := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			for what, n := range o.counts {
				if o.found[what] != n {
					say("%s counts %d %s and has %d", o.name, n, what, o.found[what])
				}
			}
		case xml.CharData:
			if len(stack) > 0 && strings.TrimSpace(string(e)) != "" && !junitElements[stack[len(stack)-1].name].text {
				say("%s holds the text %q", stack[len(stack)-1].name, e)
			}
		}
	}
	return faults
}

func TestCheckAsJUnit(t *testing.T) {
	t.Parallel()
	for name, args := range map[string][]string{
		"all":                 {"--format=junit"},
		"with coverage":       {"--format=junit", "--min-coverage=99"},
		"a file that is none": {"--format=junit", "none.md"},
	} {
		out, _, _ := checked(t, hostilePage, args...)
		if faults := junitFaults(out); len(faults) > 0 {
			t.Errorf("%s: %q\n%s", name, faults, out)
		}
	}
	out, _, _ := checked(t, hostilePage, "--format=junit", "--min-coverage=99")
	for _, want := range []string{
		`<testsuites name="rolecall check" tests="10" failures="3" errors="3">`, `name="line 12: any user can shutdown" classname="standard input"`,
		`<failure type="check-fails" message="any user cannot`, `<error type="unknown-group" message="this Hub has no group &#34;&lt;nobody&gt; &amp; ]]&gt;&#34;`,
		`<error type="nothing-checked"`, `<error type="unreadable" message="the header has no key`, "warning: standard input:8:", `<failure type="coverage"`,
	} {
		if !strings.Contains(out, want) {
			t.Errorf("no %s in\n%s", want, out)
		}
	}
	if faults := junitFaults(`<testsuites tests="2"><testsuite name="a" tests="1" failures="0"><testcase file="x">y</testcase><failure/></testsuite></testsuites>`); len(faults) != 7 {
		t.Errorf("the schema finds %q", faults)
	}
}

// workflowCommand is a command to GitHub's runner: ::name key=value,key=value::data. In values % begins an escape, and :
// and , are escaped, too; in data % begins one.
var workflowCommand = regexp.MustCompile(`^::(error|warning|notice) ((?:[a-zA-Z]+=(?:[^%:,\r\n]|%(?:25|0D|0A|3A|2C))+)(?:,[a-zA-Z]+=(?:[^%:,\r\n]|%(?:25|0D|0A|3A|2C))+)*)::((?:[^%\r\n]|%(?:25|0D|0A))*)$`)

func TestCheckAsWorkflowCommands(t *testing.T) {
	t.Parallel()
	file := written(t, "a,b%:c.md", hostilePage)
	var stdout, stderr strings.Builder
	run([]string{"check", file, "--format", "github", "--coverage"}, nil, &stdout, &stderr)
	lines := strings.Split(strings.TrimSuffix(stdout.String(), "\n"), "\n")
	var got []string
	unescape := strings.NewReplacer("%25", "%", "%0D", "\r", "%0A", "\n", "%3A", ":", "%2C", ",").Replace
	for _, line := range lines[:len(lines)-1] {
		m := workflowCommand.FindStringSubmatch(line)
		if m == nil {
			t.Errorf("this is no command: %s", line)
			continue
		}
		p := map[string]string{}
		for pair := range strings.SplitSeq(m[2], ",") {
			key, value, _ := strings.Cut(pair, "=")
			if !slices.Contains([]string{"file", "line", "endLine", "col", "endColumn", "title"}, key) || p[key] != "" {
				t.Errorf("the property %s of %s", key, line)
			}
			p[key] = unescape(value)
		}
		if p["file"] != file || p["endLine"] != "" && p["col"] != "" {
			t.Errorf("the place of %s", line)
		}
		got = append(got, fmt.Sprintf("%s %s:%s %s", m[1], p["line"], p["col"], p["title"]))
	}
	want := []string{"warning 8:28 role-without-scopes", "error 12:1 check-fails", "error 13:1 unknown-group", "error 19:1 stop-fails", "error 24:1 nothing-checked", "error 29:1 unknown-key", "notice 8:28 not-exercised"}
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("no %s in %q", w, got)
		}
	}
	if last := lines[len(lines)-1]; last != "4 scenarios, 5 checks: 2 hold, 2 fail, 1 cannot be decided; 1 without a check; 1 error" {
		t.Errorf("the last line: %s", last)
	}
}

func TestOneAnnotation(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		at   suite.Place
		want string
	}{
		{suite.Place{File: "a.md", Line: 2, Column: 3, LastLine: 2, LastColumn: 9}, "::error file=a.md,line=2,col=3,endColumn=9,title=x%3Ay::100%25%0D%0A:,\n"},
		{suite.Place{File: "a.md", Line: 2, Column: 3, LastLine: 4, LastColumn: 1}, "::error file=a.md,line=2,endLine=4,title=x%3Ay::100%25%0D%0A:,\n"},
		{suite.Place{File: "https://a.example/s/x", Line: 2, Column: 3, LastLine: 2, LastColumn: 9}, "::error title=x%3Ay::https://a.example/s/x:2:3: 100%25%0D%0A:,\n"},
		{suite.Place{}, "::error title=x%3Ay::100%25%0D%0A:,\n"},
	} {
		var out strings.Builder
		annotate(&out, "error", tc.at, "x:y", "100%\r\n:,")
		if out.String() != tc.want || !workflowCommand.MatchString(strings.TrimSuffix(out.String(), "\n")) {
			t.Errorf("%q, want %q", out.String(), tc.want)
		}
	}
}

// TestADocumentSteersNoTerminal looks for control characters, and for lines that a pipeline's runner would take for commands.
func TestADocumentSteersNoTerminal(t *testing.T) {
	t.Parallel()
	out, _, _ := checked(t, hostilePage)
	for line := range strings.Lines(out) {
		if strings.HasPrefix(strings.TrimSpace(line), "::") || strings.Contains(line, "##[") || strings.ContainsAny(strings.TrimSuffix(line, "\n"), "\x1b\r\x00") {
			t.Errorf("%q", line)
		}
	}
	if !strings.Contains(out, "\n: :error: :x") && !strings.Contains(out, "\n: :error::x\ufffd[31m## [group]") {
		t.Errorf("the title is not there:\n%s", out)
	}
}

func TestCheckIsTheSameEachTime(t *testing.T) {
	t.Parallel()
	for _, format := range checkFormats {
		first, _, _ := checked(t, strings.Repeat(hostilePage, 20), "--format", format, "--coverage")
		for range 3 {
			if again, _, _ := checked(t, strings.Repeat(hostilePage, 20), "--format", format, "--coverage"); again != first {
				t.Errorf("%s differs", format)
			}
		}
	}
}
