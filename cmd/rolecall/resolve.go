package main

import (
	"fmt"
	"io"
)

// runResolve answers cases.
func runResolve(_ []string, _ io.Reader, _, stderr io.Writer) int {
	fmt.Fprintln(stderr, "rolecall resolve: not built yet")
	return exitFailed
}
