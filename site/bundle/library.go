package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Two files of Go's library are built otherwise into the programs for WebAssembly: sorting is compiled once rather than for
// each type, and regular expressions know the classes of Unicode by which Python's are written (rbac/pattern.go), without the
// tables of all its scripts. Both answer as before, ties in sorted lists included.

const libraryDir = cacheDir + "/library"

var errLibrary = errors.New("Go's library is not understood: has Go changed it? see site/bundle/library.go")

// classes are those that regular expressions in the programs may name: \p{L}.
var classes = []string{"L", "N", "Nd", "Z"}

const (
	sortFunc = "pdqsortCmpFunc(x, 0, n, bits.Len(uint(n)), cmp)"
	sortOnce = "pdqsort_func(swapping(x, cmp), 0, n, bits.Len(uint(n)))"

	stableFunc = "stableCmpFunc(x, len(x), cmp)"
	stableOnce = "stable_func(swapping(x, cmp), len(x))"

	swapping = `
type lessSwap struct {
	Less func(i, j int) bool
	Swap func(i, j int)
}

func swapping[S ~[]E, E any](x S, cmp func(a, b E) int) lessSwap {
	return lessSwap{func(i, j int) bool { return cmp(x[i], x[j]) < 0 }, func(i, j int) { x[i], x[j] = x[j], x[i] }}
}
`
	lookUp = "func unicodeTable(name string) (tab, fold *unicode.RangeTable, sign int) {\n"
	looked = "\tname = canonicalName(name)\n"
)

// slimLibrary writes the files anew and returns which file stands for which.
func slimLibrary() (map[string]string, error) {
	if err := os.MkdirAll(libraryDir, 0o755); err != nil {
		return nil, err
	}
	out := map[string]string{}
	for _, f := range []struct {
		from, to string
		change   func(string) (string, bool)
	}{
		{"slices/sort.go", "slices/sort.go", sortsOnce},
		{"sort/zsortfunc.go", "slices/zsortfunc.go", inSlices},
		{"regexp/syntax/parse.go", "regexp/syntax/parse.go", fewClasses},
	} {
		source := filepath.Join(goroot(), "src")
		text, err := os.ReadFile(filepath.Join(source, f.from))
		if err != nil {
			return nil, err
		}
		changed, ok := f.change(string(text))
		if !ok {
			return nil, fmt.Errorf("%s: %w", f.from, errLibrary)
		}
		path, err := filepath.Abs(filepath.Join(libraryDir, strings.ReplaceAll(f.to, "/", "-")))
		if err != nil {
			return nil, err
		}
		if err := os.WriteFile(path, []byte(changed), 0o644); err != nil {
			return nil, err
		}
		out[filepath.Join(source, f.to)] = path
	}
	return out, nil
}

func sortsOnce(text string) (string, bool) {
	ok := strings.Count(text, sortFunc) == 1 && strings.Count(text, stableFunc) == 1
	return strings.NewReplacer(sortFunc, sortOnce, stableFunc, stableOnce).Replace(text) + swapping, ok
}

// inSlices makes package sort's sorting by two functions, for all types, one of package slices.
func inSlices(text string) (string, bool) {
	return strings.Replace(text, "package sort\n", "package slices\n", 1), strings.Contains(text, "package sort\n")
}

// fewClasses leaves the look-up of classes by name those that are named.
func fewClasses(text string) (string, bool) {
	before, rest, ok := strings.Cut(text, lookUp)
	if !ok || !strings.HasPrefix(rest, looked) {
		return "", false
	}
	_, after, ok := strings.Cut(rest, "\n}\n")
	var b strings.Builder
	b.WriteString(before + lookUp + "\tswitch name {\n")
	for _, c := range classes {
		fmt.Fprintf(&b, "\tcase %q:\n\t\treturn unicode.%s, unicode.FoldCategory[%q], +1\n", c, c, c)
	}
	b.WriteString("\t}\n\treturn nil, nil, 0\n}\n")
	return b.String() + after, ok
}
