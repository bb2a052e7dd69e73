package main

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"rolecall.example/site"
)

// The program for Cloudflare's Workers: the module in front, the server as WebAssembly, and the site's files for the
// platform to serve.
const (
	workerSource = "server/worker"
	workerDir    = "bin/worker"
	workerCode   = workerDir + "/program" // what is uploaded as code
	workerPublic = workerDir + "/public"  // what the platform serves
	workerWasm   = "server.wasm"
	fontsDir     = "server/card/fonts" // the program asks the platform for them
)

// swift are the packages of the Worker's program whose calls are inlined. In all others that costs more size than it
// saves time: a page is drawn once and then kept.
var swift = []string{"runtime", "internal/runtime/maps"}

//go:embed tls.go.txt
var noTLS []byte

// buildWorker makes workerDir anew. The site's files must be built.
func buildWorker() error {
	files, manifest, err := site.Files()
	if err != nil {
		return err
	}
	if err := os.RemoveAll(workerDir); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Join(workerPublic, "assets"), 0o755); err != nil {
		return err
	}
	for _, f := range manifest.Files {
		text, err := fs.ReadFile(files, f.Name)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(workerPublic, "assets", f.Name), text, 0o644); err != nil {
			return err
		}
	}
	if err := os.CopyFS(filepath.Join(workerPublic, "assets", "fonts"), os.DirFS(fontsDir)); err != nil {
		return err
	}
	headers, err := os.ReadFile(filepath.Join(workerSource, "_headers"))
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(workerPublic, "_headers"), headers, 0o644); err != nil {
		return err
	}
	server := filepath.Join(workerCode, workerWasm)
	if err := buildWorkerServer(server, "-s -w"); err != nil {
		return err
	}
	return buildFront(server, manifest)
}

// buildWorkerServer compiles the server for js/wasm, without what the platform does in its place.
func buildWorkerServer(path, ldflags string) error {
	if err := makeSlim(); err != nil {
		return err
	}
	overlay, err := withoutTLS()
	if err != nil {
		return err
	}
	args := []string{"-trimpath", "-tags=nethttpomithttp2", "-overlay=" + overlay, "-ldflags=" + ldflags, "-gcflags=all=-l"}
	for _, p := range swift {
		args = append(args, "-gcflags="+p+"=")
	}
	build := engineCommand("build", append(args, "-o", path, "./"+workerSource)...)
	build.Stdout = os.Stderr
	if err := build.Run(); err != nil {
		return fmt.Errorf("building the Worker's server: %w", err)
	}
	program, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if program, err = pack(program); err != nil {
		return err
	}
	return os.WriteFile(path, program, 0o644)
}

// withoutTLS writes a build overlay that has tls.go.txt in the place of crypto/tls, and returns its path. net/http names
// that package's types and so links all of it, with every cipher: an eighth of the program, which nothing here can call.
func withoutTLS() (string, error) {
	list := exec.Command("go", "list", "-f", "{{.Dir}}\n{{join .GoFiles \"\\n\"}}", "crypto/tls")
	list.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOFLAGS=")
	list.Stderr = os.Stderr
	out, err := list.Output()
	if err != nil {
		return "", fmt.Errorf("finding crypto/tls: %w", err)
	}
	lines := strings.Fields(string(out))
	dir, names := lines[0], lines[1:]
	if len(names) == 0 {
		return "", errors.New("crypto/tls has no files")
	}
	stub, err := filepath.Abs(filepath.Join(cacheDir, "tls.go"))
	if err != nil {
		return "", err
	}
	replace := map[string]string{}
	for _, name := range names {
		replace[filepath.Join(dir, name)] = ""
	}
	replace[filepath.Join(dir, "tls.go")] = stub
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	overlay := filepath.Join(cacheDir, "overlay.json")
	return overlay, errors.Join(os.WriteFile(stub, noTLS, 0o644), os.WriteFile(overlay, text, 0o644))
}

// buildFront bundles the module in front. It knows the release by a hash of the server and of the site's files: that
// stands in the keys of the cache, so that a release never answers with another's pages.
func buildFront(server string, manifest *site.Manifest) error {
	program, err := os.ReadFile(server)
	if err != nil {
		return err
	}
	text, err := json.Marshal(manifest)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(append(program, text...))
	support, err := wasmExec()
	if err != nil {
		return err
	}
	icon, ok := manifest.Files["favicon.svg"]
	if !ok {
		return errors.New("the site has no favicon.svg")
	}
	result := api.Build(api.BuildOptions{
		EntryPoints:  []string{filepath.Join(workerSource, "src", "front.ts")},
		Outfile:      filepath.Join(workerCode, "front.js"),
		Bundle:       true,
		Write:        true,
		Format:       api.FormatESModule,
		Target:       api.ESNext,
		Charset:      api.CharsetUTF8,
		MinifySyntax: true,
		External:     []string{"./" + workerWasm},
		Define: map[string]string{
			"MANIFEST": quoted(string(text)),
			"RELEASE":  quoted(hex.EncodeToString(sum[:8])),
			"ICON":     quoted("/assets/" + icon.Name),
		},
		Alias:    map[string]string{"wasm_exec": support},
		LogLevel: api.LogLevelWarning,
	})
	if len(result.Errors) > 0 {
		return errors.New("bundling the Worker's front failed")
	}
	return nil
}
