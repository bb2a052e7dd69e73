package bridge

import (
	"strings"
	"testing"
	"unicode/utf16"
)

func TestOffsetsCountAsJavaScriptDoes(t *testing.T) {
	t.Parallel()
	texts := map[string]string{
		"empty":      "",
		"ascii":      "c.JupyterHub.load_roles = []\n",
		"two bytes":  "né = \"ü\"\n",
		"pairs":      "a😀b😀😀c",
		"combining":  "e\u0301 \u05d0\u05d1",
		"long":       strings.Repeat("ab😀é\n", 3*stride),
		"long ascii": strings.Repeat("x", 5*stride) + "é" + strings.Repeat("y", 5*stride),
	}
	for name, text := range texts {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := newOffsets(text)
			units := 0
			for i, r := range text {
				if got := o.at(i); got != units {
					t.Fatalf("byte %d: got %d units, want %d", i, got, units)
				}
				units += len(utf16.AppendRune(nil, r))
			}
			if got := o.at(len(text)); got != units {
				t.Errorf("the end: got %d units, want %d", got, units)
			}
		})
	}
}

func TestOffsetsOutsideOfRunes(t *testing.T) {
	t.Parallel()
	o := newOffsets("a😀b\xffc")
	for offset, want := range map[int]int{-5: 0, 0: 0, 1: 1, 2: 1, 4: 1, 5: 3, 6: 4, 7: 5, 8: 6, 99: 6} {
		if got := o.at(offset); got != want {
			t.Errorf("byte %d: got %d units, want %d", offset, got, want)
		}
	}
	for offset, want := range map[int]int{-5: 0, 3: 3, 9: 3} {
		if got := newOffsets("abc").at(offset); got != want {
			t.Errorf("byte %d of ASCII: got %d units, want %d", offset, got, want)
		}
	}
}
