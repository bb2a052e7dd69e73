package scenario

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/limits"
)

// outline writes a document's blocks on one line: kind, part, options, and the length of the text.
func outline(d *Document) string {
	var out []string
	for _, b := range d.Blocks {
		s := [...]string{Prose: "prose", Header: "header", Config: "config", Checks: "checks", State: "state"}[b.Kind]
		if b.Kind != Prose {
			s += " " + b.Part
		}
		if b.Restart {
			s += " restart"
		}
		out = append(out, fmt.Sprintf("%s %q", s, b.Text))
	}
	return strings.Join(out, "; ")
}

// found writes diagnostics with their places; text is what those count in that stand in no part of doc.
func found(ds []diag.Diagnostic, text string, doc *Document) string {
	var out []string
	whole := text
	for _, d := range ds {
		if d.ID == "no-header" {
			continue
		}
		text = whole
		if b, ok := doc.Find(d.Span.File); ok {
			text = b.Text
		}
		p := diag.PositionOf(text, d.Span.Start)
		out = append(out, fmt.Sprintf("%s %d:%d %s", d.Span.File, p.Line, p.Column, d.ID))
	}
	return strings.Join(out, "; ")
}

func TestBlocks(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, want, errors string }{
		{"empty", "", ``, ""},
		{"prose alone", "hello\n", `prose "hello\n"`, ""},
		{"front matter", "---\ntitle: a\n---\nx", `header header "title: a\n"; prose "x"`, ""},
		{"front matter with CRLF", "---\r\ntitle: a\r\n---\r\n", `header header "title: a\r\n"`, ""},
		{"front matter after a BOM", "\ufeff---\ntitle: a\n---\n", `prose "\ufeff"; header header "title: a\n"`, ""},
		{"dashes that nothing closes", "---\nhello\n", `prose "---\nhello\n"`, ""},
		{"header in a fence", "# A\n```rolecall\ntitle: a\n```\n", `prose "# A\n"; header header "title: a\n"`, ""},
		{"a page's own front matter", "---\nlayout: x\n---\n```rolecall\ntitle: a\n```\n",
			`prose "---\nlayout: x\n---\n"; header header "title: a\n"`, ""},
		{"two headers", "---\nformat: 1\n---\n```rolecall\ntitle: a\n```\n",
			`header header "format: 1\n"; header header-2 "title: a\n"`, "document 4:1 second-header"},
		{"config", "```python a.py\nx\n```\n", `config a.py "x\n"`, ""},
		{"config in tildes", "~~~~ yaml  values.yaml \nx\n~~~\n~~~~~ \n", `config values.yaml "x\n~~~\n"`, ""},
		{"config without a file name", "```python\nx\n```\n", `prose "` + "```python\\nx\\n```\\n" + `"`, "document 1:1 fence-not-read"},
		{"a word that is no file", "```python {1,3}\nx\n```\n```py a.py\n```\n",
			`prose "` + "```python {1,3}\\nx\\n```\\n" + `"; config a.py ""`, ""},
		{"backticks in the info string", "```python a.py ` x\nx\n", `prose "` + "```python a.py ` x\\nx\\n" + `"`, ""},
		{"fence of two", "``checks\n``\n", `prose "` + "``checks\\n``\\n" + `"`, ""},
		{"indented fence loses its indentation", "  ```checks\n    a\n  b\n c\n  ```\n", `checks checks "  a\nb\nc\n"`, ""},
		{"four blanks are code", "    ```checks\n", `prose "    ` + "```checks\\n" + `"`, ""},
		{"a tab is four blanks", "\t```checks\n", `prose "\t` + "```checks\\n" + `"`, ""},
		{"four blanks before a closing fence", "```checks\n    ```\n```\n", `checks checks "    ` + "```\\n" + `"`, ""},
		{"text behind a closing fence", "```checks\n```x\n```\n", `checks checks "` + "```x\\n" + `"`, ""},
		{"unclosed", "```checks\na", `checks checks "a"`, "document 1:1 fence-unclosed"},
		{"unclosed without a line", "```checks", `checks checks ""`, "document 1:1 fence-unclosed"},
		{"CRLF", "```checks\r\na\r\n```\r\nb\r\n", `checks checks "a\r\n"; prose "b\r\n"`, ""},
		{"CR alone ends no line", "```checks\ra\n```\n", `prose "` + "```checks\\ra\\n```\\n" + `"`, ""},
		{"several checks", "```checks\n```\n~~~checks\n~~~\n", `checks checks ""; checks checks-2 ""`, ""},
		{"in a quote", "> ```checks\n> a\n> ```\n", `prose "> ` + "```checks\\n> a\\n> ```\\n" + `"`, ""},
		{"in a list", "- a\n\n  ```checks\n  b\n  ```\n", `prose "- a\n\n  ` + "```checks\\n  b\\n  ```\\n" + `"`, ""},
		{"a list item's own fence", "- ```checks\n  b\n  ```\n```checks\n```\n",
			`prose "- ` + "```checks\\n  b\\n  ```\\n" + `"; checks checks ""`, ""},
		{"a list item ends its fence", "1. ```x\nb\n```checks\n```\n", `prose "1. ` + "```x\\nb\\n" + `"; checks checks ""`, ""},
		{"a lazy line keeps a list item open", "- a\nb\n  ```checks\n  ```\n", `prose "- a\nb\n  ` + "```checks\\n  ```\\n" + `"`, ""},
		{"after a list", "- a\n\n```checks\n```\n", `prose "- a\n\n"; checks checks ""`, ""},
		{"a year begins no list in a paragraph", "in\n2026. x\n  ```checks\n```\n", `prose "in\n2026. x\n"; checks checks ""`, ""},
		{"a rule is no list", "- - -\n  ```checks\n```\n", `prose "- - -\n"; checks checks ""`, ""},
		{"in a comment", "<!--\n```checks\n```\n-->\n", `prose "<!--\n` + "```checks\\n```\\n-->\\n" + `"`, ""},
		{"behind a comment", "<!-- a -->\n```checks\n```\n", `prose "<!-- a -->\n"; checks checks ""`, ""},
		{"details need a blank line", "<details>\n```checks\n```\n\n```checks\n```\n</details>\n",
			`prose "<details>\n` + "```checks\\n```\\n\\n" + `"; checks checks ""; prose "</details>\n"`, ""},
		{"in pre", "<pre>\n\n```checks\n```\n</pre>\n", `prose "<pre>\n\n` + "```checks\\n```\\n</pre>\\n" + `"`, ""},
		{"another fence hides a fence", "````text\n```checks\n```\n````\n", `prose "` + "````text\\n```checks\\n```\\n````\\n" + `"`, ""},

		{"a second file of a name", "```python a.py\n```\n```python a.py\n```\n", `config a.py ""; config a.py@2 ""`, "document 3:1 file-twice"},
		{"config after checks", "```checks\n```\n```python a.py\n```\n", `checks checks ""; config a.py ""`, "document 3:1 config-without-restart"},
		{"restart", "```python a.py\n```\n```checks\n```\n```python a.py restart\n```\n",
			`config a.py ""; checks checks ""; config a.py@2 restart ""`, ""},
		{"a slip of restart", "```python a.py restrat\n```\n", `config a.py ""`, "document 1:16 unknown-fence-word"},
		{"language and ending differ", "```python a.yaml\n```\n", `config a.yaml ""`, "document 1:11 config-language"},
		{"state after checks", "```checks\n```\n```state\n```\n", `checks checks ""; state state ""`, "document 3:1 state-after-checks"},
		{"two states", "```state\n```\n```state\n```\n", `state state ""; state state-2 ""`, "document 3:1 second-state"},
		{"checks of a Hub that stops", "---\nstops: x\n---\n```checks\n# none\n```\n```checks\na\n```\n",
			`header header "stops: x\n"; checks checks "# none\n"; checks checks-2 "a\n"`, "document 7:1 stops-with-checks"},
		{"a word behind checks", "```checks now\n```\n", `checks checks ""`, "document 1:11 unknown-fence-word"},
		{"a slip of checks", "```Check\n```\n", `prose "` + "```Check\\n```\\n" + `"`, "document 1:1 fence-not-read"},
		{"bad UTF-8", "a\xff", `prose "a\xff"`, "document 1:2 not-utf8"},
		{"NUL", "a\x00", `prose "a\x00"`, "document 1:2 nul-byte"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d, ds := Parse(c.text)
			if got := outline(d); got != c.want {
				t.Errorf("blocks\n got %s\nwant %s", got, c.want)
			}
			if got := found(ds, c.text, d); got != c.errors {
				t.Errorf("diagnostics\n got %s\nwant %s", got, c.errors)
			}
			holds(t, c.text)
		})
	}
}

// holds checks what is true of every text: it prints back, offsets lie where they say, and Parse is one-valued.
func holds(t *testing.T, text string) {
	t.Helper()
	d, ds := Parse(text)
	if d.Print() != text {
		t.Errorf("Print gives %q, want %q", d.Print(), text)
	}
	if again, _ := Parse(d.Print()); !reflect.DeepEqual(again, d) {
		t.Error("Parse(Print(d)) differs from d")
	}
	seen := map[string]bool{}
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Kind == Prose {
			continue
		}
		if b.Part == "" || seen[b.Part] {
			t.Errorf("part %q is empty or not unique", b.Part)
		}
		seen[b.Part] = true
		for at := range len(b.Text) {
			s := d.Offset(diag.Span{File: b.Part, Start: at, End: at + 1})
			if s.Start < 0 || s.Start >= len(text) || text[s.Start] != b.Text[at] {
				t.Fatalf("offset %d of %s is %d in the document, another character", at, b.Part, s.Start)
			}
		}
	}
	for _, x := range ds {
		in := text
		if b, ok := d.Find(x.Span.File); ok {
			in = b.Text
		} else if x.Span.File != documentPart {
			t.Errorf("%s stands in %q, no part", x.ID, x.Span.File)
		}
		if x.Span.Start < 0 || x.Span.End < x.Span.Start || x.Span.End > len(in) {
			t.Errorf("%s has the span %v in %d bytes", x.ID, x.Span, len(in))
		}
	}
}

// formats wants what is formatted to say the same, and to stay as it is when it is formatted again.
func formats(t *testing.T, d *Document) {
	t.Helper()
	text := d.Format()
	again, _ := Parse(text)
	if len(text) > limits.Document {
		return
	}
	want := d.Meta
	if want.OAuthenticator == "" && again.Meta.OAuthenticator != "" {
		want.OAuthenticator = OAuthenticatorOf(want.JupyterHub)
	}
	if !reflect.DeepEqual(again.Meta, want) {
		t.Errorf("formatted, %q says %+v, not %+v", text, again.Meta, want)
	}
	if twice := again.Format(); twice != text {
		t.Errorf("formatted twice, %q becomes %q", text, twice)
	}
}

func TestLimits(t *testing.T) {
	t.Parallel()
	has := func(text, id string) bool {
		d, ds := Parse(text)
		return strings.Contains(found(ds, text, d), id)
	}
	nested := func(n int) string {
		return "```state\npeople: " + strings.Repeat("{a: ", n) + "x" + strings.Repeat("}", n) + "\n```\n"
	}
	nodes := func(n int) string { return "```state\nusers: [" + strings.Repeat("a,", n) + "]\n```\n" }
	for _, c := range []struct{ id, at, past string }{
		{"limit-document", strings.Repeat("a", limits.Document), strings.Repeat("a", limits.Document+1)},
		{"limit-checks", "```checks\n#\n\n" + strings.Repeat("a can b\n", limits.Checks) + "```\n",
			"```checks\n" + strings.Repeat("a can b\n", limits.Checks) + "```\n```checks\na can b\n```\n"},
		// The root mapping and `people` are one level each, and the innermost value is another.
		{"limit-yaml-depth", nested(limits.YAMLDepth - 2), nested(limits.YAMLDepth - 1)},
		// The root, its key and the list are three nodes.
		{"limit-yaml-nodes", nodes(limits.YAMLNodes - 3), nodes(limits.YAMLNodes - 2)},
	} {
		if has(c.at, c.id) {
			t.Errorf("%s is said at the limit", c.id)
		}
		if !has(c.past, c.id) {
			t.Errorf("%s is not said past the limit", c.id)
		}
	}
}

func TestGoldenDocuments(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/documents/*.md")
	if err != nil || len(files) < 3 {
		t.Fatalf("found %d documents, %v", len(files), err)
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		d, ds := Parse(string(text))
		holds(t, string(text))
		got := fmt.Sprintf("%s\n%+v\n%+v\n%s\n", strings.ReplaceAll(outline(d), "; ", "\n"), d.Meta, d.State, strings.ReplaceAll(found(ds, string(text), d), "; ", "\n"))
		golden := strings.TrimSuffix(name, ".md") + ".golden"
		if os.Getenv("UPDATE") != "" {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s (UPDATE=1 rewrites the golden file)\n got %s\nwant %s", name, got, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"---\ntitle: a\n---\n```python a.py\nx\n```\n```checks\na can b # c\n```\n", "  ~~~state\n  users: [a]\n  ~~~\n",
		"- ```checks\n  b\n  ```\n", "\ufeff```rolecall\nformat: 1\n```\n", "> a\n```checks\r\n", "<!--\n```checks\n-->\n```checks",
		"```state\na: &a [*a]\n```\n", "1) a\nb\n   ```checks\n", "```python a.py\n```\n```checks\n```\n```python a.py restart\n",
	} {
		f.Add(s, "x\n", "checks")
	}
	f.Add("```checks", "a\n```\n~~~\n", "state")
	f.Add("<!--\n", "---\n", "header")
	f.Fuzz(func(t *testing.T, text, inside, part string) {
		holds(t, text)
		d, _ := Parse(text)
		parts := []string{part, "checks", "header", "state", "jupyterhub_config.py"}
		for i := range d.Blocks {
			parts = append(parts, d.Blocks[i].Part)
		}
		for _, part := range parts[:min(8, len(parts))] {
			old, exists := d.Find(part)
			out := d.Replace(part, inside)
			got, _ := Parse(out)
			b, ok := got.Find(part)
			want := inside
			if want != "" && !strings.HasSuffix(want, "\n") {
				want += "\n"
			}
			if exists && len(out) <= limits.Document && (!ok || b.Text != want) {
				t.Errorf("Replace(%q, %q) in %q gives %q, with %q in its place", part, inside, text, out, b.Text)
			}
			if exists && inside == old.Text && want == inside && out != text {
				t.Errorf("Replace(%q) by itself changes %q to %q", part, text, out)
			}
		}
		formats(t, d)
		_ = Split(text)
	})
}
