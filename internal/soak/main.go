// Command soak puts bin/rolecall under load on this machine's loopback: it kills it while people save, watches its memory,
// fills its database, and measures it beside a bare handler. Every loop is bounded in count and time. It prints what it
// saw, and fails where something that was promised does not hold.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A trial is one thing to put it through. folder is its own and empty.
type trial struct {
	name string
	run  func(folder string) error
}

var trials = []trial{
	{"kills", func(folder string) error { return kills(folder, 200) }},
	{"backup", backups},
	{"rows", rows},
	{"memory", func(folder string) error { return memory(folder, 10*time.Minute) }},
	{"bench", bench},
}

// program is the server that is tried.
const program = "bin/rolecall"

func main() {
	if len(os.Args) == 3 && os.Args[1] == "bare" {
		bare(os.Args[2])
		return
	}
	asked := os.Args[1:]
	if len(asked) == 0 {
		asked = []string{"kills", "backup", "rows", "memory"}
	}
	failed := false
	for _, name := range asked {
		i := slices.IndexFunc(trials, func(t trial) bool { return t.name == name })
		if i < 0 {
			fmt.Fprintf(os.Stderr, "soak: no trial %q\n", name)
			os.Exit(2)
		}
		if err := inFolder(trials[i].run); err != nil {
			failed = true
			fmt.Printf("%s: FAILS\n    %s\n", name, strings.ReplaceAll(err.Error(), "\n", "\n    "))
		}
	}
	if failed {
		os.Exit(1)
	}
}

func inFolder(run func(folder string) error) error {
	folder, err := os.MkdirTemp("", "rolecall-soak-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	return run(folder)
}

// say prints a result.
func say(format string, args ...any) { fmt.Printf(format+"\n", args...) }

func databaseIn(folder string) string { return filepath.Join(folder, "rolecall.db") }
