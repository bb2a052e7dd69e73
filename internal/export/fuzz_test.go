package export_test

import (
	"testing"
	"unicode/utf8"

	"rolecall.example/internal/export"
	"rolecall.example/internal/reading"
	"rolecall.example/internal/settings"
)

// FuzzQuoting holds that any text comes back as it was, as a name, a key, a member and in words, in both languages; and
// that why something is left out does not get out of its comment.
func FuzzQuoting(f *testing.F) {
	for _, s := range odd {
		f.Add(s, s)
	}
	f.Add("\xff", "\n]\nboom(")
	f.Fuzz(func(t *testing.T, s, why string) {
		text := settings.Value{Kind: settings.Str, Text: s}
		key := func(k string, v settings.Value) settings.Pair {
			return settings.Pair{Key: settings.Value{Kind: settings.Str, Text: k}, Value: v}
		}
		list := settings.Value{Kind: settings.List, Items: []settings.Value{text, {Kind: settings.Unknown, Text: why}}}
		role := settings.Value{Kind: settings.Dict, Pairs: []settings.Pair{key("name", text), key("description", text), key("users", list)}}
		group := settings.Value{Kind: settings.Dict, Pairs: []settings.Pair{{Key: text, Value: list}}}
		tree := &settings.Tree{Assignments: []settings.Assignment{
			{Class: "JupyterHub", Trait: "load_roles", Value: settings.Value{Kind: settings.List, Items: []settings.Value{role}}},
			{Class: "JupyterHub", Trait: "services", Value: settings.Value{Kind: settings.List, Items: []settings.Value{role}}},
			{Class: "JupyterHub", Trait: "load_groups", Value: group},
			{Class: "Authenticator", Trait: "admin_users", Value: settings.Value{Kind: settings.Set, Items: []settings.Value{text}}},
		}}
		python, _ := export.Python(tree, export.Options{})
		values, _ := export.Helm(tree, export.Options{})
		if !utf8.ValidString(python) || !utf8.ValidString(values) {
			t.Fatalf("no text: %q %q", python, values)
		}
		if !utf8.ValidString(s) {
			return // left out
		}
		before := reading.Result{Tree: tree}
		same(t, "Python", before, readPython(python), false, python)
		same(t, "values", before, readHelm(values), true, values)
	})
}
