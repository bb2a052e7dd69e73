package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sync"
)

// siteFolder is the folder that an export writes to. Nothing is written or removed outside of it, whatever links are in it.
type siteFolder struct {
	root   *os.Root
	before []string // what an earlier export wrote

	mu    sync.Mutex
	files map[string]bool
	size  int64
}

// openFolder makes the folder, or takes one that is empty or holds an export.
func openFolder(dir string) (*siteFolder, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	f := &siteFolder{root: root, files: map[string]bool{}}
	if err := f.readList(dir); err != nil {
		return nil, errors.Join(err, root.Close())
	}
	return f, nil
}

// readList reads what an earlier export wrote.
func (f *siteFolder) readList(dir string) error {
	text, err := f.root.ReadFile(siteListName)
	if errors.Is(err, fs.ErrNotExist) {
		there, err := os.ReadDir(dir)
		if err == nil && len(there) > 0 {
			err = fmt.Errorf("%s holds %s and no export: name an empty folder, or a new one", dir, there[0].Name())
		}
		return err
	}
	if err != nil {
		return err
	}
	var list siteList
	if err := json.Unmarshal(text, &list); err != nil {
		return fmt.Errorf("%s: %w", filepath.Join(dir, siteListName), err)
	}
	f.before = list.Files
	return nil
}

// put writes a file, and its folders.
func (f *siteFolder) put(name string, content []byte) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.files[name] = true
	f.size += int64(len(content))
	if err := f.root.MkdirAll(filepath.FromSlash(path.Dir(name)), 0o755); err != nil {
		return err
	}
	return f.root.WriteFile(filepath.FromSlash(name), content, 0o644)
}

// written lists the files.
func (f *siteFolder) written() []string {
	out := make([]string, 0, len(f.files))
	for name := range f.files {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

// finish removes what an earlier export wrote and this one did not, with the folders that this leaves empty, and writes the list.
func (f *siteFolder) finish(list *siteList) error {
	for _, name := range f.before {
		if f.files[name] || !filepath.IsLocal(filepath.FromSlash(name)) {
			continue
		}
		if err := f.root.Remove(filepath.FromSlash(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		for folder := path.Dir(name); folder != "."; folder = path.Dir(folder) {
			if f.root.Remove(filepath.FromSlash(folder)) != nil {
				break // something else is in it
			}
		}
	}
	text, err := json.MarshalIndent(list, "", "  ")
	if err != nil {
		return err
	}
	return f.root.WriteFile(siteListName, append(text, '\n'), 0o644)
}

func (f *siteFolder) close() error { return f.root.Close() }
