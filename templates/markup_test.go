package templates_test

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"rolecall.example/templates/internal/sample"
)

// Rules that every page keeps over every response.
func TestEveryPageKeepsTheRulesOfItsMarkup(t *testing.T) {
	t.Parallel()
	for name, r := range responses() {
		for page, c := range everyPage(r) {
			t.Run(name+"/"+page, func(t *testing.T) {
				t.Parallel()
				root := parse(t, c)
				noStylesOrScripts(t, root)
				idsAreUniqueAndThere(t, root)
				controlsHaveNames(t, root)
				tableIsWhole(t, root)
			})
		}
	}
}

// The security policy allows scripts and styles from files alone.
func noStylesOrScripts(t *testing.T, root *html.Node) {
	t.Helper()
	for _, n := range all(root, func(*html.Node) bool { return true }) {
		for _, a := range n.Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
				t.Errorf("<%s> has the attribute %s", n.Data, a.Key)
			}
			if strings.HasPrefix(strings.ToLower(strings.TrimSpace(a.Val)), "javascript:") && (a.Key == "href" || a.Key == "src") {
				t.Errorf("<%s %s=%q>", n.Data, a.Key, a.Val)
			}
		}
		if n.Data == "style" || n.Data == "iframe" || n.Data == "object" || n.Data == "img" {
			t.Errorf("there is a <%s>", n.Data)
		}
		if n.Data == "script" && value(n, "type") != "application/json" && (n.FirstChild != nil || !strings.HasPrefix(value(n, "src"), "/assets/")) {
			t.Errorf("an inline script: %s", text(n))
		}
	}
}

func idsAreUniqueAndThere(t *testing.T, root *html.Node) {
	t.Helper()
	seen := map[string]bool{}
	for _, n := range all(root, has("id")) {
		id := value(n, "id")
		if id == "" || seen[id] || strings.ContainsAny(id, " \t\n") {
			t.Errorf("the id %q is empty, no id, or there twice", id)
		}
		seen[id] = true
	}
	for _, key := range []string{"for", "aria-labelledby", "aria-controls", "aria-describedby"} {
		for _, n := range all(root, has(key)) {
			if !seen[value(n, key)] {
				t.Errorf("<%s %s=%q> speaks of nothing", n.Data, key, value(n, key))
			}
		}
	}
	for _, n := range all(root, tag("a", "use")) {
		if id, ok := strings.CutPrefix(value(n, "href"), "#"); ok && !seen[id] {
			t.Errorf("<%s href=%q> leads nowhere", n.Data, value(n, "href"))
		}
	}
}

func controlsHaveNames(t *testing.T, root *html.Node) {
	t.Helper()
	for _, n := range all(root, tag("button", "a", "input", "select", "textarea", "summary")) {
		named := value(n, "aria-label") != "" || value(n, "aria-labelledby") != ""
		if n.Data == "input" || n.Data == "select" || n.Data == "textarea" {
			for p := n.Parent; p != nil; p = p.Parent {
				named = named || p.Data == "label"
			}
			for _, l := range all(root, tag("label")) {
				named = named || value(n, "id") != "" && value(l, "for") == value(n, "id") && text(l) != ""
			}
		} else {
			named = named || text(n) != ""
		}
		if !named {
			t.Errorf("<%s id=%q> has no name", n.Data, value(n, "id"))
		}
		if n.Data == "button" && value(n, "type") != "button" {
			t.Errorf("<button id=%q> is not of type button", value(n, "id"))
		}
	}
	interactive := []string{
		"data-ask-who", "data-ask", "data-line", "data-unfold", "data-view", "data-filter", "data-more", "data-add-check", "data-toggle-theme",
	}
	for _, key := range interactive {
		for _, n := range all(root, has(key)) {
			if value(n, "id") == "" {
				t.Errorf("<%s %s> has no id: a morph would lose its focus", n.Data, key)
			}
		}
	}
}

// Each row of the matrix has as many cells as the header has columns.
func tableIsWhole(t *testing.T, root *html.Node) {
	t.Helper()
	table := byID(root, "matrix")
	if table == nil {
		return
	}
	if len(all(table, tag("caption"))) != 1 {
		t.Error("the matrix has no caption")
	}
	width := func(row *html.Node) (n int) {
		for _, c := range all(row, tag("th", "td")) {
			span := 1
			if v := value(c, "colspan"); v != "" {
				span = 0
				for _, d := range v {
					span = 10*span + int(d-'0')
				}
			}
			n += span
		}
		return n
	}
	rows := all(table, tag("tr"))
	want := width(rows[0])
	for _, row := range rows[1:] {
		if class("matrix-verbs")(row) {
			continue
		}
		if got := width(row); got != want {
			t.Errorf("a row has %d columns, the header %d: %s", got, want, text(row))
		}
	}
	for _, n := range all(table, tag("th")) {
		if value(n, "scope") == "" {
			t.Errorf("a header cell has no scope: %s", text(n))
		}
	}
}

func TestHostileNamesAreTextAlone(t *testing.T) {
	t.Parallel()
	r := sample.Hostile()
	plain := everyPage(sample.Allowed())
	for page, c := range everyPage(r) {
		root := parse(t, c)
		for _, name := range []string{"script", "img", "bdo", "base"} {
			if got, want := len(all(root, tag(name))), len(all(parse(t, plain[page]), tag(name))); got != want {
				t.Errorf("%s: %d <%s> instead of %d", page, got, name, want)
			}
		}
		for n := range root.Descendants() {
			if n.Type == html.TextNode && n.Parent.Data != "script" && strings.ContainsAny(n.Data, "\u202e\x00") {
				t.Errorf("%s: a text turns around or holds NUL: %q", page, n.Data)
			}
		}
	}
	access := text(parse(t, views["access"](r, unfolded)))
	for _, want := range []string{`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `"\u202egnihtyna"`, `محمد`, `a'b&amp;c`} {
		if !strings.Contains(access, want) {
			t.Errorf("the name %q can't be read in Access", want)
		}
	}
}

func TestTheScenarioScriptGivesTheDocumentBack(t *testing.T) {
	t.Parallel()
	out := render(t, everyPage(sample.Teacher())["playground-access"])
	if strings.Contains(out, "class</script><!--") || !strings.Contains(out, `class\u003c/script\u003e\u003c!--`) {
		t.Error("the document ends its own script element")
	}
}

func TestStaticViewsNeedNoScript(t *testing.T) {
	t.Parallel()
	for name, r := range responses() {
		root := parse(t, everyPage(r)["scenario"])
		for _, n := range all(root, tag("button", "input", "select", "form")) {
			if value(n, "id") != "theme" {
				t.Errorf("%s: <%s id=%q> on a page that must be whole without script", name, n.Data, value(n, "id"))
			}
		}
	}
}

func TestLinesOfReasonsAreThereOnAScenarioPage(t *testing.T) {
	t.Parallel()
	root := parse(t, everyPage(sample.Teacher())["scenario"])
	links := all(root, class("to-line"))
	if !slices.ContainsFunc(links, func(n *html.Node) bool { return value(n, "href") == "#L24" }) {
		t.Error("no reason leads to line 24")
	}
	if line := byID(root, "L24"); line == nil || !strings.Contains(text(line), "servers!group=class-b") {
		t.Error("the config has no line L24")
	}
}
