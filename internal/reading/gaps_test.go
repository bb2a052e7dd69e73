package reading_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"rolecall.example/internal/limits"
	"rolecall.example/internal/reading"
)

func TestEachUnknownIsNamedWhereSeveralHideRoles(t *testing.T) {
	t.Parallel()
	const roles = "c.JupyterHub.load_roles = "
	for _, one := range []struct{ text, want string }{
		{roles + "[*a(), {'name': 'x'}, *b()]", "a() b()"},
		{roles + "a() + [{'name': 'x'}] + b() + list(d())", "a() b() d()"},
		{roles + "a() + b()", "a() b()"},
		{"r = []\nr += a()\nr.extend(b())\n" + roles + "r", "a() b()"},
		{"r = []\nif a(): r.append({'name': 'x'})\nif b(): r.append({'name': 'y'})\n" + roles + "r", "a() b()"},
		{"for r in [*a(), *b()]: pass\nx = [*a(), *b()]\n" + roles + "[r for r in x]", "a() b()"},
		{roles + "[a(), {'name': 'x', 'scopes': [*b(), *d()]}]", "a() b() d()"},
		{roles + "[{'name': f'{a()}-{b()}', 'scopes': []}]", "a() b()"},
		{roles + "[{'name': a() + '-' + b(), 'scopes': []}]", "a() b()"},
		{roles + "[{'name': '%s-%s' % (a(), b()), 'scopes': []}]", "a() b()"},
		{roles + "[{'name': '%(i)s-%(j)s' % {'i': a(), 'j': b()}, 'scopes': []}]", "a() b()"},
		{roles + "[{'name': '{i}-{j}'.format(i=a(), j=b()), 'scopes': []}]", "a() b()"},
		{roles + "[{'name': '{}-{}'.format(a(), b()), 'scopes': []}]", "a() b()"},
		{roles + "[{'name': '-'.join([a(), b()]), 'scopes': []}]", "a() b()"},
		{roles + "[dict(name='x', **a(), **b())]", "a() b()"},
		{roles + "[{'name': 'x', **a(), **b()}]", "a() b()"},
		{roles + "[{'name': 'x', 'users': list({*a(), *b()})}]", "a() b()"},
		{roles + "[{'name': 'x', 'users': sorted(set(a()) | set(b()))}]", "a() b()"},
		{"def f(*r): return list(r)\n" + roles + "f(*a(), *b())", "a() b()"},
		{"def f():\n    yield from a()\n    yield from b()\n" + roles + "list(f())", "a() b()"},
		{"x = 1\nif a(): x = 2\nif b(): x = 3\n" + roles + "[{'name': str(x)}]", "a() b()"},
		{"import itertools\n" + roles + "list(itertools.chain(a(), b()))", "a() b()"},
		{"c.JupyterHub.load_roles.extend(a())\nc.JupyterHub.load_roles.extend(b())", "a() b()"},
		{"c.JupyterHub.load_groups.update(a())\nc.JupyterHub.load_groups.update(b())", "a() b()"},
		{"if a(): c.JupyterHub.load_roles = []\nif b(): c.JupyterHub.load_roles = [{'name': 'x'}]", "a() b()"},
		// One of two is asked alone where only that one hides something.
		{"x = a()\n" + roles + "[*b()]", "b()"},
		{roles + "[*a(), *a()]", "a()"},
	} {
		names, r := asked("from p import a, b, d\n"+one.text, nil)
		if got := strings.Join(names, " "); got != one.want {
			t.Errorf("%s\n asks for %s, want %s", one.text, got, one.want)
		}
		for _, m := range reading.Unknown(r.Tree) {
			if m.Question == nil || m.Span.End == 0 || m.Why == "" {
				t.Errorf("%s\n %+v lacks its place or question", one.text, m)
			}
		}
	}
}

func TestAnAnswerLeavesTheOtherQuestions(t *testing.T) {
	t.Parallel()
	const text = "from p import a, b\nc.JupyterHub.load_roles = [*a(), {'name': 'x'}, *b()]"
	names, r := asked(text, map[string]string{"p.b()": "[{'name': 'y'}]"})
	if got := strings.Join(names, " "); got != "a()" {
		t.Errorf("asks for %s", got)
	}
	if got := string(reading.AppendAssignment(nil, &r.Tree.Assignments[0])); got != `[{"name": "x"}, {"name": "y"}, {"$more": "the result of p.a()"}]` {
		t.Errorf("got %s", got)
	}
	names, r = asked(text, nil)
	if got := string(reading.AppendAssignment(nil, &r.Tree.Assignments[0])); got != `[{"name": "x"}, {"$more": "the result of p.a(); the result of p.b()"}]` {
		t.Errorf("got %s, asks for %v", got, names)
	}
	if names, _ = asked(text, map[string]string{"p.a()": "[]", "p.b()": "[]"}); len(names) > 0 {
		t.Errorf("all is answered, and still asks for %v", names)
	}
}

func TestSoManyUnknownsAreNamedOfOneValue(t *testing.T) {
	t.Parallel()
	for _, n := range []int{limits.Causes - 1, limits.Causes, limits.Causes + 1, 2000} {
		var b strings.Builder
		b.WriteString("r = []\n")
		for i := range n {
			fmt.Fprintf(&b, "r += f%d()\n", i)
		}
		b.WriteString("c.JupyterHub.load_roles = r")
		if names, _ := asked(b.String(), nil); len(names) != min(n, limits.Causes) {
			t.Errorf("of %d unknowns %d are named", n, len(names))
		}
	}
}

// asked is what a config asks for, each once, in the order of its places.
func asked(text string, values map[string]string) ([]string, reading.Result) {
	input := reading.Input{Files: []reading.File{{Name: "jupyterhub_config.py", Lang: "python", Text: text}}, Values: values}
	r := reading.Read(input)
	var names []string
	for _, q := range reading.Questions(input, r) {
		if len(q.Hangs) > 0 && !q.Given {
			names = append(names, strings.TrimPrefix(q.Name, "p."))
		}
	}
	return slices.Compact(names), r
}
