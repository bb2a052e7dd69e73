package templates_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"golang.org/x/net/html"

	"rolecall.example/internal/reference"
	. "rolecall.example/templates"
)

var facts = reference.New()

func versions() (out []string) {
	for _, v := range facts.Versions {
		out = append(out, v.Name)
	}
	return out
}

func scopesPage(version, query string) templ.Component {
	v := facts.Version(version)
	d := ScopesData{Assets: Assets{CSS: "/assets/a.css"}, Version: v, Versions: versions(), Canonical: ScopesURL(version), Query: query}
	if query != "" {
		r := v.Search(query, DescribeScope)
		d.Result = &r
	}
	return ScopesPage(d)
}

func scopePage(version, name string) templ.Component {
	v := facts.Version(version)
	return ScopePage(ScopeData{
		Assets: Assets{CSS: "/assets/a.css"}, Version: v, Versions: versions(), Scope: v.Scope(name), Canonical: ScopeURL(version, name),
		Gallery: []ScopeUse{{Name: "teacher", Title: "A <b>teacher</b>", Gives: true}, {Name: "reader", Title: "A reader", Asks: true}},
	})
}

func noScopePage(version, name string) templ.Component {
	v := facts.Version(version)
	return NoScopePage(NoScopeData{Version: v, Versions: versions(), Name: name, Having: facts.Having(name), Suggest: v.Suggest(name)})
}

// everyScopePage draws the reference of all versions.
func everyScopePage() map[string]templ.Component {
	out := map[string]templ.Component{
		"found a request":   scopesPage("5.5.1", "DELETE /users/ann/server"),
		"found a field":     scopesPage("3.1.1", "last_activity"),
		"found nothing":     scopesPage("5.5.1", `"><script>alert(1)</script>`),
		"found no name":     scopesPage("5.5.1", "read:user"),
		"found all":         scopesPage("6.0.0b2", "GET"),
		"no scope":          noScopePage("5.5.1", `<img src=x onerror="alert(1)">`),
		"no scope, nearly":  noScopePage("5.5.1", "read:user"),
		"no scope any more": noScopePage("2.3.1", "shares"),
	}
	for _, v := range facts.Versions {
		out[v.Name] = scopesPage(v.Name, "")
		for _, s := range v.Scopes {
			out[v.Name+" "+s.Name] = scopePage(v.Name, s.Name)
		}
	}
	return out
}

func TestTheReferenceKeepsTheRulesOfMarkup(t *testing.T) {
	t.Parallel()
	for name, c := range everyScopePage() {
		root := parse(t, c)
		t.Run(name, func(t *testing.T) {
			noStylesOrScripts(t, root)
			idsAreUniqueAndThere(t, root)
			controlsHaveNames(t, root)
		})
	}
}

// Every link of the reference leads to a page that there is.
func TestTheReferenceLinksToWhatThereIs(t *testing.T) {
	t.Parallel()
	links := 0
	for name, c := range everyScopePage() {
		for _, a := range all(parse(t, c), tag("a")) {
			address, _, _ := strings.Cut(value(a, "href"), "#")
			address, _, _ = strings.Cut(address, "?")
			rest, ok := strings.CutPrefix(address, "/scopes/")
			if !ok {
				continue
			}
			links++
			version, scope, long := strings.Cut(rest, "/")
			if !long {
				if facts.Version(rest) != nil {
					continue
				}
				version, scope = "5.5.1", rest
			}
			if v := facts.Version(version); v == nil || v.Scope(scope) == nil {
				t.Errorf("%s links to %s", name, address)
			}
		}
	}
	if links < 5000 {
		t.Errorf("only %d links", links)
	}
}

// The page of a scope writes out every request and every field that the reference has, and nothing else.
func TestTheScopePageSaysWhatTheReferenceHas(t *testing.T) {
	t.Parallel()
	for _, v := range facts.Versions {
		for _, s := range v.Scopes {
			root := parse(t, scopePage(v.Name, s.Name))
			var want, got []string
			for _, o := range s.Opens {
				want = append(want, fmt.Sprintf("%s %v", o.Call(), o.Missing))
			}
			for _, row := range all(root, has("data-call")) {
				status := text(all(row, class("open-status"))[0])
				got = append(got, value(row, "data-call")+" "+strings.Fields(strings.TrimPrefix(strings.ReplaceAll(status, ",", ""), "refused by "))[0])
				if line := text(all(row, class("call"))[0]); line != value(row, "data-call") {
					t.Errorf("%s %s: %q is written as %q", v.Name, s.Name, value(row, "data-call"), line)
				}
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s %s shows %v, want %v", v.Name, s.Name, got, want)
			}
			chips := 0
			for _, o := range s.Opens {
				if s.Kind == reference.Plain && o.Always == 0 && o.Narrows {
					chips += len(o.Filters)
				}
			}
			if n := len(all(root, func(n *html.Node) bool { return class("filter-chip")(n) && class("open-filters")(n.Parent) })); n != chips {
				t.Errorf("%s %s shows %d filters, want %d", v.Name, s.Name, n, chips)
			}
			for _, r := range s.Reveals {
				for _, f := range r.Fields {
					section := byID(root, "h-reveals").Parent.Parent
					if !slices.ContainsFunc(all(section, tag("code")), func(n *html.Node) bool { return text(n) == f.Name }) {
						t.Errorf("%s %s does not show the field %s", v.Name, s.Name, f.Name)
					}
				}
			}
			if byID(root, "h-filters") == nil && s.Kind == reference.Plain {
				t.Errorf("%s %s says nothing of filters", v.Name, s.Name)
			}
		}
	}
}

func TestEveryScopeIsOnItsVersionsList(t *testing.T) {
	t.Parallel()
	for _, v := range facts.Versions {
		root := parse(t, scopesPage(v.Name, ""))
		if rows := all(root, class("scope-row")); len(rows) != len(v.Scopes) {
			t.Errorf("%s lists %d scopes of %d", v.Name, len(rows), len(v.Scopes))
		}
		if rows := all(root, class("open")); len(rows) != len(v.Requests) {
			t.Errorf("%s lists %d requests of %d", v.Name, len(rows), len(v.Requests))
		}
		for _, r := range v.Roles {
			if byID(root, "role-"+r.Name) == nil {
				t.Errorf("%s does not speak of the role %s", v.Name, r.Name)
			}
		}
	}
}

func TestTheCanonicalAddressIsTheShortOne(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		ScopesURL("5.5.1"): "/scopes", ScopesURL("4.1.6"): "/scopes/4.1.6", ScopeURL("5.5.1", "read:users"): "/scopes/read:users",
		ScopeURL("6.0.0b2", "(no_scope)"): "/scopes/6.0.0b2/(no_scope)",
	} {
		if address != want {
			t.Errorf("%s, want %s", address, want)
		}
	}
	root := parse(t, scopePage("5.5.1", "servers"))
	links := all(root, func(n *html.Node) bool { return n.Data == "link" && value(n, "rel") == "canonical" })
	if len(links) != 1 || value(links[0], "href") != "/scopes/servers" {
		t.Errorf("%d canonical links", len(links))
	}
	unlisted := func(n *html.Node) bool { return n.Data == "meta" && value(n, "name") == "robots" }
	if len(all(root, unlisted)) != 0 || len(all(parse(t, scopesPage("5.5.1", "stop")), unlisted)) != 1 {
		t.Error("a search is left out of search engines, a scope is not")
	}
}
