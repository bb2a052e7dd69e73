package scenario_test

import (
	"testing"

	"rolecall.example/internal/scenario"
)

func TestWithVersionChangesTheHeadersVersionAlone(t *testing.T) {
	t.Parallel()
	const rest = "oauthenticator: \"17.4.0\"\nhost: plain\n"
	for _, c := range []struct{ text, want string }{
		{"---\nformat: 1\njupyterhub: \"5.5.1\"  # ours\n" + rest + "---\nSay \"5.5.1\".\n", "---\nformat: 1\njupyterhub: \"4.1.6\"  # ours\n" + rest + "---\nSay \"5.5.1\".\n"},
		{"---\nformat: 1\njupyterhub: '5.5.1'\n" + rest + "---\n", "---\nformat: 1\njupyterhub: \"4.1.6\"\n" + rest + "---\n"},
		{"---\nformat: 1\njupyterhub: 5.5.1\n" + rest + "---\n", "---\nformat: 1\njupyterhub: \"4.1.6\"\n" + rest + "---\n"},
		{"```rolecall\nformat: 1\njupyterhub: 5.5.1\n" + rest + "```\n", "```rolecall\nformat: 1\njupyterhub: \"4.1.6\"\n" + rest + "```\n"},
		{"---\nformat: 1\njupyterhub: \"4.1.6\"\n" + rest + "---\n", "---\nformat: 1\njupyterhub: \"4.1.6\"\n" + rest + "---\n"},
		{"Prose.\n", "---\nformat: 1\njupyterhub: \"4.1.6\"\noauthenticator: \"15.1.0\"\nhost: plain\n---\nProse.\n"}, // the one of its time
		{"---\n{format: 1, jupyterhub: 5.5.1}\n---\n", "---\n{format: 1, jupyterhub: \"4.1.6\"}\n---\n"},
		// what can't be changed stays
		{"---\njupyterhub: >-\n  5.5.1\n---\n", "---\nformat: 1\njupyterhub: >-\n  5.5.1\n" + rest + "---\n"},
		{"---\njupyterhub: [5.5.1\n---\n", "---\njupyterhub: [5.5.1\n---\n"},
	} {
		d, _ := scenario.Parse(c.text)
		if got := d.WithVersion("4.1.6"); got != c.want {
			t.Errorf("%q became\n%q, want\n%q", c.text, got, c.want)
		}
	}
}
