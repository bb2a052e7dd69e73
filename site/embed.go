// Package site hands out the built files of the web pages: scripts, styles, icons and the engine. They are made by
// `make build` (the program in site/bundle) and embedded, so that one binary serves everything.
package site

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

// ManifestFile lists the built files, inside the built files.
const ManifestFile = "manifest.json"

// ErrNotBuilt says that this program was made without the site's files.
var ErrNotBuilt = errors.New("the site's files are not built: run 'make build', then start again")

// Manifest names the built files by their logical names, such as "playground.js".
type Manifest struct {
	Files map[string]File `json:"files"`
}

// File is one built file.
type File struct {
	Name      string `json:"name"`      // with a hash of its content: it may be cached for ever
	Integrity string `json:"integrity"` // for the attribute of that name: "sha384-…"
	Raw       int64  `json:"raw"`       // bytes
	Gzip      int64  `json:"gz"`        // bytes of Name + ".gz" beside it
	Brotli    int64  `json:"br"`        // bytes of Name + ".br" beside it; 0: there is none (a development build)
}

// Files returns the built files, all in one folder, and their manifest. The error is ErrNotBuilt when there are none.
func Files() (fs.FS, *Manifest, error) {
	files, err := fs.Sub(dist, "dist")
	if err != nil {
		return nil, nil, err
	}
	m, err := read(files)
	if err != nil {
		return nil, nil, err
	}
	return files, m, nil
}

func read(files fs.FS) (*Manifest, error) {
	text, err := fs.ReadFile(files, ManifestFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNotBuilt
	}
	if err != nil {
		return nil, err
	}
	m := new(Manifest)
	if err := json.Unmarshal(text, m); err != nil {
		return nil, fmt.Errorf("%s: %w", ManifestFile, err)
	}
	for logical, f := range m.Files {
		if _, err := fs.Stat(files, f.Name); err != nil {
			return nil, fmt.Errorf("%s: %s: %w", ManifestFile, logical, err)
		}
	}
	return m, nil
}
