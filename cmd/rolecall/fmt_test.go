package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestFmt(t *testing.T) {
	t.Parallel()
	const loose, set = "# Hello\n\n```checks\nany user can self\n```\n", "format: 1\n"
	const prose, matter = "# Hello\n\n```python\nprint(1)\n```\n", "---\nlayout: page\n---\n# Hello\n"
	dir := tree(t, map[string]string{"prose.md": prose, "matter.md": matter, "config.py": rolesConfig, "loose.md": loose, "two.md": page, "broken.md": brokenHeader, "language.md": "```yaml config.py\n```\n"})
	call := func(args ...string) (string, string, int) {
		var stdout, stderr strings.Builder
		code := run(append([]string{"fmt"}, args...), strings.NewReader(loose), &stdout, &stderr)
		return stdout.String(), stderr.String(), code
	}
	at := func(name string) string { return filepath.Join(dir, name) }
	read := func(name string) string {
		text, err := os.ReadFile(at(name))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	if out, errs, code := call("-"); code != exitOK || errs != "" || !strings.HasPrefix(out, "---\n"+set) || !strings.HasSuffix(out, loose) {
		t.Errorf("exit code %d, %s\n%s", code, errs, out)
	}
	if out, _, code := call("--check", at("loose.md"), at("two.md")); code != exitFailed || out != at("loose.md")+"\n"+at("two.md")+"\n" || read("loose.md") != loose {
		t.Errorf("--check: exit code %d, %s", code, out)
	}
	if out, errs, code := call("--write", at("loose.md"), at("two.md")); code != exitOK || out != at("loose.md")+"\n"+at("two.md")+"\n" {
		t.Errorf("--write: exit code %d, %s%s", code, out, errs)
	}
	if text := read("two.md"); strings.Count(text, set) != 2 || strings.Count(text, "oauthenticator: ") != 2 || !strings.HasPrefix(text, "# Page\n") {
		t.Errorf("a page of two: %s", text)
	}
	if out, _, code := call("--check", at("loose.md"), at("two.md")); code != exitOK || out != "" {
		t.Errorf("formatted again: exit code %d, %s", code, out)
	}
	if out, errs, code := call("--write", at("broken.md")); code != exitUnreadable || out != "" || !strings.Contains(errs, "broken.md:3:1: unknown-key") || !strings.Contains(errs, "\n    ^^^^^\n") || read("broken.md") != brokenHeader {
		t.Errorf("a broken one: exit code %d, %s%s", code, out, errs)
	}
	if out, errs, code := call("--write", at("language.md")); code != exitUnreadable || out != "" || !strings.Contains(errs, "config-language") {
		t.Errorf("one whose header is none: exit code %d, %s%s", code, out, errs)
	}
	if out, errs, code := call("--write", at("prose.md"), at("matter.md")); code != exitOK || out+errs != "" || read("prose.md") != prose || read("matter.md") != matter {
		t.Errorf("pages without a scenario: exit code %d, %s%s\n%s%s", code, out, errs, read("prose.md"), read("matter.md"))
	}
	if out, _, code := call(at("prose.md")); code != exitOK || out != prose {
		t.Errorf("a page without a scenario: exit code %d, %s", code, out)
	}
	if out, errs, code := call("--write", at("config.py")); code != exitUsage || !strings.Contains(errs, "rolecall new") || read("config.py") != rolesConfig {
		t.Errorf("a config: exit code %d, %s%s\n%s", code, out, errs, read("config.py"))
	}
	for _, args := range [][]string{{}, {"--check", "--write", at("loose.md")}, {"--write", "-"}, {at("none.md")}} {
		if _, errs, code := call(args...); code != exitUsage || errs == "" {
			t.Errorf("%q: exit code %d", args, code)
		}
	}
}

func TestNew(t *testing.T) {
	t.Parallel()
	dir := tree(t, map[string]string{"my config.py": rolesConfig, "values.yaml": "hub: {}\n", "other/values.yaml": "hub: {}\n"})
	config, values := filepath.Join(dir, "my config.py"), filepath.Join(dir, "values.yaml")
	for _, tc := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"--title", "a: \"b\"", config}, exitOK, "1 check: 1 hold\n"},
		{[]string{values}, exitOK, "1 check: 1 hold\n"},
		{[]string{"class-teacher"}, exitUsage, "no document"},
		{[]string{values, filepath.Join(dir, "other/values.yaml")}, exitUsage, "would be called values.yaml"},
		{[]string{values, "x.md"}, exitUsage, "no file of a config"},
		{[]string{filepath.Join(dir, "none.py")}, exitUsage, "no such file"},
		{nil, exitUsage, "name a config's file"},
	} {
		var stdout, stderr strings.Builder
		code := run(append([]string{"new"}, tc.args...), nil, &stdout, &stderr)
		got := stderr.String()
		if code == exitOK {
			var report strings.Builder
			code = run([]string{"check", "-"}, strings.NewReader(stdout.String()), &report, &stderr)
			got = report.String()
			if formatted := run([]string{"fmt", "--check", "-"}, strings.NewReader(stdout.String()), &report, &stderr); formatted != exitOK || !strings.Contains(stdout.String(), "jupyterhub:") {
				t.Errorf("%q: not as a server keeps it: %s", tc.args, stdout.String())
			}
		}
		if code != tc.code || !strings.Contains(got, tc.want) {
			t.Errorf("%q: exit code %d, %s\n%s", tc.args, code, got, stdout.String())
		}
	}
	text, ok := galleryDocument("gallery/idle-culler")
	var stdout, stderr strings.Builder
	if code := run([]string{"new", "idle-culler"}, nil, &stdout, &stderr); code != exitOK || !ok || stdout.String() != text {
		t.Errorf("of the gallery: exit code %d, %s", code, stderr.String())
	}
}

// TestCompletion runs the script of bash, and asks the others for every command.
func TestCompletion(t *testing.T) {
	t.Parallel()
	var bash, stderr strings.Builder
	if code := run([]string{"completion", "bash"}, nil, &bash, &stderr); code != exitOK {
		t.Fatal(stderr.String())
	}
	for typed, want := range map[string]string{
		"rolecall che":             "check",
		"rolecall help se":         "serve settings",
		"rolecall check --min":     "--min-coverage",
		"rolecall fmt --":          "--check --format --help --write",
		"rolecall completion --he": "--help",
	} {
		words := strings.Fields(typed)
		ask := bash.String() + "COMP_WORDS=(" + typed + ")\nCOMP_CWORD=" + string(rune('0'+len(words)-1)) + "\n_rolecall\necho \"${COMPREPLY[*]}\"\n"
		out, err := exec.Command("bash", "--noprofile", "--norc", "-c", ask).CombinedOutput()
		if got := strings.TrimSpace(string(out)); got != want || err != nil {
			t.Errorf("%s: %q, want %q, %v", typed, got, want, err)
		}
	}
	for _, shell := range []string{"bash", "zsh", "fish"} {
		var out strings.Builder
		run([]string{"completion", shell}, nil, &out, &stderr)
		for name := range commands {
			if !strings.Contains(out.String(), name) {
				t.Errorf("%s lacks %s", shell, name)
			}
		}
	}
	for _, args := range [][]string{{"completion"}, {"completion", "tcsh"}} {
		if code := run(args, nil, &bash, &stderr); code != exitUsage {
			t.Errorf("%q: exit code %d", args, code)
		}
	}
}
