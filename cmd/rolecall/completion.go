package main

import (
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"
)

const completionUsage = `Usage: rolecall completion bash|zsh|fish

Prints a script that completes commands, options and files in that shell:

    bash   source <(rolecall completion bash)
    zsh    source <(rolecall completion zsh)
    fish   rolecall completion fish | source
`

var longOption = regexp.MustCompile(`--[a-z][a-z-]*`)

// optionsOf are the options that a command's help names.
func optionsOf(name string) []string {
	var help strings.Builder
	commands[name].run([]string{"--help"}, strings.NewReader(""), &help, io.Discard)
	found := map[string]bool{"--help": true}
	for _, option := range longOption.FindAllString(help.String(), -1) {
		found[option] = true
	}
	return slices.Sorted(maps.Keys(found))
}

// runCompletion prints a shell's completion.
func runCompletion(args []string, _ io.Reader, stdout, stderr io.Writer) int {
	switch {
	case len(args) == 1 && (args[0] == "--help" || args[0] == "-h"):
		fmt.Fprint(stdout, completionUsage)
		return exitOK
	case len(args) != 1:
		return misused(stderr, "completion", "name a shell: bash, zsh or fish")
	}
	names := slices.Sorted(maps.Keys(commands))
	switch args[0] {
	case "bash":
		bashCompletion(stdout, names)
	case "zsh":
		fmt.Fprint(stdout, "autoload -U +X bashcompinit && bashcompinit\n")
		bashCompletion(stdout, names)
	case "fish":
		fmt.Fprintf(stdout, "complete -c rolecall -n __fish_use_subcommand -f -a help -d 'print the help of a command'\n")
		for _, name := range names {
			fmt.Fprintf(stdout, "complete -c rolecall -n __fish_use_subcommand -f -a %s -d '%s'\n", name, strings.ReplaceAll(commands[name].summary, "'", `\'`))
			for _, option := range optionsOf(name) {
				fmt.Fprintf(stdout, "complete -c rolecall -n '__fish_seen_subcommand_from %s' -l %s\n", name, strings.TrimPrefix(option, "--"))
			}
		}
	default:
		return misused(stderr, "completion", fmt.Sprintf("there is no completion for %q; there is one for bash, zsh and fish", args[0]))
	}
	return exitOK
}

func bashCompletion(w io.Writer, names []string) {
	fmt.Fprintf(w, "_rolecall() {\n  local cur=\"${COMP_WORDS[COMP_CWORD]}\" words=\"\"\n  if [ \"$COMP_CWORD\" -eq 1 ]; then\n    COMPREPLY=($(compgen -W %q -- \"$cur\"))\n    return\n  fi\n", "help "+strings.Join(names, " "))
	fmt.Fprint(w, "  case \"${COMP_WORDS[1]}\" in\n")
	fmt.Fprintf(w, "    help) words=%q ;;\n", strings.Join(names, " "))
	for _, name := range names {
		fmt.Fprintf(w, "    %s) words=%q ;;\n", name, strings.Join(optionsOf(name), " "))
	}
	fmt.Fprint(w, "  esac\n  case \"$cur\" in\n    -*) COMPREPLY=($(compgen -W \"$words\" -- \"$cur\")) ;;\n    *) if [ \"${COMP_WORDS[1]}\" = help ]; then COMPREPLY=($(compgen -W \"$words\" -- \"$cur\")); else COMPREPLY=($(compgen -f -- \"$cur\")); fi ;;\n  esac\n}\ncomplete -o filenames -F _rolecall rolecall\n")
}
