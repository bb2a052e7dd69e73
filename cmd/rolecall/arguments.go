package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
)

// arguments reads the options and the arguments of a command; they may stand in any order. done is true where the
// command ends here: it was asked for its help, or its command line is wrong.
func arguments(name, usage string, flags *flag.FlagSet, args []string, stdout, stderr io.Writer) (rest []string, code int, done bool) {
	flags.Init(name, flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	for {
		switch err := flags.Parse(args); {
		case errors.Is(err, flag.ErrHelp):
			fmt.Fprint(stdout, usage)
			return nil, exitOK, true
		case err != nil:
			fmt.Fprintf(stderr, "rolecall %s: %v\nhint: rolecall help %s\n", name, err, name)
			return nil, exitUsage, true
		}
		if flags.NArg() == 0 {
			return rest, exitOK, false
		}
		rest, args = append(rest, flags.Arg(0)), flags.Args()[1:]
	}
}

// misused tells that the command line is wrong.
func misused(stderr io.Writer, name, what string) int {
	fmt.Fprintf(stderr, "rolecall %s: %s\nhint: rolecall help %s\n", name, what, name)
	return exitUsage
}

// failed tells that a command could not do its work.
func failed(stderr io.Writer, name string, err error) int {
	fmt.Fprintf(stderr, "rolecall %s: %v\n", name, err)
	return exitFailed
}
