package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"
)

// licenseNames are the files that hold a package's terms.
var licenseNames = []string{"LICENSE", "LICENSE.md", "LICENSE.txt", "LICENCE", "license", "COPYING", "NOTICE"}

// collectLicenses writes down the terms of everything that others wrote and the built files contain: npm packages,
// Go modules in the engine, Go itself. Their licences ask for it.
func collectLicenses(packages []string) (output, error) {
	dirs := map[string]string{"Go": goroot()}
	for _, p := range packages {
		_, name, _ := strings.Cut(p, "node_modules/")
		dirs[name] = p
	}
	modules, err := engineModules()
	if err != nil {
		return output{}, err
	}
	for name, dir := range modules {
		dirs[name] = dir
	}
	names := make([]string, 0, len(dirs))
	for n := range dirs {
		names = append(names, n)
	}
	sort.Strings(names)
	var b bytes.Buffer
	b.WriteString("Rolecall's built files contain work of others, under these terms.\n")
	for _, n := range names {
		text, err := terms(dirs[n])
		if err != nil {
			return output{}, fmt.Errorf("%s: %w", n, err)
		}
		fmt.Fprintf(&b, "\n\n%s\n%s\n\n%s\n", n, strings.Repeat("=", len(n)), strings.TrimSpace(text))
	}
	return output{logical: "licenses.txt", content: b.Bytes()}, nil
}

func terms(dir string) (string, error) {
	var found []string
	for _, n := range licenseNames {
		if text, err := os.ReadFile(filepath.Join(dir, n)); err == nil {
			found = append(found, string(text))
		}
	}
	if len(found) == 0 {
		return "", fmt.Errorf("no licence found in its folder")
	}
	return strings.Join(found, "\n\n"), nil
}

// engineModules maps the modules of others in the engine to their folders.
func engineModules() (map[string]string, error) {
	list := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Dir}}{{end}}{{end}}", "./wasm")
	list.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOFLAGS=")
	list.Stderr = os.Stderr
	out, err := list.Output()
	if err != nil {
		return nil, fmt.Errorf("listing the engine's modules: %w", err)
	}
	modules := map[string]string{}
	for line := range strings.Lines(string(out)) {
		if path, dir, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			modules[path] = dir
		}
	}
	return modules, nil
}
