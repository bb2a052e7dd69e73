package scenario

import (
	"reflect"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// byGoldmark lists the info strings of the fences at the top level of a document, as goldmark finds them.
func byGoldmark(source string) []string {
	src := []byte(source)
	var out []string
	doc := goldmark.New().Parser().Parse(text.NewReader(src))
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if f, ok := n.(*ast.FencedCodeBlock); ok {
			info := ""
			if f.Info != nil {
				info = string(f.Info.Segment.Value(src))
			}
			inside := ""
			for i := range f.Lines().Len() {
				s := f.Lines().At(i)
				inside += string(s.Value(src))
			}
			out = append(out, info+"|"+inside)
		}
	}
	return out
}

func TestFencesAsGoldmarkSeesThem(t *testing.T) {
	t.Parallel()
	for _, s := range []string{
		"```a b\nx\n```\n", "~~~ a\n```\n~~~\n", "  ```a\n   x\n y\n ```\n", "````a\n```\n`````\nb\n```c\n```\n",
		"- x\n\n  ```a\n  ```\n\n```b\n```\n", "- x\n  ```a\n  ```\ny\n```b\n```\n", "1. x\n   ```a\n   ```\n",
		"- ```a\n  x\n  ```\n```b\nx\n```\n", "- ```a\nx\n```b\nx\n```\n", "* * *\n  ```a\nx\n```\n", "- x\ny\n  ```a\n  x\n  ```\n",
		"x\n- y\n  ```a\n  x\n  ```\n", "x\n7. y\n   ```a\nx\n```\n", "x\n1. y\n   ```a\n   x\n   ```\n", "-\n  ```a\n  x\n  ```\n", "- x\n-\n\n  ```a\n  y\n  ```\n", "* > #\nx\n\n  ```a\n  y\n  ```\n", "> x\n*\n  ```a\n  y\n  ```\n", "-\n\n  ```a\n  x\n  ```\n", "- x\n  -\n\n    ```a\n    ```\n",
		"> ```a\n> x\n```b\nx\n```\n", "> x\n```b\nx\n```\n", "> - x\n  ```b\n  x\n  ```\n", "    ```a\n", "x\n    ```a\n", "x\n```a\ny\n```\n",
		"<!-- x\n```a\n```\n-->\n```b\nx\n```\n", "<div>\n```a\n```\n\n```b\nx\n```\n", "<pre>\n\n```a\n</pre>\n```b\nx\n```\n", "</div>\n```a\n```\n",
		"<?x\n\n```a\n?>\n```b\nx\n```\n", "<!X\n\n```a\n>\n```b\nx\n```\n", "<![CDATA[\n\n```a\n]]>\n```b\nx\n```\n",
		"# x\n```a\ny\n```\n", "x\n===\n```a\ny\n```\n", "- x\n   - y\n\n     ```a\n     ```\n\n   ```b\n   ```\n```c\nx\n```\n",
		"-     x\n  ```a\n  ```\n", "- x\n\n\n\n   ```a\n   y\n   ```\n", "10) x\n    ```a\n    ```\n   ```b\n   y\n   ```\n",
		"```a\r\nx\r\n```\r\ny\r\n", "```a`b\n", "~~~a`b~\nx\n~~~\n", "```\nx\n```\n", "```a\nx\n", "\n\n\n```a\n\n\n```\n\n```b\nx\n```\n",
		"* x\n+ y\n  ```a\n  z\n  ```\n", "-\tx\n\n\t```a\n\ty\n\t```\n```b\nx\n```\n",
	} {
		var ours []string
		for _, f := range fences(s, 0) {
			ours = append(ours, f.info+"|"+f.inside(s))
		}
		if want := byGoldmark(s); !reflect.DeepEqual(ours, want) {
			t.Errorf("%q\n    ours %q\ngoldmark %q", s, ours, want)
		}
	}
}
