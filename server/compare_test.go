package server

import (
	"strings"
	"testing"
)

// What people can do comes before the texts.
func TestComparingSaysWhoGainedAndLost(t *testing.T) {
	t.Parallel()
	s, db := pagesServer(t)
	keepScenario(t, db, "9kQmR4xVbT2n", readerID, strings.Replace(sample, "```python jupyterhub_config.py\n", "```python jupyterhub_config.py\nc.Authenticator.admin_users = {'root2'}\n", 1))
	page := body(t, ask(s, "GET", "/s/9kQmR4xVbT2n/compare"))
	who, texts := strings.Index(page, "New user"), strings.Index(page, `id="h-texts"`)
	if who < 0 || texts < who || !strings.Contains(page, "root2") {
		t.Errorf("who came at %d, texts at %d", who, texts)
	}
	if strings.Contains(page, "data-ask-who") {
		t.Error("it has buttons that would need a script")
	}
}
