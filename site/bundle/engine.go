package main

import (
	"fmt"
	"os"
	"os/exec"
)

// buildEngine compiles package wasm to the file at path. Go's own build cache makes it quick when nothing changed.
func buildEngine(path, ldflags string) (output, error) {
	build := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-ldflags="+ldflags, "-o", path, "./wasm")
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOFLAGS=")
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		return output{}, fmt.Errorf("building the engine: %w", err)
	}
	content, err := os.ReadFile(path)
	return output{logical: "rolecall.wasm", content: content}, err
}
