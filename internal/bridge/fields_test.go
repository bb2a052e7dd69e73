package bridge

import (
	"strings"
	"testing"
)

// Each view reads its own controls, and costs nothing while another one is open.
func TestViewsReadTheirControls(t *testing.T) {
	t.Parallel()
	const config = "```python jupyterhub_config.py\nc.JupyterHub.load_roles = [{\"name\": \"reader\", \"scopes\": [\"list:users\"], \"users\": [\"ann\"]}]\n```\n"
	const refusal = "403 DELETE /hub/api/users/ben/server (ann@127.0.0.1) 2ms"
	for _, c := range []struct {
		name, view, original string
		fields               map[string]string
		want                 string
	}{
		{"changes since it was opened", "changes", "```python jupyterhub_config.py\n```\n", nil, "list everyone"},
		{"no original is no change", "changes", "", nil, "Nobody gained or lost anything."},
		{"changes by a version", "changes", "", map[string]string{"changes.against": "jupyterhub 4.1.6"}, "compared with JupyterHub 4.1.6"},
		{"changes by a version that there is not", "changes", "", map[string]string{"changes.against": "jupyterhub 0"}, "The other config can’t be read"},
		{"changes by a restart that there is not", "changes", "", map[string]string{"changes.against": "restart"}, "Nobody gained"},
		{"a token", "tokens", "", map[string]string{"tokens.owner": "ann", "tokens.scopes": "shutdown"}, "is refused"},
		{"a token of the first user", "tokens", "", nil, `asked for without scopes, is issued`},
		{"an error of the Hub", "why", "", map[string]string{"why.said": refusal}, "asked for"},
		{"of another view", "access", "", map[string]string{"why.said": refusal, "tokens.scopes": "shutdown"}, `id="matrix"`},
	} {
		a := ask(t, Request{Op: "run", Document: config, View: c.view, Original: c.original, Fields: c.fields})
		if a.Error != "" || !strings.Contains(a.Panel, c.want) {
			t.Errorf("%s: no %q in %s%s", c.name, c.want, a.Error, a.Panel)
		}
	}
}
