package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// inlined are the packages whose calls are inlined: Go's runtime, which every line of the engine uses. All others are
// compiled without, which makes the engine a tenth smaller.
var inlined = []string{"runtime", "internal/runtime/maps", "internal/bytealg"}

// buildEngine compiles package wasm to the file at path. Go's own build cache makes it quick when nothing changed.
func buildEngine(path, ldflags string) (output, error) {
	if err := makeSlim(); err != nil {
		return output{}, err
	}
	packages, err := enginePackages()
	if err != nil {
		return output{}, err
	}
	for p := range heavy {
		if slices.Contains(packages, p) {
			return output{}, fmt.Errorf("the engine imports %s, which is too large for it", p)
		}
	}
	replace, err := slimReplaced()
	if err != nil {
		return output{}, err
	}
	overlay, err := overlaid("engine", replace)
	if err != nil {
		return output{}, err
	}
	args := []string{"-trimpath", "-buildvcs=false", "-overlay=" + overlay, "-ldflags=" + ldflags, "-gcflags=all=-l"}
	for _, p := range inlined {
		args = append(args, "-gcflags="+p+"=")
	}
	build := engineCommand("build", append(args, "-o", path, "./wasm")...)
	build.Stdout = os.Stderr
	if err := build.Run(); err != nil {
		return output{}, fmt.Errorf("building the engine: %w", err)
	}
	content, err := os.ReadFile(path)
	return output{logical: "rolecall.wasm", content: content}, err
}

// enginePackages lists the engine's packages by import path.
func enginePackages() ([]string, error) {
	out, err := engineCommand("list", "-deps", "./wasm").Output()
	if err != nil {
		return nil, fmt.Errorf("listing the engine's packages: %w", err)
	}
	return strings.Fields(string(out)), nil
}

// slimReplaced are the files that the programs for WebAssembly are built without, and what stands for them.
func slimReplaced() (map[string]string, error) {
	views, err := plainViews()
	if err != nil {
		return nil, err
	}
	library, err := slimLibrary()
	maps.Copy(views, library)
	return views, err
}

// overlaid writes an overlay for the go command, from files to what stands for them, and returns its path.
func overlaid(name string, replace map[string]string) (string, error) {
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	path := filepath.Join(cacheDir, name+"-overlay.json")
	return path, os.WriteFile(path, text, 0o644)
}

// engineCommand is the go command for the browser's system and with the slim views' module.
func engineCommand(verb string, args ...string) *exec.Cmd {
	c := exec.Command("go", append([]string{verb, "-modfile=" + slimMod}, args...)...)
	c.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOFLAGS=")
	c.Stderr = os.Stderr
	return c
}
