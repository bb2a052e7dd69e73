package bridge

import (
	"strings"
	"testing"

	"rolecall.example/internal/limits"
)

const (
	pythonText = "import os\nc.JupyterHub.load_groups = {\"g\": {\"users\": [\"ann\"]}}\n"
	chartText  = "hub:\n  loadRoles: {reader: {scopes: [list:users], users: [bo]}}\n"
	tljhText   = "users:\n  admin: [boss]\n"
)

func TestWhatIsPastedFindsItsReader(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, was, text string
		pasted          bool
		want            string
	}{
		{"values over Python", "jupyterhub_config.py", chartText, true, "values.yaml"},
		{"TLJH's config over Python", "jupyterhub_config.py", tljhText, true, "config.yaml"},
		{"Python over values", "values.yaml", pythonText, true, "jupyterhub_config.py"},
		{"Python over Python", "my.py", pythonText, true, "my.py"},
		{"values over values", "prod.yaml", chartText, true, "prod.yaml"},
		{"values that were typed", "jupyterhub_config.py", chartText, false, "jupyterhub_config.py"},
		{"text that is neither", "jupyterhub_config.py", "hello: world\n", true, "jupyterhub_config.py"},
		{"nothing", "jupyterhub_config.py", "", true, "jupyterhub_config.py"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			lang := "python "
			if strings.HasSuffix(c.was, ".yaml") {
				lang = "yaml "
			}
			a := ask(t, Request{Op: "run", View: "access", Document: "Words.\n\n```" + lang + c.was + "\nx\n```\n\nMore.\n",
				Edits: []Edit{{Part: c.was, Text: c.text, Pasted: c.pasted}}})
			if len(a.Parts) < 1 || a.Parts[0].Part != c.want || a.Parts[0].Text != c.text {
				t.Errorf("the first part is %+v", a.Parts[0])
			}
			if !strings.HasPrefix(a.Document, "Words.\n\n") || !strings.HasSuffix(a.Document, "\n\nMore.\n") {
				t.Errorf("the prose is not as it was: %q", a.Document)
			}
		})
	}
}

func TestTwoConfigsOfOneNameAreNotMade(t *testing.T) {
	t.Parallel()
	doc := "```yaml values.yaml\nhub: {}\n```\n\n```python more.py\nx = 1\n```\n"
	a := ask(t, Request{Op: "run", View: "access", Document: doc, Edits: []Edit{{Part: "more.py", Text: chartText, Pasted: true}}})
	if len(a.Parts) != 2 || a.Parts[1].Part != "more.py" {
		t.Errorf("parts: %+v", a.Parts)
	}
}

func TestRepliesGoIntoTheState(t *testing.T) {
	t.Parallel()
	doc := "```python jupyterhub_config.py\nimport os\nc.JupyterHub.load_groups = {\"g\": {\"users\": [os.environ[\"WHO\"]]}}\n```\n"
	a := ask(t, Request{Op: "run", View: "access", Document: doc})
	if !strings.Contains(a.Asked, "WHO") || !strings.Contains(a.Asked, "group g (users)") {
		t.Fatalf("asked: %s", a.Asked)
	}
	a = ask(t, Request{Op: "run", View: "access", Document: doc, Replies: []Reply{{Kind: "environment", Name: "WHO", Text: "ann"}}})
	if !strings.Contains(a.Document, "```state\nenvironment:\n  WHO: \"ann\"\n```\n") || !strings.Contains(a.Panel, "ann") {
		t.Errorf("the document: %s", a.Document)
	}
	a = ask(t, Request{Op: "run", View: "access", Document: a.Document, Replies: []Reply{{Kind: "environment", Name: "WHO", Gone: true}}})
	if strings.Contains(a.Document, "WHO: ") {
		t.Errorf("the document: %s", a.Document)
	}
	if a := ask(t, Request{Op: "run", View: "access", Document: doc, Replies: []Reply{{Kind: "weather"}}}); a.Error == "" {
		t.Error("a kind that is unknown gives no error")
	}
	if a := ask(t, Request{Op: "run", View: "access", Document: doc, Replies: make([]Reply, limits.Replies+1)}); !strings.Contains(a.Error, "too many") {
		t.Errorf("too many replies: %q", a.Error)
	}
}
