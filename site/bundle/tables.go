package main

import (
	"bytes"
	"encoding/binary"
	"errors"
)

// The traces of panics, for which there are lines and names of functions, are read by nobody in a browser, and by nobody in a
// Worker that the binary does not show as well. packTables leaves of the tables of functions what the collector and the stack
// need, and moves that together in the order of the functions: what is near then is near in number, too.

var errLineTable = errors.New("the program's line table is not understood: has Go changed it? see site/bundle/tables.go")

// The table of functions, as Go's runtime has it: pcHeader, moduledata and _func in its symtab.go and runtime2.go.
const (
	lineTableHeader = "\xf1\xff\xff\xff\x00\x00\x01\x08" // the format's number of Go 1.20 and later, then the sizes of words
	headerWords     = 8
	moduleFound     = 19 // word of moduledata: where functions are found by address; the data of functions ends there
	moduleData      = 40 // where it begins
	moduleWords     = 42

	funcName      = 4  // offset of a function's name in its record
	funcStack     = 16 // of the table of stack depths
	funcFile      = 20 // of the tables of files and lines
	funcLine      = 24
	funcTables    = 28 // how many tables of other kinds follow the record
	funcUnit      = 32 // which part of the table of files is meant
	funcStartLine = 36
	funcID        = 40 // 0 for most
	funcDataCount = 43
	funcSize      = 44

	noTable = 0
	noData  = 1<<32 - 1
)

// tablesLeft are kinds of tables that go: safe points are for stopping a thread anywhere, which WebAssembly can't; the others
// for traces: calls that were inlined, arguments that are live.
var tablesLeft = map[int]bool{0: true, 2: true, 3: true}

// Kinds of data. Calls that were inlined go, and so do what follows after defers: arguments in traces, wrappers.
const (
	dataOfArguments = iota // which words of the arguments are pointers
	dataOfLocals
	dataOfObjects // what lies in a frame and is pointed to
	dataOfCalls
	dataOfDefers
	kindsOfData = 8
)

// functionTables are the places of the tables in memory, and what the linker laid there.
type functionTables struct {
	memory                []byte
	functions             int
	names, tables, data   []byte
	records               int // where the addresses and records of functions begin
	recordsEnd, dataStart int
}

// findTables finds the tables of functions in a program's memory.
func findTables(memory []byte) (*functionTables, bool) {
	start := bytes.Index(memory, []byte(lineTableHeader))
	if start < 0 || bytes.Contains(memory[start+1:], []byte(lineTableHeader)) || len(memory) < start+8+8*headerWords {
		return nil, false
	}
	long := func(at int) int { return int(binary.LittleEndian.Uint64(memory[at:])) }
	part := func(i int) int { return start + long(start+8+8*i) }
	names, units, tables, records := part(3), part(4), part(6), part(7) // of functions, of compilation units, of all tables, of functions
	module := bytes.Index(memory, binary.LittleEndian.AppendUint64(binary.LittleEndian.AppendUint64(nil, uint64(start)), uint64(names)))
	if module < 0 || module+8*moduleWords > len(memory) {
		return nil, false
	}
	data, dataEnd := long(module+8*moduleData), long(module+8*moduleFound)
	t := &functionTables{memory: memory, functions: part(0) - start, records: records, recordsEnd: data, dataStart: data}
	if !(start < names && names < units && units < tables && tables < records && records+8*t.functions < data && data < dataEnd &&
		dataEnd < len(memory) && data%8 == 0 && t.functions > 0) {
		return nil, false
	}
	t.names, t.tables, t.data = memory[names:units], memory[tables:records], memory[data:dataEnd]
	clear(memory[units:tables]) // what the tables of files named
	return t, true
}

// function is a record of the table: its bytes, and those of the offsets behind it.
type function struct{ record, tables, data []byte }

func (t *functionTables) function(i int) (f function, ok bool) {
	at := t.records + int(binary.LittleEndian.Uint32(t.memory[t.records+8*i+4:]))
	if at+funcSize > t.recordsEnd {
		return f, false
	}
	f.record = t.memory[at : at+funcSize]
	tables := at + funcSize
	data := tables + 4*int(word(f.record, funcTables))
	end := data + 4*int(f.record[funcDataCount])
	if data < tables || end > t.recordsEnd {
		return f, false
	}
	f.tables, f.data = t.memory[tables:data], t.memory[data:end]
	return f, true
}

func word(b []byte, at int) uint32       { return binary.LittleEndian.Uint32(b[at:]) }
func setWord(b []byte, at int, v uint32) { binary.LittleEndian.PutUint32(b[at:], v) }

// packTables leaves away what only traces of panics need, and moves the rest together.
func packTables(memory []byte) error {
	t, ok := findTables(memory)
	if !ok {
		return errLineTable
	}
	tables, data := newMover(t.tables, 1), newMover(t.data, 0)
	kept := make([]byte, len(t.names))
	for i := range t.functions {
		f, ok := t.function(i)
		if !ok || !f.keepName(t.names, kept) || !f.moveTables(tables) || !f.moveData(data) {
			return errLineTable
		}
		clear(f.record[funcFile : funcLine+4])
		clear(f.record[funcUnit : funcStartLine+4])
	}
	copy(t.names, kept)
	if !tables.done() || !data.done() {
		return errLineTable
	}
	return nil
}

// keepName keeps the name of a function that is special to the runtime, which reads it: wrappers of methods among them, to
// say on what a method was called. Others have none.
func (f function) keepName(names, kept []byte) bool {
	at := int(word(f.record, funcName))
	if at >= len(names) {
		return false
	}
	end := bytes.IndexByte(names[at:], 0)
	if end < 0 {
		return false
	}
	if f.record[funcID] == 0 {
		setWord(f.record, funcName, 0)
		return true
	}
	copy(kept[at:], names[at:at+end])
	return true
}

func (f function) moveTables(to *mover) bool {
	if at, ok := to.table(word(f.record, funcStack)); ok {
		setWord(f.record, funcStack, at)
	} else {
		return false
	}
	for i := 0; i < len(f.tables); i += 4 {
		at := word(f.tables, i)
		if tablesLeft[i/4] {
			at = noTable
		}
		at, ok := to.table(at)
		if !ok {
			return false
		}
		setWord(f.tables, i, at)
	}
	return true
}

func (f function) moveData(to *mover) bool {
	if len(f.data) > 4*kindsOfData {
		return false
	}
	for i := 0; i < len(f.data); i += 4 {
		at, ok := to.data(i/4, word(f.data, i))
		if !ok {
			return false
		}
		setWord(f.data, i, at)
	}
	return true
}

// mover lays pieces of a part of memory one behind the other, each once.
type mover struct {
	old, moved []byte
	places     map[uint32]uint32
}

// newMover moves a part of memory, whose first bytes stay.
func newMover(part []byte, stay int) *mover {
	return &mover{old: part, moved: bytes.Clone(part[:stay]), places: map[uint32]uint32{}}
}

// done writes what was moved over the part, and zeros behind. It is false where that is longer.
func (m *mover) done() bool {
	if len(m.moved) > len(m.old) {
		return false
	}
	clear(m.old[copy(m.old, m.moved):])
	return true
}

// move moves the piece at an offset, and returns where it is then.
func (m *mover) move(at uint32, length, align int) uint32 {
	to, ok := m.places[at]
	if !ok {
		for len(m.moved)%align != 0 {
			m.moved = append(m.moved, 0)
		}
		to = uint32(len(m.moved))
		m.moved = append(m.moved, m.old[at:int(at)+length]...)
		m.places[at] = to
	}
	return to
}

// table moves one table: pairs of a change of value and one of address, up to a change of value by 0.
func (m *mover) table(at uint32) (uint32, bool) {
	if at == noTable || int(at) >= len(m.old) {
		return at, at == noTable
	}
	r := reader{rest: m.old[at:]}
	for first := true; !r.bad; first = false {
		if change := r.number(); change == 0 && !first {
			return m.move(at, len(m.old)-int(at)-len(r.rest), 1), true
		}
		r.number()
	}
	return 0, false
}

// data moves what a function has of a kind.
func (m *mover) data(kind int, at uint32) (uint32, bool) {
	switch {
	case at == noData || kind == dataOfCalls || kind > dataOfDefers:
		return noData, true
	case int(at) >= len(m.old):
		return 0, false
	}
	r := reader{rest: m.old[at:]}
	length, align := 0, 4
	switch kind {
	case dataOfArguments, dataOfLocals: // how many maps, of how many bits
		count, bits := r.int32(), r.int32()
		length = 8 + count*((bits+7)/8)
	case dataOfObjects: // how many, each of four words
		length, align = 8+16*r.int32(), 8
	case dataOfDefers: // two numbers
		r.number()
		r.number()
		length, align = len(m.old)-int(at)-len(r.rest), 1
	}
	if r.bad || length < 0 || length > len(m.old)-int(at) {
		return 0, false
	}
	return m.move(at, length, align), true
}

// int32 reads a number of four bytes.
func (r *reader) int32() int {
	if len(r.rest) < 4 {
		r.bad = true
		return 0
	}
	v := int32(word(r.rest, 0))
	r.rest = r.rest[4:]
	return int(v)
}
