package main

import (
	"cmp"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"text/tabwriter"

	"rolecall.example/site"
)

// partLimit is the size in bytes from which on a part of the engine is told by name.
const partLimit = 50 << 10

// report prints what the built files weigh and what the engine is made of. The engine is built once more with names, which
// the served one lacks; code is told by package, data (strings, tables) as a whole.
func report(w io.Writer) error {
	_, m, err := site.Files()
	if err != nil {
		return err
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "raw\tgzip\tbrotli\tfile\t")
	names := make([]string, 0, len(m.Files))
	for n := range m.Files {
		names = append(names, n)
	}
	slices.Sort(names)
	for _, n := range names {
		f := m.Files[n]
		fmt.Fprintf(table, "%d\t%d\t%d\t%s\t\n", f.Raw, f.Gzip, f.Brotli, n)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	engine, err := buildEngine(filepath.Join(cacheDir, "named.wasm"), "")
	if err != nil {
		return err
	}
	packages, err := enginePackages()
	if err != nil {
		return err
	}
	return reportParts(w, "the engine", engine.content, packages)
}

// reportParts prints what a program that still has its names is made of.
func reportParts(w io.Writer, what string, program []byte, packages []string) error {
	parts, err := partsOf(program, packageNames(packages))
	if err != nil {
		return err
	}
	slices.SortFunc(parts, func(a, b part) int {
		return cmp.Or(cmp.Compare(b.size, a.size), cmp.Compare(a.name, b.name))
	})
	fmt.Fprintf(w, "\n%s: parts above %d bytes, before compression\n", what, partLimit)
	small := 0
	for _, p := range parts {
		if p.size < partLimit {
			small += p.size
			continue
		}
		fmt.Fprintf(w, "%9d  %s\n", p.size, p.name)
	}
	fmt.Fprintf(w, "%9d  all smaller ones\n", small)
	return nil
}
