package pyconfig

import (
	"strconv"
	"strings"
	"testing"

	"rolecall.example/internal/limits"
)

func loads(yaml string) string {
	return "import yaml\nc.T.x = yaml.safe_load(" + strconv.Quote(yaml) + ")\n"
}

// What PyYAML 6.0 makes of texts.
func TestYAMLIsReadAsPyYAMLReadsIt(t *testing.T) {
	t.Parallel()
	for _, one := range []struct{ yaml, python string }{
		{"a: [1, 2.5, yes, no, ~, null, on]", "{'a': [1, 2.5, True, False, None, None, True]}"},
		{"x: 010\ny: 0x1F\nz: 0b11\nw: 1_000\nv: 08\nu: 1:30\nt: 1:30.5", "{'x': 8, 'y': 31, 'z': 3, 'w': 1000, 'v': '08', 'u': 90, 't': 90.5}"},
		{"- 1e3\n- 1.5e+3\n- 1.e-3\n- .5\n- -.5\n- +1\n- -0x10\n- 1.\n- 0.1_5\n- 0:5\n- 190:20:30\n- 0:1.5", "['1e3', 1500.0, 0.001, 0.5, '-.5', 1, -16, 1.0, 0.15, '0:5', 685230, 1.5]"},
		{"a: &x {k: 1, l: 2}\nb: *x\nc:\n  <<: *x\n  k: 3\n  m: 4\nd:\n  z: 0\n  <<: [{k: 9}, *x]", "{'a': {'k': 1, 'l': 2}, 'b': {'k': 1, 'l': 2}, 'c': {'k': 3, 'l': 2, 'm': 4}, 'd': {'k': 9, 'l': 2, 'z': 0}}"},
		{"'yes': \"no\"\n? 1\n: !!str 5\n2: |\n  a\n  b\n3: >\n  c\n  d", "{'yes': 'no', 1: '5', 2: 'a\\nb\\n', 3: 'c d'}"},
		{"", "None"},
		{"# only a comment", "None"},
		{"users: [ann, bob]\nroles:\n- name: a\n  scopes:\n  - read:users!user=x\n", "{'users': ['ann', 'bob'], 'roles': [{'name': 'a', 'scopes': ['read:users!user=x']}]}"},
		{"- 0o17\n- 1__0\n- _1\n- 0b\n- 0x\n- 1:60\n- 1:5:70\n- +.5\n- ++1\n- True\n- tRue\n- y\n- n\n- 'null'\n- \"~\"", "['0o17', 10, '_1', '0b', '0x', '1:60', '1:5:70', '+.5', '++1', True, 'tRue', 'y', 'n', 'null', '~']"},
		{"a: 1\na: 2", "{'a': 2}"},
		{"- -0b11\n- -010\n- -1:30\n- 0.\n- 00\n- 0_1\n- 1.5.2\n- 1.2e3\n- 1.2e-3\n- 1-2", "[-3, -8, -90, 0.0, 0, 1, '1.5.2', '1.2e3', 0.0012, '1-2']"},
	} {
		got, want := traitOf(t, evaluate(loads(one.yaml)), "x"), traitOf(t, evaluate("c.T.x = "+one.python+"\n"), "x")
		if got != want {
			t.Errorf("%q is %s, want %s", one.yaml, got, want)
		}
	}
}

func TestYAMLOfTheState(t *testing.T) {
	t.Parallel()
	r := Evaluate(Input{
		Files: []File{{"f.py", `import yaml
from yaml import safe_load
with open("/etc/jupyterhub/roles.yaml") as f:
    config = yaml.safe_load(f)
c.T.roles = config["roles"]
config["roles"][0]["scopes"].append("x")
c.T.shared = config["again"]
c.T.loader = yaml.load(open("roles.yaml"), Loader=yaml.SafeLoader)["users"]
c.T.from_name = safe_load("a")
c.T.absent = yaml.safe_load(open("nowhere.yaml"))
c.T.tag = yaml.safe_load("!thing 5")
c.T.date = yaml.safe_load("2026-01-31")
`}},
		Reads: map[string]string{"roles.yaml": "roles:\n- name: a\n  scopes: &s [self]\nagain: *s\nusers: [ann]\n"},
	})
	for trait, want := range map[string]string{
		"roles": `[{"name": "a", "scopes": ["self", "x"]}]`, "shared": `["self", "x"]`, "loader": `["ann"]`, "from_name": `"a"`,
		"absent": "?(the file nowhere.yaml is not given)", "tag": "?(a value with a YAML tag)", "date": "<datetime>",
	} {
		if got := traitOf(t, r, trait); got != want {
			t.Errorf("%s is %s, want %s", trait, got, want)
		}
	}
}

func TestBadAndHugeYAML(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"a: [", "a: 1\n---\nb: 2\n", "<<: 5", "? [1]\n: 2", "*x", "\t- a: \x01"} {
		if r := evaluate(loads(text)); len(r.Diagnostics) == 0 || traitOf(t, r, "x") != "?(an error stopped this statement)" {
			t.Errorf("%q: x is %s, %v", text, traitOf(t, r, "x"), r.Diagnostics)
		}
	}
	nested := func(n int) string { return strings.Repeat("[", n) + strings.Repeat("]", n) }
	wide := func(n int) string { return "[" + strings.Repeat("a,", n-1) + "]" }
	for _, one := range []struct {
		text  string
		keeps bool
	}{
		{nested(limits.YAMLDepth), true}, {nested(limits.YAMLDepth + 1), false},
		{wide(limits.YAMLNodes), true}, {wide(limits.YAMLNodes + 1), false},
	} {
		r := evaluate(loads(one.text))
		if got := traitOf(t, r, "x"); strings.Contains(got, "too large") == one.keeps || r.Broken {
			t.Errorf("%.30s…: x is %.60s", one.text, got)
		}
	}
	laughs := "a: &a [x]\n"
	for i := range 40 {
		name := string(rune('b'+i%24)) + strconv.Itoa(i)
		laughs += name + ": &" + name + " [*" + before(i) + ", *" + before(i) + "]\n"
	}
	if r := evaluate(loads(laughs)); r.Stopped != "memory" && traitOf(t, r, "x") == "(not assigned)" {
		t.Errorf("stopped by %q: %v", r.Stopped, r.Diagnostics)
	}
	if got := traitOf(t, evaluate(loads("&a [*a]")), "x"); got != "[?(a value that contains itself)]" {
		t.Errorf("a list in itself is %s", got)
	}
}

// before names the anchor before the one of number i.
func before(i int) string {
	if i == 0 {
		return "a"
	}
	return string(rune('b'+(i-1)%24)) + strconv.Itoa(i-1)
}
