package main

import (
	"bytes"
	"slices"
	"testing"
)

// compareTables holds what the tables of a packed program say against those of the program before, function by function,
// and that all else in memory is as it was.
func compareTables(t *testing.T, old, packed []byte) {
	t.Helper()
	before, okBefore := findTables(bytes.Clone(old))
	after, okAfter := findTables(bytes.Clone(packed))
	if !okBefore || !okAfter || before.functions != after.functions {
		t.Fatal("the tables are not found")
	}
	start := bytes.Index(old, []byte(lineTableHeader))
	end := before.dataStart + len(before.data)
	if !bytes.Equal(old[:start], packed[:start]) || !bytes.Equal(old[end:], packed[end:]) {
		t.Error("something beside the tables changed")
	}
	count := map[string]int{}
	for i := range before.functions {
		f, okF := before.function(i)
		g, okG := after.function(i)
		if !okF || !okG || len(f.tables) != len(g.tables) || len(f.data) != len(g.data) {
			t.Fatalf("function %d is not found", i)
		}
		for _, at := range []int{0, 8, 12, funcTables, funcID} { // address, arguments, deferred calls, kind
			if word(f.record, at) != word(g.record, at) {
				t.Errorf("function %d: word %d of its record", i, at)
			}
		}
		if f.record[funcID] != 0 {
			count["names"]++
			if a, b := nameAt(before, f), nameAt(after, g); a == "" || a != b {
				t.Errorf("function %d: %q is called %q", i, a, b)
			}
		}
		steps := func(what string, a, b uint32) {
			count[what]++
			if a, b := stepsOf(t, before.tables, a), stepsOf(t, after.tables, b); !slices.Equal(a, b) {
				t.Errorf("function %d: %s: %v became %v", i, what, a, b)
			}
		}
		steps("stack", word(f.record, funcStack), word(g.record, funcStack))
		for k := range len(f.tables) / 4 {
			switch at := word(g.tables, 4*k); k {
			case 0, 2, 3:
				if at != noTable {
					t.Errorf("function %d: table %d stays", i, k)
				}
			default:
				steps("tables", word(f.tables, 4*k), at)
			}
		}
		for k := range len(f.data) / 4 {
			a, b := word(f.data, 4*k), word(g.data, 4*k)
			switch {
			case k == 3 || k > 4:
				if b != noData {
					t.Errorf("function %d: data %d stays", i, k)
				}
			case (a == noData) != (b == noData):
				t.Errorf("function %d: data %d", i, k)
			case a != noData:
				count[[]string{"arguments", "locals", "objects", "", "defers"}[k]]++
				if a, b := dataAt(before.data[a:], k), dataAt(after.data[b:], k); len(a) == 0 || !bytes.Equal(a, b) {
					t.Errorf("function %d: data %d: %x became %x", i, k, a, b)
				}
			}
		}
	}
	for what, least := range map[string]int{"names": 10, "stack": 1000, "tables": 1000, "arguments": 1000, "locals": 1000, "objects": 50, "defers": 5} {
		if count[what] < least {
			t.Errorf("%s: only %d were compared", what, count[what])
		}
	}
}

func nameAt(t *functionTables, f function) string {
	name, _, _ := bytes.Cut(t.names[word(f.record, funcName):], []byte{0})
	return string(name)
}

// stepsOf are the numbers of a table, up to a step by 0.
func stepsOf(t *testing.T, tables []byte, at uint32) (out []int) {
	t.Helper()
	if at == noTable {
		return nil
	}
	for r := (reader{rest: tables[at:]}); ; {
		value := r.number()
		if value == 0 && len(out) > 0 {
			return out
		}
		if out = append(out, value, r.number()); r.bad {
			t.Fatalf("the table at %d has no end", at)
		}
	}
}

// dataAt is what a function has of a kind.
func dataAt(b []byte, kind int) []byte {
	switch kind {
	case 0, 1:
		return b[:8+int(word(b, 0))*((int(word(b, 4))+7)/8)]
	case 2:
		return b[:8+16*int(word(b, 0))]
	}
	r := reader{rest: b}
	r.number()
	r.number()
	return b[:len(b)-len(r.rest)]
}
