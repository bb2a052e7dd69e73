package site

import (
	"errors"
	"testing"
	"testing/fstest"
)

func TestReadOfTheBuiltFiles(t *testing.T) {
	t.Parallel()
	built := fstest.MapFS{
		"README":        {Data: []byte("Built files stand here.")},
		"page-abc.js":   {Data: []byte("1")},
		"manifest.json": {Data: []byte(`{"files":{"page.js":{"name":"page-abc.js","integrity":"sha384-x","raw":1,"gz":2,"br":3}}}`)},
	}
	m, err := read(built)
	if err != nil {
		t.Fatal(err)
	}
	if want := (File{Name: "page-abc.js", Integrity: "sha384-x", Raw: 1, Gzip: 2, Brotli: 3}); m.Files["page.js"] != want {
		t.Errorf("got %+v, want %+v", m.Files["page.js"], want)
	}
}

func TestReadSaysWhatIsMissing(t *testing.T) {
	t.Parallel()
	if _, err := read(fstest.MapFS{"README": {}}); !errors.Is(err, ErrNotBuilt) {
		t.Errorf("a folder without a manifest: %v", err)
	}
	half := fstest.MapFS{"manifest.json": {Data: []byte(`{"files":{"page.js":{"name":"page-abc.js"}}}`)}}
	if _, err := read(half); err == nil || errors.Is(err, ErrNotBuilt) {
		t.Errorf("a manifest that names a file which is not there: %v", err)
	}
	if _, err := read(fstest.MapFS{"manifest.json": {Data: []byte(`{`)}}); err == nil {
		t.Error("a manifest that is no JSON was read")
	}
}
