package export_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/export"
	"rolecall.example/internal/reading"
	"rolecall.example/internal/settings"
)

var update = flag.Bool("update", false, "write the golden files anew")

// Each config in testdata has beside it what is written of it, as a person should like to read it.
func TestTextsAreAsLastSeen(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/*.config")
	if err != nil || len(files) == 0 {
		t.Fatal("no configs", err)
	}
	for _, file := range files {
		config, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		r := readPython(string(config))
		if strings.HasPrefix(filepath.Base(file), "values") {
			r = readHelm(string(config))
		}
		o := export.Options{Chart: r.Host == "z2jh", Where: func(at diag.Span) string {
			return fmt.Sprintf("%s:%d", at.File, diag.PositionOf(string(config), at.Start).Line)
		}}
		for language, write := range map[string]func(*settings.Tree, export.Options) (string, []export.Left){"python": export.Python, "helm": export.Helm} {
			got, left := write(r.Tree, o)
			for _, l := range left {
				got += fmt.Sprintf("=> %s%s: %s\n", l.Setting, l.Way, l.Why)
			}
			golden := strings.TrimSuffix(file, ".config") + "." + language
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s: got\n%s\nwant\n%s", golden, got, want)
			}
			if again, _ := write(r.Tree, o); !strings.HasPrefix(got, again) {
				t.Errorf("%s is another text the second time", golden)
			}
		}
	}
}

// The culler that the chart brings is written as the chart's, and no other is.
func TestTheChartsCullerIsNotWrittenTwice(t *testing.T) {
	t.Parallel()
	for _, one := range []struct {
		name, values, want string
		again              bool // role and service stand in the values
	}{
		{"as it comes", "", "cull:\n  enabled: true\nhub:\n", false},
		{"with users", "cull: {users: true}", "cull:\n  enabled: true\n  users: true\n", false},
		{"with options", "cull: {timeout: 60, every: null, maxAge: -7, adminUsers: false, removeNamedServers: true, concurrency: 10}",
			"cull:\n  enabled: true\n  timeout: 60\n  every: 0\n  adminUsers: false\n  removeNamedServers: true\n  maxAge: -7\nhub:\n", false},
		{"with an option of its own", "hub: {extraConfig: {a: 'c.JupyterHub.services[0][\"command\"].append(\"--cull-users\")'}}", "cull:\n  enabled: false #", true},
		{"turned off", "cull: {enabled: false}", "cull:\n  enabled: false #", false},
		{"with another role", "hub: {extraConfig: {a: 'c.JupyterHub.load_roles[0][\"scopes\"].append(\"proxy\")'}}", "cull:\n  enabled: false #", true},
		{"without its service", "hub: {extraConfig: {a: 'c.JupyterHub.services = []'}}", "cull:\n  enabled: false #", true},
	} {
		t.Run(one.name, func(t *testing.T) {
			t.Parallel()
			r := readHelm(one.values)
			text, left := export.Helm(r.Tree, export.Options{Chart: true})
			if !strings.HasPrefix(text, one.want) || strings.Contains(text, "jupyterhub-idle-culler") != one.again || len(left) > 0 {
				t.Errorf("%s%v", text, left)
			}
			same(t, one.name, r, readHelm(text), true, text)
			python, left := export.Python(r.Tree, export.Options{Chart: true})
			if len(left) > 0 || strings.Contains(python, "left out") {
				t.Errorf("%s%v", python, left)
			}
			same(t, one.name, r, readPython(python), false, python)
		})
	}
}

func TestWhatIsNotKnownIsSaid(t *testing.T) {
	t.Parallel()
	for _, one := range []struct{ name, config, python, helm, left string }{
		{"a setting", "c.JupyterHub.load_roles = X", "# c.JupyterHub.load_roles left out: ", "  # loadRoles left out: ", "JupyterHub.load_roles"},
		{"a setting of hub.config", "c.JupyterHub.load_groups = X", "# c.JupyterHub.load_groups left out: ", "  # config.JupyterHub.load_groups left out: ", "JupyterHub.load_groups"},
		{"an entry", "c.JupyterHub.load_roles = [X]", "    # left out: ", "  # a role left out: ", "JupyterHub.load_roles[0]"},
		{"further entries", "c.JupyterHub.load_roles = [{'name': 'a'}] + X", "    # more left out: ", "    # more left out: ", "JupyterHub.load_roles"},
		{"further entries alone", "c.JupyterHub.services.extend(X)", "# c.JupyterHub.services left out: ", "  # more in services left out: ", "JupyterHub.services"},
		{"a name", "c.JupyterHub.load_roles = [{'name': X}]", `        # "name" left out: `, "  # a role left out: ", "JupyterHub.load_roles[0]"},
		{"a member", "c.JupyterHub.load_groups = {'g': {'users': ['a', X]}}", "            # left out: ", "            # left out: ", `JupyterHub.load_groups["g"]["users"][1]`},
		{"any setting", "load_subconfig('x.py')", "# what else is set here left out: ", "# what else is set here left out: ", ""},
		{"a token", "c.JupyterHub.services = [{'name': 'a', 'api_token': 'XYZ'}]", `        # "api_token" left out: a secret`, `      # "api_token" left out: a secret`, `JupyterHub.services[0]["api_token"]`},
		{"a password", "c.JupyterHub.services = [{'name': 'a', 'environment': {'DB': 'pg://u:XYZ@h/d'}}]", `            # "DB" left out: it holds`, `        # "DB" left out: it holds`, `JupyterHub.services[0]["environment"]["DB"]`},
	} {
		t.Run(one.name, func(t *testing.T) {
			t.Parallel()
			r := readPython(one.config)
			for _, language := range []struct {
				want  string
				write func(*settings.Tree, export.Options) (string, []export.Left)
			}{{one.python, export.Python}, {one.helm, export.Helm}} {
				text, left := language.write(r.Tree, export.Options{Where: func(at diag.Span) string { return at.File }})
				if !strings.Contains(text, "\n"+language.want) || !strings.Contains(text, " (config.py)\n") || strings.Contains(text, "XYZ") {
					t.Errorf("no line %q in\n%s", language.want, text)
				}
				if len(left) != 1 || !strings.HasPrefix(left[0].Setting+left[0].Way, one.left) || left[0].Span.File != "config.py" {
					t.Errorf("left %+v, want %s", left, one.left)
				}
			}
		})
	}
}

// What Python can say and values can't is left out of values with a word.
func TestValuesSayWhatTheyCannotHold(t *testing.T) {
	t.Parallel()
	for config, want := range map[string]string{
		"c.JupyterHub.load_roles = [{'scopes': []}]":                     "it has no name",
		"c.JupyterHub.load_roles = [{'name': 1}]":                        "its name is no text",
		"c.JupyterHub.load_roles = ['a']":                                "it is no dict",
		"c.JupyterHub.load_roles = {'a': {}}":                            "it is no list",
		"c.JupyterHub.load_groups = {1: []}":                             "values have no keys but text",
		"c.JupyterHub.load_groups = {'a': {'properties': float('inf')}}": "values have no number inf",
	} {
		r := readPython(config)
		text, left := export.Helm(r.Tree, export.Options{})
		if len(left) != 1 || !strings.Contains(left[0].Why, want) || !strings.Contains(text, "# ") || !strings.Contains(text, want) {
			t.Errorf("%s: %+v\n%s", config, left, text)
		}
		if _, left := export.Python(r.Tree, export.Options{}); len(left) > 0 {
			t.Errorf("%s: Python lacks %+v", config, left)
		}
	}
}

func TestNamesThatAreNoKeys(t *testing.T) {
	t.Parallel()
	r := readPython(`
c.JupyterHub.load_roles = [{"name": "a"}, {"name": "a", "users": []}, {"name": ""}, {"name": "a-2"}, {"name": "` + strings.Repeat("x", 101) + `"}]
c.JupyterHub.services = [{"name": "my service"}, {"name": "my-service"}, {"name": "é"}, {"name": "ok_1.2-x"}]`)
	text, left := export.Helm(r.Tree, export.Options{})
	for _, want := range []string{
		"\n    a: {}\n", "\n    a-2:\n      name: a\n", "\n    unnamed:\n      name: \"\"\n", "\n    a-2-2:\n      name: a-2\n", "x:\n      name: xxx",
		"\n    my-service:\n      name: my service\n", "\n    my-service-2:\n      name: my-service\n", "\n    unnamed:\n      name: é\n", "\n    ok_1.2-x: {}\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	if len(left) > 0 {
		t.Error(left)
	}
	same(t, "names", r, readHelm(text), true, text)
}

func TestATextEndsAtItsBound(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	b.WriteString("M = ['user-%d' % i for i in range(9)]\nc.JupyterHub.load_roles = [\n")
	for i := range 9 {
		fmt.Fprintf(&b, "  {'name': 'r%d', 'users': M, 'x': {'y': [{'z': M}]}},\n", i)
	}
	r := readPython(b.String() + "]\nc.JupyterHub.load_groups = {'g': M}\nc.Authenticator.admin_users = set(M)")
	for name, write := range map[string]func(*settings.Tree, export.Options) (string, []export.Left){"python": export.Python, "helm": export.Helm} {
		whole, left := write(r.Tree, export.Options{})
		if len(left) > 0 {
			t.Fatalf("%s: %v", name, left)
		}
		if text, left := write(r.Tree, export.Options{Most: len(whole)}); text != whole || len(left) > 0 {
			t.Errorf("%s: something is left out at the bound: %v", name, left)
		}
		for most := 200; most < len(whole); most += 1 + len(whole)/23 {
			text, left := write(r.Tree, export.Options{Most: most})
			if len(text) > most+2000 {
				t.Errorf("%s: %d bytes, where %d were the most", name, len(text), most)
			}
			if text != whole && (len(left) != 1 || !strings.Contains(left[0].Why, fmt.Sprint(most))) {
				t.Errorf("%s: %d bytes: %v", name, most, left)
			}
			again := readPython(text)
			if name == "helm" {
				again = readHelm(text)
			}
			for _, d := range again.Diagnostics {
				if d.Severity == diag.Error {
					t.Fatalf("%s: what ends at %d bytes cannot be read: %v\n%s", name, most, d, text)
				}
			}
			for _, m := range reading.Unknown(again.Tree) {
				t.Errorf("%s: %d bytes: %+v", name, most, m)
			}
			if strings.Contains(written(again.Tree, name == "helm"), "None") {
				t.Errorf("%s: %d bytes: an entry that was begun is null:\n%s", name, most, text)
			}
		}
	}
}

// An entry that was begun is written, wherever the bound falls.
func TestABoundLeavesNoEntryEmpty(t *testing.T) {
	t.Parallel()
	r := readPython("c.JupyterHub.services = [{'name': 'a', 'x': [{'y': 1}, {'y': 2, 'z': {'a': [1]}}]}]")
	whole, _ := export.Helm(r.Tree, export.Options{})
	for most := 20; most < len(whole); most++ {
		text, _ := export.Helm(r.Tree, export.Options{Most: most})
		if strings.Contains(written(readHelm(text).Tree, true), "None") {
			t.Errorf("%d bytes: an entry is null:\n%s", most, text)
		}
	}
}

// What YAML 1.1 and 1.2 read differently is written so that both read the same.
func TestValuesMeanTheSameInEveryYAML(t *testing.T) {
	t.Parallel()
	for written, want := range map[string]string{
		"1e-7": "1.0e-07", "1.5e-7": "1.5e-07", "1e16": "1.0e+16", "2.5": "2.5", "'on'": `"on"`, "'Y'": `"Y"`, "'0o7'": `"0o7"`, "'1:30'": `"1:30"`,
		"'~'": `"~"`, "'1_0'": `"1_0"`, "'='": `"="`, "'2024-01-01'": `"2024-01-01"`, "'no way'": "no way", "'a:b'": "a:b", "'c:\\\\d'": `'c:\d'`,
	} {
		text, _ := export.Helm(readPython("c.JupyterHub.load_groups = {'g': {'properties': "+written+"}}").Tree, export.Options{})
		if !strings.Contains(text, "properties: "+want+"\n") {
			t.Errorf("%s: no %s in\n%s", written, want, text)
		}
	}
}
