package changes_test

import (
	"maps"
	"slices"
	"testing"

	"rolecall.example/internal/reading"
	"rolecall.example/internal/scenario"
	"rolecall.example/internal/settings"
	"rolecall.example/rbac"
	"rolecall.example/scenarios"
)

// TestChangesOfTheGallery compares each scenario's Hub, as its first start leaves it, with itself and with others.
func TestChangesOfTheGallery(t *testing.T) {
	t.Parallel()
	type entry struct {
		name string
		hub  *rbac.Hub
	}
	var all []entry
	sections, err := scenarios.Sections()
	if err != nil {
		t.Fatal(err)
	}
	for _, section := range sections {
		for _, s := range section.Entries {
			if h := galleryHub(t, s.Document); h != nil {
				all = append(all, entry{s.Name, h})
			}
		}
	}
	pairs, facts := 0, 0
	for i, a := range all {
		for _, step := range []int{0, 1, 2, 5, 9} {
			b := all[(i+step)%len(all)]
			n := compare(t, a.name+" to "+b.name, a.hub, b.hub, verbsOf(a.hub.Definitions(), b.hub.Definitions()))
			pairs++
			if facts += n; step == 0 && n > 0 {
				t.Errorf("%s differs from itself", a.name)
			}
		}
	}
	t.Logf("%d scenarios that start, %d pairs, %d differences", len(all), pairs, facts)
	if len(all) < 15 || facts == 0 {
		t.Errorf("only %d scenarios start, with %d differences", len(all), facts)
	}
}

// galleryHub starts what a document's config fences before any restart say.
func galleryHub(t *testing.T, text string) *rbac.Hub {
	t.Helper()
	doc, _ := scenario.Parse(text)
	in := reading.Input{Host: doc.Meta.Host, Environment: doc.State.Environment, Reads: doc.State.Files, Values: doc.State.Values, Calls: doc.State.Run}
	for _, b := range doc.Blocks {
		if b.Kind == scenario.Config && !b.Restart {
			in.Files = append(in.Files, reading.File{Name: b.Part, Lang: b.Lang, Text: b.Text})
		}
	}
	version := doc.Meta.JupyterHub
	if version == "" {
		version = rbac.DefaultVersion
	}
	d := define(t, version)
	var refs settings.Refs
	config, _ := settings.RBACInto(&refs, reading.Read(in).Tree, d)
	h, _ := rbac.Start(d, nil, config)
	if !h.Running() {
		return nil
	}
	h = h.WithUsers(doc.State.Users...)
	h = h.WithServers(doc.State.Servers)
	for _, s := range slices.Sorted(maps.Keys(doc.State.Servers)) {
		if !h.HasUser(s) {
			t.Errorf("no user %s", s)
		}
	}
	return h
}
