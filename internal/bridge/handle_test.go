package bridge

import (
	"encoding/json"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/limits"
	"rolecall.example/internal/playground"
	"rolecall.example/rbac"
)

const document = `---
format: 1
title: Größe 😀
jupyterhub: "5.5.1"
---
One class.

` + "```python jupyterhub_config.py\nc.JupyterHub.load_groups = {\"class-a\": [\"johan\"]}\n```\n\nThe checks:\n\n```checks\njohan can self\n```\n"

// stopped is a clock that moves a millisecond at each look.
func stopped() func() time.Time {
	at := time.Unix(0, 0)
	return func() time.Time {
		at = at.Add(time.Millisecond)
		return at
	}
}

func ask(t *testing.T, q Request) Answer {
	t.Helper()
	request, err := json.Marshal(q)
	if err != nil {
		t.Fatal(err)
	}
	var a Answer
	if err := json.Unmarshal(handle(request, stopped()), &a); err != nil {
		t.Fatal(err)
	}
	return a
}

func TestFieldsAreBounded(t *testing.T) {
	t.Parallel()
	many := map[string]string{}
	for i := range limits.Fields + 1 {
		many[strconv.Itoa(i)] = ""
	}
	if a := ask(t, Request{Op: "run", Document: document, View: "access", Fields: many}); a.Error == "" {
		t.Error("one field too many was taken")
	}
	delete(many, "0")
	if a := ask(t, Request{Op: "run", Document: document, View: "access", Fields: many}); a.Error != "" {
		t.Errorf("as many fields as may be: %s", a.Error)
	}
	full := strings.Repeat("x", limits.FieldBytes-1)
	if a := ask(t, Request{Op: "run", Document: document, View: "access", Fields: map[string]string{"a": full}}); a.Error != "" {
		t.Errorf("as much text as may be: %s", a.Error)
	}
	if a := ask(t, Request{Op: "run", Document: document, View: "access", Fields: map[string]string{"a": full + "x"}}); a.Error == "" {
		t.Error("a byte too many was taken")
	}
}

func TestOffersSpeakInTheEditorsOffsets(t *testing.T) {
	t.Parallel()
	r := playground.Run(playground.Request{Document: "```python jupyterhub_config.py\nx = '😀'\ny = 1\n```\n"})
	at := func(part string, start, end int, text string) playground.Edit {
		return playground.Edit{Span: diag.Span{File: part, Start: start, End: end}, Text: text}
	}
	got := newPlaces(r.Document).offers([]playground.Offer{{Key: "k", Edits: []playground.Edit{
		at("jupyterhub_config.py", 11, 12, "z"), at("state", 0, 0, "users: [a]\n"),
	}}})
	want := []Offer{{Key: "k", Edits: []OfferEdit{{"jupyterhub_config.py", 9, 10, "z"}, {"state", 0, 0, "users: [a]\n"}}}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestHandleRefusesWhatItDoesNotKnow(t *testing.T) {
	t.Parallel()
	for name, request := range map[string]string{
		"nothing":           "",
		"no JSON":           "{",
		"no object":         "[1]",
		"a wrong type":      `{"op":"run","rows":"many"}`,
		"no operation":      `{}`,
		"unknown operation": `{"op":"rm"}`,
		"unknown view":      `{"op":"run","view":"nowhere"}`,
		"impossible part":   `{"op":"run","view":"access","edits":[{"part":"../x","text":"y"}]}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var a Answer
			if err := json.Unmarshal(Handle([]byte(request)), &a); err != nil {
				t.Fatal(err)
			}
			if a.Error == "" {
				t.Errorf("answered %+v", a)
			}
		})
	}
}

func TestStartNamesTheVersions(t *testing.T) {
	t.Parallel()
	a := ask(t, Request{Op: "start"})
	if !reflect.DeepEqual(a.Versions, rbac.Versions()) || a.DefaultVersion != rbac.DefaultVersion || a.Error != "" {
		t.Errorf("got %+v", a)
	}
}

func TestRunListsThePartsInTheEditorsOrder(t *testing.T) {
	t.Parallel()
	a := ask(t, Request{Op: "run", Document: document, View: "access"})
	if a.Error != "" {
		t.Fatal(a.Error)
	}
	var got []string
	for _, p := range a.Parts {
		got = append(got, p.Kind+" "+p.Part)
	}
	want := []string{"config jupyterhub_config.py", "checks checks", "notes notes", "notes notes-2", "header header"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if a.Title != "Größe 😀" || a.Version == "" || a.Document != document {
		t.Errorf("title %q, version %q, document changed: %v", a.Title, a.Version, a.Document != document)
	}
	if a.Status == "" || a.Elapsed <= 0 {
		t.Errorf("status %q, elapsed %v", a.Status, a.Elapsed)
	}
}

func TestRunEditsParts(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		document string
		edits    []Edit
		want     string
	}{
		"a fence keeps what is around it": {
			document, []Edit{{Part: "checks", Text: "johan cannot servers\n"}},
			strings.Replace(document, "johan can self", "johan cannot servers", 1),
		},
		"two parts": {
			document, []Edit{{Part: "checks", Text: ""}, {Part: "jupyterhub_config.py", Text: "import sys\n"}},
			strings.NewReplacer("johan can self\n", "", "c.JupyterHub.load_groups = {\"class-a\": [\"johan\"]}", "import sys").Replace(document),
		},
		"prose": {
			document, []Edit{{Part: "notes", Text: "\nTwo.\n\n"}},
			strings.Replace(document, "One class.\n\n", "\nTwo.\n\n", 1),
		},
		"prose that would join a fence": {
			document, []Edit{{Part: "notes-2", Text: "And:"}},
			strings.Replace(document, "\nThe checks:\n\n", "And:\n", 1),
		},
		"notes that were not there": {
			"```checks\n```\n", []Edit{{Part: "notes", Text: "New.\n"}},
			"New.\n\n```checks\n```\n",
		},
		"a part that was not there": {
			"Text.\n", []Edit{{Part: "checks", Text: "johan can self\n"}},
			"Text.\n\n```checks\njohan can self\n```\n",
		},
		"nothing for a part that is not there": {"Text.\n", []Edit{{Part: "checks", Text: ""}}, "Text.\n"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := ask(t, Request{Op: "run", Document: c.document, Edits: c.edits, View: "access"})
			if a.Error != "" || a.Document != c.want {
				t.Errorf("error %q, got\n%s\nwant\n%s", a.Error, a.Document, c.want)
			}
		})
	}
}

func TestHTMLIsNotEscapedForScripts(t *testing.T) {
	t.Parallel()
	request, _ := json.Marshal(Request{Op: "run", Document: document, View: "access"})
	if answer := string(Handle(request)); strings.Contains(answer, `\u003c`) || !strings.Contains(answer, `"status":"<`) {
		t.Errorf("got %.300s", answer)
	}
}

func TestNamesCrossOnlyWhenTheyChange(t *testing.T) {
	t.Parallel()
	n := &playground.Names{Users: []string{"a", "b"}, Scopes: []playground.ScopeName{{Name: "self"}}}
	first, mark := namesUnless(n, "")
	if first == nil || first.Groups == nil || first.Scopes[0].Includes == nil {
		t.Fatalf("got %+v", first)
	}
	if again, same := namesUnless(n, mark); again != nil || same != mark {
		t.Errorf("sent again: %+v", again)
	}
	for name, other := range map[string]*playground.Names{
		"joined":      {Users: []string{"ab"}, Scopes: n.Scopes},
		"moved":       {Users: []string{"a"}, Groups: []string{"b"}, Scopes: n.Scopes},
		"a new scope": {Users: n.Users, Scopes: []playground.ScopeName{{Name: "self", Includes: []string{"servers"}}}},
	} {
		if got, m := namesUnless(other, mark); got == nil || m == mark {
			t.Errorf("%s: not told apart", name)
		}
	}
}

func TestLinesOfTheWhyPaths(t *testing.T) {
	t.Parallel()
	p := &places{map[string]string{"config.py": "one\ntwo\nthree\nfour\n"}, nil}
	at := func(start int) diag.Span { return diag.Span{File: "config.py", Start: start, End: start + 1} }
	w := &playground.Why{
		Ask: playground.Ask{Who: "johan", Verb: "servers.stop", Whom: "server=student3/"},
		Paths: []playground.Path{
			{RoleSpan: at(14), RawSpan: at(9), GroupSpan: at(0)},
			{RawSpan: at(5), HeldSpan: diag.Span{File: "elsewhere.py", Start: 3}},
		},
	}
	want := []Line{{"config.py", 1, ""}, {"config.py", 2, "johan · stop · student3"}, {"config.py", 3, "johan · stop · student3"}, {"config.py", 4, ""}}
	if got := p.lines(w); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got := p.lines(nil); got == nil || len(got) != 0 {
		t.Errorf("without a question: %#v", got)
	}
}

func TestDiagnosticsCountInUTF16(t *testing.T) {
	t.Parallel()
	p := &places{map[string]string{"c.py": "\"😀\" = x"}, map[string]*offsets{}}
	got := p.diagnostics([]diag.Diagnostic{
		{Span: diag.Span{File: "c.py", Start: 9, End: 10}, ID: "a", Severity: diag.Question, Message: "m", Hint: "h"},
		{Span: diag.Span{File: "gone", Start: 9, End: 10}, ID: "b", Severity: diag.Error},
	})
	want := []Diagnostic{{"c.py", 7, 8, "question", "a", "m", "h"}, {"gone", 0, 0, "error", "b", "", ""}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestTold(t *testing.T) {
	t.Parallel()
	for d, want := range map[time.Duration]string{
		0: "under 1 ms", 999 * time.Microsecond: "under 1 ms", 3900 * time.Microsecond: "3 ms", time.Second: "1.0 s", 2340 * time.Millisecond: "2.3 s",
	} {
		if got := told(d); got != want {
			t.Errorf("%v: %q, want %q", d, got, want)
		}
	}
}
