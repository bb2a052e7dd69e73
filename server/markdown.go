package server

import (
	"bytes"
	"html"
	"net/url"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"rolecall.example/internal/limits"
)

// prose renders the Markdown between a document's fences. Raw HTML is left out, links lead only to the web or into
// the site, images become links to them (nothing is fetched from another host), code in a fence is highlighted,
// and headings begin below the page's own. Beyond a limit the prose stands as it was written.
func prose(source string) string {
	if len(source) > limits.MarkdownBytes || tooDeep(source) {
		return asWritten(source)
	}
	raw := []byte(source)
	doc := markdown.Parser().Parse(text.NewReader(raw))
	if depth(doc) > limits.MarkdownDepth {
		return asWritten(source)
	}
	tame(doc, raw)
	var out bytes.Buffer
	if err := markdown.Renderer().Render(&out, raw, doc); err != nil {
		return asWritten(source)
	}
	return out.String()
}

var markdown = goldmark.New(
	goldmark.WithExtensions(
		extension.Strikethrough,
		// Alignment as an attribute: the policy of our pages forbids styles in the text.
		extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignAttribute)),
	),
	goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(fences{}, 100))),
)

func asWritten(source string) string {
	return `<pre class="as-written">` + html.EscapeString(source) + "</pre>\n"
}

// tooDeep looks for nestings before the parser does, whose work grows with the square of them.
func tooDeep(source string) bool {
	for line := range strings.Lines(source) {
		quotes, marks := 0, 0
		for _, c := range line {
			switch c {
			case '>':
				quotes++
			case '[', '*', '_', '-', '+':
				marks++
			}
		}
		if quotes > 4*limits.MarkdownDepth && strings.HasPrefix(strings.TrimLeft(line, " "), ">") || marks > 2000 {
			return true
		}
	}
	return false
}

// depth counts how deep nodes stand in each other, no further than one past the limit.
func depth(doc ast.Node) int {
	level, deepest := 0, 0
	ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			level--
			return ast.WalkContinue, nil
		}
		level++
		deepest = max(deepest, level)
		if deepest > limits.MarkdownDepth {
			return ast.WalkStop, nil
		}
		return ast.WalkContinue, nil
	})
	return deepest
}

// tame changes the tree so that only what we want is left in it.
func tame(doc ast.Node, source []byte) {
	var odd []ast.Node // nodes to replace, which must wait until the walk is over
	ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			n.Level = min(n.Level+1, 6)
		case *ast.Link:
			n.Destination = safeLink(n.Destination)
			if leaves(n.Destination) {
				n.SetAttributeString("rel", []byte(rel))
			}
		case *ast.AutoLink:
			n.SetAttributeString("rel", []byte(rel))
			if n.AutoLinkType != ast.AutoLinkEmail && len(safeLink(n.URL(source))) == 0 {
				odd = append(odd, n)
			}
		case *ast.Image:
			odd = append(odd, n)
		}
		return ast.WalkContinue, nil
	})
	for _, n := range odd {
		switch n := n.(type) {
		case *ast.AutoLink:
			replace(n, ast.NewString(util.EscapeHTML(n.Label(source))))
		case *ast.Image:
			replaceImage(n)
		}
	}
}

// rel of links that leave the site: search engines should not count what visitors wrote, and their target learns
// nothing.
const rel = "nofollow ugc noopener noreferrer"

// leaves reports whether a link may lead to another site. Browsers take a backslash for a slash and leave out what
// can't be printed, so whatever is not plainly a path or a fragment of this site is taken to lead away.
func leaves(destination []byte) bool {
	if len(destination) == 0 || destination[0] == '#' {
		return false
	}
	plain := destination[0] == '/' && len(destination) > 1 && destination[1] != '/' && destination[1] != '\\' && destination[1] > ' '
	return !plain
}

func replace(old, now ast.Node) { old.Parent().ReplaceChild(old.Parent(), old, now) }

// replaceImage puts a link to the image in its place, or its text alone where it stands in a link already.
func replaceImage(image *ast.Image) {
	var now ast.Node
	if inLink(image) || len(safeLink(image.Destination)) == 0 {
		now = ast.NewEmphasis(1)
	} else {
		link := ast.NewLink()
		link.Destination, link.Title = safeLink(image.Destination), image.Title
		if leaves(link.Destination) {
			link.SetAttributeString("rel", []byte(rel))
		}
		now = link
	}
	for child := image.FirstChild(); child != nil; child = image.FirstChild() {
		now.AppendChild(now, child)
	}
	if now.FirstChild() == nil {
		now.AppendChild(now, ast.NewString([]byte("image")))
	}
	replace(image, now)
}

func inLink(n ast.Node) bool {
	for p := n.Parent(); p != nil; p = p.Parent() {
		if p.Kind() == ast.KindLink {
			return true
		}
	}
	return false
}

// safeLink is the destination, or nothing where it leads elsewhere than to the web or into this site.
func safeLink(destination []byte) []byte {
	u, err := url.Parse(string(util.URLEscape(destination, true)))
	if err != nil {
		return nil
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https", "mailto", "":
		return destination
	}
	return nil
}

// fences renders code blocks with our highlighting.
type fences struct{}

// RegisterFuncs is goldmark's renderer.NodeRenderer.
func (fences) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindFencedCodeBlock, func(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			writeCode(w, string(n.(*ast.FencedCodeBlock).Language(source)), string(n.Lines().Value(source)))
		}
		return ast.WalkContinue, nil
	})
	r.Register(ast.KindCodeBlock, func(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			writeCode(w, "", string(n.Lines().Value(source)))
		}
		return ast.WalkContinue, nil
	})
}

func writeCode(w util.BufWriter, lang, code string) {
	w.WriteString("<pre><code>")
	w.WriteString(highlightFence(lang, code))
	w.WriteString("</code></pre>\n")
}
