package main

import (
	"fmt"
	"io"

	"rolecall.example/internal/logincases"
)

const loginUsage = `Usage: rolecall login <CASES

Answers cases of logins, one JSON object a line on standard input, with one
result a line on standard output. A case is a config and a person.
`

// runLogin answers cases of logins: one JSON object a line on stdin, one result a line on stdout.
func runLogin(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	if len(args) == 1 && (args[0] == "--help" || args[0] == "-h") {
		fmt.Fprint(stdout, loginUsage)
		return exitOK
	}
	if len(args) > 0 {
		return misused(stderr, "login", fmt.Sprintf("takes no arguments, and %q is one: cases come on standard input, one a line", args[0]))
	}
	if err := logincases.Stream(stdin, stdout); err != nil {
		fmt.Fprintf(stderr, "rolecall login: %v\n", err)
		return exitFailed
	}
	return exitOK
}
