package helm

import (
	"slices"
	"strings"
	"testing"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/pyconfig"
	"rolecall.example/internal/settings"
)

// evaluated runs YAML files, and Python files behind them, and returns the tree with everything that was said.
func evaluated(t *testing.T, host string, yaml []string, python ...pyconfig.File) (*settings.Tree, []diag.Diagnostic, Result) {
	t.Helper()
	in := Input{Host: host, Python: python}
	for i, text := range yaml {
		in.YAML = append(in.YAML, File{Name: "values" + strings.Repeat("2", i) + ".yaml", Text: text})
	}
	p := Prepare(in)
	if !p.OK {
		return nil, p.Diagnostics, p
	}
	got := pyconfig.Evaluate(pyconfig.Input{Files: p.Files, Host: p.Host, Reads: p.Reads, Environment: p.Environment})
	return got.Tree, append(p.Diagnostics, got.Diagnostics...), p
}

// shown is a value in a short form: JSON without quotes.
func shown(v settings.Value) string {
	var parts []string
	switch v.Kind {
	case settings.List, settings.Set, settings.Tuple:
		for _, item := range v.Items {
			parts = append(parts, shown(item))
		}
		return "[" + strings.Join(parts, " ") + "]"
	case settings.Dict:
		for _, p := range v.Pairs {
			parts = append(parts, p.Key.Text+":"+shown(p.Value))
		}
		return "{" + strings.Join(parts, " ") + "}"
	case settings.Bool:
		if v.Bool {
			return "true"
		}
		return "false"
	case settings.None:
		return "None"
	case settings.Unknown:
		return "?"
	}
	return v.Text
}

func trait(tree *settings.Tree, path string) string {
	class, name, _ := strings.Cut(path, ".")
	a, ok := tree.Find(class, name)
	switch {
	case !ok:
		return "unset"
	case len(a.Lazy) > 0:
		return "lazy"
	}
	return shown(a.Value)
}

const noCull = "cull: {enabled: false}\n"

func TestTheChartsOrder(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		yaml []string
		path string
		want string
	}{
		{"nothing but the chart", []string{""}, "JupyterHub.load_roles",
			"[{name:jupyterhub-idle-culler scopes:[list:users read:users:activity read:servers delete:servers] services:[jupyterhub-idle-culler]}]"},
		{"culling of users", []string{"cull: {users: true}"}, "JupyterHub.load_roles",
			"[{name:jupyterhub-idle-culler scopes:[list:users read:users:activity read:servers delete:servers admin:users] services:[jupyterhub-idle-culler]}]"},
		{"no culler", []string{noCull}, "JupyterHub.load_roles", "[]"},
		{"a role is named by its key", []string{noCull + "hub: {loadRoles: {reader: {scopes: [list:users]}}}"}, "JupyterHub.load_roles", "[{scopes:[list:users] name:reader}]"},
		{"a role's own name wins", []string{noCull + "hub: {loadRoles: {x: {name: reader}}}"}, "JupyterHub.load_roles", "[{name:reader}]"},
		{"hub.config replaces the roles so far", []string{"hub: {loadRoles: {a: {}}, config: {JupyterHub: {load_roles: [{name: only}]}}}"}, "JupyterHub.load_roles", "[{name:only}]"},
		{"services of hub.config are dropped", []string{noCull + "hub: {config: {JupyterHub: {services: [{name: lost}]}}}"}, "JupyterHub.services", "[]"},
		{"a service has its key for a name, and its token", []string{noCull + "hub: {services: {panel: {apiToken: abc, url: http://p}}}"}, "JupyterHub.services",
			"[{url:http://p name:panel api_token:abc}]"},
		{"a service without a token gets one", []string{noCull + "hub: {services: {panel: {}}}"}, "JupyterHub.services", "[{name:panel api_token:?}]"},
		{"extraConfig runs by key, last", []string{noCull + "hub:\n  extraConfig:\n    b: \"c.JupyterHub.load_roles.append({'name': 'two'})\"\n    a: \"c.JupyterHub.load_roles = [{'name': 'one'}]\"\n"},
			"JupyterHub.load_roles", "[{name:one} {name:two}]"},
		{"extraConfig has the chart's names", []string{noCull + "custom: {team: [ann]}\nhub:\n  extraConfig:\n    a: c.Authenticator.admin_users = set(get_config('custom.team'))\n"},
			"Authenticator.admin_users", "[ann]"},
		{"extraConfig may import them", []string{noCull + "custom: {k: 3}\nhub:\n  extraConfig:\n    a: |\n      from z2jh import get_config as values\n      c.Spawner.x = [values('custom.k'), values('custom.m', 4)]\n"},
			"Spawner.x", "[3 4]"},
		{"extraConfig shares its names", []string{noCull + "hub:\n  extraConfig:\n    a: x = [1]\n    b: c.Spawner.x = x\n"}, "Spawner.x", "[1]"},
		{"extraEnv is the environment", []string{"hub: {extraEnv: {WHO: ann}, extraConfig: {a: 'import os; c.Spawner.x = os.environ[\"WHO\"]'}}"}, "Spawner.x", "ann"},
		{"extraEnv as a list", []string{"hub: {extraEnv: [{name: WHO, value: bo}], extraConfig: {a: 'c.Spawner.x = os.environ[\"WHO\"]'}}"}, "Spawner.x", "bo"},
		{"extraFiles are files", []string{"hub:\n  extraFiles:\n    r: {mountPath: /srv/r.yaml, stringData: 'a: [1]'}\n  extraConfig:\n    a: |\n      import yaml\n      c.Spawner.x = yaml.safe_load(open('/srv/r.yaml'))\n"},
			"Spawner.x", "{a:[1]}"},
		{"extraFiles in jupyterhub_config.d run before extraConfig", []string{"hub:\n  extraFiles:\n    r:\n      mountPath: /usr/local/etc/jupyterhub/jupyterhub_config.d/z.py\n      stringData: c.Spawner.x = [1]\n  extraConfig:\n    a: c.Spawner.x += [2]\n"},
			"Spawner.x", "[1 2]"},
		{"named servers", []string{"hub: {allowNamedServers: true}"}, "JupyterHub.allow_named_servers", "true"},
		{"keys are the text that JSON has", []string{"hub: {config: {Spawner: {x: {101: a, 007: b, no: c, '010': d, 1_0: e, 1.5: f}}}}"}, "Spawner.x", "{1.5:f 7:b 10:e 010:d 101:a false:c}"},
		{"what is merged in counts where it stands", []string{"custom: {k: &a {p: 1, q: 2}}\nhub:\n  config:\n    Spawner:\n      x:\n        p: 3\n        <<: *a\n        q: 4\n"}, "Spawner.x", "{p:1 q:4}"},
		{"tags of plain kinds", []string{"hub: {config: {Spawner: {x: [!!int '5', !!float 3, !!bool 'yes', !!null '', !!str 5, !!int '0x10']}}}"}, "Spawner.x", "[5 3 true None 5 16]"},
		{"large numbers with an exponent are whole", []string{"hub: {config: {Spawner: {x: [1e16, 1e3, 1.5e1]}}}"}, "Spawner.x", "[10000000000000000 1000 15]"},
		{"a null takes a default away", []string{"cull: {enabled: null}"}, "JupyterHub.load_roles", "[]"},
		{"a null without a default stays", []string{"hub: {config: {JupyterHub: {load_groups: null}}}"}, "JupyterHub.load_groups", "None"},
		{"mappings of several files merge, lists are replaced", []string{
			noCull + "hub: {loadRoles: {a: {scopes: [self], users: [ann]}}}", "hub: {loadRoles: {a: {users: [bo]}, b: {}}}"},
			"JupyterHub.load_roles", "[{scopes:[self] users:[bo] name:a} {name:b}]"},
		{"values at a depth", []string{"basehub:\n  jupyterhub:\n    cull: {enabled: false}\n    hub: {loadRoles: {a: {}}}"}, "JupyterHub.load_roles", "[{name:a}]"},
		{"files of different depths", []string{noCull, "jupyterhub: {hub: {loadRoles: {a: {}}}}"}, "JupyterHub.load_roles", "[{name:a}]"},
		{"what stands under hub, alone", []string{"loadRoles: {a: {}}"}, "JupyterHub.load_roles",
			"[{name:jupyterhub-idle-culler scopes:[list:users read:users:activity read:servers delete:servers] services:[jupyterhub-idle-culler]} {name:a}]"},
		{"anchors are copies", []string{noCull + "hub:\n  loadRoles:\n    a: &r {scopes: [self]}\n    b: *r\n"}, "JupyterHub.load_roles", "[{scopes:[self] name:a} {scopes:[self] name:b}]"},
		{"merge keys", []string{noCull + "x: &r {scopes: [self]}\nhub:\n  loadRoles:\n    b: {<<: *r, users: [ann]}\n"}, "JupyterHub.load_roles", "[{scopes:[self] users:[ann] name:b}]"},
		{"a template is not known", []string{noCull + "hub: {config: {Authenticator: {admin_users: ['{{ boss }}', ann]}}}"}, "Authenticator.admin_users", "[? ann]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			tree, ds, _ := evaluated(t, Z2JH, c.yaml)
			if tree == nil {
				t.Fatal(ds)
			}
			if got := trait(tree, c.path); got != c.want {
				t.Errorf("%s is %s, want %s (%v)", c.path, got, c.want, ds)
			}
		})
	}
}

func TestKeysAreSortedAsHelmDoes(t *testing.T) {
	t.Parallel()
	keys := []string{"b", "a10", "a2", "a", "_x", "B", "a02", "1", "ab", "a-b"}
	slices.SortFunc(keys, func(a, b string) int { return compareKeys([]rune(a), []rune(b)) })
	if got := strings.Join(keys, " "); got != "_x 1 B a a-b a2 a02 a10 ab b" {
		t.Errorf("sorted: %s", got)
	}
}

func TestWhatHelmAndTheChartRefuse(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ yaml, id, at, hint string }{
		{"hub: {config: {loadRoles: {a: {}}}}", "values-section", "loadRoles", "write hub.loadRoles"},
		{"hub: {loadGroups: {a: []}}", "values-unknown-key", "loadGroups", "write hub.config.JupyterHub.load_groups"},
		{"hub: {loadRole: {a: {}}}", "values-unknown-key", "loadRole", "did you mean hub.loadRoles?"},
		{"hub: {loadRoles: [{name: a}]}", "values-type", "[{name: a}]", "in values the names are keys: loadRoles: {NAME: {…}}"},
		{"hub: {loadRoles: {a: }}", "values-type", "", "an empty one is written {}"},
		{"hub: {extraConfig: {a: [1]}}", "values-type", "[1]", "begin it with |"},
		{"hub: [1]", "values-type", "[1]", ""},
		{"a: 1\n---\nb: 2", "yaml-documents", "-", "remove the line ---"},
		{"a: {{ x }}\nb: - 1", "values-template", "{{", "paste the file as it is deployed"},
		{"a: [", "yaml-syntax", "a: [", ""},
		{"a: {~: 1}", "yaml-key", "~", ""},
		{"a: [1, .inf]", "yaml-number", ".inf", ""},
		{"a: !!int 1.5", "yaml-tag", "!", ""},
		{"- a", "values-root", "- a", ""},
		{"hub: {extraEnv: {}}\nhub: {}", "key-twice", "hub", "keep one of the two"},
		{"some: {thing: 1}", "values-not-found", "some", "paste the file with the keys above, from the root"},
		{"hub:\n  extraConfig:\n    a: |\n      x = 1\n      y = undefined_thing + 1\n      c.JupyterHub.load_roles = y\n", "undefined-name", "undefined_thing", ""},
		{"hub:\n  extraConfig:\n    a: |-2\n\n      c.X.y = (1 +\n", "unclosed-bracket", "(", ""},
	} {
		t.Run(c.yaml, func(t *testing.T) {
			t.Parallel()
			_, ds, _ := evaluated(t, Plain, []string{c.yaml})
			for _, d := range ds {
				if d.ID != c.id {
					continue
				}
				if got := c.yaml[d.Span.Start:d.Span.End]; d.Span.File != "values.yaml" || c.at != "" && !strings.HasPrefix(got, c.at) || c.hint != "" && d.Hint != c.hint {
					t.Errorf("%s at %q in %s, hint %q", d.ID, got, d.Span.File, d.Hint)
				}
				return
			}
			t.Errorf("no %s: %v", c.id, ds)
		})
	}
}

func TestOlderChartsIgnoreASectionInLowerCase(t *testing.T) {
	t.Parallel()
	for version, want := range map[string]diag.Severity{"4.1.6": diag.Advice, "5.4.6": diag.Error, "5.5.1": diag.Error, "6.0.0b2": diag.Error} {
		p := Prepare(Input{Host: Z2JH, JupyterHub: version, YAML: []File{{"v", "hub: {config: {loadRoles: {}}}"}}})
		if len(p.Diagnostics) != 1 || p.Diagnostics[0].Severity != want {
			t.Errorf("%s: %v, want %v", version, p.Diagnostics, want)
		}
	}
}

func TestPlaces(t *testing.T) {
	t.Parallel()
	text := "hub:\n  loadRoles:\n    tëacher:\n      scopes: [\"a b\", 'c''d', plain]\n  config:\n    JupyterHub:\n      load_groups: {g: [ann]}\n" +
		"  extraConfig:\n    a: |\n      c.JupyterHub.load_roles.append(\n        {'name': 'late'})\n    b: >\n      c.Authenticator.admin_users =\n      ['x']\n"
	tree, ds, _ := evaluated(t, Z2JH, []string{text})
	if tree == nil || len(ds) > 0 {
		t.Fatal(ds)
	}
	at := func(s diag.Span) string { return text[s.Start:s.End] }
	roles, _ := tree.Find("JupyterHub", "load_roles")
	scopes, _ := lookup(roles.Value.Items[1], "scopes")
	name, _ := lookup(roles.Value.Items[1], "name")
	late, _ := lookup(roles.Value.Items[2], "name")
	groups, _ := tree.Find("JupyterHub", "load_groups")
	admins, _ := tree.Find("Authenticator", "admin_users")
	for want, s := range map[string]diag.Span{
		`"a b"`: scopes.Items[0].Span, `'c''d'`: scopes.Items[1].Span, "plain": scopes.Items[2].Span, "tëacher": name.Span,
		"'late'": late.Span, "load_groups": groups.Span, "ann": groups.Value.Pairs[0].Value.Items[0].Span,
	} {
		if got := at(s); got != want {
			t.Errorf("the place of %s is %q", want, got)
		}
	}
	if got := at(admins.Value.Span); got != "['x']" {
		t.Errorf("what stands in a folded text is placed at %q", got)
	}
}

func TestPythonFilesOfTheHosts(t *testing.T) {
	t.Parallel()
	extend := pyconfig.File{Name: "config.py", Text: "c.JupyterHub.services += [{'name': 'x'}]"}
	tree, _, _ := evaluated(t, Z2JH, nil, extend)
	if got := trait(tree, "JupyterHub.services"); got != "[{name:jupyterhub-idle-culler command:[python3 -m jupyterhub_idle_culler --url=http://localhost:8081/hub/api --timeout=3600 --cull-every=600 --concurrency=10]} {name:x}]" {
		t.Errorf("in the chart: %s", got)
	}
	tree, _, _ = evaluated(t, TLJH, nil, extend)
	if got := trait(tree, "JupyterHub.services"); got != "[{name:cull-idle admin:true command:[python3 -m jupyterhub_idle_culler]} {name:x}]" {
		t.Errorf("in TLJH: %s", got)
	}
}

func TestTLJH(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, yaml, path, want string }{
		{"lists of users", "users: {admin: [boss], allowed: [ann], banned: [eve]}", "Authenticator.admin_users", "[boss]"},
		{"allowed", "users: {allowed: [ann]}", "Authenticator.allowed_users", "[ann]"},
		{"everybody by default", "users: {admin: [boss]}", "FirstUseAuthenticator.allow_all", "true"},
		{"not once somebody is allowed", "users: {allowed: [ann]}", "FirstUseAuthenticator.allow_all", "unset"},
		{"not with another class", "auth: {type: github, GitHubOAuthenticator: {client_id: x, secret: null}}", "FirstUseAuthenticator.allow_all", "unset"},
		{"its class", "auth: {type: github}", "JupyterHub.authenticator_class", "github"},
		{"traits of classes", "auth: {type: github, GitHubOAuthenticator: {client_id: x, secret: null}}", "GitHubOAuthenticator.client_id", "x"},
		{"a null sets nothing", "auth: {type: github, GitHubOAuthenticator: {client_id: x, secret: null}}", "GitHubOAuthenticator.secret", "unset"},
		{"the culler", "users: {}", "JupyterHub.services", "[{name:cull-idle admin:true command:[python3 -m jupyterhub_idle_culler]}]"},
		{"no culler", "services: {cull: {enabled: false}}", "JupyterHub.services", "[]"},
		{"words that are no truth values", "users: {admin: [yes, 010]}", "Authenticator.admin_users", "[yes 10]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			tree, ds, _ := evaluated(t, TLJH, []string{c.yaml})
			if tree == nil {
				t.Fatal(ds)
			}
			if got := trait(tree, c.path); got != c.want {
				t.Errorf("%s is %s, want %s", c.path, got, c.want)
			}
		})
	}
	if p := Prepare(Input{Host: Plain, YAML: []File{{"config.yaml", "users: {admin: [boss]}"}}}); p.Used != TLJH {
		t.Errorf("TLJH's file is read as %s", p.Used)
	}
	if p := Prepare(Input{Host: Plain, YAML: []File{{"values.yaml", "hub: {}\nusers: {admin: [boss]}"}}}); p.Used != Z2JH {
		t.Errorf("the chart's file is read as %s", p.Used)
	}
	for _, text := range []string{"users: {admin: }", "auth: {type: x, lower: {}}", "auth: {type: x, Upper: 1}", "users: [1]"} {
		if p := Prepare(Input{Host: TLJH, YAML: []File{{"config.yaml", text}}}); p.OK || len(p.Diagnostics) != 1 || p.Diagnostics[0].Severity != diag.Error {
			t.Errorf("%s: %v", text, p.Diagnostics)
		}
	}
}

func TestPlainScalars(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][2]string{ // as Helm reads it, as TLJH does
		"yes": {"true", "yes"}, "n": {"false", "n"}, "on": {"true", "on"}, "true": {"true", "true"}, "False": {"false", "false"},
		"~": {"None", "None"}, "": {"None", "None"}, "null": {"None", "None"}, "010": {"8", "10"}, "0o10": {"8", "8"}, "0x1f": {"31", "31"},
		"1_000": {"1000", "1000"}, "1e3": {"1000", "1000"}, "1.50": {"1.5", "1.5"}, "-5": {"-5", "-5"}, "1:30": {"1:30", "1:30"},
		"2026-01-31": {"2026-01-31", "2026-01-31"}, "ann": {"ann", "ann"}, "5.5.1": {"5.5.1", "5.5.1"}, "-": {"-", "-"}, ".5": {"0.5", "0.5"},
	} {
		if got := [2]string{shown(helmPlain(text)), shown(newPlain(text))}; got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}
