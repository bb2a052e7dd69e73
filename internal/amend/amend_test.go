package amend_test

import (
	"strings"
	"testing"

	"rolecall.example/internal/amend"
	"rolecall.example/internal/diag"
	"rolecall.example/internal/reading"
	"rolecall.example/internal/settings"
	"rolecall.example/rbac"
)

// source reads parts; nil where they can't be read.
func source(t *testing.T, host string, parts []amend.Part) (*amend.Source, *rbac.Config) {
	t.Helper()
	defs, _ := rbac.Define(rbac.DefaultVersion)
	in := reading.Input{Host: host}
	for _, p := range parts {
		in.Files = append(in.Files, reading.File{Name: p.Name, Lang: p.Lang, Text: p.Text})
	}
	got := reading.Read(in)
	if got.Broken || got.Stopped != "" {
		return nil, nil
	}
	config, _, list := settings.RBAC(got.Tree, defs)
	for _, d := range append(list, got.Diagnostics...) {
		if d.Severity == diag.Error {
			return nil, nil
		}
	}
	return &amend.Source{Parts: parts, Host: got.Host, Tree: got.Tree, Values: got.Values}, config
}

// changed is the first part's text after a change, and whether the change was offered.
func changed(t *testing.T, host string, parts []amend.Part, c amend.Change) (string, bool) {
	t.Helper()
	s, now := source(t, host, parts)
	if s == nil {
		t.Fatal("the config can't be read")
	}
	read := func(parts []amend.Part) *rbac.Config {
		_, config := source(t, host, parts)
		return config
	}
	edits, ok := s.Edits(c, now, read)
	if !ok {
		return "", false
	}
	out, fits := s.Edited(edits)
	if !fits {
		t.Fatalf("the edits do not fit: %+v", edits)
	}
	if got := read(out); got == nil || !amend.Same(got, c.Made(now)) {
		t.Fatalf("what was written does not say what was meant:\n%s", out[0].Text)
	}
	return out[0].Text, true
}

func TestPython(t *testing.T) {
	t.Parallel()
	bear := amend.Change{Kind: amend.Bear, Role: "teacher", Key: amend.Users, Name: "ann"}
	grant := amend.Change{Kind: amend.Grant, Role: "teacher", Scope: "list:users"}
	fresh := amend.Change{Kind: amend.NewRole, Role: "new", Scopes: []string{"list:users"}, Key: amend.Users, Name: "ann"}
	join := amend.Change{Kind: amend.Join, Group: "g", Name: "ann"}
	for name, one := range map[string]struct {
		change   amend.Change
		old, new string // what stands in the text, and what stands there then
	}{
		"a list on a line":         {bear, `c.JupyterHub.load_roles = [{"name": "teacher", "users": ["a"]}]`, `c.JupyterHub.load_roles = [{"name": "teacher", "users": ["a", "ann"]}]`},
		"single quotes":            {bear, `c.JupyterHub.load_roles = [{'name': 'teacher', 'users': ['a']}]`, `c.JupyterHub.load_roles = [{'name': 'teacher', 'users': ['a', 'ann']}]`},
		"an empty list":            {bear, `c.JupyterHub.load_roles = [{"name": "teacher", "users": []}]`, `c.JupyterHub.load_roles = [{"name": "teacher", "users": ["ann"]}]`},
		"a tuple":                  {bear, `c.JupyterHub.load_roles = [{"name": "teacher", "users": ("a",)}]`, `c.JupyterHub.load_roles = [{"name": "teacher", "users": ("a", "ann")}]`},
		"no key":                   {bear, `c.JupyterHub.load_roles = [{"name": "teacher"}]`, `c.JupyterHub.load_roles = [{"name": "teacher", "users": ["ann"]}]`},
		"dict()":                   {bear, `c.JupyterHub.load_roles = [dict(name="teacher")]`, `c.JupyterHub.load_roles = [dict(name="teacher", users=["ann"])]`},
		"a comma behind":           {bear, `c.JupyterHub.load_roles = [{"name": "teacher", "users": ["a", ]}]`, `c.JupyterHub.load_roles = [{"name": "teacher", "users": ["a", "ann", ]}]`},
		"a scope":                  {grant, `c.JupyterHub.load_roles = [{"name": "teacher", "scopes": ["self"]}]`, `c.JupyterHub.load_roles = [{"name": "teacher", "scopes": ["self", "list:users"]}]`},
		"lines":                    {grant, "c.JupyterHub.load_roles = [{'name': 'teacher', 'scopes': [\n  'self',  # own\n  # end\n]}]", "c.JupyterHub.load_roles = [{'name': 'teacher', 'scopes': [\n  'self',  # own\n  'list:users',\n  # end\n]}]"},
		"lines without a comma":    {grant, "c.JupyterHub.load_roles = [{'name': 'teacher', 'scopes': [\n  'self'  # own, a, b]\n]}]", "c.JupyterHub.load_roles = [{'name': 'teacher', 'scopes': [\n  'self',  # own, a, b]\n  'list:users'\n]}]"},
		"a bracket on the line":    {grant, "c.JupyterHub.load_roles = [{'name': 'teacher', 'scopes': [\n  'self']}]", "c.JupyterHub.load_roles = [{'name': 'teacher', 'scopes': [\n  'self',\n  'list:users']}]"},
		"a filter":                 {amend.Change{Kind: amend.Regrant, Role: "teacher", Old: "servers!group=clas", Scope: "servers!group=class"}, `c.JupyterHub.load_roles = [{"name": "teacher", "scopes": ['servers!group=clas']}]`, `c.JupyterHub.load_roles = [{"name": "teacher", "scopes": ['servers!group=class']}]`},
		"a role":                   {fresh, "c.JupyterHub.load_roles = [\n    {'name': 'teacher'},\n]", "c.JupyterHub.load_roles = [\n    {'name': 'teacher'},\n    {'name': 'new', 'scopes': ['list:users'], 'users': ['ann']},\n]"},
		"a role where none is":     {fresh, "x = 1\n", "x = 1\n\nc.JupyterHub.load_roles = [\n    {\"name\": \"new\", \"scopes\": [\"list:users\"], \"users\": [\"ann\"]},\n]\n"},
		"a role behind others":     {fresh, "c.JupyterHub.load_roles.append({'name': 'teacher'})\n", "c.JupyterHub.load_roles.append({'name': 'teacher'})\n\nc.JupyterHub.load_roles.append({\"name\": \"new\", \"scopes\": [\"list:users\"], \"users\": [\"ann\"]})\n"},
		"a role behind a loop":     {fresh, "c.JupyterHub.load_roles = [{'name': n * 3} for n in 'ab']", "c.JupyterHub.load_roles = [{'name': n * 3} for n in 'ab']\n\nc.JupyterHub.load_roles.append({\"name\": \"new\", \"scopes\": [\"list:users\"], \"users\": [\"ann\"]})\n"},
		"a member":                 {join, `c.JupyterHub.load_groups = {"g": ["a"]}`, `c.JupyterHub.load_groups = {"g": ["a", "ann"]}`},
		"a member of a dict":       {join, `c.JupyterHub.load_groups = {"g": {"users": ["a"]}}`, `c.JupyterHub.load_groups = {"g": {"users": ["a", "ann"]}}`},
		"the first member":         {join, `c.JupyterHub.load_groups = {"g": {}}`, `c.JupyterHub.load_groups = {"g": {"users": ["ann"]}}`},
		"a group":                  {join, `c.JupyterHub.load_groups = {"h": {}}`, `c.JupyterHub.load_groups = {"h": {}, "g": {"users": ["ann"]}}`},
		"the first group":          {join, "x = 1", "x = 1\n\nc.JupyterHub.load_groups = {\"g\": {\"users\": [\"ann\"]}}\n"},
		"a group as a list":        {amend.Change{Kind: amend.Join, Group: "g", Name: "ann", ListForm: true}, `c.JupyterHub.load_groups = {"h": []}`, `c.JupyterHub.load_groups = {"h": [], "g": ["ann"]}`},
		"an admin":                 {amend.Change{Kind: amend.Admin, Name: "ann"}, `c.Authenticator.admin_users = {"a"}`, `c.Authenticator.admin_users = {"a", "ann"}`},
		"the first admin":          {amend.Change{Kind: amend.Admin, Name: "ann"}, `c.Authenticator.admin_users = set()`, `c.Authenticator.admin_users = {"ann"}`},
		"an admin in a set of one": {amend.Change{Kind: amend.Admin, Name: "ann"}, `c.Authenticator.admin_users = set(["a"])`, "c.Authenticator.admin_users = set([\"a\"])\n\nc.Authenticator.admin_users = {*c.Authenticator.admin_users, \"ann\"}\n"},
		"a list by name":           {bear, "t = ['a']\nc.JupyterHub.load_roles = [{'name': 'teacher', 'users': t}]", "t = ['a', 'ann']\nc.JupyterHub.load_roles = [{'name': 'teacher', 'users': t}]"},
		"a list of two": {bear, "t = ['a']\nc.JupyterHub.load_roles = [{'name': 'teacher', 'users': t}, {'name': 'other', 'users': t}]\n",
			"t = ['a']\nc.JupyterHub.load_roles = [{'name': 'teacher', 'users': t}, {'name': 'other', 'users': t}]\n\nfor role in c.JupyterHub.load_roles:\n    if role[\"name\"] == \"teacher\":\n        role[\"users\"] = [*role.get(\"users\", []), \"ann\"]\n"},
		"line ends":     {bear, "c.JupyterHub.load_roles = [{'name': 'teacher', 'users': [\r\n  'a',\r\n]}]\r\n", "c.JupyterHub.load_roles = [{'name': 'teacher', 'users': [\r\n  'a',\r\n  'ann',\r\n]}]\r\n"},
		"quotes inside": {amend.Change{Kind: amend.Bear, Role: "teacher", Key: amend.Groups, Name: `a"b'c\`}, `c.JupyterHub.load_roles = [{"name": "teacher", "groups": ["]", '''x"]''']}]`, `c.JupyterHub.load_roles = [{"name": "teacher", "groups": ["]", '''x"]''', 'a"b\'c\\']}]`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, ok := changed(t, "", []amend.Part{{Name: "c.py", Lang: "python", Text: one.old}}, one.change)
			if !ok {
				t.Fatal("no edit was found")
			}
			if got != one.new {
				t.Errorf("got\n%s\nwant\n%s", got, one.new)
			}
		})
	}
}

func TestYAML(t *testing.T) {
	t.Parallel()
	bear := amend.Change{Kind: amend.Bear, Role: "teacher", Key: amend.Users, Name: "ann"}
	grant := amend.Change{Kind: amend.Grant, Role: "teacher", Scope: "read:users!group=class-b"}
	fresh := amend.Change{Kind: amend.NewRole, Role: "new", Scopes: []string{"list:users"}, Key: amend.Users, Name: "ann"}
	join := amend.Change{Kind: amend.Join, Group: "g", Name: "ann"}
	admin := amend.Change{Kind: amend.Admin, Name: "ann"}
	for name, one := range map[string]struct {
		change   amend.Change
		old, new string
	}{
		"brackets":          {bear, "hub:\n  loadRoles:\n    teacher:\n      users: [a]\n", "hub:\n  loadRoles:\n    teacher:\n      users: [a, ann]\n"},
		"lines":             {bear, "hub:\n  loadRoles:\n    teacher:\n      users:\n        - a  # first\n      scopes: []\n", "hub:\n  loadRoles:\n    teacher:\n      users:\n        - a  # first\n        - ann\n      scopes: []\n"},
		"quoted lines":      {grant, "hub:\n  loadRoles:\n    teacher:\n      scopes:\n      - 'self'\n", "hub:\n  loadRoles:\n    teacher:\n      scopes:\n      - 'self'\n      - 'read:users!group=class-b'\n"},
		"no key":            {bear, "hub:\n  loadRoles:\n    teacher:\n      scopes: [self]  # own\n    other: {}\n", "hub:\n  loadRoles:\n    teacher:\n      scopes: [self]  # own\n      users: [ann]\n    other: {}\n"},
		"a mapping inline":  {bear, "hub: {loadRoles: {teacher: {scopes: [self]}}}", "hub: {loadRoles: {teacher: {scopes: [self], users: [ann]}}}"},
		"empty brackets":    {bear, "hub:\n  loadRoles:\n    teacher:\n      users: []\n", "hub:\n  loadRoles:\n    teacher:\n      users: [ann]\n"},
		"a role":            {fresh, "hub:\n  loadRoles:\n    teacher:\n      users: [a]\n  db: {}\n", "hub:\n  loadRoles:\n    teacher:\n      users: [a]\n    new:\n      scopes: [list:users]\n      users: [ann]\n  db: {}\n"},
		"the first role":    {fresh, "hub:\n  db: {}\n", "hub:\n  db: {}\n  loadRoles:\n    new:\n      scopes: [list:users]\n      users: [ann]\n"},
		"a role at the top": {fresh, "proxy: {}", "proxy: {}\nhub:\n  loadRoles:\n    new:\n      scopes: [list:users]\n      users: [ann]"},
		"a role of a list": {fresh, "hub:\n  config:\n    JupyterHub:\n      load_roles:\n        - name: teacher\n          users: [a]\n",
			"hub:\n  config:\n    JupyterHub:\n      load_roles:\n        - name: teacher\n          users: [a]\n        - {name: new, scopes: [list:users], users: [ann]}\n"},
		"a member":        {join, "hub:\n  config:\n    JupyterHub:\n      load_groups:\n        g: [a]\n", "hub:\n  config:\n    JupyterHub:\n      load_groups:\n        g: [a, ann]\n"},
		"a group":         {join, "hub:\n  config:\n    JupyterHub:\n      load_groups:\n        h: [a]\n", "hub:\n  config:\n    JupyterHub:\n      load_groups:\n        h: [a]\n        g:\n          users: [ann]\n"},
		"the first group": {join, "hub:\n  config:\n    JupyterHub:\n      admin_access: false\n", "hub:\n  config:\n    JupyterHub:\n      admin_access: false\n      load_groups:\n        g:\n          users: [ann]\n"},
		"an admin":        {admin, "hub:\n  config:\n    Authenticator:\n      admin_users:\n        - a\n", "hub:\n  config:\n    Authenticator:\n      admin_users:\n        - a\n        - ann\n"},
		"the first admin": {admin, "hub:\n  config:\n    Authenticator:\n      allow_all: true\n", "hub:\n  config:\n    Authenticator:\n      allow_all: true\n      admin_users: [ann]\n"},
		"Python inside": {bear, "hub:\n  extraConfig:\n    roles: |\n      c.JupyterHub.load_roles = [\n          {\n              'name': 'teacher',\n          },\n      ]\n",
			"hub:\n  extraConfig:\n    roles: |\n      c.JupyterHub.load_roles = [\n          {\n              'name': 'teacher',\n              'users': ['ann'],\n          },\n      ]\n"},
		"a word that is none": {amend.Change{Kind: amend.Bear, Role: "teacher", Key: amend.Users, Name: "no"}, "hub:\n  loadRoles:\n    teacher:\n      users: [a]\n", "hub:\n  loadRoles:\n    teacher:\n      users: [a, \"no\"]\n"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, ok := changed(t, "z2jh", []amend.Part{{Name: "values.yaml", Lang: "yaml", Text: one.old}}, one.change)
			if !ok {
				t.Fatal("no edit was found")
			}
			if got != one.new {
				t.Errorf("got\n%s\nwant\n%s", got, one.new)
			}
		})
	}
	got, ok := changed(t, "tljh", []amend.Part{{Name: "config.yaml", Lang: "yaml", Text: "users:\n  admin:\n    - a\n"}}, admin)
	if want := "users:\n  admin:\n    - a\n    - ann\n"; !ok || got != want {
		t.Errorf("an admin of TLJH: got %q", got)
	}
}

// TestNothingIsOfferedThatWouldNotHold takes configs in which no way of writing says what was meant.
func TestNothingIsOfferedThatWouldNotHold(t *testing.T) {
	t.Parallel()
	for name, one := range map[string]struct {
		host, lang, text string
		change           amend.Change
	}{
		"a role that is not there": {"", "python", "x = 1", amend.Change{Kind: amend.Bear, Role: "r", Key: amend.Users, Name: "a"}},
		"a role that is there":     {"", "python", "c.JupyterHub.load_roles = [{'name': 'new'}]", amend.Change{Kind: amend.NewRole, Role: "new"}},
		"an alias in YAML": {"z2jh", "yaml", "x: &t [a]\nhub:\n  loadRoles:\n    teacher: {users: *t}\n    other: {users: *t}\n",
			amend.Change{Kind: amend.Bear, Role: "teacher", Key: amend.Users, Name: "ann"}},
		"roles of TLJH": {"tljh", "yaml", "users: {}", amend.Change{Kind: amend.NewRole, Role: "new", Scopes: []string{"self"}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got, ok := changed(t, one.host, []amend.Part{{Name: "f", Lang: one.lang, Text: one.text}}, one.change); ok {
				t.Errorf("got\n%s", got)
			}
		})
	}
}

func TestSameTellsConfigsApart(t *testing.T) {
	t.Parallel()
	_, a := source(t, "", []amend.Part{{Name: "f", Lang: "python", Text: "c.JupyterHub.load_roles = [{'name': 'abc', 'users': ['x', 'y'], 'scopes': ['self']}]\nc.JupyterHub.load_groups = {'g': ['x']}\nc.Authenticator.admin_users = {'r'}"}})
	for _, change := range []string{"'x', 'y'|'y', 'x'", "['x']|['x', 'x']", "'self'|'users'", "{'r'}|{'s'}", "{'g'|{'h'", "'users': ['x', 'y'], |", "'users'|'groups'"} {
		from, to, _ := strings.Cut(change, "|")
		_, b := source(t, "", []amend.Part{{Name: "f", Lang: "python", Text: strings.Replace("c.JupyterHub.load_roles = [{'name': 'abc', 'users': ['x', 'y'], 'scopes': ['self']}]\nc.JupyterHub.load_groups = {'g': ['x']}\nc.Authenticator.admin_users = {'r'}", from, to, 1)}})
		if got, want := amend.Same(a, b), strings.Contains(change, "'y', 'x'"); got != want {
			t.Errorf("%s: %v", change, got)
		}
	}
}
