// Command rolecall says who may do what on a JupyterHub: it serves the playground, checks scenario documents and
// resolves cases. Each subcommand decodes its arguments, calls the packages that know, and prints.
package main

import (
	"fmt"
	"io"
	"maps"
	"os"
	"slices"

	"rolecall.example/internal/release"
	"rolecall.example/internal/words"
)

// Exit codes that every subcommand keeps.
const (
	exitOK     = 0
	exitFailed = 1 // the command did its work and the answer is no, or it could not do it
	exitUsage  = 2 // the command line itself is wrong
)

// command is one subcommand. run gets the arguments after its name and returns the exit code.
type command struct {
	summary string
	run     func(args []string, stdin io.Reader, stdout, stderr io.Writer) int
}

var commands = map[string]command{
	"check":       {"run the checks of scenario documents", runCheck},
	"diff":        {"say who gained or lost what between two configs", runDiff},
	"fmt":         {"write documents as a server keeps them", runFmt},
	"new":         {"print a document to start with", runNew},
	"explain":     {"say why somebody can do something, or what would allow it", runExplain},
	"export":      {"write what a config sets as Python or as Helm values", runExport},
	"export-site": {"write all pages as files, for any host", runExportSite},
	"lint":        {"say what of a config hardly means what it seems to", runLint},
	"backup":      {"copy the database of shared scenarios while it is in use", runBackup},
	"recheck":     {"run every shared scenario again and print what changed", runRecheck},
	"scenario":    {"show, delete, export and import shared scenarios", runScenario},
	"resolve":     {"answer cases, one JSON object a line", runResolve},
	"login":       {"answer cases of logins, one JSON object a line", runLogin},
	"settings":    {"say what a config sets, and what could not be evaluated", runSettings},
	"serve":       {"serve the playground and the gallery", runServe},
	"who-can":     {"list everybody who can do something", runWhoCan},
	"version":     {"print the version", runVersion},
}

// The completion names all commands, itself among them.
func init() {
	commands["completion"] = command{"print a script that completes commands in a shell", runCompletion}
}

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run picks the subcommand. It is main without the process, for tests.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	if len(args) == 0 {
		usage(stderr)
		return exitUsage
	}
	name, rest := args[0], args[1:]
	switch name {
	case "help", "-h", "-help", "--help":
		return runHelp(rest, stdin, stdout, stderr)
	case "-version", "--version":
		name = "version"
	}
	c, ok := commands[name]
	if !ok {
		return noCommand(name, &commandLine{stderr, args})
	}
	return c.run(rest, stdin, stdout, &commandLine{stderr, args})
}

// noCommand tells that there is no command of a name, and which may be meant.
func noCommand(name string, stderr io.Writer) int {
	text := fmt.Sprintf("no command %q", name)
	if near := words.Nearest(name, slices.Sorted(maps.Keys(commands))); near != "" {
		text += fmt.Sprintf(" (did you mean %s?)", near)
	}
	return wrong(stderr, "rolecall", text, "rolecall help lists them")
}

// runHelp prints all commands, or the help of one.
func runHelp(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	if len(args) == 0 {
		usage(stdout)
		return exitOK
	}
	c, ok := commands[args[0]]
	if !ok {
		return noCommand(args[0], &commandLine{stderr, append([]string{"help"}, args...)})
	}
	return c.run([]string{"--help"}, stdin, stdout, stderr)
}

func usage(w io.Writer) {
	fmt.Fprint(w, "Rolecall says who may do what on a JupyterHub, and why.\n\nUsage:\n\n    rolecall COMMAND [arguments]\n\nCommands:\n\n")
	names := []string{"help"}
	for name := range commands {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		summary := commands[name].summary
		if name == "help" {
			summary = "print this, or the help of a command"
		}
		fmt.Fprintf(w, "    %-11s %s\n", name, summary)
	}
	fmt.Fprint(w, "\nrolecall help COMMAND prints a command's arguments.\n")
}

// runVersion prints what the Go toolchain recorded about this build.
func runVersion(args []string, _ io.Reader, stdout, stderr io.Writer) int {
	if len(args) > 0 {
		if args[0] == "--help" || args[0] == "-h" {
			fmt.Fprint(stdout, "Usage: rolecall version\n\nPrints the version of this build and its commit.\n")
			return exitOK
		}
		return misused(stderr, "version", fmt.Sprintf("takes no arguments, and %q is one", args[0]))
	}
	fmt.Fprintln(stdout, "rolecall", release.Version())
	return exitOK
}
