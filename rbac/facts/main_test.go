package main

import (
	"bytes"
	"os"
	"slices"
	"testing"
)

func TestGeneratedDefinitionsAreFresh(t *testing.T) {
	t.Parallel()
	fresh, err := generate(".")
	if err != nil {
		t.Fatal(err)
	}
	committed, err := os.ReadFile("../definitions_gen.go")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(fresh, committed) {
		t.Error("rbac/definitions_gen.go differs from a fresh generation: run go generate ./rbac")
	}
}

func TestVersionsSortByNumber(t *testing.T) {
	t.Parallel()
	got := []string{"5.10.0", "6.0.0", "5.4.6", "6.0.0b2", "2.3.1"}
	slices.SortFunc(got, compareVersions)
	want := []string{"2.3.1", "5.4.6", "5.10.0", "6.0.0b2", "6.0.0"}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
