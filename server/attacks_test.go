package server

import (
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"rolecall.example/server/store"
)

// attacks reads a list of the browser tests'.
func attacks(t *testing.T, name string) (out []string) {
	t.Helper()
	text, err := os.ReadFile("../e2e/attacks/" + name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &out); err != nil {
		t.Fatal(err)
	}
	if len(out) < 20 {
		t.Fatalf("%s: only %d attacks", name, len(out))
	}
	return out
}

// attackDocuments puts each attack into a document of its own, all of one kind at the same place.
func attackDocuments(t *testing.T) map[string]string {
	const fence = "```"
	config := fence + "python jupyterhub_config.py\nc.JupyterHub.load_groups = {\"crew\": {\"users\": [\"johan\"]}}\n" + fence + "\n"
	head := "---\nformat: 1\ntitle: T\n---\n"
	quote := func(s string) string { text, _ := json.Marshal(s); return string(text) }
	out := map[string]string{}
	for kind, document := range map[string]func(string) string{
		"prose": func(a string) string { return head + config + "\n" + a + "\n" },
		"titles": func(a string) string {
			return "---\nformat: 1\ntitle: " + quote(a) + "\nsummary: " + quote(a) + "\n---\n" + config + "\n" + a
		},
		"headers": func(a string) string { return "---\n" + a + "\n---\n" + config },
		"fences":  func(a string) string { return head + config + "\n" + fence + a + "\nx = 1\n" + fence + "\n" },
		"checks": func(a string) string {
			return head + config + "\n" + fence + "checks\n" + a + "\njohan can servers # " + a + "\n" + fence + "\n"
		},
		"names": func(a string) string {
			n := quote(a)
			return head + fence + "python jupyterhub_config.py\nn = " + n + "\nc.JupyterHub.load_groups = {n: {\"users\": [n]}}\n" +
				"c.JupyterHub.load_roles = [{\"name\": \"crew\", \"scopes\": [\"servers!user=\" + n], \"users\": [n], \"groups\": [n]}]\n" + fence + "\n" +
				fence + "checks\nuser " + n + " can servers!user=" + n + "\n" + fence + "\n"
		},
	} {
		for i, a := range attacks(t, kind) {
			out[fmt.Sprintf("%s %d", kind, i)] = document(a)
		}
	}
	if len(out) < 200 {
		t.Errorf("there are only %d attacks", len(out))
	}
	return out
}

// TestAttacksDrawNothingThatRuns looks at the pages of every attack as a browser parses them. The browser tests open
// them for real.
func TestAttacksDrawNothingThatRuns(t *testing.T) {
	t.Parallel()
	s, db := pagesServer(t)
	for name, document := range attackDocuments(t) {
		id := store.NewID()
		keepScenario(t, db, id, readerID, document)
		for _, target := range []string{"/s/" + id, "/s/" + id + "/compare", "/?from=s/" + id, "/s/" + id + "/badge.svg"} {
			r := ask(s, "GET", target)
			if r.StatusCode != 200 {
				t.Errorf("%s: %s: %d", name, strings.ReplaceAll(target, id, "ID"), r.StatusCode)
				continue
			}
			root, err := html.Parse(r.Body)
			if err != nil {
				t.Fatal(err)
			}
			for _, fault := range faults(root) {
				t.Errorf("%s: %s: %s", name, strings.ReplaceAll(target, id, "ID"), fault)
			}
		}
		if text := body(t, ask(s, "GET", "/s/"+id+".md")); text != document {
			t.Errorf("%s: the document is not served as it is", name)
		}
	}
}

// templatesOfPages are the ids of the templates that our own pages have.
var templatesOfPages = []string{"share-item", "share-deletion"}

// faults are what must not stand in a page: what runs, what is fetched from elsewhere, what imitates the page.
func faults(root *html.Node) (out []string) {
	elements := strings.Fields("html head meta title link script body a svg symbol path circle rect use g text header nav button b main article div h1 h2 h3 h4 h5 h6 " +
		"span time p code section pre ol ul li em strong i bdi dl dt dd table caption thead tbody tr th td details summary footer blockquote del hr br select option " +
		"optgroup label input noscript textarea output img form fieldset legend kbd dialog menu hgroup search aside colgroup col template figure")
	ids := map[string]bool{}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if !slices.Contains(elements, n.Data) || n.Data == "img" || n.Data == "template" && !slices.Contains(templatesOfPages, attribute(n, "id")) {
			out = append(out, "<"+n.Data+">")
		}
		for _, a := range n.Attr {
			value := strings.ToLower(strings.TrimSpace(a.Val))
			switch key := strings.ToLower(a.Key); {
			case strings.HasPrefix(key, "on"), key == "style", key == "srcdoc", key == "action", key == "formaction", key == "http-equiv":
				out = append(out, "<"+n.Data+" "+key+">")
			case key == "id" && ids[value]:
				out = append(out, "the id "+value+" is there twice")
			case key == "id":
				ids[value] = true
			case key == "src" && !strings.HasPrefix(value, "/assets/"):
				out = append(out, "<"+n.Data+" src="+value+">")
			case key == "href" && n.Data == "a":
				u, err := url.Parse(a.Val)
				if err != nil || !slices.Contains([]string{"", "http", "https", "mailto"}, u.Scheme) {
					out = append(out, "a link to "+a.Val)
				} else if u.Host != "" && !strings.Contains(attribute(n, "rel"), "nofollow ugc noopener") {
					out = append(out, "a link that leads away without rel: "+a.Val)
				}
			case key == "href" && n.Data == "link" && !strings.HasPrefix(value, "/assets/") && !strings.HasPrefix(value, atOrigin+"/"):
				out = append(out, "<link href="+value+">")
			}
		}
		if n.Data == "script" && attribute(n, "src") == "" && attribute(n, "type") != "application/json" {
			out = append(out, "a script in the text")
		}
	}
	return out
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
