package rbac

import (
	"encoding/json"
	"os"
	"slices"
	"testing"
)

func TestParseScope(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]Scope{
		"users":                     {"users", Filter{}},
		"users!":                    {"users", Filter{}},
		"users!user":                {"users", Filter{Kind: UserFilter, bare: true}},
		"users!user=":               {"users", Filter{Kind: UserFilter}},
		"users!user=a!b=c":          {"users", Filter{Kind: UserFilter, Value: "a!b=c"}},
		"servers!server=alice/":     {"servers", Filter{Kind: ServerFilter, Value: "alice/"}},
		"read:groups!group=class-a": {"read:groups", Filter{Kind: GroupFilter, Value: "class-a"}},
		"users!users=a":             {"users", Filter{Kind: otherFilter, Value: "users=a"}},
		"":                          {"", Filter{}},
	} {
		if got := ParseScope(text); got != want {
			t.Errorf("%q: %+v, want %+v", text, got, want)
		}
	}
}

func FuzzParseScope(f *testing.F) {
	for _, s := range []string{"users", "users!", "users!user", "users!user=a", "a!server=b/c", "x!y=z", "!", "!!", "users!service", "tokens!server", "read:users!group=g!h", "\xff!user=\xff", "servers!serverx"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s := ParseScope(text)
		if again := ParseScope(s.String()); again != s {
			t.Errorf("%q: %+v prints as %q, which is %+v", text, s, s.String(), again)
		}
		if f := s.Filter; f.Kind != NoFilter && ParseFilter(f.String()) != f {
			t.Errorf("%q: the filter %+v prints as %q, which is %+v", text, f, f.String(), ParseFilter(f.String()))
		}
		for _, version := range Versions() {
			checkAccepted(t, mustDefine(t, version), text)
		}
	})
}

// checkAccepted wants a scope that a version accepts to be expanded, to what is a scope again, spelt as it was.
func checkAccepted(t *testing.T, d *Definitions, text string) {
	err := d.CheckScope(text)
	if err != nil {
		if err.Args.Suggestion != "" && d.CheckScope(err.Args.Suggestion) != nil && err.ID != "scope-not-found" {
			t.Errorf("%s %q: the suggestion %q is not accepted either", d.Version(), text, err.Args.Suggestion)
		}
		return
	}
	e := d.expandStrings([]string{text})
	if e.failed != nil {
		t.Errorf("%s: %q is accepted and cannot be expanded: %+v", d.Version(), text, e.failed)
	}
	p, err := e.resolve(d, targets{user: "ann", service: "panel", server: "ann/lab"})
	if err != nil {
		return // a filter without a value
	}
	spelt := d.spell(p.list())
	var again packer
	for _, one := range spelt {
		s := ParseScope(one)
		id, defined := d.ids[s.Base]
		if !defined {
			t.Fatalf("%s: %q gives %q, which is no scope", d.Version(), text, one)
		}
		var set scopeSet
		set.add(id)
		if d.features.unreduced && s.Filter.Kind == NoFilter && one != s.Base {
			s.Filter = marked
		}
		again.add(set, s.Filter)
	}
	if q, err := d.reduce(again.grants); err != nil || !slices.Equal(d.spell(q.list()), spelt) {
		t.Errorf("%s: %q gives %q, which reads as %q", d.Version(), text, spelt, d.spell(q.list()))
	}
}

func TestCheckScope(t *testing.T) {
	t.Parallel()
	d := mustDefine(t, DefaultVersion)
	for _, c := range []struct{ scope, id, suggestion string }{
		{"users", "", ""},
		{"self!user=x", "", ""},
		{"admin-ui!service", "", ""},
		{"users!user=", "", ""}, // accepted, and fails later
		{"all", "scope-renamed", "inherit"},
		{"read:user", "scope-not-found", "read:users"},
		{"acces:servers!user=bob", "scope-not-found", "access:servers!user=bob"},
		{"admin:uservers", "scope-not-found", "admin:servers"},
		{"Users ", "scope-not-found", "users"},
		{"nonexistent", "scope-not-found", ""},
		{"", "scope-not-found", ""},
		{"i", "scope-not-found", ""},
		{"users!group", "filter-not-found", ""},
		{"users!users=alice", "filter-not-found", "users!user=alice"},
		{"users!username=alice", "filter-not-found", "users!user=alice"},
		{"users!User=alice", "filter-not-found", "users!user=alice"},
		{"users! user=alice", "filter-not-found", "users!user=alice"},
		{"users!gruop=class", "filter-not-found", "users!group=class"},
		{"users!=x", "filter-not-found", ""},
		{"users!owner", "filter-not-found", ""},
	} {
		id, suggestion := "", ""
		if err := d.CheckScope(c.scope); err != nil {
			id, suggestion = err.ID, err.Args.Suggestion
			if err.Type != "ScopeNotFound" {
				t.Errorf("%q: type %s", c.scope, err.Type)
			}
		}
		if id != c.id || suggestion != c.suggestion {
			t.Errorf("%q: %q (%q), want %q (%q)", c.scope, id, suggestion, c.id, c.suggestion)
		}
	}
}

// The facts files hold the closure that each real release computes.
func TestClosuresAreThoseOfTheReleases(t *testing.T) {
	t.Parallel()
	for _, version := range Versions() {
		text, err := os.ReadFile("facts/scopes-" + version + ".json")
		if err != nil {
			t.Fatal(err)
		}
		var facts struct {
			Order  []string
			Scopes map[string]struct{ Closure []string }
		}
		if err := json.Unmarshal(text, &facts); err != nil {
			t.Fatal(err)
		}
		d := mustDefine(t, version)
		if !slices.Equal(d.Scopes(), facts.Order) || d.Version() != version {
			t.Errorf("%s: order %v", version, d.Scopes())
		}
		for name, s := range facts.Scopes {
			if got := d.Includes(name); !slices.Equal(got, s.Closure) {
				t.Errorf("%s: %s includes %v, want %v", version, name, got, s.Closure)
			}
			for _, sub := range s.Closure {
				chain := d.Chain(name, sub)
				if len(chain) == 0 || chain[0] != name || chain[len(chain)-1] != sub {
					t.Errorf("%s: chain from %s to %s is %v", version, name, sub, chain)
				}
			}
		}
	}
}

func TestUnknownVersionIsNotDefined(t *testing.T) {
	t.Parallel()
	if d, ok := Define("5.5"); ok || d != nil {
		t.Errorf("5.5 is defined as %s", d.Version())
	}
	if !slices.Contains(Versions(), DefaultVersion) {
		t.Errorf("%v lacks the default", Versions())
	}
}

func TestScopeSetsAgreeWithPlainSets(t *testing.T) {
	t.Parallel()
	sets := [][]int{{}, {0}, {63}, {64}, {1, 63, 64, 127, 128, 500}, {2, 64, 500}, {500}, {0, 1, 2, 3}}
	build := func(ids []int) (s scopeSet) {
		for _, id := range ids {
			s.add(id)
		}
		return s
	}
	list := func(s scopeSet) (out []int) {
		s.each(func(id int) { out = append(out, id) })
		return out
	}
	for _, a := range sets {
		for _, b := range sets {
			x, y := build(a), build(b)
			var both, only []int
			for _, id := range a {
				if slices.Contains(b, id) {
					both = append(both, id)
				} else {
					only = append(only, id)
				}
			}
			union := x.clone()
			union.union(y)
			all := slices.Compact(slices.Sorted(slices.Values(slices.Concat(a, b))))
			if got := list(x.and(y)); !slices.Equal(got, both) {
				t.Errorf("%v and %v: %v", a, b, got)
			}
			if got := list(x.without(y)); !slices.Equal(got, only) {
				t.Errorf("%v without %v: %v", a, b, got)
			}
			if got := list(union); !slices.Equal(got, all) {
				t.Errorf("%v with %v: %v", a, b, got)
			}
			if !slices.Equal(list(x), a) || !slices.Equal(list(y), b) {
				t.Errorf("%v or %v has changed", a, b)
			}
			if got := x.without(y).empty(); got != (len(only) == 0) {
				t.Errorf("%v without %v is empty: %v", a, b, got)
			}
		}
	}
}
