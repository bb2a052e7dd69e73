package borders

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "rolecall.example/"

// arrows says for each package which packages of the module it may import itself. Programs and packages that only
// help tests stand in it too: a package that is not here fails the test, so that its place is decided.
var arrows = map[string]string{
	"rbac":                      "",
	"login":                     "rbac",
	"internal/diag":             "",
	"internal/limits":           "",
	"internal/words":            "",
	"internal/layered":          "",
	"internal/secrets":          "internal/limits",
	"internal/settings":         "rbac login internal/diag internal/limits",
	"internal/pyconfig":         "internal/diag internal/limits internal/settings internal/words",
	"internal/scenario":         "rbac login internal/diag internal/limits internal/words",
	"internal/checks":           "rbac login internal/diag internal/limits internal/words",
	"internal/cases":            "rbac",
	"internal/logincases":       "rbac login internal/diag internal/settings",
	"internal/helm":             "internal/diag internal/limits internal/pyconfig internal/settings internal/words",
	"internal/reading":          "internal/helm internal/diag internal/limits internal/pyconfig internal/settings",
	"internal/export":           "internal/diag internal/settings",
	"internal/enough":           "rbac internal/checks internal/diag internal/limits",
	"internal/amend":            "rbac internal/diag internal/export internal/settings",
	"internal/reference":        "rbac",
	"internal/playground":       "rbac login internal/amend internal/changes internal/checks internal/diag internal/enough internal/export internal/helm internal/hublog internal/limits internal/lint internal/reading internal/routes internal/scenario internal/settings internal/words",
	"internal/routes":           "rbac internal/checks",
	"internal/changes":          "rbac internal/limits",
	"internal/hublog":           "internal/limits",
	"internal/lint":             "rbac internal/diag internal/settings internal/words",
	"templates":                 "rbac login internal/checks internal/diag internal/layered internal/limits internal/lint internal/playground internal/reference internal/routes internal/scenario internal/secrets",
	"templates/internal/sample": "rbac internal/checks internal/diag internal/playground internal/scenario",
	"templates/preview":         "internal/playground templates templates/internal/sample",
	"internal/suite":            "rbac internal/checks internal/diag internal/limits internal/playground internal/scenario",
	"internal/bridge":           "rbac internal/diag internal/helm internal/limits internal/playground internal/scenario internal/secrets templates",
	"wasm":                      "internal/bridge",
	"scenarios":                 "",
	"advice":                    "internal/scenario",
	"site":                      "",
	"internal/release":          "",
	"server":                    "rbac advice internal/checks internal/diag internal/limits internal/lint internal/playground internal/reference internal/release internal/scenario scenarios server/card server/store site templates",
	"internal/staticsite":       "",
	"server/card":               "templates",
	"server/store":              "",
	"server/store/sqlite":       "server/store",
	"server/worker":             "internal/release scenarios server server/card server/store site",
	"cmd/rolecall":              "internal/cases internal/checks internal/diag internal/export internal/limits internal/lint internal/logincases internal/playground internal/reading internal/release internal/scenario internal/settings internal/staticsite internal/suite internal/words rbac scenarios server server/store server/store/sqlite site templates",
	"site/bundle":               "site",
	"rbac/facts":                "",
	"rbac/facts/endpoints":      "",
	"internal/bench":            "rbac internal/bench/hubs internal/bridge internal/reading internal/suite scenarios",
	"internal/bench/hubs":       "rbac",
	"internal/soak":             "server/store server/store/sqlite",
	"internal/borders":          "",
}

// modules says which modules of others a package and all that it reaches may contain.
var modules = map[string]string{
	"rbac":                "",
	"login":               "",
	"internal/pyconfig":   "go.yaml.in/yaml/v3",
	"internal/checks":     "",
	"internal/playground": "go.yaml.in/yaml/v3",
	"templates":           "go.yaml.in/yaml/v3 github.com/a-h/templ",
	"wasm":                "go.yaml.in/yaml/v3 github.com/a-h/templ",
	"server": "go.yaml.in/yaml/v3 github.com/a-h/templ github.com/alecthomas/chroma/v2 github.com/dlclark/regexp2/v2 github.com/yuin/goldmark " +
		"github.com/aymanbagabas/go-udiff golang.org/x/image golang.org/x/text " +
		"github.com/aymanbagabas/go-udiff golang.org/x/image golang.org/x/text golang.org/x/sys",
	"server/store": "",
	"server/worker": "go.yaml.in/yaml/v3 github.com/a-h/templ github.com/alecthomas/chroma/v2 github.com/dlclark/regexp2/v2 github.com/yuin/goldmark " +
		"github.com/syumai/workers github.com/aymanbagabas/go-udiff golang.org/x/image golang.org/x/text golang.org/x/sys",
	"cmd/rolecall": "go.yaml.in/yaml/v3 github.com/a-h/templ github.com/alecthomas/chroma/v2 github.com/dlclark/regexp2/v2 github.com/yuin/goldmark " +
		"github.com/prometheus/client_golang github.com/prometheus/client_model github.com/prometheus/common github.com/prometheus/procfs " +
		"github.com/beorn7/perks github.com/cespare/xxhash/v2 github.com/munnerz/goautoneg go.yaml.in/yaml/v2 google.golang.org/protobuf " +
		"github.com/aymanbagabas/go-udiff golang.org/x/image golang.org/x/net golang.org/x/text " +
		"modernc.org/sqlite modernc.org/libc modernc.org/mathutil modernc.org/memory github.com/dustin/go-humanize github.com/google/uuid " +
		"github.com/mattn/go-isatty github.com/ncruces/go-strftime github.com/remyoudompheng/bigfft golang.org/x/sys",
}

func TestImportsPointOneWay(t *testing.T) {
	t.Parallel()
	found := 0
	for _, line := range list(t, "", "{{.ImportPath}} {{join .Imports \" \"}}", "./...") {
		fields := strings.Fields(line)
		pkg := strings.TrimPrefix(fields[0], module)
		allowed, ok := arrows[pkg]
		if !ok {
			t.Errorf("%s has no place in the table of arrows", pkg)
			continue
		}
		found++
		for _, imported := range fields[1:] {
			if name, ours := strings.CutPrefix(imported, module); ours && !slices.Contains(strings.Fields(allowed), name) {
				t.Errorf("%s imports %s", pkg, name)
			}
		}
	}
	if found < 15 {
		t.Errorf("only %d packages were looked at", found)
	}
}

func TestModulesOfOthersStayWhereTheyBelong(t *testing.T) {
	t.Parallel()
	for pkg, allowed := range modules {
		goos := ""
		if pkg == "wasm" || pkg == "server/worker" {
			goos = "js"
		}
		seen := map[string]bool{}
		for _, name := range list(t, goos, "{{with .Module}}{{if not .Main}}{{.Path}}{{end}}{{end}}", "-deps", "./"+pkg) {
			if name != "" && !seen[name] && !slices.Contains(strings.Fields(allowed), name) {
				t.Errorf("%s reaches %s", pkg, name)
			}
			seen[name] = true
		}
	}
}

func TestTheEngineInTheBrowserHoldsNoServer(t *testing.T) {
	t.Parallel()
	deps := list(t, "js", "{{.ImportPath}}", "-deps", "./wasm")
	for _, never := range []string{"database/sql", module + "server", module + "site", module + "scenarios", "github.com/alecthomas/chroma/v2", "github.com/yuin/goldmark"} {
		if slices.Contains(deps, never) {
			t.Errorf("wasm reaches %s", never)
		}
	}
	if !slices.Contains(deps, module+"rbac") {
		t.Error("wasm does not reach rbac: the list is not what it should be")
	}
}

func TestOnlyTwoLexersAreLinked(t *testing.T) {
	t.Parallel()
	for _, dep := range list(t, "", "{{.ImportPath}}", "-deps", "./cmd/rolecall") {
		for _, never := range []string{"/chroma/v2/lexers", "/chroma/v2/styles", "/chroma/v2/quick", "/chroma/v2/formatters"} {
			if strings.Contains(dep, never) {
				t.Errorf("the program contains %s", dep)
			}
		}
	}
}

// list runs go list at the module's root and returns its lines. goos "js" lists for the browser.
func list(t *testing.T, goos, format string, args ...string) []string {
	t.Helper()
	cmd := exec.Command("go", append([]string{"list", "-f", format}, args...)...)
	cmd.Dir = root
	cmd.Env = os.Environ()
	if goos == "js" {
		cmd.Env = append(cmd.Env, "GOOS=js", "GOARCH=wasm")
	}
	var problems strings.Builder
	cmd.Stderr = &problems
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list %v: %v\n%s", args, err, problems.String())
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}

// TestTheServerKnowsNoDatabaseDriver holds what lets the server be compiled for Workers.
func TestTheServerKnowsNoDatabaseDriver(t *testing.T) {
	t.Parallel()
	for _, pkg := range []string{"./server", "./server/store"} {
		deps := list(t, "js", "{{.ImportPath}}", "-deps", pkg)
		if !slices.Contains(deps, "database/sql") || slices.Contains(deps, "modernc.org/sqlite") {
			t.Errorf("%s reaches the driver, or no database at all", pkg)
		}
	}
}
