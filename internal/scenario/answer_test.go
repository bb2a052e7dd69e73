package scenario

import (
	"strings"
	"testing"
)

func withState(state string) string {
	doc := "```python jupyterhub_config.py\nc.X.y = 1\n```\n"
	if state != "" {
		doc += "\n```state\n" + state + "```\n"
	}
	return doc + "\nWords.\n"
}

func TestAnswersGoIntoTheState(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, state      string
		key, what, value string
		gone             bool
		want             string
	}{
		{"a first one", "", AnswerEnvironment, "ADMINS", "ann,bo", false, "environment:\n  ADMINS: \"ann,bo\"\n"},
		{"one more", "environment:\n  A: x # why\n", AnswerEnvironment, "B", "1", false, "environment:\n  A: x # why\n  B: \"1\"\n"},
		{"another value", "environment:\n  A: x\n  B: y # why\n", AnswerEnvironment, "A", "z", false, "environment:\n  A: \"z\"\n  B: y # why\n"},
		{"the last", "environment:\n  A: x\n\n# people\nusers: [ann]\n", AnswerEnvironment, "A", "", true, "\n# people\nusers: [ann]\n"},
		{"one of two", "environment:\n    A: x\n    B: |\n      long\n      text\n    C: z\n", AnswerEnvironment, "B", "", true, "environment:\n    A: x\n    C: z\n"},
		{"one that is not there", "users: [ann]\n", AnswerEnvironment, "A", "", true, "users: [ann]\n"},
		{"a file", "users: [ann]\n", AnswerFile, "rooms.yaml", "a: [1]\nb: 2\n", false, "users: [ann]\nfiles:\n  rooms.yaml: |2\n    a: [1]\n    b: 2\n"},
		{"a file that begins with blanks", "", AnswerFile, "x y", "  a\nb", false, "files:\n  \"x y\": |2-\n      a\n    b\n"},
		{"into one line", "environment: {A: x, B: y}\nusers: [ann]\n", AnswerEnvironment, "A", "z", false, "environment:\n  B: \"y\"\n  A: \"z\"\nusers: [ann]\n"},
		{"a function", "", AnswerRun, "configure", "", false, "run: [configure]\n"},
		{"a second", "run: [configure]\nusers: [ann]\n", AnswerRun, "more", "", false, "run: [configure, more]\nusers: [ann]\n"},
		{"no function", "run: [configure]\nusers: [ann]\n", AnswerRun, "configure", "", true, "users: [ann]\n"},
		{"odd signs", "", AnswerValue, "roles()", "[\"a\u0085\", 'b']\n\x01", false, "values:\n  \"roles()\": \"[\\\"a\\u0085\\\", 'b']\\n\\x01\"\n"},
		{"a state that is no mapping", "- a\n", AnswerEnvironment, "A", "x", false, "- a\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			doc, _ := Parse(withState(c.state))
			got, _ := Parse(doc.Answer(c.key, c.what, c.value, c.gone))
			b, _ := got.Find("state")
			if c.want == "" && b != nil || b == nil && c.want != "" && c.want != "\n" || b != nil && b.Text != c.want {
				t.Errorf("the state is %q, want %q", textOf(b), c.want)
			}
			if !strings.HasSuffix(got.Print(), "\nWords.\n") {
				t.Errorf("the prose is gone: %q", got.Print())
			}
		})
	}
}

func textOf(b *Block) string {
	if b == nil {
		return ""
	}
	return b.Text
}

// What is answered is read back as it was given, whatever the state looked like.
func FuzzAnswer(f *testing.F) {
	f.Add("environment:\n  A: x\n", 0, "B", "one\ntwo\n")
	f.Add("files: {a: b}\nusers: [x]\n", 1, "rooms.yaml", " a\n\n")
	f.Add("values:\n  x: |\n    1\n# c\n", 2, "x", "tab\there")
	f.Fuzz(func(t *testing.T, state string, which int, name, value string) {
		if strings.ContainsAny(name, "\r") || strings.ContainsAny(value, "\r") || !plainText(name) || !plainText(value) || name == "" || len(value) > 1000 {
			return
		}
		doc, ds := Parse(withState(strings.ReplaceAll(state, "`", "")))
		if b, _ := doc.Find("state"); len(ds) > 0 || state != "" && b == nil {
			return
		}
		keys := []string{AnswerEnvironment, AnswerFile, AnswerValue}
		key := keys[(which%3+3)%3]
		before := map[string]map[string]string{AnswerEnvironment: doc.State.Environment, AnswerFile: doc.State.Files, AnswerValue: doc.State.Values}
		got, ds := Parse(doc.Answer(key, name, value, false))
		if len(ds) > 0 {
			t.Fatalf("%q cannot be read any more: %v", got.Print(), ds)
		}
		after := map[string]map[string]string{AnswerEnvironment: got.State.Environment, AnswerFile: got.State.Files, AnswerValue: got.State.Values}
		for k, m := range after {
			for n, v := range m {
				if want := before[k][n]; k == key && n == name {
					if v != value {
						t.Fatalf("%s %q is %q, want %q in %q", k, n, v, value, got.Print())
					}
				} else if v != want {
					t.Fatalf("%s %q was %q and is %q in %q", k, n, want, v, got.Print())
				}
			}
			if want := len(before[k]); len(m) < want {
				t.Fatalf("%s had %d entries and has %d", k, want, len(m))
			}
		}
		if v, ok := after[key][name]; !ok {
			t.Fatalf("no answer in %q: %q", got.Print(), v)
		}
	})
}

func plainText(s string) bool {
	return strings.ToValidUTF8(s, "") == s && !strings.ContainsRune(s, '`')
}
