package scenario

import "testing"

func TestWhatIsComposedIsReadBack(t *testing.T) {
	t.Parallel()
	texts := []Written{
		{"rolecall", "format: 1\ntitle: x"}, {"python jupyterhub_config.py", "a = '''\n```\n````\n'''\n"},
		{"yaml values.yaml", "hub: {}\r\n"}, {"state", "users: [a]"}, {"checks", ""}, {"checks", "~~~\n```checks\n"},
	}
	doc, _ := Parse(Compose(texts...))
	at := 0
	for _, b := range doc.Blocks {
		if b.Kind == Prose {
			continue
		}
		want := texts[at].Text
		if want != "" && want[len(want)-1] != '\n' {
			want += "\n"
		}
		if b.Text != want || b.fence.info != texts[at].Info {
			t.Errorf("%s: %q, want %q", b.Part, b.Text, want)
		}
		at++
	}
	if at != len(texts) {
		t.Errorf("%d blocks", at)
	}
}

func TestPagesThatHoldScenarios(t *testing.T) {
	t.Parallel()
	const config = "```python jupyterhub_config.py\nc.A.b = 1\n```\n"
	for name, tc := range map[string]struct {
		page string
		want bool
	}{
		"nothing":                     {"# A page\n\n```python\nx = 1\n```\n", false},
		"a config to read":            {"# A page\n\n" + config, false},
		"a config below front matter": {"---\ntitle: A page\n---\n" + config, false},
		"a config below a header":     {"---\nformat: 1\n---\n" + config, true},
		"front matter with a format":  {"---\nformat: 1\n---\n```python\nx = 1\n```\n", false},
		"checks":                      {"```checks\n```\n", true},
		"a header's fence":            {"# A page\n\n~~~rolecall\n~~~\n", true},
		"checks in a quote":           {"> ```checks\n> ```\n", false},
		"checks in another fence":     {"````markdown\n```checks\n```\n````\n", false},
	} {
		if got := Holds(tc.page); got != tc.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
