package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"

	"rolecall.example/internal/words"
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
			return nil, misused(stderr, name, flagText(flags, err.Error())), true
		}
		if flags.NArg() == 0 {
			return rest, exitOK, false
		}
		rest, args = append(rest, flags.Arg(0)), flags.Args()[1:]
	}
}

// flagText says with two dashes, and with what may be meant, what package flag says.
func flagText(flags *flag.FlagSet, text string) string {
	if name, ok := strings.CutPrefix(text, "flag provided but not defined: -"); ok {
		var all []string
		flags.VisitAll(func(f *flag.Flag) { all = append(all, f.Name) })
		text = fmt.Sprintf("no option %q", "--"+strings.TrimPrefix(name, "-"))
		if near := words.Nearest(strings.TrimPrefix(name, "-"), all); near != "" {
			text += fmt.Sprintf(" (did you mean --%s?)", near)
		}
		return text
	}
	if name, ok := strings.CutPrefix(text, "flag needs an argument: -"); ok {
		return "--" + name + " needs a value"
	}
	if value, ok := strings.CutPrefix(text, "invalid value "); ok {
		// The value is quoted, so no quote and space of its own look like those behind it.
		if value, after, ok := strings.Cut(value, "\" for flag -"); ok {
			name, why, _ := strings.Cut(after, ": ")
			if why == "parse error" {
				why = "this is no number"
			}
			return fmt.Sprintf("--%s %s\": %s", name, value, why)
		}
	}
	return text
}

// failed tells that a command could not do its work.
func failed(stderr io.Writer, name string, err error) int {
	fmt.Fprintf(stderr, "rolecall %s: %v\n", name, err)
	return exitFailed
}
