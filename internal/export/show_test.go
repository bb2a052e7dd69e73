package export_test

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/export"
	"rolecall.example/internal/reading"
	"rolecall.example/internal/settings"
)

// readPython and readHelm read a text as the page reads it.
func readPython(text string) reading.Result {
	return reading.Read(reading.Input{Host: "plain", Files: []reading.File{{Name: "config.py", Lang: "python", Text: text}}})
}

func readHelm(text string) reading.Result {
	return reading.Read(reading.Input{Host: "z2jh", Files: []reading.File{{Name: "values.yaml", Lang: "yaml", Text: text}}})
}

// written are the settings of a reading as one line each, with what an export leaves out left out, so that two can be
// compared. asValues: in what values can say.
func written(t *settings.Tree, asValues bool) string {
	var b strings.Builder
	for _, s := range settings.Effective(t) {
		w := writer{asValues: asValues}
		entries := s.Trait == "load_roles" || s.Trait == "services"
		text := ""
		switch {
		case asValues && entries && (s.Value.Kind == settings.List || s.Value.Kind == settings.Tuple):
			var list []string
			for _, item := range s.Value.Items {
				name, _ := value(item, "name")
				if item.Kind == settings.Dict && name.Kind == settings.Str && !filledIn(name.Text) {
					list = append(list, w.show(item))
				}
			}
			slices.Sort(list)
			if text = strings.Join(list, "; "); text == "" {
				continue // the chart begins both lists
			}
		case !w.known(s.Value) || s.Value.Partial && len(s.Value.Items)+len(s.Value.Pairs) == 0 || asValues && entries:
			continue
		default:
			text = w.show(s.Value)
		}
		b.WriteString(s.Class + "." + s.Trait + " = " + text + "\n")
	}
	return b.String()
}

func value(v settings.Value, key string) (settings.Value, bool) {
	for _, p := range v.Pairs {
		if p.Key.Kind == settings.Str && p.Key.Text == key {
			return p.Value, true
		}
	}
	return settings.Value{}, false
}

type writer struct{ asValues bool }

func (w writer) known(v settings.Value) bool {
	if w.asValues && v.Kind == settings.Float && strings.ContainsAny(v.Text, "in") {
		return false
	}
	if w.asValues && v.Kind == settings.Str && filledIn(v.Text) {
		return false
	}
	return v.Kind != settings.Unknown && v.Kind != settings.Object
}

// filledIn reports whether a text looks like a template that can't stand in a block scalar, where it is read as itself.
func filledIn(s string) bool {
	open := strings.Contains(s, "{{") && strings.Contains(s, "}}") || strings.Contains(s, "<%") && strings.Contains(s, "%>")
	odd := strings.ContainsFunc(s, func(r rune) bool { return r != '\n' && !strconv.IsPrint(r) || r == '\ufffd' })
	return open && (odd || s[0] == ' ' || s[0] == '\n' || strings.HasSuffix(s, "\n\n"))
}

func (w writer) show(v settings.Value) string {
	switch v.Kind {
	case settings.None:
		return "None"
	case settings.Bool:
		return strconv.FormatBool(v.Bool)
	case settings.Int, settings.Float:
		f, err := strconv.ParseFloat(v.Text, 64)
		switch {
		case v.Kind != settings.Float || err != nil || !w.asValues:
		case f == math.Trunc(f) && math.Abs(f) < 1<<63: // whole ones come out of JSON as whole
			return strconv.FormatFloat(f, 'f', -1, 64)
		default:
			return strconv.FormatFloat(f, 'g', -1, 64)
		}
		return v.Text
	case settings.Str:
		return strconv.Quote(v.Text)
	}
	var parts []string
	for _, item := range v.Items {
		if w.known(item) {
			parts = append(parts, w.show(item))
		}
	}
	for _, p := range v.Pairs {
		key := strings.ToLower(p.Key.Text)
		secret := p.Key.Kind == settings.Str && (strings.HasSuffix(key, "token") || strings.Contains(key, "secret")) &&
			(p.Value.Kind == settings.Int || p.Value.Kind == settings.Float || p.Value.Kind == settings.Str && p.Value.Text != "")
		holes := p.Key.Text == "command" && (p.Value.Partial || slices.ContainsFunc(p.Value.Items, func(v settings.Value) bool { return !w.known(v) }))
		if w.asValues && p.Key.Text == "api_token" {
			continue // the chart makes each service's
		}
		if w.known(p.Key) && w.known(p.Value) && !secret && !holes && (!w.asValues || p.Key.Kind == settings.Str) {
			parts = append(parts, w.show(p.Key)+": "+w.show(p.Value))
		}
	}
	kind := v.Kind
	if v.Kind == settings.Dict {
		slices.Sort(parts)
	} else if w.asValues {
		kind = settings.List
	}
	return strconv.Itoa(int(kind)) + "(" + strings.Join(parts, ", ") + ")"
}

// same fails where two readings differ in what an export writes.
func same(t *testing.T, what string, before, after reading.Result, asValues bool, text string) {
	t.Helper()
	for _, d := range after.Diagnostics {
		if d.Severity == diag.Error {
			t.Errorf("%s: what is written cannot be read: %+v\n%s", what, d, text)
			return
		}
	}
	want, got := strings.Split(written(before.Tree, asValues), "\n"), strings.Split(written(after.Tree, asValues), "\n")
	for i := range want {
		if i >= len(got) || got[i] != want[i] {
			t.Errorf("%s: read again it is\n%.2000s\nwant\n%.2000s\nof\n%.8000s", what, strings.Join(got[i:], "\n"), strings.Join(want[i:], "\n"), text)
			return
		}
	}
	if len(got) > len(want) {
		t.Errorf("%s: read again there is more: %.2000s", what, strings.Join(got[len(want):], "\n"))
	}
}

// roundTrips writes a reading in both languages and reads both, and the values written as Python again.
func roundTrips(t *testing.T, what string, r reading.Result) (unknown int) {
	t.Helper()
	o := export.Options{Chart: r.Host == "z2jh"}
	python, left := export.Python(r.Tree, o)
	same(t, what+" as Python", r, readPython(python), false, python)
	values, leftOfValues := export.Helm(r.Tree, o)
	chart := readHelm(values)
	same(t, what+" as values", r, chart, true, values)
	again, _ := export.Python(chart.Tree, export.Options{Chart: true})
	same(t, what+" as values, then as Python", chart, readPython(again), false, again)
	for _, list := range [][]export.Left{left, leftOfValues} {
		for _, l := range list {
			if l.Why == "" || l.Setting == "" && len(r.Tree.Opaque) == 0 {
				t.Errorf("%s: left out without a word: %+v", what, l)
			}
		}
	}
	return len(left) + len(leftOfValues)
}
