package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/evanw/esbuild/pkg/api"
)

// styleEntry imports all other style sheets.
const styleEntry = "rolecall.css"

// buildStyles bundles the style sheets and takes the icons along.
func buildStyles() ([]output, error) {
	result := api.Build(api.BuildOptions{
		EntryPoints:      []string{filepath.Join(sourceDir, "css", styleEntry)},
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
	outputs := []output{{logical: styleEntry, content: result.OutputFiles[0].Contents}}
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
