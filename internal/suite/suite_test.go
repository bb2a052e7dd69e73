package suite_test

import (
	"reflect"
	"strings"
	"testing"

	"rolecall.example/internal/suite"
)

const page = "# Docs\n\n```rolecall\ntitle: One\n```\n```python jupyterhub_config.py\nc.JupyterHub.load_groups = {\"é\": [\"ann\"]}\n```\n```checks\nany user can shutdown\n```\n\n" +
	"```rolecall\ntitle: Two\n```\n~~~python jupyterhub_config.py\nc.JupyterHub.load_roles = [{\"name\": \"Capital\"}]\n~~~\n  ```checks\n  any user can users  # no\n  ```\n"

func TestPlacesAreThoseOfThePage(t *testing.T) {
	t.Parallel()
	out := suite.Run(suite.Page(suite.File{Name: "docs/a.md", Text: page}), suite.Options{})
	if len(out) != 2 || out[0].Title != "One" || out[1].Title != "Two" || out[0].Number != 1 || out[1].Number != 2 || out[1].Of != 2 {
		t.Fatalf("scenarios: %+v", out)
	}
	one, two := out[0].Claims[0], out[1].Claims[0]
	if want := (suite.Place{File: "docs/a.md", Line: 10, Column: 1, LastLine: 10, LastColumn: 22}); one.Place != want || one.Verdict != suite.Fails {
		t.Errorf("the first check: %+v", one)
	}
	if want := (suite.Place{File: "docs/a.md", Line: 20, Column: 3, LastLine: 20, LastColumn: 21}); two.Place != want || two.Verdict != suite.Undecided {
		t.Errorf("the second check, in an indented fence: %+v", two)
	}
	if out[1].Place.Line != 13 || out[1].Starts || len(out[1].Findings) != 1 || out[1].Errors != 1 || out[1].Findings[0].Place.Line != 17 {
		t.Errorf("the second scenario: %+v", out[1])
	}
	if text := out[1].Findings[0].String(); !strings.HasPrefix(text, "docs/a.md:17:") || !strings.Contains(text, "\n    c.JupyterHub.load_roles = [{\"name\": \"Capital\"}]\n") {
		t.Errorf("the finding: %s", text)
	}
}

func config() suite.Config {
	return suite.Config{
		Files: []suite.File{
			{Name: "my files/jupyterhub config.py", Text: "load_subconfig('roles.py')\nc.JupyterHub.load_groups = {'g': ['ann']}"},
			{Name: "other/jupyterhub config.py", Text: "\r\nc.JupyterHub.load_roles.append({'name': 'B', 'scopes': [], 'users': ['ann']})\r\n"},
		},
		State:  &suite.File{Name: "state.yaml", Text: "files:\n  roles.py: |\n    c.JupyterHub.load_roles = [\n      {'name': 'abc', 'scopes': ['users']}]\nusers: [bo]\n"},
		Checks: []suite.File{{Name: "a.checks", Text: "ann can users\n```\n"}, {Name: "b.checks", Text: "# nothing\nbo can self\n"}},
	}
}

func TestPlacesAreThoseOfTheConfigsFiles(t *testing.T) {
	t.Parallel()
	out := suite.Run([]suite.Job{config().Job()}, suite.Options{})
	if len(out) != 1 {
		t.Fatalf("%d outcomes", len(out))
	}
	var got []string
	for _, f := range out[0].Findings {
		line, _, _ := strings.Cut(f.String(), ": ")
		got = append(got, line+" "+f.ID)
	}
	text := strings.Join(got, "\n")
	for _, want := range []string{"other/jupyterhub config.py:2:41 role-name-invalid", "a.checks:2:1 check-syntax"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in\n%s", want, text)
		}
	}
	if c := out[0].Claims; len(c) != 2 || c[0].Place.File != "a.checks" || c[0].Place.Line != 1 || c[1].Place.File != "b.checks" || c[1].Place.Line != 2 {
		t.Errorf("claims: %+v", c)
	}
}

func TestPlacesInFilesOfTheState(t *testing.T) {
	t.Parallel()
	c := config()
	c.Files = c.Files[:1]
	c.State.Text = strings.Replace(c.State.Text, "'users'", "'usrs'", 1)
	out := suite.Run([]suite.Job{c.Job()}, suite.Options{})
	for _, f := range out[0].Findings {
		if f.ID == "scope-not-found" {
			if f.Place.File != "state.yaml" || f.Place.Line != 1 || !strings.HasPrefix(f.Message, "roles.py:2:30: ") {
				t.Errorf("the finding: %+v", f)
			}
			return
		}
	}
	t.Errorf("no finding about the scope: %+v", out[0].Findings)
}

func TestPlacesOfTheWholeDocument(t *testing.T) {
	t.Parallel()
	c := config()
	c.Files[1].Text = "# two\nx = '\x00'\n"
	for _, f := range suite.Run([]suite.Job{c.Job()}, suite.Options{})[0].Findings {
		if f.ID == "nul-byte" {
			if f.Place.File != c.Files[1].Name || f.Place.Line != 2 || f.Place.Column != 6 {
				t.Errorf("it stands at %+v", f.Place)
			}
			return
		}
	}
	t.Error("nothing is said about the NUL byte")
}

func TestOneAtATimeOrManyAtOnce(t *testing.T) {
	t.Parallel()
	var jobs []suite.Job
	for i := range 40 {
		text := page
		if i%3 == 0 {
			text = strings.ReplaceAll(page, "shutdown", "self")
		}
		jobs = append(jobs, suite.Page(suite.File{Name: "a.md", Text: text})...)
	}
	calls := 0
	one := suite.Run(jobs, suite.Options{Parallel: 1, Coverage: true, Versions: []string{"5.5.1", "4.1.6"}})
	many := suite.Run(jobs, suite.Options{Parallel: 8, Coverage: true, Versions: []string{"5.5.1", "4.1.6"}, Done: func(done, total int) {
		if calls++; done != calls || total != 160 {
			t.Errorf("call %d: %d of %d", calls, done, total)
		}
	}})
	if len(one) != 160 || one[1].Version != "4.1.6" || one[2].Number != 2 {
		t.Fatalf("%d outcomes, %+v", len(one), one[1])
	}
	if !reflect.DeepEqual(one, many) || calls != 160 {
		t.Errorf("they differ, after %d calls", calls)
	}
}

func TestALargePage(t *testing.T) {
	t.Parallel()
	out := suite.Run(suite.Page(suite.File{Name: "a.md", Text: strings.Repeat("```rolecall\n```\n", 1<<17)}), suite.Options{})
	if len(out) != 1 || out[0].Readable || out[0].Findings[0].ID != "limit-document" {
		t.Errorf("%d outcomes", len(out))
	}
}
