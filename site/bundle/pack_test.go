package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
)

// module is a program of sections; each is an id and a body.
func module(sections ...any) []byte {
	out := []byte("\x00asm\x01\x00\x00\x00")
	for i := 0; i < len(sections); i += 2 {
		body := sections[i+1].([]byte)
		out = append(out, byte(sections[i].(int)), byte(len(body)))
		out = append(out, body...)
	}
	return out
}

func TestDataIsCutAtLongZerosOnly(t *testing.T) {
	t.Parallel()
	zeros := make([]byte, mostZeros)
	for name, tc := range map[string]struct {
		memory []byte
		pieces []int
	}{
		"nothing":                {nil, nil},
		"nothing but zeros":      {zeros, nil},
		"zeros at both ends":     {[]byte("\x00\x00ab\x00"), []int{2, 2}},
		"as many as stay":        {append(append([]byte("a"), zeros[1:]...), 'b'), []int{0, mostZeros + 1}},
		"one more":               {append(append([]byte("a"), zeros...), 'b'), []int{0, 1, mostZeros + 1, 1}},
		"short runs in between":  {[]byte("a\x00\x00\x00\x00\x00\x00\x00\x00\x00b"), []int{0, 11}},
		"the last byte of a run": {append(bytes.Clone(zeros), 'b'), []int{mostZeros, 1}},
	} {
		var got []int
		segments := cutAtZeros(tc.memory)
		for _, s := range segments {
			got = append(got, s.at, len(s.data))
		}
		if !slices.Equal(got, tc.pieces) {
			t.Errorf("%s: %v, want %v", name, got, tc.pieces)
		}
		back, err := segmentsOf(written(segments))
		if err != nil || !bytes.Equal(bytes.TrimRight(imageOf(back), "\x00"), bytes.TrimRight(tc.memory, "\x00")) {
			t.Errorf("%s: what was written reads otherwise: %v", name, err)
		}
	}
}

func TestSignedNumbers(t *testing.T) {
	t.Parallel()
	for _, v := range []int{0, 1, 63, 64, 127, 128, 8191, 8192, 1 << 20, 1<<27 - 1, -1, -64, -65} {
		if r := (&reader{rest: appendSigned(nil, v)}); r.signed() != v || r.bad || len(r.rest) != 0 {
			t.Errorf("%d reads otherwise", v)
		}
	}
}

func TestWhatIsNoProgramOfGo(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		file []byte
		want error
	}{
		"cut off in a section":      {append(module(), 10, 5, 0), errWasm},
		"cut off in the data":       {module(sectionData, []byte{1, 0, opConst, 0, opEnd, 5, 'a'}), errWasm},
		"a segment of another kind": {module(sectionData, []byte{1, 1, 1, 'a'}), errWasm},
		"data without a line table": {module(sectionData, []byte{1, 0, opConst, 0, opEnd, 1, 'a'}), errLineTable},
		"a line table cut off":      {module(sectionData, append([]byte{1, 0, opConst, 0, opEnd, 8}, lineTableHeader...)), errLineTable},
	} {
		if _, err := pack(tc.file); !errors.Is(err, tc.want) {
			t.Errorf("%s: %v, want %v", name, err, tc.want)
		}
	}
	if got, err := pack(module(1, []byte{0}, 10, []byte{0})); err != nil || !bytes.Equal(got, module(1, []byte{0}, 10, []byte{0})) {
		t.Errorf("a program without data: %x, %v", got, err)
	}
}

// A program as the toolchain of today links it. That packed programs run is what the browser's tests see.
func TestAProgramOfGoIsPacked(t *testing.T) {
	t.Parallel()
	before := linked(t)
	after, err := pack(before)
	if err != nil {
		t.Fatal(err)
	}
	was, is := dataOf(t, before), dataOf(t, after)
	if len(is) > 50 || len(was) < 10*len(is) {
		t.Errorf("%d segments became %d", len(was), len(is))
	}
	old, packed := imageOf(was), imageOf(is)
	packed = append(packed, make([]byte, len(old)-len(packed))...)
	for name, stays := range map[string]bool{"runtime/proc.go": false, "runtime.mallocgc\x00": false, "runtime.mstart\x00": true, "a.work\x00": false} {
		if !bytes.Contains(old, []byte(name)) || bytes.Contains(packed, []byte(name)) != stays {
			t.Errorf("%q must have been there, and now: %v", name, stays)
		}
	}
	if again, err := pack(after); err != nil || !bytes.Equal(again, after) {
		t.Errorf("packing twice is another program: %v", err)
	}
	compareTables(t, old, packed)
}

// linked is a small program for js/wasm.
func linked(t *testing.T) []byte {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "a.wasm")
	for name, text := range map[string]string{
		"go.mod":  "module rolecall.example\n",
		"main.go": "package main\n\nimport \"rolecall.example/a\"\n\nfunc main() { a.Do() }\n",
		"a/a.go":  "package a\n\nfunc Do() { work() }\n\n//go:noinline\nfunc work() { defer println(\"a\") }\n",
	} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	build := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", path, ".")
	build.Dir = dir
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOFLAGS=")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func dataOf(t *testing.T, file []byte) []segment {
	t.Helper()
	sections := reader{rest: file[8:]}
	for len(sections.rest) > 0 {
		if id, body := sections.byte(), sections.bytes(); id == sectionData {
			segments, err := segmentsOf(body)
			if err != nil {
				t.Fatal(err)
			}
			return segments
		}
	}
	t.Fatal("no data")
	return nil
}
