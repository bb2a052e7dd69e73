package main

import (
	"encoding/binary"
	"errors"
	"strings"
)

// part is a named share of a WebAssembly file, in bytes.
type part struct {
	name string
	size int
}

// Section ids of the WebAssembly format.
const (
	sectionCustom = 0
	sectionImport = 2
	sectionCode   = 10
	sectionData   = 11
)

var errWasm = errors.New("the engine's file is not understood")

// partsOf adds up the functions of a WebAssembly file by Go package, which the file's name section tells, and its
// other sections as wholes.
func partsOf(file []byte, packageOf func(string) string) ([]part, error) {
	if len(file) < 8 || string(file[:4]) != "\x00asm" {
		return nil, errWasm
	}
	var (
		sizes    = map[string]int{}
		bodies   []int
		imports  int
		names    map[int]string
		sections = reader{rest: file[8:]}
	)
	for len(sections.rest) > 0 && !sections.bad {
		id := sections.byte()
		body := reader{rest: sections.bytes()}
		switch id {
		case sectionImport:
			imports = body.countImports()
		case sectionCode:
			for n := body.number(); n > 0 && !body.bad; n-- {
				bodies = append(bodies, len(body.bytes()))
			}
		case sectionData:
			sizes["data: strings, tables"] += len(body.rest)
		case sectionCustom:
			if total := len(body.rest); string(body.bytes()) == "name" {
				names = body.functionNames()
			} else {
				sizes["other sections"] += total
			}
		default:
			sizes["other sections"] += len(body.rest)
		}
		sections.bad = sections.bad || body.bad
	}
	if sections.bad || names == nil {
		return nil, errWasm
	}
	for i, size := range bodies {
		sizes["code: "+packageOf(names[imports+i])] += size
	}
	parts := make([]part, 0, len(sizes))
	for name, size := range sizes {
		parts = append(parts, part{name, size})
	}
	return parts, nil
}

// packageNames returns a function from symbols to packages. In the file's names every character that is no letter,
// digit or point is an underscore: "encoding_json.__decodeState_.value".
func packageNames(packages []string) func(symbol string) string {
	plain := map[string]string{}
	for _, p := range packages {
		plain[strings.Map(func(r rune) rune {
			if r == '.' || r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
				return r
			}
			return '_'
		}, p)] = p
	}
	return func(symbol string) string {
		for i := strings.IndexByte(symbol, '.'); i >= 0; {
			if p, ok := plain[symbol[:i]]; ok {
				return p
			}
			next := strings.IndexByte(symbol[i+1:], '.')
			if next < 0 {
				break
			}
			i += 1 + next
		}
		return "made by the compiler"
	}
}

// reader reads the numbers and byte strings of the format. After a mistake it is bad and reads zeros.
type reader struct {
	rest []byte
	bad  bool
}

func (r *reader) byte() byte {
	if len(r.rest) == 0 {
		r.bad = true
		return 0
	}
	b := r.rest[0]
	r.rest = r.rest[1:]
	return b
}

func (r *reader) number() int {
	v, n := binary.Uvarint(r.rest)
	if n <= 0 || v > 1<<31 {
		r.bad = true
		return 0
	}
	r.rest = r.rest[n:]
	return int(v)
}

// bytes reads a length and as many bytes.
func (r *reader) bytes() []byte {
	n := r.number()
	if r.bad || n > len(r.rest) {
		r.bad = true
		return nil
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

// countImports counts imported functions: they come first in the numbering of functions. Go imports nothing else.
func (r *reader) countImports() int {
	n := r.number()
	for range n {
		r.bytes()
		r.bytes()
		if kind := r.byte(); kind != 0 {
			r.bad = true
		}
		r.number()
		if r.bad {
			return 0
		}
	}
	return n
}

// functionNames reads the name section's names of functions.
func (r *reader) functionNames() map[int]string {
	names := map[int]string{}
	for len(r.rest) > 0 && !r.bad {
		kind := r.byte()
		sub := reader{rest: r.bytes()}
		if kind != 1 {
			continue
		}
		for n := sub.number(); n > 0 && !sub.bad; n-- {
			i := sub.number()
			names[i] = string(sub.bytes())
		}
		r.bad = r.bad || sub.bad
	}
	return names
}
