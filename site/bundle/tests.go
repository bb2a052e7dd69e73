package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// testsDir is where the bundled unit tests go, one file each.
const testsDir = cacheDir + "/tests"

// buildTests bundles the unit tests beside the scripts, because Node reads no TypeScript.
func buildTests() error {
	if err := os.RemoveAll(testsDir); err != nil {
		return err
	}
	source := filepath.Join(sourceDir, "src")
	var entries []string
	err := filepath.WalkDir(source, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(path, ".test.ts") {
			entries = append(entries, path)
		}
		return err
	})
	if err != nil {
		return err
	}
	for _, entry := range entries {
		name, err := filepath.Rel(source, entry)
		if err != nil {
			return err
		}
		result := api.Build(api.BuildOptions{
			EntryPoints: []string{entry},
			Outfile:     filepath.Join(testsDir, strings.ReplaceAll(strings.TrimSuffix(filepath.ToSlash(name), ".ts"), "/", "-")+".mjs"),
			Bundle:      true,
			Write:       true,
			Format:      api.FormatESModule,
			Platform:    api.PlatformNode,
			Sourcemap:   api.SourceMapInline,
			LogLevel:    api.LogLevelWarning,
		})
		if len(result.Errors) > 0 {
			return errors.New("bundling the tests failed")
		}
	}
	return nil
}
