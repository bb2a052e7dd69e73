package main

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"slices"
)

// The linker cuts a program's data at each run of eight zeros, up to 100,000 pieces, and each piece has its address
// written before it. Compressed, these addresses cost more than the zeros that they save, and a browser takes long to
// copy so many. And the traces of panics, for which there are lines and names of functions, are read by nobody in a browser,
// and by nobody in a Worker that the binary does not show as well. pack leaves both out: a seventh of what is sent.

// mostZeros is how many zero bytes are written out between two pieces of data rather than begin another.
const mostZeros = 1 << 10

var errLineTable = errors.New("the program's line table is not understood: has Go changed it? see site/bundle/pack.go")

// A segment is a piece of a program's memory as it is at the start.
type segment struct {
	at   int
	data []byte
}

// pack returns a program for js/wasm that does the same and is smaller when compressed.
func pack(file []byte) ([]byte, error) {
	out := slices.Clone(file[:min(len(file), 8)])
	sections := reader{rest: file[len(out):]}
	for len(sections.rest) > 0 && !sections.bad {
		id := sections.byte()
		body := sections.bytes()
		if id == sectionData {
			segments, err := segmentsOf(body)
			if err != nil {
				return nil, err
			}
			memory := imageOf(segments)
			if err := forgetLines(memory); err != nil {
				return nil, err
			}
			body = written(cutAtZeros(memory))
		}
		out = append(out, id)
		out = binary.AppendUvarint(out, uint64(len(body)))
		out = append(out, body...)
	}
	if sections.bad {
		return nil, errWasm
	}
	return out, nil
}

// segmentsOf reads a data section. Go writes segments of one kind only: for memory 0, at a constant.
func segmentsOf(section []byte) ([]segment, error) {
	r := reader{rest: section}
	var out []segment
	for n := r.number(); n > 0 && !r.bad; n-- {
		if r.byte() != 0 || r.byte() != opConst {
			r.bad = true
		}
		at := r.signed()
		if r.byte() != opEnd || at < 0 || at > mostMemory {
			r.bad = true
		}
		out = append(out, segment{at, r.bytes()})
	}
	if r.bad || len(r.rest) > 0 {
		return nil, errWasm
	}
	slices.SortStableFunc(out, func(a, b segment) int { return cmp.Compare(a.at, b.at) })
	return out, nil
}

// Instructions of WebAssembly that begin and end the address of a segment, and the most memory that data may fill.
const (
	opConst    = 0x41
	opEnd      = 0x0b
	mostMemory = 64 << 20
)

// imageOf lays segments into memory.
func imageOf(segments []segment) []byte {
	end := 0
	for _, s := range segments {
		end = max(end, s.at+len(s.data))
	}
	memory := make([]byte, end)
	for _, s := range segments {
		copy(memory[s.at:], s.data)
	}
	return memory
}

// cutAtZeros cuts memory into segments at long runs of zeros.
func cutAtZeros(memory []byte) (out []segment) {
	for at := 0; ; {
		for at < len(memory) && memory[at] == 0 {
			at++
		}
		if at == len(memory) {
			return out
		}
		end, zeros := at, 0
		for i := at; i < len(memory) && zeros < mostZeros; i++ {
			if memory[i] == 0 {
				zeros++
			} else {
				end, zeros = i+1, 0
			}
		}
		out = append(out, segment{at, memory[at:end]})
		at = end
	}
}

// written is the data section of segments.
func written(segments []segment) []byte {
	out := binary.AppendUvarint(nil, uint64(len(segments)))
	for _, s := range segments {
		out = append(out, 0, opConst)
		out = appendSigned(out, s.at)
		out = append(out, opEnd)
		out = binary.AppendUvarint(out, uint64(len(s.data)))
		out = append(out, s.data...)
	}
	return out
}

// The table of functions, as Go's runtime has it: pcHeader and _func in its symtab.go and runtime2.go.
const (
	lineTableHeader = "\xf1\xff\xff\xff\x00\x00\x01\x08" // the format's number of Go 1.20 and later, then the sizes of words
	headerWords     = 8
	funcName        = 4  // offset of a function's name in its record
	funcStack       = 16 // of the table of stack depths
	funcFile        = 20 // of the tables of files and lines
	funcLine        = 24
	funcTables      = 28 // how many tables of other kinds follow the record
	funcUnit        = 32 // which part of the table of files is meant
	funcStartLine   = 36
	funcID          = 40 // 0 for most
	funcDataCount   = 43

	// Of the further tables and data, these are for printing arguments in a trace, and for stopping a thread anywhere, which
	// WebAssembly can't.
	tableOfSafePoints    = 0
	tableOfLiveArguments = 3
	dataOfArguments      = 5
	dataOfLiveArguments  = 6
	funcSize             = 44
)

// forgetLines takes the files and line numbers of all functions away, as for functions that never had any, and the
// tables that nothing else uses. What is left is what the collector and the stack need.
func forgetLines(memory []byte) error {
	start := bytes.Index(memory, []byte(lineTableHeader))
	if start < 0 || bytes.Contains(memory[start+1:], []byte(lineTableHeader)) {
		return errLineTable
	}
	word := func(at int) int { return int(binary.LittleEndian.Uint32(memory[at:])) }
	if len(memory) < start+8+8*headerWords {
		return errLineTable
	}
	part := func(i int) int { return start + int(binary.LittleEndian.Uint64(memory[start+8+8*i:])) }
	functions := part(0) - start
	names, units, tables, records := part(3), part(4), part(6), part(7) // of functions, of compilation units, of all tables, of functions
	if !(start < names && names < units && units < tables && tables < records && functions > 0 && records+8*functions < len(memory)) {
		return errLineTable
	}
	used, kept := make([]bool, records-tables), make([]bool, units-names)
	for i := range functions {
		f := records + word(records+8*i+4)
		if f+funcSize > len(memory) {
			return errLineTable
		}
		if !keepName(memory[names:units], word(f+funcName), memory[f+funcID] != 0, kept) {
			return errLineTable
		}
		others := word(f + funcTables)
		if f+funcSize+4*others > len(memory) {
			return errLineTable
		}
		data := f + funcSize + 4*others
		if data+4*int(memory[f+funcDataCount]) > len(memory) {
			return errLineTable
		}
		for _, k := range []int{tableOfSafePoints, tableOfLiveArguments} {
			if k < others {
				clear(memory[f+funcSize+4*k:][:4])
			}
		}
		for k := range int(memory[f+funcDataCount]) {
			if k == dataOfArguments || k == dataOfLiveArguments {
				copy(memory[data+4*k:], "\xff\xff\xff\xff") // none
			}
		}
		uses := []int{word(f + funcStack)}
		for k := range others {
			uses = append(uses, word(f+funcSize+4*k))
		}
		for _, at := range uses {
			if at != 0 && !markTable(memory[tables:records], at, used) {
				return errLineTable
			}
		}
		clear(memory[f+funcFile : f+funcLine+4])
		clear(memory[f+funcUnit : f+funcStartLine+4])
	}
	for i, u := range used {
		if !u {
			memory[tables+i] = 0
		}
	}
	clear(memory[units:tables]) // what the tables of files named
	for i, k := range kept {
		if !k {
			memory[names+i] = 0
		}
	}
	return nil
}

// keepName marks the name at an offset, where it is to stay: the runtime reads those of functions that are special to
// it, wrappers of methods among them, to say on what a method was called.
func keepName(names []byte, at int, special bool, kept []bool) bool {
	if at < 0 || at >= len(names) {
		return false
	}
	end := bytes.IndexByte(names[at:], 0)
	if end < 0 {
		return false
	}
	for i := range end {
		kept[at+i] = kept[at+i] || special
	}
	return true
}

// markTable marks one table: pairs of a change of value and one of address, up to a change of value by 0.
func markTable(tables []byte, at int, used []bool) bool {
	if at >= len(tables) || used[at] {
		return at < len(tables) // by another function
	}
	r := reader{rest: tables[at:]}
	for first := true; !r.bad; first = false {
		if change := r.number(); change == 0 && !first {
			end := len(tables) - len(r.rest)
			for i := at; i < end; i++ {
				used[i] = true
			}
			return true
		}
		r.number()
	}
	return false
}

// signed reads a signed number.
func (r *reader) signed() int {
	v, shift := 0, 0
	for {
		b := r.byte()
		v |= int(b&0x7f) << shift
		shift += 7
		if b&0x80 == 0 || r.bad || shift > 35 {
			if b&0x40 != 0 {
				v |= -1 << shift
			}
			return v
		}
	}
}

// appendSigned writes a signed number.
func appendSigned(out []byte, v int) []byte {
	for {
		b := byte(v & 0x7f)
		v >>= 7
		if v == 0 && b&0x40 == 0 || v == -1 && b&0x40 != 0 {
			return append(out, b)
		}
		out = append(out, b|0x80)
	}
}
