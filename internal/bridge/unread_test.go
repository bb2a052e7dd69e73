package bridge

import (
	"strings"
	"testing"
)

// Over an example, and under a tab that was not open before, there is no good answer that a page could keep.
func TestEachViewSaysThatTheConfigCannotBeRead(t *testing.T) {
	t.Parallel()
	const document = "```python jupyterhub_config.py\nc.JupyterHub.load_roles = [\n```\n\n```checks\nany user can servers!user\n```\n"
	for view, want := range map[string]string{
		"access": "There is no answer yet", "why": "There is no answer yet", "map": "There is no answer yet", "tokens": "There is no answer yet", "login": "Who may log in is not known",
		"startup": "Whether this Hub starts is not known", "advice": "There is no advice yet", "checks": "The checks could not be run", "changes": "This config can’t be read",
	} {
		a := ask(t, Request{Op: "run", Document: document, View: view})
		if a.Readable || a.Panel == "" || !strings.Contains(a.Panel, want) {
			t.Errorf("%s: %v, no %q in %s", view, a.Readable, want, a.Panel)
		}
	}
}
