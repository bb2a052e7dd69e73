package playground

import (
	"slices"
	"testing"
)

func TestScopesUsed(t *testing.T) {
	t.Parallel()
	const document = "---\nformat: 1\njupyterhub: \"5.5.1\"\n---\n```python jupyterhub_config.py\n" +
		"wanted = [\"list:\" + \"users\", \"servers!group=class\", \"custom:sheet:read\", \"no:such\"]\n" +
		"c.JupyterHub.load_roles = [{\"name\": \"teacher\", \"scopes\": wanted[:2], \"users\": [\"tom\"]}]\n" +
		"c.Spawner.server_token_scopes = [\"users:activity!user\"]\n```\n" +
		"```checks\ntom can read:users:name\ntom cannot DELETE /users/tom/server\nnobody can proxy\n```\n"
	got := ScopesUsed(document)
	if want := []string{"list:users", "servers", "users:activity"}; !slices.Equal(got.Gives, want) {
		t.Errorf("it gives %v, want %v", got.Gives, want)
	}
	if want := []string{"delete:servers", "proxy", "read:users:name"}; !slices.Equal(got.Asks, want) {
		t.Errorf("it asks for %v, want %v", got.Asks, want)
	}
	for _, none := range []string{"", "Only prose.", "---\njupyterhub: \"1.0\"\n---\n"} {
		if got := ScopesUsed(none); len(got.Gives)+len(got.Asks) > 0 {
			t.Errorf("%q uses %v", none, got)
		}
	}
}
