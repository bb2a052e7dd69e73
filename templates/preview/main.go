// Command preview writes every view and page with hand-made data into a folder, to be looked at:
//
//	go run ./templates/preview DIR
//
// The style sheet is copied beside them. No server, engine or built script takes part.
package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/a-h/templ"

	"rolecall.example/internal/playground"
	"rolecall.example/templates"
	"rolecall.example/templates/internal/sample"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: go run ./templates/preview DIR")
		os.Exit(2)
	}
	if err := write(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func write(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	if err := os.CopyFS(filepath.Join(dir, "css"), os.DirFS("site/css")); err != nil && !os.IsExist(err) {
		return err
	}
	for name, c := range pages() {
		f, err := os.Create(filepath.Join(dir, name+".html"))
		if err != nil {
			return err
		}
		if err := c.Render(context.Background(), f); err != nil {
			return err
		}
		if err := f.Close(); err != nil {
			return err
		}
	}
	return nil
}

var assets = templates.Assets{CSS: "css/rolecall.css"}

var versions = []string{"6.0.0b2", "5.5.1"}

func pages() map[string]templ.Component {
	open := templates.Options{Unfolded: []string{"servers"}, Elapsed: "3 ms"}
	all := open
	for _, f := range sample.Families() {
		all.Unfolded = append(all.Unfolded, f.ID)
	}
	folded := templates.Options{Elapsed: "3 ms"}
	views := map[string]func(*playground.Response, templates.Options) templ.Component{
		"access": templates.Access, "why": templates.Why, "startup": templates.Startup, "checks": templates.Checks,
	}
	shot := func(r *playground.Response, o templates.Options, view string) templ.Component {
		return templates.PlaygroundPage(templates.PlaygroundData{
			Assets: assets, Response: r, Options: o, Versions: versions, View: view, Panel: views[view](r, o),
		})
	}
	out := map[string]templ.Component{
		"access":         shot(sample.Allowed(), open, "access"),
		"access-folded":  shot(sample.Teacher(), folded, "access"),
		"access-all":     shot(sample.Denied(), all, "access"),
		"access-crowd":   shot(sample.Crowd(60, 10000), open, "access"),
		"access-unclear": shot(sample.Unclear(), open, "access"),
		"access-hostile": shot(sample.Hostile(), open, "access"),
		"access-stops":   shot(sample.Stops(), open, "access"),
		"unreadable":     shot(sample.Unreadable(), open, "access"),
		"stopped":        shot(sample.Stopped(), open, "access"),
		"why-yes":        shot(sample.Allowed(), open, "why"),
		"why-no":         shot(sample.Denied(), open, "why"),
		"why-unclear":    shot(sample.Unclear(), open, "why"),
		"why-none":       shot(sample.Teacher(), open, "why"),
		"why-hostile":    shot(sample.Hostile(), open, "why"),
		"startup":        shot(sample.Teacher(), open, "startup"),
		"startup-stops":  shot(sample.Stops(), open, "startup"),
		"checks":         shot(sample.Teacher(), open, "checks"),
		"checks-fail":    shot(sample.Failing(), open, "checks"),
		"checks-none":    shot(sample.Unclear(), open, "checks"),
		"scenario":       scenarioPage(sample.Teacher()),
		"scenario-stops": scenarioPage(sample.Stops()),
		"gallery":        galleryPage(),
		"error":          templates.ErrorPage(templates.ErrorData{Assets: assets, Status: 404}),
	}
	return out
}

func scenarioPage(r *playground.Response) templ.Component {
	d := templates.ScenarioData{
		Assets: assets, Name: "teacher", Title: r.Meta.Title, Response: r, TryURL: "/?from=gallery/teacher", RawURL: "/gallery/teacher.md",
		Summary: "One role, filtered by `group`. He starts and stops class-b’s servers, and has no power over class-a.",
		Options: templates.Options{Unfolded: []string{"servers"}},
	}
	for _, b := range r.Document.Blocks {
		switch {
		case b.File != "":
			d.Pieces = append(d.Pieces, templates.Piece{HTML: templates.CodeLines(b.Text, ""), Part: b.Part, File: b.File})
		case b.Raw != "":
			d.Pieces = append(d.Pieces, templates.Piece{HTML: "<p>Johan studies in <code>class-a</code> and teaches <code>class-b</code>. " +
				"He starts and stops the servers of <code>class-b</code>, and sees who is in it.</p>"})
		}
	}
	return templates.ScenarioPage(d)
}

func galleryPage() templ.Component {
	card := func(title, summary string, t playground.Tally, starts bool) templates.GalleryCard {
		return templates.GalleryCard{Name: "reader", Title: title, Summary: summary, Version: "5.5.1", Tally: t, Starts: starts}
	}
	good := playground.Tally{Checks: 4, Hold: 4}
	return templates.GalleryPage(templates.GalleryData{Assets: assets, Sections: []templates.GallerySection{
		{ID: "groups", Title: "Groups and teachers", Summary: "Filters by `group`.", Cards: []templates.GalleryCard{
			card("A teacher who runs one class", "One role, filtered by the group. He starts and stops class-b’s servers, and has no power over class-a.", good, true),
			card("I copied the docs example and instructors get nothing", "The key is `groups`. A role with `group` loads without a word and reaches nobody.", good, true),
			card("Start-up fails: the scope does not exist", "One misspelt scope stops the whole Hub. The nearest name is `admin:servers`.", playground.Tally{Checks: 2, Hold: 0, Fail: 2}, false),
		}},
		{ID: "services", Title: "Services", Cards: []templates.GalleryCard{
			card("The idle culler gets 403", "Four scopes are enough: `list:users`, `read:users:activity`, `read:servers`, `delete:servers`.", playground.Tally{Checks: 4, Hold: 3, Invalid: 1}, true),
			card("Nothing is checked here", "A config and no check.", playground.Tally{}, true),
		}},
	}})
}
