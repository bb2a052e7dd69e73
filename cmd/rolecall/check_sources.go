package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"rolecall.example/internal/limits"
	"rolecall.example/internal/scenario"
	"rolecall.example/internal/suite"
)

// standardInput is what people read for the source "-".
const standardInput = "standard input"

// gatherer reads what check is to look at.
type gatherer struct {
	options *checkOptions
	stdin   io.Reader
	title   string // of a config's scenario; empty: none

	jobs     []suite.Job
	problems []string // what cannot be opened
	skipped  int      // Markdown files without a scenario
	files    int      // files, pages and addresses with at least one job
	read     []string // paths that were read
}

// all reads every source, in the order of the command line; the config comes last.
func (g *gatherer) all() {
	seen := map[string]bool{}
	var config []string
	for _, name := range g.options.sources {
		switch {
		case g.options.isConfig(name):
			config = append(config, name)
			continue
		case isURL(name):
			g.url(name)
			continue
		case name == "-":
			g.page(name, g.options.skipOthers)
			continue
		}
		paths, folder := []string{name}, false
		if info, err := os.Stat(name); err == nil && info.IsDir() {
			folder = true
			if paths, err = markdownIn(name); err != nil {
				g.problem(err)
			}
		}
		for _, p := range paths {
			if p = filepath.Clean(p); !seen[p] {
				seen[p] = true
				g.page(p, folder || g.options.skipOthers)
			}
		}
	}
	if len(config) > 0 {
		g.config(config)
	}
}

// isConfig reports whether a source is a file of a config: by its name, or, with --checks, because it is no document.
func (o *checkOptions) isConfig(name string) bool {
	if isURL(name) {
		return false
	}
	switch strings.ToLower(filepath.Ext(name)) {
	case ".py", ".yaml", ".yml":
		return true
	case ".md", ".markdown":
		return false
	}
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return false
	}
	return len(o.checks) > 0
}

// page adds the scenarios of a document. One that holds none is left out where others are.
func (g *gatherer) page(name string, others bool) {
	f, ok := g.file(name)
	if ok {
		g.add(f, others)
	}
}

func (g *gatherer) add(f suite.File, others bool) {
	if others && !scenario.Holds(f.Text) {
		g.skipped++
		return
	}
	g.files++
	g.jobs = append(g.jobs, suite.Page(f)...)
}

// config adds the one scenario that the files of a config and their checks make.
func (g *gatherer) config(names []string) {
	c := suite.Config{Title: g.title, Host: g.options.host}
	whole := true
	each := func(names []string) (out []suite.File) {
		for _, name := range names {
			f, ok := g.file(name)
			out, whole = append(out, f), whole && ok
		}
		return out
	}
	c.Files, c.Checks = each(names), each(g.options.checks)
	if g.options.state != "" {
		c.State = &each([]string{g.options.state})[0]
	}
	if whole {
		g.files++
		g.jobs = append(g.jobs, c.Job())
	}
}

// file reads a file or standard input; what cannot be read is a problem.
func (g *gatherer) file(name string) (suite.File, bool) {
	text, err := readDocument(name, g.stdin)
	if err != nil {
		g.problem(err)
		return suite.File{}, false
	}
	if name == "-" {
		return suite.File{Name: standardInput, Text: text}, true
	}
	g.read = append(g.read, name)
	return suite.File{Name: filepath.ToSlash(name), Text: text}, true
}

func (g *gatherer) problem(err error) {
	// The operation's name ("open", "lstat") tells people nothing.
	if at := (*fs.PathError)(nil); errors.As(err, &at) {
		err = fmt.Errorf("%s: %w", at.Path, at.Err)
	}
	g.problems = append(g.problems, err.Error())
}

// markdownIn lists the Markdown files of a folder and those in it, by name. Folders that are hidden or hold what a package
// manager installed are passed over.
func markdownIn(folder string) (paths []string, err error) {
	err = filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir():
			if name := e.Name(); path != folder && (strings.HasPrefix(name, ".") || name == "node_modules") {
				return filepath.SkipDir
			}
		case strings.EqualFold(filepath.Ext(path), ".md"):
			if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
				paths = append(paths, path)
			}
		}
		return nil
	})
	return paths, err
}

// writeOutput writes a report to a file that is none of those that were read.
func (g *gatherer) writeOutput(path string, write func(io.Writer) error) error {
	if info, err := os.Stat(path); err == nil && slices.ContainsFunc(g.read, func(name string) bool {
		other, err := os.Stat(name)
		return err == nil && os.SameFile(info, other)
	}) {
		return fmt.Errorf("%s is one of the files that are checked, so it is not overwritten", path)
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Close())
}

// readDocument reads a file or standard input, one byte past the limit at most: Run says what is too large.
func readDocument(name string, stdin io.Reader) (string, error) {
	from := stdin
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return "", err
		}
		defer f.Close()
		from = f
	}
	text, err := io.ReadAll(io.LimitReader(from, limits.Document+1))
	if err != nil {
		return "", fmt.Errorf("%s: %w", name, err)
	}
	return string(text), nil
}
