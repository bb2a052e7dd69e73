package main

import (
	"fmt"
	"io"

	"rolecall.example/internal/cases"
)

const resolveUsage = `Usage: rolecall resolve <CASES

Answers cases, one JSON object a line on standard input, with one result a line
on standard output. A case is a config with questions about its Hub.
`

// runResolve answers cases: one JSON object a line on stdin, one result a line on stdout.
func runResolve(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	if len(args) == 1 && (args[0] == "--help" || args[0] == "-h") {
		fmt.Fprint(stdout, resolveUsage)
		return exitOK
	}
	if len(args) > 0 {
		return misused(stderr, "resolve", fmt.Sprintf("takes no arguments, and %q is one: cases come on standard input, one a line", args[0]))
	}
	unreadable, err := cases.Stream(stdin, stdout)
	switch {
	case err != nil:
		fmt.Fprintf(stderr, "rolecall resolve: %v\n", err)
		return exitFailed
	case unreadable > 0:
		fmt.Fprintf(stderr, "rolecall resolve: %d lines are no case that can be answered\n", unreadable)
		return exitFailed
	}
	return exitOK
}
