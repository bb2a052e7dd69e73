package bridge

import (
	"strings"
	"testing"
	"unicode/utf16"

	"rolecall.example/internal/limits"
)

func shareOf(t *testing.T, q Request) *Share {
	t.Helper()
	q.Op = "share"
	a := ask(t, q)
	if a.Error != "" || a.Share == nil {
		t.Fatalf("%q, %v", a.Error, a.Share)
	}
	return a.Share
}

func TestShareSaysWhatWouldBeUploaded(t *testing.T) {
	t.Parallel()
	s := shareOf(t, Request{Document: document, Edits: []Edit{{Part: "notes", Text: "Ünder class-a.\n"}}})
	want := strings.Replace(strings.Replace(document, "One class.\n", "Ünder class-a.\n", 1), "\"5.5.1\"\n", "\"5.5.1\"\noauthenticator: \"17.4.0\"\nhost: plain\n", 1)
	if !strings.Contains(s.Document, "Ünder class-a.\n") || strings.ReplaceAll(s.Document, "\n\n", "\n") != strings.ReplaceAll(want, "\n\n", "\n") {
		t.Errorf("the document is\n%s", s.Document)
	}
	if s.Bytes != len(s.Document) || s.TooLarge || s.Secrets != 0 || len(s.Blanks) != 0 || s.Mark == "" ||
		s.Title != "Größe 😀" || s.Verdict != "0 of 1 checks hold on JupyterHub 5.5.1, 1 can’t be decided" || s.File != "gr-e.md" ||
		s.Uploaded != "Uploaded: title, notes, jupyterhub_config.py and checks. This document as it stands, and nothing else." {
		t.Errorf("%+v", s)
	}
	if s.Markdown+s.Frame+s.Element+s.Badge != "" {
		t.Error("there are forms without an address")
	}
	if again := shareOf(t, Request{Document: s.Document}); again.Document != s.Document || again.Mark != s.Mark {
		t.Error("what was shared is not shared as it is")
	}
}

func TestShareKeepsTheVersionThatIsAsked(t *testing.T) {
	t.Parallel()
	s := shareOf(t, Request{Document: document, Version: "4.1.6"})
	if !strings.Contains(s.Document, "jupyterhub: \"4.1.6\"\n") || s.Verdict != "0 of 1 checks hold on JupyterHub 4.1.6, 1 can’t be decided" {
		t.Errorf("%s\n%s", s.Verdict, s.Document)
	}
}

func TestShareGivesTheFormsToPaste(t *testing.T) {
	t.Parallel()
	s := shareOf(t, Request{Document: document, Share: &ShareAsk{Origin: "https://r.test", ID: "7kQmR4xVbT2n", View: "access", Theme: "dark", Integrity: "sha384-x"}})
	for form, parts := range map[string][]string{
		s.Markdown: {"**Größe 😀**", "0 of 1 checks hold on JupyterHub 5.5.1, 1 can’t be decided\n\nhttps://r.test/s/7kQmR4xVbT2n\n"},
		s.Frame:    {`src="https://r.test/e/7kQmR4xVbT2n?theme=dark&amp;view=access"`, `title="Größe 😀"`},
		s.Element:  {`src="https://r.test/embed/v1.js" integrity="sha384-x"`, `view="access" theme="dark"`, `>Größe 😀</a>`},
		s.Badge:    {"(https://r.test/s/7kQmR4xVbT2n/badge.svg)"},
	} {
		for _, part := range parts {
			if !strings.Contains(form, part) {
				t.Errorf("%q lacks %q", form, part)
			}
		}
	}
}

// TestBlanksAreWhereTheEditorHasThem replaces every finding in the texts as the editor has them, in UTF-16.
func TestBlanksAreWhereTheEditorHasThem(t *testing.T) {
	t.Parallel()
	config := "# 😀 für ann@uni-bonn.de\nc.JupyterHub.services = [{\"name\": \"a\", \"api_token\": \"9s8d7f6g5h\"}, {\"name\": \"b\", \"api_token\": \"hunter2hunter2\"}]\n"
	notes := "Grüße 😀: `TOKEN=9s8d7f6g5h`\n"
	s := shareOf(t, Request{Document: document, Edits: []Edit{{Part: "jupyterhub_config.py", Text: config}, {Part: "notes", Text: notes}}})
	if s.Secrets != 3 || len(s.Blanks) != 4 {
		t.Fatalf("%d secrets, %+v", s.Secrets, s.Blanks)
	}
	texts := map[string][]uint16{"jupyterhub_config.py": utf16.Encode([]rune(config)), "notes": utf16.Encode([]rune(notes))}
	values := map[string]string{}
	for _, b := range s.Blanks {
		value := string(utf16.Decode(texts[b.Part][b.From:b.To]))
		if old, ok := values[value]; ok && old != b.Text {
			t.Errorf("%s became %s and %s", value, old, b.Text)
		}
		values[value] = b.Text
		if b.Note != strings.Contains(value, "@") {
			t.Errorf("%s is a note: %v", value, b.Note)
		}
	}
	if len(values) != 3 || values["9s8d7f6g5h"] == "" || values["hunter2hunter2"] == "" || values["ann@uni-bonn.de"] == "" {
		t.Errorf("%v", values)
	}
}

func TestShareAtTheLimitOfAServer(t *testing.T) {
	t.Parallel()
	whole := shareOf(t, Request{Document: document}).Document
	for n, want := range map[int]bool{limits.SharedDocument: false, limits.SharedDocument + 1: true} {
		text := whole + strings.Repeat("a", n-len(whole))
		if s := shareOf(t, Request{Document: text}); s.TooLarge != want || s.Bytes != n || strings.Contains(s.Panel, "65,536") != want {
			t.Errorf("%d bytes: too large %v of %d", n, s.TooLarge, s.Bytes)
		}
	}
}

func TestWhatCannotBeReadIsShared(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "---\n[\n---\n", "```python jupyterhub_config.py\nx = (\n```\n", strings.Repeat("x", limits.Document+1)} {
		s := shareOf(t, Request{Document: text})
		if !strings.HasSuffix(s.Document, text) || s.Verdict == "" || s.File != "scenario.md" || s.Title == "" {
			t.Errorf("%.40q: %.200q %q %q %q", text, s.Document, s.Verdict, s.File, s.Title)
		}
	}
}
