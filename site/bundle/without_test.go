package main

import (
	"strings"
	"testing"
)

func TestWithoutLeavesOutWhatMentionsAnImport(t *testing.T) {
	t.Parallel()
	got, err := without(map[string]string{
		"a.go": `package p

import (
	"io"
	"net/http"
	_ "embed"
)

//go:embed x
var x string

// Handler serves.
type Handler struct{ next http.Handler }

// Name is a method of what goes.
func (h *Handler) Name() string { return "x" }

// New makes one.
func New() *Handler { return nil }

// Flush keeps.
func Flush(w io.Writer) {
	if f, ok := w.(http.Flusher); ok {
		f.Flush()
	}
}
`,
		"b.go": `package p

import "net/http"

// Option is about a Handler.
type Option func(*Handler)

// Keep has a field of the name.
type Keep struct{ Handler int }

func (k Keep) Serve(w http.ResponseWriter) {}

func (k Keep) Get() int { return k.Handler }
`,
	}, map[string]bool{"net/http": true})
	if err != nil {
		t.Fatal(err)
	}
	all := got["a.go"] + got["b.go"]
	for _, gone := range []string{"net/http", "type Handler", "Name()", "New()", "Option", "Serve("} {
		if strings.Contains(all, gone) {
			t.Errorf("%q is still there:\n%s", gone, all)
		}
	}
	for _, kept := range []string{"//go:embed x\nvar x string", `"io"`, `_ "embed"`, "interface{ Flush() }", "Get() int"} {
		if !strings.Contains(all, kept) {
			t.Errorf("%q is gone:\n%s", kept, all)
		}
	}
}

func TestPackagesOfSymbols(t *testing.T) {
	t.Parallel()
	of := packageNames([]string{"runtime", "encoding/json", "rolecall.example/rbac", "rolecall.example/internal/rbac", "go.yaml.in/yaml/v3"})
	for symbol, want := range map[string]string{
		"runtime.mallocgc":                            "runtime",
		"encoding_json.__decodeState_.value":          "encoding/json",
		"rolecall.example_rbac.Start":                 "rolecall.example/rbac",
		"rolecall.example_internal_rbac.__Hub_.Check": "rolecall.example/internal/rbac",
		"go.yaml.in_yaml_v3.Unmarshal":                "go.yaml.in/yaml/v3",
		"type:.eq.x":                                  "made by the compiler",
		"type_..eq.runtime.mallocgc":                  "made by the compiler",
		"":                                            "made by the compiler",
	} {
		if got := of(symbol); got != want {
			t.Errorf("%q: got %q, want %q", symbol, got, want)
		}
	}
}
