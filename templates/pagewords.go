package templates

import (
	"context"
	"io"
	"strings"

	"github.com/a-h/templ"
)

// inline is a line of plain text in which `code` between backquotes is set as code.
func inline(text string) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		var b strings.Builder
		for text := printable(text); text != ""; {
			before, rest, ok := strings.Cut(text, "`")
			code, after, closed := strings.Cut(rest, "`")
			if !ok || !closed {
				b.WriteString(templ.EscapeString(text))
				break
			}
			b.WriteString(templ.EscapeString(before))
			b.WriteString("<code>" + templ.EscapeString(code) + "</code>")
			text = after
		}
		_, err := io.WriteString(w, b.String())
		return err
	})
}

// lastOf is the last name of an address.
func lastOf(address string) string { return address[strings.LastIndexByte(address, '/')+1:] }

// scenarioOptions are a reading page's: static, with the families unfolded that the caller names.
func scenarioOptions(d *ScenarioData) Options {
	o := d.Options
	o.Static = true
	return o
}

// scenarioJSON is what the script finds in #scenario.
func scenarioJSON(d *PlaygroundData) map[string]any {
	version := ""
	if d.Response != nil {
		version = d.Response.Version
	}
	out := map[string]any{
		"document": d.Document, "from": d.From, "version": version,
		"assets": map[string]string{"worker": d.Assets.Worker, "engine": d.Assets.Engine, "runtime": d.Assets.Runtime},
	}
	if f := d.Follows; f != nil {
		out["follows"] = map[string]string{"name": f.Name, "version": f.Version, "problem": f.Problem}
	}
	return out
}

// errorTitle is the error's own title, or the usual words for its status.
func errorTitle(d *ErrorData) string {
	if d.Title != "" {
		return d.Title
	}
	switch d.Status {
	case 404:
		return "There is no such page"
	case 429:
		return "Too many requests"
	case 413:
		return "That is too large"
	case 503:
		return "Too busy at the moment"
	case 500:
		return "Something went wrong here"
	}
	return "This can’t be answered"
}

func errorMessage(d *ErrorData) string {
	if d.Message != "" {
		return d.Message
	}
	if d.Status >= 500 {
		return "This is Rolecall’s fault, not that of your config. What you typed is still in your browser."
	}
	return "The address may be mistyped, or what stood here is gone."
}

// cardTitle is a card's title, or its name: a link needs a word.
func cardTitle(c *GalleryCard) string {
	if strings.TrimSpace(c.Title) == "" {
		return c.Name
	}
	return printable(c.Title)
}

func galleryTitle(d *GalleryData) string {
	if d.Query != "" {
		return shown(d.Query) + " – Gallery – Rolecall"
	}
	return "Gallery – Rolecall"
}

// foundScenarios is the heading above what a search of the gallery found.
func foundScenarios(n int) string {
	if n == 0 {
		return "No scenario speaks of that"
	}
	return count(n, "scenario", "scenarios")
}

// checksInPlace reports whether the verdicts stand among the document's pieces.
func checksInPlace(pieces []Piece) bool {
	for _, p := range pieces {
		if p.Checks {
			return true
		}
	}
	return false
}

// afterRestart says of which start a config is. Parts count the files of one name: the second is the first restart's.
func afterRestart(part string) string {
	if _, n, ok := strings.Cut(part, "@"); ok && n != "2" {
		return "start " + n
	}
	return "after a restart"
}
