package templates_test

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"
	"golang.org/x/net/html"

	"rolecall.example/internal/playground"
	. "rolecall.example/templates"
	"rolecall.example/templates/internal/sample"
)

func render(t *testing.T, c templ.Component) string {
	t.Helper()
	var b strings.Builder
	if err := c.Render(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func parse(t *testing.T, c templ.Component) *html.Node {
	t.Helper()
	root, err := html.Parse(strings.NewReader(render(t, c)))
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// all returns the elements for which match holds, in document order.
func all(root *html.Node, match func(*html.Node) bool) (out []*html.Node) {
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && match(n) {
			out = append(out, n)
		}
	}
	return out
}

func tag(names ...string) func(*html.Node) bool {
	return func(n *html.Node) bool {
		for _, name := range names {
			if n.Data == name {
				return true
			}
		}
		return false
	}
}

func has(key string) func(*html.Node) bool {
	return func(n *html.Node) bool { _, ok := attr(n, key); return ok }
}

func class(name string) func(*html.Node) bool {
	return func(n *html.Node) bool {
		v, _ := attr(n, "class")
		for _, c := range strings.Fields(v) {
			if c == name {
				return true
			}
		}
		return false
	}
}

func attr(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

func value(n *html.Node, key string) string {
	v, _ := attr(n, key)
	return v
}

// text is what a reader sees of an element, with blanks run together.
func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data + " ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func byID(root *html.Node, id string) *html.Node {
	for _, n := range all(root, func(n *html.Node) bool { return value(n, "id") == id }) {
		return n
	}
	return nil
}

// responses are the sample Hubs by name.
func responses() map[string]*playground.Response {
	return map[string]*playground.Response{
		"teacher": sample.Teacher(), "allowed": sample.Allowed(), "denied": sample.Denied(), "unclear": sample.Unclear(),
		"stops": sample.Stops(), "unreadable": sample.Unreadable(), "stopped": sample.Stopped(), "failing": sample.Failing(),
		"hostile": sample.Hostile(), "crowd": sample.Crowd(5, 10000), "empty": {},
	}
}

// mapped is a document of the gallery, evaluated with its map: a map is too much to write by hand.
func mapped(name, verb string) *playground.Response {
	text, err := os.ReadFile("../scenarios/" + name + ".md")
	if err != nil {
		panic(err)
	}
	got := playground.Run(playground.Request{Document: string(text), Map: &playground.MapAsk{Verb: verb}})
	return &got
}

var views = map[string]func(*playground.Response, Options) templ.Component{
	"access": Access, "why": Why, "login": Login, "map": Map, "startup": Startup, "advice": Advice, "checks": Checks, "status": Status, "notice": Notice,
}

// unfolded shows the verbs of two families.
var unfolded = Options{Unfolded: []string{"servers", "hub"}, Elapsed: "3 ms"}

const (
	sharedID  = "7kQmR4xVbT2n"
	sharedURL = "https://rolecall.example/s/" + sharedID
)

func previewOf(r *playground.Response) *Preview {
	return &Preview{
		URL: sharedURL, Title: PreviewTitle(r, r.Meta.Title), Description: PreviewDescription(r), Image: sharedURL + "/card.png", ImageWidth: 1200, ImageHeight: 630,
		ImageAlt: PreviewAlt(r, r.Meta.Title), OEmbed: "https://rolecall.example/oembed?url=x", Markdown: sharedURL + ".md", Unlisted: true,
	}
}

// everyPage draws every page over a response.
func everyPage(r *playground.Response) map[string]templ.Component {
	assets := Assets{
		CSS: "/assets/rolecall-1.css", PlaygroundJS: "/assets/playground-2.js", PageJS: "/assets/page-3.js",
		ThemeJS: "/assets/theme-4.js", Icon: "/assets/favicon-5.svg", EmbedCSS: "/assets/embed-6.css", EmbedJS: "/assets/embed-7.js",
	}
	out := map[string]templ.Component{
		"gallery-found": GalleryPage(GalleryData{Assets: assets, Query: "<i>403", Found: []GalleryCard{{
			Name: "reader", Title: r.Meta.Title, Summary: "Reads.", Symptom: "403", Said: "403 : Forbidden", Version: r.Version, Tally: r.Tally,
		}}}),
		"gallery-nothing": GalleryPage(GalleryData{Assets: assets, Query: "nonesuch"}),
		"gallery": GalleryPage(GalleryData{Assets: assets, Sections: []GallerySection{{
			ID: r.Meta.Title, Title: r.Meta.Title, Summary: r.Meta.Title,
			Cards: []GalleryCard{{Name: "reader", Title: r.Meta.Title, Summary: r.Meta.Title + " `code` `", Symptom: "The <b>Hub</b> says no.", Said: "403 : <i>Forbidden</i>", Version: r.Version, Tally: r.Tally}},
		}}}),
		"scenario": ScenarioPage(ScenarioData{
			Assets: assets, Name: "reader", Title: r.Meta.Title, Summary: r.Meta.Title, Response: r,
			Pieces: pieces(r), TryURL: "/?from=gallery/reader", Said: []string{"403 : <b>Forbidden</b>"}, RawURL: "/gallery/reader.md", Scopes: []string{"servers", "read:groups"},
		}),
		"shared": ScenarioPage(ScenarioData{
			Assets: assets, Name: sharedID, Title: r.Meta.Title, Summary: r.Meta.Summary, Response: r, Pieces: pieces(r),
			TryURL: "/?from=s/" + sharedID, RawURL: "/s/" + sharedID + ".md", Preview: previewOf(r),
			Shared: &Shared{
				URL: sharedURL, Created: time.Date(2026, 9, 14, 10, 0, 0, 0, time.UTC), Engine: "v2", SavedEngine: "v1",
				Saved: Summing{Starts: true, Hold: 3, Fail: 1}, Now: Summing{Starts: true, Hold: 4},
				CompareURL: "/s/" + sharedID + "/compare", ParentURL: "/s/8kQmR4xVbT2n", IsCopy: true, JSONURL: "/s/" + sharedID + ".json",
				ReportURL: "mailto:admin@rolecall.example",
			},
		}),
		"compare": ComparePage(CompareData{
			Assets: assets, URL: sharedURL + "/compare", IsParent: true,
			Before: CompareSide{ID: "8kQmR4xVbT2n", Title: r.Meta.Title, Response: sample.Teacher()},
			After:  CompareSide{ID: sharedID, Title: r.Meta.Title, Response: r},
			Parts: []DiffPart{
				{Part: "jupyterhub_config.py", Lines: []DiffLine{
					{Kind: LeftOut, Before: 3}, {Kind: SameLine, Before: 4, After: 4, Text: r.Meta.Title}, {Kind: OldLine, Before: 5, Text: "a\tb"}, {Kind: NewLine, After: 5, Text: "c"},
				}},
				{Part: ProsePart, Added: true, Lines: []DiffLine{{Kind: NewLine, After: 1, Text: r.Meta.Title}}, Cut: true},
				{Part: "state", Removed: true},
			},
		}),
		"error": ErrorPage(ErrorData{Assets: assets, Status: 404, Message: r.Meta.Title}),
	}
	for view, draw := range map[string]func(*playground.Response, Options) templ.Component{
		"access": Access, "why": Why, "login": Login, "map": Map, "startup": Startup, "checks": Checks,
	} {
		out["playground-"+view] = PlaygroundPage(PlaygroundData{
			Panel:  draw(r, unfolded),
			Assets: assets, Document: r.Meta.Title + "</script><!--", Response: r, Options: unfolded,
			Versions: []string{"6.0.0b2", "5.5.1"}, View: view, Sharing: view != "why", Origin: "https://r.test", EmbedIntegrity: "sha384-x",
		})
	}
	for _, view := range EmbedViews {
		out["embed-"+view] = EmbedPage(EmbedData{
			Assets: assets, Response: r, View: view, Theme: "dark", Checks: 3, PageURL: "/s/" + sharedID, EditURL: "/?from=s/" + sharedID,
			RawURL: "/s/" + sharedID + ".md", Versions: []string{"6.0.0b2", "5.5.1"}, Configs: embedConfigs(r),
			Left: []EmbedFamily{{ID: "tokens", Own: true}, {ID: "services"}, {ID: "hub"}, {ID: r.Meta.Title}},
			Then: &Shared{Created: time.Date(2026, 9, 14, 10, 0, 0, 0, time.UTC), Saved: Summing{Starts: true, Hold: 3, Fail: 1}},
		})
	}
	out["embed-error"] = EmbedErrorPage(EmbedErrorData{Assets: assets, Theme: r.Meta.Title, Title: r.Meta.Title, Message: EmbedSays("view", r.Meta.Title, EmbedViews)})
	return out
}

func embedConfigs(r *playground.Response) (out []EmbedConfig) {
	for i, p := range pieces(r) {
		out = append(out, EmbedConfig{Piece: p, More: i})
	}
	return out
}

func pieces(r *playground.Response) (out []Piece) {
	if r.Document == nil {
		return nil
	}
	for _, b := range r.Document.Blocks {
		if b.File != "" {
			out = append(out, Piece{HTML: CodeLines(b.Text, LinePrefix(b.Part, true)), Part: b.Part, File: b.File})
		}
	}
	return out
}
