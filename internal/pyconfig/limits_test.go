package pyconfig

import (
	"slices"
	"strings"
	"testing"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/limits"
)

func TestEndlessAndHugeConfigsAreStoppedAndSayWhy(t *testing.T) {
	t.Parallel()
	for _, one := range []struct{ name, text, limit, id string }{
		{"endless loop", "while True: pass\n", "steps", "limit-steps"},
		{"list that grows while it is read", "x = [1]\nfor y in x: x.append(y)\n", "steps", "limit-steps"},
		{"giant range", "for i in range(10**12): pass\n", "steps", "limit-steps"},
		{"giant range as a list", "x = list(range(10**12))\n", "memory", "limit-memory"},
		{"giant string", "x = \"x\" * 10**12\n", "memory", "limit-memory"},
		{"giant list", "x = [[1]] * 10**11\n", "memory", "limit-memory"},
		{"doubling string", "x = \"ab\"\nwhile True: x += x\n", "memory", "limit-memory"},
		{"doubling list", "x = [1]\nwhile True: x += x\n", "memory", "limit-memory"},
		{"giant number", "x = 10**10**10\n", "memory", "limit-memory"},
		{"giant shift", "x = 1 << 10**12\n", "memory", "limit-memory"},
		{"giant width", "x = f\"{1:1000000000000}\"\n", "memory", "limit-memory"},
		{"giant padding", "x = \"a\".ljust(10**12)\n", "memory", "limit-memory"},
		{"giant join", "x = (\"a\" * 1000000).join([\"b\"] * 1000)\n", "memory", "limit-memory"},
		{"giant replace", "x = (\"a\" * 1000000).replace(\"a\", \"b\" * 1000)\n", "memory", "limit-memory"},
		{"endless recursion", "def f(): return f()\nf()\n", "depth", "limit-depth"},
		{"deep values", "x = []\nfor i in range(1000): x = [x]\ny = str(x)\n", "depth", "limit-depth"},
		{"wide tree", "x = [1]\nfor i in range(40): x = [x, x]\nc.T.x = x\n", "memory", "limit-memory"},
		{"products", "from itertools import product\nx = list(product(range(1000), range(1000), range(1000)))\n", "memory", "limit-memory"},
		{"endless generator", "def g():\n    while True: yield 1\nx = list(g())\n", "memory", "limit-memory"},
	} {
		t.Run(one.name, func(t *testing.T) {
			t.Parallel()
			r := evaluate("c.T.before = 1\n" + one.text + "c.T.after = 1\n")
			if r.Stopped != one.limit && !(one.limit == "memory" && r.Stopped == "steps") {
				t.Errorf("stopped by %q, want %q", r.Stopped, one.limit)
			}
			if !r.Broken || traitOf(t, r, "before") != "1" {
				t.Errorf("broken %v, before %s", r.Broken, traitOf(t, r, "before"))
			}
			found := false
			for _, d := range r.Diagnostics {
				found = found || d.ID == "limit-"+r.Stopped
			}
			if !found {
				t.Errorf("no diagnostic says limit-%s: %v", r.Stopped, r.Diagnostics)
			}
		})
	}
}

func TestValuesThatContainThemselvesEnd(t *testing.T) {
	t.Parallel()
	r := evaluate("x = [1]\nx.append(x)\nc.T.x = x\nd = {}\nd['d'] = d\nc.T.d = d\nc.T.s = str(x)\nc.T.e = x == x\n")
	if got := traitOf(t, r, "x"); got != "[1, ?(a value that contains itself)]" {
		t.Error(got)
	}
	if got := traitOf(t, r, "d"); got != `{"d": ?(a value that contains itself)}` {
		t.Error(got)
	}
	if got := traitOf(t, r, "s"); got != `"[1, [...]]"` {
		t.Error(got)
	}
	if got := traitOf(t, r, "e"); got != "true" {
		t.Error(got)
	}
}

func TestLimitsHoldAtTheLimitAndOnePast(t *testing.T) {
	t.Parallel()
	text := "x = 0\nfor i in range(50): x += i\nc.T.x = x\n"
	needed := evaluate(text).Steps
	for _, one := range []struct {
		steps   int
		stopped string
	}{{needed, ""}, {needed - 1, "steps"}} {
		r := Evaluate(Input{Files: []File{{"f.py", text}}, Limits: Limits{Steps: one.steps}})
		if r.Stopped != one.stopped {
			t.Errorf("%d steps: stopped by %q, want %q", one.steps, r.Stopped, one.stopped)
		}
	}

	text = "x = \"a\" * 1000\nc.T.x = 1\n"
	least := 0
	for n := 1000; n < 2000; n++ {
		if Evaluate(Input{Files: []File{{"f.py", text}}, Limits: Limits{Bytes: n}}).Stopped == "" {
			least = n
			break
		}
	}
	if least < 1000 || least > 1200 {
		t.Errorf("a string of 1000 bytes needs a limit of %d bytes", least)
	}

	for _, depth := range []int{limits.EvaluationDepth, limits.EvaluationDepth + 1} {
		r := evaluate("def f(n):\n    return 1 if n == 1 else f(n - 1)\nc.T.x = f(" + itoa(depth) + ")\n")
		if want := map[bool]string{true: "", false: "depth"}[depth == limits.EvaluationDepth]; r.Stopped != want {
			t.Errorf("%d calls deep: stopped by %q, want %q", depth, r.Stopped, want)
		}
	}
}

func TestEachLimitHoldsAtTheLimitAndOnePast(t *testing.T) {
	t.Parallel()
	nested := func(n int) string { return strings.Repeat("[", n) + strings.Repeat("]", n) }
	known := func(r Result) bool { return !strings.Contains(traitOf(t, r, "x"), "?(") && traitOf(t, r, "x") != "" }
	unbroken := func(r Result) bool { return !r.Broken }
	for _, one := range []struct {
		name  string
		limit int
		text  func(n int) string
		keeps func(Result) bool
	}{
		{"brackets", limits.PythonBrackets, func(n int) string { return "x = " + nested(n) }, unbroken},
		{"blocks", limits.PythonBlocks, func(n int) string {
			var b strings.Builder
			for i := range n {
				b.WriteString(strings.Repeat(" ", i) + "if 1:\n")
			}
			return b.String() + strings.Repeat(" ", n) + "pass"
		}, unbroken},
		{"nesting", limits.PythonNesting, func(n int) string { return "x = " + strings.Repeat("-", n-1) + "1" }, unbroken},
		{"loops of a comprehension", limits.PythonClauses, func(n int) string { return "x = [1 " + strings.Repeat("for a in [] ", n) + "]" }, unbroken},
		{"f-strings", limits.PythonFStrings, func(n int) string { return "x = " + strings.Repeat("f'{", n) + "1" + strings.Repeat("}'", n) }, unbroken},
		{"diagnostics", limits.PythonDiagnostics, func(n int) string {
			var b strings.Builder
			for i := range n {
				b.WriteString("c.T.x" + itoa(i) + " = y" + itoa(i) + "\n")
			}
			return b.String()
		}, func(r Result) bool {
			return !slices.ContainsFunc(r.Diagnostics, func(d diag.Diagnostic) bool { return d.ID == "more-left-out" })
		}},
		{"values", limits.ValueDepth, func(n int) string { return "c.T.x = " + nested(n) }, known},
		{"JSON", limits.ValueDepth, func(n int) string { return "import json\nc.T.x = json.loads('" + nested(n) + "')" }, known},
		{"keys' depth", limits.KeyDepth, func(n int) string {
			return "k = " + strings.Repeat("(", n) + "1," + strings.Repeat("),", n-1) + ")\nc.T.x = {k: 1}[k]"
		}, known},
		{"keys' elements", limits.KeyItems, func(n int) string { return "c.T.x = len({(1,) * " + itoa(n) + ": 1})" }, known},
		{"digits", limits.FormatDigits, func(n int) string { return "c.T.x = f'{0.5:." + itoa(n) + "f}'" }, known},
		{"file", limits.PythonFile, func(n int) string { return strings.Repeat("#", n-1) }, unbroken},
	} {
		for n, want := range map[int]bool{one.limit: true, one.limit + 1: false} {
			if r := evaluate(one.text(n) + "\n"); one.keeps(r) != want {
				t.Errorf("%s: %d keep the limit: %v; broken %v, stopped %q, %.2v", one.name, n, !want, r.Broken, r.Stopped, r.Diagnostics)
			}
		}
	}
}

func TestEarlierValuesAreKeptUpToALimit(t *testing.T) {
	t.Parallel()
	for _, n := range []int{limits.PythonReplaced, limits.PythonReplaced + 1} {
		r := evaluate(strings.Repeat("c.T.x = ['a']\n", n+1))
		if a, _ := r.Tree.Find("T", "x"); len(a.Replaced) != limits.PythonReplaced {
			t.Errorf("after %d assignments %d earlier values are kept", n+1, len(a.Replaced))
		}
	}
}

func TestFilesThatLoadEachOtherEnd(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]string{limits.PythonLoads: "1", limits.PythonLoads + 1: "(not assigned)"} {
		reads := map[string]string{"f" + itoa(n) + ".py": "c.T.x = 1\n"}
		for i := range n {
			reads["f"+itoa(i)+".py"] = "load_subconfig('f" + itoa(i+1) + ".py')\n"
		}
		r := Evaluate(Input{Files: []File{{"f.py", "load_subconfig('f0.py')\n"}}, Reads: reads})
		if got := traitOf(t, r, "x"); got != want {
			t.Errorf("%d files in a row: x is %q, want %q: %v", n, got, want, r.Diagnostics)
		}
	}
	for n, want := range map[int]string{limits.PythonFiles - 1: "1", limits.PythonFiles: "(not assigned)"} { // with the first
		var b strings.Builder
		reads := map[string]string{"last.py": "c.T.x = 1\n"}
		for i := range n - 1 {
			name := "f" + itoa(i) + ".py"
			reads[name] = "y = 1\n"
			b.WriteString("load_subconfig('" + name + "')\n")
		}
		r := Evaluate(Input{Files: []File{{"f.py", b.String() + "load_subconfig('last.py')\n"}}, Reads: reads})
		if got := traitOf(t, r, "x"); got != want {
			t.Errorf("%d files: x is %q, want %q", n+1, got, want)
		}
	}
}

func TestDeepTextsGiveADiagnostic(t *testing.T) {
	t.Parallel()
	const n = 10_000
	for _, text := range []string{
		"x = " + strings.Repeat("[", n) + strings.Repeat("]", n),
		"x = " + strings.Repeat("(", n),
		"x = " + strings.Repeat("not ", n) + "1",
		"x = " + strings.Repeat("-", n) + "1",
		"x = 1" + strings.Repeat(" + 1", n),
		"x = 2" + strings.Repeat("**2", n),
		"x = " + strings.Repeat("lambda: ", n) + "1",
		"x = " + strings.Repeat("1 if 1 else ", n) + "1",
		"x = a" + strings.Repeat(".b", n),
		"x = a" + strings.Repeat("[0]", n),
		"x = a" + strings.Repeat("()", n),
		"x = " + strings.Repeat("f'{", 40) + strings.Repeat("}'", 40),
		blocks(n),
	} {
		r := evaluate(text + "\n")
		if !r.Broken || len(r.Diagnostics) == 0 {
			t.Errorf("%.20s…: broken %v, %v", text, r.Broken, r.Diagnostics)
		}
	}
	for brackets, want := range map[int]bool{limits.PythonBrackets: false, limits.PythonBrackets + 1: true} {
		r := evaluate("x = " + strings.Repeat("[", brackets) + strings.Repeat("]", brackets) + "\n")
		if r.Broken != want {
			t.Errorf("%d brackets: broken %v, want %v: %v", brackets, r.Broken, want, r.Diagnostics)
		}
	}
}

func blocks(n int) string {
	var b strings.Builder
	for i := range min(n, 300) {
		b.WriteString(strings.Repeat(" ", i) + "if 1:\n")
	}
	return b.String() + strings.Repeat(" ", 300) + "pass"
}

func TestTextsThatAreNoPythonGiveADiagnostic(t *testing.T) {
	t.Parallel()
	for text, id := range map[string]string{
		"x = 1\x00\n":                            "nul-byte",
		"x = '\xff'\n":                           "bad-utf8",
		strings.Repeat("#", limits.PythonFile+1): "file-too-large",
		"c.T.x = [1,\n" + strings.Repeat("(", 9): "unclosed-bracket",
	} {
		r := evaluate(text)
		found := false
		for _, d := range r.Diagnostics {
			found = found || d.ID == id
		}
		if !found || !r.Broken {
			t.Errorf("%.20q: no %s in %v", text, id, r.Diagnostics)
		}
	}
	if r := evaluate(strings.Repeat("#", limits.PythonFile)); r.Broken {
		t.Error("a file of exactly 1 MiB is read")
	}
}
