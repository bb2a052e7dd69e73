package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"
	"sync"

	"github.com/evanw/esbuild/pkg/api"
)

// buildScripts bundles the scripts. The playground names the worker and the engine by their hashed names, and
// an embed its live half, so these come first. packages are the npm packages that went in, as folders.
func buildScripts(engine string) (outputs []output, packages []string, err error) {
	used := map[string]bool{}
	bundle := func(logical string, format api.Format, define map[string]string) (output, error) {
		content, err := bundleOne(strings.TrimSuffix(logical, ".js")+".ts", format, define, used)
		return output{logical: logical, content: content}, err
	}
	worker, err := bundle("worker.js", api.FormatIIFE, nil)
	if err != nil {
		return nil, nil, err
	}
	theme, err := bundle("theme.js", api.FormatIIFE, nil)
	if err != nil {
		return nil, nil, err
	}
	page, err := bundle("page.js", api.FormatESModule, nil)
	if err != nil {
		return nil, nil, err
	}
	files := map[string]string{"WORKER_FILE": quoted(hashed(worker)), "ENGINE_FILE": quoted(engine)}
	playground, err := bundle("playground.js", api.FormatESModule, files)
	if err != nil {
		return nil, nil, err
	}
	live, err := bundle("embedlive.js", api.FormatESModule, files)
	if err != nil {
		return nil, nil, err
	}
	embed, err := bundle("embed.js", api.FormatESModule, map[string]string{"LIVE_FILE": quoted(hashed(live))})
	if err != nil {
		return nil, nil, err
	}
	for p := range used {
		packages = append(packages, p)
	}
	sort.Strings(packages)
	return []output{worker, theme, page, playground, live, embed}, packages, nil
}

func bundleOne(entry string, format api.Format, define map[string]string, used map[string]bool) ([]byte, error) {
	support, err := wasmExec()
	if err != nil {
		return nil, err
	}
	result := api.Build(api.BuildOptions{
		EntryPoints:       []string{filepath.Join(sourceDir, "src", entry)},
		Bundle:            true,
		Write:             false,
		Outdir:            distDir,
		Format:            format,
		Platform:          api.PlatformBrowser,
		Target:            api.ESNext,
		Charset:           api.CharsetUTF8,
		MinifySyntax:      true,
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		LegalComments:     api.LegalCommentsNone, // licenses.txt has them whole
		Define:            define,
		Alias:             map[string]string{"wasm_exec": support},
		Metafile:          true,
		LogLevel:          api.LogLevelWarning,
	})
	if len(result.Errors) > 0 {
		return nil, fmt.Errorf("bundling %s failed", entry)
	}
	if len(result.OutputFiles) != 1 {
		return nil, fmt.Errorf("bundling %s made %d files", entry, len(result.OutputFiles))
	}
	return result.OutputFiles[0].Contents, notePackages(result.Metafile, used)
}

// wasmExec is the script that connects a Go program to JavaScript. It belongs to the Go that built the engine.
func wasmExec() (string, error) {
	path := filepath.Join(goroot(), "lib", "wasm", "wasm_exec.js")
	if _, err := os.Stat(path); err != nil {
		return "", fmt.Errorf("Go's wasm_exec.js is missing: %w", err)
	}
	return path, nil
}

// goroot is where Go is. A program that was built with -trimpath does not know it, so the go command is asked.
var goroot = sync.OnceValue(func() string {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return "" // what is looked for there is then said to be missing
	}
	return strings.TrimSpace(string(root))
})

// notePackages marks the npm packages that a bundle took files from.
func notePackages(metafile string, used map[string]bool) error {
	var meta struct {
		Inputs map[string]json.RawMessage `json:"inputs"`
	}
	if err := json.Unmarshal([]byte(metafile), &meta); err != nil {
		return err
	}
	if len(meta.Inputs) == 0 {
		return errors.New("esbuild names no inputs")
	}
	for input := range meta.Inputs {
		i := strings.LastIndex(input, "node_modules/")
		if i < 0 {
			continue
		}
		rest := strings.Split(input[i+len("node_modules/"):], "/")
		n := 1
		if strings.HasPrefix(rest[0], "@") {
			n = 2
		}
		used[input[:i]+"node_modules/"+strings.Join(rest[:n], "/")] = true
	}
	return nil
}

func quoted(s string) string {
	b, _ := json.Marshal(s)
	return string(b)
}
