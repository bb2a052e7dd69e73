package main

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"text/tabwriter"

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

// absent are packages of Go's library that net/http names and the Worker's program never comes to use, each with the file
// that stands for all of it: encryption with every cipher, and names of hosts with tables of all of Unicode. The platform
// does both. They were a seventh of the program.
var absent = map[string]string{"crypto/tls": "absent/tls.go.txt", "vendor/golang.org/x/net/idna": "absent/idna.go.txt"}

// absentModule is the same for a module: chroma names these regular expressions, which only lexers of its own need. They
// bring tables of all of Unicode once more.
const (
	absentModule = "github.com/dlclark/regexp2/v2"
	absentStand  = "absent/regexp2.go.txt"
)

//go:embed absent
var stand embed.FS

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
	if err := buildWorkerServer(server); err != nil {
		return err
	}
	if err := buildFront(server, manifest); err != nil {
		return err
	}
	return reportUpload(os.Stdout)
}

// reportUpload prints what is uploaded as code, in bytes raw and of gzip, as the platform counts it.
func reportUpload(w io.Writer) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "raw\tgzip\tfile\t")
	entries, err := os.ReadDir(workerCode)
	if err != nil {
		return err
	}
	raw, packed := 0, 0
	for _, e := range entries {
		file, err := os.ReadFile(filepath.Join(workerCode, e.Name()))
		if err != nil {
			return err
		}
		var out bytes.Buffer
		if err := compressed(&out, file); err != nil {
			return err
		}
		raw, packed = raw+len(file), packed+out.Len()
		fmt.Fprintf(table, "%d\t%d\t%s\t\n", len(file), out.Len(), e.Name())
	}
	fmt.Fprintf(table, "%d\t%d\ttogether\t\n", raw, packed)
	return table.Flush()
}

// buildWorkerServer makes the server's program at path.
func buildWorkerServer(path string) error {
	if err := compileWorkerServer(path, "-s -w"); err != nil {
		return err
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

// compileWorkerServer compiles the server for js/wasm, without what the platform does in its place.
func compileWorkerServer(path, ldflags string) error {
	if err := makeSlim(); err != nil {
		return err
	}
	overlay, err := withoutAbsent()
	if err != nil {
		return err
	}
	// Without inlining: a page is drawn once and then kept, so size counts for more than speed.
	args := []string{"-trimpath", "-tags=nethttpomithttp2", "-overlay=" + overlay, "-ldflags=" + ldflags, "-gcflags=all=-l"}
	build := engineCommand("build", append(args, "-o", path, "./"+workerSource)...)
	build.Stdout = os.Stderr
	if err := build.Run(); err != nil {
		return fmt.Errorf("building the Worker's server: %w", err)
	}
	return nil
}

// reportWorker prints what the Worker's server is made of.
func reportWorker(w io.Writer) error {
	path := filepath.Join(cacheDir, "named-worker.wasm")
	if err := compileWorkerServer(path, ""); err != nil {
		return err
	}
	program, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	list, err := engineCommand("list", "-deps", "./"+workerSource).Output()
	if err != nil {
		return fmt.Errorf("listing the Worker's packages: %w", err)
	}
	return reportParts(w, "the Worker's server", program, strings.Fields(string(list)))
}

// replaceAbsent writes the package that stands for absentModule, and the line of a go.mod that puts it in its place.
func replaceAbsent() (string, error) {
	dir := filepath.Join(cacheDir, "regexp2")
	text, err := stand.ReadFile(absentStand)
	if err != nil {
		return "", err
	}
	err = errors.Join(
		os.MkdirAll(dir, 0o755),
		os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module "+absentModule+"\n"), 0o644),
		os.WriteFile(filepath.Join(dir, "regexp2.go"), text, 0o644),
	)
	return fmt.Sprintf("replace %s => ./%s\n", absentModule, filepath.ToSlash(dir)), err
}

// withoutAbsent writes a build overlay for the Worker, without the absent packages, and returns its path.
func withoutAbsent() (string, error) {
	replace, err := slimReplaced()
	if err != nil {
		return "", err
	}
	for pkg, file := range absent {
		list := exec.Command("go", "list", "-f", "{{.Dir}}\n{{join .GoFiles \"\\n\"}}", pkg)
		list.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOFLAGS=")
		list.Stderr = os.Stderr
		out, err := list.Output()
		if err != nil {
			return "", fmt.Errorf("finding %s: %w", pkg, err)
		}
		dir, names, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
		if names == "" {
			return "", fmt.Errorf("%s has no files", pkg)
		}
		for name := range strings.FieldsSeq(names) {
			replace[filepath.Join(dir, name)] = ""
		}
		text, err := stand.ReadFile(file)
		if err != nil {
			return "", err
		}
		copied, err := filepath.Abs(filepath.Join(cacheDir, strings.TrimSuffix(filepath.Base(file), ".txt")))
		if err != nil {
			return "", err
		}
		if err := os.WriteFile(copied, text, 0o644); err != nil {
			return "", err
		}
		replace[filepath.Join(dir, filepath.Base(copied))] = copied
	}
	return overlaid("worker", replace)
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
		EntryPoints:      []string{filepath.Join(workerSource, "src", "front.ts")},
		Outfile:          filepath.Join(workerCode, "front.js"),
		Bundle:           true,
		Write:            true,
		Format:           api.FormatESModule,
		Target:           api.ESNext,
		Charset:          api.CharsetUTF8,
		MinifySyntax:     true,
		MinifyWhitespace: true,
		External:         []string{"./" + workerWasm},
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
