package bridge

import (
	"encoding/json"
	"testing"
	"unicode/utf8"
)

// FuzzHandle holds the bridge's promise for any bytes: one JSON object, no panic.
func FuzzHandle(f *testing.F) {
	f.Add([]byte(`{"op":"start"}`))
	f.Add([]byte(`{"op":"run","document":"# x","view":"why","ask":{"who":"a","verb":"servers.stop","whom":"user=b"},"rows":-1}`))
	f.Add([]byte("{\"op\":\"run\",\"document\":\"\xff```\",\"view\":\"checks\"}"))
	f.Fuzz(func(t *testing.T, request []byte) { valid(t, Handle(request)) })
}

// FuzzRun asks about any document, with an edit of any part.
func FuzzRun(f *testing.F) {
	f.Add(document, "checks", "johan can self", "checks")
	f.Add(document, "notes", "```\n```checks\n", "access")
	f.Add("", "notes-2", "\x00", "startup")
	f.Add("---\n---", "header", "---\n", "why")
	f.Add("", "jupyterhub_config.py@2", "while True: pass", "access")
	f.Fuzz(func(t *testing.T, text, part, edit, view string) {
		request, err := json.Marshal(Request{
			Op: "run", Document: text, Edits: []Edit{{Part: part, Text: edit}}, View: view, Ask: Ask{"any user", "users.see", ""},
		})
		if err != nil {
			return
		}
		valid(t, Handle(request))
	})
}

func valid(t *testing.T, answer []byte) {
	t.Helper()
	var a Answer
	if err := json.Unmarshal(answer, &a); err != nil {
		t.Fatalf("%v: %.200q", err, answer)
	}
	if string(answer) == Broken {
		t.Fatal("the engine broke down")
	}
	if !utf8.Valid(answer) {
		t.Fatal("the answer is no UTF-8")
	}
	for _, m := range a.Marks {
		if m.From < 0 || m.To < m.From {
			t.Fatalf("a diagnostic from %d to %d", m.From, m.To)
		}
	}
}
