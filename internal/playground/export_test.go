package playground_test

import (
	"strings"
	"testing"

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
		{"values", "```yaml values.yaml\nhub: {loadRoles: {r: {scopes: [self]}}}\n```\n", `"name": "r",`, "cull:\n  enabled: true\n", true, 1},
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
