package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/evanw/esbuild/pkg/api"

	"rolecall.example/site"
)

// npmDir is where the package for programs in JavaScript goes, and npmSource where its own files are.
const (
	npmDir    = "bin/npm"
	npmSource = "site/npm"
)

// buildNpm makes the package of the built engine. version is the package's.
func buildNpm(version string) error {
	// What is embedded in this program may be older than what lies in dist.
	text, err := os.ReadFile(filepath.Join(distDir, site.ManifestFile))
	if err != nil {
		return site.ErrNotBuilt
	}
	var manifest site.Manifest
	if err := json.Unmarshal(text, &manifest); err != nil {
		return err
	}
	if err := os.RemoveAll(npmDir); err != nil {
		return err
	}
	if err := os.MkdirAll(npmDir, 0o755); err != nil {
		return err
	}
	for logical, source := range map[string]string{"rolecall.wasm": manifest.Files["rolecall.wasm"].Name, "licenses.txt": manifest.Files["licenses.txt"].Name} {
		content, err := os.ReadFile(filepath.Join(distDir, source))
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(npmDir, logical), content, 0o644); err != nil {
			return err
		}
	}
	for _, copied := range []string{npmSource + "/README.md", npmSource + "/index.d.ts", "LICENSE"} {
		content, err := os.ReadFile(copied)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(npmDir, filepath.Base(copied)), content, 0o644); err != nil {
			return err
		}
	}
	for _, entry := range []struct {
		name     string
		platform api.Platform
	}{{"browser", api.PlatformBrowser}, {"node", api.PlatformNode}} {
		if err := bundleNpm(entry.name, entry.platform); err != nil {
			return err
		}
	}
	types := exec.Command(filepath.Join(sourceDir, "node_modules", ".bin", "tsc"), "--declaration", "--emitDeclarationOnly", "--ignoreConfig", "--target", "esnext",
		"--outDir", npmDir, sourceDir+"/src/protocol.ts")
	types.Stdout, types.Stderr = os.Stderr, os.Stderr
	if err := types.Run(); err != nil {
		return fmt.Errorf("the types of the protocol: %w", err)
	}
	text, err = json.MarshalIndent(npmPackage(version), "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(npmDir, "package.json"), append(text, '\n'), 0o644)
}

// bundleNpm makes the module for browsers or for Node.
func bundleNpm(name string, platform api.Platform) error {
	support, err := wasmExec()
	if err != nil {
		return err
	}
	result := api.Build(api.BuildOptions{
		EntryPoints:   []string{filepath.Join(npmSource, name+".ts")},
		Outfile:       filepath.Join(npmDir, name+".js"),
		Bundle:        true,
		Write:         true,
		Format:        api.FormatESModule,
		Platform:      platform,
		Target:        api.ES2022,
		Charset:       api.CharsetUTF8,
		MinifySyntax:  true,
		LegalComments: api.LegalCommentsInline,
		// Go's script sets and reads names of the global object; here it has an object of its own.
		Define:   map[string]string{"globalThis": "engineScope"},
		Inject:   []string{filepath.Join(npmSource, "scope.ts")},
		Alias:    map[string]string{"wasm_exec": support},
		LogLevel: api.LogLevelWarning,
	})
	if len(result.Errors) > 0 {
		return errors.New("bundling the package failed")
	}
	return nil
}

// npmPackage is package.json. It needs no other package.
func npmPackage(version string) any {
	type conditions struct {
		Types   string `json:"types"`
		Node    string `json:"node"`
		Default string `json:"default"`
	}
	return struct {
		Name        string            `json:"name"`
		Version     string            `json:"version"`
		Description string            `json:"description"`
		License     string            `json:"license"`
		Type        string            `json:"type"`
		Types       string            `json:"types"`
		Exports     map[string]any    `json:"exports"`
		Files       []string          `json:"files"`
		SideEffects bool              `json:"sideEffects"`
		Engines     map[string]string `json:"engines"`
	}{
		Name: "rolecall", Version: version, License: "BSD-3-Clause", Type: "module", Types: "./index.d.ts",
		Description: "Says who may do what on a JupyterHub, from its config",
		Exports:     map[string]any{".": conditions{"./index.d.ts", "./node.js", "./browser.js"}, "./rolecall.wasm": "./rolecall.wasm"},
		Files:       []string{"*.js", "*.d.ts", "rolecall.wasm", "licenses.txt"},
		Engines:     map[string]string{"node": ">=20"},
	}
}
