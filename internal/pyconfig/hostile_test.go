package pyconfig

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"rolecall.example/internal/limits"
)

// TestHostileConfigsEnd runs what is written to take for ever, to fill the memory or to overflow a stack. Each ends, and
// where a limit ends it the limit is named. `make test` runs this as WebAssembly, too, where stacks are small.
func TestHostileConfigsEnd(t *testing.T) {
	t.Parallel()
	for _, one := range []struct{ name, text, stopped string }{
		{"str that calls itself", "class A:\n    def __str__(self): return str(self)\nx = str(A())\n", "depth"},
		{"repr of a list in itself", "class A:\n    def __repr__(self): return repr([self])\nx = f'{A()!r}'\n", "depth"},
		{"attributes that ask for themselves", "class A:\n    def __getattr__(self, n): return self.other\nx = A().y\n", "depth"},
		{"setters that set themselves", "class A:\n    def __setattr__(self, n, v): self.other = v\nA().x = 1\n", "depth"},
		{"properties that ask for themselves", "class A:\n    @property\n    def x(self): return self.x\ny = A().x\n", "depth"},
		{"equality that compares itself", "class A:\n    def __eq__(self, o): return self == o\nx = A() == A()\n", "depth"},
		{"truth that asks itself", "class A:\n    def __bool__(self): return bool(self)\nx = 1 if A() else 2\n", "depth"},
		{"an iterator that iterates itself", "class A:\n    def __iter__(self): return iter(self)\nx = list(A())\n", "depth"},
		{"a method and super", "class A:\n    def f(self): return self.f()\nclass B(A):\n    def f(self): return super().f()\nB().f()\n", "depth"},
		{"generators inside generators", "g = (x for x in [1])\nfor i in range(100000): g = (x for x in g)\nx = list(g)\n", "memory"},
		{"a deep chain of generators", "def f(n):\n    yield n\n    yield from f(n + 1)\nx = list(f(0))\n", "depth"},
		{"many generators", "x = [(y for y in [1]) for i in range(10**7)]\n", "memory"},
		{"an endless generator summed up", "def g():\n    while True: yield 1\nx = sum(g())\n", "memory"},
		{"an endless generator walked", "def g():\n    while True: yield 1\nfor y in g(): pass\n", "steps"},
		{"a generator left alone", "def g():\n    while True: yield 1\nx = [next(g()) for i in range(1000)]\nc.T.x = x[0]\n", ""},
		{"a generator that asks itself", "def g():\n    yield next(me)\nme = g()\nx = list(me)\n", ""},
		{"exec in exec", "s = 'exec(s)'\nexec(s)\n", ""},
		{"eval in eval", "s = 'eval(s)'\neval(s)\n", ""},
		{"a function that grows by exec", "n = 0\ndef f():\n    global n\n    n += 1\n    exec('n\\n' * n + 'f()')\nf()\n", ""},
		{"a width from the values", "x = '%*d' % (10**12, 1)\n", "memory"},
		{"a precision from the values", "x = '%.*f' % (10**9, 1.5)\n", ""},
		{"tabs", "x = ('\\t' * 1000).expandtabs(10**9)\n", "memory"},
		{"a nested width", "x = '{:{}}'.format('a', 10**12)\n", "memory"},
		{"a sorted key that is slow", "x = sorted(range(10**6), key=lambda i: sum(range(i)))\n", "memory"},
		{"slices of slices", "x = list(range(10**5))\nwhile True: x = x[::1]\n", "memory"},
		{"list that deletes from its front", "x = list(range(10**5))\nwhile x: x.insert(0, x.pop())\n", "steps"},
		{"deletions from the front", "x = list(range(10**5))\nwhile x: del x[0]\n", "steps"},
		{"deletions of slices", "x = list(range(10**5))\nwhile x: del x[0:1]\n", "steps"},
		{"removals from the front", "x = list(range(10**5))\nfor i in range(10**5): x.remove(i)\n", "steps"},
		{"keys of a thousand parts", "x = tuple(range(1000))\nd = {}\nwhile True: d[x] = 1\n", "steps"},
		{"texts compared", "x = 'a' * 10**6\ny = 'a' * 10**6\nwhile x <= y: pass\n", "steps"},
		{"subsets", "x = set(range(10**5))\nwhile x <= x: pass\n", "steps"},
		{"ten thousand classes", "class A: pass\nt = (A,) * 10**4\nwhile True: isinstance(1, t)\n", "steps"},
		{"long comparisons", "x = 'a' * 10**7\nwhile x == x + '': pass\n", "memory"},
		{"sets of tuples", "s = set()\nt = ()\nwhile True:\n    t = (t, 1)\n    s.add(t)\n", ""},
		{"a context manager in itself", "class M:\n    def __enter__(self):\n        with self: pass\n    def __exit__(self, *a): pass\nwith M(): pass\n", "depth"},
		{"a decorator of itself", "def d(f): return d(f)\n@d\ndef g(): pass\n", "depth"},
		{"lambdas in lambdas", "f = lambda x: x\nfor i in range(10000): f = (lambda g: lambda x: g(x))(f)\nx = f(1)\n", "depth"},
		{"an alias bomb", "import yaml\nx = yaml.safe_load('a: &a [x,x,x,x,x,x,x,x,x]\\n" + bomb() + "')\nc.T.x = x\n", "memory"},
		{"merged configs", "from traitlets.config import Config\nd = Config()\nfor i in range(10**6): c.merge(d); d['A' + str(i)] = Config()\n", ""},
		{"a lazy value in itself", "c.T.a.append(c.T.a)\nc.T.b.extend([c.T.b])\n", ""},
		{"while and try", "while True:\n    try:\n        raise ValueError\n    except ValueError:\n        continue\n", "memory"},
		{"finally that goes on", "def f():\n    while True:\n        try: return 1\n        finally: continue\nf()\n", "steps"},
		{"match for ever", "x = [1]\nwhile True:\n    match x:\n        case [*a]: x = [x, *a]\n", ""},
	} {
		t.Run(one.name, func(t *testing.T) {
			t.Parallel()
			r := evaluate(one.text)
			if one.stopped != "" && r.Stopped != one.stopped && !(one.stopped == "memory" && r.Stopped == "steps") {
				t.Errorf("stopped by %q, want %q: %v", r.Stopped, one.stopped, r.Diagnostics)
			}
			for _, d := range r.Diagnostics {
				if r.Stopped != "" && d.ID == "limit-"+r.Stopped {
					return
				}
			}
			if r.Stopped != "" {
				t.Errorf("no diagnostic says limit-%s: %v", r.Stopped, r.Diagnostics)
			}
		})
	}
}

// TestHostileConfigsLeaveRoom runs alone: what one config leaves behind is collected while it goes on.
func TestHostileConfigsLeaveRoom(t *testing.T) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if r := evaluate("x = list(range(10**5))\nwhile x: del x[0]\n"); r.Stopped != "steps" {
		t.Errorf("stopped by %q", r.Stopped)
	}
	runtime.ReadMemStats(&after)
	if grown := int64(after.Sys) - int64(before.Sys); grown > 400<<20 {
		t.Errorf("%d MB more than before", grown>>20)
	}
}

// numbered is a text with each number below 40,000 in it.
func numbered(format string) string {
	var b strings.Builder
	for i := range 40_000 {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// bomb is YAML whose aliases multiply.
func bomb() string {
	var b strings.Builder
	for i := byte('b'); i < 'k'; i++ {
		b.WriteString(string(i) + ": &" + string(i) + " [" + strings.TrimSuffix(strings.Repeat("*"+string(i-1)+",", 9), ",") + "]\\n")
	}
	return b.String()
}

// TestLongTextsAreRead reads texts at the limit of a file that grammars fear.
func TestLongTextsAreRead(t *testing.T) {
	t.Parallel()
	whole := func(piece string) string { return strings.Repeat(piece, limits.PythonFile/len(piece)-20) }
	for _, one := range []struct{ name, text string }{
		{"a million tokens", whole("a\n")},
		{"names that are missed beside names that are there", numbered("x%d=1\n") + numbered("y%d\n")},
		{"open brackets", whole("(")},
		{"f-strings that never close", whole("f'{")},
		{"quotes", whole(`"`)},
		{"triple quotes that never close", whole(`"""a`)},
		{"operators", "x = " + whole("-") + "1"},
		{"a long sum", "x = " + whole("1+") + "1"},
		{"a chain of attributes", "x = a" + whole(".b")},
		{"a chain of calls", "x = a" + whole("()")},
		{"a chain of targets", whole("x=") + "1"},
		{"a chain of comparisons", "x = " + whole("1<") + "1"},
		{"elif for ever", "if a: pass\n" + whole("elif b: pass\n")},
		{"lambdas", "x = " + whole("lambda:") + "1"},
		{"conditions", "x = " + whole("1 if 1 else ") + "1"},
		{"commas", "x = " + whole("1,")},
		{"brackets that do not fit", whole("[)")},
		{"blocks", whole("if 1:")},
		{"deep indents", strings.Repeat("if 1:\n ", 20) + whole(" ")},
		{"keys", "x = {" + whole("1:2,") + "}"},
		{"arguments", "f(" + whole("a=1,") + ")"},
		{"comprehensions", "x = [1 " + whole("for a in b ") + "]"},
		{"strings side by side", "x = " + whole("'a' ")},
		{"match with nothing", whole("match x:\n")},
		{"decorators", whole("@a\n") + "def f(): pass"},
		{"back slashes", whole("\\\n")},
		{"with brackets", "with " + whole("(")},
	} {
		t.Run(one.name, func(t *testing.T) {
			t.Parallel()
			if r := evaluate(one.text); r.Stopped != "" && r.Stopped != "steps" && r.Stopped != "memory" && r.Stopped != "depth" {
				t.Errorf("stopped by %q", r.Stopped)
			}
		})
	}
}
