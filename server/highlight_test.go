package server

import (
	"html"
	"regexp"
	"strings"
	"testing"

	"rolecall.example/internal/limits"
)

var tags = regexp.MustCompile(`<[^>]*>`)

// textOf takes the tags away: what a reader sees.
func textOf(markup string) string { return html.UnescapeString(tags.ReplaceAllString(markup, "")) }

func keep(r rune) rune { return r }

func TestHighlightKeepsEveryCharacter(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"empty":           "",
		"no line end":     "c = 1",
		"markup":          "c.a = '<script>alert(1)</script>' & \"x\"\n",
		"open string":     "a = 'open\nb = \"open\\\n\nc = 1\n",
		"open triple":     "a = \"\"\"open\n 'x' \\\n\" <b>\n",
		"trailing slash":  "a = \"\"\"x\\",
		"blank lines":     "\n\n\nx\n\n",
		"odd characters":  "π = \"ü\"\t\x00\x7f # \u2028 é\n$ ? `x`\n",
		"windows":         "a = 1\r\nb = 2\r\n",
		"numbers":         "0x1F 1_000 1e-5 .5 1.e3j 0b1 1..2\n",
		"bad utf-8":       "a = '\xff\xfe'\n",
		"yaml":            "hub:\n  config: {a: [1, \"x\"], b: *ref}\n  text: |-\n    - a: b # c\n? x\n: y\n'k': 'v'\n",
		"yaml open quote": "a: \"open\n  b: c\n",
	} {
		for _, lang := range []string{"python", "yaml", "unknown"} {
			got, _ := highlight(lang, text, "")
			want := strings.Map(keep, text) // each bad byte reads as one replacement
			if want != "" && !strings.HasSuffix(want, "\n") {
				want += "\n"
			}
			if seen := strings.Map(keep, textOf(got)); seen != want && seen != strings.ReplaceAll(want, "\r\n", "\n") {
				t.Errorf("%s as %s: reads %q, want %q", name, lang, seen, want)
			}
			if n, lines := strings.Count(got, `class="code-line"`), strings.Count(want, "\n"); n != lines {
				t.Errorf("%s as %s: %d lines, want %d", name, lang, n, lines)
			}
		}
	}
}

func TestHighlightMarksWhatTheEyeNeeds(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ lang, text, want string }{
		{"python", "import sys", `<span class="tok-keyword">import</span> sys`},
		{"python", `["list:users!group=a"]`, `<span class="tok-scope">list:users</span><span class="tok-filter">!group=a</span>`},
		{"python", "# a <b>", `<span class="tok-comment"># a &lt;b&gt;</span>`},
		{"python", `{"name": "x"}`, `<span class="tok-key">&#34;name&#34;</span>`},
		{"python", `["servers!user=a"]`, `<span class="tok-scope">servers</span><span class="tok-filter">!user=a</span>`},
		{"python", `["read:users"]`, `<span class="tok-scope">read:users</span>`},
		{"python", `["users"]`, `<span class="tok-string">&#34;users&#34;</span>`},
		{"python", `["so!what"]`, `<span class="tok-string">&#34;so!what&#34;</span>`},
		{"python", "x = 12", `<span class="tok-number">12</span>`},
		{"python", "f'''a\nb'''", "a</span>\n</span><span class=\"code-line\" id=\"L2\"><span class=\"tok-string\">b"},
		{"python", "important = classy", `important`},
		{"yaml", "hub:\n  a: 1", `<span class="tok-key">hub</span><span class="tok-punct">:</span>`},
		{"yaml", "a: true", `<span class="tok-keyword">true</span>`},
		{"yaml", "a: x # why", `<span class="tok-comment"># why</span>`},
	} {
		got, ok := highlight(tc.lang, tc.text, "")
		if !ok || !strings.Contains(got, tc.want) {
			t.Errorf("%s %q: %s\nwant in it: %s", tc.lang, tc.text, got, tc.want)
		}
	}
	if got, _ := highlight("python", "important = classy", ""); strings.Contains(got, "keyword") {
		t.Errorf("a name that begins with a keyword is a name: %s", got)
	}
}

func TestHighlightLimits(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("a", limits.HighlightBytes-len("x = 1\n"))
	if got, ok := highlight("python", "x = 1\n"+long, ""); !ok || !strings.Contains(got, "tok-number") {
		t.Error("a text as large as the limit is highlighted")
	}
	if got, ok := highlight("python", "x = 1\n"+long+"a", ""); ok || strings.Contains(got, "tok-") || !strings.HasSuffix(textOf(got), "aa\n") {
		t.Error("one byte past the limit it stands plain, and whole")
	}
	many := strings.Repeat("(", limits.HighlightTokens)
	if got, ok := highlight("python", many, ""); !ok || !strings.Contains(got, "tok-punct") {
		t.Error("a text of as many tokens as the limit is highlighted")
	}
	if got, ok := highlight("python", many+"(", ""); ok || strings.Contains(got, "tok-") || textOf(got) != many+"(\n" {
		t.Error("one token past the limit it stands plain, and whole")
	}
	if got := highlightFence("python", many+"("); got != many+"(" {
		t.Error("so it does in prose")
	}
}

func TestLineIDsTakeAPrefix(t *testing.T) {
	t.Parallel()
	if got, _ := highlight("python", "a\nb\n", "two-"); !strings.Contains(got, `id="two-L2"`) {
		t.Errorf("no second line in %s", got)
	}
}
