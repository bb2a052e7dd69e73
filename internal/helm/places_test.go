package helm

import (
	"strings"
	"testing"

	"rolecall.example/internal/pyconfig"
)

// TestPlacesInTextsOfAllStyles wants the place of a name in a program to be where it stands in the values, however YAML
// writes the program.
func TestPlacesInTextsOfAllStyles(t *testing.T) {
	t.Parallel()
	for name, program := range map[string]string{
		"literal":                     "|\n      x = 1\n      y = [\n        nonesuch]\n",
		"literal with blank lines":    "|+\n\n      x = 1\n\n      y = nonesuch\n\n",
		"literal, indentation named":  "|1\n     if 1:\n      y = nonesuch\n",
		"folded":                      ">\n      x =\n      1;\n      y = nonesuch\n",
		"folded, with blank lines":    ">-\n      x = 1\n\n      y = (2,\n        'é',\n\n        nonesuch)\n",
		"double quotes":               "\"x = 'é'\\ny = nonesuch\"\n",
		"double quotes, escapes":      "\"x = '\\u00e9\\x41\\t\\\"'\\ny = nonesuch\"\n",
		"double quotes over lines":    "\"x = 1;\n      \\\n      z = 2\n\n      y = nonesuch\"\n",
		"single quotes":               "'x = ''a''; y = nonesuch'\n",
		"single quotes over lines":    "'x = 1\n\n\n      y = (''a'',\n      nonesuch)'\n",
		"plain":                       "y = nonesuch\n",
		"plain over lines":            "x = 1;\n      y = nonesuch\n",
		"an anchor":                   "&program |\n      y = nonesuch\n",
		"a tag and an anchor, quoted": "!!str &program \"x = 1\\ny = nonesuch\"\n",
	} {
		for _, end := range []string{"\n", "\r\n"} {
			text := strings.ReplaceAll("hub:\n  extraConfig:\n    # é\n    a: "+program+"    b: 'c.JupyterHub.load_roles = y'\n", "\n", end)
			_, ds, _ := evaluated(t, Z2JH, []string{text})
			found := false
			for _, d := range ds {
				if d.ID == "undefined-name" {
					found = true
					if got := text[d.Span.Start:d.Span.End]; got != "nonesuch" {
						t.Errorf("%s: the place is %q", name, got)
					}
				}
			}
			if !found {
				t.Errorf("%s: the name is not missed: %v", name, ds)
			}
		}
	}
}

// TestHostileValuesEnd reads values that are written to take for ever. `make test` runs this as WebAssembly, too.
func TestHostileValuesEnd(t *testing.T) {
	t.Parallel()
	bomb := "a0: &a0 [x,x,x,x,x,x,x,x,x]\n"
	for i := range 9 {
		name, last := string(rune('1'+i)), "*a"+string(rune('0'+i))
		bomb += "a" + name + ": &a" + name + " [" + strings.TrimSuffix(strings.Repeat(last+",", 9), ",") + "]\n"
	}
	merges := "m0: &m0 {a: 1}\n"
	for i := range 9 {
		name, last := string(rune('1'+i)), "*m"+string(rune('0'+i))
		merges += "m" + name + ": &m" + name + " {<<: [" + strings.TrimSuffix(strings.Repeat(last+",", 9), ",") + "], b" + name + ": 1}\n"
	}
	for _, one := range []struct{ name, text, id string }{
		{"an alias bomb", bomb, "limit-yaml-nodes"},
		{"a bomb of merges", merges, "limit-yaml-nodes"},
		{"deep nesting", "a: " + strings.Repeat("[", 100) + strings.Repeat("]", 100), "limit-yaml-depth"},
		{"very deep nesting", "a: " + strings.Repeat("{a: ", 200_000), ""},
		{"an alias inside its anchor", "a: &a [*a]", ""},
		{"many keys", strings.Repeat("k: 1\n", 50_000), "limit-yaml-nodes"},
		{"a long program in quotes", "hub: {extraConfig: {a: \"" + strings.Repeat(`\x0a`, 200_000) + "\"}}", ""},
		{"a long folded program", "hub:\n  extraConfig:\n    a: >\n" + strings.Repeat("      x\n\n", 50_000), ""},
		{"a long program of blank lines", "hub:\n  extraConfig:\n    a: |\n" + strings.Repeat(" \n", 200_000) + "      x = 1\n", ""},
	} {
		t.Run(one.name, func(t *testing.T) {
			t.Parallel()
			p := Prepare(Input{Host: Z2JH, YAML: []File{{"values.yaml", one.text}}})
			if p.OK {
				pyconfig.Evaluate(pyconfig.Input{Files: p.Files, Host: p.Host, Reads: p.Reads})
			}
			for _, d := range p.Diagnostics {
				if d.ID == one.id {
					return
				}
			}
			if one.id != "" || len(p.Diagnostics) == 0 && !p.OK {
				t.Errorf("nothing says %s: %v", one.id, p.Diagnostics)
			}
		})
	}
}

// TestWhatTheChartsFunctionsDoNotKnowStandsWhereTheyAreCalled wants the question at the call, not at the chart's program.
func TestWhatTheChartsFunctionsDoNotKnowStandsWhereTheyAreCalled(t *testing.T) {
	t.Parallel()
	for _, call := range []string{"get_secret_value('x')", "get_config('singleuser.image')"} {
		text := "hub:\n  extraConfig:\n    a: |\n      c.JupyterHub.load_roles = [{'name': 'a', 'scopes': [" + call + "]}]\n"
		tree, ds, _ := evaluated(t, Z2JH, []string{text})
		if tree == nil {
			t.Fatal(ds)
		}
		roles, _ := tree.Find("JupyterHub", "load_roles")
		scopes, _ := lookup(roles.Value.Items[0], "scopes")
		scope := scopes.Items[0]
		if got := text[scope.Span.Start:scope.Span.End]; got != call {
			t.Errorf("the value of %s stands at %q", call, got)
		}
		if scope.Question == nil || text[scope.Question.Span.Start:scope.Question.Span.End] != call {
			t.Errorf("the question about %s is %v", call, scope.Question)
		}
	}
}
