package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/evanw/esbuild/pkg/api"
)

// styleEntries import all other style sheets: one for the site's pages, one for embeds, which need less of them.
var styleEntries = []string{"rolecall.css", "embed.css"}

// buildStyles bundles the style sheets and takes the icons along.
func buildStyles() (outputs []output, err error) {
	for _, entry := range styleEntries {
		result := api.Build(api.BuildOptions{
			EntryPoints:      []string{filepath.Join(sourceDir, "css", entry)},
			Bundle:           true,
			Write:            false,
			Outdir:           distDir,
			Target:           api.ESNext,
			Charset:          api.CharsetUTF8,
			MinifySyntax:     true,
			MinifyWhitespace: true,
			LegalComments:    api.LegalCommentsNone,
			LogLevel:         api.LogLevelWarning,
		})
		if len(result.Errors) > 0 || len(result.OutputFiles) != 1 {
			return nil, errors.New("bundling the styles failed")
		}
		outputs = append(outputs, output{logical: entry, content: result.OutputFiles[0].Contents})
	}
	icons, err := os.ReadDir(filepath.Join(sourceDir, "icons"))
	if err != nil {
		return nil, fmt.Errorf("reading the icons: %w", err)
	}
	for _, icon := range icons {
		ext := filepath.Ext(icon.Name())
		if icon.IsDir() || ext != ".svg" && ext != ".png" && ext != ".ico" && ext != ".webmanifest" {
			continue
		}
		content, err := os.ReadFile(filepath.Join(sourceDir, "icons", icon.Name()))
		if err != nil {
			return nil, err
		}
		outputs = append(outputs, output{logical: icon.Name(), content: content, plain: ext == ".png"})
	}
	return outputs, nil
}
