package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// asCommand is the variable that turns this test's program into the command, for scripts that call it.
const asCommand = "ROLECALL_TEST_COMMAND"

func TestMain(m *testing.M) {
	if os.Getenv(asCommand) != "" {
		main()
	}
	os.Exit(m.Run())
}

// script runs a text in bash, as pipelines do, in a folder of its own with the command on the path.
func script(t *testing.T, text, dir string, env ...string) (out string, code int) {
	t.Helper()
	bin := t.TempDir()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	call := fmt.Sprintf("#!/bin/sh\n%s=1 exec '%s' \"$@\"\n", asCommand, self)
	if err := os.WriteFile(filepath.Join(bin, "rolecall"), []byte(call), 0o755); err != nil {
		t.Fatal(err)
	}
	c := exec.Command("bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", text)
	c.Dir = dir
	c.Env = append(os.Environ(), append(env, "PATH="+bin+":"+os.Getenv("PATH"))...)
	var both bytes.Buffer
	c.Stdout, c.Stderr = &both, &both
	err = c.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return both.String(), c.ProcessState.ExitCode()
}

// pipelineFile reads a file of YAML at the top of the repository, without keys that out does not know.
func pipelineFile(t *testing.T, name string, out any) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", name))
	if err != nil {
		t.Fatal(err)
	}
	d := yaml.NewDecoder(bytes.NewReader(text))
	d.KnownFields(true)
	if err := d.Decode(out); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

var expression = regexp.MustCompile(`\$\{\{ *([a-z_.-]+) *\}\}`)

// TestTheActionIsACheck runs the steps of action.yml as GitHub's runner does: with inputs filled into the environment.
func TestTheActionIsACheck(t *testing.T) {
	t.Parallel()
	var action struct {
		Name, Description string
		Inputs            map[string]struct {
			Description string
			Required    bool
			Default     string
		}
		Runs struct {
			Using string
			Steps []struct {
				Name, Shell, Run string
				Dir              string `yaml:"working-directory"`
				Env              map[string]string
			}
		}
	}
	pipelineFile(t, "action.yml", &action)
	if action.Name == "" || action.Description == "" || action.Runs.Using != "composite" || len(action.Runs.Steps) != 2 || !action.Inputs["paths"].Required {
		t.Fatalf("the action lacks something: %+v", action)
	}
	for _, step := range action.Runs.Steps {
		if step.Shell != "bash" || step.Run == "" || expression.MatchString(step.Run) {
			t.Errorf("the step %s: its script must hold no expression, and name its shell", step.Name)
		}
	}
	dir := tree(t, map[string]string{"docs/a.md": holdingDocument, "bad/b.md": failingDocument, "config.py": rolesConfig, "c.checks": "ann can list:users\n"})
	for _, tc := range []struct {
		name   string
		inputs map[string]string
		code   int
		want   string
	}{
		{"all hold", map[string]string{"paths": "docs"}, 0, "1 scenario, 2 checks: 2 hold\n"},
		{"a check fails", map[string]string{"paths": "docs bad"}, 1, "::error file=bad/b.md,line=5,col=3,"},
		{"a config", map[string]string{"paths": "config.py --checks c.checks"}, 0, "1 check: 1 hold"},
		{"versions", map[string]string{"paths": "docs", "jupyterhub": "5.5.1,4.1.6"}, 0, "2 scenarios, 4 checks: 4 hold"},
		{"coverage", map[string]string{"paths": "config.py --checks c.checks", "min-coverage": "90"}, 5, "::error title=coverage::"},
		{"a file for others", map[string]string{"paths": "bad", "junit": "out.xml"}, 1, "::error"},
		{"a pattern is no pattern", map[string]string{"paths": "d*"}, 2, "cannot-open"},
		{"an input that is a script", map[string]string{"paths": "$(touch hacked) ; touch hacked *"}, 2, "cannot-open"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			step := action.Runs.Steps[1]
			var env []string
			for name, value := range step.Env {
				env = append(env, name+"="+expression.ReplaceAllStringFunc(value, func(e string) string {
					input := strings.TrimPrefix(expression.FindStringSubmatch(e)[1], "inputs.")
					if _, ok := action.Inputs[input]; !ok {
						t.Errorf("there is no input %s", input)
					}
					if v, ok := tc.inputs[input]; ok {
						return v
					}
					return action.Inputs[input].Default
				}))
			}
			out, code := script(t, step.Run, dir, env...)
			if code != tc.code || !strings.Contains(out, tc.want) {
				t.Errorf("exit code %d, want %d and %q:\n%s", code, tc.code, tc.want, out)
			}
		})
	}
	if text, _ := os.ReadFile(filepath.Join(dir, "out.xml")); len(junitFaults(string(text))) > 0 || !bytes.Contains(text, []byte("<failure")) {
		t.Errorf("out.xml: %s", text)
	}
	if _, err := os.Stat(filepath.Join(dir, "hacked")); err == nil {
		t.Error("an input was run")
	}
	out, code := script(t, action.Runs.Steps[0].Run, dir)
	if code != 0 || !strings.HasSuffix(strings.TrimSpace(out), "/rolecall") {
		t.Errorf("where rolecall is there already: %d, %s", code, out)
	}
}

func TestThePreCommitHookIsACheck(t *testing.T) {
	t.Parallel()
	var hooks []struct {
		ID, Name, Description, Entry, Language string
		Types                                  []string
	}
	pipelineFile(t, ".pre-commit-hooks.yaml", &hooks)
	if len(hooks) != 1 || hooks[0].ID == "" || hooks[0].Name == "" || hooks[0].Language != "golang" || !slices.Equal(hooks[0].Types, []string{"markdown"}) {
		t.Fatalf("hooks: %+v", hooks)
	}
	dir := tree(t, map[string]string{"a.md": holdingDocument, "b.md": failingDocument, "plain.md": noChecks})
	for files, want := range map[string]int{"a.md plain.md": 0, "plain.md": 0, "a.md b.md": 1} {
		if out, code := script(t, hooks[0].Entry+" "+files, dir); code != want {
			t.Errorf("%s: exit code %d, want %d: %s", files, code, want, out)
		}
	}
}

func TestTheGitLabJobIsACheck(t *testing.T) {
	t.Parallel()
	var jobs map[string]struct {
		Stage string
		Image struct {
			Name       string
			Entrypoint []string
		}
		Variables map[string]string
		Script    []string
		Artifacts struct {
			When    string
			Reports struct {
				JUnit string `yaml:"junit"`
			}
		}
	}
	pipelineFile(t, "ci/gitlab.yml", &jobs)
	job, ok := jobs["rolecall"]
	if !ok || len(jobs) != 1 || len(job.Script) != 1 || job.Artifacts.When != "always" || job.Image.Name == "" {
		t.Fatalf("jobs: %+v", jobs)
	}
	dir := tree(t, map[string]string{"docs/a.md": holdingDocument, "bad/b.md": failingDocument})
	for paths, want := range map[string]int{job.Variables["ROLECALL_PATHS"]: 0, "docs bad": 1} {
		out, code := script(t, job.Script[0], dir, "ROLECALL_PATHS="+paths)
		text, err := os.ReadFile(filepath.Join(dir, job.Artifacts.Reports.JUnit))
		if code != want || err != nil || len(junitFaults(string(text))) > 0 {
			t.Errorf("%s: exit code %d, want %d, %v: %s", paths, code, want, err, out)
		}
	}
}
