package settings

import "rolecall.example/internal/diag"

// AskKind says what sort of thing a config does not say itself. Each has its place in a scenario's state.
type AskKind string

const (
	AskEnvironment AskKind = "environment" // a variable of the Hub's environment
	AskFile        AskKind = "file"        // what a file holds that the config reads
	AskValue       AskKind = "value"       // what a name, or a call, stands for: a Python literal
	AskRun         AskKind = "run"         // whether a function that takes the config is called
)

// Ask is a question whose answer would settle an unknown.
type Ask struct {
	Kind AskKind
	Name string // the variable, the path, the name or call as written with its module, the function
	Span diag.Span
	// Default is what the config itself falls back to, as it is written there; empty when it has none.
	Default string
	Answer  string // what the state says
	Given   bool   // the state says something
}
