package templates_test

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/yuin/goldmark"

	"rolecall.example/internal/playground"
	"rolecall.example/internal/secrets"
	. "rolecall.example/templates"
	"rolecall.example/templates/internal/sample"
)

const page = "https://r.test/s/7kQmR4xVbT2n"

// hostile titles, which must come out as text everywhere.
var hostileTitles = []string{
	"plain", `"><script>alert(1)</script>`, `" onload="alert(1)`, "](javascript:alert(1)) [x](", "![x](https://evil.test/x.png)", "`code` **bold** _i_ ~~s~~ <b>",
	"# head", "- item", "1. item", "> quote", "line\nbreak\n\nhttps://evil.test", "</iframe></rolecall-playground><img src=x onerror=alert(1)>", "a & b &amp; c", "\\](x)", "\u202eright to left", "| a | b |", "<!-- x", "https://evil.test",
}

func TestMarkdownShowsTitleVerdictAndALinkOfItsOwn(t *testing.T) {
	t.Parallel()
	for _, title := range hostileTitles {
		l := ShareLink{Origin: "https://r.test", ID: "7kQmR4xVbT2n", Title: title, Verdict: "4 checks hold on JupyterHub 5.5.1"}
		text := l.Markdown()
		if !strings.HasSuffix(text, "\n\n"+page+"\n") {
			t.Errorf("%q: no link on a line of its own:\n%s", title, text)
		}
		root := rendered(t, text)
		if n := len(tags(root, "a", "img", "script", "h1", "li", "blockquote", "code", "b", "em", "del", "table")); n != 0 {
			t.Errorf("%q became markup:\n%s", title, text)
		}
		got := textContent(root)
		if want := shownTitle(title) + "\n4 checks hold on JupyterHub 5.5.1\n" + page; got != want {
			t.Errorf("%q is shown as %q, want %q", title, got, want)
		}
	}
}

func TestTheBadgeIsAPictureThatLeadsToThePage(t *testing.T) {
	t.Parallel()
	for _, title := range hostileTitles {
		root := rendered(t, ShareLink{Origin: "https://r.test", ID: "7kQmR4xVbT2n", Title: title}.Badge())
		links, images := tags(root, "a"), tags(root, "img")
		if len(links) != 1 || len(images) != 1 || value(links[0], "href") != page || value(images[0], "src") != page+"/badge.svg" || value(images[0], "alt") != "Rolecall: "+shownTitle(title) {
			t.Errorf("%q: %d links, %d images", title, len(links), len(images))
		}
	}
}

func TestFramesAndElementsHoldTheTitleAsText(t *testing.T) {
	t.Parallel()
	for _, title := range hostileTitles {
		l := ShareLink{Origin: "https://r.test", ID: "7kQmR4xVbT2n", Title: title, View: "checks", Theme: "dark", Integrity: "sha384-abc"}
		frames := tags(parseHTML(t, l.Frame()), "iframe", "script", "img")
		if len(frames) != 1 || value(frames[0], "title") != shownTitle(title) || value(frames[0], "src") != "https://r.test/e/7kQmR4xVbT2n?theme=dark&view=checks" {
			t.Errorf("%q: %s", title, l.Frame())
		}
		root := parseHTML(t, l.Element())
		elements, scripts := tags(root, "rolecall-playground"), tags(root, "script")
		if len(elements) != 1 || len(scripts) != 1 || len(tags(root, "img")) != 0 || value(scripts[0], "integrity") != "sha384-abc" ||
			value(elements[0], "src") != page || value(elements[0], "view") != "checks" || value(elements[0], "theme") != "dark" || textContent(elements[0]) != shownTitle(title) {
			t.Errorf("%q: %s", title, l.Element())
		}
	}
	if bare := (ShareLink{Origin: "https://r.test", ID: "x"}).Frame(); strings.Contains(bare, "?") {
		t.Errorf("nothing is asked for: %s", bare)
	}
}

func TestTheVerdictOfATextHoldsTheAnswer(t *testing.T) {
	t.Parallel()
	for want, r := range map[string]*playground.Response{
		"4 checks hold on JupyterHub 5.5.1":                                             {Version: "5.5.1", Readable: true, Starts: true, Tally: playground.Tally{Checks: 4, Hold: 4}},
		"1 check holds on JupyterHub 5.5.1":                                             {Version: "5.5.1", Readable: true, Starts: true, Tally: playground.Tally{Checks: 1, Hold: 1}},
		"1 of 3 checks holds on JupyterHub 5.5.1, 1 fails, 1 can’t be decided":          {Version: "5.5.1", Readable: true, Starts: true, Tally: playground.Tally{Checks: 3, Hold: 1, Fail: 1, Invalid: 1}},
		"0 of 1 checks hold on JupyterHub 5.5.1, 1 fails":                               {Version: "5.5.1", Readable: true, Starts: true, Tally: playground.Tally{Checks: 1, Fail: 1}},
		"A config on JupyterHub 5.5.1, nothing checked":                                 {Version: "5.5.1", Readable: true, Starts: true},
		"This Hub does not start on JupyterHub 5.5.1":                                   {Version: "5.5.1", Readable: true},
		"This config can’t be read":                                                     {Version: "5.5.1"},
		"This Hub starts on JupyterHub 5.5.1, although the scenario says that it stops": startsAlthough(),
	} {
		if got := ShareVerdict(r); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func startsAlthough() *playground.Response {
	r := &playground.Response{Version: "5.5.1", Readable: true, Starts: true}
	r.Meta.Stops = "scope-not-found"
	return r
}

func TestFilesAreNamedByTheirTitle(t *testing.T) {
	t.Parallel()
	for title, want := range map[string]string{
		"A teacher who runs one class": "a-teacher-who-runs-one-class.md", "": "scenario.md", "Größe": "gr-e.md", "../../etc/passwd": "etc-passwd.md",
		"…": "scenario.md", strings.Repeat("long ", 40): strings.Repeat("long-", 12) + "l.md",
	} {
		if got := FileName(title); got != want {
			t.Errorf("%q is %s", title, got)
		}
	}
}

func TestSecretsAreShownWithTheirPlaceAndNotWhole(t *testing.T) {
	t.Parallel()
	finding := func(id, name, value string) ShareFinding {
		return ShareFinding{Finding: secrets.Finding{ID: id, Name: name}, Part: "jupyterhub_config.py", Line: 10, Column: 15, Value: value}
	}
	d := &ShareData{Response: sample.Teacher(), Bytes: 1234, Most: 65536, Findings: []ShareFinding{
		finding(secrets.Token, "api_token", "3f9c41d07be82a6b5e1d"), finding(secrets.Email, "", "ann@uni-bonn.de"),
		finding(secrets.Password, "<b>", "hunter2"), finding(secrets.PrivateKey, "", "-----BEGIN PRIVATE KEY-----\nMIIE<script>\n-----END PRIVATE KEY-----"),
	}}
	root := parse(t, Share(d))
	shown := text(root)
	for _, want := range []string{"jupyterhub_config.py, line 10, seems to hold a token", "api_token: 3f9…e1d", "hu…", "1.2 kB", "Replace all 3", "1 e-mail address is in it."} {
		if !strings.Contains(shown, want) {
			t.Errorf("%q is not said in %q", want, shown)
		}
	}
	for _, never := range []string{"3f9c41d07be82a6b5e1d", "hunter2", "MIIE", "ann@uni-bonn.de"} {
		if strings.Contains(shown, never) {
			t.Errorf("%q is shown", never)
		}
	}
	for i := range d.Findings {
		if n := all(root, func(n *html.Node) bool { return value(n, "data-blank") == string(rune('0'+i)) }); len(n) != 1 && !d.Findings[i].IsNote() {
			t.Errorf("finding %d has %d buttons", i, len(n))
		}
	}
	if places := all(root, func(n *html.Node) bool { return value(n, "data-line") == "10" && value(n, "data-column") == "15" }); len(places) != 4 {
		t.Errorf("%d places can be shown", len(places))
	}
}

func TestManySecretsAreANumber(t *testing.T) {
	t.Parallel()
	d := &ShareData{Response: sample.Teacher(), Most: 65536}
	for range 12 {
		d.Findings = append(d.Findings, ShareFinding{Finding: secrets.Finding{ID: secrets.Token, Name: "token"}, Part: "x.py", Line: 1, Value: "9s8d7f6g5h"})
	}
	if shown := text(parse(t, Share(d))); strings.Count(shown, "seems to hold") != 5 || !strings.Contains(shown, "And 7 places more.") || !strings.Contains(shown, "Replace all 12") {
		t.Errorf("%q", shown)
	}
}

func TestADialogWithoutSharingSaysWhy(t *testing.T) {
	t.Parallel()
	data := PlaygroundData{Response: sample.Teacher()}
	off := parse(t, ShareDialog(&data))
	if byID(off, "share-upload") != nil || byID(off, "share-forms") != nil || byID(off, "share-off") == nil || byID(off, "share-private") == nil || byID(off, "share-download") == nil {
		t.Error("a server without a store offers what it does not have, or hides what needs no store")
	}
	data.Sharing = true
	on := parse(t, ShareDialog(&data))
	if byID(on, "share-upload") == nil || byID(on, "share-off") != nil {
		t.Error("a server with a store does not offer it")
	}
}

func rendered(t *testing.T, markdown string) *html.Node {
	t.Helper()
	var b strings.Builder
	if err := goldmark.Convert([]byte(markdown), &b); err != nil {
		t.Fatal(err)
	}
	return parseHTML(t, b.String())
}

func parseHTML(t *testing.T, text string) *html.Node {
	t.Helper()
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return root
}

func tags(root *html.Node, names ...string) []*html.Node {
	return all(root, func(n *html.Node) bool {
		for _, name := range names {
			if n.Type == html.ElementNode && n.Data == name {
				return true
			}
		}
		return false
	})
}

// textContent is the text as written, without blank lines.
func textContent(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	var lines []string
	for line := range strings.Lines(b.String()) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// shownTitle is a title in one line, as people see it.
func shownTitle(title string) string {
	title = strings.ReplaceAll(title, "\u202e", `\u202e`)
	return strings.Join(strings.Fields(title), " ")
}
