package playground_test

import (
	"fmt"
	"strings"
	"testing"

	"rolecall.example/internal/limits"
	"rolecall.example/internal/playground"
)

func TestTheSettingsOfTheLastStartAreWrittenAnew(t *testing.T) {
	t.Parallel()
	const first = "```python jupyterhub_config.py\nc.JupyterHub.load_groups = {'a': ['ann']}\n```\n"
	for _, one := range []struct {
		name, document, python, values string
		has                            bool
		left                           int
	}{
		{"a start", first, `    "a": ["ann"],`, "\n        a:\n          - ann\n", true, 0},
		{"a restart", first + "```python jupyterhub_config.py restart\nc.JupyterHub.load_groups = {'b': []}\n```\n", `    "b": [],`, "        b: []\n", true, 0},
		{"what is not known", "```python jupyterhub_config.py\n\nc.JupyterHub.load_groups = {'a': [X]}\n```\n", "(jupyterhub_config.py:2)", "(jupyterhub_config.py:2)", true, 1},
		{"values", "```yaml values.yaml\nhub: {loadRoles: {r: {scopes: [self]}}}\n```\n", `"name": "r",`, "cull:\n  enabled: true\n", true, 0},
		{"nothing of it", "```python jupyterhub_config.py\nc.Spawner.cmd = 'x'\n```\n", "", "", false, 0},
		{"what cannot be read", "```python jupyterhub_config.py\nc.JupyterHub.load_groups = {\n```\n", "", "", false, 0},
	} {
		r := playground.Run(playground.Request{Document: one.document})
		if r.HasExport() != one.has {
			t.Errorf("%s: there is something to write: %v", one.name, r.HasExport())
		}
		python, values := r.AsPython(), r.AsValues()
		if !strings.Contains(python.Text, one.python) || python.Left != one.left || !strings.Contains(values.Text, one.values) {
			t.Errorf("%s: %d left out\n%s\n%s", one.name, python.Left, python.Text, values.Text)
		}
	}
}

func TestAViewsTextEndsAtItsBound(t *testing.T) {
	t.Parallel()
	const names = 1800
	run := func(pad int) playground.Export {
		r := playground.Run(playground.Request{Document: fmt.Sprintf(
			"```python jupyterhub_config.py\nc.Authenticator.admin_users = {'u%%026d' %% i for i in range(%d)} | {'%s'}\n```\n", names, strings.Repeat("z", pad))})
		return r.AsPython()
	}
	short := run(1)
	pad := 1 + limits.ExportView - len(short.Text)
	if pad < 2 || pad > limits.ExportView/4 {
		t.Fatalf("the config gives %d bytes", len(short.Text))
	}
	if whole := run(pad); whole.Left != 0 || len(whole.Text) != limits.ExportView {
		t.Errorf("%d bytes, %d left out: the bound is %d", len(whole.Text), whole.Left, limits.ExportView)
	}
	r := playground.Run(playground.Request{Document: "```python jupyterhub_config.py\nM = ['u%d' % i for i in range(900)]\n" +
		"c.JupyterHub.load_roles = [{'name': 'r%d' % i, 'users': M} for i in range(4000)]\n```\n"})
	for _, e := range []playground.Export{r.AsPython(), r.AsValues()} {
		if e.Left != 1 || len(e.Text) < limits.ExportView || len(e.Text) > limits.ExportView+1000 {
			t.Errorf("%d bytes, %d left out", len(e.Text), e.Left)
		}
	}
}
