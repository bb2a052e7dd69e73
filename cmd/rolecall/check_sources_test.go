package main

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rolecall.example/internal/limits"
)

// tree writes files into a folder of the test.
func tree(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

const rolesConfig = "c.JupyterHub.load_roles = [{'name': 'teach', 'scopes': ['list:users', 'servers!user=bo'], 'users': ['ann']}]\n"

func TestWhatIsChecked(t *testing.T) {
	t.Parallel()
	dir := tree(t, map[string]string{
		"docs/a.md": holdingDocument, "docs/deep/b.MD": failingDocument, "docs/plain.md": noChecks, "docs/c.txt": failingDocument,
		"docs/.hidden/d.md": brokenHeader, "docs/node_modules/e.md": brokenHeader, "good/a.md": holdingDocument, "none/a.txt": "", "plain/a.md": noChecks,
		"config.py": rolesConfig, "broken.py": "c.JupyterHub.load_roles = [\n", "values.yaml": "hub:\n  config: {}\n  loadRoles:\n    teach: {scopes: [list:users], users: [ann]}\n",
		"state.yaml": "users: [bo]\n", "bad.yaml": "usrs: [bo]\n", "more.py": "c.JupyterHub.load_roles.append({'name': 'more', 'scopes': ['shutdown'], 'users': ['ann']})\n",
		"a.checks": "ann can list:users\nann can servers!user=bo\n", "b.checks": "bo cannot list:users\n\nann can shutdown\n", "none.checks": "# later\n", "typo.checks": "ann kan list:users\n", "c.checks": "ann can list:users\n",
	})
	at := func(names ...string) (out []string) {
		for _, n := range names {
			if !strings.HasPrefix(n, "-") && n != "pretty" && n != "100" {
				n = filepath.Join(dir, n)
			}
			out = append(out, n)
		}
		return out
	}
	for _, tc := range []struct {
		name   string
		args   []string
		code   int
		stdout []string
		stderr string
	}{
		{"a folder", at("docs"), 1, []string{"docs/a.md: Defaults (", "docs/deep/b.MD (", "docs/deep/b.MD:5:3: check-fails", "2 scenarios, 5 checks: 3 hold, 1 fail, 1 cannot be decided; 1 file without a scenario skipped\n"}, ""},
		{"a folder and a file of it", at("docs/a.md", "docs"), 1, []string{"docs/a.md:", "docs/deep/b.MD", "2 scenarios, 5"}, ""},
		{"a folder without a scenario", at("plain"), 4, []string{"0 scenarios, nothing was checked; 1 file without a scenario skipped\n"}, ""},
		{"a folder without Markdown", at("none"), 4, []string{"0 scenarios, nothing was checked\n"}, ""},
		{"a file without a scenario", at("plain/a.md"), 4, []string{"nothing was checked\n"}, ""},
		{"others skipped", at("--skip-others", "plain/a.md", "good/a.md"), 0, []string{"1 scenario, 2 checks: 2 hold; 1 file without a scenario skipped\n"}, ""},
		{"nothing left", at("--skip-others", "plain/a.md"), 0, []string{"0 scenarios, nothing was checked; 1 file"}, ""},
		{"a config", at("config.py", "--checks", "a.checks", "--state", "state.yaml"), 0, []string{"config.py (JupyterHub 5.5.1)\n", "2 checks: 2 hold\n"}, ""},
		{"a config without its state", at("config.py", "--checks", "a.checks"), 1, []string{"a.checks:2:9: unknown-user"}, ""},
		{"a config of two files, checks of two", at("config.py", "more.py", "--checks", "a.checks", "--checks", "b.checks", "--state", "state.yaml"), 0, []string{"4 checks: 4 hold\n"}, ""},
		{"in another order", at("more.py", "config.py", "--checks", "b.checks", "--state", "state.yaml"), 1, []string{"b.checks:3:1: check-fails"}, ""},
		{"values of the chart", at("values.yaml", "--checks", "c.checks"), 0, []string{"values.yaml (JupyterHub 5.5.1)\n", "1 check: 1 hold\n"}, ""},
		{"a config that cannot be read", at("broken.py", "--checks", "a.checks"), 3, []string{"broken.py:1:27: ", "the document cannot be read"}, ""},
		{"a state that cannot be read", at("config.py", "--checks", "a.checks", "--state", "bad.yaml"), 3, []string{"bad.yaml:1:1: unknown-key"}, ""},
		{"a check that cannot be read", at("config.py", "--checks", "typo.checks"), 3, []string{"typo.checks:1:5: check-syntax"}, ""},
		{"a config without checks", at("config.py"), 4, []string{"nothing was checked\n"}, ""},
		{"checks that say nothing", at("config.py", "--checks", "none.checks"), 4, []string{"nothing was checked\n"}, ""},
		{"a config under two JupyterHubs", at("config.py", "--checks", "c.checks", "--jupyterhub=5.5.1,4.1.6"), 0, []string{"(JupyterHub 5.5.1)", "(JupyterHub 4.1.6)", "2 scenarios, 2 checks: 2 hold\n"}, ""},
		{"coverage", at("config.py", "--checks", "c.checks", "--coverage"), 0, []string{"1 check: 1 hold\n", "coverage: 60.0 % (3 of 5 roles,", "config.py:1:71: no check exercises scope servers\n", "no check exercises filter !user=bo\n"}, ""},
		{"enough coverage", at("config.py", "--checks", "c.checks", "--min-coverage=60"), 0, []string{"coverage: 60.0 %"}, ""},
		{"too little coverage", at("config.py", "--checks", "c.checks", "--min-coverage", "100"), 5, []string{"60.0 % (3 of 5 roles, scopes, filters and bearers); 100 % are asked for\n"}, ""},
		{"a failure before the coverage", at("config.py", "--checks", "a.checks", "--min-coverage", "100"), 1, []string{"coverage: 60.0 %"}, ""},
		{"checks without a config", at("docs", "--checks", "a.checks"), 2, nil, "--checks is about a config"},
		{"a state without a config", at("docs", "--state", "state.yaml"), 2, nil, "--state and --host are about a config"},
		{"checks that are not there", at("config.py", "--checks", "x.checks"), 2, []string{"0 scenarios"}, "x.checks: no such file"},
		{"an unknown format", append(at("docs"), "--format=xml"), 2, nil, `there is no format "xml"; there are pretty, json, junit, github`},
		{"no percentage", append(at("docs"), "--min-coverage=101"), 2, nil, `--min-coverage "101": a percentage is between 0 and 100`},
		{"an option without its value", append(at("docs"), "--output"), 2, nil, "--output needs a value"},
		{"standard input twice", append(at("config.py"), "-", "--checks", "-"), 2, nil, "standard input can be read once"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			var stdout, stderr strings.Builder
			if code := run(append([]string{"check"}, tc.args...), strings.NewReader(""), &stdout, &stderr); code != tc.code {
				t.Errorf("exit code %d, want %d", code, tc.code)
			}
			rest := stdout.String()
			for _, want := range tc.stdout {
				_, after, ok := strings.Cut(rest, want)
				if !ok {
					t.Errorf("no %q in its place in\n%s", want, stdout.String())
				}
				rest = after
			}
			expectText(t, "stderr", stderr.String(), tc.stderr)
		})
	}
}

func TestTheOutput(t *testing.T) {
	t.Parallel()
	dir := tree(t, map[string]string{"a.md": failingDocument})
	file, out := filepath.Join(dir, "a.md"), filepath.Join(dir, "out.xml")
	var stdout, stderr strings.Builder
	if code := run([]string{"check", file, "--format=junit", "--output", out}, nil, &stdout, &stderr); code != exitFailed || stderr.Len() > 0 {
		t.Errorf("exit code %d, %s", code, stderr.String())
	}
	text, _ := os.ReadFile(out)
	if faults := junitFaults(string(text)); len(faults) > 0 || !strings.Contains(stdout.String(), "  fails  any user can shutdown\n") {
		t.Errorf("the file: %q; standard output: %s", faults, stdout.String())
	}
	if code := run([]string{"check", file, "--output", filepath.Join(dir, ".", "a.md")}, nil, &stdout, &stderr); code != exitUsage || !strings.Contains(stderr.String(), "is not overwritten") {
		t.Errorf("exit code %d, %s", code, stderr.String())
	}
	if text, _ := os.ReadFile(file); string(text) != failingDocument {
		t.Error("the document is overwritten")
	}
}

func TestDocumentsOfTheWeb(t *testing.T) {
	t.Parallel()
	mux := http.NewServeMux()
	serve := func(path, kind, text string) {
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", kind)
			_, _ = w.Write([]byte(text))
		})
	}
	serve("/s/abc.md", "text/markdown", holdingDocument)
	serve("/sub/gallery/one.md", "text/markdown", failingDocument)
	serve("/raw/a.txt", "text/plain", page)
	serve("/page.html", "text/html; charset=utf-8", page)
	serve("/large.md", "text/markdown", strings.Repeat("a", limits.Document+10))
	mux.Handle("/loop", http.RedirectHandler("/loop", http.StatusFound))
	mux.Handle("/away", http.RedirectHandler("file:///etc/hostname", http.StatusFound))
	mux.Handle("/moved", http.RedirectHandler("/s/abc.md", http.StatusFound))
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	for _, tc := range []struct {
		path   string
		code   int
		stdout string
		stderr string
	}{
		{"/s/abc", 0, "2 checks: 2 hold\n", ""},
		{"/e/abc?view=checks#top", 0, "2 checks: 2 hold\n", ""},
		{"/s/abc.md", 0, "2 checks: 2 hold\n", ""},
		{"/moved", 0, "2 checks: 2 hold\n", ""},
		{"/sub/gallery/one", 1, "/sub/gallery/one:5:3: check-fails", ""},
		{"/sub/e/gallery/one", 1, "check-fails", ""},
		{"/raw/a.txt", 1, "Two (JupyterHub", ""},
		{"/large.md", 3, "limit-document", ""},
		{"/page.html", 2, "0 scenarios", "a page of HTML"},
		{"/none", 2, "0 scenarios", "the server answers 404"},
		{"/loop", 2, "0 scenarios", "redirected more than 5 times"},
		{"/away", 2, "0 scenarios", "no page of the web"},
	} {
		t.Run(tc.path, func(t *testing.T) {
			t.Parallel()
			var stdout, stderr strings.Builder
			if code := run([]string{"check", server.URL + tc.path}, nil, &stdout, &stderr); code != tc.code {
				t.Errorf("exit code %d, want %d", code, tc.code)
			}
			expectText(t, "stdout", stdout.String(), tc.stdout)
			expectText(t, "stderr", stderr.String(), tc.stderr)
		})
	}
}

func TestAddressesOfDocuments(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"https://a.example/s/x":             "https://a.example/s/x.md",
		"https://a.example/hub/s/x#y":       "https://a.example/hub/s/x.md",
		"https://a.example/s/x.json":        "https://a.example/s/x.json",
		"https://a.example/e/gallery/x?a=b": "https://a.example/gallery/x.md",
		"https://a.example/raw/x?a=b#y":     "https://a.example/raw/x?a=b",
		"https://a.example/s/":              "https://a.example/s/",
	} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if got := documentAddress(*u); got != want {
			t.Errorf("%s: %s, want %s", address, got, want)
		}
	}
}

func TestProgress(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	for i := range 250 {
		progress(&out, i+1, 250)
	}
	if got := out.String(); strings.Count(got, "\r") != 125 || !strings.HasPrefix(got, "\r2 of 250 scenarios\r4 of") || !strings.HasSuffix(got, "\r\x1b[K") {
		t.Errorf("%q", got)
	}
	out.Reset()
	for i := range 19 {
		progress(&out, i+1, 19)
	}
	if out.Len() > 0 || terminal(&out) {
		t.Errorf("of a few: %q", out.String())
	}
}
