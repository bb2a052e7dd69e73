package scenarios

import (
	"slices"
	"strings"
	"testing"
)

func everything(t *testing.T) *Index {
	t.Helper()
	out, err := Sections()
	if err != nil {
		t.Fatal(err)
	}
	return NewIndex(out)
}

func TestEveryEntryHasASymptom(t *testing.T) {
	t.Parallel()
	names := map[string]bool{}
	for _, e := range entries(t) {
		names[e.Name] = true
		if e.Symptom == "" {
			t.Errorf("%s has no symptom", e.Name)
		}
		if strings.Contains(e.Document, "\nstops: ") && len(e.Said) == 0 {
			t.Errorf("%s stops the Hub, and nothing tells what the Hub says", e.Name)
		}
	}
	for name := range symptoms {
		if !names[name] {
			t.Errorf("a symptom of %q, which is no entry", name)
		}
	}
}

// TestEverySymptomFindsItsEntry searches for each symptom and each message, as somebody who pastes it would.
func TestEverySymptomFindsItsEntry(t *testing.T) {
	t.Parallel()
	all := everything(t)
	for _, e := range entries(t) {
		for _, q := range append([]string{e.Symptom}, e.Said...) {
			if !slices.ContainsFunc(all.Search(q), func(x Entry) bool { return x.Name == e.Name }) {
				t.Errorf("%q does not find %s", q, e.Name)
			}
		}
	}
}

func TestSearch(t *testing.T) {
	t.Parallel()
	all := everything(t)
	for _, c := range []struct {
		query string
		first []string // the first hits, in their order
		most  int      // at most so many hits
	}{
		// A line of a log, with the names of another Hub in it.
		{"jupyterhub.scopes.ScopeNotFound: Scope 'admin:serverz' for role my-helpers does not exist", []string{"admin-scope-misspelt-fails"}, 8},
		{"[E 2026-01-01 JupyterHub app:3382] ValueError: Found undefined service cull-idle in role cull-idle. Define it first in c.JupyterHub.services.", []string{"service-undefined-fails"}, 8},
		{"TypeError: 'LazyConfigValue' object does not support item assignment", []string{"lazy-groups-fails"}, 8},
		{"username '' is not valid", []string{"admin-users-empty-fails"}, 8},
		{"Cannot override admin role admin.scopes", []string{"admin-role-scopes-fails"}, 8},
		{"You do not have permission to access JupyterHub service binder", []string{"binder-service"}, 8},
		{"KeyError: 'prefix'", []string{"nbgrader-formgrader"}, 1},
		// Words.
		{"prometheus", []string{"prometheus-metrics"}, 2},
		{"PROMETH", []string{"prometheus-metrics"}, 2},
		{"missing comma", []string{"missing-comma"}, 4},
		{"dask gateway group", []string{"dask-gateway"}, 12},
		{"", nil, 0},
		{"   ", nil, 0},
		{"zzzz qqqq", nil, 0},
		{"!!! ''", nil, 0},
	} {
		var names []string
		for _, e := range all.Search(c.query) {
			names = append(names, e.Name)
		}
		if len(names) > c.most || len(names) < len(c.first) || !slices.Equal(names[:len(c.first)], c.first) {
			t.Errorf("%q finds %v, want %v first and %d at most", c.query, names, c.first, c.most)
		}
	}
}
