package templates_test

import (
	"strings"
	"testing"

	"rolecall.example/internal/playground"
	. "rolecall.example/templates"
)

const asking = "```python jupyterhub_config.py\nimport os, yaml\nfrom corp import more_roles\n" +
	"c.Authenticator.admin_users = os.environ.get(\"ADMINS\", \"boss\").split(\",\")\n" +
	"c.JupyterHub.load_groups = {\"team\": {\"users\": [os.environ[\"WHO\"]]}}\n" +
	"c.JupyterHub.load_roles = more_roles()\n" +
	"c.JupyterHub.services = yaml.safe_load(open(\"services.yaml\"))\n```\n\n```state\nenvironment: {WHO: <ann>}\n```\n"

func TestQuestionsAreAskedWithWhatTheyDecide(t *testing.T) {
	t.Parallel()
	r := playground.Run(playground.Request{Document: asking})
	got := text(parse(t, Questions(&r, Options{})))
	for _, want := range []string{
		"2 open questions", "The environment variable ADMINS", "falls back to \"boss\"", "It decides: Authenticator.admin_users.",
		"The environment variable WHO", "Answered: <ann>", "Take it back", "It decides: group team (users).",
		"What Python has for corp.more_roles()", "It decides: JupyterHub.load_roles.", "What stands in the file services.yaml", "line 4",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in %s", want, got)
		}
	}
	static := text(parse(t, Questions(&r, Options{Static: true})))
	if strings.Contains(static, "Answer ") || strings.Contains(static, "Take it back") || !strings.Contains(static, "corp.more_roles()") {
		t.Errorf("without script: %s", static)
	}
	none := playground.Run(playground.Request{Document: "```python jupyterhub_config.py\nx = 1\n```\n"})
	if got := text(parse(t, Questions(&none, Options{}))); got != "" {
		t.Errorf("without questions: %s", got)
	}
}
