package scenario

import (
	"strings"
	"testing"
)

func TestHeader(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ yaml, errors, hint string }{
		{"format: 1\njupyterhub: \"6.0.0b2\"\nstops: invalid-role-name\n", "", ""},
		{"", "", ""},
		{"# nothing\n", "", ""},
		{"format: 2\n", "header 1:9 unknown-format", ""},
		{"format: one\n", "header 1:9 unknown-format", ""},
		{"titel: x\n", "header 1:1 unknown-key", `did you mean "title"?`},
		{"ümlaut: x\nwhatever: 1\n", "header 1:1 unknown-key; header 2:1 unknown-key", "known are format, title"},
		{"title: a\ntitle: b\n", "header 2:1 key-twice", ""},
		{"jupyterhub: 5.5\n", "header 1:13 yaml-type", `quote it: "5.5"`},
		{"oauthenticator: \"17.4.0\"\n", "", ""},
		{"oauthenticator: \"16.0.0\"\n", "header 1:17 unknown-oauthenticator", "it knows 17.4.0, 16.3.1, 15.1.0"},
		{"jupyterhub: 5.4.9\n", "header 1:13 unknown-version", "it knows 6.0.0b2, 5.5.1"},
		{"host: moon\n", "header 1:7 unknown-host", "one of plain, z2jh, tljh"},
		{"- a\n", "header 1:1 yaml-type", ""},
		{"title: \"a\nb: c\n", "header 3:1 yaml-syntax", ""},
		{"title: a\n  b: c\n", "header 2:1 yaml-syntax", ""},
		{"a: 1\n--- \nb: 2\n", "header 2:1 yaml-documents", ""},
		{"title: *x\n", "header 1:1 yaml-syntax", ""},
		{"title: &x [*x]\n", "header 1:12 limit-yaml-depth", ""},
	} {
		d, ds := Parse("```rolecall\n" + c.yaml + "```\n")
		if got := found(ds, c.yaml, d); got != c.errors {
			t.Errorf("%q\n got %s\nwant %s", c.yaml, got, c.errors)
		}
		if c.hint != "" && (len(ds) == 0 || !strings.Contains(ds[len(ds)-1].Hint+ds[0].Hint, c.hint)) {
			t.Errorf("%q: no hint %s in %v", c.yaml, c.hint, ds)
		}
	}
}

func TestDeepYAMLIsRefused(t *testing.T) {
	t.Parallel()
	for _, text := range []string{strings.Repeat("[", 100_000), strings.Repeat("a: {", 20_000), "a: " + strings.Repeat("- ", 50_000), "\x01", "a: \x85b"} {
		_, ds := Parse("```state\n" + text + "\n```\n")
		if len(ds) < 2 {
			t.Errorf("%.20q… has no diagnostic", text)
		}
	}
}

func TestSplit(t *testing.T) {
	t.Parallel()
	one, two := "# Page\n\n```rolecall\ntitle: a\n```\n\ntext\n", "```rolecall\ntitle: b\n```\nend\n"
	pieces := Split(one + two)
	if len(pieces) != 2 || pieces[0].Text != one || pieces[1].Text != two || pieces[1].Start != len(one) {
		t.Errorf("got %+v", pieces)
	}
	if pieces := Split(one); len(pieces) != 1 || pieces[0].Text != one {
		t.Errorf("one scenario is cut: %+v", pieces)
	}
	if pieces := Split(""); len(pieces) != 1 {
		t.Errorf("an empty page has %d pieces", len(pieces))
	}
}
