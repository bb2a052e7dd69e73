package templates

import (
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"rolecall.example/internal/playground"
	"rolecall.example/internal/scenario"
)

// current marks the link to the page at hand.
func current(here bool) templ.Attributes {
	if here {
		return templ.Attributes{"aria-current": "page"}
	}
	return nil
}

// inFrame keeps a link in the frame whose other links leave it.
func inFrame(o Options) templ.OrderedAttributes {
	if o.Framed {
		return templ.OrderedAttributes{{Key: "target", Value: "_self"}}
	}
	return nil
}

// integrity is the attribute of that name for a file, where its hash is known.
func integrity(a Assets, url string) templ.Attributes {
	if hash := a.Integrity[url]; hash != "" {
		return templ.Attributes{"integrity": hash}
	}
	return nil
}

// address says where a page is for search engines: the address that lasts, and whether they are to leave it out.
type address struct {
	canonical string
	unlisted  bool
	preview   *Preview // what other sites show of it; nil: nothing in particular
}

// partTab is one tab over the editor.
type partTab struct {
	part, label string
	mono        bool
}

// partsOf lists the parts as the editor shows them: configs, checks, state, the notes, the header.
func partsOf(r *playground.Response) []partTab {
	var out []partTab
	if r == nil || r.Document == nil {
		return out
	}
	for _, kind := range [...]scenario.BlockKind{scenario.Config, scenario.Checks, scenario.State, scenario.Prose, scenario.Header} {
		notes := 0
		for _, b := range r.Document.Blocks {
			switch {
			case b.Kind != kind:
			case kind == scenario.Config:
				out = append(out, partTab{b.Part, shown(b.Part), true})
			case kind == scenario.Prose:
				if strings.TrimSpace(b.Raw) == "" {
					continue
				}
				name := "notes"
				if notes++; notes > 1 {
					name += "-" + strconv.Itoa(notes)
				}
				out = append(out, partTab{name, name, false})
			default:
				out = append(out, partTab{b.Part, shown(b.Part), false})
			}
		}
	}
	return out
}

// firstConfig is the config that the editor opens with.
func firstConfig(r *playground.Response) *scenario.Block {
	if r == nil || r.Document == nil {
		return nil
	}
	for i := range r.Document.Blocks {
		if r.Document.Blocks[i].Kind == scenario.Config {
			return &r.Document.Blocks[i]
		}
	}
	return nil
}

// CodeLines is a config without highlighting as the inside of <pre class="code">: one <span class="code-line"> a
// line, its id made of prefix and number (see LinePrefix).
func CodeLines(text, prefix string) string {
	var b strings.Builder
	for i, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		b.WriteString(`<span class="code-line" id="`)
		b.WriteString(templ.EscapeString(prefix))
		b.WriteByte('L')
		b.WriteString(strconv.Itoa(i + 1))
		b.WriteString(`">`)
		b.WriteString(templ.EscapeString(line))
		b.WriteString("\n</span>")
	}
	return b.String()
}

// configHTML is what the editor's place shows until the editor runs.
func configHTML(d *PlaygroundData) string {
	if d.ConfigHTML != "" {
		return d.ConfigHTML
	}
	if b := firstConfig(d.Response); b != nil {
		return CodeLines(b.Text, "")
	}
	return ""
}

// Untitled names a document without a title.
const Untitled = "Untitled scenario"

// TitleOf is the document's title, or words for one that has none.
func TitleOf(r *playground.Response) string { return titleOf(r) }

// titleOf is the document's title, or words for one that has none.
func titleOf(r *playground.Response) string {
	if r != nil && strings.TrimSpace(r.Meta.Title) != "" {
		return printable(r.Meta.Title)
	}
	return Untitled
}

func (d *PlaygroundData) view() string {
	switch d.View {
	case "why", "login", "map", "startup", "checks":
		return d.View
	}
	return "access"
}
