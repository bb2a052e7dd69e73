package pyconfig

import (
	"strings"
	"testing"
)

// What hangs on the order in which Python walks a set is not known; what is the same in each order is.
func TestOrderOfSets(t *testing.T) {
	t.Parallel()
	for _, one := range []struct{ text, want string }{
		{"for u in S: c.T.x = u", "?"},
		{"for u in S:\n    if u != 'ann': c.T.x = u", "?"},
		{"first = None\nfor u in S:\n    if first is None: first = u\nc.T.x = first", "?"},
		{"n = 0\nfor u in S:\n    n += 1\n    if n == 2: c.T.x = u", "?"},
		{"d = {}\nfor u in S: d['k'] = u\nc.T.x = d", `{"k": ?}`},
		{"c.T.x = {len(u): u for u in S}", `{3: ?, 2: "bo"}`},
		{"def f():\n    for u in S:\n        if len(u) > 2: return u\nc.T.x = f()", "?"},
		{"c.T.x = next((u for u in S if len(u) > 2), None)", "?"},
		{"class A: pass\na = A()\nfor u in S: a.v = u\nc.T.x = a.v", "?"},
		{"x = [1]\nfor u in S: x[0] = u\nc.T.x = x", "[?]"},
		{"x = []\nfor u in S:\n    if not x: x.append(u)\nc.T.x = x", "[...]"},
		{"x = ''\nfor u in S:\n    if u: x += u\nc.T.x = x", "?"},
		{"def f(u):\n    global last\n    last = u\nfor u in S: f(u)\nc.T.x = last", "?"},
		{"c.T.x = max(S, key=lambda u: len(u) > 2)", "?"},
		{"for u in {x: 1 for x in S}: c.T.x = u", "?"},
		{"for u in S:\n    if u == 'bo': break\n    c.T.x = 1", "?"},
		{"from itertools import chain\nc.T.x = list(chain(S, [1]))", "[?, ?, ?, 1]"},
		{"seen, x = set(), []\nfor u in S:\n    if len(u) not in seen:\n        seen.add(len(u))\n        x.append(u)\nc.T.x = x", `["bo", ...]`},
		{"c.T.x = False\nfor u in S:\n    if u == 'bo': c.T.x = True", "true"},
		{"x = 0\nfor u in S: x += len(u)\nc.T.x = x", "8"},
		{"for u in {'ann'}: c.T.x = u", `"ann"`},
		{"S.remove('ann'); S.add('dee')\nc.T.x = len([u for u in S]), max(S), min(S, key=len)", `(3, "dee", "bo"]`},
		{"x = set(S)\nfor u in S:\n    x.discard('bo')\nc.T.x = sorted(x)", `["ann", "cyn"]`},
	} {
		got := traitOf(t, evaluate("S = {'ann', 'bo', 'cyn'}\n"+one.text+"\n"), "x")
		got = strings.ReplaceAll(got, "(the order of a set)", "")
		if got != one.want {
			t.Errorf("%s\n  gives %s, want %s", one.text, got, one.want)
		}
	}
}

// An exception that only comes in some orders is none that is sure.
func TestRaisedInSomeOrders(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"n = 0\nfor u in {'ann', 'bo'}:\n    n += 1\n    if u == 'ann' and n == 1: raise KeyError\n": "",
		"for u in {'ann', 'bo'}:\n    if u == 'ann': raise KeyError\n":                               "KeyError",
		"for u in {1, 'a'}: {1: 2}[u]\n":                                                             "KeyError",
		"for u in {0, 'a'}: u + 1 / u\n":                                                             "",
	} {
		got, r := "", evaluate(text)
		if r.Raised != nil {
			got = r.Raised.Class
		}
		if got != want || !r.Unsure && want == "" {
			t.Errorf("%s\n  raises %q, want %q", text, got, want)
		}
	}
}
