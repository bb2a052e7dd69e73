package pyconfig

import (
	"testing"

	"rolecall.example/internal/settings"
)

func TestValuesRememberWhereTheyWereWritten(t *testing.T) {
	t.Parallel()
	text := "names = ['ann', \"bo\"]\n" +
		"c.T.roles = roles = []\n" +
		"for n in names:\n" +
		"    roles.append({'name': n, 'scopes': [f'read:users!user={n}', 'self']})\n" +
		"c.T.up = [n.upper() for n in names]\n"
	r := evaluate(text)
	roles, _ := r.Tree.Find("T", "roles")
	source := func(v settings.Value) string { return text[v.Span.Start:v.Span.End] }
	bo := roles.Value.Items[1]
	if got := source(bo); got != "{'name': n, 'scopes': [f'read:users!user={n}', 'self']}" {
		t.Errorf("a role's place is its dict, got %q", got)
	}
	if got := source(bo.Pairs[0].Value); got != `"bo"` {
		t.Errorf("a name keeps its literal's place through a loop, got %q", got)
	}
	if got := source(bo.Pairs[1].Value.Items[0]); got != "f'read:users!user={n}'" {
		t.Errorf("a computed string has its expression's place, got %q", got)
	}
	if got := source(bo.Pairs[1].Value.Items[1]); got != "'self'" {
		t.Errorf("got %q", got)
	}
	if got := text[roles.Span.Start:roles.Span.End]; got != "c.T.roles" {
		t.Errorf("an assignment's place is its target, got %q", got)
	}
	up, _ := r.Tree.Find("T", "up")
	if got := source(up.Value.Items[0]); got != "n.upper()" {
		t.Errorf("got %q", got)
	}
}

func TestWhatHangsOnAnUnknownIsUnknown(t *testing.T) {
	t.Parallel()
	for _, one := range []struct{ name, text, want string }{
		{"either branch", "x = 1\nif unknown():\n    x = 2\nc.T.r = x", "?(U)"},
		{"both branches", "if unknown():\n    x = 1\nelse:\n    x = 2\nc.T.r = x", "?(U)"},
		{"a branch that changes nothing", "x = 1\nif unknown():\n    x = 1\nc.T.r = x", "1"},
		{"append", "x = ['a']\nif unknown():\n    x.append('b')\nx.append('c')\nc.T.r = x", `["a", "c", ...(U)]`},
		{"remove", "x = ['a']\nif unknown():\n    x.remove('a')\nc.T.r = x", "?(U)"},
		{"key", "x = {'a': 1, 'b': 2}\nif unknown():\n    x['a'] = 2\nc.T.r = x", `{"a": ?(U), "b": 2}`},
		{"new key", "x = {'a': 1}\nif unknown():\n    x['b'] = 2\nc.T.r = x", `{"a": 1, ...(U)}`},
		{"set", "x = {'a'}\nif unknown():\n    x.add('b')\n    x.add('a')\nc.T.r = x", `{"a", ...(U)]`},
		{"loop over unknown", "x = []\nfor i in unknown():\n    x.append(i)\nc.T.r = x", "[...(U)]"},
		{"loop over partial", "x = ['a']\nif unknown(): x.append('b')\ny = []\nfor i in x: y.append(i)\nc.T.r = y", `["a", ...(U)]`},
		{"while", "x = 1\nwhile unknown():\n    x = 2\nc.T.r = x", "?(U)"},
		{"chain of flags in a loop", "a = b = d = False\nfor i in unknown():\n    if b: d = True\n    if a: b = True\n    a = True\nc.T.r = d", "?(U)"},
		{"continue", "x = []\nfor i in ['a', 'b']:\n    if unknown(): continue\n    x.append(i)\nc.T.r = x", "[...(U)]"},
		{"break", "x = []\nfor i in ['a', 'b']:\n    x.append(i)\n    if unknown(): break\nc.T.r = x", `["a", ...(U)]`},
		{"return", "def f():\n    if unknown(): return 1\n    return 2\nc.T.r = f()", "?(U)"},
		{"return of the one or the other", "def f(x):\n    if unknown(): return x\n    return x\nc.T.r = f([1])", "?(U)"},
		{"locals of a call under doubt", "y = []\ndef f():\n    x = 1\n    x = x + 1\n    y.append(x)\nif unknown(): f()\nc.T.r = y", "[...(U)]"},
		{"raise under doubt", "x = 1\nif unknown():\n    raise ValueError('no')\nc.T.r = x", "1"},
		{"conditional expression", "c.T.r = 1 if unknown() else 2", "?(U)"},
		{"or", "c.T.r = unknown() or 'x'", "?(U)"},
		{"and false", "c.T.r = False and unknown()", "false"},
		{"f-string", "c.T.r = [f'a{unknown()}', 'b']", `[?(U), "b"]`},
		{"comprehension's filter", "c.T.r = [x for x in ['a'] if unknown(x)]", "[...(U)]"},
		{"list plus unknown", "c.T.r = ['a'] + unknown()", `["a", ...(U)]`},
		{"star", "c.T.r = ['a', *unknown()]", `["a", ...(U)]`},
		{"dict star", "c.T.r = {'a': 1, **unknown()}", `{"a": 1, ...(U)}`},
		{"handler", "try:\n    x = unknown()\nexcept Exception:\n    x = 1\nc.T.r = x", "?(U)"},
		{"import that may fail", "try:\n    import nosuch\n    x = 1\nexcept ImportError:\n    x = 2\nc.T.r = x", "?(whether this raises is not known)"},
		{"list handed over", "x = ['a']\nunknown(x)\nc.T.r = x", "?(U)"},
		{"list handed to the standard library", "import logging\nx = ['a']\nlogging.info(x)\nlogging.getLogger().info(x)\nc.T.r = x", `["a"]`},
		{"trait", "c.T.r = 1\nif unknown():\n    c.T.r = 2", "?(U)"},
		{"set difference", "a = {'x', 'y'}\nb = {'x'}\nif unknown(): b.add('z')\nc.T.r = a - b", "{...(U)]"},
		{"membership", "b = {'x'}\nif unknown(): b.add('z')\nc.T.r = ['x' in b, 'q' in b]", "[true, ?(U)]"},
		{"match", "match unknown():\n    case 1: x = 1\n    case _: x = 2\nc.T.r = x", "?(U)"},
	} {
		t.Run(one.name, func(t *testing.T) {
			t.Parallel()
			r := evaluate("from elsewhere import unknown\n" + one.text + "\n")
			got := traitOf(t, r, "r")
			for _, why := range []string{"the result of elsewhere.unknown()"} {
				got = replaceAll(got, why, "U")
			}
			if got != one.want {
				t.Errorf("got %s, want %s", got, one.want)
			}
			noErrors(t, one.name, r)
		})
	}
}

func TestConfigIsTraitletsConfig(t *testing.T) {
	t.Parallel()
	r := evaluate(`
c.JupyterHub.load_roles.append({"name": "a"})
c.Authenticator.admin_users.update({"x"})
c.Authenticator.admin_users.add("y")
c.T.truth = bool(c.JupyterHub.never)
c.T.isa = isinstance(c.JupyterHub.never, list)
c["T"]["item"] = 1
c.T.update({"merged": 2})
c.T.has = "item" in c.T
c.T.twice = [1]
c.T.twice = [2]
get_config().T.same = c.T is get_config().T
`)
	for name, want := range map[string]string{"truth": "true", "isa": "false", "item": "1", "merged": "2", "has": "true", "twice": "[2]", "same": "true"} {
		if got := traitOf(t, r, name); got != want {
			t.Errorf("c.T.%s is %s, want %s", name, got, want)
		}
	}
	roles, _ := r.Tree.Find("JupyterHub", "load_roles")
	if len(roles.Lazy) != 1 || roles.Lazy[0].Method != "append" || showValue(roles.Lazy[0].Arg) != `{"name": "a"}` {
		t.Errorf("lazy: %+v", roles.Lazy)
	}
	if a, _ := r.Tree.Find("Authenticator", "admin_users"); len(a.Lazy) != 2 {
		t.Errorf("lazy: %+v", a.Lazy)
	}
	if a, _ := r.Tree.Find("T", "twice"); len(a.Replaced) != 1 || showValue(a.Replaced[0]) != "[1]" {
		t.Errorf("replaced: %+v", a.Replaced)
	}
	noErrors(t, "config", r)
}

func TestTheEnvironmentAndFilesAnswer(t *testing.T) {
	t.Parallel()
	text := `
import os, json
c.T.given = os.environ["ADMINS"].split(",")
c.T.getenv = os.getenv("ADMINS")
c.T.fallback = os.environ.get("NO", "a,b").split(",")
c.T.missing = os.environ["NO"]
c.T.none = os.environ.get("NO") is None
c.T.method = os.environ.get("NO").split(",")
os.environ["OWN"] = "x"
c.T.own = os.environ["OWN"]
with open("users.txt") as f:
    c.T.lines = [line.strip() for line in f if line.strip()]
with open("/etc/rooms.json") as f:
    c.T.json = json.load(f)
with open("absent") as f:
    c.T.absent = f.read().split()
from local_roles import ROLES
c.T.roles = ROLES
load_subconfig("sub.py")
`
	r := Evaluate(Input{Files: []File{{"f.py", text}}, Environment: map[string]string{"ADMINS": "ann,bo"},
		Reads: map[string]string{"users.txt": "ann\n\nbo\n", "rooms.json": `{"a": [1]}`, "local_roles.py": "ROLES = [{'name': 'x'}]\n", "sub.py": "c.T.sub = 1\n"}})
	unset := "?(the environment variable NO is not given)"
	for name, want := range map[string]string{"given": `["ann", "bo"]`, "getenv": `"ann,bo"`, "fallback": `["a", "b"]`, "missing": unset, "none": "true",
		"method": unset, "own": `"x"`, "lines": `["ann", "bo"]`, "json": `{"a": [1]}`, "absent": "?(the file absent is not given)",
		"roles": `[{"name": "x"}]`, "sub": "1"} {
		if got := traitOf(t, r, name); got != want {
			t.Errorf("c.T.%s is %s, want %s", name, got, want)
		}
	}
	noErrors(t, "environment", r)
}

func TestScannerTakesWhatPythonTakes(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"\ufeffc.T.r = 1\n", "c.T.r = 1\r\nif c:\r\n\tx = [\r\n1]\r\n", "c.T.r = 1\rx = 2\r", "\fc.T.r = 1\n", "c.T.r = \\\n 1\n",
		"c.T.r = (1 # comment\n)\n", "größe = 1\nc.T.r = größe\n", "if 1:\n\tx = 1\n\tc.T.r = x\n", "c.T.r = 1 if 1else 2\n",
		"c.T.r = 1;", "if 1: c.T.r = 1; y = 2\n", "def f(\n    a: int = 1,\n) -> int: return a\nc.T.r = f()\n", "c . T . r = 1",
		"async def f(): return [await x async for x in y]\nc.T.r = 1\n", "@a.b(1)\n@c2\nclass A(B, metaclass=C): x: int\nc.T.r = 1\n",
		"with (open('a') as x, open('b') as y): pass\nc.T.r = 1\n", "match = 1\ncase = match\nc.T.r = case\n", "type X = int\ndef f[T](x: T): pass\nc.T.r = 1\n",
		"try:\n    pass\nexcept* ValueError as e: pass\nc.T.r = 1\n", "print(*[1], sep='')\nc.T.r = 1\n", "lambda *a, k=1, **b: (yield)\nc.T.r = 1\n",
		"x = [1][0:1, ..., ::2] if 0 else 1\nc.T.r = 1\n", "c.T.r: int = 1\n", "global q\nc.T.r = 1\n", "del (x := 1)\n"[:0] + "c.T.r = 1\n",
		"f = f'{1:{2}}' f'''{\n1\n}''' f\"{'a' if 1 else 'b'!r:>{5}}\" rf'\\d{1}'\nc.T.r = 1\n", "f'{x[\"a\"]}' if 0 else 1\nc.T.r = 1\n",
	} {
		r := evaluate(text)
		if got := traitOf(t, r, "r"); got != "1" || r.Broken {
			t.Errorf("%q gives %s, broken %v: %v", text, got, r.Broken, r.Diagnostics)
		}
	}
}
