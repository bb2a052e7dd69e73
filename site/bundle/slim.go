package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// The views need templ's writing of HTML. Its HTTP handlers and its bridge to html/template, which the engine never
// calls, would bring net/http, crypto/tls and text/template with their tables into the engine: a quarter of
// its size, and some of its start. So the engine is built with a copy of templ that lacks them. The copy is made from
// the module itself on every build, by leaving out what mentions these packages.

const (
	viewModule = "github.com/a-h/templ"
	slimMod    = cacheDir + "/go.mod"
)

// heavy are the packages that the copy does without.
var heavy = map[string]bool{"net/http": true, "html/template": true}

// slimFolders of the module are copied: the ones that components import.
var slimFolders = []string{".", "runtime", "safehtml"}

// makeSlim writes the copy, and a go.mod beside it that puts it in the module's place; and what else is left out.
func makeSlim() error {
	dir, err := moduleDir(viewModule)
	if err != nil {
		return err
	}
	to := filepath.Join(cacheDir, "templ")
	if err := os.RemoveAll(to); err != nil {
		return err
	}
	for _, folder := range slimFolders {
		if err := slimFolder(filepath.Join(dir, folder), filepath.Join(to, folder)); err != nil {
			return fmt.Errorf("making templ slim: %w", err)
		}
	}
	if err := os.WriteFile(filepath.Join(to, "runtime", "plain.go"), plainRuntime, 0o644); err != nil {
		return err
	}
	mod, err := os.ReadFile("go.mod")
	if err != nil {
		return err
	}
	sum, err := os.ReadFile("go.sum")
	if err != nil {
		return err
	}
	replace, err := replaceAbsent()
	if err != nil {
		return err
	}
	mod = fmt.Appendf(mod, "\nreplace %s => ./%s\n%s", viewModule, filepath.ToSlash(to), replace)
	return errors.Join(
		os.WriteFile(slimMod, mod, 0o644),
		os.WriteFile(strings.TrimSuffix(slimMod, ".mod")+".sum", sum, 0o644),
	)
}

func moduleDir(module string) (string, error) {
	list := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", module)
	list.Stderr = os.Stderr
	out, err := list.Output()
	if err != nil {
		return "", fmt.Errorf("finding %s: %w", module, err)
	}
	dir := strings.TrimSpace(string(out))
	if dir == "" {
		return "", fmt.Errorf("%s is not downloaded: run 'go mod download'", module)
	}
	return dir, nil
}

// slimFolder copies one package without its tests, its Go files slim.
func slimFolder(from, to string) error {
	entries, err := os.ReadDir(from)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(to, 0o755); err != nil {
		return err
	}
	sources := map[string]string{}
	for _, e := range entries {
		name := e.Name()
		isGo := strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go")
		if e.IsDir() || !isGo && name != "go.mod" && name != ".version" {
			continue
		}
		text, err := os.ReadFile(filepath.Join(from, name))
		if err != nil {
			return err
		}
		if isGo {
			sources[name] = string(text)
			continue
		}
		if err := os.WriteFile(filepath.Join(to, name), text, 0o644); err != nil {
			return err
		}
	}
	slim, err := without(sources, heavy)
	if err != nil {
		return err
	}
	for name, text := range slim {
		if err := os.WriteFile(filepath.Join(to, name), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}
