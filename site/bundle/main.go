// The bundle program builds the site's files into site/dist: the engine as WebAssembly, the scripts, the styles, the
// icons. Names carry a hash of the content, and a manifest maps logical names to them. Run it from the module's root:
//
//	go run ./site/bundle          everything, compressed for serving
//	go run ./site/bundle -dev     without brotli, which takes most of the time
//	go run ./site/bundle -sizes   what the built files weigh, and the engine's parts
//	go run ./site/bundle -tests   the scripts' unit tests, for Node to run (npm test in site/)
//	go run ./site/bundle -worker  the program for Cloudflare's Workers, from the built files, into bin/worker;
//	                              with -sizes what it is made of
//	go run ./site/bundle -npm 1.2.3   the package for programs in JavaScript, from the built files, into bin/npm
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sync"
)

// Folders, from the module's root.
const (
	sourceDir = "site"
	distDir   = "site/dist"
	cacheDir  = ".cache/site"
)

func main() {
	dev := flag.Bool("dev", false, "skip brotli")
	sizes := flag.Bool("sizes", false, "report sizes instead of building")
	tests := flag.Bool("tests", false, "bundle the unit tests instead of building")
	worker := flag.Bool("worker", false, "build the program for Cloudflare's Workers")
	npm := flag.String("npm", "", "build the package for programs in JavaScript, of this version")
	flag.Parse()
	do := func() error { return build(*dev) }
	if *sizes {
		do = func() error { return report(os.Stdout) }
	}
	if *tests {
		do = buildTests
	}
	if *worker {
		do = buildWorker
		if *sizes {
			do = func() error { return reportWorker(os.Stdout) }
		}
	}
	if *npm != "" {
		do = func() error { return buildNpm(*npm) }
	}
	if err := do(); err != nil {
		fmt.Fprintln(os.Stderr, "bundle:", err)
		os.Exit(1)
	}
}

// output is one file to serve.
type output struct {
	logical string
	content []byte
	plain   bool // already compressed by its format
}

func build(dev bool) error {
	if _, err := os.Stat("go.mod"); err != nil {
		return errors.New("run this from the module's root")
	}
	if _, err := os.Stat(filepath.Join(sourceDir, "node_modules")); err != nil {
		return errors.New("the packages of site/package-lock.json are not installed: run 'make deps'")
	}
	if err := os.MkdirAll(cacheDir, 0o755); err != nil {
		return err
	}
	engine, err := buildEngine(filepath.Join(cacheDir, "rolecall.wasm"), "-s -w")
	if err != nil {
		return err
	}
	if engine.content, err = pack(engine.content); err != nil {
		return err
	}
	outputs := []output{engine}
	more, packages, err := buildScripts(hashed(engine))
	if err != nil {
		return err
	}
	outputs = append(outputs, more...)
	styles, err := buildStyles()
	if err != nil {
		return err
	}
	outputs = append(outputs, styles...)
	licenses, err := collectLicenses(packages)
	if err != nil {
		return err
	}
	outputs = append(outputs, licenses)

	var wait sync.WaitGroup
	errs := make([]error, len(outputs))
	for i, o := range outputs {
		wait.Go(func() { errs[i] = write(o, dev) })
	}
	wait.Wait()
	if err := errors.Join(errs...); err != nil {
		return err
	}
	return finish(outputs)
}
