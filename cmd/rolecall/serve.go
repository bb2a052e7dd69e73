package main

import (
	"fmt"
	"io"
)

// runServe serves the playground and the gallery until it is told to stop.
func runServe(_ []string, _ io.Reader, _, stderr io.Writer) int {
	fmt.Fprintln(stderr, "rolecall serve: not built yet")
	return exitFailed
}
