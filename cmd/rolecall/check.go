package main

import (
	"fmt"
	"io"
)

// runCheck runs the checks of scenario documents.
func runCheck(_ []string, _ io.Reader, _, stderr io.Writer) int {
	fmt.Fprintln(stderr, "rolecall check: not built yet")
	return exitFailed
}
