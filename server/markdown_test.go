package server

import (
	"strings"
	"testing"

	"rolecall.example/internal/limits"
)

func TestProse(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ name, source, want, never string }{
		{"paragraphs", "a *b* `c`\n\nd", "<p>a <em>b</em> <code>c</code></p>\n<p>d</p>", ""},
		{"headings begin below the page's own", "# a\n###### b", "<h2>a</h2>\n<h6>b</h6>", "<h1"},
		{"raw HTML blocks are left out", "<script>alert(1)</script>\n", "", "script>"},
		{"raw HTML spans are left out", "a <img src=x onerror=alert(1)> b", "a ", "<img"},
		{"links to scripts lead nowhere", "[a](javascript:alert(1))", `<a href="">a</a>`, "javascript"},
		{"disguised likewise", "[a](JaVaScript:alert(1)) [b](java&#x73;cript:alert(1))", `<a href="">b</a>`, "cript:"},
		{"links to data lead nowhere", "[a](data:text/html,x)", `<a href="">a</a>`, "data:"},
		{"odd schemes lead nowhere", "[a](vscode://x)", `<a href="">a</a>`, "vscode"},
		{"links to the web are marked", "[a](https://example.org/)", `<a href="https://example.org/" rel="nofollow ugc noopener noreferrer">a</a>`, ""},
		{"also without a scheme", "[a](//example.org/)", `rel="nofollow ugc noopener noreferrer"`, ""},
		{"links into the site are not", "[a](/gallery/reader)", `<a href="/gallery/reader">a</a>`, "rel="},
		{"addresses in angles", "<https://example.org/>", `<a href="https://example.org/" rel="nofollow`, ""},
		{"addresses of odd schemes stand as text", "<vscode:x&y>", "<p>vscode:x&amp;y</p>", "href"},
		{"mail", "<a@example.org>", `href="mailto:a@example.org"`, ""},
		{"images become links", "![a plot](https://example.org/p.png)", `<a href="https://example.org/p.png" rel="nofollow ugc noopener noreferrer">a plot</a>`, "<img"},
		{"images without words", "![](/p.png)", `<a href="/p.png">image</a>`, "<img"},
		{"a backslash is a slash", `[a](/\\example.org/)`, `rel="nofollow ugc noopener noreferrer"`, ""},
		{"relative links may lead anywhere", "[a](p.png)", `rel="nofollow ugc noopener noreferrer"`, ""},
		{"places on the page do not", "[a](#L3)", `<a href="#L3">a</a>`, "rel="},
		{"images in links", "[![a](b.png)](/c)", `<a href="/c"><em>a</em></a>`, "b.png"},
		{"dangerous images", "![a](javascript:x)", "<em>a</em>", "href"},
		{"tables align without styles", "| a |\n|--:|\n| b |\n", `<td align="right">b</td>`, "style="},
		{"code of a known language", "```python\nimport x\n```\n", `<pre><code><span class="tok-keyword">import</span> x` + "\n</code></pre>", "code-line"},
		{"code of another", "```sh\n<b>\n```\n", "<pre><code>&lt;b&gt;\n</code></pre>", ""},
		{"indented code", "a\n\n    <b>\n", "<pre><code>&lt;b&gt;\n</code></pre>", ""},
		{"a language is no way out", "```\"><script>\nx\n```\n", "<pre><code>x\n</code></pre>", "script"},
		{"bad UTF-8", "a\xffb", "", ""},
		{"NUL", "a\x00b", "", "\x00"},
	} {
		got := prose(tc.source)
		if !strings.Contains(got, tc.want) {
			t.Errorf("%s: %q\nwant in it: %q", tc.name, got, tc.want)
		}
		if tc.never != "" && strings.Contains(got, tc.never) {
			t.Errorf("%s: %q\nmust not hold %q", tc.name, got, tc.never)
		}
	}
}

func TestProseLimits(t *testing.T) {
	t.Parallel()
	at := strings.Repeat("word ", limits.MarkdownBytes/5+1)[:limits.MarkdownBytes]
	if got := prose(at); !strings.HasPrefix(got, "<p>") {
		t.Errorf("prose as large as the limit is rendered: %.40q", got)
	}
	if got := prose(at + "<"); !strings.HasPrefix(got, "<pre") || !strings.Contains(got, "&lt;</pre>") {
		t.Errorf("one byte past the limit it stands as written: %.40q", got)
	}
	// A document, its quotations, a paragraph, its text.
	if got := prose(strings.Repeat("> ", limits.MarkdownDepth-3) + "a"); !strings.HasPrefix(got, "<blockquote>") {
		t.Errorf("as deep as the limit: %.60q", got)
	}
	if got := prose(strings.Repeat("> ", limits.MarkdownDepth-2) + "a"); !strings.HasPrefix(got, "<pre") {
		t.Errorf("one past the limit: %.60q", got)
	}
}

func TestHostileProseIsAnswered(t *testing.T) {
	t.Parallel()
	for _, piece := range []string{">", "> ", "- ", "[", "](", "![", "*a", "**", "_", "`", "``a ", "<", "&", "\\", "1. ", "\t", "|", "a|\n-|\n", "[a]: b\n",
		"<!--", "<a ", "\n>", " * a\n", "- - - a\n", "~~", "[a](", "#", "```\n", "\r"} {
		if got := prose(strings.Repeat(piece, limits.MarkdownBytes/len(piece))); got == "" && strings.TrimSpace(piece) != "" && piece != "<!--" && !strings.HasPrefix(piece, "[a]:") {
			t.Errorf("nothing came of many %q", piece)
		}
	}
}
