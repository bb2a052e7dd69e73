package main

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// The linker cuts a program's data at each run of eight zeros, up to 100,000 pieces, and each piece has its address
// written before it. Compressed, these addresses cost more than the zeros that they save, and a browser takes long to
// copy so many. pack writes the zeros out, and leaves away most of what the tables of functions say (tables.go): a seventh of
// what is sent.

// mostZeros is how many zero bytes are written out between two pieces of data rather than begin another.
const mostZeros = 1 << 10

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
			if err := packTables(memory); err != nil {
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
